"""What is due is done: each week's edition once, whatever happened to the machine; called as often as one likes.

    Duties ─┬─ begun ──advance──▶ published, or waiting
            ├─ turns ──plan, advance──▶ published, or waiting; or recorded as missed
            └─ gone  ──project──▶ put back

One run at a time. An edition that cannot be made is tried again by the next run, for as long as it may be late; then
its week is recorded as missed, with the reason, and never holds up those that follow.
"""

import datetime
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from typing import Final

from briefs.editions import sealed
from briefs.editions.aftermath import recalling
from briefs.editions.aftermath.issued import shelf_of
from briefs.editions.aftermath.strangers import Stranger, strangers
from briefs.editions.issue import Place, issue_of
from briefs.editions.material import followed
from briefs.editions.runs import duties, failing
from briefs.editions.runs.advancing import SCHEDULE, RunRequest, advance, outcome_of
from briefs.editions.runs.duties import Duties, schedule_of
from briefs.editions.runs.occupancy import occupied
from briefs.editions.runs.outcome import QUIET, Outcome
from briefs.editions.runs.projecting import project, refuse_stranger, renew_site
from briefs.errors import (
    BriefsError,
    NotAllowed,
    NothingNew,
    NothingReadable,
    StoreBusy,
    StoreError,
    Unreachable,
)
from briefs.model import CatchUp, EditionState, Record, Schedule
from briefs.schedule import (
    Slot,
    Task,
    Turn,
    in_time,
    last_slot,
    latest,
    next_slot,
    on_the_wall,
    slot_of,
)
from briefs.store import Store, glance, open_store

__all__ = ["SCHEDULE", "RunRequest", "RunResult", "advance", "opened", "run_due", "run_week"]

