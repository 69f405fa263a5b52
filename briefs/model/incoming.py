"""What comes back when editions were sent: bounces, complaints, refusals, and readers who say what is wrong."""

import datetime
from dataclasses import dataclass
from enum import StrEnum


class IncomingKind(StrEnum):
    """What a message that came in is. ``OTHER`` is for a person to read, and stays unread until one has."""

    BOUNCE = "bounce"
    DELAY = "delay"
    COMPLAINT = "complaint"
    UNSUBSCRIBE = "unsubscribe"
    AUTOMATIC = "automatic"
    REQUEST = "request"
    OTHER = "other"


class BounceClass(StrEnum):
    """Whose fault a bounce is: of an address that is no more, of the moment, or ours."""

    HARD = "hard"
    SOFT = "soft"
    OURS = "ours"


@dataclass(frozen=True, slots=True, kw_only=True)
class Bounce:
    """Why one message was not delivered: ``status`` by RFC 3463, and what the server said.

    ``recipient`` is the address that failed, empty where the report names none: an alias or a list may stand between.
    """

    kind: BounceClass
    status: str
    diagnosis: str
    recipient: str = ""

    @property
    def said(self) -> str:
        """What the server said, with the status where that is not among it."""
        return self.diagnosis if self.status in self.diagnosis else f"{self.status} {self.diagnosis}".strip()


@dataclass(frozen=True, slots=True, kw_only=True)
class Reply:
    """What somebody wrote to us. ``statements`` are what looks like their ids, ``editions`` like names of editions.

    ``words`` are their own, without what they quote.
    """

    writer: str
    editions: tuple[str, ...]
    statements: tuple[str, ...]
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Incoming:
    """A message that came in. ``delivery`` and ``reader`` are the numbers that signed tokens of ours in it stand for.

    ``note`` says more, or is empty; ``digest`` is that of its bytes. ``leaves``: it seems to ask for no more mail, but
    nothing is done for that.
    """

    digest: str
    kind: IncomingKind
    note: str = ""
    delivery: int | None = None
    reader: int | None = None
    bounce: Bounce | None = None
    reply: Reply | None = None
    leaves: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class CorrectionRequest:
    """What a reader says is wrong with a statement. ``settled`` is when ``actor`` answered it, None until then.

    ``revision`` and ``reader`` are None where they are not known for certain: ``writer`` is only who it says it is.
    """

    number: int
    edition: str
    revision: int | None
    statement: str
    reader: int | None
    writer: str
    words: str
    received: datetime.datetime
    settled: datetime.datetime | None = None
    actor: str = ""
    answer: str = ""
