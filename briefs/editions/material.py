"""What an edition is made of when nobody names a path: the folders that are followed, and what was fetched."""

import datetime
from collections.abc import Collection, Mapping
from typing import TYPE_CHECKING, Final

from briefs.config import Settings
from briefs.editions.following.local import gather_followed
from briefs.errors import NoInput, NothingReadable
from briefs.model import DocumentId, Followed, Outlet, Problem, Provenance, Source
from briefs.pipeline import EARLIER

if TYPE_CHECKING:
    from briefs.store import StoredSource


_OF_THE_STORE: Final = ("store.", ".store.")
"""How the names of its files begin: locks, and work on documents that nobody fetched, are kept in the same folder."""


def is_kept(settings: Settings) -> bool:
    """Whether anything was ever fetched, or what was is gone: then opening the store tells so."""
    if settings.database is None:
        folder = settings.store
        return folder.is_dir() and any(path.name.startswith(_OF_THE_STORE) for path in folder.iterdir())
    from briefs.store import open_store  # noqa: PLC0415 - SQLAlchemy costs 0.2 s, and a mere folder needs none

    try:
        open_store(settings.store, create=False, url=settings.database).close()
    except NoInput:
        return False
    return True


def material(
    settings: Settings, since: datetime.date | None
) -> tuple[tuple[Source, ...], tuple[Problem, ...]]:
    """The documents in the folders as they stand now, then what was kept of the web; and what cannot be used.

    What is taken out of a folder is taken out of the next brief, though it stays kept. Raises NoInput where nothing
    is followed, NothingReadable where there is nothing yet.
    """
    if not settings.sources:
        raise NoInput("no sources: name a folder or a file, or add one under [[sources]] in briefs.toml")
    sources, problems = gather_followed(settings.sources, settings.max_bytes)
    stored, damaged = _stored(settings, since)
    paths, contents = {source.path for source in sources}, {source.content for source in sources}
    new = {
        source.content: source
        for source in stored
        if source.path not in paths and source.content not in contents
    }
    if not sources and not new and not problems and not damaged:
        raise NothingReadable(_nothing(settings, since))
    return (*sources, *new.values()), (*problems, *damaged)


def earlier_material(
    settings: Settings, since: datetime.date, known: Collection[bytes]
) -> tuple[Source, ...]:
    """What was kept of the web in the weeks before ``since``, but for the contents that are ``known``.

    Nothing that is missing or damaged there is told: no edition is made of it any more.
    """
    if not is_kept(settings):
        return ()
    from briefs.store import open_store  # noqa: PLC0415 - SQLAlchemy costs 0.2 s, and a mere folder needs none

    outlets = outlets_of(settings)
    with open_store(settings.store, create=False, url=settings.database) as store:
        found = [*store.latest(outlets, since - EARLIER, since)]
    stored = [it for it in found if not isinstance(it, Problem) and it.content not in known]
    return tuple(source_of(it, outlets) for it in stored)


def followed(settings: Settings) -> tuple[Followed, ...]:
    """What is followed, each source once, with why its address has no list at present, where it has none."""
    failures: dict[str, str | None] = {}
    if is_kept(settings) and any(one.address for one in settings.sources):
        from briefs.store import open_store  # noqa: PLC0415 - SQLAlchemy costs 0.2 s, and a mere folder needs none

        with open_store(settings.store, create=False, url=settings.database) as store:
            failures = {health.source: health.last_failure for health in store.health()}
    outlets = {one.outlet.name: one.outlet for one in settings.sources}
    return tuple(Followed(outlet=outlet, failure=failures.get(name)) for name, outlet in outlets.items())


def remember(
    settings: Settings, edition: str, documents: Collection[DocumentId], moment: datetime.datetime
) -> None:
    """Nothing; afterwards what of ``documents`` is kept is never deleted, because the edition cites it."""
    if is_kept(settings):
        from briefs.store import open_store  # noqa: PLC0415 - SQLAlchemy costs 0.2 s, and a mere folder needs none

        with open_store(settings.store, create=False, url=settings.database) as store:
            store.cite(edition, documents, moment)


def outlets_of(settings: Settings) -> dict[str, Outlet]:
    """The outlets whose address is followed, by their names."""
    return {followed.outlet.name: followed.outlet for followed in settings.sources if followed.address}


def _stored(settings: Settings, since: datetime.date | None) -> tuple[list[Source], list[Problem]]:
    if not is_kept(settings):
        return [], []
    from briefs.store import open_store  # noqa: PLC0415 - as above

    outlets = outlets_of(settings)
    with open_store(settings.store, create=False, url=settings.database) as store:
        found = [*store.latest(outlets, since), *store.kept_out(outlets, since)]
    return (
        [source_of(each, outlets) for each in found if not isinstance(each, Problem)],
        [each for each in found if isinstance(each, Problem)],
    )


def source_of(stored: "StoredSource", outlets: Mapping[str, Outlet]) -> Source:
    """What was kept as it was retrieved, with what is known of its outlet now."""
    provenance = Provenance(
        outlet=outlets.get(stored.source) or Outlet(name=stored.source),
        url=stored.url,
        retrieved=stored.retrieved,
        media_type=stored.media_type,
        listing=stored.listing,
    )
    return Source(path=stored.path, content=stored.content, provenance=provenance)


def _nothing(settings: Settings, since: datetime.date | None) -> str:
    if is_kept(settings):
        period = f" dated {since} or later" if since else ""
        return f"nothing that is followed has a document{period}: run briefs fetch, or see briefs sources"
    if any(followed.address for followed in settings.sources):
        return "nothing was fetched yet: run briefs fetch"
    listed = ", ".join(str(path) for path in settings.paths)
    return f"no documents in {listed}: put documents there, like .txt, .html or .pdf files"
