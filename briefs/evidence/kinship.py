"""Who prints whose text: documents as a graph of verified pairs, cut where a page only collects stories."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import Final

from briefs.evidence.resemblance import Text, common_shingles, shares
from briefs.model import CopySignal

_COPY: Final = 0.7
"""Share of a page in another from which the two are prints of one page, collection or not."""
_APART: Final = 0.2
"""Under this share in common two parts of a page come from different stories."""

Pair = tuple[int, int]
"""Places of two documents, the lesser first."""


class Kinship:
    """The verified pairs, and what tells of each that it is one."""

    def __init__(self, signals: Mapping[Pair, CopySignal]) -> None:
        self.signals = signals
        around: defaultdict[int, set[int]] = defaultdict(set)
        for left, right in signals:
            around[left].add(right)
            around[right].add(left)
        self.around: Mapping[int, set[int]] = dict(around)

    def signal(self, one: int, other: int) -> CopySignal | None:
        """What tells that the two are of one origin; None where they are so only by a third."""
        return self.signals.get(_pair(one, other))


def collections(kinship: Kinship, near: Iterable[Pair], texts: Sequence[Text]) -> dict[int, set[int]]:
    """The pages that hold several unrelated stories, each with the documents that tell one of them.

    A round-up, a digest or a newsletter holds each of its stories whole; were it a print of them all, they would
    all be one. ``near`` are the pairs that were compared, whatever came of it.
    """
    whole = _held_whole(near, texts)
    found: dict[int, set[int]] = {}
    for place in sorted({*kinship.around, *whole}):
        around = kinship.around.get(place, set())
        doubtful = [other for other in around if kinship.signal(place, other) is not CopySignal.ADDRESS]
        partial = {other for other in doubtful if shares(texts[place], texts[other]).left < _COPY}
        held = partial | whole.get(place, set())
        if len(held) > 1 and _parts(place, sorted(held), kinship, texts) > 1:
            found[place] = held
    return found


def without(kinship: Kinship, pages: Mapping[int, set[int]]) -> Kinship:
    """The pairs without those that a page makes by collecting stories."""
    return Kinship(
        {
            (left, right): signal
            for (left, right), signal in kinship.signals.items()
            if signal is CopySignal.ADDRESS
            or (right not in pages.get(left, ()) and left not in pages.get(right, ()))
        }
    )


def apart(kinship: Kinship, contradicting: Collection[Pair]) -> Kinship:
    """The pairs without those that would make one origin of documents that contradict each other.

    A third that goes with either stays with the first. Versions of one page are one, whatever was corrected, and
    what is a print of any of them contradicts none.
    """
    if not contradicting:
        return kinship
    pages, groups = _Groups(), _Groups()
    for pair, signal in kinship.signals.items():
        if signal is CopySignal.ADDRESS:
            pages.join(*pair)
            groups.join(*pair)
    paired = {_pair(pages.of(left), pages.of(right)) for left, right in kinship.signals}
    for left, right in contradicting:
        between = _pair(pages.of(left), pages.of(right))
        if between not in paired and between[0] != between[1]:
            groups.divide(left, right)
    for pair in sorted(kinship.signals):
        groups.join(*pair)
    return Kinship(
        {
            (left, right): signal
            for (left, right), signal in kinship.signals.items()
            if groups.of(left) == groups.of(right)
        }
    )


class _Groups:
    """Places in groups that are joined where nothing divides them."""

    def __init__(self) -> None:
        self._above: dict[int, int] = {}
        self._against: defaultdict[int, set[int]] = defaultdict(set)

    def of(self, place: int) -> int:
        """The place that stands for the group of this one."""
        while (above := self._above.get(place, place)) != place:
            self._above[place] = self._above.get(above, above)
            place = above
        return place

    def divide(self, one: int, other: int) -> None:
        """Keep the groups of two places from being joined."""
        one, other = self.of(one), self.of(other)
        self._against[one].add(other)
        self._against[other].add(one)

    def join(self, one: int, other: int) -> None:
        """Make one group of two, unless they are divided."""
        one, other = self.of(one), self.of(other)
        if one == other or other in self._against[one]:
            return
        if len(self._against[one]) < len(self._against[other]):
            one, other = other, one
        self._above[other] = one
        for against in self._against.pop(other, set()):
            self._against[against].discard(other)
            self._against[against].add(one)
            self._against[one].add(against)


def _held_whole(near: Iterable[Pair], texts: Sequence[Text]) -> Mapping[int, set[int]]:
    """For each document the shorter ones that stand in it as good as whole, be they prints of its story or not."""
    held: defaultdict[int, set[int]] = defaultdict(set)
    for left, right in near:
        found = shares(texts[left], texts[right])
        if found.holds and min(found.left, found.right) < _COPY:
            within, part = (left, right) if found.left < found.right else (right, left)
            held[within].add(part)
    return dict(held)


def components(kinship: Kinship) -> Iterator[list[int]]:
    """The documents of each origin that has more than one, in order of place."""
    seen: set[int] = set()
    for start in sorted(kinship.around):
        if start in seen:
            continue
        seen.add(start)
        members, open_ends = [], [start]
        while open_ends:
            place = open_ends.pop()
            members.append(place)
            fresh = kinship.around[place] - seen
            seen |= fresh
            open_ends.extend(fresh)
        yield sorted(members)


def _parts(place: int, others: Iterable[int], kinship: Kinship, texts: Sequence[Text]) -> int:
    """How many groups the others make that have neither text nor a verified pair in common.

    One that only retells the page has no text of it, and tells nothing of its parts.
    """
    groups: list[tuple[set[int], set[int]]] = []
    for other in others:
        held, members = common_shingles(texts[place], texts[other]), {other}
        if not held:
            continue
        apart: list[tuple[set[int], set[int]]] = []
        for shingles, places in groups:
            paired = any(kinship.signal(other, one) for one in places)
            if paired or len(shingles & held) >= _APART * min(len(shingles), len(held)):
                held, members = held | shingles, members | places
            else:
                apart.append((shingles, places))
        groups = [*apart, (held, members)]
    return len(groups)


def _pair(one: int, other: int) -> Pair:
    return (one, other) if one < other else (other, one)
