"""What a store in one file of SQLite does with its file: where it may stand, and what a damaged one is refused for."""

import contextlib
import os
import shutil
import signal
import sqlite3
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from briefs.errors import NoInput, StoreError
from briefs.model import DocumentId
from briefs.store import Answer, Damage, Search, Store, StoredSource, open_store
from briefs.store.database import NAME
from briefs.store.instance import FILE
from tests.store.contents import DAY, FEED, NOON, SOURCE, address, kept, noise, wanted
from tests.store.filled import EDITION, fill

ROOT = Path(__file__).parents[2]
NOBODY = 65534
PAGE = 4096


def _paths(store: Store) -> list[str]:
    return [source.path for source in store.latest() if isinstance(source, StoredSource)]


def _raw(folder: Path) -> sqlite3.Connection:
    return sqlite3.connect(folder / NAME, isolation_level=None, timeout=0)


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

    assert sorted(path.name for path in tmp_path.iterdir()) == [".gitignore", FILE, NAME]


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

    assert sorted(path.name for path in tmp_path.iterdir()) == [".gitignore", FILE, NAME]


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


@pytest.mark.parametrize("room", [600_000, 1_300_000])
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


def test_the_room_of_what_was_deleted_is_given_back(tmp_path: Path) -> None:
    with open_store(tmp_path, create=True) as store:
        for number in range(100):
            store.keep([kept(number, content=noise(number))], NOON)
    full = (tmp_path / NAME).stat().st_size
    with open_store(tmp_path, create=False) as store:
        store.prune(NOON + DAY)

    assert (tmp_path / NAME).stat().st_size < full / 5


USES: tuple[Callable[[Store], object], ...] = (
    lambda store: store.follow(SOURCE, FEED),
    lambda store: store.health(),
    lambda store: store.wanted(SOURCE, NOON, 9),
    lambda store: list(store.latest()),
    lambda store: store.kept_out(),
    lambda store: store.problems(),
    lambda store: [store.stored(entry.document) for entry in store.search(Search())],
    lambda store: store.search(Search(query="ferry")),
    lambda store: store.search(Search()),
    lambda store: [store.content(entry.document) for entry in store.entries("sha256:4")],
    lambda store: store.keep([kept(1, content=b"again"), kept(70)], NOON),
    lambda store: store.note_listing(
        SOURCE, FEED, Answer(), [wanted(1, "2026-06-01T00:00"), wanted(71)], NOON
    ),
    lambda store: store.cite(EDITION, [DocumentId("sha256:00")], NOON),
    lambda store: store.prune(NOON + DAY),
    lambda store: store.check(),
)


@pytest.mark.parametrize("reversed_order", [False, pytest.param(True, marks=pytest.mark.deep)])
def test_no_damage_of_the_file_ends_in_anything_but_a_plain_word(
    tmp_path: Path, *, reversed_order: bool
) -> None:
    """In one page after the other, bytes are overwritten where its rows stand; some of them tell nothing."""
    folder = tmp_path
    with open_store(folder, create=True) as store:
        fill(store)
    sound = (folder / NAME).read_bytes()
    # The ledger holds nothing here: its pages have no rows.
    pages = [
        page for page in range(len(sound) // PAGE) if any(sound[(page + 1) * PAGE - 100 : (page + 1) * PAGE])
    ]
    uses = USES[::-1] if reversed_order else USES
    noticed = 0
    for page in pages:
        damaged = bytearray(sound)
        for place in range(0, 1200, 7):
            damaged[(page + 1) * PAGE - 1 - place] = (page * 37 + place) % 256
        (folder / NAME).write_bytes(damaged)
        told = [_tells(folder, use) for use in uses]
        noticed += any(told)

    assert len(pages) > 20
    assert noticed > len(pages) * 2 // 3


def _tells(folder: Path, use: Callable[[Store], object]) -> bool:
    """Whether the damage is told, as one or as an error; any other error is a bug."""
    try:
        with open_store(folder, create=False) as store:
            found = use(store)
    except StoreError as error:
        return str(folder / NAME) in str(error)
    return isinstance(found, tuple) and any(isinstance(each, Damage) for each in found)
