"""A correction that is killed anywhere is finished by the next run, or never was; no reader has half an edition."""

import json
from typing import Any

import pytest

from briefs.model import EditionState
from tests.editions.trials.conftest import Due
from tests.editions.trials.desk import EDITION, Desk, expect, expect_no_half_edition, unlike

WORDS = ("correct", EDITION, "--drop", "1.1", "--because", "The harbour office has taken its figure back.")
BEFORE = ("not planned yet", "planned, not committed", "planned", "edits kept")
"""The order was not complete: nothing has changed, and it can be given again."""
AFTER = (
    "snapshot kept",
    "printed",
    "sealed",
    "built",
    "approved",
    "a folder reserved",
    "files synced",
    "renamed",
    "folder synced",
    "site written",
    "published, not committed",
    "published",
)

pytestmark = pytest.mark.deep


@pytest.fixture
def issued(desk: Desk) -> Desk:
    """A desk whose second edition has come out."""
    expect(desk.run())
    return desk


@pytest.mark.parametrize("point", AFTER)
def test_a_correction_that_was_ordered_is_finished_by_the_next_run(
    issued: Desk, due: Due, point: str
) -> None:
    issued.killed(point, WORDS)
    expect_no_half_edition(issued.out)

    expect(issued.run())

    _expect_corrected(issued, due, revision=1)


@pytest.mark.parametrize("point", BEFORE)
def test_a_correction_that_was_cut_off_while_it_was_ordered_never_was(
    issued: Desk, due: Due, point: str
) -> None:
    issued.killed(point, WORDS)
    expect(issued.run())
    assert unlike(issued.files(), due.undisturbed) == []

    expect(issued.said(*WORDS))

    with issued.store() as store:
        newest = store.ledger.record(EDITION)
    assert newest is not None
    _expect_corrected(issued, due, newest.revision)


def _expect_corrected(desk: Desk, due: Due, revision: int) -> None:
    """The correction has come out once, without what was dropped; what it corrects stands whole inside it."""
    expect_no_half_edition(desk.out)
    folder = f"{EDITION}/"
    before = {name: content for name, content in due.undisturbed.items() if name.startswith(folder)}
    kept = {name.replace("r0/", "", 1): it for name, it in desk.files().items() if f"{folder}r0/" in name}
    assert unlike(kept, before) == []

    said: dict[str, Any] = json.loads((desk.out / EDITION / "brief.json").read_bytes())
    dropped = json.loads(before[f"{folder}brief.json"])["sections"][0]["statements"][0]["text"]
    assert said["revision"] == revision
    assert dropped not in [it["text"] for section in said["sections"] for it in section["statements"]]

    with desk.store() as store:
        assert store.ledger.audit() == ()
        moves = [it for it in store.ledger.moves(EDITION) if it.state is EditionState.PUBLISHED]
    assert [it.revision for it in moves] == [0, revision]
