"""Zones, moments and schedules that tests of the schedule share."""

import datetime
from zoneinfo import ZoneInfo

from briefs.model import Schedule
from briefs.schedule import (
    turns,
)

SEOUL = ZoneInfo("Asia/Seoul")


PARIS = ZoneInfo("Europe/Paris")


HOUR = datetime.timedelta(hours=1)


DAY = datetime.timedelta(days=1)


WEEK = datetime.timedelta(weeks=1)


ZONES = (
    "UTC",
    "Asia/Seoul",
    "Europe/Paris",
    "America/New_York",
    "Australia/Lord_Howe",
    "Asia/Kolkata",
    "Asia/Kathmandu",
    "Pacific/Apia",
    "Pacific/Kiritimati",
    "Africa/Casablanca",
    "Asia/Tehran",
    "America/Havana",
    "Antarctica/Troll",
    "Asia/Pyongyang",
    "America/Nuuk",
)


def utc(text: str) -> datetime.datetime:
    return datetime.datetime.fromisoformat(text).replace(tzinfo=datetime.UTC)


def weekly(zone: str, weekday: int = 1, at: str = "06:00", **more: object) -> Schedule:
    return Schedule(weekday=weekday, at=datetime.time.fromisoformat(at), zone=ZoneInfo(zone), **more)  # type: ignore[arg-type]


def named(schedule: Schedule, now: datetime.datetime, recorded: set[str]) -> list[tuple[str, str]]:
    return [(turn.slot.week, turn.task.value) for turn in turns(schedule, now, recorded)]
