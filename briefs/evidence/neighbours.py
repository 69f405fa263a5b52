"""Which documents are worth comparing: those that share marks, found without comparing all with all."""

from array import array
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Final

from briefs.evidence.prints import Print

_BEFORE: Final = 3
"""Documents before it, in the order given, that each holder of a mark is compared with. A story that a hundred
outlets carry makes a chain of a few hundred pairs and not five thousand; so does a phrase that everybody uses."""
_FEWEST: Final = 2
_SHARE: Final = 0.25
"""Marks in common that make a pair worth the comparison: two, or a quarter of those that the shorter has."""
_PLACES: Final = 0xFFFFFFFF
_BITS: Final = 6


def neighbours(prints: Sequence[Print]) -> list[tuple[int, int]]:
    """Places of documents that may share text, the lesser first, in order. Linear in the marks."""
    shared: Counter[int] = Counter()
    for holders in _holders(prints):
        for behind, place in enumerate(holders):
            for other in holders[max(behind - _BEFORE, 0) : behind]:
                shared[other << 32 | place] += 1
    pairs = (
        (key >> 32, key & _PLACES)
        for key, count in shared.items()
        if count >= _FEWEST or _is_much(prints[key >> 32], prints[key & _PLACES])
    )
    return sorted(pairs)


def _holders(prints: Sequence[Print]) -> Iterator[list[int]]:
    """For each mark that several documents have, their places in order. Most marks one document has alone."""
    for postings in _postings(prints):
        first: dict[int, int] = {}
        several: dict[int, list[int]] = {}
        for posting in postings:
            mark, place = posting >> 32, posting & _PLACES
            before = first.setdefault(mark, place)
            if before != place:
                several.setdefault(mark, [before]).append(place)
        yield from several.values()


def _postings(prints: Sequence[Print]) -> "list[array[int]]":
    """Marks with the places that have them, in parts by the first bits of the mark.

    One dictionary of all would take ten times the memory.
    """
    parts = [array("Q") for _ in range(1 << _BITS)]
    for place, one in enumerate(prints):
        for mark in one.marks:
            parts[mark >> 32 - _BITS].append(mark << 32 | place)
    return parts


def _is_much(left: Print, right: Print) -> bool:
    """Whether one mark in common is already much for the shorter of the two."""
    return _SHARE * min(len(left.marks), len(right.marks)) <= 1
