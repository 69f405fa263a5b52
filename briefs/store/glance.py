"""What is recorded of each edition, and whether one is to be sent: seen in a few milliseconds, and written nowhere.

Most runs find nothing to do, and this is all they look at; SQLAlchemy is not loaded for it. Where a look at the file
does not do, the store is opened as it always is: that says what is wrong, or puts it right.
"""

import contextlib
import datetime
import sqlite3
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, NamedTuple, TypeVar

from briefs.errors import NoInput, StoreError
from briefs.model import EditionState, Record
from briefs.store.encoding import PREFIX, Damaged, moment_of, stamp

if TYPE_CHECKING:
    from briefs.store.ledger import Ledger
    from briefs.store.store import Store

_NAME: Final = "store.sqlite3"
_PATIENCE: Final = 5
"""Seconds to wait for a database that is locked as a whole, or for a server that does not answer."""
_EDITIONS: Final = "edition"
_DELIVERIES: Final = "delivery"
"""The tables without which there is nothing to look at: a store that is older has none."""
_KNOWN: Final = "SELECT count(*) FROM sqlite_schema WHERE type = 'table' AND name = ?"
_KNOWN_THERE: Final = """
SELECT count(*) FROM pg_catalog.pg_class
WHERE relnamespace = current_schema()::regnamespace AND relkind = 'r' AND relname = %s
"""
_WEEKS: Final = """
SELECT edition, revision, state, number, slot, as_of, seal, CASE state WHEN 'awaiting approval' THEN (
    SELECT count(*) FROM approval AS given
    WHERE given.edition = edition.edition AND given.revision = edition.revision AND given.seal = edition.seal
) ELSE 0 END FROM edition
ORDER BY edition, state <> 'withdrawn', revision
"""
"""Each edition's newest last; a correction that was given up leaves the one before it the newest."""
_SEALS: Final = "SELECT DISTINCT edition, seal FROM log WHERE seal IS NOT NULL"
"""Of what was built, and went back to be built again, the log alone knows the seal."""
_DUE: Final = """
SELECT EXISTS (
    SELECT 1 FROM shipment JOIN delivery USING (edition, revision, kind)
    WHERE shipment.finished IS NULL AND shipment.paused IS NULL AND delivery.state = 'pending'
    AND (delivery.not_before IS NULL OR delivery.not_before <= {})
), EXISTS (
    SELECT 1 FROM delivery JOIN shipment USING (edition, revision, kind)
    WHERE delivery.state IN ('claimed', 'committing')
    AND shipment.finished IS NULL AND shipment.paused IS NULL
), EXISTS (
    SELECT 1 FROM shipment WHERE finished IS NULL AND paused IS NULL AND NOT EXISTS (
        SELECT 1 FROM delivery
        WHERE delivery.edition = shipment.edition AND delivery.revision = shipment.revision
        AND delivery.kind = shipment.kind AND delivery.state IN ('pending', 'claimed', 'committing', 'uncertain')
    )
)
"""
"""What can be sent, what was begun, and what is over but not known to be. What was sent long ago is not read."""
_OWED: Final = """
SELECT EXISTS (
    SELECT 1 FROM edition WHERE edition.state = 'published'
    AND NOT EXISTS (SELECT 1 FROM shipment WHERE shipment.edition = edition.edition)
    AND EXISTS (
        SELECT 1 FROM log WHERE log.edition = edition.edition AND log.state = 'published' AND log.moment >= {}
    )
), EXISTS (
    SELECT 1 FROM telling JOIN shipment AS earlier ON earlier.edition = telling.edition
    WHERE telling.told IS NULL AND NOT EXISTS (
        SELECT 1 FROM shipment AS later WHERE later.edition = telling.edition
        AND (later.revision > telling.cause
            OR (later.revision = telling.cause AND (telling.kind = 'correction' OR later.kind = 'withdrawal')))
    )
)
"""
"""What came out and was never sent; and who was sent an edition that was corrected or withdrawn since."""
_HELD: Final = """
SELECT EXISTS (
    SELECT 1 FROM shipment WHERE finished IS NULL AND paused IS NOT NULL
), EXISTS (
    SELECT 1 FROM shipment JOIN delivery USING (edition, revision, kind)
    WHERE shipment.finished IS NULL AND delivery.state = 'uncertain'
)
"""
"""What waits for a person: the second looks at deliveries of what is not finished, and at no others."""
_Rows = tuple[list[Any], list[Any]]
_T = TypeVar("_T")


