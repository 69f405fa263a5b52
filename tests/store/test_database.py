"""A store that cannot be used is refused in plain words, and what it held stays as it was."""

import contextlib
import os
import shutil
import signal
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from briefs.errors import NoInput, StoreBusy, StoreError
from briefs.store import Answer, Search, Store, StoredSource, Wanted, migrations, open_store
from briefs.store.database import NAME
from tests.store.contents import DAY, FEED, NOON, SOURCE, address, kept, noise, wanted

ROOT = Path(__file__).parents[2]
NOBODY = 65534


def _paths(store: Store) -> list[str]:
    return [source.path for source in store.latest() if isinstance(source, StoredSource)]


def _raw(folder: Path) -> sqlite3.Connection:
    return sqlite3.connect(folder / NAME, isolation_level=None, timeout=0)


def test_a_store_that_is_not_there_is_made_only_when_asked(tmp_path: Path) -> None:
    with pytest.raises(NoInput, match="`briefs fetch` makes it"):
        open_store(tmp_path / "store", create=False)
    assert not (tmp_path / "store").exists()

    open_store(tmp_path / "a" / "store", create=True).close()
    open_store(tmp_path / "a" / "store", create=False).close()


def test_what_is_retrieved_stays_out_of_version_control(tmp_path: Path) -> None:
    open_store(tmp_path / "store", create=True).close()

    assert (tmp_path / "store" / ".gitignore").read_text("utf-8") == "*\n"


def test_a_folder_that_a_user_prepared_is_left_as_it_is(tmp_path: Path) -> None:
    (tmp_path / ".gitignore").write_text("!*\n", "utf-8")
    open_store(tmp_path, create=True).close()

    assert (tmp_path / ".gitignore").read_text("utf-8") == "!*\n"


def test_a_closed_store_is_one_file(tmp_path: Path) -> None:
    with open_store(tmp_path, create=True) as store:
        store.keep([kept(1)], NOON)

    assert sorted(path.name for path in tmp_path.iterdir()) == [".gitignore", NAME]


def test_a_commit_is_on_the_disk_when_it_returns(tmp_path: Path) -> None:
    with open_store(tmp_path, create=True), contextlib.closing(_raw(tmp_path)) as raw:
        assert raw.execute("PRAGMA journal_mode").fetchone() == ("wal",)
        assert raw.execute("PRAGMA auto_vacuum").fetchone() == (2,)
    # The others belong to a connection, and are seen by what they do.
    store = open_store(tmp_path, create=False)
    with store._database.reading() as connection:  # noqa: SLF001 - nothing else tells
        pragmas = [
            connection.exec_driver_sql(f"PRAGMA {name}").scalar() for name in ("synchronous", "foreign_keys")
        ]
    store.close()
    assert pragmas == [2, 1]


def test_a_second_writer_is_told_to_try_again_and_readers_go_on(tmp_path: Path) -> None:
    with (
        open_store(tmp_path, create=True, patience=0.1) as store,
        contextlib.closing(_raw(tmp_path)) as other,
    ):
        store.keep([kept(1)], NOON)
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(StoreBusy, match="another process is writing"):
            store.keep([kept(2)], NOON)
        assert _paths(store) == [address(1)]
        other.execute("ROLLBACK")

        store.keep([kept(2)], NOON)

        assert _paths(store) == [address(1), address(2)]


def test_a_writer_waits_for_another_one_that_finishes(tmp_path: Path) -> None:
    open_store(tmp_path, create=True).close()
    script = (
        "import sqlite3, sys, time\n"
        "database = sqlite3.connect(sys.argv[1], isolation_level=None)\n"
        "database.execute('BEGIN IMMEDIATE')\n"
        "print('locked', flush=True)\n"
        "time.sleep(0.4)\n"
        "database.execute('COMMIT')\n"
    )
    command = [sys.executable, "-c", script, str(tmp_path / NAME)]
    with (
        subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as other,
        open_store(tmp_path, create=False) as store,
    ):
        assert other.stdout is not None
        assert other.stdout.readline() == "locked\n"
        start = time.monotonic()
        store.keep([kept(1)], NOON)
        waited = time.monotonic() - start
        assert other.wait() == 0

    assert waited > 0.2


def test_two_writers_that_read_before_they_write_take_turns(tmp_path: Path) -> None:
    open_store(tmp_path, create=True).close()

    def list_items(source: str) -> int:
        with open_store(tmp_path, create=False) as store:
            return sum(store.note_listing(source, FEED, Answer(), [wanted(n)], NOON) for n in range(40))

    with ThreadPoolExecutor(2) as threads:
        assert list(threads.map(list_items, ("one", "two"))) == [40, 40]


