"""Whom and what the words of a sentence refer to in the sentences before it.

Every rule answers only where the document leaves one candidate: the single person of the sentences just before, the
single holder of a title, the single full name that a surname belongs to, the pair of countries named last.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from briefs.language.definites import Things
from briefs.language.english import (
    LEADERS,
    OF_ANOTHER,
    OPENING_LEADERS,
    PAIRED,
    PERSONAL,
    PLACES,
    TELLING,
    TITLES,
)
from briefs.language.pairs import Pairs
from briefs.language.people import (
    Person,
    common_words,
    find_people,
    is_part_of_name,
    unknown_names,
)
from briefs.language.sentences import Sentence, is_quoted
from briefs.language.surnames import PARTICLES, find_full_names, find_surnames
from briefs.language.words import Word, split_words

_LOOK_BACK: Final = 2
"""Sentences before a pronoun in which its antecedent is looked for; further back a rule is wrong too often."""
_LONGEST: Final = 4000
"""Characters from which a sentence is none that anybody wrote, and nobody is looked for in it."""
_TWO: Final = 2
_CATAPHORA: Final = 60
"""``In his speech, President Lee …``: characters within which a name may follow its possessive."""

_ANY_TITLE: Final = "|".join(sorted(TITLES))
_ROLES: Final = "official|expert|scholar|diplomat|researcher|negotiator|aide|historian|economist"
_PAIR_PHRASE: Final = re.compile(
    rf"\b(?:(?:the|these|those) two|both|the) (?:{'|'.join(sorted(PAIRED))})\b(?! of\b)"
    r"|\b(?:neither|either|each) (?:side|government|country|nation|capital|state|party|neighbou?r)\b",
    re.IGNORECASE,
)
_LEADERS_PHRASE: Final = re.compile(
    rf"\b(?:(?:the|these) two|both) (?:{'|'.join(sorted(LEADERS))})\b(?! of\b)", re.IGNORECASE
)
_BARE_LEADERS: Final = re.compile(r"\bthe leaders\b(?! (?:of|from|in|at|who)\b)", re.IGNORECASE)
"""``the leaders``: somebody, wherever the sentence names nobody and nothing."""
_BARE_TITLE: Final = re.compile(
    r"\b[Tt]he (?P<title>(?i:(?:(?:prime|foreign|defence|defense|unification|finance) )?"
    rf"(?:{_ANY_TITLE}|{_ROLES})))\b"
    r"(?!['’]s (?:office|house)| (?:of|for|at|in|from|who)\b|s\b| [A-Z])"
)
_OFFICES: Final = frozenset(
    {"president", "prime minister", "premier", "chancellor", "king", "queen", "mayor"}
)
"""Offices that one person holds at a time; ``the minister`` may be any of several."""
_SPELLINGS: Final = {"prime minister": ("prime minister", "pm")}
_SOMEBODY: Final = re.compile(
    rf"\b(?:an?|the|another|one) (?:[\w-]+ ){{0,2}}?(?:{_ANY_TITLE}|{_ROLES}|leader|man|woman)\b"
)
"""A role in small letters: somebody whom a pronoun in the next sentence may mean."""
_HE: Final = frozenset({"he", "him", "his", "himself"})
_MEN: Final = frozenset({"Mr", "King", "Sir"})
_WOMEN: Final = frozenset({"Mrs", "Ms", "Queen", "Miss"})
_APPOSITION: Final = re.compile(r"(?:['’]s?)?, (?:an?|the|who|whose)\b")
"""What says who ``Mr Vik`` is: ``Mr Vik, the harbour master``."""
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

    __slots__ = ("_named", "_pairs", "_people", "_sentences", "_things", "_titled")

    def __init__(self, sentences: Sequence[Sentence], preamble: str) -> None:
        """Take the sentences of one document in order, and its title, headings and captions as ``preamble``."""
        common = common_words(sentence.words for sentence in sentences)
        self._sentences = sentences
        self._things = Things(sentences)
        self._people = [
            find_people(sentence.text, common) if len(sentence.text) <= _LONGEST else ()
            for sentence in sentences
        ]
        self._pairs = Pairs(sentences, preamble)
        self._named: dict[str, dict[tuple[str, ...], Person]] = {}
        for person in (person for people in self._people for person in people if person.is_full):
            known = self._named.setdefault(person.family_name.lower(), {})
            if person.key not in known or (person.titled and not known[person.key].titled):
                known[person.key] = person
        self._admit_by_surname()
        self._admit_namesakes()
        self._titled: dict[str, set[str]] = {}
        for person in (person for people in self._people for person in people):
            if person.titled and not person.is_full and not person.is_courtesy:
                self._titled.setdefault(person.name[0], set()).add(person.shown)

    def _admit_by_surname(self) -> None:
        """Add who is called by a surname alone, and in full once or in the same words."""
        surnames = find_surnames(self._sentences) - self._named.keys()
        if not surnames:
            return
        for place, sentence in enumerate(self._sentences):
            if len(sentence.text) > _LONGEST:
                continue
            found = [
                person
                for person in find_full_names(sentence, surnames)
                if not any(_overlap(person, other) for other in self._people[place])
            ]
            self._people[place] = tuple(
                sorted((*self._people[place], *found), key=lambda person: person.start)
            )
            for person in found:
                self._named.setdefault(person.family_name.lower(), {}).setdefault(person.key, person)

    def _admit_namesakes(self) -> None:
        """Add who shares a family name with a known person: then the name alone tells neither from the other."""
        for sentence in self._sentences:
            for before, word in pairwise(sentence.words):
                known = self._named.get(word.lower)
                if known is None or not is_part_of_name(before, sentence.words[0]):
                    continue
                adjacent = sentence.text[before.end : word.start] in {" ", ". "}
                if adjacent and not any(before.lower in " ".join(key) for key in known):
                    other = Person(shown=f"{before.text} {word.text}", name=(before.text, word.text), start=0)
                    known[other.key] = other

    def sentence(self, index: int) -> Sentence:
        """The sentence at a place of the document."""
        return self._sentences[index]

    @property
    def things(self) -> Things:
        """What the document names of each kind of thing."""
        return self._things

    @property
    def pairs(self) -> Pairs:
        """The pairs of places the document names."""
        return self._pairs

    def people(self, index: int) -> tuple[Person, ...]:
        """The people named in one sentence."""
        return self._people[index]

    def owners(self, surname: str) -> tuple[Person, ...]:
        """The people of the document who are named in full and whose family name a word is."""
        name = surname.lower().removesuffix("'s").removesuffix("’s")
        return tuple(self._named.get(name, {}).values())

    def holders(self, office: str) -> tuple[Person, ...]:
        """The people of the document who are named in full with exactly this office as their title."""
        known = (person for people in self._named.values() for person in people.values())
        return tuple(person for person in known if person.title.lower() in _SPELLINGS.get(office, (office,)))

    def two_people_before(self, index: int) -> tuple[Person, ...]:
        """The only two people named in the nearest sentence before that names any; empty where others may be meant."""
        for before in range(index - 1, max(-1, index - 1 - _LOOK_BACK), -1):
            people = self._known_in(before)
            if people is None:
                return ()
            if people:
                return people if len(people) == _TWO else ()
        return ()

    def titled(self, surname: str) -> str | None:
        """A surname with its title, where the document names it in no other way: ``President Ruiz``."""
        found = self._titled.get(surname, set())
        return next(iter(found)) if len(found) == 1 else None

    def person_before(self, index: int) -> Person | None:
        """The only person named in the nearest sentence before that names any.

        None where there are several, and where a name or a role stands that may be somebody else's.
        """
        for before in range(index - 1, max(-1, index - 1 - _LOOK_BACK), -1):
            people = self._known_in(before)
            if people is None:
                return None
            if people:
                return people[0] if len(people) == 1 else None
        return None

    def _known_in(self, index: int) -> tuple[Person, ...] | None:
        """The people a sentence names; None where a name or a role stands in it that may be somebody else's."""
        named = {person.key: person for person in map(self._in_full, self._people[index])}
        named |= {person.key: person for person in self.surnames(index)}
        known = {word.lower for key in named for word in split_words(" ".join(key))}
        sentence = self._sentences[index]
        if _SOMEBODY.search(sentence.text) or any(not set(run) <= known for run in unknown_names(sentence)):
            return None
        return tuple(named.values())

    def surnames(self, index: int) -> list[Person]:
        """The people whom a sentence names by one word that can be nobody else's."""
        words = self._sentences[index].words
        owners = [self.owners(word.text) for word in words if word.capitalised]
        return [found[0] for found in owners if len(found) == 1]

    def _in_full(self, person: Person) -> Person:
        """The person as the document names them best: in full and, where it does so once, with the title."""
        owners = self.owners(person.family_name)
        same = [owner for owner in owners if not person.is_full or owner.key == person.key]
        return same[0] if len(same) == 1 else person


