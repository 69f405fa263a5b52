"""Work that was done on documents, kept so that the next edition does only what is new.

    source, configuration ──key_of──▶ key ──cards, detail──▶ what was worked out before
                                       └───────put──────────▶ what was worked out now

One file of SQLite. It holds nothing that cannot be worked out again: deleting it is always safe, and where it is
damaged, locked or cannot be written, the build is slower and nothing else.
"""

import contextlib
import sqlite3
import time
import zlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from hashlib import blake2b
from itertools import islice
from pathlib import Path
from typing import Final, TypeVar

T = TypeVar("T")
Item = tuple[bytes, bytes, bytes]
"""A key, the card of a document (small, wanted of all), and its detail (large, wanted of few)."""

NAME: Final = "work.sqlite3"
MOST_BYTES: Final = 4 * 2**30
"""Bytes that are kept at most: the work on some 200,000 documents."""

_IGNORE: Final = ".gitignore"
_DAMAGED: Final = ".damaged"
_FORMAT: Final = 1
_PATIENCE: Final = 5.0
"""Seconds to wait for another build that is writing."""
_PAUSES: Final = (0.01, 0.02, 0.05, 0.1, 0.2, 0.5)
"""Seconds between two tries to open it: while another build makes or closes the file, SQLite refuses at once."""
_AT_ONCE: Final = 500
"""Rows of one statement: SQLite takes 32,766 values, and no fewer than 999 where it was built long ago."""
_COMMIT: Final = 200
"""Items of one transaction: what is lost when the build is killed, and held while it is written."""
_CHECK: Final = 16
_LARGEST: Final = 2**28
"""Bytes that something unpacks to, at most."""
_FAST: Final = 1
_KEY: Final = 8
_MOST_USES: Final = 2**62
_SCHEMA: Final = (
    "CREATE TABLE IF NOT EXISTS entry (id INTEGER PRIMARY KEY, used INTEGER NOT NULL, size INTEGER NOT NULL)",
    "CREATE TABLE IF NOT EXISTS card (id INTEGER PRIMARY KEY, body BLOB NOT NULL)",
    "CREATE TABLE IF NOT EXISTS detail (id INTEGER PRIMARY KEY, body BLOB NOT NULL)",
)
_PRAGMAS: Final = ("PRAGMA journal_mode = WAL", "PRAGMA synchronous = NORMAL", "PRAGMA cell_size_check = ON")
_BROKEN: Final = frozenset({sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB})
_PRIMARY: Final = 0xFF


@contextlib.contextmanager
def open_shelf(place: Path) -> "Iterator[Shelf]":
    """The shelf in the file ``place``, made where it is missing; an empty one that keeps nothing where it cannot be."""
    shelf = Shelf(place)
    try:
        yield shelf
    finally:
        shelf.close()


class Shelf:
    """What was worked out of documents, by keys of 32 bytes. Nothing of it raises: what cannot be had is not there."""

    def __init__(self, place: Path) -> None:
        self._place = place
        self._used: set[int] = set()
        self._connection: sqlite3.Connection | None = None
        self._safely(self._open, None)

    def cards(self, keys: Sequence[bytes]) -> dict[bytes, bytes]:
        """The card of each key that is kept; those that are not are not there."""
        found: dict[bytes, bytes] = {}
        nothing: dict[bytes, bytes] = {}
        for some in _batches(keys, _AT_ONCE):
            found |= self._safely(partial(self._cards, some), nothing)
        return found

    def detail(self, key: bytes) -> bytes | None:
        """The detail of a key, or None."""
        return self._safely(partial(self._detail, key), None)

    def put(self, items: Iterable[Item]) -> None:
        """Nothing; afterwards the items are kept. They are taken as they come, and written some at a time."""
        for some in _batches(items, _COMMIT):
            self._safely(partial(self._put, some), None)

    def prune(self, most_bytes: int = MOST_BYTES) -> int:
        """How many entries were removed so that no more than ``most_bytes`` are kept: those not used for longest."""
        return self._safely(partial(self._prune, most_bytes), 0)

    def close(self) -> None:
        """Nothing; afterwards the file is closed, and what was used is marked as used."""
        self._safely(self._mark, None)
        self._give_up()

    def _open(self) -> None:
        for pause in _PAUSES:
            try:
                self._connection = _opened(self._place)
            except sqlite3.OperationalError as error:
                if _code(error) != sqlite3.SQLITE_BUSY:
                    raise
                time.sleep(pause)
            else:
                return

    def _cards(self, keys: Sequence[bytes]) -> dict[bytes, bytes]:
        if not self._connection:
            return {}
        of = {_id(key): key for key in keys}
        # The text of the statement holds as many question marks as there are values, and nothing else.
        query = f"SELECT id, body FROM card WHERE id IN ({','.join('?' * len(of))})"  # noqa: S608
        rows = self._connection.execute(query, [*of]).fetchall()
        found = {
            of[number]: card for number, body in rows if (card := _unpacked(of[number], body)) is not None
        }
        self._used.update(map(_id, found))
        return found

    def _detail(self, key: bytes) -> bytes | None:
        if not self._connection:
            return None
        row = self._connection.execute("SELECT body FROM detail WHERE id = ?", (_id(key),)).fetchone()
        return _unpacked(key, row[0]) if row else None

    def _put(self, items: Sequence[Item]) -> None:
        if not self._connection:
            return
        rows = [(_id(key), _packed(key, card), _packed(key, detail)) for key, card, detail in items]
        with _writing(self._connection) as connection:
            now = _next(connection)
            entries = [(number, now, len(card) + len(detail)) for number, card, detail in rows]
            connection.executemany("INSERT OR REPLACE INTO entry VALUES (?, ?, ?)", entries)
            connection.executemany("INSERT OR REPLACE INTO card VALUES (?, ?)", [row[:2] for row in rows])
            connection.executemany("INSERT OR REPLACE INTO detail VALUES (?, ?)", [row[::2] for row in rows])

    def _mark(self) -> None:
        """Note what was used as the newest, in one transaction."""
        if self._connection and self._used:
            with _writing(self._connection) as connection:
                now = _next(connection)
                connection.executemany(
                    "UPDATE entry SET used = ? WHERE id = ?", ((now, number) for number in sorted(self._used))
                )
        self._used.clear()

    def _prune(self, most_bytes: int) -> int:
        if not self._connection:
            return 0
        self._mark()
        with _writing(self._connection) as connection:
            kept, gone = 0, []
            query = "SELECT id, CAST(size AS INTEGER) FROM entry ORDER BY used DESC, id"
            for number, size in connection.execute(query):
                kept += size or 0
                if kept > most_bytes:
                    gone.append((number,))
            for table in ("entry", "card", "detail"):
                connection.executemany(f"DELETE FROM {table} WHERE id = ?", gone)  # noqa: S608 - of these three
        return len(gone)

    def _safely(self, do: Callable[[], T], otherwise: T) -> T:
        """What comes of asking the database; after a refusal that will not pass, nothing is asked of it again."""
        try:
            return do()
        except OSError:
            self._give_up()
        except sqlite3.Error as error:
            if _code(error) != sqlite3.SQLITE_BUSY:
                self._give_up()
            if _code(error) in _BROKEN:
                self._begin_anew()
        return otherwise

    def _give_up(self) -> None:
        self._used.clear()
        if self._connection:
            with contextlib.suppress(sqlite3.Error):
                self._connection.close()
            self._connection = None

    def _begin_anew(self) -> None:
        """Put a damaged file aside, over one that was put there before, and begin with an empty one."""
        with contextlib.suppress(OSError, sqlite3.Error):
            self._place.replace(self._place.with_name(self._place.name + _DAMAGED))
            for ending in ("-wal", "-shm"):
                self._place.with_name(self._place.name + ending).unlink(missing_ok=True)
            self._connection = _opened(self._place)


