"""Detached signatures as minisign writes them: of a digest of the file, with a comment that is signed as well."""

import base64
import binascii
import hashlib
from dataclasses import dataclass
from typing import Final

from briefs.proof.keys import PublicKey, SecretKey, private, public

SUFFIX: Final = ".minisig"
_HASHED: Final = b"ED"
_UNTRUSTED: Final = "untrusted comment: "
_TRUSTED: Final = "trusted comment: "
_ID: Final = 8
_SIGNATURE: Final = 64
_LONGEST: Final = 16_384
_LINES: Final = 4


class Refused(Exception):
    """A signature is not good; the message says why."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Good:
    """A good signature: the number of its key, and what was signed with the file."""

    key: str
    comment: str


def sign(content: bytes, key: SecretKey, comment: str) -> str:
    """The signature of a file, to be written beside it; ``comment`` stands in one line."""
    signing = private(key.seed)
    signature = signing.sign(_hashed(content))
    both = signing.sign(signature + comment.encode())
    name = key.public.name
    return (
        f"{_UNTRUSTED}signature from briefs secret key {name}\n"
        f"{_encoded(_HASHED + key.id + signature)}\n"
        f"{_TRUSTED}{comment}\n{_encoded(both)}\n"
    )


def check(content: bytes, signature: bytes, key: PublicKey) -> Good:
    """What a good signature says. Raises ``Refused``."""
    lines = signature[: _LONGEST + 1].decode("utf-8", "replace").removesuffix("\n").split("\n")
    if len(signature) > _LONGEST or len(lines) != _LINES or not lines[2].startswith(_TRUSTED):
        raise Refused("it is no signature of minisign")
    made, both = _decoded(lines[1]), _decoded(lines[3])
    if len(made) != 2 + _ID + _SIGNATURE or len(both) != _SIGNATURE or made[:2] != _HASHED:
        raise Refused("it is no signature of minisign, or of its older kind")
    if made[2 : 2 + _ID] != key.id:
        raise Refused(f"it was made with another key: {made[2 : 2 + _ID][::-1].hex().upper()}")
    comment = lines[2].removeprefix(_TRUSTED)
    _verify(key, made[2 + _ID :], _hashed(content), "the file is not the one that was signed")
    _verify(key, both, made[2 + _ID :] + comment.encode(), "its comment is not the one that was signed")
    return Good(key=key.name, comment=comment)


def _verify(key: PublicKey, signature: bytes, content: bytes, otherwise: str) -> None:
    verifying = public(key.key)
    from cryptography.exceptions import InvalidSignature  # noqa: PLC0415 - the extra, which is there by now

    try:
        verifying.verify(signature, content)
    except InvalidSignature as error:
        raise Refused(otherwise) from error


def _hashed(content: bytes) -> bytes:
    return hashlib.blake2b(content, digest_size=64).digest()


def _encoded(raw: bytes) -> str:
    return base64.b64encode(raw).decode()


def _decoded(line: str) -> bytes:
    try:
        return base64.b64decode(line.strip(), validate=True)
    except binascii.Error as error:
        raise Refused("it is no signature of minisign") from error
