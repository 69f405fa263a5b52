"""What the templates of a mail are given: one ``LetterView`` of ready strings, as ``view.Page`` is for the brief.

``None`` and empty tuples mean "leave this part out"; ``lang`` is None where the mail's own language holds. ``href`` is
None where there is no address that a reader may safely follow.
"""

from dataclasses import dataclass

from briefs.publication.view import CommentView, Phrase


@dataclass(frozen=True, slots=True, kw_only=True)
class LetterSource:
    """Who says it, when and where; ``tags`` are its disclosures in a word or two."""

    name: str
    lang: str | None
    date: str
    locator: str
    tags: tuple[str, ...]
    href: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class LetterStatement:
    """One verbatim statement, by its id.

    ``items`` are the list that ``lead`` opens. ``support`` names who else says so. ``page`` is its place on the web.
    """

    id: str
    lang: str | None
    lead: str
    items: tuple[str, ...]
    context: Phrase | None
    sources: tuple[LetterSource, ...]
    more_sources: str | None
    support: str | None
    origins: str | None
    fresh: str | None
    page: str | None
    comments: tuple[CommentView, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class LetterSection:
    """One theme: its statements, or the sentence that there are none.

    ``above`` names those that stand among the key points and not here again, ``more`` counts what is not in the mail.
    """

    number: int
    title: str
    empty: str | None
    above: str | None
    statements: tuple[LetterStatement, ...]
    more: str | None
    comments: tuple[CommentView, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class LetterMove:
    """A figure that moved: as ``edition`` printed it, and as ``statement`` does now. ``unit`` is what it counts."""

    before: str
    after: str
    unit: str | None
    lang: str | None
    edition: str
    statement: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LetterChanges:
    """What changed since the last edition."""

    since: str
    summary: str
    moved: tuple[LetterMove, ...]
    more_moved: str | None
    new_themes: tuple[str, ...]
    quiet_themes: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class LetterDate:
    """A day that a source announces, and its words."""

    when: str
    lang: str | None
    text: str
    context: Phrase | None
    sources: tuple[LetterSource, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class LetterClaim:
    """One answer in the words of its sources; ``sources`` names who gives it."""

    value: str
    lang: str | None
    sources: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LetterDispute:
    """One question that sources answer differently; ``more`` counts the answers that are not in the mail."""

    question: Phrase
    claims: tuple[LetterClaim, ...]
    more: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class LetterWays:
    """How a reader answers: ``correct`` with a subject that is set already, ``leave`` by a mail of its own.

    ``example`` is the number of a statement in the mail.
    """

    example: str
    correct: str
    leave: str
    leave_by: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LetterView:
    """Everything in a mail, in order; ``lang`` is that of our words in it, ``brief_lang`` the brief's if another.

    ``glimpse`` is what a list of mails shows below the subject. ``issue`` names the edition, ``whence`` says from when
    it speaks and what of. ``where`` says where the edition is: attached, or on the web at ``page``. ``rest`` tells of
    the themes that are in the edition and not in this mail. ``withdrawn`` is why the edition was taken back: of one
    that was, nothing else is told. ``is_first`` is whether the reader was not sent what ``corrections`` are of.
    """

    lang: str
    brief_lang: str | None
    subject: str
    glimpse: str
    organisation: str
    title: str
    issue: str
    whence: str
    marking: str | None
    marking_class: str | None
    ways: LetterWays
    deck: str = ""
    where: str = ""
    page: str | None = None
    corrections: tuple[str, ...] = ()
    is_first: bool = False
    changes: LetterChanges | None = None
    key_points: tuple[LetterStatement, ...] = ()
    sections: tuple[LetterSection, ...] = ()
    disputes: tuple[LetterDispute, ...] = ()
    more_disputes: str | None = None
    ahead: tuple[LetterDate, ...] = ()
    more_ahead: str | None = None
    rest: str | None = None
    withdrawn: str | None = None
