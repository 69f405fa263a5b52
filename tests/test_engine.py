"""A document that overruns its reader's limits harms no other."""

import os
import signal
import time
from pathlib import Path

import pytest

from briefs.engine import Limits, read_all
from briefs.model import Problem, Source
from briefs.reading import read

SMALL = Limits(seconds=0.5, memory_bytes=200 * 2**20)
NEEDS = "needs more than 200 MiB of memory"
SAVE = "save what you need of it as text"
WORDS = "The ferry to the outer islands will sail twice a day from June, said the harbour office."


def _sources(*contents: str) -> list[Source]:
    return [Source(path=f"in/{n}.txt", content=text.encode()) for n, text in enumerate(contents)]


def _obeying(source: Source) -> Problem:
    """A reader that does to itself what the source says."""
    match source.content.decode():
        case "hang":
            time.sleep(60)
        case "toil":
            while True:
                pass
        case "swell":
            return Problem(subject=source.path, stage="test", message="x" * 120 * 2**20)
        case "crash":
            os.kill(os.getpid(), signal.SIGKILL)
        case "leave":
            os._exit(3)
        case "grow":
            hoard = [bytes(10**6) + os.urandom(1) for _ in range(4000)]
            return Problem(subject=source.path, stage="test", message=str(len(hoard)))
        case "fault":
            raise LookupError("no such thing")
        case _:
            pass
    return Problem(subject=source.path, stage="test", message="done")


def _messages(*contents: str) -> list[str]:
    outcomes = read_all(_sources(*contents), _obeying, SMALL)
    return [outcome.message for outcome in outcomes]


@pytest.mark.parametrize(
    ("deed", "message"),
    [
        ("hang", f"was not read within 2 seconds and given up: {SAVE}"),
        ("toil", f"was not read within 0.5 seconds and given up: {SAVE}"),
        ("crash", f"brought its reader down (SIGKILL): it is damaged, or {NEEDS}; {SAVE}"),
        ("leave", f"brought its reader down (exit code 3): it is damaged, or {NEEDS}; {SAVE}"),
        ("grow", f"{NEEDS} to be read: {SAVE}"),
        ("swell", f"{NEEDS} to be read: {SAVE}"),
        ("fault", "could not be read: a fault of the program (LookupError: no such thing); please report it"),
    ],
)
def test_a_document_that_overruns_is_reported_and_the_rest_goes_on(deed: str, message: str) -> None:
    assert _messages("fine", deed, "fine", "fine") == ["done", message, "done", "done"]


def test_every_document_may_overrun() -> None:
    assert len(set(_messages(*["crash"] * 20))) == 1


def test_outcomes_stand_in_the_order_of_the_sources_however_many_workers_there_are() -> None:
    sources = _sources(*(f"{WORDS} It was edition {n}." for n in range(40)))

    assert read_all(sources, read) == [read(source) for source in sources]


def test_nothing_to_read_starts_nothing() -> None:
    assert read_all([], _obeying, SMALL) == []


def test_no_worker_outlives_its_work() -> None:
    before = _children()

    _messages(*["fine"] * 20, "hang")

    assert _children() == before


def _children() -> set[str]:
    return set(Path(f"/proc/self/task/{os.getpid()}/children").read_text("ascii").split())
