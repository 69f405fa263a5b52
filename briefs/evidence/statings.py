"""The dates and figures that two sentences state, as far as one confirms the other."""

import datetime
from collections.abc import Sequence
from typing import Final

from briefs.evidence.callings import is_country, may_be_one
from briefs.evidence.datings import Dating
from briefs.evidence.figures import Figure
from briefs.evidence.gists import Gist
from briefs.language.words import split_words

_REPORTED: Final = datetime.timedelta(days=14)
"""After a day, within which who reports what happened need not say when."""
_APART: Final = datetime.timedelta(days=60)
"""Between a report and a day, or another report, from which on they may be of two things of the same kind."""
_HEAD: Final = 40
"""Signs at the head of a sentence in which a date is that of its main clause."""
_AFTER: Final = 40
_PAIR: Final = 2


def dates_in_common(ours: Gist, theirs: Gist) -> int | None:
    """How many dates of the main clauses the other sentence states; None where they cannot be one.

    A day may be left unsaid within a fortnight; a month or a year where the same document has it elsewhere.
    """
    found = theirs.assertion.datings
    wanted = [dating for dating in ours.assertion.datings if _is_of_main_clause(dating, ours)]
    told = [dating for dating in wanted if any(dating.agrees(other) for other in found)]
    if not wanted:
        return None if _is_long_past(ours, found) else 0
    missing = [dating for dating in wanted if dating not in told]
    if missing and not _may_be_left_out(missing, ours, theirs, differs=bool(found) and not told):
        return None
    return sum(dating.month is not None or dating.start >= 0 for dating in told)


def figures_in_common(ours: Gist, theirs: Gist) -> int | None:
    """How many figures of the main clauses the other sentence states; None where one is missing or differs."""
    found = theirs.assertion.figures
    wanted = [figure for figure in ours.figures if not _is_pair(ours, figure)]
    if not all(any(_is_told(figure, other) for other in found) for figure in wanted):
        return None
    if any(
        _counted(ours, figure) == _counted(theirs, other) and not figure.agrees(other)
        for figure in ours.assertion.figures
        for other in found
    ):
        return None
    return len(wanted)


def are_far_apart(ours: Gist, theirs: Gist) -> bool:
    """Whether two documents are, or may be, of other months."""
    days = _published(ours), _published(theirs)
    return days[0] is None or days[1] is None or abs(days[0] - days[1]) > _APART


def _is_of_main_clause(dating: Dating, gist: Gist) -> bool:
    text = gist.assertion.sentence.text
    stated = text[dating.start : dating.end] if dating.start >= 0 else ""
    return stated in gist.text or 0 <= dating.start < _HEAD


def _may_be_left_out(missing: Sequence[Dating], ours: Gist, theirs: Gist, *, differs: bool) -> bool:
    if differs:
        return False
    text = theirs.assertion.sentence.document.text
    if not all(dating.is_full or str(dating.year) in text for dating in missing):
        return False
    days = [day for dating in missing if (day := dating.on_calendar)]
    published = _published(theirs)
    if published is None:
        places = [name for name in ours.known if not is_country(name)]
        return not days or any(may_be_one(name, other) for name in places for other in theirs.known)
    return all(datetime.timedelta() <= published - day <= _REPORTED for day in days)


def _is_long_past(ours: Gist, found: Sequence[Dating]) -> bool:
    """Whether all days that the other sentence states are far from when the statement was written."""
    published = _published(ours)
    days = [day for dating in found if (day := dating.on_calendar)]
    return bool(published and days) and all(abs(published - day) > _APART for day in days if published)


def _published(gist: Gist) -> datetime.date | None:
    stated = gist.assertion.sentence.document.published
    return stated.day if stated else None


def _is_pair(gist: Gist, figure: Figure) -> bool:
    """Whether it is a “two” that counts whom everybody knows to be two: ``the two Koreas``."""
    return figure.low == figure.high == _PAIR and _following(gist, figure)[:1].isupper()


def _counted(gist: Gist, figure: Figure) -> str:
    return figure.unit + _following(gist, figure).lower().rstrip("s")


def _following(gist: Gist, figure: Figure) -> str:
    words = split_words(gist.assertion.sentence.text[figure.end : figure.end + _AFTER])
    return words[0].text if words else ""


def _is_told(ours: Figure, theirs: Figure) -> bool:
    return (ours.unit, ours.low, ours.high) == (theirs.unit, theirs.low, theirs.high)
