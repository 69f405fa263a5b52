"""Sentences ready to be chosen from: their words, their concepts, and what must be printed beside them."""

import datetime
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Final

from briefs.language.almanac import resolve_dates_in_signs
from briefs.language.antecedents import Surroundings
from briefs.language.calendar import Moments, resolve_dates
from briefs.language.grammar import Grammar
from briefs.language.languages import grammar_of
from briefs.language.prose import is_prose
from briefs.language.scripts import LANGUAGES, content_of, extent, fold, is_in_signs, pairs_of
from briefs.language.sentences import SPEAKER_LABEL, Sentence, split_document
from briefs.language.surroundings import preamble_of, surroundings_of
from briefs.language.words import Word, is_function_word
from briefs.model import Document, Span
from briefs.summary.leaning import Company, examine_signs
from briefs.summary.standalone import Standing, examine
from briefs.summary.themes import Wording

_COPIED: Final = 0.8
"""Share of a sentence in copied stretches from which it is copied: a place or a day may have been changed in it."""

_LONGEST: Final = 1000
"""Signs from which a sentence is none that anybody wrote, and is not looked into."""

_UNTOLD: Final = "a date in it cannot be resolved"
"""Why a sentence is not printed that says ``the same day``, or a day that is on no calendar."""

Concept = tuple[str, str]
"""Two stems in a row, not both of function words, or two signs of one word: what coverage is counted in."""

