"""How mail leaves: the server it is handed to, and who is told when something went wrong."""

import re
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Final

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
class Mail:
    """Who writes, who is told when an edition did not come out, and the server; addresses are plain ASCII."""

    sender: str
    owners: tuple[str, ...]
    server: MailServer


@dataclass(frozen=True, slots=True, kw_only=True)
class Secret:
    """A password that no print, error or log shows."""

    value: str = field(repr=False)


def is_this_machine(host: str) -> bool:
    """Whether a host is this machine by its very name: ``localhost`` or a loopback address."""
    return bool(_THIS_MACHINE.fullmatch(host))
