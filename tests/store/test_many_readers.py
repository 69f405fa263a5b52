"""Deliveries to very many readers are planned in the database: the memory of who plans stays as it is."""

from pathlib import Path

import pytest

from tests.benchmarks.deliveries import READERS, REFUSING, measured
from tests.store.places import Place

MOST_MEMORY = 20_000_000
"""Bytes: a hundredth of what a million readers would take."""


@pytest.mark.parametrize("count", [2_000, pytest.param(READERS, marks=pytest.mark.deep)])
def test_planning_for_many_readers_takes_no_memory(place: Place, tmp_path: Path, count: int) -> None:
    found = measured(tmp_path / "store", place.url, count)

    assert found.planned == count - count // REFUSING
    assert found.corrected == found.planned
    assert found.memory < MOST_MEMORY
