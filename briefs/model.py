"""The vocabulary: the frozen values that flow from sources to the printed page.

    Source ─▶ Document (Passage, Disclosure) ─┬▶ Selection (Pick, Topic) ──┬▶ Brief (Section, Statement, Reference)
                                              ├▶ Origin (Reprint) ─────────┤
                                              └▶ Evidence, FoundChange ────┘

Offsets count Unicode code points into ``Document.text`` and are half-open. Nothing here reads a clock,
a disk or an environment.
"""

import datetime
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import Final, NewType

DocumentId = NewType("DocumentId", str)
"""``sha256:`` and the hexadecimal digest of the bytes that were read."""


def mark_of(document: DocumentId) -> str:
    """The first sixteen digits of a document's digest: enough to know it again among all that were read."""
    return document.removeprefix("sha256:")[:16]


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


class Precision(StrEnum):
    """How exactly a date is stated."""

    YEAR = "year"
    MONTH = "month"
    DAY = "day"
    MINUTE = "minute"


@dataclass(frozen=True, slots=True, kw_only=True)
class StatedDate:
    """A date as a source states it; ``zone`` is an offset like ``+09:00``, and None where none is stated.

    ``slip`` is a weekday stated with it that is not its own: one of the two must be wrong.
    """

    day: datetime.date
    precision: Precision = Precision.DAY
    time: datetime.time | None = None
    zone: str | None = None
    slip: str | None = None

    @property
    def iso(self) -> str:
        """ISO 8601, as precise as stated: ``2026``, ``2026-05``, ``2026-05-19``, ``2026-05-19T18:40+09:00``."""
        match self.precision:
            case Precision.YEAR:
                return f"{self.day:%Y}"
            case Precision.MONTH:
                return f"{self.day:%Y-%m}"
            case Precision.DAY:
                return self.day.isoformat()
            case Precision.MINUTE:
                moment = self.time or datetime.time()
                return f"{self.day.isoformat()}T{moment:%H:%M}{self.zone or ''}"


class SourceFormat(StrEnum):
    """What kind of bytes a document was read from."""

    TEXT = "text"
    MARKDOWN = "markdown"
    HTML = "html"
    PDF = "pdf"
    DOCX = "docx"
    EMAIL = "email"
    TELEGRAM = "telegram"


CANNOT_BE_JUDGED: Final = 6
"""The credibility of what a source says (Admiralty scale), where nothing supports or contradicts it."""


class Reliability(StrEnum):
    """How far a source can be relied on (Admiralty scale): A completely, E not at all, F not assessed."""

    A = "A"
    B = "B"
    C = "C"
    D = "D"
    E = "E"
    F = "F"


class Marking(StrEnum):
    """To whom information may be passed on (Traffic Light Protocol 2.0), the least restricted first; never translated.

    See https://www.first.org/tlp/.
    """

    CLEAR = "TLP:CLEAR"
    GREEN = "TLP:GREEN"
    AMBER = "TLP:AMBER"
    AMBER_STRICT = "TLP:AMBER+STRICT"
    RED = "TLP:RED"

    @property
    def in_names(self) -> str:
        """The marking as a part of a file's name: ``TLP-AMBER-STRICT``."""
        return self.value.replace(":", "-").replace("+", "-")


