"""What editions say → lines as pages and the search show them, each with the way to its place."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final
from urllib.parse import quote

from briefs.archive import names, telling
from briefs.archive.revisions import Withdrawn
from briefs.archive.standing import Standing
from briefs.archive.summary import Head, KeyPoint
from briefs.archive.told import Kind, Line, Place, Told
from briefs.archive.view import LineView, Link
from briefs.publication.citing import anchor_of
from briefs.publication.phrases import context_phrase
from briefs.publication.setting import clean, other
from briefs.publication.wording import Words, shortened, visible

_TITLE: Final = 60
"""Signs of a document's title where it stands in the place of a source's name."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Guide:
    """The ways on the site: ``standing`` are the editions by name, ``sources`` the shown names by folded ones.

    ``withdrawn`` are editions that are offered no more.
    """

    words: Words
    standing: Mapping[str, Standing]
    sources: Mapping[str, str]
    withdrawn: tuple[Withdrawn, ...] = ()

    @property
    def language(self) -> str:
        """The language of the site's own words."""
        return self.words.language

    def home(self, edition: str) -> str | None:
        """The page of an edition, from the folder of all; its PDF where it has no page."""
        files = self.standing[edition].files
        for suffix in (".html", ".pdf"):
            for name in files:
                if name.endswith(suffix):
                    return f"{quote(edition)}/{quote(name)}"
        return None

    def source(self, name: str, root: str, document: str = "") -> Link:
        """A source, and the way to its page; one without a name is told by its document."""
        folded = names.folded(name)
        shown = telling.source_name(self.sources.get(folded, name), self.words)
        if document and not name:
            shown = self.words.quoted(shortened(clean(document), _TITLE))
        return Link(text=shown, href=f"{root}{names.source_page(folded)}")

    def place(self, edition: str, anchor: str, text: str, root: str) -> Link:
        """A place on the page of an edition."""
        home = self.home(edition)
        if home is None:
            return Link(text=text, href=None)
        fragment = f"#{quote(anchor)}" if home.endswith(".html") else ""
        return Link(text=text, href=f"{root}{home}{fragment}")


def line_view(line: Line, told: Told, guide: Guide, root: str) -> LineView:
    """A line with its sources, and the way to it."""
    words, lang = guide.words, other(line.language, guide.language)
    return LineView(
        text=line.text,
        lang=lang,
        context=context_phrase(words, line.context, lang) if line.context else None,
        kind=telling.kind(line, words),
        label=telling.label(line, words),
        where=guide.place(told.summary.head.id, anchor_of(line.id), numbered(line, told.summary.head), root),
        sources=_sources(line.places, told, guide, root),
        support=_sources(line.support, told, guide, root),
        printed=None if line.new else words.gettext("printed before"),
    )


def numbered(line: Line, head: Head) -> str:
    """How a line is called: ``2026-W21, 1.1``; what is no statement by its edition alone."""
    name = telling.name_of(head)
    return f"{name}, {visible(line.id)}" if line.kind is Kind.STATEMENT else name


def key_point_view(point: KeyPoint, head: Head, guide: Guide) -> LineView:
    """A key point on the first page."""
    lang = other(point.language, guide.language)
    return LineView(
        text=point.text,
        lang=lang,
        context=context_phrase(guide.words, point.context, lang) if point.context else None,
        kind=None,
        label=None,
        where=guide.place(head.id, anchor_of(point.id), f"{telling.name_of(head)}, {visible(point.id)}", ""),
        sources=tuple(guide.source(name, "", document) for name, document in point.sources),
        support=(),
        printed=None,
    )


def _sources(places: Iterable[Place], told: Told, guide: Guide, root: str) -> tuple[Link, ...]:
    """Each source once, with the paragraphs that are cited of it."""
    cited: dict[tuple[str, str], list[str]] = {}
    for place in places:
        locator = guide.words.locator(place.passage, place.page)
        cited.setdefault(told.cited_at(place).named, []).append(locator)
    found = []
    for (name, document), locators in cited.items():
        link = guide.source(name, root, document)
        note = ", ".join(dict.fromkeys(locators))
        found.append(Link(text=link.text, href=link.href, note=note))
    return tuple(found)
