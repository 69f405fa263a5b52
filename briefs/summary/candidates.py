"""Sentences ready to be chosen from: their words, their concepts, and what must be printed beside them."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from briefs.model import Document, PassageKind, Span
from briefs.summary.antecedents import Surroundings
from briefs.summary.calendar import resolve_dates
from briefs.summary.prose import is_prose
from briefs.summary.sentences import SPEAKER_LABEL, Sentence, split_document
from briefs.summary.standalone import examine
from briefs.summary.words import Word, is_function_word

_COPIED: Final = 0.8
"""Share of a sentence in copied stretches from which it is copied: a place or a day may have been changed in it."""

Concept = tuple[str, str]
"""Two stems in a row, not both of function words: the unit of content that coverage is counted in."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """One sentence that may be printed. ``context`` is what stands beside it; ``words`` counts both.

    ``undated`` says that a relative date in it could not be resolved: it loses to a sentence that needs none.
    ``loose`` counts phrases that lean on the document, ``names`` the names and numbers it states.
    """

    sentence: Sentence
    stems: tuple[str, ...]
    content: frozenset[str]
    concepts: frozenset[Concept]
    context: str | None
    undated: bool
    loose: int
    names: int
    words: int

    @property
    def key(self) -> tuple[str, int]:
        """Identity by place: document id and first offset."""
        return (self.sentence.document.id, self.sentence.span.start)


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """All that the summariser takes from one document."""

    document: Document
    stems: tuple[str, ...]
    concepts: frozenset[Concept]
    candidates: tuple[Candidate, ...]
    sentences: int


def read_document(
    document: Document, unprintable: frozenset[str] = frozenset(), copied: Sequence[Span] = ()
) -> Reading:
    """The printable sentences of one document; its text is split, stemmed and examined once. Linear.

    A sentence with one of the ``unprintable`` characters, in it or in what must stand beside it, is none. Nor is
    one that is ``copied`` from another document, and its concepts are not this document's.
    """
    sentences = split_document(document)
    surroundings = Surroundings(sentences, _preamble(document))
    everything = _stems([word for sentence in sentences for word in sentence.words])
    taken = {sentence.position for sentence in sentences if _is_copied(sentence, copied)}
    own = [word for sentence in sentences if sentence.position not in taken for word in sentence.words]
    return Reading(
        document=document,
        stems=tuple(stem for stem, _ in everything),
        concepts=_concepts(_stems(own) if taken else everything),
        candidates=tuple(
            candidate
            for candidate in _candidates(sentences, surroundings)
            if unprintable.isdisjoint(f"{candidate.sentence.text}{candidate.context}")
            and candidate.sentence.position not in taken
        ),
        sentences=len(sentences),
    )


def _is_copied(sentence: Sentence, copied: Sequence[Span]) -> bool:
    span = sentence.span
    covered = sum(
        min(stretch.end, span.end) - max(stretch.start, span.start)
        for stretch in copied
        if stretch.overlaps(span)
    )
    return covered >= _COPIED * (span.end - span.start)


def _preamble(document: Document) -> str:
    kinds = {PassageKind.HEADING, PassageKind.CAPTION}
    texts = [document.exact(passage.span) for passage in document.passages if passage.kind in kinds]
    return " ".join([document.title or "", *texts])


def _candidates(sentences: Sequence[Sentence], surroundings: Surroundings) -> Iterator[Candidate]:
    turn: tuple[int, str | None] = (0, None)
    for index, sentence in enumerate(sentences):
        if sentence.passage.number != turn[0]:
            turn = (sentence.passage.number, _speaker(sentence))
        if not is_prose(sentence):
            continue
        standing = examine(index, surroundings)
        if standing.dangling:
            continue
        moments = resolve_dates(sentence.text, sentence.document.published)
        speaker = (turn[1],) if turn[1] else ()
        context = "; ".join(dict.fromkeys((*speaker, *standing.context, *moments.resolved))) or None
        stemmed = _stems(sentence.words)
        yield Candidate(
            sentence=sentence,
            stems=tuple(stem for stem, _ in stemmed),
            content=frozenset(stem for stem, is_function in stemmed if not is_function),
            concepts=_concepts(stemmed),
            context=context,
            undated=moments.unresolved,
            loose=standing.loose,
            names=_names(sentence),
            words=len(sentence.text.split()) + len((context or "").split()),
        )


def _speaker(sentence: Sentence) -> str | None:
    """Who speaks in a passage that opens with ``Nell Varga: …``: every later sentence of it is theirs too."""
    label = SPEAKER_LABEL.match(sentence.text)
    name = label.group().removesuffix(": ") if label else ""
    return name if " " in name else None


def _names(sentence: Sentence) -> int:
    """Runs of capitalised words after the first word, and numbers: who, where, when and how many."""
    marks = [word.is_number or (word.capitalised and place > 0) for place, word in enumerate(sentence.words)]
    return sum(mark and not before for before, mark in pairwise([False, *marks]))


def _stems(words: Sequence[Word]) -> tuple[tuple[str, bool], ...]:
    return tuple((word.stem, is_function_word(word.lower)) for word in words)


def _concepts(stemmed: Sequence[tuple[str, bool]]) -> frozenset[Concept]:
    return frozenset(
        (left, right) for (left, l_is), (right, r_is) in pairwise(stemmed) if not (l_is and r_is)
    )
