"""Building an edition.

paths ──gather──▶ sources ──compose──▶ brief ──publish──▶ files ──shelf──▶ out/<edition>/
out/<earlier editions>/ ──recall──▶ past ──┘
"""

import datetime
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from pathlib import Path
from typing import Final

from briefs import engine
from briefs.config import Settings
from briefs.editions import choices, sealed
from briefs.editions.issue import Issue, Place, issue_of
from briefs.editions.material import earlier_material, followed, material, remember
from briefs.editions.past import recall
from briefs.editions.shelf import reserve
from briefs.editions.snapshots.making import Material, composed, plan_of
from briefs.errors import NothingReadable
from briefs.model import Brief, Coverage, Document, Marking, Past, Problem, Source, Waiting
from briefs.publication import Design, publish
from briefs.reading import may_hold_several
from briefs.sources import find

_INWARD: Final = frozenset({choices.NAME})
"""Files of an edition that are not for its readers."""
_ONE_DAY: Final = datetime.timedelta(days=1)


class Step(StrEnum):
    """What a build is doing, in the order in which it does it."""

    GATHERING = "Gathering the sources"
    CHOOSING = "Reading and choosing sentences"
    SETTING = "Setting the pages"
    WRITING = "Writing the edition"


@dataclass(frozen=True, slots=True, kw_only=True)
class Progress:
    """A step that begins; ``detail`` is empty or says how much there is to do."""

    step: Step
    detail: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class BuildRequest:
    """What to build. ``as_of`` carries the zone that decides the day; ``edition`` None takes its ISO week.

    Without ``paths`` it is made of what the configuration follows. ``since`` is the first day it covers. ``engine`` is
    where documents are read, as ``briefs.engine`` has it; None is where the settings say. Without ``with_past``
    everything is new: what earlier editions and earlier sources say does not count. ``correction`` tells what is
    corrected of the edition that stands; ``draft`` says that it is not approved, whatever the settings say.
    """

    settings: Settings
    paths: tuple[Path, ...]
    since: datetime.date | None
    as_of: datetime.datetime
    edition: str | None
    out: Path
    design: Design
    engine: str | None = None
    with_past: bool = True
    draft: bool = False
    correction: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class BuildResult:
    """What was built and where it stands; ``files`` are those for readers, the PDF first.

    ``raised_by`` are the paths of the sources that raised its ``marking`` above what the settings say. ``unsigned``
    names signatures that were removed because what they signed is another file now, and PDFs that held one.
    """

    edition: str
    folder: Path
    files: tuple[Path, ...]
    statements: int
    documents: int
    not_included: tuple[Problem, ...]
    marking: Marking | None = None
    raised_by: tuple[str, ...] = ()
    unsigned: tuple[str, ...] = ()


def build(request: BuildRequest, report: Callable[[Progress], None]) -> BuildResult:
    """The edition, written whole; on any error what stood in its folder before is as it was.

    Raises NoInput, NothingReadable, OutputError, EngineError, NotAllowed for an edition that was issued, and what the
    publication raises.
    """
    edition = request.edition or edition_of(request.as_of)
    sealed.refuse(request.out / edition)
    report(Progress(step=Step.GATHERING))
    _require_style(request.design)
    gathered = gather_all(request.settings, request.paths, request.since)
    with reserve(request.out, edition) as slot:
        report(Progress(step=Step.CHOOSING, detail=_counted(len(gathered[0]), "document")))
        brief, documents = _composed(request, edition, *gathered)
        report(Progress(step=Step.SETTING, detail=_counted(brief.method.sentences_printed, "statement")))
        files = publish(brief, documents, request.design) | {choices.NAME: choices.to_json(brief)}
        # Before the edition stands: what it cites must never be deleted.
        if not request.paths:
            remember(
                request.settings,
                edition,
                [reference.document for reference in brief.references],
                request.as_of,
            )
        report(Progress(step=Step.WRITING, detail=str(slot.folder)))
        unsigned = slot.fill(files)
    return replace(_result(brief, slot.folder, files), unsigned=unsigned)


def compose(request: BuildRequest) -> tuple[Brief, tuple[Document, ...]]:
    """The brief of an edition and its documents; nothing is written. Raises as ``build`` does."""
    gathered = gather_all(request.settings, request.paths, request.since)
    return _composed(request, request.edition or edition_of(request.as_of), *gathered)


def _composed(
    request: BuildRequest,
    edition: str,
    sources: tuple[Source | Waiting, ...],
    problems: tuple[Problem, ...],
) -> tuple[Brief, tuple[Document, ...]]:
    settings = request.settings
    past, lost = _past(request, edition)
    follows = () if request.paths else followed(settings)
    coverage = Coverage(start=request.since, end=request.as_of.date() + _ONE_DAY)
    plan = plan_of(settings, edition, request.as_of, coverage, follows, _issue(request, edition))
    material = Material(
        sources=sources, problems=(*problems, *lost), past=past, earlier=_earlier(request, sources)
    )
    with engine.open_engine(request.engine or settings.engine) as workers:
        return composed(material, plan, settings, workers)


def _require_style(design: Design) -> None:
    """Before anything is read: a citation style that cannot be used is told at once."""
    if design.citation_style is not None:
        from briefs.publication.formats.styles import check  # noqa: PLC0415 - only whoever names a style waits for it

        check(design.citation_style)


def edition_of(as_of: datetime.datetime) -> str:
    """The ISO week of a moment in its own zone: ``2026-W21``."""
    return f"{as_of:%G-W%V}"


def gather_all(
    settings: Settings, paths: Sequence[Path], since: datetime.date | None
) -> tuple[tuple[Source | Waiting, ...], tuple[Problem, ...]]:
    """The documents at ``paths``, or without any what is followed; and what cannot be used.

    Raises NoInput, NothingReadable.
    """
    if not paths:
        return material(settings, since)
    sources, problems = find(paths, settings.max_bytes, may_hold_several)
    if not sources and not problems:
        listed = ", ".join(sorted(map(str, paths)))
        raise NothingReadable(
            f"no documents in {listed}: put documents there, like .txt, .html or .pdf files"
        )
    return sources, problems


def _past(request: BuildRequest, edition: str) -> tuple[Past | None, tuple[Problem, ...]]:
    """What readers were told before, and the editions that cannot be read; None where nothing is to count as told."""
    if not request.with_past:
        return None, ()
    themes = {theme.id for theme in request.settings.themes}
    return recall(request.out, edition, request.as_of, themes)


def _earlier(request: BuildRequest, sources: Sequence[Source | Waiting]) -> tuple[Source, ...]:
    """What was kept of the weeks before, where it counts."""
    if not request.with_past or request.paths or request.since is None:
        return ()
    known = {source.content for source in sources if isinstance(source, Source)}
    return earlier_material(request.settings, request.since, known)


def _issue(request: BuildRequest, edition: str) -> Issue:
    themes = {theme.id for theme in request.settings.themes}
    place = Place(out=request.out, edition=edition, as_of=request.as_of, themes=themes)
    return issue_of(place, correction=request.correction, draft=request.draft or request.settings.draft)


def _result(brief: Brief, folder: Path, files: Iterable[str]) -> BuildResult:
    return BuildResult(
        edition=brief.edition.id,
        folder=folder,
        files=tuple(folder / name for name in files if name not in _INWARD and "/" not in name),
        statements=brief.method.sentences_printed,
        documents=brief.method.documents_read,
        not_included=brief.not_included,
        marking=brief.edition.marking,
        raised_by=brief.edition.raised_by,
    )


def _counted(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"
