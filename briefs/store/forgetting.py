"""How a reader is taken out of a store: the address goes from wherever it stands, and what was done stays told."""

import datetime
import re
from collections.abc import Callable, Iterator
from typing import Any, Final

from sqlalchemy import ColumnElement, Connection, Select, Table, delete, exists, func, or_, select, update

from briefs.store.delivery_tables import (
    bounce,
    delivery,
    lifted,
    listed,
    reader,
    received,
    request,
    shipment,
    subscribed,
    suppression,
)
from briefs.store.encoding import stamp
from briefs.store.tables import AnyRow
from briefs.store.values import Damage

_GONE: Final = "[removed]"
_ADDRESS: Final = re.compile(r"""[^\s<>()\[\],;:"'@]{1,64}@[^\s<>()\[\],;:"'@]{1,255}""")
"""Whatever may be an address, in the lengths that RFC 5321 allows."""


def remove(connection: Connection, key: str, moment: datetime.datetime) -> bool:
    """Whether there was such a reader; of them the key, the number and what was delivered stay, and no word else."""
    row = connection.execute(
        select(reader).where(reader.c.key == key, reader.c.removed.is_(None))
    ).one_or_none()
    if row is None:
        return False
    if connection.dialect.name == "sqlite":
        # What is deleted is overwritten in the file, and not only marked as free.
        connection.exec_driver_sql("PRAGMA secure_delete = ON").fetchall()
    for table in (listed, subscribed):
        connection.execute(delete(table).where(table.c.reader == row.id))
    _redact(connection, row)
    connection.execute(update(request).where(_asked_by(row)).values(writer=""))
    nothing = {"address": "", "wire": "", "name": "", "clearance": 0, "language": ""}
    connection.execute(
        update(reader).where(reader.c.id == row.id).values(nothing | {"removed": stamp(moment)})
    )
    return True


def told_of(connection: Connection, number: int | None, text: str) -> str:
    """What is told of a reader as it may be kept: of one who was removed, without any address.

    Which address was theirs is not known any more. ``number`` is the reader's.
    """
    return masked(text) if _is_removed(connection, number) else text


def masked(text: str) -> str:
    """The text without what looks like an address."""
    return _ADDRESS.sub(_GONE, text)


def leftovers(connection: Connection) -> Iterator[Damage]:
    """Readers of whom more is known than may be, and those of whom no address is."""
    removed = reader.c.removed.is_not(None)
    attached = exists().where(or_(listed.c.reader == reader.c.id, subscribed.c.reader == reader.c.id))
    told = or_(reader.c.address != "", reader.c.wire != "", reader.c.name != "", attached)
    for number in connection.scalars(select(reader.c.id).where(removed, told).order_by(reader.c.id)):
        yield Damage(place=f"reader {number}", message="was removed, but is still told of")
    for table, column, where in _tellings(select(reader.c.id).where(removed)):
        said = table.c[column].label("said")
        found = select(*table.primary_key, said).where(where, said.contains("@")).order_by(*table.primary_key)
        for row in connection.execute(found):
            if masked(row.said) != row.said:
                place = f"{table.name} {' '.join(map(str, row[:-1]))}"
                yield Damage(place=place, message="holds an address, and its reader was removed")
    blank = or_(reader.c.address == "", reader.c.wire == "")
    for number in connection.scalars(select(reader.c.id).where(~removed, blank).order_by(reader.c.id)):
        yield Damage(place=f"reader {number}", message="has no address")


def _is_removed(connection: Connection, number: int | None) -> bool:
    known = reader.c.id == number, reader.c.removed.is_not(None)
    return number is not None and connection.scalar(select(reader.c.id).where(*known)) is not None


def _asked_by(row: AnyRow) -> ColumnElement[bool]:
    """The requests of a reader, also those that nothing but the address says to be theirs."""
    writer = func.lower(request.c.writer)
    return or_(request.c.reader == row.id, writer.in_({row.address.lower(), row.wire.lower()}))


def _redact(connection: Connection, row: AnyRow) -> None:
    """Take the address out of what servers and people have said.

    What is told of this reader keeps no address at all; what is told of others, or of nobody, only not this one.
    """
    address = "|".join(sorted(map(re.escape, {row.address, row.wire})))
    own = re.compile(rf"(?<![\w.+-])(?:{address})(?![\w-]|\.\w)", re.IGNORECASE)
    for table, column, where in _tellings(select(reader.c.id).where(reader.c.id == row.id)):
        _rewrite(connection, table, column, where, masked)
    for table, column, where in _mentions(row):
        _rewrite(connection, table, column, where, lambda said: own.sub(_GONE, said))


def _rewrite(
    connection: Connection,
    table: Table,
    column: str,
    where: ColumnElement[bool],
    change: Callable[[str], str],
) -> None:
    own = list(table.primary_key)
    query: Select[Any] = select(*own, table.c[column].label("said")).where(where)
    for found in connection.execute(query).all():
        said = change(found.said)
        if said != found.said:
            place = [each == value for each, value in zip(own, found, strict=False)]
            connection.execute(update(table).where(*place).values({column: said}))


def _tellings(readers: Select[tuple[int]]) -> Iterator[tuple[Table, str, ColumnElement[bool]]]:
    """Where servers and the readers themselves have told of some readers: the table, its column, and its rows."""
    deliveries = select(delivery.c.id).where(delivery.c.reader.in_(readers))
    yield delivery, "reply", delivery.c.reader.in_(readers)
    yield bounce, "diagnosis", bounce.c.delivery.in_(deliveries)
    yield received, "note", received.c.delivery.in_(deliveries)
    yield request, "writer", request.c.reader.in_(readers)
    yield request, "words", request.c.reader.in_(readers)


def _mentions(row: AnyRow) -> Iterator[tuple[Table, str, ColumnElement[bool]]]:
    """Where the address of a reader may stand in a text about anything else, as above."""
    yield shipment, "because", shipment.c.because != ""
    yield request, "words", request.c.reader.is_(None)
    yield request, "answer", request.c.answer != ""
    yield suppression, "because", suppression.c.key == row.key
    yield lifted, "because", lifted.c.key == row.key
