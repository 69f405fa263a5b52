"""From the bytes of one source to a document, or to the reason why it is none.

source ──containers──▶ sources ──signatures──┬─ pdf, docx, mail, telegram ──┐
                                              └─ encoding ─┬─ text ──────────┤
                                                           ├─ markdown ──────┼──▶ Page ──assembly──▶ Document
                                                           └─ html ──────────┘
"""

import re
from collections.abc import Callable
from dataclasses import replace
from typing import Final, NamedTuple

from briefs.language.late import late
from briefs.model import Document, Problem, Source, SourceFormat
from briefs.reading.assembly import assemble
from briefs.reading.containers import may_hold_several, unpack, unpack_all
from briefs.reading.encoding import declared_encoding, decode, fold, served_encoding
from briefs.reading.front_matter import front_lines, split_front_matter
from briefs.reading.markings import with_marking
from briefs.reading.metadata import web_address
from briefs.reading.page import Page
from briefs.reading.signatures import recognise
from briefs.reading.text import read_text
from briefs.reading.unreadable import Unreadable

__all__ = ["may_hold_several", "raw_text", "read", "unpack", "unpack_all"]

_HTML_SUFFIXES: Final = (".html", ".htm", ".xhtml", ".shtml")
_MARKDOWN_SUFFIXES: Final = (".md", ".markdown")
_PAGE: Final = late(
    r"(?:<\?xml[^>]{0,200}>\s*)?(?:<!--.{0,2000}?-->\s*){0,3}<(?:!doctype\s+html|html)\b",
    re.IGNORECASE | re.DOTALL,
)
_TAG: Final = late(r"</?[a-zA-Z][^<>]{0,500}>|<!doctype", re.IGNORECASE)
_CLOSING: Final = late(r"</(?:p|div|li|h[1-6]|td|article|section)\s*>", re.IGNORECASE)
_LONGEST: Final = 1_000_000
"""Characters a plain text may have: a long book has so many; a million take three seconds to sum up."""
_FRAGMENT: Final = 5
"""Closing tags of blocks in a text that begins with a tag, from which it is a piece of HTML."""


def read(source: Source) -> Document | Problem:
    """Return ``source`` as a document, or the problem that keeps it from being one. Pure; never raises."""
    try:
        source_format, page = _read(source)
        return assemble(page, source, source_format)
    except Unreadable as reason:
        return Problem(subject=source.path, stage="reading", message=str(reason))


def raw_text(source: Source) -> str:
    """Return the whole text of ``source``, white space folded: every passage of its document stands in it.

    Of a text it is all characters, of a page all that is shown, of other formats all that is rendered; invisible
    characters are gone. Nothing for a source that cannot be read.
    """
    try:
        binary = recognise(source)
        if binary is not None:
            return _reader(binary).text(source.content)
        text = _decoded(source)
        source_format = _format_of(source.path, text)
        if source_format is SourceFormat.HTML:
            from briefs.reading.blocks import page_text  # noqa: PLC0415 - as in ``_page_of``

            return page_text(text)
        if source_format is SourceFormat.MARKDOWN:
            from briefs.reading.markdown import markdown_text  # noqa: PLC0415 - as in ``_page_of``

            return markdown_text(text)
        return fold(text)
    except Unreadable:
        return ""


def _read(source: Source) -> tuple[SourceFormat, Page]:
    binary = recognise(source)
    if binary is not None:
        return binary, _reader(binary).page(source.content)
    text = _decoded(source)
    source_format = _format_of(source.path, text)
    return source_format, _page_of(text, source_format)


def _decoded(source: Source) -> str:
    """The characters of a source: what the server declares counts before what the page declares."""
    provenance = source.provenance
    listed = provenance.listing.language if provenance and provenance.listing else None
    return decode(
        source.content,
        served_encoding(provenance.media_type if provenance else None),
        declared_encoding(source.content),
        language=listed or (provenance.outlet.language if provenance else None),
    )


class _Reader(NamedTuple):
    """The two ways to read the bytes of a format that is more than characters."""

    page: Callable[[bytes], Page]
    text: Callable[[bytes], str]


def _reader(source_format: SourceFormat) -> _Reader:
    """The reader of a format, its libraries imported only now."""
    match source_format:
        case SourceFormat.PDF:
            from briefs.reading.pdf import pdf_text, read_pdf  # noqa: PLC0415

            return _Reader(read_pdf, pdf_text)
        case SourceFormat.DOCX:
            from briefs.reading.docx import docx_text, read_docx  # noqa: PLC0415

            return _Reader(read_docx, docx_text)
        case SourceFormat.EMAIL:
            from briefs.reading.mail import mail_text, read_mail  # noqa: PLC0415

            return _Reader(read_mail, mail_text)
        case SourceFormat.HTML:
            from briefs.reading.mhtml import read_saved_page, saved_page_text  # noqa: PLC0415

            return _Reader(read_saved_page, saved_page_text)
        case SourceFormat.TELEGRAM:
            from briefs.reading.telegram import read_telegram, telegram_text  # noqa: PLC0415

            return _Reader(read_telegram, telegram_text)
        case _:
            raise ValueError(f"read as characters: {source_format}")


def _format_of(path: str, text: str) -> SourceFormat:
    """Return the format by what the text is, and by its suffix where it can be several."""
    lowered = path.lower()
    start = text[:4096].lstrip()
    if _PAGE.match(start) or (lowered.endswith(_HTML_SUFFIXES) and _TAG.search(text)):
        return SourceFormat.HTML
    if lowered.endswith(_MARKDOWN_SUFFIXES):
        return SourceFormat.MARKDOWN
    is_fragment = _TAG.match(start) is not None and len(_CLOSING.findall(text)) >= _FRAGMENT
    return SourceFormat.HTML if is_fragment else SourceFormat.TEXT


def _page_of(text: str, source_format: SourceFormat) -> Page:
    if source_format is SourceFormat.HTML:
        from briefs.reading.html import read_html  # noqa: PLC0415 - lxml and trafilatura cost 0.3 s

        return read_html(text)
    if source_format is SourceFormat.MARKDOWN:
        from briefs.reading.markdown import read_markdown  # noqa: PLC0415 - lxml costs 50 ms

        return read_markdown(text)
    return _text_page(text)


def _text_page(text: str) -> Page:
    """Return a plain text as a page; what its front matter states comes before what its lines tell."""
    if len(text) > _LONGEST:
        raise Unreadable(f"has more than {_LONGEST:,} characters: save its parts as single files")
    front, body = split_front_matter(text)
    page = with_marking(read_text(body), front_lines(text, body))
    return replace(
        page,
        title=front.title or page.title,
        author=front.author or page.author,
        publisher=front.publisher or page.publisher,
        published=front.published or page.published,
        language=front.language or page.language,
        url=web_address(front.url) or web_address(page.url),
        modified=front.modified or page.modified,
        dates=(*front.dates, *page.dates),
        source=front.source or page.source,
    )