def test_what_fails_in_between_leaves_nothing_of_its_call(store: Store) -> None:
    broken = Wanted(guid="2", address=address(2), content="no bytes")  # type: ignore[arg-type]
    with pytest.raises(TypeError):
        store.note_listing(SOURCE, FEED, Answer(etag="new"), [wanted(1), broken], NOON)

    assert store.follow(SOURCE, FEED).etag is None
    assert store.wanted(SOURCE, NOON, 9) == ()


@pytest.mark.parametrize("content", [b"notes on ferries\n" * 400, b"SQLite format 3\0" + b"x" * 5000])
def test_a_file_that_is_no_database_is_refused_and_left_alone(tmp_path: Path, content: bytes) -> None:
    (tmp_path / NAME).write_bytes(content)

    with pytest.raises(StoreError, match="is no database"):
        open_store(tmp_path, create=True)

    assert (tmp_path / NAME).read_bytes() == content


@pytest.mark.parametrize("create", [True, False])
def test_a_store_that_was_emptied_is_told_and_left_alone(tmp_path: Path, *, create: bool) -> None:
    with open_store(tmp_path, create=True) as store:
        store.keep([kept(1)], NOON)
    (tmp_path / NAME).write_bytes(b"")

    with pytest.raises(StoreError, match=r"is empty.*backup.*delete it"):
        open_store(tmp_path, create=create)

    assert (tmp_path / NAME).read_bytes() == b""


@pytest.mark.parametrize("create", [True, False])
def test_a_store_whose_making_was_killed_is_made(tmp_path: Path, *, create: bool) -> None:
    (tmp_path / ".gitignore").write_text("*")
    # The first byte that is written to a file ends the process.
    script = (
        "import pathlib, resource, signal, sys\n"
        "from briefs.store import open_store\n"
        "signal.signal(signal.SIGXFSZ, signal.SIG_DFL)\n"
        "resource.setrlimit(resource.RLIMIT_CORE, (0, 0))\n"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))\n"
        "open_store(pathlib.Path(sys.argv[1]), create=True)\n"
    )
    killed = subprocess.run([sys.executable, "-Bc", script, str(tmp_path)], cwd=ROOT, check=False)
    assert killed.returncode == -signal.SIGXFSZ
    assert (tmp_path / NAME).stat().st_size == 0

    with open_store(tmp_path, create=create) as store:
        store.keep([kept(1)], NOON)
        assert store.check() == ()

    assert sorted(path.name for path in tmp_path.iterdir()) == [".gitignore", NAME]


def test_what_is_damaged_as_a_whole_is_told_with_what_to_do(tmp_path: Path) -> None:
    with open_store(tmp_path, create=True) as store:
        store.keep([kept(number) for number in range(50)], NOON)
    content = bytearray((tmp_path / NAME).read_bytes())
    content[100:4096] = b"\xff" * 3996
    (tmp_path / NAME).write_bytes(content)

    with (
        pytest.raises(StoreError, match=r"is damaged; put back a copy.*move it away.*`briefs fetch`") as told,
        open_store(tmp_path, create=False) as store,
    ):
        store.check()
    assert "store check" not in str(told.value)


def test_a_database_of_another_program_is_refused(tmp_path: Path) -> None:
    with contextlib.closing(_raw(tmp_path)) as raw:
        raw.execute("CREATE TABLE bookmarks (address TEXT)")

    with pytest.raises(StoreError, match="is a database of another program"):
        open_store(tmp_path, create=True)

    with contextlib.closing(_raw(tmp_path)) as raw:
        assert raw.execute("SELECT name FROM sqlite_schema").fetchall() == [("bookmarks",)]


def test_a_store_of_a_newer_version_is_refused(tmp_path: Path) -> None:
    open_store(tmp_path, create=True).close()
    with contextlib.closing(_raw(tmp_path)) as raw:
        raw.execute(f"PRAGMA user_version = {migrations.VERSION + 1}")

    with pytest.raises(StoreError, match=rf"newer version of briefs \(schema {migrations.VERSION + 1}"):
        open_store(tmp_path, create=True)


def test_a_file_where_the_folder_should_be_is_told(tmp_path: Path) -> None:
    (tmp_path / "store").touch()

    with pytest.raises(StoreError, match="cannot be made: File exists"):
        open_store(tmp_path / "store", create=True)


def test_a_folder_where_the_database_should_be_is_told(tmp_path: Path) -> None:
    (tmp_path / NAME).mkdir()

    with pytest.raises(StoreError, match="cannot be opened"):
        open_store(tmp_path, create=False)


