"""Telling the body of a page from its furniture: menus, boxes, counts, captions, lists of other pages.

The rule, in order:

1. Every line weighs something (``_weigh``): prose its words, a short line, a date, a byline or an entry of
   a cycle less than nothing. The body is the stretch with the greatest sum, so a newsletter box before the
   headline or a teaser list after the end is outside, while headings between long paragraphs are inside.
2. A line printed twice in a row above it is the headline, and the body begins after it.
3. A stretch of prose at either edge that is cut off by furniture and shares next to no words with the rest
   (a cookie notice, a portrait of the house) is outside.
4. Inside, a short line that stands alone before prose is a heading; a list stays when a colon introduces it
   or its items are prose; a run of short lines, a caption, and what is printed a second time is left out.

The weights were set on the page dumps in tests/reading/test_text.py, which holds what they keep and drop.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from briefs.reading.cycles import Cycle, Weave, find_cycles, marks_of, repeated_marks
from briefs.reading.lines import Line
from briefs.reading.shapes import Form, Shape, shape_of
from briefs.reading.vocabulary import common_stems, shared, stems_of

_MOST_PROSE: Final = 80
"""Words of one paragraph that count: a single long notice must not outweigh an article."""
_COSTS: Final = {
    Form.LINE: 12.0,
    Form.DATED: 20.0,
    Form.BYLINE: 20.0,
    Form.METER: 8.0,
    Form.LINK: 12.0,
    Form.RULE: 1.0,
}
"""What a line that is no prose takes away."""
_RUN_LENGTH: Final = 3
"""The second short line in a row takes a half, the third and each after it a third: a widget cuts no body."""
_OWN_COST: Final = 1.0
"""What a line takes away in a cycle of the body's own, and behind a colon."""
_IDLE_COST: Final = 4.0
"""What an unpunctuated list item or a sentence of the interface takes away."""
_CYCLE_COST: Final = 40.0
_ADDRESSED: Final = 0.15
"""Share of words that address the reader above which a short sentence is of the interface."""
_ADDRESS_WORDS: Final = 30
_ARTICLE: Final = 60
"""Words of prose outside all cycles that make an article, beside which long entries are comments."""
_STRANGE: Final = 0.12
_UNRELATED: Final = 0.04
_SPEAKS: Final = 0.05
_TELLING: Final = 100
"""Share of words in common below which an edge that speaks to the reader, or any edge, is left out.

Cookie notices have 0 to 0.08 and address the reader with every tenth word; the leads of a hundred news
reports under a heading have 0.05 and more, and address nobody. A body of fewer than 100 words has too few
to be told from its own edge by them.
"""
_CLOSING: Final = 0.5
"""Share of words in common from which a short paragraph behind a heading still belongs to the body."""
_MOST_EDGES: Final = 3
_ENOUGH: Final = 6
_EDGE: Final = 0.35
"""Content words that an edge must have to be judged, and the most it may weigh of the whole."""
_LEAST: Final = 12
"""Words of prose without which a page with furniture has no body."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Body:
    """Where the body stands: lines ``first`` to ``last``, both inclusive; both are prose or items."""

    first: int
    last: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Survey:
    """Everything known of a page's lines before any of them is judged."""

    lines: tuple[Line, ...]
    shapes: tuple[Shape, ...]
    cyclic: bytes
    """One byte for each line: 1 in a list of other pages or a thread of comments, 2 in a cycle of the body's
    own, 3 in one under times of day."""
    repeated: frozenset[str]

    def foreign(self, place: int) -> bool:
        """Whether a line stands in a list of other pages or a thread of comments."""
        return self.cyclic[place] == _FOREIGN_CYCLE

    def timed(self, place: int) -> bool:
        """Whether a line stands in a report that is told under times of day."""
        return self.cyclic[place] == _CLOCK_CYCLE

    def flows(self, place: int) -> bool:
        """Whether a line is prose or a sentence."""
        return self.shapes[place].form in (Form.PROSE, Form.SENTENCE)


def survey(lines: Sequence[Line]) -> Survey:
    """Return the shapes of ``lines``, the cycles they form, and which of them are repeated."""
    shapes = tuple(shape_of(line) for line in lines)
    cyclic = bytearray(len(lines))
    judged = _judged(find_cycles(shapes), lines, shapes)
    for cycle, foreign in judged:
        mark = _FOREIGN_CYCLE if foreign else _CLOCK_CYCLE if cycle.weave is Weave.CLOCK else _OWN_CYCLE
        cyclic[cycle.start : cycle.end] = bytes([mark]) * (cycle.end - cycle.start)
    return Survey(lines=tuple(lines), shapes=shapes, cyclic=bytes(cyclic), repeated=repeated_marks(shapes))


