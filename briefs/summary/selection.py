"""Documents → the sentences worth printing for each theme.

Of the sentences that fit a theme (``serving``) those are chosen, greedily, that add most (``weighing``); a lazy heap is
exact, for what a sentence adds only ever falls. What is too like a printed sentence, or says the same in other words
(``facts``) or in another language (``echoes``), is passed over, and a count that more sources give otherwise
(``disputes``) is printed only where nothing else serves the theme. A better optimum would not help: exchanging picks as
long as the sum of gains rises raises it by .6 % on MultiLing, and R2 falls by .0005.
"""

import datetime
import heapq
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from types import MappingProxyType
from typing import Final

from briefs.model import (
    Account,
    Choice,
    Document,
    DocumentId,
    Past,
    Pick,
    Scores,
    Selection,
    Span,
    Theme,
)
from briefs.summary.accounts import Round, Running, account, extract_of, rival_of, second_choice
from briefs.summary.candidates import Candidate, Key, Reading, read_document
from briefs.summary.disputes import disputed
from briefs.summary.echoes import Echoes
from briefs.summary.facts import Facts
from briefs.summary.likeness import TOO_ALIKE, is_variant, repetition
from briefs.summary.novelty import Known
from briefs.summary.pile import Pile, pile_of
from briefs.summary.serving import Fit, Pool, Voice, assign, fits_of, mark, topics_of, voices
from briefs.summary.themes import Search, make_query
from briefs.summary.weighing import Scale, is_misdated

_WORTH: Final = 0.05
"""A sentence whose gain is under this share of its theme's best is not printed: the budget is a cap, not an aim."""
_CLEAR_WORTH: Final = 0.01
"""The same for a sentence that is of its theme for certain, where the budget leaves room for it: of 45 sentences with
400 words a theme 50 come, all of them worth printing, and four more facts are told."""
_NOTHING: Final[Mapping[DocumentId, Sequence[Span]]] = MappingProxyType({})
_NO_PAST: Final = Past()

_Entry = tuple[float, Key, Fit]


@dataclass(slots=True)
class _Printed:
    """What has been chosen so far, over all themes, and what all sentences state that may be."""

    facts: Facts
    echoes: Echoes
    picks: list[Pick] = field(default_factory=list)
    candidates: list[Candidate] = field(default_factory=list)

    def like(self, candidate: Candidate) -> Candidate | None:
        """The first printed sentence that the candidate is too like, or reports the same fact as, in any language."""
        echoes = self.echoes.of(candidate)
        voices = (candidate, *echoes.values())
        for other in self.candidates:
            if repetition(candidate, other) >= TOO_ALIKE or (echoes and other.key in echoes):
                return other
            for voice in voices:
                if self.facts.same(voice, other):
                    return other
        return None

    def add(self, theme: Theme, fit: Fit, salience: float) -> None:
        """Nothing; afterwards the sentence is printed under the theme."""
        redundancy = max((repetition(fit.candidate, other) for other in self.candidates), default=0.0)
        scores = Scores(
            relevance=round(fit.relevance, 4), salience=round(salience, 4), redundancy=round(redundancy, 4)
        )
        self.candidates.append(fit.candidate)
        self.picks.append(_pick(theme, fit, scores))


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
    pool = Pool(pile.search)
    offered = fits_of(pile, pool)
    outvoted = disputed(fit.candidate for fitting in offered for fit in fitting if not fit.leaning)
    fits = [
        mark(fitting, known, outvoted)
        for fitting in assign([[fit for fit in fitting if not fit.leaning] for fitting in offered])
    ]
    owners = {
        fit.candidate.key: query.theme
        for query, fitting in zip(queries, fits, strict=True)
        for fit in fitting
    }
    candidates = [fit.candidate for fitting in fits for fit in fitting]
    printed = _Printed(facts=Facts(candidates), echoes=Echoes(candidates))
    accounts: dict[str, Account] = {}
    for place in sorted(range(len(queries)), key=lambda place: len(fits[place])):
        theme, spoken = queries[place].theme, voices(pile, fits[place], known)
        ended = _serve(theme, fits[place], spoken, printed)
        lost = [fit for fit in offered[place] if fit.leaning or owners[fit.candidate.key] is not theme]
        running = Running(fitting=[*fits[place], *lost], owners=owners)
        accounts[theme.id] = account(ended, running, printed.candidates)
    order = {query.theme.id: place for place, query in enumerate(queries)}
    return Selection(
        picks=tuple(sorted(printed.picks, key=lambda pick: order[pick.theme])),
        sentences_read=pile.sentences,
        topics=topics_of(
            pile, {fit.candidate.sentence.document.id for fitting in fits for fit in fitting}, pool
        ),
        accounts=tuple(accounts[query.theme.id] for query in queries),
    )


