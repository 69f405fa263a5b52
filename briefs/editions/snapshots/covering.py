"""What an edition of a run is made of: each document once, in the first edition after its publication that can have it.

    folders, store ─┬─ what no edition was made from ──▶ sources
                    └─ the rest of the last weeks ─────▶ earlier: not cited, and no news

Bytes are read one source at a time, and named by their digest afterwards: those that the store has are read from it
again when their turn comes.
"""

import datetime
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, replace
from functools import partial
from hashlib import sha256
from typing import TYPE_CHECKING, Final

from briefs.config import Settings
from briefs.editions.following.local import find_followed
from briefs.editions.material import outlets_of, source_of
from briefs.errors import NoInput, NothingNew, NothingReadable, StoreError
from briefs.model import Coverage, DocumentId, Problem, Waiting, mark_of
from briefs.pipeline import EARLIER, FOUND_WITHIN, LATE, wait_for

if TYPE_CHECKING:
    from briefs.store import Store

_ONE_DAY: Final = datetime.timedelta(days=1)
"""How far the day that a source states can be from the same moment's in the brief's zone, and more."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Covered:
    """What an edition is made from, what was kept of the weeks before, and what cannot be used.

    ``given`` are the marks of those sources that an earlier edition had before it, ``kept`` the digests of those whose
    bytes the store has.
    """

    sources: tuple[Waiting, ...]
    earlier: tuple[Waiting, ...]
    problems: tuple[Problem, ...]
    given: tuple[str, ...]
    kept: frozenset[bytes]


def coverage_of(since: datetime.datetime | None, as_of: datetime.datetime) -> Coverage:
    """What an edition of a run covers, from the cut-off of the one before it to its own; both in the brief's zone."""
    return Coverage(
        start=since.date() if since else None,
        end=as_of.date() + _ONE_DAY,
        cut_off=as_of,
        late=(since - LATE).date() if since else None,
    )


def covered(
    settings: Settings,
    store: "Store",
    coverage: Coverage,
    read: Collection[str],
    before: Iterable[Waiting],
) -> Covered:
    """What an edition with this coverage is made from, now.

    ``read`` are the marks of all documents that earlier editions were made from, ``before`` what those were of the last
    weeks. Raises NoInput where nothing is followed or a folder is not there, NothingReadable where there is nothing.
    """
    if not settings.sources:
        raise NoInput("no sources: add a folder or an address under [[sources]] in briefs.toml")
    problems: list[Problem] = []
    local = [it for it in _local(settings, store, problems) if _may_be_news(it, coverage, read)]
    paths = {each.path for each in local}
    found = {each.digest: each for each in local}
    for each in _stored(settings, store, coverage, problems):
        if each.path not in paths and mark_of(_id(each)) not in read:
            found.setdefault(each.digest, each)
    if not found and not problems:
        raise _nothing(coverage)
    former = {each.digest: each for each in before}
    earlier = {
        each.digest: each
        for each in (*former.values(), *_too_late(settings, store, coverage))
        if each.digest not in found and _is_sound(each)
    }
    ours = (each for each in local if isinstance(each.load, partial))
    kept = {*found, *earlier} - {each.digest for each in local} | {each.digest for each in ours}
    return Covered(
        sources=tuple(found.values()),
        earlier=tuple(earlier.values()),
        problems=tuple(problems),
        given=tuple(sorted(mark_of(_id(each)) for each in found.values() if each.digest in former)),
        kept=frozenset(kept),
    )


def _nothing(coverage: Coverage) -> NothingReadable:
    if coverage.start is None:
        return NothingReadable(
            "what is followed has no document yet: put some into its folders, or see briefs sources"
        )
    return NothingNew("nothing new: earlier editions were made from every document of what is followed")


def _may_be_news(waiting: Waiting, coverage: Coverage, read: Collection[str]) -> bool:
    """Whether no edition was made from a file, and it has not lain there for so long that one was, or told of it."""
    if mark_of(_id(waiting)) in read:
        return False
    return coverage.late is None or waiting.seen is None or waiting.seen.date() >= coverage.late


def _local(settings: Settings, store: "Store", problems: list[Problem]) -> Iterator[Waiting]:
    """The documents in the folders as they stand now, each with when it was first seen."""
    found, failed = find_followed(settings.sources, settings.max_bytes)
    problems += failed
    names = [followed.outlet.name for followed in settings.sources if followed.path]
    seen = store.first_seen(names)
    for each in found:
        if (moment := seen.get(_id(each))) is not None:
            yield replace(each, load=partial(store.content, _id(each)), seen=moment)
        else:
            yield _held(each)


def _held(waiting: Waiting) -> Waiting:
    """A file with its bytes, which nobody has kept yet; it may be another by now than it was when it was found."""
    content = waiting.load()
    return replace(waiting, digest=sha256(content).digest(), load=lambda: content)


def _stored(
    settings: Settings, store: "Store", coverage: Coverage, problems: list[Problem]
) -> Iterator[Waiting]:
    """What was kept of the web and can be of the time covered: what its documents state is for the pipeline to say."""
    outlets = outlets_of(settings)
    first = coverage.late - _ONE_DAY if coverage.late else None
    for each in store.latest(outlets, first, coverage.end + FOUND_WITHIN):
        if isinstance(each, Problem):
            problems.append(each)
        else:
            yield replace(wait_for(source_of(each, outlets)), load=partial(store.content, each.document))
    problems += store.kept_out(outlets, coverage.start)


def _too_late(settings: Settings, store: "Store", coverage: Coverage) -> Iterator[Waiting]:
    """What is dated too long ago to be covered, and not so long that it is forgotten."""
    if coverage.late is None:
        return
    outlets = outlets_of(settings)
    for each in store.latest(outlets, coverage.late - EARLIER, coverage.late):
        if not isinstance(each, Problem):
            yield replace(wait_for(source_of(each, outlets)), load=partial(store.content, each.document))


def _is_sound(waiting: Waiting) -> bool:
    """Whether the bytes can be read still; where they cannot, no edition is made of them, and nothing is told."""
    try:
        waiting.load()
    except StoreError:
        return False
    return True


def _id(waiting: Waiting) -> DocumentId:
    return DocumentId(f"sha256:{waiting.digest.hex()}")
