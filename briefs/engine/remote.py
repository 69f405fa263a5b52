"""Guard inside a worker of another executor: what overruns takes a process of its own down, and not that worker.

Such a worker has threads, and may itself be a process that must have no children of ``multiprocessing``: so the guarded
process is a fresh interpreter. One stays for each batch that is done at the same time.
"""

import json
import os
import queue
import subprocess
import sys
from collections.abc import Sequence
from multiprocessing import Pipe
from multiprocessing.connection import Connection
from typing import Any, Final

from briefs.engine.limits import Limits
from briefs.engine.ward import Done, Ward
from briefs.engine.worker import Do, serve
from briefs.model import Source

_BEGIN: Final = (
    "import json, sys; sys.path[:] = json.loads(sys.argv[1]); "
    "from briefs.engine.remote import answer; answer(*map(json.loads, sys.argv[2:]))"
)
"""What the interpreter is told: to find what is found here, and to serve."""

_idle: "dict[Limits, queue.SimpleQueue[Ward]]" = {}


def run(do: Do[Any], sources: Sequence[Source], limits: Limits) -> Done:
    """What comes of a batch. Raises EngineError where the work cannot be done here."""
    waiting = _idle.setdefault(limits, queue.SimpleQueue())
    try:
        ward = waiting.get_nowait()
    except queue.Empty:
        ward = Ward(Interpreter, limits)
    ward.give(do, sources)
    while ward.busy:
        ward.hear()
    done = ward.done()
    waiting.put(ward)
    return done


def answer(descriptor: int, parent: int, seconds: float, memory_bytes: int) -> None:
    """Nothing; serves at the other end of ``descriptor`` until nobody asks any more."""
    serve(Connection(descriptor), parent, Limits(seconds=seconds, memory_bytes=memory_bytes))


class Interpreter:
    """A worker that begins with nothing: it can be begun beside threads."""

    def __init__(self, limits: Limits) -> None:
        self.connection, far = Pipe()
        told = (sys.path, far.fileno(), os.getpid(), limits.seconds, limits.memory_bytes)
        self._process = subprocess.Popen(  # noqa: S603 - this interpreter, told what stands above
            [sys.executable, "-c", _BEGIN, *map(json.dumps, told)],
            stdin=subprocess.DEVNULL,
            pass_fds=[far.fileno()],
        )
        far.close()

    def end(self) -> int | None:
        """The code it ended with."""
        self.connection.close()
        self._process.kill()
        return self._process.wait()
