"""Numbers that come back by mail or by a link, signed so that nobody else can name one.

A token is a number and its signature in the letters of RFC 4648 (base 32), small: it survives mail servers that fold
the case of an address, needs no escape in an address, a subject or a link, and fits a local part (RFC 5321, 4.5.3.1.1).
"""

import hashlib
import hmac
import re
from base64 import b32decode, b32encode
from typing import Final, Literal, TypeAlias

from briefs.model import Secret

Purpose: TypeAlias = Literal["unsubscribe", "delivery"]
"""What a token is for: to refuse all mail to a reader, or to tell which delivery came back."""

_NUMBER: Final = 5
_SIGNATURE: Final = 15
"""Bytes of the number, which is below a million millions, and of its signature: together 32 letters and no padding,
so that a number has one token and no other. Whoever guesses has one chance in 2**120."""
_TOKEN: Final = re.compile(r"[A-Za-z2-7]{32}", re.ASCII)


def sign(purpose: Purpose, number: int, secret: Secret) -> str:
    """The token of a number: 32 letters of ``a`` to ``z`` and ``2`` to ``7``. Raises OverflowError for a vast one."""
    told = number.to_bytes(_NUMBER, "big")
    return b32encode(told + _signature(purpose, told, secret)).decode("ascii").lower()


def number_of(token: str, purpose: Purpose, secret: Secret) -> int | None:
    """The number that a token was made for; None for a token that is not ours, or for another purpose."""
    if not _TOKEN.fullmatch(token):
        return None
    content = b32decode(token.upper())
    told, signature = content[:_NUMBER], content[_NUMBER:]
    if not hmac.compare_digest(signature, _signature(purpose, told, secret)):
        return None
    return int.from_bytes(told, "big")


def _signature(purpose: Purpose, told: bytes, secret: Secret) -> bytes:
    message = b"\0".join((b"token", purpose.encode("ascii"), told))
    return hmac.digest(secret.value.encode(), message, hashlib.sha256)[:_SIGNATURE]
