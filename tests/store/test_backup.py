"""A backup is everything at one moment, made while the store is in use; a restored store is all of it or nothing."""

import contextlib
import shutil
import sqlite3
import subprocess
import sys
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from briefs.errors import NoInput, OutputError, StoreBusy, StoreError
from briefs.store import Answer, Failure, Search, Store, StoredSource, migrations, open_store, restore_store
from briefs.store.database import NAME
from tests.store.contents import DAY, FEED, NOON, SOURCE, address, kept, noise, wanted
from tests.store.issuing import issue
from tests.store.places import DATABASES, Place, a_place

EDITION = "2026-W21"
ROOT = Path(__file__).parents[2]


def _fill(store: Store) -> None:
    store.note_listing(SOURCE, FEED, Answer(etag="1"), [wanted(number) for number in range(4)], NOON)
    store.keep([kept(number, content=noise(number)) for number in range(3)], NOON)
    store.keep([kept(0, content=b"corrected", text="Ferry 여객선 corrected")], NOON + DAY)
    store.put_off(SOURCE, "item 3", Failure(message="answered 503"))
    store.cite(
        EDITION, [source.document for source in store.latest() if isinstance(source, StoredSource)], NOON
    )
    for week in range(2):
        issue(store.ledger, week)


def _all(store: Store) -> list[object]:
    """Everything a store tells of itself."""
    assert store.check() == ()
    assert store.ledger.audit() == ()
    return [
        store.follow(SOURCE, FEED),
        store.wanted(SOURCE, NOON + DAY, 99),
        list(store.latest()),
        store.search(Search()),
        store.search(Search(query="ferry corrected")),
        store.search(Search(query="여객선")),
        store.health(),
        store.problems(),
        store.ledger.records(),
        store.ledger.moves(),
        store.ledger.head(),
        [store.ledger.content(str(it.seal)) for it in store.ledger.records()],
    ]


@pytest.fixture(params=DATABASES)
def other(request: pytest.FixtureRequest, tmp_path: Path) -> Place:
    """Another desk without a store, on each database."""
    return a_place(request.param, tmp_path / "other")


def test_what_was_backed_up_is_restored_on_either_database(
    place: Place, other: Place, tmp_path: Path
) -> None:
    file = tmp_path / "copy.sqlite3"
    with place.open() as store:
        _fill(store)
        size = store.back_up(file)
        before = _all(store)
    assert size == file.stat().st_size

    assert restore_store(file, other.folder, url=other.url) is None

    with other.open(create=False) as store:
        assert _all(store) == before
        # What comes next is counted on from what is there.
        store.note_listing(SOURCE, FEED, Answer(), [wanted(9)], NOON + DAY)
        store.keep([kept(9)], NOON + DAY)
        issue(store.ledger, 2)
        assert store.ledger.audit() == ()
        assert store.check() == ()


def test_a_backup_is_one_file_that_is_a_store(place: Place, tmp_path: Path) -> None:
    (tmp_path / "copies").mkdir()
    with place.open() as store:
        _fill(store)
        store.back_up(tmp_path / "copies" / NAME)
        before = _all(store)

    assert [path.name for path in (tmp_path / "copies").iterdir()] == [NAME]
    with open_store(tmp_path / "copies", create=False) as store:
        assert _all(store) == before


def test_an_earlier_backup_is_replaced(place: Place, tmp_path: Path) -> None:
    file = tmp_path / "copy.sqlite3"
    with place.open() as store:
        store.back_up(file)
        store.keep([kept(1)], NOON)
        store.back_up(file)

    restore_store(file, tmp_path / "again")
    with open_store(tmp_path / "again", create=False) as store:
        assert [entry.locator for entry in store.search(Search())] == [address(1)]


