"""Days → places on a line: which events are near enough to share a scale, and how high those of one day are stacked."""

import calendar
import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from briefs.model import Event, Precision

FEWEST: Final = 4
"""Events from which a line shows more than their list."""

_FAR: Final = 0.5
"""Share of the whole time from which one empty stretch is cut off with what lies before it."""
_LONELY: Final = 0.8
"""Share from which a stretch that cannot be cut off leaves the other dots in one blot: a fifth is 33 mm of A4."""
_LEFT: Final = 2.0
_RIGHT: Final = 98.0
"""Per cent of the width between which the line is to scale."""
_TOUCHING: Final = 2.0
"""Per cent by which dots must differ to stand side by side: a little more than one is wide on A4."""
_TALLEST: Final = 4
"""Dots that are stacked; one more would hide the label."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Placed:
    """An event on the line, in per cent of its width; ``level`` is how high it is stacked."""

    event: Event
    left: float
    right: float
    level: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Scale:
    """Days and where they stand on the line."""

    first: int
    last: int

    def at(self, day: int) -> float:
        """Where a day stands, in per cent of the width."""
        return _LEFT + (_RIGHT - _LEFT) * (day - self.first) / (self.last - self.first)


def on_one_scale(events: Sequence[Event]) -> Sequence[Event]:
    """The events after each empty stretch of more than half the time; none where too few stand after it."""
    while len(events) >= FEWEST:
        days = [event.day.toordinal() for event in events]
        gaps = [later - earlier for earlier, later in pairwise(days)]
        widest = max(gaps)
        if widest <= _FAR * (days[-1] - days[0]) or widest < 2:
            return events
        kept = events[gaps.index(widest) + 1 :]
        if len(kept) < FEWEST:
            return events if widest <= _LONELY * (days[-1] - days[0]) else ()
        events = kept
    return events


def scale_of(events: Sequence[Event], today: datetime.date) -> Scale:
    """The days of the line: those of the events, and that of the edition where it is near."""
    first, last = events[0].day.toordinal(), max(_end(event) for event in events)
    spare = (last - first) // 4
    edition = today.toordinal()
    return Scale(
        first=edition if first - spare <= edition < first else first,
        last=edition if last < edition <= last + spare else last,
    )


def _end(event: Event) -> int:
    """The last day that an event can mean."""
    match event.precision:
        case Precision.YEAR:
            return event.day.replace(month=12, day=31).toordinal()
        case Precision.MONTH:
            last = calendar.monthrange(event.day.year, event.day.month)[1]
            return event.day.replace(day=last).toordinal()
        case _:
            return max(event.day, event.last or event.day).toordinal()


def stacked(events: Sequence[Event], scale: Scale) -> list[Placed]:
    """The events at their days; one that would hide another stands above it."""
    ends: list[float] = []
    placed: list[Placed] = []
    for event in events:
        left = scale.at(event.day.toordinal())
        right = scale.at(_end(event)) if _end(event) > event.day.toordinal() else left
        free = (level for level, end in enumerate(ends) if left - end >= _TOUCHING)
        level = next(free, min(len(ends), _TALLEST - 1))
        ends[level : level + 1] = [right]
        placed.append(Placed(event=event, left=left, right=right, level=level))
    return placed


def highest(placed: Sequence[Placed]) -> int:
    """The level of the highest."""
    return max(one.level for one in placed)


def percent(share: float) -> str:
    """A length as a drawing takes it: ``37.5%``."""
    return f"{share:.2f}".rstrip("0").rstrip(".") + "%"
