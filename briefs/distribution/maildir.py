"""A mailbox that is a folder: a maildir, where each message is a file and a rename tells that it was dealt with."""

import contextlib
import os
import stat
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from briefs.distribution.opened import HEAD, Arrived
from briefs.errors import NoInput, OutputError, Unreachable

_NEW: Final = "new"
_CURRENT: Final = "cur"
_SEEN: Final = "S"
_INFO: Final = ":2,"
_DONE: Final = frozenset("ST")
"""Flags of what was read, and of what is to be deleted."""


class Maildir:
    """The messages of a maildir that nobody has taken notice of."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def arrived(self) -> Iterator[Arrived]:
        """Each message that is new, in the order of names, which is that of arrival. Raises Unreachable."""
        for name in self._names(_NEW):
            if (arrived := self._read(name, _NEW)) is not None:
                yield arrived

    def unread(self) -> Iterator[Arrived]:
        """Each message that is no longer new and that nobody has read, the newest first. Raises Unreachable."""
        for name in reversed(self._names(_CURRENT)):
            if (
                not set(name.partition(_INFO)[2]) & _DONE
                and (arrived := self._read(name, _CURRENT)) is not None
            ):
                yield arrived

    def settle(self, arrived: Arrived, *, read: bool) -> None:
        """Nothing; afterwards the message is no longer new, and marked as read or left unread."""
        flags = _SEEN if read else ""
        target = self._folder / _CURRENT / f"{arrived.name.partition(':')[0]}{_INFO}{flags}"
        try:
            with contextlib.suppress(FileNotFoundError):  # another program has taken notice of it
                (self._folder / _NEW / arrived.name).rename(target)
        except OSError as error:
            raise OutputError(f"{target.parent}: cannot be written: {error.strerror}") from error

    def _names(self, part: str) -> list[str]:
        try:
            with os.scandir(self._folder / part) as entries:
                return sorted(
                    entry.name
                    for entry in entries
                    if not entry.name.startswith(".") and entry.is_file(follow_symlinks=False)
                )
        except OSError as error:
            raise Unreachable(f"{self._folder / part}: cannot be read: {error.strerror}") from error

    def _read(self, name: str, part: str) -> Arrived | None:
        try:
            # What was a file a moment ago may be a link or a pipe by now.
            number = os.open(self._folder / part / name, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK)
        except FileNotFoundError:
            return None
        except OSError as error:
            raise Unreachable(f"{self._folder / part / name}: cannot be read: {error.strerror}") from error
        with os.fdopen(number, "rb") as file:
            status = os.fstat(number)
            if not stat.S_ISREG(status.st_mode):
                return None
            return Arrived(name=name, size=status.st_size, head=file.read(HEAD))


@contextlib.contextmanager
def opened(folder: Path) -> Iterator[Maildir]:
    """The maildir in ``folder``. Raises NoInput where there is none."""
    if not (folder / _NEW).is_dir() or not (folder / _CURRENT).is_dir():
        raise NoInput(
            f"{folder}: is no maildir: it has no folders named new and cur; check mail.mailbox.path"
        )
    yield Maildir(folder)
