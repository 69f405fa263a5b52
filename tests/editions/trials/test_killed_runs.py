"""A run that is killed anywhere is finished by the next: the same bytes, once, and never half an edition."""

import pytest

from tests.editions.trials.conftest import Due
from tests.editions.trials.desk import EDITION, Desk, expect_issued_once, expect_no_half_edition, unlike
from tests.editions.trials.points import POINTS

QUICK = frozenset({"a document kept", "snapshot kept", "rendered", "renamed", "published, not committed"})
"""Those of every test run; all of them take minutes."""


@pytest.mark.parametrize(
    "point", [pytest.param(it, marks=() if it in QUICK else pytest.mark.deep) for it in POINTS]
)
def test_a_run_killed_at_a_point_is_finished_by_the_next_to_the_byte(
    due: Due, desk: Desk, point: str
) -> None:
    desk.killed(point)
    expect_no_half_edition(desk.out)

    done = desk.run()

    assert done.returncode == 0, done.stderr
    assert unlike(desk.files(), due.undisturbed) == []
    expect_issued_once(desk, EDITION)


def test_what_is_issued_is_not_issued_again(due: Due, desk: Desk) -> None:
    for _ in range(2):
        assert desk.run().returncode == 0

    assert unlike(desk.files(), due.undisturbed) == []
    expect_issued_once(desk, EDITION)
