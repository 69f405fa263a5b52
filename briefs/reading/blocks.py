"""The blocks of a page: what a browser shows between two line breaks, with its place in the tree."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from briefs.model import PassageKind
from briefs.reading.encoding import clean, fold
from briefs.reading.markup import parse, prune

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_BLOCKS: Final = frozenset(
    re.findall(
        r"\w+",
        "html body address article aside blockquote caption center dd details div dl dt fieldset figcaption "
        "figure footer form h1 h2 h3 h4 h5 h6 header hgroup hr legend li main menu nav ol p pre search "
        "section summary table tbody td tfoot th thead tr ul",
    )
)
_PARTS: Final = frozenset(("p", "h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "li", "blockquote", "pre"))
_LISTS: Final = frozenset(("ul", "ol", "menu"))
_STYLES: Final = frozenset(("em", "i", "small", "cite"))
_KINDS: Final = {
    **dict.fromkeys(("h1", "h2", "h3", "h4", "h5", "h6"), PassageKind.HEADING),
    **dict.fromkeys(("figcaption", "caption"), PassageKind.CAPTION),
    "li": PassageKind.LIST_ITEM,
    "blockquote": PassageKind.QUOTATION,
}
_KIND_TAGS: Final = frozenset(_KINDS)
_FULL: Final = 50
"""Characters from which a line without an end goes on after its break: hand-wrapped ones have 60 to 80."""

_BLANK_LINE: Final = re.compile(r"\n[ \t]*\n\s*")
_ENDED: Final = re.compile(r"[.!?:;…。！？\"'”’»)]$")


@dataclass(frozen=True, slots=True, kw_only=True)
class PageBlock:
    """One block of a page: its words, white space folded, and its place in the tree.

    ``tags`` are those of its ancestors and its own; ``labels`` their classes, ids and roles; ``container`` is
    the number of the element that holds it together with its neighbours. ``linked`` and ``styled`` are the
    shares of its characters inside links and inside emphasis; ``dated`` is what a ``<time>`` in it states;
    ``links`` are the whole addresses that it leads to; ``language`` is what its nearest element declares.
    """

    kind: PassageKind
    text: str
    tags: tuple[str, ...]
    container: int
    labels: frozenset[str] = frozenset()
    linked: float = 0.0
    styled: float = 0.0
    marker: str = ""
    dated: str | None = None
    links: tuple[str, ...] = ()
    language: str | None = None


def blocks_of(tree: "HtmlElement") -> tuple[PageBlock, ...]:
    """Return every block of a pruned tree that has words, in the order of the page; one pass."""
    from lxml.etree import iterwalk  # noqa: PLC0415 - only HTML and Markdown need lxml

    walk = _Walk()
    for event, element in iterwalk(tree, events=("start", "end")):
        if event == "start":
            walk.enter(element)
        else:
            walk.leave(element)
    return tuple(walk.blocks)


def page_text(markup: str) -> str:
    """Return all text that a page shows, menus and boxes too, white space folded. Raises ``Unreadable``."""
    return " ".join(block.text for block in blocks_of(prune(parse(markup))))


@dataclass(slots=True)
class _Line:
    """What stands between two line breaks of one block, and how much of it is linked and in emphasis."""

    pieces: list[str] = field(default_factory=list)
    visible: int = 0
    linked: int = 0
    styled: int = 0
    dated: str | None = None
    links: list[str] = field(default_factory=list)

    @property
    def text(self) -> str:
        return fold("".join(self.pieces))

    def join(self, other: "_Line") -> None:
        self.pieces += [" ", *other.pieces]
        self.visible += other.visible
        self.linked += other.linked
        self.styled += other.styled
        self.dated = self.dated or other.dated
        self.links += other.links


@dataclass(slots=True)
class _Walk:
    """One pass over a tree: text gathers in lines until a block begins or ends."""

    blocks: list[PageBlock] = field(default_factory=list)
    _tags: list[str] = field(default_factory=list)
    _labels: list[frozenset[str]] = field(default_factory=lambda: [frozenset()])
    _languages: list[str | None] = field(default_factory=lambda: [None])
    _containers: list[int] = field(default_factory=lambda: [0])
    _entered: int = 0
    _counters: list[int] = field(default_factory=list)
    _lines: list[_Line] = field(default_factory=lambda: [_Line()])
    _links: int = 0
    _styles: int = 0
    _marker: str = ""

    def enter(self, element: "HtmlElement") -> None:
        tag = element.tag
        if tag in _BLOCKS:
            self._flush()
            self._tags.append(tag)
            self._labels.append(self._labels[-1] | _labels_of(element))
            self._languages.append(element.get("lang") or element.get("xml:lang") or self._languages[-1])
            self._entered += 1
            self._containers.append(self._containers[-1] if tag in _PARTS else self._entered)
            self._count(tag)
        elif tag == "br":
            self._lines.append(_Line())
        elif tag == "time":
            self._lines[-1].dated = self._lines[-1].dated or element.get("datetime")
        if tag == "a" and element.get("href", "").startswith(("http://", "https://")):
            self._lines[-1].links.append(element.get("href"))
        self._links += _leads_away(element)
        self._styles += tag in _STYLES
        self._add(element.text)

    def leave(self, element: "HtmlElement") -> None:
        tag = element.tag
        self._links -= _leads_away(element)
        self._styles -= tag in _STYLES
        if tag in _BLOCKS:
            self._flush()
            self._tags.pop()
            self._labels.pop()
            self._languages.pop()
            self._containers.pop()
            if tag in _LISTS:
                self._counters.pop()
        self._add(element.tail)

    def _count(self, tag: str) -> None:
        """Give the items of a list the markers that a browser draws."""
        if tag in _LISTS:
            self._counters.append(0)
        elif tag == "li" and self._counters:
            self._counters[-1] += 1
            is_numbered = self._innermost(_LISTS) == "ol"
            self._marker = f"{self._counters[-1]}. " if is_numbered else "- "

    def _innermost(self, tags: frozenset[str]) -> str | None:
        return next((tag for tag in reversed(self._tags) if tag in tags), None)

    def _add(self, text: str | None) -> None:
        if not text:
            return
        cleaned = clean(text)
        for number, piece in enumerate(_BLANK_LINE.split(cleaned) if "pre" in self._tags else [cleaned]):
            if number:
                self._lines += [_Line(), _Line()]
            line = self._lines[-1]
            visible = len(piece.strip())
            line.pieces.append(piece)
            line.visible += visible
            line.linked += visible * (self._links > 0)
            line.styled += visible * (self._styles > 0)

    def _flush(self) -> None:
        kind = _KINDS.get(self._innermost(_KIND_TAGS) or "", PassageKind.PARAGRAPH)
        for line in _paragraphs(self._lines):
            size = max(1, line.visible)
            block = PageBlock(
                kind=kind,
                text=line.text,
                tags=tuple(self._tags),
                container=self._containers[-1],
                labels=self._labels[-1],
                linked=line.linked / size,
                styled=line.styled / size,
                marker=self._marker,
                dated=line.dated,
                links=tuple(dict.fromkeys(line.links)),
                language=self._languages[-1],
            )
            self.blocks.append(block)
            self._marker = ""
        self._lines = [_Line()]


def _paragraphs(lines: list[_Line]) -> Iterator[_Line]:
    """Return the lines that are paragraphs of their own, those joined that one sentence runs through.

    A sentence goes on over a break where the next line begins in lower case, or where a long line has no end.
    """
    gathered: _Line | None = None
    last = ""
    for line in lines:
        text = line.text
        goes_on = text[:1].islower() or (len(last) >= _FULL and not _ENDED.search(last))
        if gathered is not None and text and last and goes_on:
            gathered.join(line)
        else:
            if gathered is not None and gathered.text:
                yield gathered
            gathered = line
        last = text
    if gathered is not None and gathered.text:
        yield gathered


def _leads_away(element: "HtmlElement") -> bool:
    """Whether an element is a link to another page: headings often link to themselves."""
    return element.tag == "a" and not element.get("href", "").startswith("#")


def _labels_of(element: "HtmlElement") -> frozenset[str]:
    stated = " ".join(element.get(name, "") for name in ("class", "id", "role", "itemprop"))
    return frozenset(stated.lower().split())