def test_nothing_but_a_backup_is_replaced_by_one(place: Place, tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("mine", "utf-8")
    with place.open() as store:
        files = [tmp_path / "notes.txt", tmp_path]
        if place.url is None:
            files.append(place.folder / NAME)
        for file in files:
            with pytest.raises(OutputError, match="is no backup, and is left as it is"):
                store.back_up(file)
        with pytest.raises(OutputError, match="cannot be written"):
            store.back_up(tmp_path / "missing" / "copy")

    assert (tmp_path / "notes.txt").read_text("utf-8") == "mine"
    assert not [path for path in tmp_path.iterdir() if path.name.startswith(".")]


def test_a_backup_is_one_moment_while_others_write(place: Place, tmp_path: Path) -> None:
    """A pair of documents is always kept together: no backup may hold half of it."""
    with place.open() as store, place.open() as writer, ThreadPoolExecutor(1) as threads:
        store.keep([kept(number, content=noise(number)) for number in range(60)], NOON)
        written: list[float] = []
        at_an_end = threading.Event()

        def write() -> None:
            for number in range(100, 200):
                pair = [kept(number), kept(number + 100)]
                writer.keep(pair, NOON)
                written.append(time.monotonic())
                if at_an_end.is_set():
                    return

        writing = threads.submit(write)
        backups: list[tuple[float, float]] = []
        while len(backups) < 3 or not (_within(written, backups) or writing.done()):
            start = time.monotonic()
            store.back_up(tmp_path / f"{len(backups)}.sqlite3")
            backups.append((start, time.monotonic()))
        at_an_end.set()
        writing.result()
    assert _within(written, backups)
    counts = []
    for number in range(len(backups)):
        restore_store(tmp_path / f"{number}.sqlite3", tmp_path / f"{number}")
        with open_store(tmp_path / f"{number}", create=False) as copy:
            found = {int(entry.locator.rpartition("/")[2]) for entry in copy.search(Search(limit=999))}
            assert copy.check() == ()
        assert {it + 100 for it in found if 100 <= it < 200} == {it for it in found if it >= 200}
        counts.append(len(found))
    assert counts == sorted(counts)


def _within(moments: list[float], spans: list[tuple[float, float]]) -> bool:
    """Whether one of the moments fell inside a span."""
    return any(start < moment < end for start, end in spans for moment in [*moments])


def test_what_stood_there_before_is_kept_aside(place: Place, tmp_path: Path) -> None:
    file = tmp_path / "copy.sqlite3"
    with place.open() as store:
        store.keep([kept(1)], NOON)
        store.back_up(file)
        store.keep([kept(2)], NOON)

    first = restore_store(file, place.folder, url=place.url)
    second = restore_store(file, place.folder, url=place.url)

    assert first is not None
    assert second is not None
    assert first != second
    with place.open(create=False) as store:
        assert [entry.locator for entry in store.search(Search())] == [address(1)]
    restore_store(first, place.folder, url=place.url)
    with place.open(create=False) as store:
        assert sorted(entry.locator for entry in store.search(Search())) == [address(1), address(2)]


def test_who_reads_meanwhile_sees_what_was_and_then_what_is(place: Place, tmp_path: Path) -> None:
    file = tmp_path / "copy.sqlite3"
    with place.open() as store:
        store.keep([kept(1)], NOON)
        store.back_up(file)
        store.keep([kept(2)], NOON)
        reading = store.latest()
        assert isinstance(next(reading), StoredSource)

        restore_store(file, place.folder, url=place.url)

        assert len(list(reading)) == 1
        assert len(list(store.latest())) == 1
        store.keep([kept(3)], NOON)
        assert store.check() == ()


def test_nothing_is_restored_while_another_process_writes(place: Place, tmp_path: Path) -> None:
    file = tmp_path / "copy.sqlite3"
    with place.open() as store:
        store.back_up(file)
        store.keep([kept(1)], NOON)
        with store._database.writing(), pytest.raises(StoreBusy, match="another process is writing"):  # noqa: SLF001 - holds the lock
            restore_store(file, place.folder, url=place.url, patience=0.2)

        assert len(store.search(Search())) == 1


@pytest.mark.parametrize("share", [0.0, 0.3, 0.8])
def test_a_backup_that_was_cut_off_is_refused_and_nothing_changes(
    place: Place, tmp_path: Path, share: float
) -> None:
    file = tmp_path / "copy.sqlite3"
    with place.open() as store:
        _fill(store)
        store.back_up(file)
        before = _all(store)
    content = file.read_bytes()
    file.write_bytes(content[: int(len(content) * share)])

    with pytest.raises(StoreError, match=r"copy\.sqlite3: is (damaged|no backup)"):
        restore_store(file, place.folder, url=place.url)

    with place.open(create=False) as store:
        assert _all(store) == before
    assert not [path for path in place.folder.iterdir() if "restore" in path.name]


def test_a_backup_in_which_one_document_is_damaged_is_refused(place: Place, tmp_path: Path) -> None:
    file = tmp_path / "copy.sqlite3"
    with place.open() as store:
        _fill(store)
        store.back_up(file)
    with contextlib.closing(sqlite3.connect(file, isolation_level=None)) as raw:
        raw.execute("UPDATE content SET packed = zeroblob(9) WHERE size = (SELECT max(size) FROM content)")

    with pytest.raises(StoreError, match=r"is damaged in \d places, and nothing was restored"):
        restore_store(file, place.folder, url=place.url)


def test_a_backup_of_a_newer_version_is_refused(place: Place, tmp_path: Path) -> None:
    file = tmp_path / "copy.sqlite3"
    with place.open() as store:
        store.back_up(file)
    with contextlib.closing(sqlite3.connect(file)) as raw:
        raw.execute(f"PRAGMA user_version = {migrations.VERSION + 1}")

    with pytest.raises(StoreError, match=r"copy\.sqlite3: was written by a newer version"):
        restore_store(file, place.folder, url=place.url)


@pytest.mark.parametrize("content", [b"", b"notes on ferries\n" * 100])
def test_what_is_no_backup_is_refused(place: Place, tmp_path: Path, content: bytes) -> None:
    (tmp_path / "notes").write_bytes(content)

    with pytest.raises(StoreError, match="is no backup"):
        restore_store(tmp_path / "notes", place.folder, url=place.url)
    with pytest.raises(NoInput, match="there is no such file"):
        restore_store(tmp_path / "missing", place.folder, url=place.url)


def test_what_could_not_be_restored_leaves_no_store(tmp_path: Path) -> None:
    (tmp_path / "notes").write_bytes(b"notes")

    with pytest.raises(StoreError, match="is no backup"):
        restore_store(tmp_path / "notes", tmp_path / "store")

    assert [path.name for path in (tmp_path / "store").iterdir()] == [".gitignore"]


def test_a_store_that_was_merely_copied_is_restored_with_its_log(place: Place, tmp_path: Path) -> None:
    with open_store(tmp_path / "live", create=True) as store:
        store.keep([kept(1)], NOON)
        for suffix in ("", "-wal"):
            shutil.copy(tmp_path / "live" / f"{NAME}{suffix}", tmp_path / f"copied{suffix}")

    restore_store(tmp_path / "copied", place.folder, url=place.url)

    with place.open(create=False) as store:
        assert [entry.locator for entry in store.search(Search())] == [address(1)]


def test_a_store_of_the_first_version_is_restored(place: Place, tmp_path: Path) -> None:
    with contextlib.closing(sqlite3.connect(tmp_path / "old")) as raw:
        raw.executescript((Path(__file__).parent / "schema_1.sql").read_text("utf-8"))

    restore_store(tmp_path / "old", place.folder, url=place.url)

    with place.open(create=False) as store:
        assert store.check() == ()
        assert store.search(Search()) != ()


def test_a_damaged_store_gives_way_to_a_backup_and_is_kept_aside(tmp_path: Path) -> None:
    folder, file = tmp_path / "store", tmp_path / "copy.sqlite3"
    with open_store(folder, create=True) as store:
        _fill(store)
        store.back_up(file)
        before = _all(store)
    damaged = b"\xff" * 5000 + (folder / NAME).read_bytes()[5000:]
    (folder / NAME).write_bytes(damaged)

    aside = restore_store(file, folder)

    assert aside is not None
    assert aside.read_bytes() == damaged
    with open_store(folder, create=False) as store:
        assert _all(store) == before


RESTORE = """
import sys
from pathlib import Path
from briefs.store import restore_store
print("ready", flush=True)
restore_store(Path(sys.argv[1]), Path(sys.argv[2]), url=sys.argv[3] or None)
"""


@pytest.mark.parametrize("wait", [0.02, 0.1, 0.25])
def test_a_restore_that_is_killed_leaves_one_store_or_the_other(
    place: Place, tmp_path: Path, wait: float
) -> None:
    file = tmp_path / "copy.sqlite3"
    with place.open() as store:
        store.keep([kept(number, content=noise(number)) for number in range(40)], NOON)
        store.back_up(file)
        store.keep([kept(99)], NOON)
    command = [sys.executable, "-c", RESTORE, str(file), str(place.folder), place.url or ""]

    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE) as child:
        assert child.stdout is not None
        child.stdout.readline()
        with contextlib.suppress(subprocess.TimeoutExpired):
            child.wait(wait)
        child.kill()

    with place.open(create=False) as store:
        assert len(store.search(Search(limit=99))) in {40, 41}
        assert store.check() == ()
