"""Running heads, footers and page numbers: what the edges of a document's sheets say again and again."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from itertools import zip_longest
from typing import Final, NamedTuple

from briefs.language.late import late
from briefs.reading.columns import Stretch, rows_of, stretches_of
from briefs.reading.typeset import Sheet, Word, text_of

_ROWS: Final = 3
"""Rows at each edge of a sheet among which its head or foot is looked for; letterheads repeat two or three."""
_ZONE: Final = 0.2
"""Share of a sheet's height, from its edge, in which a row that comes again is its head or foot."""
_SWAY: Final = 8.0
"""Points by which a head may stand higher or lower on another sheet."""
_LONGEST: Final = 160
_MOST_WORDS: Final = 14
"""Words of a head or foot; lines of a text that pages have in common are longer."""
_LABEL: Final = 8
"""Words of a row that is on one sheet only, from which the text begins with it."""
_APART: Final = 1.7
"""Distance from the text, in sizes, of a head of the same type: lines of a text are 1.1 to 1.6 apart."""
_OTHER_TYPE: Final = 0.06
"""Difference of size, as a share, by which a head is told from the text right at it."""

_NUMERAL: Final = late(r"[0-9]+|\b[ivxlc]+\b")
_FOLIO: Final = late(
    r"\W{0,4}(?:(?:page|p\.|seite|pagina|página|쪽|페이지)\s?)?(?P<page>[0-9]{1,4}|[ivxlc]{1,6})"
    r"(?:\s?(?:of|/|von|de|sur|di|van)\s?[0-9]{1,4})?\s?(?:쪽|페이지|頁|ページ)?\W{0,4}",
    re.IGNORECASE,
)
_PLAIN_FOLIO: Final = late(
    r"[-–—•|]\s?[0-9]{1,4}\s?[-–—•|]|page\s[0-9]{1,4}(?:\s(?:of|/)\s[0-9]{1,4})?|[0-9]{1,4}\s?/\s?[0-9]{1,4}"
    r"|[0-9]{1,4}",
    re.IGNORECASE,
)
"""A page number that is one also on the only sheet of a document."""


class Row(NamedTuple):
    """A row at the edge of a sheet: its words, what it says with numbers made alike, and its height.

    ``is_apart`` tells that the next row inwards is farther off than lines of one text are, or of other type.
    """

    words: tuple[Word, ...]
    text: str
    key: str
    baseline: float
    is_head: bool
    is_apart: bool


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
        running = [row for row in rows if _is_running(row, sheet, repeated, offsets, len(sheets))]
        found = [*_outer(rows, running, is_head=True), *_outer(rows, running, is_head=False)]
        gone = {id(word) for row in found for word in row.words}
        kept.append(sheet._replace(words=tuple(word for word in sheet.words if id(word) not in gone)))
        texts += [row.text for row in found]
    return tuple(kept), tuple(texts)


def _outer(rows: Sequence[Row], running: Sequence[Row], *, is_head: bool) -> list[Row]:
    """Return those of the running rows at one edge that are no lines of the text below or above them."""
    edge = [row for row in rows if row.is_head is is_head]
    text = next(
        (n for n, row in enumerate(edge) if row not in running and len(row.text.split()) > _LABEL), None
    )
    outside = edge[:text]
    inner = max((n for n, row in enumerate(outside) if row in running and row.is_apart), default=-1)
    return [row for n, row in enumerate(outside) if row in running and (n <= inner or _folio(row.text))]


def _edge_rows(sheet: Sheet) -> Iterator[Row]:
    """Return the outermost rows of a sheet, its upper ones first."""
    zone = _ZONE * sheet.height
    upper = [word for word in sheet.words if word.baseline <= zone]
    lower = [word for word in sheet.words if word.baseline >= sheet.height - zone]
    for words, is_head in ((upper, True), (lower, False)):
        rows = rows_of(stretches_of(words))
        outward = rows if is_head else rows[::-1]
        for row, inner in zip_longest(outward[:_ROWS], outward[1 : _ROWS + 1]):
            inside = tuple(word for stretch in row for word in stretch.words)
            text = text_of(inside)
            key = _NUMERAL.sub("#", text[:_LONGEST].casefold())
            yield Row(inside, text, key, row[0].baseline, is_head, _is_apart(row[0], inner))


def _is_apart(one: Stretch, inner: Sequence[Stretch] | None) -> bool:
    if not inner:
        return True
    is_other = abs(one.size - inner[0].size) > _OTHER_TYPE * inner[0].size
    return is_other or abs(one.baseline - inner[0].baseline) > _APART * max(one.size, inner[0].size)


def _repeated(edges: Sequence[Sequence[Row]]) -> dict[tuple[str, bool], list[float]]:
    """Return the heights at which each row stands that is on several sheets."""
    heights: defaultdict[tuple[str, bool], list[float]] = defaultdict(list)
    for rows in edges:
        for row in rows:
            if len(row.text.split()) <= _MOST_WORDS and any(map(str.isalpha, row.key)):
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
