"""Where the dates of a sentence stand and which days they cover, be they stated in full or counted from another day.

``calendar`` and ``almanac`` tell what is printed for a relative date; here are the days themselves, beside those that
a sentence states with their year. A year that is not written (``19 May``) is the one that brings the day nearest to the
publication; where the verb says otherwise none is taken.
"""

import calendar
import datetime
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

from briefs.language.almanac import dates_in_signs, day_named
from briefs.language.calendar import relative_dates
from briefs.language.tense import looks_ahead
from briefs.model import Precision, StatedDate

_MONTHS: Final = {name: number for number, name in enumerate(calendar.month_name) if name} | {
    "Jan": 1, "Feb": 2, "Mar": 3, "Apr": 4, "Jun": 6, "Jul": 7, "Aug": 8, "Sep": 9, "Sept": 9, "Oct": 10,
    "Nov": 11, "Dec": 12,
}  # fmt: skip
_WEEKDAYS: Final = {name: number for number, name in enumerate(calendar.day_name)}
_MONTH: Final = rf"(?P<month>{'|'.join(sorted(_MONTHS, key=len, reverse=True))})\b\.?"
_YEAR: Final = r"(?P<year>(?:1[89]|20)\d\d)(?![\d–-])"
_NUMBER: Final = r"\d{1,2}(?:st|nd|rd|th)?"
_WEEKDAY: Final = rf"(?:\b(?P<weekday>{'|'.join(_WEEKDAYS)}),? (?:the )?)?"
_TO: Final = rf"(?:(?: ?[-–—] ?| (?:to|and) )(?P<last>{_NUMBER}))?"
_MONTH_FIRST: Final = re.compile(
    rf"{_WEEKDAY}\b{_MONTH} (?P<day>{_NUMBER})"
    rf"(?:(?:(?: ?[-–—] ?| to )(?P<last>{_NUMBER})| and (?P<other>{_NUMBER})(?=[,.;)]|$| \d{{4}}))(?![\d%]))?"
    rf"(?![\d%]|[.,:]\d)(?:,? {_YEAR})?"
)
_DAY_FIRST: Final = re.compile(
    rf"{_WEEKDAY}(?<![\d.,:/-])\b(?P<day>{_NUMBER}){_TO} (?:of )?{_MONTH}(?! ?\d{{1,2}}\b)(?:,? {_YEAR})?"
)
_MONTH_AND_YEAR: Final = re.compile(rf"\b{_MONTH},? (?:of )?{_YEAR}")
_YEAR_ALONE: Final = re.compile(rf"\b(?:[Ii]n|[Dd]uring) (?:early |late |mid-)?{_YEAR}(?!s\b| [a-z]+s\b)")
_NUMERIC: Final = re.compile(
    r"(?<![\d./-])(?P<year>(?:19|20)\d\d)(?P<sign>[-/.])(?P<month>\d{1,2})(?P=sign)(?P<day>\d{1,2})(?![\d/-]|\.\d)"
)
_ORDINAL: Final = re.compile(
    r"\b(?:[Oo]n|[Uu]ntil|[Ff]rom) the (?P<day>\d{1,2})(?:st|nd|rd|th)\b"
    r"(?! (?!(?:in|at|with|and|to|by|for|after|when|but|he|she|they)\b)[a-z])"
)
_JOINED: Final = frozenset({"to", "until", "till", "through", "–", "-", "—"})
"""Between two dates that are the ends of one range."""
_NEAR: Final = 60
"""Days from the publication within which the nearest year is meant whatever the verb seems to say."""
_LONGEST_RANGE: Final = 366
_ORDINAL_REACH: Final = 20
"""Days from the publication within which ``the 19th`` is looked for: beyond it may be that of another month."""
_SHOWN: Final = re.compile(
    r"(?:(?P<first>\d{1,2})–)?(?P<day>\d{1,2}) (?P<month>[A-Z][a-z]+) (?P<year>\d{4})"
    r"|(?P<whole>[A-Z][a-z]+) (?P<its>\d{4})|(?P<only>\d{4})"
)
"""A date as ``calendar`` and ``almanac`` print it; what is vaguer (``week of 5 January 2026``) is none here."""
_STATED_IN_SIGNS: Final = re.compile(
    r"(?P<year>\d{4})\s?[년年](?:\s?(?P<month>\d{1,2})\s?[월月](?:\s?\d{1,2}\s?[일日号號]?\s?[~∼〜～・·-]\s?(?P<last>\d{1,2}))?)?"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Dated:
    """One date of a sentence: its place, half-open, and the days it covers, with ``last`` where it is a range.

    ``day`` is the first day of a month or a year, and None for what cannot be told or is on no calendar. ``counted``
    says that a part of it comes from the publication and not from the sentence.
    """

    start: int
    end: int
    day: datetime.date | None
    precision: Precision = Precision.DAY
    last: datetime.date | None = None
    counted: bool = False


def find_days(text: str, published: StatedDate | None) -> tuple[Dated, ...]:
    """The dates of one sentence that is read as English is, in order of place."""
    found: list[Dated] = []
    for pattern, read in _READERS:
        for match in pattern.finditer(text):
            if not any(match.start() < one.end and one.start < match.end() for one in found):
                found.append(read(match, published))
    stated = sorted(found, key=lambda one: one.start)
    return tuple(_without_other_years(_ranges(text, [*stated, *_relative(text, published, stated)])))


def find_days_in_signs(
    text: str, language: str, published: StatedDate | None, named: datetime.date | None
) -> tuple[tuple[Dated, ...], datetime.date | None]:
    """The dates of one sentence in Korean, Japanese or Chinese, and the day that it names last, else ``named``.

    ``text`` is folded; ``named`` is the day that the sentences before name last.
    """
    found = dates_in_signs(text, language, published, named)
    dated: list[Dated] = []
    for one in found:
        shown = one.meaning.shown if one.meaning else None
        if one.meaning is None or shown:
            dated += _from_shown(one.start, one.end, shown)
        else:
            dated += _stated_in_signs(text[one.start : one.end], one.start, one.meaning.day)
    return tuple(_without_other_years(dated)), day_named(found) or named


def _date(year: int, month: int, day: int) -> datetime.date | None:
    return datetime.date(year, month, day) if 1 <= day <= calendar.monthrange(year, month)[1] else None


def _number(written: str | None) -> int:
    return int(re.sub(r"\D", "", written)) if written else 0


def _month_and_day(match: re.Match[str], published: StatedDate | None) -> Dated:
    """A day of a month, with or without its year and its weekday; None where the weekday is another one's."""
    month, number = _MONTHS[match["month"]], _number(match["day"])
    day = _date(int(match["year"]), month, number) if match["year"] else _nearest(match, published)
    if day and match["weekday"] and day.weekday() != _WEEKDAYS[match["weekday"]]:
        day = None
    final = _number(match["last"] or match.groupdict().get("other"))
    last = _date(day.year, month, final) if day and final > number else None
    end = match.end() - match.group().endswith(".")
    return Dated(start=match.start(), end=end, day=day, last=last, counted=not match["year"])


def _nearest(match: re.Match[str], published: StatedDate | None) -> datetime.date | None:
    """The day of the year that brings it nearest to the publication, unless the verb looks the other way."""
    month, number = _MONTHS[match["month"]], _number(match["day"])
    base = published.day if _counts(published) and published else None
    if base is None:
        return None
    days = [day for step in (-1, 0, 1) if (day := _date(base.year + step, month, number))]
    day = min(days, key=lambda day: abs(day - base), default=None)
    if day is None or abs((day - base).days) <= _NEAR:
        return day
    ahead = looks_ahead(match.string, *match.span(), [])
    return None if ahead is not None and ahead != (day > base) else day


def _counts(published: StatedDate | None) -> bool:
    """Whether relative dates can be counted from a date: it is a day."""
    return published is not None and published.precision in {Precision.DAY, Precision.MINUTE}


def _month(match: re.Match[str], _: StatedDate | None) -> Dated:
    day = datetime.date(int(match["year"]), _MONTHS[match["month"]], 1)
    return Dated(start=match.start(), end=match.end(), day=day, precision=Precision.MONTH)


def _year(match: re.Match[str], _: StatedDate | None) -> Dated:
    day = datetime.date(int(match["year"]), 1, 1)
    return Dated(start=match.start("year"), end=match.end(), day=day, precision=Precision.YEAR)


def _numeric(match: re.Match[str], _: StatedDate | None) -> Dated:
    month = int(match["month"])
    day = _date(int(match["year"]), month, int(match["day"])) if 1 <= month <= 12 else None
    return Dated(start=match.start(), end=match.end(), day=day)


def _ordinal(match: re.Match[str], published: StatedDate | None) -> Dated:
    """``on the 19th``: the nearest such day on the side that the verb tells, where it is near enough."""
    ahead = looks_ahead(match.string, *match.span(), [])
    day = None
    if _counts(published) and published and ahead is not None:
        reach = (datetime.timedelta(days=step if ahead else -step) for step in range(_ORDINAL_REACH))
        days = (published.day + step for step in reach)
        day = next((day for day in days if day.day == int(match["day"])), None)
    return Dated(start=match.start(), end=match.end(), day=day, counted=True)


_READERS: Final = (
    (_MONTH_FIRST, _month_and_day),
    (_DAY_FIRST, _month_and_day),
    (_MONTH_AND_YEAR, _month),
    (_NUMERIC, _numeric),
    (_YEAR_ALONE, _year),
    (_ORDINAL, _ordinal),
)


def _relative(text: str, published: StatedDate | None, stated: Sequence[Dated]) -> Iterator[Dated]:
    """The relative dates that no stated one has claimed."""
    for start, end, shown in relative_dates(text, published):
        if not any(start < one.end and one.start < end for one in stated):
            yield from _from_shown(start, end, shown)


def _from_shown(start: int, end: int, shown: str | None) -> Iterator[Dated]:
    """The days that a printed date covers; nothing for a vague one, and no day for None."""
    if shown is None:
        yield Dated(start=start, end=end, day=None, counted=True)
        return
    match = _SHOWN.fullmatch(shown)
    if match is None:
        return
    if match["only"]:
        day, precision, last = datetime.date(int(match["only"]), 1, 1), Precision.YEAR, None
    elif match["whole"]:
        day, precision, last = (
            datetime.date(int(match["its"]), _MONTHS[match["whole"]], 1),
            Precision.MONTH,
            None,
        )
    else:
        end_day = datetime.date(int(match["year"]), _MONTHS[match["month"]], int(match["day"]))
        first = int(match["first"] or 0)
        day, precision = end_day.replace(day=first) if first else end_day, Precision.DAY
        last = end_day if first else None
    yield Dated(start=start, end=end, day=day, precision=precision, last=last, counted=True)


def _stated_in_signs(words: str, start: int, day: datetime.date | None) -> Iterator[Dated]:
    """A date that says its year; ``day`` is None for a month or a year of it, and for what comes again each month."""
    end, match = start + len(words), _STATED_IN_SIGNS.match(words)
    month, final = (_number(match["month"]), _number(match["last"])) if match else (0, 0)
    if day:
        last = _date(day.year, day.month, final) if final > day.day else None
        yield Dated(start=start, end=end, day=day, last=last)
    elif match and month <= 12 and match.end() == len(words):
        precision = Precision.MONTH if month else Precision.YEAR
        yield Dated(
            start=start,
            end=end,
            day=datetime.date(int(match["year"]), month or 1, 1),
            precision=precision,
        )


def _ranges(text: str, found: Sequence[Dated]) -> list[Dated]:
    """The dates in order, two that are the ends of a range as one; the year of its end is that of its beginning."""
    merged: list[Dated] = []
    for one in sorted(found, key=lambda one: one.start):
        before = merged[-1] if merged else None
        if before is None or not _are_joined(text, before, one):
            merged.append(one)
            continue
        first = before.day
        if first and one.day and before.counted and not one.counted:
            first = _date(one.day.year - (first.month > one.day.month), first.month, first.day)
        whole = first and one.day and before.precision is one.precision is Precision.DAY and not before.last
        if whole and first and one.day and 0 < (one.day - first).days < _LONGEST_RANGE:
            counted = before.counted and one.counted
            merged[-1] = replace(before, end=one.end, day=first, last=one.day, counted=counted)
        else:
            merged.append(one)
    return merged


def _are_joined(text: str, first: Dated, last: Dated) -> bool:
    """Whether two dates are the ends of one range: ``28 May to 3 June``, ``between 28 May and 3 June``."""
    joining = text[first.end : last.start].strip()
    between = text[: first.start].rstrip().lower().endswith("between")
    return joining in _JOINED or (joining == "and" and between)


def _without_other_years(found: Sequence[Dated]) -> Iterator[Dated]:
    """The dates; one that is counted stays untold after a date of another year, from which it may count."""
    year: int | None = None
    for one in found:
        if not one.counted:
            year = one.day.year if one.day else year
            yield one
        elif one.day and year and one.day.year != year:
            yield replace(one, day=None, last=None)
        else:
            yield one
