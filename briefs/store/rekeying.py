"""A store whose secret is lost, or known to others, is given another one: addresses that it holds are hashed anew.

What is only a hash cannot be: a refusal of an erased address is known no more.
"""

from collections.abc import Sequence
from typing import Final

from sqlalchemy import Connection, bindparam, exists, func, select, update

from briefs.errors import NotAllowed
from briefs.model import Secret
from briefs.store import keying
from briefs.store.delivery_tables import lifted, reader, suppression
from briefs.store.tables import AnyRow

_AT_ONCE: Final = 500
_RENEWED: Final = tuple(
    update(table).where(table.c.key == bindparam("old")).values(key=bindparam("new"))
    for table in (reader, suppression, lifted)
)


def rekey(connection: Connection, secret: Secret, most_lost: int) -> int:
    """The refusals that are known no more; afterwards the store knows addresses by ``secret``.

    Raises NotAllowed, with nothing changed, where those are more than ``most_lost``, or where it knows it already.
    """
    if keying.is_known_by(connection, secret):
        raise NotAllowed("the store knows its readers by this very secret: there is nothing to do")
    lost = _lost(connection)
    if lost > most_lost:
        those = "1 refusal of an erased address" if lost == 1 else f"{lost:,} refusals of erased addresses"
        raise NotAllowed(
            f"{those} would be lost with the secret that was used: look for it in a backup first"
        )
    last = 0
    while rows := _batch(connection, last):
        pairs = [{"old": row.key, "new": keying.key_of(secret, row.wire.casefold())} for row in rows]
        for renew in _RENEWED:
            connection.execute(renew, pairs)
        last = rows[-1].id
    keying.replace(connection, secret)
    return lost


def _lost(connection: Connection) -> int:
    """How many refuse whose address is not known: they were removed, or never readers."""
    held = exists().where(reader.c.key == suppression.c.key, reader.c.removed.is_(None))
    return connection.scalar(select(func.count()).select_from(suppression).where(~held)) or 0


def _batch(connection: Connection, last: int) -> Sequence[AnyRow]:
    held = (reader.c.removed.is_(None), reader.c.id > last)
    return connection.execute(select(reader).where(*held).order_by(reader.c.id).limit(_AT_ONCE)).all()
