"""What a dated sentence tells of whom, so that two reports of one date can be held against each other.

Two tell of one event only where they share what was done and most of the rest, and where nothing that both state
differs: who, where, how many, whether it was done, planned or denied. Recall is given up for precision: a source that
is cited for what it does not say is worse than one that is not cited.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace
from math import isinf
from typing import Final

from briefs.evidence.callings import Name, find_names, is_country, may_be_one, place_among
from briefs.evidence.figures import Figure, figures
from briefs.evidence.moods import agree, denies, mood_of
from briefs.evidence.opposites import are_opposite, count_otherwise
from briefs.evidence.wordings import wording_of
from briefs.language.days import Dated
from briefs.language.english import (
    AUXILIARIES,
    EVENTS,
    FINITE,
    FUNCTION_WORDS,
    NOT_PAST,
    PAST,
    PREPOSITIONS,
    PRESENT,
    SAYING,
    THIRD_PERSON,
    TITLES,
)
from briefs.language.meanings import meaning_of
from briefs.language.scripts import LANGUAGES, content_of
from briefs.language.sentences import Sentence
from briefs.language.words import Word, split_words

_ALIKE: Final = 0.6
"""Share of the words of the shorter report, names aside, that two reports of one event have in common.

Chosen by reading what is merged of the sample sources and of invented pairs: at .5 a budget for the port and a plan for
the school are one."""
_ALIKE_IN_SIGNS: Final = 0.5
_FEWEST: Final = 3
"""Words, names and figures in common."""
_IN_OTHER_FIGURES: Final = 0.6
"""The same share, from which two reports that differ are one report with other figures, people or places."""
_LEAD_OF_DATE: Final = re.compile(r"\b(?:on|in|since|from|at|late|early|mid)[ -]*$", re.IGNORECASE)
_ATTRIBUTION: Final = re.compile(
    r", (?:according to [^,“”\"]{2,80}|[^,“”\"]{2,80} (?:said|says|told [a-z]+|reported|announced))[ .]*$"
)
"""Who says it, after it: two sources of one report are no two actors."""
_COUNTED: Final = re.compile(r"\b(?:a|the) (?:total|number|group|crowd) of\b", re.IGNORECASE)
_ONE_OR_TWO: Final = re.compile(
    r"\b(?P<word>one|two|dozen) (?!of\b|(?:\w+ )?(?:sides?|governments?|countries|nations|neighbou?rs|leaders|capitals"
    r"|states|parties)\b)[a-z]",
    re.IGNORECASE,
)
_SAY: Final = meaning_of("say")
_AGES: Final = frozenset(("old", "new"))
_SMALL: Final = {"one": 1.0, "two": 2.0, "dozen": 12.0}
_DIGITS: Final = re.compile(r"\d{1,15}(?:,\d{3}){0,4}(?:\.\d{1,9})?")
"""A number in a text in signs, where no space stands before it."""
_PLACE: Final = re.compile(
    r"\b(?:[Ii]n|[Aa]t|[Nn]ear|[Oo]ff|[Oo]utside|left|visit(?:s|ed)?|reached)"
    r" (?:the (?:port|town|city|village|harbour) of )?(?P<name>[A-ZÀ-Þ][^\W\d_]+)"
)
_TOGETHER: Final = re.compile(
    r"\b(?:between|with|meets?|met|summit|talks|agreed|by)\b|\b[A-Z][^\s,]* and (?:[A-Z]|the )"
)
"""What is done together may be told from either side, and what was done ``by`` somebody from its end."""
_LEADING: Final = frozenset("to will would shall".split())  # noqa: SIM905 - as text
_BASES: Final = frozenset(word.removesuffix("s") for word in PRESENT) | {"agree", "sign", "visit"}
"""Verbs of headlines and chronologies: ``Holt and Brandt meet in Vik``."""
_VERBS: Final = PAST | FINITE | PRESENT | EVENTS | THIRD_PERSON | _BASES


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    """What is compared of a report: what its words stand for, without its dates and without who says it.

    ``subject`` is what the noun before the first verb stands for, ``figures`` are given by their value and unit.
    """

    language: str
    told: frozenset[str]
    verbs: frozenset[str]
    subject: str | None
    names: tuple[Name, ...]
    places: frozenset[str]
    figures: frozenset[tuple[float, str]]
    stems: frozenset[str]
    mood: frozenset[str]
    denied: bool
    together: bool


def account_of(sentence: Sentence, dates: Sequence[Dated], context: Sequence[str]) -> Account:
    """What a sentence tells; ``context`` are the names that stand beside it."""
    text = _without_dates(sentence.text, dates)
    if sentence.language in LANGUAGES:
        content = content_of(sentence.words, sentence.language)
        told = frozenset(word for word in content if not word[0].isdigit())
        numbers = (match.group().replace(",", "") for match in _DIGITS.finditer(text))
        return _in_signs(sentence.language, told, frozenset((float(number), "") for number in numbers))
    counted = frozenset(map(_value, figures(replace(sentence, text=text), ()))) | _small(text)
    text = _ATTRIBUTION.sub("", _COUNTED.sub("", text)).strip(" ,")
    words = split_words(text)
    names = tuple(
        dict.fromkeys([*_names(text, words), *(name for one in context for name in _all_names(one))])
    )
    parts = frozenset(part.lower() for name in names for each in name for part in each.split())
    kept = [word for word in words if _tells(word) and word.lower not in parts]
    if len(words) > 1 and words[0].lower in TITLES and words[1].capitalised:
        kept = [word for word in kept if word.start]
    verbs = list(_verbs(words))
    return Account(
        language="",
        told=frozenset(
            _wording(word) for word in kept if word in verbs or not word.capitalised or not word.start
        ),
        verbs=frozenset(_wording(word) for word in verbs if word.lower not in SAYING),
        subject=_subject(words, verbs[0].start if verbs else len(text), kept),
        names=names,
        places=frozenset(match["name"].lower() for match in _PLACE.finditer(text)),
        figures=counted,
        stems=frozenset(word.stem for word in words),
        mood=mood_of(text),
        denied=denies(text),
        together=_TOGETHER.search(text) is not None,
    )


def tell_of_one(ours: Account, theirs: Account) -> bool:
    """Whether two reports of one date tell of one event."""
    if ours.language != theirs.language or differ(ours, theirs):
        return False
    if ours.language:
        return _share(ours.told, theirs.told) >= _ALIKE_IN_SIGNS
    if not _do_the_same(ours, theirs) or _share(ours.told, theirs.told) < _ALIKE:
        return False
    named = sum(_is_among(name, theirs.names) for name in ours.names)
    return len(ours.told & theirs.told) + named + len(ours.figures & theirs.figures) >= _FEWEST


def differ(ours: Account, theirs: Account) -> bool:
    """Whether something that both state differs: a figure, a name, a place, or whether it was done."""
    return bool(
        _differ_in_data(ours, theirs)
        or not agree(ours.mood, theirs.mood)
        or ours.denied != theirs.denied
        or are_opposite(ours.stems, theirs.stems)
        or (ours.stems & _AGES and theirs.stems & _AGES and not ours.stems & theirs.stems & _AGES)
        or _change_places(ours, theirs)
    )


def are_versions(ours: Account, theirs: Account) -> bool:
    """Whether two reports say the same of other people, places or figures: nobody can tell which one is right."""
    return _differ_in_data(ours, theirs) and _share(ours.told, theirs.told) >= _IN_OTHER_FIGURES


def _in_signs(language: str, told: frozenset[str], counted: frozenset[tuple[float, str]]) -> Account:
    nothing: frozenset[str] = frozenset()
    return Account(
        language=language,
        told=told,
        verbs=nothing,
        subject=None,
        names=(),
        places=nothing,
        figures=counted,
        stems=nothing,
        mood=nothing,
        denied=False,
        together=True,
    )


def _without_dates(text: str, dates: Sequence[Dated]) -> str:
    """A text without its dates and the words that lead them in."""
    for one in sorted(dates, key=lambda one: -one.start):
        text = f"{_LEAD_OF_DATE.sub('', text[: one.start])}{text[one.end :]}"
    return re.sub(r" {2,}", " ", text).strip(" ,—–-:")


def _small(text: str) -> frozenset[tuple[float, str]]:
    """One, two and a dozen, where they count: ``two ministers of Japan``, not ``the two governments``."""
    return frozenset((_SMALL[match["word"].lower()], "") for match in _ONE_OR_TWO.finditer(text))


def _value(figure: Figure) -> tuple[float, str]:
    """The value that a figure is written with: “about 400” and “400” have one."""
    if isinf(figure.high):
        return figure.low, figure.unit
    return (figure.high if not figure.low else (figure.low + figure.high) / 2), figure.unit


def _tells(word: Word) -> bool:
    small = word.is_number or len(word.text) < 2
    return not small and word.lower not in FUNCTION_WORDS | SAYING and meaning_of(word.stem) != _SAY


def _wording(word: Word) -> str:
    return wording_of(word.stem) or meaning_of(word.stem)


def _verbs(words: Sequence[Word]) -> Iterator[Word]:
    """The words that look like verbs, auxiliaries left aside."""
    for place, word in enumerate(words):
        led = place > 0 and words[place - 1].lower in _LEADING and word.text.islower()
        ended = word.lower.endswith("ed") and len(word.lower) > 4 and word.lower not in NOT_PAST
        if word.lower not in AUXILIARIES | FUNCTION_WORDS and (led or ended or word.lower in _VERBS):
            yield word


def _subject(words: Sequence[Word], end: int, telling: Sequence[Word]) -> str | None:
    """The last noun before the first preposition or verb, where it is no name."""
    noun: Word | None = None
    for word in words:
        if word.start >= end or word.lower in AUXILIARIES:
            break
        if word.lower in PREPOSITIONS:
            if noun:
                break
            continue
        if word in telling and (not word.start or not word.capitalised):
            noun = word
    return _wording(noun) if noun else None


def _names(text: str, words: Sequence[Word]) -> Iterable[Name]:
    """The names in a text; its first word is one where another capital or a verb stands after it."""
    follows = words[1] if len(words) > 1 else None
    verbs = AUXILIARIES | SAYING | _VERBS
    named = follows and _tells(words[0]) and (follows.capitalised or follows.lower in verbs)
    return _all_names(text) if named else find_names(text, frozenset())


def _all_names(text: str) -> Iterable[Name]:
    """The names in a text, its first word among them."""
    return find_names(f"– {text}", frozenset())


def _is_among(name: Name, names: Sequence[Name]) -> bool:
    return any(may_be_one(name, other) for other in names)


def _differ_in_data(ours: Account, theirs: Account) -> bool:
    """Whether each has a figure or a name that the other one has not, or another place, or another number in a row."""
    counted = ours.figures - theirs.figures and theirs.figures - ours.figures
    apart = ours.places and theirs.places and not ours.places & theirs.places
    return bool(
        counted
        or _name_others(ours.names, theirs.names)
        or apart
        or count_otherwise(ours.stems, theirs.stems)
    )


def _name_others(ours: Sequence[Name], theirs: Sequence[Name]) -> bool:
    """Whether each names somebody or something that the other does not.

    A country on one side alone is no other one where both share a name: ``South Korea's president`` may be Lee.
    """
    missed = [name for name in ours if not _is_among(name, theirs)]
    others = [name for name in theirs if not _is_among(name, ours)]
    if not missed or not others:
        return False
    shared = any(_is_among(name, theirs) for name in ours if not is_country(name))
    countries = [all(map(is_country, names)) for names in (missed, others)]
    return not (shared and countries[0] != countries[1])


def _do_the_same(ours: Account, theirs: Account) -> bool:
    """Whether a verb of one is in the other one, as a verb or a noun, and a subject too where neither is a name."""
    if not (ours.verbs & theirs.told or theirs.verbs & ours.told):
        return False
    if ours.subject is None or theirs.subject is None:
        return True
    return ours.subject in theirs.told or theirs.subject in ours.told


def _change_places(ours: Account, theirs: Account) -> bool:
    """Whether who acts in one report is acted upon in the other: two names, told the other way round."""
    if ours.together or theirs.together:
        return False
    order = [place for name in ours.names if (place := place_among(name, theirs.names)) is not None]
    return order != sorted(order)


def _share(ours: AbstractSet[str], theirs: AbstractSet[str]) -> float:
    shorter = min(len(ours), len(theirs))
    return len(ours & theirs) / shorter if shorter else 0.0
