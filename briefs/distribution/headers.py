"""The header of a message: what all readers of an edition are sent alike, and the few lines that are one reader's.

What a person wrote (a name, a subject) is cut to one line of signs that can be seen before anything else, and then
encoded by ``email.header``: ``email.policy`` of Python 3.11 loses the space between two encoded words. It also encodes
identifiers and links longer than a line, where no program finds them again: here these are written as they stand.
"""

import datetime
import email.utils
import hashlib
import hmac
import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from email.header import Header
from typing import Final
from urllib.parse import quote

from briefs.distribution.tokens import number_of, sign
from briefs.model import Claimed, DeliveryKind, Mail, Secret, Shipment

UNSUBSCRIBE: Final = "unsubscribe"
"""The word that opens the subject of a mail by which a reader leaves, before the token; and the path of a link."""
_MOST_NAME: Final = 120
"""Signs of a name; longer ones are cut: a line has 998 octets, and a sign can take a dozen of them."""
_MOST_SUBJECT: Final = 200
_UNSEEN: Final = frozenset({"Cc", "Cs", "Co", "Cn", "Zl", "Zp"})
_JOINERS: Final = frozenset("\u200c\u200d")
"""Signs that some scripts write words with, of those that only shape others."""
_ADDRESS: Final = re.compile(r"[!-;=?A-~]{1,64}@[A-Za-z0-9.\[\]:-]{1,255}", re.ASCII)
"""An address as it may stand between angle brackets in a command and in a header: no space, no bracket, no control."""
_OURS: Final = re.compile(r"<?\s*([A-Za-z2-7]{32})\.[0-9a-f]{16}@[A-Za-z0-9.-]+\s*>?", re.ASCII)


@dataclass(frozen=True, slots=True, kw_only=True)
class Heading:
    """What a shipment's headers are made of; ``moment`` is when it was planned, which is its date on every retry."""

    mail: Mail
    secret: Secret
    shipment: Shipment
    moment: datetime.datetime

    def shared(self, subject: str) -> bytes:
        """The lines that are the same for all who are sent one letter."""
        lines = (
            f"From: {mailbox('From', self.mail.name, self.mail.sender)}",
            f"Subject: {encoded('Subject', plain(subject, _MOST_SUBJECT))}",
            f"Date: {email.utils.format_datetime(self.moment.astimezone(datetime.UTC))}",
            f"List-Id: <briefs.{self.mail.domain}>",
            "Auto-Submitted: auto-generated",
        )
        return joined(lines)

    def personal(self, claimed: Claimed) -> bytes:
        """The lines that are one reader's: To, Message-ID, what it answers, and how to leave.

        Raises ValueError for an address that cannot stand in a header.
        """
        thread = self.thread(claimed.reader)
        lines = [
            f"To: {mailbox('To', claimed.name, claimed.ascii)}",
            f"Message-ID: {self.message_id(claimed)}",
            f"References: {thread}",
        ]
        if claimed.had_earlier or self.shipment.kind is not DeliveryKind.EDITION:
            lines.append(f"In-Reply-To: {thread}")
        return joined([*lines, *self._ways_out(claimed)])

    def _ways_out(self, claimed: Claimed) -> list[str]:
        """How to leave: by one click where we serve it (RFC 8058), and by mail (RFC 2369)."""
        token = sign("unsubscribe", claimed.reader, self.secret)
        by_mail = f"<mailto:{quote(self.leave, safe='@+')}?subject={UNSUBSCRIBE}%20{token}>"
        if not self.mail.address:
            return [f"List-Unsubscribe: {by_mail}"]
        by_click = f"<{self.mail.address}{UNSUBSCRIBE}/{token}>"
        return [
            f"List-Unsubscribe: {by_click},\r\n {by_mail}",
            "List-Unsubscribe-Post: List-Unsubscribe=One-Click",
        ]

    @property
    def may_correct(self) -> bool:
        """Whether it corrects what readers may have: an edition that was revised."""
        return self.shipment.revision > 0 and self.shipment.kind is DeliveryKind.EDITION

    @property
    def leave(self) -> str:
        """The address of those who want no more."""
        return self.mail.unsubscribe or self.mail.sender

    def message_id(self, claimed: Claimed) -> str:
        """The identifier of a delivery's message, the same on every attempt; ``delivery_of`` reads it."""
        token = sign("delivery", claimed.number, self.secret)
        shipment = self.shipment
        made_of = f"{shipment.kind}\0{shipment.edition}\0{shipment.revision}\0{claimed.reader}"
        return f"<{token}.{_digest('message', made_of, self.secret)}@{self.mail.domain}>"

    def proof_id(self, address: str) -> str:
        """The identifier of a message that is no delivery."""
        made_of = f"{self.moment.isoformat()}\0{self.shipment.edition}\0{address}"
        return f"<proof.{_digest('proof', made_of, self.secret)}@{self.mail.domain}>"

    def thread(self, reader: int) -> str:
        """The identifier under which programs put all messages on one edition together: it is no message's own."""
        made_of = f"{self.shipment.edition}\0{reader}"
        return f"<{_digest('thread', made_of, self.secret)}@{self.mail.domain}>"

    def envelope_sender(self, claimed: Claimed) -> str:
        """Where the message comes back to, told by its token; without an address for bounces, the sender."""
        if not self.mail.bounces:
            return self.mail.sender
        local, _, domain = self.mail.bounces.rpartition("@")
        return f"{local}+{sign('delivery', claimed.number, self.secret)}@{domain}"


def delivery_of(message_id: str, secret: Secret) -> int | None:
    """The number of the delivery whose message has this identifier; None where it is none of ours."""
    found = _OURS.fullmatch(message_id)
    return number_of(found[1], "delivery", secret) if found else None


def joined(lines: Iterable[str]) -> bytes:
    """Lines of a header, each with its end."""
    return "".join(f"{line}\r\n" for line in lines).encode("ascii")


def mailbox(header: str, name: str, address: str) -> str:
    """A person and an address as they stand in a header. Raises ValueError for an address that cannot stand there."""
    if not _ADDRESS.fullmatch(address):
        raise ValueError("this address cannot stand in the header of a mail")
    seen = plain(name, _MOST_NAME)
    if not seen:
        return address
    said = f'"{email.utils.quote(seen)}"' if seen.isascii() else encoded(header, seen)
    return f"{said} <{address}>"


def encoded(header: str, words: str) -> str:
    """Words of a header as they are sent: beyond ASCII in encoded words (RFC 2047), folded."""
    charset = "us-ascii" if words.isascii() else "utf-8"
    return Header(words, charset, header_name=header).encode(linesep="\r\n")


def plain(text: str, limit: int) -> str:
    """Words in one line, without signs that cannot be seen: what a header may hold, of whatever making it is.

    Nothing in them is taken for an encoded word.
    """
    seen = "".join(map(_seen, text))
    return " ".join(seen.replace("=?", "= ?").split())[:limit].rstrip()


def _seen(sign_: str) -> str:
    kind = unicodedata.category(sign_)
    if kind in _UNSEEN:
        return " "
    return "" if kind == "Cf" and sign_ not in _JOINERS else sign_


def _digest(purpose: str, made_of: str, secret: Secret) -> str:
    message = f"{purpose}\0{made_of}".encode()
    return hmac.digest(secret.value.encode(), message, hashlib.sha256)[:8].hex()
