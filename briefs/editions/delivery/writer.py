"""The one thread of a sender that speaks to the ledger: whatever came meanwhile is committed together.

    worker ──commit──▶ ┐                      ┌▶ durable: the end of the message may go out
    worker ──settle──▶ ├─ one transaction ────┤
    worker ──commit──▶ ┘                      └▶ lost to another sender: it must not

A commit to the disk takes longer than all else that the ledger does. Sixteen connections share one, and none waits for
more than two: the one that is being written, and its own.
"""

import threading
from collections.abc import Callable, Sequence
from concurrent.futures import CancelledError, Future
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Final, Protocol, TypeVar

from briefs.errors import StoreBusy
from briefs.model import Settled

_LINGER: Final = 0.02
"""Seconds that what became of messages waits for the next one to be committed with: some four commits of a disk."""
_ATTEMPTS: Final = 3
"""How often a group is written while the store is busy: each has the patience of the store itself."""

_Value = TypeVar("_Value")


class Recording(Protocol):
    """The part of the ledger of deliveries by which groups are written."""

    def record(
        self, sender: str, settled: Sequence[Settled], committing: Sequence[tuple[int, datetime]]
    ) -> frozenset[int]:
        """Those of ``committing`` that are now on record as this sender's to send."""


@dataclass(slots=True)
class _Group:
    """What is written in one transaction."""

    settled: list[Settled] = field(default_factory=list)
    asked: "list[tuple[int, Future[bool]]]" = field(default_factory=list)

    def __bool__(self) -> bool:
        return bool(self.settled or self.asked)


class Writer:
    """The ledger as the threads of one sender write to it. ``now`` is the clock.

    What becomes of a connection's message is never on record later than that its next one may go out: at most one
    message of each connection is ever in doubt.
    """

    def __init__(self, deliveries: Recording, sender: str, now: Callable[[], datetime]) -> None:
        self._deliveries = deliveries
        self._sender = sender
        self._now = now
        self._changed = threading.Condition()
        self._group = _Group()
        self._calls: list[tuple[Future[Any], Callable[[], Any]]] = []
        self._owed: list[Settled] = []
        self._is_closing = False
        self._is_abandoned = False
        self._failure: BaseException | None = None
        self._thread = threading.Thread(target=self._work, name="ledger", daemon=True)
        self._thread.start()

    @property
    def failure(self) -> BaseException | None:
        """Why nothing more may go out: the ledger cannot be written. None while it can."""
        return self._failure

    def commit(self, number: int) -> bool:
        """Whether it is durably on record that this delivery may have gone out; else it must not be sent."""
        answer: Future[bool] = Future()
        with self._changed:
            if self._is_closing or self._failure:
                return False
            self._group.asked.append((number, answer))
            self._changed.notify()
        return answer.result()

    def settle(self, settled: Settled) -> None:
        """Nothing; what became of a delivery goes on record with the next group."""
        with self._changed:
            self._group.settled.append(settled)
            self._changed.notify()

    def call(self, function: Callable[[], _Value]) -> _Value:
        """What ``function`` gives, called between two groups; whatever was settled before is on record.

        Raises CancelledError when the ledger was closed or abandoned before.
        """
        answer: Future[_Value] = Future()
        with self._changed:
            if self._is_closing:
                raise CancelledError
            self._calls.append((answer, function))
            self._changed.notify()
        return answer.result()

    def close(self) -> None:
        """Nothing; afterwards all that was settled is on record. Raises what prevents that, or has prevented more."""
        with self._changed:
            self._is_closing = True
            self._changed.notify()
        self._thread.join()
        if self._failure:
            raise self._failure

    def abandon(self) -> None:
        """Nothing; from now on no message goes out and nothing is written: the process ends."""
        with self._changed:
            self._is_closing = self._is_abandoned = True
            self._changed.notify()

    def _work(self) -> None:
        while True:
            group, calls = self._next()
            if self._is_abandoned:
                for _, asked in group.asked:
                    asked.set_result(False)
                return
            if group or self._owed:
                self._write(group)
            for answer, function in calls:
                _answer(answer, function)
            if not group and not calls:
                return

    def _next(self) -> tuple[_Group, list[tuple[Future[Any], Callable[[], Any]]]]:
        """What there is to do, once there is something; nothing when all is done and nothing more will come."""
        with self._changed:
            self._changed.wait_for(lambda: self._group or self._calls or self._is_closing)
            self._changed.wait_for(lambda: self._group.asked or self._calls or self._is_closing, _LINGER)
            group, self._group = self._group, _Group()
            calls, self._calls = self._calls, []
            return group, calls

    def _write(self, group: _Group) -> None:
        """Write the group. Where that fails nobody sends, and what became of messages goes with the next."""
        settled = self._owed + group.settled
        moment = self._now()
        mine = self._recorded(settled, [(number, moment) for number, _ in group.asked])
        self._owed = settled if mine is None else []
        for number, answer in group.asked:
            answer.set_result(mine is not None and number in mine)

    def _recorded(
        self, settled: Sequence[Settled], committing: Sequence[tuple[int, datetime]]
    ) -> frozenset[int] | None:
        """Those that may go out, or None where the ledger cannot be written: ``failure`` then says why."""
        failure: BaseException | None = None
        for _ in range(_ATTEMPTS):
            try:
                return self._deliveries.record(self._sender, settled, committing)
            except StoreBusy as error:
                failure = error
            except BaseException as error:  # noqa: BLE001 - told by ``close``, in the thread that sends
                failure = error
                break
        self._failure = self._failure or failure
        return None


def _answer(answer: "Future[_Value]", function: Callable[[], _Value]) -> None:
    try:
        answer.set_result(function())
    except BaseException as error:  # noqa: BLE001 - raised in the thread that asked
        answer.set_exception(error)
