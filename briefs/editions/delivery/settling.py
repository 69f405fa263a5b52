"""What a server's answer makes of a delivery: sent, tried again, given up; pure."""

import datetime
from dataclasses import dataclass, replace

from briefs.editions.delivery.backoff import Jitter, is_given_up, reader_rest, suspect_rest
from briefs.model import Claimed, DeliveryState, InDoubt, Settled


@dataclass(frozen=True, slots=True, kw_only=True)
class Terms:
    """By what a delivery is settled: ``planned`` is when its shipment was, ``patience`` how long a reader is tried."""

    planned: datetime.datetime
    patience: datetime.timedelta
    in_doubt: InDoubt
    jitter: Jitter


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """What ``server`` said to a message, or what happened to the connection, and when."""

    server: str
    reply: str
    moment: datetime.datetime


def sent(claimed: Claimed, said: Said) -> Settled:
    """The server took it."""
    return _settled(claimed, DeliveryState.SENT, said)


def refused(claimed: Claimed, said: Said) -> Settled:
    """The server will never take it for this reader."""
    return _settled(claimed, DeliveryState.FAILED, said)


def put_off(claimed: Claimed, said: Said, terms: Terms) -> Settled:
    """It is tried again after a while, or given up where it was tried for long enough."""
    tries = claimed.tries + 1
    if is_given_up(tries, said.moment - terms.planned, terms.patience):
        reply = f"given up after {tries} tries: {said.reply}"
        return _settled(claimed, DeliveryState.FAILED, said, reply=reply)
    return _settled(
        claimed,
        DeliveryState.PENDING,
        said,
        not_before=said.moment + reader_rest(tries, terms.jitter),
    )


def put_aside(claimed: Claimed, said: Said, terms: Terms, *, is_alone: bool) -> Settled:
    """It is tried again after an hour or so, and is no try of the reader, who may have no part in it.

    Where ``is_alone``, since others get it, it is given up like others.
    """
    if is_alone and said.moment - terms.planned >= terms.patience:
        return _settled(claimed, DeliveryState.FAILED, said, reply=f"given up: {said.reply}")
    later = said.moment + suspect_rest(terms.jitter)
    return _settled(claimed, DeliveryState.PENDING, said, not_before=later, is_try=False)


def put_back(claimed: Claimed, said: Said) -> Settled:
    """It is tried again as soon as may be: the reader has no part in what happened."""
    return _settled(claimed, DeliveryState.PENDING, said, is_try=False)


def in_doubt(claimed: Claimed, said: Said, terms: Terms) -> Settled:
    """Nobody can know whether it arrived: it is sent again, or waits for a person, as the desk has chosen."""
    if terms.in_doubt is InDoubt.HOLD:
        return _settled(claimed, DeliveryState.UNCERTAIN, said)
    return replace(put_off(claimed, said, terms), is_doubtful=True)


def _settled(
    claimed: Claimed,
    state: DeliveryState,
    said: Said,
    *,
    reply: str | None = None,
    not_before: datetime.datetime | None = None,
    is_try: bool = True,
) -> Settled:
    return Settled(
        number=claimed.number,
        state=state,
        moment=said.moment,
        server=said.server,
        reply=said.reply if reply is None else reply,
        not_before=not_before,
        is_try=is_try,
    )
