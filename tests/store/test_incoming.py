"""What came back is known once, and what readers ask for stays until a person has answered it."""

import datetime

import pytest

from briefs.errors import NotAllowed, StoreError
from briefs.model import (
    Bounce,
    BounceClass,
    CorrectionRequest,
    EditionState,
    Incoming,
    IncomingKind,
    Marking,
    Shipment,
)
from briefs.store import Store
from tests.store.contents import NOON
from tests.store.lives import WEEK, lead, planned
from tests.store.shipping import FIRST, add_readers, issue, send, ship

LATER = NOON + datetime.timedelta(hours=1)


def message(digest: str = "d", kind: IncomingKind = IncomingKind.BOUNCE, **other: object) -> Incoming:
    return Incoming(digest=digest, kind=kind, **other)  # type: ignore[arg-type]


def bounced(digest: str, delivery: int, kind: BounceClass = BounceClass.SOFT) -> Incoming:
    return message(
        digest, delivery=delivery, bounce=Bounce(kind=kind, status="5.2.2", diagnosis="full \0 up")
    )


def request(statement: str = "1.2", **other: object) -> CorrectionRequest:
    values: dict[str, object] = {
        "number": 0,
        "edition": WEEK,
        "revision": 0,
        "statement": statement,
        "reader": None,
        "writer": "min@coast.example",
        "words": "It was 2019. \0 배",
        "received": NOON,
    }
    return CorrectionRequest(**(values | other))  # type: ignore[arg-type]


def test_a_message_is_known_once(store: Store) -> None:
    assert store.incoming.kind("d") is None
    assert store.incoming.keep(message(kind=IncomingKind.OTHER), NOON)
    assert not store.incoming.keep(message(kind=IncomingKind.COMPLAINT), LATER)
    assert store.incoming.kind("d") is IncomingKind.OTHER


def test_what_is_asked_for_is_not_asked_twice(store: Store) -> None:
    asked = message(kind=IncomingKind.REQUEST)

    assert store.incoming.keep(asked, NOON, [request("1.2"), request("t1", revision=None)])
    assert not store.incoming.keep(asked, LATER, [request("1.2")])

    first, second = store.incoming.requests()
    assert (first.statement, first.words, first.received) == ("1.2", r"It was 2019. \x00 배", NOON)
    assert (second.statement, second.revision) == ("t1", None)
    assert first.number < second.number


def test_a_request_is_settled_once_and_then_no_longer_open(store: Store) -> None:
    store.incoming.keep(message(kind=IncomingKind.REQUEST), NOON, [request("1.2"), request("1.3")])
    first, second = store.incoming.requests()

    done = store.incoming.settle(first.number, "corrected in revision 1", LATER, "Ada Lind")

    assert done is not None
    assert (done.answer, done.actor, done.settled) == ("corrected in revision 1", "Ada Lind", LATER)
    assert store.incoming.requests() == (second,)
    assert store.incoming.requests(settled=True) == (done, second)
    with pytest.raises(NotAllowed, match="settled before, by Ada Lind: corrected in revision 1"):
        store.incoming.settle(first.number, "again", LATER, "Bo Ek")
    assert store.incoming.settle(second.number + 1, "nothing", LATER, "Bo Ek") is None


def sent(store: Store, weeks: range) -> dict[int, int]:
    """The delivery to the one reader of each week's edition."""
    add_readers(store, [1])
    numbers = {}
    for week in weeks:
        shipment = Shipment(edition=planned(week).edition, revision=0)
        lead(store.ledger, EditionState.PUBLISHED, planned(week))
        store.deliveries.plan(shipment, ["desk"], Marking.CLEAR, NOON)
        send(store, shipment, 1)
        (delivery,) = store.deliveries.rows(shipment)
        numbers[week] = delivery.number
    return numbers


def test_what_came_back_counts_by_edition_among_the_newest(store: Store) -> None:
    numbers = sent(store, range(1, 7))
    for number, week in enumerate((1, 3, 3, 5)):
        store.incoming.keep(bounced(f"d{number}", numbers[week]), NOON)
    store.incoming.keep(bounced("ours", numbers[4], BounceClass.OURS), NOON)

    assert store.incoming.came_back(1, 4) == {planned(3).edition, planned(5).edition}
    assert store.incoming.came_back(1, 6) == {planned(week).edition for week in (1, 3, 5)}
    assert store.incoming.came_back(2, 5) == frozenset()


def test_what_comes_back_of_a_delivery_is_kept_with_what_was_said(store: Store) -> None:
    shipment = ship(store, 1)
    send(store, shipment, 1)
    (delivery,) = store.deliveries.rows(FIRST)

    store.incoming.keep(bounced("d", delivery.number), NOON)

    assert store.incoming.came_back(1, 5) == {WEEK}
    assert not store.check()


def test_nothing_is_kept_of_a_delivery_that_is_not_there(store: Store) -> None:
    issue(store)

    with pytest.raises(StoreError):
        store.incoming.keep(bounced("d", 77), NOON)
    assert store.incoming.kind("d") is None
