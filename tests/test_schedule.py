"""Each week has one slot, and is made or missed exactly once, whatever clocks, zones and machines do."""

import datetime
from itertools import islice
from zoneinfo import ZoneInfo

import pytest

from briefs.model import CatchUp, Schedule
from briefs.schedule import (
    Task,
    in_time,
    instant,
    is_week,
    last_slot,
    next_slot,
    on_the_wall,
    slot_of,
    slots,
    turns,
    week_of,
)
from tests.calendars import DAY, HOUR, PARIS, SEOUL, WEEK, named, utc, weekly

# ---- The moment of a week ----


def test_monday_six_in_seoul_is_sunday_evening_in_utc() -> None:
    assert slot_of(weekly("Asia/Seoul"), "2026-W21").moment == utc("2026-05-17T21:00")


def test_a_time_that_comes_twice_in_autumn_is_the_first_of_the_two() -> None:
    slot = slot_of(weekly("Europe/Paris", weekday=7, at="02:30"), "2026-W43")

    assert slot.moment == utc("2026-10-25T00:30")  # 02:30 summer time; it is 02:30 again at 01:30 UTC


def test_a_time_that_never_comes_in_spring_is_the_first_moment_after_the_gap() -> None:
    slot = slot_of(weekly("Europe/Paris", weekday=7, at="02:30"), "2026-W13")

    assert slot.moment == utc("2026-03-29T01:00")
    assert on_the_wall(slot.moment, PARIS) == "Sunday 2026-03-29 03:00 UTC+02:00"


def test_the_week_whose_sunday_falls_in_the_spring_gap_is_not_skipped() -> None:
    """As systemd 252 does with ``OnCalendar=Sun 02:30``."""
    schedule = weekly("Europe/Paris", weekday=7, at="02:30")
    march = [slot.week for slot in islice(slots(schedule, slot_of(schedule, "2026-W12")), 3)]

    assert march == ["2026-W12", "2026-W13", "2026-W14"]


@pytest.mark.parametrize(
    ("zone", "local", "moment"),
    [
        ("America/New_York", "2026-03-08T02:30", "2026-03-08T07:00"),
        ("America/New_York", "2026-11-01T01:30", "2026-11-01T05:30"),
        ("Australia/Lord_Howe", "2026-10-04T02:15", "2026-10-03T15:30"),  # put forward by half an hour only
        (
            "Australia/Lord_Howe",
            "2026-04-05T01:45",
            "2026-04-04T14:45",
        ),  # and back, so that 01:45 comes twice
        ("Asia/Kathmandu", "2026-05-18T06:00", "2026-05-18T00:15"),
        ("Asia/Kolkata", "2026-05-18T06:00", "2026-05-18T00:30"),
        ("Antarctica/Troll", "2026-03-29T02:00", "2026-03-29T01:00"),  # put forward by two hours
        ("America/Havana", "2026-03-08T00:30", "2026-03-08T05:00"),  # midnight itself is in the gap
        ("Pacific/Apia", "2011-12-30T06:00", "2011-12-30T10:00"),  # Samoa had no such Friday
        ("Pacific/Kiritimati", "1994-12-31T06:00", "1994-12-31T10:00"),  # nor this island such a Saturday
    ],
)
def test_a_wall_clock_time_is_one_moment(zone: str, local: str, moment: str) -> None:
    assert instant(datetime.datetime.fromisoformat(local), ZoneInfo(zone)) == utc(moment)


def test_a_day_that_a_zone_has_skipped_does_not_cost_its_week() -> None:
    schedule = weekly("Pacific/Apia", weekday=5)
    before, skipped, after = islice(slots(schedule, slot_of(schedule, "2011-W51")), 3)

    assert (before.week, skipped.week, after.week) == ("2011-W51", "2011-W52", "2012-W01")
    assert before.moment < skipped.moment < after.moment
    assert on_the_wall(skipped.moment, schedule.zone) == "Saturday 2011-12-31 00:00 UTC+14:00"


def test_a_zone_that_moves_its_clock_for_good_keeps_the_time_on_the_wall() -> None:
    schedule = weekly("Asia/Pyongyang")  # half an hour back in 2015, and forward again in May 2018
    moments = [slot.moment for slot in islice(slots(schedule, slot_of(schedule, "2018-W18")), 2)]

    assert moments == [utc("2018-04-29T21:30"), utc("2018-05-06T21:00")]


