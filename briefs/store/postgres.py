"""A store in a database of PostgreSQL: how it is reached, brought up to date, and when it is refused.

``folder`` holds what stays on this machine: locks, and by which database it knows that it is the only one.
"""

import math
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Any, Final

from sqlalchemy import URL, Connection, Engine, create_engine, event, make_url, text
from sqlalchemy.dialects import postgresql
from sqlalchemy.dialects.sqlite.dml import OnConflictDoNothing, OnConflictDoUpdate
from sqlalchemy.exc import ArgumentError
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.pool import ConnectionPoolEntry
from sqlalchemy.sql.compiler import SQLCompiler

from briefs.errors import ConfigurationError, MissingRequirement, NoInput, StoreError
from briefs.store import instance
from briefs.store.database import Database, Kinds
from briefs.store.migrations import VERSION, migrate

_DRIVER: Final = "postgresql+psycopg"
_EXTRA: Final = 'pip install "briefs[postgres]"'
_IGNORE: Final = ".gitignore"
_OLDEST: Final = (12,)
"""Every release that is still looked after is newer."""
_LOCKS: Final = 0x62726673
"""The letters brfs: the first half of the number of a lock, by which other programs' locks are told from ours."""
_WRITING: Final = f"SELECT pg_advisory_xact_lock({_LOCKS}, hashtext(current_schema()::text))"
_PARAMETERS: Final[Mapping[str, Any]] = MappingProxyType({
    "application_name": "briefs",
    "client_encoding": "UTF8",
    # A server that has gone is noticed within a minute and a half.
    "keepalives_idle": 30,
    "keepalives_interval": 15,
    "keepalives_count": 4,
})  # fmt: skip
_DURABLE: Final = """
SELECT set_config('synchronous_commit', 'on', false) WHERE current_setting('synchronous_commit') IN ('off', 'local')
"""
"""A commit that has returned is on the disk: a server that is told to wait for less waits for ours all the same."""
_KINDS: Final = Kinds(
    reading={"isolation_level": "REPEATABLE READ", "turns": False},
    sharing={"turns": False, "patient": True},
    bare={"isolation_level": "AUTOCOMMIT", "turns": False},
)
_MADE: Final = "CREATE TABLE schema_version (version INTEGER NOT NULL)"
_OTHERS: Final = """
SELECT count(*) FROM pg_catalog.pg_class
WHERE relnamespace = current_schema()::regnamespace AND relkind IN ('r', 'p', 'v', 'm', 'f')
AND relname IN ('content', 'document', 'item')
"""
_KNOWN: Final = """
SELECT count(*) FROM pg_catalog.pg_class
WHERE relnamespace = current_schema()::regnamespace AND relname = 'schema_version'
"""


def open_postgres(url: str, folder: Path, patience: float, *, create: bool) -> Database:
    """The database at ``url``, its schema brought up to date. ``patience`` is in seconds.

    Raises NoInput where it holds no store and ``create`` is False, StoreError where it cannot be used,
    MissingRequirement without the driver.
    """
    address = _address(url)
    if create:
        _prepare(folder)
    database = Database(_engine(address, patience), _KINDS, place=_shown(address), folder=folder)
    try:
        _bring_up_to_date(database, create=create)
    except BaseException:
        database.close()
        raise
    return database


