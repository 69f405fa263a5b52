"""When an edition is due: pure arithmetic on weeks, zones and moments, with no clock of its own.

Each ISO week has one slot, in the schedule's own zone. Whoever asks, as often as he likes, is told which slots have
come, and what to do with each: make it, or record that it was missed.
"""

import datetime
import re
from collections.abc import Iterator
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from enum import StrEnum
from typing import Final
from zoneinfo import ZoneInfo

from briefs.model import CatchUp, Schedule

_WEEK: Final = datetime.timedelta(weeks=1)
_SECOND: Final = datetime.timedelta(seconds=1)
_PROMPT: Final = datetime.timedelta(hours=2)
"""How late a slot may be that is not to be caught up: whoever looks every hour finds it in time."""
_NAME: Final = re.compile(r"(\d{4})-W(\d{2})", re.ASCII)


class Task(StrEnum):
    """What is to be done with a slot that has come."""

    MAKE = "make"
    MISS = "miss"


@dataclass(frozen=True, slots=True, kw_only=True)
class Slot:
    """The moment of one week's edition, in UTC; ``week`` is its ISO week in the zone: ``2026-W21``."""

    week: str
    moment: datetime.datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Turn:
    """A slot that has come, and what is to be done with it."""

    slot: Slot
    task: Task


def slot_of(schedule: Schedule, week: str) -> Slot:
    """The slot of an ISO week; ``ValueError`` where the year has no such week."""
    found = _NAME.fullmatch(week)
    if not found:
        raise ValueError(f"{week!r} is no ISO week like 2026-W21")
    day = datetime.date.fromisocalendar(int(found[1]), int(found[2]), schedule.weekday)
    return Slot(week=week, moment=instant(datetime.datetime.combine(day, schedule.at), schedule.zone))


def week_of(moment: datetime.datetime, zone: ZoneInfo) -> str:
    """The ISO week of a moment in a zone: the first days of January may belong to the last week of the old year."""
    return f"{moment.astimezone(zone):%G-W%V}"


def slots(schedule: Schedule, since: datetime.datetime) -> Iterator[Slot]:
    """The slots from a moment on, without end."""
    day = (since.astimezone(schedule.zone) - _WEEK).date()
    while True:
        slot = slot_of(schedule, f"{day:%G-W%V}")
        if slot.moment >= since:
            yield slot
        day += _WEEK


def next_slot(schedule: Schedule, now: datetime.datetime, recorded: AbstractSet[str] = frozenset()) -> Slot:
    """The first slot after a moment whose week has not been dealt with."""
    return next(slot for slot in slots(schedule, now + _SECOND) if slot.week not in recorded)


def turns(
    schedule: Schedule, since: datetime.datetime, now: datetime.datetime, recorded: AbstractSet[str]
) -> tuple[Turn, ...]:
    """What is to be done now, oldest first: every slot from ``since`` to ``now`` whose week is not yet ``recorded``.

    A clock that was put back makes nothing due twice: what is recorded stays so.
    """
    come = list(_come(schedule, since, now, recorded))
    late = _PROMPT if schedule.catch_up is CatchUp.NONE else schedule.max_late
    makeable = [slot for slot in come if now - slot.moment <= late]
    made = makeable if schedule.catch_up is CatchUp.ALL else makeable[-1:]
    return tuple(Turn(slot=slot, task=Task.MAKE if slot in made else Task.MISS) for slot in come)


def _come(
    schedule: Schedule, since: datetime.datetime, now: datetime.datetime, recorded: AbstractSet[str]
) -> Iterator[Slot]:
    for slot in slots(schedule, since):
        if slot.moment > now:
            return
        if slot.week not in recorded:
            yield slot


def instant(local: datetime.datetime, zone: ZoneInfo) -> datetime.datetime:
    """The moment in UTC of a time on the wall: the first of two, or the first after a gap in which it never comes."""
    early = local.replace(tzinfo=zone, fold=0)
    moment = early.astimezone(datetime.UTC)
    if moment.astimezone(zone).replace(tzinfo=None) == local:
        return moment
    return _end_of_gap(local.replace(tzinfo=zone, fold=1).astimezone(datetime.UTC), moment, zone)


def _end_of_gap(before: datetime.datetime, after: datetime.datetime, zone: ZoneInfo) -> datetime.datetime:
    """The first whole second at which the clock has been put forward, between two moments around it."""
    offset = before.astimezone(zone).utcoffset()
    while after - before > _SECOND:
        middle = before + (after - before) // 2
        middle = middle.replace(microsecond=0)
        if middle <= before:
            break
        if middle.astimezone(zone).utcoffset() == offset:
            before = middle
        else:
            after = middle
    return after
