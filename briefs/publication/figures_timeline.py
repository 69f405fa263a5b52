"""The timeline as a line with its dots to scale; what lies so far off that the rest would be one blot is left out."""

import calendar
import datetime
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Final

from briefs.model import Brief, Event, Precision, StatedDate
from briefs.publication.figures import DayLabel, Dot, Tick, TimelineFigure
from briefs.publication.wording import Words, words_of

FEWEST: Final = 4
"""Events from which a line shows more than their list."""
MOST: Final = 60

_FAR: Final = 0.5
"""Share of the whole time from which one empty stretch is cut off with what lies beyond it."""
_LEFT: Final = 2.0
_RIGHT: Final = 98.0
"""Per cent of the width between which the line is to scale."""
_TOUCHING: Final = 2.0
"""Per cent by which dots must differ to stand side by side: a little more than one is wide on A4."""
_SHARING: Final = 3.0
"""Per cent up to which neighbours share a label."""

_TALLEST: Final = 4
"""Dots that are stacked; one more would hide the label."""
_STACK: Final = 9
_DOT: Final = 4
_TIERS: Final = 2
_TIER: Final = 14
"""Rows of labels above the line and below it, and the height of one."""
_TOP: Final = 8
_RISE: Final = 11
_BELOW_AXIS: Final = 22
_ANNOUNCED: Final = 36
"""How far below the line the upper row of announced days stands: below the names of the months."""
_NEAR: Final = 6
"""Pixels between a label and its dot up to which no stroke need lead from one to the other."""
_BELOW_TEXT: Final = 4
_NAMED_TICK: Final = 18
_TICK: Final = 5

_WIDE: Final = 627
_NARROW: Final = 240
"""Pixels of the figure on A4 and on a telephone, whose letters are a fifth larger: labels are placed for both."""
_LETTER: Final = 5.0
_SYLLABLE: Final = 9.6
"""Pixels of a letter, and of a sign of Chinese, Japanese or Korean, of a label; a little more than measured."""
_AIR: Final = 8
_ONE_DAY: Final = datetime.timedelta(days=1)
_YEARS: Final = 1100
"""Days from which the line is divided by years and not by months."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Placed:
    """An event on the line, in per cent of its width; ``level`` is how high it is stacked."""

    event: Event
    left: float
    right: float
    level: int


@dataclass(frozen=True, slots=True, kw_only=True)
class _Named:
    """Events that share a label, its text, and how far from the line it stands: its ``tier``."""

    group: Sequence[_Placed]
    text: str
    tier: int
    minor: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class _Spot:
    """Where a label begins and ends and where its stroke is, in pixels."""

    start: float
    end: float
    at: float


@dataclass(frozen=True, slots=True, kw_only=True)
class _Scale:
    """Days and where they stand on the line."""

    first: int
    last: int

    def at(self, day: int) -> float:
        return _LEFT + (_RIGHT - _LEFT) * (day - self.first) / (self.last - self.first)


def timeline_figure(brief: Brief) -> TimelineFigure | None:
    """The line of a brief's events; None where there are too few of them, or all are of one day."""
    today = brief.edition.as_of.date()
    events = sorted(brief.events, key=lambda event: (event.day, event.announced, event.id))[:MOST]
    near = _near(events)
    if len(near) < FEWEST or near[0].day == near[-1].day:
        return None
    scale = _scale(near, today)
    words = words_of(brief.edition.language)
    placed = _stacked(near, scale)
    past, ahead = (_labelled(placed, words, announced=announced) for announced in (False, True))
    tiers = max((named.tier + 1 for named in past), default=0)
    crown = _TOP + _TIER * tiers
    axis = crown + _STACK * _highest(placed)
    labels = tuple(_label(named, axis, crown) for named in (*past, *ahead))
    height = max(axis + _BELOW_AXIS, *(int(label.y) + _BELOW_TEXT for label in labels))
    shown = scale.at(today.toordinal()) if scale.first <= today.toordinal() <= scale.last else None
    return TimelineFigure(
        told=_told(near, words),
        note=_note(near, events, today if shown is not None else None, words),
        height=str(height),
        crown=str(crown - _DOT),
        axis=str(axis),
        base=str(axis + _BELOW_AXIS - _BELOW_TEXT),
        today=_percent(shown) if shown is not None else None,
        ticks=_ticks(scale, axis, [one.left for one in placed if one.event.announced], words),
        dots=tuple(_dot(one, axis) for one in placed),
        labels=labels,
    )


def _near(events: Sequence[Event]) -> Sequence[Event]:
    """The events without those that an empty stretch of more than half the time divides from most."""
    while len(events) > FEWEST:
        days = [event.day.toordinal() for event in events]
        gaps = [later - earlier for earlier, later in pairwise(days)]
        widest = max(gaps)
        if widest <= _FAR * (days[-1] - days[0]) or widest < 2:
            break
        cut = gaps.index(widest) + 1
        larger = events[cut:] if cut <= len(events) - cut else events[:cut]
        if len(larger) < FEWEST:
            break
        events = larger
    return events


