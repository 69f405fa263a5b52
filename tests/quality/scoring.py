"""How much of what belongs was kept, and how much was kept that does not belong: words, each as often as it stands."""

import re
from collections import Counter
from dataclasses import dataclass
from typing import Final

_WORD: Final = re.compile(r"[\u3040-\u30ff\u3400-\u9fff]|[^\W\u3040-\u30ff\u3400-\u9fff]+")
"""A word, or one sign of a script that sets no spaces between words."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Score:
    """Shares from 0 to 1: ``recall`` of what belongs was kept, ``precision`` of what was kept belongs."""

    recall: float
    precision: float

    @property
    def f1(self) -> float:
        """The harmonic mean of the two."""
        total = self.recall + self.precision
        return 2 * self.recall * self.precision / total if total else 0.0


def score(kept: str, belongs: str, neither: str = "") -> Score:
    """How well ``kept`` is ``belongs``; the words of ``neither`` (headlines, captions, data) may be kept or not."""
    found, wanted = _words(kept), _words(belongs)
    if not wanted:
        return Score(recall=1.0, precision=0.0 if found else 1.0)
    right = (found & wanted).total()
    wrong = (found - wanted - _words(neither)).total()
    return Score(recall=right / wanted.total(), precision=right / (right + wrong) if right else 0.0)


def _words(text: str) -> Counter[str]:
    return Counter(_WORD.findall(text.casefold()))
