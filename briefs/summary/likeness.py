"""How much two candidates say the same, and whether what differs is what they state."""

import calendar
from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from difflib import SequenceMatcher
from typing import Final

from briefs.language.words import Word
from briefs.summary.candidates import Candidate

TOO_ALIKE: Final = 0.45
"""Likeness from which two sentences are not both printed, unless they state other figures; at .5 MultiLing gains .001
of R2 and near-repeats."""
_PLACE: Final = 3
"""Words that stand for each other have at most so many: “31 boats” for “54 foreign boats”, never half a sentence."""
_MONTHS: Final = frozenset(name for name in (*calendar.month_name, *calendar.month_abbr) if name)
_NUMBER: Final = "number"
_MONTH: Final = "month"


def likeness(left: Candidate, right: Candidate) -> float:
    """The mean of the shares of words and of concepts in common, of the shorter: the same names alone are no copy."""
    if left.content.isdisjoint(right.content):
        return 0.0
    return (_shared(left.content, right.content) + _shared(left.concepts, right.concepts)) / 2


def _shared(left: AbstractSet[object], right: AbstractSet[object]) -> float:
    shorter = min(len(left), len(right))
    return len(left & right) / shorter if shorter else 0.0


def repetition(left: Candidate, right: Candidate) -> float:
    """The likeness of two candidates; none where they are alike and state other figures."""
    found = likeness(left, right)
    return 0.0 if found >= TOO_ALIKE and _states_other_figures(left, right) else found


def is_variant(left: Candidate, right: Candidate) -> bool:
    """Whether two candidates are alike and no repeats: they state other figures, of one thing or of two."""
    return likeness(left, right) >= TOO_ALIKE and _states_other_figures(left, right)


def _states_other_figures(left: Candidate, right: Candidate) -> bool:
    """Whether one has a number or a month in the place where the other has another one. Quadratic in their words."""
    ours, theirs = left.sentence.words, right.sentence.words
    own, other = _figures(ours) - _figures(theirs), _figures(theirs) - _figures(ours)
    if _kinds(own).isdisjoint(_kinds(other)):
        return False
    matcher = SequenceMatcher(
        None, [word.stem for word in ours], [word.stem for word in theirs], autojunk=False
    )
    return any(
        change == "replace"
        and max(end - start, stop - begin) <= _PLACE
        and not _kinds(own & _figures(ours[start:end])).isdisjoint(
            _kinds(other & _figures(theirs[begin:stop]))
        )
        for change, start, end, begin, stop in matcher.get_opcodes()
    )


def _figures(words: Sequence[Word]) -> set[tuple[str, str]]:
    numbers = {(_NUMBER, word.lower.replace(",", "")) for word in words if word.is_number}
    return numbers | {(_MONTH, word.lower[:3]) for word in words if word.text in _MONTHS}


def _kinds(figures: AbstractSet[tuple[str, str]]) -> set[str]:
    return {kind for kind, _ in figures}
