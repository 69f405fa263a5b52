"""Signatures of our domain on messages (RFC 6376, and RFC 8463 for Ed25519), relaxed for header and body.

The body is hashed once for all who are sent it; for each reader only the header is signed: with RSA of 2048 bits two
thirds of a millisecond. No time is signed, so that a message has the same bytes on every attempt.
"""

import hashlib
import re
from base64 import b64encode
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Final

from briefs.errors import ConfigurationError, MissingRequirement
from briefs.model import Dkim, Secret

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
    from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey

_SIGNED: Final = (
    *("from", "to", "subject", "date", "message-id", "references", "in-reply-to", "list-id"),
    *("list-unsubscribe", "list-unsubscribe-post", "auto-submitted", "mime-version", "content-type"),
)
"""Those that are there of these; one-click unsubscription asks for its own two among them (RFC 8058, 4)."""
_ONCE: Final = ("from", "to", "subject", "date", "message-id")
"""Those that are named once more than they stand there: nobody can add another (RFC 6376, 8.15)."""
_LEAST_BITS: Final = 1024
"""Of an RSA key (RFC 8301, 3.2): verifiers take shorter ones for no signature."""
_SPACES: Final = re.compile(rb"[ \t]+")
_TRAILING: Final = re.compile(rb"[ \t]+(?=\r\n)")
_FOLD: Final = re.compile(rb"\r\n(?=[ \t])")
_COLUMNS: Final = 72
_NAMES: Final = 5
"""Signs of the signature, and names of what is signed, in a line."""


def signer_of(dkim: Dkim, key: Secret) -> "Signer":
    """What signs for a domain with a private key in PEM, RSA or Ed25519.

    Raises MissingRequirement without ``cryptography``, and ConfigurationError, which never tells the key.
    """
    try:
        from cryptography.exceptions import UnsupportedAlgorithm  # noqa: PLC0415 - an extra: few sign themselves
        from cryptography.hazmat.primitives.asymmetric import ed25519, rsa  # noqa: PLC0415 - see above
        from cryptography.hazmat.primitives.serialization import load_pem_private_key  # noqa: PLC0415 - see above
    except ImportError as error:
        raise MissingRequirement('[mail.dkim] needs the extra “dkim”: pip install "briefs[dkim]"') from error
    try:
        private = load_pem_private_key(key.value.encode(), password=None)
    except (ValueError, TypeError, UnsupportedAlgorithm):
        raise ConfigurationError(
            "the key of mail.dkim cannot be read: it must be a private key in PEM, without a password; "
            "make one with: openssl genrsa 2048"
        ) from None  # the cause may hold a piece of the key
    if isinstance(private, rsa.RSAPrivateKey) and private.key_size >= _LEAST_BITS:
        return Signer(dkim, private)
    if isinstance(private, ed25519.Ed25519PrivateKey):
        return Signer(dkim, private)
    raise ConfigurationError(
        f"the key of mail.dkim must be RSA of {_LEAST_BITS} bits or more, or Ed25519; "
        "make one with: openssl genrsa 2048"
    )


class Signer:
    """Signs messages of one domain with one key; it shows neither."""

    def __init__(self, dkim: Dkim, key: "RSAPrivateKey | Ed25519PrivateKey") -> None:
        self._dkim = dkim
        self._sign, self._algorithm = _signing(key)

    def body_hash(self, parts: Sequence[bytes]) -> str:
        """The hash of a body, as signatures hold it; ``parts`` are not dot-stuffed."""
        body = _SPACES.sub(b" ", _TRAILING.sub(b"", b"".join(parts)))
        while body.endswith(b"\r\n"):
            body = body.removesuffix(b"\r\n")
        return _written(hashlib.sha256(body + b"\r\n" if body else b"").digest())

    def signature(self, header: bytes, body_hash: str) -> bytes:
        """The header line that signs a header block and a body."""
        lines = _lines(header)
        names = [name for name in _SIGNED if name in lines]
        named = _folded([*names, *(name for name in _ONCE if name in lines)])
        dkim = self._dkim
        unsigned = (
            f"DKIM-Signature: v=1; a={self._algorithm}; c=relaxed/relaxed; d={dkim.domain}; s={dkim.selector};\r\n"
            f" h={named};\r\n bh={body_hash};\r\n b="
        ).encode("ascii")
        told = b"".join(lines[name] + b"\r\n" for name in names) + _relaxed(unsigned)
        signature = _written(self._sign(told))
        pieces = [signature[at : at + _COLUMNS] for at in range(0, len(signature), _COLUMNS)]
        return unsigned + "\r\n ".join(pieces).encode("ascii") + b"\r\n"


def _signing(key: "RSAPrivateKey | Ed25519PrivateKey") -> tuple[Callable[[bytes], bytes], str]:
    """What signs with a key, and the name of how."""
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey  # noqa: PLC0415 - see signer_of
    from cryptography.hazmat.primitives.asymmetric.padding import PKCS1v15  # noqa: PLC0415 - see signer_of
    from cryptography.hazmat.primitives.hashes import SHA256  # noqa: PLC0415 - see signer_of

    if isinstance(key, Ed25519PrivateKey):
        return lambda told: key.sign(hashlib.sha256(told).digest()), "ed25519-sha256"
    padding, digest = PKCS1v15(), SHA256()
    return lambda told: key.sign(told, padding, digest), "rsa-sha256"


def _lines(header: bytes) -> dict[str, bytes]:
    """The lines of a header block by their names, as they are signed; each name stands there once."""
    lines = map(_relaxed, _FOLD.sub(b"", header).removesuffix(b"\r\n").split(b"\r\n"))
    return {line.partition(b":")[0].decode("ascii"): line for line in lines if line}


def _relaxed(line: bytes) -> bytes:
    """A header line in one line, its name small, no more than one space between its words (RFC 6376, 3.4.2)."""
    name, _, value = _FOLD.sub(b"", line).partition(b":")
    return name.strip().lower() + b":" + _SPACES.sub(b" ", value).strip()


def _folded(names: Sequence[str]) -> str:
    """Names in short lines: in this header spaces may stand around each of them."""
    rows = [":".join(names[at : at + _NAMES]) for at in range(0, len(names), _NAMES)]
    return ":\r\n  ".join(rows)


def _written(content: bytes) -> str:
    return b64encode(content).decode("ascii")
