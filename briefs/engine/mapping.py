"""The one way in which an engine works through sources, whatever executes the work.

items ──▶ batches ──▶ window ──▶ executor ──▶ outcomes, in the order of the items

Items are taken as they are needed: no more are held than stand in the window. Each outcome is let go as it is
handed on.
"""

from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Executor, Future
from dataclasses import replace
from typing import Any, Final, NamedTuple, TypeVar

from briefs.engine.crew import Task
from briefs.engine.limits import Limits, lost
from briefs.engine.ward import Done
from briefs.model import Problem, Source

T = TypeVar("T")

_WORTH: Final = 0.05
"""Seconds of work that make a task: with Dask, handing one over costs 3 ms."""
_MOST_ITEMS: Final = 64
_MOST_BYTES: Final = 4 * 2**20
"""Bytes of the sources of a task: beyond it the next source goes into another."""
_WINDOW: Final = 8
"""Tasks that are handed out or waiting to be received, at least: what Dask re-runs when a worker dies."""
_AHEAD: Final = 4
"""Tasks for each worker: one in hand, the others for while the first in order is a slow one."""


class _Given(NamedTuple):
    """A task, and the future of what comes of it."""

    task: Task
    future: Future[Done]


class Lost(Exception):
    """A task took down every worker that it was given to."""


class Engine:
    """What does the same for each of many sources.

    ``hands`` is how many tasks it does at once, ``program`` which program must do them, where others could.
    """

    def __init__(self, executor: Executor, hands: int, limits: Limits, program: bytes | None = None) -> None:
        self._executor, self._limits, self._program = executor, limits, program
        self._window = max(_WINDOW, _AHEAD * hands)
        self._each = _WORTH

    def map(self, items: Iterable[Source], do: Callable[[Source], T]) -> Iterator[T | Problem]:
        """What ``do`` makes of each item, in their order; a ``Problem`` for one that is given up.

        ``do`` is a function of a module or a ``functools.partial`` of one, and pure: where a worker is lost, what it
        did is done again. Items are taken while the outcomes are. An item at which a worker ended is tried once more,
        alone. Raises EngineError where the workers are gone.
        """
        batches = self._batches(iter(items))
        window: deque[_Given] = deque()
        try:
            while self._fill(window, batches, do):
                for outcome in self._outcomes(window.popleft()):
                    yield outcome
                    self._keep_going(window)
        finally:
            for given in window:
                given.future.cancel()

    def read_all(self, sources: Sequence[Source], read: Callable[[Source], T]) -> list[T | Problem]:
        """What ``read`` makes of each source, in their order."""
        return list(self.map(sources, read))

    def _fill(
        self, window: "deque[_Given]", batches: Iterator[Sequence[Source]], do: Callable[[Source], Any]
    ) -> bool:
        """Whether there is anything in the window, once it is filled."""
        while len(window) < self._window and (batch := next(batches, None)):
            window.append(self._give(Task(do=do, sources=batch, limits=self._limits, program=self._program)))
        return bool(window)

    def _give(self, task: Task) -> "_Given":
        return _Given(task, self._executor.submit(task))

    def _keep_going(self, window: "deque[_Given]") -> None:
        """Let the workers that have finished have the next task, while the outcomes of one are used."""
        if window:
            window[-1].future.done()

    def _outcomes(self, given: "_Given") -> Sequence[Any]:
        """What came of a task; where its workers were lost, of its sources one by one."""
        try:
            done = self._receive(given.future)
        except Lost:
            task = given.task
            return [self._alone(replace(task, sources=(source,))) for source in task.sources]
        self._pace(done)
        return done.outcomes

    def _alone(self, task: Task) -> Any:
        try:
            (outcome,) = self._receive(self._give(task).future).outcomes
        except Lost as loss:
            return lost(task.sources[0], str(loss))
        return outcome

    def _receive(self, future: Future[Done]) -> Done:
        """What came of a task, once it is done. Raises Lost."""
        return future.result()

    def _batches(self, items: Iterator[Source]) -> Iterator[Sequence[Source]]:
        batch: list[Source] = []
        size = 0
        for item in items:
            batch.append(item)
            size += len(item.content)
            if len(batch) >= self._worth() or size >= _MOST_BYTES:
                yield batch
                batch, size = [], 0
        if batch:
            yield batch

    def _worth(self) -> int:
        return min(_MOST_ITEMS, max(1, round(_WORTH / self._each)))

    def _pace(self, done: Done) -> None:
        """Learn how long an item takes; of the first, which import what they need, half is forgotten each time."""
        self._each = max(1e-6, (self._each + done.seconds / len(done.outcomes)) / 2)
