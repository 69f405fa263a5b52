"""What is recorded of each edition, seen in a few milliseconds: without SQLAlchemy, and without writing anything.

Most runs find nothing to do, and this is all they look at. Where a look at the file does not do, the store is opened
as it always is: that says what is wrong, or puts it right.
"""

import contextlib
import datetime
import sqlite3
from collections.abc import Iterable
from pathlib import Path
from typing import Any, Final, NamedTuple

from briefs.errors import NoInput, StoreError
from briefs.model import EditionState
from briefs.store.encoding import Damaged, moment_of

_NAME: Final = "store.sqlite3"
_PATIENCE: Final = 5
"""Seconds to wait for a database that is locked as a whole, or for a server that does not answer."""
_KNOWN: Final = "SELECT count(*) FROM sqlite_schema WHERE type = 'table' AND name = 'edition'"
_KNOWN_THERE: Final = """
SELECT count(*) FROM pg_catalog.pg_class
WHERE relnamespace = current_schema()::regnamespace AND relkind = 'r' AND relname = 'edition'
"""
_WEEKS: Final = """
SELECT edition, revision, state, number, slot, as_of FROM edition ORDER BY edition, state <> 'withdrawn', revision
"""
"""Each edition's newest last; a correction that was given up leaves the one before it the newest."""


class Recorded(NamedTuple):
    """What is recorded of the newest revision of an edition that was not withdrawn, or of the newest where all were."""

    revision: int
    state: EditionState
    number: int
    slot: datetime.datetime
    as_of: datetime.datetime


def weeks_recorded(folder: Path, url: str | None = None) -> dict[str, Recorded]:
    """What is recorded of each edition, by its name: in the store in ``folder``, or in the PostgreSQL at ``url``.

    Empty where there is no store yet, or one that knows of no editions. Raises StoreError, StoreBusy.
    """
    if url is None and not (folder / _NAME).exists():
        return {}
    rows = _in_file(folder / _NAME) if url is None else _in_postgres(url)
    if rows is None:
        return _slowly(folder, url)
    try:
        return {row[0]: _recorded(row) for row in rows}
    except (Damaged, ValueError) as error:
        raise StoreError(
            f"{folder}: what is recorded of editions {error}; run `briefs audit verify`"
        ) from error


def _in_file(place: Path) -> list[Any] | None:
    """The rows, each edition's newest last; None where they cannot be read."""
    # As a URI, whatever signs the name of the folder has.
    address = f"{place.absolute().as_uri()}?mode=ro"
    with (
        contextlib.suppress(sqlite3.Error),
        contextlib.closing(sqlite3.connect(address, uri=True, timeout=_PATIENCE)) as database,
    ):
        known = database.execute(_KNOWN).fetchone()[0]
        return database.execute(_WEEKS).fetchall() if known else []
    return None


def _in_postgres(url: str) -> list[Any] | None:
    """The rows, each edition's newest last; None where they cannot be read."""
    try:
        import psycopg  # noqa: PLC0415 - whoever keeps a file has no use for it
    except ImportError:
        return None
    with (
        contextlib.suppress(psycopg.Error),
        psycopg.connect(url, connect_timeout=_PATIENCE) as database,
    ):
        database.read_only = True
        known = database.execute(_KNOWN_THERE).fetchone()
        return database.execute(_WEEKS).fetchall() if known and known[0] else []
    return None


def _slowly(folder: Path, url: str | None) -> dict[str, Recorded]:
    from briefs.store.store import open_store  # noqa: PLC0415 - SQLAlchemy costs 0.2 s

    try:
        with open_store(folder, create=False, patience=_PATIENCE, url=url) as store:
            found = sorted(
                store.ledger.records(), key=lambda it: (it.state is not EditionState.WITHDRAWN, it.revision)
            )
    except NoInput:
        return {}
    return {
        each.edition: Recorded(each.revision, each.state, each.number, each.slot, each.as_of)
        for each in found
    }


def _recorded(row: Iterable[Any]) -> Recorded:
    _, revision, state, number, slot, as_of = row
    return Recorded(revision, EditionState(state), number, moment_of(slot), moment_of(as_of))
