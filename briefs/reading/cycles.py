"""Cycles: runs of lines in which one sequence of shapes comes again and again.

Related articles, trending lists, comment threads and whole index pages are printed by a loop, and the loop
shows: headline, date, teaser, "Read more", headline, date, teaser, "Read more". What the words say plays
no part. Two traces are followed: *anchors*, short lines of one wording or one digit pattern at short,
regular distances; and plain *alternation* of a headline and a one-sentence teaser.
"""

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from briefs.reading.shapes import Form, Shape

_WIDEST: Final = 10
"""Most lines of one entry: a headline, a teaser, two counts and a row of buttons have eight."""
_FEWEST: Final = 3
"""Entries that make a cycle: two may be chance, as two headings with one paragraph each are."""
_POOR: Final = 42
"""Most words of prose in an entry of a list of other articles; a paragraph's teaser is cut at 20 to 40."""
_TEASER: Final = 36
_REPORTS: Final = 1.5
"""Sentences in an entry under a time of day from which it is a report of its own; a teaser has one."""
_HEADED: Final = 0.6
"""Least share of entries that have a short line of their own: a headline, the name of who comments."""


class Weave(StrEnum):
    """What a cycle is woven of: short teasers, headlines each with one sentence, long entries, or times of day."""

    TEASERS = "teasers"
    PAIRS = "pairs"
    ENTRIES = "entries"
    CLOCK = "clock"


@dataclass(frozen=True, slots=True, kw_only=True)
class Cycle:
    """A half-open run of lines that one loop printed."""

    start: int
    end: int
    weave: Weave


def find_cycles(shapes: Sequence[Shape]) -> tuple[Cycle, ...]:
    """Return the cycles in ``shapes``, disjoint and in order; time is linear in the number of lines."""
    found = [*_anchored(shapes), *_alternating(shapes)]
    found.sort(key=lambda cycle: (cycle.start, -cycle.end))
    merged: list[Cycle] = []
    for cycle in found:
        if merged and cycle.start < merged[-1].end:
            last = merged.pop()
            weave = last.weave if last.end - last.start >= cycle.end - cycle.start else cycle.weave
            cycle = Cycle(start=last.start, end=max(last.end, cycle.end), weave=weave)  # noqa: PLW2901
        merged.append(cycle)
    return tuple(merged)


def repeated_marks(shapes: Sequence[Shape]) -> frozenset[str]:
    """Return the wordings and digit patterns of short lines that stand on the page three times or more."""
    counts = Counter(mark for shape in shapes if shape.form not in _FLOWING for mark in marks_of(shape))
    return frozenset(mark for mark, count in counts.items() if count >= _FEWEST)


def marks_of(shape: Shape) -> tuple[str, ...]:
    """Return what a short line can be recognised by when it comes again."""
    if not shape.key:
        return ()
    if shape.clock:
        return ("time",)
    has_digits = "9" in shape.pattern
    return (f"key {shape.key}", f"pattern {shape.pattern}") if has_digits else (f"key {shape.key}",)


_FLOWING: Final = frozenset({Form.PROSE, Form.SENTENCE, Form.RULE})
_TIMED: Final = frozenset({Form.DATED, Form.METER})


def _anchored(shapes: Sequence[Shape]) -> Iterator[Cycle]:
    places: defaultdict[str, list[int]] = defaultdict(list)
    for place, shape in enumerate(shapes):
        if shape.form not in _FLOWING:
            for mark in marks_of(shape)[-1:]:
                places[mark].append(place)
    repeated = repeated_marks(shapes)
    own = [shape.form is Form.LINE and repeated.isdisjoint(marks_of(shape)) for shape in shapes]
    for series in places.values():
        for run in _runs(series):
            cycle = _cycle_of(run, shapes, own)
            if cycle:
                yield cycle


def _runs(series: list[int]) -> Iterator[list[int]]:
    """Return the parts of ``series`` in which each place is at most one entry behind the last, but not next to it."""
    run = series[:1]
    for place in series[1:]:
        if not 1 < place - run[-1] <= _WIDEST:
            yield run
            run = []
        run.append(place)
    yield run


def _cycle_of(run: list[int], shapes: Sequence[Shape], own: list[bool]) -> Cycle | None:
    if len(run) < _FEWEST:
        return None
    weave = _weave_of(run, shapes, own)
    if weave is None:
        return None
    return Cycle(start=run[0] - _lead(run, shapes), end=run[-1] + 1 + _trail(run, shapes), weave=weave)


def _weave_of(run: list[int], shapes: Sequence[Shape], own: list[bool]) -> Weave | None:
    """Return what the entries between the anchors are, or None where only a lone line comes again in prose."""
    spans = list(zip(run, run[1:], strict=False))
    words = sum(_prose_words(shapes[start + 1 : end]) for start, end in spans) / len(spans)
    headed = sum(any(own[start + 1 : end]) for start, end in spans) >= _HEADED * len(spans)
    timed = sum(any(s.form in _TIMED for s in shapes[start:end]) for start, end in spans) >= _HEADED * len(
        spans
    )
    sentences = sum(
        s.sentences for start, end in spans for s in shapes[start + 1 : end] if s.form is Form.PROSE
    )
    if shapes[run[0]].clock and sentences >= _REPORTS * len(spans):
        return Weave.CLOCK
    if words <= _POOR:
        return Weave.TEASERS if headed or timed else None
    return Weave.ENTRIES if headed and timed else None


def _prose_words(entry: Sequence[Shape]) -> int:
    return sum(shape.words for shape in entry if shape.form in _FLOWING or shape.words >= _TEASER // 2)


def _lead(run: list[int], shapes: Sequence[Shape]) -> int:
    """Return how many lines before the first anchor belong to its entry: those like the ones before the next two."""
    gap = min(after - before for before, after in zip(run, run[1:], strict=False))
    count = 0
    while count + 1 < gap and run[0] - count - 1 >= 0:
        classes = {_class(shapes[place - count - 1]) for place in run[:_FEWEST]}
        if len(classes) > 1 or "P" in classes:
            break
        count += 1
    return count


def _trail(run: list[int], shapes: Sequence[Shape]) -> int:
    """Return how many lines behind the last anchor belong to its entry: those like the ones behind the last two."""
    gap = min(after - before for before, after in zip(run, run[1:], strict=False))
    count = 0
    while count + 1 < gap and run[-1] + count + 1 < len(shapes):
        if _class(shapes[run[-1] + count + 1]) != _class(shapes[run[-2] + count + 1]):
            break
        count += 1
    return count


def _class(shape: Shape) -> str:
    """Return a line's coarse class: prose, teaser, dated or another short line."""
    if shape.form in (Form.PROSE, Form.SENTENCE):
        return "t" if _is_teaser(shape) else "P"
    if shape.form in (Form.DATED, Form.METER):
        return "d"
    return "t" if shape.words > _TEASER // 2 else "s"


def _is_teaser(shape: Shape) -> bool:
    return shape.truncated or (shape.words <= _TEASER and shape.sentences == 1)


def _alternating(shapes: Sequence[Shape]) -> Iterator[Cycle]:
    """Find headline, teaser, headline, teaser; the headings of a body have more than one sentence under them."""
    classes = "".join(_class(shape) for shape in shapes)
    start = 0
    for place in range(1, len(classes) + 1):
        if place < len(classes) and {classes[place], classes[place - 1]} == {"s", "t"}:
            continue
        if place - start >= 2 * _FEWEST:
            first = start + (classes[start] == "t")
            yield Cycle(start=first, end=place, weave=Weave.PAIRS)
        start = place
