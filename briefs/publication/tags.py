"""A better structure tree than WeasyPrint 70.0 writes by itself, for those who hear the page.

What it writes                             what this makes of it
running heads and feet as tagged text      pagination artifacts, which are not read out
nav, aside, em, cite … as NonStruct        Sect, Span
a list over a page break as two lists      one list (and one paragraph, one section)
no language on a passage in another one    Lang
a heading in a heading (anonymous boxes)   one heading
empty Span elements                        none

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
}
_SINGLE: Final = frozenset({"/P", "/H1", "/H2", "/H3", "/H4", "/H5", "/H6"})
_EMPTIABLE: Final = frozenset({"/Span", "/NonStruct", "/Div"})


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


def finish(_document: Document, pdf: pydyf.PDF) -> None:
    """Mend the structure tree of a PDF just before it is written (WeasyPrint's ``finisher``)."""
    _artifacts.clear()
    tree = _Tree(pdf)
    tree.join_over_pages(tree.top)
    tree.unnest(tree.top)
    tree.drop_empty(tree.top)
    tree.name_languages()


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


class _Tree:
    """The structure elements of a PDF, found by their references."""

    def __init__(self, pdf: pydyf.PDF) -> None:
        self._objects = {thing.reference: thing for thing in pdf.objects}
        root = self._objects[pdf.catalog["StructTreeRoot"]]
        self.top = self._objects[root["K"][0]]

    def join_over_pages(self, parent: Any) -> None:
        """Join neighbours that are one element of the page, cut by a page break."""
        previous = None
        for element in self._elements(parent):
            if previous is not None and _cut_by_a_page(previous, element):
                parent["K"].remove(element.reference)
                for kid in self._elements(element):
                    kid["P"] = previous.reference
                previous["K"].extend(element["K"])
                previous.page = element.page
            else:
                previous = element
        for element in self._elements(parent):
            self.join_over_pages(element)

    def unnest(self, parent: Any) -> None:
        """Leave one heading or paragraph where the layout made two boxes of it, one in the other."""
        for element in self._elements(parent):
            if element["S"] == parent["S"] and element["S"] in _SINGLE and _same_element(parent, element):
                element["S"] = "/NonStruct"
            self.unnest(element)

    def drop_empty(self, parent: Any) -> None:
        """Remove spans and divisions that hold nothing."""
        for element in self._elements(parent):
            self.drop_empty(element)
            if not element["K"] and element["S"] in _EMPTIABLE:
                parent["K"].remove(element.reference)

    def name_languages(self) -> None:
        """Say of each element in another language than the page's which language it is."""
        for element in self._walk(self.top):
            box: Any = getattr(element, "box", None)
            if box is None or box.element is None or "::" in (box.element_tag or ""):
                continue
            if language := box.element.get("lang"):
                element["Lang"] = pydyf.String(language)

    def _walk(self, parent: Any) -> Iterator[Any]:
        yield parent
        for element in self._elements(parent):
            yield from self._walk(element)

    def _elements(self, parent: Any) -> list[Any]:
        kids = [self._objects[kid] for kid in parent.get("K", ()) if isinstance(kid, bytes)]
        return [kid for kid in kids if kid.get("Type") == "/StructElem"]


def _cut_by_a_page(first: Any, second: Any) -> bool:
    same = _same_element(first, second) and first["S"] == second["S"]
    return same and first.page != second.page and not any(isinstance(kid, int) for kid in second["K"])


def _same_element(first: Any, second: Any) -> bool:
    return _origin(first) is not None and _origin(first) == _origin(second)


def _origin(structure: Any) -> tuple[int, str] | None:
    """Which element (or pseudo-element) of the page a structure element was made for."""
    box = getattr(structure, "box", None)
    return None if box is None or box.element is None else (id(box.element), box.element_tag)
