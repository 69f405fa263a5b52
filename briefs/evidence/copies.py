"""What a reprint has from the prints it goes back to: the stretches of it that are not its own."""

import datetime
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import groupby
from typing import Final

from briefs.evidence.contradictions import account, contradicted
from briefs.evidence.precedence import version
from briefs.evidence.prints import TOKEN, shingle, shingle_length
from briefs.evidence.prints import sentences as sentences_of
from briefs.evidence.wires import matched, tell
from briefs.model import CopySignal, Document, DocumentId, Origin, Reprint, Span

_ALL: Final = 0.85
"""A reprint of which so much stands in its origin has nothing of its own: a byline, a place name, a cut end."""
_RUN: Final = 8
"""Words in a row that a stretch has at least; any two reports of an event have shorter ones in common."""
_RETOLD: Final = frozenset({CopySignal.CREDIT, CopySignal.FEED})


def copied(documents: Sequence[Document], origins: Iterable[Origin]) -> Mapping[DocumentId, tuple[Span, ...]]:
    """For each reprint and digest the stretches of its text that stand in a print it goes back to. Linear."""
    by_id = {document.id: document for document in documents}
    copies = Copies(origins, by_id.__getitem__)
    return {document: copies.of(document) for document in copies.documents}


class Copies:
    """What the reprints and digests among the documents have from others; ``fetch`` gives a document by its id."""

    def __init__(self, origins: Iterable[Origin], fetch: Callable[[DocumentId], Document]) -> None:
        self._fetch = fetch
        self._digests: dict[DocumentId, Origin] = {}
        self._reprints: dict[DocumentId, Reprint] = {}
        for origin in origins:
            self._reprints.update((reprint.document, reprint) for reprint in origin.reprints)
            if origin.collected:
                self._digests[origin.document] = origin

    @property
    def documents(self) -> tuple[DocumentId, ...]:
        """Those that have anything from others, as far as can be told without reading them."""
        return (*self._digests, *self._reprints)

    def of(self, document: DocumentId) -> tuple[Span, ...]:
        """The stretches of a document that stand in a print it goes back to, in order; none of an origin's.

        All of a reprint that has next to nothing of its own; of one that retells, the sentences that say the same.
        """
        if reprint := self._reprints.get(document):
            above = [self._fetch(other) for other in self._above(reprint)]
            return _stretches(self._fetch(document), above, reprint)
        if digest := self._digests.get(document):
            return tuple(_runs(self._fetch(document), [self._fetch(other) for other in digest.collected]))
        return ()

    def _above(self, reprint: Reprint) -> Iterator[DocumentId]:
        """The prints that a reprint goes back to, the nearest first, the origin last."""
        above: Reprint | None = reprint
        while above is not None:
            yield above.of
            above = self._reprints.get(above.of)


def _stretches(document: Document, above: Sequence[Document], reprint: Reprint) -> tuple[Span, ...]:
    outdated, own = _changed(document, above)
    if reprint.share >= _ALL and document.text and not own:
        return (Span(start=0, end=len(document.text)),)
    spans = {*(part for run in _runs(document, above) for part in _outside(run, own)), *outdated}
    if reprint.signal in _RETOLD:
        ours = sentences_of(document)
        told = tell(document, ours)
        for other in above:
            theirs = [said for _, said in tell(other, sentences_of(other))]
            spans.update(ours[told[place][0]] for place in matched([said for _, said in told], theirs))
    return tuple(sorted(spans))


def _changed(document: Document, above: Iterable[Document]) -> tuple[list[Span], list[Span]]:
    """The sentences in which a later version states other figures, and those in which the document is the later.

    Only versions of one page go back to one origin and differ so: what was corrected must not be printed, and what
    corrects is nobody else's.
    """
    ours = account(document, sentences_of(document))
    outdated: list[Span] = []
    own: list[Span] = []
    for other in above:
        found = contradicted(ours, account(other, sentences_of(other)))
        (outdated if _version(document) <= _version(other) else own).extend(found)
    return outdated, sorted(span for span in set(own) if span not in outdated)


def _version(document: Document) -> tuple[datetime.datetime, datetime.datetime]:
    retrieved = document.provenance.retrieved if document.provenance else None
    return version(document.published, document.modified, retrieved)


def _outside(run: Span, sentences: Iterable[Span]) -> Iterator[Span]:
    """What is left of a run without these sentences, which stand in order."""
    start = run.start
    for sentence in sentences:
        if sentence.start < run.end and sentence.end > start:
            if sentence.start > start:
                yield Span(start=start, end=sentence.start)
            start = sentence.end
    if start < run.end:
        yield Span(start=start, end=run.end)


def _runs(document: Document, above: Iterable[Document]) -> Iterator[Span]:
    """The runs of words that stand in one of the others, too."""
    places = list(TOKEN.finditer(document.text))
    words = [place.group().casefold() for place in places]
    length = shingle_length(words)
    known = {value for other in above for value in _shingles(other, length)}
    covered = [False] * len(words)
    for start, value in enumerate(shingle(words, length)):
        if value in known:
            covered[start : start + length] = [True] * length
    for held, group in groupby(enumerate(covered), key=lambda item: item[1]):
        run = [place for place, _ in group]
        if held and len(run) >= _RUN:
            yield Span(start=places[run[0]].start(), end=places[run[-1]].end())


def _shingles(document: Document, length: int) -> list[int]:
    return shingle([word.casefold() for word in TOKEN.findall(document.text)], length)
