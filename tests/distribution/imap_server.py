"""A mailbox on loopback: a server that speaks as much of IMAP (RFC 3501) as is asked of it, over real TLS."""

import contextlib
import re
import socket
import ssl
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final

USER: Final = "briefs"
PASSWORD: Final = "a word that nobody may see"  # noqa: S105 - of a server that lives for a second
_FETCH: Final = re.compile(rb"UID FETCH (\d+) \(RFC822\.SIZE BODY\.PEEK\[\]<0\.(\d+)>\)")
_STORE: Final = re.compile(rb"UID STORE (\d+) \+FLAGS\.SILENT \(([^)]*)\)")
_SEARCH: Final = re.compile(
    rb"UID SEARCH (\d+):(\d+) UNDELETED (UNSEEN|UNKEYWORD (\w+)|UNSEEN KEYWORD (\w+))"
)


@dataclass
class Kept:
    """A message and its flags."""

    content: bytes
    flags: set[str] = field(default_factory=set)


@dataclass
class Post:
    """A folder, and what its server does. ``commands`` are what it was told, without a password."""

    messages: dict[int, Kept] = field(default_factory=dict)
    login: str = USER
    keeps_keywords: bool = True
    offers_plain: bool = True
    answers: dict[str, str] = field(default_factory=dict)
    hangs_up_at: str = ""
    sends_too_much: bool = False
    commands: list[str] = field(default_factory=list)

    def put(self, *contents: bytes) -> None:
        for content in contents:
            self.messages[max(self.messages, default=100) + 1] = Kept(content)

    def flags(self) -> list[set[str]]:
        return [kept.flags for kept in self.messages.values()]


@contextlib.contextmanager
def listening(post: Post, tls: ssl.SSLContext | None) -> Iterator[int]:
    """The port of a server that keeps ``post``; without ``tls`` it speaks for all to read."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        thread = threading.Thread(target=_serve, args=(server, post, tls))
        thread.start()
        try:
            yield server.getsockname()[1]
        finally:
            server.shutdown(socket.SHUT_RDWR)
            thread.join()


def _serve(server: socket.socket, post: Post, tls: ssl.SSLContext | None) -> None:
    while True:
        try:
            plain, _ = server.accept()
        except OSError:
            return
        with plain, contextlib.suppress(OSError):
            plain.settimeout(10)
            plain.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            connection = tls.wrap_socket(plain, server_side=True) if tls else plain
            with connection:
                _Talk(connection, post).go_on()


class _Talk:
    def __init__(self, connection: socket.socket, post: Post) -> None:
        self._connection = connection
        self._post = post
        self._file = connection.makefile("rb")

    def go_on(self) -> None:
        self._say("* OK ready")
        with self._file:
            for line in self._file:
                first, _, command = line.rstrip(b"\r\n").partition(b" ")
                tag = first.decode("ascii", "replace")
                name = self._name(command)
                if name == self._post.hangs_up_at:
                    return
                if name in self._post.answers:
                    self._say(f"{tag} {self._post.answers[name]}")
                else:
                    self._answer(name, command)
                    self._say(f"{tag} {self._result}")
                if name == "LOGOUT":
                    return

    def _name(self, command: bytes) -> str:
        words = command.decode("ascii", "replace").split() or [""]
        name = " ".join(words[:2]) if words[0] == "UID" else words[0]
        self._post.commands.append(
            name if name in {"LOGIN", "AUTHENTICATE"} else command.decode("ascii", "replace")
        )
        return name

    def _answer(self, name: str, command: bytes) -> None:
        self._result = "OK done"
        match name:
            case "CAPABILITY":
                self._say("* CAPABILITY IMAP4rev1" + " AUTH=PLAIN" * self._post.offers_plain)
            case "AUTHENTICATE":
                self._authenticate()
            case "LOGIN":
                self._let_in(f'LOGIN {self._post.login} "{PASSWORD}"'.encode() == command)
            case "SELECT":
                kept = r"\Seen \*" if self._post.keeps_keywords else r"\Seen"
                self._say(f"* {len(self._post.messages)} EXISTS")
                self._say(f"* OK [PERMANENTFLAGS ({kept})] kept")
            case "UID SEARCH":
                self._search(command)
            case "UID FETCH":
                self._fetch(command)
            case "UID STORE":
                self._store(command)
            case "LOGOUT":
                self._say("* BYE")
            case _:
                self._result = "BAD what?"

    def _authenticate(self) -> None:
        import base64  # noqa: PLC0415 - only here

        self._say("+ ")
        self._let_in(base64.b64decode(self._file.readline()) == f"\0{USER}\0{PASSWORD}".encode())

    def _let_in(self, is_right: bool) -> None:  # noqa: FBT001 - one word, and it says so
        self._result = "OK in" if is_right else "NO [AUTHENTICATIONFAILED] who are you"

    def _search(self, command: bytes) -> None:
        asked = _SEARCH.fullmatch(command)
        assert asked
        unwanted = asked[4].decode() if asked[4] else r"\Seen"
        wanted = {asked[5].decode()} if asked[5] else set()
        some = list(self._post.messages.items())[int(asked[1]) - 1 : int(asked[2])]
        found = [str(uid) for uid, kept in some if unwanted not in kept.flags and wanted <= kept.flags]
        self._say(f"* SEARCH {' '.join(found)}".rstrip())

    def _fetch(self, command: bytes) -> None:
        asked = _FETCH.fullmatch(command)
        assert asked
        uid = int(asked[1])
        kept = self._post.messages.get(uid)
        if kept is None:
            return
        head = kept.content[: int(asked[2])]
        size = 2_000_000_000 if self._post.sends_too_much else len(head)
        self._say(f"* 1 FETCH (UID {uid} RFC822.SIZE {len(kept.content)} BODY[]<0> {{{size}}}")
        self._connection.sendall(head + b")\r\n")

    def _store(self, command: bytes) -> None:
        asked = _STORE.fullmatch(command)
        assert asked
        self._post.messages[int(asked[1])].flags |= set(asked[2].decode().split())

    def _say(self, line: str) -> None:
        self._connection.sendall(line.encode() + b"\r\n")
