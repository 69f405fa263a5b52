"""A mail server that fails as it is told to, where it is told to, and counts what it took and which faults struck.

    with serving(Fault(at=Point.RCPT, says="450 4.2.1 later", times=1)) as server:
        ...  # 127.0.0.1, server.port
    assert server.struck == {...}

It speaks SMTP itself, on plain sockets and with a thread for each connection: what it says, in which piece, and when it
hangs up is exactly what stands in the script.
"""

import base64
import socket
import ssl
import struct
import threading
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import Final

from tests.distribution.misdeeds import FAULTS, Fault, Point, Taken
from tests.distribution.servers import NAME, PASSWORD, USER

__all__ = ["FAULTS", "FEATURES", "Fault", "FaultyServer", "Point", "Taken", "serving"]

FEATURES: Final = ("PIPELINING", "SIZE 10240000", "ENHANCEDSTATUSCODES", "8BITMIME", "DSN")
_END: Final = b"\r\n.\r\n"
_PIECE: Final = 262_144
_PATIENCE: Final = 30.0
"""Seconds until a silent client is given up: no test takes so long."""


class FaultyServer:
    """What a script does to those who connect. ``struck`` counts how often each fault did.

    ``hung_up`` is set once a connection was ended behind an answer.
    """

    def __init__(
        self,
        faults: tuple[Fault, ...],
        features: tuple[str, ...],
        tls: ssl.SSLContext | None,
        starttls: ssl.SSLContext | None,
        *,
        auth: bool,
    ) -> None:
        self.faults = faults
        self.features = (*features, *(("AUTH PLAIN LOGIN",) if auth else ()))
        self.tls, self.starttls, self.auth = tls, starttls, auth
        self.taken: list[Taken] = []
        self.commands: list[str] = []
        self.connections = 0
        self.struck: Counter[Fault] = Counter()
        self.ended = threading.Event()
        self.hung_up = threading.Event()
        self._passed: Counter[Fault] = Counter()
        self._lock = threading.Lock()
        self._listener = socket.create_server(("127.0.0.1", 0), backlog=64)
        self.port: int = self._listener.getsockname()[1]
        self._open: set[socket.socket] = set()
        self._threads = [threading.Thread(target=self._accept)]
        self._threads[0].start()

    def count(self) -> Counter[str]:
        """How often each recipient got something: 0 is lost, 2 is doubled."""
        return Counter(taken.recipient for taken in self.taken)

    def count_messages(self) -> Counter[tuple[str, str]]:
        """How often each Message-ID went to each recipient."""
        return Counter((taken.message_id, taken.recipient) for taken in self.taken)

    def fault_at(self, point: Point, recipient: str = "") -> Fault | None:
        """What strikes here and now, counted; None where all goes well."""
        with self._lock:
            for fault in self.faults:
                if fault.at is point and (not fault.recipients or recipient in fault.recipients):
                    self._passed[fault] += 1
                    is_due = self._passed[fault] > fault.after
                    if is_due and (fault.times is None or self.struck[fault] < fault.times):
                        self.struck[fault] += 1
                        return fault
        return None

    def follow(self, old: socket.socket, new: socket.socket) -> None:
        """A connection goes on as another one."""
        with self._lock:
            self._open.discard(old)
            self._open.add(new)

    def await_quiet(self) -> None:
        """Nothing; comes back when nobody is connected: what was sent until then was taken, or never will be."""
        while self._open and not self.ended.wait(0.001):
            pass

    def take(self, taken: Taken) -> None:
        with self._lock:
            self.taken.append(taken)

    def close(self) -> None:
        self.ended.set()
        with suppress(OSError):
            self._listener.shutdown(socket.SHUT_RDWR)
        self._threads[0].join()
        self._listener.close()
        with self._lock:
            open_now = tuple(self._open)
        for each in open_now:
            with suppress(OSError):
                each.shutdown(socket.SHUT_RDWR)
        for thread in self._threads:
            thread.join()

    def _accept(self) -> None:
        while True:
            try:
                sock, _ = self._listener.accept()
            except OSError:
                return
            # Three answers to one write must not wait for each other's acknowledgement: 40 ms a message.
            sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            thread = threading.Thread(target=self._serve, args=(sock,))
            with self._lock:
                self.connections += 1
                self._open.add(sock)
                self._threads.append(thread)
            thread.start()

    def _serve(self, sock: socket.socket) -> None:
        talk = _Talk(self, sock)
        try:
            sock.settimeout(_PATIENCE)
            talk.run()
        except (OSError, _HungUp):
            pass
        finally:
            with self._lock:
                self._open.discard(talk.sock)
            talk.end()


