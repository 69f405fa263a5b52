"""A desk that comes from an older schema keeps what it holds, and its editions go on from there."""

import contextlib
import sqlite3
from pathlib import Path

import pytest

from briefs.model import EditionState
from briefs.store import Store, TellingKind, open_store
from briefs.store.database import NAME
from tests.store.contents import NOON
from tests.store.lives import WEEK, approve, lead, move, planned

HERE = Path(__file__).parent
S = EditionState


def _restored(folder: Path, schema: int) -> Store:
    with contextlib.closing(sqlite3.connect(folder / NAME)) as database:
        database.executescript((HERE / f"schema_{schema}.sql").read_text("utf-8"))
    return open_store(folder, create=False)


def test_a_store_of_schema_1_keeps_its_citations_and_begins_a_ledger(tmp_path: Path) -> None:
    with _restored(tmp_path, 1) as store:
        documents = [entry.document for entry in store.entries("sha256:a6ac")]
        assert (store.ledger.records(), store.ledger.head()) == ((), "")
        lead(store.ledger, S.PUBLISHED)
        live_on = lead(store.ledger, S.AWAITING, planned(2))
        approve(store.ledger, live_on)

        assert store.prune(NOON.replace(year=2027)).documents == 0
        assert [entry.document for entry in store.entries("sha256:a6ac")] == documents
        assert store.ledger.audit() == store.check() == ()


def test_a_ledger_of_schema_2_is_read_back_whole(tmp_path: Path) -> None:
    with _restored(tmp_path, 2) as store:
        ledger = store.ledger

        assert ledger.audit() == store.check() == ()
        assert {(it.edition, it.revision): it.state for it in ledger.records()} == {
            ("2026-W20", 0): S.MISSED,
            (WEEK, 0): S.PUBLISHED,
            (WEEK, 1): S.PLANNED,
        }
        first = ledger.record(WEEK, 0)
        assert first is not None
        assert b"briefs/seal/1" in ledger.content(first.seal or "")
        assert [it.actor for it in ledger.approvals(WEEK, 0) if it.seal == first.seal] == [
            "Ada Lind",
            "Bo Ek",
        ]
        assert [it.kind for it in ledger.edits(WEEK, 0)] == ["comment", "pin"]
        assert [it.kind for it in ledger.tellings()] == [TellingKind.CORRECTION]


def test_a_ledger_of_schema_2_goes_on(tmp_path: Path) -> None:
    with _restored(tmp_path, 2) as store:
        correction = store.ledger.record(WEEK)
        assert correction is not None
        for state in (S.BUILDING, S.BUILT, S.APPROVED, S.PUBLISHED):
            move(store.ledger, correction, state)
        lead(store.ledger, S.SENT, planned(2))
        store.prune(NOON)

        assert store.ledger.audit() == store.check() == ()


@pytest.mark.parametrize("statement", ["DELETE FROM log", "UPDATE log SET actor = 'nobody'"])
def test_a_dump_that_is_read_back_protects_its_log(tmp_path: Path, statement: str) -> None:
    _restored(tmp_path, 2).close()

    with (
        contextlib.closing(sqlite3.connect(tmp_path / NAME)) as database,
        pytest.raises(sqlite3.IntegrityError, match="never changed or deleted"),
    ):
        database.execute(statement)
