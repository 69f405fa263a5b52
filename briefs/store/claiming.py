"""Deliveries in a sender's hands: claimed, committed before the message is let go, and settled by what was answered.

pending ─claim─▶ claimed ─record─▶ committing ─record─▶ sent, pending (later), failed

Every row is locked before it is looked at, in the order of numbers: senders on a server neither wait for each other
nor take the same row, and a row that was taken from a sender meanwhile is not this sender's to change.
"""

import datetime
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import islice
from types import MappingProxyType
from typing import Any, Final

from sqlalchemy import Boolean, Connection, Text, and_, bindparam, case, func, insert, or_, select, update

from briefs.model import Claimed, DeliveryState, Settled, Shipment
from briefs.store import shipments
from briefs.store.delivery_tables import attempt, delivery, reader, shipment, subscribed, suppression
from briefs.store.encoding import stamp, stamp_or_none, storable
from briefs.store.forgetting import told_of
from briefs.store.shipments import place
from briefs.store.tables import AnyRow

AT_ONCE: Final = 500
"""Rows that are looked at and changed together: well below the number of values that a statement may have."""
MOST_ROUNDS: Final = 20
"""Times that a claim looks for more: where ten thousand readers in a row refuse, others may write in between."""
LONGEST_REPLY: Final = 1_000
"""Characters of what a server said that are kept: some ten lines of it."""
PENDING: Final = DeliveryState.PENDING.value
CLAIMED: Final = DeliveryState.CLAIMED.value
COMMITTING: Final = DeliveryState.COMMITTING.value
_FROM: Final[Mapping[DeliveryState, frozenset[str]]] = MappingProxyType({
    # A sender that was taken for dead still knows what was answered: it is believed until another has the row.
    DeliveryState.SENT: frozenset({COMMITTING, PENDING, DeliveryState.UNCERTAIN.value}),
    DeliveryState.FAILED: frozenset({CLAIMED, COMMITTING}),
    DeliveryState.PENDING: frozenset({CLAIMED, COMMITTING}),
    DeliveryState.UNCERTAIN: frozenset({COMMITTING}),
    DeliveryState.LEFT_OUT: frozenset({CLAIMED}),
})  # fmt: skip
"""From where a sender may settle a delivery that it holds, or held last."""
_SUPPRESSED: Final = "its reader is not to be written to: {}"
_UNCLEARED: Final = "its reader is not cleared for {}"
_BY_NUMBER: Final = update(delivery).where(delivery.c.id == bindparam("number"))
_CLAIM: Final = _BY_NUMBER.values(state=CLAIMED, sender=bindparam("by"), changed=bindparam("at"))
_LEAVE_OUT: Final = _BY_NUMBER.values(
    state=DeliveryState.LEFT_OUT.value,
    not_before=None,
    changed=bindparam("at"),
    server="",
    reply=bindparam("why"),
)
_COMMIT: Final = _BY_NUMBER.values(state=COMMITTING, attempted=bindparam("let_go"), changed=bindparam("at"))
_PUT_BACK: Final = _BY_NUMBER.values(state=PENDING, changed=bindparam("at"))
_COUNT: Final = insert(attempt).values(delivery=bindparam("number"), moment=bindparam("let_go"))
_SETTLE: Final = _BY_NUMBER.values(
    state=bindparam("to"),
    tries=delivery.c.tries + bindparam("tried"),
    not_before=bindparam("later"),
    changed=bindparam("at"),
    server=bindparam("by"),
    reply=bindparam("said"),
    taken=func.coalesce(delivery.c.taken, case((bindparam("is_taken", type_=Boolean), delivery.c.attempted))),
    doubted=func.coalesce(delivery.c.doubted, bindparam("doubt", type_=Text)),
)


_PEOPLE: Final = select(
    delivery.c.id,
    delivery.c.tries,
    delivery.c.reader,
    reader.c.wire,
    reader.c.name,
    reader.c.language,
    reader.c.clearance,
    reader.c.removed,
    suppression.c.refusal,
    suppression.c.because,
).select_from(
    delivery.join(reader, reader.c.id == delivery.c.reader).outerjoin(
        suppression, suppression.c.key == reader.c.key
    )
)
"""Deliveries with all that is known of their readers."""


_HELD: Final = (
    select(
        delivery.c.id,
        delivery.c.state,
        delivery.c.edition,
        delivery.c.revision,
        delivery.c.kind,
        or_(
            reader.c.removed.is_not(None),
            reader.c.clearance < shipment.c.marking,
            suppression.c.key.is_not(None),
            shipments.MAY_STAND_STILL,
        ).label("is_barred"),
    )
    .select_from(
        delivery.join(reader, reader.c.id == delivery.c.reader)
        .join(shipment)
        .outerjoin(suppression, suppression.c.key == reader.c.key)
    )
    .where(delivery.c.id.in_(bindparam("some", expanding=True)), delivery.c.sender == bindparam("by"))
    .order_by(delivery.c.id)
    .with_for_update(of=delivery)
)
"""What a sender holds; of what ``is_barred`` it is to be looked why it must not be let go. One statement, since it is
asked for every message."""


