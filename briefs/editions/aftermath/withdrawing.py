"""Withdrawing an edition: readers are offered it no more, and are told so where it stood; all of it stays kept.

    out/<edition>/ ──replaced──▶ brief.html (a notice), revisions.json      ledger ──▶ every revision is withdrawn

A correction that is not to come out is given up in the same way, alone.
"""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from briefs import archive
from briefs.archive.revisions import Withdrawn, to_json
from briefs.editions.aftermath.issued import brief_of, seal_of
from briefs.editions.aftermath.recorded import unknown
from briefs.editions.aftermath.revisions import corrections
from briefs.editions.runs.advancing import RunRequest
from briefs.editions.runs.projecting import refuse_stranger, renew_site
from briefs.editions.runs.running import opened
from briefs.editions.shelf import reserve_issued
from briefs.errors import NotAllowed, StoreError
from briefs.model import MOVES, EditionState, Marking, Record
from briefs.publication.names import REVISIONS
from briefs.store import Ledger, Telling, TellingKind


@dataclass(frozen=True, slots=True, kw_only=True)
class WithdrawalRequest:
    """What to withdraw, and why, in words for readers. ``revision`` is one that is not out, None the whole edition."""

    run: RunRequest
    edition: str
    because: str
    revision: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Pulled:
    """The revisions that are withdrawn now. ``folder`` is where the notice stands, None where nothing was out.

    ``notes`` say what its owners may not expect.
    """

    edition: str
    revisions: tuple[int, ...]
    folder: Path | None
    notes: tuple[str, ...]


def withdraw(request: WithdrawalRequest) -> Pulled:
    """What was withdrawn; afterwards nothing in ``out`` offers it any more, and the site says so.

    Said again of an edition that is withdrawn, it pulls what may have been left. Raises NoInput for an edition that is
    not known, NotAllowed for a revision that is out or that went nowhere, and OutputError.
    """
    with opened(request.run) as store:
        ledger = store.ledger
        revisions = [it for it in ledger.records() if it.edition == request.edition]
        if not revisions:
            raise unknown(ledger, request.edition, out=request.run.out)
        if request.revision is not None:
            return _given_up(ledger, request, revisions)
        return _pulled(ledger, request, revisions)


def _given_up(ledger: Ledger, request: WithdrawalRequest, revisions: Sequence[Record]) -> Pulled:
    """One revision that is not to come out; what readers have stays theirs."""
    record = next((it for it in revisions if it.revision == request.revision), None)
    if record is None:
        raise unknown(ledger, request.edition, request.revision)
    if record.state.is_issued:
        raise NotAllowed(
            f"revision {record.revision} of {record.edition} is out: correct it, or withdraw the whole edition"
        )
    _move(ledger, request, record)
    return Pulled(edition=record.edition, revisions=(record.revision,), folder=None, notes=())


def _pulled(ledger: Ledger, request: WithdrawalRequest, revisions: Sequence[Record]) -> Pulled:
    """The whole edition: first what readers can see, then the record of it, so that none is told what is not so."""
    refuse_stranger(ledger, request.run.out / request.edition)
    open_ones = [it for it in revisions if EditionState.WITHDRAWN in MOVES[it.state]]
    issued_ever = {it.revision for it in ledger.moves(request.edition) if it.state.is_issued}
    if not open_ones and not all(it.state is EditionState.WITHDRAWN for it in revisions):
        raise NotAllowed(f"{request.edition} is {revisions[0].state}: there is nothing to withdraw")
    out = [it for it in revisions if it.revision in issued_ever]
    folder = _replaced(ledger, request, max(out, key=lambda it: it.revision)) if out else None
    for record in sorted(open_ones, key=lambda it: it.revision):
        if record.state.is_issued:
            ledger.must_tell(
                Telling(
                    edition=record.edition,
                    revision=record.revision,
                    kind=TellingKind.WITHDRAWAL,
                    cause=record.revision,
                    because=request.because,
                    noted=request.run.now(),
                )
            )
        _move(ledger, request, record)
    problem = renew_site(request.run.settings, request.run.out) if folder else None
    return Pulled(
        edition=request.edition,
        revisions=tuple(sorted(it.revision for it in open_ones)),
        folder=folder,
        notes=(problem,) if problem else (),
    )


def _move(ledger: Ledger, request: WithdrawalRequest, record: Record) -> None:
    ledger.move(
        record.edition,
        record.revision,
        EditionState.WITHDRAWN,
        request.run.now(),
        request.run.actor,
        reason=request.because,
    )


def _replaced(ledger: Ledger, request: WithdrawalRequest, record: Record) -> Path:
    """The folder of the edition, in which nothing but the notice stands now: under the name that links lead to."""
    settings, out = request.run.settings, request.run.out
    said = _said(ledger, request, record)
    site = archive.SiteRequest(
        out=out,
        templates=settings.templates,
        title=settings.title,
        language=said.language,
        organisation=settings.organisation,
        brand=settings.brand,
    )
    told = to_json(record.edition, corrections(ledger, record.edition), said)
    files = seal_of(ledger, record)["files"]
    pages = [name for name in files if name.endswith(".html") and "/" not in name]
    with reserve_issued(out, record.edition) as slot:
        slot.fill({REVISIONS: told} | dict.fromkeys(pages, archive.notice(site, said)))
        return slot.folder


def _said(ledger: Ledger, request: WithdrawalRequest, record: Record) -> Withdrawn:
    """What the notice says; of an edition that is withdrawn already, what was said then."""
    before = [
        it
        for it in ledger.moves(record.edition)
        if it.state is EditionState.WITHDRAWN and it.revision == record.revision
    ]
    brief = brief_of(ledger, record)
    try:
        return Withdrawn(
            edition=record.edition,
            title=brief["title"],
            language=brief["language"],
            as_of=datetime.datetime.fromisoformat(brief["as_of"]),
            marking=Marking(brief["marking"]) if brief["marking"] else None,
            moment=before[0].moment if before else request.run.now(),
            because=before[0].reason if before else request.because,
        )
    except (KeyError, TypeError, ValueError) as error:
        raise StoreError(f"{record.edition}: what is kept of it is not as it was written") from error
