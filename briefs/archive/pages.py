"""Editions → the views of the site's pages."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final
from urllib.parse import quote

from markupsafe import Markup

from briefs.archive import names, telling
from briefs.archive.lines import Guide, key_point_view, line_view
from briefs.archive.revisions import Withdrawn
from briefs.archive.setting import Setting
from briefs.archive.summary import SCHEMA, Head, Summary
from briefs.archive.told import Kind, Line, Place, Reference, Told
from briefs.archive.view import (
    DocumentView,
    EditionView,
    Frame,
    GroupView,
    IndexView,
    Link,
    PassageView,
    PortionView,
    SearchView,
    SourcesView,
    YearView,
)
from briefs.model import Marking
from briefs.publication.citing import anchor_of
from briefs.publication.setting import clean, other
from briefs.publication.wording import visible

_INSIDE: Final = "edition/"
"""Where a page stands that is inside the folder of an edition."""
_SOURCES_SHOWN: Final = 8
"""Sources on the first page, those that are cited most; all are on a page of their own."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Site:
    """What all pages are made of. ``summaries`` stand in order of time; ``themes`` are titles by id, the newest first.

    ``address`` is where the site stands on the web, ending in a slash, or empty.
    """

    summaries: tuple[Summary, ...]
    guide: Guide
    setting: Setting
    title: str
    organisation: str
    marking: Marking | None
    address: str
    themes: Mapping[str, str]

    def frame(self, here: str, heading: str, deck: str) -> Frame:
        """What stands around the content of the page at ``here``."""
        words = self.guide.words
        root = "../" if "/" in here else ""
        parts = (
            (names.INDEX, words.gettext("Editions")),
            (names.SOURCES, words.gettext("Sources")),
            (names.SEARCH, words.gettext("Search")),
        )
        return Frame(
            lang=self.guide.language,
            title=clean(self.title),
            heading=heading,
            deck=deck,
            organisation=clean(self.organisation) or words.gettext("All editions"),
            document_title=f"{heading} – {clean(self.title)}" if heading != clean(self.title) else heading,
            generator=SCHEMA,
            root=root,
            marking=self.marking.value if self.marking else None,
            marking_class=self.marking.in_names.lower() if self.marking else "",
            parts=tuple(
                Link(text=text, href=None if path == here else f"{root}{path}") for path, text in parts
            ),
        )


def index(site: Site) -> bytes:
    """The first page: the latest edition, all editions by year, the ways to themes, sources and subscriptions."""
    latest = site.summaries[-1] if site.summaries else None
    cited = _cited(site.summaries)
    ranked = sorted(filter(None, cited), key=lambda name: (-cited[name][0], name))
    words = site.guide.words
    view = IndexView(
        latest=_edition(latest.head, site) if latest else None,
        key_points=tuple(key_point_view(point, latest.head, site.guide) for point in latest.key_points)
        if latest
        else (),
        years=_years(site),
        themes=tuple(_theme(theme, site, "") for theme in site.themes),
        sources=tuple(
            replace(site.guide.source(name, ""), note=telling.citations(cited[name][0], words))
            for name in ranked[:_SOURCES_SHOWN]
        ),
        more_sources=Link(text=words.gettext("All sources"), href=names.SOURCES),
        subscriptions=_subscriptions(site),
        search=names.SEARCH,
    )
    frame = site.frame(names.INDEX, clean(site.title), telling.all_editions(site.summaries, words))
    return site.setting.render("index.html.j2", frame=frame, page=view)


def notice(site: Site, withdrawn: Withdrawn) -> bytes:
    """The page that stands where an edition stood that was withdrawn."""
    words = site.guide.words
    heading = words.gettext("%(edition)s was withdrawn", edition=visible(withdrawn.edition))
    frame = site.frame(_INSIDE, heading, words.day(withdrawn.moment))
    return site.setting.render("withdrawn.html.j2", frame=frame, page=_withdrawn(withdrawn, site))


def _years(site: Site) -> tuple[YearView, ...]:
    listed = [(it.head.as_of, it.head.id, _edition(it.head, site)) for it in site.summaries]
    listed += [(it.as_of, it.edition, _withdrawn(it, site)) for it in site.guide.withdrawn]
    years: dict[int, list[EditionView]] = {}
    for as_of, _, view in sorted(listed, key=lambda it: it[:2], reverse=True):
        years.setdefault(as_of.year, []).append(view)
    return tuple(YearView(year=str(year), editions=tuple(found)) for year, found in years.items())


