"""The owners are told once of each edition that did not come out, however often it fails."""

import datetime
import socket
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from briefs.config import Settings, load
from briefs.editions.runs.notices import NAME, read
from briefs.editions.runs.notifying import Matters, notify, try_out
from briefs.editions.runs.outcome import Outcome
from briefs.errors import ConfigurationError, NotSent
from briefs.model import CatchUp, EditionState, Mail, MailServer, Schedule, Secret, Security
from tests.distribution.servers import Box, listening
from tests.editions.weekly import CONFIGURATION

SEOUL = ZoneInfo("Asia/Seoul")
DUE = datetime.datetime(2026, 5, 18, 6, 0, tzinfo=SEOUL)
HOUR = datetime.timedelta(hours=1)
DAY = datetime.timedelta(days=1)


@pytest.fixture
def box() -> Box:
    return Box()


@pytest.fixture
def port(box: Box) -> Iterator[int]:
    with listening(box) as taken:
        yield taken


@pytest.fixture
def settings(tmp_path: Path, port: int) -> Settings:
    (tmp_path / "briefs.toml").write_text(CONFIGURATION, encoding="utf-8")
    schedule = Schedule(weekday=1, at=datetime.time(6), zone=SEOUL, catch_up=CatchUp.LATEST)
    return replace(load(tmp_path / "briefs.toml"), schedule=schedule, mail=mail(port))


def mail(port: int) -> Mail:
    server = MailServer(host="127.0.0.1", port=port, security=Security.NONE)
    return Mail(sender="briefs@desk.example", owners=("kim@desk.example", "sato@desk.example"), server=server)


def no_password() -> Secret | None:
    raise AssertionError("nobody asked for one")


def failure(code: int = 72, edition: str | None = "2026-W21", moment: datetime.datetime = DUE) -> Outcome:
    return Outcome(
        moment=moment,
        exit_code=code,
        message="/srv/desk/store: cannot be written: No space left on device",
        edition=edition,
        slot=DUE if edition else None,
    )


def success(edition: str = "2026-W21") -> Outcome:
    return Outcome(
        moment=DUE, exit_code=0, message="published", edition=edition, state=EditionState.PUBLISHED
    )


def tell(
    settings: Settings, *outcomes: Outcome, at: datetime.datetime = DUE, missed: tuple[str, ...] = ()
) -> tuple[str, ...]:
    return notify(Matters(outcomes=outcomes, missed=missed), settings, at, no_password)


def text(box: Box, place: int = -1) -> str:
    """What a mail says, its lines joined."""
    return " ".join(str(box.messages[place].get_content()).split())


# ---- What they are told ----


def test_owners_are_told_what_when_why_and_what_to_do(settings: Settings, box: Box) -> None:
    assert tell(settings, failure(moment=DUE + 2 * datetime.timedelta(minutes=1))) == ()

    assert box.messages[0]["Subject"] == "Northport brief: 2026-W21 has not come out"
    assert box.taken[0].rcpt_tos == ["kim@desk.example", "sato@desk.example"]
    said = text(box)
    assert 'The edition 2026-W21 of "Northport brief" has not come out.' in said
    assert (
        "it was due on Monday 2026-05-18 06:00 UTC+09:00; the run failed on Monday 2026-05-18 06:02" in said
    )
    assert "Why: /srv/desk/store: cannot be written: No space left on device (The run ended with 72.)" in said
    assert "Every run tries again until Thursday 2026-05-21 06:00 UTC+09:00" in said
    assert "recorded as missed" in said


def test_where_nothing_is_caught_up_it_is_tried_for_two_hours_only(settings: Settings, box: Box) -> None:
    assert settings.schedule is not None
    tell(replace(settings, schedule=replace(settings.schedule, catch_up=CatchUp.NONE)), failure())

    assert "tries again until Monday 2026-05-18 08:00 UTC+09:00" in text(box)


def test_a_run_that_failed_before_any_edition_is_told_too(settings: Settings, box: Box) -> None:
    tell(settings, failure(78, edition=None))

    assert box.messages[0]["Subject"] == "Northport brief: a run failed"
    assert "failed before it came to an edition" in text(box)