class Recorded(NamedTuple):
    """What is recorded of the newest revision of an edition that was not withdrawn, or of the newest where all were.

    ``seal`` is that of what was built, and ``given`` the number of its approvals while it waits for them. ``seals`` are
    the digests of all that was ever built of the edition, ``earlier`` the other revisions of it that are issued.
    """

    revision: int
    state: EditionState
    number: int
    slot: datetime.datetime
    as_of: datetime.datetime
    seal: str | None = None
    given: int = 0
    seals: frozenset[str] = frozenset()
    earlier: tuple[int, ...] = ()


def weeks_recorded(folder: Path, url: str | None = None) -> dict[str, Recorded]:
    """What is recorded of each edition, by its name: in the store in ``folder``, or in the PostgreSQL at ``url``.

    Empty where there is no store yet, or one that knows of no editions. Raises StoreError, StoreBusy.
    """
    rows: _Rows | None = _seen(folder, url, _EDITIONS, _asked, nothing=([], []))
    if rows is None:
        return _slowly(folder, url, lambda store: of_ledger(store.ledger), nothing={})
    try:
        return _folded(*rows)
    except (Damaged, ValueError) as error:
        raise StoreError(
            f"{folder}: what is recorded of editions {error}; run `briefs audit verify`"
        ) from error


def deliveries_due(folder: Path, url: str | None, now: datetime.datetime) -> bool:
    """Whether something is to be sent now, or was begun, or all is settled, of what is neither paused nor finished.

    Raises StoreError, StoreBusy.
    """
    due = _told(folder, url, _DUE, now)
    if due is not None:
        return due
    return _slowly(folder, url, lambda store: store.deliveries.is_due(now), nothing=False)


def editions_owed(folder: Path, url: str | None, since: datetime.datetime) -> bool:
    """Whether an edition that came out at ``since`` or later was never sent, or readers do not know what was wrong.

    True also where that cannot be seen at a glance.
    """
    return _told(folder, url, _OWED, since) is not False


def deliveries_held(folder: Path, url: str | None) -> bool:
    """Whether something that is not finished is paused, or in doubt: a person has to go on with it.

    True also where that cannot be seen at a glance.
    """
    return _told(folder, url, _HELD) is not False


def of_ledger(ledger: "Ledger") -> dict[str, Recorded]:
    """What is recorded of each edition, by its name: the same from a store that is open."""
    records = sorted(ledger.records(), key=lambda it: (it.state is not EditionState.WITHDRAWN, it.revision))
    sealed = [(it.edition, it.seal) for it in ledger.moves() if it.seal]
    sealed += [(it.edition, it.seal) for it in records if it.seal]
    found: dict[str, Recorded] = {}
    for it in records:
        known = Recorded(it.revision, it.state, it.number, it.slot, it.as_of, it.seal, _given(ledger, it))
        found[it.edition] = _after(found.get(it.edition), known)
    return _with_seals(found, sealed)


def _given(ledger: "Ledger", record: Record) -> int:
    if record.state is not EditionState.AWAITING:
        return 0
    return sum(it.seal == record.seal for it in ledger.approvals(record.edition, record.revision))


def _told(folder: Path, url: str | None, query: str, moment: datetime.datetime | None = None) -> bool | None:
    """Whether any of the answers is yes; None where that cannot be read."""
    at = () if moment is None else (stamp(moment),)

    def is_so(database: Any, mark: str) -> bool:
        return any(database.execute(query.format(mark), at).fetchone())

    return _seen(folder, url, _DELIVERIES, is_so, nothing=False)