def _serve(theme: Theme, fitting: Sequence[Fit], voices: Mapping[str, Voice], printed: _Printed) -> Round:
    """Add the theme's picks; what is of second choice, or not new, only where nothing else serves the theme."""
    for new, second in ((True, False), (True, True), (False, False), (False, True)):
        tier = [fit for fit in fitting if (fit.new, bool(second_choice(fit))) == (new, second)]
        turn = Round(theme=theme, scale=Scale(tier, voices), left=theme.budget, new=new, second=second)
        _fill(turn, tier, printed)
        if turn.choices:
            break
    return turn


def _fill(turn: Round, fitting: Sequence[Fit], printed: _Printed) -> None:
    scale, strongest = turn.scale, 0.0
    heap = [(-scale.alone(fit), fit.candidate.key, fit) for fit in fitting]
    heapq.heapify(heap)
    while heap:
        _, key, fit = heapq.heappop(heap)
        gain = scale.gain(fit)
        if heap and -gain > heap[0][0]:
            heapq.heappush(heap, (-gain, key, fit))
            continue
        if gain <= _CLEAR_WORTH * strongest:
            break
        room = turn.left if strongest else max(turn.left, fit.candidate.words)
        if fit.candidate.words > room or (gain <= _WORTH * strongest and not fit.clear):
            continue
        like = printed.like(fit.candidate)
        if like:
            turn.repeats[key] = like
            continue
        strongest = strongest or gain
        newest = _newest(fit, (other for *_, other in heap), room, printed)
        if newest is not fit:
            heapq.heappush(heap, (-gain, key, fit))
            heap = [entry for entry in heap if entry[2] is not newest]
            heapq.heapify(heap)
            fit, gain = newest, scale.gain(newest)
        turn.choices.append(_choice(fit, heap, scale))
        turn.left -= fit.candidate.words
        scale.take(fit)
        printed.add(turn.theme, fit, gain / strongest)


def _choice(fit: Fit, heap: list[_Entry], scale: Scale) -> Choice:
    """Why a sentence was picked now, and the next best; the heap is left with that on top."""
    picked = Choice(extract=extract_of(fit.candidate), weighing=scale.weigh(fit), matched=fit.matched)
    while heap:
        _, key, other = heap[0]
        gain = scale.gain(other)
        if -gain <= heap[0][0]:
            return replace(picked, beaten=rival_of(other.candidate), beaten_gain=scale.weigh(other).gain)
        heapq.heapreplace(heap, (-gain, key, other))
    return picked


def _newest(fit: Fit, others: Iterable[Fit], room: int, printed: _Printed) -> Fit:
    """The latest dated of a sentence and those that state other figures alike, as far as its date can be trusted.

    Where the budget is too small for all of a series, the reader is to have its end and not its beginning.
    """
    newest = fit
    for other in others:
        document, candidate = other.candidate.sentence.document, other.candidate
        if (
            _day(document) > _day(newest.candidate.sentence.document)
            and not (is_misdated(document) or document.disclosures)
            and is_variant(fit.candidate, candidate)
            and candidate.words <= room
            and not printed.like(candidate)
        ):
            newest = other
    return newest


def _day(document: Document) -> datetime.date:
    return document.published.day if document.published else datetime.date.min


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
