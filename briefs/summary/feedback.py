"""Words that mark the documents which serve a theme and that the theme lacks: what its user may want to add.

Scored by log-likelihood against the other documents (Dunning 1993). They are shown and never searched for: added to
the themes of MultiLing unseen, they lowered R2 from .194 to .161–.193, however many and however weighted.
"""

import math
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from briefs.language.words import is_function_word
from briefs.summary.candidates import Part
from briefs.summary.themes import Phrase

_SURE: Final = 3.84
"""Log-likelihood from which chance explains a difference once in twenty times: in a few documents nothing is surer."""
_FEWEST_DOCUMENTS: Final = 2
"""Documents of the theme that must hold a word: one alone may be about anything else."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """A word or a pair of words that marks the documents of a theme, as it is mostly written there, with its counts."""

    text: str
    score: float
    documents: int
    inside: int
    elsewhere: int


def marks(
    inside: Sequence[Part], elsewhere: Iterable[Part], terms: Collection[Phrase], most: int
) -> tuple[Mark, ...]:
    """At most so many marks of the documents ``inside``, the surest first; what ``terms`` say is none. Linear."""
    words = frozenset(word for term in terms for word in term)
    theirs: Counter[Phrase] = Counter()
    for part in elsewhere:
        theirs.update(phrase for phrase, _ in _phrases(part))
    ours: Counter[Phrase] = Counter()
    documents: Counter[Phrase] = Counter()
    written: dict[Phrase, Counter[str]] = {}
    for part in inside:
        held = set()
        for phrase, text in _phrases(part):
            ours[phrase] += 1
            written.setdefault(phrase, Counter())[text] += 1
            held.add(phrase)
        documents.update(held)
    sizes = (sum(ours.values()), sum(theirs.values()))
    found = [
        (_likelihood(count, theirs[phrase], *sizes), phrase)
        for phrase, count in ours.items()
        if documents[phrase] >= _FEWEST_DOCUMENTS and not _is_said(phrase, terms, words)
    ]
    ranked = sorted((it for it in found if it[0] >= _SURE), key=lambda it: (-it[0], it[1]))
    return tuple(
        Mark(
            text=min(written[phrase], key=lambda text: (-written[phrase][text], text)),
            score=round(score, 1),
            documents=documents[phrase],
            inside=ours[phrase],
            elsewhere=theirs[phrase],
        )
        for score, phrase in _distinct(ranked, most)
    )


def _phrases(part: Part) -> Iterator[tuple[Phrase, str]]:
    """The words of meaning of a text, and those that stand in a row, by their stems and as they are written."""
    for sentence in part.sentences:
        content = [
            None if is_function_word(word.lower) or word.is_number or len(word.text) == 1 else word
            for word in sentence.words
        ]
        for word in content:
            if word:
                yield (word.stem,), word.text if word.capitalised else word.lower
        for left, right in pairwise(content):
            if left and right:
                yield (left.stem, right.stem), sentence.text[left.start : right.end]


def _is_said(phrase: Phrase, terms: Collection[Phrase], words: frozenset[str]) -> bool:
    """Whether a theme has a term that stands in the phrase, or its words in longer ones."""
    return any((word,) in terms for word in phrase) or words.issuperset(phrase)


def _likelihood(inside: int, elsewhere: int, all_inside: int, all_elsewhere: int) -> float:
    """How much surer than by chance a word stands more often inside; 0 where it does not."""
    both = inside + elsewhere
    expected = all_inside * both / (all_inside + all_elsewhere)
    if inside <= expected:
        return 0.0
    rest = all_elsewhere * both / (all_inside + all_elsewhere)
    return 2 * (
        inside * math.log(inside / expected) + (elsewhere * math.log(elsewhere / rest) if elsewhere else 0.0)
    )


def _distinct(ranked: Iterable[tuple[float, Phrase]], most: int) -> list[tuple[float, Phrase]]:
    """The first of those that share a word, as “Chosei”, “Chosei mine” and “mine” do."""
    kept: list[tuple[float, Phrase]] = []
    told: set[str] = set()
    for score, phrase in ranked:
        if len(kept) == most:
            break
        if told.isdisjoint(phrase):
            kept.append((score, phrase))
            told.update(phrase)
    return kept