def test_a_missed_week_is_told_with_how_to_make_it_all_the_same(settings: Settings, box: Box) -> None:
    outcome = Outcome(
        moment=DUE + 4 * DAY,
        exit_code=0,
        message="the machine was off",
        edition="2026-W21",
        state=EditionState.MISSED,
    )
    tell(settings, outcome, missed=("2026-W21",), at=DUE + 4 * DAY)

    (message,) = box.messages
    assert message["Subject"] == "Northport brief: 2026-W21 was missed"
    said = text(box)
    assert "it was due on Monday 2026-05-18 06:00 UTC+09:00 and may be at most 3 days late" in said
    assert "Why: the machine was off" in said
    assert "briefs run 2026-W21" in said
    assert "The next edition is due on Monday 2026-05-25 06:00 UTC+09:00." in said


def test_a_quiet_week_is_told_as_such_and_asks_nothing_of_anybody(settings: Settings, box: Box) -> None:
    reason = "nothing was published on it: no new document since Monday 2026-05-11 06:00 UTC+09:00"
    waits = Outcome(
        moment=DUE,
        exit_code=0,
        message="nothing to print yet",
        edition="2026-W21",
        state=EditionState.BUILDING,
    )
    over = replace(waits, message=f"missed: {reason}", state=EditionState.MISSED)

    tell(settings, waits)
    assert box.messages == []
    tell(settings, over, missed=("2026-W21",), at=DUE + 4 * DAY)

    (message,) = box.messages
    assert message["Subject"] == "Northport brief: nothing was published on 2026-W21"
    assert f"Why: missed: {reason}" in text(box)
    assert "What to do: nothing, if it was as quiet as that;" in text(box)
    assert "briefs run --due" not in text(box)


def test_sixty_missed_weeks_are_one_mail(settings: Settings, box: Box) -> None:
    weeks = tuple(f"2025-W{week:02}" for week in range(1, 53)) + tuple(
        f"2026-W{week:02}" for week in range(1, 9)
    )
    tell(settings, missed=weeks)
    tell(settings, missed=weeks, at=DUE + HOUR)

    (message,) = box.messages
    assert message["Subject"] == "Northport brief: 60 weeks were missed"
    assert all(week in text(box) for week in weeks)


def test_a_message_cannot_steer_a_terminal_nor_fill_a_box(settings: Settings, box: Box) -> None:
    hostile = replace(failure(), message="\x1b[2J\r\nBcc: all@desk.example\r\n" + "x " * 50_000)
    tell(replace(settings, title="Two\r\nBcc: lines " + "long " * 200), hostile)

    assert len(box.taken[0].rcpt_tos) == 2
    assert "\x1b" not in box.messages[0].get_content()
    assert len(text(box)) < 6_000
    assert len(str(box.messages[0]["Subject"])) < 160


def test_without_a_schedule_the_words_are_without_its_moments(settings: Settings, box: Box) -> None:
    bare = replace(settings, schedule=None)
    tell(bare, failure(), missed=("2026-W20",))

    assert len(box.messages) == 2
    assert "Every run tries again." in text(box, 0)


# ---- Once ----


def test_an_hourly_failure_is_told_once(settings: Settings, box: Box) -> None:
    for hours in range(24):
        tell(settings, failure(moment=DUE + hours * HOUR), at=DUE + hours * HOUR)

    assert len(box.taken) == 1


def test_another_cause_or_another_edition_is_told_again(settings: Settings, box: Box) -> None:
    tell(settings, failure(72))
    tell(settings, failure(70))
    tell(settings, failure(72, "2026-W22"))

    assert [message["Subject"] for message in box.messages] == [
        "Northport brief: 2026-W21 has not come out",
        "Northport brief: 2026-W21 has not come out",
        "Northport brief: 2026-W22 has not come out",
    ]
    assert len({message["Message-ID"] for message in box.messages}) == 3


def test_the_same_failure_twice_in_one_run_is_told_once(settings: Settings, box: Box) -> None:
    tell(settings, failure(), failure())

    assert len(box.taken) == 1


