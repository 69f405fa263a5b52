"""The brief as it is printed: statements with their citations, references, edition, and what surrounds them."""

import datetime
from dataclasses import dataclass
from enum import StrEnum

from briefs.model.dates import Precision, StatedDate
from briefs.model.documents import Credit, DisclosureKind, Problem
from briefs.model.evidence import DisagreementKind
from briefs.model.origins import CopySignal
from briefs.model.selection import Account, ChangeKind, Scores
from briefs.model.sources import CANNOT_BE_JUDGED, DocumentId, Marking, Outlet, Reliability, SourceFormat


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

    ``parts`` is how the page sets ``text``: one part, or the lead-in of a list followed by its items. ``pinned_by`` is
    the analyst who chose it, where one did.
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
    pinned_by: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Comment:
    """Words of an analyst, no source's: below ``statement`` or, where that is None, below the section of ``theme``."""

    theme: str
    author: str
    text: str
    statement: str | None = None


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
    """Half-open days; ``start`` None means everything that was given.

    With a ``cut_off`` it is a run of editions that cover each document once: what is stated to be of that moment or
    later is left to the next. What came in too late for the edition of its day counts from the day ``late`` on, unless
    an earlier edition was made from it.
    """

    start: datetime.date | None
    end: datetime.date
    cut_off: datetime.datetime | None = None
    late: datetime.date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Brief:
    """The finished brief: everything that is printed, in order, and where each word of it stands.

    ``accounts`` are not printed: they tell why it is this and no other. ``balance`` is None where no source is followed
    and nothing is known of an outlet; ``earlier`` are the editions it is compared with, the latest first. ``comments``
    are the analysts' own words, those of one place in the order in which they were made.
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
    comments: tuple[Comment, ...] = ()

    @property
    def statements(self) -> dict[str, Statement]:
        """Every statement by its id, in printed order."""
        return {statement.id: statement for section in self.sections for statement in section.statements}
