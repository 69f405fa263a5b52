"""A copy of a store in one file, made while it is in use, and the way back into either database.

    SQLite ──its own backup──┐                                 ┌──as one transaction──▶ SQLite
                             ├──▶ FILE (a store of SQLite) ────┤
    PostgreSQL ──row by row──┘     of no desk                  └──row by row──────────▶ PostgreSQL

Either way what is read is one moment, and what is written is there as a whole or not at all.
"""

import contextlib
import shutil
import sqlite3
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Final

from sqlalchemy import Connection

from briefs.errors import BriefsError, NoInput, OutputError, StoreBusy, StoreError
from briefs.store import checking, instance, rows
from briefs.store.database import NAME, Database
from briefs.store.faults import told
from briefs.store.sqlite import MARK, make_folder, open_sqlite

ASIDE: Final = "before-restore-{}.sqlite3"
"""How what stood there before is called."""
_HEAD: Final = b"SQLite format 3\0"
_MARK_AT: Final = 68
"""Where a file of SQLite holds its ``application_id``."""
_PAUSE: Final = 0.05
"""Seconds between two tries to begin."""
_SUFFIXES: Final = ("", "-wal", "-shm")
_SOUND: Final = "ok"


def back_up(database: Database, file: Path) -> int:
    """The bytes of a backup in ``file``, which is whole and examined, or as it was before.

    Raises OutputError where it cannot be written or something else stands there, StoreError where the store is damaged.
    """
    _refuse_other(file, database)
    try:
        with tempfile.TemporaryDirectory(prefix=f".{file.name}-", dir=file.parent) as name:
            new = Path(name) / NAME
            _copy_out(database, new)
            _finish(new, file)
            size = new.stat().st_size
            instance.settle(new, file)
    except OSError as error:
        raise OutputError(f"{file}: cannot be written: {error.strerror}; name another file") from error
    return size


def restore(file: Path, folder: Path, patience: float, served: Callable[[], Database] | None) -> Path | None:
    """Where what stood there before is kept now, None where nothing did; afterwards the store is what ``file`` holds.

    ``served`` opens the PostgreSQL that it is to go to; without it that is the file in ``folder``. Raises NoInput,
    StoreError for a file that is damaged or newer, StoreBusy; nothing has changed then.
    """
    try:
        make_folder(folder)
        with tempfile.TemporaryDirectory(prefix=".restore-", dir=folder) as name:
            sound = _examined(file, Path(name))
            if served is None:
                return _into_file(sound, folder, patience)
            with contextlib.closing(served()) as database:
                return _into_server(sound, database)
    except OSError as error:
        raise StoreError(f"{folder}: cannot be written: {error.strerror}") from error


def _refuse_other(file: Path, database: Database) -> None:
    """Nothing but an earlier backup gives way to a backup."""
    own = database.folder / NAME
    if file.is_dir() or (file.exists() and (not _is_store(file) or (own.exists() and file.samefile(own)))):
        raise OutputError(f"{file}: is no backup, and is left as it is; name another file")


def _is_store(file: Path) -> bool:
    head = _head(file)
    return head.startswith(_HEAD) and head[_MARK_AT:] == MARK.to_bytes(4, "big")


def _head(file: Path) -> bytes:
    with file.open("rb") as stream:
        return stream.read(_MARK_AT + 4)


def _copy_out(database: Database, new: Path) -> None:
    with database.reading() as connection:
        if connection.dialect.name != "sqlite":
            with contextlib.closing(open_sqlite(new.parent, 0, create=True)) as made, made.writing() as into:
                rows.copy(connection, into)
            return
    with database.bare() as connection, contextlib.closing(sqlite3.connect(new)) as target:
        _in_pages(_driver_of(connection), target, None)


def _finish(new: Path, file: Path) -> None:
    """Make it one file of no desk, and look whether all of it can be read."""
    with told(file), contextlib.closing(sqlite3.connect(new, isolation_level=None)) as connection:
        connection.execute("UPDATE instance SET id = '', turn = 0")
        connection.execute("PRAGMA journal_mode = DELETE").fetchall()
        found = connection.execute("PRAGMA integrity_check(1)").fetchone()[0]
    if found != _SOUND:
        raise StoreError(f"the store is damaged, and no backup was made: {found}; run `briefs store check`")


