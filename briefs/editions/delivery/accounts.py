"""Who was sent what, and how it went: the account of an edition, and the word of a person on what is in doubt."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Final

from briefs.editions.aftermath.recorded import unknown
from briefs.editions.delivery.closing import Deed, Tally, close
from briefs.errors import NoInput
from briefs.model import Delivery, DeliveryKind, DeliveryState
from briefs.store import Forecast, Shipped, Store

_NOT_ARRIVED: Final = (DeliveryState.FAILED, DeliveryState.BOUNCED)


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    """A shipment, and how many of its deliveries are in each state.

    ``beside`` counts who is on its lists and was not sent it, by reasons; None where it did not go to lists, or
    something newer went out in its place. ``again`` counts those that were sent and may have come twice, ``words`` what
    people said of whether some had arrived.
    """

    shipped: Shipped
    tally: Tally
    beside: Forecast | None = None
    again: int = 0
    words: Mapping[str, int] = field(default_factory=dict)


def accounts(store: Store, edition: str | None = None) -> tuple[Account, ...]:
    """The accounts of an edition, or of all where None is named, in the order in which they were planned."""
    deliveries = store.deliveries
    return tuple(
        Account(
            shipped=it,
            tally=deliveries.tally(it.shipment),
            again=deliveries.sent_again(it.shipment),
            words=deliveries.words(it.shipment),
        )
        for it in deliveries.shipments(edition)
    )


def account(store: Store, edition: str) -> tuple[Account, ...]:
    """The accounts of an edition. Raises NoInput for one that is not known, or was never sent."""
    found = accounts(store, edition)
    if found:
        *before, last = found
        return (*before, replace(last, beside=_beside(store, last.shipped)))
    if store.ledger.record(edition) is None:
        raise unknown(store.ledger, edition)
    raise NoInput(f"{edition} was sent to nobody yet: briefs send {edition}")


def _beside(store: Store, it: Shipped) -> Forecast | None:
    """Whom it would go to if it were planned again; what corrects or withdraws goes to those who were sent that."""
    if it.shipment.revision or it.shipment.kind is not DeliveryKind.EDITION:
        return None
    return store.deliveries.forecast(it.shipment, it.lists, it.marking)


def in_doubt(store: Store, edition: str) -> int:
    """How many deliveries of an edition wait for the word of a person. Raises NoInput as ``account`` does."""
    return sum(it.tally.get(DeliveryState.UNCERTAIN, 0) for it in account(store, edition))


def resolve(store: Store, edition: str, addresses: Sequence[str], deed: Deed, *, arrived: bool) -> int:
    """How many deliveries in doubt are settled now: those to ``addresses``, or all where none are named.

    What was refused for good, or came back, is sent again where its address is named and did not get it. Raises NoInput
    for an address to which there is no such delivery; nothing is settled then.
    """
    states = {DeliveryState.UNCERTAIN, *(() if arrived or not addresses else _NOT_ARRIVED)}
    doubtful = {
        it.shipped.shipment: list(store.deliveries.rows(it.shipped.shipment, states))
        for it in account(store, edition)
        if not states.isdisjoint(it.tally)
    }
    wanted = {address.casefold() for address in addresses}
    missing = wanted - {row.address.casefold() for rows in doubtful.values() for row in rows}
    if missing:
        raise NoInput(
            f"{min(missing)}: no delivery of {edition} to this address is in doubt{_or_refused(states)}; "
            f"briefs deliveries {edition} tells of each"
        )
    count = 0
    for shipment, rows in doubtful.items():
        numbers = [row.number for row in rows if not wanted or row.address.casefold() in wanted]
        count += store.deliveries.resolve(
            numbers, shipment, arrived=arrived, moment=deed.moment, actor=deed.actor
        )
    close(store, edition, deed)
    return count


def _or_refused(states: set[DeliveryState]) -> str:
    return ", was refused or came back" if DeliveryState.FAILED in states else ""


def named(delivery: Delivery) -> str:
    """Whom a delivery is to: who was removed since is known by the beginning of a hash."""
    return delivery.address or f"(removed {delivery.key[:8]})"
