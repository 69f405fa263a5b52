"""All documents of an edition, small enough to be held at once, and those few in full that come into question.

Document ──outline──▶ Outline (what ranks it)      of every document, kept from one edition to the next
└───────▶ Reading (its sentences)      of those only that serve a theme
"""

from array import array
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from types import MappingProxyType
from typing import Final

from briefs.language.sentences import split_document
from briefs.model import Document, DocumentId
from briefs.summary.candidates import Part, Reading, grouped, wordings_of
from briefs.summary.novelty import hashes_of
from briefs.summary.themes import Match, Phrase, Query, Search, Wording

_MOST: Final = 0xFFFF
_NONE: Final[Mapping[Phrase, int]] = MappingProxyType({})


@dataclass(frozen=True, slots=True, kw_only=True)
class Portion:
    """What of a document is in one language, as the themes see it: its length, and for each theme what was found.

    A finding is whether an excluded term stands in it, then places of phrases in the query, each with its count; it is
    empty where nothing stands.
    """

    language: str
    length: int
    found: tuple[bytes, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Outline:
    """What of a document decides whether it serves a theme. Its portions are those of ``Reading.parts``, in order."""

    document: DocumentId
    sentences: int
    portions: tuple[Portion, ...]


def outline(document: Document, search: Search) -> tuple[Outline, frozenset[int]]:
    """The outline of one document, and the hashes of its concepts. Linear in its text.

    What is found are the terms of the search.
    """
    sentences = split_document(document)
    wordings = ((language, wordings_of(found)) for language, found in grouped(sentences))
    return _outline(document.id, len(sentences), wordings, search), hashes_of(sentences)


def outline_of(reading: Reading, search: Search) -> Outline:
    """The same of a document that is split into sentences already."""
    wordings = ((part.language, part.wordings) for part in reading.parts)
    return _outline(reading.document.id, reading.sentences, wordings, search)


def _outline(
    document: DocumentId,
    sentences: int,
    wordings: Iterable[tuple[str, Sequence[Wording]]],
    search: Search,
) -> Outline:
    return Outline(
        document=document,
        sentences=sentences,
        portions=tuple(
            Portion(
                language=language,
                length=sum(wording.length for wording in spoken),
                found=tuple(map(_packed, search.queries, search.match(spoken))),
            )
            for language, spoken in wordings
        ),
    )


class Pile:
    """The documents in the order of their ids, outlined by ``search``. ``load`` reads one into sentences, once."""

    def __init__(
        self, outlines: Iterable[Outline], search: Search, load: Callable[[DocumentId], Reading]
    ) -> None:
        self.search = search
        self._outlines = sorted(outlines, key=lambda one: one.document)
        self._load = load
        self._readings: dict[DocumentId, Reading] = {}

    @property
    def sentences(self) -> int:
        """How many sentences all documents have."""
        return sum(one.sentences for one in self._outlines)

    def reading(self, document: DocumentId) -> Reading:
        """A document in full."""
        if document not in self._readings:
            self._readings[document] = self._load(document)
        return self._readings[document]

    def part(self, document: DocumentId, language: str) -> Part:
        """What of a document is in one language."""
        return next(part for part in self.reading(document).parts if part.language == language)

    def matches(self, place: int) -> dict[str, list[tuple[DocumentId, Match]]]:
        """What of one theme stands in each document, by language; ``place`` is that of the theme in the search."""
        query = self.search.queries[place]
        phrases = _phrases(query)
        found: dict[str, list[tuple[DocumentId, Match]]] = {}
        for one in self._outlines:
            for portion in one.portions:
                match = _unpacked(query, phrases, portion.found[place], portion.length)
                found.setdefault(portion.language, []).append((one.document, match))
        return found


def pile_of(readings: Iterable[Reading], search: Search) -> Pile:
    """Documents all of which are at hand."""
    by_id = {reading.document.id: reading for reading in readings}
    return Pile((outline_of(reading, search) for reading in by_id.values()), search, by_id.__getitem__)


def _phrases(query: Query) -> tuple[Phrase, ...]:
    return (*query.terms, *query.support)


def _packed(query: Query, match: Match) -> bytes:
    if not (match.terms or match.support or match.excluded):
        return b""
    counted = chain(match.terms.items(), match.support.items())
    pairs = ((query.order[phrase], min(count, _MOST)) for phrase, count in counted)
    return array("H", (match.excluded, *chain.from_iterable(pairs))).tobytes()


def _unpacked(query: Query, phrases: Sequence[Phrase], found: bytes, length: int) -> Match:
    if not found:
        return Match(terms=_NONE, support=_NONE, excluded=False, length=length)
    excluded, *numbers = array("H", found)
    counted = [(phrases[place], count) for place, count in _pairs(numbers)]
    return Match(
        terms={phrase: count for phrase, count in counted if phrase in query.terms},
        support={phrase: count for phrase, count in counted if phrase in query.support},
        excluded=bool(excluded),
        length=length,
    )


def _pairs(numbers: Sequence[int]) -> Iterator[tuple[int, int]]:
    return zip(numbers[::2], numbers[1::2], strict=True)
