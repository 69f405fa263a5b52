"""A letter and an edition → messages: made once for all who read the same, and for each of them a header.

    Letter, PDF ──Body──▶ shared bytes ─┐
    Claimed ──Heading──▶ header block ──┴▶ Parcel

Building a message costs some milliseconds, most of them for its PDF; a header block a fraction of one. So the PDF is
encoded once for a shipment, a letter once for all who read the same of it, and nothing is copied for a reader.
"""

import datetime
import email.policy
import hashlib
import re
import threading
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass, field
from email.message import EmailMessage
from typing import Final, Protocol

from briefs.distribution.headers import Heading, joined, mailbox, plain
from briefs.distribution.tokens import sign
from briefs.model import Claimed, Letter, Mail, Secret, Shipment

_LETTERS: Final = 256
"""Letters that are held, the last that were needed: one for each language and choice of themes, some 60 KB each."""
_MOST_FILE_NAME: Final = 100
_NOT_IN_NAMES: Final = re.compile(r'[\\/:*?"<>|]+')
"""What some system does not let into the name of a file."""
_PROOF: Final = "[proof] "


@dataclass(frozen=True, slots=True, kw_only=True)
class Enclosure:
    """The edition as a file: a PDF, under a name that tells what it is."""

    name: str
    content: bytes = field(repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """Which letter a reader is to have: in which language, empty for the brief's own; of which themes, empty for all.

    ``attached`` says whether the edition is in the mail, ``is_first`` that what it corrects was never sent to them.
    """

    language: str = ""
    themes: tuple[str, ...] = ()
    attached: bool = True
    is_first: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Consignment:
    """What a shipment sends, and when it was planned: ``write`` makes each letter.

    ``enclosure`` is None for word of a withdrawal, which has none.
    """

    shipment: Shipment
    moment: datetime.datetime
    write: Callable[[Wanted], Letter]
    enclosure: Enclosure | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Parcel:
    """A message and its envelope. ``parts`` are the message, dot-stuffed and ending in CRLF, to be sent in one write.

    ``size`` is that of the message before it was stuffed, which SIZE tells (RFC 1870); ``identity`` is what ENVID tells
    (RFC 3461), empty for what is no delivery.
    """

    sender: str
    recipient: str
    parts: tuple[bytes, ...] = field(repr=False)
    size: int
    identity: str = ""


class Signer(Protocol):
    """What signs messages of our domain."""

    def body_hash(self, parts: tuple[bytes, ...]) -> str:
        """The hash of a body, as signatures hold it."""
        ...

    def signature(self, header: bytes, body_hash: str) -> bytes:
        """The header line that signs a header block and a body."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class _Body:
    """What all who read one letter are sent alike: the last lines of the header, and the body, dot-stuffed."""

    header: bytes
    parts: tuple[bytes, ...]
    size: int
    hash: str


class Letters:
    """The messages of one shipment. Whoever asks at the same time waits while a letter is written, and no longer."""

    def __init__(
        self, consignment: Consignment, mail: Mail, secret: Secret, signer: Signer | None = None
    ) -> None:
        self._consignment = consignment
        self._heading = Heading(
            mail=mail, secret=secret, shipment=consignment.shipment, moment=consignment.moment
        )
        self._signer = signer
        enclosure = consignment.enclosure
        self._attached = enclosure is not None and len(enclosure.content) <= mail.attach
        self._enclosed = _enclosed(enclosure) if enclosure and self._attached else b""
        self._bodies: OrderedDict[Wanted, _Body] = OrderedDict()
        self._lock = threading.Lock()

    def parcel(self, claimed: Claimed) -> Parcel:
        """The message of a delivery, the same bytes on every attempt.

        Raises ValueError for an address that cannot stand in a header, and what ``write`` raises.
        """
        heading = self._heading
        is_first = heading.may_correct and not claimed.had_earlier
        body = self._body(self._wanted(claimed.language, claimed.themes, is_first=is_first))
        return self._parcel(
            heading.personal(claimed) + body.header,
            body,
            envelope=(heading.envelope_sender(claimed), claimed.ascii),
            identity=sign("delivery", claimed.number, heading.secret),
        )

    def letter(self, language: str = "", themes: tuple[str, ...] = (), *, is_first: bool = False) -> Letter:
        """What a reader of a language and some themes is told, or one who never had what is corrected."""
        return self._consignment.write(self._wanted(language, themes, is_first=is_first))

    def proof(self, address: str, language: str = "", themes: tuple[str, ...] = ()) -> Parcel:
        """The message for somebody who is to look at it first: it says so, is no delivery, and nobody leaves by it.

        Raises as ``parcel`` does.
        """
        letter = self.letter(language, themes)
        heading = self._heading
        header = joined([f"To: {mailbox('To', '', address)}", f"Message-ID: {heading.proof_id(address)}"])
        body = self._made(letter, subject=f"{_PROOF}{letter.subject}")
        return self._parcel(header + body.header, body, envelope=(heading.mail.sender, address))

    def _wanted(self, language: str, themes: tuple[str, ...], *, is_first: bool = False) -> Wanted:
        chosen = tuple(sorted(set(themes)))
        return Wanted(language=language, themes=chosen, attached=self._attached, is_first=is_first)

    def _body(self, wanted: Wanted) -> _Body:
        with self._lock:
            body = self._bodies.pop(wanted, None)
            if body is None:
                letter = self._consignment.write(wanted)
                body = self._made(letter, subject=letter.subject)
            self._bodies[wanted] = body
            if len(self._bodies) > _LETTERS:
                self._bodies.popitem(last=False)
            return body

    def _made(self, letter: Letter, *, subject: str) -> _Body:
        parts, media = _mime(letter, self._enclosed)
        header = self._heading.shared(subject) + joined(["MIME-Version: 1.0", f"Content-Type: {media}", ""])
        return _Body(
            header=header,
            parts=tuple(map(_stuffed, parts)),
            size=sum(map(len, parts)),
            hash=self._signer.body_hash(parts) if self._signer else "",
        )

    def _parcel(self, header: bytes, body: _Body, *, envelope: tuple[str, str], identity: str = "") -> Parcel:
        if self._signer:
            header = self._signer.signature(header, body.hash) + header
        sender, recipient = envelope
        return Parcel(
            sender=sender,
            recipient=recipient,
            parts=(header, *body.parts),
            size=len(header) + body.size,
            identity=identity,
        )


def file_name(*said: str) -> str:
    """What an attachment is called that a reader finds again among others: ``Korea-Japan brief 2026-W21.pdf``."""
    words = plain(" ".join(filter(None, said)), _MOST_FILE_NAME)
    safe = _NOT_IN_NAMES.sub("-", words.replace("–", "-").replace("—", "-"))
    return f"{safe.strip(' .') or 'brief'}.pdf"


def _mime(letter: Letter, enclosed: bytes) -> tuple[tuple[bytes, ...], str]:
    """The body in pieces, the enclosure as it was encoded, and the media type of all of it.

    The boundaries are made of what they part and hold ``=_``, which neither base64 nor quoted-printable has.
    """
    made = hashlib.sha256(f"{letter.subject}\0{letter.text}\0{letter.html}".encode()).hexdigest()
    inner, outer = f"=_alternative_{made[:24]}", f"=_mixed_{made[24:48]}"
    either = b"".join(
        (
            f"--{inner}\r\n".encode("ascii"),
            _leaf(letter.text, "plain", letter.language),
            f"\r\n--{inner}\r\n".encode("ascii"),
            _leaf(letter.html, "html", letter.language),
            f"\r\n--{inner}--\r\n".encode("ascii"),
        )
    )
    media = f'multipart/alternative;\r\n boundary="{inner}"'
    if not enclosed:
        return (either,), media
    first = f"--{outer}\r\nContent-Type: {media}\r\n\r\n".encode("ascii") + either
    first += f"\r\n--{outer}\r\n".encode("ascii")
    last = f"\r\n--{outer}--\r\n".encode("ascii")
    return (first, enclosed, last), f'multipart/mixed;\r\n boundary="{outer}"'


def _leaf(text: str, kind: str, language: str) -> bytes:
    """A text as a part, in lines that any server takes: its CRs and LFs alone are its lines."""
    part = EmailMessage(policy=email.policy.SMTP)
    part.set_content(text, subtype=kind, cte=_encoding(text))
    part["Content-Language"] = language
    return _part(part)


def _encoding(text: str) -> str:
    """Readable as it is sent where most of it is ASCII, else the shorter one."""
    beyond = len(text.encode()) - sum(sign_.isascii() for sign_ in text)
    return "quoted-printable" if 6 * beyond < len(text) else "base64"


def _enclosed(enclosure: Enclosure) -> bytes:
    part = EmailMessage(policy=email.policy.SMTP)
    part.set_content(enclosure.content, "application", "pdf", filename=enclosure.name)
    return _part(part)


def _part(part: EmailMessage) -> bytes:
    del part["MIME-Version"]
    return part.as_bytes()


def _stuffed(part: bytes) -> bytes:
    """A piece that begins with a line, its dots at the beginning of lines doubled (RFC 5321, 4.5.2)."""
    doubled = part.replace(b"\r\n.", b"\r\n..")
    return b"." + doubled if doubled.startswith(b".") else doubled
