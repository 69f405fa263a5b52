"""The structure tree of a PDF, mended for those who hear the page: what each thing is, in the order of the page.

What WeasyPrint 70.0 writes                     what this makes of it
a list, a paragraph, a link cut by a line or    one list, one paragraph, one link
  a page as two of them
a link to another place as Link alone           Reference with the Link in it
the contents as a list                          TOC, its lines TOCI
a full reference of the bibliography as Div     BibEntry, its number Lbl
the number of a point as its first paragraph    Lbl, and the list is said to be numbered
a heading in a heading (anonymous boxes)        one heading
no language on a passage in another one         Lang
no Scope on the head of a column or row         Scope
a Span around each line and each word           none where it says nothing

Roles come from the page itself: from ``role`` (``doc-toc``, ``doc-bibliography``), ``aria-hidden`` and ``aria-label``.
"""

from collections.abc import Iterator
from typing import Any, Final

import pydyf

_SINGLE: Final = frozenset({"/P", "/H1", "/H2", "/H3", "/H4", "/H5", "/H6"})
_EMPTIABLE: Final = frozenset({"/Span", "/NonStruct", "/Div"})
_PLAIN: Final = frozenset({"/Span", "/NonStruct"})
_TELLING: Final = ("Lang", "Alt", "ActualText", "ID", "A")
"""What makes an element worth keeping that is otherwise plain."""
_GROUPING: Final = frozenset({"/Document", "/Part", "/Sect", "/Div", "/L", "/LI", "/TOC", "/Table", "/TR"})
"""Elements that hold others and no words themselves."""
_CONTENTS: Final = {"/L": "/TOC", "/LI": "/TOCI", "/LBody": "/Reference"}
_LISTS: Final = frozenset({"/L", "/TOC"})
_ITEMS: Final = frozenset({"/LI", "/TOCI", "/L", "/TOC"})
_POINTS: Final = 0.75
"""Points in a pixel."""


