"""Whether all is well, for whoever watches the server: the store, the newest edition, and what waits to be sent."""

import json
import threading
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from briefs.errors import BriefsError, NoInput
from briefs.model import DeliveryState
from briefs.store import Store, open_store

_FRESH: Final = 5.0
"""Seconds for which an answer holds: whoever asks more often learns nothing more, and costs nothing."""
_PATIENCE: Final = 3.0
"""Seconds to wait for the store; whoever watches gives up after five or ten."""
_WRONG: Final = "the store cannot be used"


@dataclass(frozen=True, slots=True, kw_only=True)
class Condition:
    """What is known of the desk. ``wrong`` says what keeps it from its work, None where nothing does.

    ``edition`` is the newest that was issued. ``waiting`` counts the deliveries that go out by themselves,
    ``uncertain`` those that wait for a person; ``paused`` names the editions whose sending was stopped.
    """

    wrong: str | None = None
    edition: str | None = None
    waiting: int = 0
    uncertain: int = 0
    paused: tuple[str, ...] = ()


class Watch:
    """What is known of the store in ``folder``, or in the PostgreSQL at ``url``; ``told`` hears what is wrong with it.

    ``clock`` tells seconds that only grow. Where nobody is written to there need not be a store: ``must_exist`` is
    False. It may be asked from any thread.
    """

    def __init__(
        self,
        folder: Path,
        url: str | None,
        clock: Callable[[], float],
        told: Callable[[str], None],
        *,
        must_exist: bool,
    ) -> None:
        self._folder = folder
        self._url = url
        self._clock = clock
        self._told = told
        self._must_exist = must_exist
        self._lock = threading.Lock()
        self._known: tuple[float, Condition] | None = None
        self._said = ""

    def condition(self) -> Condition:
        """How it is now, or was a few seconds ago."""
        with self._lock:
            if self._known is None or self._clock() - self._known[0] > _FRESH:
                self._known = (self._clock(), self._look())
            return self._known[1]

    def _look(self) -> Condition:
        try:
            with open_store(self._folder, create=False, patience=_PATIENCE, url=self._url) as store:
                found, wrong = _found(store), ""
        except BriefsError as error:
            if isinstance(error, NoInput) and not self._must_exist:
                return Condition()
            found, wrong = Condition(wrong=_WRONG), str(error)
        if wrong and wrong != self._said:  # once, however often somebody watches
            self._told(wrong)
        self._said = wrong
        return found


def _found(store: Store) -> Condition:
    issued = (it.edition for it in store.ledger.records() if it.state.is_issued)
    shipments = [it for it in store.deliveries.shipments() if it.finished is None]
    tallies = [store.deliveries.tally(it.shipment) for it in shipments]
    return Condition(
        edition=next(issued, None),
        waiting=sum(number for it in tallies for state, number in it.items() if state.is_open),
        uncertain=sum(it.get(DeliveryState.UNCERTAIN, 0) for it in tallies),
        paused=tuple(it.shipment.edition for it in shipments if it.paused is not None),
    )


def to_json(condition: Condition) -> bytes:
    """A condition as whoever watches reads it."""
    said = {
        "status": "ok" if condition.wrong is None else "failing",
        "wrong": condition.wrong,
        "edition": condition.edition,
        "deliveries": {
            "waiting": condition.waiting,
            "uncertain": condition.uncertain,
            "paused": list(condition.paused),
        },
    }
    return f"{json.dumps(said, ensure_ascii=False)}\n".encode()
