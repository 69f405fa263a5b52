"""Desks whose editions are due: made once for all tests that only begin with them."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from briefs.model import EditionState
from tests.editions.scheduled import W21, Desk, only, scheduled
from tests.editions.served import Served
from tests.editions.weekly import CLOSED, CREWS, FARES, SAMPLES, SIX, THREE


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    """A desk whose first edition is due on 18 May 2026, and has sources."""
    desk = scheduled(tmp_path)
    desk.put("a.txt", "2026-05-12", THREE, CLOSED)
    desk.put("b.txt", "2026-05-13", FARES, CREWS)
    return desk


@pytest.fixture(scope="session")
def first(tmp_path_factory: pytest.TempPathFactory) -> Desk:
    """A desk whose first edition was issued; to be copied."""
    desk = scheduled(tmp_path_factory.mktemp("first"))
    desk.put("a.txt", "2026-05-12", THREE, CLOSED)
    desk.put("b.txt", "2026-05-13", FARES, CREWS)
    assert only(desk.run(W21)).state is EditionState.PUBLISHED
    desk.put("d.txt", "2026-05-20", SIX, CLOSED, SAMPLES)
    return desk


@pytest.fixture
def second(first: Desk, tmp_path: Path) -> Desk:
    """A desk of one's own whose first edition was issued, and whose second is due on 25 May 2026."""
    shutil.copytree(first.folder, tmp_path / "desk")
    return Desk(folder=tmp_path / "desk")


@pytest.fixture
def served() -> Iterator[Served]:
    with Served() as served:
        yield served
