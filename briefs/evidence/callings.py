"""Who and what a text names, so that ``Seoul`` is South Korea, and ``Lee`` may be Lee Jae-myung."""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import Final

from briefs.evidence.assertions import tells
from briefs.evidence.countries import COUNTRIES
from briefs.evidence.wordings import is_common
from briefs.language.english import DIRECTIONS, TITLES
from briefs.language.words import Word, split_words

Name = frozenset[str]
"""The lower case of the words of a name; of a country, how ``countries`` calls it."""
_GOVERNMENTS: Final = COUNTRIES | {
    "Tokyo": "Japan", "Beijing": "China", "Washington": "United States", "Moscow": "Russia", "London": "United Kingdom",
    "Berlin": "Germany", "Tehran": "Iran", "Kyiv": "Ukraine", "Delhi": "India", "the North": "North Korea",
    "the South": "South Korea", "The North": "North Korea", "The South": "South Korea",
}  # fmt: skip
"""Capitals stand for their governments as well; a name so read only ever finds more in common."""
_UNTOLD: Final = frozenset(("korea", "koreas", "korean", "koreans")) | DIRECTIONS
"""Words for two countries of one name, of which it cannot be told which is meant, and the first of two words."""
_TITLED: Final = TITLES | {"prime", "vice", "deputy"}
_NO_PART: Final = _TITLED | _UNTOLD
_JOINTS: Final = frozenset((" ", "-", "‑", "‐"))
_POSSESSIVE: Final = re.compile(r"['’]s?$")


def is_name(word: Word, proper: frozenset[str]) -> bool:
    """Whether a word of a text is part of a name: ``proper`` are the stems that are names wherever they stand."""
    named = word.capitalised and (word.start > 0 or word.stem in proper)
    return named and tells(word) and not is_common(word.stem)


def may_be_one(ours: Name, theirs: Name) -> bool:
    """Whether two names may be one: ``Lee`` and ``Lee Jae-myung``."""
    return ours <= theirs or theirs <= ours


def place_among(name: Name, names: Sequence[Name]) -> int | None:
    """Where among names the first one stands that may be this one; None where none does."""
    return next((place for place, other in enumerate(names) if may_be_one(name, other)), None)


@lru_cache(maxsize=512)  # a clause is weighed by its names before they are taken from it
def find_names(text: str, proper: frozenset[str]) -> tuple[Name, ...]:
    """The names in a text, titles left aside."""
    return tuple(_names_in(text, proper))


def _names_in(text: str, proper: frozenset[str]) -> Iterator[Name]:
    run: list[str] = []
    words = split_words(text)
    for before, word in zip((None, *words), words, strict=False):
        joint = text[before.end : word.start] if before else ""
        country = _country(text, before, word)
        goes_on = bool(run) and joint in _JOINTS and not _POSSESSIVE.search(before.text if before else "")
        part = not country and (
            (is_name(word, proper) and word.lower not in _NO_PART) or (goes_on and joint != " ")
        )
        if run and not (goes_on and part):
            yield frozenset(run)
            run = []
        if country:
            yield frozenset((country,))
        elif part:
            run.append(_bare(word.lower))
    if run:
        yield frozenset(run)


def _country(text: str, before: Word | None, word: Word) -> str | None:
    """The country that a word stands for, alone or with the word before it."""
    pair = _bare(text[before.start : word.end]) if before else ""
    return _GOVERNMENTS.get(pair) or _GOVERNMENTS.get(_bare(word.text))


def _bare(text: str) -> str:
    return _POSSESSIVE.sub("", text)


def is_country(name: Name) -> bool:
    """Whether a name is that of a country as ``countries`` calls it."""
    return any(word[0].isupper() for word in name)
