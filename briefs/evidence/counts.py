"""Counts on which sources differ: how many there are of one thing, at one place, of one event.

Two counts answer one question where noun, fate and qualifiers are the same, the sentences share a name and much else,
and neither names another place or date. A count that a later report raises is a development: only what was counted long
ago, or is told otherwise by sources of the same days, is disputed. A voice that counts anew takes back its count.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import combinations
from typing import Final

from briefs.evidence.answers import Question, answer, decided, question
from briefs.evidence.assertions import Assertion
from briefs.evidence.countings import Counting, Fate, countings
from briefs.evidence.datings import Dating
from briefs.evidence.moments import Moments, same_day
from briefs.language.words import stem
from briefs.model import DisagreementKind

_SHARED: Final = 0.3
"""Share of the weight of the lighter sentence that two counts of one thing have in common, figure and noun apart."""
_FEWEST: Final = 3
"""Concepts beside the noun that both sentences hold."""
_WIDEST: Final = 30
"""Counts of one noun under one name that are held against each other, all with all."""


def counts_disputed(
    found: Sequence[Assertion], weights: Mapping[str, float], moments: Moments
) -> Iterator[Question]:
    """The counts on which sources of different voices differ."""
    buckets: dict[tuple[str, str, str], list[Counting]] = defaultdict(list)
    for counting in (counting for assertion in found for counting in countings(assertion)):
        for name in sorted(counting.assertion.names):
            buckets[counting.noun, counting.fate, name].append(counting)
    clashes: list[tuple[Counting, Counting]] = []
    alike: dict[int, list[Counting]] = defaultdict(list)
    taken_back = _taken_back(buckets.values(), weights, moments)
    for bucket in buckets.values():
        standing = [counting for counting in bucket[:_WIDEST] if id(counting) not in taken_back]
        for left, right in combinations(standing, 2):
            if left.assertion.voice == right.assertion.voice or not _is_one_question(left, right, weights):
                continue
            alike[id(left)].append(right)
            alike[id(right)].append(left)
            if not left.figure.agrees(right.figure):
                clashes.append((left, right))
    for component in _components(clashes):
        disputed = _question(component, alike, moments)
        if disputed:
            yield disputed


def _taken_back(
    buckets: Iterable[Sequence[Counting]], weights: Mapping[str, float], moments: Moments
) -> frozenset[int]:
    """The identities of counts that their own voice replaced by another one in a document of a later day."""
    return frozenset(
        id(earlier)
        for bucket in buckets
        for one, other in combinations(bucket[:_WIDEST], 2)
        for earlier, later in ((one, other), (other, one))
        if earlier.assertion.voice == later.assertion.voice
        and not earlier.figure.agrees(later.figure)
        and _is_before(earlier.assertion, later.assertion, moments)
        and _is_of_one_thing(earlier, later, weights)
    )


def _is_before(ours: Assertion, theirs: Assertion, moments: Moments) -> bool:
    """Whether the documents of both sentences state their days, and ours the earlier one."""
    day, later = moments.day(ours), moments.day(theirs)
    return _is_later(ours, theirs, moments) and day is not None and later is not None and day < later


def _is_of_one_thing(earlier: Counting, later: Counting, weights: Mapping[str, float]) -> bool:
    """Whether a later count is of what an earlier one counted: the day on which it was told is another one anyway."""
    ours, theirs = (
        [dating for dating in one.assertion.datings if dating.is_full and dating.start >= 0]
        for one in (earlier, later)
    )
    if ours and theirs and not any(one.agrees(other) for one in ours for other in theirs):
        return False
    return earlier.qualifiers == later.qualifiers and _have_much_in_common(earlier, later, weights)


def _is_one_question(left: Counting, right: Counting, weights: Mapping[str, float]) -> bool:
    ours, theirs = left.assertion, right.assertion
    if left.qualifiers != right.qualifiers:
        return False
    if ours.datings and theirs.datings:
        agreed = [one for one in ours.datings for other in theirs.datings if one.agrees(other)]
        if not agreed:
            return False
        if left.fate is not Fate.OTHER and _is_dated(agreed, left.noun):
            return _share_a_name(left, right)
    return _have_much_in_common(left, right, weights)


def _share_a_name(left: Counting, right: Counting) -> bool:
    if left.names and right.names and left.names.isdisjoint(right.names):
        return False
    return not _common(left, right).isdisjoint(left.assertion.names & right.assertion.names)


def _common(left: Counting, right: Counting) -> frozenset[str]:
    return (left.assertion.concepts & right.assertion.concepts) - {left.noun, left.fate}


def _have_much_in_common(left: Counting, right: Counting, weights: Mapping[str, float]) -> bool:
    """Whether the sentences of two counts share a name and much else."""
    if not _share_a_name(left, right):
        return False
    common = _common(left, right)
    lighter = min(_weight(one.assertion.concepts, weights) for one in (left, right))
    return len(common) >= _FEWEST and _weight(common, weights) >= _SHARED * lighter


def _is_dated(agreed: Sequence[Dating], noun: str) -> bool:
    """Whether a common date singles out an event: its day, or the year where not just anybody is counted."""
    return any(one.is_full or (one.year is not None and noun != stem("people")) for one in agreed)


def _weight(concepts: frozenset[str], weights: Mapping[str, float]) -> float:
    return sum(weights[concept] for concept in sorted(concepts))


def _in_one_time(ours: Sequence[Counting], theirs: Sequence[Counting], moments: Moments) -> bool:
    """Whether neither figure is a development of the other: of long ago, of one day, or told on the same days."""
    left, right = ([one.assertion for one in given] for given in (ours, theirs))
    if any(map(moments.is_history, left)) and any(map(moments.is_history, right)):
        return True
    if any(same_day(one, other) for one in left for other in right if not _is_later(one, other, moments)):
        return True
    left, right = ([one for one in given if moments.is_stated(one)] for given in (left, right))
    return bool(left and right) and moments.cross(left, right)


def _is_later(one: Assertion, other: Assertion, moments: Moments) -> bool:
    """Whether two sentences are of documents that state different days."""
    return moments.is_stated(one) and moments.is_stated(other) and moments.day(one) != moments.day(other)


def _components(clashes: Sequence[tuple[Counting, Counting]]) -> Iterator[list[Counting]]:
    """The counts that clash with one another, each group once, in the order found."""
    group: dict[int, dict[int, Counting]] = {}
    for left, right in clashes:
        ours = group.setdefault(id(left), {id(left): left})
        theirs = group.setdefault(id(right), {id(right): right})
        if ours is not theirs:
            ours |= theirs
            group |= dict.fromkeys(theirs, ours)
    for joined in {id(joined): joined for joined in group.values()}.values():
        yield [*joined.values()]


def _question(
    clashing: Sequence[Counting], alike: Mapping[int, Sequence[Counting]], moments: Moments
) -> Question | None:
    """The question that clashing counts answer, with all counts that give the same answers to it."""
    values = sorted({(one.figure.low, one.figure.high) for one in clashing})
    given = {
        id(one): one
        for counting in clashing
        for one in (counting, *alike[id(counting)])
        if (one.figure.low, one.figure.high) in values
    }
    kept = {
        id(one)
        for one, _ in decided(
            [(one.assertion, values.index((one.figure.low, one.figure.high))) for one in given.values()]
        )
    }
    groups = [
        [
            one
            for one in given.values()
            if (one.figure.low, one.figure.high) == value and id(one.assertion) in kept
        ]
        for value in values
    ]
    disputed = {
        place
        for (here, ours), (there, theirs) in combinations(enumerate(groups), 2)
        if ours
        and theirs
        and not ours[0].figure.agrees(theirs[0].figure)
        and _in_one_time(ours, theirs, moments)
        for place in (here, there)
    }
    if not disputed:
        return None
    answers = [
        answer(_value(groups[place]), (one.assertion for one in groups[place])) for place in sorted(disputed)
    ]
    most = max((groups[place] for place in sorted(disputed)), key=len)
    return question(DisagreementKind.COUNT, f"number of {_phrase(most)}", answers)


def _value(given: Sequence[Counting]) -> str:
    return min((one.value for one in given), key=lambda value: (len(value), value))


def _phrase(given: Sequence[Counting]) -> str:
    """The shortest way in which a source names what is counted, one that holds a name if there is any."""
    phrases = [one.phrase for one in given if one.whole] or [one.phrase for one in given]
    return min(phrases, key=lambda phrase: (not _has_name(phrase), len(phrase), phrase))


def _has_name(phrase: str) -> bool:
    return any(word[0].isupper() for word in phrase.split()[1:])
