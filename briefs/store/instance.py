"""By what a store knows that it is the one that sends, and no copy of it.

The database holds an id and a count; a file in the folder of the desk the same, and where the database stood. A copy
of the folder stands elsewhere, a restored database has another id, and one that was put back in its place counts less.
"""

import contextlib
import json
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

from sqlalchemy import Connection, text

from briefs.errors import NotAllowed, StoreError
from briefs.store.database import NAME, Database

FILE: Final = "instance.json"
_BYTES: Final = 16
"""Of an id: nobody meets the same twice."""
_READ: Final = text("SELECT id, turn FROM instance")
_FORGET: Final = text("DELETE FROM instance")
_WRITE: Final = text("INSERT INTO instance (place, id, turn) VALUES (1, :id, :turn)")
_TURN: Final = text("UPDATE instance SET turn = turn + 1")
_SERVED: Final = text("""
SELECT current_database(), oid::bigint AS number,
    CASE WHEN has_function_privilege('pg_control_system()', 'execute')
        THEN (SELECT system_identifier::text FROM pg_control_system()) END AS cluster
FROM pg_database WHERE datname = current_database()
""")
_ADVICE: Final = "if no other copy of it sends, say so: briefs store adopt"


def begin(connection: Connection, folder: Path, place: str) -> None:
    """Nothing; afterwards the database has an id. A new one is known to this desk by it, as the one that sends."""
    if connection.execute(_READ).one_or_none() is None:
        _name(connection, folder, place)


def _name(connection: Connection, folder: Path, place: str) -> None:
    key = os.urandom(_BYTES).hex()  # of nothing that is printed or compared
    connection.execute(_FORGET)
    connection.execute(_WRITE, {"id": key, "turn": 0})
    _note(folder, {"id": key, "turn": 0, **_spot(connection, folder, place)})


def forget(connection: Connection) -> None:
    """Nothing; afterwards the database is one that no desk knows."""
    connection.execute(_FORGET)
    connection.execute(_WRITE, {"id": "", "turn": 0})


def doubt(connection: Connection, folder: Path, place: str) -> str | None:
    """Why this may be a copy of the store that sends; None where it is that one."""
    row = connection.execute(_READ).one_or_none()
    known = _known(folder)
    if row is None or not row.id:
        why = "was put back from a backup"
    elif known is None:
        why = "is not known to this desk: it was copied or moved, or its folder is new"
    elif known.get("id") != row.id:
        why = "is another one than this desk knows: it was copied, or put back from a backup"
    elif any(known.get(name) != value for name, value in _spot(connection, folder, place).items()):
        why = "was copied or moved: it stands where this desk does not know it"
    elif not isinstance(known.get("turn"), int) or known["turn"] > row.turn:
        why = "is older than this desk knows it: an earlier copy was put in its place"
    else:
        return None
    return f"{place}: {why}; {_ADVICE}"


def claim(database: Database) -> None:
    """Nothing; afterwards an earlier copy that is put in its place is known as one. Raises NotAllowed for a copy."""
    with database.writing() as connection:
        why = doubt(connection, database.folder, database.place)
        if why:
            raise NotAllowed(f"nothing is sent from a store that may be a copy: {why}")
        connection.execute(_TURN)
        row = connection.execute(_READ).one()
        spot = _spot(connection, database.folder, database.place)
    # Afterwards: where the process ends in between, the file tells of an earlier turn, which is no copy's sign.
    _note(database.folder, {"id": row.id, "turn": row.turn, **spot})


def adopt(database: Database) -> None:
    """Nothing; afterwards this store is the one that sends, and any other copy of it is not known to its desk."""
    with database.writing() as connection:
        _name(connection, database.folder, database.place)


def _spot(connection: Connection, folder: Path, place: str) -> dict[str, Any]:
    """Where the database stands: what a copy of it does not share."""
    if connection.dialect.name == "postgresql":
        row = connection.execute(_SERVED).one()
        return {"place": place, "number": row.number, "cluster": row.cluster}
    file = folder / NAME
    return {"place": os.path.realpath(file), "number": file.stat().st_ino, "cluster": None}


def _known(folder: Path) -> dict[str, Any] | None:
    try:
        known = json.loads((folder / FILE).read_text("utf-8"))
    except (OSError, ValueError):
        return None
    return known if isinstance(known, dict) else None


def _note(folder: Path, known: dict[str, Any]) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with renewed(folder / FILE) as new:
            new.write_text(json.dumps(known, indent=1) + "\n", "utf-8")
    except OSError as error:
        raise StoreError(f"{folder / FILE}: cannot be written: {error.strerror}") from error


@contextlib.contextmanager
def renewed(place: Path) -> Iterator[Path]:
    """A file to write that takes the place of another, once it is on the disk as a whole; else nothing has changed."""
    new = place.with_name(f".{place.name}-{os.getpid()}")
    try:
        yield new
        settle(new, place)
    finally:
        new.unlink(missing_ok=True)


def settle(new: Path, place: Path) -> None:
    """Nothing; afterwards ``new`` is ``place``, on the disk, whatever happens to the machine next."""
    _sync(new)
    new.replace(place)
    _sync(place.parent)


def _sync(path: Path) -> None:
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
