"""Words by which two sentences that sound alike say different things."""

from collections.abc import Collection
from functools import cache
from typing import Final

from briefs.language.words import stem

_OPPOSITES: Final = (
    ("north northern", "south southern"),
    ("east eastern", "west western"),
    ("inside within", "outside beyond"),
    (
        "rise rose risen increase increased grow grew up higher",
        "fall fell fallen decrease decreased shrink down lower",
    ),
    ("accept accepted approve approved back support", "oppose opposed against condemn veto"),
    ("won win victory", "lost lose defeat"),
    ("open opened reopen", "close closed shut"),
    ("guilty convicted", "innocent acquitted cleared"),
    ("begin began start started", "end ended stop stopped finish"),
    ("before earlier", "after later"),
    ("import", "export"),
    ("buy bought", "sell sold"),
    ("arrive arrived", "leave left depart"),
    ("find found located localised localized recover", "search searching missing"),
    ("initially originally", "revised revise"),
    ("alive survive survived", "dead die died killed"),
)
"""Words of which a sentence with one does not say what a sentence with the other says."""
_ORDINALS: Final = frozenset(("first", "second", "third", "fourth", "fifth", "sixth", "seventh"))


def count_otherwise(ours: Collection[str], theirs: Collection[str]) -> bool:
    """Whether two texts, given by their stems, count one thing differently: ``the first`` and ``the second``."""
    left, right = _ORDINALS.intersection(ours), _ORDINALS.intersection(theirs)
    return bool(left and right and not left & right)


def are_opposite(ours: Collection[str], theirs: Collection[str], beside: Collection[str] = ()) -> bool:
    """Whether the stems of another text have a word against one of ours, of a pair of which we have one.

    ``beside`` are stems that stand beside ours: with them we have the other one too.
    """
    left, right = frozenset(ours), frozenset(theirs)
    both = left.union(beside)
    return any(
        left & here and right & there and not both & there
        for sides in _opposites()
        for here, there in (sides, sides[::-1])
    )


@cache
def _opposites() -> tuple[tuple[frozenset[str], frozenset[str]], ...]:
    return tuple(
        (frozenset(map(stem, left.split())), frozenset(map(stem, right.split())))
        for left, right in _OPPOSITES
    )