def claim(
    connection: Connection, it: Shipment, sender: str, limit: int, now: datetime.datetime
) -> tuple[tuple[Claimed, ...], bool]:
    """The first deliveries that are due, now this sender's, and whether more may be that were not looked at.

    Whoever must not get it any more is left out.
    """
    if shipments.standstill(connection, it) is not None:
        return (), False
    marking = shipments.wanted(connection, it).marking
    claimed: list[AnyRow] = []
    size = min(AT_ONCE, limit)
    due: Sequence[AnyRow] = ()
    for _ in range(MOST_ROUNDS):
        due = _due(connection, it, size, now) if len(claimed) < limit else ()
        if not due:
            break
        against = {row.id: why for row in due if (why := reason_against(row, marking))}
        left_out = [{"number": number, "why": why, "at": stamp(now)} for number, why in against.items()]
        some = [row for row in due if row.id not in against][: limit - len(claimed)]
        taken = [{"number": row.id, "by": sender, "at": stamp(now)} for row in some]
        for statement, rows in ((_LEAVE_OUT, left_out), (_CLAIM, taken)):
            if rows:
                connection.execute(statement, rows)
        claimed += some
        size = AT_ONCE
    readers = [row.reader for row in claimed]
    themes, before = _themes(connection, readers), _had_earlier(connection, it, readers)
    mine = tuple(
        _claimed(it, row, themes.get(row.reader, ()), had_earlier=row.reader in before) for row in claimed
    )
    return mine, bool(due)


def record(
    connection: Connection,
    sender: str,
    settled: Sequence[Settled],
    committing: Sequence[tuple[int, datetime.datetime]],
) -> frozenset[int]:
    """Those of ``committing`` that this sender may let go now: it holds them, and it is on the disk that it does.

    What is ``settled`` is, where the sender holds it, or held it last.
    """
    rows = _held(connection, sender, {*(it.number for it in settled), *(number for number, _ in committing)})
    states = {row.id: row.state for row in rows}
    known = [_erased(connection, it) for it in settled if states.get(it.number) in _FROM.get(it.state, ())]
    if known:
        connection.execute(_SETTLE, [_settling(it) for it in known])
        _leave_out_overtaken(connection, known, rows)
    moments = dict(committing)
    claimed = [row for row in rows if row.id in moments and row.state == CLAIMED]
    withheld = _withheld(connection, [row for row in claimed if row.is_barred], moments)
    fresh = [
        {"number": row.id, "let_go": precise(moments[row.id]), "at": stamp(moments[row.id])}
        for row in claimed
        if row.id not in withheld
    ]
    if fresh:
        connection.execute(_COMMIT, fresh)
        connection.execute(_COUNT, fresh)
    # Whoever asks again, because it was not heard that it was done, has them still.
    mine = {number for number in moments if states.get(number) in {CLAIMED, COMMITTING}}
    return frozenset(mine - withheld)


def _withheld(
    connection: Connection, barred: Sequence[AnyRow], moments: Mapping[int, datetime.datetime]
) -> set[int]:
    """Those that must not be let go after all, since they were claimed: each is left out now, or put back.

    They may have waited for long, for a rate or a slow server.
    """
    withheld: set[int] = set()
    for it in {shipments.shipment_of(row) for row in barred}:
        mine = [row.id for row in barred if shipments.shipment_of(row) == it]
        last = stamp(max(moments[number] for number in mine))
        if shipments.standstill(connection, it) is not None:
            connection.execute(_PUT_BACK, [{"number": number, "at": last} for number in mine])
            shipments.leave_out_overtaken(connection, it, max(moments[number] for number in mine))
            withheld.update(mine)
            continue
        against = _against(connection, it, mine)
        if against:
            rows = [{"number": number, "why": why, "at": last} for number, why in against.items()]
            connection.execute(_LEAVE_OUT, rows)
            withheld.update(against)
    return withheld


def _against(connection: Connection, it: Shipment, numbers: Collection[int]) -> dict[int, str]:
    """Why those of the deliveries whose readers must not get them any more are not to be sent."""
    marking = shipments.wanted(connection, it).marking
    found: dict[int, str] = {}
    for some in batches(numbers):
        for row in connection.execute(_PEOPLE.where(delivery.c.id.in_(some))):
            why = reason_against(row, marking)
            if why is not None:
                found[row.id] = why
    return found


