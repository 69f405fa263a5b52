"""Documents from folders and files.

    paths ─▶ labels ─▶ files found (sorted) ─▶ bytes read ─▶ same bytes kept once

What cannot be used becomes a ``Problem`` and never stops the others; a path that was named and is not
there ends the run.
"""

import hashlib
import os
import re
import stat
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Final, TypeVar

from briefs.errors import NoInput
from briefs.model import Marking, Problem, Source, Waiting
from briefs.sources.labels import labels, shown

T = TypeVar("T", Source, Waiting)

SUFFIXES: Final = frozenset({
    "", ".txt", ".text", ".md", ".markdown", ".html", ".htm", ".xhtml", ".shtml", ".mhtml", ".mht", ".pdf", ".docx",
    ".docm", ".dotx", ".eml", ".mbox", ".json", ".zip",
})  # fmt: skip
_SUFFIX: Final = re.compile(r"\.(?=.*[a-z])[a-z0-9]{1,10}")
_NO_SOURCES: Final = frozenset({"readme.md", "briefs.toml"})
_STEMS: Final = [
    f"brief{marking}{draft}"
    for marking in ("", *(f".{each.in_names}" for each in Marking))
    for draft in ("", ".DRAFT")
]
"""How the names of what this program prints begin: marked and drafted editions say so there."""
_PDFS: Final = frozenset(f"{stem}.pdf" for stem in _STEMS)
_PAGES: Final = frozenset(f"{stem}.html" for stem in _STEMS)
_SITE: Final = frozenset({"index.html", "editions.json", "site"})
"""What always stands beside editions where there is a site of them (briefs.archive): pages of what was printed."""
_OF_THE_SITE: Final = _SITE | {"feed.xml", "announced.ics", "sitemap.xml"}
_STAGE: Final = "sources"
_OF_THE_STORE: Final = frozenset({f"store.sqlite3{end}" for end in ("", "-wal", "-shm", "-journal")})
"""What this program keeps between runs (briefs.store), which may stand in a folder of documents."""
_BESIDE_IT: Final = frozenset({"instance.json", "fetch.lock", "run.lock", "schedule.first", "work.sqlite3"})
_PUT_ASIDE: Final = "before-restore-"
"""What stands in one folder with it; in others these are names like any."""
_LEADS_OUT: Final = "is a link that leads out of the folder that was named; name the {kind} it leads to"
_ADVICE: Final = {
    ".doc": "is a Word document of before 2007: save it as .docx or PDF",
    ".rtf": "is a document in Rich Text Format: save it as .docx or PDF",
    ".odt": "is an OpenDocument text: save it as .docx or PDF",
    ".msg": "is a mail in Outlook's own format: save it as .eml",
}
"""What to do with the formats that hold documents and are not read; in archives as well (briefs.reading)."""
_NO_SUFFIX: Final = "has no suffix that tells a document, like .txt; rename it, or name the file itself"
_MEGABYTE: Final = 1_000_000
_KINDS: Final = (
    (stat.S_ISFIFO, "is a named pipe, not a file"),
    (stat.S_ISSOCK, "is a socket, not a file"),
    (stat.S_ISCHR, "is a device, not a file"),
    (stat.S_ISBLK, "is a device, not a file"),
)


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class _Found:
    """A file to read: the path it is shown under, where it stands, and whether it was named itself."""

    shown: str
    place: Path
    named: bool = False


def gather(paths: Sequence[Path], max_bytes: int) -> tuple[tuple[Source, ...], tuple[Problem, ...]]:
    """The documents under ``paths`` in the order of their shown paths, and what could not be used.

    The order of ``paths`` never matters; a file reached twice is read once. Raises NoInput when a path
    that was named is not there.
    """
    _refuse_missing(paths)
    problems: list[Problem] = []
    sources = (source for _, source in _sources(paths, max_bytes, problems))
    return tuple(_distinct(sources, problems)), tuple(sorted(problems))


