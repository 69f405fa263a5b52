"""An edition that waits, for a network or for people, is nowhere to be seen and holds up no other."""

import json
import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from briefs.config.approval import Approving
from briefs.editions.runs import duties
from briefs.model import Approval, EditionState
from briefs.store import open_store
from tests.editions.cutting import begin, following
from tests.editions.following import feed, page
from tests.editions.scheduled import W21, W22, Desk, only, scheduled
from tests.editions.served import Served
from tests.editions.weekly import CLOSED, THREE
from tests.sources.fault_server import answer

# ---- Sources that cannot be reached ----------------------------------------------------------------------------------


def test_an_edition_waits_some_hours_for_a_network_that_is_gone_and_then_names_what_it_lacks(
    tmp_path: Path, served: Served
) -> None:
    desk = following(tmp_path, served, "/gone", "/lost")

    waits = [desk.run(moment) for moment in (W21, "2026-05-18T11:59+09:00")]
    made = desk.run("2026-05-18T12:00+09:00")

    assert [result.exit_code for result in waits] == [75, 75]
    assert "no address that is followed gave anything (Quay/gone: " in only(waits[0]).message
    assert only(made).state is EditionState.PUBLISHED
    assert "Quay/gone: answers with status 404" in only(made).message
    reason = next(move.reason for move in desk.moves() if move.state is EditionState.BUILDING)
    assert reason == "could not be reached: Quay/gone, Quay/lost"
    said = json.loads((desk.out / "2026-W21" / "brief.json").read_bytes())
    assert "Quay/gone" in json.dumps(said["balance"])


def test_an_edition_does_not_wait_for_a_source_while_others_answer(tmp_path: Path, served: Served) -> None:
    served.server.on("/feed", answer(feed("a")))
    served.server.on("/a", answer(page("Alder")))
    desk = following(tmp_path, served, "/feed", "/gone")

    made = only(desk.run(W21))

    assert made.state is EditionState.PUBLISHED
    assert "Quay/gone: answers with status 404" in made.message
    assert "Quay/feed" not in made.message


# ---- Approval --------------------------------------------------------------------------------------------------------

WAITS = "waits for one approval by Ada Weaver or Ben Osei: briefs approve 2026-W21"
APPROVAL = '[approval]\nrule = "one"\napprovers = ["Ada Weaver", "Ben Osei"]\n'


@pytest.fixture(scope="module")
def unapproved(tmp_path_factory: pytest.TempPathFactory) -> Desk:
    """A desk whose first edition waits for an approval; to be copied."""
    desk = scheduled(tmp_path_factory.mktemp("unapproved"), APPROVAL)
    desk.put("a.txt", "2026-05-12", THREE, CLOSED)
    outcome = only(desk.run(W21))
    assert (outcome.state, outcome.exit_code) == (EditionState.AWAITING, 0)
    assert (
        outcome.message == WAITS + f"; draft copies stand in {desk.folder / 'store' / 'review' / '2026-W21'}"
    )
    return desk


@pytest.fixture
def waiting(unapproved: Desk, tmp_path: Path) -> Desk:
    """A desk of one's own whose first edition waits for an approval."""
    return Desk(folder=shutil.copytree(unapproved.folder, tmp_path / "desk"))


def _approve(desk: Desk, edition: str, actor: str) -> None:
    with open_store(desk.folder / "store", create=False) as store:
        record = store.ledger.record(edition)
        assert record is not None
        assert record.seal is not None
        moment = desk.request(W21).now()
        store.ledger.approve(
            Approval(edition=edition, revision=0, seal=record.seal, actor=actor, moment=moment)
        )


def test_an_edition_that_waits_for_approval_is_nowhere_to_be_seen(waiting: Desk) -> None:
    again = waiting.run("2026-05-18T07:00+09:00")

    assert not (waiting.out / "2026-W21").exists()
    assert again.outcomes == ()
    assert [note.partition("; ")[0] for note in again.notes] == [f"2026-W21 {WAITS}"]


def test_while_approvals_are_lacking_and_the_copies_stand_there_is_nothing_to_do(waiting: Desk) -> None:
    now = waiting.request("2026-05-18T07:00+09:00").now()
    names = ("2026-W21",)
    assert duties.idle(waiting.settings, waiting.out, now) == names

    copies = waiting.folder / "store" / "review" / "2026-W21"
    copies.rename(copies.with_name("elsewhere"))
    assert duties.idle(waiting.settings, waiting.out, now) is None
    copies.with_name("elsewhere").rename(copies)
    assert duties.idle(waiting.settings, waiting.out, now) == names

    nobody = replace(waiting.settings, approval=Approving())
    assert duties.idle(nobody, waiting.out, now) is None
    _approve(waiting, "2026-W21", "Ben Osei")
    assert duties.idle(waiting.settings, waiting.out, now) is None


def test_an_edition_that_was_approved_is_published_by_the_next_run(waiting: Desk) -> None:
    _approve(waiting, "2026-W21", "Ben Osei")

    assert only(waiting.run("2026-05-18T07:00+09:00")).state is EditionState.PUBLISHED
    assert waiting.moves()[-2].reason == "approved by Ben Osei"
    assert (waiting.out / "2026-W21" / "brief.pdf").exists()


def test_an_edition_that_waits_does_not_hold_up_the_next_which_covers_its_time(waiting: Desk) -> None:
    begin(waiting, W22)

    assert waiting.states() == {"2026-W21": "awaiting approval", "2026-W22": "planned"}
    assert waiting.records()["2026-W22"].since is None
