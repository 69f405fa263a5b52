"""When editions are due: one a week, by the clock on a wall."""

import datetime
from dataclasses import dataclass
from enum import StrEnum
from typing import Final
from zoneinfo import ZoneInfo

WEEKDAYS: Final = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
"""In the order of ISO 8601, which counts them from 1."""


class CatchUp(StrEnum):
    """What is done about slots that nobody was there to see."""

    LATEST = "latest"
    ALL = "all"
    NONE = "none"


@dataclass(frozen=True, slots=True, kw_only=True)
class Schedule:
    """One edition a week. ``weekday`` is 1 for Monday to 7 for Sunday, ``at`` a time of day in ``zone``.

    A slot is made up to ``max_late`` after it came, and recorded as missed after that. Of several that have come,
    ``LATEST`` makes the last, whose edition covers the time of them all; ``ALL`` makes each; ``NONE`` makes none that
    was not seen in its own hour.
    """

    weekday: int
    at: datetime.time
    zone: ZoneInfo
    catch_up: CatchUp = CatchUp.LATEST
    max_late: datetime.timedelta = datetime.timedelta(days=3)

    def __post_init__(self) -> None:
        """Refuse what no calendar has."""
        if self.weekday not in range(1, len(WEEKDAYS) + 1):
            raise ValueError(f"{self.weekday} is no day of the week")
        if self.at != self.at.replace(second=0, microsecond=0, tzinfo=None, fold=0):
            raise ValueError(f"{self.at!r} is no plain hour and minute")
        if self.max_late <= datetime.timedelta():
            raise ValueError("a slot that may never be late cannot be made")
