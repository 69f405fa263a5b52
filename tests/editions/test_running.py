"""What is due is done once, whatever happens on the way, and what cannot be done is said."""

import json
import shutil
from pathlib import Path

import pytest

from briefs import shipped
from briefs.editions.runs.running import opened, run_due
from briefs.errors import ConfigurationError, StoreBusy
from briefs.model import EditionState
from tests.editions.cutting import Cut, begin, cut_at
from tests.editions.scheduled import W21, W22, W23, Desk, nobody_listens, only, scheduled
from tests.editions.weekly import CLOSED, THREE

# ---- Once ------------------------------------------------------------------------------------------------------------


def test_an_edition_is_made_when_its_moment_has_come_and_never_again(desk: Desk) -> None:
    early = desk.run("2026-05-18T05:59+09:00")
    due = desk.run(W21)
    stood = desk.files()
    later = [desk.run(moment) for moment in (W21, "2026-05-18T07:00+09:00", "2026-05-24T23:00+09:00")]

    assert early.outcomes == ()
    assert (only(due).edition, only(due).state, due.exit_code) == ("2026-W21", EditionState.PUBLISHED, 0)
    assert only(due).folder == desk.out / "2026-W21"
    assert {"brief.pdf", "brief.html", "brief.json"} <= {*only(due).files}
    assert [result.outcomes for result in later] == [(), (), ()]
    assert desk.files() == stood


def test_the_log_says_who_made_what_and_why(first: Desk) -> None:
    told = [(move.state.value, move.actor, move.reason) for move in first.moves()]
    assert told == [
        ("planned", "schedule", ""),
        ("building", "schedule", ""),
        ("built", "schedule", ""),
        ("approved", "schedule", "no approval is asked for"),
        ("published", "schedule", ""),
    ]


def test_an_edition_goes_on_where_the_last_one_ended_and_a_clock_put_back_makes_it_no_second_time(
    second: Desk,
) -> None:
    second.run(W22)

    record = second.records()["2026-W22"]
    said = json.loads((second.out / "2026-W22" / "brief.json").read_bytes())
    assert (record.number, said["number"]) == (2, 2)
    assert record.since == second.records()["2026-W21"].as_of
    assert said["coverage"]["start"] == "2026-05-18"
    put_back = ["2026-05-25T04:00+09:00", W21, "2026-05-25T06:30+09:00"]
    assert [second.run(moment).outcomes for moment in put_back] == [(), (), ()]


def test_of_two_runs_at_once_the_second_says_who_is_at_work(desk: Desk) -> None:
    request = desk.request(W21)

    with opened(request), pytest.raises(StoreBusy, match=r"another run is at work: process \d+ on .+, since"):
        run_due(request, nobody_listens)

    assert desk.states() == {}


def test_numbers_go_on_from_editions_that_were_built_before_there_was_a_schedule(second: Desk) -> None:
    shutil.rmtree(second.folder / "store")

    begin(second, W22)

    assert second.records()["2026-W22"].number == 2


# ---- Whatever happens on the way -------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def undisturbed(first: Desk, tmp_path_factory: pytest.TempPathFactory) -> Desk:
    """A desk whose second edition was made in one go."""
    desk = Desk(folder=shutil.copytree(first.folder, tmp_path_factory.mktemp("undisturbed") / "desk"))
    steps: list[str] = []
    desk.run(W22, steps.append)
    assert len(steps) == STEPS
    return desk


STEPS = 5
"""What a run reports of an edition from one folder: asking, its answer, gathering, reading, writing."""


@pytest.mark.parametrize(
    "step",
    [pytest.param(it, marks=() if it in {3, STEPS} else pytest.mark.deep) for it in range(1, STEPS + 1)],
)
def test_a_run_that_is_cut_off_anywhere_is_finished_by_the_next_to_the_byte(
    second: Desk, undisturbed: Desk, step: int
) -> None:
    with pytest.raises(Cut):
        second.run(W22, cut_at(step))
    assert not (second.out / "2026-W22").exists()

    assert only(second.run(W22)).state is EditionState.PUBLISHED

    assert second.files() == undisturbed.files()
    assert [move.state for move in second.moves()].count(EditionState.PLANNED) == 2


def test_what_was_snapshotted_is_used_and_speaks_from_its_moment_whatever_became_of_the_sources(
    second: Desk,
) -> None:
    with pytest.raises(Cut):
        second.run(W22, cut_at(4))
    shutil.rmtree(second.folder / "papers")

    assert only(second.run("2026-05-25T07:00+09:00")).state is EditionState.PUBLISHED

    assert "six sets of remains" in (second.out / "2026-W22" / "brief.html").read_text("utf-8")
    said = json.loads((second.out / "2026-W22" / "brief.json").read_bytes())
    assert said["as_of"] == "2026-05-25T06:00:00+09:00"


def test_a_folder_that_is_gone_is_put_back_as_it_was_issued(second: Desk) -> None:
    stood = second.files()
    shutil.rmtree(second.out)

    result = second.run("2026-05-18T07:00+09:00")

    assert result.outcomes == ()
    assert result.notes == (f"{second.out / '2026-W21'}: was gone, and stands there again as it was issued",)
    assert second.files() == stood


