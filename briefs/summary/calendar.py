"""Relative dates of a sentence, resolved against the day its document was published.

``next Tuesday`` and ``on August 18`` mean nothing to who reads them months later. Where both common readings of a
phrase agree it is resolved, else it is left unresolved: a wrong day is worse than none. Weeks begin on Monday.
"""

import calendar
import datetime
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Final

from briefs.model import Precision, StatedDate

_MONTHS: Final = {name.lower(): number for number, name in enumerate(calendar.month_name) if name} | {
    "jan": 1, "feb": 2, "mar": 3, "apr": 4, "jun": 6, "jul": 7, "aug": 8, "sep": 9, "sept": 9, "oct": 10,
    "nov": 11, "dec": 12,
}  # fmt: skip
_WEEKDAYS: Final = {name.lower(): number for number, name in enumerate(calendar.day_name)}
_NUMBERS: Final = {"a": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "ten": 10}

_MONTH: Final = rf"(?P<month>{'|'.join(sorted((name.title() for name in _MONTHS), key=len, reverse=True))})\.?"
_DAY: Final = r"(?P<day>[12]?\d|3[01])(?:st|nd|rd|th)?(?!\d|[.,]\d)"
_NO_YEAR: Final = r"(?!,? ?\d{4}|(?:(?: ?[-–—] ?| to | and |, )\d{1,2}(?:st|nd|rd|th)?)+,? \d{4})"
_FUTURE: Final = re.compile(
    r"\b(?:will|shall|may|might|could|(?:is|are|was|were) (?:to|due|set|scheduled|expected)|plans?|expects?|intends?|upcoming|hopes?)\b"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Moments:
    """The days a sentence's relative dates stand for, as printed, in order; and whether one stayed unresolved."""

    resolved: tuple[str, ...] = ()
    unresolved: bool = False


def resolve_dates(text: str, published: StatedDate | None) -> Moments:
    """The relative dates of one sentence, given the date its document states for itself."""
    day = published.day if published and published.precision in {Precision.DAY, Precision.MINUTE} else None
    found: list[tuple[int, str | None]] = []
    taken: list[tuple[int, int]] = []
    for pattern, read in _READERS:
        for match in pattern.finditer(text):
            if any(match.start() < end and start < match.end() for start, end in taken):
                continue
            taken.append(match.span())
            found.append((match.start(), read(match, day, text) if day else None))
    found.sort(key=lambda item: item[0])
    return Moments(
        resolved=tuple(dict.fromkeys(words for _, words in found if words)),
        unresolved=any(words is None for _, words in found),
    )


def day_in_words(day: datetime.date) -> str:
    """``13 January 2026``."""
    return f"{day.day} {calendar.month_name[day.month]} {day.year}"


def _month_in_words(year: int, month: int) -> str:
    return f"{calendar.month_name[month]} {year}"


def _month_day(match: re.Match[str], published: datetime.date, text: str) -> str | None:
    """The year that brings the day nearest to the publication; None for a day no month has."""
    month, day = _MONTHS[match["month"].lower()], int(match["day"])
    nearest: datetime.date | None = None
    for year in (published.year - 1, published.year, published.year + 1):
        if day > calendar.monthrange(year, month)[1]:
            continue
        candidate = datetime.date(year, month, day)
        if nearest is None or abs(candidate - published) < abs(nearest - published):
            nearest = candidate
    return day_in_words(nearest) if nearest else None


def _month_alone(match: re.Match[str], published: datetime.date, text: str) -> str:
    month = _MONTHS[match["month"].lower()]
    which = (match["which"] or "").lower()
    year = published.year
    if which == "last" or (not which and month > published.month and not _FUTURE.search(text)):
        year -= month >= published.month
    elif which == "next" or (not which and month < published.month and _FUTURE.search(text)):
        year += month <= published.month
    return _month_in_words(year, month)


def _weekday(match: re.Match[str], published: datetime.date, text: str) -> str | None:
    wanted, which = _WEEKDAYS[match["weekday"].lower()], (match["which"] or "").lower()
    ahead = (wanted - published.weekday()) % 7
    back = (published.weekday() - wanted) % 7
    same_week = published + datetime.timedelta(days=wanted - published.weekday())
    match which.split(" ")[-1]:
        case "next" | "coming":
            first = published + datetime.timedelta(days=ahead or 7)
            return None if first == same_week else day_in_words(first)
        case "last" | "past":
            latest = published - datetime.timedelta(days=back or 7)
            return None if latest == same_week else day_in_words(latest)
        case "this":
            return day_in_words(same_week)
        case _:
            days = ahead if _FUTURE.search(text) else -back
            return day_in_words(published + datetime.timedelta(days=days))


def _near_day(match: re.Match[str], published: datetime.date, text: str) -> str:
    offset = {"yesterday": -1, "tomorrow": 1}.get(match.group().lower(), 0)
    return day_in_words(published + datetime.timedelta(days=offset))


def _period(match: re.Match[str], published: datetime.date, text: str) -> str | None:
    step = {"last": -1, "past": -1, "next": 1, "coming": 1}.get(match["which"].lower().split(" ")[-1], 0)
    match match["unit"].lower():
        case "week":
            monday = published - datetime.timedelta(days=published.weekday()) + datetime.timedelta(weeks=step)
            return f"week of {day_in_words(monday)}"
        case "month":
            months = published.year * 12 + published.month - 1 + step
            return _month_in_words(months // 12, months % 12 + 1)
        case "year":
            return str(published.year + step)
        case _:
            return None


def _ago(match: re.Match[str], published: datetime.date, text: str) -> str | None:
    word = match["count"].lower()
    count = int(word) if word.isdigit() else _NUMBERS.get(word)
    if count is None:
        return None
    match match["unit"].lower().rstrip("s"):
        case "day":
            return day_in_words(published - datetime.timedelta(days=min(count, 3650)))
        case "week":
            monday = published - datetime.timedelta(days=published.weekday(), weeks=count)
            return f"week of {day_in_words(monday)}"
        case "month" if count <= 120:  # noqa: PLR2004 - ten years of months; more is not meant to the month
            months = published.year * 12 + published.month - 1 - count
            return _month_in_words(months // 12, months % 12 + 1)
        case "year" if count < published.year:
            return f"about {published.year - count}"
        case _:
            return None


def _patterns() -> Iterator[tuple[re.Pattern[str], Callable[[re.Match[str], datetime.date, str], str | None]]]:
    weekdays = "|".join(name.title() for name in _WEEKDAYS)
    yield re.compile(rf"\b{_MONTH} {_DAY}{_NO_YEAR}"), _month_day
    yield re.compile(rf"\b{_DAY} (?:of )?{_MONTH}(?!,? ?\d{{4}})\b"), _month_day
    yield (
        re.compile(rf"\b(?:(?P<which>next|last|this(?: coming| past)?|coming|past) )?(?P<weekday>{weekdays})\b(?!,? \d)", re.I),
        _weekday,
    )
    yield (
        re.compile(r"\b(?P<which>last|next|this(?: coming| past)?|coming) (?P<unit>week(?:end)?|month|year|quarter|spring|summer|autumn|fall|winter)\b", re.I),
        _period,
    )  # fmt: skip
    yield (
        re.compile(
            rf"\b(?:(?P<which>(?i:last|next|this)) |(?i:in|since|until|till|by|before|after|during|from|early|late|mid|to)[ -]){_MONTH}(?![\w-]|\.? ?\d)"
        ),
        _month_alone,
    )
    yield re.compile(r"\b(?:today|yesterday|tomorrow|tonight|this (?:morning|afternoon|evening))\b(?!['’]s)", re.I), _near_day
    yield (
        re.compile(r"\b(?P<count>\d{1,3}|an?|one|two|three|four|five|six|seven|ten|several|a few|some) (?P<unit>days?|weeks?|months?|years?|decades?) ago\b", re.I),
        _ago,
    )  # fmt: skip
    yield (
        re.compile(r"\b(?:the|that) (?:same|following|previous|next|day before|day after) ?(?:day|week|month|year|morning|evening)?\b(?! (?:round|step|summit|meeting))", re.I),
        lambda match, published, text: None,
    )  # fmt: skip


_READERS: Final = tuple(_patterns())
