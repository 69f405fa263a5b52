"""What is told of the store to whoever watches."""

from pathlib import Path

import pytest

from briefs.model import Marking
from briefs.serving.condition import Condition, Watch, to_json
from tests.store.contents import NOON
from tests.store.lives import WEEK
from tests.store.places import Place
from tests.store.shipping import FIRST, add_readers, issue, send, ship


class Clock:
    """A clock that is set by hand."""

    now = 0.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def here(tmp_path: Path) -> Place:
    return Place(folder=tmp_path / "store")


def watch(place: Place, told: list[str], clock: Clock | None = None, *, must_exist: bool = True) -> Watch:
    return Watch(place.folder, None, clock or Clock(), told.append, must_exist=must_exist)


def test_the_newest_edition_and_what_waits_are_told(here: Place) -> None:
    with here.open() as store:
        ship(store, 5)
        send(store, FIRST, 2)

    assert watch(here, []).condition() == Condition(edition=WEEK, waiting=3)


def test_an_edition_whose_sending_was_stopped_is_named(here: Place) -> None:
    with here.open() as store:
        ship(store, 3)
        store.deliveries.pause(FIRST, "the server takes nothing from us", NOON)

    found = watch(here, []).condition()

    assert (found.waiting, found.paused, found.wrong) == (3, (WEEK,), None)


def test_what_is_finished_is_not_told(here: Place) -> None:
    with here.open() as store:
        issue(store)
        add_readers(store, [1])
        store.deliveries.plan(FIRST, ["desk"], Marking.CLEAR, NOON)
        send(store, FIRST, 1)
        assert store.deliveries.finish(FIRST, NOON)

    assert watch(here, []).condition() == Condition(edition=WEEK)


def test_a_store_that_cannot_be_used_is_told_once_here_and_shortly_to_everybody(here: Place) -> None:
    told: list[str] = []
    clock = Clock()
    with here.open():
        pass
    (here.folder / "store.sqlite3").write_bytes(b"no database" * 1_000)
    asked = watch(here, told, clock)

    found = []
    for _ in range(3):
        found.append(asked.condition())
        clock.now += 60

    assert found == [Condition(wrong="the store cannot be used")] * 3
    assert str(here.folder) not in to_json(found[0]).decode()
    assert len(told) == 1


def test_a_desk_that_writes_to_nobody_needs_no_store(here: Place) -> None:
    told: list[str] = []

    assert watch(here, told, must_exist=False).condition() == Condition()
    assert watch(here, told).condition() == Condition(wrong="the store cannot be used")
    assert len(told) == 1


def test_whoever_asks_often_does_not_keep_the_store_busy(here: Place) -> None:
    clock = Clock()
    with here.open() as store:
        issue(store)
    asked = watch(here, [], clock)
    asked.condition()
    (here.folder / "store.sqlite3").unlink()

    clock.now = 4
    assert asked.condition() == Condition(edition=WEEK)
    clock.now = 6
    assert asked.condition().wrong
