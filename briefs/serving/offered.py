"""The editions that are offered to everybody who asks, opened so that what is judged is what is handed out.

Of an edition whose marking allows it are offered the files for readers; of a draft, and of what a marking keeps from
some, nothing at all. Its folder is opened first and everything is read inside of it: a build that puts another
edition in its place meanwhile changes nothing of what was opened.
"""

import contextlib
import json
import os
import re
import stat
import threading
from collections import OrderedDict
from collections.abc import Iterator, Mapping, Sequence
from enum import Enum
from pathlib import Path
from typing import BinaryIO, Final, NamedTuple

from briefs.archive import names
from briefs.archive.revisions import Revisions, of_json
from briefs.archive.standing import is_offered
from briefs.archive.told import MOST_BYTES
from briefs.model import Marking
from briefs.publication.announcements import ANNOUNCED
from briefs.publication.contract import VERSION
from briefs.publication.names import CONTRACT, REVISIONS, SAFE_NAME

_REVISION: Final = re.compile(r"r[0-9]{1,4}", re.ASCII)
"""The folder of an earlier revision."""
_MOST_TOLD: Final = 2**20
"""Bytes of what tells of revisions: hundreds of corrections."""
_KNOWN: Final = 2_000
"""Contracts whose marking is remembered: forty years of weekly editions, in a few hundred kilobytes."""
_NOTICE: Final = ".html"
"""The page that tells that an edition was withdrawn."""
_FOLDER: Final = os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW | os.O_CLOEXEC
_FILE: Final = os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC


class _Access(Enum):
    """What of an edition is offered."""

    NONE = "none"
    NOTICE = "notice"
    ALL = "all"


class _Said(NamedTuple):
    """What the contract of an edition says of who may read it; ``known`` is False where it cannot be understood."""

    known: bool
    marking: Marking | None = None
    draft: bool = False


class Offered:
    """The editions in ``out`` that are marked no higher than ``highest``; what bears no marking is for everybody."""

    def __init__(self, out: Path, highest: Marking) -> None:
        self._out = out
        order = [*Marking]
        self._allowed = frozenset(order[: order.index(highest) + 1])
        self._known: OrderedDict[tuple[int, ...], _Said] = OrderedDict()
        self._lock = threading.Lock()

    def names(self) -> tuple[str, ...]:
        """What may be an edition in ``out``. Raises OSError where it cannot be read."""
        with os.scandir(self._out) as listing:
            return tuple(sorted(it.name for it in listing if _may_be_edition(it.name)))

    def open(self, edition: str, inside: Sequence[str]) -> BinaryIO | None:
        """A file of an edition, or of an earlier revision of it; None where there is none, or it is not offered."""
        *folders, name = inside
        if not _may_be_edition(edition) or not is_offered(name) or len(folders) > 1:
            return None
        with contextlib.suppress(OSError), _opened(self._out / edition) as folder:
            match self._access(folder, edition):
                case _Access.ALL if folders:
                    return self._earlier(folder, folders[0], name)
                case _Access.ALL:
                    return _file(folder, name)
                case _Access.NOTICE if not folders and name.endswith(_NOTICE):
                    return _file(folder, name)
        return None

    def _earlier(self, folder: int, revision: str, name: str) -> BinaryIO | None:
        """A file of an earlier revision, which must be offered itself. Raises OSError where there is none."""
        if not _REVISION.fullmatch(revision):
            return None
        with _opened(revision, folder) as earlier:
            return _file(earlier, name) if self._is_issued(earlier) else None

    def stamp(self, edition: str) -> str | None:
        """What changes when anything in the folder of an edition does; None where there is none."""
        with (
            contextlib.suppress(OSError),
            _opened(self._out / edition) as folder,
            os.scandir(folder) as listing,
        ):
            found = [(it.name, it.stat(follow_symlinks=False)) for it in listing]
            return repr(sorted((name, it.st_ino, it.st_size, it.st_mtime_ns) for name, it in found))
        return None

    def excerpt(self, edition: str) -> Mapping[str, bytes] | None:
        """What the site is made of: the files of an edition by their paths, empty those that it only names.

        None where the edition is not offered, or is gone.
        """
        with contextlib.suppress(OSError), _opened(self._out / edition) as folder:
            access = self._access(folder, edition)
            if access is _Access.ALL:
                return dict(self._excerpts(folder))
            if access is _Access.NOTICE:
                return {REVISIONS: _content(folder, REVISIONS, _MOST_TOLD) or b""}
        return None

    def _excerpts(self, folder: int) -> Iterator[tuple[str, bytes]]:
        for name in _names(folder):
            if name in {CONTRACT, ANNOUNCED, REVISIONS}:
                yield name, _content(folder, name, MOST_BYTES) or b""
            elif is_offered(name):
                yield name, b""
            elif _REVISION.fullmatch(name):
                with contextlib.suppress(OSError), _opened(name, folder) as earlier:
                    if self._is_issued(earlier):
                        yield from ((f"{name}/{it}", b"") for it in _names(earlier) if is_offered(it))

    def _access(self, folder: int, edition: str) -> _Access:
        """What of an edition is for everybody: of one that was withdrawn nothing but that it was."""
        told = _revisions(folder, edition)
        if told is None:
            return _Access.NONE
        if told.withdrawn is not None:
            return _Access.NOTICE if self._admits(told.withdrawn.marking) else _Access.NONE
        return _Access.ALL if self._is_issued(folder) else _Access.NONE

    def _is_issued(self, folder: int) -> bool:
        """Whether what stands in a folder says that it is for everybody, and no draft."""
        said = self._said(folder)
        return said.known and not said.draft and self._admits(said.marking)

    def _admits(self, marking: Marking | None) -> bool:
        return marking is None or marking in self._allowed

    def _said(self, folder: int) -> _Said:
        """What the contract in a folder says; one that was read before is not read again."""
        file = _file(folder, CONTRACT)
        if file is None:
            return _Said(known=False)
        with file:
            it = os.fstat(file.fileno())
            key = (it.st_dev, it.st_ino, it.st_size, it.st_mtime_ns)
            with self._lock:
                said = self._known.pop(key, None)
            if said is None:
                said = _read(file)
        with self._lock:
            self._known[key] = said
            while len(self._known) > _KNOWN:
                self._known.popitem(last=False)
        return said


