"""How mail leaves: the server it is handed to, and who is told when something went wrong."""

import datetime
import re
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Final

from briefs.model.deliveries import InDoubt

_THIS_MACHINE: Final = re.compile(r"localhost|127\.\d{1,3}\.\d{1,3}\.\d{1,3}|::1", re.ASCII | re.IGNORECASE)


class Security(StrEnum):
    """How the connection to the mail server is kept secret. ``NONE`` is for a server on this machine alone."""

    TLS = "tls"
    STARTTLS = "starttls"
    NONE = "none"


@dataclass(frozen=True, slots=True, kw_only=True)
class MailServer:
    """The server that takes our mail. ``user`` is None where it asks for no name.

    ``authority`` is the path of a file of certificates that are trusted beside those of the system.
    """

    host: str
    port: int
    security: Security
    user: str | None = None
    authority: str | None = None

    def __post_init__(self) -> None:
        """Refuse what would send mail, or a password, over a network for all to read."""
        if self.security is Security.NONE and (self.user or not is_this_machine(self.host)):
            raise ValueError(
                f"{self.host}: without TLS only a server on this machine is spoken to, and without a name"
            )


@dataclass(frozen=True, slots=True, kw_only=True)
class Rates:
    """How many messages may leave in each span of time, whoever sends them; None is no limit."""

    per_second: int | None = None
    per_minute: int | None = None
    per_hour: int | None = None
    per_day: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Dkim:
    """By what mails are signed (RFC 6376): the domain, and the selector under which it publishes the key."""

    domain: str
    selector: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Mailbox:
    """Where answers come back to: a maildir at ``path``, or else a folder of an IMAP server, always over TLS."""

    path: str | None = None
    host: str = ""
    port: int = 993
    user: str = ""
    folder: str = "INBOX"
    authority: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Mail:
    """Who writes, who is told when an edition did not come out, and the servers; addresses are plain ASCII.

    ``name`` is shown beside the sender. ``fallbacks`` are asked in turn where ``server`` cannot be had. ``lists`` are
    those that a run sends to by itself. ``unsubscribe`` is where such mails go, else to the sender; ``bounces`` is the
    address whose local part is extended to tell whose mail came back; ``address`` ends in a slash: the https address
    of what ``briefs serve`` answers, empty where it does not run. An edition of more bytes than ``attach`` is linked.
    A reader is given up after ``give_up``.
    """

    sender: str
    owners: tuple[str, ...]
    server: MailServer
    fallbacks: tuple[MailServer, ...] = ()
    name: str = ""
    lists: tuple[str, ...] = ()
    in_doubt: InDoubt = InDoubt.RESEND
    connections: int = 4
    rates: Rates = field(default_factory=Rates)
    attach: int = 10_000_000
    give_up: datetime.timedelta = datetime.timedelta(days=2)
    unsubscribe: str | None = None
    bounces: str | None = None
    address: str = ""
    dkim: Dkim | None = None
    mailbox: Mailbox | None = None

    @property
    def domain(self) -> str:
        """The domain in whose name mail is sent and messages are named: never the name of this machine."""
        return self.sender.rpartition("@")[2]


@dataclass(frozen=True, slots=True, kw_only=True)
class Letter:
    """What a mail says in one language, whoever gets it. ``text`` and ``html`` tell the same."""

    language: str
    subject: str
    text: str
    html: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Secret:
    """A password that no print, error or log shows."""

    value: str = field(repr=False)


def is_this_machine(host: str) -> bool:
    """Whether a host is this machine by its very name: ``localhost`` or a loopback address."""
    return bool(_THIS_MACHINE.fullmatch(host))
