"""Making an edition of what is at hand: the one way, whether that is gathered now or was kept.

    material, plan ──pipeline──▶ brief, documents ──publish──▶ files

A build gathers its material from disk and store; a run makes it of a snapshot that is kept, and so does whoever makes
the edition again.
"""

import contextlib
import datetime
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Final

from briefs import __version__, engine, pipeline
from briefs.composition import Plan
from briefs.config import Settings
from briefs.editions import choices
from briefs.editions.desk import open_desk
from briefs.editions.issue import Issue
from briefs.editions.past import recall
from briefs.editions.snapshots.covering import coverage_of
from briefs.editions.snapshots.house import AtHand, laid_out
from briefs.editions.snapshots.parts import Snapshot, digest_of
from briefs.errors import ConfigurationError, TemplateError
from briefs.model import (
    Brief,
    Coverage,
    Document,
    Edit,
    Edition,
    Followed,
    Past,
    Problem,
    Source,
    Waiting,
)
from briefs.publication import glyphs, published

_TOOL: Final = f"briefs {__version__}"
_FIRST: Final = Issue()


@dataclass(frozen=True, slots=True, kw_only=True)
class Material:
    """What an edition is made of. ``past`` is what readers were told before; None where nothing is to count as told.

    ``earlier`` are sources of the weeks before: they are not cited, but what they say is no news.
    """

    sources: Sequence[Source | Waiting]
    problems: Sequence[Problem] = ()
    past: Past | None = field(default_factory=Past)
    earlier: Sequence[Source | Waiting] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Made:
    """An edition as it was made: its brief, the documents that its offsets refer to, and its files by their names.

    ``fonts`` are the digests of the font files that its PDF is set in, by their names.
    """

    brief: Brief
    documents: tuple[Document, ...]
    files: dict[str, bytes]
    fonts: Mapping[str, str] = field(default_factory=dict)


def make(
    snapshot: Snapshot,
    edits: Sequence[Edit] = (),
    *,
    draft: bool = False,
    engine_at: str | None = None,
    kept_in: Path | None = None,
) -> Made:
    """The edition that a snapshot is of, with an analyst's edits; equal arguments give equal bytes.

    ``draft`` says that it is not approved, whatever the settings say. ``engine_at`` is where documents are read, as
    ``briefs.engine`` has it. ``kept_in`` is the folder of a store where work on documents is kept, which makes it
    faster and nothing else. Raises NothingReadable, NotAllowed (an edit), EngineError, StoreError, and what the
    publication raises.
    """
    with _place() as place:
        at_hand = _placed(snapshot, place, kept_in)
        brief, documents = _composed(snapshot, at_hand, edits, draft=draft, engine_at=engine_at)
        printed = published(brief, documents, at_hand.design)
        fonts = {path.name: digest_of(path.read_bytes()) for path in printed.fonts}
    files = printed.files | {choices.NAME: choices.to_json(brief)}
    return Made(brief=brief, documents=documents, files=files, fonts=fonts)


def brief_of(
    snapshot: Snapshot,
    edits: Sequence[Edit] = (),
    *,
    engine_at: str | None = None,
    kept_in: Path | None = None,
) -> tuple[Brief, tuple[Document, ...]]:
    """The brief that ``make`` sets and its documents, without the pages; raises as it does, but for those."""
    with _place() as place:
        at_hand = _placed(snapshot, place, kept_in)
        return _composed(snapshot, at_hand, edits, draft=False, engine_at=engine_at)


@contextlib.contextmanager
def _place() -> Iterator[Path]:
    """A folder for as long as an edition is made; an error that names it names what stands there as it is kept."""
    with tempfile.TemporaryDirectory(prefix="briefs-") as place:
        try:
            yield Path(place)
        except (ConfigurationError, TemplateError) as error:
            if place not in str(error):
                raise
            raise type(error)(str(error).replace(f"{place}/", "")) from error


def _placed(snapshot: Snapshot, place: Path, kept_in: Path | None) -> AtHand:
    at_hand = laid_out(snapshot, place)
    return replace(at_hand, settings=replace(at_hand.settings, store=kept_in or place / "work"))


def _composed(
    snapshot: Snapshot, at_hand: AtHand, edits: Sequence[Edit], *, draft: bool, engine_at: str | None
) -> tuple[Brief, tuple[Document, ...]]:
    plan = _plan(snapshot, at_hand.settings, draft=draft)
    with engine.open_engine(engine_at) as workers:
        return composed(_material(snapshot, at_hand), plan, at_hand.settings, workers, edits)


def composed(
    material: Material,
    plan: Plan,
    settings: Settings,
    workers: engine.Engine,
    edits: Sequence[Edit] = (),
) -> tuple[Brief, tuple[Document, ...]]:
    """The brief of an edition and its documents. Raises NothingReadable, NotAllowed and EngineError."""
    with open_desk(settings, workers, len(material.sources) + len(material.earlier)) as desk:
        past = material.past
        if past and material.earlier:
            said = pipeline.said_in(material.earlier, plan.themes, desk)
            past = replace(past, concepts=past.concepts | said)
        return pipeline.build(
            material.sources, material.problems, plan, glyphs.unprintable, past, desk, edits
        )


def plan_of(
    settings: Settings,
    edition: str,
    as_of: datetime.datetime,
    coverage: Coverage,
    sources: tuple[Followed, ...] = (),
    issue: Issue = _FIRST,
) -> Plan:
    """What is wanted of an edition with these settings."""
    return Plan(
        edition=Edition(
            id=edition,
            number=issue.number,
            revision=issue.revision,
            title=settings.title,
            organisation=settings.organisation,
            language=settings.language,
            as_of=as_of,
            marking=settings.marking,
            draft=issue.draft,
            correction=issue.correction,
        ),
        coverage=coverage,
        themes=settings.themes,
        key_points=settings.key_points,
        configuration=settings.digest,
        tool=_TOOL,
        families=settings.families,
        followed=sources,
    )


def _plan(snapshot: Snapshot, settings: Settings, *, draft: bool) -> Plan:
    issue = Issue(
        number=snapshot.number,
        revision=snapshot.revision,
        draft=draft or settings.draft,
        correction=snapshot.correction,
    )
    coverage = coverage_of(snapshot.since, snapshot.as_of)
    wanted = plan_of(settings, snapshot.edition, snapshot.as_of, coverage, snapshot.followed, issue)
    return replace(wanted, covered=snapshot.covered(), given=frozenset(snapshot.given))


def _material(snapshot: Snapshot, at_hand: AtHand) -> Material:
    themes = {theme.id for theme in snapshot.settings.themes}
    past, problems = recall(at_hand.past, snapshot.edition, snapshot.as_of, themes)
    return Material(
        sources=snapshot.sources,
        problems=(*snapshot.problems, *problems),
        past=past,
        earlier=snapshot.earlier,
    )
