"""What a theme finds in documents and what it misses: all that its user needs to make it better.

documents ─ read_document ─▶ readings ─ try_out ─▶ Trial (documents, sentences, terms found, never found, nearly found)
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Final

from briefs.language.scripts import LANGUAGES, is_in_signs
from briefs.language.words import is_function_word
from briefs.model import Document, DocumentId, Theme
from briefs.summary.candidates import Reading
from briefs.summary.feedback import Mark, marks
from briefs.summary.pile import Pile, pile_of
from briefs.summary.serving import Fit, Pool, fits_of
from briefs.summary.themes import Phrase, Query, Search, make_query, rank

_DOCUMENTS: Final = 8
_SENTENCES: Final = 5
_MARKS: Final = 12
_CLOSE: Final = 0.85
"""Likeness of spelling (Ratcliff and Obershelp) from which a word may be meant by another: “centre” and “center”."""
_HEAD: Final = 3
"""Letters that two such words begin with: all others need not be compared."""
_LONG: Final = 5
"""Letters of such a word at least: of shorter ones nearly all are close to some other."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TriedDocument:
    """A document with terms of a theme: its fit beside the best in its language, and the terms with their counts."""

    document: Document
    score: float
    terms: tuple[tuple[str, int], ...]
    serves: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class TriedSentence:
    """A sentence that fits a theme; ``leaning`` is why it does not stand alone and is never printed."""

    text: str
    document: Document
    passage: int
    relevance: float
    matched: tuple[str, ...]
    leaning: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class TriedTerm:
    """A term: in how many documents it stands, how often, and, where it never does, what nearly is it."""

    text: str
    language: str
    documents: int = 0
    times: int = 0
    nearly: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Trial:
    """What one theme finds. ``holding`` counts the documents with a term, ``serving`` those that serve it."""

    theme: Theme
    holding: int
    serving: int
    documents: tuple[TriedDocument, ...]
    sentences: tuple[TriedSentence, ...]
    found: tuple[TriedTerm, ...]
    never: tuple[TriedTerm, ...]
    marks: tuple[Mark, ...]


def try_out(readings: Sequence[Reading], themes: Sequence[Theme]) -> tuple[Trial, ...]:
    """What each theme finds in documents, in the order of the themes. Linear in the text."""
    pile = pile_of(readings, Search([make_query(theme) for theme in themes]))
    words = _Vocabulary(readings)
    return tuple(
        _trial(query, place, fitting, pile, readings, words)
        for place, (query, fitting) in enumerate(
            zip(pile.search.queries, fits_of(pile, Pool(pile.search)), strict=True)
        )
    )


def _trial(
    query: Query,
    place: int,
    fitting: Sequence[Fit],
    pile: Pile,
    readings: Sequence[Reading],
    words: "_Vocabulary",
) -> Trial:
    serving = {fit.candidate.sentence.document.id for fit in fitting}
    documents = _documents(query, place, pile, serving)
    times: Counter[Phrase] = Counter()
    held: Counter[Phrase] = Counter()
    for found in pile.matches(place).values():
        for _, match in found:
            times.update(match.terms)
            held.update(match.terms.keys())
    terms = [_term(query, phrase, held[phrase], times[phrase], words) for phrase in query.terms]
    inside = [part for it in readings if it.document.id in serving for part in it.parts if not part.language]
    outside = (
        part for it in readings if it.document.id not in serving for part in it.parts if not part.language
    )
    return Trial(
        theme=query.theme,
        holding=len(documents),
        serving=len(serving),
        documents=tuple(documents[:_DOCUMENTS]),
        sentences=tuple(map(_sentence, _best(fitting))),
        found=tuple(
            sorted((it for it in terms if it.times), key=lambda it: (-it.documents, -it.times, it.text))
        ),
        never=tuple(it for it in terms if not it.times),
        marks=marks(inside, outside, query.order.keys(), _MARKS),
    )


def _documents(query: Query, place: int, pile: Pile, serving: set[DocumentId]) -> list[TriedDocument]:
    """The documents with a term, those that serve the theme first, then by their fit."""
    tried: list[TriedDocument] = []
    for found in pile.matches(place).values():
        scores = rank(query, [match for _, match in found])
        best = max(scores, default=0.0)
        for (document, match), score in zip(found, scores, strict=True):
            if score > 0:
                counts = sorted(match.terms.items(), key=lambda it: (-it[1], it[0]))
                tried.append(
                    TriedDocument(
                        document=pile.reading(document).document,
                        score=round(score / best, 2),
                        terms=tuple((query.shown[phrase], count) for phrase, count in counts),
                        serves=document in serving,
                    )
                )
    return sorted(tried, key=lambda it: (not it.serves, -it.score, it.document.path))


def _best(fitting: Iterable[Fit]) -> list[Fit]:
    return sorted(fitting, key=lambda fit: (-fit.relevance, fit.candidate.key))[:_SENTENCES]


def _sentence(fit: Fit) -> TriedSentence:
    sentence = fit.candidate.sentence
    return TriedSentence(
        text=" ".join(sentence.text.split()),
        document=sentence.document,
        passage=sentence.passage.number,
        relevance=round(fit.relevance, 2),
        matched=fit.matched,
        leaning=fit.leaning,
    )


def _term(query: Query, phrase: Phrase, documents: int, times: int, words: "_Vocabulary") -> TriedTerm:
    languages = sorted(query.languages.get(phrase, ()))
    return TriedTerm(
        text=query.shown[phrase],
        language=", ".join(languages),
        documents=documents,
        times=times,
        nearly=None if times else words.near(phrase, languages),
    )


class _Vocabulary:
    """The words of all documents, to find what a term that is nowhere may have meant."""

    __slots__ = ("_heads", "_sentences", "_spoken", "_written")

    def __init__(self, readings: Sequence[Reading]) -> None:
        self._written: dict[str, str] = {}
        self._heads: dict[str, list[str]] = {}
        self._sentences: list[frozenset[str]] = []
        self._spoken: set[str] = set()
        for sentence in (it for reading in readings for part in reading.parts for it in part.sentences):
            self._spoken.add(sentence.language)
            for word in sentence.words:
                if word.stem not in self._written:
                    self._written[word.stem] = word.lower
                    self._heads.setdefault(word.stem[:_HEAD], []).append(word.stem)
            self._sentences.append(frozenset(word.stem for word in sentence.words))

    def near(self, phrase: Phrase, languages: Sequence[str]) -> str | None:
        """What nearly is a term that stands nowhere, in words; None where nothing is."""
        if languages and self._spoken.isdisjoint(languages):
            named = " or ".join(LANGUAGES.get(language, language) for language in languages)
            return f"no document is in {named}"
        if is_in_signs("".join(phrase)):
            return None
        if len(phrase) > 1:
            content = [word for word in phrase if not is_function_word(word)]
            together = sum(all(word in stems for word in content) for stems in self._sentences)
            if together and content:
                return f"its words stand in {together} sentence{'s' if together > 1 else ''}, not in a row"
        return self._misspelt(phrase)

    def _misspelt(self, phrase: Phrase) -> str | None:
        unknown = [word for word in phrase if word not in self._written]
        close = [match for word in unknown for match in self._close(word)]
        return f"there is “{'”, “'.join(close)}”" if close else None

    def _close(self, word: str) -> Iterator[str]:
        near = sorted(other for other in self._heads.get(word[:_HEAD], ()) if len(other) >= _LONG)
        for match in get_close_matches(word, near, n=2, cutoff=_CLOSE):
            yield self._written[match]
