"""The whole story on one page: the only place where the stages meet.

    sources ──unpack──▶ sources ──read──▶ documents ──trace──▶ origins ──select──▶ selection ──compose──▶ brief
       │                  │                                       ├──find_evidence──▶ evidence ─┤
       │                  │                      past ────────────┴──find_changes───▶ changes ──┤
       └──────────────────┴─────────────▶ problems ─────────────────────────────────────────────┘

Nothing here reads a clock, a disk, a network or an environment: the same sources and plan give the same
brief, whatever the order they come in.
"""

import calendar
import datetime
import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Final, Protocol, TypeVar

from briefs.composition import Findings, Plan, compose
from briefs.errors import NothingReadable
from briefs.evidence import copied, find_evidence, trace
from briefs.model import (
    GLYPHS,
    Brief,
    Document,
    FoundChange,
    PassageKind,
    Past,
    Precision,
    Problem,
    Source,
    StatedDate,
)
from briefs.reading import read, unpack_all
from briefs.summary import concept_hashes, find_changes, select, unsearched

_REASONS_SHOWN: Final = 3
_CHARACTERS_SHOWN: Final = 3
_STATEMENTS: Final = frozenset({PassageKind.PARAGRAPH, PassageKind.LIST_ITEM, PassageKind.QUOTATION})

_NO_PAST: Final = Past()
EARLIER: Final = datetime.timedelta(weeks=8)
"""How far back what sources said is not new today: as long as a reader remembers, and no archive. By judgement."""

Uncovered = Callable[[str], tuple[str, ...]]
"""The characters of a text that no font has, each once."""


T = TypeVar("T")


class ReadAll(Protocol):
    """What reads every source, or unpacks it, in their order."""

    def __call__(self, sources: Sequence[Source], read: Callable[[Source], T], /) -> Sequence[T | Problem]:
        """What ``read`` makes of each source; a ``Problem`` for one that is given up."""
        ...


def _all_covered(_text: str) -> tuple[str, ...]:
    return ()


def _one_after_the_other(
    sources: Sequence[Source], read_one: Callable[[Source], T], /
) -> Sequence[T | Problem]:
    return [read_one(source) for source in sources]


def build(
    sources: Sequence[Source],
    problems: Sequence[Problem],
    plan: Plan,
    uncovered: Uncovered = _all_covered,
    past: Past | None = _NO_PAST,
    read_all: ReadAll = _one_after_the_other,
) -> tuple[Brief, tuple[Document, ...]]:
    """The brief, and the documents that its offsets refer to, in the order of their shown paths.

    A sentence with an ``uncovered`` character is passed over, and its document named with the reason; the
    document's other sentences stay. What documents of the weeks before its first day say is not new, unless ``past``
    is None: then everything is. Raises ``NothingReadable`` when no document came out of the sources; one that did is
    enough.
    """
    members, lost = _members(sources, read_all)
    outcomes = read_all(members, read)
    documents = sorted(
        (outcome for outcome in outcomes if isinstance(outcome, Document)),
        key=lambda document: (document.path, document.id),
    )
    failed = [*problems, *lost, *(outcome for outcome in outcomes if isinstance(outcome, Problem))]
    outside = {document.id: problem for document in documents if (problem := _outside(document, plan))}
    used = [document for document in documents if document.id not in outside]
    failed.extend(outside.values())
    if not used:
        raise NothingReadable(_reasons(failed))
    missing = {document.path: found for document in used if (found := uncovered(_printable(document)))}
    origins = trace(used, plan.families)
    known = _known(past, documents, plan)
    unprintable = frozenset[str]().union(*missing.values())
    selection = select(used, plan.themes, unprintable, copied(used, origins), known)
    unset = [_unset(path, characters) for path, characters in missing.items()]
    cited = {pick.document for pick in selection.picks}
    unsaid = unsearched([document for document in used if document.id not in cited], plan.themes)
    findings = Findings(
        selection=selection,
        documents_read=len(used),
        origins_read=len(origins),
        origins=origins,
        evidence=find_evidence(selection, used, origins, plan.edition.as_of.date(), unprintable),
        changes=find_changes(selection, used, plan.themes, known),
    )
    brief = compose(findings, used, [*failed, *unset, *unsaid], plan)
    return brief, _with_earlier(used, findings.changes)


