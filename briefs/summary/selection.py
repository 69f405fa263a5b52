"""Documents → the sentences worth printing for each theme.

For each theme the articles that fit it are found (BM25), and their sentences are chosen greedily by what they
add: concepts (stemmed bigrams) weighted by the number of articles that hold them, with diminishing returns
(square root, so the gain is submodular and a lazy heap is exact), times a bonus for the lead, times the fit
to the theme, divided by the words it costs (Lin and Bilmes 2011; concept weights after Gillick and Favre
2009).

Documents in Korean, Japanese and Chinese are ranked apart from the others and from one another, for scores of
different languages cannot be compared; a language that says little of a theme beside the others counts less.
"""

import datetime
import heapq
import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from types import MappingProxyType
from typing import Final

from briefs.model import DisclosureKind, Document, DocumentId, DoubtKind, Pick, Scores, Selection, Span, Theme
from briefs.summary.candidates import Candidate, Concept, Part, Reading, read_document
from briefs.summary.likeness import TOO_ALIKE, is_variant, likeness
from briefs.summary.themes import Match, Query, make_query, match_text, rank, weight_of

_FITS: Final = 0.5
"""An article serves a theme from this share of the best article's score on."""
_FITS_IN_SMALL_POOL: Final = 0.15
_SMALL_POOL: Final = 6
"""Where fewer articles than this pass ``_FITS``, those down to the lower share are taken too."""
_COPY: Final = 0.5
"""Share of concepts in common, of the shorter article, that makes two one story: reprints have .9, others under .2."""
_SAYS_LITTLE: Final = 0.15
_SAYS_ENOUGH: Final = 0.5
"""A language whose best article has this share of the weight of terms that the best of all has counts fully; one under
the lower share serves the theme no more than an article under ``_FITS_IN_SMALL_POOL`` of its language does."""
_MOST_ARTICLES: Final = 15
_FEWEST_TERMS: Final = 2
_SURE: Final = 4.0
_REPEATS: Final = 3
"""An article must hold two different terms of a theme, for one alone may be chance, or one so often (counted up
to three times) and of such a weight that it comes to four."""
_ADMITS: Final = 1.0
"""Weight of the theme's terms that a sentence must hold: one full term, or several that weigh less."""
_TOUCHES: Final = 0.2
"""A sentence below this share of the best one's fit touches the theme only in passing, and is not printed under it."""
_LEAD: Final = 1.0
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
_SAME_DOCUMENT: Final = 0.25
"""How much each sentence already printed of a document lowers the gain of its next one."""
_WORTH: Final = 0.05
"""A sentence whose gain is under this share of its theme's best is not printed: the budget is a cap, not an aim."""
_NOTHING: Final[Mapping[DocumentId, Sequence[Span]]] = MappingProxyType({})


@dataclass(frozen=True, slots=True, kw_only=True)
class _Fit:
    """A candidate in one theme: relevance is 1 for the best sentence of the theme, weight that of its terms."""

    candidate: Candidate
    relevance: float
    weight: float
    matched: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Voice:
    """What a language says on a theme: its concepts with the number of articles that hold each, and what is printed."""

    weights: dict[Concept, int]
    articles: int
    covered: Counter[Concept] = field(default_factory=Counter)
    share: float = 1.0


@dataclass(slots=True)
class _Printed:
    """What has been chosen so far, over all themes."""

    picks: list[Pick] = field(default_factory=list)
    candidates: list[Candidate] = field(default_factory=list)

    def likeness(self, candidate: Candidate) -> float:
        """The largest likeness of the candidate to a printed sentence that it may repeat."""
        return max(
            (likeness(candidate, other) for other in self.candidates if not is_variant(candidate, other)),
            default=0.0,
        )


def select(
    documents: Sequence[Document],
    themes: Sequence[Theme],
    unprintable: frozenset[str] = frozenset(),
    copied: Mapping[DocumentId, Sequence[Span]] = _NOTHING,
) -> Selection:
    """The sentences to print, theme after theme in the order given, strongest first within each.

    The order of ``documents`` changes nothing. No sentence with an ``unprintable`` character is chosen, and none for
    more than one theme; a theme that no document serves has no picks. What is ``copied`` stands in another document
    and is chosen there or not at all. Linear in the text, n log n in the sentences
    of a theme.
    """
    ordered = sorted(documents, key=lambda document: document.id)
    readings = [read_document(document, unprintable, copied.get(document.id, ())) for document in ordered]
    return choose(readings, themes)


