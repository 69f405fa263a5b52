"""The table ``[schedule]`` of ``briefs.toml``: when each week's edition is due."""

import datetime
from collections.abc import Mapping
from typing import Any, Final
from zoneinfo import ZoneInfo

from briefs.model import WEEKDAYS, CatchUp, Schedule

_WEEKDAYS: Final = tuple(day.lower() for day in WEEKDAYS)
_UNITS: Final = {"hour": datetime.timedelta(hours=1), "day": datetime.timedelta(days=1)}

SCHEDULE: Final = {
    "type": "object",
    "description": "When each week's edition is due; `briefs run --due` makes it.",
    "additionalProperties": False,
    "properties": {
        "weekday": {
            "type": "string",
            "description": 'The day of the week in English and small letters, like "monday".',
            "pattern": f"^({'|'.join(_WEEKDAYS)})$",
            "default": "monday",
        },
        "time": {
            "type": "string",
            "description": 'The time of day on a clock of 24 hours, like "06:00".',
            "pattern": r"^([01][0-9]|2[0-3]):[0-5][0-9]$",
            "default": "06:00",
        },
        "zone": {
            "type": "string",
            "description": "The time zone of that clock and of the week; without it, brief.timezone.",
            "pattern": r"\w",
        },
        "catch_up": {
            "type": "string",
            "description": 'What is made of weeks that were slept through: the "latest", "all" or "none".',
            "pattern": r"^(latest|all|none)$",
            "default": "latest",
        },
        "max_late": {
            "type": "string",
            "description": 'How late an edition may come, like "3 days" or "36 hours"; later, it is missed.',
            "pattern": r"^([1-9][0-9]{0,2} days|[1-9][0-9]{0,2} hours|1 day|1 hour)$",
            "default": "3 days",
        },
    },
}


def schedule_of(table: Mapping[str, Any], zone: ZoneInfo) -> Schedule:
    """The schedule in a table without mistakes; ``zone`` serves where it names none."""
    number, unit = table["max_late"].split()
    return Schedule(
        weekday=_WEEKDAYS.index(table["weekday"]) + 1,
        at=datetime.time.fromisoformat(table["time"]),
        zone=ZoneInfo(table["zone"]) if "zone" in table else zone,
        catch_up=CatchUp(table["catch_up"]),
        max_late=int(number) * _UNITS[unit.removesuffix("s")],
    )
