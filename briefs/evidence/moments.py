"""When something was said to be so: what tells a development, or a successor, from a contradiction.

Two answers contradict each other where both were given in the same days: each of them was still given on, or after, a
day on which the other was. Of a document that states no date it is known only that it was not written before the latest
past day that it tells of.
"""

import datetime
from collections.abc import Iterable, Sequence
from typing import Final

from briefs.evidence.assertions import Assertion
from briefs.evidence.datings import Dating
from briefs.model import DocumentId, Precision

_HISTORY: Final = 60
"""Days before its document from which a date in a sentence makes it one on the past: it tells how things were then."""
_EXACT: Final = frozenset({Precision.DAY, Precision.MINUTE})
_LAST_YEAR: Final = 2199


class Moments:
    """When each document of a pool was written, as far as they tell."""

    def __init__(self, found: Sequence[Assertion]) -> None:
        stated: dict[DocumentId, datetime.date] = {}
        latest: dict[DocumentId, datetime.date] = {}
        for assertion in found:
            document = assertion.sentence.document
            if document.published and document.published.precision in _EXACT:
                stated[document.id] = document.published.day
            for day in days_of(assertion.datings) if not assertion.ahead else ():
                latest[document.id] = max(day, latest.get(document.id, day))
        self._stated = stated
        self._latest = latest

    def day(self, assertion: Assertion) -> datetime.date | None:
        """The day of a sentence's document, or the earliest on which it can have been written; None where unknown."""
        document = assertion.extract.document
        return self._stated.get(document) or self._latest.get(document)

    def is_stated(self, assertion: Assertion) -> bool:
        """Whether the document of a sentence states its day."""
        return assertion.extract.document in self._stated

    def is_history(self, assertion: Assertion) -> bool:
        """Whether a sentence tells of days long before it was written, as far as a date in it says so."""
        written = self.day(assertion)
        ends = [_last_day(dating) for dating in assertion.datings if dating.year is not None]
        return written is not None and bool(ends) and max(ends) < written - datetime.timedelta(days=_HISTORY)

    def cross(self, ours: Sequence[Assertion], theirs: Sequence[Assertion], within: int = 0) -> bool:
        """Whether each of two answers was given on or after a day on which the other was, or so many days before."""
        return self._follows(ours, theirs, within) and self._follows(theirs, ours, within)

    def _follows(self, later: Sequence[Assertion], earlier: Sequence[Assertion], within: int) -> bool:
        ends = [day for day in map(self.day, later) if day]
        begins = [day for day in map(self.day, earlier) if day]
        if len(ends) < len(later) or len(begins) < len(earlier):
            return True
        return max(ends) + datetime.timedelta(days=within) >= min(begins)


def days_of(stated: Iterable[Dating]) -> list[datetime.date]:
    """The days among dates, those that no calendar has left out."""
    return [day for dating in stated if (day := dating.on_calendar)]


def same_day(ours: Assertion, theirs: Assertion) -> bool:
    """Whether two sentences tell of one day."""
    return not set(days_of(ours.datings)).isdisjoint(days_of(theirs.datings))


def times_lie_apart(ours: Assertion, theirs: Assertion, within: int) -> bool:
    """Whether two sentences state their times, and those lie so many days apart; plans tell none."""
    left, right = _stretch(ours), _stretch(theirs)
    if left is None or right is None:
        return False
    gap = max(left[0], right[0]) - min(left[1], right[1])
    return gap > datetime.timedelta(days=within)


def _stretch(assertion: Assertion) -> tuple[datetime.date, datetime.date] | None:
    """The days from the first to the last that the dates of a sentence with their month and year cover."""
    stated = [dating for dating in assertion.datings if dating.year is not None and dating.month is not None]
    written = assertion.sentence.document.published
    is_plan = any(_first_day(dating) > written.day for dating in stated) if written else assertion.ahead
    if not stated or is_plan:
        return None
    return min(map(_first_day, stated)), max(map(_last_day, stated))


def _first_day(dating: Dating) -> datetime.date:
    return dating.on_calendar or datetime.date(dating.year or 1, dating.month or 1, 1)


def _last_day(dating: Dating) -> datetime.date:
    """The last day that a date with its year can mean, counted generously."""
    year = dating.year or _LAST_YEAR
    if dating.month is None:
        return datetime.date(year, 12, 31)
    return dating.on_calendar or datetime.date(year, dating.month, 28)
