"""The servers that mail leaves by: asked in turn, and none gone past without a word."""

import smtplib
import ssl
import threading
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from briefs.distribution.connection import PATIENCE, Connection, Patience, SecretConnection
from briefs.distribution.server import log_in, must_know, told, trust
from briefs.distribution.session import Session
from briefs.errors import NotAccepted, NotSent
from briefs.model import Mail, MailServer, Secret, Security

_PASSING: Final = (ssl.SSLEOFError, ssl.SSLZeroReturnError, smtplib.SMTPServerDisconnected)
"""A connection that ended, whatever the reason."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Door:
    """One server, with all that opens it. ``context`` is None where nothing is secret."""

    server: MailServer
    password: Secret | None
    context: ssl.SSLContext | None

    @property
    def name(self) -> str:
        return f"{self.server.host}:{self.server.port}"


class Route:
    """The way out for mail; threads may share it. The server that was had last is the first to be asked again.

    ``passwords`` gives that of the server at a place, counted from 1; it is asked when a server is first opened.
    """

    def __init__(
        self, mail: Mail, passwords: Callable[[int], Secret | None], patience: Patience = PATIENCE
    ) -> None:
        self._mail = mail
        self._passwords = passwords
        self._patience = patience
        self._doors: tuple[_Door, ...] = ()
        self._lock = threading.Lock()
        self._first = 0

    def open(self) -> Session:
        """A server that is ready to take mail.

        Raises NotSent where none can be had for now, NotAccepted where trying again is of no use: then none of them
        takes us, or one does not know our password, which is not tried again before a person has looked at it.
        ConfigurationError where a password is asked for and missing, or an authority is none.
        """
        doors = self._made()
        passed: list[str] = []
        is_passing = False
        start = self._first
        for step in range(len(doors)):
            place = (start + step) % len(doors)
            try:
                session = self._entered(doors[place], tuple(passed))
            except OSError as error:
                passed.append(f"mail server {doors[place].name}: {told(error)}")
                if isinstance(error, smtplib.SMTPAuthenticationError) and not _passes(error):
                    raise NotAccepted("; ".join(passed)) from error
                is_passing = is_passing or _passes(error)
            else:
                self._first = place
                return session
        raise (NotSent if is_passing else NotAccepted)("; ".join(passed))

    def _made(self) -> tuple[_Door, ...]:
        with self._lock:
            if not self._doors:
                servers = (self._mail.server, *self._mail.fallbacks)
                self._doors = tuple(
                    _door(server, self._passwords(place), place)
                    for place, server in enumerate(servers, start=1)
                )
            return self._doors

    def _entered(self, door: _Door, passed: tuple[str, ...]) -> Session:
        connection = self._connected(door)
        try:
            if door.server.security is Security.STARTTLS and door.context:
                connection.turn_to_tls(door.context)
            connection.ehlo_or_helo_if_needed()
            if door.server.user and door.password:
                log_in(connection, door.server.user, door.password)
        except BaseException:
            connection.close()
            raise
        return Session(connection, door.name, passed)

    def _connected(self, door: _Door) -> Connection:
        host, port = door.server.host, door.server.port
        name = self._mail.domain
        if door.server.security is Security.TLS:
            return SecretConnection(
                host, port, local_hostname=name, patience=self._patience, context=door.context
            )
        return Connection(host, port, local_hostname=name, patience=self._patience)


def variable(place: int) -> str:
    """The name of the variable that holds the password of the server at this place, counted from 1."""
    return "BRIEFS_MAIL_PASSWORD" if place == 1 else f"BRIEFS_MAIL_PASSWORD_{place}"


def _door(server: MailServer, password: Secret | None, place: int) -> _Door:
    must_know(server, password, variable(place))
    context = None if server.security is Security.NONE else trust(server.authority)
    return _Door(server=server, password=password, context=context)


def _passes(error: OSError) -> bool:
    """Whether it may be otherwise in a while, with nobody doing anything."""
    if isinstance(error, _PASSING):
        return True
    if isinstance(error, smtplib.SMTPResponseException):
        return error.smtp_code // 100 == 4
    return not isinstance(error, smtplib.SMTPException | ssl.SSLError)
