"""However a program ends, no worker of its engine outlives it."""

import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
SOON = 2.0
AT_LAST = 15.0
"""A worker that nobody has told looks every five seconds whether there is anybody left."""


@pytest.mark.parametrize(
    ("ending", "within"),
    [
        (signal.SIGTERM, SOON),
        (signal.SIGINT, SOON),
        pytest.param(signal.SIGKILL, AT_LAST, marks=pytest.mark.deep),
    ],
    ids=lambda value: value.name if isinstance(value, signal.Signals) else "",
)
def test_no_worker_outlives_a_program_that_is_ended(ending: signal.Signals, within: float) -> None:
    words = [sys.executable, "-m", "tests.engine.working"]
    with subprocess.Popen(words, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL) as program:
        assert program.stdout is not None
        for _ in range(20):
            assert program.stdout.readline() == b"working\n"
        workers = _children(program.pid)
        program.send_signal(ending)
        program.stdout.read()  # until nobody holds it open: workers do
        assert program.wait() != 0

    assert len(workers) == 2
    end = time.monotonic() + within
    while any(map(_runs, workers)) and time.monotonic() < end:
        time.sleep(0.05)
    assert [worker for worker in workers if _runs(worker)] == []


def _children(program: int) -> list[str]:
    return Path(f"/proc/{program}/task/{program}/children").read_text("ascii").split()


def _runs(process: str) -> bool:
    """Whether it is there and has not ended; one that nobody has asked for its exit code stays listed."""
    try:
        return Path(f"/proc/{process}/stat").read_text("ascii").rpartition(")")[2].split()[0] != "Z"
    except (FileNotFoundError, ProcessLookupError):
        return False