def _overlap(left: Person, right: Person) -> bool:
    return left.start < right.start + len(right.shown) and right.start < left.start + len(left.shown)


def resolve(index: int, surroundings: Surroundings) -> Resolution:
    """The antecedents that sentence ``index`` of its document needs, each once, in the order of the rules."""
    context: list[str] = []
    for rule in (_pair, _two_people, _title, _pronoun, _courtesy, _surname):
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
    pair = surroundings.pairs.before(index, capitals=phrase.group().lower().endswith("capitals"))
    return (
        Resolution(context=(pair.shown,)) if pair else Resolution(unresolved=f"“{phrase.group()}” not named")
    )


def _two_people(index: int, surroundings: Surroundings) -> Resolution:
    """``Both leaders``: the two people named last, unless the sentence has named two itself.

    So are ``the leaders`` in a sentence that names nobody and nothing.
    """
    text = surroundings.sentence(index).text
    bare = None if surroundings.things.has_names(index) else _BARE_LEADERS.search(text)
    phrase = _LEADERS_PHRASE.search(text) or OPENING_LEADERS.match(text) or bare
    named = {person.family_name for person in (*surroundings.people(index), *surroundings.surnames(index))}
    if (
        phrase is None
        or len(named) >= _TWO
        or _two_places(surroundings.sentence(index).words, phrase.start())
    ):
        return _NOTHING
    people = surroundings.two_people_before(index)
    office = phrase.group().lower().rpartition(" ")[2].removesuffix("s")
    if not people or (
        office in TITLES and any(person.titled and office not in person.shown.lower() for person in people)
    ):
        return Resolution(unresolved=f"“{phrase.group()}” not named")
    return Resolution(context=tuple(person.shown for person in people))


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
    if bare is None or (bare.start() and _may_name_the_holder(index, bare, surroundings)):
        return _NOTHING
    if _UNNAMED.search(surroundings.sentence(index).text, 0, bare.start()):
        return _NOTHING
    office = bare["title"].lower()
    holders = surroundings.holders(office) if office in _OFFICES else ()
    if len(holders) == 1:
        return Resolution(context=(holders[0].shown,))
    return Resolution(unresolved=f"“{bare.group()}” not named")