def _code(error: sqlite3.Error) -> int:
    return getattr(error, "sqlite_errorcode", sqlite3.SQLITE_ERROR) & _PRIMARY


def _opened(place: Path) -> sqlite3.Connection:
    if not place.parent.is_dir():
        place.parent.mkdir(parents=True, exist_ok=True)
        (place.parent / _IGNORE).write_text(
            "*\n", "utf-8"
        )  # as the store does: no version control of its own
    connection = sqlite3.connect(place, timeout=_PATIENCE, isolation_level=None)
    connection.text_factory = bytes  # what is no blob is not decoded: it is not there
    try:
        for pragma in _PRAGMAS:
            connection.execute(pragma).fetchall()
        if connection.execute("PRAGMA user_version").fetchone() != (_FORMAT,):
            _make(connection)
    except BaseException:
        connection.close()
        raise
    return connection


def _make(connection: sqlite3.Connection) -> None:
    """Make the tables; those of another format are dropped with all that is in them."""
    with _writing(connection):
        if connection.execute("PRAGMA user_version").fetchone() == (_FORMAT,):
            return  # another build was first
        for table in ("entry", "card", "detail"):
            connection.execute(f"DROP TABLE IF EXISTS {table}")
        for statement in _SCHEMA:
            connection.execute(statement)
        connection.execute(f"PRAGMA user_version = {_FORMAT}")


@contextlib.contextmanager
def _writing(connection: sqlite3.Connection) -> Iterator[sqlite3.Connection]:
    connection.execute("BEGIN IMMEDIATE")
    try:
        yield connection
        connection.execute("COMMIT")
    except BaseException:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise


def _next(connection: sqlite3.Connection) -> int:
    """The number of this use: one more than that of the last. A damaged page can hold anything in its place."""
    (last,) = connection.execute("SELECT max(CAST(used AS INTEGER)) FROM entry").fetchone()
    return min(last or 0, _MOST_USES) + 1


def _id(key: bytes) -> int:
    """The row of a key. Two keys of one row do no harm: the check tells whose it is."""
    return int.from_bytes(key[:_KEY], "big", signed=True)


def _packed(key: bytes, value: bytes) -> bytes:
    payload = zlib.compress(value, _FAST)
    return blake2b(payload, digest_size=_CHECK, key=key).digest() + payload


def _unpacked(key: bytes, body: object) -> bytes | None:
    """What was packed under this key; None where that is not what is there."""
    if not isinstance(body, bytes):
        return None
    check, payload = body[:_CHECK], body[_CHECK:]
    if blake2b(payload, digest_size=_CHECK, key=key).digest() != check:
        return None
    try:
        unpacking = zlib.decompressobj()
        value = unpacking.decompress(payload, _LARGEST)
    except zlib.error:
        return None
    return value if unpacking.eof else None


def _batches(items: Iterable[T], size: int) -> Iterator[list[T]]:
    iterator = iter(items)
    while batch := list(islice(iterator, size)):
        yield batch
