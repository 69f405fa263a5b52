"""What became of what editions cite, as those who use a store see it: each method is one transaction."""

import datetime
from collections.abc import Collection, Mapping

from briefs.model import DocumentId
from briefs.store import watching
from briefs.store.database import Database
from briefs.store.values import Cited, Settlement, Watched


class Watch:
    """The places that editions cite. Raises StoreError and StoreBusy as the store does."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def cited(self) -> tuple[Cited, ...]:
        """Every place of a version that an edition cites, and what became of it, by locator and source."""
        with self._database.reading() as connection:
            return watching.cited(connection)

    def to_ask(
        self, sources: Collection[str], cited_since: datetime.datetime, asked_before: datetime.datetime
    ) -> tuple[Watched, ...]:
        """The addresses cited since ``cited_since`` and not asked since ``asked_before``, the longest ago first."""
        with self._database.reading() as connection:
            return watching.to_ask(connection, sources, cited_since, asked_before)

    def note_asked(self, place: Watched, moment: datetime.datetime) -> None:
        """Nothing; afterwards a place is known to have answered, with the validators that it has now."""
        with self._database.writing() as connection:
            watching.note_asked(connection, place, moment)

    def note_passed(self, source: str, locator: str, moment: datetime.datetime) -> None:
        """Nothing; afterwards a place is known to have been asked in vain; what was known of it stays."""
        with self._database.writing() as connection:
            watching.note_passed(connection, source, locator, moment)

    def note_gone(self, source: str, locator: str, message: str, moment: datetime.datetime) -> None:
        """Nothing; afterwards a place is known to hold nothing any more, if an edition cites what it held."""
        with self._database.writing() as connection:
            watching.note_gone(connection, source, locator, message, moment)

    def note_missing(self, source: str, found: Mapping[str, DocumentId], moment: datetime.datetime) -> None:
        """Nothing; afterwards what a folder held and an edition cites is gone, unless it is among ``found``."""
        with self._database.writing() as connection:
            watching.note_missing(connection, source, found, moment)

    def settle(self, of: Cited, settlement: Settlement) -> None:
        """Nothing; afterwards what a cited version has become is settled; what it becomes next is not."""
        with self._database.writing() as connection:
            watching.settle(connection, of, settlement)