# ---- The name of a week ----


@pytest.mark.parametrize(
    ("day", "week"),
    [
        ("2026-12-27", "2026-W52"),
        ("2026-12-28", "2026-W53"),
        ("2026-12-31", "2026-W53"),
        ("2027-01-01", "2026-W53"),
        ("2027-01-03", "2026-W53"),
        ("2027-01-04", "2027-W01"),
        ("2024-12-29", "2024-W52"),
        ("2024-12-30", "2025-W01"),
        ("2024-12-31", "2025-W01"),
        ("2023-01-01", "2022-W52"),
        ("2100-01-03", "2099-W53"),
        ("2100-01-04", "2100-W01"),
    ],
)
def test_the_year_of_a_week_is_that_of_its_thursday(day: str, week: str) -> None:
    assert week_of(utc(f"{day}T12:00"), ZoneInfo("UTC")) == week


def test_the_week_is_that_of_the_zone_and_not_of_utc() -> None:
    sunday_in_utc = utc("2026-05-17T21:00")

    assert (week_of(sunday_in_utc, SEOUL), week_of(sunday_in_utc, ZoneInfo("UTC"))) == (
        "2026-W21",
        "2026-W20",
    )


def test_2026_has_53_weeks_and_each_has_its_slot() -> None:
    schedule = weekly("Asia/Seoul")
    year = [slot.week for slot in islice(slots(schedule, slot_of(schedule, "2026-W01")), 54)]

    assert year == [*(f"2026-W{week:02}" for week in range(1, 54)), "2027-W01"]


@pytest.mark.parametrize(
    "name",
    ["2026-W54", "2025-W53", "2026-W00", "2026-W5", "2026W21", "visit", "٢٠٢٦-W21", "1899-W01", "9999-W01"],
)
def test_what_no_calendar_has_is_no_week(name: str) -> None:
    with pytest.raises(ValueError, match="is no ISO week that a year has"):
        slot_of(weekly("UTC"), name)
    assert not is_week(name)


# ---- The next and the last ----


def test_a_slot_that_is_exactly_now_has_come_and_is_not_the_next() -> None:
    schedule, now = weekly("UTC"), utc("2026-05-18T06:00")

    assert last_slot(schedule, now).week == "2026-W21"
    assert next_slot(schedule, now).week == "2026-W22"
    assert named(schedule, now, {"2026-W20"}) == [("2026-W21", "make")]


def test_a_moment_before_its_slot_nothing_is_due() -> None:
    schedule, now = weekly("UTC"), utc("2026-05-18T06:00") - datetime.timedelta(microseconds=1)

    assert named(schedule, now, {"2026-W20"}) == []
    assert next_slot(schedule, now).week == "2026-W21"


def test_a_week_that_was_made_early_is_not_the_next() -> None:
    assert next_slot(weekly("UTC"), utc("2026-05-17T12:00"), {"2026-W21"}).week == "2026-W22"


def test_the_calendar_of_2100_which_is_no_leap_year_holds() -> None:
    schedule = weekly("Europe/Paris", weekday=1)
    slot = next_slot(schedule, utc("2100-02-26T12:00"))

    assert (slot.week, slot.moment.date().isoformat()) == ("2100-W09", "2100-03-01")


# ---- What is due ----


def test_where_nothing_is_recorded_the_last_slot_is_made_if_it_is_in_time() -> None:
    assert named(weekly("UTC"), utc("2026-05-20T15:00"), set()) == [("2026-W21", "make")]


def test_where_nothing_is_recorded_no_week_was_missed() -> None:
    assert named(weekly("UTC"), utc("2026-05-22T15:00"), set()) == []


def test_what_is_recorded_under_another_name_than_a_week_counts_for_nothing() -> None:
    assert named(weekly("UTC"), utc("2026-05-20T15:00"), {"visit", "2025-W53"}) == [("2026-W21", "make")]


def test_a_week_is_made_up_to_the_last_moment_it_may_be_late() -> None:
    schedule, slot = weekly("UTC", max_late=36 * HOUR), utc("2026-05-18T06:00")

    assert named(schedule, slot + 36 * HOUR, {"2026-W20"}) == [("2026-W21", "make")]
    assert named(schedule, slot + 36 * HOUR + datetime.timedelta(seconds=1), {"2026-W20"}) == [
        ("2026-W21", "miss")
    ]


