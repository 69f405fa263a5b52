"""The tree of a page, parsed by libxml2 and freed of all that is never text.

Nothing is fetched, run or rendered; the parser's own limits on depth and entities stand.
"""

import re
from typing import TYPE_CHECKING, Final

from briefs.language.late import late
from briefs.reading.unreadable import Unreadable

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_MOST_TAGS: Final = 40_000
"""Tags a page may have: saved news pages have 1,000 to 8,000; the slowest 40,000 take about six seconds."""
_WORD: Final = late(r"\w+")
_NEVER_TEXT: Final = frozenset(
    _WORD.findall(
        "script style template noscript svg math iframe frame object embed applet canvas audio video map "
        "select option datalist textarea input button dialog head title meta link base img picture source rp "
        "rt"
    )
)
_LAYOUT: Final = "boolean(.//h1 or .//h2 or .//h3 or .//table or .//td[count(.//p) > 1])"
_DATA: Final = "boolean(./caption or ./thead or .//th)"
_LONG_CELL: Final = 400
"""Characters of a cell that holds an article: the longest of data tables hold a sentence or two."""
_STYLED: Final = (
    "//*[@hidden or @aria-hidden or @style or contains(@class, '-') or contains(@class, 'isually')]"
)
"""The elements that can be hidden: a first choice without a call for each element of the page."""
_HIDING_STYLE: Final = late(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_HIDING_CLASS: Final = late(r"(?:^|\s)(?:sr-only|visually-?hidden|screen-reader-text)(?:\s|$)", re.IGNORECASE)
_NOTE_CALL: Final = late(r"\s*[\[(]?(?:\d{1,3}|[a-z*†‡])[\])]?\s*")


def parse(markup: str) -> "HtmlElement":
    """Return the tree of a page; raises ``Unreadable`` where it is too large, too deep, or no page at all."""
    from lxml.etree import ElementDefaultClassLookup, LxmlError  # noqa: PLC0415 - only HTML and Markdown need lxml
    from lxml.html import HtmlElement, HTMLParser, document_fromstring  # noqa: PLC0415

    if markup.count("<") > _MOST_TAGS:
        raise Unreadable(f"has more than {_MOST_TAGS:,} tags: save the article alone, as text")
    parser = HTMLParser(
        encoding="utf-8", remove_comments=True, remove_pis=True, collect_ids=False, no_network=True
    )
    # One class for all elements: without it each element that is looked at costs a call that asks for its class.
    parser.set_element_class_lookup(ElementDefaultClassLookup(element=HtmlElement))
    try:
        tree = document_fromstring(markup.encode("utf-8"), parser=parser)
    except LxmlError as error:
        raise Unreadable("holds no element of a page: save the page again, or as text") from error
    if any(entry.type_name == "ERR_RESOURCE_LIMIT" for entry in parser.error_log):
        raise Unreadable("has elements nested too deep to be a page: save the article alone, as text")
    return tree


def prune(tree: "HtmlElement") -> "HtmlElement":
    """Return ``tree`` without what is never text: scripts, styles, controls, hidden elements, note calls.

    Tables that only lay the page out become plain divisions, and the source under a quotation its caption.
    The tree is changed in place.
    """
    styled = [element for element in tree.xpath(_STYLED) if _is_hidden(element)]
    notes = [element for element in tree.iter("sup", "pre") if _is_note_call(element) or _is_code(element)]
    for element in [*tree.iter(*_NEVER_TEXT), *styled, *notes]:
        if element.getparent() is not None:
            element.drop_tree()
    _unwrap_forms(tree)
    for table in [table for table in tree.iter("table") if _lays_out(table)]:
        _unlay(table)
    for source in tree.xpath("//blockquote//cite | //blockquote//footer"):
        source.tag = "figcaption"
    return tree


def _is_hidden(element: "HtmlElement") -> bool:
    get = element.get
    if get("hidden") is not None or get("aria-hidden") == "true":
        return True
    return bool(_HIDING_STYLE.search(get("style", "")) or _HIDING_CLASS.search(get("class", "")))


def _is_code(element: "HtmlElement") -> bool:
    return element.tag == "pre" and element.find("code") is not None


def _is_note_call(element: "HtmlElement") -> bool:
    """Whether this is the raised sign of a footnote: plain text would glue it to a word."""
    if element.tag != "sup":
        return False
    linked = element.find(".//a[@href]") is not None or next(element.iterancestors("a"), None) is not None
    return linked and _NOTE_CALL.fullmatch(element.text_content()) is not None


def _unwrap_forms(tree: "HtmlElement") -> None:
    """Make a form that holds most of the page a plain division: some systems wrap all of it in one."""
    forms = list(tree.iter("form"))
    total = len(tree.text_content()) if forms else 0
    for form in forms:
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
