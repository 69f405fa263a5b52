"""Which of the dates stated for a document is believed, and what about them cannot be right.

Every claim is kept, the most trusted first. Trust goes by where a date was found:

    rank  found                        why it stands there
    ----  ---------------------------  ---------------------------------------------------------------
    0     front matter, mail header,   the envelope of the very bytes, written together with the text
          message
    1     json-ld …                    stated for machines, once, by the system that published the page
    2     meta …                       the same, but templates fill it more carelessly
    3     time element                 marked in the article for machines, but placed by hand
    4     published line               printed for readers with a label ("Published …")
    5     beside the headline, text    printed for readers, without a label
    6     feed                         states a moment, but often that of the last change
    7     meta date, meta dc.date …    names that some systems fill with the day of rendering
    8     dateline                     the day of the report, a day or more before a reprint of it
    9     pdf …                        of a file: a PDF made again has the day of its making
    10    title                        may as well be the day of what the page tells about
    11    address                      a day alone, and kept when the text is replaced

Between claims of one day the more exact wins over the more trusted, for both say the same. A claim that
cannot be right (one in the future, one with another weekday) stands behind all that can be, whatever its
rank. The clock is never read: the future is what lies more than a day behind the moment of retrieval.
"""

import datetime
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Final

from briefs.model import DateClaim, DateKind, Doubt, DoubtKind, Precision, StatedDate

_RANKS: Final = (
    (0, ("front matter", "mail header", "message")),
    (1, ("json-ld",)),
    (7, ("meta date", "meta dc.date", "meta dcterms.date", "meta og:updated_time", "meta revised")),
    (2, ("meta",)),
    (3, ("time element",)),
    (4, ("published line", "updated line")),
    (6, ("feed",)),
    (8, ("dateline",)),
    (9, ("pdf",)),
    (10, ("title",)),
    (11, ("address",)),
)
_PRINTED: Final = 5
"""The rank of what is not in the table: a reader that says nothing more exact has found it in the text."""
_SLACK: Final = datetime.timedelta(days=1)
"""How far a date may lie behind its retrieval: a day without zone can be that far ahead of the reader's."""
_APART: Final = datetime.timedelta(days=1)
_DATELINE: Final = datetime.timedelta(days=3)
"""How far a dateline may lie before the publication of a reprint: over a weekend."""
_FIRST_WEB_YEAR: Final = 1990
_MIDNIGHT: Final = datetime.time()
_EXACTNESS: Final = {Precision.YEAR: 0, Precision.MONTH: 1, Precision.DAY: 2, Precision.MINUTE: 4}
_WEEKDAYS: Final = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_MOST_CLAIMS: Final = 40
"""Claims that are kept: pages that state most have about ten."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """The dates of a document as it is dated, all that were claimed, and what is doubtful about them."""

    published: StatedDate | None = None
    modified: StatedDate | None = None
    dates: tuple[DateClaim, ...] = ()
    doubts: tuple[Doubt, ...] = ()


def settle_dates(
    claims: Iterable[DateClaim], retrieved: datetime.datetime | None = None, *, is_web: bool = False
) -> Standing:
    """Return the standing of ``claims``, ranked as the table above says; doubts are whole sentences."""
    distinct = list(dict.fromkeys(claims))[:_MOST_CLAIMS]
    published = _ordered([claim for claim in distinct if claim.kind is DateKind.PUBLISHED], retrieved, is_web)
    modified = _ordered([claim for claim in distinct if claim.kind is DateKind.MODIFIED], retrieved, is_web)
    best = published[0].date if published else None
    later = [claim for claim in modified if best is None or not _is_before(claim.date, best)]
    early = [claim for claim in modified if claim not in later]
    modified = [*later, *early] if best is not None else modified
    first: dict[StatedDate, DateClaim] = {}
    for claim in (*published, *modified):
        first.setdefault(claim.date, claim)
    faults = chain(
        (fault for claim in first.values() if (fault := _fault(claim, retrieved, is_web=is_web))),
        (_too_early(claim, best) for claim in early if best is not None),
    )
    doubts = chain(
        (Doubt(kind=DoubtKind.IMPOSSIBLE_DATE, text=fault) for fault in faults),
        (
            Doubt(kind=DoubtKind.OTHER_DATE, text=other)
            for other in _contradictions(published, modified, retrieved, is_web=is_web)
        ),
    )
    return Standing(
        published=best,
        modified=modified[0].date if modified else None,
        dates=(*published, *modified),
        doubts=tuple(dict.fromkeys(doubts)),
    )


def rank_of(found: str) -> int:
    """Return the rank of a claim by where it was found, 0 the most trusted."""
    return next((rank for rank, places in _RANKS if found.startswith(places)), _PRINTED)


def _is_possible(date: StatedDate, retrieved: datetime.datetime | None, *, is_web: bool) -> bool:
    """Whether a source retrieved then can bear ``date``; for pages of the web, not before there was one."""
    return not (date.slip or _is_future(date, retrieved) or (is_web and date.day.year < _FIRST_WEB_YEAR))


def _ordered(
    claims: Sequence[DateClaim],
    retrieved: datetime.datetime | None,
    is_web: bool,  # noqa: FBT001 - private, and always handed on
) -> list[DateClaim]:
    """Return the claims of one kind, the possible ones by rank, the more exact of the first one's day before it."""
    ranked = sorted(
        claims,
        key=lambda claim: (
            not _is_possible(claim.date, retrieved, is_web=is_web),
            rank_of(claim.found),
        ),
    )
    if not ranked or not _is_possible(ranked[0].date, retrieved, is_web=is_web):
        return ranked
    finer = [
        claim
        for claim in ranked
        if _covers(ranked[0].date, claim.date) and _is_possible(claim.date, retrieved, is_web=is_web)
    ]
    best = max(finer, key=lambda claim: _exactness(claim.date), default=ranked[0])
    if _exactness(best.date) <= _exactness(ranked[0].date):
        return ranked
    return [best, *(claim for claim in ranked if claim is not best)]


