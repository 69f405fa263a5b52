"""Events that sources date, place or count differently."""

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import combinations
from typing import Final, TypeVar

from briefs.evidence.answers import Question, answer, decided, question
from briefs.evidence.assertions import Assertion
from briefs.evidence.moments import Moments, days_of, same_day
from briefs.evidence.occurrences import (
    Occurrence,
    Rank,
    Scene,
    in_order,
    is_near,
    occurrences,
    ranks,
    scenes,
    shown,
)
from briefs.model import DisagreementKind, DocumentId

_SAME: Final = 0.6
"""Share of the concepts of two clauses, of both together, that they have in common where they tell of one event."""
_ACTORS: Final = 2
"""Names of people that two meetings on one day share where they are one."""
_WIDEST: Final = 40
"""Clauses under one name that are held against each other, all with all."""

T = TypeVar("T", Occurrence, Rank, Scene)


def events_disputed(found: Sequence[Assertion], moments: Moments) -> Iterator[Question]:
    """The events that sources of different voices date, place or count differently."""
    yield from _dates(found, moments)
    yield from _ranks(found)
    yield from _places(found)


def _dates(found: Sequence[Assertion], moments: Moments) -> Iterator[Question]:
    told = [one for assertion in found for one in occurrences(assertion)]

    def differ(ours: Occurrence, theirs: Occurrence) -> bool:
        return (
            is_near(ours.dating, theirs.dating)
            and not ours.dating.agrees(theirs.dating)
            and ours.assertion.ahead == theirs.assertion.ahead
            and (not ours.assertion.ahead or moments.cross([ours.assertion], [theirs.assertion]))
        )

    for group in _clashing(told, lambda one: [(one.kind, name) for name in one.names], _is_one_event, differ):
        yield from _asked(
            DisagreementKind.DATE,
            f"date on which {shown([one.phrase for one in group])}",
            [(one.value, one.assertion) for one in group],
        )


def _is_one_event(ours: Occurrence, theirs: Occurrence) -> bool:
    common, both = ours.concepts & theirs.concepts, ours.concepts | theirs.concepts
    return len(common) >= _SAME * len(both) and (ours.names <= theirs.names or theirs.names <= ours.names)


def _ranks(found: Sequence[Assertion]) -> Iterator[Question]:
    told = [one for assertion in found for one in ranks(assertion)]

    def is_one(ours: Rank, theirs: Rank) -> bool:
        return (
            ours.scope == theirs.scope
            and same_day(ours.assertion, theirs.assertion)
            and not ours.assertion.names.isdisjoint(theirs.assertion.names)
        )

    def key(one: Rank) -> list[Hashable]:
        return [(one.noun, day) for day in days_of(one.assertion.datings)]

    for group in _clashing(told, key, is_one, _ranks_differ):
        text = f"which {shown([one.phrase for one in group])} it was"
        for asked in _asked(DisagreementKind.COUNT, text, [(one.ordinal, one.assertion) for one in group]):
            ordinals = sorted((answer.value for answer in asked.answers), key=in_order)
            yield replace(asked, text=f"{text}: {' or '.join(ordinals)}")


def _places(found: Sequence[Assertion]) -> Iterator[Question]:
    told = [one for assertion in found for one in scenes(assertion)]
    texts: Mapping[DocumentId, str] = {one.extract.document: one.sentence.document.text for one in found}

    def differ(ours: Scene, theirs: Scene) -> bool:
        return (
            ours.place not in texts[theirs.assertion.extract.document]
            and theirs.place not in texts[ours.assertion.extract.document]
        )

    for group in _clashing(told, lambda one: days_of(one.assertion.datings), _is_one_meeting, differ):
        actors = sorted(frozenset.intersection(*(one.actors for one in group)))
        named = [word.text for word in group[0].assertion.sentence.words if word.stem in actors]
        text = f"where {' and '.join(dict.fromkeys(named))} met"
        yield from _asked(DisagreementKind.PLACE, text, [(one.place, one.assertion) for one in group])


def _ranks_differ(ours: Rank, theirs: Rank) -> bool:
    return ours.ordinal != theirs.ordinal


def _is_one_meeting(ours: Scene, theirs: Scene) -> bool:
    return same_day(ours.assertion, theirs.assertion) and len(ours.actors & theirs.actors) >= _ACTORS


def _clashing(
    told: Sequence[T],
    keys: Callable[[T], Sequence[Hashable]],
    is_one: Callable[[T, T], bool],
    differ: Callable[[T, T], bool],
) -> Iterator[list[T]]:
    """Groups of what clashes, with all that is told of the same; each is held against a bounded number of others."""
    buckets: dict[Hashable, list[int]] = defaultdict(list)
    for place, one in enumerate(told):
        for key in keys(one):
            buckets[key].append(place)
    group: dict[int, frozenset[int]] = {}
    same: dict[int, set[int]] = defaultdict(set)
    for bucket in buckets.values():
        for here, there in combinations(bucket[:_WIDEST], 2):
            left, right = told[here], told[there]
            if not is_one(left, right):
                continue
            same[here].add(there)
            same[there].add(here)
            if left.assertion.voice != right.assertion.voice and differ(left, right):
                joined = group.get(here, frozenset({here})) | group.get(there, frozenset({there}))
                group |= dict.fromkeys(joined, joined)
    for joined in sorted(set(group.values()), key=sorted):
        yield [told[place] for place in sorted(joined.union(*(same[place] for place in joined)))]


def _asked(kind: DisagreementKind, text: str, given: Sequence[tuple[str, Assertion]]) -> Iterator[Question]:
    values = sorted({value for value, _ in given})
    kept = decided([(one, values.index(value)) for value, one in given])
    by_value: dict[int, list[Assertion]] = defaultdict(list)
    for one, place in kept:
        by_value[place].append(one)
    if len(by_value) > 1:
        yield question(kind, text, [answer(values[place], ones) for place, ones in sorted(by_value.items())])
