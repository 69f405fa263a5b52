"""The dates that a sentence states, as far as it states them, so that two of them can be held against each other."""

import calendar
import datetime
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

from briefs.language.calendar import resolve_dates
from briefs.language.scripts import LANGUAGES
from briefs.language.sentences import Sentence

_NUMBER_OF: Final = {
    name.lower(): number
    for names in (calendar.month_name, calendar.month_abbr)
    for number, name in enumerate(names)
    if name
} | {"sept": 9}
_NAMES: Final = "|".join(sorted((name.title() for name in _NUMBER_OF), key=len, reverse=True))
_MONTH: Final = rf"(?P<month>{_NAMES})\b\.?"
_DAYS: Final = (
    r"(?P<day>\d{1,2})(?:st|nd|rd|th)?(?:(?: ?[-–—] ?| to | and )(?P<last>\d{1,2})(?:st|nd|rd|th)?)?(?![\d:])"
)
_YEAR: Final = r"(?P<year>(?:1[5-9]|20)\d\d)(?!\d|[.,]\d)"
_STATED: Final = (
    re.compile(r"(?<![\d-])(?P<year>(?:19|20)\d\d)-(?P<month>[01]\d)-(?P<day>[0-3]\d)(?![\d-])"),
    re.compile(rf"(?<![\d.,]){_DAYS} (?:of )?{_MONTH}(?:,? {_YEAR})?"),
    re.compile(rf"\b{_MONTH} {_DAYS}(?!,\d)(?:,? {_YEAR})?"),
    re.compile(rf"\b{_MONTH},? (?:of )?{_YEAR}"),
    re.compile(
        r"(?<!\d)(?P<year>(?:19|20)\d\d) ?[年년](?: ?(?P<month>\d{1,2}) ?[月월])?(?: ?(?P<day>\d{1,2}) ?[日일])?"
    ),
    re.compile(r"(?<!\d)(?P<month>\d{1,2}) ?[月월] ?(?P<day>\d{1,2}) ?[日일]"),
    re.compile(r"(?<![\d.,])(?P<day>[1-3]?\d)[日일](?![가-힣]*간|間)"),
    re.compile(
        r"(?:^|\b(?:[Ii]n|[Ss]ince|[Dd]uring|[Uu]ntil|[Bb]y|late|early|year|spring|summer|autumn|winter) |[(;] ?)"
        rf"{_YEAR}"
        r"(?!%|-\d|s\b)"
    ),
    re.compile(
        rf"(?:\b(?:[Tt]he|of|from|to|and|before|after|its|an?) |[,–—] ?){_YEAR}"
        r"(?!%|s\b|-\d| [a-z]+s\b| (?:people|men|women)\b)"
    ),
)
"""Ways to write a date, the most exact first; a year alone is any number of four digits that may be one."""
_MONTHS: Final = 12
_DAYS_OF_A_MONTH: Final = 31
_MOST: Final = 20
"""Dates of one sentence that are looked at: a table of dates is no statement."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Dating:
    """A date as far as it is stated, ``last`` the day on which a range ends; and the place of the words that state it.

    A date that was counted from the day of publication has no place.
    """

    year: int | None
    month: int | None = None
    day: int | None = None
    last: int | None = None
    start: int = -1
    end: int = -1

    def agrees(self, other: "Dating") -> bool:
        """Whether both can be one date: nothing that both state differs, and ranges of days have one in common."""
        if any(
            ours is not None and theirs is not None and ours != theirs
            for ours, theirs in ((self.year, other.year), (self.month, other.month))
        ):
            return False
        if self.day is None or other.day is None:
            return True
        return self.day <= (other.last or other.day) and other.day <= (self.last or self.day)

    @property
    def is_full(self) -> bool:
        """Whether it tells the day and the year."""
        return self.day is not None and self.year is not None

    @property
    def on_calendar(self) -> datetime.date | None:
        """Its day; None where it does not state one in full, or one that is on no calendar."""
        if self.year is None or self.month is None or self.day is None:
            return None
        try:
            return datetime.date(self.year, self.month, self.day)
        except ValueError:
            return None


def datings(sentence: Sentence) -> tuple[Dating, ...]:
    """The dates of a sentence in order of place, those counted from the day of its document last. Linear.

    In Korean, Japanese and Chinese only what is stated.
    """
    stated = list(_stated(sentence.text))
    in_signs = sentence.language in LANGUAGES
    words = () if in_signs else resolve_dates(sentence.text, sentence.document.published).resolved
    counted = [dating for phrase in words for dating in _stated(phrase)]
    full = [_in_year(dating, counted) for dating in stated]
    new = [other for other in counted if not any(other.agrees(dating) for dating in full)]
    return (*full, *(replace(other, start=-1, end=-1) for other in new))


def _stated(text: str) -> Iterator[Dating]:
    taken: list[Dating] = []
    for pattern in _STATED:
        for match in pattern.finditer(text):
            dating = _dating(match)
            if len(taken) < _MOST and dating and not any(_overlap(dating, other) for other in taken):
                taken.append(dating)
    yield from sorted(taken, key=lambda dating: dating.start)


def _overlap(one: Dating, other: Dating) -> bool:
    return one.start < other.end and other.start < one.end


def _dating(match: re.Match[str]) -> Dating | None:
    found = match.groupdict()
    month, day, year = found.get("month"), found.get("day"), found.get("year")
    number = (int(month) if month.isdigit() else _NUMBER_OF[month.lower()]) if month else None
    if not 1 <= (number or 1) <= _MONTHS or not 1 <= int(day or 1) <= _DAYS_OF_A_MONTH:
        return None
    last = found.get("last")
    return Dating(
        year=int(year) if year else None,
        month=number,
        day=int(day) if day else None,
        last=int(last) if last and day and int(day) < int(last) <= _DAYS_OF_A_MONTH else None,
        start=min(match.start(name) for name, text in found.items() if text),
        end=match.end(),
    )


def _in_year(dating: Dating, counted: Sequence[Dating]) -> Dating:
    """A date without its year in the year in which it was resolved."""
    if dating.year is not None or dating.day is None:
        return dating
    years = {other.year for other in counted if other.year and other.month and other.agrees(dating)}
    return replace(dating, year=years.pop()) if len(years) == 1 else dating