def test_a_failure_of_no_edition_is_told_again_only_after_a_run_has_ended_well(
    settings: Settings, box: Box
) -> None:
    for hours, outcomes in enumerate([(failure(78, None),), (failure(78, None),), (), (failure(78, None),)]):
        tell(settings, *outcomes, at=DUE + hours * HOUR)

    assert len(box.taken) == 2
    assert box.messages[0]["Message-ID"] != box.messages[1]["Message-ID"]


def test_that_another_run_is_at_work_is_told_only_after_three_hours(settings: Settings, box: Box) -> None:
    told = []
    for hours in range(5):
        tell(settings, failure(75, None), at=DUE + hours * HOUR)
        told.append(len(box.taken))

    assert told == [0, 0, 0, 1, 1]


def test_a_run_that_goes_well_ends_the_wait(settings: Settings, box: Box) -> None:
    tell(settings, failure(75, None))
    tell(settings, at=DUE + HOUR)
    tell(settings, failure(75, None), at=DUE + 4 * HOUR)

    assert box.taken == []


def test_a_miss_that_a_killed_run_told_nobody_of_is_told_by_the_next(settings: Settings, box: Box) -> None:
    tell(settings, missed=("2026-W20",))
    tell(settings, missed=("2026-W20", "2026-W21"), at=DUE + HOUR)

    assert [message["Subject"] for message in box.messages] == [
        "Northport brief: 2026-W20 was missed",
        "Northport brief: 2026-W21 was missed",
    ]


def test_where_nothing_is_to_be_told_nothing_is_written(settings: Settings) -> None:
    tell(settings, success())
    tell(settings)

    assert not settings.store.exists()


def test_where_nobody_is_named_nobody_is_told(settings: Settings) -> None:
    assert tell(replace(settings, mail=None), failure()) == ()
    assert not settings.store.exists()


# ---- Servers and disks that are not there ----


def test_what_a_server_that_is_down_has_not_taken_is_tried_again_until_it_is(
    settings: Settings, box: Box
) -> None:
    with socket.create_server(("127.0.0.1", 0)) as nobody:
        closed = nobody.getsockname()[1]
    down = replace(settings, mail=mail(closed))

    (problem,) = tell(down, failure())
    assert "the owners could not be told (Northport brief: 2026-W21 has not come out)" in problem
    assert "Connection refused" in problem
    assert "tried again at the next run" in problem

    assert len(tell(down, failure(), at=DUE + HOUR)) == 1
    assert tell(settings, failure(), at=DUE + 2 * HOUR) == ()
    tell(settings, failure(), at=DUE + 3 * HOUR)

    (message,) = box.messages
    assert message["Date"] == "Sun, 17 May 2026 21:00:00 +0000"  # when it happened, not when it could be told


def test_one_server_that_is_down_is_asked_once_a_run(settings: Settings) -> None:
    with socket.create_server(("127.0.0.1", 0)) as nobody:
        closed = nobody.getsockname()[1]

    assert len(tell(replace(settings, mail=mail(closed)), failure(), failure(70), missed=("2026-W20",))) == 1
    assert len(read(settings.store)) == 3


def test_what_came_out_before_anybody_could_be_told_is_not_told_any_more(
    settings: Settings, box: Box
) -> None:
    with socket.create_server(("127.0.0.1", 0)) as nobody:
        closed = nobody.getsockname()[1]
    tell(replace(settings, mail=mail(closed)), failure())

    tell(settings, success(), at=DUE + HOUR)

    assert box.taken == []
    assert read(settings.store) == ()


def test_an_owner_that_the_server_refuses_is_named_and_the_notice_is_told(
    settings: Settings, box: Box
) -> None:
    box.refused = frozenset({"sato@desk.example"})

    assert tell(settings, failure()) == (
        "sato@desk.example: the mail server refused this one of mail.owners",
    )
    assert tell(settings, failure(), at=DUE + HOUR) == ()
    assert len(box.taken) == 1


def test_a_password_that_cannot_be_read_is_told_and_nothing_is_lost(settings: Settings, box: Box) -> None:
    def unreadable() -> Secret | None:
        raise ConfigurationError("/run/secret: cannot be read")

    assert settings.mail is not None
    server = replace(settings.mail.server, security=Security.TLS, user="briefs")
    asking = replace(settings, mail=replace(settings.mail, server=server))

    (problem,) = notify(Matters(outcomes=(failure(),)), asking, DUE, unreadable)
    assert "/run/secret: cannot be read" in problem
    tell(settings, failure(), at=DUE + HOUR)

    assert len(box.taken) == 1


