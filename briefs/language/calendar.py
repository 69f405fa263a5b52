"""Relative dates of a sentence, resolved against the day its document was published.

``next Tuesday`` and ``on August 18`` mean nothing to who reads them months later. Where both common readings
of a phrase agree it is resolved, else it is left unresolved: a wrong day is worse than none. Weeks begin on
Monday.
"""

import calendar
import datetime
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final, NamedTuple

from briefs.language.sentences import is_quoted
from briefs.language.tense import looks_ahead, tells_of_the_past
from briefs.language.weekdays import either_day
from briefs.language.years import (
    MONTHS,
    as_range,
    day_as_told,
    days_near,
    is_on_a_calendar,
    month_in_words,
    months_of,
    names_an_event,
    quarter_in_words,
    recent_day,
)
from briefs.model import Precision, StatedDate

_WEEKDAYS: Final = {name.lower(): number for number, name in enumerate(calendar.day_name)}
_NUMBERS: Final = {"a": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6} | {
    "seven": 7, "eight": 8, "nine": 9, "ten": 10, "eleven": 11, "twelve": 12,
}  # fmt: skip
_TOLD: Final = MONTHS.keys() | {"ago", "earlier", "had", "last", "then"}
"""Words of another time than that of the publication."""
_YEARS: Final = {"last": -1, "this": 0, "next": 1}
_OFFSETS: Final = {
    "yesterday": -1, "last night": -1, "tomorrow": 1, "the day before yesterday": -2, "the day after tomorrow": 2,
}  # fmt: skip
_LONGEST: Final = 4000
"""Characters from which a text is no sentence that anybody wrote, and is not looked into."""
_MOST_MONTHS: Final = 120
"""``200 months ago`` is not meant to the month."""

