"""Where editions stand on disk: each folder is replaced whole, or left as it was.

    reserve: temporary folder beside the edition ─▶ fill: files written and synced ─▶ the two change places

The temporary folder is made before the expensive work, so that an ``out`` that cannot be written is told
at once. It is locked while its run lives; the kernel frees the lock of a run that was killed, and the next
run removes what such a run has left.

A folder that holds a seal was issued: no build replaces it. What replaces it is its own next revision, which keeps
the earlier ones beside it: ``out/2026-W21/r0/``.
"""

import contextlib
import errno
import fcntl
import os
import re
import shutil
import signal
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from briefs.editions import choices, sealed, signed
from briefs.errors import OutputError
from briefs.publication.announcements import ANNOUNCED
from briefs.publication.names import CONTRACT, REFERENCES, REVISIONS, SAFE_NAME

_OTHERS: Final = frozenset({"sources", ANNOUNCED, choices.NAME, REVISIONS, sealed.SEAL})
_FAMILIES: Final = ("brief.", f"{REFERENCES}.")
"""What an edition has beside ``_OTHERS``: files whose names begin so."""
REVISION: Final = re.compile(r"r\d{1,4}", re.ASCII)
"""The folder of an earlier revision inside that of its edition."""
_LEFTOVER: Final = re.compile(rf"\.(?P<edition>{SAFE_NAME.pattern})\.briefs-(?P<kind>\d+-\d+|old)")
_EXCHANGE: Final = 2
"""``RENAME_EXCHANGE`` of renameat2(2): two folders change names in one step that nobody can see half done."""
_HERE: Final = -100
"""``AT_FDCWD``: paths are relative to the working folder."""
_ADVICE: Final = {
    errno.ENOSPC: "the disk is full; free some space",
    errno.EDQUOT: "the disk quota is used up; free some space",
    errno.EFBIG: "a file would be larger than this system allows; raise the limit",
    errno.EROFS: "the file system is read-only; choose another folder with --out",
    errno.EACCES: "permission denied; choose another folder with --out",
    errno.EPERM: "permission denied; choose another folder with --out",
    errno.ENOTDIR: "a file stands where a folder is needed; choose another folder with --out",
    errno.EEXIST: "a file stands where a folder is needed; choose another folder with --out",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Slot:
    """A place that is kept for an edition: ``folder`` is where it will stand.

    ``issues`` is whether what is filled in is issued; nothing else may stand in the place of what was.
    """

    folder: Path
    temporary: Path
    issues: bool = False

    def fill(self, files: Mapping[str, bytes]) -> tuple[str, ...]:
        """What was signed there and is no more; afterwards the folder holds ``files``, safe on disk.

        It keeps the signatures beside PDFs that are the same as before, and nothing else. Raises OutputError, and
        NotAllowed where the edition was issued meanwhile.
        """
        with _told(self.folder):
            _write(self.temporary, files)
            with _locked(self.folder.parent):
                _refuse_foreign(self.folder)
                if not self.issues:
                    sealed.refuse(self.folder)
                _write(self.temporary, signed.still_fitting(self.folder, files))
                lost = signed.lost(self.folder, files)
                replace(self.temporary, self.folder)
            _sync(self.folder.parent)
        return lost


def reserve(out: Path, edition: str) -> contextlib.AbstractContextManager[Slot]:
    """A slot for a build in ``out``, which is made if need be.

    Raises OutputError, and NotAllowed for an edition that was issued.
    """
    return _reserved(out, edition, issues=False)


def reserve_issued(out: Path, edition: str) -> contextlib.AbstractContextManager[Slot]:
    """A slot for what is issued, as ``reserve`` gives it; the revision that stands there may be replaced."""
    return _reserved(out, edition, issues=True)


@contextlib.contextmanager
def _reserved(out: Path, edition: str, *, issues: bool) -> Iterator[Slot]:
    folder = out / edition
    temporary, lock = None, None
    try:
        with _told(folder):
            out.mkdir(parents=True, exist_ok=True)
            with _locked(out):
                _clean(out)
                _refuse_foreign(folder)
                if not issues:
                    sealed.refuse(folder)
                with _undisturbed():
                    temporary = _temporary(out, edition)
                    lock = _lock(temporary)
        yield Slot(folder=folder, temporary=temporary, issues=issues)
    finally:
        if temporary is not None:
            shutil.rmtree(temporary, ignore_errors=True)
        if lock is not None:
            os.close(lock)


@contextlib.contextmanager
def _undisturbed() -> Iterator[None]:
    """What asks for an end is heard after this: nothing is made that is not known by its name."""
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT, signal.SIGTERM})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


