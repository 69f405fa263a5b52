"""What the ledger holds, looked at against its log: nothing in it may be other than the log says.

The log is a chain, so a row that was changed or taken out is found by its neighbours. A row at the end has only one:
that it is missing is found by what it left behind, records that have moved further and seals that name it.
"""

import datetime
import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any, Final

from sqlalchemy import Column, Connection, Integer, Table, select
from sqlalchemy.exc import SQLAlchemyError

from briefs.model import MOVES, EditionState
from briefs.store import contents
from briefs.store.chain import link, record_digest
from briefs.store.deciding import person
from briefs.store.encoding import PREFIX, Damaged, document_id, moment_of, stamp
from briefs.store.ledger_tables import approval, edition, log, part
from briefs.store.moving import called
from briefs.store.tables import AnyRow
from briefs.store.values import Damage

_Place = tuple[str, int]
_UNKNOWN: Final[frozenset[str]] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class _Books:
    """The log and the records, read once. ``last`` is the last row of the log for each revision.

    Rows that hold what no program writes are ``odd`` and not among them.
    """

    log: tuple[AnyRow, ...]
    records: tuple[AnyRow, ...]
    odd: tuple[Damage, ...]
    last: Mapping[_Place, AnyRow]
    numbers: Mapping[str, int]


def audit(connection: Connection) -> Iterator[Damage]:
    """Everything that is wrong in the ledger, and nothing where it is sound.

    A part that cannot be read at all is one damage, and the other parts are looked at all the same. Takes the time
    that it takes to read every content of an edition, and the memory of the largest.
    """
    try:
        books = _opened(connection)
    except SQLAlchemyError as error:
        yield _unread("log", error)
        return
    yield from books.odd
    for place, look in _PARTS.items():
        try:
            # On PostgreSQL, what fails outside of a savepoint takes the rest along.
            with connection.begin_nested():
                yield from look(connection, books)
        except SQLAlchemyError as error:
            yield _unread(place, error)


def _opened(connection: Connection) -> _Books:
    odd: list[Damage] = []
    rows = tuple(_even(connection, log, odd))
    return _Books(
        log=rows,
        records=tuple(_even(connection, edition, odd)),
        odd=tuple(odd),
        last={(row.edition, row.revision): row for row in rows},
        numbers={row.digest: row.number for row in rows},
    )


def _even(connection: Connection, table: Table, odd: list[Damage]) -> Iterator[AnyRow]:
    """The rows of a table in the order of its key, but for those that are told as odd."""
    keys = tuple(table.primary_key)
    for row in connection.execute(select(table).order_by(*keys)):
        if all(_is_fit(column, value) for column, value in zip(table.columns, row, strict=True)):
            yield row
        else:
            place = " ".join(f"{value}" for value in row[: len(keys)])
            odd.append(Damage(place=f"{table.name} {place}", message="holds what was never written there"))


def _is_fit(column: Column[Any], value: object) -> bool:
    """Whether a value is of its column's type: SQLite keeps any, whatever the column is declared as."""
    kind = int if isinstance(column.type, Integer) else str
    return isinstance(value, kind) or (value is None and bool(column.nullable))


def _unread(place: str, error: SQLAlchemyError) -> Damage:
    return Damage(place=place, message=f"cannot be read: {getattr(error, 'orig', None) or error}")


# ---- The log ---------------------------------------------------------------------------------------------------------


def _chain(_connection: Connection, books: _Books) -> Iterator[Damage]:
    number, digest = 0, ""
    for row in books.log:
        place = f"log row {row.number}"
        gap = row.number - number - 1
        if gap:
            lost = "1 row that is" if gap == 1 else f"{gap:,} rows that are"
            yield Damage(place=place, message=f"comes after {lost} missing")
        elif row.previous != digest:
            yield Damage(place=place, message="does not follow the row before it: one of the two was changed")
        if row.digest != link(row._asdict()):
            yield Damage(place=place, message="is not what was written: its digest does not fit")
        number, digest = row.number, row.digest


def _moves(_connection: Connection, books: _Books) -> Iterator[Damage]:
    """Moves that nobody could have made."""
    states: dict[_Place, str | None] = {}
    for row in books.log:
        place = (row.edition, row.revision)
        before = states.get(place)
        if row.state not in _after(before):
            name = called(*place)
            message = f"moves {name} from {before or 'nothing'} to {row.state}, which is no move"
            yield Damage(place=f"log row {row.number}", message=message)
        states[place] = row.state
        try:
            moment_of(row.moment)
        except Damaged as error:
            yield Damage(place=f"log row {row.number}", message=str(error))


def _after(state: str | None) -> frozenset[str]:
    """The states that may follow; none after one that is not known."""
    try:
        return frozenset(MOVES[None if state is None else EditionState(state)])
    except ValueError:
        return _UNKNOWN


