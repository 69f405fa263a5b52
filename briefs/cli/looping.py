"""The process around ``briefs schedule run``: a child for each look, a rest that a signal ends, and what is said.

A child leaves no memory behind, and one that crashes does not end the loop. The first signal to end lets the child
finish; the second is passed on to it.
"""

import json
import os
import select
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import FrameType
from typing import Final

from briefs import config
from briefs.cli import aftermath, moments, schedule_console, streams
from briefs.cli.interruption import SIGNALLED, handled_by
from briefs.config import Settings
from briefs.editions.runs.duties import schedule_of
from briefs.editions.runs.outcome import Outcome
from briefs.editions.runs.ticking import Loop, keep_looking
from briefs.errors import ConfigurationError
from briefs.model import Schedule

_TERMINATED: Final = 143


class Looping:
    """The loop over one configuration file; ``settings`` are the last that were right."""

    def __init__(self, settings: Settings, configuration: Path, out: Path) -> None:
        self._settings = settings
        self._configuration = configuration
        self._out = out
        self._stops = _Stops()

    def run(self) -> int:
        """The exit code: 0 when the last look was finished after a signal, 143 when that was cut off too."""
        loop = Loop(
            tick=self._tick,
            rest=lambda span: self._stops.rest(span.total_seconds()),
            schedule=lambda: self._schedule,
            now=moments.now,
            say=self._say,
        )
        with self._stops.heeded():
            keep_looking(loop)
        return _TERMINATED if self._stops.count > 1 else 0

    @property
    def _schedule(self) -> Schedule:
        return schedule_of(self._settings)

    def _say(self, text: str) -> None:
        schedule_console.line(moments.now(), self._schedule, text)

    def _tick(self) -> int:
        """The exit code of a look by a child of its own."""
        command = [sys.executable, "-P", "-m", "briefs.cli", "run", "--due", "--json", "--quiet"]
        command += ["--config", str(self._configuration), "--out", str(self._out)]
        started = subprocess.Popen(  # noqa: S603 - ourselves
            command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, start_new_session=True
        )
        with started as child, self._stops.passed_on(child):
            said, _ = child.communicate()
        for text in _lines(said):
            self._say(text)
        return self._looked_after(child.returncode)

    def _looked_after(self, code: int) -> int:
        """The exit code, once what the child could not tell itself has been told."""
        if code < 0 and self._stops.count <= 1:
            self._tell(SIGNALLED - code, f"the run was ended by signal {-code}; the next goes on with it")
        try:
            settings = config.load(self._configuration)
        except ConfigurationError as error:
            if code == error.exit_code and not config.salvaged(self._configuration):
                # The child could not even read whom to tell.
                aftermath.tell(self._settings, (aftermath.of_error(error),))
            return code
        if settings.schedule:
            self._settings = settings
        return code

    def _tell(self, code: int, message: str) -> None:
        streams.note(message)
        aftermath.tell(self._settings, (Outcome(moment=moments.now(), exit_code=code, message=message),))


def _lines(said: bytes) -> Iterator[str]:
    """What a run did, as its JSON has it; what went wrong it has said on stderr itself."""
    try:
        told = json.loads(said)
    except ValueError:
        return
    for edition in told["editions"]:
        if not edition["failed"]:
            yield f"{edition['edition']}: {edition['message']}"
    yield from told["notes"]


class _Stops:
    """The signals that ask for an end, counted. A rest ends with the first, the child with the second."""

    def __init__(self) -> None:
        self.count = 0
        self._child: subprocess.Popen[bytes] | None = None
        self._woken = -1

    @contextmanager
    def heeded(self) -> Iterator[None]:
        """Inside, a signal is counted, and ends nothing by itself."""
        self._woken, wake = os.pipe()
        os.set_blocking(wake, False)
        signal.set_wakeup_fd(wake)
        try:
            with handled_by(self._heed):
                yield
        finally:
            signal.set_wakeup_fd(-1)
            os.close(wake)
            os.close(self._woken)

    def rest(self, seconds: float) -> bool:
        """Whether to go on, after so long, or as soon as an end is asked for."""
        if not self.count:
            select.select([self._woken], [], [], seconds)
        return not self.count

    @contextmanager
    def passed_on(self, child: "subprocess.Popen[bytes]") -> Iterator[None]:
        """Inside, the second signal and every further one ends the child."""
        self._child = child
        self._pass_on()
        yield
        self._child = None

    def _heed(self, _number: int, _frame: FrameType | None) -> None:
        self.count += 1
        self._pass_on()

    def _pass_on(self) -> None:
        if self.count > 1 and self._child:
            self._child.terminate()
