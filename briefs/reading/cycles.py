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
from itertools import pairwise
from typing import Final

from briefs.language.late import late
from briefs.reading.shapes import Form, Shape

_DIGITS: Final = late(r"[0-9]+")
_WIDEST: Final = 10
"""Most lines of one entry: a headline, a teaser, two counts and a row of buttons are eight."""
_FEWEST: Final = 3
"""Entries that make a cycle: two may be chance, as two headings with one paragraph each are."""
_POOR: Final = 42
"""Most words of prose in an entry of a list of other articles; a paragraph's teaser is cut at 20 to 40."""
_TEASER: Final = 36
_PARAGRAPH: Final = 60
_HEADLINE: Final = 6
"""Most words of a teaser under a headline, and mean words of headlines: headings of a body have 2 to 5."""
_REPORTS: Final = 1.5
"""Sentences in an entry under a time of day from which it is a report of its own; a teaser has one."""
_HEADED: Final = 0.6
"""Least share of entries that have a short line of their own: a headline, the name of who comments."""


class Weave(StrEnum):
    """What a cycle is woven of: teasers, headlines each with one sentence, long entries, or days and hours."""

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
            merged.append(Cycle(start=last.start, end=max(last.end, cycle.end), weave=weave))
        else:
            merged.append(cycle)
    return tuple(merged)


def repeated_marks(shapes: Sequence[Shape]) -> frozenset[str]:
    """Return the wordings and digit patterns of short lines that stand on the page three times or more."""
    counts = Counter(mark for shape in shapes if shape.form not in _FLOWING for mark in marks_of(shape))
    return frozenset(mark for mark, count in counts.items() if count >= _FEWEST)


def marks_of(shape: Shape) -> tuple[str, ...]:
    """Return what a short line is recognised by when it comes again: its wording or its pattern of digits."""
    if not shape.key:
        return ()
    if shape.clock:
        return ("time",)
    if shape.form is Form.DATED:
        return (f"pattern {shape.pattern}",)
    if shape.form is Form.METER:
        return (f"count {shape.key.split()[-1].strip('0123456789')}",)
    return (f"key {_DIGITS.sub('9', shape.key)}",)


_FLOWING: Final = frozenset({Form.PROSE, Form.SENTENCE, Form.RULE})
_TIMED: Final = frozenset({Form.DATED, Form.METER})


def _anchored(shapes: Sequence[Shape]) -> Iterator[Cycle]:
    places: defaultdict[str, list[int]] = defaultdict(list)
    for place, shape in enumerate(shapes):
        if shape.form not in _FLOWING:
            for mark in marks_of(shape):
                places[mark].append(place)
    repeated = repeated_marks(shapes)
    classes = "".join(_class(shape, is_own=repeated.isdisjoint(marks_of(shape))) for shape in shapes)
    for series in places.values():
        for run in _runs(series):
            cycle = _cycle_of(run, shapes, classes)
            if cycle:
                yield cycle


