"""Who gets a shipment: planned in the database, whatever the number of readers, as a whole or not at all.

An edition goes to the readers on some lists. Its correction goes to those whom an earlier revision reached or may have
reached, and to those who were still to get one; word of a withdrawal to those whom any revision may have reached.
"""

import datetime
from collections.abc import Collection
from typing import Any, Final

from sqlalchemy import (
    ColumnElement,
    Connection,
    FromClause,
    Select,
    and_,
    delete,
    func,
    insert,
    literal,
    or_,
    select,
    true,
    update,
)

from briefs.errors import NotAllowed
from briefs.model import DeliveryKind, DeliveryState, Marking, Shipment
from briefs.store import shipments
from briefs.store.claiming import CLAIMED, PENDING, batches, precise
from briefs.store.delivery_tables import attempt, delivery, listed, reader, suppression
from briefs.store.encoding import stamp, storable
from briefs.store.shipments import IN_ITS_PLACE, MARKINGS, MAY_HAVE_IT, OPEN, WITHDRAWN, place, told
from briefs.store.values import Forecast

MOST_NAMED: Final = 10
"""Addresses that a refusal names: whoever has more to look after looks at the whole list."""
_COUNTED: Final = datetime.timedelta(days=2)
"""For how long it is known when messages were let go: twice the longest span of a rate."""
_OFF_LISTS: Final = "raise their clearance, or take them off the lists: briefs readers"
_HAD_EARLIER: Final = (
    "who was sent an earlier revision, or still waits for one, is to get this one whatever the lists say: raise their "
    "clearance (briefs readers add ADDRESS --clearance), or say that they get no more "
    "(briefs readers suppress ADDRESS --because, briefs readers remove ADDRESS) and tell them yourself what was wrong"
)
_LEFT_OUT: Final = DeliveryState.LEFT_OUT.value
FRESH: Final = or_(delivery.c.id.is_(None), delivery.c.state == _LEFT_OUT)
"""Who has no delivery, of ``everybody``. Whoever was left out is asked again: what kept it from them may be over."""
_SENDABLE: Final = and_(reader.c.removed.is_(None), reader.c.key.not_in(select(suppression.c.key)))


def forecast(
    connection: Connection, it: Shipment, lists: Collection[str] | None, marking: Marking
) -> Forecast:
    """What planning does; ``lists`` None is for a correction or a withdrawal, none at all for every reader."""
    chosen = intended(it, lists)
    degree = MARKINGS.index(marking)
    planned = and_(delivery.c.id.is_not(None), delivery.c.state != _LEFT_OUT)
    refused = suppression.c.key.is_not(None)
    cleared = reader.c.clearance >= degree
    joined = everybody(it)
    counts = (
        func.count().filter(and_(FRESH, ~refused, cleared)).label("readers"),
        func.count().filter(and_(FRESH, refused)).label("suppressed"),
        func.count().filter(and_(FRESH, ~refused, ~cleared)).label("uncleared"),
        func.count().filter(planned).label("already"),
        _corrected(it, and_(FRESH, ~refused, cleared)).label("corrected"),
    )
    here = and_(chosen, reader.c.removed.is_(None))
    found = connection.execute(select(*counts).select_from(joined).where(here)).one()
    some = select(reader.c.address).select_from(joined).where(here, FRESH, ~refused, ~cleared)
    named = connection.scalars(some.order_by(reader.c.id).limit(MOST_NAMED)).all() if found.uncleared else ()
    return Forecast(**found._mapping, some_uncleared=tuple(named))  # noqa: SLF001 - SQLAlchemy's documented name


def _corrected(it: Shipment, planned: ColumnElement[bool]) -> ColumnElement[int]:
    """How many of those who are planned were let go an earlier revision; word of a withdrawal corrects nothing."""
    if it.kind is DeliveryKind.WITHDRAWAL or it.revision == 0:
        return literal(0)
    return func.count().filter(and_(planned, reader.c.id.in_(shipments.had_before(it))))


def plan(
    connection: Connection,
    it: Shipment,
    lists: Collection[str] | None,
    marking: Marking,
    moment: datetime.datetime,
) -> Forecast:
    """What was planned; nothing is where somebody may not see it. What was still to be sent of the edition is not."""
    shipments.expect_sendable(connection, it)
    degree = degree_of(connection, it, marking)
    foreseen = forecast(connection, it, lists, MARKINGS[degree])
    _expect_cleared(it, foreseen, MARKINGS[degree])
    shipments.note(connection, it, lists, degree, moment)
    connection.execute(delete(attempt).where(attempt.c.moment < precise(moment - _COUNTED)))
    chosen = and_(intended(it, lists), _SENDABLE)
    _ask_again(connection, it, chosen, moment)
    _add(connection, it, chosen, moment)
    _leave_out_earlier(connection, it, moment)
    return foreseen