def strictest(markings: Iterable[Marking | None]) -> Marking | None:
    """The most restrictive of ``markings``; None where there is none."""
    order = [*Marking]
    return max((marking for marking in markings if marking), key=order.index, default=None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Outlet:
    """What the configuration says of a source that is followed. ``descriptor`` tells ownership and known bias."""

    name: str
    publisher: str | None = None
    country: str | None = None
    language: str | None = None
    descriptor: str | None = None
    reliability: Reliability = Reliability.F
    marking: Marking | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Listing:
    """What a feed or a sitemap says of one document; ``publisher`` is whom it names as the source of the item."""

    url: str | None = None
    title: str | None = None
    author: tuple[str, ...] = ()
    publisher: str | None = None
    published: StatedDate | None = None
    modified: StatedDate | None = None
    language: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Provenance:
    """How bytes came in. ``url`` is the address that answered, ``retrieved`` an aware moment.

    ``media_type`` is what the server declared, as it came: ``text/html; charset=euc-kr``.
    """

    outlet: Outlet
    url: str | None = None
    retrieved: datetime.datetime | None = None
    media_type: str | None = None
    listing: Listing | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """Bytes of one source and the path it is shown under (never absolute, ``/`` between its parts).

    What was retrieved is shown under its address; ``provenance`` is None for a file that somebody named.
    """

    path: str
    content: bytes
    provenance: Provenance | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiting:
    """A source whose bytes are read when its turn comes. ``digest`` is their SHA-256 as they were when it was found.

    ``holds_several`` says that it may hold more documents than one.
    """

    path: str
    digest: bytes
    load: Callable[[], bytes]
    provenance: Provenance | None = None
    holds_several: bool = False

    def source(self) -> Source:
        """The source with its bytes."""
        return Source(path=self.path, content=self.load(), provenance=self.provenance)


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


class CopySignal(StrEnum):
    """What tells that one document reprints another."""

    SAME_TEXT = "same-text"
    NEAR_COPY = "near-copy"
    CONTAINED = "contained"
    CREDIT = "credit"
    ADDRESS = "address"
    FEED = "feed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Reprint:
    """A document that carries the text of another one. ``share`` of its text, 0 to 1, stands in ``of``."""

    document: DocumentId
    of: DocumentId
    signal: CopySignal
    share: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Origin:
    """One story told once: the document it goes back to, and those that reprint it, as a tree.

    ``document`` is the credited one of those that were read, else the earliest. ``agency`` is who is credited
    for the text, where none of the documents is theirs. ``voice`` is who speaks in it: the agency, the family of
    its publisher, or where neither is stated the document. Origins of one voice do not confirm each other.
    ``collected`` are documents of other origins whose whole text stands in a page that collects stories: a digest.
    """

    document: DocumentId
    voice: str
    agency: str | None = None
    reprints: tuple[Reprint, ...] = ()
    collected: tuple[DocumentId, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Term:
    """A word or phrase of a theme. Matching is stemmed; a phrase matches its words in a row.

    A term with a ``language`` (BCP 47) is looked for in passages of that language only.
    """

    text: str
    weight: float = 1.0
    language: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Theme:
    """What a section is about. ``budget`` is in words; a sentence with an ``exclude`` term never matches."""

    id: str
    title: str
    description: str
    terms: tuple[Term, ...]
    exclude: tuple[str, ...] = ()
    budget: int = 150


@dataclass(frozen=True, slots=True, kw_only=True)
class Scores:
    """Why a sentence was picked, each 0 to 1: fit to its theme, weight in the sources, likeness to what is printed."""

    relevance: float
    salience: float
    redundancy: float


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Extract:
    """A stretch of a document by its place; ``passage`` is the number of the passage in which it begins."""

    document: DocumentId
    span: Span
    passage: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Pick:
    """One sentence chosen for one theme. ``context`` is what must be printed beside it for it to stand alone.

    ``new`` is False where an earlier edition printed it, or earlier sources said as much.
    """

    theme: str
    document: DocumentId
    span: Span
    passage: int
    context: str | None
    scores: Scores
    matched: tuple[str, ...] = ()
    new: bool = True

    @property
    def extract(self) -> Extract:
        """The place of the sentence."""
        return Extract(document=self.document, span=self.span, passage=self.passage)


@dataclass(frozen=True, slots=True, kw_only=True)
class Topic:
    """A passage in which terms of a theme stand; ``weight`` is theirs. Of several themes it is the heaviest one's."""

    document: DocumentId
    passage: int
    theme: str
    weight: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Weighing:
    """What a sentence gains its theme, factor by factor; ``gain`` is theirs, as a share of the theme's best sentence's.

    ``fit`` is that to the theme and ``coverage`` how much it adds of what the articles say, each beside the sentence
    that does most so. ``lead`` and ``names`` raise the gain, ``looseness``, ``standing`` and ``spread`` lower it;
    ``language`` makes gains of two languages compare, and ``words`` is what it costs.
    """

    gain: float
    fit: float
    coverage: float
    lead: float
    names: float
    looseness: float
    standing: float
    spread: float
    language: float
    words: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Rival:
    """A sentence that may be printed nowhere: its place, its words, and the path of its document."""

    extract: Extract
    text: str
    path: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """Why a sentence was picked: its weight when it was, and the next best then, if any, with its gain.

    ``beaten_withheld`` says that there was one, of a source with a higher marking than the edition's.
    """

    extract: Extract
    weighing: Weighing
    matched: tuple[str, ...] = ()
    beaten: Rival | None = None
    beaten_gain: float = 0.0
    beaten_withheld: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class NearMiss:
    """A sentence that would gain its theme much and was not picked, and the reason in plain words.

    ``weighing`` is that before anything was picked. ``like`` is the pick that it is too like, where that is the reason.
    """

    sentence: Rival
    weighing: Weighing
    reason: str
    matched: tuple[str, ...] = ()
    like: Extract | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    """Why a theme has the sentences it has: its picks in the order in which they were chosen, and what came near.

    ``withheld`` counts the near misses of sources with a higher marking than the edition's, which are not named.
    """

    theme: str
    choices: tuple[Choice, ...]
    near_misses: tuple[NearMiss, ...]
    withheld: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Selection:
    """The sentences chosen from all documents, strongest first within each theme.

    ``topics`` are the passages on a theme in the documents that serve one: what evidence is looked for in.
    ``accounts`` tell why those sentences and no others, theme by theme.
    """

    picks: tuple[Pick, ...]
    sentences_read: int
    topics: tuple[Topic, ...] = ()
    accounts: tuple[Account, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class PastStatement:
    """A statement that an earlier edition printed; ``document`` holds at least the text that ``extract`` counts in."""

    edition: str
    id: str
    theme: str
    extract: Extract
    document: Document


@dataclass(frozen=True, slots=True, kw_only=True)
class Past:
    """What readers were told before: the statements of earlier editions, those of the latest first.

    ``documents`` are of an earlier time: they are not cited, but what they say is not new. Where they are not kept
    themselves, ``concepts`` tell what they say: hashes of their concepts. ``read`` are the marks of the documents that
    earlier editions were made from: what those did not print of them is no news either.
    """

    statements: tuple[PastStatement, ...] = ()
    documents: tuple[Document, ...] = ()
    concepts: frozenset[int] = frozenset()
    read: frozenset[str] = frozenset()


class ChangeKind(StrEnum):
    """What changed since the last edition: a figure moved, a statement is seen first, a theme has fallen silent."""

    MOVED = "moved"
    FIRST_SEEN = "first-seen"
    SILENT = "silent"


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundChange:
    """A change in one theme. What moved is told by ``before`` and ``after``, the figures as they are written there.

    ``earlier`` is the statement that said ``before``; ``now`` the place of the pick that says ``after``; ``unit`` what
    is counted, in the words of ``now``, where they name it right behind the figure.
    """

    kind: ChangeKind
    theme: str
    now: Extract | None = None
    earlier: PastStatement | None = None
    before: str | None = None
    after: str | None = None
    unit: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Corroboration:
    """What other origins say to the same effect as a statement."""

    statement: Extract
    by: tuple[Extract, ...]


class DisagreementKind(StrEnum):
    """What sources answer differently."""

    OFFICE = "office"
    COUNT = "count"
    DATE = "date"
    PLACE = "place"
    SPELLING = "spelling"


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundClaim:
    """One answer, as the sources word it, and the sentences that give it."""

    value: str
    extracts: tuple[Extract, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundDisagreement:
    """One question that sources of different origins answer differently."""

    kind: DisagreementKind
    question: str
    claims: tuple[FoundClaim, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundEvent:
    """Something dated. ``last`` is the last day of a range; a month or a year is told by its first day.

    ``extracts`` are the sentences that report it, the one to print first. ``resolved`` are the words of that one which
    were counted from the date of its document (“last Tuesday”), None where it states the day itself. ``announced``
    says that it lay ahead when it was written and still does. ``mentions`` counts the voices of ``extracts``: those
    that report this event, and not who names its date.
    """

    day: datetime.date
    precision: Precision
    extracts: tuple[Extract, ...]
    last: datetime.date | None = None
    resolved: str | None = None
    announced: bool = False
    mentions: int = 1
    theme: str | None = None
    context: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundQuotation:
    """A direct quotation, whole: ``words`` with its marks. ``speaker`` is None where nobody is named.

    ``speaker`` is who the text names without doubt, as it names him: “President Lee Jae-myung”, “one regional analyst”.
    """

    words: Extract
    speaker: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Credibility:
    """A suggested digit of the Admiralty scale: 1 confirmed by others, to 5 improbable; 6 cannot be judged.

    It is that of a printed sentence, or where ``statement`` is None of all that is printed from the document.
    """

    document: DocumentId
    digit: int
    statement: Extract | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """What the documents say about each other."""

    corroboration: tuple[Corroboration, ...] = ()
    disagreements: tuple[FoundDisagreement, ...] = ()
    events: tuple[FoundEvent, ...] = ()
    quotations: tuple[FoundQuotation, ...] = ()
    credibility: tuple[Credibility, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Citation:
    """A passage of a reference: ``exact`` equals its slice, ``passage`` is the locator printed as ¶."""

    reference: int
    start: int
    end: int
    exact: str
    passage: int
    page: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """One printed sentence. ``id`` is section number, full stop, place in the section, both from 1.

    ``parts`` is how the page sets ``text``: one part, or the lead-in of a list followed by its items.
    """

    id: str
    text: str
    parts: tuple[str, ...]
    context: str | None
    language: str
    citations: tuple[Citation, ...]
    scores: Scores
    new: bool = True
    corroboration: tuple[Citation, ...] = ()
    origins: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """One theme of the brief; ``empty`` says what was searched when ``statements`` is empty, else None."""

    number: int
    theme: str
    title: str
    empty: str | None
    statements: tuple[Statement, ...]
    changes: tuple["Change", ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """A change since an earlier edition, as it is printed: ``before`` → ``after``, both cited.

    ``statement`` is the one that says ``after`` or is seen first; ``edition`` and ``earlier`` tell where ``before`` was
    printed and which source said so; ``unit`` is what both figures count, as ``statement`` words it.
    """

    kind: ChangeKind
    statement: str | None = None
    before: str | None = None
    after: str | None = None
    edition: str | None = None
    earlier: Citation | None = None
    unit: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """One line of the timeline; fields as in ``FoundEvent``. ``id`` is ``t`` and its place in the timeline, from 1."""

    id: str
    day: datetime.date
    last: datetime.date | None
    precision: Precision
    text: str
    context: str | None
    language: str
    resolved: str | None
    announced: bool
    mentions: int
    citations: tuple[Citation, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Quotation:
    """One quotation; ``text`` keeps its marks. ``id`` is ``q`` and its place, from 1."""

    id: str
    speaker: str | None
    text: str
    language: str
    citations: tuple[Citation, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """One answer to a question that the sources dispute."""

    value: str
    citations: tuple[Citation, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Disagreement:
    """One question and the answers side by side; ``id`` is ``d`` and its place, from 1."""

    id: str
    kind: DisagreementKind
    question: str
    claims: tuple[Claim, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class CitedDisclosure:
    """A disclosure of a cited document, with its words."""

    kind: DisclosureKind
    start: int
    end: int
    exact: str
    links: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Locator:
    """One use of a reference: the statement that cites it and the passage it cites, with its page if paged."""

    statement: str
    passage: int
    page: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Print:
    """One print of a story: ``share`` of its text stands in ``of``, as ``signal`` tells; both None for the origin."""

    document: DocumentId
    path: str
    url: str | None
    title: str | None
    publisher: str | None
    published: StatedDate | None
    language: str
    credits: tuple[Credit, ...]
    of: DocumentId
    signal: CopySignal | None
    share: float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Reference:
    """A complete bibliographic entry for one cited document.

    ``origin`` is the document that it reprints, or itself; ``prints`` are all documents of that origin, itself and
    the origin among them, where there are several. ``agency`` is who is credited for the text, where none of them
    is theirs.
    """

    number: int
    document: DocumentId
    path: str
    url: str | None
    title: str
    title_stated: bool
    publisher: str | None
    author: tuple[str, ...]
    published: StatedDate | None
    language: str
    format: SourceFormat
    disclosures: tuple[CitedDisclosure, ...]
    locators: tuple[Locator, ...]
    words: int
    words_left_out: int
    origin: DocumentId
    agency: str | None = None
    prints: tuple[Print, ...] = ()
    modified: StatedDate | None = None
    retrieved: datetime.datetime | None = None
    carrier: str | None = None
    country: str | None = None
    descriptor: str | None = None
    reliability: Reliability = Reliability.F
    credits: tuple[Credit, ...] = ()
    doubts: tuple[str, ...] = ()
    credibility: int = CANNOT_BE_JUDGED
    marking: Marking | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Method:
    """How the brief was made: enough to make it again. ``origins`` counts the documents without their reprints.

    ``read`` are the marks of all documents, in order, so that a later edition knows them.
    """

    tool: str
    configuration: str
    documents_read: int
    origins: int
    sentences_read: int
    sentences_printed: int
    read: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Edition:
    """What an edition says of itself before any sentence is chosen. ``as_of`` carries its zone.

    ``language`` is that of our own words. ``marking`` is at least that of every source that is printed or listed;
    where it was raised for that, ``raised_by`` are the shown paths of those that it was raised to, in order.
    ``correction`` tells what a revision corrects.
    """

    id: str
    number: int
    revision: int
    title: str
    organisation: str
    language: str
    as_of: datetime.datetime
    marking: Marking | None = None
    draft: bool = False
    correction: str | None = None
    raised_by: tuple[str, ...] = ()


class Paper(StrEnum):
    """The paper a brief is set on."""

    A4 = "A4"
    LETTER = "Letter"


@dataclass(frozen=True, slots=True, kw_only=True)
class Brand:
    """What a house changes of the page without touching a template.

    ``colours`` are by the names that the style sheets give them, without their dashes (``navy``: ``#16324f``).
    ``text_font`` and ``furniture_font`` are families of the files whose paths stand in ``fonts``; None is the one that
    is shipped. ``logo`` is an SVG or PNG file and ``logo_text`` its text alternative.
    """

    paper: Paper = Paper.A4
    colours: tuple[tuple[str, str], ...] = ()
    text_font: str | None = None
    furniture_font: str | None = None
    fonts: tuple[str, ...] = ()
    logo: bytes | None = None
    logo_text: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Followed:
    """A source that is followed; ``failure`` is why its address has no list at present, None where it has one."""

    outlet: Outlet
    failure: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Share:
    """How many documents of one country or one kind of ownership were read, and cited; ``value`` None: not stated."""

    value: str | None
    read: int
    cited: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Balance:
    """Who is heard in a brief and who is not. Of ``followed`` sources the ``silent`` ones had no document in its days.

    ``failing`` are followed sources whose address could not be read, with the reason: their silence says nothing.
    ``countries`` and ``ownership`` are empty where nothing is stated of any outlet; the largest share first.
    """

    followed: int
    silent: tuple[str, ...] = ()
    failing: tuple[Problem, ...] = ()
    countries: tuple[Share, ...] = ()
    ownership: tuple[Share, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Earlier:
    """An earlier edition that this one is compared with, and how many statements it had on each theme that had any."""

    edition: str
    statements: tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Coverage:
    """Half-open days; ``start`` None means everything that was given."""

    start: datetime.date | None
    end: datetime.date


@dataclass(frozen=True, slots=True, kw_only=True)
class Brief:
    """The finished brief: everything that is printed, in order, and where each word of it stands.

    ``accounts`` are not printed: they tell why it is this and no other. ``balance`` is None where no source is followed
    and nothing is known of an outlet; ``earlier`` are the editions it is compared with, the latest first.
    """

    edition: Edition
    coverage: Coverage
    key_points: tuple[str, ...]
    sections: tuple[Section, ...]
    references: tuple[Reference, ...]
    not_included: tuple[Problem, ...]
    method: Method
    events: tuple[Event, ...] = ()
    quotations: tuple[Quotation, ...] = ()
    disagreements: tuple[Disagreement, ...] = ()
    accounts: tuple[Account, ...] = ()
    balance: Balance | None = None
    earlier: tuple[Earlier, ...] = ()

    @property
    def statements(self) -> dict[str, Statement]:
        """Every statement by its id, in printed order."""
        return {statement.id: statement for section in self.sections for statement in section.statements}
