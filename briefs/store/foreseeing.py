"""What would come of a shipment, before anything does: who is left out of it, and why."""

from collections.abc import Collection, Iterator, Mapping
from typing import Any, Final

from sqlalchemy import Connection, Select, and_, func, or_, select

from briefs.model import DeliveryState, Marking, Shipment
from briefs.store import shipments
from briefs.store.claiming import AT_ONCE, PENDING, reason_against
from briefs.store.delivered import state_of
from briefs.store.delivery_tables import delivery, listed, reader, suppression
from briefs.store.encoding import storable
from briefs.store.planning import intended
from briefs.store.shipments import MARKINGS, place
from briefs.store.values import Elsewhere, Withheld

_LEFT_OUT: Final = DeliveryState.LEFT_OUT.value


def withheld(
    connection: Connection, it: Shipment, lists: Collection[str] | None, marking: Marking
) -> Iterator[Withheld]:
    """Everybody who does not get it, by number: first those for whom a delivery waits, then those who get none.

    ``lists`` None is for a correction or a withdrawal, none at all for every reader.
    """
    known = shipments.find(connection, it)
    degree = max(MARKINGS.index(marking), 0 if known is None else known.marking)
    barred = or_(reader.c.removed.is_not(None), suppression.c.key.is_not(None), reader.c.clearance < degree)
    waits = and_(delivery.c.state == PENDING, barred)
    fresh = or_(delivery.c.id.is_(None), delivery.c.state == _LEFT_OUT)
    on_it = and_(intended(it, lists), reader.c.removed.is_(None), fresh, barred)
    for is_planned, condition in ((True, waits), (False, on_it)):
        query = _joined(it).where(condition).order_by(reader.c.id)
        for row in connection.execute(query, execution_options={"yield_per": AT_ONCE}):
            why = reason_against(row, degree)
            if why:
                yield Withheld(address=row.address or "", key=row.key, why=why, is_planned=is_planned)


def _joined(it: Shipment) -> Select[Any]:
    """Every reader, with their delivery and their refusal where there are such."""
    row = and_(*place(delivery, it), delivery.c.reader == reader.c.id)
    refusal = (suppression.c.refusal, suppression.c.because)
    columns = (reader.c.address, reader.c.key, reader.c.clearance, reader.c.removed)
    return select(*columns, *refusal).select_from(
        reader.outerjoin(delivery, row).outerjoin(suppression, suppression.c.key == reader.c.key)
    )


def elsewhere(
    connection: Connection, it: Shipment, lists: Collection[str], meant: Collection[str]
) -> Elsewhere:
    """Who is on ``meant``, or is a reader where that is empty, but on none of ``lists``, and was not planned."""
    on_lists = select(listed.c.reader).where(listed.c.list.in_([storable(each) for each in lists]))
    planned = select(delivery.c.reader).where(*place(delivery, it))
    others = select(reader.c.id).where(
        intended(it, meant),
        reader.c.removed.is_(None),
        reader.c.key.not_in(select(suppression.c.key)),
        reader.c.id.not_in(on_lists),
        reader.c.id.not_in(planned),
    )
    count = connection.scalar(select(func.count()).select_from(others.subquery())) or 0
    names = select(listed.c.list).where(listed.c.reader.in_(others)).distinct().order_by(listed.c.list)
    if meant:
        names = names.where(listed.c.list.in_([storable(each) for each in meant]))
    return Elsewhere(readers=count, lists=tuple(connection.scalars(names)))


def tally_on(connection: Connection, it: Shipment, lists: Collection[str]) -> Mapping[DeliveryState, int]:
    """How many deliveries to readers who are on one of ``lists`` stand where."""
    on_lists = select(listed.c.reader).where(listed.c.list.in_([storable(each) for each in lists]))
    query = select(delivery.c.state, func.count().label("number")).where(
        *place(delivery, it), delivery.c.reader.in_(on_lists)
    )
    rows = connection.execute(query.group_by(delivery.c.state))
    found = {state_of(row.state): row.number for row in rows}
    return {state: found[state] for state in DeliveryState if state in found}
