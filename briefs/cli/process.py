"""The process around the commands: its streams, its exit code, and what is said when it cannot go on."""

import contextlib
import gc
import io
import os
import signal
import sys
from typing import TYPE_CHECKING, Final, NoReturn

from briefs.errors import BadEdits, BadReaders, BriefsError, ConfigurationError

if TYPE_CHECKING:
    from sys import UnraisableHookArgs

    from _typeshed import ReadableBuffer

_COLLECT_AFTER: Final = (50_000, 20, 100)
"""A build keeps what it makes; looking for cycles as often as Python does costs a twentieth of it."""
_STANDARD_STREAMS: Final = 3
_STDOUT: Final = 1
_INTERRUPTED: Final = 130
_TERMINATED: Final = 143
"""128 and the number of the signal, as shells have it."""
_MOMENT: Final = 0.01
_UNWRITABLE: Final = 74
"""EX_IOERR of ``sysexits.h``: the result stands, but it could not be told."""


def main() -> None:
    """Nothing: ends the process with the exit code of what was asked on its command line."""
    gc.set_threshold(*_COLLECT_AFTER)
    _prepare_streams()
    signal.signal(signal.SIGTERM, _terminate)
    sys.unraisablehook = _raise_again
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
        with contextlib.suppress(OSError):  # a stream of another making has no descriptor
            if sys.stdout.fileno() == _STDOUT:
                output = io.BufferedWriter(_Output(_STDOUT, "w", closefd=False))
                sys.stdout = io.TextIOWrapper(output, sys.stdout.encoding, sys.stdout.errors)


class _UnwritableError(Exception):
    """Standard output takes no more; the message says why."""


class _Output(io.FileIO):
    """Standard output. What it refuses is told apart from what any other file refuses."""

    def write(self, data: "ReadableBuffer", /) -> int:
        """As ever; what a reader that has gone would have read goes nowhere."""
        try:
            return super().write(data)
        except BrokenPipeError:
            _silence()
            return super().write(data)
        except OSError as error:
            raise _UnwritableError(error.strerror) from error


def _terminate(number: int, _frame: object) -> NoReturn:
    """End as an interruption does: what has been begun is cleaned away first. Told once, it needs no telling again."""
    signal.signal(number, signal.SIG_IGN)
    raise SystemExit(_TERMINATED)


def _raise_again(lost: "UnraisableHookArgs") -> None:
    """Let an end that was asked for where nothing can be raised, as just after a fork, be raised a moment later."""
    end = lost.exc_value
    if not isinstance(end, (KeyboardInterrupt, SystemExit)):
        sys.__unraisablehook__(lost)
        return

    def again(_number: int, _frame: object) -> NoReturn:
        raise end

    signal.signal(signal.SIGALRM, again)
    signal.setitimer(signal.ITIMER_REAL, _MOMENT)


def _run() -> int:
    import typer.main  # noqa: PLC0415 - 0.08 s; the streams must be right before anything is imported

    from briefs.cli.commands import app  # noqa: PLC0415 - as above

    try:
        if "PGPASSWORD_FILE" in os.environ:
            from briefs.cli.passwords import give_database_password  # noqa: PLC0415 - for most there is no such file

            give_database_password()
        # Typer's own call would put its hook in the place of Python's: a bug keeps its plain traceback.
        typer.main.get_command(app)(prog_name="briefs")
    except SystemExit as end:
        return end.code if isinstance(end.code, int) else 1
    except BriefsError as error:
        _tell(error)
        return error.exit_code
    except KeyboardInterrupt:
        return _INTERRUPTED
    except _UnwritableError as error:
        return _unwritable(error)
    return 0


def _tell(error: BriefsError) -> None:
    lines = [f"briefs: {error}"]
    if isinstance(error, (ConfigurationError, BadEdits, BadReaders)):
        lines += [f"  {mistake}" for mistake in error.mistakes]
    with contextlib.suppress(OSError):
        print(*lines, sep="\n", file=sys.stderr, flush=True)  # noqa: T201 - the one place that tells errors


def _flushed(code: int) -> int:
    """The exit code once all output is out: unchanged, unless it could not be written."""
    try:
        if sys.stdout is not None:
            sys.stdout.flush()
    except _UnwritableError as error:
        return code or _unwritable(error)
    return code


def _unwritable(error: _UnwritableError) -> int:
    _silence()
    with contextlib.suppress(OSError):
        print(f"briefs: cannot write to standard output: {error}", file=sys.stderr)  # noqa: T201
    return _UNWRITABLE


def _silence() -> None:
    """Send what is still unwritten to nowhere: the reader at the other end has gone, or there is no room."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, _STDOUT)