_MONTH_NAMES: Final = sorted((name.title() for name in MONTHS), key=len, reverse=True)
_MONTH: Final = rf"(?P<month>{'|'.join(_MONTH_NAMES)})\.?"
_ON_WEEKDAY: Final = rf"(?:(?P<weekday>{'|'.join(name.title() for name in _WEEKDAYS)}),? (?:the )?)?"
_DAY: Final = r"(?P<day>[12]?\d|3[01])(?:st|nd|rd|th)?(?!\d|[.,]\d)"
_FIRST: Final = (
    r"(?:(?<![\d.,:/-])(?P<first>[12]?\d|3[01])(?:st|nd|rd|th)?(?P<to> ?[-–—] ?| (?:to|and|or) ))?"
)
_LAST: Final = (
    r"(?:(?P<to> ?[-–—] ?| (?:to|and|or) )(?P<last>[12]?\d|3[01])(?:st|nd|rd|th)?(?![\d%]|[.,:]\d| [a-z]))?"
)
_NO_YEAR: Final = r"(?!,? ?\d{4}|(?:(?: ?[-–—] ?| to | and |, )\d{1,2}(?:st|nd|rd|th)?)+,? \d{4})"
_OF_A_DAY: Final = (
    r"(?:\w+ )?(?:announcement|attack|attacks|ceremony|debate|decision|election|hearing|match|meeting|race|ruling"
    r"|session|stage|statement|summit|talks|verdict|vote)\b"
)
"""What after ``today's`` makes it a day: not ``today's climate``."""
_OF_A_YEAR: Final = r"(?:,? (?P<year>last|this|next) year\b)?"
_TIMETABLE: Final = re.compile(
    r"\b(?:(?<!did )(?<!did not )(?:begin|start|open|end)|(?:begin|start|open|end)s|effective"
    r"|(?<!been )(?<!was )(?<!were )due"
    r"|takes? (?:effect|place|office)|(?:comes?|goes?|enters?) into (?:effect|force))\s*$"
)
"""What stands before the month of something that is to come, in the tense of timetables."""
_YEAR: Final = re.compile(r"\b(?:1[89]|20)\d\d\b(?! (?:UTC|GMT|[A-Z]{2,4}T|hours)\b)")
_WITH_YEAR: Final = re.compile(r"(?:st|nd|rd|th)?,? (?:1[89]|20)\d\d\b")
_SPAN: Final = re.compile(
    r"\b(?i:over|in|within|for|during|throughout|since) the (?P<way>next|coming|past|last) "
    r"(?:(?:few|several|couple of|\d{1,3}|two|three|four|five|six|seven|ten|twelve) )?(?:hours|days|weeks|months)\b"
    r"|\b(?i:in|over) (?:the )?(?P<near>recent|coming) (?:hours|days|weeks|months)\b"
)
"""A stretch of time of no fixed end that counts from the day of publication: ``in the coming weeks``."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Moments:
    """The days a sentence's relative dates stand for, as printed, in order; and whether one stayed unresolved.

    ``either`` are those of which one of two is meant: ``5 or 12 March 2026``.
    """

    resolved: tuple[str, ...] = ()
    either: tuple[str, ...] = ()
    unresolved: bool = False


class RelativeDate(NamedTuple):
    """The place of one relative date, and the day it stands for as printed; None where it stayed unresolved."""

    start: int
    end: int
    shown: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class _Phrase:
    """One relative date: its match, the day of publication, and whether the sentence looks ahead, if it tells."""

    match: re.Match[str]
    published: datetime.date
    ahead: bool | None

    def __getitem__(self, group: str) -> str:
        return (self.match[group] or "").lower()


def resolve_dates(text: str, published: StatedDate | None) -> Moments:
    """The relative dates of one sentence, given the date its document states for itself."""
    found = relative_dates(text, published)
    trusted = [date for date in found if date.shown and not _is_of_another_year(text, date)]
    shown = [date.shown for date in trusted if date.shown]
    spans = _spans_from(text, published)
    either = _either(text, found, _day_of(published))
    unresolved = (
        len(trusted) + len(either) < len(found)
        or None in spans
        or told_from_another_day(text, found)
        or not is_on_a_calendar(text)
    )
    moments = dict.fromkeys((*shown, *(span for span in spans if span and not shown)))
    return Moments(resolved=tuple(moments), either=either, unresolved=unresolved)


def _either(text: str, found: Sequence[RelativeDate], published: datetime.date | None) -> tuple[str, ...]:
    """The two days of each ``next Thursday`` that has two readings, where no year tells of another time."""
    if published is None or _YEAR.search(text):
        return ()
    outside = (date for date in found if date.shown is None and not is_quoted(text, date.start))
    both = (either_day(text[date.start : date.end], published) for date in outside)
    return tuple(days for days in both if days)


def _spans_from(text: str, published: StatedDate | None) -> list[str | None]:
    """``as of 7 December 2007`` for each stretch of time that counts from then; None where it may count from another.

    ``Over the next few days`` told of the past counts from a day of the story.
    """
    day = _day_of(published)
    answers: list[str | None] = []
    for match in _SPAN.finditer(text):
        story = match["way"] == "next" and not looks_ahead(text, *match.span(), [])
        told = day is not None and not story and not _YEAR.search(text, 0, match.start())
        answers.append(f"as of {day_in_words(day)}" if day and told else None)
    return answers


def relative_dates(text: str, published: StatedDate | None) -> tuple[RelativeDate, ...]:
    """Every relative date of one sentence in order of place, resolved or not."""
    day = _day_of(published)
    if len(text) > _LONGEST:
        return ()
    found: list[RelativeDate] = []
    earlier: list[tuple[int, int, bool | None]] = []
    for match, read in _matches(text):
        ahead = looks_ahead(text, *match.span(), earlier)
        told = day is not None and not (read in _COUNTED and is_quoted(text, match.start()))
        shown = read(_Phrase(match=match, published=day, ahead=ahead)) if day and told else None
        earlier.append((*match.span(), ahead))
        found.append(RelativeDate(*match.span(), shown))
    return tuple(found)


def _day_of(published: StatedDate | None) -> datetime.date | None:
    exact = published is not None and published.precision in {Precision.DAY, Precision.MINUTE}
    return published.day if published and exact else None


@lru_cache(maxsize=512)  # a sentence is asked for its dates by whoever prints it, and by the timeline
def _matches(text: str) -> tuple[tuple[re.Match[str], Callable[[_Phrase], str | None]], ...]:
    """Every relative date in order of place; of two that overlap, the one whose pattern stands first."""
    found: list[tuple[re.Match[str], Callable[[_Phrase], str | None]]] = []
    for pattern, read in _READERS:
        for match in pattern.finditer(text):
            taken = any(match.start() < other.end() and other.start() < match.end() for other, _ in found)
            if not taken and not _is_dated_elsewhere(match):
                found.append((match, read))
    return tuple(sorted(found, key=lambda item: item[0].start()))


def _is_dated_elsewhere(match: re.Match[str]) -> bool:
    """Whether the same day stands in the sentence with its year: ``the July 7 attacks … on July 7, 2005``."""
    text, words = match.string, match.group()
    if not any(letter.isdigit() for letter in words):
        return False
    at = text.find(words)
    while at >= 0:
        if _WITH_YEAR.match(text, at + len(words)):
            return True
        at = text.find(words, at + len(words))
    return False


def _is_of_another_year(text: str, date: RelativeDate) -> bool:
    """Whether the sentence states years, and none of them is that of a date which may count from them.

    ``Yesterday`` and ``next year`` count from a year before them at most, a day of a month from one after it as
    well; a day of the month with its weekday has shown its year.
    """
    words = text[date.start : date.end].lower()
    is_month = any(word.strip(".,") in MONTHS for word in words.split())
    if is_month and words.split()[0].strip(",") in _WEEKDAYS:
        return False
    years = set(_YEAR.findall(text) if is_month else _YEAR.findall(text, 0, date.start))
    return bool(date.shown and years and not years & set(_YEAR.findall(date.shown)))


def told_from_another_day(text: str, found: Sequence[RelativeDate]) -> bool:
    """Whether the sentence has a date of its own from which its relative dates may count.

    A year that is not the resolved one (``said in 1974 that … next year``), or a quotation with a relative date
    inside and another date outside (``“We go on 5 May,” he said on 3 February``).
    """
    if any(_is_of_another_year(text, date) for date in found):
        return True
    inside = [is_quoted(text, date.start) for date in found]
    return any(inside) and (not all(inside) or _YEAR.search(text) is not None)


def day_in_words(day: datetime.date) -> str:
    """``13 January 2026``."""
    return f"{day.day} {calendar.month_name[day.month]} {day.year}"


def _week_in_words(day: datetime.date) -> str:
    return f"week of {day_in_words(day - datetime.timedelta(days=day.weekday()))}"


def _month_day(phrase: _Phrase) -> str | None:
    """The day in the year that its weekday, ``last year`` or the verb tells; None for a day no month has."""
    published = phrase.published
    days = days_near(MONTHS[phrase["month"]], int(phrase["day"]), published)
    if phrase["weekday"]:
        days = tuple(day for day in days if day.weekday() == _WEEKDAYS[phrase["weekday"]])
    if phrase["year"]:
        days = tuple(day for day in days if day.year == published.year + _YEARS[phrase["year"]])
    if not days:
        return None
    if phrase["weekday"] or phrase["year"]:
        found: datetime.date | None = min(days, key=lambda day: abs(day - published))
    elif names_an_event(phrase.match.string, *phrase.match.span()):
        found = recent_day(days, published)
    else:
        found = day_as_told(days, published, ahead=phrase.ahead)
    return as_range(phrase.match, found) if found else None


def _month_alone(phrase: _Phrase) -> str | None:
    """The nearest such month in the direction the sentence looks; the month of publication counts as both.

    Without a verb that looks back, only ``begins in July`` and its like tell the direction: by a year is much to err.
    """
    distance = (MONTHS[phrase["month"]] - phrase.published.month) % 12
    match phrase["which"]:
        case "last":
            distance -= 12
        case "next":
            distance = distance or 12
        case "this":
            distance = MONTHS[phrase["month"]] - phrase.published.month
        case _ if _TIMETABLE.search(phrase.match.string, 0, phrase.match.start()):
            pass
        case _ if phrase.ahead is None or not (phrase.ahead or tells_of_the_past(phrase.match.string)):
            return None
        case _:
            distance -= 0 if phrase.ahead or not distance else 12
    return month_in_words(months_of(phrase.published) + distance)


def _weekday(phrase: _Phrase) -> str | None:
    published, wanted = phrase.published, _WEEKDAYS[phrase["weekday"]]
    ahead, back = (wanted - published.weekday()) % 7, (published.weekday() - wanted) % 7
    same_week = published + datetime.timedelta(days=wanted - published.weekday())
    if phrase["week"]:
        step = {"last": -1, "next": 1}.get(phrase["week"], 0)
        return day_in_words(same_week + datetime.timedelta(weeks=step))
    match phrase["which"].rpartition(" ")[2]:
        case "next" | "coming":
            first = published + datetime.timedelta(days=ahead or 7)
            return None if first == same_week else day_in_words(first)
        case "last" | "past":
            latest = published - datetime.timedelta(days=back or 7)
            return None if latest == same_week else day_in_words(latest)
        case "this":
            return day_in_words(same_week)
        case _ if phrase.ahead is None:
            return None
        case _:
            return day_in_words(published + datetime.timedelta(days=ahead if phrase.ahead else -back))


def _near_day(phrase: _Phrase) -> str:
    offset = _OFFSETS.get(phrase.match.group().lower(), 0)
    return day_in_words(phrase.published + datetime.timedelta(days=offset))


def _period(phrase: _Phrase) -> str | None:
    step = {"last": -1, "past": -1, "next": 1, "coming": 1}.get(phrase["which"].rpartition(" ")[2], 0)
    match phrase["unit"]:
        case "week":
            return _week_in_words(phrase.published + datetime.timedelta(weeks=step))
        case "month":
            return month_in_words(months_of(phrase.published) + step)
        case "year":
            return str(phrase.published.year + step)
        case "quarter":
            return quarter_in_words(months_of(phrase.published) + 3 * step)
        case _:
            return None


def _part_of_period(phrase: _Phrase) -> str | None:
    """``by the end of the month``: the month of publication; told of the past it may be another, unless ``since``.

    So is ``until``, where no other day or month is told before it.
    """
    before = phrase.match.string[: phrase.match.start()].rstrip()
    lead = before.lower().rpartition(" ")[2]
    until = lead in {"until", "till"} and not any(
        word.strip(".,").lower() in _TOLD for word in before.split()
    )
    return _period(phrase) if phrase.ahead or lead == "since" or until or phrase["which"] == "this" else None


def _ago(phrase: _Phrase) -> str | None:
    word = phrase["count"]
    count = int(word) if word.isdigit() else _NUMBERS.get(word)
    if count is None:
        return None
    match phrase["unit"].rstrip("s"):
        case "day":
            return day_in_words(phrase.published - datetime.timedelta(days=count))
        case "week":
            return _week_in_words(phrase.published - datetime.timedelta(weeks=count))
        case "month" if count <= _MOST_MONTHS:
            return month_in_words(months_of(phrase.published) - count)
        case "year":
            return f"about {phrase.published.year - count}"
        case _:
            return None


def _never(_: _Phrase) -> None:
    """``the same day`` depends on the sentence before."""


def _patterns() -> Iterator[tuple[re.Pattern[str], Callable[[_Phrase], str | None]]]:
    """What to look for, in the order in which the patterns claim their words."""
    weekdays = "|".join(name.title() for name in _WEEKDAYS)
    direction = r"(?P<which>(?i:next|last|this(?: coming| past)?|coming|past))"
    yield re.compile(rf"\b{_ON_WEEKDAY}{_MONTH} {_DAY}{_LAST}{_NO_YEAR}{_OF_A_YEAR}"), _month_day
    yield (
        re.compile(rf"\b{_ON_WEEKDAY}{_FIRST}{_DAY} (?:of )?{_MONTH}(?!,? ?\d{{4}})\b{_OF_A_YEAR}"),
        _month_day,
    )
    yield (
        re.compile(
            rf"\b(?<!\b[Ee]very )(?<!\b[Ee]ach )(?:{direction} )?(?P<weekday>{weekdays})\b"
            rf"(?: of (?P<week>this|last|next) week\b)?(?!,? (?:\d|{_MONTH} \d))"
        ),
        _weekday,
    )
    units = "week(?:end)?|month|year|quarter|spring|summer|autumn|fall|winter"
    parts = "start|beginning|middle|half|rest|turn|end"
    whole = r"(?P<which>the|this) (?P<unit>week|month|quarter|year)\b(?![-–'’])"
    yield re.compile(rf"\b(?:the )?(?:{parts}) of {whole}", re.IGNORECASE), _part_of_period
    ending = r"\b(?:(?P<which>the|this) )?(?P<unit>month|year|quarter)(?:['’]s[ -]|-)end\b"
    yield re.compile(ending, re.IGNORECASE), _part_of_period
    own = r"(?<!\b[Tt]he )"
    yield re.compile(rf"\b{own}{direction} (?P<unit>{units})\b"), _period
    yield re.compile(rf"\b[Tt]he (?:next|last|coming|past) (?:{units})\b(?! of\b)"), _never
    before = "in|since|until|till|by|before|after|during|from|early|late|mid|to"
    which = r"(?P<which>(?i:last|next|this))"
    yield re.compile(rf"\b(?:{which} |(?i:{before})[ -]){_MONTH}(?![\w-]|\.? ?\d)"), _month_alone
    near = "the day (?:before yesterday|after tomorrow)|today|yesterday|tomorrow|tonight|last night"
    near += "|this (?:morning|afternoon|evening)"
    yield (
        re.compile(
            rf"\b(?:(?i:{near})\b(?!['’]s)|(?:Today|[Yy]esterday|[Tt]omorrow|today(?=['’]s {_OF_A_DAY}))(?=['’]s))"
        ),
        _near_day,
    )
    counts = r"\d{1,3}|an?|several|a few|some|" + "|".join(word for word in _NUMBERS if len(word) > 1)
    spans = "days?|weeks?|months?|years?|decades?"
    yield re.compile(rf"\b(?P<count>{counts}) (?P<unit>{spans}) ago\b", re.IGNORECASE), _ago
    yield (
        re.compile(r"\b(?:on|of|until|by|since|before|after) the \d{1,2}(?:st|nd|rd|th)\b(?! [a-z])"),
        _never,
    )
    relative = "(?:same|following|previous|next) (?:day|week|month|year|morning|evening)"
    yield re.compile(rf"\b(?:the|that) (?:{relative}|day (?:before|after))\b", re.IGNORECASE), _never


_READERS: Final = tuple(_patterns())
_COUNTED: Final = frozenset({_weekday, _near_day, _ago})
"""What counts from a day, and so in a quotation from the day of the speech."""
