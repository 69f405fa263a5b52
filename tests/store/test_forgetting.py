"""The check of a store finds whatever is told of a reader who was removed."""

import pytest

from briefs.model import Bounce, BounceClass, DeliveryState, Incoming, IncomingKind, Marking, Reader
from tests.store.contents import NOON
from tests.store.places import Place
from tests.store.shipping import FIRST, ME, issue, send, settled
from tests.store.test_incoming import request
from tests.store.test_readers import BO, SECRET

MIN = Reader(address="min@coast.example", ascii="min@coast.example")


@pytest.mark.parametrize(
    ("statement", "where"),
    [
        ("UPDATE delivery SET reply = '550 <min@coast.example>'", "delivery 1"),
        ("UPDATE bounce SET diagnosis = 'min@coast.example is full'", "bounce d 1"),
        ("UPDATE received SET note = 'of min@coast.example'", "received d"),
        ("UPDATE request SET writer = 'min@coast.example'", "request 1"),
        ("UPDATE request SET words = 'Write to min@coast.example.'", "request 1"),
    ],
)
def test_an_address_that_is_told_of_one_who_was_removed_is_found(
    place: Place, statement: str, where: str
) -> None:
    with place.open() as store:
        readers = store.readers(SECRET)
        readers.put([MIN], NOON)
        issue(store)
        store.deliveries.plan(FIRST, [], Marking.CLEAR, NOON)
        send(store, FIRST, 1)
        failed = Bounce(kind=BounceClass.SOFT, status="4.2.2", diagnosis="full")
        message = Incoming(digest="d", kind=IncomingKind.BOUNCE, delivery=1, bounce=failed)
        store.incoming.keep(message, NOON, [request(reader=1)])
        before = store.check()
        readers.remove(MIN.folded, NOON)
        assert store.check() == before
    place.change(statement)

    with place.open() as store:
        (found,) = set(store.check()) - set(before)
    assert (found.place, found.message) == (where, "holds an address, and its reader was removed")


def test_what_a_server_answers_once_its_reader_is_removed_keeps_no_address(place: Place) -> None:
    with place.open() as store:
        readers = store.readers(SECRET)
        readers.put([MIN, BO], NOON)
        issue(store)
        store.deliveries.plan(FIRST, [], Marking.CLEAR, NOON)
        numbers = [it.number for it in store.deliveries.claim(FIRST, ME, 2, NOON)]
        assert store.deliveries.record(ME, [], [(number, NOON) for number in numbers]) == {*numbers}
        readers.remove(MIN.folded, NOON)

        said = [f"250 <{address}> taken" for address in (MIN.ascii, BO.ascii)]
        told = [
            settled(number, DeliveryState.SENT, reply=reply)
            for number, reply in zip(numbers, said, strict=True)
        ]
        store.deliveries.record(ME, told, [])

        assert [it.reply for it in store.deliveries.rows(FIRST)] == ["250 <[removed]> taken", said[1]]