def release(
    connection: Connection, sender: str, numbers: Collection[int] | None, moment: datetime.datetime
) -> int:
    """How many deliveries that this sender had claimed and not begun are pending again; ``numbers`` None means all."""
    mine = and_(delivery.c.sender == sender, delivery.c.state == CLAIMED)
    released = 0
    for some in [None] if numbers is None else list(batches(sorted(numbers))):
        chosen = mine if some is None else and_(mine, delivery.c.id.in_(some))
        locked = select(delivery.c.id).where(chosen).order_by(delivery.c.id).with_for_update()
        values = {"state": PENDING, "changed": stamp(moment)}
        done = connection.execute(update(delivery).where(delivery.c.id.in_(locked)).values(values))
        released += done.rowcount
    return released


def precise(moment: datetime.datetime) -> str:
    """The moment in UTC and to the thousandth of a second, by which rates are counted; texts have its order."""
    return f"{moment.astimezone(datetime.UTC).replace(tzinfo=None).isoformat(timespec='milliseconds')}Z"


def short(reply: str) -> str:
    """What a server said as it is kept: storable, and not longer than anybody reads."""
    return storable(reply[:LONGEST_REPLY])


def batches(numbers: Collection[int]) -> Iterator[list[int]]:
    """The numbers, some at a time."""
    rest = iter(numbers)
    while some := list(islice(rest, AT_ONCE)):
        yield some


def _due(connection: Connection, it: Shipment, limit: int, now: datetime.datetime) -> Sequence[AnyRow]:
    """Pending deliveries with all that is known of their readers; no other sender sees them meanwhile."""
    pending = (*place(delivery, it), delivery.c.state == PENDING)
    due = or_(delivery.c.not_before.is_(None), delivery.c.not_before <= stamp(now))
    query = (
        _PEOPLE.where(*pending, due)
        .order_by(delivery.c.id)
        .limit(limit)
        .with_for_update(of=delivery, skip_locked=True)
    )
    return connection.execute(query).all()


def reason_against(row: AnyRow, marking: int) -> str | None:
    """Why a reader must not get it any more; None where nothing speaks against it."""
    if row.removed is not None:
        return shipments.REMOVED
    if row.refusal is not None:
        why = _SUPPRESSED.format(row.refusal)
        return short(f"{why}: {row.because}" if row.because else why)
    return None if row.clearance >= marking else _UNCLEARED.format(shipments.MARKINGS[marking])


def _themes(connection: Connection, readers: Sequence[int]) -> dict[int, tuple[str, ...]]:
    found: dict[int, tuple[str, ...]] = {}
    for some in batches(readers):
        query = select(subscribed).where(subscribed.c.reader.in_(some)).order_by(subscribed.c.theme)
        for row in connection.execute(query):
            found[row.reader] = (*found.get(row.reader, ()), row.theme)
    return found


def _had_earlier(connection: Connection, it: Shipment, readers: Sequence[int]) -> set[int]:
    """Those among ``readers`` to whom an earlier revision was let go."""
    if it.revision == 0:
        return set()
    found: set[int] = set()
    for some in batches(readers):
        query = shipments.had_before(it).where(delivery.c.reader.in_(some))
        found.update(connection.scalars(query))
    return found


def _claimed(it: Shipment, row: AnyRow, themes: tuple[str, ...], *, had_earlier: bool) -> Claimed:
    return Claimed(
        number=row.id,
        shipment=it,
        reader=row.reader,
        ascii=row.wire,
        name=row.name,
        language=row.language,
        themes=themes,
        tries=row.tries,
        had_earlier=had_earlier,
    )


def _held(connection: Connection, sender: str, numbers: Collection[int]) -> list[AnyRow]:
    """The rows among ``numbers`` that are this sender's, or were its last; nobody else changes them meanwhile."""
    rows: list[AnyRow] = []
    for some in batches(sorted(numbers)):
        rows += connection.execute(_HELD, {"some": some, "by": sender})
    return rows


def _erased(connection: Connection, it: Settled) -> Settled:
    """What became of a message, without the address of a reader who was removed while it was on its way."""
    if "@" not in it.reply:
        return it
    person = connection.scalar(select(delivery.c.reader).where(delivery.c.id == it.number))
    return replace(it, reply=told_of(connection, person, it.reply))


def _settling(it: Settled) -> dict[str, Any]:
    is_later = it.state is DeliveryState.PENDING
    return {
        "number": it.number,
        "to": it.state.value,
        "tried": int(it.is_try),
        "later": stamp_or_none(it.not_before) if is_later else None,
        "at": stamp(it.moment),
        "by": short(it.server),
        "said": short(it.reply),
        "is_taken": it.state is DeliveryState.SENT,
        "doubt": stamp(it.moment) if it.is_doubtful else None,
    }


def _leave_out_overtaken(connection: Connection, known: Sequence[Settled], rows: Sequence[AnyRow]) -> None:
    """What was to be sent later is not, where a correction was planned meanwhile."""
    later = {it.number: it.moment for it in known if it.state is DeliveryState.PENDING}
    moments = {shipments.shipment_of(row): later[row.id] for row in rows if row.id in later}
    for it, moment in moments.items():
        shipments.leave_out_overtaken(connection, it, moment)
