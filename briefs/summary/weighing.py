"""What a sentence gains its theme, beside what is printed of the theme already.

Concepts (stemmed bigrams) weighted by the number of articles that hold them, with diminishing returns (square root, so
the gain is submodular), times a bonus for the lead and for what it states, times the fit to the theme, divided by the
words it costs (Lin and Bilmes 2011; concept weights after Gillick and Favre 2009).
"""

import math
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from briefs.model import Document, DoubtKind, Reliability, Weighing
from briefs.summary.candidates import Candidate, Concept, Key
from briefs.summary.serving import Fit, Voice

_LEAST_FIT: Final = 0.25
"""What a sentence that barely fits its theme keeps of its gain."""
_LOOSE: Final = 0.6
"""What each phrase that leans on the document leaves of the gain."""
_NAMES: Final = 0.15
_MOST_NAMES: Final = 5
"""Each name or number, up to so many, raises the gain by this share: who, where, when and how many."""
_COST: Final = 0.6
"""Exponent of the words in the cost: at 1 short sentences crowd out the ones that say more. R2 +.005 on MultiLing."""
_DISCLOSED: Final = 0.5
"""What a sentence keeps of its gain when its source says that it was generated, translated or paid for."""
_DOUBTED: Final = 0.7
"""What it keeps where the source states what cannot be right, like a date in the future: less is wrong than with a
disclosure, but who errs in a date may err in more. By judgement."""
_UNRELIABLE: Final[Mapping[Reliability, float]] = {Reliability.D: 0.7, Reliability.E: 0.5}
"""What it keeps where the desk has found its outlet not usually reliable, or unreliable. By judgement."""
_SAME_DOCUMENT: Final = 0.25
"""How much each sentence already printed of a document lowers the gain of its next one."""


@dataclass(frozen=True, slots=True)
class _Terms:
    """What of a sentence's gain does not change while others are printed; ``most`` is what its concepts can add."""

    weights: Mapping[Concept, float]
    most: float
    constant: float


