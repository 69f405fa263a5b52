"""What the schedule says: the last edition, what is due now, and the slots that come."""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from briefs.config import Settings
from briefs.editions.runs import duties
from briefs.model import EditionState, Schedule
from briefs.schedule import Slot, Turn, next_slot, slots
from briefs.store.glance import Recorded, weeks_recorded


@dataclass(frozen=True, slots=True, kw_only=True)
class Timetable:
    """``last`` is the last slot that is recorded, with what became of it, None where none is; all else in order.

    ``first`` is the first week that counts, None where none was noted before an edition was recorded. ``due`` are slots
    that have come, ``begun`` the names of editions that are not out yet, ``coming`` further slots.
    """

    schedule: Schedule
    first: str | None
    last: tuple[Slot, EditionState] | None
    due: tuple[Turn, ...]
    begun: tuple[str, ...]
    coming: tuple[Slot, ...]


def look(settings: Settings, out: Path, now: datetime.datetime, count: int) -> Timetable:
    """The timetable with the next ``count`` slots. Raises ConfigurationError without a schedule, and StoreError."""
    schedule = duties.schedule_of(settings)
    ahead = duties.at_a_glance(settings, out, now)
    recorded = weeks_recorded(settings.store, settings.database)
    coming = (slot for slot in slots(schedule, next_slot(schedule, now)) if slot.week not in recorded)
    return Timetable(
        schedule=schedule,
        first=duties.first_week(settings, now),
        last=_last(recorded, now),
        due=ahead.turns,
        begun=ahead.begun,
        coming=tuple(islice(coming, count)),
    )


def _last(recorded: Mapping[str, Recorded], now: datetime.datetime) -> tuple[Slot, EditionState] | None:
    come = [(Slot(week=week, moment=it.slot), it.state) for week, it in recorded.items() if it.slot <= now]
    return max(come, key=lambda found: (found[0].moment, found[0].week), default=None)
