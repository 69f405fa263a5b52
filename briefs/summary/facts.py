"""Whether two sentences report the same fact in other words.

They do where most of what they state is shared (words of one meaning count as one, rare ones more than those that
every sentence of the theme holds), where that is more than the names in it, and where neither states a figure that
the other has otherwise, or denies what the other says, or something that it does not speak of. A sentence most of which
stands in a longer one reports no fact of its own. On MultiLing every pair so found is a true one.
"""

import math
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from typing import Final

from briefs.language.meanings import meaning_of
from briefs.language.words import Word, is_function_word
from briefs.summary.candidates import Candidate, Key

_SAME: Final = 0.5
"""Share of the weight of both sentences that they have in common: at .46 too all of MultiLing's pairs are true, in the
sample sources one sentence on two occasions is not."""
_WITHIN: Final = 0.65
"""Share of the weight of one sentence that another, longer one has, so that the first adds nothing; at .5 two visits
of one president are one."""
_FEWEST: Final = 3
"""Meanings in common that are no names and no numbers: who speaks twice need not say the same."""
_NEGATIONS: Final = frozenset({"no", "not", "never", "without", "cannot", "neither", "nor"})
_TWO: Final = 2
"""Meanings that only one of two sentences denies and that make it another fact: “without giving a date”."""
_REACH: Final = 3
"""Words after a negation within which stands what it denies."""


@dataclass(frozen=True, slots=True)
class _Stated:
    """What one sentence states: the meanings of words that are no names, its figures, and what it denies."""

    plain: frozenset[str]
    figures: frozenset[str]
    denied: frozenset[str]


class Facts:
    """What the sentences of a theme state; each is looked into once."""

    __slots__ = ("_meanings", "_rarest", "_rarity", "_stated")

    def __init__(self, candidates: Iterable[Candidate]) -> None:
        """Weigh the meanings by how many of these sentences hold them."""
        self._meanings: dict[Key, frozenset[str]] = {}
        self._stated: dict[Key, _Stated] = {}
        held: Counter[str] = Counter()
        count = 0
        for candidate in candidates:
            if not candidate.group:
                held.update(self._meanings_of(candidate))
                count += 1
        self._rarity = {meaning: math.log(1 + count / texts) for meaning, texts in held.items()}
        self._rarest = math.log(1 + max(count, 1))

    def same(self, left: Candidate, right: Candidate) -> bool:
        """Whether the first of two English sentences reports no fact but one that the second reports."""
        if left.group or right.group:
            return False
        shared = self._meanings_of(left) & self._meanings_of(right)
        if len(shared) < _FEWEST:
            return False
        within = self._weight(shared) >= _WITHIN * self._weight(self._meanings_of(left))
        if not (within or self._is_most(shared, left, right)):
            return False
        ours, theirs = self._of(left), self._of(right)
        if len(ours.plain & theirs.plain) < _FEWEST or _deny_apart(ours, theirs, shared):
            return False
        return not (ours.figures - theirs.figures and (within or theirs.figures - ours.figures))

    def _is_most(self, shared: AbstractSet[str], left: Candidate, right: Candidate) -> bool:
        both = self._weight(self._meanings_of(left)) + self._weight(self._meanings_of(right))
        return 2 * self._weight(shared) >= _SAME * both

    def _weight(self, meanings: AbstractSet[str]) -> float:
        return math.fsum(self._rarity.get(meaning, self._rarest) for meaning in meanings)

    def _meanings_of(self, candidate: Candidate) -> frozenset[str]:
        meanings = self._meanings.get(candidate.key)
        if meanings is None:
            meanings = self._meanings[candidate.key] = frozenset(map(meaning_of, candidate.content))
        return meanings

    def _of(self, candidate: Candidate) -> _Stated:
        stated = self._stated.get(candidate.key)
        if stated is None:
            stated = self._stated[candidate.key] = _stated(candidate.sentence.words)
        return stated


def _deny_apart(ours: _Stated, theirs: _Stated, shared: AbstractSet[str]) -> bool:
    """Whether one sentence denies what the other says, or something of which the other does not speak."""
    denied = ours.denied ^ theirs.denied
    return not denied.isdisjoint(shared) or len(denied) >= _TWO


def _stated(words: Sequence[Word]) -> _Stated:
    return _Stated(
        plain=frozenset(
            meaning_of(word.stem)
            for word in words
            if not (is_function_word(word.lower) or word.is_number)
            and not (word.capitalised and word is not words[0])
        ),
        figures=frozenset(word.lower.replace(",", "") for word in words if word.is_number),
        denied=frozenset(_denied(words)),
    )


def _denied(words: Sequence[Word]) -> Iterator[str]:
    """The meanings close after each negation."""
    for place, word in enumerate(words):
        if word.lower in _NEGATIONS or word.lower.endswith(("n't", "n’t")):
            following = words[place + 1 : place + 1 + _REACH]
            yield from (meaning_of(it.stem) for it in following if not is_function_word(it.lower))
