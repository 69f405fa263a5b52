"""Keys and signatures in the files of minisign: https://jedisct1.github.io/minisign/.

A secret key that others may read is refused. The mathematics is that of ``cryptography``, which the extra ``sign``
brings; nothing here is our own but the order of the bytes.
"""

import base64
import binascii
import hashlib
import hmac
import os
import stat
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

from briefs.errors import BadKey, MissingRequirement, OutputError
from briefs.proof.material import content_of

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

_ALGORITHM: Final = b"Ed"
_CHECKSUM: Final = b"B2"
_SCRYPT: Final = b"Sc"
_PLAIN: Final = bytes(2)
_ID: Final = 8
_SEED: Final = 32
_PUBLIC_LENGTH: Final = 2 + _ID + _SEED
_SECRET_LENGTH: Final = 158
_LONGEST: Final = 8_192
"""Bytes of a key file, with its comment."""
_OTHERS: Final = stat.S_IRWXG | stat.S_IRWXO
_BLOCK: Final = 8
_MOST_MEMORY: Final = 2**31 - 1
_OPERATIONS, _MEMORY = 33_554_432, 1_073_741_824
"""What minisign asks of scrypt for a password: one gigabyte, for some seconds."""
_COMMENT: Final = "untrusted comment: "
_ADVICE: Final = 'signatures need the extra “sign”: pip install "briefs[sign]"'

