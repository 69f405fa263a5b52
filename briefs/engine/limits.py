"""What the work on one document may use, and what is said of one that needs more."""

import signal
from dataclasses import dataclass
from typing import Final

from briefs.model import Problem, Source

PATIENCE: Final = 4.0
"""Seconds on the clock for each one of the processor: four programs may want it at once."""

_STAGE: Final = "reading"
_MEBIBYTE: Final = 2**20


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """What the work on one document may use: seconds of the processor, and bytes beyond what the program has.

    On the clock four times as many seconds may pass.
    """

    seconds: float
    memory_bytes: int


LIMITS: Final = Limits(seconds=30.0, memory_bytes=768 * 2**20)
"""Of what is not refused at once the slowest are: 400 full pages of PDF 5 s, a page of 40,000 tags 6 s, half a million
lines of one letter 10 s and 210 MB, a Word document of four million empty paragraphs 9 s and 500 MB. What needs three
times the processor or half as much memory again is a mistake or an attack."""


def is_overrun(code: int | None) -> bool:
    """Whether a worker ended with this code because its time was up: to try again would take as long."""
    return code in {-signal.SIGPROF, -signal.SIGALRM}


def ended(source: Source, code: int | None, limits: Limits) -> Problem:
    """The problem of a source whose worker ended. PDFium does not report that it lacks memory: it ends the process."""
    if code == -signal.SIGPROF:
        return _problem(source, _slow(limits.seconds))
    if code == -signal.SIGALRM:
        return _problem(source, _slow(PATIENCE * limits.seconds))
    manner = signal.Signals(-code).name if code is not None and code < 0 else f"exit code {code}"
    return _problem(
        source,
        f"brought its reader down ({manner}): it is damaged, or needs more than {_mebibytes(limits)} of memory; "
        "save what you need of it as text",
    )


def lost(source: Source, loss: str) -> Problem:
    """The problem of a source with which several workers of a cluster were lost; they did not tell why."""
    return _problem(
        source, f"brought every worker down that was to read it ({loss}); save what you need of it as text"
    )


def too_large(source: Source, limits: Limits) -> Problem:
    """The problem of a source that needs more memory than there is for it."""
    return _problem(
        source, f"needs more than {_mebibytes(limits)} of memory to be read: save what you need of it as text"
    )


def faulty(source: Source, fault: Exception) -> Problem:
    """The problem of a source at which the program itself failed."""
    return _problem(
        source,
        f"could not be read: a fault of the program ({type(fault).__name__}: {fault}); please report it",
    )


def _slow(seconds: float) -> str:
    return f"was not read within {seconds:g} seconds and given up: save what you need of it as text"


def _mebibytes(limits: Limits) -> str:
    return f"{limits.memory_bytes // _MEBIBYTE:,} MiB"


def _problem(source: Source, message: str) -> Problem:
    return Problem(subject=source.path, stage=_STAGE, message=message)
