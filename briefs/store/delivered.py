"""What became of deliveries: looked at, counted, settled by a person, and returned by somebody's server."""

import datetime
import json
from collections.abc import Collection, Iterator, Mapping
from hashlib import sha256
from typing import Any, Final

from sqlalchemy import ColumnElement, Connection, Select, and_, exists, func, or_, select, update

from briefs.model import ARRIVED, NOT_ARRIVED, Delivery, DeliveryState, Shipment
from briefs.store import shipments
from briefs.store.claiming import AT_ONCE, CLAIMED, COMMITTING, PENDING, batches, precise, short
from briefs.store.delivery_tables import attempt, delivery, reader
from briefs.store.encoding import PREFIX, Damaged, moment_of, moment_or_none, stamp
from briefs.store.forgetting import told_of
from briefs.store.moving import text_of
from briefs.store.shipments import OPEN, place, shipment_of
from briefs.store.tables import AnyRow
from briefs.store.values import Taken

_SENT: Final = DeliveryState.SENT.value
_BOUNCED: Final = DeliveryState.BOUNCED.value
_UNCERTAIN: Final = DeliveryState.UNCERTAIN.value
_FAILED: Final = DeliveryState.FAILED.value
_TAKEN: Final = func.coalesce(delivery.c.taken, delivery.c.attempted)


def tally(connection: Connection, it: Shipment, *some: ColumnElement[bool]) -> Mapping[DeliveryState, int]:
    """How many deliveries of a shipment, or ``some`` of it, stand where; states in which there is none are left out."""
    query = select(delivery.c.state, func.count().label("number")).where(*place(delivery, it), *some)
    rows = connection.execute(query.group_by(delivery.c.state))
    found = {_state_of(row.state): row.number for row in rows}
    return {state: found[state] for state in DeliveryState if state in found}


def sent_again(connection: Connection, it: Shipment) -> int:
    """How many of a shipment were sent again after nobody could know whether they had arrived."""
    again = (*place(delivery, it), delivery.c.state == _SENT, delivery.c.doubted.is_not(None))
    return connection.scalar(select(func.count()).select_from(delivery).where(*again)) or 0


def words(connection: Connection, it: Shipment) -> Mapping[str, int]:
    """What people said last of deliveries of a shipment, and of how many each."""
    query = select(delivery.c.word, func.count().label("number")).where(
        *place(delivery, it), delivery.c.word.is_not(None)
    )
    return {row.word: row.number for row in connection.execute(query.group_by(delivery.c.word))}


def withdrawn(connection: Connection, it: Shipment) -> int:
    """How many deliveries of a shipment were left out because it was withdrawn."""
    left_out = (*place(delivery, it), delivery.c.reply == shipments.WITHDRAWN)
    return connection.scalar(select(func.count()).select_from(delivery).where(*left_out)) or 0


def next_due(connection: Connection, it: Shipment, now: datetime.datetime) -> datetime.datetime | None:
    """When something of a shipment is due: ``now``, or when the first is that waits; None where nothing will be."""
    if shipments.standstill(connection, it) is not None:
        return None
    pending = (*place(delivery, it), delivery.c.state == PENDING)
    query = select(func.count(), func.count(delivery.c.not_before), func.min(delivery.c.not_before))
    total, waiting, first = connection.execute(query.where(*pending)).one()
    if total > waiting:
        return now
    return None if first is None else max(now, moment_of(first))


def is_due(connection: Connection, now: datetime.datetime) -> bool:
    """Whether something is to be sent, or was begun, or all is settled, of what is neither paused nor finished."""
    due = or_(
        delivery.c.state.in_((CLAIMED, COMMITTING)),
        and_(
            delivery.c.state == PENDING,
            or_(delivery.c.not_before.is_(None), delivery.c.not_before <= stamp(now)),
        ),
    )
    unsettled = delivery.c.state.in_((*OPEN, _UNCERTAIN))

    def has(it: Shipment, condition: ColumnElement[bool]) -> bool:
        return bool(connection.scalar(select(exists().where(*place(delivery, it), condition))))

    return any(
        has(each.shipment, due) or not has(each.shipment, unsettled)
        for each in shipments.shipments(connection, None)
        if each.finished is None and each.paused is None
    )


def rows(
    connection: Connection, it: Shipment, states: Collection[DeliveryState] | None
) -> Iterator[Delivery]:
    """The deliveries of a shipment in the order of their numbers, some at a time; ``states`` None means all."""
    query = _joined().where(*place(delivery, it))
    if states is not None:
        query = query.where(delivery.c.state.in_([state.value for state in states]))
    streamed = {"yield_per": AT_ONCE}
    for row in connection.execute(query.order_by(delivery.c.id), execution_options=streamed):
        yield _delivery(row)


