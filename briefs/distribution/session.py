"""One server's ear: whom a message goes to is told in one round trip, and the message in one write."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

from briefs.distribution.connection import Connection
from briefs.distribution.replies import Phase, Reply, folded, reply

_END: Final = b".\r\n"
_LAST_WORD: Final = 2.0
"""Seconds to look for what a server said before it closed the connection on a message that it did not want."""
_PLAIN: Final = re.compile(r"[!-;=?-~]+", re.ASCII)
"""Letters, digits and signs without spaces and angle brackets: nothing that ends an address or a command."""
_NOT_XTEXT: Final = re.compile(rb"[^!-*,-<>-~]")
_LONGEST_ENVID: Final = 100
"""Characters (RFC 3461, 4.4)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Envelope:
    """From whom to whom. ``size`` counts the bytes of the message; ``envid`` comes back in what reports on it."""

    sender: str
    recipient: str
    size: int
    envid: str = ""

    def __post_init__(self) -> None:
        """Refuse what would be a second command, or no address at all."""
        for address in (self.sender, self.recipient):
            if not _PLAIN.fullmatch(address):
                raise ValueError(f"{folded(repr(address))} is no address that can be put on the wire")
        if len(_xtext(self.envid)) > _LONGEST_ENVID:
            raise ValueError(f"{folded(self.envid)} is too long for an ENVID")