def _withdrawn(it: Withdrawn, site: Site) -> EditionView:
    """An edition that is offered no more: that it was, and why it is not."""
    words, title = site.guide.words, clean(it.title)
    return EditionView(
        anchor=f"e-{quote(it.edition)}",
        name=visible(it.edition),
        title="" if title == clean(site.title) else title,
        lang=other(it.language, site.guide.language),
        href=None,
        day=words.day(it.as_of),
        coverage=None,
        counts=None,
        tags=telling.withdrawn(it, words),
        correction=f"{words.day(it.moment)}: {clean(it.because)}",
        files=(),
    )


def _earlier(head: Head, site: Site) -> tuple[Link, ...]:
    """The ways to the revisions that an edition had before."""
    words = site.guide.words
    return tuple(
        Link(
            text=words.gettext("Revision %(number)s", number=number)
            if number
            else words.gettext("As first issued"),
            href=f"{quote(head.id)}/{quote(page)}",
        )
        for number, page in site.guide.standing[head.id].earlier
    )


def _edition(head: Head, site: Site) -> EditionView:
    words, guide = site.guide.words, site.guide
    home = guide.home(head.id)
    files = telling.in_order(guide.standing[head.id].files)
    title = clean(head.title)
    return EditionView(
        anchor=f"e-{quote(head.id)}",
        name=telling.name_of(head),
        title="" if title == clean(site.title) else title,
        lang=other(head.language, guide.language),
        href=home,
        day=words.day(head.as_of),
        coverage=telling.coverage(head, words),
        counts=telling.counts(head, words),
        tags=telling.tags(head, words),
        correction=clean(head.correction) if head.correction else None,
        files=tuple(
            Link(text=telling.file_name(name, words), href=f"{quote(head.id)}/{quote(name)}")
            for name in files
        ),
        earlier=_earlier(head, site),
    )


def _subscriptions(site: Site) -> tuple[Link, ...]:
    words = site.guide.words
    announced = any(summary.entries for summary in site.summaries)
    calendar = Link(text=words.gettext("Announced dates (calendar)"), href=names.CALENDAR)
    return (
        Link(text=words.gettext("Feed (Atom)"), href=names.FEED),
        *((calendar,) if announced else ()),
        Link(text=words.gettext("All editions (JSON)"), href=names.LISTING),
    )


def _theme(theme: str, site: Site, root: str) -> Link:
    words = site.guide.words
    number = sum(it.number for summary in site.summaries for it in summary.themes if it.id == theme)
    page = names.theme_page(theme)
    return Link(text=clean(site.themes[theme]), href=f"{root}{page}", note=telling.statements(number, words))


def _cited(summaries: Iterable[Summary]) -> dict[str, tuple[int, Head]]:
    """Folded names of sources, how often each is cited, and the last edition that cites it."""
    found: dict[str, tuple[int, Head]] = {}
    for summary in summaries:
        for tally in summary.sources:
            folded = names.folded(tally.name)
            before = found[folded][0] if folded in found else 0
            found[folded] = before + tally.number, summary.head
    return found


def _source(folded: str, cited: tuple[int, Head], site: Site, root: str) -> Link:
    number, last = cited
    link = site.guide.source(folded, root)
    words = site.guide.words
    note = words.gettext(
        "%(cited)s, last in %(edition)s",
        cited=telling.citations(number, words),
        edition=telling.name_of(last),
    )
    return Link(text=link.text, href=link.href, note=note)


def sources(site: Site) -> bytes:
    """The page that lists every source by name."""
    words = site.guide.words
    cited = _cited(site.summaries)
    ordered = sorted(cited, key=lambda name: (not name, name))
    view = SourcesView(sources=tuple(_source(name, cited[name], site, "../") for name in ordered))
    deck = words.ngettext(
        "%(count)s source is cited in these editions.",
        "%(count)s sources are cited in these editions.",
        len(cited),
    )
    frame = site.frame(names.SOURCES, words.gettext("Sources"), deck)
    return site.setting.render("sources.html.j2", frame=frame, page=view)