@contextlib.contextmanager
def _told(folder: Path) -> Iterator[None]:
    """An error of the system becomes one that says what to do."""
    try:
        yield
    except OSError as error:
        advice = _ADVICE.get(error.errno or 0, error.strerror or str(error))
        raise OutputError(
            f"{folder}: cannot be written: {advice}; nothing that stood there has changed"
        ) from error


@contextlib.contextmanager
def _locked(folder: Path) -> Iterator[None]:
    """Runs that share ``out`` take turns here; where a file system knows no locks, they do not."""
    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
    try:
        with contextlib.suppress(OSError):
            fcntl.flock(handle, fcntl.LOCK_EX)
        yield
    finally:
        os.close(handle)


def _lock(folder: Path) -> int | None:
    """A handle that locks the folder until it is closed; None when another run holds it, or no lock works."""
    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        os.close(handle)
        return None
    return handle


def _clean(out: Path) -> None:
    """Remove what killed runs have left; an edition that one of them had put aside goes back to its place."""
    for place in sorted(out.iterdir()):
        match = _LEFTOVER.fullmatch(place.name)
        if not match:
            continue
        if match["kind"] == "old" and not os.path.lexists(out / match["edition"]):
            place.rename(out / match["edition"])
        elif (lock := _lock(place)) is not None:
            shutil.rmtree(place, ignore_errors=True)
            os.close(lock)


def _refuse_foreign(folder: Path) -> None:
    """Raise OutputError unless the folder is missing, empty, or an edition and nothing else."""
    if not os.path.lexists(folder):
        return
    if folder.is_symlink() or not folder.is_dir():
        raise OutputError(f"{folder}: is not a folder; choose another --edition or --out")
    names = {place.name for place in folder.iterdir() if not place.name.startswith(".")}
    foreign = sorted(name for name in names - _OTHERS if not _is_ours(name))
    if foreign or (names and names.isdisjoint({CONTRACT, REVISIONS})):
        listed = ", ".join(foreign or sorted(names))
        raise OutputError(
            f"{folder}: holds {listed}, which an edition does not have and a new one would remove; "
            "move it away, or choose another --edition or --out"
        )


def _is_ours(name: str) -> bool:
    return name.startswith(_FAMILIES) or REVISION.fullmatch(name) is not None


def _temporary(out: Path, edition: str) -> Path:
    for number in range(1000):
        folder = out / f".{edition}.briefs-{os.getpid()}-{number}"
        with contextlib.suppress(FileExistsError):
            folder.mkdir()
            return folder
    raise OutputError(f"{out}: holds too many folders named .{edition}.briefs-…; remove them")


def _write(folder: Path, files: Mapping[str, bytes]) -> None:
    for name, content in sorted(files.items()):
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("xb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
    for parent in {(folder / name).parent for name in files} | {folder}:
        _sync(parent)


def _sync(folder: Path) -> None:
    """Make the names in a folder safe on disk; some file systems cannot, and then do not need it."""
    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
    try:
        os.fsync(handle)
    except OSError as error:
        if error.errno != errno.EINVAL:
            raise
    finally:
        os.close(handle)


def replace(new: Path, folder: Path) -> None:
    """Nothing; afterwards ``folder`` is what ``new`` was; what it was before is at ``new``, or gone."""
    if not os.path.lexists(folder):
        new.rename(folder)
    elif not _exchange(new, folder):
        replace_in_two_steps(new, folder)


def replace_in_two_steps(new: Path, folder: Path) -> None:
    """Nothing; as ``replace``, where folders cannot be exchanged. The next run mends one killed between."""
    aside = folder.with_name(f".{folder.name}.briefs-old")
    folder.rename(aside)
    try:
        new.rename(folder)
    except OSError:
        aside.rename(folder)
        raise
    shutil.rmtree(aside, ignore_errors=True)


def _exchange(one: Path, other: Path) -> bool:
    """Whether the two folders changed names; False where the system or the file system cannot do it."""
    import ctypes  # noqa: PLC0415 - only a second build of an edition needs it

    try:
        renameat2 = ctypes.CDLL(None, use_errno=True).renameat2
    except AttributeError:
        return False
    done: int = renameat2(_HERE, os.fsencode(one), _HERE, os.fsencode(other), _EXCHANGE)
    return done == 0
