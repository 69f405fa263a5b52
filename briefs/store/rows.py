"""All rows of a store, copied from one database into another, of the same kind or not."""

import contextlib
from collections.abc import Iterator
from typing import Any, Final

from sqlalchemy import Connection, LargeBinary, Table, func, insert, select, text

import briefs.store.delivery_tables
import briefs.store.ledger_tables  # noqa: F401 - its tables are among all
from briefs.store import index
from briefs.store.encoding import storable
from briefs.store.tables import metadata

_AT_ONCE: Final = 500
_LARGE_AT_ONCE: Final = 20
"""Rows that hold documents: some megabytes each."""
_TABLES: Final = tuple(metadata.sorted_tables)
"""Whatever is referred to comes first."""
_SEARCHED: Final = {
    "sqlite": text("SELECT rowid AS id, title, text FROM search ORDER BY rowid"),
    "postgresql": text("SELECT id, title, text FROM search ORDER BY id"),
}
_TRIGGERS: Final = "SELECT name, sql FROM sqlite_schema WHERE type = 'trigger' ORDER BY name"


def are_none(connection: Connection) -> bool:
    """Whether a database holds nothing yet."""
    return not any(connection.scalar(select(func.count()).select_from(table)) for table in _TABLES)


def copy(source: Connection, target: Connection) -> None:
    """Nothing; afterwards ``target``, which held nothing, holds what ``source`` holds."""
    with _without_triggers(target):
        for table in _TABLES:
            for some in _batches(source, table):
                target.execute(insert(table), some)
    for row in source.execute(_SEARCHED[source.dialect.name]):
        index.add(target, row.id, row.title, row.text)
    if target.dialect.name == "postgresql":
        for table in _TABLES:
            _count_on(target, table)


def clear(connection: Connection) -> None:
    """Nothing; afterwards a database of PostgreSQL holds nothing. Needs a transaction that writes."""
    with _without_triggers(connection):
        connection.execute(text("DELETE FROM search"))
        for table in reversed(_TABLES):
            connection.execute(table.delete())


@contextlib.contextmanager
def _without_triggers(connection: Connection) -> Iterator[None]:
    """What keeps rows from being changed has no say while they are copied: they are as they were, or are refused."""
    if connection.dialect.name == "sqlite":
        triggers = connection.exec_driver_sql(_TRIGGERS).all()
        off, on = [f'DROP TRIGGER "{row.name}"' for row in triggers], [row.sql for row in triggers]
    else:
        off, on = (
            [f'ALTER TABLE "{table.name}" {verb} TRIGGER USER' for table in _TABLES]
            for verb in ("DISABLE", "ENABLE")
        )
    for statement in off:
        connection.exec_driver_sql(statement)
    yield
    for statement in on:
        connection.exec_driver_sql(statement)


def _batches(source: Connection, table: Table) -> Iterator[list[dict[str, Any]]]:
    large = any(isinstance(column.type, LargeBinary) for column in table.c)
    size = _LARGE_AT_ONCE if large else _AT_ONCE
    everything = select(table).order_by(*table.primary_key)
    for some in source.execute(everything, execution_options={"yield_per": size}).partitions():
        yield [_clean(row._asdict()) for row in some]


def _clean(row: dict[str, Any]) -> dict[str, Any]:
    """A row as both databases take it: what an earlier version wrote may hold NUL."""
    return {name: storable(value) if isinstance(value, str) else value for name, value in row.items()}


def _count_on(connection: Connection, table: Table) -> None:
    """Let PostgreSQL go on with the number after the last one."""
    if "id" in table.c:
        last = select(func.max(table.c.id)).scalar_subquery()
        sequence = func.pg_get_serial_sequence(table.name, "id")
        connection.execute(select(func.setval(sequence, func.coalesce(last, 1), last.is_not(None))))
