"""HTML → PDF/UA-1, and PDF/A-3a where asked, with WeasyPrint. Imported only in the child process that prints."""

import contextlib
import logging
from collections.abc import Iterator, Sequence
from typing import Any, Final

from weasyprint import HTML
from weasyprint.document import Document
from weasyprint.logger import LOGGER
from weasyprint.text.ffi import ffi, harfbuzz
from weasyprint.text.fonts import FontConfiguration
from weasyprint.urls import FatalURLFetchingError, URLFetcher

from briefs.errors import TemplateError
from briefs.publication import breaks, drawings, economy, streams, tags
from briefs.publication.attachments import Attachment
from briefs.publication.catalogue import describe
from briefs.publication.embedding import embed
from briefs.publication.fonts import HEAD
from briefs.publication.sheets import SOMEWHERE

_PICTURE: Final = "data:image/png;base64,"

_HARMLESS: Final = "Using fontTools instead of HarfBuzz-Subset"
"""The slower of two ways to subset a font; the page is the same, so it is no reason to refuse it."""


class Press:
    """What lays pages out and writes them, warm from one to the next.

    Both raise ``TemplateError`` with the words of every complaint that WeasyPrint logs.
    """

    def __init__(self) -> None:
        tags.install()
        breaks.install()
        streams.install()
        drawings.install()
        economy.install()
        self._fonts = FontConfiguration()

    def lay_out(self, html: str, *, for_archive: bool) -> Document:
        """The pages of an HTML page."""
        economy.expect_notes(html)
        with _complaints_refused():
            page = HTML(string=html, url_fetcher=_ClosedFetcher(), base_url="brief:/")
            return page.render(font_config=self._fonts, pdf_variant=_variant(for_archive=for_archive))

    def write(self, document: Document, attachments: Sequence[Attachment], *, for_archive: bool) -> bytes:
        """The PDF of laid out pages."""

        def finish(_: Document, pdf: Any) -> None:
            tags.finish(document, pdf)
            describe(document, pdf, for_archive=for_archive)
            embed(attachments, pdf)

        with _complaints_refused():
            return bytes(document.write_pdf(finisher=finish, pdf_variant=_variant(for_archive=for_archive)))

    def fonts_of(self, document: Document) -> frozenset[tuple[int, bytes]]:
        """The size and the first bytes of each font file that the pages of a document were set in, once written."""
        return frozenset(_told(font.hb_face) for font in document.fonts.values())


def _told(face: Any) -> tuple[int, bytes]:
    blob = harfbuzz.hb_face_reference_blob(face)
    try:
        size = int(harfbuzz.hb_blob_get_length(blob))
        return size, ffi.unpack(harfbuzz.hb_blob_get_data(blob, ffi.NULL), min(size, HEAD))
    finally:
        harfbuzz.hb_blob_destroy(blob)


def _variant(*, for_archive: bool) -> str:
    return "pdf/a-3a" if for_archive else "pdf/ua-1"


class _ClosedFetcher(URLFetcher):  # type: ignore[misc] # WeasyPrint ships no types
    """A fetcher that serves nothing but the picture of a logo, which stands in its own address."""

    def fetch(self, url: str, headers: Any = None) -> Any:
        if url.startswith(_PICTURE):
            return super().fetch(url, headers)
        raise FatalURLFetchingError(f"the page fetches nothing, but {SOMEWHERE} names {url}")


@contextlib.contextmanager
def _complaints_refused() -> Iterator[None]:
    complaints = _Complaints()
    LOGGER.addHandler(complaints)
    try:
        yield
    except FatalURLFetchingError as error:
        raise TemplateError(str(error)) from error
    finally:
        LOGGER.removeHandler(complaints)
    if complaints.found:
        raise TemplateError("the page was laid out with complaints: " + "; ".join(complaints.found))


class _Complaints(logging.Handler):
    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.found: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        message = record.getMessage()
        if not message.startswith(_HARMLESS) and message not in self.found:
            self.found.append(message)