def degree_of(connection: Connection, it: Shipment, marking: Marking) -> int:
    """The place among MARKINGS that readers must be cleared for: a shipment never becomes more open than it was."""
    known = shipments.find(connection, it)
    return max(MARKINGS.index(marking), 0 if known is None else known.marking)


def everybody(it: Shipment) -> FromClause:
    """Every reader, with their delivery of a shipment and their refusal where there are such."""
    own = and_(*place(delivery, it), delivery.c.reader == reader.c.id)
    return reader.outerjoin(delivery, own).outerjoin(suppression, suppression.c.key == reader.c.key)


def on_lists(lists: Collection[str]) -> Select[tuple[int]]:
    """The numbers of the readers who are on one of some lists."""
    return select(listed.c.reader).where(listed.c.list.in_([storable(each) for each in lists]))


def intended(it: Shipment, lists: Collection[str] | None) -> ColumnElement[bool]:
    """The readers that a shipment is for, whatever keeps it from some of them."""
    if lists is None:
        return reader.c.id.in_(_concerned(it, withdrawn=it.kind is DeliveryKind.WITHDRAWAL))
    if not lists:
        return true()
    if it.revision == 0:
        return reader.c.id.in_(on_lists(lists))
    # Those who were still to get an earlier revision are not forgotten with it.
    return or_(reader.c.id.in_(on_lists(lists)), reader.c.id.in_(_concerned(it, withdrawn=False)))


def _concerned(it: Shipment, *, withdrawn: bool) -> Any:
    """The numbers of those who have, may have, or were still to get an earlier revision; or have one at all."""
    here = (delivery.c.edition == storable(it.edition), delivery.c.kind == DeliveryKind.EDITION.value)
    if withdrawn:
        what = (delivery.c.revision <= it.revision, MAY_HAVE_IT)
    else:
        # Whoever was to get what was withdrawn gets what comes out instead.
        waits = or_(
            delivery.c.state.in_(OPEN), and_(delivery.c.state == _LEFT_OUT, delivery.c.reply == WITHDRAWN)
        )
        what = (delivery.c.revision < it.revision, or_(MAY_HAVE_IT, waits))
    return select(delivery.c.reader).where(*here, *what)


def _expect_cleared(it: Shipment, foreseen: Forecast, marking: Marking) -> None:
    if not foreseen.uncleared:
        return
    some = ", ".join(foreseen.some_uncleared)
    more = foreseen.uncleared - len(foreseen.some_uncleared)
    raise NotAllowed(
        f"{told(it)} is {marking}, and {foreseen.uncleared:,} "
        f"{'reader is' if foreseen.uncleared == 1 else 'readers are'} not cleared for it: "
        f"{some}{f' and {more:,} more' if more else ''}; nothing is sent; "
        f"{_OFF_LISTS if it.revision == 0 else _HAD_EARLIER}"
    )


def _ask_again(
    connection: Connection, it: Shipment, chosen: ColumnElement[bool], moment: datetime.datetime
) -> None:
    """Whoever was left out for a reason that is over gets it after all."""
    left_out = (*place(delivery, it), delivery.c.state == _LEFT_OUT)
    values = {"state": PENDING, "changed": stamp(moment), "reply": "", "not_before": None}
    readers = select(reader.c.id).where(chosen)
    connection.execute(update(delivery).where(*left_out, delivery.c.reader.in_(readers)).values(values))


def _add(
    connection: Connection, it: Shipment, chosen: ColumnElement[bool], moment: datetime.datetime
) -> None:
    there = select(delivery.c.id).where(*place(delivery, it), delivery.c.reader == reader.c.id)
    values: dict[str, Any] = {
        "edition": literal(storable(it.edition)),
        "revision": literal(it.revision),
        "kind": literal(it.kind.value),
        "reader": reader.c.id,
        "state": literal(PENDING),
        "tries": literal(0),
        "changed": literal(stamp(moment)),
        "server": literal(""),
        "reply": literal(""),
    }
    readers = select(*values.values()).where(chosen, ~there.exists()).order_by(reader.c.id)
    connection.execute(insert(delivery).from_select(list(values), readers))


def _leave_out_earlier(connection: Connection, it: Shipment, moment: datetime.datetime) -> None:
    """What was still to be sent of the edition is not, whoever has claimed it: what is being committed goes its way."""
    values = shipments.left_out(IN_ITS_PLACE.format(told(it)), moment)
    others = shipments.shipments(connection, it.edition)
    for earlier in [each.shipment for each in others if shipments.is_after(it, each.shipment)]:
        here = place(delivery, earlier)
        connection.execute(update(delivery).where(*here, delivery.c.state == PENDING).values(values))
        # What is claimed meanwhile is among these. A sender locks what it has claimed in the order of numbers, and so
        # do we: neither waits for the other for ever.
        claimed = select(delivery.c.id).where(*here, delivery.c.state == CLAIMED)
        locked = connection.scalars(claimed.order_by(delivery.c.id).with_for_update()).all()
        for some in batches(locked):
            connection.execute(update(delivery).where(delivery.c.id.in_(some)).values(values))
