"""Who must not be written to: known by the hash of the address, so that it holds when the address is gone."""

import datetime
from collections.abc import Iterator
from dataclasses import dataclass

from sqlalchemy import Connection, and_, delete, insert, select

from briefs.model import Refusal, Suppression
from briefs.store.delivery_tables import reader, suppression
from briefs.store.encoding import Damaged, moment_of, stamp
from briefs.store.moving import text_of


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
    suppress(connection, key, word)
    return True


def unsuppress(connection: Connection, key: str) -> bool:
    """Whether there was a refusal, which is there no more."""
    return (
        connection.scalar(delete(suppression).where(suppression.c.key == key).returning(suppression.c.key))
        is not None
    )


def suppressions(connection: Connection) -> Iterator[Suppression]:
    """Every refusal in the order in which they came up, each with the address where there is one still."""
    query = (
        select(suppression, reader.c.address)
        .outerjoin(reader, and_(reader.c.key == suppression.c.key, reader.c.removed.is_(None)))
        .order_by(suppression.c.moment, suppression.c.key)
    )
    for row in connection.execute(query):
        yield Suppression(
            key=row.key,
            refusal=_refusal(row.refusal),
            because=row.because,
            moment=moment_of(row.moment),
            actor=row.actor,
            address=row.address or "",
        )


def _refusal(text: str) -> Refusal:
    try:
        return Refusal(text)
    except ValueError as error:
        raise Damaged(f"is no known refusal: {text!r:.40}") from error
