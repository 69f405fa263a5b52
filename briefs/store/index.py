"""The full-text index of what is kept: one row for each version that has not been superseded.

It is never told to optimise itself: each time adds a level to its structure, and from two thousand on SQLite 3.40 takes
the index for damaged. Its own merging gives the room of what was removed back in time.
"""

from collections.abc import Sequence
from typing import Final

from sqlalchemy import Connection, text
from sqlalchemy.exc import DBAPIError

from briefs.store.bigrams import marks
from briefs.store.encoding import storable

_ADD: Final = text("INSERT INTO search (rowid, title, text, marks) VALUES (:row, :title, :text, :marks)")
_COPY: Final = text(
    "INSERT INTO search (rowid, title, text, marks) SELECT :row, title, text, marks FROM search WHERE rowid = :of"
)
_WORDS: Final = text("SELECT text FROM search WHERE rowid = :row")
_WORDS_POSTGRESQL: Final = text("SELECT text FROM search WHERE id = :row")
_REMOVE: Final = text("DELETE FROM search WHERE rowid = :row")
_CHECK: Final = text("INSERT INTO search (search) VALUES ('integrity-check')")


def add(connection: Connection, row: int, title: str | None, body: str | None) -> None:
    """Nothing; afterwards the version is found by the words of its title and body."""
    words = {"title": storable(title or ""), "text": storable(body or "")}
    found = " ".join(filter(None, (marks(words["title"]), marks(words["text"]))))
    connection.execute(_ADD, {"row": row, "marks": found, **words})


def copy(connection: Connection, of: int, row: int) -> None:
    """Nothing; afterwards the version ``row`` is found by what ``of`` is found by."""
    connection.execute(_COPY, {"row": row, "of": of})


def words(connection: Connection, row: int) -> str | None:
    """The body of a version as it is searched; None where it was superseded."""
    query = _WORDS if connection.dialect.name == "sqlite" else _WORDS_POSTGRESQL
    found: str | None = connection.scalar(query, {"row": row})
    return found


def remove(connection: Connection, rows: Sequence[int]) -> None:
    """Nothing; afterwards the versions are found no more."""
    if rows:
        connection.execute(_REMOVE, [{"row": row} for row in rows])


def fault(connection: Connection) -> str | None:
    """What is wrong with the index by its own account; None where it holds what its rows say."""
    try:
        connection.execute(_CHECK)
    except DBAPIError as error:
        return str(error.orig)
    return None
