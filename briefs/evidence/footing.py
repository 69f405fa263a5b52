"""How well a sentence stands in a list of its own, and what must be printed beside it there."""

import calendar
import re
from dataclasses import dataclass
from enum import IntEnum
from itertools import pairwise
from typing import Final

from briefs.language.antecedents import Resolution, Surroundings, resolve
from briefs.language.english import (
    CONNECTIVE_PHRASES,
    CONNECTIVES,
    DEMONSTRATIVES,
    ENUMERATING,
    FIRST_AND_SECOND_PERSON,
    IMPERSONAL,
    NEUTER,
    PLURAL,
    SHELLS,
    TIMES,
)
from briefs.language.grammar import Grammar
from briefs.language.languages import grammar_of
from briefs.language.people import unknown_names
from briefs.language.sentences import QUOTED, SPEAKER_LABEL, Sentence
from briefs.language.words import split_words

_EARLY: Final = 8
"""Words within which a pronoun must have something before it that it can stand for."""
_HE_OR_SHE: Final = frozenset(f"“{word}” not named" for word in ("he", "He", "she", "She"))
_COUNTED_FROM: Final = re.compile(r"(?:\S+ ){1,4}(?:earlier|later|before|after|afterwards),")
"""An opening that counts from another sentence: ``Two hours later, …``."""
_POINTING: Final = frozenset({"aforementioned", "foregoing", "preceding"})
_TIME: Final = frozenset(name.lower() for name in (*calendar.month_name, *calendar.day_name) if name)
_QUOTED_SIGNS: Final = re.compile(r"“[^”]*”|\"[^\"]*\"|「[^」]*」|『[^』]*』")


class Footing(IntEnum):
    """How a sentence stands, the better the higher; one that is ``LOOSE`` opens with a connective and no more."""

    LOOSE = 1
    HELPED = 2
    FIRM = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Stand:
    """How a sentence stands, and the antecedents that stand beside it."""

    footing: Footing
    context: tuple[str, ...] = ()


def stand_of(index: int, surroundings: Surroundings) -> Stand | None:
    """How sentence ``index`` stands; None where it leans on another one and nothing beside it would help."""
    sentence = surroundings.sentence(index)
    grammar = grammar_of(sentence.language)
    if grammar:
        return Stand(footing=Footing.FIRM) if _stands_in_signs(sentence, grammar) else None
    if _leans(sentence):
        return None
    resolution = resolve(index, surroundings)
    if resolution.unresolved:
        resolution = _carried_on(index, surroundings)
    if resolution.unresolved:
        return None
    loose = _opens_with_a_connective(sentence)
    footing = Footing.LOOSE if loose else Footing.HELPED if resolution.context else Footing.FIRM
    return Stand(footing=footing, context=resolution.context)


def _carried_on(index: int, surroundings: Surroundings) -> Resolution:
    """``He`` after a sentence whose ``the president`` is told by the document, and that names nobody else."""
    unresolved = resolve(index, surroundings)
    before = surroundings.sentence(index - 1) if index else None
    if before is None or unresolved.unresolved not in _HE_OR_SHE:
        return unresolved
    if before.passage != surroundings.sentence(index).passage or not before.text.startswith("The "):
        return unresolved
    told = resolve(index - 1, surroundings)
    named = surroundings.people(index - 1) or surroundings.surnames(index - 1) or unknown_names(before)
    return unresolved if named or told.unresolved or len(told.context) != 1 else told


def _opens_with_a_connective(sentence: Sentence) -> bool:
    opening = sentence.text.lower().replace(",", "")
    first = sentence.words[0].lower if sentence.words else ""
    counted = _COUNTED_FROM.match(sentence.text) is not None
    return first in CONNECTIVES or opening.startswith(CONNECTIVE_PHRASES) or counted


def _leans(sentence: Sentence) -> bool:
    """Whether the words point at another sentence, speak for somebody, or ask."""
    text, words = sentence.text, sentence.words
    if not words or ENUMERATING.search(text) or SPEAKER_LABEL.match(text) or text.endswith(("?", "?”", '?"')):
        return True
    if (words[0].lower in DEMONSTRATIVES | PLURAL) or (
        words[0].lower in NEUTER and not IMPERSONAL.match(text)
    ):
        return True
    outside = QUOTED.sub(" ", text)
    spoken = [word.lower for word in split_words(outside)]
    if FIRST_AND_SECOND_PERSON & set(spoken) - ({"us"} if "US" in outside else set()):
        return True
    points = any(
        word in {"this", "these", "that", "those"} and after in SHELLS and after not in TIMES
        for word, after in pairwise(spoken)
    )
    early = [word.lower for word in words[:_EARLY]]
    named = next(
        (place for place, word in enumerate(words) if place and word.capitalised and word.lower not in _TIME),
        len(words),
    )
    pronoun = next((place for place, word in enumerate(early) if word in PLURAL | NEUTER), None)
    balanced = text.count("“") == text.count("”") and not text.count('"') % 2
    points = points or bool(_POINTING & set(spoken[:-1]) and "the" in spoken)
    return points or not balanced or (pronoun is not None and pronoun < min(named, 3))


def _stands_in_signs(sentence: Sentence, grammar: Grammar) -> bool:
    text = sentence.text
    outside = _QUOTED_SIGNS.sub("□", text)
    pronoun = grammar.pronoun.search(outside)
    return not (
        grammar.opening.match(text)
        or grammar.pointing.search(outside)
        or grammar.voice.search(outside)
        or grammar.question.search(text)
        or grammar.both.search(outside)
        or grammar.bare_title.search(outside)
        or (pronoun and not grammar.person.search(outside, 0, pronoun.start()))
    )
