"""What of a sentence reads the same in every language: its days, its figures, its Latin letters and its countries.

Words of two languages do not compare, and so a report would be printed again in each of them. The first sentence of a
report and one in another language tell one event where both tell of one day and of one figure, name in Latin letters or
country besides.
"""

import datetime
import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from typing import Final

from briefs.language.languages import grammar_of
from briefs.language.pairs import SAME_GOVERNMENT
from briefs.language.scripts import LANGUAGES
from briefs.summary.candidates import Candidate, Key

_TWO: Final = 2
_MONTHS: Final = {datetime.date(2000, month, 1).strftime("%B"): month for month in range(1, 13)}
_DAY: Final = re.compile(rf"\b(\d{{1,2}}) ({'|'.join(_MONTHS)}) (\d{{4}})\b")
_DAY_IN_SIGNS: Final = re.compile(r"(\d{4})[년年] ?(\d{1,2})[월月] ?(\d{1,2})[일日号號]")
_FIGURE: Final = re.compile(r"\d[\d,.]*\d|\d")
_LETTERS: Final = re.compile(r"[A-Z]{2,}")
"""Capitals in a row, like LNG and DNA, which the languages share."""


@dataclass(frozen=True, slots=True)
class _Echo:
    """What a sentence that tells of days shares with its translation: the days, and whatever else it names."""

    candidate: Candidate
    days: frozenset[str]
    names: frozenset[str]

    def tells(self, other: "_Echo") -> bool:
        leads = not (self.candidate.sentence.position and other.candidate.sentence.position)
        return (
            leads
            and self.candidate.group != other.candidate.group
            and not self.days.isdisjoint(other.days)
            and not self.names.isdisjoint(other.names)
        )


class Echoes:
    """What sentences tell in whatever language; each is looked into once, and only where there are two languages."""

    __slots__ = ("_by_day", "_echoes")

    def __init__(self, candidates: Iterable[Candidate]) -> None:
        """Look into the sentences that may be printed."""
        found = {candidate.key: candidate for candidate in candidates}
        several = len({candidate.group for candidate in found.values()}) >= _TWO
        self._echoes: dict[Key, _Echo] = {}
        self._by_day: defaultdict[str, list[_Echo]] = defaultdict(list)
        for key, candidate in found.items() if several else ():
            days = _days(candidate)
            if days:
                self._echoes[key] = echo = _Echo(candidate, frozenset(days), frozenset(_names(candidate)))
                for day in days:
                    self._by_day[day].append(echo)

    def of(self, candidate: Candidate) -> dict[Key, Candidate]:
        """The sentences that tell in another language what this one tells, by their keys."""
        echo = self._echoes.get(candidate.key)
        near = (other for day in sorted(echo.days) for other in self._by_day[day]) if echo else ()
        return {other.candidate.key: other.candidate for other in near if echo and echo.tells(other)}


def _days(candidate: Candidate) -> set[str]:
    """The days that a sentence, or what stands beside it, tells with their year."""
    days = {_iso(year, str(_MONTHS[month]), day) for day, month, year in _DAY.findall(_shown(candidate))}
    if candidate.group:
        days |= {_iso(*found) for found in _DAY_IN_SIGNS.findall(candidate.sentence.text)}
    return days


def _names(candidate: Candidate) -> set[str]:
    """The figures, capitals in a row and countries of a sentence."""
    text, language = _shown(candidate), candidate.sentence.language
    bare = _DAY_IN_SIGNS.sub(" ", _DAY.sub(" ", text))
    names = {*_FIGURE.findall(bare), *_LETTERS.findall(bare)}
    names |= {country for name, country in _countries(language).items() if name in text}
    return names | _paired(text, language)


def _shown(candidate: Candidate) -> str:
    return (
        f"{candidate.sentence.text} [{candidate.context}]" if candidate.context else candidate.sentence.text
    )


def _iso(year: str, month: str, day: str) -> str:
    return f"{year}-{int(month):02}-{int(day):02}"


def _paired(text: str, language: str) -> set[str]:
    """The countries of pairs that are written with a sign for each: 韩朝."""
    grammar = grammar_of(language)
    pairs = (match["signs"] for match in grammar.pair.finditer(text)) if grammar else ()
    signs = {sign for pair in pairs if pair for sign in pair}
    return {_government(grammar.countries[sign]) for sign in signs if grammar and sign in grammar.countries}


@cache
def _countries(language: str) -> dict[str, str]:
    """The names of countries and capitals in a language, longer than a sign, with the country that is meant."""
    grammar = grammar_of(language)
    known = [found for other in LANGUAGES if (found := grammar_of(other))]
    names = grammar.countries if grammar else {name: name for it in known for name in it.countries.values()}
    return {name: _government(english) for name, english in names.items() if len(name) > 1}


def _government(english: str) -> str:
    name = english.lower().removeprefix("the ")
    return SAME_GOVERNMENT.get(name, name)
