"""Fetching: what is followed is asked what is new, and what is new is kept.

folders ──gather──▶ files ────────────────┐
addresses ──visit──▶ lists ──▶ documents ─┴─take──▶ the store
"""

import asyncio
import datetime
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from hashlib import sha256
from itertools import islice
from pathlib import Path
from typing import Final

from briefs.config import Followed, Settings
from briefs.editions.aftermath.issued import shelf_of
from briefs.editions.aftermath.recalling import told
from briefs.editions.exclusion import alone
from briefs.editions.following.connection import connect
from briefs.editions.following.local import gather_followed
from briefs.editions.following.revisiting import revisit_all
from briefs.editions.following.taking import Retrieved, take
from briefs.editions.following.visiting import State, Tools, Visit, visit_all
from briefs.engine import Engine, stand_ready
from briefs.errors import NoInput
from briefs.model import DocumentId, Source
from briefs.sources.answers import SiteRules
from briefs.store import Answer, Failure, Site, Store, open_store

_AT_ONCE: Final = 64
"""Files that are read and kept together."""
_RULES_KEPT: Final = datetime.timedelta(days=1)
"""RFC 9309, 2.4: a robots.txt should not be used for longer than a day."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FetchRequest:
    """What to fetch. ``names`` are those of the sources to ask now, due or not; empty asks all that are due.

    ``since`` leaves out what is dated earlier. ``now`` is the clock, ``jitter`` gives numbers from 0 to 1.
    """

    settings: Settings
    names: tuple[str, ...]
    since: datetime.date | None
    now: Callable[[], datetime.datetime]
    jitter: Callable[[], float]

    @property
    def chosen(self) -> tuple[Followed, ...]:
        """The sources to ask."""
        sources = self.settings.sources
        return tuple(it for it in sources if not self.names or it.outlet.name in self.names)


@dataclass(frozen=True, slots=True, kw_only=True)
class FetchResult:
    """What came of each source, in the order of the configuration."""

    visits: tuple[Visit, ...]

    @property
    def all_failed(self) -> bool:
        """Whether there was something to ask and nothing answered."""
        return bool(self.visits) and all(visit.state is State.FAILED for visit in self.visits)


def fetch(request: FetchRequest, report: Callable[[str], None]) -> FetchResult:
    """What came of each source; everything new is in the store. ``report`` is called with what has been done.

    Raises StoreError, StoreBusy and NoInput; a source that cannot be reached is told in the result.
    """
    # Readers first: they are forks, and a fork copies no threads.
    with (
        stand_ready() as readers,
        open_store(request.settings.store, create=True, url=request.settings.database) as store,
        alone(request.settings.store),
    ):
        visits = [_take_in(followed, request, store, readers) for followed in request.chosen if followed.path]
        for visit in visits:
            report(f"{visit.source}: {visit.message or f'{visit.kept} new'}")
        addressed = [followed for followed in request.chosen if followed.address]
        if addressed:
            visits += asyncio.run(_visit(addressed, request, (store, readers), report))
    places = {followed.outlet.name: place for place, followed in enumerate(request.chosen)}
    return FetchResult(visits=tuple(sorted(visits, key=lambda visit: places[visit.source])))


def recalled(settings: Settings, out: Path) -> tuple[str, ...]:
    """That sources of what was issued have changed or are gone, in one line; nothing where none has."""
    with open_store(settings.store, create=False, url=settings.database) as store:
        return told(store, shelf_of(store.ledger, out))


def _take_in(followed: Followed, request: FetchRequest, store: Store, readers: Engine) -> Visit:
    """Keep what is new or has changed in a folder; what is known already is not read again."""
    visit = Visit(source=followed.outlet.name)
    try:
        sources, problems = gather_followed([followed], request.settings.max_bytes)
    except NoInput as error:
        store.note_failure(visit.source, str(followed.path), Failure(message=str(error)), request.now())
        visit.fail(str(error))
        return visit
    visit.failed.extend(problems)
    for batch in _batches(_new(sources, store.newest(visit.source)), _AT_ONCE):
        moment = request.now()
        kept = take([Retrieved(source=_retrieved(source, moment)) for source in batch], readers)
        visit.count(kept, store.keep(kept, moment))
    store.note_listing(visit.source, str(followed.path), Answer(), (), request.now())
    found = [source.path for source in sources]
    store.note_seen(visit.source, found, request.now())
    known = store.newest(visit.source)
    store.watch.note_missing(
        visit.source, {path: known[path] for path in found if path in known}, request.now()
    )
    return visit


def _new(sources: Sequence[Source], known: dict[str, DocumentId]) -> Iterator[Source]:
    for source in sources:
        if known.get(source.path) != f"sha256:{sha256(source.content).hexdigest()}":
            yield source


def _batches(sources: Iterator[Source], size: int) -> Iterator[tuple[Source, ...]]:
    while batch := tuple(islice(sources, size)):
        yield batch


def _retrieved(source: Source, moment: datetime.datetime) -> Source:
    provenance = source.provenance
    return source if provenance is None else replace(source, provenance=replace(provenance, retrieved=moment))


async def _visit(
    sources: Sequence[Followed],
    request: FetchRequest,
    kept_by: tuple[Store, Engine],
    report: Callable[[str], None],
) -> list[Visit]:
    store, readers = kept_by
    day_before = request.now() - _RULES_KEPT
    known = [
        SiteRules(origin=site.origin, content=site.robots, read=site.read) for site in store.sites(day_before)
    ]
    async with connect(request.settings, request.now, request.jitter, known) as web:
        tools = Tools(web=web, store=store, readers=readers, now=request.now, report=report)
        visits = await visit_all(sources, tools, request.since, forced=bool(request.names))
        await revisit_all(sources, tools)
        read = [Site(origin=rules.origin, robots=rules.content, read=rules.read) for rules in web.rules_read]
        store.note_sites(read, day_before)
        return visits
