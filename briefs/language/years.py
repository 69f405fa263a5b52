"""In which year a day of a month lies that is stated without it, given the day its document was published.

And how days, months and quarters are printed that share a month or a year.
"""

import calendar
import datetime
import re
from collections.abc import Sequence
from typing import Final

MONTHS: Final = {name.lower(): number for number, name in enumerate(calendar.month_name) if name} | {
    "jan": 1, "feb": 2, "mar": 3, "apr": 4, "jun": 6, "jul": 7, "aug": 8, "sep": 9, "sept": 9, "oct": 10,
    "nov": 11, "dec": 12,
}  # fmt: skip
"""The number of each month by its name and its abbreviations, in lower case."""
_NAMES: Final = "|".join(sorted((name.title() for name in MONTHS), key=len, reverse=True))
_DAY_AND_MONTH: Final = re.compile(
    rf"\b(?P<day>3[01]|[12]?\d)(?:st|nd|rd|th)? (?:of )?(?P<month>{_NAMES})\.?,? (?P<year>\d{{4}})\b"
)
_MONTH_AND_DAY: Final = re.compile(
    rf"\b(?P<month>{_NAMES})\.? (?P<day>3[01]|[12]?\d)(?:st|nd|rd|th)?,? (?P<year>\d{{4}})\b"
)

_CLOCKS: Final = 2
"""Days after the publication of which a text may still tell in the past: clocks of two places, a page made anew."""
_FAR: Final = 120
"""Days from the publication beyond which only a verb can say in which year a day of a month lies."""
_BARELY_BEHIND: Final = 60
"""Days before the publication within which a day that a verb puts ahead is more likely behind than a year off."""
_EVENT: Final = re.compile(
    r" (?!(?:and|at|but|by|for|from|in|of|on|that|the|to|was|were|when|with)\b)[a-zA-Z]"
)
"""What stands after a day that names an event: ``the 7 July attacks``."""
_NEVER_RECENT: Final = (9, 11)
"""A day that has become the name of what happened on it, in a year that nobody needs to be told."""


def days_near(month: int, day: int, published: datetime.date) -> tuple[datetime.date, ...]:
    """The day in the year before, of and after the publication, as far as it exists."""
    years = range(published.year - 1, published.year + 2)
    return tuple(
        datetime.date(year, month, day) for year in years if day <= calendar.monthrange(year, month)[1]
    )


def names_an_event(text: str, start: int, end: int) -> bool:
    """Whether the day at these offsets stands between an article and a noun: ``the 7 July attacks``."""
    return (
        text[max(0, start - 5) : start].lower().endswith(("the ", "this "))
        and _EVENT.match(text, end) is not None
    )


def recent_day(candidates: Sequence[datetime.date], published: datetime.date) -> datetime.date | None:
    """The day that names an event, where it is not long ago; else it may be of any year."""
    recent = (day for day in candidates if 0 <= (published - day).days <= _FAR)
    return next((day for day in recent if (day.month, day.day) != _NEVER_RECENT), None)


def day_as_told(
    candidates: Sequence[datetime.date], published: datetime.date, *, ahead: bool | None
) -> datetime.date | None:
    """The day nearest to the publication that the verb allows; None where nothing tells the year.

    ``ahead`` is whether the sentence looks ahead, and None where it does not tell.
    """
    nearest = min(candidates, key=lambda candidate: abs(candidate - published))
    away = (nearest - published).days
    if ahead is None:
        return nearest if abs(away) <= _FAR else None
    if ahead and away < -_CLOCKS:
        return _in_year(nearest, nearest.year + 1) if away < -_BARELY_BEHIND else None
    return _in_year(nearest, nearest.year - 1) if not ahead and away > _CLOCKS else nearest


def _in_year(day: datetime.date, year: int) -> datetime.date | None:
    exists = day.day <= calendar.monthrange(year, day.month)[1]
    return day.replace(year=year) if exists else None


def is_on_a_calendar(text: str) -> bool:
    """Whether every day that a text states with its year exists: ``30 February 2026`` does not."""
    stated = (match for pattern in (_DAY_AND_MONTH, _MONTH_AND_DAY) for match in pattern.finditer(text))
    return all(
        1
        <= int(match["day"])
        <= calendar.monthrange(int(match["year"]) or 1, MONTHS[match["month"].lower()])[1]
        for match in stated
    )


def as_range(match: re.Match[str], found: datetime.date) -> str | None:
    """A day of a month as printed, with the other one that its phrase states: ``12–15 February 2026``.

    None where the other is on no calendar, or the two are in no order.
    """
    named = match.groupdict()
    first, last = int(named.get("first") or found.day), int(named.get("last") or found.day)
    month = f"{calendar.month_name[found.month]} {found.year}"
    if first == last:
        return f"{found.day} {month}"
    if not first < last <= calendar.monthrange(found.year, found.month)[1]:
        return None
    joint = named["to"].strip()
    apart = joint in {"and", "or"} and not match.string[: match.start()].lower().endswith("between ")
    return f"{first} {joint} {last} {month}" if apart else f"{first}–{last} {month}"


def month_in_words(months: int) -> str:
    """The month that is so many months after the year 0."""
    return f"{calendar.month_name[months % 12 + 1]} {months // 12}"


def months_of(day: datetime.date) -> int:
    """The months from the year 0 to that of a day."""
    return day.year * 12 + day.month - 1


def quarter_in_words(months: int) -> str:
    """``October to December 2026``: the quarter of the calendar in which a month lies."""
    first = months - months % 3
    return f"{calendar.month_name[first % 12 + 1]} to {month_in_words(first + 2)}"
