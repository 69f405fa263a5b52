"""A store as those who use it see it: each method is one transaction, done as a whole or not at all."""

import contextlib
import datetime
from collections.abc import Collection, Iterator, Sequence
from pathlib import Path
from types import TracebackType
from typing import Final, Self

from briefs.errors import StoreBusy
from briefs.model import DocumentId, Problem, Secret
from briefs.store import (
    checking,
    contents,
    documents,
    follows,
    instance,
    items,
    keying,
    occupying,
    problems,
    rekeying,
    retention,
    searching,
    sites,
)
from briefs.store.database import Database
from briefs.store.deliveries import Deliveries
from briefs.store.encoding import PREFIX
from briefs.store.health import health
from briefs.store.incoming import Inbox
from briefs.store.ledger import Ledger
from briefs.store.readers import Readers
from briefs.store.sqlite import open_sqlite
from briefs.store.values import (
    Answer,
    Damage,
    Entry,
    Failure,
    FollowState,
    Kept,
    NotHad,
    Pruned,
    Search,
    Site,
    SourceHealth,
    StoredSource,
    Wanted,
)
from briefs.store.watch import Watch

PATIENCE: Final = 10.0
"""Seconds to wait for another process to finish writing: its longest transaction takes one or two."""


def open_store(folder: Path, *, create: bool, patience: float = PATIENCE, url: str | None = None) -> "Store":
    """The store in ``folder``, to be closed after use; with ``url`` the one that this PostgreSQL holds.

    Raises NoInput where there is none and ``create`` is False, StoreError where it cannot be used.
    """
    if url is None:
        return Store(open_sqlite(folder, patience, create=create))
    from briefs.store.postgres import open_postgres  # noqa: PLC0415 - its driver is loaded where one is asked for

    return Store(open_postgres(url, folder, patience, create=create))


def restore_store(
    file: Path, folder: Path, *, url: str | None = None, patience: float = PATIENCE
) -> Path | None:
    """Where what stood in ``folder`` or at ``url`` is kept now, None where nothing did; the backup ``file`` is there.

    Raises NoInput, StoreError for a file that is damaged, newer or no backup, StoreBusy; nothing has changed then.
    """
    from briefs.store import backup  # noqa: PLC0415 - most runs restore nothing

    if url is None:
        return backup.restore(file, folder, patience, None)
    from briefs.store.postgres import open_postgres  # noqa: PLC0415 - as above

    return backup.restore(file, folder, patience, lambda: open_postgres(url, folder, patience, create=True))


