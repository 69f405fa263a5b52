"""The wire to a mail server: bounded answers, each within its time, and a message in one write of shared bytes."""

import contextlib
import select
import smtplib
import socket
import ssl
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from time import monotonic
from typing import Any, Final

_LONGEST_LINE: Final = 8_192
_MOST_LINES: Final = 200
"""Lines of one answer; a server that goes on for longer wants to fill our memory."""
_PIECE: Final = 4_096
_RECORD: Final = 16_384
"""Bytes of one TLS record."""
_BLOCK: Final = 4 * _RECORD
"""Bytes that have the time of a block: ``sendall`` counts its timeout once for all it is given."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Patience:
    """Seconds to wait (RFC 5321, 4.5.3.2): who waits less after the end of a message sends it twice.

    ``connect`` is for the network and TLS alone: a host that is there answers within the first few tries of TCP (1, 3,
    7 and 15 s). ``ask`` is for the greeting and each command, ``block`` for each block of a message, ``accept`` for the
    answer to its end. ``farewell`` is short, because nothing hangs on it.
    """

    connect: float = 30
    ask: float = 300
    data: float = 120
    block: float = 180
    accept: float = 600
    farewell: float = 5


PATIENCE: Final = Patience()


class Connection(smtplib.SMTP):
    """A session of RFC 5321 whose answers are bounded in size and in time: a server that drips is not waited for."""

    def __init__(self, host: str, port: int, *, patience: Patience = PATIENCE, **more: Any) -> None:
        self.patience = patience
        self._unread = bytearray()
        self._until = 0.0
        super().__init__(host, port, timeout=patience.connect, **more)

    def connect(
        self, host: str = "localhost", port: int = 0, source_address: Any = None
    ) -> tuple[int, bytes]:
        """The greeting."""
        self._until = monotonic() + self.patience.connect + self.patience.ask
        greeting = super().connect(host, port, source_address)
        if self.sock:
            # A message that TLS cuts into records must not wait for the other side's acknowledgement of the first.
            self.sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        return greeting

    def turn_to_tls(self, context: ssl.SSLContext) -> None:
        """Nothing; afterwards all is secret. What was said before that to be believed later is an attack."""
        self.starttls(context=context)
        if self.has_more:
            self.close()
            raise smtplib.SMTPNotSupportedError(
                "It went on speaking before the connection was secret; somebody may stand in between."
            )

    def putcmd(self, cmd: str, args: str = "") -> None:
        """Nothing; afterwards the command is sent, and the time for its answer runs."""
        self.wait(self.patience.farewell if cmd == "quit" else self.patience.ask)
        super().putcmd(cmd, args)

    def wait(self, seconds: float) -> None:
        """Nothing; afterwards the next answer must be whole within this time, and each write done."""
        self._until = monotonic() + seconds
        if self.sock:
            self.sock.settimeout(seconds)

    @property
    def has_more(self) -> bool:
        """Whether the server has said more, with its last answer, than was read as such."""
        return bool(self._unread)

    def has_stirred(self) -> bool:
        """Whether the server has said something, or closed the connection, that nobody has read yet."""
        if self._unread or self.sock is None:
            return True
        now = select.poll()
        now.register(self.sock, select.POLLIN)
        return bool(now.poll(0))

    def getreply(self) -> tuple[int, bytes]:
        """The code and text of one answer; the code is -1 where what was said is none. Raises OSError."""
        lines = []
        try:
            while True:
                line = self._line()
                lines.append(line[4:].strip(b" \t\r\n"))
                if not _is_code(line[:3]):
                    return -1, line.strip()
                if line[3:4] != b"-":
                    return int(line[:3]), b"\n".join(lines)
                if len(lines) >= _MOST_LINES:
                    raise smtplib.SMTPServerDisconnected("The server's answer has no end")
        except OSError:
            self.close()
            raise

    def _line(self) -> bytes:
        while (end := self._unread.find(b"\n")) < 0:
            if len(self._unread) > _LONGEST_LINE:
                raise smtplib.SMTPServerDisconnected("The server's answer has no end")
            self._receive()
        line = bytes(self._unread[: end + 1])
        del self._unread[: end + 1]
        return line

    def _receive(self) -> None:
        left = self._until - monotonic()
        if left <= 0:
            raise TimeoutError("timed out")
        sock = self._open()
        sock.settimeout(left)
        got = sock.recv(_PIECE)
        if not got:
            raise smtplib.SMTPServerDisconnected("The server closed the connection")
        self._unread += got

    def ask(self, commands: str) -> None:
        """Nothing; afterwards lines that are whole commands are sent."""
        self.wait(self.patience.ask)
        self._open().sendall(commands.encode("ascii"))

    def send_parts(self, parts: Sequence[bytes]) -> None:
        """Nothing; afterwards all is handed to the network. Where it raises OSError, the last byte of it was not."""
        self.wait(self.patience.block)
        sock = self._open()
        if isinstance(sock, ssl.SSLSocket):
            for piece in records(parts):
                sock.sendall(piece)
        else:
            _send_gathered(sock, parts)

    def _open(self) -> socket.socket:
        if self.sock is None:
            raise smtplib.SMTPServerDisconnected("The connection is closed")
        return self.sock

    def leave(self) -> None:
        """Nothing; afterwards the server was told goodbye, if it listens, and the connection is closed."""
        with contextlib.suppress(OSError):  # smtplib's own errors are among them: what was taken is taken
            if self.sock:
                self.quit()
        self.close()


class SecretConnection(Connection, smtplib.SMTP_SSL):
    """A connection that is secret from its first byte."""


def _is_code(word: bytes) -> bool:
    return len(word) == 3 and word.isdigit()


def _send_gathered(sock: socket.socket, parts: Sequence[bytes]) -> None:
    """Header, shared body and end in one call: apart they meet Nagle's algorithm and delayed acknowledgements."""
    views = [memoryview(part) for part in parts if part]
    while views:
        sent = sock.sendmsg(views)
        while views and sent >= len(views[0]):
            sent -= len(views.pop(0))
        if sent:
            views[0] = views[0][sent:]


def records(parts: Sequence[bytes]) -> Iterator[bytes | bytearray | memoryview]:
    """The parts as pieces of whole TLS records, but for the last; of a long part only its ends are copied.

    TLS has no gather write: what is short is joined to what follows, so that no record is nearly empty. A piece must be
    sent before the next is asked for.
    """
    pending = bytearray()
    for part in parts:
        room = _RECORD - len(pending)
        if len(part) < room:
            pending += part
            continue
        pending += part[:room]
        yield pending
        rest = memoryview(part)[room:]
        whole = len(rest) - len(rest) % _RECORD
        for start in range(0, whole, _BLOCK):
            yield rest[start : min(start + _BLOCK, whole)]
        pending = bytearray(rest[whole:])
    if pending:
        yield pending
