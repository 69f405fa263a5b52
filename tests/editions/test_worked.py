"""What was worked out is kept, and whatever happens to the file costs time and nothing else."""

import multiprocessing
import resource
import signal
import sqlite3
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path

import pytest

from briefs.editions.worked import NAME, Item, Shelf, open_shelf

FEW = 30


def _key(n: int) -> bytes:
    return sha256(str(n).encode()).digest()


def _items(*numbers: int) -> Iterator[Item]:
    for n in numbers:
        yield _key(n), f"card {n}".encode(), f"detail {n} ".encode() * 200


def _numbers(shelf: Shelf, *numbers: int) -> list[int]:
    """Which of these are kept, whole and as they were put."""
    cards = shelf.cards([_key(n) for n in numbers])
    kept = [n for n in numbers if _key(n) in cards]
    items = {key: (card, detail) for key, card, detail in _items(*kept)}
    assert {_key(n): (cards[_key(n)], shelf.detail(_key(n))) for n in kept} == items
    return kept


def _assert_right_or_absent(shelf: Shelf, *numbers: int) -> None:
    cards = shelf.cards([_key(n) for n in numbers])
    for key, card, detail in _items(*numbers):
        assert cards.get(key) in {None, card}
        assert shelf.detail(key) in {None, detail}


@pytest.fixture
def place(tmp_path: Path) -> Path:
    return tmp_path / "store" / NAME


def test_what_was_put_is_there_when_it_is_opened_again(place: Path) -> None:
    with open_shelf(place) as shelf:
        shelf.put(_items(*range(1000)))
    with open_shelf(place) as shelf:
        assert _numbers(shelf, *range(990, 1010)) == [*range(990, 1000)]
        assert shelf.cards([_key(n) for n in range(5000)]).keys() == {_key(n) for n in range(1000)}


def test_what_was_never_put_is_not_there(place: Path) -> None:
    with open_shelf(place) as shelf:
        assert shelf.cards([_key(1)]) == {}
        assert shelf.detail(_key(1)) is None


def test_what_is_put_again_takes_the_place_of_what_was(place: Path) -> None:
    with open_shelf(place) as shelf:
        shelf.put([(_key(1), b"old", b"older"), (_key(1), b"new", b"newer")])

        assert shelf.cards([_key(1)]) == {_key(1): b"new"}
        assert shelf.detail(_key(1)) == b"newer"


def test_items_are_taken_as_they_are_written(place: Path) -> None:
    with open_shelf(place) as shelf:
        seen_before_the_last: list[bytes] = []

        def items() -> Iterator[Item]:
            yield from _items(*range(1000))
            with open_shelf(place) as other:
                seen_before_the_last.extend(other.cards([_key(n) for n in range(1000)]))

        shelf.put(items())

    assert len(seen_before_the_last) == 1000


def test_two_keys_of_one_row_are_told_apart(place: Path) -> None:
    one, other = b"same row" + bytes(24), b"same row" + bytes(23) + b"x"
    with open_shelf(place) as shelf:
        shelf.put([(one, b"card", b"detail")])

        assert shelf.cards([other]) == {}
        assert shelf.detail(other) is None
        assert shelf.cards([one, other]).get(one) in {None, b"card"}


