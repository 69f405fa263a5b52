"""The paragraphs of a Word document as its author sees them: changes accepted, comments and fields aside.

Nothing is resolved, fetched or run: the parts are read from the package one by one, entities stay unexpanded,
and what a relationship leads to outside of the package is never asked for.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from briefs.language.late import late
from briefs.reading.archive import Archive, Member
from briefs.reading.encoding import clean, fold
from briefs.reading.unreadable import Unreadable

if TYPE_CHECKING:
    from lxml.etree import _Element

_LARGEST_PART: Final = 24_000_000
"""Bytes of the markup of one part: a book of 800 pages has 8 MB; the tree takes ten times as much."""
_W: Final = late(
    r"\{http://(?:schemas\.openxmlformats\.org/wordprocessingml/2006|purl\.oclc\.org/ooxml/wordprocessingml)/main\}"
)
_ANY: Final = late(r"\{[^}]*\}")
_SKIPPED: Final = frozenset((
    "w:del", "w:moveFrom", "w:instrText", "w:delText", "w:delInstrText", "w:footnoteReference", "w:endnoteReference",
    "w:commentReference", "w:annotationRef", "w:pPr", "w:rPr", "w:sectPr", "w:tblPr", "w:tblGrid", "w:sdtPr",
    "w:rt", "w:object", "mc:Fallback", "w:footnoteRef", "w:endnoteRef",
))  # fmt: skip
_SPACES: Final = {"w:tab": " ", "w:br": "\n", "w:cr": "\n", "w:noBreakHyphen": "-", "w:ptab": " "}
_MARKUP_COMPATIBILITY: Final = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_WHOLES: Final = frozenset(("w:body", "w:tc", "w:txbxContent"))
"""What a paragraph never runs out of, though its end is deleted."""
_DEEPEST_STYLE: Final = 12
_LEVELS: Final = 9
_OFF: Final = frozenset(("0", "false", "off", "none"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Paragraph:
    """One paragraph: its lines, the name of its style in small letters, and how it is set.

    ``level`` is that of a heading, from 1; ``bullet`` and ``number`` tell the item of a list; ``cell`` the
    table, row and column it stands in; ``bold`` and ``italic`` are true where every word is so.
    """

    text: str
    style: str = ""
    level: int | None = None
    bullet: bool = False
    number: tuple[str, int] | None = None
    cell: tuple[int, int, int] | None = None
    bold: bool = False
    italic: bool = False
    boxed: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Style:
    """What a style of the document says of its paragraphs."""

    name: str
    based_on: str | None = None
    level: int | None = None
    list_id: str | None = None


def parse_part(archive: Archive, member: Member) -> "_Element":
    """Return the tree of one part of the package. Raises ``Unreadable``."""
    from lxml.etree import LxmlError, XMLParser, fromstring  # noqa: PLC0415 - lxml costs 50 ms

    parser = XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True, remove_pis=True
    )
    try:
        return fromstring(archive.read(member, _LARGEST_PART), parser)
    except (LxmlError, ValueError) as error:
        raise Unreadable("is a damaged Word document: open it in Word and save it again") from error


def name_of(element: "_Element") -> str:
    """Return the name of an element: ``w:p`` in Word's own namespaces, ``mc:Fallback``, else without prefix."""
    tag = str(element.tag)  # of an entity it is a function
    if tag.startswith(_MARKUP_COMPATIBILITY):
        return "mc:" + tag[len(_MARKUP_COMPATIBILITY) :]
    own = _W.match(tag)
    return "w:" + tag[own.end() :] if own else _ANY.sub("", tag)


def value_of(element: "_Element | None", name: str = "val") -> str | None:
    """Return an attribute of an element in Word's namespace."""
    if element is None:
        return None
    return next((str(value) for key, value in element.attrib.items() if _ANY.sub("", str(key)) == name), None)


def child(element: "_Element | None", *path: str) -> "_Element | None":
    """Return the first element down a path of names below ``element``."""
    for name in path:
        if element is None:
            return None
        element = next((inner for inner in element if name_of(inner) == name), None)
    return element


def read_styles(root: "_Element | None") -> dict[str, Style]:
    """Return the paragraph styles by their id. Built-in ones have English names in every language of Word."""
    styles = {}
    for element in root if root is not None else ():
        key = value_of(element, "styleId")
        if name_of(element) == "w:style" and key:
            styles[key] = Style(
                name=(value_of(child(element, "w:name")) or "").lower(),
                based_on=value_of(child(element, "w:basedOn")),
                level=_level(value_of(child(element, "w:pPr", "w:outlineLvl"))),
                list_id=value_of(child(element, "w:pPr", "w:numPr", "w:numId")),
            )
    return styles


def read_bullets(root: "_Element | None") -> frozenset[tuple[str, int]]:
    """Return the lists, and the levels of each, whose items have a bullet and no number."""
    abstract: dict[str, set[int]] = {}
    bullets: set[tuple[str, int]] = set()
    for element in root if root is not None else ():
        if name_of(element) == "w:abstractNum":
            levels = [level for level in element if name_of(level) == "w:lvl"]
            abstract[value_of(element, "abstractNumId") or ""] = {
                _integer(value_of(level, "ilvl")) for level in levels
                if value_of(child(level, "w:numFmt")) in ("bullet", "none")
            }  # fmt: skip
        elif name_of(element) == "w:num":
            found = abstract.get(value_of(child(element, "w:abstractNumId")) or "", set())
            bullets |= {(value_of(element, "numId") or "", level) for level in found}
    return frozenset(bullets)