def find(
    paths: Sequence[Path], max_bytes: int, holds_several: Callable[[Source], bool]
) -> tuple[tuple[Waiting, ...], tuple[Problem, ...]]:
    """The same as ``gather``, for more documents than can be held: each is read now, let go, and read again in turn.

    ``holds_several`` tells of a source whether it may hold more documents than one.
    """
    _refuse_missing(paths)
    problems: list[Problem] = []
    waiting = (
        Waiting(
            path=source.path,
            digest=hashlib.sha256(source.content).digest(),
            load=partial(_read_again, str(found.place), max_bytes),
            holds_several=holds_several(source),
        )
        for found, source in _sources(paths, max_bytes, problems)
    )
    return tuple(_distinct(waiting, problems)), tuple(sorted(problems))


def _refuse_missing(paths: Sequence[Path]) -> None:
    missing = [path for path in paths if not os.path.lexists(path)]
    if missing:
        listed = ", ".join(sorted(shown(str(path)) for path in missing))
        raise NoInput(f"{listed}: no such file or folder; check the spelling and the working folder")


def _sources(
    paths: Sequence[Path], max_bytes: int, problems: list[Problem]
) -> Iterator[tuple[_Found, Source]]:
    """Every usable file under ``paths`` with its bytes, one at a time, in the order of the shown paths."""
    for found in _once(_walk(paths, problems)):
        content = _content(found, max_bytes, problems)
        if content is not None:
            yield found, Source(path=found.shown, content=content)


def _walk(paths: Sequence[Path], problems: list[Problem]) -> Iterator[_Found]:
    roots = {Path(os.path.realpath(path)): path for path in sorted(paths, reverse=True)}
    for path, label in labels([*roots.values()]).items():
        if os.path.isdir(path):  # noqa: PTH112 - Path.is_dir raises without permission
            yield from _walk_folder(path, label, roots.keys(), problems)
        else:
            yield _Found(shown=label, place=path, named=True)


def _walk_folder(
    root: Path, label: str, named: Collection[Path], problems: list[Problem]
) -> Iterator[_Found]:
    """The files of a folder at any depth, without what is hidden or no source by its name.

    A link is followed inside ``root`` only: what was not named is not read. ``named`` are the real places of
    all that was.
    """
    top = Path(os.path.realpath(root))
    seen = {top}
    waiting = [(root, label)]
    while waiting:
        folder, path = waiting.pop()
        for entry in _entries(folder, path, problems):
            found = _Found(shown=f"{path}/{shown(entry.name)}".removeprefix("/"), place=Path(entry.path))
            is_folder = os.path.isdir(entry.path)  # noqa: PTH112 - the others raise on a loop of links
            if entry.is_symlink():
                target = Path(os.path.realpath(entry.path))
                if not target.is_relative_to(top):
                    if not any(place in named for place in (target, *target.parents)):
                        kind = "folder" if is_folder else "file"
                        problems.append(_problem(found.shown, _LEADS_OUT.format(kind=kind)))
                    continue
                if is_folder and target in seen:  # a loop of links ends here
                    continue
                seen.add(target)
            if is_folder:
                waiting.append((found.place, found.shown))
            else:
                yield found


def _entries(folder: Path, path: str, problems: list[Problem]) -> list[os.DirEntry[str]]:
    """What to look at in a folder, sorted by name."""
    try:
        with os.scandir(folder) as listing:
            entries = sorted(listing, key=lambda entry: entry.name)
    except OSError as error:
        problems.append(_problem(path, f"cannot be opened: {error.strerror}"))
        return []
    names = {entry.name for entry in entries}
    if _is_edition(names):
        return []
    ours = _OF_THE_SITE if names >= _SITE else frozenset[str]()
    if not names.isdisjoint(_OF_THE_STORE):
        ours |= _BESIDE_IT | {name for name in names if name.startswith(_PUT_ASIDE)}
    return [entry for entry in entries if entry.name not in ours and not _passed_over(entry.name, names)]


def _is_edition(names: set[str]) -> bool:
    """Whether a folder with these names was made by this program: it would cite itself."""
    return "brief.json" in names and not _PDFS.isdisjoint(names) and not _PAGES.isdisjoint(names)