def _may_name_the_holder(index: int, bare: re.Match[str], surroundings: Surroundings) -> bool:
    """Whether the sentence names who may hold an office: anybody, but whom its holder speaks to."""
    if not TELLING.match(bare.string, bare.end()):
        return bool(surroundings.people(index) or surroundings.surnames(index))
    before = (word for word in surroundings.sentence(index).words if word.end <= bare.start())
    return any(word.capitalised and surroundings.owners(word.text) for word in before)


def _pronoun(index: int, surroundings: Surroundings) -> Resolution:
    """``he`` before anybody is named in the sentence: the only person of the sentences just before."""
    sentence = surroundings.sentence(index)
    pronoun = next((word for word in sentence.words if word.lower in PERSONAL), None)
    if pronoun is None:
        return _NOTHING
    named = [person.start for person in surroundings.people(index)]
    named += [word.start for word in sentence.words if word.capitalised and surroundings.owners(word.text)]
    first = min(named, default=len(sentence.text))
    possessive = pronoun.lower in {"his", "her"} and named and first < pronoun.start + _CATAPHORA
    possessive = possessive and not OF_ANOTHER.match(sentence.text, pronoun.start)
    described = any(role.search(sentence.text, 0, pronoun.start) for role in (_BARE_TITLE, _UNNAMED))
    if first < pronoun.start or possessive or described:
        return _NOTHING
    earlier = _possible_names(sentence, pronoun.start)
    if any(word is not sentence.words[0] for word in earlier):
        return _NOTHING
    person = None if is_quoted(sentence.text, pronoun.start) or earlier else surroundings.person_before(index)
    if person is None or _first_word(person) in (_WOMEN if pronoun.lower in _HE else _MEN):
        return Resolution(unresolved=f"“{pronoun.text}” not named")
    return Resolution(context=(person.shown,))


