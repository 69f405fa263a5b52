"""What would come of a shipment, before anything does: who is left out of it, and why."""

from collections.abc import Collection, Iterator, Mapping

from sqlalchemy import Connection, and_, func, or_, select

from briefs.model import DeliveryState, Marking, Shipment
from briefs.store import delivered
from briefs.store.claiming import AT_ONCE, PENDING, reason_against
from briefs.store.delivery_tables import delivery, listed, reader, suppression
from briefs.store.encoding import storable
from briefs.store.planning import FRESH, degree_of, everybody, intended, on_lists
from briefs.store.shipments import place
from briefs.store.values import Elsewhere, Withheld


def withheld(
    connection: Connection, it: Shipment, lists: Collection[str] | None, marking: Marking
) -> Iterator[Withheld]:
    """Everybody who does not get it, by number: first those for whom a delivery waits, then those who get none.

    ``lists`` None is for a correction or a withdrawal, none at all for every reader.
    """
    degree = degree_of(connection, it, marking)
    barred = or_(reader.c.removed.is_not(None), suppression.c.key.is_not(None), reader.c.clearance < degree)
    waits = and_(delivery.c.state == PENDING, barred)
    on_it = and_(intended(it, lists), reader.c.removed.is_(None), FRESH, barred)
    refusal = (suppression.c.refusal, suppression.c.because)
    people = select(reader.c.address, reader.c.key, reader.c.clearance, reader.c.removed, *refusal)
    for is_planned, condition in ((True, waits), (False, on_it)):
        query = people.select_from(everybody(it)).where(condition).order_by(reader.c.id)
        for row in connection.execute(query, execution_options={"yield_per": AT_ONCE}):
            why = reason_against(row, degree)
            if why:
                yield Withheld(address=row.address or "", key=row.key, why=why, is_planned=is_planned)


def elsewhere(
    connection: Connection, it: Shipment, lists: Collection[str], meant: Collection[str]
) -> Elsewhere:
    """Who is on ``meant``, or is a reader where that is empty, but on none of ``lists``, and was not planned."""
    planned = select(delivery.c.reader).where(*place(delivery, it))
    others = select(reader.c.id).where(
        intended(it, meant),
        reader.c.removed.is_(None),
        reader.c.key.not_in(select(suppression.c.key)),
        reader.c.id.not_in(on_lists(lists)),
        reader.c.id.not_in(planned),
    )
    count = connection.scalar(select(func.count()).select_from(others.subquery())) or 0
    names = select(listed.c.list).where(listed.c.reader.in_(others)).distinct().order_by(listed.c.list)
    if meant:
        names = names.where(listed.c.list.in_([storable(each) for each in meant]))
    return Elsewhere(readers=count, lists=tuple(connection.scalars(names)))


def tally_on(connection: Connection, it: Shipment, lists: Collection[str]) -> Mapping[DeliveryState, int]:
    """How many deliveries to readers who are on one of ``lists`` stand where."""
    return delivered.tally(connection, it, delivery.c.reader.in_(on_lists(lists)))
