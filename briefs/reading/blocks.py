"""The blocks of a page: what a browser shows between two line breaks, with its place in the tree."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from briefs.language.late import late
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
_LEAVES: Final = frozenset(("p", "h1", "h2", "h3", "h4", "h5", "h6", "pre", "hr"))
_PARAGRAPHS: Final = frozenset(("p", "h2", "h3", "h4", "h5", "blockquote"))
_BESIDE: Final = frozenset(("nav", "aside"))
_LISTS: Final = frozenset(("ul", "ol", "menu"))
_STYLES: Final = frozenset(("em", "i", "small", "cite"))
_KINDS: Final = {
    **dict.fromkeys(("h1", "h2", "h3", "h4", "h5", "h6"), PassageKind.HEADING),
    **dict.fromkeys(("figcaption", "caption"), PassageKind.CAPTION),
    "li": PassageKind.LIST_ITEM,
    "blockquote": PassageKind.QUOTATION,
}
_LABELS: Final = ("class", "id", "role", "itemprop")
_FULL: Final = 50
"""Characters from which a line without an end goes on after its break: hand-wrapped ones have 60 to 80."""

_BLANK_LINE: Final = late(r"\n[ \t]*\n\s*")
_ENDED: Final = late(r"[.!?:;…。！？\"'”’»)]$")


@dataclass(frozen=True, slots=True, kw_only=True)
class PageBlock:
    """One block of a page: its words, white space folded, and its place in the tree.

    ``tags`` are those of its ancestors and its own; ``labels`` their classes, ids and roles; ``container`` is
    the number of the element that holds it together with its neighbours, ``path`` those of all elements around
    it that can hold several blocks, list items too, from the outermost. ``linked`` and ``styled`` are the shares
    of its characters inside links and inside emphasis; ``dated`` is what a ``<time>`` in it states; ``links`` are
    the whole addresses that it leads to; ``language`` is what its nearest element declares.
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
    path: tuple[int, ...] = ()


