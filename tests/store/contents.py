"""Documents and lists to fill a store with, all of them invented."""

import datetime
from hashlib import shake_128

from briefs.model import Listing, StatedDate
from briefs.store import Kept, Wanted

SOURCE = "Harbour Gazette"
FEED = "https://gazette.example/feed"
NOON = datetime.datetime(2026, 5, 18, 12, 0, tzinfo=datetime.UTC)
HOUR = datetime.timedelta(hours=1)
DAY = datetime.timedelta(days=1)


def address(number: int) -> str:
    return f"https://gazette.example/{number}"


def wanted(number: int, modified: str | None = None) -> Wanted:
    moment = datetime.datetime.fromisoformat(modified) if modified else None
    stated = StatedDate(day=moment.date(), time=moment.time(), zone="+00:00") if moment else None
    return Wanted(
        guid=f"item {number}",
        address=address(number),
        listing=Listing(title=f"Ferry {number}", modified=stated),
    )


def kept(number: int, **other: object) -> Kept:
    values: dict[str, object] = {
        "source": SOURCE,
        "locator": address(number),
        "guid": f"item {number}",
        "content": f"<p>Ferry number {number} left the harbour.</p>".encode(),
        "retrieved": NOON,
        "title": f"Ferry {number}",
        "text": f"Ferry number {number} left the harbour.",
        "language": "en",
        "words": 6,
    }
    return Kept(**(values | other))  # type: ignore[arg-type]


def noise(number: int, size: int = 20_000) -> bytes:
    """Bytes that look random and cannot be compressed, the same for the same number."""
    return shake_128(f"{number}".encode()).digest(size)
