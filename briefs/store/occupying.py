"""One run at a time on a database that several machines share: a lock of PostgreSQL, freed when its session ends.

A file is used by one machine alone, which has locks of its own for that.
"""

import contextlib
from collections.abc import Iterator
from typing import Final

from briefs.store.database import Database

_LOCK: Final = 0x62726E73
"""The letters brns: the first half of the number of this lock, another than that of transactions that write."""
_KEY: Final = f"{_LOCK}, hashtext(current_schema()::text)"


@contextlib.contextmanager
def alone(database: Database) -> Iterator[bool]:
    """Whether nobody else is at work on the editions of this database, and nobody will be meanwhile."""
    with contextlib.ExitStack() as stack:
        connection = stack.enter_context(database.bare())
        if connection.dialect.name != "postgresql":
            stack.close()
            yield True
            return
        taken: bool = connection.exec_driver_sql(f"SELECT pg_try_advisory_lock({_KEY})").scalar_one()
        if taken:
            # The session goes back to a pool, and would keep the lock there.
            stack.callback(connection.exec_driver_sql, f"SELECT pg_advisory_unlock({_KEY})")
        yield taken
