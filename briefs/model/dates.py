"""Dates as sources state them: a day, and how much of it is said."""

import datetime
from dataclasses import dataclass
from enum import StrEnum


class Precision(StrEnum):
    """How exactly a date is stated."""

    YEAR = "year"
    MONTH = "month"
    DAY = "day"
    MINUTE = "minute"


@dataclass(frozen=True, slots=True, kw_only=True)
class StatedDate:
    """A date as a source states it; ``zone`` is an offset like ``+09:00``, and None where none is stated.

    ``slip`` is a weekday stated with it that is not its own: one of the two must be wrong.
    """

    day: datetime.date
    precision: Precision = Precision.DAY
    time: datetime.time | None = None
    zone: str | None = None
    slip: str | None = None

    @property
    def iso(self) -> str:
        """ISO 8601, as precise as stated: ``2026``, ``2026-05``, ``2026-05-19``, ``2026-05-19T18:40+09:00``."""
        match self.precision:
            case Precision.YEAR:
                return f"{self.day:%Y}"
            case Precision.MONTH:
                return f"{self.day:%Y-%m}"
            case Precision.DAY:
                return self.day.isoformat()
            case Precision.MINUTE:
                moment = self.time or datetime.time()
                return f"{self.day.isoformat()}T{moment:%H:%M}{self.zone or ''}"
