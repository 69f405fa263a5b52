"""How fast messages may leave: by what the ledger has of earlier ones, whoever sent them, and whenever."""

import datetime
import threading
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final, Protocol

from briefs.model import Rates

_SECOND: Final = datetime.timedelta(seconds=1)
_SOON: Final = datetime.timedelta(milliseconds=50)
"""When to look again where all that may leave is leaving at this moment."""
_PLENTY: Final = 64
"""Permits that are given without asking the ledger again within a second. Where fewer are left it is asked for each, so
that senders who share a rate exceed it by no more than what they have in flight at that moment."""
_TICK: Final = datetime.timedelta(milliseconds=1)
"""As exactly as the ledger knows moments."""

Now = Callable[[], datetime.datetime]


class Attempts(Protocol):
    """The part of the ledger of deliveries by which rates are kept."""

    def attempts_since(self, moment: datetime.datetime) -> int:
        """How many messages were let go at that moment or later."""

    def oldest_attempt_since(self, moment: datetime.datetime) -> datetime.datetime | None:
        """When the first of these was."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Limit:
    """No more than ``most`` messages in any span of time so long."""

    most: int
    span: datetime.timedelta


def limits_of(rates: Rates) -> tuple[Limit, ...]:
    """What the rates of the configuration allow, the shortest span first."""
    stated = (
        (rates.per_second, datetime.timedelta(seconds=1)),
        (rates.per_minute, datetime.timedelta(minutes=1)),
        (rates.per_hour, datetime.timedelta(hours=1)),
        (rates.per_day, datetime.timedelta(days=1)),
    )
    return tuple(Limit(most=most, span=span) for most, span in stated if most is not None)


class Pace:
    """Permits to send, one for each message. Threads may share it. While much is left the ledger is rarely asked."""

    def __init__(self, rates: Rates, attempts: Attempts, now: Now) -> None:
        self._limits = limits_of(rates)
        self._gap = _SECOND / rates.per_second if rates.per_second else datetime.timedelta()
        self._attempts = attempts
        self._now = now
        self._lock = threading.Lock()
        self._leaving = 0
        self._left = 0
        self._next = self._asked_until = datetime.datetime.min.replace(tzinfo=datetime.UTC)

    def permit(self) -> datetime.datetime | None:
        """None where a message may leave now, which ``done`` ends; else when to ask again."""
        if not self._limits:
            return None
        with self._lock:
            now = self._now()
            if now < self._next:
                return self._next
            if self._left < _PLENTY or now >= self._asked_until:
                until = self._ask(now)
                if until:
                    self._next = until
                    return until
            self._left -= 1
            self._leaving += 1
            self._next = max(self._next, now - self._gap) + self._gap
            return None

    def done(self) -> None:
        """Nothing; a message that was permitted is on record, or will not leave."""
        if self._limits:
            with self._lock:
                self._leaving -= 1

    def _ask(self, now: datetime.datetime) -> datetime.datetime | None:
        """When to ask again where nothing may leave now; else None, and it is known how many may."""
        self._asked_until = now + _SECOND
        rooms = [(self._room(limit, now), limit) for limit in self._limits]
        self._left = max(0, min(room for room, _ in rooms))
        return max((self._again(limit, now) for room, limit in rooms if room <= 0), default=None)

    def _room(self, limit: Limit, now: datetime.datetime) -> int:
        return limit.most - self._attempts.attempts_since(now - limit.span) - self._leaving

    def _again(self, limit: Limit, now: datetime.datetime) -> datetime.datetime:
        """When the oldest that counts does so no more; soon where some of what counts may not leave after all."""
        oldest = None if self._leaving else self._attempts.oldest_attempt_since(now - limit.span)
        return now + _SOON if oldest is None else max(oldest + limit.span + _TICK, now + _TICK)
