"""An executor of guarded workers on this machine.

    tasks ──▶ queue ──▶ ward ─▶ worker
                    ──▶ ward ─▶ worker

It has no thread of its own: whoever waits for a task's future, or asks whether it is done, moves the work on. So a
worker that takes the place of a lost one is never forked while a thread of this module runs, and answers are not
kept waiting for a lock.
"""

import os
from collections import deque
from collections.abc import Callable, Sequence
from concurrent.futures import CancelledError, Executor, Future
from dataclasses import dataclass
from multiprocessing.connection import wait
from typing import Any, Final, Self, TypeVar, cast

from briefs.engine.limits import LIMITS, Limits
from briefs.engine.program import program
from briefs.engine.ward import Done, Fork, Ward
from briefs.engine.worker import Do
from briefs.errors import EngineError
from briefs.model import Source

R = TypeVar("R")

_EACH: Final = 8
"""Documents that are worth a further worker: a fork and what it copies cost as much as reading one or two."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Task:
    """A batch of sources, and what is to be done with each; pure, so that it can be done again anywhere.

    ``program`` stands for the program that is to do it; without one any may.
    """

    do: Do[Any]
    sources: Sequence[Source]
    limits: Limits
    program: bytes | None = None

    def __call__(self) -> Done:
        """What comes of it, done under guard where it is called. Raises EngineError where the program is another."""
        from briefs.engine.remote import run  # noqa: PLC0415 - only another executor's worker needs it

        if self.program not in {None, program()}:
            raise EngineError("a worker has another version of briefs or of its libraries")
        return run(self.do, self.sources, self.limits)


class _Promise(Future[Done]):
    """A future whose waiter does the crew's bookkeeping."""

    def __init__(self, crew: "Crew") -> None:
        super().__init__()
        self._crew = crew

    def done(self) -> bool:
        """Whether it is done, once all that was answered by now is taken."""
        if not super().done():
            self._crew.tend(timeout=0.0)
        return super().done()

    def result(self, timeout: float | None = None) -> Done:
        """What came of the task; the time that passes while others are answered is not counted."""
        while not super().done():
            self._crew.tend(timeout)
        return super().result(timeout)


class Crew(Executor):
    """Up to ``most`` workers, begun as work comes in; with ``ready`` all at once, when the context is entered.

    Only a ``Task`` can be submitted.
    """

    def __init__(self, most: int, limits: Limits = LIMITS, *, ready: bool = False) -> None:
        self._most, self._limits, self._ready = most, limits, ready
        self._wards: list[Ward] = []
        self._in_hand: dict[Ward, _Promise] = {}
        self._queue: deque[tuple[Task, _Promise]] = deque()
        self._submitted = 0

    def __enter__(self) -> Self:
        if self._ready:
            self._wards = [Ward(Fork, self._limits) for _ in range(self._most)]
        return self

    def submit(self, fn: Callable[..., R], /, *args: Any, **kwargs: Any) -> Future[R]:
        """A future of what comes of a ``Task``."""
        if not isinstance(fn, Task) or args or kwargs:
            raise TypeError(f"a crew does tasks, not {fn!r}")
        promise = _Promise(self)
        self._queue.append((fn, promise))
        self._submitted += len(fn.sources)
        self._assign()
        return cast("Future[R]", promise)

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:  # noqa: ARG002, FBT001, FBT002
        """End every worker, whatever it does."""
        for ward in self._wards:
            ward.end()
        for promise in self._in_hand.values():
            promise.set_exception(CancelledError())
        for _, promise in self._queue:
            promise.cancel()
        self._wards, self._in_hand = [], {}
        self._queue.clear()

    def tend(self, timeout: float | None) -> None:
        """Take one answer of each worker that has one, waiting for the first, and give out what waits."""
        heard = wait([ward.connection for ward in self._in_hand], timeout) if self._in_hand else []
        for ward in [ward for ward in self._in_hand if ward.connection in heard]:
            self._hear(ward)
        self._assign()

    def _hear(self, ward: Ward) -> None:
        try:
            ward.hear()
        except BaseException as error:
            self._in_hand.pop(ward).set_exception(error)
            raise
        if not ward.busy:
            self._in_hand.pop(ward).set_result(ward.done())

    def _assign(self) -> None:
        while self._queue and (ward := self._idle()):
            task, promise = self._queue.popleft()
            if promise.set_running_or_notify_cancel():
                ward.give(task.do, task.sources)
                self._in_hand[ward] = promise

    def _idle(self) -> Ward | None:
        """A worker that has nothing to do: a new one where there is enough work for it."""
        for ward in self._wards:
            if ward not in self._in_hand:
                return ward
        worth = min(self._most, 1 + (self._submitted - 1) // _EACH)
        if len(self._wards) >= worth:
            return None
        self._wards.append(Ward(Fork, self._limits))
        return self._wards[-1]


def processors() -> int:
    """The processors that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
