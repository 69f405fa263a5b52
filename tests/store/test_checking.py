"""The check tells each kind of damage, and says nothing of a sound store."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from briefs.errors import StoreError
from briefs.model import Problem
from briefs.store import Damage, Search, open_store
from tests.store.contents import FEED, SOURCE, address
from tests.store.filled import fill, harm
from tests.store.places import Place, an_empty_place


@pytest.fixture
def filled(database: str, tmp_path: Path) -> Place:
    """A place with a store that has something of everything."""
    place = an_empty_place(database, tmp_path)
    with place.open() as store:
        fill(store)
        assert store.check() == ()
    return place


def _check(place: Place) -> tuple[Damage, ...]:
    with place.open(create=False) as store:
        return store.check()


@pytest.mark.parametrize(
    ("statement", "place", "message"),
    [
        ("UPDATE content SET packed = zeroblob(length(packed)) WHERE size = 3", "sha256:", "another digest"),
        ("UPDATE content SET packed = zeroblob(9) WHERE size > 3", "sha256:", "cannot be decompressed"),
        ("UPDATE content SET size = size + 1 WHERE size > 3", "sha256:", "has not the"),
        ("DELETE FROM content WHERE size = 3", "document 4", "refers to what is not in content"),
        ("INSERT INTO content VALUES ('00', 0, zeroblob(0))", "sha256:00", "nothing refers to it"),
        ("UPDATE document SET listing = '{}}' WHERE listing IS NOT NULL", "document 4", "holds no listing"),
        ("UPDATE document SET retrieved = 'noon' WHERE id = 1", "document 1", "holds no moment"),
        ("UPDATE document SET state = 'odd' WHERE id = 2", "document 2", "in no known state: odd"),
        ("UPDATE followed SET last_success = '2026-05-18'", f"followed {SOURCE} {FEED}", "without a zone"),
        ("UPDATE item SET state = 'odd' WHERE id = 1", "item 1", "in no known state: odd"),
        (
            "UPDATE item SET size = 3 WHERE guid = 'item 9'",
            f"{SOURCE} item 9",
            "its text has not the 3 bytes",
        ),
        ("UPDATE citation SET cited = ''", "citation 2026-W21", "holds no moment"),
        (
            "UPDATE citation SET digest = 'none' WHERE digest = (SELECT min(digest) FROM citation)",
            "citation 2026-W21",
            "not in content",
        ),
    ],
)
def test_each_damage_is_told_with_its_place(filled: Place, statement: str, place: str, message: str) -> None:
    harm(filled, statement)

    _expect(filled, place, message)


_STRANGE = (
    "INSERT INTO search (id, title, text, title_words, text_words, marks, count, terms) "
    "SELECT 99, title, text, title_words, text_words, marks, count, terms FROM search LIMIT 1"
)


@pytest.mark.parametrize(
    ("database", "statement", "place", "message"),
    [
        ("sqlite", "DELETE FROM search WHERE rowid = 2", address(1), "search does not find it"),
        ("sqlite", "INSERT INTO search (rowid, title) VALUES (99, 'strange')", "search", "that are not kept"),
        (
            "sqlite",
            "UPDATE search_content SET c1 = 'other words' WHERE id = 2",
            "search",
            "not hold what it says",
        ),
        ("postgresql", "DELETE FROM search WHERE id = 2", address(1), "search does not find it"),
        ("postgresql", _STRANGE, "search", "that are not kept"),
    ],
)
def test_an_index_that_does_not_fit_is_told(filled: Place, statement: str, place: str, message: str) -> None:
    harm(filled, statement)

    _expect(filled, place, message)


def _expect(filled: Place, place: str, message: str) -> None:
    found = _check(filled)

    assert [damage for damage in found if damage.place.startswith(place) and message in damage.message], found


def test_a_damaged_document_is_a_problem_and_the_others_are_listed(filled: Place) -> None:
    harm(
        filled,
        "UPDATE content SET packed = zeroblob(9) WHERE digest = (SELECT digest FROM document WHERE id = 2)",
    )

    with filled.open(create=False) as store:
        found = list(store.latest())

    (problem,) = [each for each in found if isinstance(each, Problem)]
    assert (problem.subject, problem.stage) == (address(1), "store")
    assert "briefs store check" in problem.message
    assert len(found) == 3


def test_damaged_bytes_are_never_handed_out(filled: Place) -> None:
    with filled.open(create=False) as store:
        (document,) = [entry.document for entry in store.search(Search()) if entry.locator == address(0)]
    harm(filled, "UPDATE content SET packed = zeroblob(3) WHERE size = 3")

    with (
        filled.open(create=False) as store,
        pytest.raises(StoreError, match="is not what was retrieved"),
    ):
        store.content(document)


@pytest.mark.parametrize("packed", ["CAST(x'4142ff43' AS TEXT)", "'a text'", "7"])
def test_of_a_content_that_is_none_the_digest_is_told_and_no_byte_of_it(tmp_path: Path, packed: str) -> None:
    with open_store(tmp_path, create=True) as store:
        (digest,) = store.ledger.keep_contents([b"what was kept " * 9])
    with closing(sqlite3.connect(tmp_path / "store.sqlite3")) as database, database:
        database.execute(f"UPDATE content SET packed = {packed}")  # noqa: S608 - the test's own words

    with open_store(tmp_path, create=False) as store:
        damages = [damage.place for damage in store.check()]
        with pytest.raises(StoreError) as told:
            store.ledger.content(digest)

    assert digest in damages
    assert f"({digest})" in str(told.value)
    assert "AB" not in str(told.value)
