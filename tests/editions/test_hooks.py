"""A hook is told how the run ended, and nothing that it does holds up or changes what came out."""

import datetime
import json
import os
import signal
import sys
import time
from pathlib import Path
from typing import Any

import pytest

from briefs.config.hooks import Hooks
from briefs.editions.runs import hooks as hooks_module
from briefs.editions.runs.hooks import tell
from briefs.editions.runs.outcome import Outcome, to_json
from briefs.model import EditionState

MOMENT = datetime.datetime(2026, 5, 18, 6, 2, tzinfo=datetime.timezone(datetime.timedelta(hours=9)))
PUBLISHED = Outcome(
    moment=MOMENT,
    exit_code=0,
    message="published as number 7",
    edition="2026-W21",
    state=EditionState.PUBLISHED,
    slot=MOMENT - datetime.timedelta(minutes=2),
    as_of=MOMENT,
    folder=Path("/srv/out/2026-W21"),
    files=("brief.html", "brief.json", "brief.pdf"),
)
FAILED = Outcome(moment=MOMENT, exit_code=72, message="the disk is full")
MISSED = Outcome(
    moment=MOMENT, exit_code=0, message="too late", edition="2026-W20", state=EditionState.MISSED
)
PATH = {"PATH": os.defpath}


def hooks(folder: Path, program: str, **more: Any) -> Hooks:
    """Both hooks, which run this Python program."""
    command = (sys.executable, "-c", program)
    return Hooks(folder=folder, on_success=(*command, "success"), on_failure=(*command, "failure"), **more)


KEEP = "import sys; open(sys.argv[1], 'w').write(sys.stdin.read())"


def test_the_outcome_is_one_json_object_that_says_all_of_it() -> None:
    assert json.loads(to_json(PUBLISHED)) == {
        "schema": "briefs/outcome/1",
        "failed": False,
        "exit_code": 0,
        "message": "published as number 7",
        "moment": "2026-05-17T21:02:00Z",
        "edition": "2026-W21",
        "revision": 0,
        "state": "published",
        "slot": "2026-05-17T21:00:00Z",
        "as_of": "2026-05-17T21:02:00Z",
        "folder": "/srv/out/2026-W21",
        "files": ["brief.html", "brief.json", "brief.pdf"],
    }


def test_what_there_is_not_is_null_and_never_left_out() -> None:
    said = json.loads(to_json(FAILED))

    assert list(said) == list(json.loads(to_json(PUBLISHED)))
    assert [key for key, value in said.items() if value is None] == [
        "edition",
        "state",
        "slot",
        "as_of",
        "folder",
    ]


@pytest.mark.parametrize(
    ("outcome", "hook"), [(PUBLISHED, "success"), (FAILED, "failure"), (MISSED, "failure")]
)
def test_each_outcome_goes_to_its_hook_and_to_no_other(tmp_path: Path, outcome: Outcome, hook: str) -> None:
    assert tell(outcome, hooks(tmp_path, KEEP), PATH) is None

    assert [path.name for path in tmp_path.iterdir()] == [hook]
    assert (tmp_path / hook).read_bytes() == to_json(outcome)


def test_without_a_hook_nothing_is_run() -> None:
    assert tell(PUBLISHED, Hooks(), {}) is None


def test_a_hook_is_no_line_for_a_shell(tmp_path: Path) -> None:
    command = (sys.executable, "-c", "import sys; sys.exit(sys.argv[1] != '$(id) ; *')", "$(id) ; *")

    assert tell(PUBLISHED, Hooks(folder=tmp_path, on_success=command), PATH) is None


def test_a_program_is_found_beside_the_configuration(tmp_path: Path) -> None:
    program = tmp_path / "bin" / "tell"
    program.parent.mkdir()
    program.write_text("#!/bin/sh\ncat > told.json\n")
    program.chmod(0o755)

    assert tell(PUBLISHED, Hooks(folder=tmp_path, on_success=("bin/tell",)), PATH) is None
    assert (tmp_path / "told.json").exists()


def test_a_hook_sees_the_environment_without_our_secrets(tmp_path: Path) -> None:
    program = "import json, os; json.dump(dict(os.environ), open('seen.json', 'w'))"
    secrets = {  # none of them opens anything
        "BRIEFS_MAIL_PASSWORD": "a",
        "BRIEFS_MAIL_PASSWORD_FILE": "b",
        "BRIEFS_STORE_PASSWORD": "c",
        "CREDENTIALS_DIRECTORY": "/run/credentials",
        "PGPASSWORD": "d",
        "PGPASSFILE": "e",
    }

    tell(PUBLISHED, hooks(tmp_path, program), {**PATH, **secrets, "CHANNEL": "its own"})

    seen = json.loads((tmp_path / "seen.json").read_text())
    assert seen["CHANNEL"] == "its own"
    assert secrets.keys().isdisjoint(seen)


