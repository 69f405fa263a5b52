"""Reports that a mail could not be delivered (RFC 3464, and those of servers that know no such standard).

A report speaks of all who stand behind one address. What one of them got is no bounce of the address, and what failed
for several reasons counts by the mildest.
"""

import email.parser
import logging
import re
from collections.abc import Iterator
from dataclasses import dataclass
from email.message import Message
from itertools import islice
from typing import Final

from flufl.bounce import all_failures

from briefs.distribution.opened import addresses, header, one_line, opened, parts, text_of
from briefs.model import Bounce, BounceClass

logging.getLogger("flufl.bounce").addHandler(logging.NullHandler())  # it would tell each of its surprises

_REPORTS: Final = frozenset({"message/delivery-status", "message/global-delivery-status"})
_HARD: Final = frozenset({"5.1.0", "5.1.1", "5.1.2", "5.1.3", "5.1.6", "5.1.10", "5.2.1"})
"""There is no such address, or it takes nothing any more (RFC 3463; 5.1.10 is that of RFC 7505)."""
_OURS: Final = re.compile(r"5\.(2\.3|3\.4|6\.\d+|7\.\d+)")
"""The message is too long or in a form that is not taken, or we are not let in: the reader is not at fault."""
_STATUS: Final = re.compile(r"(?<![\d.])[245]\.\d{1,3}\.\d{1,3}(?![\d.])", re.ASCII)
_UNKNOWN: Final = "5.0.0"
_FAULTLESS: Final = {BounceClass.SOFT: 0, BounceClass.OURS: 1, BounceClass.HARD: 2}
_MOST_BLOCKS: Final = 50
_LONGEST: Final = 300
"""Characters of what a server said that are kept."""
_FRONT: Final = 65_536
"""Bytes that are searched for words of some fifty servers: they stand in front, and each line is looked at so often."""
_DAEMONS: Final = frozenset({"mailer-daemon", "postmaster", "mail-daemon", "mailerdaemon", "mail.daemon"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """What a server reports. ``bounce`` is None where nothing failed, or not yet; ``is_late`` is it where it may yet.

    ``envelope`` is the envelope's number that it repeats, else empty.
    """

    bounce: Bounce | None = None
    is_late: bool = False
    envelope: str = ""


def report(message: Message) -> Report | None:
    """What a report of the standard says; None for a message that is none."""
    found = next((part for part in parts(message) if part.get_content_type() in _REPORTS), None)
    if found is None:
        return None
    blocks = list(islice(_blocks(found), _MOST_BLOCKS))
    actions = [header(block, "Action").lower() for block in blocks]
    failed = [
        _bounce(block)
        for block, action in zip(blocks, actions, strict=True)
        if action.startswith(("fail", "error"))  # OpenSMTPD says "error"
    ]
    envelope = next((name for block in blocks if (name := header(block, "Original-Envelope-Id"))), "")
    arrived = any(action.startswith(("delivered", "relayed", "expanded")) for action in actions)
    late = any(action.startswith("delayed") for action in actions)
    bounce = min(failed, key=lambda each: _FAULTLESS[each.kind], default=None)
    return Report(bounce=None if arrived or late else bounce, is_late=late, envelope=envelope)


def told_in_prose(message: Message, head: bytes) -> Report | None:
    """What a server says that writes its reports for people; None where that is no report. ``head`` is its bytes."""
    named = addresses(message, "From")
    is_daemon = any(address.partition("@")[0] in _DAEMONS for address in named)
    if not is_daemon and not header(message, "X-Failed-Recipients"):
        return None
    # Its detectors know no header beyond ASCII, and look for nothing there.
    front = opened(head[:_FRONT].decode("ascii", "replace").encode("ascii", "replace"))
    if front is None:
        return None
    try:
        later, never = all_failures(front)
    except Exception:  # noqa: BLE001 - its detectors raise anything for what they did not expect
        return None
    if not never:
        return Report(is_late=True) if later else None
    text = "\n".join(text_of(part) for part in parts(message) if part.get_content_maintype() == "text")
    found = _STATUS.search(text)
    status = found[0] if found else _UNKNOWN
    said = _line_around(text, found) if found else header(message, "Subject")
    (recipient, *others) = sorted(never)
    return Report(bounce=judged(status, said, "" if others else recipient.decode("ascii", "replace")))


def judged(status: str, said: str, recipient: str = "") -> Bounce:
    """The bounce by its status. One that says nothing gives way to the one that the server's own words hold.

    What is not known to be final is soft: it counts only when it happens again and again.
    """
    if not _STATUS.fullmatch(status) or status.split(".")[1] == "0":
        found = _STATUS.search(said)
        status = found[0] if found else status
    final = BounceClass.HARD if status in _HARD else BounceClass.SOFT
    kind = BounceClass.OURS if _OURS.fullmatch(status) else final
    return Bounce(
        kind=kind,
        status=one_line(status, 20),
        diagnosis=one_line(said, _LONGEST),
        recipient=one_line(recipient, _LONGEST),
    )


def _bounce(block: Message) -> Bounce:
    stated = _STATUS.search(header(block, "Status"))
    said = header(block, "Diagnostic-Code").removeprefix("smtp;").strip()
    recipient = header(block, "Final-Recipient").rpartition(";")[2].strip(" <>")
    return judged(stated[0] if stated else _UNKNOWN, said, recipient)


def _blocks(part: Message) -> Iterator[Message]:
    """The blocks of a report: that of the message, and one for each recipient."""
    inner = part.get_payload()
    if not isinstance(inner, list):
        yield from _parsed(text_of(part))
        return
    for block in inner:
        if isinstance(block, Message):
            yield block
            # Python knows no blocks in the report of a mail with an address beyond ASCII (RFC 6533).
            rest = block.get_payload()
            yield from _parsed(rest) if isinstance(rest, str) else ()


def _parsed(text: str) -> Iterator[Message]:
    reader = email.parser.HeaderParser()
    for block in islice(text.replace("\r\n", "\n").split("\n\n"), _MOST_BLOCKS):
        if block.strip():
            yield reader.parsestr(block.strip("\n"))


def _line_around(text: str, found: re.Match[str]) -> str:
    start, end = text.rfind("\n", 0, found.start()) + 1, text.find("\n", found.end())
    return text[start : end if end >= 0 else len(text)]
