"""The site of all editions in ``out``, brought up to date: what is new is read, what has changed is written.

    out/ ──standing──▶ editions ──read (the new)──▶ summaries ──plan──▶ pages ──write (the changed)──▶ out/index.html …

Each file is told by a key, the digest of all it is made of. One whose key is that of the file which stands is not made
again, and of one that is, the pieces of other editions are taken over: a new edition is read, and no other.
"""

import datetime
import hashlib
import json
from collections import Counter, OrderedDict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path
from typing import Final

from briefs.archive import feed, kept, listing, names, pages, search
from briefs.archive.lines import Guide
from briefs.archive.pages import Portion, Site
from briefs.archive.pieces import Wanted, joined
from briefs.archive.portions import portions, readable
from briefs.archive.revisions import Withdrawn
from briefs.archive.setting import setting_of
from briefs.archive.standing import Standing, left_out, standing
from briefs.archive.summary import Summary, in_order, marking_of
from briefs.archive.told import Damaged, Told, read
from briefs.errors import NoInput
from briefs.model import Brand, Problem, strictest
from briefs.publication.setting import clean
from briefs.publication.translations import WRITTEN_IN, languages
from briefs.publication.wording import primary, words_of

_LINES: Final = 300
"""Lines on a page of a theme or a source: some forty screens, and a tenth of a second to make."""
_SHARD: Final = 600
"""Statements in a file of the search: some 400 KB, so that a new edition costs no more than that."""
_FEED: Final = 50
"""Editions in the feed: a year of weekly ones."""
_HELD: Final = 400
"""Editions that are held at once, the last that were needed: some hundred megabytes at most."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SiteRequest:
    """The site to make in ``out``. ``address`` is where it stands on the web; empty where it stands nowhere.

    ``title`` and ``language`` are for a site without an edition; else those of the newest one count.
    """

    out: Path
    templates: Path
    title: str
    language: str
    organisation: str
    address: str = ""
    brand: Brand = field(default_factory=Brand)


@dataclass(frozen=True, slots=True, kw_only=True)
class SiteResult:
    """What was made: the first page, the number of editions, the files that changed, and the folders left out."""

    index: Path
    editions: int
    written: tuple[str, ...]
    removed: tuple[str, ...]
    left_out: tuple[Problem, ...]


_LAST: Final = datetime.datetime.max.replace(tzinfo=datetime.UTC)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Page:
    """A file to have: where, of what, and how it is made of what stands there.

    ``since`` is the moment of its oldest piece: files are made in this order, so that editions are read as few times as
    can be.
    """

    path: str
    key: str
    make: Callable[[bytes], bytes]
    since: datetime.datetime = _LAST


class _Library:
    """The editions as they are read, each once while it is needed."""

    def __init__(self, out: Path) -> None:
        self._out = out
        self._held: OrderedDict[str, Told] = OrderedDict()

    def __call__(self, name: str) -> Told:
        """An edition. Raises Gone."""
        told = self._held.pop(name, None)
        if told is None:
            try:
                told = read(self._out / name)
            except Damaged as error:
                raise Gone(name, str(error)) from error
        self._held[name] = told
        if len(self._held) > _HELD:
            self._held.popitem(last=False)
        return told


class Gone(Exception):
    """An edition that was there cannot be read any more; ``name`` and the reason."""

    def __init__(self, name: str, reason: str) -> None:
        super().__init__(reason)
        self.name = name


def make(request: SiteRequest) -> SiteResult:
    """The site, brought up to date; what it does not change has its old bytes and its old date.

    Raises NoInput, OutputError, TemplateError and ConfigurationError; editions are never touched.
    """
    if not request.out.is_dir():
        raise NoInput(f"{request.out}: no such folder; build an edition first, or name its folder with --out")
    with kept.locked(request.out):
        kept.prepare(request.out)
        dropped: dict[str, Problem] = {}
        while True:
            try:
                return _made(request, dropped)
            except Gone as gone:
                dropped[gone.name] = left_out(gone.name, str(gone))


def _made(request: SiteRequest, dropped: dict[str, Problem]) -> SiteResult:
    state = kept.load(request.out)
    shelf = standing(request.out)
    editions = {it.name: it for it in shelf.editions if it.name not in dropped}
    library = _Library(request.out)
    summaries, damaged = _summaries(request.out, editions, state, library)
    site = _site(request, editions, summaries, shelf.withdrawn)
    planned = sorted(_pages(site, library), key=lambda page: (page.since, page.path))
    written, files = _write(request.out, planned, state)
    gone = kept.superfluous(request.out, files)
    for path in gone:
        path.unlink()
    _remember(request.out, state, files, editions, summaries)
    return SiteResult(
        index=request.out / names.INDEX,
        editions=len(summaries),
        written=tuple(sorted(written)),
        removed=tuple(path.relative_to(request.out).as_posix() for path in gone),
        left_out=tuple(sorted([*shelf.others, *damaged, *dropped.values()])),
    )


def _summaries(
    out: Path, editions: dict[str, Standing], state: kept.State, library: _Library
) -> tuple[dict[str, Summary], list[Problem]]:
    """The editions in short: those that stand as they stood from what was kept, the others read."""
    known = kept.load_summaries(out)
    found: dict[str, Summary] = {}
    problems: list[Problem] = []
    for name, it in editions.items():
        before = known.get(name)
        if before is not None and state.editions.get(name) == (it.stamp, before.head.digest):
            found[name] = before
            continue
        try:
            found[name] = library(name).summary
        except Gone as gone:
            problems.append(left_out(name, str(gone)))
    return found, problems


def _site(
    request: SiteRequest,
    editions: dict[str, Standing],
    summaries: dict[str, Summary],
    withdrawn: tuple[Withdrawn, ...],
) -> Site:
    ordered = in_order(summaries.values())
    newest = ordered[-1].head if ordered else None
    language = newest.language if newest else request.language
    words = words_of(language if primary(language) in languages() else WRITTEN_IN)
    shown: dict[str, str] = {}
    themes: dict[str, str] = {}
    for summary in ordered:
        shown |= {names.folded(tally.name): tally.name for tally in summary.sources}
    has_any = {theme.id for summary in ordered for theme in summary.themes if theme.number}
    for summary in reversed(ordered):
        themes |= {it.id: it.title for it in summary.themes if it.id in has_any - themes.keys()}
    return Site(
        summaries=tuple(ordered),
        guide=Guide(words=words, standing=editions, sources=shown, withdrawn=withdrawn),
        setting=setting_of(request.templates, request.brand, words.language),
        title=newest.title if newest else request.title,
        organisation=request.organisation,
        marking=strictest([marking_of(ordered), *(it.marking for it in withdrawn)]),
        address=request.address,
        themes=themes,
    )


def _write(out: Path, planned: Sequence[_Page], state: kept.State) -> tuple[list[str], dict[str, kept.File]]:
    """The paths of the files that were made, and all files as they stand now."""
    written: list[str] = []
    files: dict[str, kept.File] = {}
    for page in planned:
        known = state.files.get(page.path)
        stands = known is not None and kept.is_as_written(out / page.path, known)
        if known is None or known.key != page.key or not stands:
            old = (out / page.path).read_bytes() if stands else b""
            known = kept.write(out / page.path, page.make(old), page.key)
            written.append(page.path)
        files[page.path] = known
    return written, files


def _remember(
    out: Path,
    state: kept.State,
    files: dict[str, kept.File],
    editions: dict[str, Standing],
    summaries: dict[str, Summary],
) -> None:
    read_at = {name: (editions[name].stamp, summary.head.digest) for name, summary in summaries.items()}
    if read_at != state.editions:
        kept.save_summaries(out, summaries)
    if (read_at, files) != (state.editions, state.files):
        kept.save(out, replace(state, editions=read_at, files=files))


def _pages(site: Site, library: _Library) -> Iterator[_Page]:
    """Every file of the site, each with the digest of what it is made of."""
    shared = _digest(
        site.setting.digest, site.guide.language, site.title, site.organisation, site.marking, site.address
    )
    told = {summary.head.id: _digest(shared, _made_of(summary, site)) for summary in site.summaries}
    everything = _digest(shared, *told.values(), *site.guide.withdrawn)
    shards = portions(site.summaries, lambda it: max(1, it.head.statements), _SHARD)
    paths = [names.search_shard(number) for number in range(1, len(shards) + 1)]
    yield _whole(names.INDEX, everything, partial(pages.index, site))
    yield _whole(names.SOURCES, everything, partial(pages.sources, site))
    yield _whole(names.SEARCH, everything, partial(pages.search, site, paths))
    for path, portion in zip(paths, shards, strict=True):
        wanted = _wanted(portion, told)
        make = partial(_shard, wanted, site, library)
        yield _Page(path=path, key=_digest(wanted), make=make, since=portion[0].head.as_of)
    yield from _portions(site, library, told)
    yield from _lists(site, told, everything)


def _whole(path: str, key: str, make: Callable[[], bytes]) -> _Page:
    """A file that is made anew, whatever stands there."""
    return _Page(path=path, key=key, make=lambda _: make())


def _wanted(portion: Sequence[Summary], told: dict[str, str]) -> tuple[Wanted, ...]:
    """The pieces of a file, those of the newest edition first."""
    return tuple(Wanted(edition=it.head.id, digest=told[it.head.id]) for it in reversed(portion))


def _made_of(summary: Summary, site: Site) -> str:
    """The digest of an edition, of the files it has, and of the names that its sources are shown under."""
    shown = [site.guide.sources[names.folded(tally.name)] for tally in summary.sources]
    stands = site.guide.standing[summary.head.id]
    since = (*stands.corrections, *stands.earlier)
    return _digest(summary.head.digest, *stands.files, *since, *shown, *summary.entries)


def _shard(wanted: tuple[Wanted, ...], site: Site, library: _Library, old: bytes) -> bytes:
    found = joined(wanted, old, lambda name: search.words_of(library(name), site.guide), search.COMMENT)
    return f"{search.HEAD}{found}".encode("utf-8", "backslashreplace")


def _portions(site: Site, library: _Library, told: dict[str, str]) -> Iterator[_Page]:
    """The pages of themes and of sources."""
    on: dict[str, list[tuple[Summary, int]]] = {}
    cited: dict[str, list[tuple[Summary, int]]] = {}
    for summary in site.summaries:
        for named in summary.themes:
            on.setdefault(named.id, []).append((summary, named.number))
        counted: Counter[str] = Counter()
        for tally in summary.sources:
            counted[names.folded(tally.name)] += tally.number
        for source, number in counted.items():
            cited.setdefault(source, []).append((summary, number))
    for theme, title in site.themes.items():
        weighed = [(summary, number) for summary, number in on[theme] if number]
        for portion in _divided(weighed, partial(names.theme_page, theme)):
            yield _portion(site, title, portion, told, _piece(pages.on_theme, library, theme, site))
    for source, weighed in sorted(cited.items()):
        title = site.guide.source(source, "").text
        for portion in _divided(weighed, partial(names.source_page, source)):
            yield _portion(site, title, portion, told, _piece(pages.from_source, library, source, site))


def _piece(
    made: Callable[[Told, str, Site], str], library: _Library, name: str, site: Site
) -> Callable[[str], str]:
    return lambda edition: made(library(edition), name, site)


def _portion(
    site: Site, title: str, portion: Portion, told: dict[str, str], piece: Callable[[str], str]
) -> _Page:
    wanted = _wanted(portion.summaries, told)

    def make(old: bytes) -> bytes:
        return pages.portion(site, clean(title), portion, joined(wanted, old, piece))

    key = _digest(title, portion.newer, portion.older, wanted)
    return _Page(path=portion.path, key=key, make=make, since=portion.summaries[0].head.as_of)


def _divided(weighed: Sequence[tuple[Summary, int]], page: Callable[[int | None], str]) -> Iterator[Portion]:
    """The pages of a theme or a source: the newest without a number, the others counted from the oldest."""
    divided = readable(weighed, lambda it: it[1], _LINES)
    paths = [*(page(number) for number in range(1, len(divided))), page(None)]
    for place, portion in enumerate(divided):
        yield Portion(
            path=paths[place],
            newer=paths[place + 1] if place + 1 < len(divided) else None,
            older=paths[place - 1] if place else None,
            summaries=tuple(summary for summary, _ in portion),
        )


def _lists(site: Site, told: dict[str, str], everything: str) -> Iterator[_Page]:
    """What programs read: feed, list, calendar, map."""
    summaries, guide = site.summaries, site.guide
    yield _whole(names.LISTING, everything, partial(listing.editions_json, summaries, guide, site.address))
    if not summaries and not guide.withdrawn:
        return
    first = min(
        [(it.head.as_of, it.head.title) for it in summaries[:1]]
        or [(it.as_of, it.title) for it in guide.withdrawn]
    )
    channel = feed.Channel(
        title=site.title,
        organisation=site.organisation,
        marking=site.marking,
        address=site.address,
        first=first[1],
    )
    old = [portion for portion in portions(summaries, lambda _: 1, _FEED) if len(portion) == _FEED]
    recent = summaries[-_FEED:][::-1]
    newest = partial(feed.feed, channel, recent, guide, number=None, older=len(old) or None)
    yield _whole(names.FEED, everything, newest)
    for number, portion in enumerate(old, start=1):
        older = partial(feed.feed, channel, portion[::-1], guide, number=number, older=number - 1 or None)
        key = _digest(number, *(told[summary.head.id] for summary in portion))
        yield _whole(names.feed_page(number), key, older)
    if any(summary.entries for summary in summaries):
        yield _whole(names.CALENDAR, everything, partial(listing.calendar, summaries, site.title))
    if site.address and summaries:
        yield _whole(names.SITEMAP, everything, partial(_sitemap, site))


def _sitemap(site: Site) -> bytes:
    themes = [names.theme_page(theme) for theme in site.themes]
    sources = [names.source_page(source) for source in sorted(site.guide.sources)]
    return listing.sitemap(
        site.address,
        [names.INDEX, names.SOURCES, *themes, *sources],
        site.summaries,
        site.guide,
    )


def _digest(*parts: object) -> str:
    return hashlib.sha256(json.dumps([str(part) for part in parts]).encode()).hexdigest()[:32]
