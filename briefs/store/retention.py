"""What must stay and what may go: an edition's citations are kept for good, all else for as long as is asked."""

import datetime
from collections.abc import Collection
from typing import Any, Final

from sqlalchemy import Connection, delete, func, select, union
from sqlalchemy.dialects.sqlite import insert

from briefs.model import DocumentId
from briefs.store import holding, index
from briefs.store.encoding import PREFIX, document_id, stamp, storable
from briefs.store.tables import citation, content, document, member
from briefs.store.values import Pruned

_AT_ONCE: Final = 1000


def cite(
    connection: Connection, edition: str, documents: Collection[DocumentId], moment: datetime.datetime
) -> tuple[DocumentId, ...]:
    """Those of ``documents`` that are not kept, in order; all others are cited by the edition from now on.

    Of a document inside a container, the container is cited. What an edition cited before stays cited.
    """
    wanted = sorted({name.removeprefix(PREFIX) for name in documents})
    kept: dict[str, set[str]] = {name: set() for name in wanted}
    for start in range(0, len(wanted), _AT_ONCE):
        for name, holder in connection.execute(_holders(wanted[start : start + _AT_ONCE])):
            kept[name].add(holder)
    rows = [
        {"edition": storable(edition), "digest": digest, "cited": stamp(moment)}
        for digest in sorted(set().union(*kept.values()))
    ]
    if rows:
        connection.execute(insert(citation).on_conflict_do_nothing(), rows)
    return tuple(document_id(name) for name in wanted if not kept[name])


def prune(connection: Connection, before: datetime.datetime) -> Pruned:
    """What was deleted: every version that was last seen before ``before`` and that no edition cites.

    What an edition is made from and consists of stays. That its item was once fetched stays known.
    """
    cited = select(citation.c.digest)
    gone = connection.scalars(
        delete(document)
        .where(document.c.last_seen < stamp(before), document.c.digest.not_in(cited))
        .returning(document.c.id)
    ).all()
    index.remove(connection, gone)
    holding.release(connection)
    used = (select(document.c.digest), cited, *holding.used())
    orphans = select(content.c.digest).where(*(content.c.digest.not_in(digests) for digests in used))
    sizes = select(func.sum(func.length(content.c.packed))).where(content.c.digest.in_(orphans))
    freed = connection.scalar(sizes) or 0
    connection.execute(delete(member).where(member.c.container.in_(orphans)))
    connection.execute(delete(content).where(content.c.digest.in_(orphans)))
    return Pruned(documents=len(gone), bytes=freed)


def give_back(connection: Connection) -> None:
    """Nothing; afterwards the room of what was deleted is the system's. Needs a connection without a transaction.

    PostgreSQL sees to it by itself.
    """
    if connection.dialect.name != "sqlite":
        return
    cursor = connection.connection.cursor()
    # Each step frees one page; of the driver's ways to run a statement only this one takes more than the first.
    cursor.executescript("PRAGMA incremental_vacuum; PRAGMA wal_checkpoint(PASSIVE);")
    cursor.close()


def _holders(names: list[str]) -> Any:
    itself = select(content.c.digest, content.c.digest).where(content.c.digest.in_(names))
    inside = select(member.c.digest, member.c.container).where(member.c.digest.in_(names))
    return union(itself, inside)
