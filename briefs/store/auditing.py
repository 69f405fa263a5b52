"""What the ledger holds, looked at against its log: nothing in it may be other than the log says."""

from collections.abc import Iterator

from sqlalchemy import Connection, select

from briefs.store.chain import link
from briefs.store.ledger_tables import log
from briefs.store.values import Damage


def audit(connection: Connection) -> Iterator[Damage]:
    """Everything that is wrong in the ledger; nothing where it is sound."""
    previous = ""
    for number, row in enumerate(connection.execute(select(log).order_by(log.c.number)), 1):
        if (row.number, row.previous, row.digest) != (number, previous, link(row._asdict())):
            yield Damage(place=f"log row {row.number}", message="is not what was written")
        previous = row.digest