@dataclass(slots=True)
class _Run:
    """What gathers of one paragraph."""

    pieces: list[str] = field(default_factory=list)
    visible: int = 0
    bold: int = 0
    italic: int = 0


@dataclass(slots=True)
class Walk:
    """One pass over the body of a document."""

    styles: Mapping[str, Style]
    bullets: frozenset[tuple[str, int]]
    _cells: list[tuple[int, int, int]] = field(default_factory=list)
    _tables: int = 0
    _joined: _Run | None = None
    _boxes: list["_Element"] = field(default_factory=list)

    def paragraphs(self, container: "_Element") -> Iterator[Paragraph]:
        """Return the paragraphs in ``container`` in order, those of its tables and boxes among them."""
        for element in container:
            name = name_of(element)
            if name == "w:p":
                yield from self._paragraph(element)
            elif name == "w:tbl":
                yield from self._table(element)
            elif name not in _SKIPPED:
                yield from self.paragraphs(element)
        if self._joined is not None and name_of(container) in _WHOLES:
            run, self._joined = self._joined, None
            yield from self._made(run, None)

    def _table(self, table: "_Element") -> Iterator[Paragraph]:
        self._tables += 1
        number = self._tables
        for row_number, row in enumerate(_rows(table)):
            if child(row, "w:trPr", "w:del") is not None:
                continue
            cells = [cell for cell in row.iterchildren() if name_of(cell) in ("w:tc", "w:sdt")]
            for column, cell in enumerate(cells):
                self._cells.append((number, row_number, column))
                yield from self.paragraphs(cell)
                self._cells.pop()

    def _paragraph(self, element: "_Element") -> Iterator[Paragraph]:
        run = self._joined or _Run()
        self._joined = None
        self._boxes = []
        self._gather(element, run)
        boxes, self._boxes = self._boxes, []
        properties = child(element, "w:pPr")
        if child(properties, "w:rPr", "w:del") is not None:  # its end is deleted: the next one goes on
            self._joined = run
        else:
            yield from self._made(run, properties)
        for box in boxes:
            for paragraph in self.paragraphs(box):
                yield Paragraph(text=paragraph.text, style=paragraph.style, boxed=True)

    def _gather(self, element: "_Element", run: _Run, *, bold: bool = False, italic: bool = False) -> None:
        for inner in element:
            name = name_of(inner)
            if name in _SKIPPED:
                continue
            if name == "w:txbxContent":
                self._boxes.append(inner)
            elif name == "w:r":
                properties = child(inner, "w:rPr")
                if not _is_on(child(properties, "w:vanish")):
                    is_bold, is_italic = (_is_on(child(properties, key)) for key in ("w:b", "w:i"))
                    self._gather(inner, run, bold=is_bold, italic=is_italic)
            elif name == "w:t":
                _add(run, inner.text or "", bold=bold, italic=italic)
            elif name in _SPACES:
                run.pieces.append(_SPACES[name])
            else:
                self._gather(inner, run, bold=bold, italic=italic)

    def _made(self, run: _Run, properties: "_Element | None") -> Iterator[Paragraph]:
        text = "".join(run.pieces).strip()
        if not text:
            return
        chain = self._chain(value_of(child(properties, "w:pStyle")))
        stated = _level(value_of(child(properties, "w:outlineLvl")))
        level = stated or next((style.level for style in chain if style.level), None)
        list_id, depth = self._listed(properties, chain)
        is_item = list_id is not None and level is None
        is_bullet = is_item and (list_id, depth) in self.bullets
        visible = max(1, run.visible)
        yield Paragraph(
            text=text,
            style=next((style.name for style in chain if style.name), ""),
            level=level,
            bullet=is_bullet,
            number=(list_id, depth) if is_item and not is_bullet and list_id is not None else None,
            cell=self._cells[-1] if self._cells else None,
            bold=run.bold == visible,
            italic=run.italic == visible,
        )

    def _chain(self, key: str | None) -> list[Style]:
        """Return the style of a paragraph and those it is based on, nearest first."""
        chain: list[Style] = []
        style = self.styles.get(key or "")
        while style is not None and len(chain) < _DEEPEST_STYLE:
            chain.append(style)
            style = self.styles.get(style.based_on or "")
        return chain

    @staticmethod
    def _listed(properties: "_Element | None", chain: list[Style]) -> tuple[str | None, int]:
        numbering = child(properties, "w:numPr")
        stated = value_of(child(numbering, "w:numId"))
        list_id = stated or next((style.list_id for style in chain if style.list_id), None)
        return (None if list_id == "0" else list_id), _integer(value_of(child(numbering, "w:ilvl")))


def _rows(table: "_Element") -> Iterator["_Element"]:
    for element in table:
        name = name_of(element)
        if name == "w:tr":
            yield element
        elif name in ("w:sdt", "w:sdtContent", "w:ins", "w:customXml"):
            yield from _rows(element)


def _add(run: _Run, text: str, *, bold: bool, italic: bool) -> None:
    visible = len(fold(clean(text)))
    run.pieces.append(text)
    run.visible += visible
    run.bold += visible * bold
    run.italic += visible * italic


def _is_on(element: "_Element | None") -> bool:
    return element is not None and (value_of(element) or "1") not in _OFF


def _level(stated: str | None) -> int | None:
    level = _integer(stated) + 1 if stated else None
    return level if level is not None and level <= _LEVELS else None


def _integer(stated: str | None) -> int:
    return int(stated) if stated and re.fullmatch("[0-9]{1,4}", stated) else 0
