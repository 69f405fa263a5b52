"""``python -m tests.benchmarks.dispatches FOLDER``: what it costs to know of each message that it may have arrived.

The same dispatch hands the same edition to the same ``smtp-sink``, with the ledger of a store in FOLDER and with one
that forgets at once. The disk is the one of FOLDER: a folder in memory shows nothing.
"""

import datetime
import sys
import tempfile
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Final, cast

from briefs.distribution.failover import Route
from briefs.editions.delivery.dispatching import Dispatch, dispatch
from briefs.model import Claimed, Settled, Shipment
from briefs.store import Deliveries, Store, open_store
from tests.benchmarks.distance import away
from tests.benchmarks.mail import CONNECTIONS, ROUND_TRIP, letters_of, mail_of, sink
from tests.store.shipping import ship

MESSAGES: Final = 640
"""Some four seconds of work."""
ROUNDS: Final = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Cost:
    """Messages a second, in each round, with the ledger and without."""

    kept: tuple[float, ...]
    forgotten: tuple[float, ...]

    @property
    def share(self) -> float:
        """How much of the speed is left: the best round of each, as whatever else runs only makes one slower."""
        return max(self.kept) / max(self.forgotten)


class _Forgetful:
    """A ledger that gives what is to be sent, and keeps nothing of what became of it."""

    def __init__(self, deliveries: Deliveries) -> None:
        self.deliveries = self
        self._deliveries = deliveries
        self._claimed: list[Claimed] | None = None

    def __getattr__(self, name: str) -> Any:
        return getattr(self._deliveries, name)

    def claim(self, it: Shipment, sender: str, limit: int, now: datetime.datetime) -> tuple[Claimed, ...]:
        if self._claimed is None:
            self._claimed = list(self._deliveries.claim(it, sender, MESSAGES, now))
        some, self._claimed = self._claimed[:limit], self._claimed[limit:]
        return tuple(some)

    def record(
        self, _sender: str, _settled: Sequence[Settled], committing: Sequence[tuple[int, datetime.datetime]]
    ) -> frozenset[int]:
        return frozenset(number for number, _ in committing)


def measure(home: Path, rounds: int = ROUNDS, connections: int = CONNECTIONS) -> Cost:
    """The cost of the ledger by some connections over a round trip of 40 ms."""
    with sink() as there, away(there, ROUND_TRIP) as port:
        found = [
            (_rate(home, port, connections, forgets=False), _rate(home, port, connections, forgets=True))
            for _ in range(rounds)
        ]
    kept, forgotten = zip(*found, strict=True)
    return Cost(kept=kept, forgotten=forgotten)


def _rate(home: Path, port: int, connections: int, *, forgets: bool) -> float:
    mail = replace(mail_of(port), connections=connections)
    with _shipped(home) as (store, shipment):
        request = Dispatch(
            sender="bench",
            letters=letters_of(mail),
            route=Route(mail, lambda _place: None),
            mail=mail,
            now=_now,
            jitter=lambda: 0.5,
            stop=threading.Event(),
            gone=lambda _words: None,
        )
        begun = time.perf_counter()
        ledger = cast("Store", _Forgetful(store.deliveries)) if forgets else store
        done = dispatch(ledger, shipment, request, lambda _: None)
        took = time.perf_counter() - begun
    if done.sent != MESSAGES:
        raise ConnectionError(f"not all were sent: {done}")
    return MESSAGES / took


@contextmanager
def _shipped(home: Path) -> Iterator[tuple[Store, Shipment]]:
    with (
        tempfile.TemporaryDirectory(dir=home, prefix="store-") as folder,
        open_store(Path(folder) / "store", create=True) as store,
    ):
        yield store, ship(store, MESSAGES)


def _now() -> datetime.datetime:
    return datetime.datetime.fromtimestamp(_BEGUN + time.monotonic(), datetime.UTC)


_BEGUN: Final = 1_779_000_000.0
"""A moment in May 2026: what is measured is not when."""

if __name__ == "__main__":
    cost = measure(Path(sys.argv[1]))
    print(f"{cost}\n  with the ledger {cost.share:.2f} of the speed without")
