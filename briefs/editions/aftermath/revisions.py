"""What the revisions of an edition correct, as the ledger has it, and whom that must be told."""

import datetime
from pathlib import Path

from briefs.archive.revisions import Correction, of_json
from briefs.editions.signed import content_of
from briefs.model import EditionState, Record
from briefs.publication.names import REVISIONS
from briefs.store import Ledger, Telling, TellingKind


def corrections(ledger: Ledger, edition: str) -> tuple[Correction, ...]:
    """What the revisions of an edition that came out correct, or are to correct; the oldest first."""
    withdrawn = {
        record.revision
        for record in ledger.records()
        if record.edition == edition and record.state is EditionState.WITHDRAWN
    }
    moves = ledger.moves(edition)
    issued = {move.revision for move in moves if move.state.is_issued}
    return tuple(
        Correction(revision=move.revision, moment=move.moment, text=move.reason)
        for move in moves
        if move.state is EditionState.PLANNED
        and move.revision > 0
        and (move.revision in issued or move.revision not in withdrawn)
    )


def note_owed(ledger: Ledger, record: Record, moment: datetime.datetime) -> None:
    """Nothing; afterwards it is known that whoever was sent an earlier revision must be told what this one corrects."""
    because = [it.text for it in corrections(ledger, record.edition) if it.revision == record.revision]
    for earlier in ledger.records():
        if earlier.edition != record.edition or earlier.revision >= record.revision or not because:
            continue
        if earlier.state.is_issued:
            ledger.must_tell(
                Telling(
                    edition=earlier.edition,
                    revision=earlier.revision,
                    kind=TellingKind.CORRECTION,
                    cause=record.revision,
                    because=because[0],
                    noted=moment,
                )
            )


def is_withdrawn(folder: Path) -> bool:
    """Whether a folder says that its edition was withdrawn."""
    try:
        return of_json(content_of(folder / REVISIONS) or b"", folder.name).withdrawn is not None
    except (OSError, ValueError):
        return False
