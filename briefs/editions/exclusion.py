"""One at a time: locks that the kernel holds, and gives back however a process ends."""

import contextlib
import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from briefs.errors import StoreBusy, StoreError

_FETCH: Final = "fetch.lock"
_LONGEST: Final = 400
"""Bytes of what a lock file says of its holder."""
_held: Final[set[int]] = set()
"""The locks of this process. A child is forked with them and would hold them on when this one is killed."""


@contextmanager
def alone(folder: Path) -> Iterator[None]:
    """Nobody else fetches into the store in ``folder`` meanwhile. Raises StoreBusy when somebody does already."""
    with held(folder / _FETCH, "") as holder:
        if holder is not None:
            raise StoreBusy(f"{folder}: another briefs fetch is at work; try again when it has ended")
        yield


@contextmanager
def held(file: Path, holder: str) -> Iterator[str | None]:
    """None while the lock is ours; what its holder says of itself where another process has it.

    What a file says is no lock: it only tells who has it. Raises StoreError where it cannot be written.
    """
    try:
        handle = os.open(file, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o666)
    except OSError as error:
        raise StoreError(f"{file.parent}: cannot be written: {error.strerror}") from error
    _held.add(handle)
    try:
        yield _taken(handle, holder)
    finally:
        _held.discard(handle)
        os.close(handle)


def _taken(handle: int, holder: str) -> str | None:
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return os.pread(handle, _LONGEST, 0).decode("utf-8", "replace").strip()
    with contextlib.suppress(OSError):  # a full disk has no room to say it, and locks nevertheless
        os.ftruncate(handle, 0)
        os.pwrite(handle, holder.encode("utf-8", "surrogateescape")[:_LONGEST], 0)
    return None


def _let_go() -> None:
    """Close the locks of a parent: its own stay held, for a lock goes with the last handle of it."""
    for handle in _held:
        os.close(handle)
    _held.clear()


os.register_at_fork(after_in_child=_let_go)
