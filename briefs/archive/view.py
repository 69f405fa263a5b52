"""What the templates of the site place: every value a string that is ready to be printed.

``root`` is the way from a page to the folder of the editions: empty, or ``../``.
"""

from dataclasses import dataclass

from markupsafe import Markup

from briefs.publication.view import Phrase


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """A word that leads somewhere; ``href`` None where it leads nowhere. ``note`` stands beside it."""

    text: str
    href: str | None
    note: str | None = None
    lang: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """What every page has around its content.

    ``title`` is that of the newest edition, ``heading`` that of the page. ``marking`` is the highest of all editions,
    ``marking_class`` its class in style sheets. ``parts`` are the site's parts, the page's own with no ``href``.
    """

    lang: str
    title: str
    heading: str
    deck: str
    organisation: str
    document_title: str
    generator: str
    root: str
    marking: str | None
    marking_class: str
    parts: tuple[Link, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class LineView:
    """Words of a source on a page of the site; ``where`` leads to them in their edition.

    ``kind`` says what is no statement: “Quotation”. ``label`` stands before the words: a day, a speaker, a question.
    ``printed`` says that an earlier edition had them.
    """

    text: str
    lang: str | None
    context: Phrase | None
    kind: str | None
    label: str | None
    where: Link
    sources: tuple[Link, ...]
    support: tuple[Link, ...]
    printed: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class EditionView:
    """An edition in the list of all. ``name`` is its id; ``tags`` say its marking, that it is a draft or a revision.

    ``earlier`` lead to its earlier revisions. One that was withdrawn has no files, and nothing is told of what it held.
    """

    anchor: str
    name: str
    title: str
    lang: str | None
    href: str | None
    day: str
    coverage: str | None
    counts: str | None
    tags: tuple[str, ...]
    correction: str | None
    files: tuple[Link, ...]
    earlier: tuple[Link, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class YearView:
    """The editions of a year, the newest first."""

    year: str
    editions: tuple[EditionView, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupView:
    """Lines of one edition on the page of a theme, or of one cited document on the page of a source."""

    edition: Link
    day: str
    tags: tuple[str, ...]
    lines: tuple[LineView, ...]
    documents: tuple["DocumentView", ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class PassageView:
    """Words of a document as they stand in it; ``uses`` lead to what cites them in the edition."""

    text: str
    lang: str | None
    locator: str
    uses: tuple[Link, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentView:
    """A document that an edition cites; ``facts`` are its date, grade and disclosures."""

    title: Link
    facts: str
    passages: tuple[PassageView, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class IndexView:
    """The first page. ``themes`` and ``sources`` lead to their pages, ``subscriptions`` to feed, calendar and list."""

    latest: EditionView | None
    key_points: tuple[LineView, ...]
    years: tuple[YearView, ...]
    themes: tuple[Link, ...]
    sources: tuple[Link, ...]
    more_sources: Link | None
    subscriptions: tuple[Link, ...]
    search: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PortionView:
    """A page of a theme or a source: what its editions say, the newest first, and the ways to its other pages.

    ``groups`` is what ``group.html.j2`` has made of each edition.
    """

    groups: Markup
    newer: Link | None
    older: Link | None


@dataclass(frozen=True, slots=True, kw_only=True)
class SourcesView:
    """All sources by name; ``note`` of each says how often it is cited, and last in which edition."""

    sources: tuple[Link, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchView:
    """The search. ``shards`` are the files to look in, the newest first; ``themes`` are those to choose from by id."""

    shards: str
    themes: tuple[Link, ...]
    ways: tuple[Link, ...]
    script: str
    policy: str
