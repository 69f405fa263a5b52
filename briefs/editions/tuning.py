"""Trying out themes: the same sources as a build reads ─▶ what each theme finds in them, and what it misses."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from briefs import engine
from briefs.config import Settings
from briefs.editions.building import gather_all
from briefs.errors import ConfigurationError, NoInput, NothingReadable
from briefs.model import Document, Source, Theme, Waiting
from briefs.reading import read, unpack_all
from briefs.summary import read_document
from briefs.summary.tuning import Trial, try_out


@dataclass(frozen=True, slots=True, kw_only=True)
class Tuned:
    """The trials of the themes, in their order, and the number of documents that were read."""

    trials: tuple[Trial, ...]
    documents: int


def tune(settings: Settings, paths: Sequence[Path], since: datetime.date | None, theme: str | None) -> Tuned:
    """What the themes find, all of them or one, in the documents that a build would read.

    Raises NoInput, NothingReadable, and ConfigurationError for a theme that is not configured.
    """
    themes = _themes(settings, theme)
    for path in paths:
        if not path.exists() and any(str(path) == it.id for it in settings.themes):
            raise NoInput(
                f"{path}: no such file or folder; to try the theme of this id alone, use --theme {path}"
            )
    sources, _ = gather_all(settings, paths, since)
    documents = _documents([it.source() if isinstance(it, Waiting) else it for it in sources])
    if not documents:
        raise NothingReadable("no document could be read: run briefs build to see why")
    return Tuned(trials=try_out([read_document(it) for it in documents], themes), documents=len(documents))


def _themes(settings: Settings, theme: str | None) -> tuple[Theme, ...]:
    if theme is None:
        return settings.themes
    found = tuple(it for it in settings.themes if it.id == theme)
    if not found:
        known = ", ".join(it.id for it in settings.themes)
        raise ConfigurationError(f'"{theme}" is no theme of the configuration; there are: {known}')
    return found


def _documents(sources: Sequence[Source]) -> list[Document]:
    """What the sources hold, each document once."""
    members = {
        member.content: member
        for inside, _ in unpack_all(sources, engine.read_all)
        for member in sorted(inside, key=lambda member: member.path, reverse=True)
    }
    outcomes = engine.read_all([*members.values()], read)
    return sorted(
        (outcome for outcome in outcomes if isinstance(outcome, Document)), key=lambda it: (it.path, it.id)
    )
