"""Whether a sentence makes sense to who has not read the one before it, and what must stand beside it if not.

A sentence that leans on another is either given its antecedent, from the same document and by rule, or it is not
printed alone. A rule answers only where the text leaves one candidate: the single person of the sentences just before,
the single holder of a title, the single full name that a surname belongs to, the pair of countries named last.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from briefs.summary.english import (
    AUXILIARIES,
    CONNECTIVE_PHRASES,
    CONNECTIVES,
    DEMONSTRATIVES,
    FIRST_AND_SECOND_PERSON,
    FUNCTION_WORDS,
    NEUTER,
    PAIRED,
    PERSONAL,
    PLACES,
    PLURAL,
    PREPOSITIONS,
    SAYING,
    TITLES,
)
from briefs.summary.people import Pair, Person, find_pairs, find_people
from briefs.summary.sentences import Sentence
from briefs.summary.words import Word, split_words

_LOOK_BACK: Final = 2
"""Sentences before the pronoun in which its antecedent is looked for; further back a rule is wrong too often."""
_OPENING: Final = 6
"""Words after ``The`` within which a name, a number or a preposition makes a noun phrase say which one it means."""
_QUOTED: Final = re.compile(r"“[^”]*”|\"[^\"]*\"")
_IMPERSONAL: Final = re.compile(
    r"It (?:is|was|remains|seems|appears)(?: \w+){0,2} (?:that|whether|to|why|how)\b|It (?:seems|appears) that\b"
)
_SPECIFIC_THAT: Final = frozenset("of who which is was are were will would has had have".split())
_TIME_NOUNS: Final = frozenset("week month year weekend morning afternoon evening time spring summer autumn winter quarter decade century".split())
_PAIR_PHRASE: Final = re.compile(
    rf"\b(?:(?:the|these|those) two|both|neither|either|the) (?:sides?|(?:{'|'.join(sorted(PAIRED))}))\b(?! of\b)", re.IGNORECASE
)
_SINGULAR_PAIRED: Final = re.compile(
    r"\b(?:neither|either) (?:side|government|country|nation|capital|state|party|neighbou?r)\b", re.IGNORECASE
)
_BARE_TITLE: Final = re.compile(
    rf"\b[Tt]he (?:(?:prime|foreign|defence|defense|unification|finance) )?(?P<title>{'|'.join(sorted(TITLES))})\b(?!['’]s (?:office|house)| of | for |s\b| [A-Z])"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """How a sentence stands: alone, with ``context`` printed beside it, or not at all."""

    context: tuple[str, ...] = ()
    dangling: str | None = None
    """Why it cannot be printed alone, or None."""


class Surroundings:
    """What a document names before each of its sentences; built once for each document, linear in its length."""

    __slots__ = ("_named", "_pairs", "_people", "_texts")

    def __init__(self, sentences: Sequence[Sentence], preamble: str) -> None:
        """Take the sentences of one document in order, and its headings and captions as ``preamble``."""
        self._texts = [sentence.text for sentence in sentences]
        self._people = [find_people(text) for text in self._texts]
        self._pairs = [find_pairs(text) for text in (preamble, *self._texts)]
        self._named: dict[str, dict[tuple[str, ...], Person]] = {}
        for person in (person for people in (find_people(preamble), *self._people) for person in people):
            if person.is_full:
                for part in {person.name[0], person.name[-1]}:
                    known = self._named.setdefault(part.lower(), {}).get(_key(person))
                    if known is None or (person.titled and not known.titled):
                        self._named[part.lower()][_key(person)] = person

    def text(self, index: int) -> str:
        """The text of one sentence."""
        return self._texts[index]

    def people(self, index: int) -> tuple[Person, ...]:
        """The people named in one sentence."""
        return self._people[index]

    def owners(self, surname: str) -> tuple[Person, ...]:
        """The people of the document whose full name begins or ends with a word."""
        return tuple(self._named.get(surname.lower(), {}).values())

    def holders(self, title: str) -> tuple[Person, ...]:
        """The people of the document who are named in full with a title that ends with this word."""
        held = {
            _key(person): person
            for people in self._named.values()
            for person in people.values()
            if person.titled and title.lower() in person.shown.lower().split()[: -len(person.name)]
        }
        return tuple(held.values())

    def pair_before(self, index: int) -> Pair | None:
        """The pair of places named last before a sentence."""
        return next((pairs[-1] for pairs in reversed(self._pairs[: index + 1]) if pairs), None)

    def person_before(self, index: int) -> Person | None:
        """The only person named in the nearest sentence before that names any; None where there are several."""
        for before in range(index - 1, max(-1, index - 1 - _LOOK_BACK), -1):
            people = {self._full(person).name: self._full(person) for person in self._people[before]}
            for surname in _surnames(self._texts[before], self):
                people[surname.name] = surname
            if people:
                return next(iter(people.values())) if len(people) == 1 else None
        return None

    def _full(self, person: Person) -> Person:
        owners = () if person.is_full else self.owners(person.name[0])
        return owners[0] if len(owners) == 1 else person


def _key(person: Person) -> tuple[str, ...]:
    return tuple(part.lower() for part in person.name)


def _surnames(text: str, surroundings: Surroundings) -> tuple[Person, ...]:
    """The people whom a sentence names by surname alone, each once."""
    owners = [surroundings.owners(word.text) for word in split_words(text) if word.capitalised]
    return tuple({_key(found[0]): found[0] for found in owners if len(found) == 1}.values())


def examine(sentence: Sentence, index: int, surroundings: Surroundings) -> Standing:
    """Whether sentence ``index`` of its document stands alone, and the antecedents to print beside it."""
    text = sentence.text
    words = split_words(text)
    dangling = _opening(text, words) or _voice(text)
    if dangling:
        return Standing(dangling=dangling)
    context: list[str] = []
    for rule in (_pair, _title, _pronoun, _surname):
        answer = rule(text, index, surroundings)
        if answer.dangling:
            return answer
        context += [part for part in answer.context if not any(part in other for other in context)]
    return Standing(context=tuple(context))


def _opening(text: str, words: Sequence[Word]) -> str | None:
    """Why the first words lean on what came before, or None."""
    if not words:
        return "no words"
    first, second = words[0].lower, words[1].lower if len(words) > 1 else ""
    start = text[words[0].start :].lower().replace(",", "")
    if first in CONNECTIVES or any(start.startswith(f"{phrase} ") for phrase in CONNECTIVE_PHRASES):
        return f"opens with “{words[0].text}”"
    if first in DEMONSTRATIVES and not (first in {"that", "those"} and second in _SPECIFIC_THAT - {"is", "was"}):
        return f"opens with “{words[0].text}”"
    if first in NEUTER and not _IMPERSONAL.match(text):
        return "opens with “It”"
    if first in PLURAL:
        return "opens with “They”"
    if first == "both" and not _PAIR_PHRASE.match(text) and " and " not in " ".join(word.lower for word in words[1:6]):
        return "opens with “Both”"
    if first == "the":
        return _bare_definite(words)
    return _early_reference(words)


def _early_reference(words: Sequence[Word]) -> str | None:
    """A neuter, plural or demonstrative word before anything in the sentence that it could stand for."""
    for place, word in enumerate(words[:8]):
        lower = word.lower
        if lower in DEMONSTRATIVES - {"that", "such"} and place:
            following = words[place + 1].lower if place + 1 < len(words) else ""
            if following not in _TIME_NOUNS:
                return f"“{word.text}” early on"
        if lower in NEUTER | PLURAL and not any(earlier.lower not in FUNCTION_WORDS for earlier in words[:place]):
            return f"“{word.text}” before what it stands for"
    return None


def _bare_definite(words: Sequence[Word]) -> str | None:
    """``The goal was …``: a definite noun phrase that no name, number or phrase says which one it is."""
    for place, word in enumerate(words[1 : 1 + _OPENING], start=1):
        lower = word.lower
        following = words[place + 1].lower if place + 1 < len(words) else ""
        if word.capitalised or word.is_number or lower in PREPOSITIONS:
            return None
        if lower in PAIRED or lower in TITLES:
            return None
        if lower in AUXILIARIES or (lower in SAYING and following not in PREPOSITIONS):
            return f"“The {words[1].text}” does not say which"
        if lower.endswith("ed") and following not in PREPOSITIONS:
            return f"“The {words[1].text}” does not say which"
    return None


def _voice(text: str) -> str | None:
    """Why the sentence is said by somebody whom it does not name, or None."""
    outside = _QUOTED.sub(" ", text)
    spoken = [word.lower for word in split_words(outside)]
    if any(word in FIRST_AND_SECOND_PERSON and not (word == "us" and "US" in outside) for word in spoken):
        return "speaks in the first or second person"
    if text.rstrip(")]”\"' ").endswith("?"):
        return "asks a question"
    quoted = len(text) - len(outside)
    if quoted > len(text) / 2 and not set(spoken) & (SAYING | {"according", "told"}):
        return "quotes without a speaker"
    if text.count("“") != text.count("”") or text.count('"') % 2 or text.count("(") != text.count(")"):
        return "quotation or bracket is not closed"
    return None


def _pair(text: str, index: int, surroundings: Surroundings) -> Standing:
    phrase = _PAIR_PHRASE.search(text) or _SINGULAR_PAIRED.search(text)
    if phrase is None or any(pair.start < phrase.start() for pair in find_pairs(text)):
        return Standing()
    if phrase.group().lower().startswith("the ") and phrase.start() > 0 and "two" not in phrase.group().lower():
        return Standing()
    if _two_places(text[: phrase.start()]):
        return Standing()
    pair = surroundings.pair_before(index)
    return Standing(context=(pair.shown,)) if pair else Standing(dangling=f"“{phrase.group()}” not named")


def _two_places(text: str) -> bool:
    """Whether two places are named, so that ``both sides`` after them means them."""
    return len({word.lower for word in split_words(text) if word.capitalised and word.lower in PLACES}) > 1


def _title(text: str, index: int, surroundings: Surroundings) -> Standing:
    """``The president`` with nobody named in the sentence: the only holder of that title in the document."""
    bare = _BARE_TITLE.search(text)
    if bare is None or surroundings.people(index) or _surnames(text, surroundings):
        return Standing()
    holders = surroundings.holders(bare["title"])
    if len(holders) != 1:
        return Standing(dangling=f"“{bare.group()}” not named") if bare.start() == 0 else Standing()
    return Standing(context=(holders[0].shown,))


def _pronoun(text: str, index: int, surroundings: Surroundings) -> Standing:
    """``he`` before anybody is named in the sentence: the only person of the sentences just before."""
    outside = _QUOTED.sub(lambda match: " " * len(match.group()), text)
    pronoun = next((word for word in split_words(outside) if word.lower in PERSONAL), None)
    if pronoun is None:
        return Standing()
    named = [person.start for person in surroundings.people(index)]
    named += [match.start() for person in _surnames(text, surroundings) for match in re.finditer(re.escape(person.name[0]) + r"|" + re.escape(person.name[-1]), text)]
    if any(start < pronoun.start for start in named) or _BARE_TITLE.search(text, 0, pronoun.start):
        return Standing()
    if pronoun.lower in {"his", "her"} and named and pronoun.start < min(named) < pronoun.start + 60 and pronoun.start < 12:  # noqa: PLR2004
        return Standing()
    if re.search(rf"\b(?:an?|one|another) (?:[\w-]+ ){{0,3}}(?:{'|'.join(sorted(TITLES))}|official|man|woman|expert|scholar|diplomat|resident|survivor)\b", text[: pronoun.start]):
        return Standing()
    person = surroundings.person_before(index)
    return Standing(context=(person.shown,)) if person else Standing(dangling=f"“{pronoun.text}” not named")


def _surname(text: str, index: int, surroundings: Surroundings) -> Standing:
    """Surnames whose owner the sentence names neither in full nor by a title: the full names."""
    named = {part.lower() for person in surroundings.people(index) for part in person.name}
    context = []
    for word in split_words(text):
        if not word.capitalised or word.lower in named or word.lower in PLACES:
            continue
        owners = surroundings.owners(word.text)
        if len(owners) > 1:
            return Standing(dangling=f"“{word.text}” may be {len(owners)} people")
        if owners and not _named_in_full(text, owners[0]):
            context.append(owners[0].shown)
    return Standing(context=tuple(dict.fromkeys(context)))


def _named_in_full(text: str, person: Person) -> bool:
    return " ".join(person.name).lower() in text.lower()
