"""A mailbox on a server: IMAP over TLS, and never otherwise.

Messages are read without a trace, and marked only when what they say is recorded. Which were dealt with is told by
a keyword of ours, so that one that a person has opened meanwhile is not lost; where a server keeps no keywords, by
whether they are unread.
"""

import contextlib
import imaplib
import re
import ssl
from collections.abc import Iterator
from typing import Any, Final

from briefs.distribution.echoes import without
from briefs.distribution.opened import HEAD, Arrived, one_line
from briefs.distribution.server import trust
from briefs.errors import ConfigurationError, Unreachable
from briefs.model import Mailbox, Secret

PATIENCE: Final = 60.0
"""Seconds to wait for each of the server's answers."""
_KEYWORD: Final = "BriefsRead"
_AT_ONCE: Final = 10_000
"""Messages that are searched by one command: a line of more than a million bytes is refused by the library."""
_LARGEST_PIECE: Final = 2 * HEAD
"""Bytes of one piece of an answer: a server that sends more than it was asked for is not listened to."""
_LONGEST: Final = 300
_ATOM: Final = re.compile(r"[A-Za-z0-9@._+-]+", re.ASCII)
_SIZE: Final = re.compile(rb"RFC822\.SIZE (\d{1,18})", re.ASCII | re.IGNORECASE)
_BODY: Final = re.compile(rb"BODY\[\]", re.ASCII | re.IGNORECASE)


class _Client(imaplib.IMAP4_SSL):
    """A client that takes no piece of an answer that would not fit where it runs."""

    def read(self, size: int) -> bytes:
        if size > _LARGEST_PIECE:
            raise self.abort(f"sends a piece of {size:,} bytes that nobody has asked for")
        return super().read(size)


class Folder:
    """The messages of a folder on a server that are not dealt with."""

    def __init__(self, client: imaplib.IMAP4_SSL, count: int, *, keeps_keywords: bool) -> None:
        self._client = client
        self._count = count
        self._keeps_keywords = keeps_keywords
        self._left: list[str] = []

    def arrived(self) -> Iterator[Arrived]:
        """Each message that is not dealt with, the oldest first."""
        for uid in self._found(f"UNKEYWORD {_KEYWORD}" if self._keeps_keywords else "UNSEEN"):
            if (arrived := self._read(uid)) is not None:
                yield arrived

    def unread(self) -> Iterator[Arrived]:
        """Each message that is dealt with and that nobody has read, the newest first."""
        found = self._found(f"UNSEEN KEYWORD {_KEYWORD}") if self._keeps_keywords else self._left
        for uid in reversed(found):
            if (arrived := self._read(uid)) is not None:
                yield arrived

    def settle(self, arrived: Arrived, *, read: bool) -> None:
        """Nothing; afterwards the message is known to be dealt with, and marked as read or left unread."""
        if not read:
            self._left.append(arrived.name)
        flags = [r"\Seen"] * read + [_KEYWORD] * self._keeps_keywords
        if flags:
            _asked(self._client.uid("STORE", arrived.name, "+FLAGS.SILENT", f"({' '.join(flags)})"))

    def _found(self, which: str) -> list[str]:
        """The UIDs of such messages among those that were there at first, the oldest first."""
        found: list[str] = []
        for start in range(1, self._count + 1, _AT_ONCE):
            end = min(start + _AT_ONCE - 1, self._count)
            said = _asked(self._client.uid("SEARCH", f"{start}:{end}", "UNDELETED", which))
            found += [uid.decode("ascii") for line in said if isinstance(line, bytes) for uid in line.split()]
        return found

    def _read(self, uid: str) -> Arrived | None:
        """The message, None where it was deleted meanwhile."""
        said = _asked(self._client.uid("FETCH", uid, f"(RFC822.SIZE BODY.PEEK[]<0.{HEAD}>)"))
        head = next((piece[1] for piece in said if isinstance(piece, tuple) and _BODY.search(piece[0])), b"")
        around = b" ".join(piece[0] if isinstance(piece, tuple) else piece or b"" for piece in said)
        size = _SIZE.search(around)
        return Arrived(name=uid, size=int(size[1]), head=head[:HEAD]) if size else None


