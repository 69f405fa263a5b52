"""What an edition covers: which days, or in a run of editions which documents, and when a document counts as published.

A run of editions covers each document once: the first edition after its publication that can have it. What came in too
late for the edition of its day is in the next one, and what is dated after the cut-off waits for its own.
"""

import calendar
import datetime
from typing import Final

from briefs.composition import Plan
from briefs.model import Coverage, Precision, Problem, StatedDate, mark_of
from briefs.pipeline.cards import Card

EARLIER: Final = datetime.timedelta(weeks=8)
"""How far back what sources said is not new today: as long as a reader remembers, and no archive. By judgement."""
LATE: Final = datetime.timedelta(days=28)
"""How long before an edition's first day a document may be dated that comes in late: longer, it is no news. By
judgement."""
FOUND_WITHIN: Final = datetime.timedelta(days=6)
"""How long after the cut-off of an edition its documents are still coming in, at most: it is made within a week."""
_AHEAD: Final = datetime.timedelta(days=1)
"""How far in the future a document may be dated that is published: nowhere on earth is it a day later."""

_STAGE: Final = "coverage"
_AFTER: Final = "after this edition's last day"
_BEFORE: Final = "before this edition's first day"


def outside(card: Card, plan: Plan, seen: datetime.datetime | None = None) -> Problem | None:
    """The problem of a document that is of a time the edition does not cover; ``seen`` is when it was first seen."""
    if plan.coverage.cut_off is not None:
        side = side_of(period(card.published, seen, plan.edition.as_of.tzinfo), plan.coverage)
    elif card.published is None:
        side = None
    else:
        side = _side(card.published, plan)
    if side is None:
        return None
    told = f"published {card.published.iso}" if card.published else "stating no date, and first seen"
    return Problem(subject=card.path, stage=_STAGE, message=f"{told}, {side}")


def is_later(card: Card, plan: Plan, seen: datetime.datetime | None) -> bool:
    """Whether a document waits for the edition after this one: it is of after the cut-off, and came in since then.

    One that states a day which was not yet when it was seen will never have its edition: that is ``outside``.
    """
    if plan.coverage.cut_off is None or seen is None:
        return False
    first, _ = period(card.published, seen, plan.edition.as_of.tzinfo) or (seen, seen)
    return first >= plan.coverage.cut_off and first <= seen + _AHEAD


def is_told(card: Card, plan: Plan, seen: datetime.datetime | None) -> bool:
    """Whether an earlier edition of the run had a document before it, and so named it where it could not be used."""
    coverage = plan.coverage
    if mark_of(card.id) in plan.given:
        return True
    if coverage.cut_off is None or coverage.start is None or seen is None:
        return False
    return seen.astimezone(coverage.cut_off.tzinfo).date() < coverage.start


def is_earlier(card: Card, plan: Plan) -> bool:
    """Whether a document is of the weeks before the edition's first day: what it says is not new."""
    start = plan.coverage.late or plan.coverage.start
    if card.published is None or start is None:
        return False
    last = _last_day(card.published, _day(card.published, plan.edition.as_of.tzinfo)).toordinal()
    return last in range((start - EARLIER).toordinal(), start.toordinal())


def period(
    published: StatedDate | None, seen: datetime.datetime | None, zone: datetime.tzinfo | None
) -> tuple[datetime.datetime, datetime.datetime] | None:
    """The first and the last moment at which a document can have been published; None where nothing tells.

    A time without a zone is one in the brief's. What was ``seen`` was published by then, unless it states another day;
    where it states no day, not long before.
    """
    if published is None:
        return None if seen is None else (seen - FOUND_WITHIN, seen)
    if published.precision is Precision.MINUTE:
        moment = datetime.datetime.fromisoformat(published.iso)
        moment = moment if moment.tzinfo else moment.replace(tzinfo=zone)
        return moment, moment
    first = datetime.datetime.combine(published.day, datetime.time.min, zone)
    last = datetime.datetime.combine(_last_day(published, published.day), datetime.time.max, zone)
    if seen is None:
        return first, last
    if published.precision is not Precision.DAY:
        first = max(first, min(seen - FOUND_WITHIN, last))
    return first, max(first, min(last, seen))


def side_of(published: tuple[datetime.datetime, datetime.datetime] | None, coverage: Coverage) -> str | None:
    """On which side of a coverage with a cut-off something is; None where it is inside."""
    if published is None or coverage.cut_off is None:
        return None
    first, last = published
    if first >= coverage.cut_off:
        return "after this edition's cut-off"
    start = coverage.late or coverage.start
    if start and last < datetime.datetime.combine(start, datetime.time.min, coverage.cut_off.tzinfo):
        return _BEFORE
    return None


def _side(published: StatedDate, plan: Plan) -> str | None:
    """On which side of the days of an edition a date is."""
    day = _day(published, plan.edition.as_of.tzinfo)
    if day >= plan.coverage.end:
        return _AFTER
    if plan.coverage.start is not None and _last_day(published, day) < plan.coverage.start:
        return _BEFORE
    return None


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
