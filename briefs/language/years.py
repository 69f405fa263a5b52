"""In which year a day of a month lies that is stated without it, given the day its document was published."""

import calendar
import datetime
import re
from collections.abc import Sequence
from typing import Final

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
