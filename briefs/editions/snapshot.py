"""A snapshot: everything an edition is made of, as one value that is kept.

    settings, out, store ──take──▶ Snapshot ──keep──▶ ledger (canonical JSON, and the contents that it names)
                                      ▲                  │
                       making.make ◀──┴───from_ledger────┘

What is kept is what counts: folders, templates, configuration and ``out`` may change or be gone afterwards.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Final

from briefs.config import Settings
from briefs.editions.material import earlier_material, followed, material
from briefs.editions.past import kept_files
from briefs.editions.snapshot_form import LOGO, Damaged, from_json, to_json
from briefs.editions.snapshot_parts import (
    BRAND,
    PAST,
    PREFIX,
    STYLE,
    TEMPLATES,
    Content,
    Snapshot,
)
from briefs.errors import StoreError
from briefs.model import Record
from briefs.pipeline import wait_for
from briefs.publication import Design, Format
from briefs.publication.sets import chain, own
from briefs.shipped import TEMPLATES as SHIPPED

if TYPE_CHECKING:
    from briefs.store import Store
    from briefs.store.ledger import Ledger

__all__ = ["AtHand", "Content", "Snapshot", "from_ledger", "keep", "laid_out", "take", "to_bytes"]

_BATCH: Final = 16_000_000
"""Bytes of contents that are kept in one transaction: a second's work, and held meanwhile."""
_BASE: Final = f"{TEMPLATES}/base"
_OWN: Final = f"{TEMPLATES}/own"


@dataclass(frozen=True, slots=True, kw_only=True)
class AtHand:
    """A snapshot whose files stand in a folder: settings and design with paths there, and the folder of the past."""

    settings: Settings
    design: Design
    past: Path


def take(settings: Settings, record: Record, out: Path, store: "Store") -> Snapshot:
    """What the edition of a record is made of, as it is now: bytes are read, nothing is written.

    Raises NoInput, NothingReadable and StoreError as a build does, TemplateError where there is no set of templates.
    """
    as_of = record.as_of.astimezone(settings.timezone)
    since = record.since.astimezone(settings.timezone) if record.since else None
    sources, problems = material(settings, since.date() if since else None)
    known = {source.content for source in sources}
    earlier = earlier_material(settings, since.date(), known) if since else ()
    themes = {theme.id for theme in settings.themes}
    past, lost = kept_files(out, record.edition, as_of, themes)
    house, files = _house(settings)
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
        sources=tuple(map(wait_for, sources)),
        earlier=tuple(map(wait_for, earlier)),
        problems=(*problems, *lost),
        followed=followed(settings),
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


def laid_out(snapshot: Snapshot, folder: Path) -> AtHand:
    """The files of a snapshot, written to ``folder``: what is made of them does not depend on where that is."""
    for name, content in snapshot.files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content.load())
    settings = snapshot.settings
    brand = replace(settings.brand, fonts=tuple(str(folder / name) for name in settings.brand.fonts))
    style = folder / settings.citation_style if settings.citation_style else None
    placed = replace(settings, brand=brand, templates=folder / settings.templates, citation_style=style)
    design = Design(
        templates=placed.templates,
        brand=brand,
        formats=tuple(map(Format, settings.formats)),
        for_archive=settings.archive,
        citation_style=style,
        base=folder / _BASE,
    )
    return AtHand(settings=placed, design=design, past=folder / PAST)


def content_of(content: bytes) -> Content:
    """Bytes that are at hand."""
    return Content(digest=f"{PREFIX}{sha256(content).hexdigest()}", load=lambda: content)


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


# ---- What a house has made -------------------------------------------------------------------------------------------


def _house(settings: Settings) -> tuple[Settings, dict[str, Content]]:
    """The settings with names in the place of paths, and the files of these names."""
    templates, files = _templates(settings.templates)
    fonts = {
        f"{BRAND}/fonts/{place}/{Path(path).name}": Path(path)
        for place, path in enumerate(settings.brand.fonts)
    }
    files |= {name: content_of(path.read_bytes()) for name, path in fonts.items()}
    if settings.brand.logo:
        files[LOGO] = content_of(settings.brand.logo)
    style = None
    if settings.citation_style:
        style = Path(STYLE, settings.citation_style.name)
        files[style.as_posix()] = content_of(settings.citation_style.read_bytes())
    brand = replace(settings.brand, fonts=tuple(fonts))
    return replace(settings, brand=brand, templates=Path(templates), citation_style=style), files


def _templates(folder: Path) -> tuple[str, dict[str, Content]]:
    """The name of a set of templates, and the files of all folders in which its files are looked for, by theirs."""
    folders = chain(folder)
    names = {each: _name(each) for each in folders}
    files = {
        f"{names[each]}/{name}": content_of(path.read_bytes())
        for each in folders
        for name, path in own(each).items()
    }
    return names[folders[0]], files


def _name(folder: Path) -> str:
    if folder == SHIPPED:
        return _BASE
    return f"{_BASE if folder.parent == SHIPPED else _OWN}/{folder.name}"