TRY_AGAIN: Final = 75
"""EX_TEMPFAIL of ``sysexits.h``: the next run may find what this one did not."""
_UNMADE: Final = frozenset({EditionState.PLANNED, EditionState.BUILDING})
_PASSING: Final = (Unreachable, NothingReadable)
"""What the next hour may mend."""
Report = Callable[[str], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class RunResult:
    """What a run did, oldest week first, then what it left; ``notes`` say what else its owners should know."""

    outcomes: tuple[Outcome, ...] = ()
    notes: tuple[str, ...] = ()

    @property
    def exit_code(self) -> int:
        """0, or the code of the first edition that could not be made."""
        return next((it.exit_code for it in self.outcomes if it.exit_code), 0)


@contextmanager
def opened(request: RunRequest) -> Iterator[Store]:
    """The store, with nobody else at work on its editions. Raises StoreError, and StoreBusy where somebody is."""
    settings = request.settings
    with (
        open_store(settings.store, create=True, url=settings.database) as store,
        occupied(settings.store, store, request.now()),
    ):
        yield store


def run_due(request: RunRequest, report: Report) -> RunResult:
    """What became of everything that is due now.

    What keeps one edition from being made is told in its outcome. Raises ConfigurationError without a schedule,
    StoreBusy while another run is at work, and StoreError.
    """
    schedule_of(request.settings)
    with opened(request) as store:
        return _with_recalls(_Run(store, request, report).everything(), store, request)


def run_week(request: RunRequest, week: str, report: Report) -> RunResult:
    """What became of the edition of one week: begun by hand, or gone on with.

    Raises NotAllowed for a week that is issued already, or none of this schedule's to make; and what keeps the edition
    from being made.
    """
    slot = _slot(schedule_of(request.settings), week)
    with opened(request) as store:
        return _with_recalls(_Run(store, request, report).one(slot), store, request)


def _with_recalls(result: RunResult, store: Store, request: RunRequest) -> RunResult:
    """The result, and whether sources of what was issued have changed; they were looked at if anything was made."""
    if all(it.state is None for it in result.outcomes):
        return result
    told = recalling.told(store, shelf_of(store.ledger, request.out))
    return replace(result, notes=(*result.notes, *told))


def _slot(schedule: Schedule, week: str) -> Slot:
    try:
        return slot_of(schedule, week)
    except ValueError as error:
        raise NotAllowed(f"{error}; only weeks of the schedule can be run") from error


class _Run:
    def __init__(self, store: Store, request: RunRequest, report: Report) -> None:
        self._store = store
        self._ledger = store.ledger
        self._request = request
        self._report = report
        self._settings = request.settings
        self._schedule = schedule_of(request.settings)
        self._now = request.now()
        self._notes: list[str] = []
        self._strange: tuple[Stranger, ...] = ()
        self._waits = False
        """Whether a week of this run waits for what may still come: those after it would find no more."""

    def everything(self) -> RunResult:
        """All that is due, oldest first."""
        records = self._newest()
        due = duties.of(
            self._settings,
            self._request.out,
            glance.of_ledger(self._ledger),
            self._now,
        )
        self._strange = due.strange
        if not (records or due or duties.is_noted(self._settings, self._now)):
            duties.note_first(self._settings, self._now)
            first = next_slot(self._schedule, self._now)
            when = on_the_wall(first.moment, self._schedule.zone)
            self._notes.append(f"{first.week}, the first edition, is due on {when}; no week before it counts")
        # First, for the next edition is compared with what readers were told.
        self._put_back(due, records)
        self._look_at_the_last(due, records)
        begun = sorted((records[name] for name in due.begun), key=lambda it: it.slot)
        outcomes = [*filter(None, map(self._gone_on_with, begun)), *filter(None, map(self._taken, due.turns))]
        # Last, for the code of what may be made yet comes first.
        outcomes += map(self._left, due.strange)
        return RunResult(outcomes=tuple(outcomes), notes=tuple(self._notes))

    def one(self, slot: Slot) -> RunResult:
        """The edition of one week."""
        refuse_stranger(self._ledger, self._request.out / slot.week)
        self._strange = strangers(self._request.out, glance.of_ledger(self._ledger))
        record = self._ledger.record(slot.week)
        if record is None or record.state is EditionState.MISSED:
            record = self._planned(slot, self._chosen(slot, record))
        elif record.state.is_issued and not sealed.stands(self._request.out / record.edition):
            self._put_back(Duties(turns=(), begun=(), gone=(record.edition,)), {record.edition: record})
            return RunResult(notes=tuple(self._notes))
        elif record.state.is_issued or record.state is EditionState.WITHDRAWN:
            raise NotAllowed(
                f"{slot.week} is {record.state} and stays as it is; `briefs correct {slot.week} --because TEXT` "
                "makes its next revision"
            )
        return RunResult(outcomes=(self._advanced(record),))

    # ---- Editions that were begun ------------------------------------------------------------------------------------

    def _gone_on_with(self, record: Record) -> Outcome | None:
        """What became of it; None where it waits as it did before."""
        if self._is_unmade(record) and self._is_over(record) and self._is_scheduled(record):
            return self._missed(record, self._why_unmade(record))
        was_quiet = failing.was_quiet(self._settings.store, record.edition)
        outcome = self._tried(record)
        if outcome.is_open and was_quiet:
            self._report(
                f"{record.edition}: {outcome.message}"
            )  # to who watches: told every hour, it wakes people
            return None
        if outcome.state is record.state is EditionState.AWAITING:
            self._notes.append(f"{record.edition} {outcome.message}")
            return None
        return outcome

    def _tried(self, record: Record) -> Outcome:
        try:
            return self._advanced(record)
        except (StoreError, StoreBusy):
            raise
        except BriefsError as error:
            known = self._ledger.record(record.edition, record.revision) or record
            is_quiet = isinstance(error, NothingNew)
            if self._is_unmade(known) and (self._is_over(known) or (is_quiet and self._is_past(known))):
                return self._missed(known, self._why_unmade(known, error))
            if self._is_unmade(known) and (is_quiet or isinstance(error, Unreachable)):
                self._waits = True
            if is_quiet:
                return outcome_of(known, self._request.now(), self._awaited(known))
            code = TRY_AGAIN if isinstance(error, _PASSING) else error.exit_code
            message = f"{str(error).removesuffix('.')}; the next run tries again"
            return outcome_of(known, self._request.now(), message, exit_code=code)

    def _why_unmade(self, record: Record, error: BriefsError | None = None) -> str:
        """Why a week that was begun is missed: what keeps it from being made now, or did when it was last tried."""
        folder = self._settings.store
        if isinstance(error, NothingNew) or (error is None and failing.was_quiet(folder, record.edition)):
            return f"{QUIET}: {self._nothing_since(record)}; the next edition covers its time"
        reason = error or failing.last(folder, record.edition) or "the machine stopped while it was made"
        return f"it could not be made in time: {reason}"

    def _awaited(self, record: Record) -> str:
        """What is said of a week on which nothing is new so far."""
        told = f"nothing to print yet: {self._nothing_since(record)}"
        if not self._is_unmade(record):
            return told
        slot = Slot(week=record.edition, moment=record.slot)
        until = record.slot + latest(self._schedule)
        if self._schedule.catch_up is not CatchUp.ALL:
            until = min(until, next_slot(self._schedule, slot.moment).moment)
        return f"{told}; looked at again until {on_the_wall(until, self._schedule.zone)}"

    def _nothing_since(self, record: Record) -> str:
        since = record.since
        return f"no new document since {on_the_wall(since, self._schedule.zone)}" if since else "nothing new"

    def _advanced(self, record: Record) -> Outcome:
        return advance(self._store, record, self._request, self._report)

    def _is_unmade(self, record: Record) -> bool:
        return record.revision == 0 and record.state in _UNMADE

    def _is_over(self, record: Record) -> bool:
        """Whether it is too late for an edition, or the time of the next one has come and takes its place."""
        last = last_slot(self._schedule, self._now)
        is_replaced = last.moment > record.slot and self._schedule.catch_up is not CatchUp.ALL
        return is_replaced or not in_time(
            self._schedule, Slot(week=record.edition, moment=record.slot), self._now
        )

    def _is_past(self, record: Record) -> bool:
        """Whether nothing can come any more that such a week would speak of, as far as addresses are reached."""
        is_last = record.slot >= last_slot(self._schedule, self._now).moment
        return not is_last and self._is_scheduled(record) and not self._is_cut_off()

    def _is_cut_off(self) -> bool:
        """Whether no address that is followed gave anything."""
        addressed = {it.outlet.name for it in self._settings.sources if it.address}
        failed = {it.outlet.name for it in followed(self._settings) if it.failure} if addressed else set()
        return bool(addressed) and addressed <= failed

    def _is_scheduled(self, record: Record) -> bool:
        """Whether nobody has asked for it by name."""
        planned = [it for it in self._ledger.moves(record.edition) if it.state is EditionState.PLANNED]
        return not planned or planned[-1].actor == SCHEDULE

    # ---- Weeks that have come ----------------------------------------------------------------------------------------

    def _taken(self, turn: Turn) -> Outcome | None:
        """What became of it; None where one before it waits."""
        if turn.task is Task.MISS:
            return self._missed(self._blank(turn.slot), self._why(turn.slot))
        if self._waits:
            return None
        is_last = turn.slot == last_slot(self._schedule, self._now)
        return self._tried(self._planned(turn.slot, self._now if is_last else turn.slot.moment))

    def _why(self, slot: Slot) -> str:
        """Why a week is missed."""
        last = last_slot(self._schedule, self._now)
        late = _spoken(self._now - slot.moment)
        if slot != last and self._schedule.catch_up is CatchUp.LATEST:
            return f"nobody ran briefs for {late} after it was due; the next edition covers its time"
        if self._schedule.catch_up is CatchUp.NONE:
            return f"nobody ran briefs for {late} after it was due, and nothing is caught up"
        return (
            f"nobody ran briefs for {late} after it was due, and it may be at most {_spoken(self._schedule.max_late)} "
            "late; the next edition covers its time"
        )

    def _missed(self, record: Record, reason: str) -> Outcome:
        now = self._request.now()
        self._ledger.miss(record, now, self._request.actor, reason)
        known = self._ledger.record(record.edition, record.revision) or record
        return outcome_of(known, now, f"missed: {reason}")

    def _planned(self, slot: Slot, as_of: datetime.datetime) -> Record:
        record = replace(
            self._blank(slot), number=self._number(slot, as_of), as_of=as_of, since=self._since(as_of)
        )
        return self._ledger.plan(record, self._request.now(), self._request.actor)

    def _blank(self, slot: Slot) -> Record:
        return Record(
            edition=slot.week,
            revision=0,
            number=0,
            state=EditionState.PLANNED,
            slot=slot.moment,
            as_of=slot.moment,
            since=None,
        )

    def _since(self, as_of: datetime.datetime) -> datetime.datetime | None:
        """The cut-off of the edition that was issued last before this one speaks."""
        issued = [it.as_of for it in self._ledger.records() if it.state.is_issued]
        issued += [it.as_of for it in self._strange if it.as_of]
        return max((it for it in issued if it < as_of), default=None)

    def _number(self, slot: Slot, as_of: datetime.datetime) -> int:
        """One more than any that is recorded, and than what stands in ``out`` from before there was a schedule."""
        numbers = [it.number for it in self._ledger.records()] + [it.number or 0 for it in self._strange]
        place = Place(
            out=self._request.out,
            edition=slot.week,
            as_of=as_of.astimezone(self._settings.timezone),
            themes={theme.id for theme in self._settings.themes},
        )
        return max(max(numbers, default=0) + 1, issue_of(place, correction=None, draft=False).number)

    def _chosen(self, slot: Slot, record: Record | None) -> datetime.datetime:
        """The moment from which an edition speaks that somebody asks for. Raises NotAllowed for any other week."""
        last, coming = last_slot(self._schedule, self._now), next_slot(self._schedule, self._now)
        if slot in (last, coming):
            return self._now
        if record is None:
            raise NotAllowed(
                f"{slot.week} is no week to make: it was never due here; by hand can be made {last.week}, which was "
                f"due last, {coming.week}, which comes next, and weeks that were missed"
            )
        return slot.moment

    # ---- What stands in out ------------------------------------------------------------------------------------------

    def _put_back(self, due: Duties, records: dict[str, Record]) -> None:
        """Write the folders that are gone as they were issued, and say so."""
        recorded = glance.of_ledger(self._ledger) if due.gone else {}
        for name in due.gone:
            gone = duties.lost(self._request.out / name, recorded[name].earlier)
            self._notes += project(self._ledger, records[name], self._request.out)
            self._notes += (f"{place}: was gone, and stands there again as it was issued" for place in gone)
        problem = renew_site(self._settings, self._request.out) if due.gone else None
        self._notes += [problem] if problem else []

    def _look_at_the_last(self, due: Duties, records: dict[str, Record]) -> None:
        """Say where somebody has changed what the next edition is compared with first of all."""
        strange = {it.edition for it in due.strange}
        issued = [it for it in records.values() if it.state.is_issued and it.edition not in strange]
        if due.turns and issued:
            last = max(issued, key=lambda it: it.as_of)
            self._notes += project(self._ledger, last, self._request.out)

    def _left(self, stranger: Stranger) -> Outcome:
        """What is told of an edition that the store does not know, each time: nobody may lose it unawares."""
        return Outcome(
            moment=self._request.now(),
            exit_code=NotAllowed.exit_code,
            message=stranger.message,
            edition=stranger.edition,
            revision=stranger.revision or 0,
            as_of=stranger.as_of,
        )

    def _newest(self) -> dict[str, Record]:
        """The newest revision of each edition; one that was given up leaves the one before it the newest."""
        oldest_first = sorted(
            self._ledger.records(),
            key=lambda it: (it.slot, it.edition, it.state is not EditionState.WITHDRAWN, it.revision),
        )
        return {it.edition: it for it in oldest_first}


def _spoken(time: datetime.timedelta) -> str:
    """How long, in whole days or hours."""
    hours = int(time.total_seconds()) // 3600
    number, unit = (hours // 24, "day") if hours >= 48 else (hours, "hour")
    return f"{number} {unit}" if number == 1 else f"{number} {unit}s"
