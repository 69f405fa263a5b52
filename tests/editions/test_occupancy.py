"""One run at a time: on this machine by a lock of the kernel, between machines by one of their database."""

import datetime
import multiprocessing
import time
from multiprocessing.connection import Connection
from pathlib import Path

import pytest

from briefs.editions.exclusion import held
from briefs.editions.runs.occupancy import occupied
from briefs.errors import StoreBusy, StoreError
from tests.store.places import Place, a_place

NOW = datetime.datetime(2026, 5, 18, 6, tzinfo=datetime.UTC)


def test_a_second_run_is_told_who_is_at_work_until_the_first_has_ended(tmp_path: Path) -> None:
    place = Place(folder=tmp_path / "store")
    with place.open() as store:
        with (
            occupied(place.folder, store, NOW),
            pytest.raises(
                StoreBusy, match=r"process \d+ on \S+, since 2026-05-18 06:00 UTC; try again later"
            ),
            occupied(place.folder, store, NOW),
        ):
            pass

        with occupied(place.folder, store, NOW):
            pass


def test_machines_that_share_a_database_take_turns(tmp_path: Path) -> None:
    here = a_place("postgresql", tmp_path / "here")
    there = Place(folder=tmp_path / "there", url=here.url)
    with here.open() as one, there.open() as other:
        with (
            occupied(here.folder, one, NOW),
            pytest.raises(StoreBusy, match="a run on another machine is at work on this database"),
            occupied(there.folder, other, NOW),
        ):
            pass

        with occupied(there.folder, other, NOW):
            pass


def _live_on(parent: Connection) -> None:
    parent.send("lives")
    time.sleep(60)


def test_a_child_that_outlives_a_run_does_not_hold_its_lock_on(tmp_path: Path) -> None:
    file = tmp_path / "run.lock"
    with held(file, "a run") as holder:
        assert holder is None
        here, there = multiprocessing.Pipe()
        child = multiprocessing.get_context("fork").Process(target=_live_on, args=(there,))
        child.start()
        assert here.recv() == "lives"
    try:
        with held(file, "the next") as holder:
            assert holder is None
    finally:
        child.kill()
        child.join()
        child.close()
        here.close()
        there.close()


def test_a_state_folder_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    with (
        pytest.raises(StoreError, match="cannot be written: No such file or directory"),
        held(tmp_path / "gone" / "run.lock", "a run"),
    ):
        pass
