"""Whether two sentences speak of the same people, bodies and places."""

import re
from collections.abc import Set as AbstractSet
from typing import Final

from briefs.evidence.callings import Name, find_names, is_country, may_be_one, place_among
from briefs.evidence.gists import Gist

_PAIR: Final = re.compile(
    r"\b(?:[Bb]oth|(?:[Tt]he )?[Tt]wo|[Nn]either|[Ee]ach) (?:sides?|governments?|countr(?:y|ies)|nations?|capitals?"
    r"|states?|neighbou?rs?|economies|ministries)\b"
)
"""Words for two countries that were named before."""
_TWO: Final = 2
_LEANING: Final = re.compile(
    r"\b(?:[Hh]e|[Ss]he|[Ii]t|[Tt]hey|[Hh]is|[Hh]er|[Ii]ts|[Tt]heir|[Tt]he two|[Bb]oth)\b"
)
"""Words for somebody who was named before."""
_TOGETHER: Final = re.compile(
    r"[A-Z][^\s,]* and (?:[A-Z]|\w+ minister)|\b(?:between|with|meet|met|summit|talks|agreed)\b"
)
"""Names that are joined, and what is done together."""
_BY: Final = re.compile(r"\bby (?:the |an? )?(?:[a-z]+ ){0,3}[A-Z]")


def in_common(ours: AbstractSet[Name], theirs: AbstractSet[Name], *, countries: bool = True) -> int:
    """How many of some names others have in common with them."""
    counted = (name for name in ours if countries or not is_country(name))
    return sum(any(may_be_one(name, other) for other in theirs) for name in counted)


def has_the_same_actors(
    ours: Gist, theirs: Gist, passage: str, proper: frozenset[str], figures: int = 0
) -> bool:
    """Whether a passage of the other sentence names those of the main clauses, or nobody else.

    Whoever leaves out a name, and has one that the statement has not, speaks of somebody else. “The two governments”
    are the two countries that the statement names. Who names nobody must lean on somebody who was named before
    (“he”, “the two”), or have two ``figures`` in common.
    """
    known = theirs.known | _pair(ours, theirs)
    missed = [name for name in ours.named if not in_common({name}, known)]
    others = [name for name in find_names(passage, proper) if not in_common({name}, ours.known)]
    if missed and others:
        return False
    if not ours.named or in_common(ours.known, known):
        return not _changes_places(ours, passage, proper)
    return figures >= _TWO or _LEANING.search(passage) is not None


def _pair(ours: Gist, theirs: Gist) -> frozenset[Name]:
    """The two countries of the statement where the other sentence says “both governments”."""
    countries = frozenset(name for name in ours.named if is_country(name))
    told = len(countries) == _TWO and _PAIR.search(theirs.assertion.sentence.text)
    return countries if told else frozenset()


def _changes_places(ours: Gist, text: str, proper: frozenset[str]) -> bool:
    """Whether who acts in one sentence is acted upon in the other: two names, told the other way round.

    Two that are joined act together, and what was done ``by`` somebody is told from its end.
    """
    if any(_TOGETHER.search(each) for each in (ours.text, text)):
        return False
    first, second = (list(find_names(each, proper)) for each in (ours.text, text))
    order = [place for name in first if (place := place_among(name, second)) is not None]
    turned = len(order) > 1 and order[0] > order[1]
    return turned != ((_BY.search(ours.text) is None) != (_BY.search(text) is None)) and len(set(order)) > 1
