"""What the trials start from: a desk with one edition issued and the next one due, and that one as it should be."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.editions.served import Served
from tests.editions.trials.desk import FIRST, Desk, desk_at, second_week

BEFORE = "2026-05-17T12:00+09:00"
"""The schedule is seen for the first time: what came earlier is nobody's."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Due:
    """A desk whose second edition is due, and what stands in ``out`` when nothing disturbs it."""

    desk: Desk
    undisturbed: dict[str, bytes]


@pytest.fixture(scope="session")
def due(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Due]:
    """The same for all trials; each works on a copy of its own."""
    folder = tmp_path_factory.mktemp("trials")
    with Served() as served:
        desk = desk_at(folder / "desk", served.server)
        for moment in (BEFORE, FIRST):
            done = desk.run(moment)
            assert done.returncode == 0, done.stderr
        second_week(desk, served.server)
        other = desk.copied(folder / "undisturbed")
        done = other.run()
        assert done.returncode == 0, done.stderr
        yield Due(desk=desk, undisturbed=other.files())


@pytest.fixture
def desk(due: Due, tmp_path: Path) -> Desk:
    """A desk of one's own whose second edition is due."""
    return due.desk.copied(tmp_path / "desk")
