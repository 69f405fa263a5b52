"""A source as clean text, its passages, and what it says of itself."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from briefs.model.dates import StatedDate
from briefs.model.sources import DocumentId, Marking, Provenance, SourceFormat


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Span:
    """A half-open range of code points in a document's text."""

    start: int
    end: int

    def __post_init__(self) -> None:
        if not 0 <= self.start < self.end:
            raise ValueError(f"not a span: {self.start}:{self.end}")

    def overlaps(self, other: "Span") -> bool:
        """Whether the two share at least one code point."""
        return self.start < other.end and other.start < self.end


class PassageKind(StrEnum):
    """What a passage is on its page. Only paragraphs, list items and quotations are printed as statements.

    A deck sums the article up above its first paragraph: what it says is said again below, but not always the date.
    """

    PARAGRAPH = "paragraph"
    HEADING = "heading"
    LIST_ITEM = "list-item"
    QUOTATION = "quotation"
    CAPTION = "caption"
    DECK = "deck"


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """One block of a document's body. ``number`` counts from 1 and is the locator printed as ¶.

    ``page`` is that of a paged format, from 1. ``language`` is None where it is the document's.
    """

    number: int
    kind: PassageKind
    span: Span
    page: int | None = None
    language: str | None = None


class DisclosureKind(StrEnum):
    """What a source says of its own making."""

    AI_GENERATED = "ai-generated"
    MACHINE_TRANSLATED = "machine-translated"
    SYNTHESISED = "synthesised"
    SPONSORED = "sponsored"
    PRESS_RELEASE = "press-release"


@dataclass(frozen=True, slots=True, kw_only=True)
class Disclosure:
    """A notice in which a source tells how it was made; ``links`` are the addresses it names, in order."""

    kind: DisclosureKind
    span: Span
    links: tuple[str, ...] = ()


class DateKind(StrEnum):
    """What a stated date is the date of."""

    PUBLISHED = "published"
    MODIFIED = "modified"


@dataclass(frozen=True, slots=True, kw_only=True)
class DateClaim:
    """A date that a source, or the feed it came by, states. ``found`` says where: ``meta article:published_time``."""

    kind: DateKind
    date: StatedDate
    found: str


class DoubtKind(StrEnum):
    """What is doubtful about a source: what cannot be right counts against it, the others are told and no more."""

    IMPOSSIBLE_DATE = "impossible-date"
    OTHER_DATE = "other-date"
    LOST_PAGES = "lost-pages"
    UNKNOWN_MARKING = "unknown-marking"


@dataclass(frozen=True, slots=True, kw_only=True)
class Doubt:
    """What a reader should know before relying on a source; ``text`` is for people."""

    kind: DoubtKind
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Credit:
    """An agency or outlet that a source credits for its text, under its usual name; ``exact`` is how it says so."""

    agency: str
    exact: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """One source as clean text. What is not stated is None or empty, never a guess.

    ``text`` holds the kept passages (disclosures among them) in the order of the source, divided by one
    blank line; a list marker of a plain text (``- ``, ``2. ``) stands before the span of its item. White
    space inside a passage is folded to single spaces, control and bidirectional formatting characters are
    gone; everything else stands as it came. ``title`` and ``author`` are metadata and need not stand in
    ``text``. ``language`` is a BCP 47 tag, ``und`` where unknown.
    ``words_left_out`` counts the words of the source that are in no passage.

    ``dates`` holds every date stated for the document, the most trusted first; ``published`` and ``modified``
    are the best of them. ``doubts`` tell what cannot be right (a date in the future, a weekday that does not
    match) or may not be (two days stated, pages lost). ``carrier`` is who passed the text on, where that is not
    its publisher: an aggregator. ``marking`` is the most restrictive one that it bears.
    """

    id: DocumentId
    path: str
    format: SourceFormat
    text: str
    passages: tuple[Passage, ...]
    title: str | None = None
    author: tuple[str, ...] = ()
    publisher: str | None = None
    published: StatedDate | None = None
    language: str = "und"
    url: str | None = None
    disclosures: tuple[Disclosure, ...] = ()
    words: int = 0
    words_left_out: int = 0
    modified: StatedDate | None = None
    dates: tuple[DateClaim, ...] = ()
    doubts: tuple[Doubt, ...] = ()
    credits: tuple[Credit, ...] = ()
    carrier: str | None = None
    provenance: Provenance | None = None
    marking: Marking | None = None

    def exact(self, span: Span) -> str:
        """The slice of the text that a span points to."""
        return self.text[span.start : span.end]


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Problem:
    """One input that could not be used, or not all of it, and why."""

    subject: str
    stage: str
    message: str


GLYPHS: Final = "glyphs"
"""The stage of a problem that keeps single sentences out, and not the document they stand in."""
