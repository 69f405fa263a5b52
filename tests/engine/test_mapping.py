"""Sources are taken as they are needed, done in batches, and answered for in their order."""

from collections.abc import Iterator
from functools import partial
from itertools import count, islice
from pathlib import Path

import pytest

from briefs.engine import Limits, open_engine
from briefs.errors import EngineError
from briefs.model import Problem, Source
from tests.engine.deeds import crash_once, from_nowhere, length, obey, slowly, sources

ENGINES = ["serial:", "processes:2", None]
SMALL = Limits(seconds=0.5, memory_bytes=200 * 2**20)
MANY = 300
"""Sources enough for every engine to have learnt how many make a task."""
HELD = 8 * 64
"""Sources that may be taken ahead: a window of tasks."""


class _Counted:
    """Sources without end, and how many of them were taken."""

    def __init__(self, content: bytes = b"x") -> None:
        self.taken = 0
        self._content = content

    def __iter__(self) -> Iterator[Source]:
        for self.taken in count(1):
            yield Source(path=f"{self.taken}.txt", content=self._content)


@pytest.mark.parametrize("url", ENGINES)
def test_outcomes_stand_in_the_order_of_the_sources(url: str | None) -> None:
    with open_engine(url) as engine:
        assert list(engine.map(sources(*("x" * n for n in range(MANY))), length)) == [*range(MANY)]


@pytest.mark.parametrize("url", ENGINES)
def test_sources_without_end_are_taken_as_their_outcomes_are(url: str | None) -> None:
    endless = _Counted()
    with open_engine(url) as engine:
        assert [*islice(engine.map(endless, length), 2000)] == [1] * 2000

    assert 2000 <= endless.taken <= 2000 + HELD


def test_large_sources_are_not_held_in_numbers() -> None:
    endless = _Counted(bytes(2**22))
    with open_engine("serial:") as engine:
        assert next(engine.map(endless, length)) == 2**22

    assert endless.taken <= 8


def test_nothing_is_taken_before_the_first_outcome_is_wanted() -> None:
    endless = _Counted()
    with open_engine("serial:") as engine:
        engine.map(endless, length)

    assert endless.taken == 0


def test_an_engine_goes_on_after_a_round_that_was_left_in_the_middle() -> None:
    with open_engine("processes:2") as engine:
        for _ in range(3):
            left = engine.map(_Counted(), partial(slowly, 0.001))
            next(left)
            del left

        assert engine.read_all(sources("a", "bc", "def"), length) == [1, 2, 3]


def test_two_rounds_at_once_do_not_mix() -> None:
    with open_engine("processes:2") as engine:
        first = engine.map(sources(*("x" * n for n in range(50))), length)
        second = engine.map(sources(*("x" * n for n in range(100, 150))), length)

        assert list(zip(first, second, strict=True)) == [(n, n + 100) for n in range(50)]


@pytest.mark.parametrize("url", ENGINES)
def test_a_source_over_which_a_worker_was_lost_once_is_tried_again(url: str | None, tmp_path: Path) -> None:
    contents = [f"once {n}" if n % 40 == 7 else f"said {n}" for n in range(MANY)]
    with open_engine(url) as engine:
        assert engine.read_all(sources(*contents), partial(crash_once, str(tmp_path))) == contents

    assert len([*tmp_path.iterdir()]) == len([each for each in contents if each.startswith("once")])


@pytest.mark.parametrize("url", ENGINES)
def test_a_source_that_ends_its_worker_twice_is_a_problem_and_all_others_are_done(url: str | None) -> None:
    contents = ["crash" if n in {0, 120, 121, MANY - 1} else "fine" for n in range(MANY)]
    with open_engine(url, SMALL) as engine:
        outcomes = engine.read_all(sources(*contents), obey)

    told = [outcome.message.partition(":")[0] for outcome in outcomes]
    fate = {"fine": "done", "crash": "brought its reader down (SIGKILL)"}
    assert told == [fate[content] for content in contents]


def test_what_took_too_long_is_not_tried_again(tmp_path: Path) -> None:
    with open_engine("serial:", SMALL) as engine:
        (outcome,) = engine.read_all(sources("long"), partial(_count_and_toil, str(tmp_path / "tries")))

    assert isinstance(outcome, Problem)
    assert (tmp_path / "tries").read_text("utf-8") == "I"


def _count_and_toil(tries: str, _source: Source) -> None:
    with Path(tries).open("a", encoding="utf-8") as file:
        file.write("I")
    slowly(60, _source)


def test_an_error_of_the_sources_reaches_the_caller() -> None:
    def failing() -> Iterator[Source]:
        yield from sources("a", "b")
        raise LookupError("the folder is gone")

    with open_engine("serial:") as engine, pytest.raises(LookupError, match="the folder is gone"):
        list(engine.map(failing(), length))


def test_work_that_a_worker_cannot_find_ends_the_run() -> None:
    with (
        open_engine("serial:") as engine,
        pytest.raises(EngineError, match=r"a worker cannot do its work \(ModuleNotFoundError"),
    ):
        engine.read_all(sources("a"), from_nowhere())
