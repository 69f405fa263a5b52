"""Senders with a mistake that others have made: the trials are worth what they find in these."""

import itertools
from collections.abc import Callable
from typing import Any, Final

from sqlalchemy import text

from briefs.distribution.message import Parcel
from briefs.editions.delivery.writer import Writer
from briefs.model import Claimed, Settled
from briefs.store import Deliveries
from tests.editions.delivery.dispatched import Letters

_TEN: Final = 10
_CLAIM: Final = Deliveries.claim
_RECOVER: Final = Deliveries.recover
_PARCEL: Final = Letters.parcel
_ATTEMPTS: Final = itertools.count(1)


def _claim_and_tick_off(deliveries: Deliveries, *arguments: Any) -> tuple[Claimed, ...]:
    claimed = _CLAIM(deliveries, *arguments)
    _change(deliveries, "UPDATE delivery SET state = 'sent' WHERE state = 'claimed'")
    return claimed


def _tick_off_and_recover(deliveries: Deliveries, *arguments: Any) -> Any:
    _change(deliveries, "UPDATE delivery SET state = 'sent' WHERE state = 'committing'")
    return _RECOVER(deliveries, *arguments)


def _change(deliveries: Deliveries, statement: str) -> None:
    with deliveries._database.writing() as connection:  # noqa: SLF001 - a mistake has no door
        connection.execute(text(statement))


def _never_asked(_writer: Writer, _number: int) -> bool:
    return True


def _settle_tens() -> Callable[[Writer, Settled], None]:
    kept: list[Settled] = []

    def settle(writer: Writer, settled: Settled) -> None:
        kept.append(settled)
        if len(kept) == _TEN:
            written, kept[:] = list(kept), []
            deliveries, sender = writer._deliveries, writer._sender  # noqa: SLF001 - as above
            deliveries.record(sender, [], [(each.number, each.moment) for each in written])
            deliveries.record(sender, written, [])

    return settle


def _parcel_of_its_own(letters: Letters, claimed: Claimed) -> Parcel:
    made = _PARCEL(letters, claimed)
    attempt = b"Message-ID: <%d.%d." % (id(letters), next(_ATTEMPTS))
    head = made.parts[0].replace(b"Message-ID: <", attempt)
    return Parcel(sender=made.sender, recipient=made.recipient, parts=(head, *made.parts[1:]), size=made.size)


MUTANTS: Final[dict[str, tuple[tuple[type, str, Callable[..., Any]], ...]]] = {
    # What is fetched is ticked off at once, as by one who reads a list of addresses in pieces.
    "checkpoint at claim": (
        (Deliveries, "claim", _claim_and_tick_off),
        (Writer, "commit", _never_asked),
    ),
    # What may have arrived is taken to have arrived.
    "in doubt as sent": ((Deliveries, "recover", _tick_off_and_recover),),
    # The ledger is written for ten messages at once, after they were sent, because that is quicker.
    "ledger every ten": ((Writer, "commit", _never_asked), (Writer, "settle", _settle_tens())),
    # Each attempt is a message of its own, which no reader's program can know as the same.
    "new Message-IDs": ((Letters, "parcel", _parcel_of_its_own),),
}
"""What stands in the place of which method."""
