"""Which of the documents that a list names are wanted, and what a list is by its content."""

import datetime
import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Final

from briefs.model import Source, StatedDate
from briefs.sources.discovery import FeedLink, find_feeds
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

    def older(self, listed: Feed | Sitemap) -> int:
        """How many documents are left out for their day alone."""
        return sum(self._too_old(it) and self.admits(it.address, it.listing.title) for it in listed.items)

    def sitemaps(self, listed: Sitemap, most: int) -> tuple[str, ...]:
        """The addresses of the further sitemaps to look into: those changed since, the latest first."""
        changed = [it for it in listed.sitemaps if not _is_before(it.modified, self.since) and it.url]
        latest = sorted(
            changed, key=lambda it: it.modified.day if it.modified else datetime.date.max, reverse=True
        )
        return tuple(it.url for it in latest if it.url)[:most]

    def _too_old(self, item: Item) -> bool:
        return _is_before(_dated(item), self.since)


@dataclass(frozen=True, slots=True, kw_only=True)
class NoList:
    """An answer that is neither feed nor sitemap: the feeds it names as its own, where it is a page.

    ``is_broken``: it begins as a list does, and cannot be read as one.
    """

    feeds: tuple[FeedLink, ...] = ()
    is_broken: bool = False


def recognise_list(source: Source) -> Feed | Sitemap | NoList:
    """What an answer is, by its content; the source's path is the address that gave it.

    Pure, but not bounded in time for hostile content: to be called where reading is.
    """
    from briefs.sources.feeds import (  # noqa: PLC0415 - what reads dates costs 0.2 s, and most lists are unchanged
        begins_as_feed,
        parse_feed,
    )
    from briefs.sources.sitemaps import begins_as_sitemap, parse_sitemap  # noqa: PLC0415 - as above

    found = parse_feed(source.content, source.path) or parse_sitemap(source.content, source.path)
    if found is not None:
        return found
    if begins_as_feed(source.content) or begins_as_sitemap(source.content):
        return NoList(is_broken=True)
    return NoList(feeds=find_feeds(source.content, source.path))


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