def find_body(page: Survey) -> Body | None:
    """Return where the body stands, or None on a page that has none (a list of other pages, a login form)."""
    stretch = _heaviest(_weigh(page))
    if stretch is None:
        return None
    body = _behind_twins(page, stretch)
    body = _extended(page, _without_strangers(page, _with_list(page, body)))
    return body if _suffices(page, body) else None


def _judged(
    cycles: Sequence[Cycle], lines: Sequence[Line], shapes: Sequence[Shape]
) -> Iterator[tuple[Cycle, bool]]:
    """Return each cycle and whether it is furniture: teasers always, others when they stand by an article."""
    inside = {place for cycle in cycles for place in range(cycle.start, cycle.end)}
    article = [i for i, shape in enumerate(shapes) if shape.form is Form.PROSE and i not in inside]
    words = sum(shapes[place].words for place in article)
    own = frozenset(common_stems([lines[place].text for place in article[:_SAMPLED]]))
    for cycle in cycles:
        if cycle.weave is Weave.PAIRS:
            teasers = stems_of(" ".join(line.text for line in lines[cycle.start : cycle.end]))
            is_titled = cycle.start > 0 and shapes[cycle.start - 1].form is Form.LINE
            yield cycle, words < _ARTICLE or is_titled or shared(teasers, own) < _AKIN
        else:
            yield cycle, cycle.weave is Weave.TEASERS or (cycle.weave is Weave.ENTRIES and words >= _ARTICLE)


_FOREIGN_CYCLE: Final = 1
_OWN_CYCLE: Final = 2
_CLOCK_CYCLE: Final = 3
_SAMPLED: Final = 400
"""Lines whose words are compared, from each end of a body: enough for any article, little for a book."""
_AKIN: Final = 0.3
"""Share of words that a run of headings and short paragraphs has in common with its own article, at least."""


def _weigh(page: Survey) -> list[float]:
    """Return what each line adds to a body it would stand in, or takes away."""
    weights = []
    run, listing = 0, False
    for place, (line, shape) in enumerate(zip(page.lines, page.shapes, strict=True)):
        flows = page.flows(place)
        run = 0 if flows else run + 1
        if page.foreign(place):
            weights.append(-_CYCLE_COST)
        elif flows or line.marker:
            weights.append(_gain(shape, line))
        elif page.cyclic[place] or (listing and shape.form is Form.LINE):
            weights.append(-_OWN_COST)
        else:
            weights.append(-_cost(page, place, run))
        listing = shape.leads if flows else listing
    return weights


def _cost(page: Survey, place: int, run: int) -> float:
    """Return what a line that is no prose takes away, ``run`` being its place among such lines in a row."""
    shape = page.shapes[place]
    if shape.form is not Form.LINE:
        return _COSTS[shape.form]
    again = page.lines[place].quoted or not page.repeated.isdisjoint(marks_of(shape))
    return _COSTS[shape.form] / (_RUN_LENGTH if again else min(run, _RUN_LENGTH))


def _gain(shape: Shape, line: Line) -> float:
    """Return what a line of prose or a list item adds: its words, half of them when it does not end."""
    words = min(shape.words, _MOST_PROSE)
    if shape.form not in (Form.PROSE, Form.SENTENCE):
        return -_IDLE_COST
    if shape.address >= _ADDRESSED and words <= _ADDRESS_WORDS:
        return -_IDLE_COST
    return words / 2 if line.quoted or shape.truncated or not (shape.final or shape.leads) else float(words)


def _heaviest(weights: Sequence[float]) -> Body | None:
    """Return the stretch with the greatest positive sum (Kadane's algorithm); both its ends weigh something."""
    best, best_at = 0.0, None
    total, start = 0.0, 0
    for place, weight in enumerate(weights):
        if total <= 0:
            total, start = 0.0, place
        total += weight
        if total > best:
            best, best_at = total, Body(first=start, last=place)
    return best_at


