"""Which editions stand in ``out``, and whether they are as they were when they were last read."""

import os
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from briefs.archive.names import FOLDER, OF_THE_SITE
from briefs.model import Problem
from briefs.publication.announcements import ANNOUNCED
from briefs.publication.names import CONTRACT, SAFE_NAME

STAGE: Final = "site"
_FILE: Final = re.compile(r"(?:brief|references)\.[A-Za-z0-9+._-]{1,60}")
_SIGNED: Final = (".sig", ".minisig", ".p7s", ".asc")
"""Signatures stand beside the files that they sign and are no form of the edition."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """A folder that says it is an edition. ``files`` are those for readers by name; ``stamp`` changes when they do."""

    name: str
    files: tuple[str, ...]
    stamp: str


def standing(out: Path) -> tuple[tuple[Standing, ...], tuple[Problem, ...]]:
    """The editions in ``out`` by name, and the folders that are none. Raises OSError where ``out`` cannot be read."""
    found: list[Standing] = []
    others: list[Problem] = []
    for it in _looked_at(out):
        if isinstance(it, Problem):
            others.append(it)
        else:
            found.append(it)
    return tuple(found), tuple(others)


def _looked_at(out: Path) -> Iterator[Standing | Problem]:
    with os.scandir(out) as listing:
        entries = sorted(listing, key=lambda entry: entry.name)
    for entry in entries:
        if entry.name.startswith(".") or entry.name in {FOLDER, *OF_THE_SITE}:
            continue
        if entry.is_symlink():
            yield left_out(entry.name, "is a link and no folder of its own")
        elif entry.is_dir():
            yield _edition(entry)


def _edition(entry: os.DirEntry[str]) -> Standing | Problem:
    if not SAFE_NAME.fullmatch(entry.name):
        return left_out(ascii(entry.name)[1:-1], "has a name that no edition has")
    try:
        with os.scandir(entry.path) as listing:
            files = {file.name: file for file in listing if file.is_file(follow_symlinks=False)}
        if CONTRACT not in files:
            return left_out(entry.name, f"holds no {CONTRACT}")
        return Standing(
            name=entry.name,
            files=tuple(sorted(filter(_is_for_readers, files))),
            stamp=" ".join(_stamp(file) for _, file in sorted(files.items()) if _is_shown(file.name)),
        )
    except OSError as error:
        return left_out(entry.name, f"cannot be opened: {error.strerror}")


def left_out(name: str, message: str) -> Problem:
    """The note that a folder is not on the site."""
    return Problem(subject=name, stage=STAGE, message=message)


def _is_for_readers(name: str) -> bool:
    return _FILE.fullmatch(name) is not None and not name.endswith(_SIGNED)


def _is_shown(name: str) -> bool:
    return name == ANNOUNCED or _is_for_readers(name)


def _stamp(file: os.DirEntry[str]) -> str:
    status = file.stat(follow_symlinks=False)
    return f"{file.name} {status.st_ino} {status.st_size} {status.st_mtime_ns}"