Ask = Callable[[], str]
"""What asks for a password."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PublicKey:
    """What a signature is checked with."""

    id: bytes
    key: bytes

    @property
    def text(self) -> str:
        """As it is passed on in one line."""
        return base64.b64encode(_ALGORITHM + self.id + self.key).decode()

    @property
    def name(self) -> str:
        """Its number as minisign shows it."""
        return self.id[::-1].hex().upper()


@dataclass(frozen=True, slots=True, kw_only=True)
class SecretKey:
    """What is signed with; ``seed`` must never be told."""

    id: bytes
    seed: bytes

    @property
    def public(self) -> PublicKey:
        """The key that its signatures are checked with."""
        return PublicKey(id=self.id, key=private(self.seed).public_key().public_bytes_raw())


def private(seed: bytes) -> "Ed25519PrivateKey":
    """The key of a seed. Raises ``MissingRequirement`` where the extra is not installed."""
    try:
        from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey  # noqa: PLC0415 - the extra
    except ImportError as error:
        raise MissingRequirement(_ADVICE) from error
    return Ed25519PrivateKey.from_private_bytes(seed)


def public(key: bytes) -> "Ed25519PublicKey":
    """The key of its bytes. Raises ``MissingRequirement`` where the extra is not installed."""
    try:
        from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey  # noqa: PLC0415 - the extra
    except ImportError as error:
        raise MissingRequirement(_ADVICE) from error
    return Ed25519PublicKey.from_public_bytes(key)


def read_public(given: str) -> PublicKey:
    """The key in a file, or in the one line that is given for it. Raises ``BadKey``, ``NoInput``."""
    path = Path(given)
    text = given
    if path.exists() or len(given) != len(PublicKey(id=bytes(_ID), key=bytes(_SEED)).text):
        text = _last_line(path)
    raw = _decoded(text, given)
    if len(raw) != _PUBLIC_LENGTH or raw[:2] != _ALGORITHM:
        raise BadKey(f"{given}: is no public key of minisign")
    return PublicKey(id=raw[2 : 2 + _ID], key=raw[2 + _ID :])


def read_secret(path: Path, ask: Ask) -> SecretKey:
    """The key in a file that nobody else may read; ``ask`` is asked where it is locked. Raises ``BadKey``."""
    refuse_shared(path)
    raw = _decoded(_last_line(path), str(path))
    if len(raw) != _SECRET_LENGTH or raw[:2] != _ALGORITHM or raw[4:6] != _CHECKSUM:
        raise BadKey(f"{path}: is no secret key of minisign")
    kind, salt, held = raw[2:4], raw[6:38], raw[54:]
    if kind == _SCRYPT:
        stream = _stream(
            ask(), salt, int.from_bytes(raw[38:46], "little"), int.from_bytes(raw[46:54], "little")
        )
        held = bytes(one ^ other for one, other in zip(held, stream, strict=True))
    elif kind != _PLAIN:
        raise BadKey(f"{path}: is locked in a way that is not known here")
    key = SecretKey(id=held[:_ID], seed=held[_ID : _ID + _SEED])
    is_whole = (
        hmac.compare_digest(held[-32:], _check(held[:-32])) or kind == _PLAIN
    )  # which minisign gives no sum
    if not is_whole or key.public.key != held[_ID + _SEED : -32]:
        raise BadKey(f"{path}: the password is wrong, or the key is damaged")
    return key


def refuse_shared(path: Path) -> None:
    """Nothing. Raises ``BadKey`` for a secret that others than its owner may read."""
    try:
        mode = path.stat().st_mode
    except OSError:
        return  # whoever reads it tells
    if mode & _OTHERS:
        raise BadKey(f"{path}: others may read this key; make it yours alone first: chmod 600 {path}")


def make_pair(path: Path, entropy: bytes, password: str | None) -> PublicKey:
    """A new key, written to ``path``, and beside it with the suffix ``.pub`` what checks its signatures.

    ``entropy`` are 72 random bytes: the number of the key, its seed, the salt of its password. Nothing that stands
    there is overwritten. Raises ``OutputError``.
    """
    key = SecretKey(id=entropy[:_ID], seed=entropy[_ID : _ID + _SEED])
    held = key.id + key.seed + key.public.key
    held += _check(held)
    head = _ALGORITHM + _PLAIN + _CHECKSUM + bytes(48)
    if password:
        salt = entropy[_ID + _SEED :]
        stream = _stream(password, salt, _OPERATIONS, _MEMORY)
        held = bytes(one ^ other for one, other in zip(held, stream, strict=True))
        sizes = _OPERATIONS.to_bytes(8, "little") + _MEMORY.to_bytes(8, "little")
        head = _ALGORITHM + _SCRYPT + _CHECKSUM + salt + sizes
    secret = f"{_COMMENT}briefs secret key {key.public.name}\n{base64.b64encode(head + held).decode()}\n"
    _write(path, secret, 0o600)
    _write(
        path.with_name(f"{path.name}.pub"),
        f"{_COMMENT}briefs public key {key.public.name}\n{key.public.text}\n",
        0o644,
    )
    return key.public


def _write(path: Path, text: str, mode: int) -> None:
    try:
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW, mode)
        with open(descriptor, "w", encoding="ascii") as opened:  # noqa: PTH123 - a descriptor has no path
            opened.write(text)
    except OSError as error:
        raise OutputError(f"{path}: the key cannot be written: {error.strerror}") from error


def _check(held: bytes) -> bytes:
    return hashlib.blake2b(_ALGORITHM + held, digest_size=32).digest()


def _stream(password: str, salt: bytes, operations: int, memory: int) -> bytes:
    """The bytes that lock a key, with the parameters that libsodium takes from both numbers."""
    operations = max(operations, 32_768)
    least = min(operations // (_BLOCK * 4) if operations < memory // 32 else memory // (_BLOCK * 128), 2**24)
    cost = 2
    while cost <= least // 2:
        cost *= 2
    times = 1 if operations < memory // 32 else max(1, min(operations // 4 // cost, 0x3FFF_FFFF) // _BLOCK)
    try:
        return hashlib.scrypt(
            password.encode(),
            salt=salt,
            n=cost,
            r=_BLOCK,
            p=times,
            maxmem=_MOST_MEMORY,
            dklen=_SECRET_LENGTH - 54,
        )
    except (ValueError, MemoryError) as error:
        raise BadKey(f"the key is locked harder than this machine can open: {error}") from error


def _last_line(path: Path) -> str:
    content = content_of(path)
    lines = content[: _LONGEST + 1].decode("utf-8", "replace").splitlines()
    if len(content) > _LONGEST or len(lines) < 2:
        raise BadKey(f"{path}: is no key of minisign")
    return lines[1]


def _decoded(text: str, given: str) -> bytes:
    try:
        return base64.b64decode(text.strip(), validate=True)
    except binascii.Error as error:
        raise BadKey(f"{given}: is no key of minisign") from error
