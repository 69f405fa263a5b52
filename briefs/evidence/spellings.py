"""Names that sources spell differently: with a hyphen or without, family name first or last, by another romanisation.

It is told because who searches for one spelling misses the other. Capitals, marks on letters and kinds of hyphens are
not: most searches see through them. Letters that differ are a spelling only where both are said to hold one office;
else they may be two people.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from briefs.evidence.answers import Question, answer, decided, question
from briefs.evidence.assertions import Assertion
from briefs.evidence.holders import people_of
from briefs.evidence.names import fullest, key_of, sounds_alike, words_of
from briefs.evidence.offices import Holder
from briefs.language.people import common_words, find_people
from briefs.language.scripts import LANGUAGES
from briefs.model import DisagreementKind, DocumentId

_Mention = tuple[str, Assertion]

_MOST_FORMS: Final = 6
"""Spellings of one name; what has more is no name."""
_ANSWERS: Final = 2
"""Spellings from which a name is disputed."""
_WORDS: Final = range(2, 5)
"""Words of a full name."""


def spellings_disputed(found: Sequence[Assertion], holders: Sequence[Holder]) -> Iterator[Question]:
    """The names that sources of different voices spell differently."""
    named = [*_named(found), *((holder.name, holder.assertion) for holder in holders)]
    full = [(name, one) for name, one in named if len(words_of(name)) in _WORDS]
    groups = _alike(full, holders)
    offices = {
        words_of(holder.name): f"{holder.office} of {holder.place}" for holder in holders if holder.held
    }
    for _, mentions in sorted(groups.items()):
        disputed = _question(mentions, offices)
        if disputed:
            yield disputed


def _named(found: Sequence[Assertion]) -> Iterator[_Mention]:
    """The full names of people, as far as a title or a verb of saying tells that they are."""
    documents: dict[DocumentId, list[Assertion]] = defaultdict(list)
    for assertion in found:
        if assertion.sentence.language not in LANGUAGES:
            documents[assertion.extract.document].append(assertion)
    for told in documents.values():
        common = common_words(one.sentence.words for one in told)
        for one in told:
            for person in find_people(one.sentence.text, common):
                if person.is_full:
                    yield " ".join(person.name), one


def _alike(full: Sequence[_Mention], holders: Sequence[Holder]) -> Mapping[str, list[_Mention]]:
    """The mentions of each name, by its letters; by its sounds where the names hold one office."""
    same: dict[str, str] = {}
    offices: dict[tuple[str, str | None], list[Holder]] = defaultdict(list)
    for holder in holders:
        if holder.held and len(words_of(holder.name)) in _WORDS:
            offices[holder.office, holder.place].append(holder)
    for mentions in offices.values():
        for person in people_of(mentions):
            first = fullest(one.name for one in person)
            heard = (one.name for one in person if sounds_alike(first, one.name))
            same |= {key_of(name): key_of(first) for name in heard}
    groups: dict[str, list[_Mention]] = defaultdict(list)
    for name, one in full:
        groups[same.get(key_of(name), key_of(name))].append((name, one))
    return groups


def _question(mentions: Sequence[_Mention], offices: Mapping[tuple[str, ...], str]) -> Question | None:
    """The spellings of one name, each with the voices that use it and no other."""
    forms = sorted({_form(name) for name, _ in mentions})
    if not 1 < len(forms) <= _MOST_FORMS:
        return None
    places = {form: place for place, form in enumerate(forms)}
    spelt = {(id(one), places[_form(name)]): name for name, one in mentions}
    kept = decided([(one, places[_form(name)]) for name, one in mentions])
    given: dict[int, list[Assertion]] = defaultdict(list)
    for one, place in kept:
        given[place].append(one)
    if len(given) < _ANSWERS:
        return None
    answers = [
        answer(_shown(spelt[id(one), place] for one in ones), ones) for place, ones in sorted(given.items())
    ]
    held = sorted({offices[words_of(name)] for name, _ in mentions if words_of(name) in offices})
    whose = f"the name of the {held[0]}" if held else "a person's name"
    return question(DisagreementKind.SPELLING, f"spelling of {whose}", answers)


def _form(name: str) -> str:
    """A name as far as its spelling matters: its words and hyphens."""
    return " ".join("-".join(words_of(word)) for word in name.split())


def _shown(names: Iterator[str]) -> str:
    return fullest(names)
