"""Whether a sentence tells readers anything new: what earlier editions printed, and what earlier sources said.

A sentence is a repeat when an earlier edition was made from its document, or printed one that says as much with no
other figures and of no other day; or when earlier sources hold more than half of its concepts. Hashes of their concepts
are enough for that: weeks of them fit into memory, and they can be kept beside each document.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from collections.abc import Set as AbstractSet
from hashlib import blake2b
from typing import Final

from briefs.language.calendar import resolve_dates
from briefs.language.meanings import meaning_of
from briefs.language.scripts import LANGUAGES, primary, split_signs
from briefs.language.sentences import Sentence, split_document
from briefs.language.words import is_function_word, split_words
from briefs.model import Document, Extract, Past, PastStatement, mark_of
from briefs.summary.candidates import Candidate, Concept, as_printed, concepts_of
from briefs.summary.facts import Facts
from briefs.summary.figures import figures_of
from briefs.summary.likeness import TOO_ALIKE, is_variant
from briefs.summary.moves import Move, moves

_ABSENT: Final = 0.5
"""Share of its concepts that no earlier source holds from which a sentence is new. With it instead of zero weights for
known concepts, recall of new content rose from 13.6 to 20.3 and near-repeats fell from 7.1 % to 1.0 %."""
_PLAIN: Final = 0.6
"""Share of its words beside names that a statement must hold for a sentence to say no more. Of MultiLing's sentences
that share enough words with an earlier one, those under it tell mostly of something else that happened to the same."""
_WORTH_COMPARING: Final = 0.3
"""Share of its words that a statement must have in common to be compared: with fewer none came to ``TOO_ALIKE``."""
_DAY: Final = re.compile(r"\d{1,2} \w+ \d{4}")
_WIDTH: Final = 8


def concept_hashes(document: Document) -> frozenset[int]:
    """The concepts of one document, each as 64 bits that are the same in every process. Linear in its text."""
    return hashes_of(split_document(document))


def hashes_of(sentences: Iterable[Sentence]) -> frozenset[int]:
    """The same of sentences."""
    concepts = {
        concept for sentence in sentences for concept in concepts_of(sentence.words, sentence.language)
    }
    return frozenset(map(concept_hash, concepts))


def concept_hash(concept: Concept) -> int:
    """64 bits of one concept."""
    left, right = concept
    digest = blake2b(f"{left}\0{right}".encode("utf-8", "surrogatepass"), digest_size=_WIDTH)
    return int.from_bytes(digest.digest(), "big")


class Told:
    """What earlier editions printed, by place and by word; built once, then asked for each sentence."""

    __slots__ = ("_facts", "_places", "_statements")

    def __init__(self, statements: Sequence[PastStatement]) -> None:
        self._statements = [(it, recall(it.document, it.extract)) for it in statements]
        self._facts = Facts(told for _, told in self._statements)
        self._places: defaultdict[str, list[int]] = defaultdict(list)
        for place, (_, told) in enumerate(self._statements):
            for word in told.content:
                self._places[word].append(place)

    def alike(self, candidate: Candidate) -> Iterator[tuple[PastStatement, Candidate]]:
        """The statements that have enough words in common with a sentence to be compared, the latest first."""
        shared = Counter(place for word in candidate.content for place in self._places.get(word, ()))
        for place, count in sorted(shared.items()):
            statement, told = self._statements[place]
            if count >= _WORTH_COMPARING * min(len(told.content), len(candidate.content)):
                yield statement, told

    def is_repeated(self, candidate: Candidate) -> bool:
        """Whether a statement says as much, with no other figures and of no other day."""
        return any(
            (_is_worded_alike(candidate, told) or self._facts.same(candidate, told))
            and _adds_little(candidate, told)
            and not _is_of_another_day(candidate.sentence, told.sentence)
            for _, told in self.alike(candidate)
        )

    def moved(self, candidate: Candidate) -> tuple[tuple[PastStatement, Move], ...]:
        """The figures of a sentence that moved since the latest edition that had them, each with who said so there.

        Where several statements of that edition had one, it is left out unless all of them had another number.
        """
        latest: dict[int, list[tuple[PastStatement, Move]]] = {}
        for statement, told in self.alike(candidate):
            for move in moves(candidate, told) if _may_follow(candidate, told) else ():
                had = latest.setdefault(move.place, [])
                if not had or had[0][0].edition == statement.edition:
                    had.append((statement, move))
        return tuple(had[0] for _, had in sorted(latest.items()) if all(move.is_moved for _, move in had))


class Known:
    """What readers were told and could have read before; built once from the past, then asked for each sentence."""

    __slots__ = ("_concepts", "_read", "_told")

    def __init__(self, past: Past) -> None:
        self._read = past.read | {mark_of(statement.document.id) for statement in past.statements}
        self._told = Told(past.statements)
        self._concepts = past.concepts.union(*map(concept_hashes, past.documents))

    @property
    def has_sources(self) -> bool:
        """Whether anything is known of earlier sources."""
        return bool(self._concepts)

    def holds(self, candidate: Candidate) -> bool:
        """Whether a sentence repeats what was printed, or says no more than earlier sources did."""
        if mark_of(candidate.sentence.document.id) in self._read:
            return True
        if self._told.moved(candidate):
            return False
        return self._told.is_repeated(candidate) or self._was_read(candidate)

    def _was_read(self, candidate: Candidate) -> bool:
        """Whether earlier sources hold most of the concepts of a sentence, and its figures in some company."""
        if not self._concepts or not candidate.concepts:
            return False
        absent = {it for it in candidate.concepts if concept_hash(it) not in self._concepts}
        if len(absent) >= _ABSENT * len(candidate.concepts):
            return False
        return not any(around and around <= absent for around in _around_figures(candidate))


def _around_figures(candidate: Candidate) -> Iterator[set[Concept]]:
    """The concepts that hold a word of a figure, for each figure of a sentence."""
    words = candidate.sentence.words
    for figure in figures_of(candidate.sentence):
        stems = {word.stem for word in words if figure.start <= word.start < figure.end}
        yield {concept for concept in candidate.concepts if not stems.isdisjoint(concept)}


def _is_worded_alike(candidate: Candidate, told: Candidate) -> bool:
    """Whether most of a sentence stands in an earlier one, with its figures."""
    shared = _share(candidate.content, told.content) + _share(candidate.concepts, told.concepts)
    return shared >= 2 * TOO_ALIKE and not is_variant(candidate, told)


def _adds_little(candidate: Candidate, told: Candidate) -> bool:
    """Whether most of what a sentence says beside names and numbers is said by an earlier one, in whatever words."""
    return _share(_plain(candidate.sentence), frozenset(map(meaning_of, told.content))) >= _PLAIN


def _share(ours: AbstractSet[object], theirs: AbstractSet[object]) -> float:
    return len(ours & theirs) / len(ours) if ours else 1.0


def _plain(sentence: Sentence) -> AbstractSet[str]:
    """The meanings of its words that are no names; of a sentence in signs, which have no capitals, none."""
    if sentence.language in LANGUAGES:
        return frozenset()
    words = (word for word in sentence.words if not (is_function_word(word.lower) or word.is_number))
    return {meaning_of(word.stem) for word in words if not word.capitalised or word is sentence.words[0]}


def _may_follow(now: Candidate, told: Candidate) -> bool:
    """Whether a sentence stands in another document than an earlier statement, and not in an older one."""
    ours, theirs = now.sentence.document, told.sentence.document
    if ours.id == theirs.id:
        return False
    return not (ours.published and theirs.published) or ours.published.day >= theirs.published.day


def recall(document: Document, extract: Extract) -> Candidate:
    """A sentence by its place, as sentences are compared: one of an earlier edition, or one that was chosen."""
    passage = next(passage for passage in document.passages if passage.number == extract.passage)
    language = primary(passage.language or document.language)
    text = " ".join(document.exact(extract.span).split())
    return as_printed(
        Sentence(
            document=document,
            span=extract.span,
            passage=passage,
            position=0,
            text=text,
            words=split_signs(text, language) if language in LANGUAGES else split_words(text),
            language=language,
        )
    )


def _is_of_another_day(now: Sentence, told: Sentence) -> bool:
    """Whether the relative dates of two sentences stand for other days: ``on Monday`` a week later is no repeat."""
    ours, theirs = _days(now), _days(told)
    return bool(ours and theirs) and ours.isdisjoint(theirs)


def _days(sentence: Sentence) -> set[str]:
    resolved = resolve_dates(sentence.text, sentence.document.published).resolved
    return {day for day in resolved if _DAY.fullmatch(day)}
