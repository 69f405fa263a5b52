"""Dated events, several reports of one merged.

Dates are chosen by how many voices name them, then by the weight of their theme, and of each the sentence that reports
it best: the strongest published way to make a timeline (news-tls, Date-F1 .544 on T17), and one that is linear.
"""

import datetime
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from briefs.evidence.accounts import are_versions, differ, tell_of_one
from briefs.evidence.occasions import Telling
from briefs.evidence.reports import Chronicle, Key, Report, chronicle
from briefs.model import Document, DocumentId, FoundEvent, Origin, Precision, Topic

_MOST: Final = 15
"""Past events in a timeline: a page of them."""
_MOST_ANNOUNCED: Final = 8
_MOST_ON_A_DATE: Final = 3
_MOST_CITED: Final = 6
_MOST_COMPARED: Final = 40
"""Events of one date that a report is compared with; a date with more is one that every document names."""
_OLD: Final = 730
"""Days before today from which an event is background, and printed only if several voices name its date."""
_VOICES_FOR_OLD: Final = 3
_VOICES_OUTSIDE: Final = 2
"""Voices that must name the date of an event outside any theme, and a whole year."""
_SHARED_NAMES: Final = 2
_ALIKE: Final = 0.3
"""Share of the words of the shorter of two reports that sound alike which both have, names among them."""
_ALIKE_IN_SIGNS: Final = 0.25
_TOO_ALIKE: Final = 2
_TELLING: Final = 6
"""A lesser event of a date that shares so many words with a greater one may be the same in other words; where a single
voice reports it, one name or one word of so many letters is enough."""
_PRECISIONS: Final = {Precision.YEAR: 0, Precision.MONTH: 1, Precision.DAY: 2, Precision.MINUTE: 3}


@dataclass(slots=True, kw_only=True)
class _Occurrence:
    """What is held to be one event: its reports, the best first, and of each origin the one that is cited.

    ``support`` counts the voices that report it, or something that sounds like it: that is what a date is known for.
    """

    key: Key
    reports: list[Report] = field(default_factory=list)
    cited: dict[DocumentId, Report] = field(default_factory=dict)
    support: int = 0

    def takes(self, report: Report) -> bool:
        """Whether a report tells of this event, and of nothing else than those that are cited; it is then added."""
        if self.reports:
            others = [other.account for other in self.cited.values()]
            same = tell_of_one(self.reports[0].account, report.account)
            if not same or any(differ(other, report.account) for other in others):
                return False
        self.reports.append(report)
        if len(self.cited) < _MOST_CITED:
            self.cited.setdefault(report.origin, report)
        return True

    @property
    def voices(self) -> int:
        """How many voices report it."""
        return len({report.voice for report in self.reports})

    @property
    def weight(self) -> float:
        """How much it has to do with the themes."""
        return sum(report.weight for report in self.reports)


def find_events(
    documents: Sequence[Document], origins: Sequence[Origin], topics: Sequence[Topic], today: datetime.date
) -> tuple[FoundEvent, ...]:
    """The dated events, by date; each is reported by as many voices as it says."""
    found = chronicle(documents, origins, topics, today)
    dates = [
        _apart([one for one in occurrences if _counts(one, found, today)])
        for occurrences in _occurrences(found, today)
    ]
    ranked = sorted(
        ((place, one) for kept in dates for place, one in enumerate(kept)),
        key=lambda ranked: (-ranked[0], _strength(ranked[1], found)),
        reverse=True,
    )
    ahead = [one for _, one in ranked if _is_announced(one, today)][:_MOST_ANNOUNCED]
    past = [one for _, one in ranked if not _is_announced(one, today)][:_MOST]
    return tuple(_event(one, today) for one in sorted([*past, *ahead], key=_place))


def _occurrences(found: Chronicle, today: datetime.date) -> list[list[_Occurrence]]:
    """For each date its reports, in groups that tell of one event, the one that most report first."""
    dated: dict[Key, list[Report]] = {}
    for report in found.reports:
        dated.setdefault(report.key, []).append(report)
    spoken = Counter(report.language for report in found.reports)
    dates: list[list[_Occurrence]] = []
    for key, reports in dated.items():
        groups: list[_Occurrence] = []
        for report in sorted(reports, key=lambda report: _merit(report, today), reverse=True):
            if not any(one.takes(report) for one in groups[:_MOST_COMPARED]):
                groups.append(_Occurrence(key=key))
                groups[-1].takes(report)
        for one in groups[:_MOST_COMPARED]:
            one.support = len({report.voice for report in reports if _sound_alike(one.reports[0], report)})
        groups.sort(key=lambda one: (_rank(one, spoken), _merit(one.reports[0], today)), reverse=True)
        dates.append(groups)
    return dates


