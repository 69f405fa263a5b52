"""Which of the documents that a list names are wanted, and what a list is by its content."""

import datetime
import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Final

from briefs.model import StatedDate
from briefs.sources.listings import Feed, Item, Sitemap

MOST_UNDATED: Final = 100
"""Documents without a date that are taken of a sitemap at once: a site must not be emptied by one visit."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """What of a list is wanted. Patterns are looked for in address and title; ``since`` is a day or None."""

    include: tuple[str, ...] = ()
    exclude: tuple[str, ...] = ()
    since: datetime.date | None = None

    def admits(self, address: str, title: str | None) -> bool:
        """Whether the patterns let a document pass."""
        told = (address, title or "")
        if self.include and not _any_in(self.include, told):
            return False
        return not _any_in(self.exclude, told)

    def chosen(self, listed: Feed | Sitemap) -> tuple[Item, ...]:
        """The wanted items of a list. Of a sitemap's undated ones no more than ``MOST_UNDATED``."""
        items = [item for item in listed.items if self.admits(item.address, item.listing.title)]
        wanted = [item for item in items if not self._too_old(item)]
        if isinstance(listed, Feed):
            return tuple(wanted)
        undated = [item for item in wanted if _dated(item) is None]
        surplus = {item.key for item in undated[MOST_UNDATED:]}
        return tuple(item for item in wanted if item.key not in surplus)

    def sitemaps(self, listed: Sitemap, most: int) -> tuple[str, ...]:
        """The addresses of the further sitemaps to look into: those changed since, the latest first."""
        changed = [it for it in listed.sitemaps if not _is_before(it.modified, self.since) and it.url]
        latest = sorted(
            changed, key=lambda it: it.modified.day if it.modified else datetime.date.max, reverse=True
        )
        return tuple(it.url for it in latest if it.url)[:most]

    def _too_old(self, item: Item) -> bool:
        return _is_before(_dated(item), self.since)


def parse_list(content: bytes, address: str) -> Feed | Sitemap | None:
    """The feed or the sitemap that an answer is; None where it is neither."""
    from briefs.sources.feeds import parse_feed  # noqa: PLC0415 - what reads dates costs 0.3 s, and most lists are unchanged
    from briefs.sources.sitemaps import parse_sitemap  # noqa: PLC0415 - as above

    return parse_feed(content, address) or parse_sitemap(content, address)


def _dated(item: Item) -> StatedDate | None:
    return item.listing.modified or item.listing.published


def _is_before(date: StatedDate | None, since: datetime.date | None) -> bool:
    return date is not None and since is not None and date.day < since


def _any_in(patterns: Sequence[str], told: Sequence[str]) -> bool:
    return any(_pattern(pattern).search(text) for pattern in patterns for text in told)


@cache
def _pattern(text: str) -> re.Pattern[str]:
    """A pattern as people write it: any part of the text, ``*`` for anything, capitals do not matter."""
    return re.compile(".*".join(re.escape(part) for part in text.split("*")), re.IGNORECASE | re.DOTALL)
