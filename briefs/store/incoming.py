"""What came back, as those who use a store see it: each method is one transaction, done as a whole or not at all."""

import datetime
from collections.abc import Sequence

from briefs.model import CorrectionRequest, Incoming, IncomingKind
from briefs.store import returning
from briefs.store.database import Database


class Inbox:
    """The messages that came in, each once, and what readers ask for in them.

    Every method raises StoreError when the database cannot be used or is damaged, and those that write raise StoreBusy
    when another process writes for too long; nothing of the call is kept then.
    """

    def __init__(self, database: Database) -> None:
        self._database = database

    def kind(self, digest: str) -> IncomingKind | None:
        """What a message was that was dealt with before; None for one that was not."""
        with self._database.reading() as connection:
            return returning.kind(connection, digest)

    def left(self, digest: str) -> str | None:
        """The note of a message that was left for a person, empty where there is none; None for any other."""
        with self._database.reading() as connection:
            return returning.left(connection, digest)

    def keep(
        self, message: Incoming, moment: datetime.datetime, requests: Sequence[CorrectionRequest] = ()
    ) -> bool:
        """Whether the message is new; it is known from now on, with its bounce and what is asked for in it.

        ``requests`` get their numbers here; those that they come with say nothing.
        """
        with self._database.writing() as connection:
            return returning.keep(connection, message, moment, requests)

    def came_back(self, reader: int, editions: int) -> frozenset[str]:
        """Those of the newest ``editions`` sent to a reader of which a mail came back for a passing reason."""
        with self._database.reading() as connection:
            return returning.came_back(connection, reader, editions)

    def requests(self, *, settled: bool = False) -> tuple[CorrectionRequest, ...]:
        """What readers ask to be corrected, in the order in which it came; with ``settled`` what was answered too."""
        with self._database.reading() as connection:
            return returning.requests(connection, settled=settled)

    def settle(
        self, number: int, because: str, moment: datetime.datetime, actor: str
    ) -> CorrectionRequest | None:
        """The request as it is settled now; None where there is none of this number.

        Raises NotAllowed where it was settled before.
        """
        with self._database.writing() as connection:
            return returning.settle(connection, number, because, moment, actor)
