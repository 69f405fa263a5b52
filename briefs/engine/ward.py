"""The guard's side: one worker, the sources in its hands, and what is done when it ends over one of them."""

import contextlib
import multiprocessing
import os
import pickle
from collections import deque
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from multiprocessing.connection import Connection
from typing import Any, Protocol

from briefs.engine.limits import Limits, ended, is_overrun
from briefs.engine.worker import Do, Unfit, serve
from briefs.errors import EngineError
from briefs.model import Source


@dataclass(frozen=True, slots=True, kw_only=True)
class Done:
    """The outcomes of a batch, in the order of its sources, and the seconds of the processor that they took."""

    outcomes: tuple[Any, ...]
    seconds: float


class Child(Protocol):
    """A process that serves at the other end of a connection."""

    connection: Connection

    def end(self) -> int | None:
        """The code it ended with; it is ended, whatever it does, and nothing of it is left."""
        ...


class Fork:
    """A worker that begins with all that this process has imported. Begun before the program starts threads."""

    def __init__(self, limits: Limits) -> None:
        context = multiprocessing.get_context("fork")
        self.connection, far = context.Pipe()
        self._process = context.Process(target=serve, args=(far, os.getpid(), limits), daemon=True)
        self._process.start()
        far.close()

    def end(self) -> int | None:
        """The code it ended with."""
        self.connection.close()
        self._process.kill()
        self._process.join()
        return self._process.exitcode


class Ward:
    """A worker under guard. ``give`` it a batch, then ``hear`` until it is no longer ``busy``."""

    def __init__(self, start: Callable[[Limits], Child], limits: Limits) -> None:
        self._begin, self._limits = start, limits
        self._child: Child | None = start(limits)
        self._do: Do[Any] | None = None
        self._known: Do[Any] | None = None
        self._waiting: deque[Source] = deque()
        self._outcomes: list[Any] = []
        self._seconds = 0.0
        self._is_alone = False

    @property
    def busy(self) -> bool:
        """Whether something is in hand that was not answered."""
        return bool(self._waiting)

    @property
    def connection(self) -> Connection:
        """What is ready to be read when there is something to hear."""
        return self._present().connection

    def give(self, do: Do[Any], sources: Sequence[Source]) -> None:
        """Let the worker do something with each source."""
        self._do, self._waiting = do, deque(sources)
        self._outcomes, self._seconds, self._is_alone = [], 0.0, False
        self._send()

    def hear(self) -> None:
        """Take one answer, waiting for it. Raises EngineError where the worker cannot do such work."""
        try:
            answer = self._present().connection.recv()
        except (EOFError, OSError):
            self._lost()
            return
        if isinstance(answer, Unfit):
            self.end()
            raise EngineError(f"a worker cannot do its work ({answer})")
        self._take(*answer)

    def done(self) -> Done:
        """What came of the batch that was given last."""
        return Done(outcomes=tuple(self._outcomes), seconds=self._seconds)

    def end(self) -> int | None:
        """The code with which the worker ended, whatever it was doing."""
        child, self._child, self._known = self._child, None, None
        self._waiting.clear()
        return child.end() if child else None

    def _take(self, outcome: Any, seconds: float) -> None:
        self._waiting.popleft()
        self._outcomes.append(outcome)
        self._seconds += seconds
        if self._is_alone:
            self._is_alone = False
            self._send()

    def _lost(self) -> None:
        """Answer for the source over which the worker ended, or try it once more, alone."""
        waiting = self._waiting.copy()
        code = self.end()
        self._waiting = waiting
        if is_overrun(code) or self._is_alone:
            self._is_alone = True  # the rest is sent again
            self._take(ended(waiting[0], code, self._limits), 0.0)
        else:
            self._is_alone = True
            self._send()

    def _send(self) -> None:
        """Send what waits; one that is tried again goes alone. A worker that has died is found out by its answer."""
        batch = [self._waiting[0]] if self._is_alone else [*self._waiting]
        if not batch:
            return
        connection = self._present().connection
        message = pickle.dumps(
            (None if self._known is self._do else self._do, batch), pickle.HIGHEST_PROTOCOL
        )
        with contextlib.suppress(OSError):
            connection.send_bytes(message)
            self._known = self._do

    def _present(self) -> Child:
        if self._child is None:
            self._child = self._begin(self._limits)
        return self._child
