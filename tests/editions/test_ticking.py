"""The loop looks often enough that no slot waits, and rests when it can."""

import datetime
from dataclasses import dataclass, field, replace
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefs.editions.runs.ticking import Loop, keep_looking, pause
from briefs.model import Schedule
from briefs.schedule import next_slot, slot_of

SEOUL = ZoneInfo("Asia/Seoul")
MONDAY = Schedule(weekday=1, at=datetime.time(6), zone=SEOUL)
HOUR = datetime.timedelta(hours=1)
MINUTE = datetime.timedelta(minutes=1)
START = datetime.datetime(2026, 5, 16, 12, 34, 56, tzinfo=datetime.UTC)
SLOT = slot_of(MONDAY, "2026-W21").moment


@dataclass
class World:
    """A clock that only rests move, what each look ends with, and everything that was said."""

    now: datetime.datetime = START
    schedule: Schedule = MONDAY
    codes: list[int] = field(default_factory=list)
    until: int = 10
    looks: list[datetime.datetime] = field(default_factory=list)
    said: list[str] = field(default_factory=list)

    def run(self) -> None:
        keep_looking(
            Loop(
                tick=self._look,
                rest=self._rest,
                schedule=lambda: self.schedule,
                now=lambda: self.now,
                say=self.said.append,
            )
        )

    def _look(self) -> int:
        self.looks.append(self.now)
        return self.codes.pop(0) if self.codes else 0

    def _rest(self, span: datetime.timedelta) -> bool:
        assert span > datetime.timedelta()
        self.now += span
        return len(self.looks) < self.until


def test_it_looks_at_once_then_every_hour_and_at_the_very_slot() -> None:
    world = World(now=SLOT - 150 * MINUTE, until=5)
    world.run()

    assert [look - SLOT for look in world.looks] == [
        -150 * MINUTE,
        -90 * MINUTE,
        -30 * MINUTE,
        0 * MINUTE,
        HOUR,
    ]


def test_it_says_what_comes_next_and_only_when_that_has_changed() -> None:
    world = World(now=SLOT - 3 * HOUR, until=8)
    world.run()

    assert world.said == [
        "2026-W21 is due on Monday 2026-05-18 06:00 UTC+09:00",
        "2026-W22 is due on Monday 2026-05-25 06:00 UTC+09:00",
    ]


def test_a_schedule_that_is_changed_meanwhile_is_followed() -> None:
    world = World(until=2)
    world.run()
    world.schedule, world.until = replace(MONDAY, weekday=3), 4
    world.run()

    assert world.said[-1] == "2026-W21 is due on Wednesday 2026-05-20 06:00 UTC+09:00"


def test_what_is_to_be_tried_again_is_tried_soon_and_then_less_and_less_often() -> None:
    world = World(codes=[75] * 9 + [0], until=11)
    world.run()
    rests = [(later - look) // MINUTE for look, later in zip(world.looks, world.looks[1:], strict=False)]

    assert rests == [1, 2, 4, 8, 16, 32, 60, 60, 60, 60]


def test_a_look_that_went_well_ends_the_haste() -> None:
    world = World(codes=[75, 75, 0, 75], until=5)
    world.run()
    rests = [(later - look) // MINUTE for look, later in zip(world.looks, world.looks[1:], strict=False)]

    assert rests == [1, 2, 60, 1]


@pytest.mark.parametrize("code", [0, 1, 72, 78, 137])
def test_any_other_end_waits_for_the_next_hour(code: int) -> None:
    world = World(codes=[code], until=2)
    world.run()

    assert world.looks[1] - world.looks[0] == HOUR


def test_it_ends_when_it_is_asked_to() -> None:
    world = World(until=1)
    world.run()

    assert len(world.looks) == 1


_spans = st.integers(0, 10**7).map(lambda seconds: datetime.timedelta(seconds=seconds))


@given(ahead=_spans, again=st.integers(0, 200))
def test_a_rest_is_never_longer_than_an_hour_and_never_beyond_a_slot(
    ahead: datetime.timedelta, again: int
) -> None:
    now = START + ahead
    rest = pause(MONDAY, now, again)

    assert datetime.timedelta() < rest <= HOUR
    assert now + rest <= next_slot(MONDAY, now).moment
