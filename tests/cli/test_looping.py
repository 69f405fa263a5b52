"""``briefs schedule run`` looks by children of its own, outlives them, and ends when it is told to."""

import datetime
import json
import os
import signal
import subprocess
import sys
import threading
from collections.abc import Callable
from pathlib import Path

import pytest

from briefs.cli.looping import Looping
from briefs.config import load
from tests.cli.terminal import COMMAND, briefs, environment
from tests.editions.weekly import CONFIGURATION

DONE = {"edition": "2026-W21", "failed": False, "message": "published as number 7"}
FAILED = {"edition": "2026-W20", "failed": True, "message": "the disk is full"}
TOLD = json.dumps({"exit_code": 0, "editions": [DONE, FAILED], "notes": ["two sources were silent"]})
HOOKS = '[hooks]\non_failure = ["/bin/sh", "-c", "cat >> failed.json"]\n'

Start = Callable[[str], int]


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    """A folder in whose week nothing is due: the next slot is three days ahead, and the last too far behind."""
    today = datetime.datetime.now(datetime.UTC).date()  # noqa: TID251 - the loop reads the same clock
    weekday = f"{today + datetime.timedelta(days=3):%A}".lower()
    schedule = f'[schedule]\nweekday = "{weekday}"\nzone = "UTC"\nmax_late = "1 hour"\n'
    (tmp_path / "briefs.toml").write_text(schedule + HOOKS + CONFIGURATION, encoding="utf-8")
    return tmp_path


@pytest.fixture
def start(workspace: Path, monkeypatch: pytest.MonkeyPatch) -> Start:
    """A function that runs the loop, with a script in the place of Python: it is what each look starts."""

    def run(script: str) -> int:
        program = workspace / "python"
        program.write_text(f'#!/bin/sh\ncd "{workspace}"\necho "$@" >> looks\n{script}\n')
        program.chmod(0o755)
        monkeypatch.setattr(sys, "executable", str(program))
        configuration = workspace / "briefs.toml"
        return Looping(load(configuration), configuration, workspace / "out").run()

    return run


def looks(workspace: Path) -> list[str]:
    return (workspace / "looks").read_text().splitlines()


def test_each_look_is_a_run_of_what_is_due(start: Start, workspace: Path) -> None:
    start("kill -TERM $PPID")

    options = f"--due --json --quiet --config {workspace}/briefs.toml --out {workspace}/out"
    assert looks(workspace) == [f"-P -m briefs.cli run {options}"]


def test_an_end_that_is_asked_for_meanwhile_lets_the_edition_be_finished(
    start: Start, workspace: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    code = start(f"kill -TERM $PPID; sleep 0.3; echo '{TOLD}'")

    lines = capfd.readouterr().out.splitlines()
    assert code == 0
    assert len(looks(workspace)) == 1
    assert [line.partition(" ")[2] for line in lines[:2]] == [
        "2026-W21: published as number 7",
        "two sources were silent",
    ]
    assert all(datetime.datetime.fromisoformat(line.partition(" ")[0]).tzinfo for line in lines)


def test_what_failed_is_left_to_the_look_that_has_said_it(
    start: Start, capfd: pytest.CaptureFixture[str]
) -> None:
    start(f"kill -TERM $PPID; echo '{TOLD}'; echo 'briefs: 2026-W20: the disk is full' >&2")

    told = capfd.readouterr()
    assert "2026-W20" not in told.out
    assert told.err == "briefs: 2026-W20: the disk is full\n"


def test_an_end_that_is_asked_for_twice_ends_the_edition_in_hand_too(start: Start, workspace: Path) -> None:
    script = (
        "trap 'echo ended >> looks; exit 143' TERM\n"
        "kill -TERM $PPID; sleep 0.2; kill -INT $PPID\n"
        "while :; do sleep 0.05; done"
    )

    assert start(script) == 143
    assert looks(workspace)[1:] == ["ended"]


def test_a_look_that_was_ended_on_purpose_is_no_failure(start: Start, workspace: Path) -> None:
    assert start("kill -TERM $PPID; sleep 0.2; kill -INT $PPID\nwhile :; do sleep 0.05; done") == 143
    assert not (workspace / "failed.json").exists()


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_an_end_that_is_asked_for_while_it_rests_comes_at_once(
    start: Start, workspace: Path, number: signal.Signals, capfd: pytest.CaptureFixture[str]
) -> None:
    def ask() -> None:
        while "is due on" not in capfd.readouterr().out:  # what it says before it rests
            threading.Event().wait(0.01)
        os.kill(os.getpid(), number)

    asking = threading.Thread(target=ask)
    asking.start()
    code = start("true")
    asking.join()

    assert (code, len(looks(workspace))) == (0, 1)


def test_afterwards_signals_mean_what_they_did_before(start: Start) -> None:
    before = {number: signal.getsignal(number) for number in (signal.SIGTERM, signal.SIGINT)}
    start("kill -TERM $PPID")

    assert {number: signal.getsignal(number) for number in before} == before


def test_a_look_that_crashes_is_told_and_does_not_end_the_loop(
    start: Start, workspace: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    """The first end is asked for just before the crash: it is the loop that ends with 0, after the rest of its work."""
    assert start("kill -TERM $PPID; sleep 0.1; kill -KILL $$") == 0

    outcome = json.loads((workspace / "failed.json").read_text())
    assert (outcome["exit_code"], outcome["edition"]) == (137, None)
    assert outcome["message"] == "the run was ended by signal 9; the next goes on with it"
    assert "briefs: the run was ended by signal 9" in capfd.readouterr().err


def test_a_configuration_that_is_broken_meanwhile_is_told_by_the_last_that_was_right(
    start: Start, workspace: Path
) -> None:
    assert start("kill -TERM $PPID; echo broken > briefs.toml; exit 78") == 0

    outcome = json.loads((workspace / "failed.json").read_text())
    assert outcome["exit_code"] == 78
    assert "is not TOML" in outcome["message"]


def test_a_mistake_that_the_look_can_tell_of_itself_is_not_told_twice(start: Start, workspace: Path) -> None:
    assert start("kill -TERM $PPID; echo '[brief]\nkey_points = 9' > briefs.toml; exit 78") == 0
    assert not (workspace / "failed.json").exists()


def test_a_schedule_that_is_taken_away_meanwhile_leaves_the_last_one(
    start: Start, workspace: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    (workspace / "without").write_text(CONFIGURATION, encoding="utf-8")

    assert start("kill -TERM $PPID; cp without briefs.toml; exit 78") == 0
    assert "is due on" in capfd.readouterr().out
    assert not (workspace / "failed.json").exists()  # the look had settings, and has told it itself


def test_what_a_look_prints_that_is_no_json_is_passed_over(
    start: Start, capfd: pytest.CaptureFixture[str]
) -> None:
    start("kill -TERM $PPID; echo no json")

    assert "no json" not in capfd.readouterr().out


def test_two_loops_at_once_do_no_harm_and_each_ends_well(workspace: Path) -> None:
    assert briefs("run", "--due", cwd=workspace).returncode == 0  # notes from when weeks count
    loops = [
        subprocess.Popen(
            [*COMMAND, "schedule", "run"],
            cwd=workspace,
            env=environment(),
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        for _ in range(2)
    ]
    for loop in loops:
        assert loop.stdout is not None
        assert "is due on" in loop.stdout.readline()
        loop.terminate()

    assert [(*loop.communicate(timeout=60), loop.returncode) for loop in loops] == [("", "", 0)] * 2
