"""Mail servers on loopback: real SMTP, real TLS, and authorities that are made for each test."""

import asyncio
import ssl
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email.message import EmailMessage
from email.parser import BytesParser
from email.policy import SMTP as POLICY
from pathlib import Path
from typing import Any, cast

import trustme
from aiosmtpd.smtp import SMTP, AuthResult, Envelope, LoginPassword, Session

NAME = "mail.desk.example"
USER = "briefs"
PASSWORD = "a word that nobody may see"  # noqa: S105 - of a server that lives for a second


@dataclass
class Box:
    """What a server was told and has taken. The answers are what it says, where it is not to agree."""

    data_answer: str = "250 taken"
    quit_answer: str = "221 bye"
    refused: frozenset[str] = frozenset()
    names: list[str] = field(default_factory=list)
    taken: list[Envelope] = field(default_factory=list)

    @property
    def messages(self) -> list[EmailMessage]:
        return [self._parsed(envelope) for envelope in self.taken]

    @staticmethod
    def _parsed(envelope: Envelope) -> EmailMessage:
        return BytesParser(policy=POLICY).parsebytes(cast("bytes", envelope.content))

    async def handle_EHLO(  # noqa: N802 - aiosmtpd's name
        self, _server: SMTP, session: Session, _envelope: Envelope, hostname: str, responses: list[str]
    ) -> list[str]:
        session.host_name = hostname
        self.names.append(hostname)
        return responses

    async def handle_RCPT(  # noqa: N802
        self, _server: SMTP, _session: Session, envelope: Envelope, address: str, _options: list[str]
    ) -> str:
        if address in self.refused:
            return "550 5.1.1 nobody of that name"
        envelope.rcpt_tos.append(address)
        return "250 ok"

    async def handle_DATA(self, _server: SMTP, _session: Session, envelope: Envelope) -> str:  # noqa: N802
        if self.data_answer.startswith("2"):
            self.taken.append(envelope)
        return self.data_answer

    async def handle_QUIT(self, _server: SMTP, _session: Session, _envelope: Envelope) -> str:  # noqa: N802
        return self.quit_answer


def authority(folder: Path) -> tuple[trustme.CA, str]:
    """An authority of its own, and the path of its certificate."""
    made = trustme.CA()
    path = folder / "authority.pem"
    made.cert_pem.write_to_path(str(path))
    return made, str(path)


def context(authority: trustme.CA, name: str = "127.0.0.1", **more: Any) -> ssl.SSLContext:
    """What a server of this name shows."""
    made = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.issue_cert(name, **more).configure_cert(made)
    return made


def _known(_server: SMTP, _session: Session, _envelope: Envelope, _how: str, data: Any) -> AuthResult:
    expected = LoginPassword(login=USER.encode(), password=PASSWORD.encode())
    return AuthResult(success=data == expected, handled=False)


@contextmanager
def listening(
    box: Box, *, tls: ssl.SSLContext | None = None, starttls: ssl.SSLContext | None = None, auth: bool = False
) -> Iterator[int]:
    """The port of a server that does what ``box`` says: with TLS from the first byte, or by STARTTLS, or with none."""

    def protocol() -> SMTP:
        more: dict[str, Any] = {"authenticator": _known, "auth_required": True} if auth else {}
        return SMTP(
            box, hostname=NAME, tls_context=starttls, require_starttls=starttls is not None, loop=loop, **more
        )

    loop = asyncio.new_event_loop()
    server = loop.run_until_complete(loop.create_server(protocol, "127.0.0.1", 0, ssl=tls))
    with _running(loop, server.close):
        yield server.sockets[0].getsockname()[1]


@contextmanager
def _running(loop: asyncio.AbstractEventLoop, close: Callable[[], None]) -> Iterator[None]:
    thread = threading.Thread(target=loop.run_forever)
    thread.start()
    try:
        yield
    finally:
        asyncio.run_coroutine_threadsafe(_ended(close), loop).result()
        loop.call_soon_threadsafe(loop.stop)
        thread.join()
        loop.close()


async def _ended(close: Callable[[], None]) -> None:
    close()
    tasks = asyncio.all_tasks() - {asyncio.current_task()}
    for task in tasks:
        task.cancel()
    await asyncio.gather(*tasks, return_exceptions=True)
