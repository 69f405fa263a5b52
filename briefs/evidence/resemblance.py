"""Whether two texts are one, or one holds the other: the check that every pair of neighbours must pass.

The thresholds are held by ``tests/evidence/test_families.py``, which has each kind of copy, and of reports that
look like one and are none.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Final

from briefs.evidence.numbers import Numbers, unpack
from briefs.evidence.prints import Print

_FEWEST: Final = 15
"""Shingles in common (a sentence of nineteen words) under which nothing is a copy: stock phrases are shorter."""
_FEWEST_OF_ALL: Final = 8
"""Shingles (a post of twelve words) under which even equal texts tell nothing: “Sign in to read this story.”"""
_NEAR: Final = 0.5
"""Share of each text in the other from which they are near copies: reports of one event by two reporters have
under .1 in common outside quotations, prints of one wire story with changed ends .6 and more."""
_WHOLE: Final = 0.75
"""Share of the shorter text that must stand in the longer one where the longer has words of its own."""
_MUCH: Final = 0.3
"""Share of the longer text that the shorter one must fill: a round-up gives each of its stories less."""
_VERSION: Final = 0.2
"""Share of one of two texts in the other that makes them versions, where they have an address or a title in common."""
_RECURS: Final = 0.4
_FEWEST_NAMES: Final = 2
"""Names of a short item that must recur in the rest of the longer text for it to be a cut of that story."""
_NUMBERS: Final = 4
_AGREE: Final = 0.5
"""Of texts with so many numbers each, this share must agree: two days' market reports differ in nothing else."""
_NUMBER: Final = re.compile(r"\d+(?:[.,:]\d+)*")
_NAME: Final = re.compile(r"\b[A-Z][A-Za-z]{2,}|[\u30a0-\u30ff\u4e00-\u9fff]{2,3}|[\uac00-\ud7af]{3}")
_LOWER: Final = re.compile(r"\b[a-z]{3,}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Text:
    """The running text of one document without boilerplate: its print and numbers, and its words for who asks.

    ``compared`` is how many shingles it has in common with others that it was compared with, by their identity: texts
    that are compared live equally long.
    """

    print: Print
    numbers: Numbers
    words: Callable[[], str]
    compared: dict[int, int] = field(default_factory=dict, compare=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Shares:
    """What two texts have in common: the share of the left one that stands in the right one, and the other way."""

    left: float
    right: float

    @property
    def is_near(self) -> bool:
        """Whether each is mostly in the other."""
        return min(self.left, self.right) >= _NEAR

    @property
    def holds(self) -> bool:
        """Whether one is as good as whole in the other."""
        return max(self.left, self.right) >= _WHOLE


def shares(left: Text, right: Text) -> Shares:
    """The shares of the two texts in each other; nothing where they have less than a sentence in common."""
    common = left.compared.get(id(right))
    if common is None:
        common = left.compared[id(right)] = right.compared[id(left)] = len(common_shingles(left, right))
    if common < _FEWEST:
        return Shares(left=0.0, right=0.0)
    return Shares(left=common / len(left.print.shingles), right=common / len(right.print.shingles))


def common_shingles(left: Text, right: Text) -> set[int]:
    """The shingles that stand in both texts; none where one divides its words and the other does not."""
    if left.print.undivided != right.print.undivided:
        return set()
    return set(left.print.shingles).intersection(right.print.shingles)


def is_same(left: Text, right: Text) -> bool:
    """Whether two texts are equal but for case, punctuation, and what boilerplate surrounds them."""
    return left.print.digest == right.print.digest and len(left.print.shingles) >= _FEWEST_OF_ALL


def resembles(left: Text, right: Text) -> bool:
    """Whether one text may be a print of the other: it is near it, or holds it."""
    found = shares(left, right)
    return is_same(left, right) or found.is_near or found.holds


def is_copy(left: Text, right: Text) -> bool:
    """Whether a text that resembles another is a print of it: a near copy, a cut, or the whole with words added."""
    if is_same(left, right):
        return True
    found = shares(left, right)
    return numbers_agree(left, right) and (min(found.left, found.right) >= _MUCH or _is_cut(left, right))


def numbers_agree(left: Text, right: Text) -> bool:
    """Whether most numbers of the text that has fewer stand in the other; texts with hardly any always agree."""
    ours, theirs = unpack(left.numbers), unpack(right.numbers)
    fewer = min(len(ours), len(theirs))
    return fewer < _NUMBERS or len(set(ours).intersection(theirs)) >= _AGREE * fewer


def numbers_in(words: str) -> set[str]:
    """The numbers of a text, each once."""
    return set(_NUMBER.findall(words))


def _is_cut(left: Text, right: Text) -> bool:
    """Whether the shorter text is the head of the longer one, and not one item of many in it.

    The rest of a story names again whom its head names; the rest of a round-up names others.
    """
    short, long = sorted((left, right), key=lambda text: len(text.print.shingles))
    length = len(short.print.shingles)
    head = set(long.print.shingles[: length + length // 2])
    if len(head.intersection(short.print.shingles)) < _WHOLE * length:
        return False
    words = short.words()
    names, rest = _names(words), long.words()[len(words) :]
    return len(names & set(_NAME.findall(rest))) >= max(_FEWEST_NAMES, _RECURS * len(names))


def _names(text: str) -> set[str]:
    """Words that the text never writes without a capital, and short runs of characters where there are none."""
    return set(_NAME.findall(text)) - {word.capitalize() for word in _LOWER.findall(text)}


def is_one_page(left: Text, right: Text) -> bool:
    """Whether two texts found at one place are versions of one: a front page has another text every day."""
    found = shares(left, right)
    return is_same(left, right) or max(found.left, found.right) >= _VERSION