@pytest.mark.parametrize("weeks", [3, 60])
def test_after_a_long_sleep_the_last_week_is_made_and_covers_those_that_were_missed(weeks: int) -> None:
    schedule, last = weekly("Asia/Seoul"), slot_of(weekly("Asia/Seoul"), "2026-W21")
    done = turns(schedule, last.moment + weeks * WEEK + HOUR, {"2026-W21"})

    assert [turn.task for turn in done] == [Task.MISS] * (weeks - 1) + [Task.MAKE]
    assert [turn.slot for turn in done] == list(islice(slots(schedule, last), 1, weeks + 1))


def test_after_a_long_sleep_all_that_are_in_time_are_made_where_that_is_asked_for() -> None:
    schedule = weekly("UTC", catch_up=CatchUp.ALL, max_late=15 * DAY)

    assert named(schedule, utc("2026-06-08T07:00"), {"2026-W20"}) == [
        ("2026-W21", "miss"),
        ("2026-W22", "make"),
        ("2026-W23", "make"),
        ("2026-W24", "make"),
    ]


def test_what_is_not_to_be_caught_up_is_made_within_its_hour_or_not_at_all() -> None:
    schedule, slot = weekly("UTC", catch_up=CatchUp.NONE), utc("2026-05-18T06:00")

    assert named(schedule, slot + 2 * HOUR, {"2026-W20"}) == [("2026-W21", "make")]
    assert named(schedule, slot + 3 * HOUR, {"2026-W20"}) == [("2026-W21", "miss")]
    assert not in_time(
        weekly("UTC", catch_up=CatchUp.NONE, max_late=HOUR), slot_of(schedule, "2026-W21"), slot + 2 * HOUR
    )


def test_a_week_that_was_passed_over_while_a_later_one_was_made_is_missed_and_not_lost() -> None:
    assert named(weekly("UTC", max_late=30 * DAY), utc("2026-06-02T00:00"), {"2026-W20", "2026-W23"}) == [
        ("2026-W21", "miss"),
        ("2026-W22", "miss"),
    ]


def test_a_clock_that_is_put_back_makes_nothing_due_twice() -> None:
    schedule, recorded = weekly("UTC"), {"2026-W20", "2026-W21"}

    assert named(schedule, utc("2026-05-18T04:30"), recorded) == []
    assert named(schedule, utc("2026-04-01T06:00"), recorded) == []
    assert named(schedule, utc("2026-05-18T06:30"), recorded) == []


@pytest.mark.parametrize(
    "changed",
    [
        weekly("UTC", weekday=1),
        weekly("UTC", weekday=7, at="23:59"),
        weekly("UTC", weekday=4, at="05:59"),
        weekly("Pacific/Kiritimati", weekday=4),
        weekly("Pacific/Pago_Pago", weekday=4),
    ],
)
def test_a_schedule_that_is_changed_makes_no_week_twice_and_loses_none(changed: Schedule) -> None:
    """W21 was made on its Thursday; then weekday, time or zone are others."""
    thursday = utc("2026-05-21T06:00")
    told = [week for week, _ in named(changed, thursday, {"2026-W20", "2026-W21"})]
    later = [week for week, _ in named(changed, thursday + 2 * WEEK + 95 * HOUR, {"2026-W20", "2026-W21"})]

    assert told == []
    assert later == ["2026-W22", "2026-W23"]


def test_a_week_that_comes_earlier_under_the_new_schedule_is_due_at_once() -> None:
    """On Wednesday, Friday is changed to Monday: the slot of this week lies two days back."""
    assert named(weekly("UTC", weekday=1), utc("2026-05-20T06:00"), {"2026-W20"}) == [("2026-W21", "make")]


# ---- Values ----


@pytest.mark.parametrize(
    "wrong",
    [
        {"weekday": 0},
        {"weekday": 8},
        {"at": "06:00:30"},
        {"at": "06:00+09:00"},
        {"max_late": datetime.timedelta()},
    ],
)
def test_a_schedule_that_no_calendar_has_cannot_be_made(wrong: dict[str, object]) -> None:
    with pytest.raises(ValueError, match=r"no day|no plain|never"):
        weekly("UTC", **wrong)  # type: ignore[arg-type]
