"""Editions that are issued into a ledger, one a week, with files that are noise."""

import datetime
import json

from briefs.model import EditionState, Record
from briefs.store import Ledger
from tests.store.contents import noise

FIRST = datetime.datetime(2016, 1, 4, 6, 0, tzinfo=datetime.UTC)
"""A Monday; the weeks are counted from it."""
WEEK = datetime.timedelta(weeks=1)


def name_of(week: int) -> str:
    return f"{FIRST + week * WEEK:%G-W%V}"


def planned(week: int) -> Record:
    """The record of the edition of a week, as it is planned."""
    slot = FIRST + week * WEEK
    return Record(
        edition=name_of(week),
        revision=0,
        number=week + 1,
        state=EditionState.PLANNED,
        slot=slot,
        as_of=slot,
        since=slot - WEEK if week else None,
    )


def issue(ledger: Ledger, week: int, size: int = 2_000) -> None:
    """Nothing; afterwards the edition of a week is published, with files of so many bytes."""
    record = planned(week)
    name, moment = record.edition, record.slot
    ledger.plan(record, moment, "schedule")
    ledger.move(name, 0, EditionState.BUILDING, moment, "schedule")
    sources = ledger.keep_contents([noise(3 * week, size)])
    ledger.keep_snapshot(name, 0, f"snapshot of {name}".encode(), sources)
    files = ledger.keep_contents([noise(3 * week + 1, size), noise(3 * week + 2, size)])
    ledger.keep_seal(name, 0, _seal(record, ledger.head(), files), files)
    for state in (EditionState.BUILT, EditionState.APPROVED, EditionState.PUBLISHED):
        ledger.move(name, 0, state, moment, "schedule")


def _seal(record: Record, head: str, files: tuple[str, ...]) -> bytes:
    return json.dumps(
        {
            "edition": record.edition,
            "revision": 0,
            "number": record.number,
            "as_of": record.as_of.isoformat(),
            "previous": head,
            "files": {f"brief.{number}": digest for number, digest in enumerate(files)},
        }
    ).encode()
