"""The index that SQLite brings: FTS5.

It is never told to optimise itself: each time adds a level to its structure, and from two thousand on SQLite 3.40 takes
the index for damaged. Its own merging gives the room of what was removed back in time.
"""

from collections.abc import Mapping, Sequence
from typing import Any, Final

from sqlalchemy import Connection, Select, literal_column, text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.sql import ColumnElement

from briefs.store.queries import Match, Term
from briefs.store.stems import WEIGHT, WORDS_SHOWN
from briefs.store.tables import document

ROW: Final[ColumnElement[int]] = literal_column("search.rowid")
_ADD: Final = text("INSERT INTO search (rowid, title, text, marks) VALUES (:row, :title, :text, :marks)")
_COPY: Final = text(
    "INSERT INTO search (rowid, title, text, marks) SELECT :row, title, text, marks FROM search WHERE rowid = :of"
)
_BODY: Final = text("SELECT text FROM search WHERE rowid = :row")
_REMOVE: Final = text("DELETE FROM search WHERE rowid = :row")
_CHECK: Final = text("INSERT INTO search (search) VALUES ('integrity-check')")
_EXCERPT: Final[ColumnElement[str]] = literal_column(f"snippet(search, 1, '', '', '…', {WORDS_SHOWN})")
_RANK: Final[ColumnElement[float]] = literal_column(f"bm25(search, {WEIGHT}, 1.0, 1.0)")


def add(connection: Connection, row: Mapping[str, Any]) -> None:
    """Nothing; afterwards the row is in the index."""
    connection.execute(_ADD, row)


def copy(connection: Connection, rows: Mapping[str, int]) -> None:
    """Nothing; afterwards ``row`` holds what ``of`` holds."""
    connection.execute(_COPY, rows)


def body(connection: Connection, row: int) -> str | None:
    """The text that is searched; None where there is no such row."""
    found: str | None = connection.scalar(_BODY, {"row": row})
    return found


def remove(connection: Connection, rows: Sequence[Mapping[str, int]]) -> None:
    """Nothing; afterwards the rows are gone."""
    connection.execute(_REMOVE, rows)


def matching(_: Connection, listed: Select[Any], terms: Sequence[Term]) -> Match:
    """``listed`` narrowed to what holds all terms."""
    narrowed = (
        listed.add_columns(_EXCERPT.label("excerpt"), literal_column("search.text").label("body"))
        .join(text("search"), document.c.id == ROW)
        .where(text("search MATCH :match").bindparams(match=expression(terms)))
    )
    return Match(listed=narrowed, rank=_RANK, excerpt=lambda row: str(row.excerpt))


def fault(connection: Connection) -> str | None:
    """What is wrong with the index by its own account."""
    try:
        connection.execute(_CHECK)
    except DBAPIError as error:
        return str(error.orig)
    return None


def expression(terms: Sequence[Term]) -> str:
    """The terms in SQLite's language, every word quoted."""
    return " AND ".join(f'"{term.words}"{"*" * term.begins}' for term in terms)
