"""What is recorded of editions is seen at a glance: of any store there may be, and without touching it."""

import contextlib
import signal
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from briefs.errors import StoreBusy, StoreError
from briefs.model import Approval, EditionState
from briefs.store import open_store
from briefs.store.database import NAME
from briefs.store.glance import of_ledger, weeks_recorded
from tests.store.contents import NOON
from tests.store.lives import WEEK, lead, live, planned
from tests.store.places import Place

ROOT = Path(__file__).parents[2]
HERE = Path(__file__).parent
S = EditionState


def test_the_newest_revision_of_each_edition_is_seen(place: Place) -> None:
    with place.open() as store:
        live(store.ledger)
        newest = {record.edition: record for record in reversed(store.ledger.records())}

    seen = weeks_recorded(place.folder, place.url)

    assert {week: known.state for week, known in seen.items()} == {
        "2026-W20": S.MISSED,
        "2026-W21": S.BUILT,
        "2026-W22": S.BUILDING,
    }
    assert {week: known[:5] for week, known in seen.items()} == {
        week: (it.revision, it.state, it.number, it.slot, it.as_of) for week, it in newest.items()
    }


def test_a_correction_that_was_given_up_leaves_the_revision_before_it(place: Place) -> None:
    with place.open() as store:
        lead(store.ledger, S.SENT)
        lead(store.ledger, S.WITHDRAWN, planned(revision=1))
        lead(store.ledger, S.WITHDRAWN, planned(2))

    seen = weeks_recorded(place.folder, place.url)

    assert {week: (known.revision, known.state) for week, known in seen.items()} == {
        WEEK: (0, S.SENT),
        "2026-W22": (0, S.WITHDRAWN),
    }