def choose(readings: Sequence[Reading], themes: Sequence[Theme]) -> Selection:
    """The sentences to print, of documents that are split into sentences already: what ``make bench`` times."""
    queries = [make_query(theme) for theme in themes]
    fits = _assign([_fits_of(query, readings) for query in queries])
    printed = _Printed()
    for query, fitting in sorted(zip(queries, fits, strict=True), key=lambda pair: len(pair[1])):
        _serve(query.theme, fitting, _voices(readings, fitting), printed)
    order = {theme.id: place for place, theme in enumerate(themes)}
    return Selection(
        picks=tuple(sorted(printed.picks, key=lambda pick: order[pick.theme])),
        sentences_read=sum(reading.sentences for reading in readings),
    )


def _fits_of(query: Query, readings: Sequence[Reading]) -> list[_Fit]:
    """The sentences of the articles that serve a theme, with their relevance."""
    groups: dict[str, list[tuple[Part, Match]]] = {}
    for part in (part for reading in readings for part in reading.parts):
        groups.setdefault(part.language, []).append((part, match_text(query, part.wordings)))
    heaviest = {
        language: max(weight_of(query, match) for _, match in found) for language, found in groups.items()
    }
    most = max(heaviest.values(), default=0.0)
    return [
        fit
        for language, found in sorted(groups.items())
        if heaviest[language] > _SAYS_LITTLE * most
        for fit in _fits_in(query, found, min(1.0, heaviest[language] / (_SAYS_ENOUGH * most)))
    ]


def _fits_in(query: Query, found: Sequence[tuple[Part, Match]], share: float) -> list[_Fit]:
    """The sentences that serve a theme in one language; ``share`` is what is left of their relevance."""
    parts, articles = [part for part, _ in found], [match for _, match in found]
    offering = [index for index in _served(query, rank(query, articles), articles) if parts[index].candidates]
    served = _without_copies(offering, parts)
    candidates = [candidate for index in served for candidate in parts[index].candidates]
    matches = [match_text(query, (candidate.wording,)) for candidate in candidates]
    scores = rank(query, matches)
    best = max(scores, default=0.0)
    return [
        _Fit(
            candidate=candidate,
            relevance=share * (score / best),
            weight=weight_of(query, match),
            matched=tuple(sorted(query.shown[phrase] for phrase in match.terms)),
        )
        for candidate, match, score in zip(candidates, matches, scores, strict=True)
        if score > _TOUCHES * best and weight_of(query, match) >= _ADMITS
    ]


def _is_sure(query: Query, match: Match) -> bool:
    return sum(query.terms[phrase] * min(count, _REPEATS) for phrase, count in match.terms.items()) >= _SURE


def _served(query: Query, scores: Sequence[float], articles: Sequence[Match]) -> list[int]:
    """Places of the articles that serve a theme, best first."""
    ranked = sorted(
        (
            index
            for index, match in enumerate(articles)
            if scores[index] > 0 and (len(match.terms) >= _FEWEST_TERMS or _is_sure(query, match))
        ),
        key=lambda index: (-scores[index], index),
    )
    if not ranked:
        return []
    best = scores[ranked[0]]
    fitting = [index for index in ranked if scores[index] >= _FITS * best]
    if len(fitting) < _SMALL_POOL:
        fitting = [index for index in ranked if scores[index] >= _FITS_IN_SMALL_POOL * best][:_SMALL_POOL]
    return fitting


def _without_copies(served: Sequence[int], parts: Sequence[Part]) -> list[int]:
    """The first articles of which none is a copy of another; of copies the one dated first stands for all."""
    kept: list[int] = []
    for index in served:
        copied = next(
            (place for place, other in enumerate(kept) if _copies(parts[index], parts[other])), None
        )
        if copied is None:
            if len(kept) < _MOST_ARTICLES:
                kept.append(index)
        elif _dated(parts[index]) < _dated(parts[kept[copied]]):
            kept[copied] = index
    return kept


