"""What a feed or a sitemap lists: the values that both become."""

import re
from dataclasses import dataclass, replace
from typing import Final
from urllib.parse import urldefrag, urljoin, urlsplit, urlunsplit

from briefs.model import Listing

_TRACKING: Final = re.compile(r"(?:utm_\w+|fbclid|gclid|dclid|msclkid|yclid|mc_cid|mc_eid|igshid|_ga)=")


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """One listed document. ``key`` tells it from all others of its list, also when it is listed again.

    ``content`` is its whole text where the list brings it, as HTML or plain text in UTF-8; None for a teaser.
    """

    key: str
    address: str
    listing: Listing
    content: bytes | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Feed:
    """What a feed lists, in its order; a feed may be empty. One that is not whole broke off or is not well-formed."""

    title: str | None
    items: tuple[Item, ...]
    is_whole: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Sitemap:
    """What a sitemap lists: documents, or further sitemaps (address and, where stated, last change)."""

    items: tuple[Item, ...] = ()
    sitemaps: tuple[Listing, ...] = ()


def web_link(base: str, reference: str | None) -> str | None:
    """The address that ``reference`` means on the page ``base``; None where it is none of the web."""
    if not reference or not reference.strip():
        return None
    try:
        address = urldefrag(urljoin(base, reference.strip())).url
        parts = urlsplit(address)
    except ValueError:
        return None
    return address if parts.scheme in {"http", "https"} and parts.hostname else None


def _untracked(address: str) -> str:
    """The address without what only tells where a reader came from, and changes from one visit to the next."""
    parts = urlsplit(address)
    query = "&".join(pair for pair in parts.query.split("&") if not _TRACKING.match(pair))
    return urlunsplit(parts._replace(query=query))


def without_credentials(address: str) -> str:
    """The address as it may be told: without the name and the password before its host."""
    parts = urlsplit(address)
    return urlunsplit(parts._replace(netloc=parts.netloc.rpartition("@")[2]))


def with_keys(items: tuple[tuple[str | None, Item], ...]) -> tuple[Item, ...]:
    """The items, each with its stated key; where several documents state one key, it is the address."""
    addresses: dict[str, set[str]] = {}
    for stated, item in items:
        if stated:
            addresses.setdefault(stated, set()).add(item.address)
    keyed = [
        replace(item, key=stated if stated and len(addresses[stated]) == 1 else _untracked(item.address))
        for stated, item in items
    ]
    return tuple({item.key: item for item in reversed(keyed)}.values())[::-1]