def test_where_a_look_does_not_do_the_store_is_opened_and_tells_the_same(
    place: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    with place.open() as store:
        live(store.ledger)
        lead(store.ledger, S.WITHDRAWN, planned(3))
    at_a_glance = weeks_recorded(place.folder, place.url)
    monkeypatch.setattr("briefs.store.glance._WEEKS", "SELECT what_no_table_has FROM edition")

    assert weeks_recorded(place.folder, place.url) == at_a_glance


def test_a_server_that_does_not_answer_is_told(tmp_path: Path) -> None:
    pytest.importorskip("psycopg")

    with pytest.raises((StoreBusy, StoreError), match=r"postgresql://desk@127\.0\.0\.1:1/desk: "):
        weeks_recorded(tmp_path, "postgresql://desk@127.0.0.1:1/desk")


def test_nothing_is_seen_where_there_is_no_store(place: Place) -> None:
    assert weeks_recorded(place.folder, place.url) == {}
    assert not place.folder.exists()


def test_nothing_is_seen_in_a_store_that_holds_no_editions(place: Place) -> None:
    place.open().close()

    assert weeks_recorded(place.folder, place.url) == {}


def test_a_store_of_the_first_schema_knows_no_editions_and_stays_as_it_is(tmp_path: Path) -> None:
    with contextlib.closing(sqlite3.connect(tmp_path / NAME)) as database:
        database.executescript((HERE / "schema_1.sql").read_text("utf-8"))
    before = (tmp_path / NAME).read_bytes()

    assert weeks_recorded(tmp_path) == {}
    assert (tmp_path / NAME).read_bytes() == before


def test_what_is_being_written_hides_nothing(place: Place) -> None:
    with place.open() as store, place.open() as other:
        lead(store.ledger, S.PLANNED)
        with other._database.writing() as connection:  # noqa: SLF001 - the room has no door for this
            connection.exec_driver_sql("DELETE FROM edition")
            assert weeks_recorded(place.folder, place.url)[WEEK].state is S.PLANNED
            connection.rollback()


def test_a_file_that_is_locked_as_a_whole_is_waited_for_and_then_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with open_store(tmp_path, create=True) as store:
        lead(store.ledger, S.PLANNED)
    monkeypatch.setattr("briefs.store.glance._PATIENCE", 0)
    with contextlib.closing(sqlite3.connect(tmp_path / NAME, isolation_level=None)) as database:
        database.execute("PRAGMA locking_mode = EXCLUSIVE")
        database.execute("BEGIN EXCLUSIVE")
        database.execute("DELETE FROM edition")
        with pytest.raises(StoreBusy, match="another process is writing"):
            weeks_recorded(tmp_path)


def test_what_a_killed_process_has_left_in_its_log_is_seen(tmp_path: Path) -> None:
    script = f"""
import os, signal
from pathlib import Path
from briefs.store import open_store
from tests.store.contents import NOON
from tests.store.lives import planned
store = open_store(Path({str(tmp_path)!r}), create=True)
store.ledger.plan(planned(), NOON, "schedule")
os.kill(os.getpid(), signal.SIGKILL)
"""
    killed = subprocess.run([sys.executable, "-c", script], cwd=ROOT, check=False)

    assert killed.returncode == -signal.SIGKILL
    assert (tmp_path / f"{NAME}-wal").stat().st_size > 0
    assert weeks_recorded(tmp_path)[WEEK].state is S.PLANNED


@pytest.mark.parametrize("name", ["a desk #1?", "100% sure", "Büro Süd"])
def test_the_folder_may_be_called_anything(tmp_path: Path, name: str) -> None:
    with open_store(tmp_path / name, create=True) as store:
        store.ledger.plan(planned(), NOON, "schedule")

    assert [*weeks_recorded(tmp_path / name)] == [WEEK]


def test_a_damaged_file_is_told_as_the_store_tells_it(tmp_path: Path) -> None:
    open_store(tmp_path, create=True).close()
    (tmp_path / NAME).write_bytes(b"no database " * 900)

    with pytest.raises(StoreError, match="is no database"):
        weeks_recorded(tmp_path)


@pytest.mark.parametrize(("column", "value"), [("state", "odd"), ("slot", "noon")])
def test_a_row_that_cannot_be_read_is_told(tmp_path: Path, column: str, value: str) -> None:
    with open_store(tmp_path, create=True) as store:
        lead(store.ledger, S.PLANNED)
    with contextlib.closing(sqlite3.connect(tmp_path / NAME, isolation_level=None)) as database:
        database.execute("PRAGMA ignore_check_constraints = ON")
        database.execute(f"UPDATE edition SET {column} = '{value}'")  # noqa: S608 - written above

    with pytest.raises(StoreError, match="run `briefs audit verify`"):
        weeks_recorded(tmp_path)


def test_it_needs_neither_the_library_of_databases_nor_a_right_to_write(tmp_path: Path) -> None:
    with open_store(tmp_path, create=True) as store:
        lead(store.ledger, S.PLANNED)
    script = (
        "import sys; from pathlib import Path; from briefs.store.glance import weeks_recorded; "
        f"print(*weeks_recorded(Path({str(tmp_path)!r})), 'sqlalchemy' in sys.modules)"
    )

    said = subprocess.run(
        [sys.executable, "-c", script], cwd=ROOT, check=True, capture_output=True, text=True
    )

    assert said.stdout == f"{WEEK} False\n"


def test_approvals_of_what_waits_are_counted_those_of_its_present_seal_alone(place: Place) -> None:
    with place.open() as store:
        record = lead(store.ledger, S.AWAITING)
        assert weeks_recorded(place.folder, place.url)[WEEK].given == 0
        store.ledger.approve(
            Approval(edition=WEEK, revision=0, seal=record.seal or "", actor="Ada Weaver", moment=NOON)
        )
        fast, slow = weeks_recorded(place.folder, place.url), of_ledger(store.ledger)

    assert (fast[WEEK].given, fast[WEEK].seal) == (1, record.seal)
    assert fast == slow
