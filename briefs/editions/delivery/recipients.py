"""Who is to have what an edition owes, and who is left out and why: planned, or only foreseen.

Owed, lists ──foreseen──▶ Forecast          Owed, lists ──planned──▶ Forecast, and a row for each delivery
"""

import datetime
from collections.abc import Sequence
from typing import Final

from briefs.editions.delivery.owed import Occasion, Owed
from briefs.errors import NoInput, NotAllowed
from briefs.model import Mail, Marking
from briefs.store import Elsewhere, Forecast, Shipped, Store, Withheld
from briefs.store.readers import Readers

_NAMED: Final = 20
"""Lists that are named where one was asked for that nobody is on."""
NOBODY: Final = (
    "there are no readers to send to: briefs readers add ADDRESS, or briefs readers import FILE.csv"
)


def lists_of(asked: Sequence[str], owed: Owed, store: Store, mail: Mail) -> tuple[str, ...]:
    """The lists to send to: those that are asked for, else those it went to before, else those of the settings.

    Empty for all readers; what corrects or withdraws goes to who was sent it, and to lists only where they are asked
    for by name. Raises NotAllowed for lists that are to be told of a withdrawal.
    """
    if asked and owed.occasion is Occasion.WITHDRAWAL:
        raise NotAllowed(
            f"{owed.shipment.edition} was withdrawn: that is told to those who were sent it, and to no list"
        )
    if asked or owed.occasion is not Occasion.EDITION:
        return tuple(sorted(set(asked)))
    before = shipped(store, owed)
    return before.lists if before else mail.lists


def shipped(store: Store, owed: Owed) -> Shipped | None:
    """What is recorded of the shipment; None where it was never planned."""
    found = store.deliveries.shipments(owed.shipment.edition)
    return next((it for it in found if it.shipment == owed.shipment), None)


def elsewhere(store: Store, owed: Owed, asked: Sequence[str], mail: Mail) -> Elsewhere | None:
    """Whom the settings mean, but not the lists that it was sent to before and goes to again; None where there is none.

    Nobody gets it because somebody says ``send`` a second time, but whoever says it has to know.
    """
    before = shipped(store, owed)
    if asked or owed.occasion is not Occasion.EDITION or before is None or not before.lists:
        return None
    if mail.lists and set(mail.lists) <= set(before.lists):
        return None
    found = store.deliveries.elsewhere(owed.shipment, before.lists, mail.lists)
    return found if found.readers else None


def not_meant(it: Elsewhere) -> str:
    """That these get nothing, and what to type where they are to."""
    they = f"{it.readers:,} {'reader' if it.readers == 1 else 'readers'}"
    are = "is" if it.readers == 1 else "are"
    if not it.lists:
        return f"{they} on no list {are} not meant"
    named = ", ".join(it.lists[:_NAMED])
    lists = " ".join(f"--list {name}" for name in it.lists[:_NAMED])
    return f"{they} on other lists ({named}) {are} not meant: {lists}"


def expect_known(lists: Sequence[str], readers: Readers) -> None:
    """Nothing. Raises NoInput for a list that nobody is on: more likely a slip than a wish."""
    missing = [name for name in lists if next(iter(readers.all(name)), None) is None]
    if not missing:
        return
    known = sorted({name for _, reader in readers.all() for name in reader.lists})
    named = f"known are {', '.join(known[:_NAMED])}" if known else "there are no lists yet"
    raise NoInput(f'nobody is on the list "{missing[0]}"; {named} (briefs readers add ADDRESS --list NAME)')


def foreseen(store: Store, owed: Owed, lists: tuple[str, ...]) -> Forecast:
    """What planning would do; nothing is planned."""
    deliveries = store.deliveries
    match owed.occasion:
        case Occasion.WITHDRAWAL:
            return deliveries.forecast_withdrawal(owed.shipment)
        case Occasion.CORRECTION if not lists:
            return deliveries.forecast_correction(owed.shipment, owed.marking)
        case _:
            return deliveries.forecast(owed.shipment, lists, owed.marking)


def withheld(store: Store, owed: Owed, lists: tuple[str, ...]) -> tuple[Withheld, ...]:
    """Everybody who would not get it, and why."""
    is_open = owed.occasion is Occasion.EDITION or bool(lists)
    # Word of a withdrawal says nothing that is marked.
    marking = Marking.CLEAR if owed.occasion is Occasion.WITHDRAWAL else owed.marking
    return store.deliveries.withheld(owed.shipment, lists if is_open else None, marking)


def planned(store: Store, owed: Owed, lists: tuple[str, ...], moment: datetime.datetime) -> Forecast:
    """What was planned; done again it adds who is new. Raises NotAllowed where a reader may not see it."""
    deliveries = store.deliveries
    match owed.occasion:
        case Occasion.WITHDRAWAL:
            return deliveries.plan_withdrawal(owed.shipment, moment)
        case Occasion.CORRECTION:
            told = deliveries.plan_correction(owed.shipment, owed.marking, moment)
            return (
                _together(told, deliveries.plan(owed.shipment, lists, owed.marking, moment))
                if lists
                else told
            )
        case Occasion.EDITION:
            return deliveries.plan(owed.shipment, lists, owed.marking, moment)


def _together(one: Forecast, other: Forecast) -> Forecast:
    """Two plans of one shipment: whoever the first planned, the second has found planned already."""
    return Forecast(
        readers=one.readers + other.readers,
        suppressed=one.suppressed + other.suppressed,
        uncleared=one.uncleared + other.uncleared,
        some_uncleared=(*one.some_uncleared, *other.some_uncleared),
        already=one.already,
        corrected=one.corrected + other.corrected,
    )
