"""What ``the summit`` and ``the ministry`` mean: the one thing of that kind that a document has named before.

A thing is named by a name before its noun (``Andong accord``) or after it (``summit in Andong``, ``Flight 447``).
Where two of a kind are named anywhere, or another one is spoken of, nothing is answered.
"""

import math
import re
from bisect import bisect_left
from collections.abc import Container, Sequence
from dataclasses import dataclass
from typing import Final

from briefs.language.english import (
    ALIKE,
    ANYBODY,
    AUXILIARIES,
    BODIES,
    FUNCTION_WORDS,
    IDENTIFYING,
    KINDS,
    MOVING,
    OTHERS,
    PAST,
    SAYING,
    TITLES,
    TOPICS,
    VERBS,
)
from briefs.language.people import is_day, is_of_a_country
from briefs.language.sentences import Sentence
from briefs.language.words import Word, split_words

_MOST_WORDS: Final = 5
"""Words of a name before its noun."""
_NAME: Final = r"[A-ZÀ-Þ][\w’'-]*"
_AFTER: Final = re.compile(
    rf" (?:in|at|of|between|off|with|near) (?:the )?(?:\d{{4}} )?{_NAME}(?: {_NAME}){{0,4}}"
    rf"(?: and (?:the )?{_NAME}(?: {_NAME}){{0,2}})?"
)
_WITH_ANOTHER: Final = re.compile(r" (?:with|between) (?:an?|the|two|three) ")
"""``the treaty with the island``: which may be another one than that which has a name."""
_NUMBERED: Final = re.compile(r" \d{2,5}\b")
_JOINING: Final = frozenset((" ", "-", "‑", "–", ". "))
_NO_NAMES: Final = FUNCTION_WORDS | TITLES | SAYING
_VERBAL: Final = FUNCTION_WORDS | AUXILIARIES | SAYING | VERBS | PAST
"""What after a noun tells that it is not the first part of a longer one."""
_DETERMINERS: Final = frozenset(("the", "a", "an", "that", "its", "their", "his", "her"))


@dataclass(frozen=True, slots=True, kw_only=True)
class _Mention:
    """A noun of a kind in a sentence: what names it there, its words in lower case, or nothing for another of them."""

    sentence: int
    shown: str = ""
    names: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class _Known:
    """What a document has named of a kind up to a sentence: ``common`` to all its names since the first one."""

    sentence: int
    fullest: _Mention
    common: frozenset[str]

    def after(self, mention: _Mention) -> "_Known":
        """What is known when another mention has been read."""
        fuller = mention if len(mention.names) > len(self.fullest.names) else self.fullest
        return _Known(sentence=mention.sentence, fullest=fuller, common=self.common & mention.names)


@dataclass(frozen=True, slots=True, kw_only=True)
class Definite:
    """``the summit`` in a sentence that does not say which one it is: the place of its noun, and what it means.

    ``known`` says whether the noun stands in a sentence before.
    """

    place: int
    named: str | None
    known: bool


class Things:
    """What a document names of each kind, in order; built once, linear in its length."""

    __slots__ = ("_early", "_first", "_known", "_sentences", "_small")

    def __init__(self, sentences: Sequence[Sentence]) -> None:
        """Take the sentences of one document in order."""
        small = frozenset(
            word.text for sentence in sentences for word in sentence.words if word.text.islower()
        )
        self._sentences = sentences
        self._small = small
        self._first: dict[str, int] = {}
        self._known: dict[str, list[_Known]] = {}
        self._early: dict[str, int] = {}
        for index, sentence in enumerate(sentences):
            for place, word in enumerate(sentence.words):
                self._first.setdefault(word.stem, index)
                if word.lower in KINDS:
                    mention = _mention(index, sentence, place, small)
                    if mention:
                        self._learn(_kind(word), mention)
                    elif place and sentence.words[place - 1].lower == "the" and not _is_told(sentence, place):
                        self._early.setdefault(_kind(word), sentence.passage.number)

    def _learn(self, kind: str, mention: _Mention) -> None:
        """Add a mention; another one of the kind before the first that is named says nothing."""
        known = self._known.setdefault(kind, [])
        if known:
            known.append(known[-1].after(mention))
        elif mention.names:
            known.append(_Known(sentence=mention.sentence, fullest=mention, common=mention.names))

    def definites(self, index: int) -> tuple[Definite, ...]:
        """The definite nouns of a sentence that its own words do not tell, in order, each once."""
        sentence = self._sentences[index]
        seen: set[str] = set()
        found: list[Definite] = []
        for place, word in enumerate(sentence.words):
            definite = place and sentence.words[place - 1].lower == "the" and _kind(word) not in seen
            if definite and not _is_told(sentence, place):
                named = self._named(word, index)
                found.append(Definite(place=place, named=named, known=self.is_known(word, index)))
            seen.add(_kind(word))
        return tuple(found)

    def has_names(self, index: int) -> bool:
        """Whether a sentence has a name or a number; what opens it is none where the document writes it small."""
        words = self._sentences[index].words
        opening = words[0].lower not in FUNCTION_WORDS | ANYBODY | self._small
        return opening or any(word.capitalised or word.is_number for word in words[1:])

    def is_known(self, word: Word, index: int) -> bool:
        """Whether a word stands, in any form, in a sentence before."""
        return self._first.get(word.stem, index) < index

    def _named(self, word: Word, index: int) -> str | None:
        """The only thing of a kind that the whole document names, as it is named most fully before a sentence."""
        known = self._known.get(_kind(word), [])
        place = bisect_left(known, index, key=lambda state: state.sentence)
        if not place or not known[-1].common or self._is_spoken_of_before(_kind(word), known[0].sentence):
            return None
        return known[place - 1].fullest.shown

    def _is_spoken_of_before(self, kind: str, named: int) -> bool:
        """Whether one of a kind stands in a paragraph before that in which the first is named: it may be another."""
        return self._early.get(kind, math.inf) < self._sentences[named].passage.number


