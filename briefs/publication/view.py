"""What the templates are given: one ``Page`` of ready strings, so that a template only places them.

Every field is printed as it stands. ``None`` and empty tuples mean "leave this part out"; no template
formats a date, joins a list or decides a plural. ``lang`` is None where the page's own language holds.
The documented contract for designers; ``templates/README.md`` shows where each part is set.
"""

from dataclasses import dataclass

from briefs.publication.entries import ReferenceView
from briefs.publication.figures import Figures
from briefs.publication.hearing import BalanceView


@dataclass(frozen=True, slots=True, kw_only=True)
class ContentsLine:
    """One line of the contents; ``anchor`` is the id of its heading."""

    anchor: str
    title: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """Words with their language where it is not the page's own; ``whole`` says that no line may end in them."""

    text: str
    lang: str | None = None
    whole: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Phrase:
    """A wording of ours, in pieces where a source's words stand in it; ``text`` is all of it, and what it prints as."""

    parts: tuple[Said, ...]

    def __str__(self) -> str:
        return self.text

    @property
    def text(self) -> str:
        """All of it."""
        return "".join(part.text for part in self.parts)


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """A term and what is said of it: one line of the margin column; ``links`` follow the ``value``."""

    term: str
    value: str
    links: tuple[ContentsLine, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """One raised citation number: its reference, and the passage that it opens on a screen; see ``Page.passages``."""

    number: int
    anchor: str
    passage: str
    first: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceLine:
    """Who said it, in the margin beside a statement; ``tags`` are its disclosures in a word or two.

    ``href`` leads to the very words on the web, where a browser is sure to find them.
    """

    name: str
    lang: str | None
    date: str
    locator: str
    anchor: str
    passage: str
    tags: tuple[str, ...]
    href: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CommentView:
    """An analyst's own words, which are no source's; ``label`` says so, and whose they are."""

    label: str
    text: str
    lang: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class StatementView:
    """One verbatim statement; ``home`` is its place in the section, ``items`` the list ``lead`` opens.

    ``context`` stands in brackets, a source's words in it in their language. ``support`` are the sources of other
    origins that say the same, ``origins`` how many origins there are in all, where more than one. ``fresh`` is the mark
    of what no earlier edition told; it is None where there is none to compare with. ``hung`` says that it begins with
    a quotation mark, which hangs in the margin. ``comments`` stand below it.
    """

    id: str
    anchor: str
    home: str
    lang: str | None
    lead: str
    items: tuple[str, ...]
    context: Phrase | None
    marks: tuple[Mark, ...]
    sources: tuple[SourceLine, ...]
    more_sources: str | None
    support: tuple[SourceLine, ...]
    more_support: str | None
    origins: str | None
    fresh: str | None
    hung: bool
    comments: tuple[CommentView, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class StatementLink:
    """The id of a statement and where it stands."""

    id: str
    anchor: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MovedView:
    """A figure that moved: as ``edition`` printed it, from source ``mark``, and as ``statement`` does now.

    ``unit`` is what it counts.
    """

    before: str
    after: str
    unit: str | None
    lang: str | None
    mark: Mark
    edition: str
    statement: StatementLink


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangesView:
    """What changed since the last edition: how much is new, the figures that moved, the themes new and quiet."""

    since: str
    summary: str
    moved: tuple[MovedView, ...]
    more_moved: str | None
    new_themes: tuple[ContentsLine, ...]
    quiet_themes: tuple[ContentsLine, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimView:
    """One answer, in the words of its sources, the sentence that gives it, and who says so."""

    value: str
    text: str
    lang: str | None
    marks: tuple[Mark, ...]
    sources: tuple[SourceLine, ...]
    more_sources: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class DisagreementView:
    """One question and its answers side by side; ``columns`` is how many stand beside each other: two or three.

    ``number`` is that by which references lead to it, as of quotations and events.
    """

    number: str
    anchor: str
    question: Phrase
    columns: str
    claims: tuple[ClaimView, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class QuotationView:
    """A quotation with its marks; ``speaker`` is as its source names him, or our word that it names nobody.

    ``hung`` says that its opening mark hangs in the margin.
    """

    number: str
    anchor: str
    hung: bool
    speaker: str
    named: bool
    lang: str | None
    text: str
    marks: tuple[Mark, ...]
    sources: tuple[SourceLine, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class EventView:
    """One line of the timeline. ``basis`` tells how many origins report it, and of which words the day is counted."""

    number: str
    anchor: str
    when: str
    lang: str | None
    text: str
    context: Phrase | None
    basis: Phrase | None
    marks: tuple[Mark, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SectionView:
    """One theme: its heading, what it draws on, its statements or the sentence that there are none, the comments."""

    number: int
    anchor: str
    title: str
    running: str
    summary: str | None
    empty: str | None
    statements: tuple[StatementView, ...]
    comments: tuple[CommentView, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ReasonView:
    """Inputs that failed for one reason, which is in ``lang`` where we have it in no other language.

    ``more`` says how many are not listed here.
    """

    message: str
    lang: str | None
    count: str
    subjects: tuple[str, ...]
    more: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class NotIncludedView:
    """The inputs that could not be used, by reason."""

    summary: str
    reasons: tuple[ReasonView, ...]
    more: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class MethodView:
    """How the brief was made."""

    reading: str
    tool: str
    configuration: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ParagraphView:
    """A paragraph of a source around the words that are cited; ``opened`` and ``closed`` say at which end it is cut."""

    before: str
    marked: str
    after: str
    opened: bool
    closed: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class PassageView:
    """What a citation opens on a screen: who says it, and the words in their paragraphs.

    ``href`` leads to the source on the web, and where ``exact`` to the very words.
    """

    anchor: str
    number: int
    line: SourceLine
    paragraphs: tuple[ParagraphView, ...]
    href: str | None
    exact: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Numbering:
    """How pages are numbered: what stands before the number of a page, between it and that of all pages, and after."""

    before: str
    between: str
    after: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """Everything on the page, in order. ``size`` is how long the title is: short, long or longest.

    ``organisation`` is what stands at the left of the masthead: the issuer, or the kind of edition where
    nobody is named as issuer; ``author`` is the issuer alone. ``with_contents`` asks for page numbers, and
    ``long_contents`` says that the margin column has no room for them. ``marking`` is a TLP label and ``marking_class``
    its style, ``raised`` the sources it was raised to; ``draft`` is the word across the page until it is approved;
    ``corrections`` what its revisions correct, a line for each, the latest first; ``correction`` all in one.
    ``grades`` tells what the grades of sources mean, where one has any.
    """

    lang: str
    title: str
    size: str
    running_title: str
    organisation: str
    author: str | None
    edition: str
    identifier: str
    revision: str | None
    marking: str | None
    marking_class: str | None
    raised: str | None
    draft: str | None
    correction: str | None
    corrections: tuple[str, ...]
    deck: str
    coverage: str
    as_of: str
    imprint: str
    numbering: Numbering
    document_title: str
    description: str
    keywords: str
    generator: str
    created: str
    with_contents: bool
    long_contents: bool
    contents: tuple[ContentsLine, ...]
    glance: tuple[Fact, ...]
    changes: ChangesView | None
    key_points: tuple[StatementView, ...]
    sections: tuple[SectionView, ...]
    disagreements: tuple[DisagreementView, ...]
    quotations: tuple[QuotationView, ...]
    events: tuple[EventView, ...]
    announced: tuple[EventView, ...]
    references: tuple[ReferenceView, ...]
    grades: str | None
    not_included: NotIncludedView | None
    balance: BalanceView | None
    method: MethodView
    figures: Figures
    passages: tuple[PassageView, ...] = ()
