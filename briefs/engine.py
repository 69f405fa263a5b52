"""Reading in processes of their own: a document that overruns harms no other.

    sources ──▶ worker ─┐
            ──▶ worker ─┴─▶ outcomes, in the order of the sources

Each worker is a fork that reads one document after the other, or unpacks one container. One that takes too long,
needs too much memory or brings its reader down becomes a ``Problem``; its worker is replaced and the rest goes on.
The number of workers changes nothing but the time, and neither does a busy machine: what counts is the time of the
processor.
"""

import contextlib
import gc
import multiprocessing
import os
import resource
import signal
import time
from collections import deque
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from multiprocessing.connection import Connection, wait
from pathlib import Path
from types import TracebackType
from typing import Any, Final, Self, TypeVar

from briefs.model import Problem, Source

T = TypeVar("T")
Read = Callable[[Source], T]
"""A function of a module: a worker is told its name."""

_STAGE: Final = "reading"
_MOST_WORKERS: Final = 4
_EACH: Final = 8
"""Documents that are worth a further worker: a fork and what it copies cost as much as reading one or two."""
_MEBIBYTE: Final = 2**20
_LISTEN: Final = 5.0
"""Seconds after which an idle worker looks whether anybody still waits for it."""
_PATIENCE: Final = 4.0
"""Seconds on the clock for each one of the processor: four programs may want it at once."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """What the reading of one document may use: seconds of the processor, and bytes beyond what the program has.

    On the clock four times as many seconds may pass.
    """

    seconds: float
    memory_bytes: int


LIMITS: Final = Limits(seconds=30.0, memory_bytes=768 * 2**20)
"""Of what is not refused at once the slowest are: 400 full pages of PDF 5 s, a page of 40,000 tags 6 s, half a million
lines of one letter 10 s and 210 MB, a Word document of four million empty paragraphs 9 s and 500 MB. What needs three
times the processor or half as much memory again is a mistake or an attack."""


def read_all(sources: Sequence[Source], read: Read[T], limits: Limits = LIMITS) -> list[T | Problem]:
    """What ``read`` makes of each source, in their order; a ``Problem`` for one that overruns a limit."""
    with Readers(_worth(len(sources)), limits) as readers:
        return readers.read_all(sources, read)


def _worth(documents: int) -> int:
    return min(_MOST_WORKERS, os.cpu_count() or 1, -(-documents // _EACH))


class Readers:
    """Workers that stand ready to read, started when the context is entered: before a program starts threads."""

    def __init__(self, number: int = 2, limits: Limits = LIMITS) -> None:
        self._start = partial(_Worker, limits)
        self._number = number
        self._workers: list[_Worker] = []

    def __enter__(self) -> Self:
        self._workers = [self._start() for _ in range(self._number)]
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        for worker in self._workers:
            worker.end()

    def read_all(self, sources: Sequence[Source], read: Read[T]) -> list[T | Problem]:
        """What ``read`` makes of each source, in their order. Not for two callers at once."""
        outcomes: dict[int, T | Problem] = {}
        waiting = deque(enumerate(sources))
        while len(outcomes) < len(sources):
            for worker in self._workers:
                if worker.task is None and waiting:
                    worker.give(*waiting.popleft(), read)
            for worker in self._ready():
                place, outcome = worker.answer()
                outcomes[place] = outcome
            self._workers = [self._start() if worker.ended else worker for worker in self._workers]
        return [outcomes[place] for place in range(len(sources))]

    def _ready(self) -> "list[_Worker]":
        """The workers that have answered, have died, or have had their time: at least one."""
        busy = [worker for worker in self._workers if worker.task is not None]
        left = min(worker.deadline for worker in busy) - time.monotonic()
        heard = wait([worker.connection for worker in busy], timeout=max(0.0, left))
        now = time.monotonic()
        return [worker for worker in busy if worker.connection in heard or worker.deadline <= now]


class _Worker:
    """A process that reads one source at a time; ``task`` is the place and the source in hand."""

    def __init__(self, limits: Limits) -> None:
        context = multiprocessing.get_context("fork")
        self.connection, far = context.Pipe()
        self._limits = limits
        self._process = context.Process(target=_serve, args=(far, os.getpid(), limits), daemon=True)
        self._process.start()
        far.close()
        self.task: tuple[int, Source] | None = None
        self.deadline = 0.0
        self.ended = False

    def give(self, place: int, source: Source, read: Read[Any]) -> None:
        """Let it read a source; one that has died meanwhile is found out by its answer."""
        self.task, self.deadline = (place, source), time.monotonic() + _PATIENCE * self._limits.seconds
        with contextlib.suppress(OSError):
            self.connection.send((read, source))

    def answer(self) -> tuple[int, Any]:
        """The place that was in hand, and what came of it; the worker has ended when it failed."""
        if self.task is None:
            raise ValueError("nothing was given")
        (place, source), self.task = self.task, None
        try:
            if self.connection.poll():
                return place, self.connection.recv()
            message = _slow(_PATIENCE * self._limits.seconds)
        except (EOFError, OSError):
            self._process.join()
            message = _end(self._process.exitcode, self._limits)
        self.end()
        return place, Problem(subject=source.path, stage=_STAGE, message=message)

    def end(self) -> None:
        """End the process, whatever it does."""
        self.ended = True
        self.connection.close()
        self._process.kill()
        self._process.join()


def _slow(seconds: float) -> str:
    return f"was not read within {seconds:g} seconds and given up: save what you need of it as text"


def _end(code: int | None, limits: Limits) -> str:
    """Why a worker is no more. PDFium does not report that it lacks memory: it ends the process."""
    if code == -signal.SIGPROF:
        return _slow(limits.seconds)
    manner = signal.Signals(-code).name if code is not None and code < 0 else f"exit code {code}"
    return (
        f"brought its reader down ({manner}): it is damaged, or needs more than {_mebibytes(limits)} of memory; "
        "save what you need of it as text"
    )


def _mebibytes(limits: Limits) -> str:
    return f"{limits.memory_bytes // _MEBIBYTE:,} MiB"


def _serve(connection: Connection, parent: int, limits: Limits) -> None:
    _confine(limits)
    try:
        while True:
            if connection.poll(_LISTEN):
                read, source = connection.recv()
                _answer(connection, partial(_read_one, read, limits), source, limits)
            elif os.getppid() != parent:
                return
    except (EOFError, OSError):  # nobody listens any more
        return


def _answer(connection: Connection, read: Read[Any], source: Source, limits: Limits) -> None:
    outcome = read(source)
    try:
        connection.send(outcome)
    except MemoryError:
        connection.send(_too_large(source, limits))


def _confine(limits: Limits) -> None:
    gc.freeze()  # what was there before the fork stays shared with the parent
    for ending in (signal.SIGTERM, signal.SIGPROF):
        signal.signal(ending, signal.SIG_DFL)
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the parent is interrupted too, and ends its workers
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    memory = _held() + limits.memory_bytes
    resource.setrlimit(resource.RLIMIT_DATA, (memory, memory))


def _held() -> int:
    """The bytes of data this process has by now; 0 where the system does not tell."""
    try:
        return int(Path("/proc/self/statm").read_text("ascii").split()[5]) * resource.getpagesize()
    except OSError:
        return 0


def _read_one(read: Read[T], limits: Limits, source: Source) -> T | Problem:
    signal.setitimer(signal.ITIMER_PROF, limits.seconds)  # ends the process, whatever library it is in
    try:
        return read(source)
    except MemoryError:
        return _too_large(source, limits)
    except Exception as fault:  # noqa: BLE001 - one document must not stop the others, whatever a reader does
        message = (
            f"could not be read: a fault of the program ({type(fault).__name__}: {fault}); please report it"
        )
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
    return Problem(subject=source.path, stage=_STAGE, message=message)


def _too_large(source: Source, limits: Limits) -> Problem:
    message = f"needs more than {_mebibytes(limits)} of memory to be read: save what you need of it as text"
    return Problem(subject=source.path, stage=_STAGE, message=message)
