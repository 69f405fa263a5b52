"""A document that overruns its reader's limits harms no other."""

import os
from pathlib import Path

import pytest

from briefs.engine import Limits, read_all
from briefs.model import Problem
from briefs.reading import read
from tests.engine.deeds import obey, sources, unsendable

SMALL = Limits(seconds=0.5, memory_bytes=200 * 2**20)
NEEDS = "needs more than 200 MiB of memory"
SAVE = "save what you need of it as text"
WORDS = "The ferry to the outer islands will sail twice a day from June, said the harbour office."


def _messages(*contents: str) -> list[str]:
    return [outcome.message for outcome in read_all(sources(*contents), obey, SMALL)]


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


def test_an_outcome_that_cannot_be_told_is_reported() -> None:
    told, ok = read_all(sources("a", "b"), unsendable, SMALL)

    assert isinstance(told, Problem)
    assert "a fault of the program" in told.message
    assert ok == "b"


def test_every_document_may_overrun() -> None:
    assert len(set(_messages(*["crash"] * 20))) == 1


def test_outcomes_stand_in_the_order_of_the_sources_however_many_workers_there_are() -> None:
    editions = sources(*(f"{WORDS} It was edition {n}." for n in range(40)))

    assert read_all(editions, read) == [read(source) for source in editions]


def test_nothing_to_read_starts_nothing() -> None:
    assert read_all([], obey, SMALL) == []


def test_no_worker_outlives_its_work() -> None:
    before = _children()

    _messages(*["fine"] * 20, "hang")

    assert _children() == before


def _children() -> set[str]:
    return set(Path(f"/proc/self/task/{os.getpid()}/children").read_text("ascii").split())