def search(site: Site, shards: Sequence[str]) -> bytes:
    """The page that searches ``shards``."""
    words = site.guide.words
    view = SearchView(
        shards=" ".join(shard.removeprefix(f"{names.FOLDER}/") for shard in reversed(shards)),
        themes=tuple(Link(text=clean(title), href=theme) for theme, title in site.themes.items()),
        ways=(
            *(_theme(theme, site, "../") for theme in site.themes),
            Link(text=words.gettext("All sources"), href=f"../{names.SOURCES}"),
        ),
        script=site.setting.script,
        policy=site.setting.script_policy,
    )
    frame = site.frame(names.SEARCH, words.gettext("Search"), telling.all_editions(site.summaries, words))
    return site.setting.render("search.html.j2", frame=frame, page=view)


@dataclass(frozen=True, slots=True, kw_only=True)
class Portion:
    """One page of a theme or a source: its path, those of its neighbours, and its editions in order of time."""

    path: str
    newer: str | None
    older: str | None
    summaries: tuple[Summary, ...]


def on_theme(told: Told, name: str, site: Site) -> str:
    """What an edition says on a theme, for the page of the theme."""
    group = _group(told, site, tuple(line for line in told.lines if line.theme == name), ())
    return site.setting.piece("group.html.j2", group=group)


def from_source(told: Told, folded: str, site: Site) -> str:
    """What an edition cites from a source, for the page of the source."""
    documents = tuple(
        _document(reference, told, site)
        for reference in told.references.values()
        if names.folded(reference.source) == folded
    )
    return site.setting.piece("group.html.j2", group=_group(told, site, (), documents))


def portion(site: Site, heading: str, portion: Portion, groups: str) -> bytes:
    """A page of a theme or a source, of the groups that are made of its editions."""
    words = site.guide.words
    first, last = portion.summaries[0].head.as_of, portion.summaries[-1].head.as_of
    deck = words.gettext(
        "%(editions)s, %(days)s",
        editions=telling.editions(len(portion.summaries), words),
        days=telling.days(first, last, words),
    )
    view = PortionView(
        groups=Markup(groups),  # noqa: S704 - made by our templates, which escape every word of a source
        newer=_neighbour(portion.newer, words.gettext("Newer editions")),
        older=_neighbour(portion.older, words.gettext("Older editions")),
    )
    return site.setting.render("portion.html.j2", frame=site.frame(portion.path, heading, deck), page=view)


def _neighbour(path: str | None, text: str) -> Link | None:
    return Link(text=text, href=path.removeprefix(f"{names.FOLDER}/")) if path else None


def _group(told: Told, site: Site, lines: tuple[Line, ...], documents: tuple[DocumentView, ...]) -> GroupView:
    head, guide = told.summary.head, site.guide
    home = guide.home(head.id)
    return GroupView(
        edition=Link(text=telling.name_of(head), href=f"../{home}" if home else None),
        day=guide.words.day(head.as_of),
        tags=telling.tags(head, guide.words),
        lines=tuple(line_view(line, told, guide, "../") for line in lines),
        documents=documents,
    )


def _document(reference: Reference, told: Told, site: Site) -> DocumentView:
    guide, head = site.guide, told.summary.head
    lang = other(reference.language, guide.language)
    title = clean(reference.title) if reference.title else visible(reference.path)
    link = guide.place(head.id, f"r{reference.number}", title, "../")
    uses: dict[Place, dict[Link, None]] = {}
    for line in told.lines:
        for place in line.cited:
            if place.reference == reference.number:
                uses.setdefault(place, {})[_use(line, head, guide, supports=place in line.support)] = None
    return DocumentView(
        title=replace(link, lang=lang),
        facts=telling.facts(reference, guide.words),
        passages=tuple(
            PassageView(
                text=place.exact,
                lang=lang,
                locator=guide.words.locator(place.passage, place.page),
                uses=tuple(uses[place]),
            )
            for place in sorted(uses, key=lambda it: (it.passage, it.exact))
        ),
    )


def _use(line: Line, head: Head, guide: Guide, *, supports: bool) -> Link:
    """What cites a passage, and the way to it: ``statement 1.1``, ``supports 4.2``, ``timeline 3``."""
    words = guide.words
    if line.kind is not Kind.STATEMENT:
        name = words.use(visible(line.id))
    elif supports:
        name = words.gettext("supports statement %(id)s", id=visible(line.id))
    else:
        name = words.gettext("statement %(id)s", id=visible(line.id))
    return guide.place(head.id, anchor_of(line.id), name, "../")
