"""What the owners have been told, and what they still have to be: one small file in the state folder.

It is no part of the store: that the store cannot be used is one of the things to be told.
"""

import contextlib
import datetime
import fcntl
import json
import os
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

NAME: Final = "notices.json"
_LOCK: Final = "notices.lock"
_UNKEPT: Final = "notices.unkept"
_DAY: Final = 86_400
_SCHEMA: Final = "briefs/notices/1"
_MOST: Final = 200
"""Entries that are kept, the newest: nearly four years of a mail each week."""
_LARGEST: Final = 4_000_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One matter, told once. ``editions`` is empty where it concerns none; ``told`` is None until it was sent.

    ``due`` is the moment from which it is to be told.
    """

    editions: tuple[str, ...]
    cause: str
    moment: datetime.datetime
    due: datetime.datetime
    subject: str
    text: str
    told: datetime.datetime | None = None

    @property
    def identity(self) -> str:
        """What makes it another matter than any other: its editions, and where there are none the moment."""
        return f"{' '.join(self.editions) or self.moment.isoformat()} {self.cause}"


@contextmanager
def alone(folder: Path) -> Iterator[None]:
    """Nobody else reads, changes and writes the file meanwhile: whoever comes second waits. Raises OSError."""
    with (folder / _LOCK).open("ab") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield


def read(folder: Path) -> tuple[Entry, ...]:
    """The entries, oldest first; none where there is no file, or one that cannot be understood."""
    try:
        with (folder / NAME).open("rb") as file:
            content = file.read(_LARGEST + 1)
        return tuple(_entry(told) for told in json.loads(content)["notices"])
    except (OSError, ValueError, KeyError, TypeError):
        return ()


def keep(folder: Path, entries: Sequence[Entry]) -> str | None:
    """What stands in the way of keeping these entries; None where the file holds them, whole."""
    told = {"schema": _SCHEMA, "notices": [_said(entry) for entry in entries[-_MOST:]]}
    temporary = folder / f".{NAME}-{os.getpid()}"
    try:
        with temporary.open("wb") as file:
            file.write(json.dumps(told, indent=1).encode())
            file.flush()
            os.fsync(file.fileno())
        temporary.replace(folder / NAME)
        (folder / _UNKEPT).unlink(missing_ok=True)
    except OSError as error:
        return f"{folder}: cannot be written ({error.strerror}): the owners may be told again, once a day"
    finally:
        with contextlib.suppress(OSError):
            temporary.unlink(missing_ok=True)
    return None


def tried_today(folder: Path, now: datetime.datetime) -> bool:
    """Whether this was asked less than a day ago already, since entries can no longer be kept.

    An empty file holds it: its name and its time need no room on a disk that is full.
    """
    mark = folder / _UNKEPT
    try:
        if 0 <= now.timestamp() - mark.stat().st_mtime < _DAY:
            return True
    except OSError:
        pass
    with contextlib.suppress(OSError):
        mark.touch()
        os.utime(mark, (now.timestamp(), now.timestamp()))
    return False


def _said(entry: Entry) -> dict[str, Any]:
    return {
        "editions": list(entry.editions),
        "cause": entry.cause,
        "moment": entry.moment.isoformat(),
        "due": entry.due.isoformat(),
        "subject": entry.subject,
        "text": entry.text,
        "told": entry.told.isoformat() if entry.told else None,
    }


def _entry(told: Mapping[str, Any]) -> Entry:
    return Entry(
        editions=tuple(str(name) for name in told["editions"]),
        cause=str(told["cause"]),
        moment=_moment(told["moment"]),
        due=_moment(told["due"]),
        subject=str(told["subject"]),
        text=str(told["text"]),
        told=_moment(told["told"]) if told["told"] else None,
    )


def _moment(text: str) -> datetime.datetime:
    moment = datetime.datetime.fromisoformat(text)
    if moment.tzinfo is None:
        raise ValueError(f"{text} has no zone")
    return moment
