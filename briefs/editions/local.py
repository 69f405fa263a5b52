"""The folders and files among what is followed, each document with what is known of its source."""

import os
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from briefs.config import Followed
from briefs.model import Problem, Provenance, Source
from briefs.sources import gather
from briefs.sources.labels import labels
from briefs.sources.listed import Wish


def gather_followed(
    sources: Sequence[Followed], max_bytes: int
) -> tuple[tuple[Source, ...], tuple[Problem, ...]]:
    """The documents in the folders of ``sources``, with their outlets, and what could not be used.

    Raises NoInput when a path is not there.
    """
    local = [followed for followed in sources if followed.path]
    found, problems = gather([followed.path for followed in local if followed.path], max_bytes)
    shown = _shown(local)
    owned = ((source, _owner(source.path, shown)) for source in found)
    return tuple(_of(source, owner) for source, owner in owned if _is_wanted(source, owner)), problems


def _shown(local: Sequence[Followed]) -> Mapping[str, Followed]:
    """The sources by the labels that their documents are shown under; of two at one place the first."""
    owners: dict[str, Followed] = {}
    places: dict[Path, Followed] = {}
    for followed in sorted(local, key=lambda it: str(it.path), reverse=True):
        if followed.path:
            places[Path(os.path.realpath(followed.path))] = followed
    told = labels([followed.path for followed in places.values() if followed.path])
    for followed in places.values():
        if followed.path:
            owners[told[followed.path]] = followed
    return owners


def _owner(path: str, shown: Mapping[str, Followed]) -> Followed:
    """The source whose label a path begins with: labels are made so that there is one."""
    return next(
        owner for label, owner in shown.items() if path == label or path.startswith(f"{label}/") or not label
    )


def _is_wanted(source: Source, owner: Followed) -> bool:
    return Wish(include=owner.include, exclude=owner.exclude).admits(source.path, None)


def _of(source: Source, owner: Followed) -> Source:
    return replace(source, provenance=Provenance(outlet=owner.outlet))
