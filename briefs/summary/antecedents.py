"""Whom and what the words of a sentence refer to in the sentences before it.

Every rule answers only where the document leaves one candidate: the single person of the sentences just before, the
single holder of a title, the single full name that a surname belongs to, the pair of countries named last.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from briefs.summary.english import PAIRED, PERSONAL, PLACES, TITLES
from briefs.summary.people import Pair, Person, common_words, find_pairs, find_people
from briefs.summary.sentences import QUOTED, Sentence
from briefs.summary.words import Word

_LOOK_BACK: Final = 2
"""Sentences before a pronoun in which its antecedent is looked for; further back a rule is wrong too often."""
_CATAPHORA: Final = 60
"""``In his speech, President Lee …``: characters within which a name may follow its possessive."""

_ANY_TITLE: Final = "|".join(sorted(TITLES))
_ROLES: Final = "official|expert|scholar|diplomat|researcher|negotiator|aide|historian|economist"
_PAIR_PHRASE: Final = re.compile(
    rf"\b(?:(?:the|these|those) two|both|the) (?:{'|'.join(sorted(PAIRED))})\b(?! of\b)"
    r"|\b(?:neither|either|each) (?:side|government|country|nation|capital|state|party|neighbou?r)\b",
    re.IGNORECASE,
)
_BARE_TITLE: Final = re.compile(
    rf"\b[Tt]he (?:(?:prime|foreign|defence|defense|unification|finance) )?(?P<title>{_ANY_TITLE}|{_ROLES})\b"
    r"(?!['’]s (?:office|house)| (?:of|for|at|in|from|who)\b|s\b| [A-Z])"
)
_UNNAMED: Final = re.compile(
    rf"\b(?:an?|one|another) (?:[\w-]+ ){{0,3}}(?:{_ANY_TITLE}"
    rf"|{_ROLES}|man|woman|resident|survivor)\b"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Resolution:
    """What to print beside a sentence; or, in ``unresolved``, what in it refers to nobody that can be told."""

    context: tuple[str, ...] = ()
    unresolved: str | None = None


_NOTHING: Final = Resolution()


class Surroundings:
    """What a document names before each of its sentences; built once for each document, linear in its length."""

    __slots__ = ("_named", "_pairs", "_people", "_sentences")

    def __init__(self, sentences: Sequence[Sentence], preamble: str) -> None:
        """Take the sentences of one document in order, and its title, headings and captions as ``preamble``."""
        common = common_words(sentence.words for sentence in sentences)
        self._sentences = sentences
        self._people = [find_people(sentence.text, common) for sentence in sentences]
        self._pairs = [find_pairs(text) for text in (preamble, *(sentence.text for sentence in sentences))]
        self._named: dict[str, dict[tuple[str, ...], Person]] = {}
        for person in (person for people in self._people for person in people if person.is_full):
            for part in {person.name[0], person.name[-1]}:
                known = self._named.setdefault(part.lower(), {})
                if person.key not in known or (person.titled and not known[person.key].titled):
                    known[person.key] = person

    def sentence(self, index: int) -> Sentence:
        """The sentence at a place of the document."""
        return self._sentences[index]

    def people(self, index: int) -> tuple[Person, ...]:
        """The people named in one sentence."""
        return self._people[index]

    def owners(self, surname: str) -> tuple[Person, ...]:
        """The people of the document whose full name begins or ends with a word."""
        return tuple(self._named.get(surname.lower(), {}).values())

    def holders(self, title: str) -> tuple[Person, ...]:
        """The people of the document who are named in full with a title that holds this word."""
        known = (person for people in self._named.values() for person in people.values())
        held = {person.key: person for person in known if title.lower() in person.title.lower().split()}
        return tuple(held.values())

    def pair_before(self, index: int) -> Pair | None:
        """The pair of places named last before a sentence."""
        return next((pairs[-1] for pairs in reversed(self._pairs[: index + 1]) if pairs), None)

    def person_before(self, index: int) -> Person | None:
        """The only person named in the nearest sentence before that names any; None where there are several."""
        for before in range(index - 1, max(-1, index - 1 - _LOOK_BACK), -1):
            named = [self._in_full(person) for person in self._people[before]]
            named += self.surnames(before)
            if named:
                return named[0] if len({person.key for person in named}) == 1 else None
        return None

    def surnames(self, index: int) -> list[Person]:
        """The people whom a sentence names by one word that can be nobody else's."""
        words = self._sentences[index].words
        owners = [self.owners(word.text) for word in words if word.capitalised]
        return [found[0] for found in owners if len(found) == 1]

    def _in_full(self, person: Person) -> Person:
        """The person as the document names them best: in full and, where it does so once, with the title."""
        owners = self.owners(person.name[0])
        same = [owner for owner in owners if not person.is_full or owner.key == person.key]
        return same[0] if len(same) == 1 else person


