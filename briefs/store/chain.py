"""The chain that ties each row of the log to the one before it, and each move to what its record said then.

A digest is that of canonical JSON: sorted keys, no white space, the columns as the database has them. Nothing is
parsed before: a moment that is written in another way is another row.
"""

import json
from collections.abc import Mapping
from hashlib import sha256
from typing import Any, Final

from sqlalchemy import Connection, Table, select

from briefs.model import EditionState
from briefs.store.ledger_tables import approval, edit

_OPEN: Final = frozenset({EditionState.PLANNED, EditionState.BUILDING})
"""States in which what an edition is made from, what it is, and its edits may still change."""
_UNDECIDED: Final = _OPEN | {EditionState.BUILT, EditionState.AWAITING}
"""States in which it may still be approved."""
_MADE: Final = frozenset({"snapshot", "seal"})
_FLUX: Final = frozenset({"state", "moved"})
"""What the log row says itself."""


def canonical(value: object) -> bytes:
    """The value as JSON that is the same for the same value; what a database should not have is told apart too."""
    text = json.dumps(value, ensure_ascii=True, sort_keys=True, separators=(",", ":"), default=repr)
    return text.encode("ascii")


def link(row: Mapping[str, Any]) -> str:
    """The digest of a log row: of every column of it but the digest itself."""
    return sha256(canonical({name: value for name, value in row.items() if name != "digest"})).hexdigest()


def record_digest(connection: Connection, row: Mapping[str, Any]) -> str:
    """The digest of what a record says, by the columns of its row, without what its state still lets change."""
    said = {name: value for name, value in row.items() if name not in _FLUX}
    if row["state"] in _OPEN:
        said = {name: value for name, value in said.items() if name not in _MADE}
    else:
        said["edits"] = sorted(_of(connection, edit, row), key=lambda each: each["place"])
    if row["state"] not in _UNDECIDED:
        approvals = _of(connection, approval, row)
        said["approvals"] = sorted(approvals, key=lambda each: (each["seal"], each["person"]))
    return sha256(canonical(said)).hexdigest()


def _of(connection: Connection, table: Table, row: Mapping[str, Any]) -> list[dict[str, Any]]:
    query = select(table).where(table.c.edition == row["edition"], table.c.revision == row["revision"])
    return [each._asdict() for each in connection.execute(query)]
