"""Mail addresses as people write them, as they are put on the wire, and as they are compared.

The domain is encoded by IDNA 2008, mapped before as UTS 46 has it: ``straße.de`` is one domain and ``strasse.de``
another. The name of a server is never asked for: whether anybody is at home shows when a mail comes back.
"""

import re
import unicodedata
from dataclasses import dataclass
from typing import Final

_LONGEST: Final = 254
"""Signs of an address (RFC 5321, 4.5.3.1.3, with RFC 3696, erratum 1690)."""
_SHOWN: Final = 60
_INVISIBLE: Final = re.compile("[\u00ad\u061c\u200b\u200e\u200f\u2060\ufeff]")
"""What comes along with a copy out of a page or a table, and is no part of any address."""
_ENCODED: Final = re.compile(r"(^|\.)xn--", re.IGNORECASE)
_LOOK_ALIKES: Final = {
    ord(sign): latin
    for signs, latins in (
        ("асԁеһіјкӏорԛгѕѵԝху", "acdehijklopqrsvwxy"),
        ("αικνορυχϲϳ", "aikvopuxcj"),
        ("ɑɡ", "ag"),
    )
    for sign, latin in zip(signs, latins, strict=True)
}
"""Cyrillic, Greek and phonetic letters that cannot be told from Latin ones in the fonts of mail programs."""
_SCRIPTS: Final = ("LATIN", "CYRILLIC", "GREEK")
"""Those whose letters are taken for one another; no registry mixes them in one name."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Address:
    """One mailbox: as people write it, and as it is put on the wire."""

    address: str
    ascii: str

    @property
    def folded(self) -> str:
        """By what it is known again: the same text for every way to write it."""
        return self.ascii.casefold()


def address_of(text: str) -> Address:
    """The address that a text states. Raises ValueError with a sentence that names the text and what is wrong.

    A local part that needs SMTPUTF8 is refused: our servers are not asked for it. A domain that passes for another,
    written with letters of another script, is taken only as its encoded form, ``xn--…``.
    """
    from email_validator import EmailNotValidError, validate_email  # noqa: PLC0415 - 0.03 s: most commands need none

    if len(text) > _LONGEST:
        raise ValueError(f"“{shown(text)}” has {len(text):,} signs; an address has {_LONGEST} at most")
    bare = _INVISIBLE.sub("", text).strip()
    if not bare:
        raise ValueError("there is no address")
    try:
        found = validate_email(bare, check_deliverability=False)
    except EmailNotValidError as error:
        raise ValueError(f"“{shown(text)}” is no address: {error}") from error
    if found.ascii_email is None:
        raise ValueError(_beyond(found.local_part, found.domain))
    meant = _passes_for(found.domain)
    if meant is None:
        return Address(address=found.normalized, ascii=found.ascii_email)
    if not _ENCODED.search(bare.rpartition("@")[2]):
        raise ValueError(
            f"“{shown(text)}” is not at {meant}, though it looks so: {_foreign(found.domain)}; type the domain anew, "
            f"or write {found.ascii_email} if that one is meant"
        )
    return Address(address=found.ascii_email, ascii=found.ascii_email)


def shown(text: str) -> str:
    """The beginning of a text in one line: what would move a cursor or turn a line around is told by its number."""
    short = text if len(text) <= _SHOWN else f"{text[:_SHOWN]}…"
    return "".join(sign if sign.isprintable() else sign.encode("unicode_escape").decode() for sign in short)


def _beyond(local: str, domain: str) -> str:
    plain = unicodedata.normalize("NFKC", local)
    advice = f"; write {plain}@{domain}" if plain.isascii() else ""
    return f"“{shown(f'{local}@{domain}')}” has letters before the @ that most servers do not take{advice}"


def _passes_for(domain: str) -> str | None:
    """The domain that another is taken for; None for one that is what it looks like."""
    if domain.isascii():
        return None
    *names, top = domain.split(".")
    seeming = [_seeming(name) if top.isascii() or _is_mixed(name) else name for name in names]
    return ".".join([*seeming, top]) if seeming != names else None


def _seeming(name: str) -> str:
    """A part of a domain as it reads: other letters where all of it, or a mixture of scripts, passes for Latin."""
    seeming = name.translate(_LOOK_ALIKES)
    return seeming if seeming.isascii() or _is_mixed(name) else name


def _is_mixed(name: str) -> bool:
    return len({script for sign in name if (script := _script(sign))}) > 1


def _script(sign: str) -> str | None:
    return next((script for script in _SCRIPTS if unicodedata.name(sign, "").startswith(script)), None)


def _foreign(domain: str) -> str:
    """The first sign that is not what it looks like, by its name."""
    sign = next(
        (sign for sign in domain if ord(sign) in _LOOK_ALIKES),
        next(sign for sign in domain if not sign.isascii()),
    )
    return f"“{sign}” is {unicodedata.name(sign, 'another sign').lower()}"
