"""What is kept, shown to whoever asks: how its sources are doing, and what a document says."""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from briefs import engine
from briefs.config import Settings
from briefs.editions.material import is_kept, source_of
from briefs.errors import NoInput
from briefs.model import Document, Outlet, Problem
from briefs.reading import raw_text, read, unpack_all
from briefs.store import Damage, Entry, NotHad, Pruned, Search, SourceHealth, Store, open_store

_DIGEST: Final = "sha256:"

__all__ = [
    "Damage",
    "Entry",
    "NotHad",
    "Pruned",
    "Search",
    "Shown",
    "SourceHealth",
    "check",
    "health",
    "problems",
    "prune",
    "remarks",
    "search",
    "show",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """A kept document as it is read: ``left_out`` holds what of its text is in no passage, in order."""

    entry: Entry
    outcome: Document | Problem
    left_out: tuple[str, ...]


def health(settings: Settings) -> tuple[SourceHealth, ...]:
    """The health of every source of the configuration, in its order; those never asked among them."""
    known: dict[str, SourceHealth] = {}
    if is_kept(settings):
        with open_store(settings.store, create=False, url=settings.database) as store:
            known = {each.source: each for each in store.health()}
    names = [followed.outlet.name for followed in settings.sources]
    return tuple(known.get(name, SourceHealth(source=name)) for name in names)


def remarks(settings: Settings) -> tuple[str, ...]:
    """What is wrong with where the store stands, though it can be used. Raises NoInput where there is none."""
    with open_store(settings.store, create=False, url=settings.database) as store:
        return store.remarks()


def search(settings: Settings, wanted: Search) -> tuple[Entry, ...]:
    """What is kept and matches. Raises NoInput where nothing was ever fetched."""
    with open_store(settings.store, create=False, url=settings.database) as store:
        return store.search(wanted)


def problems(settings: Settings, source: str | None) -> tuple[NotHad, ...]:
    """What was listed and not had, and what was kept out, with the reasons. Raises NoInput where there is no store."""
    with open_store(settings.store, create=False, url=settings.database) as store:
        return store.problems(source)


def show(settings: Settings, prefix: str) -> tuple[Shown, ...]:
    """The documents whose id begins with ``prefix``: one, or those of one container.

    Raises NoInput when it is none or several.
    """
    with open_store(settings.store, create=False, url=settings.database) as store:
        entries = store.entries(prefix)
        if not entries:
            raise NoInput(
                f"no document whose id begins with {prefix}: see briefs documents (four digits at least)"
            )
        if len(entries) > 1:
            listed = ", ".join(entry.document for entry in entries)
            raise NoInput(f"several documents begin with {prefix}: {listed}; give more digits")
        outlets = {followed.outlet.name: followed.outlet for followed in settings.sources}
        return tuple(_shown(store, entries[0], prefix, outlets))


def _shown(store: Store, entry: Entry, prefix: str, outlets: Mapping[str, Outlet]) -> "list[Shown]":
    stored = store.stored(entry.document)
    if stored is None:
        raise NoInput(f"{entry.document} is no longer kept")
    source = source_of(stored, outlets)
    ((members, _),) = unpack_all([source], engine.read_all)
    outcomes = engine.read_all(members, read)
    texts = engine.read_all(members, raw_text)
    shown = [_one(entry, outcome, text) for outcome, text in zip(outcomes, texts, strict=True)]
    digits = prefix.strip().lower().removeprefix(_DIGEST)
    named = [
        each
        for each in shown
        if isinstance(each.outcome, Document) and each.outcome.id.removeprefix(_DIGEST).startswith(digits)
    ]
    reason = Problem(subject=entry.locator, stage="reading", message=entry.problem or "holds no document")
    return named or shown or [Shown(entry=entry, outcome=reason, left_out=())]


def _one(entry: Entry, outcome: Document | Problem, text: str | Problem) -> Shown:
    if isinstance(outcome, Problem) or isinstance(text, Problem):
        return Shown(entry=entry, outcome=outcome, left_out=())
    return Shown(entry=entry, outcome=outcome, left_out=_gaps(text, outcome))


def _gaps(text: str, document: Document) -> tuple[str, ...]:
    """What of the whole text stands between the passages, each looked for after the one before."""
    gaps: list[str] = []
    end = 0
    for passage in document.passages:
        exact = " ".join(document.exact(passage.span).split())
        start = text.find(exact, end)
        if start >= 0:
            gaps.append(text[end:start])
            end = start + len(exact)
    return tuple(gap.strip() for gap in (*gaps, text[end:]) if gap.strip())


def check(settings: Settings) -> tuple[Damage, ...]:
    """What is wrong in the store. Raises NoInput where there is none."""
    with open_store(settings.store, create=False, url=settings.database) as store:
        return store.check()


def prune(settings: Settings, before: datetime.datetime) -> Pruned:
    """What was deleted: documents last seen before ``before`` that no edition cites."""
    with open_store(settings.store, create=False, url=settings.database) as store:
        return store.prune(before)
