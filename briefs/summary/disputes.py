"""Sentences whose count of something others contradict: “163 miners” where two more sources say 136.

Only what is cheap is looked at: the same thing counted, in sentences that share much of what they say. A count that is
newer than all others is no error but news.
"""

import datetime
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Final

from briefs.language.sentences import Sentence
from briefs.language.words import is_function_word
from briefs.summary.candidates import Candidate, Key
from briefs.summary.figures import figures_of

_SHARED: Final = 0.4
"""Share of the words of the shorter sentence that two have in common where both count the same thing of one event."""
_VOICES: Final = 2
"""Documents that must agree on another count."""
_MOST: Final = 200
"""Sentences that count one thing of which so many are compared, and no more: comparing them is quadratic."""

_DIGIT: Final = re.compile(r"\b(?!(?:19|20)\d\d\b)\d")
"""A number that is no year: there may be something counted."""


@dataclass(frozen=True, slots=True)
class _Count:
    """A number of something, in one sentence."""

    number: Fraction
    candidate: Candidate

    @property
    def day(self) -> datetime.date:
        """When it was published, as far as that is known."""
        published = self.candidate.sentence.document.published
        return published.day if published else datetime.date.max


def disputed(candidates: Iterable[Candidate]) -> frozenset[Key]:
    """The keys of the sentences with a count that more documents give otherwise than alike, one of them as late."""
    counted: defaultdict[str, list[_Count]] = defaultdict(list)
    for candidate in {candidate.key: candidate for candidate in candidates}.values():
        for thing, number in _counts(candidate.sentence):
            counted[thing].append(_Count(number, candidate))
    return frozenset(
        count.candidate.key
        for counts in counted.values()
        if len({count.number for count in counts}) > 1
        for count in counts[:_MOST]
        if _is_outvoted(count, counts[:_MOST])
    )


def _is_outvoted(count: _Count, counts: Sequence[_Count]) -> bool:
    voices: defaultdict[Fraction, set[str]] = defaultdict(set)
    latest = datetime.date.min
    for other in counts:
        if _share(count.candidate, other.candidate) >= _SHARED:
            voices[other.number].add(other.candidate.sentence.document.id)
            if other.number != count.number:
                latest = max(latest, other.day)
    ours = len(voices.pop(count.number, ()))
    return latest >= count.day and any(len(found) >= max(_VOICES, ours + 1) for found in voices.values())


def _share(left: Candidate, right: Candidate) -> float:
    shorter = min(len(left.content), len(right.content))
    return len(left.content & right.content) / shorter if shorter else 0.0


def _counts(sentence: Sentence) -> Iterator[tuple[str, Fraction]]:
    """What is counted, with its number: ``163 Koreans``, and no day, year or rank."""
    for figure in figures_of(sentence) if _DIGIT.search(sentence.text) else ():
        thing = next((word for word in sentence.words if word.start >= figure.end), None)
        if thing and not (thing.is_number or is_function_word(thing.lower)):
            yield thing.stem + figure.kind, figure.value
