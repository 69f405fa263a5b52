"""A store that cannot be used is refused in plain words, and what it held stays as it was."""

import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from briefs.errors import NoInput, StoreBusy, StoreError
from briefs.store import Answer, Store, StoredSource, Wanted, migrations
from tests.store.contents import FEED, NOON, SOURCE, address, kept, wanted
from tests.store.places import Place

ROOT = Path(__file__).parents[2]


def _paths(store: Store) -> list[str]:
    return [source.path for source in store.latest() if isinstance(source, StoredSource)]


def test_a_store_that_is_not_there_is_made_only_when_asked(place: Place) -> None:
    with pytest.raises(NoInput, match="`briefs fetch`, `briefs run` or `briefs readers add` makes it"):
        place.open(create=False)
    assert not place.folder.exists()

    place.open().close()
    place.open(create=False).close()


def test_a_second_writer_is_told_to_try_again_and_readers_go_on(place: Place) -> None:
    with place.open(patience=0.1) as store, place.open() as other:
        store.keep([kept(1)], NOON)
        with other._database.writing():  # noqa: SLF001 - nothing else holds the lock for a while
            with pytest.raises(StoreBusy, match="another process is writing"):
                store.keep([kept(2)], NOON)
            assert _paths(store) == [address(1)]

        store.keep([kept(2)], NOON)

        assert _paths(store) == [address(1), address(2)]


HOLD = """
import sys, time
from pathlib import Path
from briefs.store import open_store
with open_store(Path(sys.argv[1]), create=False, url=sys.argv[2] or None) as store, store._database.writing():
    print("locked", flush=True)
    time.sleep(0.4)
"""


def test_a_writer_waits_for_another_one_that_finishes(place: Place) -> None:
    place.open().close()
    command = [sys.executable, "-c", HOLD, str(place.folder), place.url or ""]
    with (
        subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as other,
        place.open(create=False) as store,
    ):
        assert other.stdout is not None
        assert other.stdout.readline() == "locked\n"
        start = time.monotonic()
        store.keep([kept(1)], NOON)
        waited = time.monotonic() - start
        assert other.wait() == 0

    assert waited > 0.2


def test_a_writer_that_is_killed_keeps_nobody_waiting(place: Place) -> None:
    place.open().close()
    command = [sys.executable, "-c", HOLD.replace("0.4", "60"), str(place.folder), place.url or ""]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as other:
        assert other.stdout is not None
        assert other.stdout.readline() == "locked\n"
        other.kill()

    with place.open(create=False) as store:
        store.keep([kept(1)], NOON)


def test_two_writers_that_read_before_they_write_take_turns(place: Place) -> None:
    place.open().close()

    def list_items(source: str) -> int:
        with place.open(create=False) as store:
            return sum(store.note_listing(source, FEED, Answer(), [wanted(n)], NOON) for n in range(40))

    with ThreadPoolExecutor(2) as threads:
        assert list(threads.map(list_items, ("one", "two"))) == [40, 40]


def test_two_writers_of_the_same_lose_nothing_and_do_nothing_twice(place: Place) -> None:
    """Both look what is known and add what is not: whoever comes second sees what the first one added."""
    place.open().close()

    def list_items(_: int) -> int:
        with place.open(create=False) as store:
            return sum(store.note_listing(SOURCE, FEED, Answer(), [wanted(n)], NOON) for n in range(40))

    with ThreadPoolExecutor(3) as threads:
        assert sum(threads.map(list_items, range(3))) == 40


def test_what_fails_in_between_leaves_nothing_of_its_call(store: Store) -> None:
    broken = Wanted(guid="2", address=address(2), content="no bytes")  # type: ignore[arg-type]
    with pytest.raises(TypeError):
        store.note_listing(SOURCE, FEED, Answer(etag="new"), [wanted(1), broken], NOON)

    assert store.follow(SOURCE, FEED).etag is None
    assert store.wanted(SOURCE, NOON, 9) == ()


def test_a_store_of_a_newer_version_is_refused(place: Place) -> None:
    place.open().close()
    newer = migrations.VERSION + 1
    statement = "PRAGMA user_version = {}" if place.url is None else "UPDATE schema_version SET version = {}"
    place.change(statement.format(newer))

    with pytest.raises(StoreError, match=rf"newer version of briefs \(schema {newer}"):
        place.open()


def test_a_database_of_another_program_is_refused(place: Place) -> None:
    place.folder.mkdir()
    place.change("CREATE TABLE document (address TEXT)")

    with pytest.raises(StoreError, match="another program"):
        place.open()

    place.change("DROP TABLE document")
    place.open().close()


MAKE = """
import sys
from pathlib import Path
from briefs.store import open_store
print("ready", flush=True)
sys.stdin.readline()
open_store(Path(sys.argv[1]), create=True, url=sys.argv[2] or None).close()
"""


def test_two_processes_can_make_a_store_at_once(place: Place) -> None:
    command = [sys.executable, "-c", MAKE, str(place.folder), place.url or ""]
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
    with place.open(create=False) as store:
        assert store.check() == ()
        assert store.doubt() is None