def _copies(left: Part, right: Part) -> bool:
    shorter = min(len(left.phrases), len(right.phrases))
    return len(left.phrases & right.phrases) >= _COPY * shorter > 0 and not any(
        is_variant(ours, theirs) for ours in left.candidates for theirs in right.candidates
    )


def _dated(part: Part) -> datetime.date:
    published = part.document.published
    return published.day if published else datetime.date.max


def _assign(fits: Sequence[Sequence[_Fit]]) -> list[list[_Fit]]:
    """Leave each sentence to the theme whose terms weigh most in it, then to the one it fits best, then the first."""
    best: dict[tuple[str, int], tuple[float, float, int]] = {}
    for place, fitting in enumerate(fits):
        for fit in fitting:
            bid = (fit.weight, fit.relevance, -place)
            best[fit.candidate.key] = max(bid, best.get(fit.candidate.key, bid))
    return [
        [fit for fit in fitting if best[fit.candidate.key] == (fit.weight, fit.relevance, -place)]
        for place, fitting in enumerate(fits)
    ]


def _voices(readings: Sequence[Reading], fitting: Sequence[_Fit]) -> dict[str, _Voice]:
    """What each language has to say on a theme, by the group of its candidates.

    Rare concepts count only where articles are few; and they are few or many in their language, for those of another
    one cannot hold the concept.
    """
    served = {(fit.candidate.sentence.document.id, fit.candidate.group) for fit in fitting}
    parts = [part for reading in readings for part in reading.parts]
    voices: dict[str, _Voice] = {}
    for language in sorted({language for _, language in served}):
        spoken = [
            part for part in parts if (part.document.id, language) in served and part.language == language
        ]
        held = Counter(concept for part in spoken for concept in part.concepts)
        fewest = 3 if len(spoken) >= 12 else 2 if len(spoken) >= 6 else 1
        weights = {concept: count for concept, count in held.items() if count >= fewest}
        voices[language] = _Voice(weights=weights, articles=len(spoken))
    return voices


def _serve(theme: Theme, fitting: Sequence[_Fit], voices: dict[str, _Voice], printed: _Printed) -> None:
    """Add the theme's picks; what is of second choice only where nothing else serves the theme."""
    before = len(printed.picks)
    _fill(theme, [fit for fit in fitting if not _is_second_choice(fit.candidate)], voices, printed)
    if len(printed.picks) == before:
        _fill(theme, [fit for fit in fitting if _is_second_choice(fit.candidate)], voices, printed)


def _is_second_choice(candidate: Candidate) -> bool:
    """Whether a relative date in it could not be resolved, or somebody has paid for the page it stands on."""
    disclosures = candidate.sentence.document.disclosures
    return candidate.undated or any(disclosure.kind is DisclosureKind.SPONSORED for disclosure in disclosures)


def _fill(theme: Theme, fitting: Sequence[_Fit], voices: dict[str, _Voice], printed: _Printed) -> None:
    balanced = _balanced(fitting, voices)
    cited: Counter[str] = Counter()
    left, strongest = theme.budget, 0.0
    heap = [(-_gain(fit, balanced, cited), fit.candidate.key, fit) for fit in fitting]
    heapq.heapify(heap)
    while heap:
        _, key, fit = heapq.heappop(heap)
        gain = _gain(fit, balanced, cited)
        if heap and -gain > heap[0][0]:
            heapq.heappush(heap, (-gain, key, fit))
            continue
        room = left if strongest else max(left, fit.candidate.words)
        if gain <= _WORTH * strongest or not _is_printable(fit.candidate, room, printed):
            continue
        strongest = strongest or gain
        newest = _newest(fit, (other for *_, other in heap), room, printed)
        if newest is not fit:
            heapq.heappush(heap, (-gain, key, fit))
            heap = [entry for entry in heap if entry[2] is not newest]
            heapq.heapify(heap)
            fit, gain = newest, _gain(newest, balanced, cited)
        candidate = fit.candidate
        left -= candidate.words
        redundancy = printed.likeness(candidate)
        balanced[candidate.group].covered.update(candidate.concepts)
        cited[candidate.sentence.document.id] += 1
        printed.candidates.append(candidate)
        printed.picks.append(_pick(theme, fit, Scores(
            relevance=round(fit.relevance, 4), salience=round(gain / strongest, 4), redundancy=round(redundancy, 4),
        )))  # fmt: skip


