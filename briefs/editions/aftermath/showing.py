"""The editions of a desk as its people ask for them: the list, one of them with all that is known, and the log."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import Final

from briefs.archive.revisions import Correction
from briefs.config import Settings
from briefs.editions.aftermath.issued import brief_of, newest_issued, seal_of
from briefs.editions.aftermath.recorded import EMPTY, unknown
from briefs.editions.aftermath.revisions import corrections
from briefs.editions.delivery.accounts import Account, accounts
from briefs.editions.material import is_kept
from briefs.editions.review.approvers import counting
from briefs.editions.runs.advancing import waiting
from briefs.editions.sealed import stands
from briefs.errors import NoInput, StoreError
from briefs.model import Approval, Edit, EditionState, Move, Record
from briefs.store import Ledger, Store, Telling, open_store

_GOES_ON: Final = ("the next run goes on with it", "briefs run --due")
_TO_COME: Final[Mapping[EditionState, tuple[str, str]]] = MappingProxyType(
    {
        EditionState.PLANNED: _GOES_ON,
        EditionState.BUILDING: _GOES_ON,
        EditionState.BUILT: _GOES_ON,
        EditionState.APPROVED: ("the next run publishes it", "briefs run --due"),
        EditionState.MISSED: ("it was missed; it can be made by hand", "briefs run {}"),
        EditionState.WITHDRAWN: (
            "it was withdrawn, and is offered no more; this would bring it back",
            "briefs correct {} --reinstate --because TEXT",
        ),
    }
)
"""What is to come of an edition that is not out, and what to type for it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A revision in the list of all. ``statements`` is None where nothing is made yet; ``approved_by`` are names."""

    record: Record
    statements: int | None
    approved_by: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class File:
    """A file of a revision by its name, and its digest."""

    name: str
    digest: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """All that is known of a revision.

    ``valid`` are the approvals of what it is now, ``void`` those of what it was before a change. ``folder`` is where
    it stands, None where it does not. ``waits`` says in words what is to come, ``command`` is what to type next.
    ``newest`` is the number of the newest revision, ``deliveries`` are what was sent of any.
    """

    record: Record
    newest: int
    moves: tuple[Move, ...]
    statements: int | None
    documents: int | None
    files: tuple[File, ...]
    valid: tuple[Approval, ...]
    void: tuple[Approval, ...]
    edits: tuple[Edit, ...]
    corrections: tuple[Correction, ...]
    tellings: tuple[Telling, ...]
    deliveries: tuple[Account, ...]
    folder: Path | None
    waits: str
    command: str


@contextmanager
def opened(settings: Settings) -> Iterator[Store]:
    """The store of a desk. Raises NoInput where it has none yet."""
    if settings.database is None and not is_kept(settings):
        raise NoInput(EMPTY)
    with open_store(settings.store, create=False, url=settings.database) as store:
        yield store


def rows(settings: Settings) -> tuple[Row, ...]:
    """Every revision of every edition, the newest slot and revision first; none where nothing was ever recorded."""
    if settings.database is None and not is_kept(settings):
        return ()
    with opened(settings) as store:
        ledger = store.ledger
        return tuple(
            Row(
                record=record,
                statements=_counts(ledger, record)[0],
                approved_by=tuple(it.actor for it in _approvals(ledger, record)[0]),
            )
            for record in ledger.records()
        )


def log(settings: Settings, edition: str | None) -> tuple[Move, ...]:
    """The rows of the log, oldest first. Raises NoInput for an edition that it does not know, and where it is empty."""
    with opened(settings) as store:
        moves = store.ledger.moves(edition)
        if edition is not None and not moves:
            raise unknown(store.ledger, edition)
        if not moves:
            raise NoInput(EMPTY)
        return moves


def show(settings: Settings, out: Path, edition: str, revision: int | None) -> Shown:
    """All that is known of a revision, the newest where none is named. Raises NoInput for one that is not known."""
    with opened(settings) as store:
        ledger = store.ledger
        record = ledger.record(edition, revision)
        if record is None:
            raise unknown(ledger, edition, revision, out=out)
        revisions = [it for it in ledger.records() if it.edition == edition]
        valid, void = _approvals(ledger, record)
        statements, documents = _counts(ledger, record)
        tellings, deliveries = ledger.tellings(edition), accounts(store, edition)
        if deliveries and any(it.told is None for it in tellings):
            waits, command = "those who were sent what is wrong are to be told", f"briefs send {edition}"
        elif record.state is EditionState.WITHDRAWN:
            waits, command = _after_withdrawal(ledger, record, revisions)
        else:
            statement = _first_statement(ledger, record)
            waits, command = _next(record, newest_issued(revisions), settings, valid, statement)
        return Shown(
            record=record,
            newest=max(it.revision for it in revisions),
            moves=tuple(it for it in ledger.moves(edition) if it.revision == record.revision),
            statements=statements,
            documents=documents,
            files=_files(ledger, record),
            valid=valid,
            void=void,
            edits=ledger.edits(edition, record.revision),
            corrections=corrections(ledger, edition),
            tellings=tellings,
            deliveries=deliveries,
            folder=_folder(out, record, revisions),
            waits=waits,
            command=command,
        )


def _approvals(ledger: Ledger, record: Record) -> tuple[tuple[Approval, ...], tuple[Approval, ...]]:
    """The approvals of what a revision is, and those that a change has made void."""
    given = ledger.approvals(record.edition, record.revision)
    valid = tuple(it for it in given if it.seal == record.seal)
    return valid, tuple(it for it in given if it.seal != record.seal)


def _counts(ledger: Ledger, record: Record) -> tuple[int | None, int | None]:
    """The numbers of statements and of cited documents; None where nothing is sealed, or what is can not be read."""
    if record.seal is None:
        return None, None
    try:
        brief = brief_of(ledger, record)
        return sum(len(it["statements"]) for it in brief["sections"]), len(brief["references"])
    except (StoreError, KeyError, TypeError):
        return None, None


def _first_statement(ledger: Ledger, record: Record) -> str | None:
    """The number of the first statement that a revision prints; None where it prints none that can be read."""
    if record.seal is None:
        return None
    try:
        sections = brief_of(ledger, record)["sections"]
        return next((str(it["id"]) for section in sections for it in section["statements"]), None)
    except (StoreError, KeyError, TypeError):
        return None


def _files(ledger: Ledger, record: Record) -> tuple[File, ...]:
    if record.seal is None:
        return ()
    try:
        named = seal_of(ledger, record)["files"]
    except StoreError:
        return ()
    return tuple(File(name=name, digest=digest) for name, digest in sorted(named.items()))


def _folder(out: Path, record: Record, revisions: list[Record]) -> Path | None:
    """Where a revision stands: the newest that readers have in the edition's folder, earlier ones inside it."""
    if not record.state.is_issued:
        return None
    newest = newest_issued(revisions)
    folder = out / record.edition
    if newest is not None and newest.revision != record.revision:
        folder /= f"r{record.revision}"
    return folder if stands(folder) else None


