"""Weeks that nobody saw in time are caught up, or missed with their reason; any can be made by hand."""

from pathlib import Path

import pytest

from briefs.errors import NotAllowed
from briefs.model import EditionState
from tests.editions.cutting import begin, following
from tests.editions.scheduled import W21, W22, Desk, only
from tests.editions.served import Served
from tests.editions.weekly import CABLE, SAMPLES

# ---- Weeks that nobody was there to see ------------------------------------------------------------------------------


def test_of_weeks_that_were_slept_through_the_last_is_made_and_covers_them_all(second: Desk) -> None:
    second.put("e.txt", "2026-05-28", CABLE)

    missed, made = second.run("2026-06-01T09:00+09:00").outcomes

    assert (missed.edition, missed.state, missed.failed) == ("2026-W22", EditionState.MISSED, True)
    assert missed.message == (
        "missed: nobody ran briefs for 7 days after it was due; the next edition covers its time"
    )
    assert (made.edition, made.state) == ("2026-W23", EditionState.PUBLISHED)
    record = second.records()["2026-W23"]
    assert record.since == second.records()["2026-W21"].as_of
    assert record.number == 2
    said = (second.out / "2026-W23" / "brief.html").read_text("utf-8")
    assert "six sets of remains" in said
    assert "second cable" in said


def test_each_is_made_where_all_are_caught_up_and_speaks_from_its_own_moment(second: Desk) -> None:
    file = second.folder / "briefs.toml"
    asked = 'catch_up = "all"\nmax_late = "20 days"'
    file.write_text(file.read_text("utf-8").replace('max_late = "2 days"', asked), "utf-8")
    second.put("e.txt", "2026-05-28", CABLE)

    outcomes = second.run("2026-06-01T09:00+09:00").outcomes

    assert [(it.edition, it.state) for it in outcomes] == [
        ("2026-W22", EditionState.PUBLISHED),
        ("2026-W23", EditionState.PUBLISHED),
    ]
    speaks = {name: record.as_of.isoformat() for name, record in second.records().items()}
    assert speaks["2026-W22"] == "2026-05-24T21:00:00+00:00"
    assert speaks["2026-W23"] == "2026-06-01T00:00:00+00:00"
    assert "second cable" not in (second.out / "2026-W22" / "brief.html").read_text("utf-8")


def _all_caught_up(desk: Desk) -> None:
    file = desk.folder / "briefs.toml"
    asked = 'catch_up = "all"\nmax_late = "60 days"'
    file.write_text(file.read_text("utf-8").replace('max_late = "2 days"', asked), "utf-8")


def test_of_quiet_weeks_that_are_caught_up_all_but_the_last_are_over(second: Desk) -> None:
    (second.folder / "papers" / "d.txt").unlink()
    _all_caught_up(second)

    outcomes = second.run("2026-06-09T09:00+09:00").outcomes

    assert [(it.edition, it.state, it.is_open) for it in outcomes] == [
        ("2026-W22", EditionState.MISSED, False),
        ("2026-W23", EditionState.MISSED, False),
        ("2026-W24", EditionState.BUILDING, True),
    ]
    assert {it.message.partition(":")[0] for it in outcomes[:2]} == {"missed"}
    assert all("nothing was published on it" in it.message for it in outcomes[:2])


def test_no_later_week_is_begun_while_one_that_is_caught_up_waits_for_the_network(
    tmp_path: Path, served: Served
) -> None:
    desk = following(tmp_path, served, "/gone")
    _all_caught_up(desk)
    assert only(desk.run("2026-05-18T13:00+09:00")).state is EditionState.PUBLISHED

    looks = [desk.run(moment) for moment in ("2026-06-09T09:00+09:00", "2026-06-09T10:00+09:00")]

    assert (only(looks[0]).edition, only(looks[0]).is_open) == ("2026-W22", True)
    assert looks[1].outcomes == ()
    assert desk.states() == {"2026-W21": "published", "2026-W22": "building"}