def test_the_next_edition_is_compared_with_what_readers_were_told_though_their_folder_is_gone(
    second: Desk, undisturbed: Desk
) -> None:
    shutil.rmtree(second.out)

    second.run(W22)

    assert second.files() == undisturbed.files()


def test_it_is_said_where_somebody_has_changed_the_edition_that_the_next_is_compared_with(
    second: Desk,
) -> None:
    page = second.out / "2026-W21" / "brief.html"
    page.write_text("mine", "utf-8")

    result = second.run(W22)

    assert [note.partition("; ")[0] for note in result.notes] == [f"{page}: is not as it was issued"]
    assert page.read_text("utf-8") == "mine"


# ---- Editions that cannot be made ------------------------------------------------------------------------------------


def test_without_anything_to_read_a_week_is_tried_again_and_then_missed_and_holds_up_nothing(
    tmp_path: Path,
) -> None:
    desk = scheduled(tmp_path)

    tries = [desk.run(moment) for moment in (W21, "2026-05-18T12:00+09:00", "2026-05-20T06:00+09:00")]
    given_up = desk.run("2026-05-20T07:00+09:00")

    assert [result.exit_code for result in tries] == [75, 75, 75]
    assert only(tries[0]).message.endswith("; the next run tries again")
    assert (given_up.exit_code, only(given_up).state) == (0, EditionState.MISSED)
    assert only(given_up).message.startswith("missed: it could not be made in time: what is followed has no ")
    begin(desk, W22)
    assert desk.states() == {"2026-W21": "missed", "2026-W22": "planned"}


def test_a_week_without_anything_new_is_missed_and_says_so_and_the_next_covers_its_time(second: Desk) -> None:
    (second.folder / "papers" / "d.txt").unlink()

    waits = second.run(W22)
    seen: list[str] = []
    again = second.run("2026-05-25T07:00+09:00", seen.append)
    given_up = second.run("2026-05-28T06:00+09:00")

    assert (waits.exit_code, only(waits).failed, only(waits).is_open) == (0, False, True)
    assert only(waits).message == (
        "nothing to print yet: no new document since Monday 2026-05-18 06:00 UTC+09:00; "
        "looked at again until Wednesday 2026-05-27 06:00 UTC+09:00"
    )
    assert (again.outcomes, again.notes, again.exit_code) == ((), (), 0)
    assert seen[-1] == f"2026-W22: {only(waits).message}"
    reason = second.moves()[-1].reason
    assert reason == (
        "nothing was published on it: no new document since Monday 2026-05-18 06:00 UTC+09:00; "
        "the next edition covers its time"
    )
    assert (only(given_up).message, only(given_up).failed) == (f"missed: {reason}", True)
    begin(second, W23)
    record = second.records()["2026-W23"]
    assert (record.number, record.since) == (2, second.records()["2026-W21"].as_of)


def test_what_comes_while_there_is_still_time_is_made_of_the_week_it_was_due(tmp_path: Path) -> None:
    desk = scheduled(tmp_path)
    desk.run(W21)
    desk.put("a.txt", "2026-05-12", THREE, CLOSED)

    assert only(desk.run("2026-05-18T07:00+09:00")).state is EditionState.PUBLISHED
    assert desk.states() == {"2026-W21": "published"}


def test_what_is_wrong_with_the_desk_is_told_with_its_code_until_it_is_mended(desk: Desk) -> None:
    house = desk.folder / "house"
    shutil.copytree(shipped.TEMPLATES / "executive", house)
    page = (house / "brief.html.j2").read_text("utf-8")
    (house / "brief.html.j2").write_text("{% if %}", "utf-8")
    file = desk.folder / "briefs.toml"
    file.write_text(file.read_text("utf-8").replace('"executive"', '"house"'), "utf-8")

    wrong = desk.run(W21)
    (house / "brief.html.j2").write_text(page, "utf-8")

    assert (wrong.exit_code, only(wrong).state) == (78, EditionState.BUILDING)
    assert only(wrong).message.startswith(f"{house / 'brief.html.j2'}:1: ")
    assert only(wrong).message.endswith("Mend the template; the next run tries again")
    assert only(desk.run("2026-05-18T07:00+09:00")).state is EditionState.PUBLISHED


def test_an_edition_that_was_begun_and_not_finished_in_time_is_missed(second: Desk) -> None:
    with pytest.raises(Cut):
        second.run(W22, cut_at(3))

    outcome = only(second.run("2026-05-28T06:00+09:00"))

    assert outcome.state is EditionState.MISSED
    assert outcome.message == "missed: it could not be made in time: the machine stopped while it was made"


def test_an_edition_that_was_begun_gives_way_to_the_next_one(second: Desk) -> None:
    with pytest.raises(Cut):
        second.run(W22, cut_at(3))

    begin(second, W23)

    assert second.states() == {"2026-W21": "published", "2026-W22": "missed", "2026-W23": "planned"}
    assert second.records()["2026-W23"].since == second.records()["2026-W21"].as_of


def test_without_a_schedule_nothing_can_be_run(tmp_path: Path) -> None:
    desk = scheduled(tmp_path, schedule="")

    with pytest.raises(ConfigurationError, match=r"add a table \[schedule\]"):
        desk.run(W21)
