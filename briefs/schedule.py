"""When an edition is due: pure arithmetic on weeks, zones and moments, with no clock of its own.

Each ISO week has one slot, in the schedule's own zone. Whoever asks, as often as he likes, is told which slots have
come, and what to do with each: make it, or record that it was missed. What is recorded is never due again, whatever
the clock does and however the schedule changes.
"""

import datetime
import re
from bisect import bisect_left
from collections.abc import Iterator
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from enum import StrEnum
from itertools import takewhile
from typing import Final
from zoneinfo import ZoneInfo

from briefs.model import WEEKDAYS, CatchUp, Schedule

_WEEK: Final = datetime.timedelta(weeks=1)
_NO_TIME: Final = datetime.timedelta()
_PROMPT: Final = datetime.timedelta(hours=2)
"""How late a slot may be that is not to be caught up: whoever looks every hour finds it in time."""
_NAME: Final = re.compile(r"((?:19|2\d)\d\d)-W(\d\d)", re.ASCII)
"""From 1900 to 2999: that leaves room on both sides for the arithmetic of weeks and zones."""


class Task(StrEnum):
    """What is to be done with a slot that has come."""

    MAKE = "make"
    MISS = "miss"


@dataclass(frozen=True, slots=True, kw_only=True)
class Slot:
    """The moment of one week's edition, in UTC; ``week`` is the ISO week it was meant for: ``2026-W21``."""

    week: str
    moment: datetime.datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Turn:
    """A slot that has come, and what is to be done with it."""

    slot: Slot
    task: Task


def turns(schedule: Schedule, now: datetime.datetime, recorded: AbstractSet[str]) -> tuple[Turn, ...]:
    """What is to be done now, oldest first: every slot that has come and whose week is not ``recorded``.

    The first week that is recorded is the first there is: no week before it was ever missed. Where none is recorded,
    the last slot is made if it is still in time. Names in ``recorded`` that are no ISO weeks count for nothing.
    """
    last = last_slot(schedule, now)
    weeks = [week for week in recorded if is_week(week)]
    if not weeks:
        return (Turn(slot=last, task=Task.MAKE),) if in_time(schedule, last, now) else ()
    first = slot_of(schedule, min(weeks))
    come = [slot for slot in _until(schedule, first, now) if slot.week not in recorded]
    return tuple(Turn(slot=slot, task=_task(schedule, slot, last, now)) for slot in come)


def in_time(schedule: Schedule, slot: Slot, now: datetime.datetime) -> bool:
    """Whether a slot that has come may still be made."""
    return now - slot.moment <= latest(schedule)


def latest(schedule: Schedule) -> datetime.timedelta:
    """How long after its moment a slot may be made."""
    return min(schedule.max_late, _PROMPT) if schedule.catch_up is CatchUp.NONE else schedule.max_late


def slot_of(schedule: Schedule, week: str) -> Slot:
    """The slot of an ISO week; ``ValueError`` where the year has no such week."""
    day = _day(week, schedule.weekday)
    return Slot(week=week, moment=instant(datetime.datetime.combine(day, schedule.at), schedule.zone))


def week_of(moment: datetime.datetime, zone: ZoneInfo) -> str:
    """The ISO week of a moment in a zone: the first days of January may belong to the last week of the old year."""
    return _named(moment.astimezone(zone).date())


def on_the_wall(moment: datetime.datetime, zone: ZoneInfo) -> str:
    """A moment as people in a zone have it before their eyes: ``Monday 2026-05-18 06:00 UTC+09:00``."""
    local = moment.astimezone(zone)
    return f"{WEEKDAYS[local.weekday()]} {local:%Y-%m-%d %H:%M} {datetime.timezone(local.utcoffset() or _NO_TIME)}"


def last_slot(schedule: Schedule, now: datetime.datetime) -> Slot:
    """The last slot that has come, at this very moment or before."""
    return max(_until(schedule, _before(schedule, now), now), key=lambda slot: slot.moment)


def next_slot(schedule: Schedule, now: datetime.datetime, recorded: AbstractSet[str] = frozenset()) -> Slot:
    """The first slot after a moment whose week has not been dealt with."""
    coming = slots(schedule, _before(schedule, now))
    return next(slot for slot in coming if slot.moment > now and slot.week not in recorded)


def slots(schedule: Schedule, first: Slot) -> Iterator[Slot]:
    """A slot and all that follow it, each later than the one before, without end."""
    day = _day(first.week, schedule.weekday)
    while True:
        yield slot_of(schedule, _named(day))
        day += _WEEK


def _until(schedule: Schedule, first: Slot, now: datetime.datetime) -> Iterator[Slot]:
    return takewhile(lambda slot: slot.moment <= now, slots(schedule, first))


def _task(schedule: Schedule, slot: Slot, last: Slot, now: datetime.datetime) -> Task:
    """One edition covers the time of all before it, unless each is to be made."""
    wanted = slot == last or schedule.catch_up is CatchUp.ALL
    return Task.MAKE if wanted and in_time(schedule, slot, now) else Task.MISS


def _before(schedule: Schedule, now: datetime.datetime) -> Slot:
    """The slot of the week before: it has come, whatever the time of day and the zone's jumps."""
    return slot_of(schedule, _named(now.astimezone(schedule.zone).date() - _WEEK))


def _named(day: datetime.date) -> str:
    year, week, _ = day.isocalendar()
    return f"{year:04}-W{week:02}"


def is_week(name: str) -> bool:
    """Whether a name is that of a week that some year has."""
    try:
        return bool(_day(name, 1))
    except ValueError:
        return False


def _day(week: str, weekday: int) -> datetime.date:
    refusal = ValueError(f'"{week}" is no ISO week that a year has, like 2026-W21')
    found = _NAME.fullmatch(week)
    if not found:
        raise refusal
    try:
        return datetime.date.fromisocalendar(int(found[1]), int(found[2]), weekday)
    except ValueError as error:
        raise refusal from error


def instant(local: datetime.datetime, zone: ZoneInfo) -> datetime.datetime:
    """The moment in UTC of a time on the wall: the first of two, or the first after a gap in which it never comes."""
    moment = local.replace(tzinfo=zone, fold=0).astimezone(datetime.UTC)
    if moment.astimezone(zone).replace(tzinfo=None, fold=0) == local:
        return moment
    return _end_of_gap(local.replace(tzinfo=zone, fold=1).astimezone(datetime.UTC), moment, zone)


def _end_of_gap(before: datetime.datetime, after: datetime.datetime, zone: ZoneInfo) -> datetime.datetime:
    """The first second at which the clock has been put forward, between two moments around it (PEP 495)."""
    offset = before.astimezone(zone).utcoffset()
    seconds = range(int(before.timestamp()), int(after.timestamp()))

    def forward(second: int) -> bool:
        return datetime.datetime.fromtimestamp(second, zone).utcoffset() != offset

    found = bisect_left(seconds, True, key=forward)  # noqa: FBT003 - what is looked for
    return datetime.datetime.fromtimestamp(seconds.start + found, datetime.UTC)
