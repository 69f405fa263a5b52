"""Runs that are killed at moments nobody chose: whatever was cut off, the next run finishes it."""

import os
import shutil
import signal
import subprocess
import threading
import time
from hashlib import sha256
from pathlib import Path
from typing import Self

import pytest

from tests.editions.trials.conftest import Due
from tests.editions.trials.desk import (
    EDITION,
    PATIENCE,
    Desk,
    expect,
    expect_issued_once,
    expect_no_half_edition,
    unlike,
)

KILLS = 30
TRIALS = 120
"""A run may have ended before its moment, above all where the machine is less busy than when it was measured."""
AGAIN = 75


@pytest.mark.deep
@pytest.mark.parametrize("due", ["sqlite", "postgresql"], indirect=True)
def test_thirty_runs_killed_at_random_moments_come_out_once_and_to_the_byte(due: Due, tmp_path: Path) -> None:
    longest = _duration(due.desk.copied(tmp_path / "measured"))
    killed = 0
    for number in range(TRIALS):
        desk = due.desk.copied(tmp_path / f"{number}")
        with _Watch(desk.out) as watch:
            ended = _ended_after(desk, number, longest)
            _finish(desk)
        assert watch.found == []
        assert unlike(desk.files(), due.undisturbed) == [], number
        expect_issued_once(desk, EDITION)
        shutil.rmtree(desk.folder)
        killed += ended is None
        longest = ended or longest
        if killed == KILLS:
            return

    pytest.fail(f"only {killed} runs were still at work when they were to be killed")


def _duration(desk: Desk) -> float:
    start = time.monotonic()
    expect(desk.run())
    return time.monotonic() - start


def _ended_after(desk: Desk, number: int, longest: float) -> float | None:
    """None where a run was killed at its moment, every other one with all its children; else how long it took."""
    share = sha256(f"kill {number}".encode()).digest()[0] / 255
    start = time.monotonic()
    with desk.start() as run:
        try:
            run.wait(share * longest)
        except subprocess.TimeoutExpired:
            if number % 2:
                run.kill()
            else:
                os.killpg(run.pid, signal.SIGKILL)
        duration = time.monotonic() - start
        run.communicate(timeout=PATIENCE)
        return None if run.returncode == -signal.SIGKILL else duration


def _finish(desk: Desk) -> None:
    """The next run; as long as a child of the one that was killed lives, it may be told to try again."""
    until = time.monotonic() + PATIENCE
    while (done := desk.run()).returncode == AGAIN and time.monotonic() < until:
        time.sleep(0.2)
    expect(done)


class _Watch:
    """A reader who looks at ``out`` all the time; ``found`` is what was wrong with an edition."""

    def __init__(self, out: Path) -> None:
        self.found: list[str] = []
        self._out = out
        self._end = threading.Event()
        self._thread = threading.Thread(target=self._look)

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._end.set()
        self._thread.join()

    def _look(self) -> None:
        while not self._end.wait(0.01):
            try:
                expect_no_half_edition(self._out)
            except (AssertionError, OSError) as error:
                self.found.append(str(error))
