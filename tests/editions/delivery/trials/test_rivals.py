"""Processes that send the same edition at the same time share the work, also when one of them is killed."""

import signal
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest

from briefs.model import DeliveryState
from tests.distribution.faults import Fault, Point, serving
from tests.editions.delivery.trials.conftest import Driver
from tests.store.places import DATABASES, a_place
from tests.store.shipping import address, ship, states

D = DeliveryState
READERS = 200
CONNECTIONS = 4
SLOW = Fault(at=Point.DOT, waits=0.02)
pytestmark = [pytest.mark.deep, pytest.mark.parametrize("database", DATABASES)]


def test_two_processes_bring_it_to_each_reader_once(
    tmp_path: Path, driver: Driver, other_driver: Driver, database: str
) -> None:
    place = a_place(database, tmp_path / "store")
    with place.open() as store:
        ship(store, READERS)
    with serving(SLOW) as server, ThreadPoolExecutor(2) as threads:
        trial: dict[str, Any] = {"connections": CONNECTIONS, "in_doubt": "resend", "port": server.port}
        ended = list(threads.map(lambda each: each.run(place, **trial), (driver, other_driver)))
        server.await_quiet()

    assert ended == [0, 0]
    assert server.count() == Counter(address(number) for number in range(1, READERS + 1))
    assert server.connections > CONNECTIONS
    with place.open(create=False) as store:
        assert states(store) == dict.fromkeys(range(1, READERS + 1), D.SENT)
        assert store.check() == ()


def test_what_one_leaves_when_it_is_killed_the_other_brings(
    tmp_path: Path, driver: Driver, other_driver: Driver, database: str
) -> None:
    place = a_place(database, tmp_path / "store")
    with place.open() as store:
        ship(store, READERS)
    with serving(SLOW) as server, ThreadPoolExecutor(1) as threads:
        trial: dict[str, Any] = {"connections": CONNECTIONS, "in_doubt": "resend", "port": server.port}
        first = threads.submit(driver.run, place, point="answered", hit=20, **trial)
        assert other_driver.run(place, **trial) == 0
        assert first.result() == signal.SIGKILL
        # The first may have been killed after the other had come to its end.
        assert other_driver.run(place, **trial) == 0
        server.await_quiet()

    assert sorted(server.count()) == sorted(address(number) for number in range(1, READERS + 1))
    assert sum(server.count().values()) <= READERS + CONNECTIONS
    with place.open(create=False) as store:
        assert states(store) == dict.fromkeys(range(1, READERS + 1), D.SENT)
