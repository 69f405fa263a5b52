"""What is due is done once, whatever happens on the way, and what cannot be done is said."""

import json
import shutil
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from briefs import shipped
from briefs.config.approval import Approving
from briefs.editions import duties
from briefs.editions.running import opened, run_due
from briefs.errors import ConfigurationError, NotAllowed, StoreBusy
from briefs.model import Approval, EditionState
from briefs.store import open_store
from tests.editions.following import feed, page
from tests.editions.scheduled import W21, W22, W23, Desk, nobody_listens, only, scheduled
from tests.editions.served import Served
from tests.editions.weekly import CABLE, CLOSED, CREWS, FARES, SAMPLES, SIX, THREE
from tests.sources.fault_server import answer


class Cut(BaseException):
    """The run ends here, as by a signal."""


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    """A desk whose first edition is due on 18 May 2026, and has sources."""
    desk = scheduled(tmp_path)
    desk.put("a.txt", "2026-05-12", THREE, CLOSED)
    desk.put("b.txt", "2026-05-13", FARES, CREWS)
    return desk


@pytest.fixture(scope="module")
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

    _begin(second, W22)

    assert second.records()["2026-W22"].number == 2


# ---- Whatever happens on the way -------------------------------------------------------------------------------------


def _begin(desk: Desk, moment: str) -> None:
    """Nothing; afterwards what is due is planned, and nothing has been asked for it yet."""
    with pytest.raises(Cut):
        desk.run(moment, _cut_at(1))


def _cut_at(number: int) -> Callable[[str], None]:
    """What ends a run when it reports for the so-manieth time."""
    calls = iter(range(1, 100))

    def report(_text: str) -> None:
        if next(calls) == number:
            raise Cut

    return report


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
        second.run(W22, _cut_at(step))
    assert not (second.out / "2026-W22").exists()

    assert only(second.run(W22)).state is EditionState.PUBLISHED

    assert second.files() == undisturbed.files()
    assert [move.state for move in second.moves()].count(EditionState.PLANNED) == 2


def test_what_was_snapshotted_is_used_and_speaks_from_its_moment_whatever_became_of_the_sources(
    second: Desk,
) -> None:
    with pytest.raises(Cut):
        second.run(W22, _cut_at(4))
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
    desk = _following(tmp_path, served, "/gone")
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
        "the first edition is 2026-W22, due on Monday 2026-05-25 06:00 UTC+09:00; no week before it counts",
    )
    assert desk.states() == {}

    _begin(desk, W22)
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

    _begin(desk, W21)
    assert desk.states() == {"2026-W21": "planned", "2027-W21": "published"}


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
    _begin(desk, W22)
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
    _begin(second, W23)
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
        second.run(W22, _cut_at(3))

    outcome = only(second.run("2026-05-28T06:00+09:00"))

    assert outcome.state is EditionState.MISSED
    assert outcome.message == "missed: it could not be made in time: the machine stopped while it was made"


def test_an_edition_that_was_begun_gives_way_to_the_next_one(second: Desk) -> None:
    with pytest.raises(Cut):
        second.run(W22, _cut_at(3))

    _begin(second, W23)

    assert second.states() == {"2026-W21": "published", "2026-W22": "missed", "2026-W23": "planned"}
    assert second.records()["2026-W23"].since == second.records()["2026-W21"].as_of


def test_without_a_schedule_nothing_can_be_run(tmp_path: Path) -> None:
    desk = scheduled(tmp_path, schedule="")

    with pytest.raises(ConfigurationError, match=r"add a table \[schedule\]"):
        desk.run(W21)


# ---- Sources that cannot be reached ----------------------------------------------------------------------------------


@pytest.fixture
def served() -> Iterator[Served]:
    with Served() as served:
        yield served


def _following(folder: Path, served: Served, *paths: str) -> Desk:
    """A desk that follows a folder with one report, and these addresses."""
    followed = [
        f'[[sources]]\nname = "Quay{path}"\naddress = "{served.server.url(path)}"\n' for path in paths
    ]
    hosts = '[fetching]\nprivate_hosts = ["127.0.0.1"]\ndelay_seconds = 0\ndeadline_seconds = 2\n'
    desk = scheduled(folder, hosts, *followed)
    desk.put("a.txt", "2026-05-12", THREE, CLOSED)
    return desk


def test_an_edition_waits_some_hours_for_a_network_that_is_gone_and_then_names_what_it_lacks(
    tmp_path: Path, served: Served
) -> None:
    desk = _following(tmp_path, served, "/gone", "/lost")

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
    desk = _following(tmp_path, served, "/feed", "/gone")

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
    _begin(waiting, W22)

    assert waiting.states() == {"2026-W21": "awaiting approval", "2026-W22": "planned"}
    assert waiting.records()["2026-W22"].since is None


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