def test_a_state_that_cannot_be_written_does_not_keep_the_mail_and_sends_one_a_day(
    settings: Settings, box: Box
) -> None:
    """A folder stands where the file should be: as on a disk that is full, it cannot be replaced."""
    (settings.store / NAME / "in the way").mkdir(parents=True)
    told = [tell(settings, failure(), at=DUE + hours * HOUR) for hours in range(30)]

    assert len(box.taken) == 2
    assert all("cannot be written" in problems[0] for problems in told)
    (settings.store / NAME / "in the way").rmdir()
    (settings.store / NAME).rmdir()
    assert tell(settings, failure(), at=DUE + 60 * HOUR) == ()
    assert tell(settings, failure(), at=DUE + 90 * HOUR) == ()
    assert len(box.taken) == 3


def test_a_state_folder_that_cannot_be_made_does_not_keep_the_mail(settings: Settings, box: Box) -> None:
    settings.store.write_text("a file stands here")

    (problem,) = tell(settings, failure())

    assert "cannot be written" in problem
    assert len(box.taken) == 1


@pytest.mark.parametrize(
    "content",
    [b"", b"{", b"[]", b'{"notices": [{}]}', b'{"notices": 3}', b"\xff\xfe", b'{"notices": [{"moment": 3}]}'],
)
def test_a_file_that_is_damaged_is_begun_anew(settings: Settings, box: Box, content: bytes) -> None:
    settings.store.mkdir()
    (settings.store / NAME).write_bytes(content)

    assert tell(settings, failure()) == ()
    assert len(read(settings.store)) == len(box.taken) == 1


# ---- To try it ----


def test_a_trial_is_a_mail_of_no_consequence(settings: Settings, box: Box) -> None:
    assert try_out(settings, DUE, no_password) == ()

    assert box.messages[0]["Subject"] == "Northport brief: a trial"
    assert not settings.store.exists()


def test_a_trial_that_fails_says_so(settings: Settings) -> None:
    with socket.create_server(("127.0.0.1", 0)) as nobody:
        closed = nobody.getsockname()[1]

    with pytest.raises(NotSent, match="Connection refused"):
        try_out(replace(settings, mail=mail(closed)), DUE, no_password)
    with pytest.raises(ConfigurationError, match=r"add a table \[mail\]"):
        try_out(replace(settings, mail=None), DUE, no_password)


def test_that_an_edition_was_not_sent_is_another_matter_than_that_it_was_not_made(
    settings: Settings, box: Box
) -> None:
    unmade = failure(70)
    unsent = replace(failure(70), state=EditionState.SENDING, message="1 sent, 1 in doubt")

    for outcome in (unmade, unsent, unsent):
        assert notify(Matters(outcomes=(outcome,)), settings, DUE, no_password) == ()

    told = [str(message["Subject"]) for message in box.messages]
    assert told == [
        "Northport brief: 2026-W21 has not come out",
        "Northport brief: 2026-W21 was not sent to all its readers",
    ]
    text = " ".join(box.messages[1].get_content().split())
    assert text.startswith(
        'The edition 2026-W21 of "Northport brief" is out, and not all of its readers have it.'
    )
    assert "briefs deliveries 2026-W21" in text


def test_who_is_put_off_is_told_to_owners_only_where_it_lasts(settings: Settings, box: Box) -> None:
    waits = replace(failure(75), state=EditionState.SENDING, message="1 sent, 1 to be sent")
    sent = replace(failure(0), state=EditionState.SENT, message="2 sent")

    for moment, outcome in ((DUE, waits), (DUE + HOUR, sent), (DUE + 4 * HOUR, sent)):
        notify(Matters(outcomes=(outcome,)), settings, moment, no_password)
    assert box.messages == []
    for moment in (DUE, DUE + 4 * HOUR, DUE + 5 * HOUR):
        notify(Matters(outcomes=(waits,)), settings, moment, no_password)
    assert len(box.messages) == 1