def _runs(series: list[int]) -> Iterator[list[int]]:
    """Return the parts of ``series`` with regular gaps: none over one entry, none far over the usual one."""
    for near in _split(series, _WIDEST):
        gaps = sorted(after - before for before, after in pairwise(near))
        yield from _split(near, 2 * gaps[len(gaps) // 2] + 1 if gaps else 0)


def _split(series: list[int], most: int) -> Iterator[list[int]]:
    """Return the parts of ``series`` whose places are neither neighbours nor more than ``most`` apart."""
    run = series[:1]
    for before, place in pairwise(series):
        if not 1 < place - before <= most:
            yield run
            run = []
        run.append(place)
    yield run


def _cycle_of(run: list[int], shapes: Sequence[Shape], classes: str) -> Cycle | None:
    run = _without_article(run, classes)
    if len(run) < _FEWEST:
        return None
    weave = _weave_of(run, shapes)
    if weave is None:
        return None
    gap = min(after - before for before, after in pairwise(run))
    lead = _lead(run, classes, gap, closes=shapes[run[0]].form not in _TIMED)
    trail = _trail(run, classes, gap - lead)
    return Cycle(start=run[0] - lead, end=run[-1] + 1 + trail, weave=weave)


def _without_article(run: list[int], classes: str) -> list[int]:
    """Return the anchors without the date of an article above or below a list that writes dates alike.

    What follows such a date is several lines of prose, and what follows the others is mostly one teaser.
    """
    long = sum("P" in classes[start:end] for start, end in pairwise(run))
    if len(run) < _FEWEST or 2 * long >= len(run):
        return run
    ends = [*run[1:], run[-1] + 1 + max(after - before for before, after in pairwise(run))]
    lines = [sum(sign in "Pt" for sign in classes[start:end]) for start, end in zip(run, ends, strict=True)]
    usual = max(1, sorted(lines)[len(lines) // 2])
    return run[lines[0] > usual : len(run) - (lines[-1] > usual)]


def _weave_of(run: list[int], shapes: Sequence[Shape]) -> Weave | None:
    """Return what the entries between the anchors are, or None where one line comes again in prose."""
    spans = [shapes[start:end] for start, end in pairwise(run)]
    words = sum(map(_prose_words, spans)) / len(spans)
    headed = _headed(spans, len(spans) // 2) >= _HEADED * len(spans)
    timed = sum(any(s.form in _TIMED for s in span) for span in spans) >= _HEADED * len(spans)
    sentences = sum(s.sentences for span in spans for s in span if s.form is Form.PROSE)
    anchor = shapes[run[0]]
    is_chronicle = anchor.form is Form.DATED and not headed and sentences >= len(spans)
    if is_chronicle or (anchor.clock and sentences >= _REPORTS * len(spans)):
        return Weave.CLOCK
    if words <= _POOR:
        return Weave.TEASERS if headed or timed else None
    signed = _headed(spans, len(spans) - 1) >= _HEADED * len(spans)
    return Weave.ENTRIES if signed and timed else None


def _headed(spans: Sequence[Sequence[Shape]], most: int) -> int:
    """Return how many entries have a short line that at most ``most`` of them have."""
    keys = [
        {_DIGITS.sub("9", shape.key) for shape in span if shape.form is Form.LINE and shape.key}
        for span in spans
    ]
    counts = Counter(key for found in keys for key in found)
    return sum(any(counts[key] <= max(1, most) for key in found) for found in keys)


def _prose_words(entry: Sequence[Shape]) -> int:
    return sum(shape.words for shape in entry if shape.form in _FLOWING or shape.words >= _TEASER // 2)


def _lead(run: list[int], classes: str, gap: int, *, closes: bool) -> int:
    """Return how many lines before the first anchor are of its entry, like those before the next two.

    An anchor that ``closes`` its entry ("Read more", "Reply") has a teaser or comment of any length before
    it; before a date stands a headline at most, and above that perhaps the last paragraph of a body.
    """
    count = 0
    while count + 1 < gap and run[0] - count - 1 >= 0:
        found = {classes[place - count - 1] for place in run[:_FEWEST]}
        alike = len(found) == 1 and "P" not in found
        if not alike and not (closes and found <= {"P", "t"}):
            break
        count += 1
    return count


def _trail(run: list[int], classes: str, gap: int) -> int:
    """Return how many lines behind the last anchor are of its entry, like those behind the one before."""
    count = 0
    while count + 1 < gap and run[-1] + count + 1 < len(classes):
        if classes[run[-1] + count + 1] != classes[run[-2] + count + 1]:
            break
        count += 1
    return count


def _class(shape: Shape, *, is_own: bool) -> str:
    """Return a line's coarse class: prose, teaser, dated, short, or short and repeated."""
    if shape.form in (Form.PROSE, Form.SENTENCE):
        return "t" if shape.truncated or (shape.words <= _TEASER and shape.sentences == 1) else "P"
    if shape.form in _TIMED:
        return "d"
    if shape.words > _TEASER // 2:
        return "t"
    return "s" if is_own else "r"


def _alternating(shapes: Sequence[Shape]) -> Iterator[Cycle]:
    """Find headline, teaser, headline, teaser, rules between them left aside.

    The headings of a body are shorter than headlines, or have more than one sentence under them.
    """
    places = [place for place, shape in enumerate(shapes) if shape.form is not Form.RULE]
    heads = [shapes[at].form is Form.LINE and shapes[at].words <= _TEASER // 2 for at in places]
    start = 0
    for number in range(1, len(places) + 1):
        if number < len(places) and heads[number] is not heads[number - 1] and _fits(shapes[places[number]]):
            continue
        first = start + (start < len(heads) and not heads[start])
        if number - first >= 2 * _FEWEST and _lists([shapes[at] for at in places[first:number]]):
            yield Cycle(start=places[first], end=places[number - 1] + 1, weave=Weave.PAIRS)
        start = number


def _fits(shape: Shape) -> bool:
    return shape.form in (Form.LINE, Form.PROSE, Form.SENTENCE) and shape.words <= _PARAGRAPH


def _lists(run: Sequence[Shape]) -> bool:
    """Whether headlines or teasers in alternation are those of other pages."""
    heads, teasers = run[::2], run[1::2]
    short = all(shape.truncated or (shape.words <= _TEASER and shape.sentences == 1) for shape in teasers)
    return short or sum(shape.words for shape in heads) >= _HEADLINE * len(heads)
