"""Deliveries that cannot be as the store has them: what was done says one thing, and the row another."""

from collections.abc import Iterator
from typing import Final

from sqlalchemy import Connection, exists, select

from briefs.model import DeliveryState
from briefs.store import shipments
from briefs.store.claiming import AT_ONCE, CLAIMED, COMMITTING
from briefs.store.delivery_tables import delivery, shipment
from briefs.store.encoding import Damaged
from briefs.store.shipments import OPEN
from briefs.store.values import Damage

_LET_GO: Final = tuple(
    state.value
    for state in (
        DeliveryState.COMMITTING,
        DeliveryState.UNCERTAIN,
        DeliveryState.SENT,
        DeliveryState.BOUNCED,
    )
)
_COUNTED: Final = (
    (delivery.c.state.in_(_LET_GO) & delivery.c.attempted.is_(None), "is {}, but was never let go"),
    (delivery.c.state.in_((CLAIMED, COMMITTING)) & delivery.c.sender.is_(None), "is {}, but nobody has it"),
    (
        delivery.c.doubted.is_not(None) & delivery.c.attempted.is_(None),
        "is {} and in doubt, but was never let go",
    ),
    (
        delivery.c.state.in_((DeliveryState.SENT.value, DeliveryState.BOUNCED.value))
        & delivery.c.taken.is_(None),
        "is {}, but no server took it",
    ),
    (delivery.c.tries < 0, "is {}, and was tried less than never"),
)


def contradictions(connection: Connection) -> Iterator[Damage]:
    """What is wrong with deliveries and shipments; nothing where they are sound."""
    streamed = {"yield_per": AT_ONCE}
    for condition, message in _COUNTED:
        odd = select(delivery.c.id, delivery.c.state).where(condition).order_by(delivery.c.id)
        for number, state in connection.execute(odd, execution_options=streamed):
            yield Damage(place=f"delivery {number}", message=message.format(state))
    for row in connection.execute(select(shipment).order_by(*shipment.primary_key)):
        place = f"shipment {row.edition} {row.revision} {row.kind}"
        try:
            shipped = shipments.shipped(row)
        except Damaged as error:
            yield Damage(place=place, message=str(error))
            continue
        here = (*shipments.place(delivery, shipped.shipment), delivery.c.state.in_(OPEN))
        if shipped.finished is not None and connection.scalar(select(exists().where(*here))):
            yield Damage(place=place, message="is finished, but not every delivery of it is")
