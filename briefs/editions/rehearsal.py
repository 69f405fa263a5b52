"""What two configurations would have printed in past weeks, side by side.

kept documents ──desk──▶ pipeline (first)  ─▶ brief ─┬─▶ told to the first one's next week
               ──desk──▶ pipeline (second) ─▶ brief ─┴─▶ week: in both, only in one

Each week is the edition of a Monday morning, of what was published in the seven days before; nothing is written.
"""

import datetime
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Final

from briefs import engine, pipeline
from briefs.config import Settings
from briefs.editions.building import edition_of, gather_all
from briefs.editions.past import EDITIONS
from briefs.editions.snapshots.making import plan_of
from briefs.errors import ConfigurationError, NothingReadable
from briefs.evidence import Memory
from briefs.model import (
    Brief,
    Coverage,
    Document,
    DocumentId,
    Extract,
    Past,
    PastStatement,
    Problem,
    Source,
    Span,
    Theme,
    Waiting,
)
from briefs.pipeline import EARLIER, Asked, Card, Digest
from briefs.pipeline.desk import Work

_WEEK: Final = datetime.timedelta(weeks=1)
_MORNING: Final = datetime.time(6)


@dataclass(frozen=True, slots=True, kw_only=True)
class RehearsalRequest:
    """What to compare: two configurations, over so many ``weeks`` before ``as_of``, in the zone of the first.

    Without ``paths`` each is given what it follows itself.
    """

    first: Settings
    second: Settings
    paths: tuple[Path, ...]
    weeks: int
    as_of: datetime.datetime
    engine: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Printed:
    """One statement that would have been printed, and the path of its source."""

    text: str
    path: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Count:
    """How many statements one configuration would have printed, how many of them new, and from how many documents."""

    statements: int = 0
    new: int = 0
    documents: int = 0

    def __add__(self, other: "Count") -> "Count":
        return Count(
            statements=self.statements + other.statements,
            new=self.new + other.new,
            documents=self.documents + other.documents,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """What the two would have printed on one theme in one week."""

    theme: str
    both: tuple[Printed, ...]
    only_first: tuple[Printed, ...]
    only_second: tuple[Printed, ...]
    first: Count
    second: Count


@dataclass(frozen=True, slots=True, kw_only=True)
class Week:
    """The edition of one Monday: the half-open days that it covers, and how many documents each of the two read."""

    edition: str
    start: datetime.date
    end: datetime.date
    documents: tuple[int, int]
    themes: tuple[Comparison, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Rehearsal:
    """The weeks, the earliest first, and the themes that only one of the two has: those are not compared.

    ``undated`` counts the documents that state no day, and so belong to no week.
    """

    weeks: tuple[Week, ...]
    only_first: tuple[str, ...]
    only_second: tuple[str, ...]
    undated: int


def rehearse(request: RehearsalRequest) -> Rehearsal:
    """What each of the two would have printed in each week, told what it had printed before.

    Raises ConfigurationError where they have no theme in common, NoInput, NothingReadable where no document is dated
    in those weeks, and EngineError.
    """
    mondays = _mondays(request)
    themes = _common(request.first.themes, request.second.themes)
    if not themes:
        raise ConfigurationError(
            "the two configurations have no theme in common: give one the same id in both"
        )
    with engine.open_engine(request.engine) as workers:
        stages = [
            _Stage(settings, request, mondays[0].date(), workers.map)
            for settings in (request.first, request.second)
        ]
        weeks = tuple(_week(monday, stages, themes) for monday in mondays)
    if not any(any(week.documents) for week in weeks):
        raise NothingReadable(_nothing(weeks))
    return Rehearsal(
        weeks=weeks,
        only_first=tuple(theme.id for theme in request.first.themes if theme.id not in themes),
        only_second=tuple(theme.id for theme in request.second.themes if theme.id not in themes),
        undated=max(len(stage.undated) for stage in stages),
    )


def _mondays(request: RehearsalRequest) -> list[datetime.datetime]:
    """The last Monday mornings up to the day of the request, the earliest first."""
    zone = request.first.timezone
    today = request.as_of.astimezone(zone).date()
    last = today - datetime.timedelta(days=today.weekday())
    days = (last - number * _WEEK for number in reversed(range(request.weeks)))
    return [datetime.datetime.combine(day, _MORNING, zone) for day in days]


def _common(first: Sequence[Theme], second: Sequence[Theme]) -> tuple[str, ...]:
    other = {theme.id for theme in second}
    return tuple(theme.id for theme in first if theme.id in other)


def _nothing(weeks: Sequence[Week]) -> str:
    return (
        f"no document is dated from {weeks[0].start} to {weeks[-1].end - datetime.timedelta(days=1)}: "
        "name a folder with documents of those days, choose others with --weeks and --as-of, or run briefs fetch"
    )


class _Desk:
    """Each source is read once for all weeks; those that state no day are kept out of every one of them."""

    def __init__(self, work: Work) -> None:
        self.work = work
        self.undated: set[DocumentId] = set()
        self._made: dict[tuple[bytes, str], Digest | Problem] = {}
        self._documents: dict[DocumentId, Document] = {}

    def read(self, waiting: Iterable[Waiting], asked: Asked) -> Iterator[tuple[Card, bytes] | Problem]:
        """The card of each source and the packed hashes of what it says, or why it has none, in their order."""
        wanted = [*waiting]
        missing = [each for each in wanted if (each.digest, each.path) not in self._made]
        made = self.work((each.source() for each in missing), partial(pipeline.digest, asked))
        for each, outcome in zip(missing, made, strict=True):
            self._made[each.digest, each.path] = self._dated(outcome)
        for each in wanted:
            outcome = self._made[each.digest, each.path]
            yield outcome if isinstance(outcome, Problem) else (outcome.card, outcome.said)

    def _dated(self, outcome: Digest | Problem) -> Digest | Problem:
        if isinstance(outcome, Problem):
            return outcome
        if outcome.card.published is None:
            self.undated.add(outcome.card.id)
            return Problem(subject=outcome.card.path, stage="rehearsal", message="states no day")
        self._documents[outcome.card.id] = outcome.document
        return outcome

    def document(self, card: Card) -> Document:
        """The document of a card that was handed out."""
        return self._documents[card.id]

    def recall(self) -> Memory:
        """Nothing: each week is traced for itself."""
        return Memory()

    def remember(self, memory: Memory) -> None:
        """Nothing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Edition:
    """What one configuration would have printed in a week, by theme; and how many documents it read."""

    documents: int = 0
    statements: dict[str, dict[Extract, Printed]] = field(default_factory=dict)
    new: frozenset[Extract] = frozenset()


class _Stage:
    """One configuration on its way through the weeks, with what it has printed so far."""

    def __init__(
        self, settings: Settings, request: RehearsalRequest, first: datetime.date, work: Work
    ) -> None:
        self._settings = settings
        self._sources: Sequence[Source | Waiting]
        self._sources, _ = gather_all(settings, request.paths, first - _WEEK - EARLIER)
        self._desk = _Desk(work)
        self._told: list[tuple[PastStatement, ...]] = []

    @property
    def undated(self) -> set[DocumentId]:
        """The documents that state no day."""
        return self._desk.undated

    def play(self, monday: datetime.datetime) -> _Edition:
        """The edition of a Monday; what it prints has been told to those after it."""
        edition, end = edition_of(monday), monday.date()
        plan = plan_of(self._settings, edition, monday, Coverage(start=end - _WEEK, end=end))
        past = Past(statements=tuple(it for told in self._told for it in told))
        try:
            brief, documents = pipeline.build(self._sources, (), plan, past=past, desk=self._desk)
        except NothingReadable:
            return _Edition()
        found = _statements(brief, documents)
        if found:
            self._told = [tuple(it for it, _ in found), *self._told][:EDITIONS]
        printed: dict[str, dict[Extract, Printed]] = {}
        for it, _ in found:
            text = " ".join(it.document.exact(it.extract.span).split())
            printed.setdefault(it.theme, {})[it.extract] = Printed(text=text, path=it.document.path)
        return _Edition(
            documents=brief.method.documents_read,
            statements=printed,
            new=frozenset(it.extract for it, is_new in found if is_new),
        )


def _statements(brief: Brief, documents: Iterable[Document]) -> list[tuple[PastStatement, bool]]:
    """The statements of a brief in printed order, as the next one remembers them, and whether they are new."""
    by_id = {document.id: document for document in documents}
    cited = {reference.number: by_id[reference.document] for reference in brief.references}
    return [
        (
            PastStatement(
                edition=brief.edition.id,
                id=statement.id,
                theme=section.theme,
                extract=Extract(
                    document=cited[citation.reference].id,
                    span=Span(start=citation.start, end=citation.end),
                    passage=citation.passage,
                ),
                document=cited[citation.reference],
            ),
            statement.new,
        )
        for section in brief.sections
        for statement in section.statements
        for citation in statement.citations[:1]
    ]


def _week(monday: datetime.datetime, stages: Sequence[_Stage], themes: Sequence[str]) -> Week:
    first, second = (stage.play(monday) for stage in stages)
    return Week(
        edition=edition_of(monday),
        start=monday.date() - _WEEK,
        end=monday.date(),
        documents=(first.documents, second.documents),
        themes=tuple(_compared(theme, first, second) for theme in themes),
    )


def _compared(theme: str, first: _Edition, second: _Edition) -> Comparison:
    ours, theirs = first.statements.get(theme, {}), second.statements.get(theme, {})
    return Comparison(
        theme=theme,
        both=tuple(printed for place, printed in ours.items() if place in theirs),
        only_first=tuple(printed for place, printed in ours.items() if place not in theirs),
        only_second=tuple(printed for place, printed in theirs.items() if place not in ours),
        first=_count(ours, first),
        second=_count(theirs, second),
    )


def _count(statements: dict[Extract, Printed], edition: _Edition) -> Count:
    return Count(
        statements=len(statements),
        new=len(edition.new & statements.keys()),
        documents=len({place.document for place in statements}),
    )
