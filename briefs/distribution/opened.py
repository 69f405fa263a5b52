"""A message that came in, opened with care: whoever wrote it may mean harm.

Only its head is read: what tells what it is stands there. Nothing in it takes more than its length to read, and
nothing is deeper than what a mail has.
"""

import contextlib
import email.errors
import email.header
import email.message
import email.parser
import email.utils
import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from email.message import Message
from typing import Final

HEAD: Final = 262_144
"""Bytes of a message that are read. A report of a bounce takes some 10 KB, of which the returned mail is the rest."""
_MOST_NESTED: Final = 60
"""Mentions of a type that holds others: a forwarded report has eight. The parser's work grows with their square."""
_MOST_PARTS: Final = 100
_LONGEST_HEADER: Final = 4_000
"""Characters of a header that are read. A long thread has 3,000 in its References."""
_MOST_ADDRESSES: Final = 20
_LONGEST_TEXT: Final = 100_000
UNREADABLE: Final = (
    email.errors.MessageError,
    ValueError,
    LookupError,
    TypeError,
    AttributeError,
    RecursionError,
)
"""What Python's own parsers raise for what is no mail: none of them says so in its documentation."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Arrived:
    """A message as it lies in the mailbox under ``name``: how long it is, and its first bytes."""

    name: str
    size: int
    head: bytes

    @property
    def digest(self) -> str:
        """By what it is known again: of its length and what was read of it."""
        return hashlib.sha256(b"%d\n" % self.size + self.head).hexdigest()


def opened(head: bytes) -> Message | None:
    """The message, None where it is none or is deeper than a mail is."""
    lowered = head.lower()
    if lowered.count(b"multipart/") + lowered.count(b"message/") > _MOST_NESTED:
        return None
    try:
        return email.parser.BytesParser().parsebytes(head)
    except UNREADABLE:
        return None


def parts(message: Message) -> Iterator[Message]:
    """The message and everything inside it, from the front."""
    for number, part in enumerate(message.walk()):
        if number == _MOST_PARTS:
            return
        yield part


def header(message: Message, name: str) -> str:
    """A header's first value in one line, decoded; empty where there is none."""
    return next(iter(headers(message, name)), "")


def headers(message: Message, name: str) -> list[str]:
    """All values of a header, each in one line and decoded."""
    try:
        return [_decoded(str(value)[:_LONGEST_HEADER]) for value in message.get_all(name, [])]
    except UNREADABLE:
        return []


def addresses(message: Message, *names: str) -> list[str]:
    """The addresses in these headers, in lower case."""
    stated = [value for name in names for value in headers(message, name)]
    try:
        found = email.utils.getaddresses(stated[:_MOST_ADDRESSES])[:_MOST_ADDRESSES]
    except UNREADABLE:
        return []
    return [address.lower() for _, address in found if "@" in address]


def text_of(part: Message) -> str:
    """The text of a part, whatever it says that it is encoded in."""
    try:
        content = part.get_payload(decode=True)
    except UNREADABLE:
        return ""
    if not isinstance(content, bytes):
        return ""
    try:
        text = content.decode(part.get_content_charset("utf-8"), "replace")
    except UNREADABLE:
        text = content.decode("utf-8", "replace")
    return text[:_LONGEST_TEXT].replace("\r\n", "\n").replace("\0", "\ufffd")


def one_line(text: str, longest: int) -> str:
    """The text on one line that any terminal may show, and never more of it than that."""
    line = " ".join("".join(sign if sign.isprintable() else " " for sign in text).split())
    return line if len(line) <= longest else f"{line[: longest - 1]}…"


def _decoded(value: str) -> str:
    with contextlib.suppress(*UNREADABLE):
        value = str(email.header.make_header(email.header.decode_header(value)))
    return one_line(value, _LONGEST_HEADER)
