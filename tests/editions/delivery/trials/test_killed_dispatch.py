"""A sender that is killed anywhere loses nobody, and doubles at most the message that each connection had in flight."""

import itertools
import signal
from collections import Counter
from collections.abc import Iterator

import pytest

from briefs.model import DeliveryState, InDoubt
from briefs.store import Store
from tests.distribution.faults import FaultyServer, serving
from tests.editions.delivery.dispatched import Office
from tests.editions.delivery.trials.conftest import Driver
from tests.editions.delivery.trials.points import POINTS, READERS
from tests.store.contents import NOON
from tests.store.places import DATABASES, Place
from tests.store.shipping import FIRST, address

D = DeliveryState
EVERYBODY = [address(number) for number in range(1, READERS + 1)]
CONNECTIONS = (1, 4)


def _trials() -> Iterator[object]:
    """Every point, hit, number of connections and policy; of each point one is tried in every test run."""
    for name, point in POINTS.items():
        quick = ("sqlite", point.hits[len(point.hits) // 2], 4, InDoubt.RESEND)
        for trial in itertools.product(DATABASES, point.hits, CONNECTIONS, InDoubt):
            database, hit, connections, in_doubt = trial
            if database == "sqlite" or hit == point.hits[0]:
                marks = () if trial == quick else pytest.mark.deep
                yield pytest.param(
                    database,
                    name,
                    hit,
                    connections,
                    in_doubt,
                    marks=marks,
                    id="-".join(map(str, (name, *trial))),
                )


@pytest.mark.parametrize(("database", "point", "hit", "connections", "in_doubt"), list(_trials()))
def test_a_dispatch_killed_at_a_point_loses_nobody_and_doubles_no_more_than_was_in_flight(
    place: Place, driver: Driver, point: str, hit: int, connections: int, in_doubt: InDoubt
) -> None:
    with serving() as server:
        ended = driver.run(
            place, point=point, hit=hit, connections=connections, in_doubt=in_doubt, port=server.port
        )
        assert ended == signal.SIGKILL, f"{point} was not reached {hit} times"
        with place.open(create=False) as store:
            office = Office(store=store, port=server.port)
            office.until_done(connections=connections, in_doubt=in_doubt)
            server.await_quiet()
            _expect_told(store, server, connections if in_doubt is InDoubt.HOLD else 0)
            _settle_by_hand(store, server)
            office.until_done(connections=connections, in_doubt=in_doubt)
            assert office.tally() == {D.SENT: READERS}
            assert store.check() == ()

    assert sorted(server.count()) == sorted(EVERYBODY)
    doubled = sum(server.count().values()) - READERS
    assert doubled <= (connections if in_doubt is InDoubt.RESEND else 0)
    assert len(server.count_messages()) == READERS


def _expect_told(store: Store, server: FaultyServer, most_uncertain: int) -> None:
    """The ledger says of each reader what is true; of nobody more than was in flight it says that it does not know."""
    got = Counter(server.count())
    states = {row.address: row.state for row in store.deliveries.rows(FIRST)}
    assert set(states.values()) <= {D.SENT, D.UNCERTAIN}
    assert [each for each, state in states.items() if state is D.SENT and not got[each]] == []
    assert list(states.values()).count(D.UNCERTAIN) <= most_uncertain


def _settle_by_hand(store: Store, server: FaultyServer) -> None:
    """Nothing; afterwards a person has asked the server's owner about those whom nobody knows of."""
    for row in store.deliveries.rows(FIRST, {D.UNCERTAIN}):
        arrived = row.address in server.count()
        store.deliveries.resolve([row.number], FIRST, arrived=arrived, moment=NOON, actor="Ada Lind")
