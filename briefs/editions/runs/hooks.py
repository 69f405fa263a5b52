"""The programs of ``[hooks]``: each is told how a run ended. Whatever it does, the edition stays as it is."""

import contextlib
import io
import os
import signal
import subprocess
import tempfile
import threading
from collections.abc import Mapping
from typing import Final, cast

from briefs.config.hooks import Hooks
from briefs.editions.runs.outcome import Outcome, to_json

_KEPT: Final = 600
"""Bytes of what a hook prints that are told when it fails: its last lines. All before them is let go."""
_PIECE: Final = 65_536
_GRACE: Final = 5.0
"""Seconds in which a hook that was told to end may clean up."""
_SETTLING: Final = 1.0
"""Seconds to wait for the last words of a hook that has ended: what it left running may hold the line open."""
_OURS: Final = "BRIEFS_"
"""How the names of our own variables begin, those of the passwords among them."""
_SECRETS: Final = frozenset({"CREDENTIALS_DIRECTORY", "PGPASSFILE", "PGPASSWORD", "PGPASSWORD_FILE"})
"""Others that hold a password of ours, or lead to one."""


def tell(outcome: Outcome, hooks: Hooks, environment: Mapping[str, str]) -> str | None:
    """What went wrong with the hook for such an outcome; None where it did its work, or there is none.

    It gets the outcome as one JSON object on its standard input, and the environment without our secrets.
    """
    command = hooks.on_failure if outcome.failed else hooks.on_success
    if not command:
        return None
    name = f"hooks.{'on_failure' if outcome.failed else 'on_success'} ({command[0]})"
    try:
        problem = _run(command, hooks, to_json(outcome), environment)
    except OSError as error:
        return f"{name}: cannot be run: {error.strerror}"
    return f"{name}: {problem}" if problem else None


def _run(command: tuple[str, ...], hooks: Hooks, told: bytes, environment: Mapping[str, str]) -> str | None:
    with tempfile.TemporaryFile() as given:  # a file, not a pipe: a hook need not read it
        given.write(told)
        given.seek(0)
        process = subprocess.Popen(  # noqa: S603 - the command of the configuration, without a shell
            command,
            stdin=given,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            cwd=hooks.folder,
            env={
                name: value
                for name, value in environment.items()
                if not name.startswith(_OURS) and name not in _SECRETS
            },
            start_new_session=True,
        )
    return _ended(process, hooks.timeout.total_seconds())


def _ended(process: subprocess.Popen[bytes], seconds: float) -> str | None:
    """What is wrong with how a process ended; one that takes too long is ended with all that it started."""
    tail = _Tail(process)
    try:
        code = process.wait(seconds)
    except subprocess.TimeoutExpired:
        _stop(process)
        return f"did not end within {seconds:.0f} s and was stopped{tail.said()}"
    except BaseException:
        _stop(process)
        raise
    if code < 0:
        return f"was ended by signal {-code}{tail.said()}"
    return f"ended with {code}{tail.said()}" if code else None


def _stop(process: subprocess.Popen[bytes]) -> None:
    for number in (signal.SIGTERM, signal.SIGKILL):
        with contextlib.suppress(ProcessLookupError, PermissionError):  # macOS refuses a group that is ending
            os.killpg(process.pid, number)
        with contextlib.suppress(subprocess.TimeoutExpired):
            process.wait(_GRACE)


class _Tail(threading.Thread):
    """The last of what a process prints. It is read as it comes, so that no process waits for a reader."""

    def __init__(self, process: subprocess.Popen[bytes]) -> None:
        super().__init__(daemon=True)
        self._stream = cast("io.BufferedReader", process.stdout)
        self._kept = b""
        self.start()

    def run(self) -> None:
        """Until the last process that holds the other end has closed it."""
        with self._stream:
            while piece := self._stream.read1(_PIECE):
                self._kept = (self._kept + piece)[-_KEPT:]

    def said(self) -> str:
        """A colon and the words, on one line and without what would steer a terminal; empty where there are none."""
        self.join(_SETTLING)
        text = self._kept.decode(errors="replace")
        line = " ".join("".join(sign if sign.isprintable() else " " for sign in text).split())
        return f": {line}" if line else ""
