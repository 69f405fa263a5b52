"""Whose turn it is: one request at a time for each host, a pause between two, and not too many hosts at once."""

import asyncio
import datetime
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from time import monotonic
from typing import Final

from briefs.sources.answers import FailureReason, Unanswered
from briefs.sources.manners import Manners

_MAX_FAILURES: Final = 3
"""A host that is down costs each of its pages all timeouts and repetitions; fifty pages would take half an hour."""
_GIVEN_UP: Final = f"has failed {_MAX_FAILURES} times in a row; it is asked again in a later run"


@dataclass(slots=True)
class _Host:
    """What is known of one host in this run. ``free_at`` is on the monotonic clock; ``failures`` are those in a row."""

    turn: asyncio.Lock = field(default_factory=asyncio.Lock)
    free_at: float = 0.0
    failures: int = 0


class Hosts:
    """The hosts that this run asks."""

    def __init__(self, manners: Manners, now: Callable[[], datetime.datetime]) -> None:
        self._now = now
        self._longest_delay = max(manners.longest_delay, manners.per_host_delay)
        self._hosts: dict[str, _Host] = {}
        self._at_once = asyncio.Semaphore(manners.hosts_at_once)

    @asynccontextmanager
    async def turn(self, name: str, pause: float) -> AsyncIterator[None]:
        """The time in which ``name`` may be asked: nobody else asks it, and nobody does for ``pause`` seconds after.

        Raises Unanswered when the host wants to be left alone for longer than a run can wait, or has failed again
        and again.
        """
        host = self._hosts.setdefault(name, _Host())
        async with host.turn:
            if host.failures >= _MAX_FAILURES:
                raise Unanswered(FailureReason.CONNECTION, _GIVEN_UP)
            # The pause is waited for before one of the few places is taken: others may go on meanwhile.
            if (wait := host.free_at - monotonic()) > 0:
                await self._wait(wait)
            async with self._at_once:
                try:
                    yield
                finally:
                    host.free_at = max(host.free_at, monotonic() + pause)

    async def _wait(self, seconds: float) -> None:
        if seconds > self._longest_delay:
            raise Unanswered(
                FailureReason.BUSY,
                f"is not to be asked again for {seconds:.0f} s; a later run will",
                retry_after=self._now() + datetime.timedelta(seconds=seconds),
            )
        await asyncio.sleep(seconds)

    def heard(self, name: str, *, failed: bool) -> None:
        """Keep in mind how a fetch from ``name`` ended."""
        host = self._hosts.setdefault(name, _Host())
        host.failures = host.failures + 1 if failed else 0

    def rest(self, name: str, seconds: float) -> None:
        """Nobody asks ``name`` for that long."""
        host = self._hosts.setdefault(name, _Host())
        host.free_at = max(host.free_at, monotonic() + seconds)
