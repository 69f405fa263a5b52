"""The worker's side: a process that is told what to do with which sources, and answers one after the other.

    ◀── (the work, or None for what it did before; the sources)
    ──▶ (an outcome, its seconds of the processor)      once for each source

It confines itself: what overruns its time is ended by the kernel, in whatever library it is.
"""

import gc
import os
import pickle
import resource
import signal
import time
from collections.abc import Callable
from functools import partial
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any, Final, TypeVar

from briefs.engine.limits import PATIENCE, Limits, faulty, too_large
from briefs.model import Problem, Source

T = TypeVar("T")
Do = Callable[[Source], T]
"""A function of a module, or a ``functools.partial`` of one: a worker is told its name."""

_LISTEN: Final = 5.0
"""Seconds after which an idle worker looks whether anybody still waits for it."""


class Unfit(Exception):
    """The worker cannot do the work at all: it has not what the work needs."""


def serve(connection: Connection, parent: int, limits: Limits) -> None:
    """Nothing; returns when nobody asks any more. ``parent`` is the process that does."""
    _confine(limits)
    do: Do[Any] | None = None
    try:
        while True:
            if connection.poll(_LISTEN):
                do = _serve_one(connection, do, limits)
            elif os.getppid() != parent:
                return
    except (EOFError, OSError):  # nobody listens any more
        return


def _serve_one(connection: Connection, known: Do[Any] | None, limits: Limits) -> Do[Any]:
    """The work that was asked for, done for each source that came with it."""
    message = connection.recv_bytes()
    try:
        told, sources = pickle.loads(message)  # noqa: S301 - it comes from the process that began this one
    except Exception as fault:
        connection.send(Unfit(f"{type(fault).__name__}: {fault}"))
        raise
    do: Do[Any] | None = known if told is None else told
    if do is None:
        raise ValueError("nothing was ever told")
    for source in sources:
        begun = time.process_time()
        outcome = _one(do, limits, source)
        _answer(connection, outcome, source, partial(_since, begun), limits)
    return do


def _since(begun: float) -> float:
    return time.process_time() - begun


def _answer(
    connection: Connection, outcome: Any, source: Source, seconds: Callable[[], float], limits: Limits
) -> None:
    try:
        connection.send((outcome, seconds()))
    except MemoryError:
        connection.send((too_large(source, limits), seconds()))
    except (pickle.PicklingError, AttributeError, TypeError) as fault:
        connection.send((faulty(source, fault), seconds()))


def _confine(limits: Limits) -> None:
    gc.freeze()  # what was there before the fork stays shared with the parent
    for ending in (signal.SIGTERM, signal.SIGPROF, signal.SIGALRM):
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


def _one(do: Do[T], limits: Limits, source: Source) -> T | Problem:
    signal.setitimer(signal.ITIMER_PROF, limits.seconds)  # each ends the process, whatever library it is in
    signal.setitimer(signal.ITIMER_REAL, PATIENCE * limits.seconds)
    try:
        return do(source)
    except MemoryError:
        return too_large(source, limits)
    except Exception as fault:  # noqa: BLE001 - one document must not stop the others, whatever a reader does
        return faulty(source, fault)
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.setitimer(signal.ITIMER_PROF, 0)
