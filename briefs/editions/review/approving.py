"""Approving an edition: by a person, for one seal, and void as soon as anything changes.

    approve ──▶ Approval (seal, person) ──enough by the rule──▶ advance ──▶ published

Two approvals are those of two different people (see ``approvers``), however their names are written. So under “two” no
edit goes out that only its author has seen; under “one” whoever edits may approve, for a desk of one has nobody else,
and the log tells both.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

from briefs.config.approval import Approving, same_name
from briefs.editions.aftermath.recorded import unknown
from briefs.editions.review.approvers import counting, user_of
from briefs.editions.runs.advancing import RunRequest, advance
from briefs.editions.runs.outcome import Outcome
from briefs.errors import NotAllowed
from briefs.model import Approval, EditionState, EditKind, Record
from briefs.store import Ledger, Store

_DIGITS: Final = 12
_FEWEST_DIGITS: Final = 8
_PREFIX: Final = "sha256:"
_WAITING: Final = frozenset({EditionState.BUILT, EditionState.AWAITING})


@dataclass(frozen=True, slots=True, kw_only=True)
class ApproveRequest:
    """What is approved, and by whom. ``seal`` are the first digits of the seal that they have looked at, if given.

    ``typist`` is the user who gives it, empty where that is the actor.
    """

    edition: str
    actor: str
    note: str = ""
    seal: str | None = None
    typist: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Approved:
    """What was approved: the seal, the approvals that count for it, of so many that are needed, what became of it.

    ``edits`` counts pins, drops and comments; ``void`` says that the same person had approved what it was before.
    """

    record: Record
    given: tuple[Approval, ...]
    needed: int
    edits: tuple[tuple[str, int], ...]
    outcome: Outcome
    was_given: bool = False
    void: bool = False

    @property
    def digits(self) -> str:
        """The first digits of the seal."""
        return digits_of(self.record)


def digits_of(record: Record) -> str:
    """The first digits of a seal, by which people name it; empty where there is none."""
    return (record.seal or "").removeprefix(_PREFIX)[:_DIGITS]


def approve(
    store: Store, request: ApproveRequest, run: RunRequest, report: Callable[[str], None]
) -> Approved:
    """What was approved, and published where that was enough. Whoever calls it is alone in the state folder.

    Raises NoInput for an edition that is not known; NotAllowed for one that waits for no approval, for somebody who may
    not approve, and where the seal is another one; and what publishing raises.
    """
    ledger = store.ledger
    record = _waiting(ledger, request.edition)
    approving = run.settings.approval
    _expect_approver(request.actor, approving)
    _expect_seal(record, request.seal)
    before = ledger.approvals(record.edition, record.revision)
    mine = [it for it in before if same_name(it.actor) == same_name(request.actor)]
    new = Approval(
        edition=record.edition,
        revision=record.revision,
        seal=record.seal or "",
        actor=request.actor,
        moment=run.now(),
        note=request.note,
        typist=request.typist,
    )
    _expect_another(new, [it for it in before if it.seal == record.seal], approving)
    given = ledger.approve(new)
    return Approved(
        record=record,
        given=given,
        needed=approving.rule.needed,
        edits=_counted(ledger, record),
        outcome=advance(store, record, run, report),
        was_given=any(it.seal == record.seal for it in mine),
        void=bool(mine) and all(it.seal != record.seal for it in mine),
    )


def _waiting(ledger: Ledger, edition: str) -> Record:
    record = ledger.record(edition)
    if record is None:
        raise unknown(ledger, edition)
    if record.state in _WAITING and record.seal:
        return record
    if record.state.is_issued:
        raise NotAllowed(f"{edition} is {record.state} already: there is nothing to approve")
    if record.state in {EditionState.MISSED, EditionState.WITHDRAWN}:
        raise NotAllowed(f"{edition} is {record.state}: there is nothing to approve")
    raise NotAllowed(f"{edition} is {record.state}: go on with it first: briefs run --due")


def _expect_approver(actor: str, approving: Approving) -> None:
    names = approving.approvers
    if names and same_name(actor) not in map(same_name, names):
        raise NotAllowed(f"{actor} may not approve: briefs.toml names {', '.join(names)} under [approval]")


def _expect_another(new: Approval, before: Sequence[Approval], approving: Approving) -> None:
    """Refuse what would not count: a second name from one user, where nobody has said whose names these are."""
    counted = counting([*before, new], approving)
    if new in counted or any(same_name(it.actor) == same_name(new.actor) for it in before):
        return
    first = next((it for it in counted if user_of(it) == user_of(new)), None)
    if first is not None:
        raise NotAllowed(
            f"the user {first.typist or first.actor} has approved {new.edition} already, as {first.actor}, and two "
            f"approvals are of two people: {new.actor} has to give theirs as another user of this machine, or "
            "briefs.toml has to name who may approve: approvers under [approval]"
        )


def _expect_seal(record: Record, digits: str | None) -> None:
    if digits is None:
        return
    wanted = digits.removeprefix(_PREFIX).lower()
    if len(wanted) < _FEWEST_DIGITS:
        raise NotAllowed(f"{digits} is too little of a seal; give its first {_FEWEST_DIGITS} digits at least")
    if not (record.seal or "").removeprefix(_PREFIX).startswith(wanted):
        raise NotAllowed(
            f"{record.edition} is not what you looked at: its seal is {digits_of(record)}… and not {digits}; "
            "look at it again"
        )


def _counted(ledger: Ledger, record: Record) -> tuple[tuple[str, int], ...]:
    """How many edits of each kind there are, those of which there are any."""
    kinds = [edit.kind for edit in ledger.edits(record.edition, record.revision)]
    return tuple((kind.value, kinds.count(kind)) for kind in EditKind if kind in kinds)
