"""From any older schema to this program's, one step at a time; there is no way back.

A step that was released is never changed: what comes later is a further step.
"""

from typing import Final

from sqlalchemy import Connection

from briefs.store.migrations.first import STATEMENTS

STEPS: Final[tuple[tuple[str, ...], ...]] = (STATEMENTS,)
VERSION: Final = len(STEPS)
"""The schema that this program reads and writes."""


def migrate(connection: Connection, version: int) -> None:
    """Nothing; afterwards the schema is ``VERSION``. ``version`` is what it was; all of it is one transaction."""
    for step in STEPS[version:]:
        for statement in step:
            connection.exec_driver_sql(statement)
    connection.exec_driver_sql(f"PRAGMA user_version = {VERSION}")