@contextlib.contextmanager
def opened(mailbox: Mailbox, password: Secret | None, patience: float = PATIENCE) -> Iterator[Folder]:
    """The folder of a mailbox on a server.

    Raises Unreachable, also for what goes wrong inside, and ConfigurationError where the password is missing.
    """
    if password is None:
        raise ConfigurationError(
            f"mail.mailbox.user is {mailbox.user}, but no password is there; put it into "
            "BRIEFS_MAILBOX_PASSWORD, or its file into BRIEFS_MAILBOX_PASSWORD_FILE"
        )
    try:
        context = trust(mailbox.authority, "mail.mailbox.authority")
        client = _Client(mailbox.host, mailbox.port, ssl_context=context, timeout=patience)
        with contextlib.closing(_Ended(client)):
            _log_in(client, mailbox.user, password)
            (count,) = _asked(client.select(f'"{mailbox.folder}"'))
            kept = b" ".join(line for line in client.response("PERMANENTFLAGS")[1] if line)
            keeps = rb"\*" in kept or _KEYWORD.encode() in kept
            yield Folder(client, int(count or 0), keeps_keywords=keeps)
    except (imaplib.IMAP4.error, OSError, ValueError) as error:
        told = _told(error, mailbox.user, password)
        raise Unreachable(
            f"mailbox {mailbox.host}:{mailbox.port}: {told}"
        ) from None  # the cause may hold the password, which a server can say back


class _Ended:
    """Lets a client go, whatever state it is in."""

    def __init__(self, client: imaplib.IMAP4_SSL) -> None:
        self._client = client

    def close(self) -> None:
        with contextlib.suppress(imaplib.IMAP4.error, OSError):
            self._client.logout()
        with contextlib.suppress(OSError):  # a connection that broke is not closed by that
            self._client.shutdown()


def _log_in(client: imaplib.IMAP4_SSL, user: str, password: Secret) -> None:
    try:
        if "AUTH=PLAIN" in client.capabilities:
            client.authenticate("PLAIN", lambda _: f"\0{user}\0{password.value}".encode())
        else:
            client.login(user if _ATOM.fullmatch(user) else _quoted(user), password.value)
    except UnicodeError:
        raise ConfigurationError(
            "the password of mail.mailbox.user has a letter beyond ASCII, which cannot be sent; take another"
        ) from None  # the cause holds the password
    except imaplib.IMAP4.abort:
        raise
    except imaplib.IMAP4.error as error:
        raise Unreachable(
            f"mailbox {client.host}:{client.port}: refuses mail.mailbox.user or the password: "
            f"{_plain(error, user, password)}"
        ) from None  # what it said is told nowhere else


def _quoted(user: str) -> str:
    """A name as a string of IMAP: the library does so for the password alone."""
    escaped = user.replace("\\", r"\\").replace('"', r"\"")
    return f'"{escaped}"'


def _asked(answer: tuple[str, list[Any]]) -> list[Any]:
    """What was answered. Raises an error of the library for a no."""
    if answer[0] != "OK":
        raise imaplib.IMAP4.error(answer[1][-1] if answer[1] else b"")
    return answer[1]


def _told(error: Exception, user: str, password: Secret) -> str:
    """What went wrong, and what to do."""
    match error:
        case ssl.SSLCertVerificationError():
            return (
                f"its certificate cannot be trusted ({error.verify_message}); nothing was read. "
                "Check mail.mailbox.server, or name the authority that signed it as mail.mailbox.authority"
            )
        case ssl.SSLError():
            return f"TLS fails ({error.reason}); check mail.mailbox.port"
        case imaplib.IMAP4.readonly():
            return "the folder can only be read; briefs must mark what it has dealt with"
        case imaplib.IMAP4.abort() | imaplib.IMAP4.error():
            return f"answers: {_plain(error, user, password)}"
        case OSError():
            return f"cannot be reached: {error.strerror or error}"
        case _:
            return f"answers what is no IMAP: {_plain(error, user, password)}"


def _plain(error: Exception, user: str, password: Secret) -> str:
    said = error.args[0] if error.args else ""
    text = without(said if isinstance(said, bytes) else str(said), user, password)
    return one_line(text, _LONGEST)
