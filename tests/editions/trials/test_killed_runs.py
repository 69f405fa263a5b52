"""A run that is killed anywhere is finished by the next: the same bytes, once, and never half an edition."""

import itertools

import pytest

from tests.editions.trials.conftest import Due
from tests.editions.trials.desk import (
    EDITION,
    Desk,
    expect,
    expect_issued_once,
    expect_no_half_edition,
    unlike,
)
from tests.editions.trials.points import POINTS

QUICK = frozenset({"snapshot kept"})
"""That of every test run; all of them take minutes."""
CORRECTING = frozenset({"edits kept"})
"""Where a run does not come by."""


def _everywhere() -> list[object]:
    """Each point on each database."""
    return [
        pytest.param(
            database, point, marks=() if database == "sqlite" and point in QUICK else pytest.mark.deep
        )
        for database, point in itertools.product(("sqlite", "postgresql"), sorted(POINTS.keys() - CORRECTING))
    ]


@pytest.mark.parametrize(("due", "point"), _everywhere(), indirect=["due"])
def test_a_run_killed_at_a_point_is_finished_by_the_next_to_the_byte(
    due: Due, desk: Desk, point: str
) -> None:
    desk.killed(point)
    expect_no_half_edition(desk.out)

    expect(desk.run())

    assert unlike(desk.files(), due.undisturbed) == []
    expect_issued_once(desk, EDITION)
