"""The folders and files among what is followed, each document with what is known of its source."""

import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TypeVar

from briefs.config import Followed
from briefs.model import Problem, Provenance, Source, Waiting
from briefs.sources import find, gather
from briefs.sources.labels import labels
from briefs.sources.listed import Wish

T = TypeVar("T", Source, Waiting)


def gather_followed(
    sources: Sequence[Followed], max_bytes: int
) -> tuple[tuple[Source, ...], tuple[Problem, ...]]:
    """The documents in the folders of ``sources``, with their outlets, and what could not be used.

    Raises NoInput when a path is not there.
    """
    found, problems = gather(_paths(sources), max_bytes)
    return tuple(_owned(found, sources)), problems


def find_followed(
    sources: Sequence[Followed], max_bytes: int
) -> tuple[tuple[Waiting, ...], tuple[Problem, ...]]:
    """The same as ``gather_followed``, for more documents than can be held: each is read now and read again in turn."""
    from briefs.reading import may_hold_several  # noqa: PLC0415 - 0.3 s that a round without news does not cost

    found, problems = find(_paths(sources), max_bytes, may_hold_several)
    return tuple(_owned(found, sources)), problems


def _paths(sources: Sequence[Followed]) -> list[Path]:
    return [followed.path for followed in sources if followed.path]


def _owned(found: Iterable[T], sources: Sequence[Followed]) -> Iterator[T]:
    """What is wanted of ``found``, each with what is known of its source."""
    shown = _shown([followed for followed in sources if followed.path])
    for source in found:
        owner = _owner(source.path, shown)
        if _is_wanted(source, owner):
            yield replace(source, provenance=Provenance(outlet=owner.outlet))


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


def _is_wanted(source: Source | Waiting, owner: Followed) -> bool:
    return Wish(include=owner.include, exclude=owner.exclude).admits(source.path, None)