class Scale:
    """The gains of the sentences of one theme; what is taken lowers the gain of the others."""

    __slots__ = ("_alone", "_cited", "_most", "_strongest", "_terms", "_voices")

    def __init__(self, fitting: Sequence[Fit], voices: Mapping[str, Voice]) -> None:
        """Weigh with nothing printed yet."""
        self._voices = {language: replace(voice, covered=Counter()) for language, voice in voices.items()}
        self._cited: Counter[str] = Counter()
        self._terms: dict[Key, _Terms] = {}
        self._alone: dict[Key, float] = {}
        self._balance(fitting)
        self._strongest = max(map(self.alone, fitting), default=0.0)
        self._most = max((terms.most for terms in self._terms.values()), default=0)

    def alone(self, fit: Fit) -> float:
        """What a sentence gains the theme where nothing is printed."""
        gain = self._alone.get(fit.candidate.key)
        if gain is None:
            terms = self._terms_of(fit)
            gain = self._voices[fit.candidate.group].share * terms.most * terms.constant
            self._alone[fit.candidate.key] = gain
        return gain

    def knows(self, candidate: Candidate) -> bool:
        """Whether a sentence can be weighed: something else in its language serves the theme."""
        return candidate.group in self._voices

    def gain(self, fit: Fit) -> float:
        """What a sentence would gain the theme now."""
        voice = self._voices[fit.candidate.group]
        terms = self._terms_of(fit)
        cited = self._cited[fit.candidate.sentence.document.id]
        return voice.share * _added(terms, voice.covered) * terms.constant / (1 + _SAME_DOCUMENT * cited)

    def take(self, fit: Fit) -> None:
        """Nothing; afterwards what the sentence says is printed, and adds less."""
        candidate = fit.candidate
        self._voices[candidate.group].covered.update(candidate.concepts)
        self._cited[candidate.sentence.document.id] += 1

    def weigh(self, fit: Fit) -> Weighing:
        """The gain of a sentence now, factor by factor."""
        added = _added(self._terms_of(fit), self._voices[fit.candidate.group].covered)
        spread = 1 / (1 + _SAME_DOCUMENT * self._cited[fit.candidate.sentence.document.id])
        return self._weighing(fit, self.gain(fit), added, spread)

    def weigh_alone(self, fit: Fit) -> Weighing:
        """The gain of a sentence where nothing is printed, factor by factor."""
        return self._weighing(fit, self.alone(fit), self._terms_of(fit).most, 1.0)

    def _weighing(self, fit: Fit, gain: float, added: float, spread: float) -> Weighing:
        candidate, voice = fit.candidate, self._voices[fit.candidate.group]
        return Weighing(
            gain=_rounded(gain / self._strongest) if self._strongest else 0.0,
            fit=_rounded(fit.relevance),
            coverage=_rounded(added / self._most) if self._most else 0.0,
            lead=_rounded(_lead(fit, voice)),
            names=_rounded(_named(candidate)),
            looseness=_rounded(_LOOSE**candidate.loose),
            standing=_rounded(_standing(candidate.sentence.document)),
            spread=_rounded(spread),
            language=_rounded(voice.share),
            words=candidate.words,
        )

    def _terms_of(self, fit: Fit) -> _Terms:
        candidate = fit.candidate
        terms = self._terms.get(candidate.key)
        if terms is None:
            voice = self._voices[candidate.group]
            weights, lead = voice.weights, _lead(fit, voice)
            constant = (
                lead
                * _standing(candidate.sentence.document)
                * (_named(candidate) * _LOOSE**candidate.loose)
                * (_LEAST_FIT + fit.relevance)
                / math.pow(candidate.words, _COST)
            )
            held = {concept: weights[concept] for concept in candidate.concepts if concept in weights}
            terms = self._terms[candidate.key] = _Terms(
                weights=held, most=math.fsum(held.values()), constant=constant
            )
        return terms

    def _balance(self, fitting: Sequence[Fit]) -> None:
        """Make the gains of the languages compare: one with fewer articles has less to say.

        Gains of two languages do not compare as they are: they hold more concepts or fewer in as many words, and a
        lone article holds each of its own. So the best sentence of a language gains what the best one of the language
        with the most articles does, times the root of its share of articles, times how well its best one fits.
        """
        gains: dict[str, float] = {}
        fits: dict[str, float] = {}
        for fit in fitting:
            language = fit.candidate.group
            gains[language] = max(gains.get(language, 0.0), self.alone(fit))
            fits[language] = max(fits.get(language, 0.0), fit.relevance)
        voices = self._voices
        most = max(
            gains, key=lambda language: (voices[language].articles, gains[language], language), default=""
        )
        for language, gain in gains.items():
            if language != most and gain:
                size = math.sqrt(voices[language].articles / voices[most].articles)
                share = gains[most] / gain * size * fits[language]
                voices[language] = replace(voices[language], share=share)
        if len(gains) > 1:
            self._alone.clear()


def _added(terms: _Terms, covered: Mapping[Concept, int]) -> float:
    """How much concepts add to those that are covered; the same in whatever order they come."""
    again = terms.weights.keys() & covered.keys()
    if not again:
        return float(terms.most)
    return terms.most - math.fsum(
        terms.weights[concept] * (1 - math.sqrt(covered[concept] + 1) + math.sqrt(covered[concept]))
        for concept in again
    )


def _lead(fit: Fit, voice: Voice) -> float:
    return 1 + voice.lead / (1 + fit.candidate.sentence.position)


def _named(candidate: Candidate) -> float:
    return 1 + _NAMES * min(candidate.names, _MOST_NAMES)


def _standing(document: Document) -> float:
    """What the standing of its source leaves of a sentence's gain."""
    reliability = document.provenance.outlet.reliability if document.provenance else Reliability.F
    disclosed = _DISCLOSED if document.disclosures else 1.0
    return disclosed * (_DOUBTED if is_misdated(document) else 1.0) * _UNRELIABLE.get(reliability, 1.0)


def is_misdated(document: Document) -> bool:
    """Whether the document states a date that cannot be right."""
    return any(doubt.kind is DoubtKind.IMPOSSIBLE_DATE for doubt in document.doubts)


def _rounded(value: float) -> float:
    return round(value, 4)
