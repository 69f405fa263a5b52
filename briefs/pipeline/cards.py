"""What is taken from one source by itself, in any process and in any order: a card to be held, a document to be kept.

source ──read──▶ document ─┬─outline────────────▶ card    (of every document, some 4 KB)
├─take_fingerprint───▶   "
├─concept_hashes─────▶ what it says, for the editions after it
└────────────────────▶ the document itself, fetched again where it matters
"""

import functools
import hashlib
from array import array
from dataclasses import dataclass, field
from typing import Final

from briefs.evidence import Fingerprint, take_fingerprint
from briefs.model import Document, DocumentId, Marking, PassageKind, Problem, Source, StatedDate, Theme
from briefs.reading import read
from briefs.summary import Outline, Search, make_query, outline

_STATEMENTS: Final = frozenset(
    {PassageKind.PARAGRAPH, PassageKind.LIST_ITEM, PassageKind.QUOTATION, PassageKind.DECK}
)


@dataclass(frozen=True, slots=True)
class Asked:
    """What documents are asked for: the themes of an edition, and a digest that stands for them."""

    themes: tuple[Theme, ...] = field(compare=False)
    digest: str

    @classmethod
    def of(cls, themes: tuple[Theme, ...]) -> "Asked":
        """What is asked by these themes."""
        return cls(themes, hashlib.sha256(repr(themes).encode("utf-8", "surrogatepass")).hexdigest())


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """What all documents of an edition are held as. ``characters`` are those beyond ASCII that it may print, in order.

    ``outline`` tells which themes it may serve, ``fingerprint`` whose text it is.
    """

    path: str
    published: StatedDate | None
    language: str
    characters: str
    outline: Outline
    fingerprint: Fingerprint
    marking: Marking | None = None

    @property
    def id(self) -> DocumentId:
        """The id of the document."""
        return self.fingerprint.id


@dataclass(frozen=True, slots=True, kw_only=True)
class Digest:
    """All that is made of one source: its card, the packed hashes of what it says, and the document."""

    card: Card
    said: bytes
    document: Document


def digest(asked: Asked, source: Source) -> Digest | Problem:
    """What is made of one source, or the problem that keeps it from being read. Pure; never raises."""
    document = read(source)
    if isinstance(document, Problem):
        return document
    drawn, said = outline(document, _search(asked))
    card = Card(
        path=document.path,
        published=document.published,
        language=document.language,
        characters=_beyond_ascii(_printable(document)),
        outline=drawn,
        fingerprint=take_fingerprint(document),
        marking=document.marking,
    )
    return Digest(card=card, said=array("Q", sorted(said)).tobytes(), document=document)


@functools.lru_cache(maxsize=4)
def _search(asked: Asked) -> Search:
    """The themes ready to be looked for: once in each process."""
    return Search([make_query(theme) for theme in asked.themes])


def _printable(document: Document) -> str:
    """The passages of a document that statements are taken from."""
    passages = [passage for passage in document.passages if passage.kind in _STATEMENTS]
    return "\n".join(document.exact(passage.span) for passage in passages)


def _beyond_ascii(text: str) -> str:
    """The characters of a text that are not ASCII, each once. Those that are, every font has."""
    return "" if text.isascii() else "".join(filter(lambda it: not it.isascii(), dict.fromkeys(text)))


def hashes_in(said: bytes) -> "memoryview[int]":
    """The hashes of what a document says, from where they are packed."""
    return memoryview(said).cast("Q")
