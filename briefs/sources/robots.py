"""What a site asks of programs in its robots.txt (RFC 9309), read once for each origin and run, or day."""

import asyncio
import datetime
from collections.abc import Awaitable, Callable, Iterable
from dataclasses import dataclass, field
from typing import Final, Protocol

from protego import Protego

from briefs.sources.answers import FailureReason, SiteRules, Unanswered
from briefs.sources.manners import PRODUCT
from briefs.sources.target import Target

MAX_BYTES: Final = 500 * 1024
"""What RFC 9309 wants to be read at least; what stands after it is not."""
PATH: Final = "/robots.txt"
_KEPT_FOR: Final = datetime.timedelta(days=1)
"""How long rules that were read may be gone by, says RFC 9309 (2.4)."""
_OF_THE_HOST: Final = frozenset({
    FailureReason.NOT_PUBLIC, FailureReason.NAME, FailureReason.CONNECTION, FailureReason.TLS,
})  # fmt: skip
"""What keeps every address of a host from being read alike."""


class Rules(Protocol):
    """What is asked of the robots file's library."""

    def can_fetch(self, url: str, user_agent: str) -> bool:
        """Whether the address may be asked for."""

    def crawl_delay(self, user_agent: str) -> float | None:
        """The seconds wanted between two requests."""


@dataclass(slots=True)
class _Site:
    """One origin: ``rules`` once they are known, or the ``setback`` that kept them from it."""

    reading: asyncio.Lock = field(default_factory=asyncio.Lock)
    known: bool = False
    rules: Rules | None = None
    setback: Unanswered | None = None


class Robots:
    """The rules of the sites that this run asks. ``fetch`` gives a robots.txt, empty where a site has none.

    ``kept`` are rules that earlier runs have read, ``read`` those that this one has.
    """

    def __init__(
        self,
        fetch: Callable[[Target], Awaitable[bytes]],
        now: Callable[[], datetime.datetime],
        kept: Iterable[SiteRules] = (),
    ) -> None:
        self._fetch = fetch
        self._now = now
        self._kept = {rules.origin: rules for rules in kept}
        self._sites: dict[tuple[str, bool], _Site] = {}
        self.read: list[SiteRules] = []

    async def delay(self, target: Target) -> float:
        """The seconds that a site wants between two requests, 0 where it says nothing.

        Raises Unanswered when it does not want ``target`` to be asked for, or when that cannot be known now.
        """
        # What a stranger's word could not reach must not stand in the way of who is named.
        site = self._sites.setdefault((target.origin, target.own), _Site())
        async with site.reading:
            if not site.known:
                await self._read(site, target.at(PATH))
        if site.setback is not None:
            raise _unknown(site.setback)
        if site.rules is None:
            return 0.0
        if not site.rules.can_fetch(str(target.url), PRODUCT):
            message = f"is not to be read by programs, says {target.origin}{PATH}"
            raise Unanswered(FailureReason.ROBOTS, message, lasting=True)
        return site.rules.crawl_delay(PRODUCT) or 0.0

    async def _read(self, site: _Site, target: Target) -> None:
        site.known = True
        kept = self._kept.get(target.origin)
        if kept is not None and datetime.timedelta() <= self._now() - kept.read < _KEPT_FOR:
            site.rules = _rules(kept.content)
            return
        try:
            content = await self._fetch(target)
        except Unanswered as setback:
            site.setback = setback
            return
        except BaseException:  # called off: the next one asks again
            site.known = False
            raise
        site.rules = _rules(content)
        self.read.append(SiteRules(origin=target.origin, content=content, read=self._now()))


def _unknown(setback: Unanswered) -> Unanswered:
    """What to raise while the rules are not known: the page would meet with the same, or has to wait for them."""
    if setback.reason in _OF_THE_HOST and not setback.redirected:
        return Unanswered(setback.reason, setback.message, lasting=setback.lasting)
    message = f"cannot be asked for: its {PATH} should be read first, and it {setback.message}"
    return Unanswered(FailureReason.ROBOTS, message, status=setback.status, retry_after=setback.retry_after)


def _rules(content: bytes) -> Rules | None:
    text = content.decode("utf-8-sig", "replace")
    return Protego.parse(text) if text.strip() else None
