"""Themes, the sentences that are chosen for them, why, and what was told before."""

from dataclasses import dataclass
from enum import StrEnum

from briefs.model.documents import Document, Span
from briefs.model.sources import DocumentId


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

    ``new`` is False where an earlier edition printed it, or earlier sources said as much. ``pinned_by`` is the analyst
    who chose it, None where it was weighed and chosen as usual.
    """

    theme: str
    document: DocumentId
    span: Span
    passage: int
    context: str | None
    scores: Scores
    matched: tuple[str, ...] = ()
    new: bool = True
    pinned_by: str | None = None

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