# ---- Hooks that go wrong ----


def test_a_hook_that_fails_is_told_with_its_last_words(tmp_path: Path) -> None:
    program = "import sys; print('no such\\nchannel \\x1b[31m#desk', file=sys.stderr); sys.exit(4)"

    told = tell(PUBLISHED, hooks(tmp_path, program), PATH)

    assert told == f"hooks.on_success ({sys.executable}): ended with 4: no such channel [31m#desk"


def test_a_hook_that_is_not_there_is_told(tmp_path: Path) -> None:
    told = tell(FAILED, Hooks(folder=tmp_path, on_failure=("no-such-program",)), PATH)

    assert told == "hooks.on_failure (no-such-program): cannot be run: No such file or directory"


def test_a_hook_that_is_killed_is_told(tmp_path: Path) -> None:
    told = tell(PUBLISHED, hooks(tmp_path, "import os; os.kill(os.getpid(), 9)"), PATH)

    assert told is not None
    assert told.endswith("was ended by signal 9")


def test_a_hook_that_does_not_read_is_not_waited_for(tmp_path: Path) -> None:
    large = Outcome(moment=MOMENT, exit_code=0, message="x" * 1_000_000, state=EditionState.PUBLISHED)

    assert tell(large, hooks(tmp_path, "pass"), PATH) is None


def test_a_hook_may_print_without_end_and_only_its_last_words_are_kept(tmp_path: Path) -> None:
    program = "import sys\nfor _ in range(400): print('x' * 10_000)\nprint('the end'); sys.exit(1)"

    told = tell(PUBLISHED, hooks(tmp_path, program), PATH)

    assert told is not None
    assert told.endswith("x the end")
    assert len(told) < 900


def in_shell(folder: Path, script: str) -> Hooks:
    """A hook that has begun long before its second is over."""
    command = ("/bin/sh", "-c", script)
    return Hooks(folder=folder, on_success=command, timeout=datetime.timedelta(seconds=1))


def test_a_hook_that_takes_too_long_is_ended_with_all_that_it_started(tmp_path: Path) -> None:
    told = tell(PUBLISHED, in_shell(tmp_path, "sleep 600 & echo $$ $! > children; wait"), PATH)

    assert told == "hooks.on_success (/bin/sh): did not end within 1 s and was stopped"
    assert all(_is_gone(int(number)) for number in (tmp_path / "children").read_text().split())


def test_a_hook_that_will_not_end_is_killed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(hooks_module, "_GRACE", 0.2)
    script = "trap '' TERM; echo $$ > children; while :; do sleep 600; done"

    tell(PUBLISHED, in_shell(tmp_path, script), PATH)

    assert _is_gone(int((tmp_path / "children").read_text()))


def test_what_a_hook_leaves_running_on_purpose_is_not_waited_for(tmp_path: Path) -> None:
    """It holds the line on which the hook prints open."""
    program = (
        "import subprocess, sys\n"
        "child = subprocess.Popen([sys.executable, '-c', 'import time; time.sleep(600)'])\n"
        "open('child', 'w').write(str(child.pid)); print('left one'); sys.exit(1)\n"
    )

    told = tell(PUBLISHED, hooks(tmp_path, program), PATH)

    child = int((tmp_path / "child").read_text())
    assert not _is_gone(child, within=0)
    os.kill(child, signal.SIGKILL)
    assert told is not None
    assert told.endswith("ended with 1: left one")


def test_an_end_that_is_asked_for_meanwhile_ends_the_hook_too(tmp_path: Path) -> None:
    def interrupted(_number: int, _frame: object) -> None:
        raise KeyboardInterrupt

    program = (
        "import os, signal, time\n"
        "open('child', 'w').write(str(os.getpid()))\n"
        "os.kill(os.getppid(), signal.SIGUSR1); time.sleep(600)\n"
    )
    before = signal.signal(signal.SIGUSR1, interrupted)
    try:
        with pytest.raises(KeyboardInterrupt):
            tell(PUBLISHED, hooks(tmp_path, program), PATH)
    finally:
        signal.signal(signal.SIGUSR1, before)

    assert _is_gone(int((tmp_path / "child").read_text()))


def _is_gone(number: int, within: float = 20) -> bool:
    """Whether a process has ended, or does so soon; what nobody has waited for yet has ended too."""
    until = time.monotonic() + within
    while True:
        try:
            state = Path(f"/proc/{number}/stat").read_text().rpartition(")")[2].split()[0]
        except FileNotFoundError:
            return True
        if state == "Z":
            return True
        if time.monotonic() >= until:
            return False
        time.sleep(0.01)
