"""Which editions stand in ``out``, and whether they are as they were when they were last read."""

import os
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from briefs.archive.names import FOLDER, OF_THE_SITE
from briefs.archive.revisions import Correction, Revisions, Withdrawn, of_json
from briefs.model import Problem
from briefs.publication.announcements import ANNOUNCED
from briefs.publication.names import CONTRACT, REVISIONS, SAFE_NAME

STAGE: Final = "site"
_FILE: Final = re.compile(r"(?:brief|references)\.[A-Za-z0-9+._-]{1,60}")
_REVISION: Final = re.compile(r"r[0-9]{1,4}")
"""The folder of an earlier revision."""
_MOST_BYTES: Final = 2**20
"""Of what tells of revisions: hundreds of corrections."""
_SIGNED: Final = (".sig", ".minisig", ".p7s", ".asc")
"""Signatures stand beside the files that they sign and are no form of the edition."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """A folder that says it is an edition. ``files`` are those for readers by name; ``stamp`` changes when they do.

    ``corrections`` are those that it tells of, ``earlier`` the revisions that stand inside it, each with its page.
    """

    name: str
    files: tuple[str, ...]
    stamp: str
    corrections: tuple[Correction, ...] = ()
    earlier: tuple[tuple[int, str], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Shelf:
    """What stands in ``out``, each by name: editions, those that were withdrawn, and folders that are neither."""

    editions: tuple[Standing, ...]
    withdrawn: tuple[Withdrawn, ...]
    others: tuple[Problem, ...]


def standing(out: Path) -> Shelf:
    """What stands in ``out``. Raises OSError where it cannot be read."""
    found = [*_looked_at(out)]
    return Shelf(
        editions=tuple(it for it in found if isinstance(it, Standing)),
        withdrawn=tuple(it for it in found if isinstance(it, Withdrawn)),
        others=tuple(it for it in found if isinstance(it, Problem)),
    )


def _looked_at(out: Path) -> Iterator[Standing | Withdrawn | Problem]:
    with os.scandir(out) as listing:
        entries = sorted(listing, key=lambda entry: entry.name)
    for entry in entries:
        if entry.name.startswith(".") or entry.name in {FOLDER, *OF_THE_SITE}:
            continue
        if entry.is_symlink():
            yield left_out(entry.name, "is a link and no folder of its own")
        elif entry.is_dir():
            yield _edition(entry)


def _edition(entry: os.DirEntry[str]) -> Standing | Withdrawn | Problem:
    if not SAFE_NAME.fullmatch(entry.name):
        return left_out(ascii(entry.name)[1:-1], "has a name that no edition has")
    try:
        with os.scandir(entry.path) as listing:
            inside = {file.name: file for file in listing}
        files = {name: file for name, file in inside.items() if file.is_file(follow_symlinks=False)}
        told = _revisions(files.get(REVISIONS), entry.name)
        if told.withdrawn is not None:
            return told.withdrawn
        if CONTRACT not in files:
            return left_out(entry.name, f"holds no {CONTRACT}")
        return Standing(
            name=entry.name,
            files=tuple(sorted(filter(_is_for_readers, files))),
            stamp=" ".join(_stamp(file) for _, file in sorted(files.items()) if _is_shown(file.name)),
            corrections=told.corrections,
            earlier=tuple(_earlier(inside)) if told.corrections else (),
        )
    except OSError as error:
        return left_out(entry.name, f"cannot be opened: {error.strerror}")


def _revisions(file: os.DirEntry[str] | None, edition: str) -> Revisions:
    """What a folder says of the revisions of its edition; nothing where it does not, or not as it was written."""
    if file is None or file.stat(follow_symlinks=False).st_size > _MOST_BYTES:
        return Revisions()
    try:
        return of_json(Path(file.path).read_bytes(), edition)
    except ValueError:
        return Revisions()


def _earlier(inside: Mapping[str, os.DirEntry[str]]) -> Iterator[tuple[int, str]]:
    """The earlier revisions in the folder of an edition, the newest first, and the page of each, or its PDF."""
    numbered = {int(name[1:]): entry for name, entry in inside.items() if _REVISION.fullmatch(name)}
    for number, entry in sorted(numbered.items(), reverse=True):
        if not entry.is_dir(follow_symlinks=False):
            continue
        with os.scandir(entry.path) as listing:
            names = sorted(it.name for it in listing if it.is_file(follow_symlinks=False))
        for suffix in (".html", ".pdf"):
            pages = [name for name in names if name.endswith(suffix) and _is_for_readers(name)]
            if pages:
                yield number, f"{entry.name}/{pages[0]}"
                break


def left_out(name: str, message: str) -> Problem:
    """The note that a folder is not on the site."""
    return Problem(subject=name, stage=STAGE, message=message)


def is_offered(name: str) -> bool:
    """Whether a file of an edition is for everybody who may read that: its forms, calendar and signatures."""
    return name == ANNOUNCED or _FILE.fullmatch(name) is not None


def _is_for_readers(name: str) -> bool:
    return _FILE.fullmatch(name) is not None and not name.endswith(_SIGNED)


def _is_shown(name: str) -> bool:
    return name == ANNOUNCED or _is_for_readers(name)


def _stamp(file: os.DirEntry[str]) -> str:
    status = file.stat(follow_symlinks=False)
    return f"{file.name} {status.st_ino} {status.st_size} {status.st_mtime_ns}"
