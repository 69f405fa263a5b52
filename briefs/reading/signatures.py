"""What the first bytes of a file tell of its format, before any character is decoded."""

import re
from typing import Final

from briefs.language.late import late
from briefs.model import Source, SourceFormat
from briefs.reading.archive import is_archive, open_archive
from briefs.reading.unreadable import Unreadable

_PDF_HEAD: Final = 1024
"""Bytes in which ``%PDF-`` may stand: what mail servers and old scanners put before it."""
_HEAD: Final = 65_536
"""Bytes in which the header of a mail is looked for: long chains of relays and signatures have 20,000."""
_FIELD: Final = late(rb"(?P<name>[A-Za-z][A-Za-z0-9-]{1,40}):(?:[ \t]|\r?\n[ \t]|\r?$)", re.MULTILINE)
_MOST_FIELDS: Final = 200
MAILBOX_LINE: Final = late(
    rb"(?m)^From [^\r\n]{0,200}[0-9]{1,2}:[0-9]{2}[^\r\n]{0,80}\r?\n(?=[A-Za-z][A-Za-z0-9-]{0,60}:)"
)
"""The line above each mail of a mailbox: sender and moment of its delivery, and a field right below it."""
_WRITTEN: Final = frozenset((b"from", b"date", b"subject"))
_SENT: Final = frozenset((
    b"mime-version", b"received", b"message-id", b"return-path", b"delivered-to", b"dkim-signature", b"list-id",
    b"list-unsubscribe", b"content-transfer-encoding", b"x-mailer",
))  # fmt: skip
"""Fields that programs write and people do not: a text that begins with a copied header has none of them."""
_NAMED: Final = late(r"\.(?:eml|mht|mhtml)|\.mbox/[0-9]+", re.IGNORECASE)
_ARCHIVED: Final = late(
    rb"^(?:Snapshot-Content-Location:|From: ?<Saved by |X-MimeOLE: Produced By Microsoft MHTML)",
    re.IGNORECASE | re.MULTILINE,
)
TELEGRAM_POST: Final = b'{"format":"telegram-post",'
"""How one post begins that was taken out of an export; ``briefs.reading.telegram`` writes it."""


def recognise(source: Source) -> SourceFormat | None:
    """Return the format of bytes that are more than characters; None where they are to be decoded as text.

    A page saved with its pictures (MHTML) is HTML.
    """
    content = source.content
    if is_archive(content):
        return SourceFormat.DOCX if is_word(content) else None
    if content.startswith(TELEGRAM_POST):
        return SourceFormat.TELEGRAM
    if b"%PDF-" in content[:_PDF_HEAD]:
        return SourceFormat.PDF
    if is_mail(source):
        return SourceFormat.HTML if is_saved_page(source) else SourceFormat.EMAIL
    return None


def is_word(content: bytes) -> bool:
    """Return whether an archive is a Word document."""
    try:
        paths = {member.path for member in open_archive(content).members}
    except Unreadable:
        return False
    return "[Content_Types].xml" in paths and any(path.startswith("word/") for path in paths)


def is_mail(source: Source) -> bool:
    """Return whether bytes plainly are a mail: fields that people write, and one that programs add.

    Where the suffix says so, two of the fields that people write, or one that programs add, are enough.
    """
    fields = _fields(source.content[:_HEAD])
    written, sent = fields & _WRITTEN, fields & _SENT
    if _NAMED.search(source.path, max(0, len(source.path) - 16)):
        return len(written) >= 2 or bool(sent)
    return (len(written) == len(_WRITTEN) and bool(sent)) or (len(written) >= 1 and len(sent) >= 2)


def is_saved_page(source: Source) -> bool:
    """Return whether what has the form of a mail is a page that a browser saved with its pictures."""
    head = source.content[:_HEAD].replace(b"\r\n", b"\n").split(b"\n\n", 1)[0]
    is_named = source.path.lower().endswith((".mht", ".mhtml"))
    return is_named or _ARCHIVED.search(head) is not None


def is_mailbox(content: bytes) -> bool:
    """Return whether bytes begin as a mailbox does: the line of an envelope, and the field of a mail."""
    return MAILBOX_LINE.match(content) is not None


def _fields(head: bytes) -> frozenset[bytes]:
    """Return the names of the fields that a text begins with, in small letters; a line that is none ends them."""
    lines = head.lstrip(b"\r\n").split(b"\n", _MOST_FIELDS)
    names: set[bytes] = set()
    for line in lines[:_MOST_FIELDS]:
        if line[:1] in (b" ", b"\t") and names and line.strip():
            continue
        match = _FIELD.match(line)
        if match is None:
            break
        names.add(match["name"].lower())
    return frozenset(names)
