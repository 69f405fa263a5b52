"""The timetable says what came last, what is due, and what comes, from what is recorded."""

import datetime
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from briefs.config import Settings, load
from briefs.editions.runs.timetable import look
from briefs.errors import ConfigurationError
from briefs.model import EditionState, Record, Schedule
from briefs.schedule import slot_of
from briefs.store import open_store
from tests.editions.weekly import CONFIGURATION

SEOUL = ZoneInfo("Asia/Seoul")
MONDAY = Schedule(weekday=1, at=datetime.time(6), zone=SEOUL)
TUESDAY = datetime.datetime(2026, 5, 19, 12, tzinfo=SEOUL)


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    (tmp_path / "briefs.toml").write_text(CONFIGURATION, encoding="utf-8")
    return replace(load(tmp_path / "briefs.toml"), schedule=MONDAY)


@pytest.fixture
def missed(settings: Settings) -> Callable[[str], None]:
    """A function that records a week as missed."""

    def record(week: str) -> None:
        moment = slot_of(MONDAY, week).moment
        made = Record(
            edition=week,
            revision=0,
            number=0,
            state=EditionState.MISSED,
            slot=moment,
            as_of=moment,
            since=None,
        )
        with open_store(settings.store, create=True) as store:
            store.ledger.miss(made, moment, "schedule", "the machine was off")

    return record


def test_before_the_first_run_the_last_slot_is_due_and_nothing_is_recorded(
    settings: Settings, tmp_path: Path
) -> None:
    table = look(settings, tmp_path / "out", TUESDAY, 2)

    assert table.last is None
    assert [(turn.slot.week, turn.task.value) for turn in table.due] == [("2026-W21", "make")]
    assert [slot.week for slot in table.coming] == ["2026-W22", "2026-W23"]
    assert not settings.store.exists()


def test_what_came_last_is_told_with_what_became_of_it(
    settings: Settings, tmp_path: Path, missed: Callable[[str], None]
) -> None:
    missed("2026-W19")
    missed("2026-W20")
    table = look(settings, tmp_path / "out", TUESDAY, 1)

    assert table.last is not None
    assert (table.last[0].week, table.last[1]) == ("2026-W20", EditionState.MISSED)
    assert [turn.slot.week for turn in table.due] == ["2026-W21"]


def test_a_week_that_is_recorded_already_is_not_among_those_that_come(
    settings: Settings, tmp_path: Path, missed: Callable[[str], None]
) -> None:
    missed("2026-W21")
    missed("2026-W23")
    table = look(settings, tmp_path / "out", TUESDAY, 3)

    assert [slot.week for slot in table.coming] == ["2026-W22", "2026-W24", "2026-W25"]
    assert table.last is not None
    assert table.last[0].week == "2026-W21"


def test_without_a_schedule_there_is_no_timetable(settings: Settings, tmp_path: Path) -> None:
    with pytest.raises(ConfigurationError, match=r"\[schedule\]"):
        look(replace(settings, schedule=None), tmp_path / "out", TUESDAY, 1)
