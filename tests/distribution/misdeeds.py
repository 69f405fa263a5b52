"""What a mail server of the tests does wrong, and where; and what it has taken."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from email import message_from_bytes
from email.message import Message
from enum import StrEnum
from types import MappingProxyType
from typing import Final


class Point(StrEnum):
    """Where a fault strikes."""

    GREETING = "greeting"
    EHLO = "EHLO"
    STARTTLS = "STARTTLS"
    AUTH = "AUTH"
    MAIL = "MAIL"
    RCPT = "RCPT"
    DATA = "DATA"
    BODY = "body"
    DOT = "dot"
    RSET = "RSET"
    QUIT = "QUIT"


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """What is done at a point: ``waits`` seconds, ``says`` its line in place of the usual one, or hangs up.

    ``after`` passes are let go, then it strikes ``times`` times, or always; of ``recipients`` only, or of all. What
    ``takes`` takes the message at the dot, whatever it answers. ``resets`` hangs up with an RST, not a FIN.
    """

    at: Point
    says: str = ""
    waits: float = 0
    hangs_up: bool = False
    resets: bool = False
    takes: bool = False
    after: int = 0
    times: int | None = None
    recipients: frozenset[str] = frozenset()


FAULTS: Final[Mapping[str, Fault]] = MappingProxyType(
    {
        "no connection for now": Fault(
            at=Point.GREETING, says="421 4.3.2 too many of you", hangs_up=True, times=1
        ),
        "no service": Fault(at=Point.GREETING, says="554 5.7.1 you are blocked", hangs_up=True, times=1),
        "dead after EHLO": Fault(at=Point.EHLO, hangs_up=True, times=1),
        "no sender for now": Fault(at=Point.MAIL, says="451 4.3.0 come back", times=1),
        "no such sender": Fault(at=Point.MAIL, says="550 5.1.8 sender unknown", times=1),
        "reader later": Fault(at=Point.RCPT, says="450 4.2.1 greylisted", times=1),
        "no such reader": Fault(at=Point.RCPT, says="550 5.1.1 nobody of that name", times=1),
        "data later": Fault(at=Point.DATA, says="451 4.3.0 queue is full", times=1),
        "gone within the message": Fault(at=Point.BODY, hangs_up=True, resets=True, times=1),
        "message later": Fault(at=Point.DOT, says="452 4.3.1 disk is full", times=1),
        "message refused": Fault(at=Point.DOT, says="554 5.2.0 the mailbox refuses", times=1),
        "gone after the message, taken": Fault(at=Point.DOT, hangs_up=True, takes=True, times=1),
        "gone after the message, not taken": Fault(at=Point.DOT, hangs_up=True, times=1),
        "shutting down": Fault(at=Point.MAIL, says="421 4.3.2 shutting down", hangs_up=True, times=1),
        "slow": Fault(at=Point.DOT, waits=0.2, times=1),
        "garbage": Fault(at=Point.RCPT, says="what?", times=1),
        "garbage after the message, taken": Fault(at=Point.DOT, says="what?", takes=True, times=1),
    }
)
"""One of each kind, that strikes once."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Taken:
    """A message that the server is answerable for. ``content`` is as it was before the dots were stuffed."""

    sender: str
    recipient: str
    content: bytes = field(repr=False)
    mail_options: str = ""
    recipient_options: str = ""

    @property
    def message(self) -> Message:
        return message_from_bytes(self.content)

    @property
    def message_id(self) -> str:
        return str(self.message["Message-ID"] or "")
