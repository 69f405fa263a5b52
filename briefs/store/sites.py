"""What sites ask of programs, kept from one run to the next: a robots.txt is read once a day, not once a run."""

import datetime
from collections.abc import Collection
from typing import Final

from sqlalchemy import Connection, delete, select
from sqlalchemy.dialects.sqlite import insert

from briefs.store.encoding import moment_of, stamp, storable
from briefs.store.tables import site
from briefs.store.values import Site

_NEW = insert(site)
_NOTE: Final = _NEW.on_conflict_do_update(
    ("origin",), set_={"robots": _NEW.excluded.robots, "read": _NEW.excluded.read}
)


def sites(connection: Connection, since: datetime.datetime) -> tuple[Site, ...]:
    """The sites whose robots.txt was read at ``since`` or later."""
    rows = connection.execute(select(site).where(site.c.read >= stamp(since)).order_by(site.c.origin))
    return tuple(Site(origin=row.origin, robots=row.robots, read=moment_of(row.read)) for row in rows)


def note_sites(connection: Connection, found: Collection[Site], before: datetime.datetime) -> None:
    """Nothing; afterwards ``found`` is known, and what was read before ``before`` is forgotten."""
    connection.execute(delete(site).where(site.c.read < stamp(before)))
    rows = [{"origin": storable(it.origin), "robots": it.robots, "read": stamp(it.read)} for it in found]
    if rows:
        connection.execute(_NOTE, rows)
