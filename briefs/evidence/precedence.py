"""Which of several prints of one text came first, as far as the documents say."""

import datetime
from typing import Final

from briefs.evidence.fingerprints import Fingerprint
from briefs.evidence.parties import Parties
from briefs.model import Precision, StatedDate

_EXACT: Final = frozenset({Precision.DAY, Precision.MINUTE})
_LAST: Final = datetime.datetime.max  # noqa: DTZ901 - compared with moments whose zone is taken off
_LEAST: Final = datetime.datetime.min  # noqa: DTZ901 - the same


def day_of(date: StatedDate | None) -> datetime.date | None:
    """The day of a date, in universal time where a zone is stated; None where it is not stated to the day."""
    if date is None or date.precision not in _EXACT:
        return None
    return _moment(date).date()


def precedence(one: Fingerprint, parties: Parties) -> tuple[bool, datetime.date, int, datetime.datetime, str]:
    """A key that sorts the first print before the others: dated before undated, the earlier day first.

    Of one day, or undated, those come first that do not point elsewhere, by their canonical address or a credit,
    and then those with a byline of their own; then the earlier hour.
    """
    published = one.published
    day = day_of(published)
    moment = _moment(published) if published and day else _LAST
    return (day is None, day or datetime.date.max, _doubt(one, parties), moment, one.id)


def version(
    published: StatedDate | None, modified: StatedDate | None, retrieved: datetime.datetime | None
) -> tuple[datetime.datetime, datetime.datetime]:
    """A key that sorts the versions of one page, the latest last: by what it states, then by when it was retrieved."""
    stated = [_moment(date) for date in (published, modified) if date and day_of(date)]
    return (max(stated, default=_LEAST), _universal(retrieved) if retrieved else _LEAST)


def _doubt(one: Fingerprint, parties: Parties) -> int:
    return 4 * one.points_elsewhere + 2 * bool(parties.credited) + (not one.is_signed)


def _moment(date: StatedDate) -> datetime.datetime:
    """A stated moment without its zone, in universal time where it is stated."""
    moment = datetime.datetime.combine(date.day, date.time or datetime.time.max)
    if date.zone is None or date.time is None:
        return moment
    return _universal(datetime.datetime.fromisoformat(date.iso))


def _universal(moment: datetime.datetime) -> datetime.datetime:
    try:
        return moment.astimezone(datetime.UTC).replace(tzinfo=None)
    except OverflowError:  # the first or last day there is
        return moment.replace(tzinfo=None)
