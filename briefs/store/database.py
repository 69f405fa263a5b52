"""An open database of a store and its kinds of transaction, which promise the same on SQLite and on PostgreSQL.

Those that write take turns: the lock is taken when they begin, so that what they read first still holds when they
write. Readers see one moment and never wait. A commit is on the disk when it returns.
"""

import contextlib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

from sqlalchemy import Connection, Engine, text

from briefs.store.faults import told

NAME: Final = "store.sqlite3"
"""The file of a store that stands in a folder."""


_CAREFUL: Final = ("fsync", "full_page_writes")
"""Settings of PostgreSQL that keep a commit safe, and that whoever wants speed turns off."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Kinds:
    """The options of SQLAlchemy that make a connection one that reads, that writes beside others, or that is bare."""

    reading: Mapping[str, Any] = field(default_factory=dict)
    sharing: Mapping[str, Any] = field(default_factory=dict)
    bare: Mapping[str, Any] = field(default_factory=dict)


class Database:
    """An open database of the current schema. ``place`` is what it is called in errors, without any secret.

    ``folder`` is where this desk keeps its state: the one of the file, or the one beside a PostgreSQL.
    """

    def __init__(self, engine: Engine, kinds: Kinds, *, place: str, folder: Path) -> None:
        self.place = place
        self.folder = folder
        self.holds: dict[str, Callable[[], None]] = {}
        """How each sender of this process proves again that it lives."""
        self._engine = engine
        self._reading = engine.execution_options(**kinds.reading)
        self._sharing = engine.execution_options(**kinds.sharing)
        self._bare = engine.execution_options(**kinds.bare)

    @contextlib.contextmanager
    def reading(self) -> Iterator[Connection]:
        """A connection that sees the store as it is now, whatever is written meanwhile."""
        with told(self.place), self._reading.connect() as connection:
            yield connection

    @contextlib.contextmanager
    def writing(self) -> Iterator[Connection]:
        """A connection in a transaction that holds the write lock; left without an error, all of it is on disk."""
        with told(self.place), self._engine.begin() as connection:
            yield connection

    @contextlib.contextmanager
    def sharing(self) -> Iterator[Connection]:
        """A connection in a transaction that writes what it has locked itself; on a server it waits for no other.

        For rows that nobody else changes meanwhile. Left without an error, all of it is on disk.
        """
        with told(self.place), self._sharing.begin() as connection:
            yield connection

    @contextlib.contextmanager
    def bare(self) -> Iterator[Connection]:
        """A connection outside any transaction, for what is not done inside one."""
        with told(self.place), self._bare.connect() as connection:
            yield connection

    @property
    def is_served(self) -> bool:
        """Whether it is one of PostgreSQL, which several machines may share."""
        return self._engine.dialect.name == "postgresql"

    def remarks(self) -> tuple[str, ...]:
        """By what a server loses what it has said is on the disk. A file is written as we say."""
        with self.reading() as connection:
            if connection.dialect.name == "sqlite":
                return ()
            off = [name for name in _CAREFUL if connection.scalar(text(f"SHOW {name}")) == "off"]
        return tuple(
            f"{self.place}: {name} is off: what is kept is lost when the server's machine fails; turn it on"
            for name in off
        )

    def close(self) -> None:
        """Nothing; afterwards no file and no connection is open."""
        with told(self.place):
            self._engine.dispose()
