"""Who must not be written to: known by the hash of the address, so that it holds when the address is gone."""

import datetime
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import Connection, Select, Table, and_, delete, insert, select

from briefs.model import Lifted, Refusal, Suppression
from briefs.store.delivery_tables import lifted, reader, suppression
from briefs.store.encoding import Damaged, moment_of, stamp
from briefs.store.forgetting import told_of
from briefs.store.moving import text_of
from briefs.store.tables import AnyRow


@dataclass(frozen=True, slots=True, kw_only=True)
class Word:
    """What is said of a refusal: why, more of that, when, and by whom."""

    refusal: Refusal
    because: str
    moment: datetime.datetime
    actor: str


def suppress(connection: Connection, key: str, word: Word) -> bool:
    """Whether this is new; afterwards nothing is sent to the address with that key. The first word stays."""
    if connection.scalar(select(suppression.c.key).where(suppression.c.key == key)) is not None:
        return False
    values = {
        "key": key,
        "refusal": word.refusal.value,
        "because": text_of(word.because),
        "moment": stamp(word.moment),
        "actor": text_of(word.actor),
    }
    connection.execute(insert(suppression), values)
    return True


def suppress_reader(connection: Connection, number: int, word: Word) -> bool:
    """Whether there is, or ever was, a reader of that number; afterwards nothing is sent to them."""
    key = connection.scalar(select(reader.c.key).where(reader.c.id == number))
    if key is None:
        return False
    suppress(connection, key, replace(word, because=told_of(connection, number, word.because)))
    return True


def unsuppress(connection: Connection, key: str, because: str, moment: datetime.datetime, actor: str) -> bool:
    """Whether there was a refusal, which is over now; that it was one, and who has lifted it and why, stays."""
    gone = delete(suppression).where(suppression.c.key == key).returning(*suppression.c)
    row = connection.execute(gone).one_or_none()
    if row is None:
        return False
    values = {
        "key": key,
        "refusal": row.refusal,
        "refused": row.moment,
        "because": text_of(because),
        "moment": stamp(moment),
        "actor": text_of(actor),
    }
    connection.execute(insert(lifted), values)
    return True


def suppressions(connection: Connection) -> Iterator[Suppression]:
    """Every refusal in the order in which they came up, each with the address where there is one still."""
    yield from map(_suppression, connection.execute(_with_address(suppression)))


def find(connection: Connection, key: str) -> Suppression | None:
    """The refusal of the address with that key; None where there is none."""
    row = connection.execute(_with_address(suppression).where(suppression.c.key == key)).one_or_none()
    return None if row is None else _suppression(row)


def liftings(connection: Connection) -> Iterator[Lifted]:
    """Every refusal that is over in the order in which they were lifted, with the address where there is one still."""
    for row in connection.execute(_with_address(lifted)):
        yield Lifted(
            key=row.key,
            refusal=_refusal(row.refusal),
            refused=moment_of(row.refused),
            because=row.because,
            moment=moment_of(row.moment),
            actor=row.actor,
            address=row.address or "",
        )


def _suppression(row: AnyRow) -> Suppression:
    return Suppression(
        key=row.key,
        refusal=_refusal(row.refusal),
        because=row.because,
        moment=moment_of(row.moment),
        actor=row.actor,
        address=row.address or "",
    )


def _with_address(table: Table) -> Select[Any]:
    """The rows of a table in order of time, with the addresses of those who are readers."""
    here = and_(reader.c.key == table.c.key, reader.c.removed.is_(None))
    return (
        select(table, reader.c.address).outerjoin(reader, here).order_by(table.c.moment, *table.primary_key)
    )


def _refusal(text: str) -> Refusal:
    try:
        return Refusal(text)
    except ValueError as error:
        raise Damaged(f"is no known refusal: {text!r:.40}") from error
