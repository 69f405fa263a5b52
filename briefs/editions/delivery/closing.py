"""The end of a shipment: when every delivery of it is settled, the log says so, with a digest of all that became of it.

no delivery open, none in doubt ──close──▶ finished, the edition is SENT, its readers are told
"""

import contextlib
import datetime
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from briefs.errors import NotAllowed
from briefs.model import ARRIVED, NOT_ARRIVED, DeliveryKind, DeliveryState, EditionState, Shipment
from briefs.store import Store, Taken, Telling, TellingKind

_WORDS: Final = (
    (DeliveryState.SENT, "sent"),
    (DeliveryState.BOUNCED, "bounced"),
    (DeliveryState.FAILED, "refused"),
    (DeliveryState.LEFT_OUT, "left out"),
    (DeliveryState.UNCERTAIN, "in doubt"),
)
"""In which order, and in which words, deliveries are counted."""
_BEFORE: Final = {
    EditionState.SENDING: frozenset({EditionState.PUBLISHED, EditionState.SENT}),
    EditionState.SENT: frozenset({EditionState.SENDING}),
}
_BOUND: Final = re.compile(r"; of (?P<count>\d+) that were taken: (?P<digest>sha256:[0-9a-f]{64})$", re.ASCII)
Tally = Mapping[DeliveryState, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Deed:
    """Who does something, and when."""

    moment: datetime.datetime
    actor: str


def begin(store: Store, it: Shipment, deed: Deed) -> None:
    """Nothing; afterwards the edition is being sent; one that was sent is, where more is to be sent."""
    known = store.ledger.record(it.edition, it.revision)
    is_over = known is not None and known.state is EditionState.SENT
    if not is_over or waiting(store.deliveries.tally(it)):
        _move(store, it, EditionState.SENDING, deed, "")


def close(store: Store, edition: str, deed: Deed) -> None:
    """Nothing; afterwards each shipment of the edition of which nothing is open or in doubt is finished."""
    deliveries = store.deliveries
    shipments = deliveries.shipments(edition)
    for it in shipments:
        if it.finished is None and not unsettled(tally := deliveries.tally(it.shipment)):
            word = decided(deliveries.words(it.shipment))
            reason = f"{f'{word}; ' if word else ''}{counted(tally)}{_bound(deliveries.taken(it.shipment))}"
            # Whoever is killed in between is followed by one who finds it unfinished.
            _move(store, it.shipment, EditionState.SENT, deed, reason)
            deliveries.finish(it.shipment, deed.moment)
    last = max((it.shipment for it in shipments), key=_order, default=None)
    if last is not None and not unsettled(deliveries.tally(last)):
        for telling in store.ledger.tellings(edition):
            if telling.told is None and _tells(last, telling):
                store.ledger.told(telling, deed.moment)


def bound(reason: str) -> Taken | None:
    """What a row of the log says of the deliveries of its shipment; None where it says nothing of them."""
    found = _BOUND.search(reason)
    return Taken(count=int(found["count"]), digest=found["digest"]) if found else None


def unsettled(tally: Tally) -> int:
    """How many deliveries are still to be made, or wait for the word of a person."""
    return waiting(tally) + tally.get(DeliveryState.UNCERTAIN, 0)


def waiting(tally: Tally) -> int:
    """How many deliveries are still to be made."""
    return sum(count for state, count in tally.items() if state.is_open)


def counted(tally: Tally) -> str:
    """How many deliveries are in each state, in words."""
    parts = [f"{tally[state]:,} {word}" for state, word in _WORDS if tally.get(state)]
    left = tally.get(DeliveryState.PENDING, 0)
    in_hand = waiting(tally) - left
    parts += [f"{left:,} to be sent"] if left else []
    # Of one that was killed as of one that sends: what became of them is known when the next sender has looked.
    parts += [f"{in_hand:,} in hand or in doubt"] if in_hand else []
    return ", ".join(parts) or "nobody to send to"


def counted_again(count: int) -> str:
    """How many of those that were sent may have come twice, in words; empty where none may."""
    return f"{count:,} may have come twice (same Message-ID)" if count else ""


def decided(words: Mapping[str, int]) -> str:
    """What people said of deliveries, by their names and numbers; empty where nobody did."""
    parts = []
    for said, count in sorted(words.items()):
        for word in (ARRIVED, NOT_ARRIVED):
            if said.endswith(f" {word}"):
                they = word.replace("that it", f"of {count:,} that {'it' if count == 1 else 'they'}")
                parts.append(f"{said.removesuffix(word)}{they}")
    return ", ".join(parts)


def _move(store: Store, it: Shipment, state: EditionState, deed: Deed, reason: str) -> None:
    """Nothing; the edition is being sent, or was sent, whoever of several senders said so first."""
    known = store.ledger.record(it.edition, it.revision)
    if it.kind is not DeliveryKind.EDITION or known is None or known.state not in _BEFORE[state]:
        return
    with contextlib.suppress(NotAllowed):  # another sender, or a withdrawal, was quicker
        store.ledger.move(it.edition, it.revision, state, deed.moment, deed.actor, reason=reason)


def _bound(taken: Taken) -> str:
    return f"; of {taken.count} that were taken: {taken.digest}"


def _tells(it: Shipment, telling: Telling) -> bool:
    """Whether whoever was sent the shipment knows what is to be told."""
    if it.kind is DeliveryKind.WITHDRAWAL or telling.kind is TellingKind.CORRECTION:
        return telling.cause <= it.revision
    return telling.cause < it.revision


def _order(it: Shipment) -> tuple[int, bool]:
    """What goes out in the place of what."""
    return it.revision, it.kind is DeliveryKind.WITHDRAWAL