def _rank(one: _Occurrence, spoken: Mapping[str, int]) -> tuple[bool, int, int, int, int, float]:
    """What makes an event the main one of its date: told, by many, in the language of most reports."""
    first = one.reports[0]
    told = first.telling > Telling.SAID
    return (told, one.support, one.voices, spoken[first.language], first.telling, one.weight)


def _sound_alike(left: Report, right: Report) -> bool:
    """Whether two reports of one date may tell of one event: which one most speak of, and nothing that is cited."""
    if left.language != right.language:
        return False
    ours, theirs = left.content | left.names, right.content | right.names
    shared, names = ours & theirs, left.names & right.names
    if left.language:
        return len(shared) >= _ALIKE_IN_SIGNS * min(len(ours), len(theirs)) > 0
    if len(names) >= _SHARED_NAMES and len(shared) > len(names):
        return True
    return len(shared) >= _ALIKE * min(len(ours), len(theirs)) and len(shared) > max(1, len(names))


def _apart(groups: Sequence[_Occurrence]) -> list[_Occurrence]:
    """The events of a date that are surely not one, then what is told of them otherwise where there is room.

    What may be the first in other words is left out.
    """
    kept: list[_Occurrence] = []
    otherwise: list[_Occurrence] = []
    for one in groups[:_MOST_COMPARED]:
        if not any(_may_be_one(other, one) for other in kept):
            kept.append(one)
        elif any(are_versions(other.reports[0].account, one.reports[0].account) for other in kept):
            otherwise.append(one)
    return [*kept, *otherwise][:_MOST_ON_A_DATE]


def _may_be_one(left: _Occurrence, right: _Occurrence) -> bool:
    """Whether a weaker group may tell of the event of a stronger one: in another language, or in other words."""
    first, other = left.reports[0], right.reports[0]
    if first.language != other.language:
        return other.theme in {report.theme for report in left.reports}
    known = frozenset().union(*(report.content | report.names for report in left.reports))
    shared = known & (other.content | other.names)
    telling = [word for word in shared if word in other.names or len(word) >= _TELLING]
    return len(shared) >= _TOO_ALIKE or (bool(telling) and right.voices == 1)


def _merit(
    report: Report, today: datetime.date
) -> tuple[bool, bool, bool, int, bool, bool, int, float, str, int]:
    """How good a sentence is for its date: on a theme, told and not only said, standing alone, done and not planned.

    A source that discloses that it was generated or paid for comes after one that reports the same.
    """
    return (
        report.theme is not None,
        report.telling > Telling.SAID,
        not (report.ahead and report.key[0] <= today and report.published is not None),
        int(report.stand.footing),
        not report.disclosed,
        not report.undated and report.dates == 1,
        report.telling,
        report.weight / max(report.words, 12),
        report.extract.document,
        -report.extract.span.start,
    )


def _counts(one: _Occurrence, found: Chronicle, today: datetime.date) -> bool:
    """Whether an event is one for the timeline: on a theme or named by several, and no background."""
    day, _, precision = one.key
    voices = len(found.voices[one.key])
    if (today - day).days > _OLD and voices < _VOICES_FOR_OLD:
        return False
    vague = precision is Precision.YEAR
    if vague and voices < (_VOICES_FOR_OLD if one.reports[0].counted else _VOICES_OUTSIDE):
        return False
    return one.reports[0].theme is not None or voices >= _VOICES_OUTSIDE


def _strength(one: _Occurrence, found: Chronicle) -> tuple[bool, int, int, float, Key]:
    told = one.reports[0].telling > Telling.SAID
    return (told, len(found.voices[one.key]), one.voices, one.weight, one.key)


def _place(one: _Occurrence) -> tuple[datetime.date, int, datetime.date, int, str, int]:
    """By date, the vaguer before what lies in it, and what more voices report first."""
    day, last, precision = one.key
    extract = one.reports[0].extract
    return (day, _PRECISIONS[precision], last or day, -one.voices, extract.document, extract.span.start)


def _is_announced(one: _Occurrence, today: datetime.date) -> bool:
    """Whether the whole of its date is still to come; a month or a year that has begun is not."""
    return one.key[0] > today


def _event(one: _Occurrence, today: datetime.date) -> FoundEvent:
    day, last, precision = one.key
    first = one.reports[0]
    return FoundEvent(
        day=day,
        precision=precision,
        extracts=tuple(report.extract for report in one.cited.values()),
        last=last,
        resolved=first.counted,
        announced=_is_announced(one, today),
        mentions=len({report.voice for report in one.cited.values()}),
        theme=first.theme,
        context="; ".join(dict.fromkeys(first.context)) or None,
    )
