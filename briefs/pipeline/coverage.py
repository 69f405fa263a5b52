"""Which days an edition covers, and on which day a document counts as published."""

import calendar
import datetime
from typing import Final

from briefs.composition import Plan
from briefs.model import Precision, Problem, StatedDate
from briefs.pipeline.cards import Card

EARLIER: Final = datetime.timedelta(weeks=8)
"""How far back what sources said is not new today: as long as a reader remembers, and no archive. By judgement."""


def outside(card: Card, plan: Plan) -> Problem | None:
    """The problem of a document that is dated on a day the edition does not cover."""
    published = card.published
    if published is None:
        return None
    day = _day(published, plan.edition.as_of.tzinfo)
    if day >= plan.coverage.end:
        side = "after this edition's last day"
    elif plan.coverage.start is not None and _last_day(published, day) < plan.coverage.start:
        side = "before this edition's first day"
    else:
        return None
    return Problem(subject=card.path, stage="coverage", message=f"published {published.iso}, {side}")


def is_earlier(card: Card, plan: Plan) -> bool:
    """Whether a document is of the weeks before the edition's first day: what it says is not new."""
    if card.published is None or plan.coverage.start is None:
        return False
    last = _last_day(card.published, _day(card.published, plan.edition.as_of.tzinfo)).toordinal()
    return last in range((plan.coverage.start - EARLIER).toordinal(), plan.coverage.start.toordinal())


def _last_day(published: StatedDate, day: datetime.date) -> datetime.date:
    """The last day that a date can mean: that of its month or year, where no more is stated."""
    match published.precision:
        case Precision.YEAR:
            return day.replace(month=12, day=31)
        case Precision.MONTH:
            return day.replace(day=calendar.monthrange(day.year, day.month)[1])
        case _:
            return day


def _day(published: StatedDate, zone: datetime.tzinfo | None) -> datetime.date:
    """The day in the brief's zone of a moment whose own zone is stated; else the day as it is stated."""
    if published.time is None or published.zone is None:
        return published.day
    return datetime.datetime.fromisoformat(published.iso).astimezone(zone).date()
