"""What came back, as rows: messages that were dealt with, the bounces among them, and what readers ask for."""

import datetime
from collections.abc import Sequence
from typing import Any, Final

from sqlalchemy import Connection, func, insert, select, update

from briefs.errors import NotAllowed
from briefs.model import BounceClass, CorrectionRequest, Incoming, IncomingKind
from briefs.store import forgetting
from briefs.store.delivery_tables import bounce, delivery, received, request
from briefs.store.encoding import Damaged, moment_of, moment_or_none, stamp, storable
from briefs.store.tables import AnyRow

_KINDS: Final = {kind.value: kind for kind in IncomingKind}


def kind(connection: Connection, digest: str) -> IncomingKind | None:
    """What a message was that was dealt with before; None for one that was not."""
    stands = connection.scalar(select(received.c.kind).where(received.c.digest == digest))
    if stands is None:
        return None
    if stands not in _KINDS:
        raise Damaged(f"holds no kind of a message: {stands!r:.40}")
    return _KINDS[stands]


def left(connection: Connection, digest: str) -> str | None:
    """The note of a message that was left for a person; None for any other, and for one that is not known."""
    query = select(received.c.note).where(
        received.c.digest == digest, received.c.kind == IncomingKind.OTHER.value
    )
    return connection.scalar(query)


def keep(
    connection: Connection,
    message: Incoming,
    moment: datetime.datetime,
    requests: Sequence[CorrectionRequest],
) -> bool:
    """Whether the message is new; afterwards it is known."""
    if kind(connection, message.digest) is not None:
        return False
    person = connection.scalar(select(delivery.c.reader).where(delivery.c.id == message.delivery))
    connection.execute(
        insert(received),
        {
            "digest": message.digest,
            "kind": message.kind.value,
            "moment": stamp(moment),
            "delivery": message.delivery,
            "note": storable(forgetting.told_of(connection, person, message.note)),
        },
    )
    if message.bounce is not None and message.delivery is not None:
        connection.execute(
            insert(bounce),
            {
                "digest": message.digest,
                "delivery": message.delivery,
                "class": message.bounce.kind.value,
                "status": storable(message.bounce.status),
                "diagnosis": storable(forgetting.told_of(connection, person, message.bounce.diagnosis)),
                "moment": stamp(moment),
            },
        )
    if requests:
        connection.execute(insert(request), [_row(connection, message.digest, each) for each in requests])
    return True


def came_back(connection: Connection, reader: int, editions: int) -> frozenset[str]:
    """Those of the newest editions that were sent to a reader of which a mail came back for a passing reason."""
    newest = (
        select(delivery.c.edition)
        .where(delivery.c.reader == reader, delivery.c.attempted.is_not(None))
        .group_by(delivery.c.edition)
        .order_by(func.max(delivery.c.id).desc())
        .limit(editions)
    )
    names = list(connection.scalars(newest))
    found = (
        select(delivery.c.edition)
        .join(bounce, bounce.c.delivery == delivery.c.id)
        .where(
            delivery.c.reader == reader,
            delivery.c.edition.in_(names),
            bounce.c["class"] == BounceClass.SOFT.value,
        )
    )
    return frozenset(connection.scalars(found))


def requests(connection: Connection, *, settled: bool) -> tuple[CorrectionRequest, ...]:
    """What readers ask to be corrected, in the order in which it came."""
    query = select(request).order_by(request.c.id)
    if not settled:
        query = query.where(request.c.settled.is_(None))
    return tuple(map(_request, connection.execute(query)))


def settle(
    connection: Connection, number: int, because: str, moment: datetime.datetime, actor: str
) -> CorrectionRequest | None:
    """The request as it is settled now; None where there is none of this number. Raises NotAllowed."""
    found = connection.execute(select(request).where(request.c.id == number)).one_or_none()
    if found is None:
        return None
    if found.settled is not None:
        raise NotAllowed(f"request {number} was settled before, by {found.actor}: {found.answer}")
    done = {"settled": stamp(moment), "actor": storable(actor), "answer": storable(because)}
    row = connection.execute(
        update(request).where(request.c.id == number).values(done).returning(*request.c)
    ).one()
    return _request(row)


def _row(connection: Connection, digest: str, asked: CorrectionRequest) -> dict[str, Any]:
    return {
        "digest": digest,
        "edition": storable(asked.edition),
        "revision": asked.revision,
        "statement": storable(asked.statement),
        "reader": asked.reader,
        "writer": storable(forgetting.told_of(connection, asked.reader, asked.writer)),
        "words": storable(forgetting.told_of(connection, asked.reader, asked.words)),
        "received": stamp(asked.received),
        "settled": None,
        "actor": "",
        "answer": "",
    }


def _request(row: AnyRow) -> CorrectionRequest:
    return CorrectionRequest(
        number=row.id,
        edition=row.edition,
        revision=row.revision,
        statement=row.statement,
        reader=row.reader,
        writer=row.writer,
        words=row.words,
        received=moment_of(row.received),
        settled=moment_or_none(row.settled),
        actor=row.actor,
        answer=row.answer,
    )
