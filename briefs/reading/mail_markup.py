"""The HTML of a mail: its lines, the letter among them, and the rest as the article of a page.

A mail is an article but for its head and its foot; where they begin and end is told by its lines and not by
the shape of its tree, which programs build of nested tables.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from briefs.reading.afterword import without_portraits
from briefs.reading.article import find_article
from briefs.reading.blocks import blocks_of
from briefs.reading.encoding import clean, fold
from briefs.reading.forwards import Letter, find_letter, is_answer
from briefs.reading.markings import with_marking
from briefs.reading.markup import parse, prune
from briefs.reading.newsletters import as_page, online_address, without_footers
from briefs.reading.page import Page, words_of
from briefs.reading.shapes import count_words
from briefs.reading.unreadable import Unreadable

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_LONGEST: Final = 1_000_000
"""Characters a mail may show: as a page."""
_FEWEST: Final = 5
"""Words beside its quotations that make an answer."""
_OUTERMOST: Final = "//blockquote[@type='cite'][not(ancestor::blockquote[@type='cite'])]"
_LINES: Final = frozenset((
    "html", "body", "address", "article", "blockquote", "br", "center", "div", "dl", "dt", "dd", "fieldset", "footer",
    "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "li", "main", "nav", "ol", "p", "pre", "section",
    "table", "tbody", "thead", "tr", "ul",
))  # fmt: skip
"""Elements that begin and end a line; the cells of a row share one, as a label and its value do."""


@dataclass(frozen=True, slots=True)
class _Node:
    """A place of text in a tree: before the first child of an element, or behind its end."""

    element: "HtmlElement"
    is_tail: bool

    @property
    def text(self) -> str:
        return (self.element.tail if self.is_tail else self.element.text) or ""

    def blank(self) -> None:
        if self.is_tail:
            self.element.tail = None
        else:
            self.element.text = None


def read_markup(markup: str, subject: str) -> tuple[Page, Letter, str | None]:
    """Return the page of the mail that counts, that mail, and its address on the web. Raises ``Unreadable``."""
    tree = prune(as_page(parse(markup)))
    whole = blocks_of(tree)
    if sum(len(block.text) for block in whole) > _LONGEST:
        raise Unreadable(f"has more than {_LONGEST:,} characters of text: save its parts as single files")
    url = online_address(tree)
    if is_answer(subject):
        _blank_quotations(tree)
    letter = _cut(tree, subject)
    blocks = blocks_of(tree)
    kept = without_footers([block.text for block in blocks])
    worth = [blocks[place] for place in kept]
    title = letter.subject or subject
    article = find_article(worth, range(len(worth)), title)
    body = without_portraits(article.blocks, article.author)
    page = Page(
        blocks=body,
        author=article.author,
        published=article.published,
        language=tree.get("lang"),
        words_left_out=sum(count_words(block.text) for block in whole) - words_of(body),
    )
    return with_marking(page, (block.text for block in whole)), letter, url


def markup_text(markup: str) -> str:
    """Return all text that a mail shows, white space folded. Raises ``Unreadable``."""
    return " ".join(block.text for block in blocks_of(prune(as_page(parse(markup)))))


def _blank_quotations(tree: "HtmlElement") -> None:
    """Blank what an answer quotes, above its own words or between them; a mail that is nothing else stays."""
    quoted = [element for outer in tree.xpath(_OUTERMOST) for element in outer.iter()]
    words = sum(count_words(outer.text_content()) for outer in tree.xpath(_OUTERMOST))
    if count_words(tree.text_content()) < words + _FEWEST:
        return
    for element in quoted:
        element.text = None
    for element in quoted:
        for inner in element:
            inner.tail = None


def _cut(tree: "HtmlElement", subject: str) -> Letter:
    """Blank what stands before and behind the mail that counts, and return that mail."""
    lines = list(_lines(tree))
    texts = [fold(clean("".join(node.text for node in line))) for line in lines]
    letter = find_letter(texts, subject)
    for line in (*lines[: letter.start], *lines[letter.end :]):
        for node in line:
            node.blank()
    return letter


def _lines(tree: "HtmlElement") -> Iterator[Sequence[_Node]]:
    """Return the places of text of each line, in order; lines without words among them, for they divide."""
    from lxml.etree import iterwalk  # noqa: PLC0415 - lxml costs 50 ms

    line: list[_Node] = []
    for event, element in iterwalk(tree, events=("start", "end")):
        if element.tag in _LINES and line:
            yield line
            line = []
        node = _Node(element, is_tail=event == "end")
        if node.text:
            line.append(node)
    if line:
        yield line