# ---- Records ---------------------------------------------------------------------------------------------------------


def _records(connection: Connection, books: _Books) -> Iterator[Damage]:
    for row in books.records:
        last = books.last.get((row.edition, row.revision))
        place = called(row.edition, row.revision)
        for message in _differences(connection, row, last):
            yield Damage(place=place, message=message)
    known = {(row.edition, row.revision) for row in books.records}
    for lost in sorted(books.last.keys() - known):
        yield Damage(place=called(*lost), message="is in the log, but its record is missing")


def _differences(connection: Connection, row: AnyRow, last: AnyRow | None) -> Iterator[str]:
    """What a record says and the last row of the log that speaks of it does not."""
    if last is None:
        yield "is not in the log at all: rows of it are missing, or nobody planned it"
        return
    if row.moved > last.number:
        yield f"has moved on after log row {last.number}, and the log does not say how: rows of it are missing"
    elif row.moved < last.number:
        yield f"has not moved with log row {last.number}"
    if row.state != last.state:
        yield f"is {row.state}, but {last.state} by log row {last.number}"
    elif record_digest(connection, row._asdict()) != last.record:
        became = f"it became {row.state} (log row {last.number})"
        yield f"is not what it was when {became}: its record, its edits or its approvals were changed"


def _approvals(connection: Connection, _books: _Books) -> Iterator[Damage]:
    """Names under which somebody could have approved twice."""
    for row in connection.execute(select(approval)):
        if row.person != person(row.actor):
            place = called(row.edition, row.revision)
            yield Damage(
                place=place, message=f"the approval of {row.actor!r} is counted as that of {row.person!r}"
            )


# ---- Seals and contents ----------------------------------------------------------------------------------------------


def _seals(connection: Connection, books: _Books) -> Iterator[Damage]:
    owners = {row.seal: row for row in (*books.log, *books.records) if row.seal}
    first = {row.seal: row.number for row in reversed(books.log) if row.seal}
    for digest, row in owners.items():
        place = f"{called(row.edition, row.revision)}, seal {document_id(digest)}"
        try:
            seal = json.loads(contents.read(connection, digest))
            faults = [*_misplaced(seal, row, first.get(digest), books), *_unlike(connection, seal, row)]
        except Damaged:  # told with all other contents
            continue
        except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
            faults = ["is no seal that can be read"]
        for fault in faults:
            yield Damage(place=place, message=fault)


def _misplaced(seal: Mapping[str, Any], row: AnyRow, number: int | None, books: _Books) -> Iterator[str]:
    """Where a seal does not stand in the log where it says; ``number`` is the first row that names it, if any does."""
    if (seal["edition"], seal["revision"]) != (row.edition, row.revision):
        yield f"is that of {called(seal['edition'], seal['revision'])}"
    before = books.numbers.get(seal["previous"].removeprefix(PREFIX))
    if before is None:
        yield "was made when the log ended with a row that it does not have now: rows of it are missing"
    elif number is not None and before >= number:
        yield f"was made after log row {before}, and log row {number} names it already"


def _unlike(connection: Connection, seal: Mapping[str, Any], row: AnyRow) -> Iterator[str]:
    """Where the seal of a record says something else than the record, or names files that are not its."""
    if "as_of" not in row._fields:  # a row of the log: its seal was made void
        return
    if seal["number"] != row.number:
        yield f"is that of number {seal['number']}, not {row.number}"
    if stamp(datetime.datetime.fromisoformat(seal["as_of"])) != row.as_of:
        yield f"is that of an edition as of {seal['as_of']}, not {row.as_of}"
    held = set(connection.scalars(select(part.c.digest).where(part.c.whole == row.seal)))
    for name, digest in sorted(seal["files"].items()):
        if digest.removeprefix(PREFIX) not in held:
            yield f"names {name}, which is not kept with it"


def _contents(connection: Connection, books: _Books) -> Iterator[Damage]:
    """Each content is read once, one at a time."""
    needed: dict[str, _Place] = {}
    for row in (*books.log, *books.records):
        place = (row.edition, row.revision)
        for whole in filter(None, (row.seal, getattr(row, "snapshot", None))):
            needed.setdefault(whole, place)
            if whole != row.seal or "as_of" in row._fields:
                for digest in connection.scalars(select(part.c.digest).where(part.c.whole == whole)):
                    needed.setdefault(digest, place)
    for digest, place in sorted(needed.items()):
        try:
            contents.read(connection, digest)
        except Damaged as error:
            yield Damage(place=document_id(digest), message=f"{error}; {called(*place)} needs it")


_PARTS: Final[Mapping[str, Callable[[Connection, _Books], Iterator[Damage]]]] = MappingProxyType({
    "log": _chain,
    "moves": _moves,
    "editions": _records,
    "approvals": _approvals,
    "seals": _seals,
    "contents": _contents,
})  # fmt: skip
