"""What the database refuses, told in plain words: no exception of its library leaves this room."""

import contextlib
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
_PRIMARY: Final = 0xFF
"""SQLite's extended result codes carry the plain one in their lowest byte."""


@contextlib.contextmanager
def told(place: Path) -> Iterator[None]:
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


def _plain(place: Path, error: BaseException | None) -> BriefsError:
    code = getattr(error, "sqlite_errorcode", sqlite3.SQLITE_ERROR) & _PRIMARY
    if code in _BUSY:
        return StoreBusy(f"{place}: another process is writing to the store; try again when it has finished")
    return StoreError(f"{place}: {_ADVICE.get(code, f'cannot be used: {error}')}")