def blocks_of(tree: "HtmlElement") -> tuple[PageBlock, ...]:
    """Return every block of a pruned tree that has words, in the order of the page; one pass.

    A menu or a box beside the text (``nav``, ``aside``) is one block, all of it a link: none of it is text.
    """
    from lxml.etree import iterwalk  # noqa: PLC0415 - only HTML and Markdown need lxml

    walk = _Walk()
    steps = iterwalk(tree, events=("start", "end"))
    for event, element in steps:
        if event == "end":
            walk.leave(element)
        elif element.tag in _BESIDE:
            steps.skip_subtree()
            walk.pass_by(element)
        else:
            walk.enter(element)
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

    @property
    def is_untouched(self) -> bool:
        return not self.pieces and not self.links and self.dated is None

    def join(self, other: "_Line") -> None:
        """Take over what another line counts and states; the words of both are joined by whoever has them."""
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
    _paths: list[tuple[int, ...]] = field(default_factory=lambda: [()])
    _kinds: list[PassageKind] = field(default_factory=lambda: [PassageKind.PARAGRAPH])
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
            self._open(element, tag)
        elif tag == "a":
            address = element.get("href", "")
            self._links += not address.startswith("#")
            if address.startswith(("http://", "https://")):
                self._lines[-1].links.append(address)
        elif tag == "br":
            self._lines.append(_Line())
        elif tag in _STYLES:
            self._styles += 1
        elif tag == "time":
            self._lines[-1].dated = self._lines[-1].dated or element.get("datetime")
        if element.text:
            self._add(element.text)

    def leave(self, element: "HtmlElement") -> None:
        tag = element.tag
        if tag in _BLOCKS and tag not in _BESIDE:
            self._flush()
            self._close(tag)
        elif tag == "a":
            self._links -= not element.get("href", "").startswith("#")
        elif tag in _STYLES:
            self._styles -= 1
        if element.tail:
            self._add(element.tail)

    def pass_by(self, element: "HtmlElement") -> None:
        """Take a whole element for one block that leads elsewhere."""
        self._flush()
        self._open(element, element.tag)
        self._links += 1
        self._add(" ".join(str(text) for text in element.itertext()))
        self._flush()
        self._links -= 1
        self._close(element.tag)

    def _open(self, element: "HtmlElement", tag: str) -> None:
        self._tags.append(tag)
        self._labels.append(_labels_of(element, self._labels[-1]))
        self._languages.append(element.get("lang") or element.get("xml:lang") or self._languages[-1])
        self._entered += 1
        self._containers.append(self._containers[-1] if tag in _PARTS else self._entered)
        self._paths.append(self._paths[-1] if tag in _LEAVES else (*self._paths[-1], self._entered))
        self._kinds.append(_kind_of(element, tag) or self._kinds[-1])
        if tag in _LISTS or tag == "li":
            self._count(tag)

    def _close(self, tag: str) -> None:
        self._tags.pop()
        self._labels.pop()
        self._languages.pop()
        self._containers.pop()
        self._paths.pop()
        self._kinds.pop()
        if tag in _LISTS:
            self._counters.pop()

    def _count(self, tag: str) -> None:
        """Give the items of a list the markers that a browser draws."""
        if tag in _LISTS:
            self._counters.append(0)
        elif self._counters:
            self._counters[-1] += 1
            is_numbered = self._innermost(_LISTS) == "ol"
            self._marker = f"{self._counters[-1]}. " if is_numbered else "- "
            if self._kinds[-1] is not PassageKind.LIST_ITEM:
                self._marker = ""

    def _innermost(self, tags: frozenset[str]) -> str | None:
        return next((tag for tag in reversed(self._tags) if tag in tags), None)

    def _add(self, text: str) -> None:
        if "pre" in self._tags:
            pieces = _BLANK_LINE.split(clean(text))
        elif text.isspace():
            self._lines[-1].pieces.append(" ")
            return
        else:
            pieces = [clean(text)]
        for number, piece in enumerate(pieces):
            if number:
                self._lines += [_Line(), _Line()]
            line = self._lines[-1]
            visible = len(piece.strip())
            line.pieces.append(piece)
            line.visible += visible
            line.linked += visible * (self._links > 0)
            line.styled += visible * (self._styles > 0)

    def _flush(self) -> None:
        lines = self._lines
        if len(lines) == 1 and not lines[0].visible:
            if not lines[0].is_untouched:  # most blocks begin or end where another just did
                self._lines = [_Line()]
            return
        kind = self._kinds[-1]
        for line, text in _paragraphs(lines):
            size = max(1, line.visible)
            block = PageBlock(
                kind=kind,
                text=text,
                tags=tuple(self._tags),
                container=self._containers[-1],
                labels=self._labels[-1],
                linked=line.linked / size,
                styled=line.styled / size,
                marker=self._marker,
                dated=line.dated,
                links=tuple(dict.fromkeys(line.links)) if line.links else (),
                language=self._languages[-1],
                path=self._paths[-1],
            )
            self.blocks.append(block)
            self._marker = ""
        self._lines = [_Line()]


def _kind_of(element: "HtmlElement", tag: str) -> PassageKind | None:
    """Return what an element makes of its text, or None; an item of several paragraphs holds paragraphs."""
    kind = _KINDS.get(tag)
    if kind is PassageKind.LIST_ITEM and sum(part.tag in _PARAGRAPHS for part in element) > 1:
        return PassageKind.PARAGRAPH
    return kind


def _paragraphs(lines: list[_Line]) -> Iterator[tuple[_Line, str]]:
    """Return the lines that are paragraphs of their own, with their words; those joined that one sentence runs through.

    A sentence goes on over a break where the next line begins in lower case, or where a long line has no end.
    """
    gathered: _Line | None = None
    words = last = ""
    for line in lines:
        text = line.text
        goes_on = text[:1].islower() or (len(last) >= _FULL and not _ENDED.search(last))
        if gathered is not None and text and last and goes_on:
            gathered.join(line)
            words = f"{words} {text}"
        else:
            if gathered is not None and words:
                yield gathered, words
            gathered, words = line, text
        last = text
    if gathered is not None and words:
        yield gathered, words


def _labels_of(element: "HtmlElement", outer: frozenset[str]) -> frozenset[str]:
    """Return the labels of an element and of all around it; what labels the whole page tells nothing."""
    stated = " ".join([value for name in _LABELS if (value := element.get(name))])
    return outer.union(stated.lower().split()) if stated and element.tag not in ("html", "body") else outer
