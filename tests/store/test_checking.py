"""The check tells each kind of damage, and says nothing of a sound store."""

import sqlite3
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from briefs.errors import StoreError
from briefs.model import DocumentId, Problem
from briefs.store import Answer, Damage, Failure, Search, Store, StoredSource, Wanted, open_store
from briefs.store.database import NAME
from tests.store.contents import DAY, FEED, NOON, SOURCE, address, kept, wanted

EDITION = "2026-W21"
PAGE = 4096


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with a store that has something of everything."""
    with open_store(tmp_path, create=True) as store:
        _fill(store)
        assert store.check() == ()
    return tmp_path


def _fill(store: Store) -> None:
    whole = Wanted(guid="item 9", address=address(9), content=b"a whole text " * 50)
    store.note_listing(SOURCE, FEED, Answer(etag="1"), [*map(wanted, range(6)), whole], NOON)
    store.note_failure("Other", FEED, Failure(message="answered 500", not_before=NOON), NOON)
    store.keep([kept(number, content=b"<p>%d</p>" % number * 900) for number in range(3)], NOON)
    store.keep([kept(0, content=b"new", listing=wanted(0, "2026-05-18T10:00").listing)], NOON)
    store.keep([kept(3, problem="a stub", members=(next(_ids(store)),))], NOON)
    store.give_up(SOURCE, "item 4", "answered 404", NOON)
    store.cite(EDITION, list(_ids(store)), NOON)


def _ids(store: Store) -> Iterator[DocumentId]:
    return (source.document for source in store.latest() if isinstance(source, StoredSource))


def _alter(folder: Path, *statements: str) -> None:
    database = sqlite3.connect(folder / NAME, isolation_level=None)
    database.execute("PRAGMA ignore_check_constraints = ON")
    for statement in statements:
        changed = database.execute(statement).rowcount
        assert changed != 0, f"changes nothing: {statement}"
    database.close()


def _check(folder: Path) -> tuple[Damage, ...]:
    with open_store(folder, create=False) as store:
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
        ("DELETE FROM search WHERE rowid = 2", address(1), "search does not find it"),
        ("INSERT INTO search (rowid, title) VALUES (99, 'strange')", "search", "documents that are not kept"),
        ("UPDATE search_content SET c1 = 'other words' WHERE id = 2", "search", "does not hold what it says"),
    ],
)
def test_each_damage_is_told_with_its_place(folder: Path, statement: str, place: str, message: str) -> None:
    _alter(folder, statement)

    found = _check(folder)

    assert [damage for damage in found if damage.place.startswith(place) and message in damage.message], found


def test_a_damaged_document_is_a_problem_and_the_others_are_listed(folder: Path) -> None:
    _alter(
        folder,
        "UPDATE content SET packed = zeroblob(9) WHERE digest = (SELECT digest FROM document WHERE id = 2)",
    )

    with open_store(folder, create=False) as store:
        found = list(store.latest())

    (problem,) = [each for each in found if isinstance(each, Problem)]
    assert (problem.subject, problem.stage) == (address(1), "store")
    assert "briefs store check" in problem.message
    assert len(found) == 3


def test_damaged_bytes_are_never_handed_out(folder: Path) -> None:
    with open_store(folder, create=False) as store:
        (document,) = [entry.document for entry in store.search(Search()) if entry.locator == address(0)]
    _alter(folder, "UPDATE content SET packed = CAST('odd' AS BLOB) WHERE size = 3")

    with (
        open_store(folder, create=False) as store,
        pytest.raises(StoreError, match="is not what was retrieved"),
    ):
        store.content(document)


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
    folder: Path, *, reversed_order: bool
) -> None:
    """In one page after the other, bytes are overwritten where its rows stand; some of them tell nothing."""
    sound = (folder / NAME).read_bytes()
    pages = len(sound) // PAGE
    uses = USES[::-1] if reversed_order else USES
    noticed = 0
    for page in range(pages):
        damaged = bytearray(sound)
        for place in range(0, 1200, 7):
            damaged[(page + 1) * PAGE - 1 - place] = (page * 37 + place) % 256
        (folder / NAME).write_bytes(damaged)
        told = [_tells(folder, use) for use in uses]
        noticed += any(told)

    # The ledger holds nothing here: its pages have no rows to overwrite.
    assert noticed > pages * 2 // 5


def _tells(folder: Path, use: Callable[[Store], object]) -> bool:
    """Whether the damage is told, as one or as an error; any other error is a bug."""
    try:
        with open_store(folder, create=False) as store:
            found = use(store)
    except StoreError as error:
        return str(folder / NAME) in str(error)
    return isinstance(found, tuple) and any(isinstance(each, Damage) for each in found)