def _exactness(date: StatedDate) -> int:
    """Return how exact a date is; midnight on the hour is what systems fill in when they know a day alone."""
    exact = _EXACTNESS[date.precision]
    if date.precision is Precision.MINUTE and date.time == _MIDNIGHT:
        exact -= 1
    return exact + (date.precision is Precision.MINUTE and date.zone is not None and date.time != _MIDNIGHT)


def _covers(coarse: StatedDate, fine: StatedDate) -> bool:
    """Whether ``fine`` says the same as ``coarse`` and no less."""
    if coarse.day.year != fine.day.year or coarse.precision is Precision.YEAR:
        return coarse.day.year == fine.day.year
    if coarse.day.month != fine.day.month or coarse.precision is Precision.MONTH:
        return coarse.day.month == fine.day.month
    return coarse.day == fine.day


def _moment(date: StatedDate) -> datetime.datetime | None:
    """The moment a date states, where it states one with its zone."""
    if date.precision is not Precision.MINUTE or date.zone is None:
        return None
    return datetime.datetime.fromisoformat(date.iso)


def _is_future(date: StatedDate, retrieved: datetime.datetime | None) -> bool:
    if retrieved is None:
        return False
    moment = _moment(date)
    if moment is not None:
        return moment - retrieved > _SLACK
    return date.day - retrieved.date() > _SLACK


def _is_before(date: StatedDate, other: StatedDate) -> bool:
    """Whether ``date`` plainly lies before ``other``: by moments where both state one, else by a whole day."""
    first, second = _moment(date), _moment(other)
    if first is not None and second is not None:
        return second - first > datetime.timedelta(minutes=1)
    if Precision.YEAR in (date.precision, other.precision):
        return date.day.year < other.day.year
    if Precision.MONTH in (date.precision, other.precision):
        return date.day.replace(day=1) < other.day.replace(day=1)
    slack = _APART if first is not None or second is not None else datetime.timedelta()
    return other.day - date.day > slack


def _fault(claim: DateClaim, retrieved: datetime.datetime | None, *, is_web: bool) -> str | None:
    if _is_future(claim.date, retrieved) and retrieved is not None:
        return (
            f"The date {claim.date.iso} ({claim.found}) is later than the day the source was retrieved,"
            f" {retrieved.date().isoformat()}."
        )
    if claim.date.slip:
        right = _WEEKDAYS[claim.date.day.weekday()]
        return (
            f"The date {claim.date.iso} ({claim.found}) is stated as “{claim.date.slip}”, but was a {right}."
        )
    if not _is_possible(claim.date, retrieved, is_web=is_web):
        return f"The date {claim.date.iso} ({claim.found}) is earlier than the web itself."
    return None


def _too_early(claim: DateClaim, published: StatedDate) -> str:
    return (
        f"The date of change {claim.date.iso} ({claim.found}) is earlier than that of publication,"
        f" {published.iso}."
    )


def _contradictions(
    published: Sequence[DateClaim],
    modified: Sequence[DateClaim],
    retrieved: datetime.datetime | None,
    *,
    is_web: bool,
) -> Iterable[str]:
    """Return a sentence for each day that contradicts the one taken; a feed may state the day of the change."""
    changed = [claim.date for claim in modified]
    seen: list[StatedDate] = []
    for claim in published[1:]:
        first = published[0]
        is_change = claim.found.startswith("feed") and any(_agree(claim.date, date) for date in changed)
        if is_change or not _is_possible(claim.date, retrieved, is_web=is_web) or _says_same(first, claim):
            continue
        if any(_agree(claim.date, date) for date in seen):
            continue
        seen.append(claim.date)
        yield (
            f"The date {first.date.iso} ({first.found}) is taken, though {claim.date.iso} ({claim.found})"
            " is stated as well."
        )


def _says_same(first: DateClaim, other: DateClaim) -> bool:
    behind = first.date.day - other.date.day
    is_dateline = other.found.startswith("dateline") and datetime.timedelta() <= behind <= _DATELINE
    return is_dateline or _agree(first.date, other.date)


def _agree(first: StatedDate, second: StatedDate) -> bool:
    """Whether two dates can be one: as coarse as the coarser, or a day apart where a zone can explain it."""
    if _covers(first, second) or _covers(second, first):
        return True
    moments = _moment(first), _moment(second)
    if None not in moments:
        return moments[0] == moments[1]
    return any(moments) and abs(first.day - second.day) <= _APART