class Session:
    """A server that is ready to take mail. ``server`` is its host and port; one thread uses it at a time.

    ``passed_over`` tells what was wrong with the servers that were to be asked before this one.
    """

    def __init__(self, connection: Connection, server: str, passed_over: tuple[str, ...] = ()) -> None:
        self.server = server
        self.passed_over = passed_over
        self._connection = connection
        size = connection.esmtp_features.get("size", "")
        self._largest = int(size) if size.isascii() and size.isdigit() else 0
        self._phase = Phase.MAIL
        self._recipient = ""

    @property
    def is_open(self) -> bool:
        """Whether another message can be delivered; it cannot after an answer that ended the connection."""
        return self._connection.sock is not None

    def deliver(self, envelope: Envelope, parts: Sequence[bytes], committing: Callable[[], bool]) -> Reply:
        """The reply that decided: that to the end of the message, or the first that refused. See ``judge``.

        ``parts`` are the message, dot-stuffed and ending in CRLF; they are sent as they are. ``committing`` is called
        once the server waits for the message, before anything of it is sent: it returns when it is on record that the
        message may have gone out, with False where it is not ours to send any more. What it raises goes on, after the
        connection is closed and with nothing sent. No OSError is raised: a connection that ends is a reply, too.
        """
        is_ascii = all(map(bytes.isascii, parts))
        refused = self._unfit(envelope, is_ascii=is_ascii) or self._refused(envelope, is_ascii=is_ascii)
        if refused:
            return refused
        try:
            is_ours = committing()
        except BaseException:
            self.close()
            raise
        if not is_ours:
            self.close()  # RSET is no command here: the server takes whatever comes for the message
            return reply(Phase.COMMIT, 0, "Another sender has this delivery now; nothing was sent")
        return self._answer(parts)

    def leave(self) -> None:
        """Nothing; afterwards the server was told goodbye, if it listens, and the connection is closed."""
        self._connection.leave()

    def close(self) -> None:
        """Nothing; afterwards the connection is closed, at once."""
        self._connection.close()

    def _unfit(self, envelope: Envelope, *, is_ascii: bool) -> Reply | None:
        """Our own no, before anybody is asked: the server has told what it takes."""
        if self._largest and envelope.size > self._largest:
            told = f"5.3.4 the message has {envelope.size:,} bytes, but the server takes {self._largest:,} at most"
            return reply(Phase.MAIL, 552, told)
        if not is_ascii and not self._connection.has_extn("8bitmime"):
            return reply(
                Phase.MAIL, 554, "5.6.1 the message has bytes beyond ASCII, which the server does not take"
            )
        return None

    def _refused(self, envelope: Envelope, *, is_ascii: bool) -> Reply | None:
        """The first reply that does not go on, None where the server waits for the message."""
        commands = self._commands(envelope, is_ascii=is_ascii)
        self._phase, self._recipient = Phase.MAIL, envelope.recipient
        try:
            ask = self._together if self._connection.has_extn("pipelining") else self._one_by_one
            refused = ask(commands)
        except OSError as error:
            return self._ended(error)
        if not refused and self._connection.has_more:
            # Whatever it is, it would be taken for the answer to the message.
            refused = reply(Phase.DATA, -1, "The server answers more than it was asked")
        if refused:
            self._begin_anew(refused)
        return refused

    def _commands(self, envelope: Envelope, *, is_ascii: bool) -> tuple[tuple[Phase, str], ...]:
        known = self._connection.has_extn
        mail = f"MAIL FROM:<{envelope.sender}>"
        rcpt = f"RCPT TO:<{envelope.recipient}>"
        if known("size"):
            mail += f" SIZE={envelope.size}"
        if not is_ascii:
            mail += " BODY=8BITMIME"
        if known("dsn"):
            mail += " RET=HDRS" + (f" ENVID={_xtext(envelope.envid)}" if envelope.envid else "")
            rcpt += f" NOTIFY=FAILURE ORCPT=rfc822;{_xtext(envelope.recipient)}"
        return ((Phase.MAIL, mail), (Phase.RCPT, rcpt), (Phase.DATA, "DATA"))

    def _together(self, commands: Sequence[tuple[Phase, str]]) -> Reply | None:
        """As RFC 2920 allows: all are sent before the first answer is waited for."""
        self._connection.ask("".join(f"{command}\r\n" for _, command in commands))
        refused = None
        for phase, _ in commands:
            try:
                found = self._asked(phase)
            except OSError:
                if refused is None:
                    raise
                return refused  # said before the connection ended, and final all the same
            refused = refused or (None if _goes_on(found) else found)
            if found.code < 200:
                break  # what follows would be taken for the answer to something else
            if refused and found.code in (354, 421):
                self.close()  # it waits for a message all the same, and an empty one could reach somebody
        return refused

    def _one_by_one(self, commands: Sequence[tuple[Phase, str]]) -> Reply | None:
        for phase, command in commands:
            self._connection.ask(f"{command}\r\n")
            found = self._asked(phase)
            if not _goes_on(found):
                return found
        return None

    def _asked(self, phase: Phase) -> Reply:
        patience = self._connection.patience
        self._phase = phase
        self._connection.wait(patience.data if phase is Phase.DATA else patience.ask)
        return self._heard()

    def _heard(self) -> Reply:
        return reply(self._phase, *self._connection.getreply(), without=self._recipient)

    def _begin_anew(self, refused: Reply) -> None:
        """Nothing; afterwards the server knows of no message of ours, or the connection is closed."""
        if refused.code == 421 or refused.code // 100 not in (4, 5):
            self.close()
        if self.is_open:
            try:
                code, _ = self._connection.rset()
            except OSError:
                code = 0
            if code != 250:
                self.close()

    def _answer(self, parts: Sequence[bytes]) -> Reply:
        try:
            if self._connection.has_stirred():
                # It waited in vain while we put the message on record. Unsent, the message is not in doubt.
                raise ConnectionAbortedError("The server did not wait for the message")
            self._connection.send_parts((*parts, _END))
        except OSError as error:
            return self._last_word(error)
        try:
            self._phase = Phase.DOT
            self._connection.wait(self._connection.patience.accept)
            found = self._heard()
        except OSError as error:
            return self._ended(error)
        if found.code == 421 or found.code // 100 not in (2, 4, 5):
            self.close()
        return found

    def _last_word(self, error: OSError) -> Reply:
        """Why a server did not read a message to its end, where it said so: the end of it was not sent."""
        self._phase = Phase.BODY
        try:
            self._connection.wait(_LAST_WORD)
            said = self._heard()
        except OSError:
            return self._ended(error)
        self.close()
        return said if said.code // 100 in (4, 5) else self._ended(error)

    def _ended(self, error: OSError) -> Reply:
        self.close()
        return reply(self._phase, 0, f"The connection ended: {error.strerror or error}")


def _goes_on(found: Reply) -> bool:
    return found.code == 354 if found.phase is Phase.DATA else found.code in (250, 251, 252)


def _xtext(text: str) -> str:
    """The encoding of RFC 3461, 4, for what stands behind an equals sign."""
    return _NOT_XTEXT.sub(lambda found: b"+%02X" % found.group()[0], text.encode()).decode("ascii")
