"""The files of the site on disk: replaced one by one, each whole; what is as it should be is not touched.

What is kept between runs tells which edition was read when and what each page was made of. Lost or damaged, it is made
again from the editions: it saves time and holds nothing else.
"""

import contextlib
import errno
import fcntl
import json
import os
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from briefs.archive.names import FOLDER, KEPT, OF_THE_SITE, OURS
from briefs.archive.summary import SCHEMA, Summary, of_value, to_json, to_value
from briefs.errors import OutputError
from briefs.publication.names import CONTRACT

_STATE: Final = "state.json"
_SUMMARIES: Final = "summaries.json"
_LEFTOVER: Final = re.compile(r"\..{1,140}\.site-\d+")
_HEAD: Final = 4096
"""Bytes at the head of a file of ours in which it says that it is one."""
_ADVICE: Final = {
    errno.ENOSPC: "the disk is full; free some space",
    errno.EROFS: "the file system is read-only",
    errno.EACCES: "permission denied",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class File:
    """A file as it was written: what it was made of, its size, and the moment of its last change."""

    key: str
    size: int
    changed: int


@dataclass(slots=True, kw_only=True)
class State:
    """What the last run left: by name the stamp and digest of each edition, by path the files, and ``look``.

    ``look`` is the digest of what all pages share: templates, brand, settings.
    """

    look: str = ""
    editions: dict[str, tuple[str, str]] = field(default_factory=dict)
    files: dict[str, File] = field(default_factory=dict)


@contextlib.contextmanager
def locked(out: Path) -> Iterator[None]:
    """Runs that share ``out`` take turns here; any error of the system becomes an OutputError."""
    with told(out):
        (out / KEPT).mkdir(exist_ok=True)
        handle = os.open(out / KEPT, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
        try:
            with contextlib.suppress(OSError):  # where a file system knows no locks, they do not
                fcntl.flock(handle, fcntl.LOCK_EX)
            yield
        finally:
            os.close(handle)


@contextlib.contextmanager
def told(out: Path) -> Iterator[None]:
    """An error of the system becomes one that says what to do."""
    try:
        yield
    except OSError as error:
        place = error.filename or out
        advice = _ADVICE.get(error.errno or 0, error.strerror or str(error))
        raise OutputError(f"{place}: the site cannot be written: {advice}; editions are untouched") from error


def load(out: Path) -> State:
    """What the last run left; nothing where it cannot be read."""
    try:
        value = json.loads((out / KEPT / _STATE).read_bytes())
        if value["schema"] != SCHEMA:
            return State()
        return State(
            look=value["look"],
            editions={name: (stamp, digest) for name, (stamp, digest) in value["editions"].items()},
            files={
                path: File(key=key, size=size, changed=changed)
                for path, (key, size, changed) in value["files"].items()
            },
        )
    except (OSError, ValueError, TypeError, KeyError, AttributeError, RecursionError):
        return State()


def load_summaries(out: Path) -> dict[str, Summary]:
    """The editions in short as the last run kept them; those that cannot be read are not among them."""
    try:
        values = json.loads((out / KEPT / _SUMMARIES).read_bytes())
        return {name: of_value(value) for name, value in values.items()}
    except (OSError, ValueError, TypeError, KeyError, AttributeError, RecursionError):
        return {}


def save(out: Path, state: State) -> None:
    """Nothing; afterwards the next run knows what this one did."""
    value = {
        "schema": SCHEMA,
        "look": state.look,
        "editions": state.editions,
        "files": {path: (it.key, it.size, it.changed) for path, it in sorted(state.files.items())},
    }
    replace(out / KEPT / _STATE, to_json(value))


def save_summaries(out: Path, summaries: Mapping[str, Summary]) -> None:
    """Nothing; afterwards the next run need not read these editions."""
    values = {name: to_value(summary) for name, summary in sorted(summaries.items())}
    replace(out / KEPT / _SUMMARIES, to_json(values))


def prepare(out: Path) -> None:
    """Nothing; afterwards what killed runs left is gone. Raises OutputError where something else has our place."""
    folder = out / FOLDER
    if folder.is_symlink() or (os.path.lexists(folder) and not folder.is_dir()):
        raise OutputError(f"{folder}: is no folder, and the site needs one there; move it away")
    if (folder / CONTRACT).exists():
        raise OutputError(f"{folder}: is an edition, and the site needs this folder; rename the edition")
    folder.mkdir(exist_ok=True)
    for place in (out, folder, out / KEPT):
        for entry in [entry for entry in os.scandir(place) if _LEFTOVER.fullmatch(entry.name)]:
            os.unlink(entry)  # noqa: PTH108 - an entry is a path already
    for name in sorted(OF_THE_SITE):
        _refuse_foreign(out / name)


def _refuse_foreign(file: Path) -> None:
    """Nothing. Raises OutputError where a file stands that is not of our making."""
    if not os.path.lexists(file):
        return
    if file.is_symlink() or not file.is_file():
        raise OutputError(f"{file}: is no file, and the site needs its place; move it away")
    with file.open("rb") as opened:
        if SCHEMA.encode() not in opened.read(_HEAD):
            raise OutputError(
                f"{file}: was not made by briefs and would be replaced; move it away, or build with --no-site"
            )


def is_as_written(file: Path, known: File) -> bool:
    """Whether a file stands as it was written."""
    try:
        status = file.lstat()
    except OSError:
        return False
    return (status.st_size, status.st_mtime_ns) == (known.size, known.changed)


def write(file: Path, content: bytes, key: str) -> File:
    """What is to be known of a file of ours, which now holds ``content``. Bytes that stand there already are left."""
    try:
        same = file.stat().st_size == len(content) and file.read_bytes() == content
    except FileNotFoundError:
        same = False
    if not same:
        replace(file, content)
    return File(key=key, size=len(content), changed=file.stat().st_mtime_ns)


def replace(file: Path, content: bytes) -> None:
    """Nothing; afterwards the file holds ``content``; whoever reads it meanwhile finds what it held before, whole."""
    temporary = file.with_name(f".{file.name}.site-{os.getpid()}")
    try:
        temporary.write_bytes(content)
        temporary.replace(file)
    finally:
        temporary.unlink(missing_ok=True)


def superfluous(out: Path, wanted: Mapping[str, File]) -> list[Path]:
    """The files of ours, beside the editions and in the site's folder, that the site no longer has."""
    with os.scandir(out / FOLDER) as listing:
        names = [f"{FOLDER}/{entry.name}" for entry in listing if OURS.fullmatch(entry.name)]
    return [out / name for name in sorted({*OF_THE_SITE, *names} - wanted.keys()) if (out / name).is_file()]
