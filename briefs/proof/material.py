"""The files that a brief is held against, opened so that nothing outside their folders is ever read."""

import os
import stat
from pathlib import Path
from typing import Final

from briefs.errors import NoInput

MOST_BYTES: Final = 256 * 2**20
"""Of one file. A PDF of 250 pages has 3 MB, its brief.json 2 MB."""


class Unusable(Exception):
    """A file cannot be used; the message says why."""


def content_of(path: Path) -> bytes:
    """The bytes of a file that somebody named. Raises ``NoInput``."""
    try:
        with path.open("rb") as opened:
            if not stat.S_ISREG(os.fstat(opened.fileno()).st_mode):
                raise NoInput(f"{path}: is no file")
            content = opened.read(MOST_BYTES + 1)
    except OSError as error:
        raise NoInput(
            f"{path}: {(error.strerror or str(error)).lower()}; check the spelling and the folder"
        ) from error
    if len(content) > MOST_BYTES:
        raise NoInput(f"{path}: has more than {MOST_BYTES // 2**20} MiB; no brief is that large")
    return content


def member(folder: Path, name: str) -> bytes | None:
    """The bytes of a plain file in a folder by a name that anybody may have written; None where there is none.

    Raises ``Unusable`` for a name that leads out of the folder, and for what is no plain file of its own.
    """
    parts = name.split("/")
    if not name.isprintable() or "\\" in name or any(part in {"", ".", ".."} for part in parts):
        raise Unusable("its name leads elsewhere")
    directory = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        for part in parts[:-1]:
            below = os.open(part, os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW, dir_fd=directory)
            os.close(directory)
            directory = below
        return _plain(os.open(parts[-1], os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK, dir_fd=directory))
    except FileNotFoundError:
        return None
    except OSError as error:
        raise Unusable(f"it cannot be read: {error.strerror}") from error
    finally:
        os.close(directory)


def _plain(descriptor: int) -> bytes:
    with open(descriptor, "rb") as opened:
        if not stat.S_ISREG(os.fstat(descriptor).st_mode):
            raise Unusable("it is no plain file")
        content = opened.read(MOST_BYTES + 1)
    if len(content) > MOST_BYTES:
        raise Unusable("it is too large")
    return content
