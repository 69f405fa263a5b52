"""Which documents are one page: found at one address, or under one title of one outlet within days."""

import datetime
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

_WITHIN: Final = datetime.timedelta(days=3)
"""Days between two versions of one story under one title; a column keeps its title for years."""
_TITLE: Final = 15
"""Characters of a title that is one story's alone; shorter ones (“Morning briefing”) name a place on the page."""
_BEFORE: Final = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """Where a document was found: its addresses, its outlet and its title, both folded, and its day."""

    addresses: Collection[str]
    outlet: str | None
    title: str
    day: datetime.date | None


def same_pages(pages: Iterable[Page]) -> list[tuple[int, int]]:
    """Places of documents that may be one page or its versions, the lesser first. Linear."""
    holders: defaultdict[tuple[str, str], list[int]] = defaultdict(list)
    days: list[datetime.date | None] = []
    for place, page in enumerate(pages):
        days.append(page.day)
        for address in page.addresses:
            holders["address", address].append(place)
        if page.outlet is not None and len(page.title) >= _TITLE:
            holders[f"title {page.outlet}", page.title].append(place)
    pairs = {
        pair
        for (kind, _), places in holders.items()
        for pair in _near(places)
        if kind == "address" or _is_of_one_time(days[pair[0]], days[pair[1]])
    }
    return sorted(pairs)


def _near(places: Sequence[int]) -> Iterator[tuple[int, int]]:
    for behind, place in enumerate(places):
        for other in places[max(behind - _BEFORE, 0) : behind]:
            yield other, place


def _is_of_one_time(first: datetime.date | None, second: datetime.date | None) -> bool:
    return first is None or second is None or abs(first - second) <= _WITHIN