def _prepare(folder: Path) -> None:
    """Make the folder, and keep it out of a desk's own version control."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        if not (folder / _IGNORE).exists():
            (folder / _IGNORE).write_text("*\n", "utf-8")
    except OSError as error:
        raise StoreError(f"{folder}: cannot be made: {error.strerror}") from error


def _address(url: str) -> URL:
    try:
        return make_url(url).set(drivername=_DRIVER)
    except (ArgumentError, ValueError) as error:
        # The address itself is not told: a password may stand in it.
        raise ConfigurationError(
            "`store` is no address of a database: postgresql://user@host/name"
        ) from error


def _shown(address: URL) -> str:
    """The address as it is told: without a password, and without what else was set."""
    bare = address.set(drivername="postgresql", password=None, query={})
    host = address.query.get("host")
    return bare.render_as_string(hide_password=True) + (f"?host={host}" if host else "")


def _engine(address: URL, patience: float) -> Engine:
    given = {name: value for name, value in _PARAMETERS.items() if name not in address.query}
    given.setdefault("connect_timeout", max(2, math.ceil(patience)))
    try:
        engine = create_engine(
            address,
            connect_args={name: value for name, value in given.items() if name not in address.query}
            # What is prepared does not survive a pooler in between, nor another schema.
            | {"prepare_threshold": None},
            use_native_hstore=False,
            pool_pre_ping=True,
            # Bytes of a document have no place in an error's message.
            hide_parameters=True,
        )
    except ImportError as error:
        raise MissingRequirement(
            f"a store in PostgreSQL needs the driver psycopg, which is not installed: {_EXTRA}"
        ) from error
    event.listen(engine, "connect", _configure)
    event.listen(engine, "begin", _turn(patience))
    return engine


def _configure(connection: Any, _entry: ConnectionPoolEntry) -> None:
    autocommit, connection.autocommit = connection.autocommit, True
    connection.execute(_DURABLE)
    connection.autocommit = autocommit


def _turn(patience: float) -> Any:
    """What begins a transaction that writes: it waits for its turn, and for anything else, as long as that."""
    patient = f"SET LOCAL lock_timeout = {max(1, math.ceil(patience * 1000))}"

    def begin(connection: Connection) -> None:
        options = connection.get_execution_options()
        if options.get("turns", True):
            connection.exec_driver_sql(f"{patient}; {_WRITING}")
        elif options.get("patient"):
            connection.exec_driver_sql(patient)

    return begin


def _bring_up_to_date(database: Database, *, create: bool) -> None:
    with database.reading() as connection:
        _refuse_unfit(connection, database.place)
        version = _version(connection, database.place)
    if version == VERSION:
        return
    if version == 0 and not create:
        raise NoInput(
            f"{database.place}: there is no store yet; `briefs fetch`, `briefs run` or `briefs readers add` makes it"
        )
    with database.writing() as connection:
        # Another process may have been first.
        version = _version(connection, database.place)
        if version == 0:
            connection.exec_driver_sql(_MADE)
            connection.exec_driver_sql("INSERT INTO schema_version (version) VALUES (0)")
        migrate(connection, version)
        connection.execute(text("UPDATE schema_version SET version = :version"), {"version": VERSION})
        instance.begin(connection, database.folder, database.place)


def _refuse_unfit(connection: Connection, place: str) -> None:
    found = connection.dialect.server_version_info or ()
    if found < _OLDEST:
        told = ".".join(map(str, found))
        raise StoreError(f"{place}: is PostgreSQL {told}; version {_OLDEST[0]} or newer is needed")
    encoding, schema = connection.exec_driver_sql(
        "SELECT current_setting('server_encoding'), current_schema()::text"
    ).one()
    if encoding != "UTF8":
        raise StoreError(
            f"{place}: is kept in {encoding}, which does not hold every sign; make another database with "
            "createdb --encoding=UTF8 --template=template0"
        )
    if schema is None:
        raise StoreError(f"{place}: has no schema to keep tables in; look at its search_path")


def _version(connection: Connection, place: str) -> int:
    """The schema's version, 0 where there is none. Raises StoreError for tables of others, or a newer schema."""
    if not connection.exec_driver_sql(_KNOWN).scalar_one():
        if connection.exec_driver_sql(_OTHERS).scalar_one():
            raise StoreError(f"{place}: holds tables of another program; make a database for briefs alone")
        return 0
    version: int = connection.exec_driver_sql("SELECT max(version) FROM schema_version").scalar() or 0
    if version > VERSION:
        raise StoreError(
            f"{place}: was written by a newer version of briefs (schema {version}, this one knows {VERSION}); "
            "install that version"
        )
    return version


@compiles(OnConflictDoNothing, "postgresql")
def _do_nothing(_clause: OnConflictDoNothing, _compiler: SQLCompiler, **_: Any) -> str:
    return "ON CONFLICT DO NOTHING"


@compiles(OnConflictDoUpdate, "postgresql")
def _do_update(clause: OnConflictDoUpdate, compiler: Any, **options: Any) -> str:
    # The two dialects have the same clause each for itself.
    own = postgresql.dml.OnConflictDoUpdate(
        index_elements=clause.inferred_target_elements, set_=dict(clause.update_values_to_set)
    )
    return str(compiler.visit_on_conflict_do_update(own, **options))
