"""A revision of an edition on its way, moved on as far as it goes by itself.

    PLANNED ─fetch─▶ BUILDING ─snapshot, files, seal─▶ BUILT ─┬──────────▶ APPROVED ─out/─▶ PUBLISHED
                                                              └▶ AWAITING ────┘

Each step leaves in the store what it has done before the next begins, and asks the store first: one that was cut off
is gone on with where it stood. What was snapshotted is not fetched again, and what was sealed is not made again.
"""

import datetime
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from briefs.config import Settings
from briefs.config.approval import Approving
from briefs.editions.aftermath.revisions import note_owed
from briefs.editions.following.fetching import FetchRequest, fetch
from briefs.editions.material import followed
from briefs.editions.review import reviewing
from briefs.editions.review.approvers import counting, named
from briefs.editions.runs import failing
from briefs.editions.runs.outcome import Outcome
from briefs.editions.runs.projecting import project, readable_names, refuse_stranger, renew_site
from briefs.editions.snapshots.making import make
from briefs.editions.snapshots.sealing import seal_of
from briefs.editions.snapshots.snapshot import from_ledger, keep, take
from briefs.errors import BriefsError, NothingNew, StoreBusy, StoreError, TemplateError, Unreachable
from briefs.model import EditionState, Record
from briefs.store import Store

