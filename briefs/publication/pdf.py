"""The HTML of a page → the PDF, laid out in a child process that may use so much and no more."""

import contextlib
import ctypes.util
import gc
import multiprocessing
import os
import resource
import signal
import sys
import traceback
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from multiprocessing.connection import Connection
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Final

from briefs.errors import BriefsError, LayoutError, MissingRequirement
from briefs.model import Brand
from briefs.publication import fonts
from briefs.publication.attachments import Attachment

if TYPE_CHECKING:
    from briefs.publication.layout import Press

LONG: Final = 4
"""Pages above which a brief prints its contents."""

_COLLECT_AFTER: Final = (100_000, 20, 100)
"""Nearly all that a layout allocates lives until the pages are written; looking for cycles as often as
Python does by itself takes 15 % of its time (four real sources, WeasyPrint 70.0; see ``make bench``)."""

_STDERR: Final = 2
_MESSAGES: Final = "stderr"

_GRACE: Final = 5
"""Seconds between the signal that tells a layout from other deaths and the one that nothing survives."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """What the layout of one brief may use; memory beyond what the program has when it begins."""

    cpu_seconds: int
    wall_seconds: float
    memory_bytes: int


LIMITS: Final = Limits(cpu_seconds=240, wall_seconds=360, memory_bytes=2 * 2**30)
"""A page takes 0.11 s and 0.7 MB (measured with WeasyPrint 70.0, 8 to 254 pages), so this is room for two
thousand pages; what needs more is a mistake or an attack. ``make bench`` measures it again."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PrintJob:
    """A page to be printed; ``html_of(long)`` is the page with or without its contents, ``screen_of`` that for screens.

    The expected page is laid out first; the other only when the number of pages belies the expectation.
    ``attachments`` travel inside the PDF, which is PDF/UA-1 and, ``for_archive``, PDF/A-3a as well. Jobs that are
    printed together have one ``brand``: its fonts are found once. One of more than ``most_pages`` gives way to what
    ``shorter`` makes of it.
    """

    html_of: Callable[[bool], str]
    expect_long: bool = False
    attachments: tuple[Attachment, ...] = ()
    for_archive: bool = False
    brand: Brand = field(default_factory=Brand)
    screen_of: Callable[[], str] = str
    most_pages: int | None = None
    shorter: "Callable[[], PrintJob] | None" = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Printed:
    """A PDF, the page that it was laid out from, and that for screens; ``fonts`` are the files that it is set in."""

    pdf: bytes
    html: str
    screen: str = ""
    fonts: tuple[Path, ...] = ()


def print_pdf(job: PrintJob, *, limits: Limits = LIMITS) -> Printed:
    """The PDF of one page; raises as ``print_pdfs`` does."""
    return print_pdfs([job], limits=limits)[0]


def print_pdfs(jobs: Sequence[PrintJob], *, limits: Limits = LIMITS) -> tuple[Printed, ...]:
    """The PDFs of several pages in their order, made in one child process: what loads and warms up does so once.

    Templates are programs of their authors, so the pages are rendered in the child as well, within the limits.

    Raises ``LayoutError`` when a limit is reached, ``TemplateError`` when a template is wrong or WeasyPrint complains
    of the page, ``MissingRequirement`` when a library or a font is not there.
    """
    with TemporaryDirectory(prefix="briefs-") as folder:
        context = multiprocessing.get_context("fork")
        receiver, sender = context.Pipe(duplex=False)
        child = context.Process(target=_child, args=(receiver, sender, jobs, Path(folder), limits))
        try:
            child.start()
            sender.close()
            answer = _answer(receiver, limits)
        finally:
            receiver.close()
            if child.pid:
                child.kill()
                child.join()
        if answer is None:
            raise LayoutError(_how_it_ended(child.exitcode, limits, Path(folder, _MESSAGES)))
    if isinstance(answer, BaseException):
        raise answer
    return answer


def _answer(receiver: Connection, limits: Limits) -> tuple[Printed, ...] | BaseException | None:
    """What the child sent, or None where it ended without a word."""
    if not receiver.poll(limits.wall_seconds):
        message = f"the pages were not laid out within {limits.wall_seconds:g} seconds; {_ADVICE}"
        raise LayoutError(message)
    try:
        answer: tuple[Printed, ...] | BaseException = receiver.recv()
    except EOFError:
        return None
    return answer


_PANGO_ADVICE: Final = (
    "install Pango (on Debian: apt-get install libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0), "
    "then: briefs doctor"
)
_ADVICE: Final = "give fewer sources, a smaller budget, or mend the template"


def _how_it_ended(code: int | None, limits: Limits, stderr: Path) -> str:
    if code == -signal.SIGXCPU:
        return f"the pages were not laid out within {limits.cpu_seconds} seconds of computing; {_ADVICE}"
    last = stderr.read_text("utf-8", "replace").strip().splitlines()[-1:] if stderr.exists() else []
    said = f": {last[0]}" if last else ""
    memory = limits.memory_bytes // 2**20
    return f"the layout ended with code {code}{said}; it may use {memory} MiB; {_ADVICE}"


