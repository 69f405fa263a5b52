"""Documents → the sentences worth printing for each theme.

Of the sentences that fit a theme (``serving``) those are chosen, greedily, that add most: concepts (stemmed bigrams)
weighted by the number of articles that hold them, with diminishing returns (square root, so the gain is submodular and
a lazy heap is exact), times a bonus for the lead, times the fit to the theme, divided by the words it costs (Lin and
Bilmes 2011; concept weights after Gillick and Favre 2009).
"""

import datetime
import heapq
import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from types import MappingProxyType
from typing import Final

from briefs.model import (
    DisclosureKind,
    Document,
    DocumentId,
    DoubtKind,
    Past,
    Pick,
    Scores,
    Selection,
    Span,
    Theme,
)
from briefs.summary.candidates import Candidate, Reading, read_document
from briefs.summary.likeness import TOO_ALIKE, is_variant, likeness
from briefs.summary.novelty import Known
from briefs.summary.pile import Pile, pile_of
from briefs.summary.serving import Fit, Voice, assign, fits_of, mark, topics_of, voices
from briefs.summary.themes import Search, make_query

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
_NO_PAST: Final = Past()


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
    past: Past = _NO_PAST,
) -> Selection:
    """The sentences to print, theme after theme in the order given, strongest first within each.

    The order of ``documents`` changes nothing. No sentence with an ``unprintable`` character is chosen, and none for
    more than one theme; a theme that no document serves has no picks. What is ``copied`` stands in another document
    and is chosen there or not at all. What readers knew in the ``past`` is chosen only where nothing else serves the
    theme. Linear in the text, n log n in the sentences of a theme.
    """
    ordered = sorted(documents, key=lambda document: document.id)
    readings = [read_document(document, unprintable, copied.get(document.id, ())) for document in ordered]
    return choose(readings, themes, past)


def choose(readings: Sequence[Reading], themes: Sequence[Theme], past: Past = _NO_PAST) -> Selection:
    """The sentences to print, of documents that are split into sentences already: what ``make bench`` times."""
    return choose_from(pile_of(readings, Search([make_query(theme) for theme in themes])), past)


def choose_from(pile: Pile, past: Past = _NO_PAST) -> Selection:
    """The sentences to print of a pile of documents, for the themes that it was searched for."""
    queries = pile.search.queries
    known = Known(past)
    fits = [mark(fitting, known) for fitting in assign(fits_of(pile))]
    printed = _Printed()
    for query, fitting in sorted(zip(queries, fits, strict=True), key=lambda pair: len(pair[1])):
        _serve(query.theme, fitting, voices(pile, fitting, known), printed)
    order = {query.theme.id: place for place, query in enumerate(queries)}
    return Selection(
        picks=tuple(sorted(printed.picks, key=lambda pick: order[pick.theme])),
        sentences_read=pile.sentences,
        topics=topics_of(pile, {fit.candidate.sentence.document.id for fitting in fits for fit in fitting}),
    )


def _serve(theme: Theme, fitting: Sequence[Fit], voices: dict[str, Voice], printed: _Printed) -> None:
    """Add the theme's picks; what is of second choice, or not new, only where nothing else serves the theme."""
    before = len(printed.picks)
    for new, second in ((True, False), (True, True), (False, False), (False, True)):
        if len(printed.picks) == before:
            tier = [fit for fit in fitting if (fit.new, _is_second_choice(fit.candidate)) == (new, second)]
            _fill(theme, tier, voices, printed)


def _is_second_choice(candidate: Candidate) -> bool:
    """Whether a relative date in it could not be resolved, or somebody has paid for the page it stands on."""
    disclosures = candidate.sentence.document.disclosures
    return candidate.undated or any(disclosure.kind is DisclosureKind.SPONSORED for disclosure in disclosures)


def _fill(theme: Theme, fitting: Sequence[Fit], voices: dict[str, Voice], printed: _Printed) -> None:
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


def _newest(fit: Fit, others: Iterable[Fit], room: int, printed: _Printed) -> Fit:
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


def _balanced(fitting: Sequence[Fit], voices: dict[str, Voice]) -> dict[str, Voice]:
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


def _gain(fit: Fit, voices: Mapping[str, Voice], cited: Counter[str]) -> float:
    candidate, voice = fit.candidate, voices[fit.candidate.group]
    weights, covered = voice.weights, voice.covered
    added = math.fsum(
        weights[concept] * (math.sqrt(covered[concept] + 1) - math.sqrt(covered[concept]))
        for concept in candidate.concepts
        if concept in weights
    )
    lead = 1 + voice.lead / (1 + candidate.sentence.position)
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


def _pick(theme: Theme, fit: Fit, scores: Scores) -> Pick:
    sentence = fit.candidate.sentence
    return Pick(
        theme=theme.id,
        document=sentence.document.id,
        span=sentence.span,
        passage=sentence.passage.number,
        context=fit.candidate.context,
        scores=scores,
        matched=fit.matched,
        new=fit.new,
    )
