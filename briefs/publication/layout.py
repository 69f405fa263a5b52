"""HTML → PDF/UA-1 with WeasyPrint. Imported only in the child process that lays a page out."""

import logging
from collections.abc import Callable, Sequence
from typing import Any, Final, Never

from weasyprint import HTML
from weasyprint.document import Document
from weasyprint.logger import LOGGER
from weasyprint.text.fonts import FontConfiguration
from weasyprint.urls import FatalURLFetchingError, URLFetcher

from briefs.errors import TemplateError
from briefs.publication import breaks, tags
from briefs.publication.attachments import Attachment
from briefs.publication.embedding import embed

_HARMLESS: Final = "Using fontTools instead of HarfBuzz-Subset"
"""The slower of two ways to subset a font; the page is the same, so it is no reason to refuse it."""


def lay_out(
    html_of: Callable[[bool], str], attachments: Sequence[Attachment], *, expect_long: bool, long: int
) -> tuple[bytes, bool]:
    """The PDF of a page, and whether it has more than ``long`` pages and so is ``html_of(True)``.

    Raises ``TemplateError`` with the words of every complaint that WeasyPrint logs.
    """
    tags.install()
    breaks.install()
    complaints = _Complaints()
    LOGGER.addHandler(complaints)
    try:
        document = _document(html_of(expect_long))
        is_long = len(document.pages) > long
        if is_long is not expect_long:
            document = _document(html_of(is_long))

        def finish(document: Document, pdf: Any) -> None:
            tags.finish(document, pdf)
            embed(attachments, pdf)

        pdf = document.write_pdf(finisher=finish, pdf_variant="pdf/ua-1")
    except FatalURLFetchingError as error:
        raise TemplateError(str(error)) from error
    finally:
        LOGGER.removeHandler(complaints)
    if complaints.found:
        raise TemplateError("the page was laid out with complaints: " + "; ".join(complaints.found))
    return bytes(pdf), is_long


def _document(html: str) -> Document:
    page = HTML(string=html, url_fetcher=_ClosedFetcher(), base_url="brief:/")
    return page.render(font_config=FontConfiguration(), pdf_variant="pdf/ua-1")


class _ClosedFetcher(URLFetcher):  # type: ignore[misc] # WeasyPrint ships no types
    """A fetcher that serves nothing: a page carries all it needs, and fonts come by fontconfig."""

    def fetch(self, url: str, _headers: object = None) -> Never:
        raise FatalURLFetchingError(f"the page fetches nothing, but a template or style sheet names {url}")


class _Complaints(logging.Handler):
    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.found: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        message = record.getMessage()
        if not message.startswith(_HARMLESS) and message not in self.found:
            self.found.append(message)
