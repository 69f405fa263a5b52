"""An edition over its life: the states it moves through, each move in a log, its seal, and who approved it."""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType
from typing import Final

from briefs.model.sources import DocumentId


class EditionState(StrEnum):
    """Where a revision of an edition stands. ``WITHDRAWN`` is an end; ``MISSED`` and ``SENT`` mostly are."""

    PLANNED = "planned"
    BUILDING = "building"
    BUILT = "built"
    AWAITING = "awaiting approval"
    APPROVED = "approved"
    PUBLISHED = "published"
    SENDING = "sending"
    SENT = "sent"
    MISSED = "missed"
    WITHDRAWN = "withdrawn"

    @property
    def is_issued(self) -> bool:
        """Whether readers can have it: from then on it stays as it is."""
        return self in _ISSUED


_ISSUED: Final = frozenset({EditionState.PUBLISHED, EditionState.SENDING, EditionState.SENT})

MOVES: Final[Mapping[EditionState | None, frozenset[EditionState]]] = MappingProxyType(
    {
        None: frozenset({EditionState.PLANNED, EditionState.MISSED}),
        EditionState.PLANNED: frozenset({EditionState.BUILDING, EditionState.MISSED, EditionState.WITHDRAWN}),
        EditionState.BUILDING: frozenset({EditionState.BUILT, EditionState.MISSED, EditionState.WITHDRAWN}),
        EditionState.BUILT: frozenset(
            {
                EditionState.AWAITING,
                EditionState.APPROVED,
                EditionState.BUILDING,
                EditionState.MISSED,
                EditionState.WITHDRAWN,
            }
        ),
        EditionState.AWAITING: frozenset(
            {EditionState.APPROVED, EditionState.BUILDING, EditionState.MISSED, EditionState.WITHDRAWN}
        ),
        EditionState.APPROVED: frozenset(
            {EditionState.PUBLISHED, EditionState.BUILDING, EditionState.WITHDRAWN}
        ),
        EditionState.PUBLISHED: frozenset({EditionState.SENDING, EditionState.WITHDRAWN}),
        EditionState.SENDING: frozenset({EditionState.SENT, EditionState.WITHDRAWN}),
        EditionState.SENT: frozenset({EditionState.SENDING, EditionState.WITHDRAWN}),
        EditionState.MISSED: frozenset({EditionState.PLANNED}),
        EditionState.WITHDRAWN: frozenset(),
    }
)
"""Where a revision may go from each state; None is where it is not known yet. A missed week may still be made by hand,
and what was sent may be sent to more readers.

Back to ``BUILDING`` is what an analyst's edit does: what was built, and every approval of it, is void.
"""


class ApprovalRule(StrEnum):
    """How many people must have approved an edition before it is published; two are two different ones."""

    NONE = "none"
    ONE = "one"
    TWO = "two"

    @property
    def needed(self) -> int:
        """The number of approvals."""
        return {ApprovalRule.NONE: 0, ApprovalRule.ONE: 1, ApprovalRule.TWO: 2}[self]


@dataclass(frozen=True, slots=True, kw_only=True)
class Move:
    """One row of the log. ``number`` counts from 1, ``digest`` covers every other field, ``previous`` among them.

    ``actor`` is who did it: a person, or ``schedule``. ``reason`` is empty or says why, ``seal`` is the digest of the
    seal that the move speaks of, ``record`` that of all its record said then: what was planned, and once it is built
    what it was made from, its edits, and its approvals.
    """

    number: int
    edition: str
    revision: int
    state: EditionState
    moment: datetime.datetime
    actor: str
    reason: str
    seal: str | None
    record: str
    previous: str
    digest: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """One revision of an edition as the ledger has it.

    ``slot`` is the moment it was due, ``as_of`` its cut-off: the moment from which it speaks; ``since`` is the cut-off
    of the edition that was issued before it, None for the first. ``number`` is 0 for one that was missed. ``snapshot``
    and ``seal`` are digests of what it was made from and of what it is, None as long as there is none.
    """

    edition: str
    revision: int
    number: int
    state: EditionState
    slot: datetime.datetime
    as_of: datetime.datetime
    since: datetime.datetime | None
    correction: str | None = None
    snapshot: str | None = None
    seal: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Approval:
    """Who approved which seal, and when. It counts for that seal alone: after any change it is void.

    ``typist`` is the user of the machine who gave it, if in another's name; where it is empty, the actor did.
    """

    edition: str
    revision: int
    seal: str
    actor: str
    moment: datetime.datetime
    note: str = ""
    typist: str = ""


class EditKind(StrEnum):
    """What an analyst does to a sentence, or beside it."""

    PIN = "pin"
    DROP = "drop"
    COMMENT = "comment"


@dataclass(frozen=True, slots=True, kw_only=True)
class Edit:
    """One decision of an analyst on an edition. The place of a sentence is its identity, never its wording.

    A pin prints the sentence at ``start`` to ``end`` of ``document`` under ``theme``; a drop keeps it out; a
    replacement is a drop and a pin. A comment stands below the sentence, or below the section where ``document`` is
    None; ``text`` are its words, and for a pin the antecedent to print beside the sentence, or empty.
    """

    kind: EditKind
    theme: str
    actor: str
    document: DocumentId | None = None
    start: int = 0
    end: int = 0
    text: str = ""
