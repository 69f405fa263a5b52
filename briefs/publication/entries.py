"""The references, as the templates are given them: what each entry says of its source, and where it is cited."""

from dataclasses import dataclass

from briefs.publication.hearing import TreeView


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """A printed address; ``href`` is None where the address is not one a reader may safely follow."""

    text: str
    href: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class DisclosureView:
    """What a source says of its own making: our label, its words, the addresses it names."""

    label: str
    paragraphs: tuple[str, ...]
    lang: str | None
    links: tuple[Link, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class LocatorView:
    """One use of a reference: ``¶ 4`` of it stands in statement ``2.3``, or in ``timeline 3``.

    Of several uses in one part the first alone names it: ``timeline 3``, ``5``.
    """

    passage: str
    statement: str
    anchor: str


@dataclass(frozen=True, slots=True, kw_only=True)
class NoteItem:
    """One thing that a note names; ``how`` is said of it in brackets, ``anchor`` is its reference where it has one."""

    text: str
    lang: str | None
    how: str | None
    anchor: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class NoteView:
    """What is known of a source beyond its entry: ``Text credited to`` and whom; ``more`` are not listed."""

    label: str
    items: tuple[NoteItem, ...]
    more: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class EntryPiece:
    """A stretch of an entry in a citation style; ``element`` is what it is set in: em, strong, sup, sub or span."""

    text: str
    element: str
    lang: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ReferenceView:
    """A full bibliographic entry; ``title`` carries its quotation marks, and is None where none is stated.

    ``history`` follows the date: when it was changed and who passed it on. ``path`` is None where ``url`` is it.
    ``standing`` is what the house says of its ownership and where it sits, ``grade`` its place on the Admiralty scale.
    ``tree`` are the prints of its story, under the origin, or where that is not cited the first of its prints that is.
    ``entry`` is all of it in the citation style that is asked for, in place of author, title, publisher and date.
    """

    number: int
    anchor: str
    lang: str | None
    author: str | None
    title: str | None
    file_name: str
    publisher: str | None
    date: str
    dated: bool
    history: str | None
    path: str | None
    url: Link | None
    kind: str | None
    extent: str
    standing: str | None
    grade: str | None
    tree: TreeView | None
    notes: tuple[NoteView, ...]
    disclosures: tuple[DisclosureView, ...]
    locators: tuple[LocatorView, ...]
    entry: tuple[EntryPiece, ...] = ()
