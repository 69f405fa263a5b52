"""Documents of one origin → the tree: which of them the others go back to, and by which way."""

import datetime
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from briefs.evidence.fingerprints import Fingerprint
from briefs.evidence.kinship import Kinship
from briefs.evidence.parties import Parties
from briefs.evidence.precedence import version
from briefs.evidence.resemblance import Shares, Text, is_same, shares
from briefs.model import CopySignal, Origin, Reprint

_AS_GOOD: Final = 0.05
"""A reprint goes back to the origin itself unless another print of it holds this much more of its text."""
_MOST: Final = 0.5
"""Share of the origin's text that a document must hold for its credit to be that of the origin, too."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Member:
    """One document, who stands behind it, and its text without boilerplate."""

    document: Fingerprint
    parties: Parties
    text: Text


def tree(members: Sequence[Member], places: Sequence[int], kinship: Kinship) -> Origin:
    """The origin of the documents at these places, which stand in the order of their precedence."""
    first = _first(members, places)
    root = _latest(first, members, places)
    ordered = [root, *(place for place in places if place != root)]
    rank = {place: number for number, place in enumerate(ordered)}
    family, agency = _agency(members, ordered)
    return Origin(
        document=members[root].document.id,
        agency=agency,
        voice=family or members[root].parties.owner or members[root].document.id,
        reprints=tuple(
            _reprint(place, [root, *_earlier(place, rank, kinship)], members, kinship)
            for place in ordered[1:]
        ),
    )


def _first(members: Sequence[Member], places: Sequence[int]) -> int:
    """The agency's own document where another credits it, else a press release, else the one that came first."""
    credited = frozenset[str]().union(*(members[place].parties.credited for place in places))
    own = [place for place in places if members[place].parties.owner in credited]
    released = [place for place in places if members[place].document.is_release]
    return (own or released or list(places))[0]


def _latest(first: int, members: Sequence[Member], places: Sequence[int]) -> int:
    """The last version of the first document: what an outlet has since corrected must not be cited."""
    versions = [place for place in places if _is_version(members[place], members[first])]
    return max(versions, key=lambda place: (_version(members[place].document), -place), default=first)


def _version(one: Fingerprint) -> tuple[datetime.datetime, datetime.datetime]:
    return version(one.published, one.modified, one.retrieved)


def _is_version(later: Member, first: Member) -> bool:
    if later is first:
        return True
    if later.parties.owner != first.parties.owner or is_same(later.text, first.text):
        return False
    if later.document.points_elsewhere:
        return False
    titles = {one.document.title for one in (later, first)}
    same_title = len(titles) == 1 and "" not in titles and first.parties.owner is not None
    return same_title or not set(later.document.addresses).isdisjoint(first.document.addresses)


def _agency(members: Sequence[Member], ordered: Sequence[int]) -> tuple[str | None, str | None]:
    """The family and the name of who is credited for the text and has no document of his own among them.

    The origin's own credit comes first, then the one that most of the others give. What others credit is the origin's
    only where they hold most of it: of a report of which two papers carry one sentence of an agency's, the rest is not
    the agency's.
    """
    owners = {members[place].parties.owner for place in ordered}
    counted: Counter[str] = Counter()
    root = members[ordered[0]].parties.credited
    for place in ordered:
        if root or _holds_most(members[place], members[ordered[0]]):
            counted.update(members[place].parties.credited.keys())
    if owners & counted.keys():
        return None, None
    ranked = sorted(counted, key=lambda family: (family not in root, -counted[family], family))
    if not ranked:
        return None, None
    shown = [members[place].parties.credited for place in ordered]
    return ranked[0], next(credited[ranked[0]] for credited in shown if ranked[0] in credited)


def _holds_most(member: Member, origin: Member) -> bool:
    """Whether most of the text of an origin stands in that of a member, by words or by what it was found to be."""
    return is_same(member.text, origin.text) or shares(origin.text, member.text).left >= _MOST


def _earlier(place: int, rank: Mapping[int, int], kinship: Kinship) -> list[int]:
    """The prints between a document and the origin that it is paired with, the first of them first."""
    paired = (other for other in kinship.around[place] if 0 < rank[other] < rank[place])
    return sorted(paired, key=rank.__getitem__)


def _reprint(place: int, earlier: Sequence[int], members: Sequence[Member], kinship: Kinship) -> Reprint:
    """One reprint below the print that holds most of its text, the origin where another holds hardly more."""
    text = members[place].text
    held = {other: shares(text, members[other].text) for other in earlier}
    root = earlier[0]
    best = max(earlier, key=lambda other: held[other].left + _AS_GOOD * (other == root))
    return Reprint(
        document=members[place].document.id,
        of=members[best].document.id,
        signal=_signal(members[place], members[best], held[best], kinship.signal(place, best)),
        share=round(min(held[best].left, 1.0), 4),
    )


def _signal(member: Member, of: Member, found: Shares, paired: CopySignal | None) -> CopySignal:
    """What tells most of the two: how their texts agree, else by what else they were found to be one."""
    if is_same(member.text, of.text):
        return CopySignal.SAME_TEXT
    if found.is_near:
        return CopySignal.NEAR_COPY
    if found.holds:
        return CopySignal.CONTAINED
    if paired is CopySignal.ADDRESS:
        return paired
    return CopySignal.FEED if member.parties.credited and not member.document.credits else CopySignal.CREDIT
