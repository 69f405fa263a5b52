"""Nothing is sent from a copy: a store knows that it is the one that sends, until it is copied, moved or put back."""

import contextlib
import json
import shutil
import sqlite3
from pathlib import Path

import pytest

from briefs.errors import NotAllowed
from briefs.store import StoredSource, open_store, restore_store
from briefs.store.database import NAME
from briefs.store.instance import FILE
from tests.store import postgres
from tests.store.contents import NOON, kept
from tests.store.places import Place

ADVICE = "if no other copy of it sends, say so: briefs store adopt"


def _expect_doubt(place: Place, why: str) -> None:
    """Sending is refused with the reason; reading and writing are not; it ends when somebody says so."""
    with place.open(create=False) as store:
        doubt = store.doubt()
        assert doubt is not None
        assert why in doubt
        assert doubt.endswith(ADVICE)
        with pytest.raises(NotAllowed, match="nothing is sent from a store that may be a copy"):
            store.claim()
        assert [it.path for it in store.latest() if isinstance(it, StoredSource)] == [kept(1).locator]
        store.keep([kept(1)], NOON)

        store.adopt()

        assert store.doubt() is None
        store.claim()


def _made(place: Place) -> Place:
    with place.open() as store:
        store.keep([kept(1)], NOON)
        store.claim()
    return place


def test_a_store_that_was_made_here_may_send(place: Place) -> None:
    for _ in range(3):
        with place.open() as store:
            assert store.doubt() is None
            store.claim()


def test_a_folder_that_was_copied_sends_nothing(tmp_path: Path) -> None:
    original = _made(Place(folder=tmp_path / "store"))
    shutil.copytree(tmp_path / "store", tmp_path / "copy")

    _expect_doubt(Place(folder=tmp_path / "copy"), "was copied or moved")

    with original.open() as store:
        assert store.doubt() is None, "the original still sends"


def test_a_folder_that_was_copied_to_the_same_place_sends_nothing(tmp_path: Path) -> None:
    """As by a restored disk, or the same path on another machine."""
    place = _made(Place(folder=tmp_path / "store"))
    (tmp_path / "store").rename(tmp_path / "away")
    shutil.copytree(tmp_path / "away", tmp_path / "store")

    _expect_doubt(place, "was copied or moved")


def test_a_folder_that_was_moved_sends_nothing(tmp_path: Path) -> None:
    _made(Place(folder=tmp_path / "store"))
    (tmp_path / "store").rename(tmp_path / "moved")

    _expect_doubt(Place(folder=tmp_path / "moved"), "was copied or moved")


def test_the_file_alone_in_another_folder_sends_nothing(tmp_path: Path) -> None:
    _made(Place(folder=tmp_path / "store"))
    (tmp_path / "new").mkdir()
    shutil.copy(tmp_path / "store" / NAME, tmp_path / "new" / NAME)

    _expect_doubt(Place(folder=tmp_path / "new"), "is not known to this desk")


def test_an_earlier_copy_of_the_file_in_the_same_place_sends_nothing(tmp_path: Path) -> None:
    place = _made(Place(folder=tmp_path / "store"))
    file = tmp_path / "store" / NAME
    shutil.copy(file, tmp_path / "earlier")
    with place.open() as store:
        store.claim()
    file.write_bytes((tmp_path / "earlier").read_bytes())

    _expect_doubt(place, "an earlier copy was put in its place")


def test_a_restored_store_sends_nothing(place: Place, tmp_path: Path) -> None:
    _made(place)
    with place.open() as store:
        store.back_up(tmp_path / "backup")
    restore_store(tmp_path / "backup", place.folder, url=place.url)

    _expect_doubt(place, "was put back from a backup")


def test_a_backup_that_is_used_as_a_store_sends_nothing(place: Place, tmp_path: Path) -> None:
    _made(place)
    (tmp_path / "new").mkdir()
    with place.open() as store:
        store.back_up(tmp_path / "new" / NAME)

    _expect_doubt(Place(folder=tmp_path / "new"), "was put back from a backup")


def test_what_was_adopted_elsewhere_sends_no_more(tmp_path: Path) -> None:
    """Two desks on one database: the one that said so last is the one that sends."""
    server = postgres.server()
    if server is None:
        pytest.skip("needs PostgreSQL's programs")
    url = server.url(server.new())
    one, two = Place(folder=tmp_path / "one", url=url), Place(folder=tmp_path / "two", url=url)
    _made(one)

    _expect_doubt(two, "is not known to this desk")

    _expect_doubt(one, "is another one than this desk knows")


def test_a_database_that_was_copied_by_the_server_sends_nothing(tmp_path: Path) -> None:
    server = postgres.server()
    if server is None:
        pytest.skip("needs PostgreSQL's programs")
    name = server.new()
    _made(Place(folder=tmp_path, url=server.url(name)))
    copy = server.new(f"TEMPLATE {name}")

    _expect_doubt(Place(folder=tmp_path, url=server.url(copy)), "was copied or moved")


def test_a_database_whose_name_a_copy_took_over_sends_nothing(tmp_path: Path) -> None:
    server = postgres.server()
    if server is None:
        pytest.skip("needs PostgreSQL's programs")
    name = server.new()
    place = _made(Place(folder=tmp_path, url=server.url(name)))
    copy = server.new(f"TEMPLATE {name}")
    server.run(f"ALTER DATABASE {name} RENAME TO {name}_old")
    server.run(f"ALTER DATABASE {copy} RENAME TO {name}")

    _expect_doubt(place, "was copied or moved")


@pytest.mark.parametrize("content", ["", "{", "[]", "{}", '{"id": 3}'])
def test_a_file_that_says_nothing_is_a_doubt(tmp_path: Path, content: str) -> None:
    place = _made(Place(folder=tmp_path))
    (tmp_path / FILE).write_text(content, "utf-8")

    _expect_doubt(place, "this desk")


def test_what_a_killed_claim_left_is_no_doubt(tmp_path: Path) -> None:
    """The database counts first; the file that it did not come to is a turn behind."""
    place = _made(Place(folder=tmp_path))
    known = json.loads((tmp_path / FILE).read_text("utf-8"))
    with place.open() as store:
        store.claim()
    (tmp_path / FILE).write_text(json.dumps(known), "utf-8")

    with place.open() as store:
        assert store.doubt() is None


def test_a_store_of_the_first_version_is_the_one_that_sends(tmp_path: Path) -> None:

    with contextlib.closing(sqlite3.connect(tmp_path / NAME)) as raw:
        raw.executescript((Path(__file__).parent / "schema_1.sql").read_text("utf-8"))

    with open_store(tmp_path, create=False) as store:
        store.claim()
