"""What was issued stands in ``out`` as it is kept: the newest revision of an edition, the earlier ones inside it.

    ledger ──files_of──▶ files ──shelf──▶ out/<edition>/, out/<edition>/r<n>/ ──archive──▶ out/index.html

Done again it writes the same bytes. What somebody has changed there since is told and left alone, and signatures stay
with what they sign.
"""

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Final

from briefs import archive
from briefs.archive.revisions import to_json
from briefs.config import Settings
from briefs.editions import choices, signed
from briefs.editions.aftermath import strangers
from briefs.editions.aftermath.revisions import corrections
from briefs.editions.sealed import SEAL, stands
from briefs.editions.shelf import reserve_issued
from briefs.errors import BriefsError, StoreError
from briefs.model import Record
from briefs.publication.names import REVISIONS
from briefs.store import Ledger, glance

_INWARD: Final = frozenset({choices.NAME, SEAL})
"""Files of an edition that are not for its readers."""


def project(ledger: Ledger, record: Record, out: Path) -> tuple[str, ...]:
    """What its owners may not expect; afterwards the edition stands in ``out``, written whole or as it was already.

    Raises OutputError, NotAllowed where an edition stands there that the ledger knows nothing of, and StoreError where
    what is kept is missing or damaged.
    """
    own = files_of(ledger, record)
    folder = out / record.edition
    if signed.content_of(folder / SEAL) == own[SEAL]:
        _put_back(ledger, record, folder)
        return tuple(_changed(folder, own))
    refuse_stranger(ledger, folder)
    return _replaced(ledger, record, own, folder)


def files_of(ledger: Ledger, record: Record) -> dict[str, bytes]:
    """The files of a revision by name, its seal among them. Raises StoreError where something is missing or damaged."""
    seal = _seal(ledger, record)
    return {name: _content(ledger, record, name, digest) for name, digest in sorted(_named(seal).items())} | {
        SEAL: seal
    }


def refuse_stranger(ledger: Ledger, folder: Path) -> None:
    """Nothing. Raises NotAllowed where an edition stands in the folder that the ledger knows nothing of."""
    known = glance.of_ledger(ledger).get(folder.name)
    strangers.refuse(folder, known.seals if known else ())


def readable_names(ledger: Ledger, record: Record) -> tuple[str, ...]:
    """The names of the files of a revision that are for its readers."""
    return tuple(
        sorted(name for name in _named(_seal(ledger, record)) if name not in _INWARD and "/" not in name)
    )


def _seal(ledger: Ledger, record: Record) -> bytes:
    if record.seal is None:
        raise StoreError(f"{record.edition}: revision {record.revision} has no seal, and so no files")
    return _content(ledger, record, SEAL, record.seal)


def _content(ledger: Ledger, record: Record, name: str, digest: str) -> bytes:
    """The bytes of a file. Raises StoreError with the names of the edition and the file."""
    try:
        return ledger.content(digest)
    except StoreError as error:
        raise StoreError(f"{name} of {record.edition}, revision {record.revision}: {error}") from error


def _named(seal: bytes) -> dict[str, str]:
    """The digests of the files by their names."""
    files: dict[str, str] = json.loads(seal)["files"]
    return files


def renew_site(settings: Settings, out: Path) -> str | None:
    """What went wrong with the site of all editions, which is brought up to date unless it is not wanted."""
    if not settings.site.update:
        return None
    try:
        archive.make(
            archive.SiteRequest(
                out=out,
                templates=settings.templates,
                title=settings.title,
                language=settings.language,
                organisation=settings.organisation,
                address=settings.site.address,
                brand=settings.brand,
            )
        )
    except BriefsError as error:
        return f"the edition stands, but the site of all editions is as it was: {error}"
    return None


def _changed(folder: Path, own: Mapping[str, bytes]) -> Iterator[str]:
    """What stands there and is not as it was issued, but for PDFs that were signed."""
    as_signed = signed.with_signature(folder, own)
    for name, content in own.items():
        standing = signed.content_of(folder / name)
        if standing != content and name not in as_signed:
            how = "is missing" if standing is None else "is not as it was issued"
            yield f"{folder / name}: {how}; move {folder} away, and the next run puts it back"


def _replaced(ledger: Ledger, record: Record, own: Mapping[str, bytes], folder: Path) -> tuple[str, ...]:
    files = dict(own)
    for it in _earlier(ledger, record):
        kept = files_of(ledger, it)
        place = _place(folder, it, kept)
        within = kept | signed.with_signature(place, kept)
        within |= signed.still_fitting(place, within)
        files |= {f"r{it.revision}/{name}": content for name, content in within.items()}
    if record.revision:
        files[REVISIONS] = to_json(record.edition, corrections(ledger, record.edition))
    was_issued = stands(folder)
    with reserve_issued(folder.parent, folder.name) as slot:
        lost = slot.fill(files)
    return (
        ()
        if was_issued
        else tuple(f"{folder / name}: is gone: what it signed is another file now" for name in lost)
    )


def _put_back(ledger: Ledger, record: Record, folder: Path) -> None:
    """Nothing; afterwards each earlier revision stands in its folder, as it was issued where it was gone."""
    for it in _earlier(ledger, record):
        if not stands(folder / f"r{it.revision}"):
            with reserve_issued(folder, f"r{it.revision}") as slot:
                slot.fill(files_of(ledger, it))


def _earlier(ledger: Ledger, record: Record) -> list[Record]:
    """The issued revisions before this one, the oldest first."""
    issued = [it for it in ledger.records() if it.edition == record.edition and it.state.is_issued]
    return sorted((it for it in issued if it.revision < record.revision), key=lambda it: it.revision)


def _place(folder: Path, record: Record, kept: Mapping[str, bytes]) -> Path:
    """Where an earlier revision stands now: still on top, or in its own folder already."""
    return folder if signed.content_of(folder / SEAL) == kept[SEAL] else folder / f"r{record.revision}"
