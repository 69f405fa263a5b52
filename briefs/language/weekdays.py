"""The two days that ``next Thursday`` and ``last Thursday`` may mean: the one in this week, and the one beside it."""

import calendar
import datetime
import re
from typing import Final

_WEEKDAYS: Final = {name: number for number, name in enumerate(calendar.day_name)}
_DIRECTED: Final = re.compile(rf"(?P<way>[Nn]ext|[Ll]ast) (?P<weekday>{'|'.join(_WEEKDAYS)})")
_WEEK: Final = datetime.timedelta(weeks=1)


def either_day(phrase: str, published: datetime.date) -> str | None:
    """The two days as printed, ``5 or 12 March 2026``, the earlier one first; None for any other phrase.

    Who reads them knows that the source leaves it open, and that it is no other day.
    """
    directed = _DIRECTED.fullmatch(phrase)
    if directed is None:
        return None
    wanted = _WEEKDAYS[directed["weekday"]]
    same_week = published + datetime.timedelta(days=wanted - published.weekday())
    ahead = directed["way"].lower() == "next"
    if same_week == published or (same_week > published) != ahead:
        return None
    return _both(same_week, same_week + _WEEK) if ahead else _both(same_week - _WEEK, same_week)


def _both(first: datetime.date, last: datetime.date) -> str:
    end = f"{last.day} {calendar.month_name[last.month]} {last.year}"
    if first.year != last.year:
        return f"{first.day} {calendar.month_name[first.month]} {first.year} or {end}"
    if first.month != last.month:
        return f"{first.day} {calendar.month_name[first.month]} or {end}"
    return f"{first.day} or {end}"