def find(connection: Connection, number: int) -> Delivery | None:
    """One delivery; None where there is none of this number."""
    row = connection.execute(_joined().where(delivery.c.id == number)).one_or_none()
    return None if row is None else _delivery(row)


def attempts_since(connection: Connection, moment: datetime.datetime) -> int:
    """How many messages were let go after a moment."""
    query = select(func.count()).select_from(attempt).where(attempt.c.moment > precise(moment))
    return connection.scalar(query) or 0


def oldest_attempt_since(connection: Connection, moment: datetime.datetime) -> datetime.datetime | None:
    """When the first of those was let go; None where none was."""
    query = select(func.min(attempt.c.moment)).where(attempt.c.moment > precise(moment))
    return moment_or_none(connection.scalar(query))


def resolve(
    connection: Connection,
    it: Shipment,
    numbers: Collection[int] | None,
    *,
    arrived: bool,
    moment: datetime.datetime,
    actor: str,
) -> int:
    """How many deliveries that nobody could know of are settled by a person's word; ``numbers`` None means all.

    What did not arrive is sent again; where its number is given, also what was refused for good or came back.
    """
    shipments.wanted(connection, it)
    states = (_UNCERTAIN,) if arrived or numbers is None else (_UNCERTAIN, _FAILED, _BOUNCED)
    word = f"{text_of(actor)} {ARRIVED if arrived else NOT_ARRIVED}"
    values: dict[str, Any] = {
        "state": _SENT if arrived else PENDING,
        "changed": stamp(moment),
        "reply": word,
        "word": word,
    }
    if arrived:
        values["taken"] = _TAKEN
    else:
        values |= {"not_before": None, "tries": 0, "doubted": None}
    here = (*place(delivery, it), delivery.c.state.in_(states))
    settled = 0
    for some in [None] if numbers is None else list(batches(sorted(numbers))):
        chosen = here if some is None else (*here, delivery.c.id.in_(some))
        settled += connection.execute(update(delivery).where(*chosen).values(values)).rowcount
    if settled and not arrived:
        shipments.unfinish(connection, it)
        shipments.leave_out_overtaken(connection, it, moment)
    return settled


def returned(connection: Connection, number: int, moment: datetime.datetime, reply: str) -> bool:
    """Whether a delivery that was sent, or may have been, is known as one that came back now."""
    person = connection.scalar(select(delivery.c.reader).where(delivery.c.id == number))
    told = short(told_of(connection, person, reply))
    values = {"state": DeliveryState.BOUNCED.value, "changed": stamp(moment), "reply": told, "taken": _TAKEN}
    sent = (delivery.c.id == number, delivery.c.state.in_((_SENT, _UNCERTAIN)))
    return connection.execute(update(delivery).where(*sent).values(values)).rowcount > 0


def taken(connection: Connection, it: Shipment, count: int | None = None) -> Taken:
    """The deliveries that a server has taken, in the order in which they first were: the first ``count``, or all.

    What came back later is among them, and what was sent again then: nothing that becomes of a delivery afterwards
    changes what is told of the first.
    """
    query = (
        select(delivery.c.reader, delivery.c.taken)
        .where(*place(delivery, it), delivery.c.taken.is_not(None))
        .order_by(delivery.c.taken, delivery.c.reader)
        .limit(count)
    )
    total, found = sha256(), 0
    for row in connection.execute(query, execution_options={"yield_per": AT_ONCE}):
        total.update(json.dumps(list(row), separators=(",", ":")).encode() + b"\n")
        found += 1
    return Taken(count=found, digest=f"{PREFIX}{total.hexdigest()}")


def _state_of(text: str) -> DeliveryState:
    """The state that stands in a row. Raises Damaged for any other text."""
    try:
        return DeliveryState(text)
    except ValueError as error:
        raise Damaged(f"is in no known state: {text!r:.40}") from error


def _joined() -> Select[Any]:
    return select(delivery, reader.c.key, reader.c.address, reader.c.name).select_from(
        delivery.join(reader, reader.c.id == delivery.c.reader)
    )


def _delivery(row: AnyRow) -> Delivery:
    return Delivery(
        number=row.id,
        shipment=shipment_of(row),
        reader=row.reader,
        key=row.key,
        state=_state_of(row.state),
        address=row.address,
        name=row.name,
        tries=row.tries,
        not_before=moment_or_none(row.not_before),
        changed=moment_of(row.changed),
        server=row.server,
        reply=row.reply,
        is_again=row.doubted is not None,
        word=row.word or "",
    )