def _seen(
    folder: Path, url: str | None, table: str, ask: Callable[[Any, str], _T], *, nothing: _T
) -> _T | None:
    """What the database answers, ``nothing`` where it, or this table, is not there; None where it cannot be read.

    ``ask`` gets the database, and what stands for a value in a query to it.
    """
    if url is not None:
        return _in_postgres(url, table, ask, nothing=nothing)
    place = folder / _NAME
    return _in_file(place, table, ask, nothing=nothing) if place.exists() else nothing


def _in_file(place: Path, table: str, ask: Callable[[Any, str], _T], *, nothing: _T) -> _T | None:
    with contextlib.suppress(sqlite3.Error), contextlib.closing(_opened(place)) as database:
        known = database.execute(_KNOWN, (table,)).fetchone()[0]
        return ask(database, "?") if known else nothing
    return None


def _in_postgres(url: str, table: str, ask: Callable[[Any, str], _T], *, nothing: _T) -> _T | None:
    try:
        import psycopg  # noqa: PLC0415 - whoever keeps a file has no use for it
    except ImportError:
        return None
    with (
        contextlib.suppress(psycopg.Error),
        psycopg.connect(url, connect_timeout=_PATIENCE) as database,
    ):
        database.read_only = True
        known = database.execute(_KNOWN_THERE, (table,)).fetchone()
        return ask(database, "%s") if known and known[0] else nothing
    return None


def _opened(place: Path) -> sqlite3.Connection:
    # As a URI, whatever signs the name of the folder has.
    address = f"{place.absolute().as_uri()}?mode=ro"
    return sqlite3.connect(address, uri=True, timeout=_PATIENCE)


def _asked(database: Any, _mark: str) -> _Rows:
    """The rows, each edition's newest last, and the seals, asked for last: no row is newer than they are."""
    rows = database.execute(_WEEKS).fetchall()
    return rows, database.execute(_SEALS).fetchall()


def _slowly(folder: Path, url: str | None, ask: "Callable[[Store], _T]", *, nothing: _T) -> _T:
    """What the store answers, opened as it always is; ``nothing`` where there is none."""
    from briefs.store.store import open_store  # noqa: PLC0415 - SQLAlchemy costs 0.2 s

    try:
        with open_store(folder, create=False, patience=_PATIENCE, url=url) as store:
            return ask(store)
    except NoInput:
        return nothing


def _folded(rows: Iterable[Any], seals: Iterable[tuple[str, str]]) -> dict[str, Recorded]:
    found: dict[str, Recorded] = {}
    sealed: list[tuple[str, str]] = []
    for row in rows:
        found[row[0]] = _after(found.get(row[0]), _recorded(row))
        sealed += [(row[0], row[6])] if row[6] else []
    return _with_seals(found, ((name, f"{PREFIX}{digest}") for name, digest in (*seals, *sealed)))


def _after(before: Recorded | None, newer: Recorded) -> Recorded:
    """What is recorded of an edition where a newer revision follows."""
    if before is None:
        return newer
    earlier = (*before.earlier, before.revision) if before.state.is_issued else before.earlier
    return newer._replace(earlier=earlier)


def _with_seals(found: dict[str, Recorded], sealed: Iterable[tuple[str, str]]) -> dict[str, Recorded]:
    seals: dict[str, set[str]] = {}
    for name, digest in sealed:
        seals.setdefault(name, set()).add(digest)
    return {name: it._replace(seals=frozenset(seals.get(name, ()))) for name, it in found.items()}


def _recorded(row: Iterable[Any]) -> Recorded:
    _, revision, state, number, slot, as_of, seal, given = row
    sealed = f"{PREFIX}{seal}" if seal else None
    return Recorded(revision, EditionState(state), number, moment_of(slot), moment_of(as_of), sealed, given)
