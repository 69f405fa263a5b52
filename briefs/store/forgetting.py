"""How a reader is taken out of a store: the address goes from wherever it stands, and what was done stays told."""

import datetime
import re
from collections.abc import Iterator
from typing import Any, Final

from sqlalchemy import ColumnElement, Connection, Select, Table, delete, exists, or_, select, update

from briefs.store.delivery_tables import (
    bounce,
    delivery,
    lifted,
    listed,
    reader,
    received,
    request,
    subscribed,
    suppression,
)
from briefs.store.encoding import stamp
from briefs.store.tables import AnyRow
from briefs.store.values import Damage

_GONE: Final = "[removed]"


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
    connection.execute(update(request).where(request.c.reader == row.id).values(writer=""))
    nothing = {"address": "", "wire": "", "name": "", "clearance": 0, "language": ""}
    connection.execute(
        update(reader).where(reader.c.id == row.id).values(nothing | {"removed": stamp(moment)})
    )
    return True


def leftovers(connection: Connection) -> Iterator[Damage]:
    """Readers of whom more is known than may be, and those of whom no address is."""
    removed = reader.c.removed.is_not(None)
    attached = exists().where(or_(listed.c.reader == reader.c.id, subscribed.c.reader == reader.c.id))
    told = or_(reader.c.address != "", reader.c.wire != "", reader.c.name != "", attached)
    for number in connection.scalars(select(reader.c.id).where(removed, told).order_by(reader.c.id)):
        yield Damage(place=f"reader {number}", message="was removed, but is still told of")
    blank = or_(reader.c.address == "", reader.c.wire == "")
    for number in connection.scalars(select(reader.c.id).where(~removed, blank).order_by(reader.c.id)):
        yield Damage(place=f"reader {number}", message="has no address")


def _redact(connection: Connection, row: AnyRow) -> None:
    """Take the address out of what servers and people have said."""
    address = re.compile("|".join(sorted(map(re.escape, {row.address, row.wire}))), re.IGNORECASE)
    for table, column, where in _mentions(row):
        own = list(table.primary_key)
        query: Select[Any] = select(*own, table.c[column].label("said")).where(where)
        for found in connection.execute(query).all():
            said = address.sub(_GONE, found.said)
            if said != found.said:
                place = [each == value for each, value in zip(own, found, strict=False)]
                connection.execute(update(table).where(*place).values({column: said}))


def _mentions(row: AnyRow) -> Iterator[tuple[Table, str, ColumnElement[bool]]]:
    """Where the address of a reader may stand in a text: the table, its column, and its rows."""
    deliveries = select(delivery.c.id).where(delivery.c.reader == row.id)
    yield delivery, "reply", delivery.c.reader == row.id
    yield bounce, "diagnosis", bounce.c.delivery.in_(deliveries)
    yield received, "note", received.c.delivery.in_(deliveries)
    yield request, "words", request.c.reader == row.id
    yield suppression, "because", suppression.c.key == row.key
    yield lifted, "because", lifted.c.key == row.key
