"""A Postfix takes a whole run: each reader's message once, as it was made."""

from collections import Counter
from email import message_from_bytes

import pytest

from briefs.model import DeliveryState
from briefs.store import Store
from tests.distribution import postfix
from tests.distribution.servers import Box, listening
from tests.editions.delivery.dispatched import Letters, Office
from tests.store.shipping import FIRST, address, ship, states

D = DeliveryState
READERS = 40
LINES = (
    b"Content-Type: text/plain\r\n\r\n"
    + b"The ferry leaves at nine, and at noon.\r\n..A line with a dot.\r\n" * 2_000
)


@pytest.mark.deep
def test_postfix_takes_a_whole_run_and_every_reader_has_it_once_and_whole(store: Store) -> None:
    ship(store, READERS)
    with listening(Box()) as other, postfix.running(other) as server:
        done = Office(store=store, port=server.port, letters=Letters(body=LINES)).dispatch(connections=4)
        server.wait_for(READERS)
        received = [message_from_bytes(each) for each in server.received()]

    assert done.sent == READERS
    assert Counter(each["To"] for each in received) == Counter(address(it) for it in range(1, READERS + 1))
    expected = LINES.partition(b"\r\n\r\n")[2].replace(b"\r\n..", b"\r\n.").replace(b"\r\n", b"\n")
    assert {each.get_payload(decode=True) for each in received} == {expected}
    assert states(store) == dict.fromkeys(range(1, READERS + 1), D.SENT)
    assert all("queued as" in row.reply for row in store.deliveries.rows(FIRST))
