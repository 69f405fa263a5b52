"""What of a document the tracing of origins needs, so that a hundred thousand need not be held with their texts.

A fingerprint hangs on its document alone and is small (some 3 KB): it can be made anywhere, in any order, and kept
from one edition to the next. What is rarely needed, the words themselves, is asked for when it is.
"""

import datetime
import zlib
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise

from briefs.evidence.addresses import addresses, points_elsewhere
from briefs.evidence.boilerplate import key_of
from briefs.evidence.numbers import Numbers, pack, unpack
from briefs.evidence.parties import folded
from briefs.evidence.prints import Print, sentences, take_print
from briefs.evidence.resemblance import numbers_in
from briefs.evidence.wires import Said, tell
from briefs.model import Credit, DisclosureKind, Document, DocumentId, Span, StatedDate


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """What the sentences of a document say: the places of those that say enough, and the hashes of their content."""

    places: Numbers
    sizes: Numbers
    content: Numbers

    def said(self, left_out: Collection[int]) -> list[Said]:
        """The content of each sentence, without those at the places that are ``left_out``."""
        content, bounds = unpack(self.content), pairwise(accumulate(unpack(self.sizes), initial=0))
        return [
            frozenset(content[start:end])
            for place, (start, end) in zip(unpack(self.places), bounds, strict=True)
            if place not in left_out
        ]


@dataclass(frozen=True, slots=True, kw_only=True)
class Wordmark:
    """What words are recognised by: their print, and the hashes of the numbers among them."""

    print: Print
    numbers: Numbers


@dataclass(frozen=True, slots=True, kw_only=True)
class Fingerprint:
    """One document as the tracing sees it. ``mark`` is that of all its running text, boilerplate included.

    ``keys`` are the hashes of its sentences and ``lengths`` their characters. ``feed`` is whom its feed names as the
    source, ``title`` its title folded. ``is_signed`` says that it has a byline, ``is_release`` that it is a press
    release by its own word, ``points_elsewhere`` that its page names another host's address as its own.
    """

    id: DocumentId
    publisher: str | None
    credits: tuple[Credit, ...]
    feed: str | None
    published: StatedDate | None
    modified: StatedDate | None
    retrieved: datetime.datetime | None
    title: str
    addresses: tuple[str, ...]
    is_signed: bool
    is_release: bool
    points_elsewhere: bool
    keys: Numbers
    lengths: Numbers
    mark: Wordmark
    told: Told


def take_fingerprint(document: Document) -> Fingerprint:
    """The fingerprint of a document. Linear in its text."""
    spans = sentences(document)
    provenance = document.provenance
    listing = provenance.listing if provenance else None
    return Fingerprint(
        id=document.id,
        publisher=document.publisher,
        credits=document.credits,
        feed=listing.publisher if listing else None,
        published=document.published,
        modified=document.modified,
        retrieved=provenance.retrieved if provenance else None,
        title=folded(document.title or ""),
        addresses=tuple(sorted(addresses(document))),
        is_signed=bool(document.author),
        is_release=any(found.kind is DisclosureKind.PRESS_RELEASE for found in document.disclosures),
        points_elsewhere=points_elsewhere(document),
        keys=pack(key_of(document.exact(span)) for span in spans),
        lengths=pack(span.end - span.start for span in spans),
        mark=take_wordmark(words_of(document, spans)),
        told=_told(document, spans),
    )


def take_wordmark(words: str) -> Wordmark:
    """What these words are recognised by. Linear."""
    numbers = sorted({zlib.crc32(number.encode()) for number in numbers_in(words)})
    return Wordmark(print=take_print(words), numbers=pack(numbers))


def words_of(document: Document, spans: Iterable[Span]) -> str:
    """The sentences of a document as one text."""
    return " ".join(map(document.exact, spans))


def _told(document: Document, spans: Sequence[Span]) -> Told:
    told = tell(document, spans)
    return Told(
        places=pack(place for place, _ in told),
        sizes=pack(len(said) for _, said in told),
        content=pack(word for _, said in told for word in sorted(said)),
    )
