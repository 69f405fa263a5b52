"""The full-text index of what is kept: one row for each version that has not been superseded.

SQLite brings one (``fulltext``); on PostgreSQL it is a table of words (``stems``), which finds and ranks alike.
"""

from collections.abc import Mapping, Sequence
from typing import Any, Protocol

from sqlalchemy import ColumnElement, Connection, Select

from briefs.store import fulltext, stems
from briefs.store.bigrams import marks
from briefs.store.encoding import storable
from briefs.store.queries import Match, Term


class _Index(Protocol):
    """What each of the two modules offers."""

    @property
    def ROW(self) -> ColumnElement[int]: ...  # noqa: N802 - a constant of a module

    def add(self, connection: Connection, row: Mapping[str, Any], /) -> None: ...
    def copy(self, connection: Connection, rows: Mapping[str, int], /) -> None: ...
    def body(self, connection: Connection, row: int, /) -> str | None: ...
    def remove(self, connection: Connection, rows: Sequence[Mapping[str, int]], /) -> None: ...
    def matching(self, connection: Connection, listed: Select[Any], terms: Sequence[Term], /) -> Match: ...
    def fault(self, connection: Connection, /) -> str | None: ...


def add(connection: Connection, row: int, title: str | None, body: str | None) -> None:
    """Nothing; afterwards the version is found by the words of its title and body."""
    said = {"title": _clean(title), "text": _clean(body)}
    found = " ".join(filter(None, (marks(said["title"]), marks(said["text"]))))
    _index(connection).add(connection, {"row": row, "marks": found, **said})


def copy(connection: Connection, of: int, row: int) -> None:
    """Nothing; afterwards the version ``row`` is found by what ``of`` is found by."""
    _index(connection).copy(connection, {"row": row, "of": of})


def words(connection: Connection, row: int) -> str | None:
    """The body of a version as it is searched; None where it was superseded."""
    return _index(connection).body(connection, row)


def remove(connection: Connection, rows: Sequence[int]) -> None:
    """Nothing; afterwards the versions are found no more."""
    if rows:
        _index(connection).remove(connection, [{"row": row} for row in rows])


def matching(connection: Connection, listed: Select[Any], terms: Sequence[Term]) -> Match:
    """``listed`` narrowed to what holds all terms, with what it is ordered by and shows."""
    return _index(connection).matching(connection, listed, terms)


def row_of(connection: Connection) -> ColumnElement[int]:
    """The column of the index that holds a version's id."""
    return _index(connection).ROW


def fault(connection: Connection) -> str | None:
    """What is wrong with the index by its own account; None where it holds what its rows say."""
    return _index(connection).fault(connection)


def _index(connection: Connection) -> _Index:
    return stems if connection.dialect.name == "postgresql" else fulltext


def _clean(text: str | None) -> str:
    return storable((text or "").replace("\0", " "))
