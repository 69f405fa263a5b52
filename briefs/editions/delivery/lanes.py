"""How many connections a sender has at once: fewer where the server cannot cope, more again while all goes well."""

import datetime
from typing import Final

from briefs.editions.delivery.backoff import Jitter, server_rest

_WELL: Final = 20
"""Messages taken in a row after which one connection more is tried: as Postfix does with its cohorts, but slower."""
_MOST_FAILURES: Final = 8
"""Failures in a row after which the server is left alone until the next run: a minute on average."""


class Lanes:
    """The connections that may be open, numbered from 0. Not shared by threads without a lock of theirs.

    A connection remembers the ``turn`` in which it was opened: what fails together counts as one failure.
    """

    def __init__(self, most: int, jitter: Jitter) -> None:
        self.turn = 0
        self._most = self._open = most
        self._jitter = jitter
        self._failures = 0
        self._well = 0
        self._resting: datetime.datetime | None = None

    @property
    def is_failing(self) -> bool:
        """Whether the last connection failed, and nothing was taken since."""
        return self._failures > 0

    @property
    def is_hopeless(self) -> bool:
        """Whether the server failed so often in a row that nothing more is tried now."""
        return self._failures >= _MOST_FAILURES

    def is_open(self, number: int) -> bool:
        """Whether this connection may be there."""
        return number < self._open

    def rest(self, now: datetime.datetime) -> datetime.timedelta:
        """How long no new connection is opened from now on."""
        none = datetime.timedelta()
        return max(self._resting - now, none) if self._resting else none

    def fail(self, turn: int, now: datetime.datetime) -> None:
        """Nothing; a connection of that turn could not be had, or was broken off."""
        if turn != self.turn:
            return
        self.turn += 1
        self._failures += 1
        self._resting = now + server_rest(self._failures, self._jitter)
        self.narrow()

    def narrow(self) -> None:
        """Nothing; half as many connections may be there, one at least."""
        self._well = 0
        self._open = max(1, self._open // 2)

    def go_well(self) -> None:
        """Nothing; the server took a message."""
        self._failures = 0
        self._resting = None
        self._well += 1
        if self._well >= _WELL and self._open < self._most:
            self._open += 1
            self._well = 0