def _examined(file: Path, folder: Path) -> Path:
    """A copy of a backup in ``folder``, of this program's schema, in which nothing is wrong."""
    copy = folder / NAME
    _fetch(file, copy)
    try:
        with contextlib.closing(open_sqlite(folder, 0, create=False)) as database:
            with database.reading() as connection:
                damages = tuple(checking.check(connection))
            with database.writing() as connection:
                damages = (*damages, *checking.check_index(connection))
                instance.forget(connection)
    except BriefsError as error:
        raise type(error)(str(error).replace(str(copy), str(file))) from error
    if damages:
        first = f"{damages[0].place}: {damages[0].message}"
        raise StoreError(f"{file}: is damaged in {len(damages)} places, and nothing was restored ({first})")
    with told(copy), contextlib.closing(sqlite3.connect(copy, isolation_level=None)) as connection:
        connection.execute("PRAGMA journal_mode = DELETE").fetchall()
    return copy


def _fetch(file: Path, copy: Path) -> None:
    """Copy a file, and what a live one has beside it: whoever names a store that was merely copied gets all of it."""
    if not file.is_file():
        raise NoInput(f"{file}: there is no such file")
    try:
        # Its mark may stand in the log yet; it is asked for when the copy is opened.
        if not _head(file).startswith(_HEAD):
            raise StoreError(f"{file}: is no backup of a store, or its beginning is damaged")
        shutil.copyfile(file, copy)
        log = file.with_name(f"{file.name}-wal")
        if log.exists():
            shutil.copyfile(log, copy.with_name(f"{NAME}-wal"))
    except PermissionError as error:
        raise NoInput(f"{file}: cannot be read: {error.strerror}") from error


def _into_file(sound: Path, folder: Path, patience: float) -> Path | None:
    live = folder / NAME
    with told(live):
        if not live.exists() or live.stat().st_size == 0:
            instance.settle(sound, live)
            return None
        aside = _free(folder)
        try:
            with contextlib.closing(sqlite3.connect(live, isolation_level=None, timeout=patience)) as target:
                target.execute("PRAGMA synchronous = FULL")
                with instance.renewed(aside) as new, contextlib.closing(sqlite3.connect(new)) as before:
                    _in_pages(target, before, patience)
                with contextlib.closing(sqlite3.connect(sound)) as source:
                    _in_pages(source, target, patience)
        except sqlite3.DatabaseError as error:
            if isinstance(error, sqlite3.OperationalError):  # no damage: it is locked, or there is no room
                raise
            _replace_damaged(sound, live, aside)
        return aside


def _replace_damaged(sound: Path, live: Path, aside: Path) -> None:
    """Put what cannot be read out of the way as it is: somebody may yet save something from it."""
    for suffix in _SUFFIXES[::-1]:
        part = live.with_name(f"{live.name}{suffix}")
        if part.exists():
            part.replace(aside.with_name(f"{aside.name}{suffix}"))
    instance.settle(sound, live)


def _into_server(sound: Path, database: Database) -> Path | None:
    aside = _free(database.folder)
    with database.reading() as connection:
        empty = rows.are_none(connection)
    if not empty:
        back_up(database, aside)
    with (
        contextlib.closing(open_sqlite(sound.parent, 0, create=False)) as source,
        source.reading() as connection,
        database.writing() as into,
    ):
        rows.clear(into)
        rows.copy(connection, into)
        instance.forget(into)
    return None if empty else aside


def _free(folder: Path) -> Path:
    number = 1
    while (place := folder / ASIDE.format(number)).exists():
        number += 1
    return place


def _in_pages(source: sqlite3.Connection, target: sqlite3.Connection, patience: float | None) -> None:
    """Copy one database over another as one transaction. The driver would wait for its turn for ever."""
    start = time.monotonic()

    def look(code: int, _remaining: int, _total: int) -> None:
        if code in {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED} and time.monotonic() - start > (
            patience or 0
        ):
            raise StoreBusy("another process is writing to the store; try again when it has finished")

    source.backup(target, progress=look, sleep=_PAUSE)


def _driver_of(connection: Connection) -> sqlite3.Connection:
    driver = connection.connection.driver_connection
    assert isinstance(driver, sqlite3.Connection)  # noqa: S101 - tells the type of what the pool holds
    return driver
