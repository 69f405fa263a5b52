"""Columns: in which order the words of a sheet are read.

The sheet is cut where a gutter runs down between words on both sides, without one that crosses it, and what
stands above, left, right and below such a cut is cut again (a recursive X-Y cut, Nagy and Seth 1984, with the
gutter found from where words begin instead of from projections).
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import Final, NamedTuple

from briefs.reading.initials import with_initials
from briefs.reading.typeset import Line, Sheet, Space, Word, line_of

_APART: Final = 0.7
"""Gap inside a line, as a share of its size, that may be a gutter; spaces between words have 0.2 to 0.6."""
_GUTTER: Final = 0.6
"""Least width of a gutter, as a share of the size; the narrowest in print are 0.9."""
_LINES: Final = 3
"""Lines that a column must have, and beginnings of lines under each other that may be its edge."""
_NARROWEST: Final = 6.0
"""Mean length of a column's lines, in sizes: newspapers have 12 to 18, the cells of tables 1 to 5."""
_BESIDE: Final = 0.4
"""Share of the lower column's height along which the other must run."""
_GRID: Final = 3.0
_EDGES: Final = 24
"""Edges that are tried for a cut, the commonest first."""
_DEEPEST: Final = 8
_SAME_LINE: Final = 0.45
"""Distance of baselines, as a share of the size, within which words stand on one line: raised signs have 0.35."""


class Stretch(NamedTuple):
    """Words in a row without a gap that could be a gutter."""

    words: tuple[Word, ...]
    left: float
    right: float
    baseline: float
    size: float


def lines_of(sheets: Iterable[Sheet]) -> Iterator[Line]:
    """Return the lines of a document in the order in which they are read.

    A gutter that was found once is known from then on: two lines beside each other are columns there.
    """
    known: set[int] = set()
    for sheet in sheets:
        words = with_initials(sheet.words)
        columns = _columns(sorted(_settled(stretches_of(words)), key=_height), known, 0)
        for number, column in enumerate(columns):
            for row in rows_of(column):
                yield line_of([word for stretch in row for word in stretch.words], sheet.number, number)


def _settled(stretches: Sequence[Stretch]) -> Iterator[Stretch]:
    """Return the stretches, large numbers beside several lines of text at the height of the first of these."""
    sizes: Counter[float] = Counter()
    for stretch in stretches:
        sizes[stretch.size] += sum(len(word.text) for word in stretch.words)
    usual = max(sizes, key=lambda size: (sizes[size], size), default=0.0)
    for stretch in stretches:
        is_number = stretch.size >= _LARGE * usual and len(stretch.words) == 1
        if is_number and len(stretch.words[0].text) <= _DIGITS:
            yield stretch._replace(baseline=stretch.baseline - _CAPITAL * (stretch.size - usual))
        else:
            yield stretch


_LARGE: Final = 1.5
_DIGITS: Final = 3
_CAPITAL: Final = 0.75
"""Size, in those of the text, and signs of a number that hangs beside it; height of figures in sizes."""


def stretches_of(words: Iterable[Word]) -> list[Stretch]:
    """Return the stretches that words make, in the order of the document."""
    found: list[list[Word]] = []
    for word in words:
        if found and _goes_on(found[-1][-1], word):
            found[-1].append(word)
        else:
            found.append([word])
    return [_stretch(run) for run in found]


def _stretch(words: Sequence[Word]) -> Stretch:
    size = max(word.size for word in words)
    return Stretch(
        tuple(words),
        words[0].left,
        max(word.right for word in words),
        next(word.baseline for word in words if word.size == size),
        size,
    )


def _goes_on(last: Word, word: Word) -> bool:
    size = max(last.size, word.size)
    if abs(last.baseline - word.baseline) > _SAME_LINE * size:
        return False
    gap = word.left - last.right
    return -size < gap < _APART * size or (word.before is Space.NONE and abs(gap) < size)


def rows_of(stretches: Iterable[Stretch]) -> list[list[Stretch]]:
    """Return stretches gathered by baseline, from top to bottom and from left to right.

    No two of a row lie over each other: words of two lines are never read in turns.
    """
    rows: list[list[Stretch]] = []
    for stretch in sorted(stretches, key=_height):
        if rows and _is_beside(rows[-1], stretch):
            rows[-1].append(stretch)
        else:
            rows.append([stretch])
    return [sorted(row, key=lambda stretch: stretch.left) for row in rows]