def _behind_twins(page: Survey, body: Body) -> Body:
    """Return the body after a headline that is printed twice in a row inside its first half."""
    for place in range(body.first, (body.first + body.last) // 2):
        shape, after = page.shapes[place], page.shapes[place + 1]
        if shape.key and shape.key == after.key and shape.words >= _RUN_LENGTH:
            first = next(at for at in range(place + 2, body.last + 1) if page.flows(at))
            return Body(first=first, last=body.last)
    return body


def _with_list(page: Survey, body: Body) -> Body:
    """Return the body with the list that a colon at its end introduces."""
    listed = _listed(page, body.last + 1) if page.shapes[body.last].leads else 0
    return Body(first=body.first, last=body.last + listed)


def _listed(page: Survey, start: int) -> int:
    """Return how many lines from ``start`` are items of one list."""
    count = 0
    marked = start < len(page.lines) and bool(page.lines[start].marker)
    for place in range(start, len(page.lines)):
        line, shape = page.lines[place], page.shapes[place]
        goes_on = (
            bool(line.marker) if marked else shape.form is Form.LINE and line.group == page.lines[start].group
        )
        if not goes_on or page.foreign(place):
            break
        count += 1
    return count


def _without_strangers(page: Survey, body: Body) -> Body:
    """Return the body without edges that furniture cuts off and that share no words with the rest."""
    for _ in range(_MOST_EDGES):
        parts = _parts(page, body)
        if len(parts) > 1 and _is_strange(page, parts[-1], parts[:-1]):
            body = Body(first=body.first, last=parts[-2][-1])
        elif len(parts) > 1 and _is_strange(page, parts[0], parts[1:]):
            body = Body(first=parts[1][0], last=body.last)
    return body


def _extended(page: Survey, body: Body) -> Body:
    """Return the body with closing paragraphs too short to outweigh the heading above them."""
    known = common_stems([line.text for line in page.lines[body.first : body.last + 1][-_SAMPLED:]])
    while (at := _resumed(page, body.last)) is not None:
        shape, stems = page.shapes[at], stems_of(page.lines[at].text)
        if shape.address or not shape.final or len(stems) < _RUN_LENGTH or shared(stems, known) < _CLOSING:
            return body
        while at + 1 < len(page.lines) and page.flows(at + 1) and not page.foreign(at + 1):
            at += 1
        body = Body(first=body.first, last=at)
    return body


def _resumed(page: Survey, last: int) -> int | None:
    """Return the next line of prose behind one heading or some advertisements, or None."""
    headings = 0
    for at in range(last + 1, min(len(page.lines), last + 2 + _RUN_LENGTH)):
        if page.foreign(at) or page.shapes[at].form not in (Form.LINE, Form.PROSE, Form.SENTENCE):
            return None
        if page.flows(at):
            return at if at > last + 1 else None
        headings += page.repeated.isdisjoint(marks_of(page.shapes[at]))
        if headings > 1:
            return None
    return None


def _parts(page: Survey, body: Body) -> list[list[int]]:
    """Return the stretches of prose in the body, divided where short lines stand between."""
    parts: list[list[int]] = [[]]
    for place in range(body.first, body.last + 1):
        if page.flows(place) or page.lines[place].marker:
            parts[-1].append(place)
        elif parts[-1]:
            parts.append([])
    return [part for part in parts if part]


def _is_strange(page: Survey, edge: list[int], rest: list[list[int]]) -> bool:
    others = [place for part in rest for place in part]
    words = sum(page.shapes[place].words for place in edge)
    rest_words = sum(page.shapes[place].words for place in others)
    if words > _EDGE * rest_words:
        return False
    stems = stems_of(" ".join(page.lines[place].text for place in edge[:_SAMPLED]))
    nearest = others[:_SAMPLED] + others[-_SAMPLED:]
    known = common_stems([page.lines[place].text for place in nearest])
    address = sum(page.shapes[place].words * page.shapes[place].address for place in edge)
    limit = _STRANGE if address >= _SPEAKS * words else _UNRELATED if rest_words >= _TELLING else 0.0
    return len(stems) >= _ENOUGH and shared(stems, known) < limit


def _suffices(page: Survey, body: Body) -> bool:
    """Whether there is enough prose, and it does not merely speak to the visitor of the site."""
    places = [place for place in range(body.first, body.last + 1) if page.flows(place)]
    words = sum(page.shapes[place].words for place in places)
    address = sum(page.shapes[place].words * page.shapes[place].address for place in places)
    if words <= 2 * _ADDRESS_WORDS and address >= _ADDRESSED * words / 2:
        return False
    return words >= _LEAST or all(page.flows(place) for place in range(len(page.lines)))
