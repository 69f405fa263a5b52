"""The documents that a brief cites: their numbers, their origins, and citations of what stands in them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from briefs.model import Citation, Document, DocumentId, Extract, Origin


@dataclass(frozen=True, slots=True, kw_only=True)
class Sources:
    """Every document at hand with its origin, the numbers of those that are cited, and the digits of those rated."""

    documents: Mapping[DocumentId, Document]
    numbers: Mapping[DocumentId, int]
    origins: Mapping[DocumentId, Origin]
    credibility: Mapping[DocumentId, int]

    def cite(self, extract: Extract) -> Citation:
        """The citation of a stretch of a document that has a number."""
        document = self.documents[extract.document]
        pages = (passage.page for passage in document.passages if passage.number == extract.passage)
        return Citation(
            reference=self.numbers[extract.document],
            start=extract.span.start,
            end=extract.span.end,
            exact=document.exact(extract.span),
            passage=extract.passage,
            page=next(pages, None),
        )

    def text(self, extract: Extract) -> str:
        """The words of a stretch, white space folded."""
        return folded(self.documents[extract.document].exact(extract.span))

    def parts(self, extract: Extract) -> tuple[str, ...]:
        """The pieces of it that stand in different passages: one, or a lead-in and the items of its list."""
        document, span = self.documents[extract.document], extract.span
        pieces = (
            document.text[max(span.start, passage.span.start) : min(span.end, passage.span.end)]
            for passage in document.passages
            if passage.span.overlaps(span)
        )
        return tuple(folded(piece) for piece in pieces)

    def language(self, extract: Extract) -> str:
        """The language of its passage: its own where it is not the document's."""
        document = self.documents[extract.document]
        own = (passage.language for passage in document.passages if passage.number == extract.passage)
        return next(own, None) or document.language

    def voices(self, cited: Iterable[DocumentId]) -> int:
        """How many independent origins documents go back to; two stories of one agency or house are one voice."""
        return len({self.origins[document].voice for document in cited})


def folded(text: str) -> str:
    """A text with single spaces, as it is printed."""
    return " ".join(text.split())


def numbered(extracts: Iterable[Extract]) -> dict[DocumentId, int]:
    """The number of each document, from 1, in the order in which it is first cited."""
    numbers: dict[DocumentId, int] = {}
    for extract in extracts:
        numbers.setdefault(extract.document, len(numbers) + 1)
    return numbers


def origin_of(documents: Iterable[DocumentId], origins: Iterable[Origin]) -> dict[DocumentId, Origin]:
    """The origin of each document."""
    traced = {
        document: origin
        for origin in origins
        for document in (origin.document, *(reprint.document for reprint in origin.reprints))
    }
    return {
        document: traced.get(document) or Origin(document=document, voice=document) for document in documents
    }