class _HungUp(Exception):
    """The script, or the client, ended the connection."""


class _Talk:
    """One connection, from greeting to end."""

    def __init__(self, server: FaultyServer, sock: socket.socket) -> None:
        self.server = server
        self.sock = sock
        self.unread = bytearray()
        self.is_secret = self.is_known = False
        self.sender = self.recipient = self.mail_options = self.recipient_options = ""

    def run(self) -> None:
        if self.server.tls:
            self._wrap(self.server.tls)
        self._answer(Point.GREETING, f"220 {NAME} ESMTP")
        while True:
            line = self._line()
            self.server.commands.append(line)
            self._obey(line)

    def end(self) -> None:
        self.sock.close()

    def _obey(self, line: str) -> None:
        match line.partition(" ")[0].upper():
            case "EHLO":
                self._greet()
            case "STARTTLS" if self.server.starttls and not self.is_secret:
                self._answer(Point.STARTTLS, "220 go ahead")
                self._wrap(self.server.starttls)
            case "AUTH":
                self._let_in(line)
            case "MAIL" if self.server.auth and not self.is_known:
                self._say("530 5.7.0 log in first")
            case "MAIL":
                self._mail(line)
            case "RCPT":
                self._rcpt(line)
            case "DATA":
                self._data()
            case "RSET":
                self.sender = self.recipient = ""
                self._answer(Point.RSET, "250 2.0.0 ok")
            case "QUIT":
                self._answer(Point.QUIT, "221 2.0.0 bye")
                raise _HungUp
            case _:
                self._say("502 5.5.2 what is that?")

    def _greet(self) -> None:
        offers = [NAME, *self.server.features]
        if self.server.starttls and not self.is_secret:
            offers.append("STARTTLS")
        ends = ["-"] * (len(offers) - 1) + [" "]
        self._answer(
            Point.EHLO, "\r\n".join(f"250{end}{offer}" for end, offer in zip(ends, offers, strict=True))
        )

    def _let_in(self, line: str) -> None:
        _, how, *rest = line.split(" ")
        if how == "PLAIN":
            said = base64.b64decode(rest[0]) if rest else self._asked("334 ")
            self.is_known = said.split(b"\0")[1:] == [USER.encode(), PASSWORD.encode()]
        else:
            name = base64.b64decode(rest[0]) if rest else self._asked("334 VXNlcm5hbWU6")
            self.is_known = (name, self._asked("334 UGFzc3dvcmQ6")) == (USER.encode(), PASSWORD.encode())
        self._answer(Point.AUTH, "235 2.7.0 welcome" if self.is_known else "535 5.7.8 who are you?")

    def _asked(self, challenge: str) -> bytes:
        self._say(challenge)
        return base64.b64decode(self._line())

    def _mail(self, line: str) -> None:
        address, self.mail_options = _address_in(line)
        if self._answer(Point.MAIL, "250 2.1.0 ok", address).startswith("2"):
            self.sender = address

    def _rcpt(self, line: str) -> None:
        address, self.recipient_options = _address_in(line)
        if not self.sender:
            self._say("503 5.5.1 from whom?")
        elif self._answer(Point.RCPT, "250 2.1.5 ok", address).startswith("2"):
            self.recipient = address

    def _data(self) -> None:
        usual = "354 go ahead" if self.recipient else "554 5.5.1 no valid recipients"
        if self._answer(Point.DATA, usual, self.recipient).startswith("354"):
            content = self._content()
            fault = self.server.fault_at(Point.DOT, self.recipient)
            if self.recipient and _takes(fault):
                self._take(content)
            self._do(fault, "250 2.0.0 taken" if self.recipient else "554 5.5.1 no valid recipients")
            self.sender = self.recipient = ""

    def _take(self, content: bytes) -> None:
        plain = content.replace(b"\r\n..", b"\r\n.")
        self.server.take(
            Taken(
                sender=self.sender,
                recipient=self.recipient,
                content=plain[1:] if plain.startswith(b"..") else plain,
                mail_options=self.mail_options,
                recipient_options=self.recipient_options,
            )
        )

    def _content(self) -> bytes:
        """All up to the dot; a fault of the body strikes when its first bytes have come."""
        if not self.unread:
            self._receive()
        self._do(self.server.fault_at(Point.BODY, self.recipient), "")
        content = bytearray(b"\r\n") + self.unread
        looked_at = 0
        while (end := content.find(_END, looked_at)) < 0:
            looked_at = max(0, len(content) - len(_END))
            self.unread.clear()
            self._receive()
            content += self.unread
        self.unread = content[end + len(_END) :]
        return bytes(content[2 : end + 2])

    def _answer(self, point: Point, usual: str, recipient: str = "") -> str:
        """What was said."""
        return self._do(self.server.fault_at(point, recipient or self.recipient), usual)

    def _do(self, fault: Fault | None, usual: str) -> str:
        said = usual
        if fault:
            if fault.waits:
                self.server.ended.wait(fault.waits)
            said = fault.says or ("" if fault.hangs_up else usual)
        if said:
            self._say(said)
        if fault and fault.hangs_up:
            self._hang_up(fault)
        return said

    def _hang_up(self, fault: Fault) -> None:
        if fault.resets:
            self.sock.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        elif fault.says:  # what was said must arrive: bytes that were never read would make an RST of the end
            with suppress(OSError):
                self.sock.shutdown(socket.SHUT_WR)
                self.server.hung_up.set()
                while self.sock.recv(_PIECE):
                    pass
        raise _HungUp

    def _wrap(self, context: ssl.SSLContext) -> None:
        old = self.sock
        self.sock = context.wrap_socket(old, server_side=True)
        self.server.follow(old, self.sock)
        self.is_secret = True
        self.unread.clear()

    def _say(self, text: str) -> None:
        self.sock.sendall(f"{text}\r\n".encode())

    def _line(self) -> str:
        while (end := self.unread.find(b"\r\n")) < 0:
            self._receive()
        line = self.unread[:end].decode()
        del self.unread[: end + 2]
        return line

    def _receive(self) -> None:
        got = self.sock.recv(_PIECE)
        if not got:
            raise _HungUp
        self.unread += got


def _takes(fault: Fault | None) -> bool:
    """Whether the message counts as taken: a fault that only waits does not change that."""
    return fault is None or fault.takes or not (fault.says or fault.hangs_up)


def _address_in(line: str) -> tuple[str, str]:
    """The address in angle brackets, and the options behind it."""
    address, _, options = line.partition("<")[2].partition(">")
    return address, options.strip()


@contextmanager
def serving(
    *faults: Fault,
    features: tuple[str, ...] = FEATURES,
    tls: ssl.SSLContext | None = None,
    starttls: ssl.SSLContext | None = None,
    auth: bool = False,
) -> Iterator[FaultyServer]:
    """A server with these faults; the first that fits strikes. See ``servers`` for contexts, user and password."""
    server = FaultyServer(faults, features, tls, starttls, auth=auth)
    try:
        yield server
    finally:
        server.close()
