"""What a mail server said, and whose matter that is: the reader's, the connection's, or ours."""

import re
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

_LONGEST: Final = 300
"""Characters of a server's answer that are passed on."""
_STATUS: Final = re.compile(r"([245])\.(\d{1,3})\.(\d{1,3})(?!\S)", re.ASCII)
_NOT_UNDERSTOOD: Final = frozenset({500, 502, 503, 504, 555})
"""That we spoke wrongly: the next reader would hear the same. 501 is missing, since an address is a parameter."""
_NOT_LET_IN: Final = frozenset({530, 534, 535, 538})
"""That we should have logged in (RFC 4954, 6)."""
_READERS: Final = frozenset({"5.7.2", "5.7.17", "5.7.18"})
"""Of the statuses of security those that speak of one mailbox: a closed list, a new owner (RFC 7293)."""
_OURS: Final = frozenset({
    "5.1.7", "5.1.8", "5.3.4", "5.5.1", "5.5.2", "5.5.4", "5.5.5", "5.5.6",
    "5.7.8", "5.7.9", "5.7.10", "5.7.11", "5.7.12", "5.7.13",
})  # fmt: skip
"""The sender's address, the size, the protocol (RFC 3463), and who we are: password, encryption, account (RFC 5248).
5.5.0 is missing: large hosts say it of unknown readers."""
_EITHER: Final = ("5.6.", "5.7.")
"""What is said of the message or of rules: a spam filter or a rule of one reader's house, or a block of all of ours."""


class Phase(StrEnum):
    """What a reply answers. ``COMMIT`` is our own ledger's answer, ``BODY`` one that came before the message's end."""

    MAIL = "MAIL"
    RCPT = "RCPT"
    DATA = "DATA"
    COMMIT = "commit"
    BODY = "message"
    DOT = "end of message"


class Verdict(StrEnum):
    """What follows from a reply.

    ``TAKEN``: the server has it. ``LATER`` and ``REFUSED``: this reader's, to be tried again or final. ``BUSY``: the
    connection's; nothing was taken, and the reader is not at fault. ``OURS``: every reader would be refused alike, so
    that a person must mend something first; no reader is at fault. ``EITHER``: a final no that may be meant for this
    reader or for all our mail; what is said to the next ones tells. ``UNKNOWN``: the end of the message went out, and
    whether it was taken nobody can know. ``FORGONE``: it was not ours to send any more, and was not sent.
    """

    TAKEN = "taken"
    LATER = "later"
    REFUSED = "refused"
    BUSY = "busy"
    OURS = "ours"
    EITHER = "either"
    UNKNOWN = "unknown"
    FORGONE = "forgone"


@dataclass(frozen=True, slots=True, kw_only=True)
class Reply:
    """What was said, and to what. ``code`` is 0 where nothing was said: the connection ended, or was ours to end.

    ``text`` is one line of what can be printed, of ``_LONGEST`` characters at most.
    """

    phase: Phase
    code: int
    text: str

    @property
    def enhanced(self) -> str:
        """The status of RFC 3463, like ``5.1.1``; empty where there is none, or one that contradicts the code."""
        found = _STATUS.match(self.text)
        return found.group() if found and int(found.group(1)) == self.code // 100 else ""

    def __str__(self) -> str:
        return f"{self.code} {self.text}" if self.code > 0 else self.text


def reply(phase: Phase, code: int, said: bytes | str, without: str = "") -> Reply:
    """A reply as it may be kept and shown, whatever the server said.

    It often says the reader's address back, which ``without`` takes out: what is kept of a delivery outlives a reader
    who was removed.
    """
    text = said.decode(errors="replace") if isinstance(said, bytes) else said
    if without:
        text = re.sub(re.escape(without), "…", text, flags=re.IGNORECASE)
    return Reply(phase=phase, code=code, text=folded(text))


def judge(found: Reply) -> Verdict:
    """Whose matter a reply is (RFC 5321, 4.2 and 4.3.2; RFC 3463)."""
    if found.phase is Phase.COMMIT:
        return Verdict.FORGONE
    if found.code == 421:
        return Verdict.BUSY
    match found.code // 100:
        case 2 if found.phase is Phase.DOT:
            return Verdict.TAKEN
        case 4:
            # To MAIL the reader was not named yet.
            return Verdict.BUSY if found.phase is Phase.MAIL else Verdict.LATER
        case 5:
            return Verdict.OURS if _is_ours(found) else _of_reader(found)
        case _:
            return Verdict.UNKNOWN if found.phase is Phase.DOT else Verdict.BUSY


def _is_ours(found: Reply) -> bool:
    """Whether a final no is one that the next reader would hear as well."""
    status = found.enhanced
    if found.phase is Phase.MAIL or found.code in _NOT_LET_IN or status in _OURS:
        return True
    if status in ("", "5.0.0", "5.5.0"):
        is_size = found.code == 552 and found.phase is not Phase.RCPT
        return is_size or (found.code in _NOT_UNDERSTOOD)
    return False


def _of_reader(found: Reply) -> Verdict:
    """What a final no to one reader may mean for the next one."""
    status = found.enhanced
    return Verdict.EITHER if status.startswith(_EITHER) and status not in _READERS else Verdict.REFUSED


def folded(said: bytes | str) -> str:
    """What a server said, on one line, and never more than is worth reading."""
    text = said.decode(errors="replace") if isinstance(said, bytes) else said
    plain = text if text.isprintable() else "".join(sign if sign.isprintable() else " " for sign in text)
    line = " ".join(plain.split())
    return line if len(line) <= _LONGEST else f"{line[:_LONGEST]}…"