def _passed_over(name: str, beside: set[str]) -> bool:
    """Whether a name tells that it is no source. Browsers put a page's pictures in ``<page>_files``."""
    if name.startswith(".") or name.casefold() in _NO_SOURCES or name in _OF_THE_STORE:
        return True
    page = name.removesuffix("_files")
    return page != name and not beside.isdisjoint({f"{page}.html", f"{page}.htm"})


def _once(found: Iterator[_Found]) -> list[_Found]:
    """Each file once, in the order of the shown paths: the one it was named by, else the smallest that leads to it."""
    kept: dict[str, _Found] = {}
    folders: dict[str, str] = {}
    for file in sorted(found, key=lambda file: (not file.named, file.shown)):
        kept.setdefault(_real(file.place, folders), file)
    return sorted(kept.values(), key=lambda file: (file.shown, str(file.place)))


def _real(place: Path, folders: dict[str, str]) -> str:
    """The real path of a file. That of its folder, where many others stand, is looked up once and kept."""
    folder, name = os.path.split(place)
    if os.path.islink(place):  # noqa: PTH114 - a Path for each costs as much again
        return os.path.realpath(place)
    if folder not in folders:
        folders[folder] = os.path.realpath(folder)
    return f"{folders[folder]}/{name}"


def _content(found: _Found, max_bytes: int, problems: list[Problem]) -> bytes | None:
    try:
        message = _unusable(found, found.place.stat(), max_bytes)
        content = b"" if message else _read(found.place, max_bytes)
    except OSError as error:
        message, content = f"cannot be read: {error.strerror}", b""
    if not message and not content:
        message = "is empty"
    if not message and len(content) > max_bytes:
        message = _too_large(len(content), max_bytes)
    if message:
        problems.append(_problem(found.shown, message))
        return None
    return content


def _unusable(found: _Found, status: os.stat_result, max_bytes: int) -> str:
    """Why a file cannot be used, as far as that can be told without opening it; else empty."""
    suffix = _suffix(found.place)
    for is_kind, message in _KINDS:
        if is_kind(status.st_mode):
            return message
    if suffix not in SUFFIXES:
        return _ADVICE.get(suffix) or f"format not supported yet: {suffix}"
    if not suffix and not found.named:
        return _NO_SUFFIX
    return _too_large(status.st_size, max_bytes) if status.st_size > max_bytes else ""


def _suffix(place: Path) -> str:
    """The suffix in small letters; empty where what follows the last full stop is none: ``Talks of 19.5``."""
    suffix = place.suffix.lower()
    return suffix if _SUFFIX.fullmatch(suffix) else ""


def _read(place: Path | str, max_bytes: int) -> bytes:
    """The bytes of a file, one more than allowed at most: it may have grown since it was looked at."""
    # Without O_NONBLOCK a pipe that has taken the file's place would be waited for without end.
    with os.fdopen(os.open(place, os.O_RDONLY | os.O_CLOEXEC | os.O_NONBLOCK), "rb") as file:
        return file.read(max_bytes + 1)


def _read_again(place: str, max_bytes: int) -> bytes:
    """The bytes of a file that was read before; none where it cannot be read any more."""
    try:
        return _read(place, max_bytes)
    except OSError:
        return b""


def _too_large(size: int, max_bytes: int) -> str:
    limit = f"{max_bytes / _MEGABYTE:g} MB"
    return f"has {size / _MEGABYTE:.1f} MB, more than {limit} (max_megabytes in the configuration)"


def _distinct(sources: Iterable[T], problems: list[Problem]) -> Iterator[T]:
    """The sources without those whose bytes stand in an earlier one."""
    first: dict[bytes, str] = {}
    for source in sources:
        kept = first.setdefault(_bytes_of(source), source.path)
        if kept == source.path:
            yield source
        else:
            problems.append(_problem(source.path, f"has the same bytes as {kept}, which is read"))


def _bytes_of(source: Source | Waiting) -> bytes:
    """The bytes of a source, or what stands for them."""
    return source.content if isinstance(source, Source) else source.digest


def _problem(subject: str, message: str) -> Problem:
    return Problem(subject=subject, stage=_STAGE, message=message)
