"""The process around the commands: its streams, its exit code, and what is said when it cannot go on."""

import contextlib
import gc
import os
import sys
from typing import Final

from briefs.errors import BriefsError, ConfigurationError

_COLLECT_AFTER: Final = (50_000, 20, 100)
"""A build keeps what it makes; looking for cycles as often as Python does costs a twentieth of it."""
_STANDARD_STREAMS: Final = 3
_INTERRUPTED: Final = 130
"""128 and the number of SIGINT, as shells have it."""
_UNWRITABLE: Final = 74
"""EX_IOERR of ``sysexits.h``: the result stands, but it could not be told."""


def main() -> None:
    """Nothing: ends the process with the exit code of what was asked on its command line."""
    gc.set_threshold(*_COLLECT_AFTER)
    _prepare_streams()
    code = _run()
    sys.exit(_flushed(code))


def _prepare_streams() -> None:
    """Give every standard stream a place, and let stdout write any path as it came.

    A closed descriptor would be given to the next file that is opened, and what a library prints would
    be written into that file.
    """
    for descriptor in range(_STANDARD_STREAMS):
        try:
            os.fstat(descriptor)
        except OSError:
            os.open(os.devnull, os.O_RDWR)
    if sys.stdout is not None:
        with contextlib.suppress(AttributeError):
            sys.stdout.reconfigure(errors="surrogateescape")  # type: ignore[union-attr]


def _run() -> int:
    import typer.main  # noqa: PLC0415 - 0.08 s; the streams must be right before anything is imported

    from briefs.cli.commands import app  # noqa: PLC0415 - as above

    try:
        # Typer's own call would put its hook in the place of Python's: a bug keeps its plain traceback.
        typer.main.get_command(app)(prog_name="briefs")
    except SystemExit as end:
        return end.code if isinstance(end.code, int) else 1
    except BriefsError as error:
        _tell(error)
        return error.exit_code
    except KeyboardInterrupt:
        return _INTERRUPTED
    except BrokenPipeError:
        _silence()
    return 0


def _tell(error: BriefsError) -> None:
    lines = [f"briefs: {error}"]
    if isinstance(error, ConfigurationError):
        lines += [f"  {mistake}" for mistake in error.mistakes]
    with contextlib.suppress(OSError):
        print(*lines, sep="\n", file=sys.stderr, flush=True)  # noqa: T201 - the one place that tells errors


def _flushed(code: int) -> int:
    """The exit code once all output is out: unchanged, unless it could not be written."""
    try:
        if sys.stdout is not None:
            sys.stdout.flush()
    except BrokenPipeError:
        _silence()
    except OSError as error:
        _silence()
        with contextlib.suppress(OSError):
            print(f"briefs: cannot write to standard output: {error.strerror}", file=sys.stderr)  # noqa: T201
        return code or _UNWRITABLE
    return code


def _silence() -> None:
    """Send what is still unwritten to nowhere: the reader at the other end has gone, or there is no room."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, sys.stdout.fileno())
