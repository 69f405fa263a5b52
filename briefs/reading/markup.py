"""The blocks of a parsed page: what a browser shows between two line breaks, with its place in the tree.

Nothing is fetched, run or rendered. Scripts, styles, templates and hidden elements are taken out before any
text is read; the parser's own limits on depth and entities stand.
"""

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from briefs.model import PassageKind
from briefs.reading.encoding import clean, fold
from briefs.reading.unreadable import Unreadable

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_MOST_TAGS: Final = 60_000
"""Tags a page may have: saved news pages have 1,000 to 8,000; 60,000 take about four seconds."""
_WORD: Final = re.compile(r"\w+")
_NEVER_TEXT: Final = frozenset(
    _WORD.findall(
        "script style template noscript svg math iframe frame object embed applet canvas audio video map "
        "select option datalist textarea input button dialog head title meta link base img picture source rp "
        "rt"
    )
)
_BLOCKS: Final = frozenset(
    _WORD.findall(
        "html body address article aside blockquote caption center dd details div dl dt fieldset figcaption "
        "figure footer form h1 h2 h3 h4 h5 h6 header hgroup hr legend li main menu nav ol p pre search "
        "section summary table tbody td tfoot th thead tr ul"
    )
)
_LISTS: Final = frozenset(("ul", "ol", "menu"))
_PARTS: Final = frozenset(("p", "h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "li", "blockquote", "pre"))
_STYLES: Final = frozenset(("em", "i", "small", "cite"))
_KINDS: Final = {
    **dict.fromkeys(("h1", "h2", "h3", "h4", "h5", "h6"), PassageKind.HEADING),
    **dict.fromkeys(("figcaption", "caption"), PassageKind.CAPTION),
    "li": PassageKind.LIST_ITEM,
    "blockquote": PassageKind.QUOTATION,
}
_KIND_TAGS: Final = frozenset(_KINDS)
_LAYOUT: Final = "boolean(.//h1 or .//h2 or .//h3 or .//table or .//td[count(.//p) > 1])"
_DATA: Final = "boolean(./caption or ./thead or .//th)"
_LONG_CELL: Final = 400
"""Characters of a cell that holds an article: the longest of data tables hold a sentence or two."""
_HIDING_STYLE: Final = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_HIDING_CLASS: Final = re.compile(
    r"(?:^|\s)(?:sr-only|visually-?hidden|screen-reader-text)(?:\s|$)", re.IGNORECASE
)
_NOTE_CALL: Final = re.compile(r"\s*[\[(]?(?:\d{1,3}|[a-z*†‡])[\])]?\s*")
_BREAK: Final = "\x1d"
_ENDED: Final = re.compile(rf"(?<=[.!?:;…。！？\"'”’»)])\s*{_BREAK}\s*|{_BREAK}\s*{_BREAK}[\s{_BREAK}]*")
_BLANK_LINE: Final = re.compile(r"\n[ \t]*\n\s*")


@dataclass(frozen=True, slots=True, kw_only=True)
class PageBlock:
    """One block of a page: its words, white space folded, and its place in the tree.

    ``tags`` are those of its ancestors and its own; ``labels`` their classes, ids and roles; ``container`` is
    the number of the element that holds it together with its neighbours. ``linked`` and ``styled`` are the
    shares of its characters inside links and inside emphasis; ``dated`` is what a ``<time>`` in it states.
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


def parse(markup: str) -> "HtmlElement":
    """Return the tree of a page; raises ``Unreadable`` where it is too large, too deep, or no page at all."""
    from lxml.etree import LxmlError  # noqa: PLC0415 - only HTML and Markdown need lxml
    from lxml.html import HTMLParser, document_fromstring  # noqa: PLC0415

    if markup.count("<") > _MOST_TAGS:
        raise Unreadable(f"has more than {_MOST_TAGS:,} tags: save the article alone, as text")
    parser = HTMLParser(
        encoding="utf-8", remove_comments=True, remove_pis=True, collect_ids=False, no_network=True
    )
    try:
        tree = document_fromstring(markup.encode("utf-8"), parser=parser)
    except (LxmlError, ValueError) as error:
        raise Unreadable("is not HTML that can be parsed: save the page again, or as text") from error
    if any(entry.type_name == "ERR_RESOURCE_LIMIT" for entry in parser.error_log):
        raise Unreadable("has elements nested too deep to be a page: save the article alone, as text")
    return tree


def prune(tree: "HtmlElement") -> "HtmlElement":
    """Return ``tree`` without what is never text: scripts, styles, controls, hidden elements, note calls.

    Tables that only lay the page out become plain divisions, and the source under a quotation its caption.
    The tree is changed in place.
    """
    for element in [element for element in tree.iter() if _is_never_text(element)]:
        if element.getparent() is not None:
            element.drop_tree()
    _unwrap_forms(tree)
    for table in [table for table in tree.iter("table") if _lays_out(table)]:
        _unlay(table)
    for source in tree.xpath("//blockquote//cite | //blockquote//footer"):
        source.tag = "figcaption"
    return tree


def blocks_of(tree: "HtmlElement") -> tuple[PageBlock, ...]:
    """Return every block of a pruned tree that has words, in the order of the page; one pass."""
    from lxml.etree import iterwalk  # noqa: PLC0415 - as in ``parse``

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


def _is_never_text(element: "HtmlElement") -> bool:
    if element.tag in _NEVER_TEXT:
        return True
    get = element.get
    if get("hidden") is not None or get("aria-hidden") == "true" or _HIDING_STYLE.search(get("style", "")):
        return True
    return bool(_HIDING_CLASS.search(get("class", ""))) or (element.tag == "sup" and _is_note_call(element))


def _is_note_call(element: "HtmlElement") -> bool:
    """Whether this is the raised sign of a footnote: plain text would glue it to a word."""
    link = element.find(".//a[@href]")
    return link is not None and _NOTE_CALL.fullmatch(element.text_content()) is not None


def _unwrap_forms(tree: "HtmlElement") -> None:
    """Make a form that holds most of the page a plain division: some systems wrap all of it in one."""
    total = len(tree.text_content())
    for form in list(tree.iter("form")):
        if len(form.text_content()) > total / 2:
            form.tag = "div"


def _lays_out(table: "HtmlElement") -> bool:
    if table.get("role") == "presentation":
        return True
    cells = table.iter("td")
    return not table.xpath(_DATA) and (
        bool(table.xpath(_LAYOUT)) or any(len(cell.text_content()) > _LONG_CELL for cell in cells)
    )


def _unlay(table: "HtmlElement") -> None:
    for part in list(table.iter("thead", "tbody", "tfoot", "tr", "td", "th")):
        nearest = next(outer for outer in part.iterancestors() if outer is table or outer.tag == "table")
        if nearest is table:
            part.tag = "div"
    table.tag = "div"


@dataclass(slots=True)
class _Walk:
    """One pass over a tree: text gathers until a block begins or ends."""

    blocks: list[PageBlock] = field(default_factory=list)
    _tags: list[str] = field(default_factory=list)
    _labels: list[frozenset[str]] = field(default_factory=lambda: [frozenset()])
    _containers: list[int] = field(default_factory=lambda: [0])
    _entered: int = 0
    _counters: list[int] = field(default_factory=list)
    _pieces: list[str] = field(default_factory=list)
    _links: int = 0
    _linked: int = 0
    _styles: int = 0
    _styled: int = 0
    _marker: str = ""
    _dated: str | None = None

    def enter(self, element: "HtmlElement") -> None:
        tag = element.tag
        if tag in _BLOCKS:
            self._flush()
            self._tags.append(tag)
            self._labels.append(self._labels[-1] | _labels_of(element))
            self._entered += 1
            self._containers.append(self._containers[-1] if tag in _PARTS else self._entered)
            self._count(tag)
        elif tag == "br":
            self._pieces.append(_BREAK)
        elif tag == "time":
            self._dated = self._dated or element.get("datetime")
        self._links += tag == "a"
        self._styles += tag in _STYLES
        self._add(element.text)

    def leave(self, element: "HtmlElement") -> None:
        tag = element.tag
        self._links -= tag == "a"
        self._styles -= tag in _STYLES
        if tag in _BLOCKS:
            self._flush()
            self._tags.pop()
            self._labels.pop()
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
            numbered = "ol" in self._tags and self._innermost(_LISTS) == "ol"
            self._marker = f"{self._counters[-1]}. " if numbered else "- "

    def _innermost(self, tags: frozenset[str]) -> str | None:
        return next((tag for tag in reversed(self._tags) if tag in tags), None)

    def _add(self, text: str | None) -> None:
        if text:
            cleaned = clean(text)
            self._pieces.append(cleaned)
            visible = len(cleaned.strip())
            self._linked += visible * (self._links > 0)
            self._styled += visible * (self._styles > 0)

    def _flush(self) -> None:
        whole = "".join(self._pieces)
        if "pre" in self._tags:
            whole = _BLANK_LINE.sub(_BREAK * 2, whole)
        parts = [text for part in _ENDED.split(whole) if (text := fold(part.replace(_BREAK, " ")))]
        total = max(1, sum(map(len, parts)))
        for part in parts:
            self.blocks.append(
                PageBlock(
                    kind=_KINDS.get(self._innermost(_KIND_TAGS) or "", PassageKind.PARAGRAPH),
                    text=part,
                    tags=tuple(self._tags),
                    container=self._containers[-1],
                    labels=self._labels[-1],
                    linked=min(1.0, self._linked / total),
                    styled=min(1.0, self._styled / total),
                    marker=self._marker,
                    dated=self._dated,
                )
            )
            self._marker = ""
        self._pieces.clear()
        self._linked = self._styled = 0
        self._dated = None


def _labels_of(element: "HtmlElement") -> frozenset[str]:
    stated = " ".join(element.get(name, "") for name in ("class", "id", "role", "itemprop"))
    return frozenset(stated.lower().split())
