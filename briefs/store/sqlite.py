"""A store in one SQLite file: how it is made, opened and brought up to date, and when it is refused."""

import contextlib
import sqlite3
from pathlib import Path
from typing import Final

from sqlalchemy import URL, Connection, Engine, create_engine, event
from sqlalchemy.pool import ConnectionPoolEntry

from briefs.errors import NoInput, StoreError
from briefs.store import instance
from briefs.store.database import NAME, Database, Kinds
from briefs.store.migrations import VERSION, migrate
from briefs.store.mounts import network_file_system

MARK: Final = 0x62726673
"""``application_id``: the letters brfs, by which the file is known as a store."""
_LARGEST_LOG: Final = 64_000_000
"""Bytes to which the write-ahead log is cut back after a large transaction."""
_IGNORE: Final = ".gitignore"
_MAKING: Final = ".store.sqlite3-new"
"""Stands beside a database while it is made: one that is empty without it has lost what it held."""
_PRAGMAS: Final = (
    "PRAGMA journal_mode = WAL",
    "PRAGMA synchronous = FULL",
    "PRAGMA foreign_keys = ON",
    "PRAGMA cell_size_check = ON",
    f"PRAGMA journal_size_limit = {_LARGEST_LOG}",
)
_KINDS: Final = Kinds(reading={"transaction": "BEGIN DEFERRED"}, bare={"transaction": None})


def open_sqlite(folder: Path, patience: float, *, create: bool) -> Database:
    """The database in ``folder``, its schema brought up to date. ``patience`` is in seconds.

    Raises NoInput where there is none and ``create`` is False; StoreError where it cannot be used.
    """
    place = folder / NAME
    _refuse_network(folder, place)
    if create:
        _prepare(folder)
    elif not place.exists():
        raise NoInput(
            f"{place}: there is no store yet; `briefs fetch`, `briefs run` or `briefs readers add` makes it"
        )
    making = folder / _MAKING
    _refuse_emptied(place, making)
    database = Database(_engine(place, patience), _KINDS, place=str(place), folder=folder)
    try:
        _bring_up_to_date(database)
        with contextlib.suppress(OSError):  # who may not write here has not made it
            making.unlink()
    except BaseException:
        database.close()
        raise
    return database


def make_folder(folder: Path) -> None:
    """Make the folder, and keep what is retrieved out of a desk's own version control."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        if not (folder / NAME).exists() and not (folder / _IGNORE).exists():
            (folder / _IGNORE).write_text("*\n", "utf-8")
    except OSError as error:
        raise StoreError(f"{folder}: the store cannot be made: {error.strerror}") from error


def _prepare(folder: Path) -> None:
    make_folder(folder)
    if not (folder / NAME).exists():
        try:
            (folder / _MAKING).touch()
        except OSError as error:
            raise StoreError(f"{folder}: the store cannot be made: {error.strerror}") from error


def _refuse_network(folder: Path, place: Path) -> None:
    kind = network_file_system(folder)
    if kind:
        raise StoreError(
            f"{place}: stands on a network file system ({kind}), where a store cannot be kept safe; "
            "set `store` in briefs.toml to a folder on a disk of this machine"
        )


def _refuse_emptied(place: Path, making: Path) -> None:
    """Refuse a database of no bytes, unless its making was cut off."""
    # Looked at twice: between the two looks, another process may have made it.
    if _is_empty(place) and not making.exists() and _is_empty(place):
        raise StoreError(
            f"{place}: is empty: what it held is gone; put back a copy from a backup, "
            "or delete it and run `briefs fetch` again"
        )


def _is_empty(place: Path) -> bool:
    try:
        return place.stat().st_size == 0
    except OSError:  # told where it is opened
        return False


def _engine(place: Path, patience: float) -> Engine:
    engine = create_engine(
        URL.create("sqlite", database=str(place)),
        # Without an isolation level the driver begins nothing by itself: the event below does.
        connect_args={"isolation_level": None, "timeout": patience},
        # Bytes of a document have no place in an error's message.
        hide_parameters=True,
    )
    event.listen(engine, "connect", _configure)
    event.listen(engine, "begin", _begin)
    return engine


def _configure(connection: sqlite3.Connection, _entry: ConnectionPoolEntry) -> None:
    # Pages that are freed can then be given back. It takes effect in an empty file only, and waits for the write lock
    # in any: whoever opens a store to read it must not.
    if connection.execute("PRAGMA page_count").fetchone() == (0,):
        connection.execute("PRAGMA auto_vacuum = INCREMENTAL")
    for pragma in _PRAGMAS:
        connection.execute(pragma).fetchall()


def _begin(connection: Connection) -> None:
    statement = connection.get_execution_options().get("transaction", "BEGIN IMMEDIATE")
    if statement:
        connection.exec_driver_sql(statement)


def _bring_up_to_date(database: Database) -> None:
    with database.reading() as connection:
        version = _version(connection, database.place)
    if version == VERSION:
        return
    with database.writing() as connection:
        # Another process may have been first.
        migrate(connection, _version(connection, database.place))
        connection.exec_driver_sql(f"PRAGMA user_version = {VERSION}")
        connection.exec_driver_sql(f"PRAGMA application_id = {MARK}")
        instance.begin(connection, database.folder, database.place)


def _version(connection: Connection, place: str) -> int:
    """The schema's version, 0 for an empty database. Raises StoreError for what is no store, or a newer one."""
    mark = connection.exec_driver_sql("PRAGMA application_id").scalar_one()
    version: int = connection.exec_driver_sql("PRAGMA user_version").scalar_one()
    if mark != MARK and (version or _tables(connection)):
        raise StoreError(f"{place}: is a database of another program; move it away, or choose another folder")
    if version > VERSION:
        raise StoreError(
            f"{place}: was written by a newer version of briefs (schema {version}, this one knows {VERSION}); "
            "install that version"
        )
    return version


def _tables(connection: Connection) -> int:
    count: int = connection.exec_driver_sql("SELECT count(*) FROM sqlite_schema").scalar_one()
    return count
