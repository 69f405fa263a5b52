"""Draft copies for those who review an edition: set as it is, with a watermark, outside the published folder.

    ledger ──(the same snapshot and edits, as a draft)──▶ <state folder>/review/<edition>/

Readers get what was approved, to the byte: no watermark was ever in that, and the seal that reviewers are shown is its
own. A copy says in ``seal.txt`` which seal it is a copy of; one of another seal is made anew.
"""

import os
import shutil
from collections.abc import Mapping
from pathlib import Path
from typing import Final

from briefs.config import Settings
from briefs.editions import choices
from briefs.editions.review.reviewed import NAME, SEAL, folder_of, seal_in
from briefs.editions.snapshots.making import make
from briefs.editions.snapshots.snapshot import from_ledger
from briefs.errors import OutputError
from briefs.model import EditionState, Record
from briefs.store import Ledger

__all__ = ["NAME", "SEAL", "folder_of", "provide", "tidy"]

_WAITING: Final = frozenset({EditionState.BUILT, EditionState.AWAITING})


def provide(ledger: Ledger, record: Record, settings: Settings, engine_at: str | None = None) -> Path:
    """The folder with the draft copies of a revision, whole and of its seal; nothing is done where it is so already.

    Raises OutputError, and what making an edition raises.
    """
    folder = folder_of(settings, record.edition)
    if record.seal is None or seal_in(folder) == record.seal:
        return folder
    snapshot = from_ledger(ledger, record.snapshot or "")
    edits = ledger.edits(record.edition, record.revision)
    made = make(snapshot, edits, draft=True, engine_at=engine_at or settings.engine, kept_in=settings.store)
    files = {name: content for name, content in made.files.items() if name != choices.NAME}
    _write(folder, files | {SEAL: f"{record.seal}\n".encode()})
    return folder


def tidy(ledger: Ledger, settings: Settings) -> None:
    """Nothing; afterwards there are copies only of editions that wait for approval."""
    folder = settings.store / NAME
    for path in sorted(folder.iterdir()) if folder.is_dir() else ():
        record = ledger.record(path.name)
        if record is None or record.state not in _WAITING:
            shutil.rmtree(path, ignore_errors=True)


def _write(folder: Path, files: Mapping[str, bytes]) -> None:
    """Put the copies in the place of those that stood there; the seal comes last."""
    beside = folder.with_name(f".{folder.name}-{os.getpid()}")
    try:
        shutil.rmtree(beside, ignore_errors=True)
        for name, content in files.items():
            path = beside / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)
        shutil.rmtree(folder, ignore_errors=True)
        beside.rename(folder)
    except OSError as error:
        raise OutputError(f"{folder}: cannot be written: {error.strerror}; nothing else is lost") from error
    finally:
        shutil.rmtree(beside, ignore_errors=True)
