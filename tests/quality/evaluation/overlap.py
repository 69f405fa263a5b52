"""ROUGE-N as plainly as it can be computed: ``make eval`` checks that the `rouge-score` package says the same."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import fmean
from typing import Final

_TOKEN: Final = re.compile(r"[a-z0-9]+")
"""What `rouge-score` counts as a word, once in lower case."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Overlap:
    """The share of the references' n-grams that stand in a summary, and its harmonic mean with the precision."""

    f: float
    recall: float


def rouge_n(summary: str, references: Sequence[str], n: int) -> Overlap:
    """The overlap in runs of ``n`` words, without stemming; the mean over the references."""
    found = [_against(_grams(summary, n), _grams(reference, n)) for reference in references]
    return Overlap(f=fmean(one.f for one in found), recall=fmean(one.recall for one in found))


def _against(ours: Counter[tuple[str, ...]], theirs: Counter[tuple[str, ...]]) -> Overlap:
    shared = (ours & theirs).total()
    precision, recall = shared / max(1, ours.total()), shared / max(1, theirs.total())
    return Overlap(f=2 * precision * recall / (precision + recall) if shared else 0.0, recall=recall)


def _grams(text: str, n: int) -> Counter[tuple[str, ...]]:
    words = _TOKEN.findall(text.lower())
    return Counter(zip(*(words[place:] for place in range(n)), strict=False))
