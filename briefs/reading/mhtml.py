"""Pages that a browser saved with their pictures in one file (MHTML, RFC 2557)."""

from dataclasses import replace

from briefs.reading.metadata import web_address
from briefs.reading.mime import Part, read_parts
from briefs.reading.page import Page
from briefs.reading.unreadable import Unreadable


def read_saved_page(content: bytes) -> Page:
    """Return the body of the page that was saved, with the address it was saved from. Raises ``Unreadable``."""
    from briefs.reading.html import read_html  # noqa: PLC0415 - lxml and trafilatura cost 0.3 s

    mail = read_parts(content)
    root = _root(mail)
    page = read_html(root.text())
    return replace(page, url=page.url or _address(root) or _address(mail))


def saved_page_text(content: bytes) -> str:
    """Return all text that the page shows, white space folded. Raises ``Unreadable``."""
    from briefs.reading.blocks import page_text  # noqa: PLC0415 - lxml costs 50 ms

    return page_text(_root(read_parts(content)).text())


def _root(mail: Part) -> Part:
    """Return the part that is the page: the one that is named as the start, else the first of HTML."""
    pages = [part for part in mail.leaves() if part.media_type in ("text/html", "application/xhtml+xml")]
    if not pages:
        raise Unreadable("holds no page: save it again from the browser, as HTML or PDF")
    start = mail.parameters.get("start", "").strip("<>")
    named = (part for part in pages if start and (part.first("content-id") or "").strip("<>") == start)
    return next(named, pages[0])


def _address(part: Part) -> str | None:
    return web_address(part.first("snapshot-content-location")) or web_address(part.first("content-location"))