SCHEDULE: Final = "schedule"
"""Who does what nobody has asked for by name."""
_PATIENCE: Final = datetime.timedelta(hours=6)
"""How long an edition waits for a network that is gone: readers have one by noon that is due in the morning."""
_SITEMAP: Final = datetime.timedelta(days=14)
"""As far back as sitemaps are read by themselves."""
_NAMED: Final = 10
"""Sources that could not be reached and are named in the log; the edition names them all."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RunRequest:
    """What to run, and where editions stand. ``now`` is the clock, ``jitter`` gives numbers from 0 to 1.

    ``actor`` is who asks for it. ``engine`` is where documents are read; None is where the settings say.
    """

    settings: Settings
    out: Path
    now: Callable[[], datetime.datetime]
    jitter: Callable[[], float]
    engine: str | None = None
    actor: str = SCHEDULE


def advance(store: Store, record: Record, request: RunRequest, report: Callable[[str], None]) -> Outcome:
    """What became of a revision: published, or waiting for people. ``report`` is called with each step.

    Whoever calls it is alone in the state folder (``occupied``). Raises Unreachable while no address answers and there
    is time to wait, NotAllowed where an edition stands in its place that the store knows nothing of, and whatever a
    step raises; what was done stays done.
    """
    return _Course(store, request, report).follow(record)


class _Course:
    def __init__(self, store: Store, request: RunRequest, report: Callable[[str], None]) -> None:
        self._store = store
        self._ledger = store.ledger
        self._request = request
        self._report = report
        self._notes: list[str] = []
        self._has_fetched = False
        self._steps = {
            EditionState.PLANNED: self._fetch,
            EditionState.BUILDING: self._make,
            EditionState.BUILT: self._submit,
            EditionState.AWAITING: self._admit,
            EditionState.APPROVED: self._publish,
        }

    def follow(self, record: Record) -> Outcome:
        if record.state in self._steps:  # before anything is made that could not come out
            refuse_stranger(self._ledger, self._request.out / record.edition)
        while record.state in self._steps:
            self._step(record)
            known = self._ledger.record(record.edition, record.revision)
            if known is None or known.state is record.state:
                break
            record = known
        return self._outcome(record)

    def _step(self, record: Record) -> None:
        try:
            self._steps[record.state](record)
        except (StoreError, StoreBusy):
            raise
        except BriefsError as error:
            is_quiet = isinstance(error, NothingNew)
            failing.note(self._request.settings.store, record.edition, str(error), is_quiet=is_quiet)
            raise

    # ---- Steps -------------------------------------------------------------------------------------------------------

    def _fetch(self, record: Record) -> None:
        if record.revision and record.snapshot is None:
            reason = "its order was cut off before it was complete: order it again with briefs correct"
            self._move(record, EditionState.WITHDRAWN, reason)
            return
        reason = "" if self._has_material(record) else self._fetched(record)
        self._move(record, EditionState.BUILDING, reason)

    def _make(self, record: Record) -> None:
        settings = self._request.settings
        digest = (record.snapshot if self._has_material(record) else None) or self._kept(record)
        self._report(f"{record.edition}: reading and choosing sentences, setting the pages")
        snapshot = from_ledger(self._ledger, digest)
        edits = self._ledger.edits(record.edition, record.revision)
        try:
            engine_at = self._request.engine or settings.engine
            made = make(snapshot, edits, engine_at=engine_at, kept_in=settings.store)
        except TemplateError as error:
            kept, own = f"{snapshot.settings.templates.as_posix()}/", f"{settings.templates}/"
            raise TemplateError(str(error).replace(kept, own)) from error
        # What it cites is watched, and never deleted.
        cited = [reference.document for reference in made.brief.references]
        self._store.cite(record.edition, cited, record.as_of)
        seal = seal_of(snapshot, made, edits, self._ledger.head())
        names = self._ledger.keep_contents(list(made.files.values()))
        self._ledger.keep_seal(record.edition, record.revision, seal, names)
        self._move(record, EditionState.BUILT)

    def _submit(self, record: Record) -> None:
        if self._request.settings.approval.rule.needed:
            self._move(record, EditionState.AWAITING)
        else:
            self._move(record, EditionState.APPROVED, "no approval is asked for")

    def _admit(self, record: Record) -> None:
        approvers = self._approvers(record)
        needed = self._request.settings.approval.rule.needed
        if len(approvers) >= needed:
            by = (
                f"approved by {' and '.join(approvers)}" if approvers else "no approval is asked for any more"
            )
            self._move(record, EditionState.APPROVED, by)
        else:
            settings = self._request.settings
            reviewing.provide(self._ledger, record, settings, self._request.engine)

    def _publish(self, record: Record) -> None:
        self._report(f"{record.edition}: writing {self._request.out / record.edition}")
        self._notes += project(self._ledger, record, self._request.out)
        problem = renew_site(self._request.settings, self._request.out)
        self._notes += [problem] if problem else []
        note_owed(self._ledger, record, self._request.now())
        self._move(record, EditionState.PUBLISHED)
        reviewing.tidy(self._ledger, self._request.settings)

    def _move(self, record: Record, state: EditionState, reason: str = "") -> None:
        request = self._request
        self._ledger.move(record.edition, record.revision, state, request.now(), request.actor, reason=reason)

    # ---- What an edition is made from --------------------------------------------------------------------------------

    def _has_material(self, record: Record) -> bool:
        """Whether it is known what to make it from. What could not be made an edition of is gathered anew."""
        if record.snapshot is None or record.revision:
            return record.snapshot is not None
        failed = failing.last(self._request.settings.store, record.edition) is not None
        moves = self._ledger.moves(record.edition) if failed else ()
        return not failed or any(it.state is EditionState.BUILT for it in moves)

    def _fetched(self, record: Record) -> str:
        """The sources that could not be reached, for the log. Raises Unreachable where that is all of them.

        A revision is made of what the one before it was made of, or of what is kept.
        """
        request = self._request
        settings = request.settings
        self._has_fetched = True
        if not settings.sources or record.revision:
            return ""
        self._report(f"{record.edition}: asking what is new")
        fetch(
            FetchRequest(
                settings=settings,
                names=(),
                since=_first_day(record),
                now=request.now,
                jitter=request.jitter,
            ),
            self._report,
        )
        failures = {it.outlet.name: it.failure for it in followed(settings) if it.failure}
        addressed = {it.outlet.name for it in settings.sources if it.address}
        if addressed and addressed <= failures.keys() and self._may_wait(record):
            name = min(addressed)
            raise Unreachable(f"no address that is followed gave anything ({name}: {failures[name]})")
        self._notes += [f"{name}: {failure}" for name, failure in failures.items()]
        return _named(failures)

    def _may_wait(self, record: Record) -> bool:
        schedule = self._request.settings.schedule
        most = min(_PATIENCE, schedule.max_late / 2) if schedule else _PATIENCE
        return self._request.now() - record.slot < most

    def _kept(self, record: Record) -> str:
        """The digest of the snapshot, which is kept from now on."""
        if not self._has_fetched:
            self._fetched(record)
        self._report(f"{record.edition}: gathering what it is made from")
        digest = keep(self._ledger, take(self._request.settings, record, self._request.out, self._store))
        failing.forget(self._request.settings.store)
        return digest

    # ---- What is told ------------------------------------------------------------------------------------------------

    def _approvers(self, record: Record) -> list[str]:
        """Those who have approved it as it is, each once."""
        valid = (
            it for it in self._ledger.approvals(record.edition, record.revision) if it.seal == record.seal
        )
        return [named(it) for it in counting(valid, self._request.settings.approval)]

    def _outcome(self, record: Record) -> Outcome:
        out = self._request.out if record.state.is_issued else None
        told = [self._told(record), *self._notes]
        return outcome_of(
            record,
            self._request.now(),
            ". ".join(told),
            folder=out / record.edition if out else None,
            files=readable_names(self._ledger, record) if out else (),
        )

    def _told(self, record: Record) -> str:
        if record.state is EditionState.AWAITING:
            settings = self._request.settings
            told = waiting(record, settings.approval, len(self._approvers(record)))
            return f"{told}; draft copies stand in {reviewing.folder_of(settings, record.edition)}"
        number = f"number {record.number}" + (f", revision {record.revision}" if record.revision else "")
        return f"{record.state} as {number}" if record.state.is_issued else str(record.state)


def waiting(record: Record, approving: Approving, given: int) -> str:
    """What an edition waits for, in words."""
    missing = approving.rule.needed - given
    who = f" by {' or '.join(approving.approvers)}" if approving.approvers else ""
    what = "one approval" if missing == 1 else f"{missing} approvals of different people"
    return f"waits for {what}{who}: briefs approve {record.edition}"


def outcome_of(
    record: Record,
    moment: datetime.datetime,
    message: str,
    *,
    exit_code: int = 0,
    folder: Path | None = None,
    files: tuple[str, ...] = (),
) -> Outcome:
    """How it went with a revision, as it is recorded now."""
    return Outcome(
        moment=moment,
        exit_code=exit_code,
        message=message,
        edition=record.edition,
        revision=record.revision,
        state=record.state,
        slot=record.slot,
        as_of=record.as_of,
        folder=folder,
        files=files,
    )


def _first_day(record: Record) -> datetime.date | None:
    """The day from which lists are read: sitemaps further back than usual where the last edition is long ago."""
    since = record.since
    return since.date() if since and record.as_of - since > _SITEMAP else None


def _named(failures: Mapping[str, str]) -> str:
    """The sources that failed, in one line."""
    if not failures:
        return ""
    named = ", ".join(list(failures)[:_NAMED])
    more = f" and {len(failures) - _NAMED} more" if len(failures) > _NAMED else ""
    return f"could not be reached: {named}{more}"