class Store:
    """What is kept between runs. ``source`` is always the name that the configuration gives a source.

    Every method raises StoreError when the database cannot be used or is damaged, and those that write raise
    StoreBusy when another process writes for too long; nothing of the call is kept then.
    """

    def __init__(self, database: Database) -> None:
        self._database = database

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Nothing; afterwards no file is open."""
        self._database.close()

    def alone(self) -> contextlib.AbstractContextManager[bool]:
        """Whether no other machine is at work on the editions of this database, and none will be meanwhile."""
        return occupying.alone(self._database)

    def doubt(self) -> str | None:
        """Why this may be a copy of the store that sends; None where it is that one. Ask ``claim`` before sending."""
        with self._database.reading() as connection:
            return instance.doubt(connection, self._database.folder, self._database.place)

    def remarks(self) -> tuple[str, ...]:
        """What is wrong with where it stands, though it can be used: it may be a copy, or its server is not careful."""
        doubt = self.doubt()
        return (*([doubt] if doubt else []), *self._database.remarks())

    def claim(self) -> None:
        """Nothing; this store may send now. Raises NotAllowed where it may be a copy of the one that sends.

        It counts up, so that an earlier copy that is put back in the same place is known as one.
        """
        instance.claim(self._database)

    def adopt(self) -> None:
        """Nothing; afterwards this store is the one that sends, whatever it was copied from."""
        instance.adopt(self._database)

    def back_up(self, file: Path) -> int:
        """The bytes of a backup of it all in ``file``, which is whole and examined, or as it was before.

        Raises OutputError where it cannot be written, or where what is no backup stands there.
        """
        from briefs.store import backup  # noqa: PLC0415 - most runs make none

        return backup.back_up(self._database, file)

    @property
    def ledger(self) -> Ledger:
        """The editions of this store, whatever became of them, and the log of it."""
        return Ledger(self._database)

    def readers(self, secret: Secret) -> Readers:
        """Who reads the editions of this store, and who refuses; ``secret`` is the one that addresses are hashed with.

        Raises NotAllowed where the store knows them by another.
        """
        return Readers(self._database, secret)

    @property
    def deliveries(self) -> Deliveries:
        """What goes out to readers, and what became of it."""
        return Deliveries(self._database)

    @property
    def incoming(self) -> Inbox:
        """What came back: bounces, refusals, and what readers say is wrong."""
        return Inbox(self._database)

    def rekey(self, secret: Secret, most_lost: int) -> int:
        """The refusals that are known no more; from now on the store knows addresses by ``secret``.

        They are those of addresses that are erased. Raises NotAllowed where there are more than ``most_lost`` of them.
        """
        with self._database.writing() as connection:
            return rekeying.rekey(connection, secret, most_lost)

    def has_readers(self) -> bool:
        """Whether anybody is known who reads, has read, or refuses."""
        with self._database.reading() as connection:
            return keying.is_known(connection)

    @property
    def watch(self) -> Watch:
        """What became of the places that editions cite."""
        return Watch(self._database)

    # ---- What is followed --------------------------------------------------------------------------------------------

    def follow(self, source: str, address: str) -> FollowState:
        """What is remembered of an address of a source; an empty state where it was never asked."""
        with self._database.reading() as connection:
            return follows.follow(connection, source, address)

    def note_listing(
        self, source: str, address: str, answer: Answer, listed: Sequence[Wanted], moment: datetime.datetime
    ) -> int:
        """The number of items that are new, or modified since they were kept; they are wanted from now on.

        The answer's validators replace those that were known, and failures are over.
        """
        with self._database.writing() as connection:
            follows.note_answer(connection, source, address, answer, moment)
            new = items.note_items(connection, source, listed, moment)
            if new:
                follows.note_news(connection, source, address, moment)
            return new

    def note_unchanged(self, places: Collection[tuple[str, str]], moment: datetime.datetime) -> None:
        """Nothing; afterwards the places (source, address) are known to have answered that nothing has changed.

        A failure that was told before stays told.
        """
        with self._database.writing() as connection:
            follows.note_unchanged(connection, places, moment)

    def note_failure(self, source: str, address: str, failure: Failure, moment: datetime.datetime) -> None:
        """Nothing; afterwards one more failure in a row is known."""
        with self._database.writing() as connection:
            follows.note_failure(connection, (source, address), failure, moment)

    def note_lead(self, source: str, address: str, leads_to: str | None) -> None:
        """Nothing; afterwards it is known which address to follow instead: the feed of a page."""
        with self._database.writing() as connection:
            follows.note_lead(connection, source, address, leads_to)

    def sites(self, since: datetime.datetime) -> tuple[Site, ...]:
        """The sites whose robots.txt was read at ``since`` or later."""
        with self._database.reading() as connection:
            return sites.sites(connection, since)

    def note_sites(self, found: Collection[Site], before: datetime.datetime) -> None:
        """Nothing; afterwards ``found`` is known, and what was read before ``before`` is forgotten."""
        with self._database.writing() as connection:
            sites.note_sites(connection, found, before)

    def health(self) -> tuple[SourceHealth, ...]:
        """The health of every source that was ever asked or of which something is kept, by name."""
        with self._database.reading() as connection:
            return health(connection)

    # ---- What is wanted ----------------------------------------------------------------------------------------------

    def wanted(self, source: str, moment: datetime.datetime, limit: int) -> tuple[Wanted, ...]:
        """The items of a source that are due, in the order in which they were first listed.

        What another source has kept from the same address is not among them: it is this source's now too.
        """
        while True:
            with self._database.reading() as connection:
                wanted = items.wanted_items(connection, source, moment, limit)
                elsewhere = documents.adoptable(connection, source, wanted) if wanted else []
            if not elsewhere:
                return wanted
            with self._database.writing() as connection:
                documents.adopt(connection, source, elsewhere, moment)

    def put_off(self, source: str, guid: str, failure: Failure) -> None:
        """Nothing; afterwards one more attempt at a wanted item is known to have failed."""
        with self._database.writing() as connection:
            items.put_off(connection, (source, guid), failure)

    def give_up(self, source: str, guid: str, message: str, moment: datetime.datetime) -> None:
        """Nothing; afterwards the item is wanted no more, unless it is listed as modified later."""
        with self._database.writing() as connection:
            items.give_up(connection, (source, guid), message, moment)

    # ---- What is kept ------------------------------------------------------------------------------------------------

    def keep(self, kept: Sequence[Kept], moment: datetime.datetime) -> tuple[bool, ...]:
        """Whether each of ``kept`` made a new version; all are on the disk then, their items are wanted no more.

        Bytes that equal the newest of their locator make no new version: it is known to have been seen again.
        """
        with self._database.writing() as connection:
            return documents.keep(connection, kept, moment)

    def note_seen(self, source: str, locators: Collection[str], moment: datetime.datetime) -> None:
        """Nothing; afterwards what was kept of these places is known to stand there still: it is not deleted as old."""
        with self._database.writing() as connection:
            documents.note_seen(connection, source, locators, moment)

    def latest(
        self,
        sources: Collection[str] | None = None,
        since: datetime.date | None = None,
        before: datetime.date | None = None,
    ) -> Iterator[StoredSource | Problem]:
        """The newest usable version of each document, by locator and source, one at a time.

        ``sources`` None means all. A day before ``since`` excludes, and one that is not ``before`` another: that of
        publication, else of retrieval. What is damaged comes as a problem.
        """
        with self._database.reading() as connection:
            yield from documents.latest(connection, sources, since, before)

    def kept_out(
        self, sources: Collection[str] | None = None, since: datetime.date | None = None
    ) -> tuple[Problem, ...]:
        """Why documents are kept out, by locator and source; ``sources`` and ``since`` choose as in ``latest``.

        A newer version that is kept out while an earlier one is used is among them, and told as that.
        """
        with self._database.reading() as connection:
            return problems.kept_out(connection, sources, since)

    def problems(self, source: str | None = None) -> tuple[NotHad, ...]:
        """Every listed item that was not had and every document kept out, by source and address; None means all."""
        with self._database.reading() as connection:
            return problems.problems(connection, source)

    def newest(self, source: str) -> dict[str, DocumentId]:
        """The id of the newest version of each document of a source by locator, those kept out among them."""
        with self._database.reading() as connection:
            return documents.newest(connection, source)

    def first_seen(self, sources: Collection[str]) -> dict[DocumentId, datetime.datetime]:
        """When each version of what is kept of ``sources`` was first seen, by its id; its bytes are ``content``."""
        with self._database.reading() as connection:
            return documents.first_seen(connection, sources)

    def search(self, wanted: Search) -> tuple[Entry, ...]:
        """What is kept and matches, the best first; without a query the newest first; what is kept out last."""
        with self._database.reading() as connection:
            return searching.search(connection, wanted)

    def entries(self, prefix: str) -> tuple[Entry, ...]:
        """The documents whose id begins so (four digits or more); where there is none, those that hold one.

        Several are an ambiguity: a document inside several containers is told by one of them.
        """
        with self._database.reading() as connection:
            return searching.entries(connection, prefix)

    def stored(self, document: DocumentId) -> StoredSource | None:
        """The newest version with this id, old and kept out ones too, as it was kept; None where there is none.

        Raises StoreError where its bytes are damaged.
        """
        with self._database.reading() as connection:
            return documents.stored(connection, document.removeprefix(PREFIX))

    def content(self, document: DocumentId) -> bytes:
        """The bytes of a document as they were retrieved. Raises StoreError where they are not kept or damaged."""
        with self._database.reading() as connection:
            return contents.named(connection, document.removeprefix(PREFIX))

    # ---- What stays --------------------------------------------------------------------------------------------------

    def cite(
        self, edition: str, cited: Collection[DocumentId], moment: datetime.datetime
    ) -> tuple[DocumentId, ...]:
        """Those of ``cited`` that are not kept here; all others are the edition's from now on and never deleted."""
        with self._database.writing() as connection:
            return retention.cite(connection, edition, cited, moment)

    def prune(self, before: datetime.datetime) -> Pruned:
        """What was deleted: every version that was last seen before ``before`` and that no edition cites.

        What was once fetched is not fetched again for that.
        """
        with self._database.writing() as connection:
            pruned = retention.prune(connection, before)
        # Where another process is writing now, the room is given back by a later call.
        with contextlib.suppress(StoreBusy), self._database.bare() as connection:
            retention.give_back(connection)
        return pruned

    def check(self) -> tuple[Damage, ...]:
        """What is wrong: digests, references, the database itself, its index. Empty for a sound store."""
        with self._database.reading() as connection:
            found = tuple(checking.check(connection))
        with self._database.writing() as connection:
            return (*found, *checking.check_index(connection))
