"""The delivery of one revision to one reader: what it went through, and what is known of it."""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType
from typing import Final


class DeliveryKind(StrEnum):
    """What is delivered: the edition itself, or word that it was withdrawn."""

    EDITION = "edition"
    WITHDRAWAL = "withdrawal"


class DeliveryState(StrEnum):
    """Where a delivery stands. What is ``COMMITTING`` when its sender ends may have arrived: nobody can know.

    ``FAILED`` is the server's final no, ``BOUNCED`` one that came later. ``LEFT_OUT`` was never sent, and never will
    be: its reader refused meanwhile, was removed, may not see it, or a correction goes out in its place.
    """

    PENDING = "pending"
    CLAIMED = "claimed"
    COMMITTING = "committing"
    UNCERTAIN = "uncertain"
    SENT = "sent"
    FAILED = "failed"
    BOUNCED = "bounced"
    LEFT_OUT = "left out"

    @property
    def is_open(self) -> bool:
        """Whether it may still be sent without a person's word."""
        return self in _OPEN

    @property
    def may_have_arrived(self) -> bool:
        """Whether the reader has it, or may: whoever corrects it must tell this one."""
        return self in _ARRIVED


_OPEN: Final = frozenset({DeliveryState.PENDING, DeliveryState.CLAIMED, DeliveryState.COMMITTING})
_ARRIVED: Final = frozenset({DeliveryState.SENT, DeliveryState.UNCERTAIN, DeliveryState.COMMITTING})

DELIVERY_MOVES: Final[Mapping[DeliveryState, frozenset[DeliveryState]]] = MappingProxyType(
    {
        DeliveryState.PENDING: frozenset(
            {DeliveryState.CLAIMED, DeliveryState.LEFT_OUT, DeliveryState.FAILED, DeliveryState.SENT}
        ),
        DeliveryState.CLAIMED: frozenset(
            {DeliveryState.COMMITTING, DeliveryState.PENDING, DeliveryState.FAILED, DeliveryState.LEFT_OUT}
        ),
        DeliveryState.COMMITTING: frozenset(
            {DeliveryState.SENT, DeliveryState.PENDING, DeliveryState.FAILED, DeliveryState.UNCERTAIN}
        ),
        DeliveryState.UNCERTAIN: frozenset(
            {DeliveryState.SENT, DeliveryState.PENDING, DeliveryState.BOUNCED}
        ),
        DeliveryState.SENT: frozenset({DeliveryState.BOUNCED}),
        DeliveryState.BOUNCED: frozenset({DeliveryState.PENDING}),
        DeliveryState.FAILED: frozenset({DeliveryState.PENDING}),
        DeliveryState.LEFT_OUT: frozenset({DeliveryState.PENDING}),
    }
)
"""Where a delivery may go. Back to ``PENDING``: a passing no, a sender that was killed, or a person's word.

From ``PENDING`` to ``SENT`` goes what was taken from a sender that still came to know the answer.
"""


class InDoubt(StrEnum):
    """What is done with a delivery that may have arrived when its sender was killed."""

    RESEND = "resend"
    HOLD = "hold"


@dataclass(frozen=True, slots=True, kw_only=True)
class Shipment:
    """What is delivered to readers as one: a revision of an edition, or word of its withdrawal."""

    edition: str
    revision: int
    kind: DeliveryKind = DeliveryKind.EDITION


ARRIVED: Final = "says that it arrived"
NOT_ARRIVED: Final = "says that it did not arrive"
"""The word of a person, after the name."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Delivery:
    """One row of the ledger of deliveries. ``reader`` is the number of a reader, ``tries`` the attempts so far.

    ``address`` is empty once the reader was removed; ``key`` still tells one such from another. ``not_before`` is when
    it is tried again, ``changed`` when its state became what it is. ``server`` is what took or refused it, ``reply``
    what that said last, or why it was left out. ``is_again``: it was sent again, with the same Message-ID, after nobody
    could know whether it had arrived, and may have come twice. ``word`` is what a person said last of that, or empty.
    """

    number: int
    shipment: Shipment
    reader: int
    key: str
    state: DeliveryState
    address: str = ""
    name: str = ""
    tries: int = 0
    not_before: datetime.datetime | None = None
    changed: datetime.datetime
    server: str = ""
    reply: str = ""
    is_again: bool = False
    word: str = ""

    @property
    def resent_by(self) -> str:
        """The name of the person on whose word it is sent again; empty where nobody gave it."""
        said = f" {NOT_ARRIVED}"
        return self.word.removesuffix(said) if self.word.endswith(said) else ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Claimed:
    """A delivery that is one sender's to make now, with all that its message needs to know of the reader.

    ``had_earlier`` is whether an earlier revision has reached this reader, or may have.
    """

    number: int
    shipment: Shipment
    reader: int
    ascii: str
    name: str
    language: str
    themes: tuple[str, ...]
    tries: int
    had_earlier: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Settled:
    """What became of a claim. ``state`` is SENT, FAILED, or PENDING with the moment of the next attempt.

    ``is_try`` is whether the attempt counts as the reader's: what the connection or we are at fault for does not.
    ``is_doubtful`` is whether it may have arrived all the same.
    """

    number: int
    state: DeliveryState
    moment: datetime.datetime
    server: str = ""
    reply: str = ""
    not_before: datetime.datetime | None = None
    is_try: bool = True
    is_doubtful: bool = False
