"""The ledger where the store cannot be used: it refuses in plain words, or goes on; what was recorded stays."""

import contextlib
import shutil
import sqlite3
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

from briefs.errors import StoreBusy, StoreError
from briefs.model import EditionState
from briefs.store import Damage, Store, open_store
from briefs.store.database import NAME
from tests.store.disks import ROOT, in_namespace, why_not
from tests.store.issuing import issue, name_of, planned

PAGE = 4096
WEEKS = 5


@pytest.fixture
def issued(tmp_path: Path) -> Path:
    """A folder with a store in which five editions are published."""
    with open_store(tmp_path / "store", create=True) as store:
        for week in range(WEEKS):
            issue(store.ledger, week)
        assert store.ledger.audit() == ()
    return tmp_path / "store"


def _published(folder: Path) -> list[str]:
    """The editions that are published, oldest first; everything in the store is sound."""
    with open_store(folder, create=False) as store:
        assert store.ledger.audit() == ()
        assert store.check() == ()
        records = store.ledger.records()[::-1]
        assert all(record.state is EditionState.PUBLISHED for record in records)
        return [record.edition for record in records]


def _lock(folder: Path) -> sqlite3.Connection:
    other = sqlite3.connect(folder / NAME, isolation_level=None, timeout=0, check_same_thread=False)
    other.execute("BEGIN IMMEDIATE")
    return other


# ---- Another writer --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("seconds", [0.5, pytest.param(5.0, marks=pytest.mark.deep)])
def test_a_ledger_that_another_process_locks_for_a_while_goes_on_after_it(
    issued: Path, seconds: float
) -> None:
    with contextlib.closing(_lock(issued)) as other, open_store(issued, create=False) as store:
        release = threading.Timer(seconds, other.execute, ["COMMIT"])
        release.start()
        start = time.monotonic()
        issue(store.ledger, WEEKS)
        waited = time.monotonic() - start
        release.join()

    assert waited >= seconds * 0.9, "nobody was in the way"
    assert len(_published(issued)) == WEEKS + 1


def test_a_ledger_that_stays_locked_says_so_and_loses_nothing(issued: Path) -> None:
    with contextlib.closing(_lock(issued)) as other:
        with open_store(issued, create=False, patience=0.2) as store:
            with pytest.raises(StoreBusy, match="another process is writing") as told:
                store.ledger.plan(planned(WEEKS), planned(WEEKS).slot, "schedule")
            assert told.value.exit_code == 75
            assert len(store.ledger.records()) == WEEKS, "reading goes on"
        other.execute("ROLLBACK")

    with open_store(issued, create=False) as store:
        issue(store.ledger, WEEKS)
    assert len(_published(issued)) == WEEKS + 1


# ---- Disks -----------------------------------------------------------------------------------------------------------

ON_A_SMALL_DISK = """
import shutil, subprocess, sys
from pathlib import Path
from briefs.errors import StoreError
from briefs.store import open_store
from tests.store.issuing import issue

place, home, room = Path(sys.argv[1]), Path(sys.argv[2]), sys.argv[3]

def mount(options):
    subprocess.run(["mount", "-t", "tmpfs", "-o", options, "tmpfs", place], check=True)

mount(f"size={room}")
done = 0
with open_store(place, create=True) as store:
    try:
        while done < 1000:
            issue(store.ledger, done, 20_000)
            done += 1
    except StoreError as error:
        print("refused", error.exit_code, error)
subprocess.run(["mount", "-o", "remount,size=100m", place], check=True)
shutil.copytree(place, home)
print("issued", done)
"""


@pytest.mark.parametrize("room", ["500k", "1m", "3m"])
def test_on_a_full_disk_what_was_recorded_before_stays(tmp_path: Path, room: str) -> None:
    _require_mounts()
    small, home = tmp_path / "small", tmp_path / "home"
    small.mkdir()

    done = in_namespace(ON_A_SMALL_DISK, small, home, room)

    assert done.returncode == 0, done.stderr
    said = dict(line.split(" ", 1) for line in done.stdout.splitlines())
    assert said["refused"].startswith("72 ")
    assert "disk" in said["refused"]
    _expect_to_go_on(home, int(said["issued"]))


def _expect_to_go_on(folder: Path, finished: int) -> None:
    """The finished editions are as they were; the one that was in hand goes on from where it is."""
    with open_store(folder, create=False) as store:
        records = store.ledger.records()
        assert len([it for it in records if it.state is EditionState.PUBLISHED]) == finished
        assert len(records) <= finished + 1
        issue(store.ledger, finished + 1)
        assert store.ledger.audit() == ()
        assert store.check() == ()


READ_ONLY = """
import shutil, subprocess, sys
from pathlib import Path
from briefs.errors import StoreError
from briefs.store import open_store
from tests.store.issuing import issue

place, home = Path(sys.argv[1]), Path(sys.argv[2])
subprocess.run(["mount", "-t", "tmpfs", "tmpfs", place], check=True)
shutil.copytree(home, place, dirs_exist_ok=True)
subprocess.run(["mount", "-o", "remount,ro", place], check=True)
try:
    with open_store(place, create=False) as store:
        issue(store.ledger, int(sys.argv[3]))
except StoreError as error:
    print("refused", error.exit_code, error)
"""


def test_a_read_only_disk_is_told(issued: Path, tmp_path: Path) -> None:
    _require_mounts()
    (tmp_path / "place").mkdir()

    done = in_namespace(READ_ONLY, tmp_path / "place", issued, str(WEEKS))

    assert done.stdout.startswith("refused 72 "), done.stderr
    assert "read-only" in done.stdout or "cannot be opened" in done.stdout
    assert len(_published(issued)) == WEEKS


