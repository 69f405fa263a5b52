"""One fetch at a time: a lock that the kernel holds, and gives back however a process ends."""

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from briefs.errors import StoreBusy, StoreError

_NAME: Final = "fetch.lock"


@contextmanager
def alone(folder: Path) -> Iterator[None]:
    """Nobody else fetches into the store in ``folder`` meanwhile. Raises StoreBusy when somebody does already."""
    try:
        file = (folder / _NAME).open("ab")
    except OSError as error:
        raise StoreError(f"{folder}: cannot be written: {error.strerror}") from error
    with file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise StoreBusy(
                f"{folder}: another briefs fetch is at work; try again when it has ended"
            ) from error
        yield