def test_a_week_that_nobody_saw_in_time_is_missed_with_the_reason_and_stays_so(second: Desk) -> None:
    outcome = only(second.run("2026-05-27T06:01+09:00"))

    assert (outcome.state, outcome.failed, outcome.exit_code) == (EditionState.MISSED, True, 0)
    assert (
        "nobody ran briefs for 2 days after it was due, and it may be at most 2 days late" in outcome.message
    )
    assert second.run("2026-05-25T06:00+09:00").outcomes == ()
    assert second.moves()[-1].reason in outcome.message
    assert second.records()["2026-W22"].number == 0


def test_nothing_is_missed_from_before_the_schedule_was_first_seen(desk: Desk) -> None:
    first = desk.run("2026-05-22T12:00+09:00")

    assert first.outcomes == ()
    assert first.notes == (
        "2026-W22, the first edition, is due on Monday 2026-05-25 06:00 UTC+09:00; no week before it counts",
    )
    assert desk.states() == {}

    begin(desk, W22)
    assert desk.states() == {"2026-W22": "planned"}


def test_a_trial_with_an_earlier_moment_makes_no_week_since_then_one_that_was_missed(desk: Desk) -> None:
    desk.run("2026-08-06T12:00+09:00")
    assert only(desk.run(W21)).state is EditionState.PUBLISHED

    assert desk.run("2026-08-07T12:00+09:00").outcomes == ()
    assert desk.states() == {"2026-W21": "published"}


def test_a_week_after_the_schedule_was_first_seen_is_missed_though_no_edition_was_ever_made(
    desk: Desk,
) -> None:
    desk.run("2026-05-22T12:00+09:00")

    assert only(desk.run("2026-05-29T12:00+09:00")).state is EditionState.MISSED
    assert desk.states() == {"2026-W22": "missed"}


def test_a_clock_that_was_once_a_year_ahead_does_not_stop_the_schedule(desk: Desk) -> None:
    desk.run("2027-05-25T06:00+09:00")
    assert desk.states() == {"2027-W21": "published"}
    desk.put("d.txt", "2026-05-14", SAMPLES)

    begin(desk, W21)
    assert desk.states() == {"2026-W21": "planned", "2027-W21": "published"}


# ---- By hand ---------------------------------------------------------------------------------------------------------


def test_a_week_that_was_missed_can_be_made_by_hand(second: Desk) -> None:
    second.run("2026-05-28T06:00+09:00")

    outcome = only(second.by_hand("2026-W22", "2026-05-28T09:00+09:00"))

    assert (outcome.state, outcome.revision) == (EditionState.PUBLISHED, 0)
    record = second.records()["2026-W22"]
    assert (record.number, record.as_of.isoformat()) == (2, "2026-05-28T00:00:00+00:00")
    assert {move.actor for move in second.moves()[-5:]} == {"Ada Weaver"}


def test_a_week_that_is_made_by_hand_before_its_time_is_not_made_again(second: Desk) -> None:
    assert only(second.by_hand("2026-W22", "2026-05-23T09:00+09:00")).state is EditionState.PUBLISHED

    assert second.run(W22).outcomes == ()


def test_what_somebody_has_asked_for_is_finished_however_late_it_is(second: Desk) -> None:
    second.run("2026-05-28T06:00+09:00")
    (second.folder / "papers").rename(second.folder / "elsewhere")
    with pytest.raises(Exception, match="papers"):
        second.by_hand("2026-W22", "2026-05-28T09:00+09:00")
    (second.folder / "elsewhere").rename(second.folder / "papers")

    assert only(second.run("2026-05-28T10:00+09:00")).state is EditionState.PUBLISHED


@pytest.mark.parametrize(
    ("week", "said"),
    [
        ("2026-W21", "is published and stays as it is; `briefs correct 2026-W21"),
        ("2026-W30", "by hand can be made 2026-W21, which was due last, 2026-W22, which comes next"),
        ("2026-W10", "it was never due here"),
        ("2027-W53", "week"),
        ("yesterday", "is no ISO week"),
    ],
)
def test_other_weeks_are_not_made_by_hand(second: Desk, week: str, said: str) -> None:
    with pytest.raises(NotAllowed, match=said):
        second.by_hand(week, "2026-05-23T09:00+09:00")

    assert second.states() == {"2026-W21": "published"}