def _require_mounts() -> None:
    reason = why_not()
    if reason:
        pytest.skip(reason)


LIMITED = """
import resource, sys
from pathlib import Path
from briefs.errors import StoreError
from briefs.store import open_store
from tests.store.issuing import issue

folder, room = Path(sys.argv[1]), int(sys.argv[2])
done = 0
with open_store(folder, create=True) as store:
    resource.setrlimit(resource.RLIMIT_FSIZE, (room, room))
    try:
        while done < 1000:
            issue(store.ledger, done, 20_000)
            done += 1
    except StoreError as error:
        print("refused", error.exit_code, error)
print("issued", done)
"""


def test_where_files_may_not_grow_what_was_recorded_before_stays(tmp_path: Path) -> None:
    """As on a full disk, also where nothing can be mounted."""
    command = [sys.executable, "-c", LIMITED, str(tmp_path / "store"), "700000"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    said = dict(line.split(" ", 1) for line in done.stdout.splitlines())

    assert said["refused"].startswith("72 ")
    assert int(said["issued"]) > 0
    _expect_to_go_on(tmp_path / "store", int(said["issued"]))


# ---- Damage ----------------------------------------------------------------------------------------------------------


def test_damage_in_any_page_is_told_or_harms_no_edition(issued: Path) -> None:
    """In one page after the other, bytes are overwritten where its rows stand; some of them hold nothing."""
    sound = (issued / NAME).read_bytes()
    before = _told_by(issued)
    pages = len(sound) // PAGE
    noticed = 0
    for page in range(pages):
        damaged = bytearray(sound)
        for place in range(0, 1200, 7):
            damaged[(page + 1) * PAGE - 1 - place] = (page * 37 + place) % 256
        (issued / NAME).write_bytes(damaged)
        told = _told_by(issued)
        told_of = [it for it in told if isinstance(it, Damage | StoreError)]
        noticed += bool(told_of)
        assert told_of or told == before, f"page {page} told other things"

    assert noticed > pages // 3


def _told_by(folder: Path) -> list[object]:
    """Everything that a store says of its editions and what is wrong with them, or the error that is all it says."""
    try:
        with open_store(folder, create=False) as store:
            ledger = store.ledger
            said: list[object] = [*ledger.audit(), *store.check(), *ledger.records(), *ledger.moves()]
            return [*said, *_contents(store)]
    except StoreError as error:
        return [error]


def _contents(store: Store) -> list[bytes]:
    records = store.ledger.records()
    return [
        store.ledger.content(digest)
        for it in records
        for digest in (it.snapshot, it.seal)
        if digest is not None
    ]


# ---- Files that are missing, old or copied ---------------------------------------------------------------------------


def test_without_its_log_a_store_knows_less_and_nothing_in_it_tells_that(
    issued: Path, tmp_path: Path
) -> None:
    """It is whole, but forgot what was issued: the seals in ``out`` alone can tell a run, and do (test_strangers)."""
    copy = tmp_path / "copy"
    copy.mkdir()
    with open_store(issued, create=False) as store:
        issue(store.ledger, WEEKS)
        assert (issued / f"{NAME}-wal").stat().st_size > 0
        shutil.copy(issued / NAME, copy / NAME)

    assert _published(issued) == [name_of(week) for week in range(WEEKS + 1)]
    assert _published(copy) == [name_of(week) for week in range(WEEKS)]
    with open_store(copy, create=False) as store:
        assert (store.ledger.audit(), store.check()) == ((), ())


@pytest.mark.parametrize("shared", [b"", b"\0" * 32_768, b"\xff" * 32_768, b"stale" * 6554])
def test_what_stands_in_a_stale_shared_memory_counts_for_nothing(
    issued: Path, tmp_path: Path, shared: bytes
) -> None:
    """The log of a process that was killed, beside the shared memory of another time."""
    copy = tmp_path / "copy"
    copy.mkdir()
    with open_store(issued, create=False) as store:
        issue(store.ledger, WEEKS)
        for name in (NAME, f"{NAME}-wal"):
            shutil.copy(issued / name, copy / name)
    (copy / f"{NAME}-shm").write_bytes(shared)

    assert _published(copy) == [name_of(week) for week in range(WEEKS + 1)]


@pytest.mark.parametrize("share", [0.3, 0.6, 0.9])
def test_a_log_that_was_cut_off_holds_the_transactions_that_are_whole(
    issued: Path, tmp_path: Path, share: float
) -> None:
    copy = tmp_path / "copy"
    copy.mkdir()
    with open_store(issued, create=False) as store:
        issue(store.ledger, WEEKS)
        shutil.copy(issued / NAME, copy / NAME)
        log = (issued / f"{NAME}-wal").read_bytes()
    (copy / f"{NAME}-wal").write_bytes(log[: int(len(log) * share)])

    with open_store(copy, create=False) as store:
        assert store.ledger.audit() == ()
        assert len(store.ledger.moves()) < 5 * (WEEKS + 1)
        published = [it for it in store.ledger.records() if it.state is EditionState.PUBLISHED]
    assert len(published) == WEEKS


def test_a_log_of_another_time_is_no_part_of_a_store(issued: Path, tmp_path: Path) -> None:
    other = tmp_path / "other"
    with open_store(other, create=True) as store:
        for week in range(WEEKS):
            issue(store.ledger, week, 100)
        with open_store(issued, create=False) as ours:
            issue(ours.ledger, WEEKS)
            old = (issued / f"{NAME}-wal").read_bytes()
    (other / f"{NAME}-wal").write_bytes(old)

    told = _told_by(other)

    assert any(isinstance(it, Damage | StoreError) for it in told) or _published(other)
