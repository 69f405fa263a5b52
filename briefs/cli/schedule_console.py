"""What ``briefs schedule`` says: a timetable for people or programs, and one line for each event of the loop."""

import datetime
import json
from typing import TYPE_CHECKING, Any

from briefs.schedule import Slot, on_the_wall

if TYPE_CHECKING:
    from briefs.editions.timetable import Timetable
    from briefs.model import Schedule

SCHEMA = "briefs/timetable/1"


def tell(table: "Timetable", *, as_json: bool) -> None:
    """Nothing: prints the timetable."""
    if as_json:
        print(json.dumps(_said(table)))  # noqa: T201 - the result
        return
    zone = table.schedule.zone
    lines = [("next", slot, "") for slot in table.coming]
    lines[:0] = [("due", turn.slot, f"to {turn.task}") for turn in table.due]
    if table.last:
        lines.insert(0, ("last", table.last[0], table.last[1]))
    for what, slot, more in lines:
        local = on_the_wall(slot.moment, zone)
        print(f"{what:<4}  {slot.week}  {local:<36}  {_utc(slot.moment)}  {more}".rstrip())  # noqa: T201 - the result
    print(f"time zone: {zone.key}")  # noqa: T201 - the result
    if table.begun:
        print(f"not out yet: {', '.join(table.begun)}")  # noqa: T201 - the result


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
