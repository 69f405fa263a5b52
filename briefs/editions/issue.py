"""Which issue of its brief an edition is: its number, and its revision, as they follow from what stands in ``out``."""

import datetime
import json
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from briefs.editions.past import earlier_folders
from briefs.errors import NoInput
from briefs.publication.names import CONTRACT

_MOST_BYTES: Final = 64 * 2**20
"""As for the editions that are remembered."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Issue:
    """Which issue of its brief an edition is; ``correction`` tells what a revision corrects."""

    number: int = 1
    revision: int = 0
    draft: bool = False
    correction: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where an edition is to stand, the moment from which it speaks, and the ids of its themes."""

    out: Path
    edition: str
    as_of: datetime.datetime
    themes: Collection[str]


def issue_of(place: Place, *, correction: str | None, draft: bool) -> Issue:
    """The issue that an edition is: one more than the latest of its brief before it, and the revision it is made.

    A correction makes the next revision of the edition that stands, unless that is what was corrected there last;
    without one it stays as it stands. Raises NoInput where a correction has nothing to correct.
    """
    standing = _said(place.out / place.edition)
    if correction is not None and standing is None:
        raise NoInput(
            f"{place.out / place.edition}: no edition stands there to correct; build it without --correction"
        )
    before, told = (_revision(standing), standing.get("correction")) if standing else (0, None)
    is_new = correction is not None and correction != told
    return Issue(
        number=_number(place),
        revision=before + 1 if is_new else before,
        draft=draft,
        correction=correction if is_new else told if isinstance(told, str) and told else None,
    )


def _revision(said: Mapping[str, Any]) -> int:
    return _whole(said.get("revision"), least=0)


def _number(place: Place) -> int:
    """One more than the number of the latest edition of an earlier day that has one of the themes."""
    for folder in earlier_folders(place.out, place.edition, place.as_of):
        said = _said(folder)
        if said is not None and not _themes(said).isdisjoint(place.themes):
            return _whole(said.get("number"), least=0) + 1
    return 1


def _themes(said: Mapping[str, Any]) -> set[str]:
    sections = said.get("sections")
    found = (it.get("theme") for it in sections if isinstance(it, dict)) if isinstance(sections, list) else ()
    return {theme for theme in found if isinstance(theme, str)}


def _whole(value: object, *, least: int) -> int:
    return value if isinstance(value, int) and value >= least else least


def _said(folder: Path) -> Mapping[str, Any] | None:
    """What the edition in a folder says of itself; None where none stands there, or one that cannot be read."""
    try:
        with (folder / CONTRACT).open("rb") as file:
            content = file.read(_MOST_BYTES + 1)
        said = json.loads(content) if len(content) <= _MOST_BYTES else None
    except (OSError, ValueError, RecursionError):
        return None
    return said if isinstance(said, dict) else None
