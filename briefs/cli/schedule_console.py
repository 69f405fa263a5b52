"""What ``briefs schedule`` says: a timetable for people or programs, and one line for each event of the loop."""

import datetime
import json
from typing import TYPE_CHECKING, Any

from briefs.schedule import Slot, Task, on_the_wall

if TYPE_CHECKING:
    from briefs.editions.runs.timetable import Timetable
    from briefs.model import Schedule
    from briefs.schedule import Turn

SCHEMA = "briefs/timetable/1"
_LATE = "too late; will be recorded as missed"
_TOLD = 4
"""Weeks in a row that are told each in a line: a desk that slept for half a year does not fill the screen."""


def tell(table: "Timetable", *, as_json: bool) -> None:
    """Nothing: prints the timetable."""
    if as_json:
        print(json.dumps(_said(table)))  # noqa: T201 - the result
        return
    zone = table.schedule.zone
    lines = [("next", slot, "") for slot in table.coming]
    lines[:0] = _due(table.due)
    if table.last:
        lines.insert(0, ("last", table.last[0], table.last[1]))
    for what, slot, more in lines:
        local = on_the_wall(slot.moment, zone)
        print(f"{what:<4}  {slot.week}  {local:<36}  {_utc(slot.moment)}  {more}".rstrip())  # noqa: T201 - the result
    print(f"time zone: {zone.key}")  # noqa: T201 - the result
    if table.first and not (table.last and table.last[0].week >= table.first):
        print(f"weeks count from: {table.first}")  # noqa: T201 - the result
    if table.begun:
        print(f"not out yet: {', '.join(table.begun)}")  # noqa: T201 - the result


def _due(turns: "tuple[Turn, ...]") -> list[tuple[str, Slot, str]]:
    """A line for each slot that is due; of many that are too late, for the first and the last."""
    late = [turn.slot for turn in turns if turn.task is Task.MISS]
    told = late if len(late) <= _TOLD else [late[0], late[-1]]
    more = f", and {len(late) - len(told)} weeks between" if len(told) < len(late) else ""
    lines = [("due", slot, _LATE) for slot in told]
    lines[-1:] = [(*it[:2], it[2] + more) for it in lines[-1:]]
    return [*lines, *(("due", turn.slot, "to make") for turn in turns if turn.task is Task.MAKE)]


def line(now: datetime.datetime, schedule: "Schedule", text: str) -> None:
    """Nothing: prints one event at once, with the moment as the schedule's zone has it."""
    print(f"{now.astimezone(schedule.zone).isoformat(timespec='seconds')} {text}", flush=True)  # noqa: T201 - the result


def _said(table: "Timetable") -> dict[str, Any]:
    schedule = table.schedule
    last = table.last
    return {
        "schema": SCHEMA,
        "zone": schedule.zone.key,
        "catch_up": schedule.catch_up,
        "max_late_hours": schedule.max_late // datetime.timedelta(hours=1),
        "first": table.first,
        "last": _slot(table, last[0]) | {"state": last[1]} if last else None,
        "due": [_slot(table, turn.slot) | {"task": turn.task} for turn in table.due],
        "begun": list(table.begun),
        "next": [_slot(table, slot) for slot in table.coming],
    }


def _slot(table: "Timetable", slot: Slot) -> dict[str, str]:
    local = slot.moment.astimezone(table.schedule.zone)
    return {"edition": slot.week, "utc": _utc(slot.moment), "local": local.isoformat(timespec="minutes")}


def _utc(moment: datetime.datetime) -> str:
    return f"{moment.astimezone(datetime.UTC):%Y-%m-%dT%H:%MZ}"
