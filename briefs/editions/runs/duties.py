"""What a run has to do: the weeks that are due, the editions that were begun, and those whose folder is gone.

    what is recorded, schedule, out, the clock ──of──▶ Duties

Found at a glance, without the library of the database: most runs have nothing to do, and should cost nothing.
"""

import contextlib
import datetime
import os
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from briefs.config import Settings
from briefs.editions import sealed
from briefs.editions.aftermath.strangers import Stranger, strangers
from briefs.editions.review import reviewed
from briefs.errors import ConfigurationError, StoreError
from briefs.model import EditionState, Schedule
from briefs.schedule import Turn, last_slot, next_slot, slot_of, turns, week_of
from briefs.store.glance import Recorded, weeks_recorded

_BEGUN: Final = frozenset({
    EditionState.PLANNED, EditionState.BUILDING, EditionState.BUILT, EditionState.AWAITING, EditionState.APPROVED,
})  # fmt: skip
"""What goes on by itself; an edition that waits may have been approved by somebody whose process was killed then."""
_FIRST: Final = "schedule.first"
"""In the state folder: the week before the first that is due, for as long as nothing is recorded."""
_LONGEST: Final = 16
_AHEAD: Final = datetime.timedelta(weeks=1)
"""The next week can be made by hand before its moment."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Duties:
    """What there is to do: ``turns`` oldest first, names of editions that were begun, and of those to put back.

    ``strange`` is what stands in ``out`` and the store does not know: nothing is done with it but to tell.
    """

    turns: tuple[Turn, ...]
    begun: tuple[str, ...]
    gone: tuple[str, ...]
    strange: tuple[Stranger, ...] = ()

    def __bool__(self) -> bool:
        """Whether there is anything."""
        return bool(self.turns or self.begun or self.gone or self.strange)


def at_a_glance(settings: Settings, out: Path, now: datetime.datetime) -> Duties:
    """What there is to do. Raises ConfigurationError without a schedule, StoreError and StoreBusy."""
    return of(settings, out, weeks_recorded(settings.store, settings.database), now)


def idle(settings: Settings, out: Path, now: datetime.datetime) -> tuple[str, ...] | None:
    """The editions that wait for approvals where a run has nothing to do; None where it has.

    The very first has: from then on a week that nobody makes is missed.
    """
    recorded = weeks_recorded(settings.store, settings.database)
    due = of(settings, out, recorded, now)
    if due.turns or due.gone or due.strange or not (recorded or is_noted(settings, now)):
        return None
    return due.begun if all(_only_waits(settings, name, recorded[name]) for name in due.begun) else None


def _only_waits(settings: Settings, name: str, known: Recorded) -> bool:
    """Whether an edition lacks approvals and nothing else: those who are to give them have their copies."""
    return (
        known.state is EditionState.AWAITING
        and known.given < settings.approval.rule.needed
        and known.seal is not None
        and reviewed.seal_in(reviewed.folder_of(settings, name)) == known.seal
    )


def of(settings: Settings, out: Path, recorded: Mapping[str, Recorded], now: datetime.datetime) -> Duties:
    """What there is to do where these editions are recorded."""
    schedule = schedule_of(settings)
    # A clock that was once far ahead has recorded weeks that are far off: they must not stop the schedule until then.
    last = week_of(now + _AHEAD, schedule.zone)
    strange = strangers(out, recorded)
    theirs = {it.edition for it in strange}
    before = _before_the_first(settings.store, schedule, now)
    # Nor does one that was put back for a trial make every week since then one that was missed.
    known = {week for week in (*recorded, *theirs) if max(before, default="") <= week <= last} | before
    return Duties(
        turns=turns(schedule, now, known),
        begun=tuple(
            sorted(name for name, it in recorded.items() if it.state in _BEGUN and name not in theirs)
        ),
        gone=tuple(
            sorted(
                name
                for name, it in recorded.items()
                if it.state.is_issued and name not in theirs and lost(out / name, it.earlier)
            )
        ),
        strange=strange,
    )


def lost(folder: Path, earlier: Iterable[int]) -> tuple[Path, ...]:
    """The folders of an edition that are gone: the whole, or those of its earlier revisions inside."""
    if not sealed.stands(folder):
        return (folder,)
    within = (folder / f"r{revision}" for revision in earlier)
    return tuple(place for place in within if not sealed.stands(place))


def schedule_of(settings: Settings) -> Schedule:
    """The schedule. Raises ConfigurationError where there is none."""
    if settings.schedule is None:
        raise ConfigurationError(
            "briefs.toml does not say when editions are due: add a table [schedule], "
            'like weekday = "monday" and time = "06:00"'
        )
    return settings.schedule


def note_first(settings: Settings, now: datetime.datetime) -> None:
    """Nothing; afterwards a week that comes from now on and that nobody makes is known to be missed."""
    week = last_slot(schedule_of(settings), now).week
    place = settings.store / _FIRST
    temporary = place.with_name(f".{_FIRST}-{os.getpid()}")
    try:
        temporary.write_text(f"{week}\n", "ascii")
        temporary.replace(place)
    except OSError as error:
        raise StoreError(f"{settings.store}: cannot be written: {error.strerror}") from error
    finally:
        temporary.unlink(missing_ok=True)


def is_noted(settings: Settings, now: datetime.datetime) -> bool:
    """Whether the week before the first is known."""
    return bool(_before_the_first(settings.store, schedule_of(settings), now))


def first_week(settings: Settings, now: datetime.datetime) -> str | None:
    """The first week that counts, where a run has noted one: nothing before it is ever due, or missed."""
    schedule = schedule_of(settings)
    for week in _before_the_first(settings.store, schedule, now):
        return next_slot(schedule, slot_of(schedule, week).moment).week
    return None


def _before_the_first(folder: Path, schedule: Schedule, now: datetime.datetime) -> frozenset[str]:
    """The week that came last before the schedule was first seen; none where a clock that was wrong has noted it."""
    with contextlib.suppress(OSError, ValueError):
        with (folder / _FIRST).open(encoding="ascii") as file:
            week = file.read(_LONGEST).strip()
        if slot_of(schedule, week).moment <= now:
            return frozenset({week})
    return frozenset()
