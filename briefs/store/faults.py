"""What the database refuses, told in plain words: no exception of its library leaves this room."""

import contextlib
import re
import sqlite3
from collections.abc import Iterator, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Final

from sqlalchemy.exc import DBAPIError, NoResultFound

from briefs.errors import BriefsError, StoreBusy, StoreError
from briefs.store.encoding import Damaged

_DAMAGED: Final = "is damaged; put back a copy from a backup, or move it away and run `briefs fetch` again"
"""The check is not named: it may be what found it."""
_ADVICE: Final[Mapping[int, str]] = MappingProxyType({
    sqlite3.SQLITE_FULL: "the disk is full; free some space and run again",
    sqlite3.SQLITE_READONLY: "is read-only; give yourself the right to write to it and to its folder",
    sqlite3.SQLITE_PERM: "permission denied; give yourself the right to write to it and to its folder",
    sqlite3.SQLITE_CANTOPEN: "cannot be opened; look whether its folder is there and you may write to it",
    sqlite3.SQLITE_CORRUPT: _DAMAGED,
    sqlite3.SQLITE_NOTADB: "is no database, or its beginning is damaged; move it away, or put back a copy",
    sqlite3.SQLITE_IOERR: "the disk cannot be read or written, or has no room left; nothing half done is kept",
    sqlite3.SQLITE_TOOBIG: "a document is too large to be kept",
})  # fmt: skip
_BUSY: Final = frozenset({sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED})
_WRITTEN: Final = "another process is writing to the store; try again when it has finished"
_PRIMARY: Final = 0xFF
"""SQLite's extended result codes carry the plain one in their lowest byte."""

_SERVED: Final[Mapping[str, str]] = MappingProxyType({
    "25006": "is read-only, like a standby; name the server that takes changes",
    "28": "refuses this user: look at the name in `store`, and give the password in PGPASSWORD, PGPASSWORD_FILE or "
    "~/.pgpass",
    "3D": "there is no such database; make it: createdb",
    "42501": "this user may not do that; make it the owner of the database: ALTER DATABASE … OWNER TO …",
    "42P01": "a table is missing; put back a backup: briefs restore FILE",
    "53100": "the disk of the server is full; free some space there and run again",
    "53200": "the server has no memory left; nothing half done is kept",
    "54": "something is too large to be kept",
    "58": "the server cannot read or write its files; nothing half done is kept",
    "XX": "the database is damaged; put back a backup: briefs restore FILE",
})  # fmt: skip
"""By the code of the SQL standard, or the class of such codes."""
_LATER: Final[Mapping[str, str]] = MappingProxyType({
    "40": _WRITTEN,
    "53300": "the server has no connection free; try again later",
    "55P03": _WRITTEN,
    "57": "the server is being restarted, or has broken off; try again later",
    "08": "the server cannot be reached any more; try again later",
})  # fmt: skip
_UNREACHED: Final = (
    "cannot be reached: {}; look at `store` in briefs.toml, and give a password in PGPASSWORD, PGPASSWORD_FILE or "
    "~/.pgpass"
)
_ABSENT: Final = "no server answers: {}; start it, or look at the host and port of `store` in briefs.toml"
_UNANSWERED: Final = re.compile(
    r"No such file or directory|Connection refused|could not translate host name|No route to host|timeout expired|"
    r"Network is unreachable|failed to resolve host"
)
_PASSING: Final = re.compile(
    r"starting up|shutting down|in recovery mode|too many (?:clients|connections)|remaining connection slots|"
    r"closed the connection|connection is lost|connection is closed|terminating connection"
)
_REASON: Final = re.compile(r"(?:.*\bfailed: )?(?:[A-Z]+: +)?(.+)")


@contextlib.contextmanager
def told(place: str | Path) -> Iterator[None]:
    """An error of the database becomes one that says what to do; ``place`` is the database."""
    try:
        yield
    except DBAPIError as error:
        raise _plain(place, error.orig) from error
    except sqlite3.Error as error:
        raise _plain(place, error) from error
    except NoResultFound as error:
        raise StoreError(f"{place}: {_DAMAGED}") from error
    except Damaged as error:
        raise StoreError(f"{place}: a document or row {error}; run `briefs store check`") from error


def _plain(place: str | Path, error: BaseException | None) -> BriefsError:
    if hasattr(error, "sqlstate"):
        return _served(place, error)
    code = getattr(error, "sqlite_errorcode", sqlite3.SQLITE_ERROR) & _PRIMARY
    if code in _BUSY:
        return StoreBusy(f"{place}: {_WRITTEN}")
    return StoreError(f"{place}: {_ADVICE.get(code, f'cannot be used: {error}')}")


def _served(place: str | Path, error: BaseException | None) -> BriefsError:
    """What a server refuses. Who never reached it has a text and no code."""
    code: str | None = getattr(error, "sqlstate", None)
    if code is None:
        return _unserved(place, str(error))
    for told_as, kind in ((_LATER, StoreBusy), (_SERVED, StoreError)):
        advice = told_as.get(code) or told_as.get(code[:2])
        if advice:
            return kind(f"{place}: {advice}")
    return StoreError(f"{place}: cannot be used: {str(error).partition(chr(10))[0]}")


def _unserved(place: str | Path, text: str) -> BriefsError:
    """Why a server was not reached, or no longer: of what the driver says, what it was that failed."""
    lines = text.strip().splitlines()
    found = _REASON.match(lines[0]) if lines else None
    reason = found[1] if found else "no reason is told"
    if _PASSING.search(text):
        return StoreBusy(f"{place}: {reason}; try again later")
    advice = _ABSENT if _UNANSWERED.search(text) else _UNREACHED
    return StoreError(f"{place}: {advice.format(reason)}")