def test_what_was_not_used_for_longest_is_removed_first(place: Path) -> None:
    with open_shelf(place) as shelf:
        shelf.put(_items(*range(FEW)))
    with open_shelf(place) as shelf:
        shelf.cards([_key(n) for n in range(10)])
    with open_shelf(place) as shelf:
        shelf.put(_items(*range(FEW, FEW + 5)))

        assert (
            shelf.prune(_size(place) * 31 // 70) == FEW - 10
        )  # of 35 entries there is room for fifteen and a half
        kept = _numbers(shelf, *range(FEW + 5))

    assert kept == [*range(10), *range(FEW, FEW + 5)]


def _size(place: Path) -> int:
    connection = sqlite3.connect(place)
    try:
        return int(connection.execute("SELECT sum(size) FROM entry").fetchone()[0])
    finally:
        connection.close()


def test_nothing_is_removed_while_there_is_room(place: Path) -> None:
    with open_shelf(place) as shelf:
        shelf.put(_items(*range(FEW)))

        assert shelf.prune() == 0
        assert _numbers(shelf, *range(FEW)) == [*range(FEW)]


@pytest.mark.parametrize("table", ["card", "detail"])
def test_a_row_that_was_changed_counts_as_absent(place: Path, table: str) -> None:
    with open_shelf(place) as shelf:
        shelf.put(_items(1, 2))
    connection = sqlite3.connect(place, isolation_level=None)
    for number, body in connection.execute(f"SELECT id, body FROM {table}").fetchall():  # noqa: S608
        changed = body[:20] + bytes([body[20] ^ 1]) + body[21:]
        connection.execute(f"UPDATE {table} SET body = ? WHERE id = ?", (changed, number))  # noqa: S608
    connection.close()
    with open_shelf(place) as shelf:
        assert (shelf.cards([_key(1), _key(2)]) == {}) is (table == "card")
        assert (shelf.detail(_key(1)) is None) is (table == "detail")


@pytest.mark.parametrize("content", [b"no database at all " * 100, b"SQLite format 3\0" + b"\xff" * 5000])
def test_what_is_no_database_is_put_aside_and_begun_anew(place: Path, content: bytes) -> None:
    place.parent.mkdir()
    place.write_bytes(content)
    with open_shelf(place) as shelf:
        shelf.put(_items(1))
    with open_shelf(place) as shelf:
        assert _numbers(shelf, 1) == [1]

    assert place.with_name(f"{NAME}.damaged").read_bytes() == content


def test_wherever_the_file_is_damaged_nothing_wrong_comes_out_of_it(place: Path) -> None:
    with open_shelf(place) as shelf:
        shelf.put(_items(*range(300)))
    whole = place.read_bytes()
    for start in range(0, len(whole), len(whole) // 23):
        for side in place.parent.glob(f"{NAME}*"):
            side.unlink()
        place.write_bytes(whole[:start] + bytes(3000) + whole[start + 3000 :])
        with open_shelf(place) as shelf:
            _assert_right_or_absent(shelf, *range(300))
            shelf.put(_items(*range(300, 310)))
            shelf.put(_items(*range(310, 320)))
            shelf.prune()
        with open_shelf(place) as shelf:
            _assert_right_or_absent(shelf, *range(320))


def test_a_file_of_another_format_is_emptied(place: Path) -> None:
    with open_shelf(place) as shelf:
        shelf.put(_items(1))
    connection = sqlite3.connect(place)
    connection.execute("PRAGMA user_version = 99")
    connection.close()
    with open_shelf(place) as shelf:
        assert shelf.cards([_key(1)]) == {}
        shelf.put(_items(2))
        assert _numbers(shelf, 1, 2) == [2]


def test_where_no_file_can_be_made_nothing_is_kept_and_nothing_fails(tmp_path: Path) -> None:
    (tmp_path / "store").write_text("a file where the folder should be")
    with open_shelf(tmp_path / "store" / NAME) as shelf:
        shelf.put(_items(*range(FEW)))

        assert shelf.cards([_key(1)]) == {}
        assert shelf.detail(_key(1)) is None
        assert shelf.prune() == 0


def test_on_a_full_disk_nothing_is_kept_and_nothing_fails(place: Path) -> None:
    """The kernel refuses a file that grows beyond a limit as it refuses one on a full disk: at the write."""
    process = multiprocessing.get_context("fork").Process(target=_fill, args=(place,))
    process.start()
    process.join()

    assert process.exitcode == 0
    with open_shelf(place) as shelf:
        _assert_right_or_absent(shelf, *range(3000))


def _fill(place: Path) -> None:
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (200_000, 200_000))
    with open_shelf(place) as shelf:
        shelf.put(_items(*range(3000)))
        assert shelf.cards([_key(2999)]) == {}
        shelf.prune(10)


def test_a_database_that_another_build_holds_is_passed_over(
    place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("briefs.editions.worked._PATIENCE", 0.1)
    with open_shelf(place) as shelf:
        shelf.put(_items(1))
        other = sqlite3.connect(place, isolation_level=None)
        other.execute("BEGIN IMMEDIATE")
        shelf.put(_items(2))
        assert _numbers(shelf, 1, 2) == [1]
        other.execute("ROLLBACK")
        other.close()
        shelf.put(_items(3))

        assert _numbers(shelf, 1, 2, 3) == [1, 3]


def test_two_builds_at_once_keep_what_both_have_done(place: Path) -> None:
    context = multiprocessing.get_context("fork")
    ranges = [range(600), range(500, 1100)]
    builds = [context.Process(target=_build, args=(place, *numbers)) for numbers in ranges]
    for build in builds:
        build.start()
    for build in builds:
        build.join()

    assert [build.exitcode for build in builds] == [0, 0]
    with open_shelf(place) as shelf:
        assert _numbers(shelf, *range(1100)) == [*range(1100)]


def _build(place: Path, *numbers: int) -> None:
    for n in numbers[::50]:
        with open_shelf(place) as shelf:
            shelf.put(_items(*numbers[numbers.index(n) :][:50]))
            assert _numbers(shelf, n) == [n]
            shelf.prune()


def test_the_folder_is_kept_out_of_version_control(place: Path) -> None:
    with open_shelf(place):
        pass

    assert (place.parent / ".gitignore").read_text("utf-8") == "*\n"
