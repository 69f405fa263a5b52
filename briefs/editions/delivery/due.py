"""What a run sends by itself: editions that have come out, what earlier runs have left, and word of what was wrong.

    records, shipments, tellings ──send_due──▶ editions ──send──▶ DueResult

An edition goes to ``mail.lists`` within a week after it came out, or not at all: naming lists sends nothing old. What a
person began is gone on with in any case; what was paused waits for one.
"""

import datetime
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from briefs.config import Settings
from briefs.editions.aftermath.issued import newest_issued
from briefs.editions.delivery import recipients
from briefs.editions.delivery.closing import counted, waiting
from briefs.editions.delivery.outbox import since_of
from briefs.editions.delivery.owed import Owed, owed_of
from briefs.editions.delivery.sending import SendRequest, send
from briefs.editions.delivery.sent import IN_DOUBT, Sent, told
from briefs.editions.runs.advancing import outcome_of
from briefs.editions.runs.outcome import Outcome
from briefs.errors import BriefsError, NotAllowed, NotSent, StoreBusy, StoreError
from briefs.model import DeliveryState, EditionState, Mail, Record
from briefs.schedule import on_the_wall
from briefs.store import Shipped, Store, open_store


@dataclass(frozen=True, slots=True, kw_only=True)
class DueResult:
    """What came of sending, an outcome for each edition; ``quiet`` are those of which nothing has changed.

    ``held`` are those that nothing was done with, because they wait for a person: paused, or in doubt.
    """

    outcomes: tuple[Outcome, ...] = ()
    quiet: tuple[Outcome, ...] = ()
    held: tuple[Outcome, ...] = ()

    @property
    def exit_code(self) -> int:
        """That of the first edition that failed; else 75 where some are still to be tried."""
        codes = [it.exit_code for it in (*self.outcomes, *self.quiet, *self.held) if it.exit_code]
        return next((code for code in codes if code != StoreBusy.exit_code), codes[0] if codes else 0)

    @property
    def failed(self) -> tuple[Outcome, ...]:
        """What somebody has to know: not what the next run goes on with."""
        return tuple(it for it in self.outcomes if it.exit_code not in (0, StoreBusy.exit_code))


def send_due(request: SendRequest, now: datetime.datetime, report: Callable[[str], None]) -> DueResult:
    """What came of sending all that is due at ``now``; ``request.edition`` says nothing.

    Raises StoreError and StoreBusy.
    """
    settings = request.settings
    if settings.mail is None:
        return DueResult()
    with open_store(settings.store, create=False, url=settings.database) as store:
        editions = list(_due(store, settings.mail, now))
    outcomes: list[Outcome] = []
    quiet: list[Outcome] = []
    for edition in editions:
        if request.stop.is_set():
            break
        report(f"{edition}: sending it to its readers")
        sent = _sent(replace(request, edition=edition, is_person=False))
        is_quiet = isinstance(sent, Sent) and sent.exit_code == StoreBusy.exit_code and not sent.settled
        it = outcome(replace(request, edition=edition), sent)
        if is_quiet:
            report(f"{edition}: {it.message}")  # to who watches: told every hour, it wakes people
        (quiet if is_quiet else outcomes).append(it)
    known = {it.edition for it in outcomes}
    held = tuple(it for it in _held(settings, now) if it.edition not in known)
    return DueResult(outcomes=tuple(outcomes), quiet=tuple(quiet), held=held)


def _held(settings: Settings, now: datetime.datetime) -> Iterator[Outcome]:
    """What waits for a person, an outcome for each edition: until somebody goes on with it, each run says so."""
    with open_store(settings.store, create=False, url=settings.database) as store:
        newest = {it.shipment.edition: it for it in store.deliveries.shipments() if it.finished is None}
        for edition, it in sorted(newest.items()):
            tally = store.deliveries.tally(it.shipment)
            record = store.ledger.record(edition, it.shipment.revision)
            if record is None:
                continue
            if it.paused and waiting(tally):
                since = on_the_wall(it.paused, settings.timezone)
                why = f"paused since {since}: {it.because}; mend that, then briefs send {edition}"
                yield outcome_of(record, now, f"{counted(tally)}; {why}", exit_code=NotSent.exit_code)
            elif DeliveryState.UNCERTAIN in tally:
                why = f"ask those in doubt whether they have it, then briefs deliveries resolve {edition}"
                yield outcome_of(record, now, f"{counted(tally)}; {why}", exit_code=IN_DOUBT)


def _sent(request: SendRequest) -> Sent | BriefsError:
    """What came of it, or what kept it from being sent. Raises StoreError and StoreBusy."""
    try:
        return send(request, lambda _progress, _total: None)
    except (StoreError, StoreBusy):
        raise
    except BriefsError as error:
        return error


def outcome(request: SendRequest, sent: Sent | BriefsError) -> Outcome:
    """How it went with one edition, as hooks and owners are told."""
    settings = request.settings
    message = told(sent, settings.timezone) if isinstance(sent, Sent) else f"not sent: {sent}"
    with open_store(settings.store, create=False, url=settings.database) as store:
        revision = sent.shipment.revision if isinstance(sent, Sent) else None
        record = store.ledger.record(request.edition, revision)
    if record is None:
        raise StoreError(f"{request.edition}: is recorded no more")
    return outcome_of(record, request.now(), message, exit_code=sent.exit_code)


def _due(store: Store, mail: Mail, now: datetime.datetime) -> Iterator[str]:
    """The names of editions that owe their readers something, the oldest first."""
    records: dict[str, list[Record]] = {}
    for record in store.ledger.records():
        records.setdefault(record.edition, []).append(record)
    shipments: dict[str, list[Shipped]] = {}
    for it in store.deliveries.shipments():
        shipments.setdefault(it.shipment.edition, []).append(it)
    untold = {it.edition for it in store.ledger.tellings() if it.told is None}
    for edition, revisions in sorted(records.items(), key=lambda item: item[1][0].slot):
        sent = shipments.get(edition, [])
        is_new = bool(mail.lists) and not sent and _is_fresh(store, revisions, since_of(mail, now))
        is_open = any(it.finished is None and it.paused is None and _goes_on(store, it) for it in sent)
        if is_new or is_open or (sent and edition in untold):
            owed = _owed(store, edition)
            if owed and _is_allowed(store, owed, mail):
                yield edition


def _goes_on(store: Store, it: Shipped) -> bool:
    """Whether anything can be done without a person's word: something is to be sent, or the end is to be recorded."""
    tally = store.deliveries.tally(it.shipment)
    return waiting(tally) > 0 or DeliveryState.UNCERTAIN not in tally


def _is_fresh(store: Store, revisions: list[Record], since: datetime.datetime) -> bool:
    """Whether an edition came out for the first time since a moment, and stands."""
    issued = newest_issued(revisions)
    if issued is None or issued.state is not EditionState.PUBLISHED:
        return False
    first = next((it for it in store.ledger.moves(issued.edition) if it.state.is_issued), None)
    return first is not None and first.moment >= since


def _owed(store: Store, edition: str) -> Owed | None:
    """What is owed; None where a correction is under way: whoever ordered it knows."""
    try:
        return owed_of(store, edition)
    except NotAllowed:
        return None


def _is_allowed(store: Store, owed: Owed, mail: Mail) -> bool:
    """Whether a run may send it by itself: not what is paused or done, nor what it did not begin to."""
    known = recipients.shipped(store, owed)
    if known is not None:
        return known.paused is None and known.finished is None
    return bool(mail.lists)