def concepts_of(source: Source) -> frozenset[int]:
    """What a source of an earlier time says, as ``Past`` has it: of one that cannot be read, nothing."""
    ((members, _),) = unpack_all([source], _one_after_the_other)
    outcomes = map(read, members)
    return frozenset[int]().union(*(concept_hashes(it) for it in outcomes if isinstance(it, Document)))


def _with_earlier(documents: Sequence[Document], changes: Sequence[FoundChange]) -> tuple[Document, ...]:
    """The documents, and those that only an earlier edition was made of and whose figures have moved since."""
    at_hand = {document.id for document in documents}
    earlier = {change.earlier.document.id: change.earlier.document for change in changes if change.earlier}
    return (*documents, *(document for document in earlier.values() if document.id not in at_hand))


def _members(sources: Sequence[Source], read_all: ReadAll) -> tuple[list[Source], list[Problem]]:
    """Every document in the sources once, under the smallest of its paths; and what could not be used."""
    members: dict[bytes, Source] = {}
    problems: list[Problem] = []
    unpacked = unpack_all(sources, read_all)
    found = [member for inside, _ in unpacked for member in inside]
    for member in sorted(found, key=lambda member: member.path):
        kept = members.setdefault(member.content, member)
        if kept is not member:
            message = f"has the same bytes as {kept.path}, which is read"
            problems.append(Problem(subject=member.path, stage="sources", message=message))
    return [*members.values()], [*problems, *(problem for _, lost in unpacked for problem in lost)]


def _outside(document: Document, plan: Plan) -> Problem | None:
    """The problem of a document that is dated on a day the edition does not cover."""
    published = document.published
    if published is None:
        return None
    day = _day(published, plan.edition.as_of.tzinfo)
    if day >= plan.coverage.end:
        side = "after this edition's last day"
    elif plan.coverage.start is not None and _last_day(published, day) < plan.coverage.start:
        side = "before this edition's first day"
    else:
        return None
    return Problem(subject=document.path, stage="coverage", message=f"published {published.iso}, {side}")


def _known(past: Past | None, documents: Sequence[Document], plan: Plan) -> Past:
    """What readers were told before, with the documents of the weeks before the edition's first day."""
    if past is None or plan.coverage.start is None:
        return past or _NO_PAST
    days = range((plan.coverage.start - EARLIER).toordinal(), plan.coverage.start.toordinal())
    zone = plan.edition.as_of.tzinfo
    earlier = (
        document
        for document in documents
        if document.published
        and _last_day(document.published, _day(document.published, zone)).toordinal() in days
    )
    return replace(past, documents=(*past.documents, *earlier))


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


def _printable(document: Document) -> str:
    """The passages of a document that statements are taken from."""
    passages = [passage for passage in document.passages if passage.kind in _STATEMENTS]
    return "\n".join(document.exact(passage.span) for passage in passages)


def _unset(path: str, characters: Sequence[str]) -> Problem:
    """The problem of a document some of whose sentences cannot be set; it names characters, and holds none of them."""
    shown = ", ".join(
        f"U+{ord(character):04X} {unicodedata.name(character, 'without a name')}"
        for character in characters[:_CHARACTERS_SHOWN]
    )
    rest = len(characters) - _CHARACTERS_SHOWN
    more = f" and {rest} more" if rest > 0 else ""
    pronoun = "it" if len(characters) == 1 else "them"
    return Problem(
        subject=path,
        stage=GLYPHS,
        message=f"sentences with {shown}{more} are left out: no font has {pronoun}",
    )


def _reasons(problems: Sequence[Problem]) -> str:
    if not problems:
        return "no document to read: name a folder or file of documents, like .txt, .html or .pdf"
    shown = "; ".join(
        f"{problem.subject}: {problem.message}" for problem in sorted(problems)[:_REASONS_SHOWN]
    )
    more = f"; and {len(problems) - _REASONS_SHOWN} more" if len(problems) > _REASONS_SHOWN else ""
    return f"no document could be read: {shown}{more}"
