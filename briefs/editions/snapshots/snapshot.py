"""A snapshot: everything an edition is made of, as one value that is kept.

    settings, out, store ──take──▶ Snapshot ──keep──▶ ledger (canonical JSON, and the contents that it names)
                                      ▲                  │
                       making.make ◀──┴───from_ledger────┘

What is kept is what counts: folders, templates, configuration and ``out`` may change or be gone afterwards.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Final

from briefs.config import Settings
from briefs.editions.material import followed
from briefs.editions.past import read_by
from briefs.editions.snapshots.covering import coverage_of, covered
from briefs.editions.snapshots.forerunners import Forerunners
from briefs.editions.snapshots.form import Damaged, from_json, to_json
from briefs.editions.snapshots.house import content_of, house_of
from briefs.editions.snapshots.parts import PAST, PREFIX, Content, Snapshot
from briefs.errors import StoreError
from briefs.model import Record
from briefs.publication.names import CONTRACT

if TYPE_CHECKING:
    from briefs.store import Ledger, Store

__all__ = ["Content", "Snapshot", "from_ledger", "keep", "take", "to_bytes"]

_BATCH: Final = 16_000_000
"""Bytes of contents that are kept in one transaction: a second's work, and held meanwhile."""


def take(settings: Settings, record: Record, out: Path, store: "Store") -> Snapshot:
    """What the edition of a record is made of, as it is now: bytes are read, nothing is written.

    The store must be open for as long as the snapshot is used. Raises NoInput, NothingReadable and StoreError as a
    build does, TemplateError where there is no set of templates, ConfigurationError where a file is not there.
    """
    as_of = record.as_of.astimezone(settings.timezone)
    since = record.since.astimezone(settings.timezone) if record.since else None
    themes = {theme.id for theme in settings.themes}
    before = Forerunners(store.ledger, out, since)
    past, lost = before.files(record.edition, as_of, themes)
    covering = tuple(name for name in before.names if f"{name}/{CONTRACT}" in past)
    read = frozenset[str]().union(*(read_by(past[f"{name}/{CONTRACT}"]) for name in covering))
    found = covered(settings, store, coverage_of(since, as_of), read, before.sources(as_of))
    house, files = house_of(settings)
    files |= {f"{PAST}/{name}": content_of(content) for name, content in past.items()}
    return Snapshot(
        edition=record.edition,
        number=record.number,
        revision=record.revision,
        correction=record.correction,
        as_of=as_of,
        since=since,
        settings=house,
        files=files,
        sources=found.sources,
        earlier=found.earlier,
        problems=(*found.problems, *lost),
        followed=followed(settings),
        covering=covering,
        given=found.given,
        kept=frozenset(f"{PREFIX}{digest.hex()}" for digest in found.kept),
    )


def keep(ledger: "Ledger", snapshot: Snapshot) -> str:
    """The digest under which the snapshot is kept as what its edition is made from, with all that it names.

    Raises StoreError, StoreBusy, and NotAllowed where the edition is not one that is being made.
    """
    for batch in _batches(snapshot):
        ledger.keep_contents(batch)
    names = [content.digest for content in snapshot.contents()]
    return ledger.keep_snapshot(snapshot.edition, snapshot.revision, to_json(snapshot), names)


def to_bytes(snapshot: Snapshot) -> tuple[bytes, Iterator[bytes]]:
    """The snapshot as canonical JSON, and the contents that it names and no store is known to have, one at a time."""
    return to_json(snapshot), (it.load() for it in snapshot.contents() if it.digest not in snapshot.kept)


def from_ledger(ledger: "Ledger", digest: str) -> Snapshot:
    """The snapshot that is kept under a digest; the contents that it names are read when their turn comes.

    Raises StoreError where it is not kept or damaged.
    """
    try:
        return from_json(ledger.content(digest), ledger.content)
    except Damaged as error:
        raise StoreError(f"what the edition was made from {error}: {digest}") from error


def _batches(snapshot: Snapshot) -> Iterator[list[bytes]]:
    """What is not kept yet, in batches of so many bytes, or of one content."""
    batch: list[bytes] = []
    held = 0
    for content in to_bytes(snapshot)[1]:
        if batch and held + len(content) > _BATCH:
            yield batch
            batch, held = [], 0
        batch.append(content)
        held += len(content)
    if batch:
        yield batch
