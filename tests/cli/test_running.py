"""``briefs run``, as typed: by a clock, and by hand."""

import contextlib
import fcntl
import json
import os
import pty
import shutil
import signal
import subprocess
import time
from pathlib import Path

import pytest

from briefs.cli import persons
from tests.cli.conftest import Run
from tests.cli.terminal import COMMAND, environment
from tests.editions.scheduled import W21, Desk, scheduled
from tests.editions.weekly import CLOSED, THREE

AN_HOUR_LATER = "2026-05-18T07:00+09:00"


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    desk = scheduled(tmp_path)
    desk.put("a.txt", "2026-05-12", THREE, CLOSED)
    return desk


@pytest.fixture(scope="module")
def first(tmp_path_factory: pytest.TempPathFactory) -> Desk:
    """A desk whose first edition was issued; to be copied."""
    desk = scheduled(tmp_path_factory.mktemp("first"))
    desk.put("a.txt", "2026-05-12", THREE, CLOSED)
    desk.run(W21)
    return desk


@pytest.fixture
def issued(first: Desk, tmp_path: Path) -> Desk:
    """A desk of one's own whose first edition was issued."""
    shutil.copytree(first.folder, tmp_path, dirs_exist_ok=True)
    return Desk(folder=tmp_path)


def _started(desk: Desk) -> "subprocess.Popen[str]":
    """A run in a process of its own."""
    return subprocess.Popen(
        [*COMMAND, "run", "--due", "--as-of", W21],
        cwd=desk.folder,
        env=environment(),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


@pytest.mark.usefixtures("desk")
def test_one_line_says_what_was_made_and_where_and_nothing_is_said_of_nothing(run: Run) -> None:
    made = run("run", "--due", "--as-of", W21)
    idle = run("run", "--due", "--as-of", AN_HOUR_LATER)

    assert (made.returncode, made.stdout, made.stderr) == (
        0,
        "2026-W21: published as number 1: out/2026-W21\n",
        "",
    )
    assert (idle.returncode, idle.stdout, idle.stderr) == (0, "", "")


def test_who_watches_sees_each_step_and_when_the_next_edition_is_due(desk: Desk) -> None:
    made, idle = (_watched(desk, moment) for moment in (W21, AN_HOUR_LATER))

    assert "2026-W21: reading and choosing sentences, setting the pages" in made
    assert "2026-W21: published as number 1: out/2026-W21" in made
    assert idle == "briefs: nothing is due; 2026-W22 is next, on Monday 2026-05-25 06:00 UTC+09:00\r\n"


def _watched(desk: Desk, moment: str) -> str:
    """What a terminal shows of a run."""
    ours, theirs = pty.openpty()
    process = subprocess.Popen(
        [*COMMAND, "run", "--due", "--as-of", moment],
        cwd=desk.folder,
        env=environment(TERM="dumb", COLUMNS="120"),
        stdin=subprocess.DEVNULL,
        stdout=theirs,
        stderr=theirs,
    )
    os.close(theirs)
    shown = b""
    with contextlib.suppress(OSError):  # what Linux says at the end of a terminal
        while piece := os.read(ours, 4096):
            shown += piece
    os.close(ours)
    assert process.wait(timeout=60) == 0
    return shown.decode()


def test_what_is_to_be_tried_again_ends_with_75(tmp_path: Path, run: Run) -> None:
    scheduled(tmp_path)

    done = run("run", "--due", "--as-of", W21, "--quiet")

    assert (done.returncode, done.stdout) == (75, "")
    assert done.stderr.startswith("briefs: 2026-W21: what is followed has no document yet: ")
    assert done.stderr.endswith("; the next run tries again\n")


@pytest.mark.usefixtures("issued")
def test_a_week_that_is_missed_is_said_and_is_no_failure_of_the_run(run: Run) -> None:
    done = run("run", "--due", "--as-of", "2026-05-28T06:00+09:00")

    assert done.returncode == 0
    assert done.stderr.startswith("briefs: 2026-W22: missed: nobody ran briefs for 3 days")


def test_a_week_can_be_made_by_hand_a_program_is_told_and_the_log_says_by_whom(desk: Desk, run: Run) -> None:
    done = run("run", "2026-W21", "--as-of", "2026-05-22T06:00", "--json")

    told = json.loads(done.stdout)
    (edition,) = told["editions"]
    assert (done.returncode, told["exit_code"]) == (0, 0)
    assert (edition["edition"], edition["state"]) == ("2026-W21", "published")
    assert edition["folder"] == str(desk.out / "2026-W21")
    assert {move.actor for move in desk.moves()} == {persons.user()}


@pytest.mark.usefixtures("issued")
def test_a_week_that_was_issued_is_not_made_again_by_hand(run: Run) -> None:
    done = run("run", "2026-W21", "--as-of", "2026-05-22T06:00")

    assert done.returncode == 77
    assert "2026-W21 is published and stays as it is" in done.stderr


@pytest.mark.parametrize("words", [(), ("2026-W21", "--due")])
def test_a_week_is_named_or_what_is_due_is_asked_for(desk: Desk, run: Run, words: tuple[str, ...]) -> None:
    done = run("run", *words)

    assert done.returncode == 2
    assert "name a week, or say --due" in done.stderr
    assert desk.states() == {}


def test_what_is_shipped_cannot_be_run(tmp_path: Path, run: Run) -> None:
    done = run("run", "--due")

    assert done.returncode == 78
    assert "no briefs.toml here" in done.stderr
    assert [*tmp_path.iterdir()] == []


def test_without_a_schedule_it_is_said_what_to_write(tmp_path: Path, run: Run) -> None:
    scheduled(tmp_path, schedule="")

    done = run("run", "--due")

    assert done.returncode == 78
    assert "add a table [schedule]" in done.stderr


def test_another_run_that_is_at_work_is_named_and_ends_this_one_with_75(desk: Desk, run: Run) -> None:
    store = desk.folder / "store"
    store.mkdir()
    with (store / "run.lock").open("w", encoding="ascii") as lock:
        lock.write("process 77 on desk, since 2026-05-18 06:00 UTC\n")
        lock.flush()
        fcntl.flock(lock, fcntl.LOCK_EX)

        done = run("run", "--due", "--as-of", W21)

    assert done.returncode == 75
    assert "another run is at work: process 77 on desk, since 2026-05-18 06:00 UTC; try again" in done.stderr
    assert desk.states() == {}


def test_a_build_does_not_replace_what_was_issued(issued: Desk, run: Run) -> None:
    stood = issued.files()

    refused = run("build", "--edition", "2026-W21", "--as-of", "2026-05-18")
    other = run("build", "--edition", "trial", "--as-of", "2026-05-18", "--no-site", "-q")

    assert refused.returncode == 77
    assert "briefs correct 2026-W21 --because TEXT" in refused.stderr
    assert other.returncode == 0
    assert {name: it for name, it in issued.files().items() if not name.startswith("trial/")} == stood


@pytest.mark.parametrize(
    ("number", "code"), [(signal.SIGTERM, 143), pytest.param(signal.SIGINT, 130, marks=pytest.mark.deep)]
)
def test_a_run_that_is_told_to_end_ends_cleanly_and_the_next_goes_on(
    desk: Desk, run: Run, number: signal.Signals, code: int
) -> None:
    process = _started(desk)
    store = desk.folder / "store" / "store.sqlite3"
    while not store.exists():
        assert process.poll() is None
        time.sleep(0.005)
    process.send_signal(number)
    _, said = process.communicate(timeout=60)

    assert (process.returncode, said) == (code, "briefs: interrupted; the next run goes on with it\n")
    assert [path.name for path in desk.out.glob(".*")] in ([], [".site"])
    assert run("run", "--due", "--as-of", W21).returncode == 0
    assert desk.states() == {"2026-W21": "published"}


@pytest.mark.deep
def test_of_two_runs_at_once_one_makes_the_edition_and_the_other_nothing(desk: Desk) -> None:
    runs = [_started(desk) for _ in range(2)]

    ended = [(process.communicate(timeout=60), process.returncode) for process in runs]

    assert sorted(code for _, code in ended) in ([0, 75], [0, 0])
    assert sum("published" in said for (said, _), _ in ended) == 1
    assert [move.state.value for move in desk.moves()].count("published") == 1


def test_nothing_due_needs_little_of_the_processor(issued: Desk) -> None:
    imported = subprocess.run(
        [*COMMAND[:1], "-X", "importtime", *COMMAND[1:], "run", "--due", "--as-of", AN_HOUR_LATER],
        cwd=issued.folder,
        env=environment(),
        capture_output=True,
        text=True,
        check=True,
    ).stderr

    names = {line.rpartition("|")[2].strip() for line in imported.splitlines()}
    assert names.isdisjoint(
        {"sqlalchemy", "rich", "jinja2", "lxml", "asyncio", "httpx", "weasyprint", "pydantic"}
    )


def test_a_first_look_by_hand_is_not_silent_on_a_terminal(desk: Desk) -> None:
    assert "2026-W22" in _watched(desk, "2026-05-22T12:00+09:00")