def resolve(index: int, surroundings: Surroundings) -> Resolution:
    """The antecedents that sentence ``index`` of its document needs, each once, in the order of the rules."""
    context: list[str] = []
    for rule in (_pair, _title, _pronoun, _surname):
        answer = rule(index, surroundings)
        if answer.unresolved:
            return answer
        context += [part for part in answer.context if not any(part in other for other in context)]
    return Resolution(context=tuple(context))


def _pair(index: int, surroundings: Surroundings) -> Resolution:
    """``both governments``: the pair of places named last, unless the sentence has named two itself."""
    sentence = surroundings.sentence(index)
    phrase = _PAIR_PHRASE.search(sentence.text)
    if phrase is None or _two_places(sentence.words, phrase.start()):
        return _NOTHING
    if phrase.group().lower().startswith("the ") and " two " not in phrase.group().lower() and phrase.start():
        return _NOTHING
    pair = surroundings.pair_before(index)
    return (
        Resolution(context=(pair.shown,)) if pair else Resolution(unresolved=f"“{phrase.group()}” not named")
    )


def _two_places(words: Sequence[Word], before: int) -> bool:
    """Whether two places are named before an offset, so that ``both sides`` after them means them."""
    places = (
        f"{left.lower} {word.lower}"
        for left, word in zip((words[0], *words), words, strict=False)
        if word.end <= before and word.capitalised and word.lower in PLACES
    )
    return len(set(places)) > 1


def _title(index: int, surroundings: Surroundings) -> Resolution:
    """``The president`` with nobody named in the sentence: the only holder of that title in the document."""
    bare = _BARE_TITLE.search(surroundings.sentence(index).text)
    if bare is None or (bare.start() and (surroundings.people(index) or surroundings.surnames(index))):
        return _NOTHING
    if _UNNAMED.search(surroundings.sentence(index).text, 0, bare.start()):
        return _NOTHING
    holders = surroundings.holders(bare["title"])
    if len(holders) == 1:
        return Resolution(context=(holders[0].shown,))
    return Resolution(unresolved=f"“{bare.group()}” not named")


def _pronoun(index: int, surroundings: Surroundings) -> Resolution:
    """``he`` before anybody is named in the sentence: the only person of the sentences just before."""
    sentence = surroundings.sentence(index)
    pronoun = _first_pronoun(sentence)
    if pronoun is None:
        return _NOTHING
    named = [person.start for person in surroundings.people(index)]
    named += [word.start for word in sentence.words if word.capitalised and surroundings.owners(word.text)]
    first = min(named, default=len(sentence.text))
    possessive = pronoun.lower in {"his", "her"} and named and first < pronoun.start + _CATAPHORA
    described = _BARE_TITLE.search(sentence.text, 0, pronoun.start) or _UNNAMED.search(
        sentence.text, 0, pronoun.start
    )
    if first < pronoun.start or possessive or described:
        return _NOTHING
    person = surroundings.person_before(index)
    return (
        Resolution(context=(person.shown,))
        if person
        else Resolution(unresolved=f"“{pronoun.text}” not named")
    )


def _first_pronoun(sentence: Sentence) -> Word | None:
    """The first ``he`` or ``she`` that is not inside a quotation."""
    quoted = [match.span() for match in QUOTED.finditer(sentence.text)]
    for word in sentence.words:
        if word.lower in PERSONAL and not any(start <= word.start < end for start, end in quoted):
            return word
    return None


def _surname(index: int, surroundings: Surroundings) -> Resolution:
    """Surnames whose owner the sentence names neither in full nor by a title: the full names."""
    sentence = surroundings.sentence(index)
    named = {part.lower() for person in surroundings.people(index) for part in person.name}
    context: list[str] = []
    for word in sentence.words:
        if not word.capitalised or word.lower in named or word.lower in PLACES:
            continue
        owners = surroundings.owners(word.text)
        if len(owners) > 1:
            return Resolution(unresolved=f"“{word.text}” may be {len(owners)} people")
        if owners and " ".join(owners[0].name).lower() not in sentence.text.lower():
            context.append(owners[0].shown)
    return Resolution(context=tuple(dict.fromkeys(context)))