def _is_beside(row: Sequence[Stretch], stretch: Stretch) -> bool:
    """Whether a stretch stands on the line of a row, beside what is there."""
    near = row[-_NEIGHBOURS:]
    longest = max((*near, stretch), key=lambda one: one.right - one.left)
    if max(abs(one.baseline - longest.baseline) for one in (near[-1], stretch)) > _SAME_LINE * longest.size:
        return False
    slack = _OVERLAP * longest.size
    return all(stretch.left > one.right - slack or stretch.right < one.left + slack for one in near)


_NEIGHBOURS: Final = 12
_OVERLAP: Final = 0.4
"""Stretches of a row that one more is held against, and sizes by which they may lie over each other."""


def _height(stretch: Stretch) -> tuple[float, float]:
    return stretch.baseline, stretch.left


class _Cut(NamedTuple):
    """A gutter left of ``edge`` between the stretches ``first`` and ``last``, last excluded."""

    edge: float
    first: int
    last: int
    weight: int


def _columns(stretches: list[Stretch], known: set[int], depth: int) -> Iterator[list[Stretch]]:
    """Return the columns among ``stretches``, which come from top to bottom, in reading order."""
    cut = _best_cut(stretches, known) if depth < _DEEPEST else None
    if cut is None:
        if stretches:
            yield stretches
        return
    known.add(round(cut.edge / _GRID))
    inside = stretches[cut.first : cut.last]
    yield from _columns(stretches[: cut.first], known, depth + 1)
    yield from _columns([one for one in inside if one.left < cut.edge], known, depth + 1)
    yield from _columns([one for one in inside if one.left >= cut.edge], known, depth + 1)
    yield from _columns(stretches[cut.last :], known, depth + 1)


def _best_cut(stretches: Sequence[Stretch], known: set[int]) -> _Cut | None:
    cuts = (cut for edge, fewest in _edges(stretches, known) for cut in _cuts_at(stretches, edge, fewest))
    return max(cuts, key=lambda cut: (cut.weight, -cut.edge), default=None)


def _edges(stretches: Sequence[Stretch], known: set[int]) -> list[tuple[float, int]]:
    """Return where several stretches begin under each other, and how many lines a column needs there."""
    if not stretches:
        return []
    counts: Counter[int] = Counter()
    least: dict[int, float] = {}
    for stretch in stretches:
        place = round(stretch.left / _GRID)
        counts[place] += 1
        least[place] = min(least.get(place, stretch.left), stretch.left)
    margin = min(stretch.left for stretch in stretches)
    edges = []
    for place, count in counts.most_common():
        if least[place] <= margin + _GRID:
            continue
        edge = least[place] - 1.0
        if not known.isdisjoint((round(edge / _GRID) + step) for step in (-1, 0, 1)):
            edges.append((edge, 1))
        elif count + counts[place - 1] + counts[place + 1] >= _LINES:
            edges.append((edge, _LINES))
    return edges[:_EDGES]


def _cuts_at(stretches: Sequence[Stretch], edge: float, fewest: int) -> Iterator[_Cut]:
    """Return the runs of stretches that do not cross the gutter at ``edge`` and have columns on both sides."""
    first = 0
    for place, stretch in enumerate(stretches):
        if stretch.left < edge and stretch.right > edge - _GUTTER * stretch.size + 1.0:
            yield from _cut_between(stretches[first:place], edge, first, fewest)
            first = place + 1
    yield from _cut_between(stretches[first:], edge, first, fewest)


def _cut_between(inside: Sequence[Stretch], edge: float, first: int, fewest: int) -> Iterator[_Cut]:
    if len(inside) < 2 * fewest:
        return
    left = [stretch for stretch in inside if stretch.left < edge]
    right = [stretch for stretch in inside if stretch.left >= edge]
    if not (_is_column(left, fewest) and _is_column(right, fewest)):
        return
    above = max(left[0].baseline, right[0].baseline)
    below = min(left[-1].baseline, right[-1].baseline)
    height = min(side[-1].baseline - side[0].baseline for side in (left, right))
    if below - above >= _BESIDE * height:
        yield _Cut(edge, first, first + len(inside), min(_weight(left), _weight(right)))


def _is_column(stretches: Sequence[Stretch], fewest: int) -> bool:
    """Whether there are lines enough, and long enough, to be read down before what stands beside them."""
    if len(stretches) < fewest:
        return False
    lines = 1
    last = stretches[0]
    for stretch in stretches:
        if stretch.baseline - last.baseline > _SAME_LINE * stretch.size:
            lines += 1
            last = stretch
    length = sum((stretch.right - stretch.left) / stretch.size for stretch in stretches)
    return lines >= fewest and length >= _NARROWEST * lines


def _weight(stretches: Sequence[Stretch]) -> int:
    return sum(len(word.text) for stretch in stretches for word in stretch.words)