def _child(
    receiver: Connection, sender: Connection, jobs: Sequence[PrintJob], folder: Path, limits: Limits
) -> None:
    receiver.close()  # else a child whose parent was killed would wait for ever for a reader: itself
    _confine(folder, limits)
    try:
        sender.send(_printed(jobs, folder))
    except BriefsError as error:
        sender.send(error)
    except (MemoryError, SystemError):  # the latter where code in C found no memory and did not say so
        memory = limits.memory_bytes // 2**20
        sender.send(LayoutError(f"the pages need more than {memory} MiB of memory; {_ADVICE}"))
    except Exception as error:  # noqa: BLE001 - a bug keeps its traceback, carried over to the parent as its words
        sender.send(_weasyprints(error) or RuntimeError(f"layout failed:\n{traceback.format_exc()}"))
    sender.close()


def _weasyprints(error: Exception) -> LayoutError | None:
    """What is told where WeasyPrint itself gives up, as it does on some grids; None where the mistake is ours."""
    *_, last = traceback.extract_tb(error.__traceback__)
    if "weasyprint" not in Path(last.filename).parts:
        return None
    where = f"{type(error).__name__} at {Path(last.filename).name}:{last.lineno}"
    return LayoutError(
        f"WeasyPrint cannot lay this page out ({where}); take back the last change to your templates or style sheets, "
        "like a grid cell over several columns"
    )


def _confine(folder: Path, limits: Limits) -> None:
    messages = os.open(folder / _MESSAGES, os.O_WRONLY | os.O_CREAT, 0o600)
    os.dup2(messages, _STDERR)
    sys.stderr = open(_STDERR, "w", encoding="utf-8", closefd=False)  # noqa: SIM115 - the child's own
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CPU, (limits.cpu_seconds, limits.cpu_seconds + _GRACE))
    room = _held() + limits.memory_bytes
    resource.setrlimit(resource.RLIMIT_DATA, (room, room))


def _held() -> int:
    """The bytes that the child has from its parent, which must not decide what a layout may use; 0 where not told."""
    try:
        return int(Path("/proc/self/statm").read_text("ascii").split()[5]) * resource.getpagesize()
    except OSError:
        return 0


def _printed(jobs: Sequence[PrintJob], folder: Path) -> tuple[Printed, ...]:
    gc.set_threshold(*_COLLECT_AFTER)
    pages = [job.html_of(job.expect_long) for job in jobs]
    _find_fonts(folder / "fonts.conf", jobs[0].brand, cjk=any(map(fonts.needs_cjk, pages)))
    try:
        with _libraries_by_their_own_names():
            from briefs.publication.layout import Press  # noqa: PLC0415 - WeasyPrint is imported in the child only
    except OSError as error:
        raise MissingRequirement(f"{error}; {_PANGO_ADVICE}") from error
    press = Press()
    try:
        return tuple(_print(job, page, press) for job, page in zip(jobs, pages, strict=True))
    except RecursionError as error:
        raise LayoutError("the template nests elements too deeply to be laid out; mend it") from error


def _print(job: PrintJob, page: str, press: "Press") -> Printed:
    document = press.lay_out(page, for_archive=job.for_archive)
    if job.shorter and job.most_pages and len(document.pages) > job.most_pages:
        shorter = job.shorter()
        return _print(shorter, shorter.html_of(shorter.expect_long), press)
    is_long = len(document.pages) > LONG
    if is_long is not job.expect_long:
        page = job.html_of(is_long)
        document = press.lay_out(page, for_archive=job.for_archive)
    pdf = press.write(document, job.attachments, for_archive=job.for_archive)
    used = press.fonts_of(document)
    set_in = tuple(path for path in fonts.files_of(job.brand) if fonts.told_by(path) in used)
    return Printed(pdf=pdf, html=page, screen=job.screen_of(), fonts=set_in)


def _find_fonts(path: Path, brand: Brand, *, cjk: bool) -> None:
    """Let fontconfig, which is not loaded yet, find the fonts of the page and no other."""
    path.write_text(fonts.configuration(cjk=cjk, brand=brand), "utf-8")
    os.putenv("FONTCONFIG_FILE", str(path))


@contextlib.contextmanager
def _libraries_by_their_own_names() -> Iterator[None]:
    """Spare cffi the search for names that no library on Linux has.

    WeasyPrint asks for each library under its names on other systems first, and for each the search starts
    ldconfig, the compiler and the linker: 0.2 s. The name that Linux uses needs no search.
    """
    search = ctypes.util.find_library
    if sys.platform == "linux":
        ctypes.util.find_library = lambda _name: None  # type: ignore[assignment]
    try:
        yield
    finally:
        ctypes.util.find_library = search
