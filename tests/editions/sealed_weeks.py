"""Weekly editions of invented reports, from the folder to the seal, without a schedule and without a network."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from briefs.config import Settings, load
from briefs.editions.following.fetching import FetchRequest, fetch
from briefs.editions.sealed import SEAL
from briefs.editions.snapshots.making import Made, make
from briefs.editions.snapshots.sealing import seal_of
from briefs.editions.snapshots.snapshot import Snapshot, from_ledger, keep, take
from briefs.model import Edit, EditionState, Record
from briefs.store import Store, open_store
from tests.editions.scheduled import SHORT
from tests.editions.weekly import CONFIGURATION, FIRST_WEEK, SEOUL, configured, put

MONDAY = datetime.datetime(2026, 5, 18, 6, tzinfo=SEOUL)
WEEK = datetime.timedelta(weeks=1)


@dataclass(frozen=True)
class House:
    """A desk in a folder: its configuration, its reports under ``papers``, its store, and what it issued in ``out``."""

    folder: Path

    @property
    def settings(self) -> Settings:
        return load(self.folder / "briefs.toml")

    @property
    def out(self) -> Path:
        return self.folder / "out"

    @property
    def papers(self) -> Path:
        return self.folder / "papers"

    def store(self) -> Store:
        return open_store(self.settings.store, create=True)

    def fetch(self, moment: datetime.datetime) -> None:
        fetch(
            FetchRequest(
                settings=self.settings, names=(), since=None, now=lambda: moment, jitter=lambda: 0.5
            ),
            lambda _: None,
        )


def house(
    folder: Path,
    reports: dict[str, Any] = FIRST_WEEK,
    configuration: str = CONFIGURATION,
    brand: str = SHORT,
) -> House:
    """A desk with these reports, which makes notes of two pages."""
    configured(folder, configuration + brand)
    put(folder / "papers", reports)
    return House(folder)


def record(
    as_of: datetime.datetime = MONDAY, since: datetime.datetime | None = None, number: int = 1
) -> Record:
    """The record of the edition of a week."""
    return Record(
        edition=f"{as_of:%G-W%V}",
        revision=0,
        number=number,
        state=EditionState.PLANNED,
        slot=as_of,
        as_of=as_of,
        since=since,
    )


def planned(store: Store, wanted: Record) -> Record:
    """The record, which is in the ledger from now on and being built."""
    kept = store.ledger.plan(wanted, wanted.as_of, "schedule")
    store.ledger.move(kept.edition, kept.revision, EditionState.BUILDING, wanted.as_of, "schedule")
    return kept


def taken(desk: House, wanted: Record | None = None) -> Snapshot:
    """What the edition of a record is made of, as it is now: fetched, kept, and read again from the ledger."""
    wanted = wanted or record()
    desk.fetch(wanted.as_of)
    with desk.store() as store:
        planned(store, wanted)
        digest = keep(store.ledger, take(desk.settings, wanted, desk.out, store))
    return from_ledger(Reader(desk.settings).ledger, digest)


class Reader:
    """A ledger that is opened for each question: what is read from it outlives no connection."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings

    @property
    def ledger(self) -> Any:
        return self

    def content(self, digest: str) -> bytes:
        with open_store(self._settings.store, create=False) as store:
            return store.ledger.content(digest)


def issue(desk: House, wanted: Record, edits: Sequence[Edit] = (), *, fetched: bool = True) -> Made:
    """What was made, sealed and published of an edition; it stands in ``out`` as well."""
    if fetched:
        desk.fetch(wanted.as_of)
    with desk.store() as store:
        ledger = store.ledger
        planned(store, wanted)
        ledger.keep_edits(wanted.edition, wanted.revision, edits)
        snapshot = from_ledger(ledger, keep(ledger, take(desk.settings, wanted, desk.out, store)))
        made = make(snapshot, edits)
        seal = seal_of(snapshot, made, edits, ledger.head())
        ledger.keep_seal(wanted.edition, wanted.revision, seal, ledger.keep_contents([*made.files.values()]))
        for state in (EditionState.BUILT, EditionState.APPROVED, EditionState.PUBLISHED):
            ledger.move(wanted.edition, wanted.revision, state, wanted.as_of, "schedule")
    for name, content in (made.files | {SEAL: seal}).items():
        path = desk.out / wanted.edition / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    return made