Key = tuple[str, int]
"""A sentence by its place: the id of its document and its first offset."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """One sentence that may be printed. ``context`` is what stands beside it; ``words`` counts both.

    ``loose`` counts phrases that lean on the document, ``names`` the names and numbers it states.
    """

    sentence: Sentence
    wording: Wording
    content: frozenset[str]
    concepts: frozenset[Concept]
    context: str | None
    loose: int
    names: int
    words: int

    @property
    def key(self) -> Key:
        """What tells it from all others."""
        return (self.sentence.document.id, self.sentence.span.start)

    @property
    def group(self) -> str:
        """The language it is ranked in: its own, or empty where that is read as English is."""
        return group_of(self.sentence)


@dataclass(frozen=True, slots=True, kw_only=True)
class Leaning:
    """A sentence that cannot be printed, for the ``reason`` that it does not stand alone: ``opens with “He”``."""

    candidate: Candidate
    reason: str

    @property
    def sentence(self) -> Sentence:
        """The sentence itself."""
        return self.candidate.sentence


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """What of a document is in one language, or, where ``language`` is empty, in any that is read as English is.

    ``leaning`` are the sentences of prose that do not stand alone.
    """

    language: str
    document: Document
    sentences: tuple[Sentence, ...]
    wordings: tuple[Wording, ...]
    concepts: frozenset[Concept]
    candidates: tuple[Candidate, ...]
    leaning: tuple[Leaning, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """All that the summariser takes from one document."""

    document: Document
    parts: tuple[Part, ...]
    sentences: int


def read_document(
    document: Document, unprintable: frozenset[str] = frozenset(), copied: Sequence[Span] = ()
) -> Reading:
    """The printable sentences of one document; its text is split, stemmed and examined once. Linear.

    A sentence with one of the ``unprintable`` characters, in it or in what must stand beside it, is none. Nor is
    one that is ``copied`` from another document, and its concepts are not this document's.
    """
    sentences = split_document(document)
    taken = frozenset(sentence.position for sentence in sentences if _is_copied(sentence, copied))
    parts = (_part(document, language, found, taken) for language, found in grouped(sentences))
    return Reading(
        document=document,
        parts=tuple(replace(part, candidates=_printable(part.candidates, unprintable)) for part in parts),
        sentences=len(sentences),
    )


def as_printed(sentence: Sentence) -> Candidate:
    """What a sentence says, to compare others with: one of an earlier edition, or one that does not stand alone."""
    words, language = sentence.words, sentence.language
    content = content_of(words, language) if language in LANGUAGES else _content(_stems(words))
    return Candidate(
        sentence=sentence,
        wording=_wording([sentence], language),
        content=frozenset(content),
        concepts=concepts_of(words, language),
        context=None,
        loose=0,
        names=_names(sentence),
        words=extent(sentence.text, language),
    )


def concepts_of(words: Sequence[Word], language: str) -> frozenset[Concept]:
    """The concepts of a text by its words, in a language given by its primary subtag."""
    return pairs_of(content_of(words, language)) if language in LANGUAGES else _concepts(_stems(words))


def _printable(candidates: Sequence[Candidate], unprintable: frozenset[str]) -> tuple[Candidate, ...]:
    return tuple(
        candidate
        for candidate in candidates
        if unprintable.isdisjoint(f"{candidate.sentence.text}{candidate.context}")
    )


def group_of(sentence: Sentence) -> str:
    """The language a sentence is ranked in: its own, or empty where that is read as English is."""
    return sentence.language if sentence.language in LANGUAGES else ""


def grouped(sentences: Sequence[Sentence]) -> Sequence[tuple[str, Sequence[Sentence]]]:
    """The sentences of a document by the language they are ranked in; no sentences are one empty group."""
    groups: dict[str, list[Sentence]] = {}
    for sentence in sentences:
        groups.setdefault(group_of(sentence), []).append(sentence)
    # All that are in one language are given as they are: who they name may be known already.
    return sorted(groups.items()) if len(groups) > 1 else [(next(iter(groups), ""), sentences)]


def _part(document: Document, language: str, sentences: Sequence[Sentence], taken: frozenset[int]) -> Part:
    """What of a document is in a language, by its sentences; what is ``taken`` from another is matched, no more."""
    own = [word for sentence in sentences if sentence.position not in taken for word in sentence.words]
    grammar = grammar_of(language)
    if grammar:
        content = content_of(own, language)
        concepts = pairs_of(content)
        examined = _candidates_in_signs(sentences, Company(sentences, preamble_of(document), grammar))
    else:
        concepts = _concepts(_stems(own))
        examined = _candidates(sentences, surroundings_of(document, sentences))
    offered = [found for found in examined if found.sentence.position not in taken]
    return Part(
        language=language,
        document=document,
        sentences=tuple(sentences),
        wordings=wordings_of(sentences),
        concepts=concepts,
        candidates=tuple(found for found in offered if isinstance(found, Candidate)),
        leaning=tuple(found for found in offered if isinstance(found, Leaning)),
    )


def wordings_of(sentences: Sequence[Sentence]) -> tuple[Wording, ...]:
    """The words of sentences as themes are matched against them: one wording for each language, in their order."""
    spoken: dict[str, list[Sentence]] = {}
    for sentence in sentences:
        spoken.setdefault(sentence.language, []).append(sentence)
    return tuple(_wording(found, language) for language, found in spoken.items())


def _wording(sentences: Sequence[Sentence], language: str) -> Wording:
    words = [word for sentence in sentences for word in sentence.words]
    if language not in LANGUAGES:
        stems = tuple(word.stem for word in words)
        return Wording(language=language, stems=stems, signs="", length=len(stems))
    return Wording(
        language=language,
        stems=tuple("" if is_in_signs(word.lower) else word.stem for word in words),
        signs="\n".join(fold(sentence.text, language) for sentence in sentences),
        length=sum(extent(sentence.text, language) for sentence in sentences),
    )


def _is_copied(sentence: Sentence, copied: Sequence[Span]) -> bool:
    span = sentence.span
    covered = sum(
        min(stretch.end, span.end) - max(stretch.start, span.start)
        for stretch in copied
        if stretch.overlaps(span)
    )
    return covered >= _COPIED * (span.end - span.start)


def _candidates(sentences: Sequence[Sentence], surroundings: Surroundings) -> Iterator[Candidate | Leaning]:
    turn: tuple[int, str | None] = (0, None)
    for index, sentence in enumerate(sentences):
        if sentence.passage.number != turn[0]:
            turn = (sentence.passage.number, _speaker(sentence))
        if not is_prose(sentence):
            continue
        standing = examine(index, surroundings)
        moments = resolve_dates(sentence.text, sentence.document.published)
        reason = standing.dangling or (_UNTOLD if moments.unresolved else None)
        if reason:
            yield Leaning(candidate=as_printed(sentence), reason=reason)
            continue
        speaker = (f"{turn[1]} speaking",) if turn[1] else ()
        days = (*moments.resolved, *moments.either)
        context = "; ".join(dict.fromkeys((*speaker, *standing.context, *days))) or None
        stemmed = _stems(sentence.words)
        yield Candidate(
            sentence=sentence,
            wording=_wording([sentence], sentence.language),
            content=frozenset(_content(stemmed)),
            concepts=_concepts(stemmed),
            context=context,
            loose=standing.loose,
            names=_names(sentence),
            words=len(sentence.text.split()) + len((context or "").split()),
        )


def _candidates_in_signs(sentences: Sequence[Sentence], company: Company) -> Iterator[Candidate | Leaning]:
    """The sentences of prose among those of one document in Korean, Japanese or Chinese."""
    named: datetime.date | None = None
    for sentence in sentences:
        if len(sentence.text) > _LONGEST:
            continue
        folded = fold(sentence.text, sentence.language)
        published = sentence.document.published
        moments, named = resolve_dates_in_signs(folded, sentence.language, published, named)
        standing = examine_signs(sentence, company)
        if not is_prose(sentence):
            continue
        reason = standing.dangling or (_UNTOLD if moments.unresolved else None)
        if reason:
            yield Leaning(candidate=as_printed(sentence), reason=reason)
        else:
            yield _candidate_in_signs(sentence, standing, moments, company.grammar)


def _candidate_in_signs(
    sentence: Sentence, standing: Standing, moments: Moments, grammar: Grammar
) -> Candidate:
    context = "; ".join(dict.fromkeys((*standing.context, *moments.resolved))) or None
    content = content_of(sentence.words, sentence.language)
    return Candidate(
        sentence=sentence,
        wording=_wording([sentence], sentence.language),
        content=frozenset(content),
        concepts=pairs_of(content),
        context=context,
        loose=standing.loose,
        names=len(set(grammar.names.findall(sentence.text))),
        words=extent(sentence.text, sentence.language) + len((context or "").split()),
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


def _content(stemmed: Sequence[tuple[str, bool]]) -> tuple[str, ...]:
    return tuple(stem for stem, is_function in stemmed if not is_function)


def _concepts(stemmed: Sequence[tuple[str, bool]]) -> frozenset[Concept]:
    return frozenset(
        (left, right) for (left, l_is), (right, r_is) in pairwise(stemmed) if not (l_is and r_is)
    )
