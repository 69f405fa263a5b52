"""What readers of an edition are to have now: the edition, its correction, or word that it was withdrawn.

    ledger, deliveries ──owed_of──▶ Owed

What they are sent comes from the seal of a revision, never from a folder that anybody can write to.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Final

from briefs.editions.aftermath.issued import brief_of, newest_issued
from briefs.editions.aftermath.recorded import unknown
from briefs.editions.aftermath.revisions import corrections
from briefs.errors import NotAllowed, StoreError
from briefs.model import DeliveryKind, EditionState, Marking, Record, Shipment
from briefs.store import Ledger, Store

_NOT_OUT: Final[Mapping[EditionState, str]] = {
    EditionState.PLANNED: "briefs run --due",
    EditionState.BUILDING: "briefs run --due",
    EditionState.BUILT: "briefs run --due",
    EditionState.AWAITING: "briefs approve {}",
    EditionState.APPROVED: "briefs run --due",
    EditionState.MISSED: "briefs run {}",
}
"""What brings out an edition that is not out."""


class Occasion(StrEnum):
    """Why readers are written to."""

    EDITION = "edition"
    CORRECTION = "correction"
    WITHDRAWAL = "withdrawal"


@dataclass(frozen=True, slots=True, kw_only=True)
class Owed:
    """What an edition owes its readers. ``brief`` is what its brief.json says, ``marking`` how far it may go.

    ``because`` is what was wrong with what they have, in words for them; empty where nothing was.
    """

    shipment: Shipment
    occasion: Occasion
    record: Record
    brief: Mapping[str, Any]
    marking: Marking
    because: str = ""


def owed_of(store: Store, edition: str) -> Owed:
    """What is to be sent of an edition. A correction is one where an earlier revision was sent, or began to be.

    Raises NoInput for an edition that is not known, NotAllowed for one that is not out or is being corrected: what is
    known to be wrong is not sent on. Raises StoreError where what is kept of it is damaged.
    """
    ledger = store.ledger
    revisions = [it for it in ledger.records() if it.edition == edition]
    if not revisions:
        raise unknown(ledger, edition)
    issued = newest_issued(revisions)
    if issued is None:
        return _withdrawn(ledger, revisions)
    _expect_uncorrected(revisions, issued)
    shipment = Shipment(edition=edition, revision=issued.revision)
    sent = {
        it.shipment.revision
        for it in store.deliveries.shipments(edition)
        if it.shipment.kind is DeliveryKind.EDITION
    }
    is_correction = any(revision < issued.revision for revision in sent)
    brief = brief_of(ledger, issued)
    return Owed(
        shipment=shipment,
        occasion=Occasion.CORRECTION if is_correction else Occasion.EDITION,
        record=issued,
        brief=brief,
        marking=_marking(brief, issued),
        because=_corrected(ledger, issued) if is_correction else "",
    )


def _withdrawn(ledger: Ledger, revisions: list[Record]) -> Owed:
    """Word of a withdrawal. Raises NotAllowed where the edition never came out."""
    newest = max(revisions, key=lambda it: it.revision)
    moves = ledger.moves(newest.edition)
    issued = {it.revision for it in moves if it.state.is_issued}
    pulled = [it for it in moves if it.state is EditionState.WITHDRAWN and it.revision in issued]
    if not pulled:
        how = _NOT_OUT.get(newest.state)
        advice = f"; it comes out by: {how.format(newest.edition)}" if how else ""
        raise NotAllowed(f"{newest.edition} is {newest.state}: only what has come out is sent{advice}")
    last = max(pulled, key=lambda it: it.number)
    record = max((it for it in revisions if it.revision in issued), key=lambda it: it.revision)
    brief = brief_of(ledger, record)
    return Owed(
        shipment=Shipment(edition=record.edition, revision=record.revision, kind=DeliveryKind.WITHDRAWAL),
        occasion=Occasion.WITHDRAWAL,
        record=record,
        brief=brief,
        marking=_marking(brief, record),
        because=last.reason,
    )


def _expect_uncorrected(revisions: list[Record], issued: Record) -> None:
    """Nothing. Raises NotAllowed where a correction is on its way."""
    newer = [
        it for it in revisions if it.revision > issued.revision and it.state is not EditionState.WITHDRAWN
    ]
    if newer:
        newest = max(newer, key=lambda it: it.revision)
        name, number = newest.edition, newest.revision
        raise NotAllowed(
            f"{name} is being corrected: revision {number} is {newest.state}, and what it corrects is not sent on. "
            f"Bring it out ({_NOT_OUT.get(newest.state, 'briefs show {}').format(name)}), "
            f"or give it up (briefs withdraw {name} --revision {number} --because TEXT)"
        )


def _corrected(ledger: Ledger, record: Record) -> str:
    """What the newest correction says was wrong."""
    told = [it.text for it in corrections(ledger, record.edition) if it.revision == record.revision]
    return told[0] if told else ""


def _marking(brief: Mapping[str, Any], record: Record) -> Marking:
    """How far a brief may go; one without a marking may go to anybody."""
    try:
        return Marking(brief["marking"]) if brief["marking"] else Marking.CLEAR
    except (KeyError, ValueError) as error:
        raise StoreError(f"{record.edition}: what is kept of its marking is not as it was written") from error