def _may_be_edition(name: str) -> bool:
    return SAFE_NAME.fullmatch(name) is not None and name not in {names.FOLDER, *names.OF_THE_SITE}


@contextlib.contextmanager
def _opened(path: str | Path, inside: int | None = None) -> Iterator[int]:
    """A folder, to be read from; a link is none. Raises OSError."""
    folder = os.open(path, _FOLDER, dir_fd=inside)
    try:
        yield folder
    finally:
        os.close(folder)


def _names(folder: int) -> list[str]:
    """What stands in a folder."""
    with os.scandir(folder) as listing:
        return sorted(entry.name for entry in listing)


def _file(folder: int, name: str) -> BinaryIO | None:
    """A file in a folder; None where nothing stands there, or something else."""
    try:
        handle = os.open(name, _FILE, dir_fd=folder)
    except OSError:
        return None
    if not stat.S_ISREG(os.fstat(handle).st_mode):
        os.close(handle)
        return None
    return os.fdopen(handle, "rb")


def _content(folder: int, name: str, most: int) -> bytes | None:
    """What a file holds; None where there is none, or it is larger than any of its kind."""
    file = _file(folder, name)
    if file is None:
        return None
    with file:
        content = file.read(most + 1)
    return content if len(content) <= most else None


def _revisions(folder: int, edition: str) -> Revisions | None:
    """What a folder says of the revisions of its edition; None where that is not as it was written.

    It may be one that was withdrawn.
    """
    try:
        os.stat(REVISIONS, dir_fd=folder, follow_symlinks=False)
    except FileNotFoundError:
        return Revisions()
    content = _content(folder, REVISIONS, _MOST_TOLD)
    try:
        return None if content is None else of_json(content, edition)
    except ValueError:
        return None


def _read(file: BinaryIO) -> _Said:
    """What a contract says of who may read it. One that is not as it was written is for nobody."""
    content = file.read(MOST_BYTES + 1)
    if len(content) > MOST_BYTES:
        return _Said(known=False)
    try:
        brief = json.loads(content)
        if brief["schema"] != VERSION:
            return _Said(known=False)
        marking, draft = brief.get("marking"), brief.get("draft", False)
        marked = None if marking is None else Marking(marking)
    except (AttributeError, LookupError, RecursionError, TypeError, ValueError):
        return _Said(known=False)
    return _Said(known=isinstance(draft, bool), marking=marked, draft=draft is True)
