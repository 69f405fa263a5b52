"""What WeasyPrint 70.0 must remember while it paints, so that the structure tree can be mended afterwards.

Running heads and feet become pagination artifacts, which are not read out; ``nav``, ``em``, ``cite`` and their like
get roles; each structure element keeps the box it was made for. ``structure`` does the rest.

It patches private functions, so it is written for one version and refuses another (``install``).
"""

import contextlib
from collections.abc import Iterator
from typing import Any, Final

import pydyf
import weasyprint
from weasyprint.document import Document, Page
from weasyprint.formatting_structure import boxes
from weasyprint.layout.absolute import AbsolutePlaceholder
from weasyprint.pdf import stream as pdf_stream
from weasyprint.pdf import tags as pdf_tags

from briefs.errors import MissingRequirement
from briefs.publication.structure import Tree

WRITTEN_FOR: Final = "70.0"

_ROLES: Final = {
    "nav": "Sect",
    "aside": "Sect",
    "header": "Div",
    "footer": "Div",
    "b": "Span",
    "strong": "Span",
    "em": "Span",
    "i": "Span",
    "cite": "Span",
    "time": "Span",
    "small": "Span",
    "abbr": "Span",
    "q": "Quote",
    "code": "Code",
    "figure": "Div",
    "address": "Div",
}


def install() -> None:
    """Make WeasyPrint remember what ``finish`` needs; ``MissingRequirement`` for any other version of it."""
    if weasyprint.__version__ != WRITTEN_FOR:
        found = f"WeasyPrint {weasyprint.__version__} is installed"
        raise MissingRequirement(f"{found}, but the pages are made for {WRITTEN_FOR}; run “make setup”")
    if pdf_tags._build_box_tree is not _build_box_tree:
        pdf_tags._get_pdf_tag = _get_pdf_tag
        pdf_tags._build_box_tree = _build_box_tree
        pdf_stream.Stream.marked = _marked
        Page.paint = _paint


def finish(document: Document, pdf: pydyf.PDF) -> None:
    """Mend the structure tree of a PDF just before it is written (WeasyPrint's ``finisher``)."""
    _artifacts.clear()
    Tree(pdf).mend([page.height for page in document.pages])


_get_stock_tag = pdf_tags._get_pdf_tag
_build_stock_tree = pdf_tags._build_box_tree
_stock_marked = pdf_stream.Stream.marked
_stock_paint = Page.paint

_artifacts: set[int] = set()
"""Ids of the boxes of running heads and feet of the document being painted; emptied by ``finish``."""


def _get_pdf_tag(tag: str | None) -> str:
    return _ROLES.get(tag or "") or str(_get_stock_tag(tag))


def _build_box_tree(box: Any, parent: Any, pdf: Any, page_number: int, *rest: Any) -> Iterator[Any]:
    real = _real(box)
    if isinstance(real, boxes.MarginBox):
        return
    for element in _build_stock_tree(box, parent, pdf, page_number, *rest):
        if not hasattr(element, "box"):
            element.box, element.page = real, page_number
        yield element


@contextlib.contextmanager
def _marked(stream: Any, box: Any, tag: str) -> Iterator[None]:
    if stream._tags is None or id(box) not in _artifacts:
        with _stock_marked(stream, box, tag):
            yield
        return
    stream.begin_marked_content("Artifact", pydyf.Dictionary({"Type": "/Pagination"}))
    yield
    stream.end_marked_content()


def _paint(page: Any, stream: Any, scale: float = 1) -> None:
    for child in page._page_box.children:
        if isinstance(child, boxes.MarginBox):
            _artifacts.update(map(id, _descend(child)))
    _stock_paint(page, stream, scale)


def _real(box: Any) -> Any:
    return box._box if isinstance(box, AbsolutePlaceholder) else box


def _descend(box: Any) -> Iterator[Any]:
    real = _real(box)
    yield real
    for child in getattr(real, "children", ()):
        yield from _descend(child)
