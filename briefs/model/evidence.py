"""What documents say about each other: agreement, dispute, events, quotations."""

import datetime
from dataclasses import dataclass
from enum import StrEnum

from briefs.model.dates import Precision
from briefs.model.selection import Extract
from briefs.model.sources import DocumentId


@dataclass(frozen=True, slots=True, kw_only=True)
class Corroboration:
    """What other origins say to the same effect as a statement."""

    statement: Extract
    by: tuple[Extract, ...]


class DisagreementKind(StrEnum):
    """What sources answer differently."""

    OFFICE = "office"
    COUNT = "count"
    DATE = "date"
    PLACE = "place"
    SPELLING = "spelling"


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundClaim:
    """One answer, as the sources word it, and the sentences that give it."""

    value: str
    extracts: tuple[Extract, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundDisagreement:
    """One question that sources of different origins answer differently."""

    kind: DisagreementKind
    question: str
    claims: tuple[FoundClaim, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundEvent:
    """Something dated. ``last`` is the last day of a range; a month or a year is told by its first day.

    ``extracts`` are the sentences that report it, the one to print first. ``resolved`` are the words of that one which
    were counted from the date of its document (“last Tuesday”), None where it states the day itself. ``announced``
    says that it lay ahead when it was written and still does. ``mentions`` counts the voices of ``extracts``: those
    that report this event, and not who names its date.
    """

    day: datetime.date
    precision: Precision
    extracts: tuple[Extract, ...]
    last: datetime.date | None = None
    resolved: str | None = None
    announced: bool = False
    mentions: int = 1
    theme: str | None = None
    context: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundQuotation:
    """A direct quotation, whole: ``words`` with its marks. ``speaker`` is None where nobody is named.

    ``speaker`` is who the text names without doubt, as it names him: “President Lee Jae-myung”, “one regional analyst”.
    """

    words: Extract
    speaker: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Credibility:
    """A suggested digit of the Admiralty scale: 1 confirmed by others, to 5 improbable; 6 cannot be judged.

    It is that of a printed sentence, or where ``statement`` is None of all that is printed from the document.
    """

    document: DocumentId
    digit: int
    statement: Extract | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """What the documents say about each other."""

    corroboration: tuple[Corroboration, ...] = ()
    disagreements: tuple[FoundDisagreement, ...] = ()
    events: tuple[FoundEvent, ...] = ()
    quotations: tuple[FoundQuotation, ...] = ()
    credibility: tuple[Credibility, ...] = ()