@pytest.fixture
def open_folder() -> Iterator[Path]:
    """A folder that every user of the machine reaches."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        folder.chmod(0o755)
        yield folder


@contextlib.contextmanager
def _without_rights() -> Iterator[None]:
    """Root may write anywhere: become somebody who may not."""
    user = os.geteuid()
    if user == 0:
        os.seteuid(NOBODY)
    try:
        yield
    finally:
        if user == 0:
            os.seteuid(user)


@pytest.mark.parametrize("mode", [0o555, 0o000])
def test_a_folder_that_cannot_be_written_is_told_and_what_it_holds_stays(
    open_folder: Path, mode: int
) -> None:
    with open_store(open_folder, create=True) as store:
        store.keep([kept(1)], NOON)
    (open_folder / NAME).chmod(mode & 0o444)
    open_folder.chmod(mode)

    with _without_rights(), pytest.raises((StoreError, NoInput)) as told:  # noqa: SIM117 - the rights come first
        with open_store(open_folder, create=True) as store:
            store.keep([kept(2)], NOON)

    assert str(open_folder) in str(told.value)
    open_folder.chmod(0o755)
    (open_folder / NAME).chmod(0o644)
    with open_store(open_folder, create=False) as store:
        assert _paths(store) == [address(1)]
        assert store.check() == ()


FILL = """
import resource, sys
from pathlib import Path
from briefs.errors import StoreError
from briefs.store import Kept, open_store
from tests.store.contents import NOON, SOURCE, noise

folder, room = Path(sys.argv[1]), int(sys.argv[2])
with open_store(folder, create=True) as store:
    resource.setrlimit(resource.RLIMIT_FSIZE, (room, room))
    for number in range(1000):
        try:
            store.keep([Kept(source=SOURCE, locator=str(number), content=noise(number), retrieved=NOON)], NOON)
        except StoreError as error:
            print(f"refused {error}", flush=True)
            break
        print(f"kept {number}", flush=True)
"""


@pytest.mark.parametrize("room", [300_000, 1_000_000])
def test_when_the_disk_is_full_what_was_kept_before_stays(tmp_path: Path, room: int) -> None:
    """A limit on the size of files makes every further write fail, as a full disk does."""
    command = [sys.executable, "-c", FILL, str(tmp_path), str(room)]
    output = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout.splitlines()
    *reported, refused = output

    assert "refused" in refused
    assert "disk" in refused
    assert reported
    with open_store(tmp_path, create=False) as store:
        assert sorted(f"kept {path}" for path in _paths(store)) == sorted(reported)
        assert store.check() == ()
        store.keep([kept(1)], NOON)


def test_without_its_log_a_store_is_as_it_was_at_an_earlier_moment_or_refused(tmp_path: Path) -> None:
    """What a killed process left is copied without the write-ahead log, as by a backup of the one file."""
    live, copy = tmp_path / "live", tmp_path / "copy"
    copy.mkdir()
    with open_store(live, create=True) as store:
        store.keep([kept(1)], NOON)
    with open_store(live, create=False) as store:
        store.keep([kept(2)], NOON + DAY)
        assert (live / f"{NAME}-wal").stat().st_size > 0
        shutil.copy(live / NAME, copy / NAME)

    with open_store(copy, create=False) as store:
        assert _paths(store) == [address(1)]
        assert store.check() == ()
        store.keep([kept(2)], NOON + DAY)
        assert _paths(store) == [address(1), address(2)]


@pytest.mark.parametrize("share", [0.1, 0.5, 0.9])
def test_a_database_that_was_cut_off_is_told(tmp_path: Path, share: float) -> None:
    with open_store(tmp_path, create=True) as store:
        store.keep([kept(number, content=noise(number)) for number in range(20)], NOON)
    content = (tmp_path / NAME).read_bytes()
    (tmp_path / NAME).write_bytes(content[: int(len(content) * share)])

    with pytest.raises(StoreError, match="damaged"):
        _use(tmp_path)
    assert _is_told_damaged(tmp_path)


def _use(folder: Path) -> None:
    with open_store(folder, create=False) as store:
        for document in [entry.document for entry in store.search(Search())]:
            store.content(document)


def _is_told_damaged(folder: Path) -> bool:
    try:
        with open_store(folder, create=False) as store:
            return store.check() != ()
    except StoreError:
        return True


def test_two_processes_can_make_a_store_at_once(tmp_path: Path) -> None:
    script = (
        "import sys; from pathlib import Path; from briefs.store import open_store\n"
        "print('ready', flush=True); sys.stdin.readline()\n"
        "open_store(Path(sys.argv[1]), create=True).close()\n"
    )
    command = [sys.executable, "-c", script, str(tmp_path)]
    children = [
        subprocess.Popen(command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        for _ in range(3)
    ]
    for child in children:
        assert child.stdout is not None
        child.stdout.readline()
    codes = []
    for child in children:
        child.communicate("go\n")
        codes.append(child.returncode)

    assert codes == [0, 0, 0]
    with open_store(tmp_path, create=False) as store:
        assert store.check() == ()