def _is_printable(candidate: Candidate, room: int, printed: _Printed) -> bool:
    return candidate.words <= room and printed.likeness(candidate) < TOO_ALIKE


def _newest(fit: _Fit, others: Iterable[_Fit], room: int, printed: _Printed) -> _Fit:
    """The latest dated of a sentence and those that state other figures alike, as far as its date can be trusted.

    Where the budget is too small for all of a series, the reader is to have its end and not its beginning.
    """
    newest = fit
    for other in others:
        document, candidate = other.candidate.sentence.document, other.candidate
        if (
            _day(document) > _day(newest.candidate.sentence.document)
            and not (_is_misdated(document) or document.disclosures)
            and is_variant(fit.candidate, candidate)
            and _is_printable(candidate, room, printed)
        ):
            newest = other
    return newest


def _day(document: Document) -> datetime.date:
    return document.published.day if document.published else datetime.date.min


def _balanced(fitting: Sequence[_Fit], voices: dict[str, _Voice]) -> dict[str, _Voice]:
    """The languages with nothing printed yet, their gains made to compare: one with fewer articles has less to say.

    Gains of two languages do not compare as they are: they hold more concepts or fewer in as many words, and a lone
    article holds each of its own. So the best sentence of a language gains what the best one of the language with the
    most articles does, times the root of its share of articles, times how well its best one fits.
    """
    fresh = {language: replace(voice, covered=Counter()) for language, voice in voices.items()}
    gains: dict[str, float] = {}
    fits: dict[str, float] = {}
    for fit in fitting:
        language = fit.candidate.group
        gains[language] = max(gains.get(language, 0.0), _gain(fit, fresh, Counter()))
        fits[language] = max(fits.get(language, 0.0), fit.relevance)
    most = max(gains, key=lambda language: (fresh[language].articles, gains[language], language), default="")
    for language, gain in gains.items():
        if language != most and gain:
            size = math.sqrt(fresh[language].articles / fresh[most].articles)
            share = gains[most] / gain * size * fits[language]
            fresh[language] = replace(fresh[language], share=share)
    return fresh


def _gain(fit: _Fit, voices: Mapping[str, _Voice], cited: Counter[str]) -> float:
    candidate, voice = fit.candidate, voices[fit.candidate.group]
    weights, covered = voice.weights, voice.covered
    added = math.fsum(
        weights[concept] * (math.sqrt(covered[concept] + 1) - math.sqrt(covered[concept]))
        for concept in candidate.concepts
        if concept in weights
    )
    lead = 1 + _LEAD / (1 + candidate.sentence.position)
    spread = 1 + _SAME_DOCUMENT * cited[candidate.sentence.document.id]
    document = candidate.sentence.document
    standing = (_DISCLOSED if document.disclosures else 1) * (_DOUBTED if _is_misdated(document) else 1)
    substance = (1 + _NAMES * min(candidate.names, _MOST_NAMES)) * _LOOSE**candidate.loose
    return voice.share * (
        added
        * lead
        * standing
        * substance
        * (_LEAST_FIT + fit.relevance)
        / math.pow(candidate.words, _COST)
        / spread
    )


def _is_misdated(document: Document) -> bool:
    return any(doubt.kind is DoubtKind.IMPOSSIBLE_DATE for doubt in document.doubts)


def _pick(theme: Theme, fit: _Fit, scores: Scores) -> Pick:
    sentence = fit.candidate.sentence
    return Pick(
        theme=theme.id,
        document=sentence.document.id,
        span=sentence.span,
        passage=sentence.passage.number,
        context=fit.candidate.context,
        scores=scores,
        matched=fit.matched,
    )
