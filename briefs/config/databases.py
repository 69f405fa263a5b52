"""The database that ``store`` can name in the place of a folder: an address, and what may stand in it."""

from collections.abc import Iterator
from typing import Final
from urllib.parse import parse_qs, urlsplit

from briefs.config.validation import Mistake

STATE: Final = "store"
"""The folder beside the configuration for what stays on this machine, where the store is a database."""
_SCHEMES: Final = frozenset({"postgresql", "postgres"})
_SHAPE: Final = "postgresql://user@host/name"
_SECRETS: Final = frozenset({"password", "sslpassword"})


def is_address(store: object) -> bool:
    """Whether ``store`` names a database, and no folder."""
    return isinstance(store, str) and "://" in store


def mistakes_of(store: object) -> Iterator[Mistake]:
    """What is wrong with an address of a database. No message repeats it: a password may stand in it."""
    if not isinstance(store, str) or not is_address(store):
        return
    try:
        parts = urlsplit(store)
        _ = parts.port
        asked = parse_qs(parts.query)
    except ValueError:
        yield _mistake(f"is no address that can be read; write {_SHAPE}")
        return
    if parts.scheme not in _SCHEMES:
        yield _mistake(f"is an address of something else than PostgreSQL; write {_SHAPE}, or a folder")
    elif not parts.path.strip("/"):
        yield _mistake(f"names no database; write {_SHAPE}")
    elif not _SECRETS.isdisjoint(asked):
        yield _mistake("holds a password after the question mark; give it in PGPASSWORD or PGPASSWORD_FILE")


def holds_password(address: str) -> bool:
    """Whether a password stands in an address without mistakes."""
    return urlsplit(address).password is not None


def shown(address: str) -> str:
    """The address as it is told: without a password, and without what else is set in it but the host."""
    parts = urlsplit(address)
    user, found, host = parts.netloc.rpartition("@")
    hosts = parse_qs(parts.query).get("host", ())
    told = f"postgresql://{user.partition(':')[0]}{found}{host}{parts.path}"
    return f"{told}?host={hosts[0]}" if hosts else told


def _mistake(message: str) -> Mistake:
    return Mistake(path=("store",), message=message)