def _after_withdrawal(ledger: Ledger, record: Record, revisions: list[Record]) -> tuple[str, str]:
    """What is to come of a revision that was withdrawn, or given up, and what to type for it."""
    edition = record.edition
    issued = {it.revision for it in ledger.moves(edition) if it.state.is_issued}
    newest = max(revisions, key=lambda it: it.revision)
    standing = newest_issued(revisions) or newest
    if standing.state is EditionState.WITHDRAWN and issued:
        told, command = _TO_COME[EditionState.WITHDRAWN]
        return told, command.format(edition)
    told = "it was withdrawn" if record.revision in issued else "it was given up before it came out"
    if standing.state is EditionState.WITHDRAWN:
        return told, f"briefs log {edition}"
    of = f"revision {standing.revision}"
    return f"{told}; {of} is {standing.state}", f"briefs show {edition} --revision {standing.revision}"


def _next(
    record: Record,
    readable: Record | None,
    settings: Settings,
    valid: Sequence[Approval],
    statement: str | None,
) -> tuple[str, str]:
    """What is to come of a revision, and what to type for it, of a ``statement`` that it prints.

    ``readable`` is the newest that readers have.
    """
    edition, state = record.edition, record.state
    if state is EditionState.AWAITING:
        given = len(counting(valid, settings.approval))
        return waiting(record, settings.approval, given).partition(": ")[0], f"briefs approve {edition}"
    if not state.is_issued:
        told, command = _TO_COME[state]
        return told, command.format(edition)
    if readable is not None and readable.revision != record.revision:
        return (
            f"revision {readable.revision} has taken its place",
            f"briefs show {edition} --revision {readable.revision}",
        )
    told = "readers have it; what is wrong in it is corrected in the open"
    wrong = f"--drop {statement}" if statement else "--again"
    return told, f"briefs correct {edition} {wrong} --because TEXT"