def _kind(word: Word) -> str:
    return ALIKE.get(word.lower, word.lower)


def _mention(index: int, sentence: Sentence, place: int, small: Container[str]) -> _Mention | None:
    """What a noun is there: named, another one of its kind, or None for one that is known or nothing in particular."""
    if _is_compound(sentence, place):
        return None
    words, text = sentence.words, sentence.text
    start, after = _start_of_name(sentence, place, small), _after(text, words[place])
    definite = start and words[start - 1].lower == "the"
    if OTHERS & {word.lower for word in words[start if definite else max(0, start - 3) : place]}:
        return _Mention(sentence=index)
    shown = text[words[start].start : after.end() if after else words[place].end]
    names = frozenset(
        word.lower for word in split_words(shown) if word.capitalised and _kind(word) != _kind(words[place])
    )
    if _names_one(names, words[place].lower):
        return _Mention(sentence=index, shown=shown, names=names)
    indefinite = start and words[start - 1].lower in {"a", "an"}
    apart = definite and _WITH_ANOTHER.match(text, words[place].end)
    return _Mention(sentence=index) if indefinite or apart else None


def _start_of_name(sentence: Sentence, place: int, small: Container[str]) -> int:
    """The place of the first word of the name before a noun; the noun's own where none stands there.

    A word that opens the sentence and is written small elsewhere is no name.
    """
    words, start, first = sentence.words, place, place
    while start > max(0, place - _MOST_WORDS):
        word = words[start - 1]
        if sentence.text[word.end : words[start].start] not in _JOINING:
            break
        opens = start == 1 and word.lower in small
        if word.capitalised and word.lower not in _NO_NAMES and not opens:
            first = start - 1
        elif word.lower not in TOPICS and not word.is_number:
            break
        start -= 1
    return first


def _after(text: str, word: Word) -> re.Match[str] | None:
    """What after a noun names it: ``summit in Andong``, ``Flight 447``; a month does not, nor where a ship is."""
    after = _AFTER.match(text, word.end)
    elsewhere = after and (
        _kind(word) in MOVING or any(is_day(name.lower) for name in split_words(after.group()))
    )
    return _NUMBERED.match(text, word.end) if elsewhere or not after else after


def _names_one(names: frozenset[str], kind: str) -> bool:
    """Whether words tell a thing from others of its kind: a country tells a body, not a meeting; a month nothing."""
    return any(
        not is_day(name) and name not in ALIKE and (kind in BODIES or not is_of_a_country(name.title()))
        for name in names
    )


def _is_told(sentence: Sentence, place: int) -> bool:
    """Whether words after a noun say which one is meant: ``the summit that …``, ``the summit held in …``."""
    words, text = sentence.words, sentence.text
    if _is_compound(sentence, place) or words[place].text.endswith(("'s", "’s")):
        return True
    if place + 1 >= len(words) or text[words[place].end : words[place + 1].start] != " ":
        return False
    after, following = words[place + 1], words[place + 2].lower if place + 2 < len(words) else ""
    participle = after.lower.endswith(("ed", "ing")) and following in IDENTIFYING
    return after.lower in IDENTIFYING or after.capitalised or after.is_number or participle


def _is_compound(sentence: Sentence, place: int) -> bool:
    """Whether a noun only says of which kind the next one is: ``the flight recorders``, ``the torch relay``."""
    words, text = sentence.words, sentence.text
    if place + 1 >= len(words) or text[words[place].end : words[place + 1].start] not in {" ", "-", "‑"}:
        return False
    after = words[place + 1]
    if text[words[place].end] != " ":
        return True
    if not after.text.islower() or after.lower in _VERBAL or after.lower.endswith(("ed", "ing", "ly")):
        return False
    following = words[place + 2] if place + 2 < len(words) else None
    if following is None or not after.lower.endswith("s") or words[place].lower.endswith("s"):
        return True
    adjacent = text[after.end : following.start] == " "
    return not adjacent or following.lower in _VERBAL - _DETERMINERS