def _scale(events: Sequence[Event], today: datetime.date) -> _Scale:
    """The days of the line: those of the events, and that of the edition where it is near."""
    first, last = events[0].day.toordinal(), max(_end(event) for event in events)
    spare = (last - first) // 4
    edition = today.toordinal()
    return _Scale(
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


def _stacked(events: Sequence[Event], scale: _Scale) -> list[_Placed]:
    """The events at their days; one that would hide another stands above it."""
    ends: list[float] = []
    placed: list[_Placed] = []
    for event in events:
        left = scale.at(event.day.toordinal())
        right = scale.at(_end(event)) if _end(event) > event.day.toordinal() else left
        free = (level for level, end in enumerate(ends) if left - end >= _TOUCHING)
        level = next(free, min(len(ends), _TALLEST - 1))
        ends[level : level + 1] = [right]
        placed.append(_Placed(event=event, left=left, right=right, level=level))
    return placed


def _dot(one: _Placed, axis: int) -> Dot:
    middle = axis - _STACK * one.level
    return Dot(
        x=_percent(one.left),
        y=str(middle),
        width=_percent(one.right - one.left) if one.right > one.left else None,
        top=f"{middle - _DOT + 1}",
        announced=one.event.announced,
    )


def _labelled(placed: Sequence[_Placed], words: Words, *, announced: bool) -> list[_Named]:
    """The days of all dots that have room for one, of what is past or of what is announced.

    What lasts a month or a year has none: the line names its months and years.
    """
    exact = [one for one in placed if one.event.announced is announced and _is_exact(one.event)]
    groups = list(_groups(exact))
    texts = [_text(group, words) for group in groups]
    narrow = _fitting(groups, texts, _NARROW)
    return [
        _Named(group=groups[place], text=texts[place], tier=tier, minor=place not in narrow)
        for place, tier in sorted(_fitting(groups, texts, _WIDE).items())
    ]


def _is_exact(event: Event) -> bool:
    return event.precision not in {Precision.MONTH, Precision.YEAR}


def _label(named: _Named, axis: int, crown: int) -> DayLabel:
    """A label above the highest dot, at ``crown``, for what is past, and below the line for what is announced."""
    at, align = _anchored(named.group, named.text, _WIDE)
    if named.group[0].event.announced:
        y = axis + _ANNOUNCED + _TIER * named.tier
        neck, foot = axis + _DOT + 1, y - _TIER + 3
    else:
        y = crown - _RISE - _TIER * named.tier
        neck, foot = y + 3, axis - _STACK * _highest(named.group) - _DOT - 2
    return DayLabel(
        x=_percent(at),
        y=str(y),
        neck=str(neck),
        foot=str(foot) if foot - neck > _NEAR else None,
        align=align,
        text=named.text,
        minor=named.minor,
    )


def _highest(placed: Sequence[_Placed]) -> int:
    return max(one.level for one in placed)


def _groups(placed: Sequence[_Placed]) -> Iterator[list[_Placed]]:
    """The events that stand so close that they share a label."""
    group: list[_Placed] = []
    for one in placed:
        if group and one.left - group[-1].left > _SHARING:
            yield group
            group = []
        group.append(one)
    if group:
        yield group


def _text(group: Sequence[_Placed], words: Words) -> str:
    first, last = group[0].event, group[-1].event
    dates = words.when(first)
    if first.day != last.day:
        dates = words.when(replace(first, last=last.day, precision=Precision.DAY))
    if len(group) > 1:
        dates = words.pgettext("figure", "%(dates)s (%(number)s)", dates=dates, number=len(group))
    return words.pgettext("figure", "%(dates)s, announced", dates=dates) if first.announced else dates


def _fitting(groups: Sequence[Sequence[_Placed]], texts: Sequence[str], width: int) -> dict[int, int]:
    """The groups whose labels have room on a figure so wide, and how far from the line each stands: its tier.

    No label touches another, and none stands on the stroke that leads from another to its dots.
    """
    tiers: dict[int, int] = {}
    spots: dict[int, _Spot] = {}
    for place, (group, text) in enumerate(zip(groups, texts, strict=True)):
        spot = _spot(group, text, width)
        for tier in range(_TIERS):
            if not any(_clash(spot, tier, other, tiers[of]) for of, other in spots.items()):
                tiers[place], spots[place] = tier, spot
                break
    return tiers


def _clash(one: _Spot, tier: int, other: _Spot, other_tier: int) -> bool:
    if tier == other_tier:
        return one.start < other.end and other.start < one.end
    near, far = (one, other) if tier < other_tier else (other, one)
    return near.start < far.at < near.end


def _spot(group: Sequence[_Placed], text: str, width: int) -> _Spot:
    """Where a label stands, with air between it and the next."""
    middle, align = _anchored(group, text, width)
    at, wide = width * middle / 100, _wide(text) + _AIR
    start = {"start": at, "middle": at - wide / 2, "end": at - wide}[align]
    return _Spot(start=start, end=start + wide, at=at)


def _anchored(group: Sequence[_Placed], text: str, width: int) -> tuple[float, str]:
    """Where a label is held, in per cent, and by which of its ends: one at an edge must not run over it."""
    middle = (group[0].left + group[-1].right) / 2
    half = 50 * _wide(text) / width
    if middle < half:
        return group[0].left, "start"
    return (group[-1].right, "end") if middle > 100 - half else (middle, "middle")


def _wide(text: str) -> float:
    return sum(_LETTER if ord(character) < 0x1100 else _SYLLABLE for character in text)


def _ticks(scale: _Scale, axis: int, strokes: Sequence[float], words: Words) -> tuple[Tick, ...]:
    """Months or years on the line, as many of them with their names as have room."""
    by_year = scale.last - scale.first > _YEARS
    days = list(_firsts(scale, by_year=by_year))
    precision = Precision.YEAR if by_year else Precision.MONTH
    texts = [words.stated(StatedDate(day=day, precision=precision)) for day in days]
    spots = [scale.at(day.toordinal()) for day in days]
    labelled = _named(spots, texts, _WIDE)
    kept = _named([spots[place] for place in labelled], [texts[place] for place in labelled], _NARROW)
    major = {labelled[place] for place in kept}
    free = {place for place in labelled if not _struck(spots[place], texts[place], strokes)}
    return tuple(
        Tick(
            x=_percent(spot),
            foot=str(axis + (_NAMED_TICK if place in free else _TICK)),
            label=text if place in free else None,
            minor=place not in major,
        )
        for place, (spot, text) in enumerate(zip(spots, texts, strict=True))
    )


def _struck(spot: float, text: str, strokes: Sequence[float]) -> bool:
    """Whether a stroke that leads below the line would go through the name of a tick."""
    return any(spot <= stroke <= spot + 100 * _wide(text) / _NARROW for stroke in strokes)


def _named(spots: Sequence[float], texts: Sequence[str], width: int) -> list[int]:
    """The ticks that are named, at even steps so that none touches the next and none runs over the edge."""
    if not spots:
        return []
    widest = 100 * (max(map(_wide, texts)) + _AIR) / width
    for step in range(1, len(spots) + 1):
        chosen = [place for place in range(0, len(spots), step) if spots[place] + widest <= 102]
        apart = (spots[later] - spots[place] for place, later in pairwise(chosen))
        if all(distance >= widest for distance in apart):
            return chosen
    return []


def _firsts(scale: _Scale, *, by_year: bool) -> Iterator[datetime.date]:
    """The first days of the months, or years, of the line; of many years every second, fifth, tenth …."""
    day = datetime.date.fromordinal(scale.first)
    years = max(1, (scale.last - scale.first) // 365 // 12)
    day = day.replace(day=1) if not by_year else day.replace(month=1, day=1)
    while day.toordinal() <= scale.last:
        if day.toordinal() >= scale.first and (not by_year or day.year % years == 0):
            yield day
        if day.year == datetime.MAXYEAR and (by_year or day.month == 12):
            return
        following = day.replace(day=28) + 4 * _ONE_DAY
        day = day.replace(year=day.year + 1) if by_year else following.replace(day=1)


def _told(near: Sequence[Event], words: Words) -> str:
    """What the figure shows, for those who hear it; the list tells the rest."""
    dates = words.span(words.when(near[0]), words.when(near[-1]))
    ahead = sum(event.announced for event in near)
    told = words.ngettext(
        "Line with %(count)s date, %(dates)s, each in the list below",
        "Line with %(count)s dates, %(dates)s, each in the list below",
        len(near),
        dates=dates,
    )
    if not ahead:
        return told
    return words.ngettext(
        "%(told)s; %(count)s of them is announced",
        "%(told)s; %(count)s of them are announced",
        ahead,
        told=told,
    )


def _note(near: Sequence[Event], events: Sequence[Event], today: datetime.date | None, words: Words) -> str:
    """How the line is to be read, and how many events are not on it."""
    parts = [words.gettext("To scale; a filled dot is past, an open one announced.")]
    if today:
        parts.append(words.gettext("The upright line is %(day)s.", day=words.day(today)))
    parts.extend(_off(events, near, words))
    return " ".join(parts)


def _off(events: Sequence[Event], near: Sequence[Event], words: Words) -> Iterable[str]:
    """How many events lie before the line, and after it."""
    first, last = events.index(near[0]), len(events) - 1 - events.index(near[-1])
    if first:
        yield words.ngettext(
            "%(count)s earlier date is in the list.", "%(count)s earlier dates are in the list.", first
        )
    if last:
        yield words.ngettext(
            "%(count)s later date is in the list.", "%(count)s later dates are in the list.", last
        )


def _percent(share: float) -> str:
    return f"{share:.2f}".rstrip("0").rstrip(".") + "%"
