"""The key by which a store knows addresses that it no longer holds: hashes that only the owner of a secret can make."""

import hmac
from hashlib import sha256
from typing import Final

from sqlalchemy import Connection, delete, insert, select

from briefs.errors import NotAllowed
from briefs.model import Secret
from briefs.store.delivery_tables import secret as kept

_ADDRESS: Final = b"address\0"
_FINGERPRINT: Final = b"fingerprint\0"
"""What is hashed begins with what it is for: no hash of one kind is ever one of another."""


def key_of(secret: Secret, folded: str) -> str:
    """The hash of an address, 64 hexadecimal digits. It tells nothing to whoever has not the secret."""
    return _hashed(secret, _ADDRESS, folded)


def is_known(connection: Connection) -> bool:
    """Whether the store knows a secret: it has hashed an address."""
    return connection.scalar(select(kept.c.place)) is not None


def is_known_by(connection: Connection, secret: Secret) -> bool:
    """Whether this secret is the one that the store knows."""
    known = connection.scalar(select(kept.c.fingerprint))
    return known is not None and hmac.compare_digest(known, _fingerprint(secret))


def expect(connection: Connection, secret: Secret, place: str) -> bool:
    """Whether the store knows the secret; one that has hashed nothing yet knows none. Raises NotAllowed for another."""
    if not is_known(connection):
        return False
    if not is_known_by(connection, secret):
        raise NotAllowed(
            f"{place}: its readers are known by another secret than this one, and their refusals would be lost: "
            "put back the file secret.key of its folder, or the BRIEFS_SECRET that was used; "
            "desks that share a database share the secret. If it is lost for good: briefs readers rekey"
        )
    return True


def learn(connection: Connection, secret: Secret, place: str) -> None:
    """Nothing; afterwards the store knows the secret. Needs a transaction that writes; raises as ``expect``."""
    if not expect(connection, secret, place):
        connection.execute(insert(kept), {"place": 1, "fingerprint": _fingerprint(secret)})


def replace(connection: Connection, secret: Secret) -> None:
    """Nothing; afterwards the store knows this secret and no other."""
    connection.execute(delete(kept))
    connection.execute(insert(kept), {"place": 1, "fingerprint": _fingerprint(secret)})


def _fingerprint(secret: Secret) -> str:
    return _hashed(secret, _FINGERPRINT, "")


def _hashed(secret: Secret, purpose: bytes, text: str) -> str:
    return hmac.new(secret.value.encode(), purpose + text.encode(), sha256).hexdigest()
