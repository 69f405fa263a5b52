"""``briefs schedule``: what it says, what it writes, and how it ends."""

import datetime
import json
from pathlib import Path

import pytest

from briefs.cli.schedule_console import tell
from briefs.config import load
from briefs.editions.runs.timetable import look
from tests.cli.conftest import Run
from tests.distribution.servers import Box, listening
from tests.editions.weekly import CONFIGURATION

SCHEDULE = '[schedule]\nweekday = "monday"\ntime = "06:30"\nzone = "Europe/Paris"\n'


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    (tmp_path / "briefs.toml").write_text(SCHEDULE + CONFIGURATION, encoding="utf-8")
    return tmp_path


def mail(port: int) -> str:
    owners = '["kim@desk.example", "sato@desk.example"]'
    return (
        f'[mail]\nowners = {owners}\nfrom = "briefs@desk.example"\n'
        f'server = "127.0.0.1"\nport = {port}\nsecurity = "none"\n'
    )


# ---- next ----


@pytest.mark.usefixtures("workspace")
def test_the_next_slots_are_told_in_local_time_with_zone_and_offset_and_in_utc(run: Run) -> None:
    done = run("schedule", "next", "-n", "53")

    lines = [line for line in done.stdout.splitlines() if line.startswith("next")]
    assert (done.returncode, done.stderr, len(lines)) == (0, "", 53)
    assert all("Monday" in line and " 06:30 UTC+0" in line for line in lines)
    assert {line.split()[-1][-6:] for line in lines} == {"05:30Z", "04:30Z"}  # winter and summer
    assert "time zone: Europe/Paris" in done.stdout


@pytest.mark.usefixtures("workspace")
def test_the_timetable_is_there_for_programs_too(run: Run) -> None:
    table = json.loads(run("schedule", "next", "-n", "2", "--json").stdout)

    assert list(table) == [
        "schema",
        "zone",
        "catch_up",
        "max_late_hours",
        "first",
        "last",
        "due",
        "begun",
        "next",
    ]
    assert (table["schema"], table["zone"], table["last"]) == ("briefs/timetable/1", "Europe/Paris", None)
    one, two = (datetime.datetime.fromisoformat(slot["utc"]) for slot in table["next"])
    assert one == datetime.datetime.fromisoformat(table["next"][0]["local"])
    assert datetime.timedelta(days=6) < two - one < datetime.timedelta(days=8)


def test_what_is_due_is_told_with_what_is_to_be_done(workspace: Path, run: Run) -> None:
    """Late by up to 999 days: the last slot is due at any moment."""
    (workspace / "briefs.toml").write_text(
        f'{SCHEDULE}max_late = "999 days"\n{CONFIGURATION}', encoding="utf-8"
    )
    (due,) = (line for line in run("schedule", "next").stdout.splitlines() if line.startswith("due"))
    (told,) = json.loads(run("schedule", "next", "--json").stdout)["due"]

    assert due.endswith("to make")
    assert (told["edition"], told["task"]) == (due.split()[1], "make")


def test_weeks_that_are_too_late_are_told_in_words_and_many_of_them_in_two_lines(
    workspace: Path, run: Run, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run("run", "--due", "--as-of", "2026-01-09T12:00").returncode == 0
    now = datetime.datetime(2026, 5, 20, tzinfo=datetime.UTC)

    tell(look(load(workspace / "briefs.toml"), workspace / "out", now, 1), as_json=False)

    lines = capsys.readouterr().out.splitlines()
    late = [line for line in lines if "too late; will be recorded as missed" in line]
    assert [line.split()[:2] for line in late] == [["due", "2026-W03"], ["due", "2026-W20"]]
    assert late[1].endswith("too late; will be recorded as missed, and 16 weeks between")
    assert "weeks count from: 2026-W03" in lines


@pytest.mark.usefixtures("workspace")
@pytest.mark.parametrize("number", ["0", "531", "x", "-1", "²"])
def test_a_number_of_slots_that_makes_no_sense_is_refused(run: Run, number: str) -> None:
    assert run("schedule", "next", "-n", number).returncode == 2


@pytest.mark.parametrize("command", [("next",), ("run",), ("emit", "cron")])
def test_without_a_schedule_it_is_said_what_to_add(
    tmp_path: Path, run: Run, command: tuple[str, ...]
) -> None:
    (tmp_path / "briefs.toml").write_text(CONFIGURATION, encoding="utf-8")
    done = run("schedule", *command)

    assert done.returncode == 78
    assert "add a table [schedule]" in done.stderr


def test_what_is_shipped_is_nobodys_schedule(run: Run) -> None:
    assert run("schedule", "next").returncode == 78


# ---- emit ----


def test_units_name_this_program_this_workspace_and_the_minute_of_the_slot(workspace: Path, run: Run) -> None:
    done = run("schedule", "emit", "systemd", "--name", "weekly", "--to", "units")

    assert done.stdout.splitlines() == ["units/weekly.service", "units/weekly.timer"]
    service = (workspace / "units" / "weekly.service").read_text()
    assert f"run --due --config {workspace}/briefs.toml --out {workspace}/out" in service
    assert "OnCalendar=*:30:00 UTC" in (workspace / "units" / "weekly.timer").read_text()


@pytest.mark.parametrize("caller", ["systemd", "cron", "github", "launchd"])
def test_without_a_folder_the_files_are_printed(workspace: Path, run: Run, caller: str) -> None:
    run("schedule", "emit", caller, "--to", "files")
    printed = run("schedule", "emit", caller).stdout

    written = [path.read_text() for path in sorted((workspace / "files").rglob("*")) if path.is_file()]
    assert printed == "\n".join(written)


def test_a_path_with_a_way_back_is_written_without_it(workspace: Path, run: Run) -> None:
    (workspace / "sub").mkdir()
    done = run(
        "schedule", "emit", "cron", "--config", "../briefs.toml", "--out", "../out", cwd=workspace / "sub"
    )

    assert f"--config {workspace}/briefs.toml --out {workspace}/out" in done.stdout


@pytest.mark.usefixtures("workspace")
@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (("fcron",), 2),
        (("cron", "--name", "a b"), 2),
        (("cron", "--name", "../x"), 2),
        (("github", "--out", "/srv"), 77),
    ],
)
def test_what_cannot_be_emitted_is_refused(run: Run, arguments: tuple[str, ...], code: int) -> None:
    assert run("schedule", "emit", *arguments).returncode == code


