"""Bytes as they came, each named by its digest and looked at again whenever it is handed out."""

from collections.abc import Sequence
from typing import Any, Final

from sqlalchemy import Connection, LargeBinary, bindparam, cast, select
from sqlalchemy.dialects.sqlite import insert

from briefs.store.encoding import Damaged, digest_of, document_id, pack, unpack
from briefs.store.tables import content

_ADD: Final = insert(content).on_conflict_do_nothing()
PACKED: Final = cast(content.c.packed, LargeBinary).label("packed")
"""What SQLite keeps as a text, because somebody has changed it, is read as its bytes too: the digest tells them."""
_READ: Final = select(content.c.size, PACKED).where(content.c.digest == bindparam("digest"))
_NAMES: Final = select(content.c.digest).where(content.c.digest.in_(bindparam("digests", expanding=True)))


def add(connection: Connection, contents: Sequence[bytes]) -> list[str]:
    """The digests of ``contents``, in their order; afterwards all of them are kept."""
    digests = [digest_of(each) for each in contents]
    new = dict(zip(digests, contents, strict=True))
    for digest in connection.scalars(_NAMES, {"digests": list(new)}):
        del new[digest]
    rows: list[dict[str, Any]] = [
        {"digest": digest, "size": len(each), "packed": pack(each)} for digest, each in new.items()
    ]
    if rows:
        connection.execute(_ADD, rows)
    return digests


def read(connection: Connection, digest: str) -> bytes:
    """The content that is kept under ``digest``. Raises Damaged."""
    row = connection.execute(_READ, {"digest": digest}).one_or_none()
    if row is None:
        raise Damaged(f"is not kept: {document_id(digest)}")
    return verified(digest, row.size, row.packed)


def named(connection: Connection, digest: str) -> bytes:
    """The same as ``read``, for whoever does not say himself what it is that is damaged."""
    try:
        return read(connection, digest)
    except Damaged as error:
        message = str(error)
        raise Damaged(message if digest in message else f"{message} ({document_id(digest)})") from error


def verified(digest: str, size: int, packed: bytes) -> bytes:
    """The content of ``size`` bytes that was packed. Raises Damaged where it is not what ``digest`` names."""
    found = unpack(packed, size)
    if digest_of(found) != digest:
        raise Damaged(f"is not what was retrieved: {document_id(digest)} has another digest")
    return found
