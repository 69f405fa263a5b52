"""Senders that are killed at moments nobody chose, one after the other, until everybody has got it."""

import itertools
import signal
from hashlib import sha256
from pathlib import Path

import pytest

from briefs.model import DeliveryState, InDoubt
from tests.distribution.faults import Fault, Point, serving
from tests.editions.delivery.trials.conftest import Driver
from tests.store.places import DATABASES, a_place
from tests.store.shipping import address, ship, states

D = DeliveryState
SHORTEST = 0.03
"""Seconds until some messages have left: a sender that is killed before has done nothing."""
LONGEST = 0.2
SLOWER = 8
"""After so many kills the next comes in twice the time: a busy machine gets it done, too."""
FEWEST_KILLS = 4


def _trials() -> list[object]:
    return [
        pytest.param(*trial, marks=() if trial == ("sqlite", 4, InDoubt.RESEND) else pytest.mark.deep)
        for trial in itertools.product(DATABASES, (1, 4), InDoubt)
    ]


@pytest.mark.parametrize(("database", "connections", "in_doubt"), _trials())
def test_senders_killed_one_after_the_other_bring_it_to_everybody(
    tmp_path: Path, driver: Driver, database: str, connections: int, in_doubt: InDoubt
) -> None:
    readers = 30 * connections
    place = a_place(database, tmp_path / "store")
    with place.open() as store:
        ship(store, readers)
    kills = 0
    with serving(Fault(at=Point.DOT, waits=0.02)) as server:
        for number in itertools.count():
            share = sha256(f"kill {number}".encode()).digest()[0] / 255
            after = (SHORTEST + share * (LONGEST - SHORTEST)) * (1 + number / SLOWER)
            ended = driver.run(
                place, after=after, connections=connections, in_doubt=in_doubt, port=server.port
            )
            assert ended in {0, signal.SIGKILL}
            if ended == 0:
                break
            kills += 1
        server.await_quiet()
        got = server.count()
        with place.open(create=False) as store:
            known = {address(reader): state for reader, state in states(store).items()}
            assert store.check() == ()

    assert kills >= FEWEST_KILLS
    assert set(known.values()) <= {D.SENT, D.UNCERTAIN}
    assert [each for each, state in known.items() if state is D.SENT and not got[each]] == []
    uncertain = list(known.values()).count(D.UNCERTAIN)
    doubled = sum(each - 1 for each in got.values())
    if in_doubt is InDoubt.HOLD:
        assert (doubled, uncertain <= kills * connections) == (0, True)
    else:
        assert (doubled <= kills * connections, uncertain) == (True, 0)
    assert len(server.count_messages()) == len(got)
