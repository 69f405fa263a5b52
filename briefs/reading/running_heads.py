"""Running heads, footers and page numbers: what the edges of a document's sheets say again and again."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

from briefs.reading.columns import rows_of, stretches_of
from briefs.reading.typeset import Sheet, Word, text_of

_ROWS: Final = 3
"""Rows at each edge of a sheet among which its head or foot is looked for; letterheads repeat two or three."""
_ZONE: Final = 0.2
"""Share of a sheet's height, from its edge, in which a row that comes again is its head or foot."""
_SWAY: Final = 8.0
"""Points by which a head may stand higher or lower on another sheet."""
_LONGEST: Final = 160

_NUMERAL: Final = re.compile(r"[0-9]+|\b[ivxlc]+\b")
_FOLIO: Final = re.compile(
    r"\W{0,4}(?:(?:page|p\.|seite|pagina|página|쪽|페이지)\s?)?(?P<page>[0-9]{1,4}|[ivxlc]{1,6})"
    r"(?:\s?(?:of|/|von|de|sur|di|van)\s?[0-9]{1,4})?\s?(?:쪽|페이지|頁|ページ)?\W{0,4}",
    re.IGNORECASE,
)
_PLAIN_FOLIO: Final = re.compile(
    r"[-–—•|]\s?[0-9]{1,4}\s?[-–—•|]|page\s[0-9]{1,4}(?:\s(?:of|/)\s[0-9]{1,4})?|[0-9]{1,4}\s?/\s?[0-9]{1,4}"
    r"|[0-9]{1,4}",
    re.IGNORECASE,
)
"""A page number that is one also on the only sheet of a document."""


class Row(NamedTuple):
    """A row at the edge of a sheet: its words, what it says with numbers made alike, and its height."""

    words: tuple[Word, ...]
    text: str
    key: str
    baseline: float
    is_head: bool


def without_running_heads(sheets: Sequence[Sheet]) -> tuple[tuple[Sheet, ...], tuple[str, ...]]:
    """Return the sheets without heads, feet and page numbers, and the texts of these in order.

    A row is one when it comes again at the same height of another sheet, numbers apart: so left and right heads
    are found, and those of a chapter. A bare number is one when it counts the sheets. Linear in the words.
    """
    edges = [list(_edge_rows(sheet)) for sheet in sheets]
    repeated = _repeated(edges)
    offsets = _offsets(sheets, edges)
    kept, texts = [], []
    for sheet, rows in zip(sheets, edges, strict=True):
        found = [row for row in rows if _is_running(row, sheet, repeated, offsets, len(sheets))]
        gone = {id(word) for row in found for word in row.words}
        kept.append(sheet._replace(words=tuple(word for word in sheet.words if id(word) not in gone)))
        texts += [row.text for row in found]
    return tuple(kept), tuple(texts)


def _edge_rows(sheet: Sheet) -> Iterator[Row]:
    """Return the outermost rows of a sheet, its upper ones first."""
    zone = _ZONE * sheet.height
    upper = [word for word in sheet.words if word.baseline <= zone]
    lower = [word for word in sheet.words if word.baseline >= sheet.height - zone]
    for words, is_head in ((upper, True), (lower, False)):
        rows = rows_of(stretches_of(words))
        for row in rows[:_ROWS] if is_head else rows[-_ROWS:]:
            inside = tuple(word for stretch in row for word in stretch.words)
            text = text_of(inside)
            key = _NUMERAL.sub("#", text[:_LONGEST].casefold())
            yield Row(inside, text, key, row[0].baseline, is_head)


def _repeated(edges: Sequence[Sequence[Row]]) -> dict[tuple[str, bool], list[float]]:
    """Return the heights at which each row stands that is on several sheets."""
    heights: defaultdict[tuple[str, bool], list[float]] = defaultdict(list)
    for rows in edges:
        for row in rows:
            if len(row.text) <= _LONGEST and any(map(str.isalpha, row.key)):
                heights[row.key, row.is_head].append(row.baseline)
    return {key: sorted(found) for key, found in heights.items() if len(found) > 1}


def _offsets(sheets: Sequence[Sheet], edges: Sequence[Sequence[Row]]) -> frozenset[int]:
    """Return by how much bare numbers differ from the sheets' own, where they do so on several sheets."""
    counts: Counter[int] = Counter()
    for sheet, rows in zip(sheets, edges, strict=True):
        counts.update({int(page) - sheet.number for row in rows if (page := _folio(row.text)).isdigit()})
    return frozenset(offset for offset, count in counts.items() if count > 1)


def _folio(text: str) -> str:
    match = _FOLIO.fullmatch(text) if len(text) <= _LONGEST // 4 else None
    return match["page"] if match else ""


def _is_running(
    row: Row,
    sheet: Sheet,
    repeated: dict[tuple[str, bool], list[float]],
    offsets: frozenset[int],
    count: int,
) -> bool:
    heights = repeated.get((row.key, row.is_head))
    if heights is not None:
        near = sum(abs(height - row.baseline) <= _SWAY for height in heights[:_COMPARED])
        return near > 1 or (near == 1 and len(heights) > _COMPARED)
    page = _folio(row.text)
    if page.isdigit():
        is_alone = count == 1 and _PLAIN_FOLIO.fullmatch(row.text) is not None
        return int(page) - sheet.number in offsets or is_alone
    return bool(page) and len(row.text) <= len(page) + 4


_COMPARED: Final = 1_000
"""Heights a row is compared with: more sheets than a document may have."""
