"""What a worker is told to do in these tests: to itself, by what a source says."""

import importlib
import os
import signal
import time
from collections.abc import Callable

from briefs.model import Problem, Source


def sources(*contents: str) -> list[Source]:
    """One source for each content, in order."""
    return [Source(path=f"in/{n}.txt", content=text.encode()) for n, text in enumerate(contents)]


def obey(source: Source) -> Problem:
    """A reader that does to itself what the source says."""
    match source.content.decode():
        case "hang":
            time.sleep(60)
        case "toil":
            while True:
                pass
        case "swell":
            return Problem(subject=source.path, stage="test", message="x" * 120 * 2**20)
        case "crash":
            os.kill(os.getpid(), signal.SIGKILL)
        case "leave":
            os._exit(3)
        case "grow":
            hoard = [bytes(10**6) + os.urandom(1) for _ in range(4000)]
            return Problem(subject=source.path, stage="test", message=str(len(hoard)))
        case "fault":
            raise LookupError("no such thing")
        case _:
            pass
    return Problem(subject=source.path, stage="test", message="done")


def length(source: Source) -> int:
    """How many bytes the source has."""
    return len(source.content)


def unsendable(source: Source) -> object:
    """What the source says; where it says "a", something that no process can tell another."""
    text = source.content.decode()
    return (lambda: text) if text == "a" else text


def crash_once(marks: str, source: Source) -> str:
    """What the source says; over one that says so, the first worker ends and the next does not."""
    mark = os.path.join(marks, source.path.replace("/", "-"))  # noqa: PTH118 - a path as it is sent
    if source.content.startswith(b"once") and not os.path.exists(mark):  # noqa: PTH110 - as above
        os.close(os.open(mark, os.O_CREAT))
        os.kill(os.getpid(), signal.SIGKILL)
    return source.content.decode()


def slowly(seconds: float, source: Source) -> int:
    """Its number, after so many seconds of work."""
    end = time.process_time() + seconds
    while time.process_time() < end:
        pass
    return len(source.content)


class _Elsewhere:
    """Work that can be sent, and that no worker finds."""

    def __call__(self, source: Source) -> int:
        raise NotImplementedError(source.path)

    def __reduce__(self) -> tuple[object, tuple[str, str]]:
        return _found, ("no_such_module_anywhere", "work")


def _found(module: str, name: str) -> object:
    return getattr(importlib.import_module(module), name)


def from_nowhere() -> Callable[[Source], int]:
    """Work whose module is not there where it is to be done."""
    return _Elsewhere()
