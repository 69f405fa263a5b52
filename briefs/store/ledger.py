"""The ledger of editions as those who use it see it: each method is one transaction, done as a whole or not at all.

plan ─▶ keep_contents, keep_snapshot, keep_edits ─▶ move to building ─▶ keep_contents, keep_seal ─▶ move to built
─▶ approve ─▶ move to approved ─▶ move to published

Snapshot and edits may change only while an edition is planned or building, its seal only while it is building, and
it can be approved only between built and approved: from then on all of it is fixed, and the log says so.
"""

import datetime
from collections.abc import Collection, Sequence

from briefs.model import Approval, Edit, EditionState, Move, Record
from briefs.store import auditing, contents, deciding, holding, moving
from briefs.store.database import Database
from briefs.store.encoding import PREFIX
from briefs.store.moving import Deed
from briefs.store.values import Damage, Telling


class Ledger:
    """The editions of a store, whatever became of them. Digests are ``sha256:…``, moments are kept to the second.

    Every method raises StoreError when the database cannot be used or is damaged. Those that write raise StoreBusy
    when another process writes for too long, and NotAllowed for what the state of an edition does not allow; nothing
    of the call is kept then.
    """

    def __init__(self, database: Database) -> None:
        self._database = database

    # ---- Editions and their log --------------------------------------------------------------------------------------

    def records(self) -> tuple[Record, ...]:
        """Every revision of every edition, the newest slot first, of one edition the newest revision first."""
        with self._database.reading() as connection:
            return moving.records(connection)

    def record(self, edition: str, revision: int | None = None) -> Record | None:
        """A revision of an edition, the newest where ``revision`` is None; None where it is not known."""
        with self._database.reading() as connection:
            return moving.record(connection, edition, revision)

    def plan(self, record: Record, moment: datetime.datetime, actor: str, reason: str = "") -> Record:
        """The record as it is kept, planned: a new revision, or a missed edition that is to be made after all."""
        with self._database.writing() as connection:
            return moving.plan(connection, record, Deed(moment=moment, actor=actor, reason=reason))

    def miss(self, record: Record, moment: datetime.datetime, actor: str, reason: str) -> None:
        """Nothing; afterwards the edition is known as missed, whether it was planned before or not."""
        with self._database.writing() as connection:
            moving.miss(connection, record, Deed(moment=moment, actor=actor, reason=reason))

    def move(  # noqa: PLR0913 - a row of the log has no fewer parts
        self,
        edition: str,
        revision: int,
        state: EditionState,
        moment: datetime.datetime,
        actor: str,
        *,
        reason: str = "",
        seal: str | None = None,
    ) -> Move:
        """The row of the log that tells of the move. ``seal`` is what must be its seal still, where one was looked at.

        Going back to building, and being missed, make its seal void. Nothing becomes built without one.
        """
        deed = Deed(moment=moment, actor=actor, reason=reason, seal=seal)
        with self._database.writing() as connection:
            return moving.move(connection, (edition, revision), state, deed)

    def moves(self, edition: str | None = None) -> tuple[Move, ...]:
        """The rows of the log, oldest first: those of one edition, or all of them."""
        with self._database.reading() as connection:
            return moving.moves(connection, edition)

    def head(self) -> str:
        """The digest of the last row of the log, empty for an empty log."""
        with self._database.reading() as connection:
            return moving.head(connection)

    def audit(self) -> tuple[Damage, ...]:
        """Everything that is not as the log says it was, and each content of an edition that is damaged or missing."""
        with self._database.reading() as connection:
            return tuple(auditing.audit(connection))

    # ---- What editions are made from, and what they are --------------------------------------------------------------

    def keep_contents(self, contents: Collection[bytes]) -> tuple[str, ...]:
        """The digests of ``contents``, in their order; they stay where a snapshot or a seal comes to name them.

        Until then ``Store.prune`` spares them for as long as any edition is planned or building.
        """
        with self._database.writing() as connection:
            return holding.keep(connection, tuple(contents))

    def content(self, digest: str) -> bytes:
        """The bytes that are kept under a digest. Raises StoreError where they are not kept or damaged."""
        with self._database.reading() as connection:
            return contents.named(connection, digest.removeprefix(PREFIX))

    def keep_snapshot(self, edition: str, revision: int, snapshot: bytes, names: Collection[str]) -> str:
        """The digest of what the revision is made from; ``names`` are digests of the contents that it refers to."""
        with self._database.writing() as connection:
            return holding.keep_snapshot(connection, (edition, revision), snapshot, names)

    def keep_seal(self, edition: str, revision: int, seal: bytes, names: Collection[str]) -> str:
        """The digest of what the revision is, now its seal; ``names`` are digests of the contents that it refers to."""
        with self._database.writing() as connection:
            return holding.keep_seal(connection, (edition, revision), seal, names)

    # ---- What people decide ------------------------------------------------------------------------------------------

    def approve(self, approval: Approval) -> tuple[Approval, ...]:
        """All approvals of that seal, this one among them; of one person, however written, the first alone."""
        with self._database.writing() as connection:
            return deciding.approve(connection, approval)

    def approvals(self, edition: str, revision: int) -> tuple[Approval, ...]:
        """All approvals of a revision in their order; those whose seal is not that of its record are void."""
        with self._database.reading() as connection:
            return deciding.approvals(connection, edition, revision)

    def keep_edits(self, edition: str, revision: int, edits: Sequence[Edit]) -> None:
        """Nothing; afterwards these are the edits of the revision, in this order, and no others."""
        with self._database.writing() as connection:
            deciding.keep_edits(connection, (edition, revision), edits)

    def edit(
        self, edition: str, revision: int, edits: Sequence[Edit], moment: datetime.datetime, actor: str
    ) -> None:
        """Nothing; afterwards these are its edits, and it is to be built again: its seal and approvals are void."""
        with self._database.writing() as connection:
            deciding.edit_anew(connection, (edition, revision), edits, Deed(moment=moment, actor=actor))

    def edits(self, edition: str, revision: int) -> tuple[Edit, ...]:
        """The edits of a revision in their order."""
        with self._database.reading() as connection:
            return deciding.edits(connection, (edition, revision))

    def must_tell(self, telling: Telling) -> None:
        """Nothing; afterwards it is known what those who were sent a revision must be told; the first word stays."""
        with self._database.writing() as connection:
            deciding.must_tell(connection, telling)

    def told(self, telling: Telling, moment: datetime.datetime) -> None:
        """Nothing; afterwards those who were sent a revision are known to have been told this."""
        with self._database.writing() as connection:
            deciding.told(connection, telling, moment)

    def tellings(self, edition: str | None = None) -> tuple[Telling, ...]:
        """What readers must be told, told or not, in the order in which it came up; of one edition, or of all."""
        with self._database.reading() as connection:
            return deciding.tellings(connection, edition)
