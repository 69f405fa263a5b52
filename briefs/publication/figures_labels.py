"""The names of days, months and years beside a line, as many as have room for all to be read."""

import datetime
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Final

from briefs.model import Event, Precision, StatedDate
from briefs.publication.figures import DayLabel, Tick
from briefs.publication.figures_scale import Placed, Scale, highest, percent
from briefs.publication.wording import Words

STACK: Final = 9
DOT: Final = 4
"""Pixels from dot to dot of a stack, and from the middle of a dot to its edge."""
TIER: Final = 14
"""The height of a row of labels."""
BELOW_AXIS: Final = 22
BELOW_TEXT: Final = 4
"""From the line to the foot of the months' names, and from the foot of letters to that of the figure."""

_TIERS: Final = 2
_RISE: Final = 11
_ANNOUNCED: Final = 36
"""How far below the line the upper row of announced days stands: below the names of the months."""
_NEAR: Final = 6
"""Pixels between a label and its dot up to which no stroke need lead from one to the other."""
_NAMED_TICK: Final = 18
_TICK: Final = 5

_WIDE: Final = 627
_NARROW: Final = 240
"""Pixels of the figure on A4 and on a telephone, whose letters are a fifth larger: labels are placed for both."""
_LETTER: Final = 5.0
_SYLLABLE: Final = 9.6
"""Pixels of a letter, and of a sign of Chinese, Japanese or Korean, of a label; a little more than measured."""
_AIR: Final = 8
_SHARING: Final = 3.0
_SHARED: Final = 8.0
"""Per cent up to which neighbours share a label, and how far the first and the last of those that do stand apart."""
_ONE_DAY: Final = datetime.timedelta(days=1)
_YEARS: Final = 1100
"""Days from which the line is divided by years and not by months."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NamedDays:
    """Events that share a label, its text, and how far from the line it stands: its ``tier``."""

    group: Sequence[Placed]
    text: str
    tier: int
    minor: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class _Spot:
    """Where a label begins and ends and where its stroke is, in pixels."""

    start: float
    end: float
    at: float


def named_days(placed: Sequence[Placed], words: Words, *, announced: bool) -> list[NamedDays]:
    """The days of all dots that have room for one, of what is past or of what is announced.

    What lasts a month or a year has none: the line names its months and years.
    """
    exact = [one for one in placed if one.event.announced is announced and _is_exact(one.event)]
    groups = list(_groups(exact))
    texts = [_text(group, words) for group in groups]
    narrow = _fitting(groups, texts, _NARROW)
    return [
        NamedDays(group=groups[place], text=texts[place], tier=tier, minor=place not in narrow)
        for place, tier in sorted(_fitting(groups, texts, _WIDE).items())
    ]


def _is_exact(event: Event) -> bool:
    return event.precision not in {Precision.MONTH, Precision.YEAR}


def label(named: NamedDays, axis: int, crown: int) -> DayLabel:
    """A label above the highest dot, at ``crown``, for what is past, and below the line for what is announced."""
    at, align = _anchored(named.group, named.text, _WIDE)
    if named.group[0].event.announced:
        y = axis + _ANNOUNCED + TIER * named.tier
        neck, foot = axis + DOT + 1, y - TIER + 3
    else:
        y = crown - _RISE - TIER * named.tier
        neck, foot = y + 3, axis - STACK * highest(named.group) - DOT - 2
    return DayLabel(
        x=percent(at),
        y=str(y),
        neck=str(neck),
        foot=str(foot) if foot - neck > _NEAR else None,
        align=align,
        text=named.text,
        minor=named.minor,
    )


def _groups(placed: Sequence[Placed]) -> Iterator[list[Placed]]:
    """The events that stand so close that they share a label."""
    group: list[Placed] = []
    for one in placed:
        if group and (one.left - group[-1].left > _SHARING or one.left - group[0].left > _SHARED):
            yield group
            group = []
        group.append(one)
    if group:
        yield group


def _text(group: Sequence[Placed], words: Words) -> str:
    first, last = group[0].event, group[-1].event
    dates = words.when(first)
    if first.day != last.day:
        dates = words.when(replace(first, last=last.day, precision=Precision.DAY))
    if len(group) > 1:
        dates = words.pgettext("figure", "%(dates)s (%(number)s)", dates=dates, number=len(group))
    return words.pgettext("figure", "%(dates)s, announced", dates=dates) if first.announced else dates


def _fitting(groups: Sequence[Sequence[Placed]], texts: Sequence[str], width: int) -> dict[int, int]:
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


def _spot(group: Sequence[Placed], text: str, width: int) -> _Spot:
    """Where a label stands, with air between it and the next."""
    middle, align = _anchored(group, text, width)
    at, wide = width * middle / 100, _wide(text) + _AIR
    start = {"start": at, "middle": at - wide / 2, "end": at - wide}[align]
    return _Spot(start=start, end=start + wide, at=at)


def _anchored(group: Sequence[Placed], text: str, width: int) -> tuple[float, str]:
    """Where a label is held, in per cent, and by which of its ends: one at an edge must not run over it."""
    middle = (group[0].left + group[-1].right) / 2
    half = 50 * _wide(text) / width
    if middle < half:
        return group[0].left, "start"
    return (group[-1].right, "end") if middle > 100 - half else (middle, "middle")


def _wide(text: str) -> float:
    return sum(_LETTER if ord(character) < 0x1100 else _SYLLABLE for character in text)


def ticks_of(scale: Scale, axis: int, strokes: Sequence[float], words: Words) -> tuple[Tick, ...]:
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
            x=percent(spot),
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


def _firsts(scale: Scale, *, by_year: bool) -> Iterator[datetime.date]:
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
