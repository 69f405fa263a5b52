"""Offices that sources give to different people at one time.

A successor is no contradiction. Where the sources tell of a change, and where the days on which one and the other
are named lie apart, nothing is disputed; a source that names both knows of the change.
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import combinations
from typing import Final

from briefs.evidence.answers import Question, answer, decided, question
from briefs.evidence.assertions import Assertion
from briefs.evidence.countries import with_article
from briefs.evidence.moments import Moments, same_day, times_lie_apart
from briefs.evidence.names import fullest, may_be_one, words_of
from briefs.evidence.offices import Holder
from briefs.model import DisagreementKind

_CLOSE: Final = 3
"""Days between two sources within which nobody has changed unless a source tells of it."""
_ANSWERS: Final = 2
"""People from which on an office is disputed."""
_MOST_PEOPLE: Final = 12
"""People said to hold one office, beyond which it is several offices of one name."""


def offices_disputed(holders: Sequence[Holder], moments: Moments) -> Iterator[Question]:
    """The offices to which sources of different voices name different people at one time."""
    offices: dict[tuple[str, str], list[Holder]] = defaultdict(list)
    for holder in holders:
        if holder.place is not None and not moments.is_history(holder.assertion):
            offices[holder.office, holder.place].append(holder)
    for (office, place), mentions in sorted(offices.items()):
        disputed = _disputed(mentions, moments)
        if disputed:
            answers = [
                answer(fullest(one.name for one in named), (one.assertion for one in named))
                for named in disputed
            ]
            yield question(DisagreementKind.OFFICE, f"{office} of {with_article(place)}", answers)


def _disputed(mentions: Sequence[Holder], moments: Moments) -> list[list[Holder]]:
    """The mentions of each person who is named at one time with another one."""
    people = people_of(mentions)
    if len(people) < _ANSWERS:
        return []
    places = {id(mention): place for place, named in enumerate(people) for mention in named}
    told = any(mention.changing or not mention.held for mention in mentions) or len(
        decided([(mention.assertion, places[id(mention)]) for mention in mentions])
    ) < len(mentions)
    in_office = [mention for mention in mentions if mention.held]
    kept = {
        id(one) for one, _ in decided([(mention.assertion, places[id(mention)]) for mention in in_office])
    }
    named = [[one for one in group if one.held and id(one.assertion) in kept] for group in people]
    named = [group for group in named if group]
    clashing = {
        place
        for left, right in combinations(range(len(named)), 2)
        if _at_one_time(named[left], named[right], moments, told=told)
        for place in (left, right)
    }
    return [named[place] for place in sorted(clashing)]


def _unaware(ours: Sequence[Holder], theirs: Sequence[Holder]) -> list[Assertion]:
    """The sentences on one person of documents that do not name the other: who names both may tell of the past."""
    known = set(words_of(fullest(one.name for one in ours)))
    words = [word for word in words_of(fullest(one.name for one in theirs)) if word not in known]
    named = re.compile(rf"\b(?:{'|'.join(map(re.escape, words))})\b", re.IGNORECASE)
    documents = {one.document: one.assertion.sentence.document for one in ours}
    aware = {place for place, document in documents.items() if named.search(document.text)}
    return [one.assertion for one in ours if one.document not in aware]


def people_of(mentions: Sequence[Holder]) -> list[list[Holder]]:
    """The mentions of each person, by names that may be one person's; none where too many people are named."""
    named: dict[str, list[Holder]] = defaultdict(list)
    for mention in mentions:
        named[mention.name].append(mention)
    people: dict[str, list[Holder]] = {}
    for name in sorted(named, key=lambda name: (-len(name.split()), name)):
        same = next((first for first in people if may_be_one(name, first)), name)
        people.setdefault(same, []).extend(named[name])
        if len(people) > _MOST_PEOPLE:
            return []
    return [*people.values()]


def _at_one_time(ours: Sequence[Holder], theirs: Sequence[Holder], moments: Moments, *, told: bool) -> bool:
    """Whether two people are named to one office at one time by sources that do not know of the other one."""
    left, right = _unaware(ours, theirs), _unaware(theirs, ours)
    apart = [[times_lie_apart(one, other, _CLOSE) for other in right] for one in left]
    left = [one for one, told_apart in zip(left, apart, strict=True) if not all(told_apart)]
    right = [
        one for one, told_apart in zip(right, zip(*apart, strict=True), strict=True) if not all(told_apart)
    ]
    if not left or not right:
        return False
    if any(same_day(one, other) for one in left for other in right):
        return True
    if told:
        left, right = ([one for one in given if moments.day(one)] for given in (left, right))
        return bool(left and right) and moments.cross(left, right)
    return moments.cross(left, right, _CLOSE)
