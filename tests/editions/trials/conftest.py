"""What the trials start from: a desk with one edition issued and the next one due, and that one as it should be."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.editions.served import Served
from tests.editions.trials.desk import (
    EDITION,
    FIRST,
    Desk,
    desk_at,
    expect,
    expect_issued_once,
    found_server,
    second_week,
)

BEFORE = "2026-05-17T12:00+09:00"
"""The schedule is seen for the first time: what came earlier is nobody's."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Due:
    """A desk whose second edition is due, and what stands in ``out`` when nothing disturbs it."""

    desk: Desk
    undisturbed: dict[str, bytes]


@pytest.fixture(scope="session", params=["sqlite"])
def due(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Due]:
    """The same for all trials on a database, ``sqlite`` or ``postgresql``; each works on a copy of its own."""
    folder = tmp_path_factory.mktemp("trials")
    with Served() as served:
        database = found_server().new() if request.param == "postgresql" else None
        desk = desk_at(folder / "desk", served.server, database)
        for moment in (BEFORE, FIRST):
            expect(desk.run(moment))
        second_week(desk, served.server)
        other = desk.copied(folder / "undisturbed")
        expect(other.run())
        expect_issued_once(other, EDITION)
        yield Due(desk=desk, undisturbed=other.files())


@pytest.fixture
def desk(due: Due, tmp_path: Path) -> Desk:
    """A desk of one's own whose second edition is due."""
    return due.desk.copied(tmp_path / "desk")
