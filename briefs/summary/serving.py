"""Which documents serve a theme, and which of their sentences fit it.

For each theme the articles that fit it are found (BM25), and of those the sentences that hold enough of its terms.
Documents in Korean, Japanese and Chinese are ranked apart from the others and from one another, for scores of
different languages cannot be compared; a language that says little of a theme beside the others counts less.
"""

import math
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import groupby, islice
from typing import Final

from briefs.language.sentences import Sentence
from briefs.model import DocumentId, Topic
from briefs.summary.candidates import Candidate, Concept, Key, Leaning, Part, wordings_of
from briefs.summary.novelty import Known
from briefs.summary.pile import Pile
from briefs.summary.themes import Match, Query, Search, Wording, rank, weight_of

_FITS: Final = 0.5
"""An article serves a theme from this share of the best article's score on."""
_FITS_IN_SMALL_POOL: Final = 0.15
_SMALL_POOL: Final = 10
"""Where fewer articles than this pass ``_FITS``, those down to the lower share are taken too."""
_RARE: Final = 0.2
"""What a concept that too few articles hold counts, beside 1 for each article: enough for what only one source says to
be told where room is left. R2 on MultiLing rises by .007, from .1 to .5 alike."""
_SAYS_LITTLE: Final = 0.15
_SAYS_ENOUGH: Final = 0.5
"""A language whose best article has this share of the weight of terms that the best of all has counts fully; one under
the lower share serves the theme no more than an article under ``_FITS_IN_SMALL_POOL`` of its language does."""
_MOST_ARTICLES: Final = 15
_MOST_LOOKED_AT: Final = 100
"""Articles that are read in full to find those with a sentence of their own on the theme, which reprints have not: of
a large pile a theme may fit thousands, and those beyond the first hundred fit it less."""
_FEWEST_TERMS: Final = 2
_SURE: Final = 4.0
_REPEATS: Final = 3
"""An article must hold two different terms of a theme, for one alone may be chance, or one so often (counted up
to three times) and of such a weight that it comes to four."""
_ADMITS: Final = 1.0
"""Weight of the theme's terms that a sentence must hold: one full term, or several that weigh less."""
_TOUCHES: Final = 0.2
"""A sentence below this share of the best one's fit touches the theme only in passing, and is not printed under it."""
_CLEAR: Final = 2.0
"""Weight of two and more of a theme's terms from which a sentence is of it for certain, however common they are."""
_LEAD: Final = 1.0
_LEAD_OF_NEWS: Final = 2.0
"""What is new stands first in an article: with this bonus where earlier sources are known, and no least number of
articles, recall of new content rose from 13.6 to 20.3."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Fit:
    """A candidate in one theme: relevance is 1 for the best sentence of the theme, weight that of its terms.

    ``clear`` tells that it is of the theme for certain. ``new`` is False where it tells readers no more than they were
    told before, ``disputed`` tells of a count that more sources give otherwise. ``leaning`` is the reason that it does
    not stand alone: it cannot be printed, and is weighed to tell what was passed over.
    """

    candidate: Candidate
    relevance: float
    weight: float
    matched: tuple[str, ...]
    clear: bool = False
    new: bool = True
    disputed: bool = False
    leaning: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Voice:
    """What a language says on a theme: its concepts with the number of articles that hold each, and what is printed.

    ``lead`` is what the first sentence of an article gains for standing there.
    """

    weights: dict[Concept, float]
    articles: int
    lead: float
    covered: Counter[Concept] = field(default_factory=Counter)
    share: float = 1.0


def fits_of(pile: Pile, pool: "Pool") -> list[list[Fit]]:
    """For each theme the sentences of the articles that serve it, with their relevance; those that lean among them."""
    return [
        [
            fit
            for language, found, share in _speaking(query, pile.matches(place))
            for parts in [_offering(query, found, language, pile, pool.of(place))]
            for fit in _fits_in(query, parts, share, pool.of(place))
        ]
        for place, query in enumerate(pile.search.queries)
    ]


@dataclass(frozen=True, slots=True)
class Pool:
    """What of all themes stands in each sentence, looked for once."""

    search: Search
    found: dict[Key, tuple[Match, ...]] = field(default_factory=dict)

    def of(self, place: int) -> Callable[[Candidate | Leaning], Match]:
        """What of one theme stands in a sentence."""

        def match(it: Candidate | Leaning) -> Match:
            candidate = it if isinstance(it, Candidate) else it.candidate
            matches = self.found.get(candidate.key) or self.matches(it.sentence, (candidate.wording,))
            return matches[place]

        return match

    def matches(self, sentence: Sentence, wordings: Sequence[Wording] = ()) -> tuple[Match, ...]:
        """What of each theme stands in a sentence; ``wordings`` are its own, where they are at hand."""
        key = (sentence.document.id, sentence.span.start)
        matches = self.found.get(key)
        if matches is None:
            matches = self.found[key] = self.search.match(wordings or wordings_of((sentence,)))
        return matches

    def weights(self, sentences: Iterable[Sentence]) -> list[float]:
        """For each theme the weight of its terms that stand in any of the sentences; as ``weight_of``."""
        found = zip(*(self.matches(sentence) for sentence in sentences), strict=True)
        return [_weight(query, matches) for query, matches in zip(self.search.queries, found, strict=True)]


def _weight(query: Query, matches: Sequence[Match]) -> float:
    if any(match.excluded for match in matches):
        return 0.0
    terms = {phrase for match in matches for phrase in match.terms}
    return math.fsum([query.terms[phrase] for phrase in terms])


def _speaking(
    query: Query, groups: Mapping[str, Sequence[tuple[DocumentId, Match]]]
) -> Iterator[tuple[str, Sequence[tuple[DocumentId, Match]], float]]:
    """The languages that say something of a theme, with what stands in their articles and what is left of its fit."""
    heaviest = {
        language: max(weight_of(query, match) for _, match in found) for language, found in groups.items()
    }
    most = max(heaviest.values(), default=0.0)
    for language, found in sorted(groups.items()):
        if heaviest[language] > _SAYS_LITTLE * most:
            share = min(1.0, heaviest[language] / (_SAYS_ENOUGH * most))
            yield language, found, share


def _offering(
    query: Query,
    found: Sequence[tuple[DocumentId, Match]],
    language: str,
    pile: Pile,
    match_of: Callable[[Candidate | Leaning], Match],
) -> list[Part]:
    """Of the documents that serve a theme in one language those with a sentence that may be printed under it."""
    articles = [match for _, match in found]
    served = _served(query, rank(query, articles), articles)[:_MOST_LOOKED_AT]
    parts = (pile.part(found[index][0], language) for index in served)
    offering = (
        part for part in parts if any(weight_of(query, match_of(it)) >= _ADMITS for it in part.candidates)
    )
    return list(islice(offering, _MOST_ARTICLES))


def _fits_in(
    query: Query, parts: Sequence[Part], share: float, match_of: Callable[[Candidate | Leaning], Match]
) -> list[Fit]:
    """The sentences that serve a theme in one language; ``share`` is what is left of their relevance."""
    offered: list[Candidate | Leaning] = [
        *(candidate for part in parts for candidate in part.candidates),
        *(leaning for part in parts for leaning in part.leaning),
    ]
    printable = sum(len(part.candidates) for part in parts)
    matches = [match_of(it) for it in offered]
    scores = rank(query, matches[:printable], matches[printable:])
    best = max(scores[:printable], default=0.0) or math.inf
    return [
        Fit(
            candidate=it if isinstance(it, Candidate) else it.candidate,
            relevance=share * min(score / best, 1.0),
            weight=weight_of(query, match),
            matched=tuple(sorted(query.shown[phrase] for phrase in match.terms)),
            clear=_is_clear(query, match),
            leaning=it.reason if isinstance(it, Leaning) else None,
        )
        for it, match, score in zip(offered, matches, scores, strict=True)
        if _is_clear(query, match) or (score > _TOUCHES * best and weight_of(query, match) >= _ADMITS)
    ]


def _is_clear(query: Query, match: Match) -> bool:
    return len(match.terms) >= _FEWEST_TERMS and weight_of(query, match) >= _CLEAR


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


def assign(fits: Sequence[Sequence[Fit]]) -> list[list[Fit]]:
    """Leave each sentence to the theme whose terms weigh most in it, then to the one it fits best, then the first."""
    best: dict[Key, tuple[float, float, int]] = {}
    for place, fitting in enumerate(fits):
        for fit in fitting:
            bid = (fit.weight, fit.relevance, -place)
            best[fit.candidate.key] = max(bid, best.get(fit.candidate.key, bid))
    return [
        [fit for fit in fitting if best[fit.candidate.key] == (fit.weight, fit.relevance, -place)]
        for place, fitting in enumerate(fits)
    ]


def mark(fitting: Sequence[Fit], known: Known, outvoted: Collection[Key]) -> list[Fit]:
    """The sentences that fit a theme, those that tell readers nothing new marked, and those ``outvoted``."""
    marks = ((fit, not known.holds(fit.candidate), fit.candidate.key in outvoted) for fit in fitting)
    return [
        fit if new and not disputed else replace(fit, new=new, disputed=disputed)
        for fit, new, disputed in marks
    ]


def voices(pile: Pile, fitting: Sequence[Fit], known: Known) -> dict[str, Voice]:
    """What each language has to say on a theme, by the group of its candidates.

    Rare concepts count in full only where articles are few, or where earlier sources are known: what is new is rare.
    And articles are few or many in their language, for those of another one cannot hold the concept.
    """
    served = {(fit.candidate.sentence.document.id, fit.candidate.group) for fit in fitting}
    voices: dict[str, Voice] = {}
    for language in sorted({language for _, language in served}):
        spoken = [pile.part(document, language) for document, spoke in sorted(served) if spoke == language]
        held: Counter[Concept] = Counter()
        for part in spoken:
            held.update(part.concepts)
        fewest = 1 if known.has_sources else 3 if len(spoken) >= 12 else 2 if len(spoken) >= 6 else 1
        weights: dict[Concept, float] = {**held}
        if fewest > 1:
            weights = {concept: count if count >= fewest else _RARE for concept, count in held.items()}
        lead = _LEAD_OF_NEWS if known.has_sources else _LEAD
        voices[language] = Voice(weights=weights, articles=len(spoken), lead=lead)
    return voices


def topics_of(pile: Pile, serving: Collection[DocumentId], pool: Pool) -> tuple[Topic, ...]:
    """The passages of the ``serving`` documents in which terms of a theme weigh enough to admit a sentence."""
    topics: list[Topic] = []
    for part in (part for document in sorted(serving) for part in pile.reading(document).parts):
        for number, sentences in groupby(part.sentences, key=lambda sentence: sentence.passage.number):
            weights = pool.weights(sentences)
            heaviest = max(weights, default=0.0)
            if heaviest >= _ADMITS:
                theme = pool.search.queries[weights.index(heaviest)].theme.id
                topics.append(Topic(document=part.document.id, passage=number, theme=theme, weight=heaviest))
    return tuple(topics)