class Tree:
    """The structure elements of a PDF, found by their references."""

    def __init__(self, pdf: pydyf.PDF) -> None:
        self._pdf = pdf
        self._objects = {thing.reference: thing for thing in pdf.objects}
        self._root = self._objects[pdf.catalog["StructTreeRoot"]]
        self._top = self._objects[self._root["K"][0]]
        self._now: dict[bytes, bytes] = {}

    def mend(self, heights: list[float]) -> None:
        """Say what each thing is, once; ``heights`` are those of the pages, in pixels."""
        self._join_what_breaks_cut(self._top)
        self._unnest(self._top)
        for element in list(self._walk(self._top)):
            self._name_language(element)
            self._give_role(element)
            if element["S"] == "/Figure":
                _turn_box(element, heights)
        self._drop_empty(self._top)
        self._lift(self._top)
        self._gather_strays(self._top)
        self._settle()

    def _join_what_breaks_cut(self, parent: Any) -> None:
        previous = None
        for element in self._elements(parent):
            if previous is not None and _are_one(previous, element):
                parent["K"].remove(element.reference)
                self._move(element, previous, len(previous["K"]))
                previous.page = element.page
                element.clear()
            else:
                previous = element
        for element in self._elements(parent):
            self._join_what_breaks_cut(element)

    def _unnest(self, parent: Any) -> None:
        """Leave one heading or paragraph where the layout made two boxes of it, one in the other."""
        for element in self._elements(parent):
            if element["S"] == parent["S"] and element["S"] in _SINGLE and _same_element(parent, element):
                element["S"] = "/NonStruct"
            self._unnest(element)

    def _name_language(self, element: Any) -> None:
        """Say of an element in another language than the page's which language it is."""
        if (html := _html_of(element)) is not None and (language := html.get("lang")):
            element["Lang"] = pydyf.String(language)

    def _give_role(self, element: Any) -> None:
        html = _html_of(element)
        if html is None:
            return
        if element["S"] == "/Link":
            self._tell_link(element, html)
        elif element["S"] == "/TH":
            element["A"]["Scope"] = "/Row" if html.get("scope") == "row" else "/Column"
        elif html.get("role") == "doc-toc":
            for part in list(self._walk(element))[1:]:
                part["S"] = _CONTENTS.get(part["S"], part["S"])
        elif html.get("role") == "doc-bibliography":
            self._tell_entries(element)
        elif html.get("aria-hidden") == "true" and element["S"] == "/P":
            self._tell_number(element)

    def _tell_link(self, link: Any, html: Any) -> None:
        """Say where a link leads; one that leads to another place of the document is a reference."""
        said = html.get("aria-label") or " ".join("".join(html.itertext()).split())
        annotations = [self._objects[kid["Obj"]] for kid in self._kids(link) if kid.get("Type") == "/OBJR"]
        for annotation in annotations:
            if said:
                annotation["Contents"] = pydyf.String(said)
        parent = self._objects[link["P"]]
        if annotations and "Dest" in annotations[0] and parent["S"] != "/Reference":
            reference = self._new("/Reference", parent, link["Pg"])
            parent["K"][parent["K"].index(link.reference)] = reference.reference
            reference["K"].append(link.reference)
            link["P"] = reference.reference

    def _tell_entries(self, bibliography: Any) -> None:
        """Make an entry of each part of a bibliography that can be linked to, and a label of its number."""
        for part in self._walk(bibliography):
            html = _html_of(part)
            if part["S"] == "/Div" and html is not None and html.get("id"):
                part["S"] = "/BibEntry"
                first = next(iter(self._elements(part)), None)
                if first is not None and first["S"] == "/P":
                    first["S"] = "/Lbl"

    def _tell_number(self, number: Any) -> None:
        """Make a printed number, which the list counts by itself, the label of its item."""
        body = self._objects[number["P"]]
        item = self._objects.get(body["P"])
        if body["S"] != "/LBody" or item is None or body["K"][0] != number.reference:
            return
        body["K"].remove(number.reference)
        item["K"].insert(0, number.reference)
        number["S"], number["P"] = "/Lbl", item.reference
        numbering = pydyf.Dictionary({"O": "/List", "ListNumbering": "/Decimal"})
        self._objects[item["P"]]["A"] = numbering

    def _drop_empty(self, parent: Any) -> None:
        """Remove spans and divisions that hold nothing."""
        for element in self._elements(parent):
            self._drop_empty(element)
            if not element["K"] and element["S"] in _EMPTIABLE:
                parent["K"].remove(element.reference)
                element.clear()

    def _lift(self, parent: Any) -> None:
        """Put what plain spans hold into what holds them: lines and bold words mean nothing to a listener."""
        for element in self._elements(parent):
            self._lift(element)
            plain = element["S"] in _PLAIN and not any(name in element for name in _TELLING)
            if plain and parent["S"] not in _GROUPING:
                place = parent["K"].index(element.reference)
                parent["K"].remove(element.reference)
                self._move(element, parent, place)
                element.clear()

    def _gather_strays(self, parent: Any) -> None:
        """Put what stands between the items of a list, like a space, into the item before it."""
        last = None
        for element in self._elements(parent):
            self._gather_strays(element)
            if element["S"] in _ITEMS:
                last = element
            elif parent["S"] in _LISTS and last is not None and element["S"] != "/Caption":
                body = next(reversed(self._elements(last)), last)
                parent["K"].remove(element.reference)
                body["K"].append(element.reference)
                element["P"] = body.reference

    def _move(self, element: Any, parent: Any, place: int) -> None:
        """Put what an element holds into another one; words on another page than its own say on which."""
        for kid in self._elements(element):
            kid["P"] = parent.reference
        parent["K"][place:place] = [
            _on_page(kid, element["Pg"]) if isinstance(kid, int) and element["Pg"] != parent["Pg"] else kid
            for kid in element["K"]
        ]
        self._now[element.reference] = parent.reference

    def _settle(self) -> None:
        """Let the words and links of elements that are gone name those that hold them now."""
        numbers = self._objects[self._root["ParentTree"]]["Nums"]
        for place in range(1, len(numbers), 2):
            entry = numbers[place]
            if isinstance(entry, bytes):
                numbers[place] = self._heir(entry)
            else:
                entry[:] = map(self._heir, entry)

    def _heir(self, reference: bytes) -> bytes:
        while reference in self._now:
            reference = self._now[reference]
        return reference

    def _new(self, role: str, parent: Any, page: bytes) -> Any:
        element = pydyf.Dictionary(
            {"Type": "/StructElem", "S": role, "K": pydyf.Array(), "Pg": page, "P": parent.reference}
        )
        self._pdf.add_object(element)
        self._objects[element.reference] = element
        return element

    def _walk(self, parent: Any) -> Iterator[Any]:
        yield parent
        for element in self._elements(parent):
            yield from self._walk(element)

    def _elements(self, parent: Any) -> list[Any]:
        return [kid for kid in self._kids(parent) if kid.get("Type") == "/StructElem"]

    def _kids(self, parent: Any) -> list[Any]:
        return [self._objects[kid] for kid in parent.get("K", ()) if isinstance(kid, bytes)]


def _on_page(words: int, page: bytes) -> Any:
    return pydyf.Dictionary({"Type": "/MCR", "Pg": page, "MCID": words})


def _turn_box(figure: Any, heights: list[float]) -> None:
    """Count the place of a figure as PDF does, in points from the foot of its page."""
    left, top, right, bottom = figure["A"]["BBox"]
    height = heights[figure.page]
    box = (left, height - bottom, right, height - top)
    figure["A"]["BBox"] = pydyf.Array([_POINTS * side for side in box])


def _are_one(first: Any, second: Any) -> bool:
    """Whether two neighbours are one element of the page, cut by the end of a page or, as a link, of a line."""
    if first["S"] != second["S"] or not _same_element(first, second):
        return False
    return bool(first["S"] == "/Link" or first.page != second.page)


def _same_element(first: Any, second: Any) -> bool:
    return _origin(first) is not None and _origin(first) == _origin(second)


def _origin(structure: Any) -> tuple[int, str] | None:
    """Which element (or pseudo-element) of the page a structure element was made for."""
    box = getattr(structure, "box", None)
    return None if box is None or box.element is None else (id(box.element), box.element_tag)


def _html_of(structure: Any) -> Any:
    """The element of the page that a structure element was made for, unless it was for what stands before or after."""
    box = getattr(structure, "box", None)
    if box is None or box.element is None or "::" in (box.element_tag or ""):
        return None
    return box.element