# ---- test-notice ----


def test_a_trial_names_the_owners_who_were_written_to(workspace: Path, run: Run) -> None:
    box = Box(refused=frozenset({"sato@desk.example"}))
    with listening(box) as port:
        (workspace / "briefs.toml").write_text(SCHEDULE + mail(port) + CONFIGURATION, encoding="utf-8")
        done = run("schedule", "test-notice")

    assert (done.returncode, done.stdout) == (0, "kim@desk.example\n")
    assert "sato@desk.example: the mail server refused" in done.stderr
    assert len(box.taken) == 1


def test_a_trial_without_a_server_says_why(workspace: Path, run: Run) -> None:
    (workspace / "briefs.toml").write_text(SCHEDULE + mail(1) + CONFIGURATION, encoding="utf-8")
    done = run("schedule", "test-notice")

    assert done.returncode == 76
    assert done.stderr == "briefs: mail server 127.0.0.1:1: cannot be reached: Connection refused\n"


# ---- what follows a run ----


def test_a_run_that_cannot_go_on_is_told_to_hook_and_owners_once(workspace: Path, run: Run) -> None:
    box = Box()
    hooks = '[hooks]\non_failure = ["/bin/sh", "-c", "cat >> failed.json; exit 9"]\n'
    with listening(box) as port:
        text = f'{SCHEDULE}max_late = "999 days"\n{hooks}{mail(port)}{CONFIGURATION}'
        (workspace / "briefs.toml").write_text(text, encoding="utf-8")
        (workspace / "store").mkdir()
        (workspace / "store" / "store.sqlite3").write_bytes(
            b"no database at all, but long enough to be one" * 50
        )
        ended = [run("run", "--due") for _ in range(3)]

    assert [done.returncode for done in ended] == [72, 72, 72]
    assert all("hooks.on_failure (/bin/sh): ended with 9" in done.stderr for done in ended)
    outcomes = [json.loads(line) for line in (workspace / "failed.json").read_text().splitlines()]
    assert [outcome["exit_code"] for outcome in outcomes] == [72, 72, 72]
    (message,) = box.messages
    assert message["Subject"] == "Northport brief: a run failed"


def test_the_first_week_that_nobody_made_is_told_by_a_run_that_has_nothing_else_to_do(
    workspace: Path, run: Run
) -> None:
    """A run saw the schedule, slept through its first slot, and then found no mail server; the next one does."""
    early = SCHEDULE + 'max_late = "1 hour"\n'
    (workspace / "briefs.toml").write_text(early + mail(1) + CONFIGURATION, encoding="utf-8")
    assert run("run", "--due", "--as-of", "2026-05-13T06:00+02:00").returncode == 0
    missed = run("run", "--due", "--as-of", "2026-05-20T06:00+02:00")
    shown = run("schedule", "next")
    box = Box()
    with listening(box) as port:
        (workspace / "briefs.toml").write_text(early + mail(port) + CONFIGURATION, encoding="utf-8")
        idle = [run("run", "--due", "--as-of", f"2026-05-20T0{hour}:00+02:00") for hour in (7, 8)]

    assert "the owners could not be told (Northport brief: 2026-W21 was missed)" in missed.stderr
    assert [(done.returncode, done.stderr) for done in idle] == [(0, "")] * 2
    assert [message["Subject"] for message in box.messages] == ["Northport brief: 2026-W21 was missed"]
    assert "last  2026-W21  Monday 2026-05-18 06:30 UTC+02:00     2026-05-18T04:30Z  missed" in shown.stdout


def test_the_help_of_schedule_names_its_commands(run: Run) -> None:
    told = run("schedule", "--help").stdout

    assert all(f"  {command} " in told for command in ("next", "run", "emit", "test-notice"))
