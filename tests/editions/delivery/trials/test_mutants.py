"""The trials find the mistakes that others have made: somebody is lost, or gets it twice, or as two messages."""

import signal
from collections import Counter
from dataclasses import dataclass

import pytest

from tests.distribution.faults import FaultyServer, serving
from tests.editions.delivery.trials.conftest import Driver
from tests.editions.delivery.trials.points import READERS
from tests.store.places import Place
from tests.store.shipping import address


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """How many readers got nothing, how many messages were too many, and how many had another Message-ID."""

    lost: int
    doubled: int
    changed: int


def found(server: FaultyServer) -> Found:
    got = Counter(server.count())
    return Found(
        lost=sum(not got[address(number)] for number in range(1, READERS + 1)),
        doubled=sum(each - 1 for each in got.values()),
        changed=len(server.count_messages()) - len(got),
    )


@pytest.mark.parametrize(
    ("mutant", "point", "hit", "expected"),
    [
        ("", "claimed", 1, Found(lost=0, doubled=0, changed=0)),
        ("checkpoint at claim", "claimed", 1, Found(lost=10, doubled=0, changed=0)),
        ("", "message begun", 4, Found(lost=0, doubled=0, changed=0)),
        ("in doubt as sent", "message begun", 4, Found(lost=1, doubled=0, changed=0)),
        ("", "answered", 9, Found(lost=0, doubled=1, changed=0)),
        ("ledger every ten", "answered", 9, Found(lost=0, doubled=9, changed=0)),
        ("new Message-IDs", "answered", 9, Found(lost=0, doubled=1, changed=1)),
    ],
)
def test_a_mistake_shows_where_the_program_without_it_passes(
    place: Place, driver: Driver, mutant: str, point: str, hit: int, expected: Found
) -> None:
    # One connection: what is found is exact then.
    trial = {"mutant": mutant, "connections": 1, "in_doubt": "resend"}
    with serving() as server:
        ended = driver.run(place, point=point, hit=hit, port=server.port, **trial)
        assert ended == signal.SIGKILL
        assert driver.run(place, port=server.port, **trial) == 0
    assert found(server) == expected