def _possible_names(sentence: Sentence, end: int) -> list[Word]:
    """The words before an offset, outside quotations, that may be names."""
    first = sentence.words[0]
    before = (word for word in sentence.words if word.start < end and is_part_of_name(word, first))
    return [word for word in before if not is_quoted(sentence.text, word.start)]


def _first_word(person: Person) -> str:
    return person.shown.split()[0].rstrip(".")


def _courtesy(index: int, surroundings: Surroundings) -> Resolution:
    """``Mr Vik``, whom the sentence does not introduce: the only person of the document who may be meant."""
    sentence = surroundings.sentence(index)
    context: list[str] = []
    for person in surroundings.people(index):
        if not person.is_courtesy or _is_introduced(person, sentence):
            continue
        owners = [owner for owner in surroundings.owners(person.family_name) if _may_be(person, owner)]
        if len(owners) != 1:
            return Resolution(unresolved=f"“{person.shown}” not named")
        context.append(owners[0].shown)
    return Resolution(context=tuple(dict.fromkeys(context)))


def _is_introduced(person: Person, sentence: Sentence) -> bool:
    """Whether a sentence says itself who somebody is: by a description, or by the full name elsewhere in it."""
    if _APPOSITION.match(sentence.text, person.start + len(person.shown)):
        return True
    return any(
        word.text.startswith(person.family_name) and is_part_of_name(before, sentence.words[0])
        for before, word in pairwise(sentence.words)
    )


def _may_be(person: Person, owner: Person) -> bool:
    """Whether the title before a surname does not contradict the one before the full name."""
    titles = {_first_word(person), _first_word(owner)}
    return not (titles & _MEN and titles & _WOMEN)


def _surname(index: int, surroundings: Surroundings) -> Resolution:
    """Surnames whose owner the sentence names neither in full nor by a title: the full names."""
    sentence = surroundings.sentence(index)
    text = sentence.text
    named = {part.lower() for person in surroundings.people(index) for part in person.name}
    context: list[str] = []
    for before, word in zip((None, *sentence.words), sentence.words, strict=False):
        if not word.capitalised or word.lower in named or word.lower in PLACES:
            continue
        if (
            before
            and is_part_of_name(before, sentence.words[0])
            and before.lower not in PARTICLES
            and text[before.end : word.start] in {" ", ". "}
        ):
            continue
        owners = surroundings.owners(word.text)
        if (
            before
            and before.text in {"De", "Van", "Von", "Der"}
            and not owners
            and before.end + 1 == word.start
        ):
            return Resolution(unresolved=f"“{before.text} {word.text}” not named")
        if len(owners) > 1:
            return Resolution(unresolved=f"“{word.text}” may be {len(owners)} people")
        titled = None if owners else surroundings.titled(word.text)
        if titled and titled not in text:
            context.append(titled)
        if owners and " ".join(owners[0].name).lower() not in text.lower():
            context.append(owners[0].shown)
    return Resolution(context=tuple(dict.fromkeys(context)))
