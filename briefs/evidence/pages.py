"""Which documents are one page: found at one address, or under one title of one outlet within days."""

import datetime
from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import Final
from urllib.parse import parse_qsl, urlencode, urlsplit

from briefs.evidence.parties import folded
from briefs.evidence.precedence import day_of
from briefs.model import Document

_WITHIN: Final = datetime.timedelta(days=3)
"""Days between two versions of one story under one title; a column keeps its title for years."""
_TITLE: Final = 15
"""Characters of a title that is one story's alone; shorter ones (“Morning briefing”) name a place on the page."""
_BEFORE: Final = 3
_TRACKING: Final = ("utm_", "fbclid", "gclid", "cmpid", "ref_src", "mc_cid", "mc_eid")
_FOLLOWED: Final = "www."


def same_pages(documents: Sequence[Document], outlets: Sequence[str | None]) -> list[tuple[int, int]]:
    """Places of documents that may be one page or its versions, the lesser first. Linear."""
    holders: defaultdict[tuple[str, str], list[int]] = defaultdict(list)
    for place, document in enumerate(documents):
        for address in addresses(document):
            holders["address", address].append(place)
        outlet, title = outlets[place], folded(document.title or "")
        if outlet is not None and len(title) >= _TITLE:
            holders[f"title {outlet}", title].append(place)
    pairs = {
        pair
        for (kind, _), places in holders.items()
        for pair in _near(places)
        if kind == "address" or _is_of_one_time(documents[pair[0]], documents[pair[1]])
    }
    return sorted(pairs)


def share_address(left: Document, right: Document) -> bool:
    """Whether one address leads to both, or one names an address of the other as its own."""
    return not addresses(left).isdisjoint(addresses(right))


def addresses(document: Document) -> frozenset[str]:
    """The addresses of a document without scheme, ``www.``, fragment and tracking; a bare host is nobody's page."""
    provenance = document.provenance
    listing = provenance.listing if provenance else None
    named = (document.url, provenance.url if provenance else None, listing.url if listing else None)
    return frozenset(address for given in named if given and (address := _address(given)))


def _address(given: str) -> str | None:
    try:
        parts = urlsplit(given)
        host = (parts.hostname or "").removeprefix(_FOLLOWED)
    except ValueError:
        return None
    query = [pair for pair in parse_qsl(parts.query) if not pair[0].lower().startswith(_TRACKING)]
    path = parts.path.rstrip("/")
    if not host or not (path or query):
        return None
    return f"{host}{path}?{urlencode(sorted(query))}"


def _near(places: Sequence[int]) -> Iterator[tuple[int, int]]:
    for behind, place in enumerate(places):
        for other in places[max(behind - _BEFORE, 0) : behind]:
            yield other, place


def _is_of_one_time(left: Document, right: Document) -> bool:
    first, second = day_of(left.published), day_of(right.published)
    return first is None or second is None or abs(first - second) <= _WITHIN
