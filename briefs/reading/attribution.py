"""Who a document is by and from: what the page says of itself, and after it what brought it here.

The page comes first. What a feed, or the configuration of an outlet, says of it only fills what the page
leaves open; and a carrier (an aggregator, a release wire) is never taken for the publisher.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Final

from briefs.language.late import late
from briefs.model import DateClaim, DateKind, Listing, Outlet, Provenance, SourceFormat, StatedDate
from briefs.reading.carriers import carrier_at, carrier_named, original_address, parted
from briefs.reading.page import Page

_FOUND: Final = {SourceFormat.EMAIL: "mail header", SourceFormat.TELEGRAM: "message"}
_TEXT: Final = "text"
_TAIL: Final = late(r"\s+[-–—|·]\s+(?P<site>[^|]{2,60})$")
_MONTHS: Final = "jan feb mar apr may jun jul aug sep oct nov dec".split()  # noqa: SIM905 - read as a line
_DAY_PATH: Final = late(
    r"(?:/|-)(?P<y>(?:19|20)[0-9]{2})[/-](?P<m>[01]?[0-9]|[a-z]{3})[/-](?P<d>[0-3]?[0-9])(?=[/\-_.?]|$)"
    r"|(?:/|[-_]|/[A-Z]{2,4})(?P<y2>20[0-9]{2})(?P<m2>[01][0-9])(?P<d2>[0-3][0-9])(?=[/\-_.]|[0-9]{4,11}\b|$)",
)
_FIRST_YEAR: Final = 1990


@dataclass(frozen=True, slots=True, kw_only=True)
class Attribution:
    """``hint`` is the language that what brought a page here states of it."""

    title: str | None
    author: tuple[str, ...]
    publisher: str | None
    carrier: str | None
    hint: str | None


def attribute(page: Page, provenance: Provenance | None) -> Attribution:
    """Return who ``page`` is by and from; what is not stated anywhere is None or empty."""
    listing = (provenance.listing if provenance else None) or Listing()
    outlet = provenance.outlet if provenance else Outlet(name="")
    publisher, portal = parted(page.publisher)
    carrier = page.carrier or portal or carrier_at(page.url) or _carrier_of(provenance)
    configured = None if carrier or carrier_named(outlet.name) else parted(outlet.publisher)[0]
    credited = page.source if carrier and carrier_named(page.source) is None else None
    publisher = publisher or credited or parted(listing.publisher)[0] or configured
    sites = {name.casefold() for name in (publisher, carrier, outlet.name, listing.publisher) if name}
    is_bare = page.title is None or page.title.casefold() in sites or carrier_named(page.title) is not None
    return Attribution(
        title=(_listed_title(listing, sites) if is_bare else None) or page.title,
        author=page.author or listing.author,
        publisher=publisher,
        carrier=carrier,
        hint=listing.language or outlet.language,
    )


def claims_of(page: Page, provenance: Provenance | None, source_format: SourceFormat) -> Iterator[DateClaim]:
    """Return every date claimed for a page: its own, those of the feed it came by, and that of its address."""
    found = _FOUND.get(source_format, _TEXT)
    for kind, stated in ((DateKind.PUBLISHED, page.published), (DateKind.MODIFIED, page.modified)):
        if stated and not any(claim.kind is kind and claim.date == stated for claim in page.dates):
            yield DateClaim(kind=kind, date=stated, found=found)
    yield from page.dates
    listing = provenance.listing if provenance else None
    if listing and listing.published:
        yield DateClaim(kind=DateKind.PUBLISHED, date=listing.published, found="feed")
    if listing and listing.modified:
        yield DateClaim(kind=DateKind.MODIFIED, date=listing.modified, found="feed")
    addresses = (page.url, provenance.url if provenance else None)
    day = next((day for address in addresses if address and (day := address_date(address))), None)
    if day:
        yield DateClaim(kind=DateKind.PUBLISHED, date=day, found="address")


def address_date(address: str) -> StatedDate | None:
    """Return the one day that an address states (``/2026/05/19/``), never that of the archive that keeps it."""
    path = original_address(address).partition("://")[2].partition("?")[0]
    days = {day for match in _DAY_PATH.finditer(path[:2000]) if (day := _day(match))}
    return StatedDate(day=days.pop()) if len(days) == 1 else None


def _day(match: re.Match[str]) -> date | None:
    year, month, day = (match[name] or match[f"{name}2"] for name in "ymd")
    if month.isalpha() and month not in _MONTHS:
        return None
    number = _MONTHS.index(month) + 1 if month.isalpha() else int(month)
    try:
        found = date(int(year), number, int(day))
    except ValueError:
        return None
    return found if found.year >= _FIRST_YEAR else None


def _carrier_of(provenance: Provenance | None) -> str | None:
    """The carrier that answered; where no address did, the one that is followed."""
    if provenance is None:
        return None
    if provenance.url:
        return carrier_at(provenance.url)
    return carrier_named(provenance.outlet.publisher) or carrier_named(provenance.outlet.name)


def _listed_title(listing: Listing, sites: set[str]) -> str | None:
    """The title that a feed gives, without the name of the site that aggregators set behind it."""
    tail = _TAIL.search(listing.title or "")
    if listing.title and tail and (tail["site"].casefold() in sites or carrier_named(tail["site"])):
        return listing.title[: tail.start()]
    return listing.title
