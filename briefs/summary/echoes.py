"""What of a sentence reads the same in every language: its days, its figures, its Latin letters and its countries.

Words of two languages do not compare, and so a report would be printed again in each of them. The first sentence of a
report and one in another language tell one event where both tell of one day and of one figure, name in Latin letters or
country besides.
"""

import datetime
import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from typing import Final

from briefs.language.languages import grammar_of
from briefs.language.pairs import SAME_GOVERNMENT
from briefs.language.scripts import LANGUAGES
from briefs.summary.candidates import Candidate

_TWO: Final = 2
_Key = tuple[str, int]
_MONTHS: Final = {datetime.date(2000, month, 1).strftime("%B"): month for month in range(1, 13)}
_DAY: Final = re.compile(rf"\b(\d{{1,2}}) ({'|'.join(_MONTHS)}) (\d{{4}})\b")
_DAY_IN_SIGNS: Final = re.compile(r"(\d{4})[년年] ?(\d{1,2})[월月] ?(\d{1,2})[일日号號]")
_FIGURE: Final = re.compile(r"\d[\d,.]*\d|\d")
_LETTERS: Final = re.compile(r"[A-Z]{2,}")
"""Capitals in a row, like LNG and DNA, which the languages share."""


@dataclass(frozen=True, slots=True)
class _Echo:
    """What a sentence shares with its translation: days, and whatever else it names. A report's first is its lead."""

    days: frozenset[str]
    names: frozenset[str]
    is_lead: bool

    def tells(self, other: "_Echo") -> bool:
        return (
            (self.is_lead or other.is_lead)
            and not self.days.isdisjoint(other.days)
            and not self.names.isdisjoint(other.names)
        )


class Echoes:
    """What sentences tell in whatever language; each is looked into once, and only where there are two languages."""

    __slots__ = ("_candidates", "_found", "_heard")

    def __init__(self, candidates: Iterable[Candidate]) -> None:
        """Take the sentences that may be printed."""
        self._candidates = tuple(candidates)
        self._found: dict[_Key, _Echo] = {}
        self._heard: dict[_Key, tuple[Candidate, ...]] = {}
        if len({candidate.group for candidate in self._candidates}) < _TWO:
            self._candidates = ()

    def of(self, candidate: Candidate) -> tuple[Candidate, ...]:
        """The sentences that tell in another language what this one tells."""
        if candidate.key not in self._heard:
            self._heard[candidate.key] = tuple(
                other for other in self._candidates if self.same(candidate, other)
            )
        return self._heard[candidate.key]

    def same(self, left: Candidate, right: Candidate) -> bool:
        """Whether two sentences in different languages tell one event."""
        return left.group != right.group and self._of(left).tells(self._of(right))

    def _of(self, candidate: Candidate) -> _Echo:
        if candidate.key not in self._found:
            self._found[candidate.key] = _echo(candidate)
        return self._found[candidate.key]


def _echo(candidate: Candidate) -> _Echo:
    """What a sentence, with what stands beside it, shares with its translation. Linear in its text."""
    sentence = candidate.sentence
    text = f"{sentence.text} [{candidate.context or ''}]"
    days = {_iso(year, str(_MONTHS[month]), day) for day, month, year in _DAY.findall(text)}
    days |= {_iso(*found) for found in _DAY_IN_SIGNS.findall(text)}
    bare = _DAY_IN_SIGNS.sub(" ", _DAY.sub(" ", text))
    names = {*_FIGURE.findall(bare), *_LETTERS.findall(bare)}
    names |= {country for name, country in _countries(sentence.language).items() if name in text}
    names |= _paired(text, sentence.language)
    return _Echo(
        days=frozenset(days),
        names=frozenset(names),
        is_lead=not sentence.position,
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
