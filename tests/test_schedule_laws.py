"""What holds for every schedule, zone and moment: each week is made once or missed once."""

import datetime
from collections.abc import Iterator
from itertools import islice, pairwise
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st

from briefs.model import CatchUp, Schedule
from briefs.schedule import (
    Task,
    instant,
    last_slot,
    next_slot,
    slot_of,
    slots,
    turns,
    week_of,
)
from tests.calendars import HOUR, WEEK, ZONES

_moments = st.datetimes(
    datetime.datetime(1950, 1, 1),  # noqa: DTZ001 - the zone follows
    datetime.datetime(2199, 12, 31),  # noqa: DTZ001
    timezones=st.just(datetime.UTC),
)
_times = st.builds(datetime.time, st.integers(0, 23), st.integers(0, 59))
_schedules = st.builds(
    Schedule,
    weekday=st.integers(1, 7),
    at=_times,
    zone=st.sampled_from(ZONES).map(ZoneInfo),
    catch_up=st.sampled_from(CatchUp),
    max_late=st.integers(1, 24 * 30).map(lambda hours: hours * HOUR),
)


@given(schedule=_schedules, moment=_moments)
def test_slots_are_strictly_later_one_after_the_other(schedule: Schedule, moment: datetime.datetime) -> None:
    few = list(islice(slots(schedule, slot_of(schedule, week_of(moment, schedule.zone))), 60))

    assert all(one.moment < next_.moment and one.week < next_.week for one, next_ in pairwise(few))


@given(schedule=_schedules, moment=_moments)
def test_now_lies_between_the_last_slot_and_the_next_and_there_is_none_between_them(
    schedule: Schedule, moment: datetime.datetime
) -> None:
    last, coming = last_slot(schedule, moment), next_slot(schedule, moment)

    assert last.moment <= moment < coming.moment
    assert next(islice(slots(schedule, last), 1, None)) == coming


@given(schedule=_schedules, moment=_moments, later=st.integers(0, 10**8))
def test_the_next_slot_never_goes_back(schedule: Schedule, moment: datetime.datetime, later: int) -> None:
    after = moment + datetime.timedelta(seconds=later)

    assert next_slot(schedule, moment).moment <= next_slot(schedule, after).moment


@given(zone=st.sampled_from(ZONES).map(ZoneInfo), moment=_moments)
def test_a_time_that_a_wall_clock_shows_is_the_first_moment_at_which_it_does(
    zone: ZoneInfo, moment: datetime.datetime
) -> None:
    shown = moment.astimezone(zone).replace(tzinfo=None, fold=0)
    found = instant(shown, zone)

    assert found <= moment
    assert found.astimezone(zone).replace(tzinfo=None, fold=0) == shown


def _ticks(start: datetime.datetime, steps: list[int]) -> Iterator[datetime.datetime]:
    now = start
    for step in steps:
        now += datetime.timedelta(hours=step)
        yield now


@given(
    first=_schedules,
    second=_schedules,
    start=_moments,
    steps=st.lists(st.integers(-400, 3000), min_size=2, max_size=12),
    change=st.integers(0, 12),
)
def test_every_week_is_made_once_or_missed_once_however_the_clock_runs_and_the_schedule_changes(
    first: Schedule, second: Schedule, start: datetime.datetime, steps: list[int], change: int
) -> None:
    dealt: list[str] = [last_slot(first, start).week]
    furthest = dealt[0]
    for tick, now in enumerate(_ticks(start, steps)):
        schedule = first if tick < change else second
        dealt += [turn.slot.week for turn in turns(schedule, now, set(dealt))]
        furthest = max(furthest, last_slot(schedule, now).week)

    assert len(dealt) == len(set(dealt))
    every = slots(first, slot_of(first, min(dealt)))
    assert sorted(dealt) == [slot.week for slot in islice(every, len(dealt))]
    assert max(dealt) == furthest


@given(schedule=_schedules, now=_moments, behind=st.integers(0, 30))
def test_at_most_the_last_week_is_made_unless_all_are_wanted_and_never_one_that_is_too_late(
    schedule: Schedule, now: datetime.datetime, behind: int
) -> None:
    known = last_slot(schedule, now - behind * WEEK).week
    due = turns(schedule, now, {known})
    made = [turn.slot for turn in due if turn.task is Task.MAKE]

    assert all(now - slot.moment <= schedule.max_late for slot in made)
    if schedule.catch_up is not CatchUp.ALL:
        assert made in ([], [last_slot(schedule, now)])
