"""Where a store of the tests stands: in a file, or in a database of the tests' own PostgreSQL."""

import contextlib
import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Final

import pytest

from briefs.store import PATIENCE, Store, open_store
from briefs.store.database import NAME
from tests.store import postgres

DATABASES: Final = ("sqlite", "postgresql")
_EMPTY: Final = """
SELECT string_agg(format('DELETE FROM %I', relname), ';') FROM pg_class
WHERE relnamespace = 'public'::regnamespace AND relkind = 'r' AND relname NOT IN ('schema_version', 'instance')
"""


_NUMBERED: Final = ("item", "document", "reader", "delivery", "attempt", "request")
_FROM_ONE: Final = "; ".join(f"ALTER TABLE {table} ALTER COLUMN id RESTART" for table in _NUMBERED)


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """The folder of a desk and, where it is one in PostgreSQL, the address of its store."""

    folder: Path
    url: str | None = None

    def open(self, *, create: bool = True, patience: float = PATIENCE) -> Store:
        """The store that stands here."""
        return open_store(self.folder, create=create, patience=patience, url=self.url)

    @contextlib.contextmanager
    def raw(self) -> Iterator[Any]:
        """A connection without any of our own settings and no transaction, by which a test looks or does harm."""
        if self.url is None:
            with contextlib.closing(
                sqlite3.connect(self.folder / NAME, isolation_level=None, timeout=0)
            ) as connection:
                yield connection
        else:
            import psycopg  # noqa: PLC0415 - loaded where a server runs

            with contextlib.closing(psycopg.connect(self.url, autocommit=True)) as connection:
                yield connection

    def change(self, *statements: str) -> None:
        """Nothing; afterwards the statements have been done behind the store's back: no trigger, no reference helps."""
        with self.raw() as connection:
            if self.url is not None:
                connection.execute("SET session_replication_role = replica")
            for statement in statements:
                connection.execute(statement)


def a_place(database: str, folder: Path) -> Place:
    """A place without a store; the test is skipped where there is no PostgreSQL."""
    return Place(folder=folder, url=None if database == "sqlite" else _server().url(_server().new()))


def an_empty_place(database: str, folder: Path) -> Place:
    """A place whose store holds nothing. In PostgreSQL it is always the same one, which is quicker than a new one."""
    return Place(folder=folder, url=None if database == "sqlite" else _emptied())


def _server() -> postgres.Server:
    server = postgres.server()
    if server is None:
        pytest.skip("needs PostgreSQL's programs: apt-get install postgresql")
    return server


def _emptied() -> str:
    place = Place(folder=Path(), url=_shared())
    with place.raw() as connection:
        (statements,) = connection.execute(_EMPTY).fetchone()
        connection.execute(f"SET session_replication_role = replica; {statements}; {_FROM_ONE}")
    return str(place.url)


@cache
def _shared() -> str:
    url = _server().url(_server().new())
    with TemporaryDirectory() as folder:
        open_store(Path(folder), create=True, url=url).close()
    return url
