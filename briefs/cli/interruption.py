"""Ctrl-C and SIGTERM while mail leaves: the first asks for an end, the second ends the process at once.

The ledger of deliveries copes with either; after the first nothing is in doubt.
"""

import contextlib
import os
import signal
import sys
import threading
from collections.abc import Callable, Iterator
from types import FrameType
from typing import Final

from briefs.cli.streams import note, watched

_ENDS: Final = (signal.SIGTERM, signal.SIGINT)
SIGNALLED: Final = 128
"""What shells add to the number of the signal that ended a process."""
ASKING: Final = "interruption"
"""The name of the thread that passes on what was asked for."""
_SHOW_CURSOR: Final = "\x1b[?25h"

Handler = Callable[[int, FrameType | None], None]


@contextlib.contextmanager
def handled_by(handler: Handler) -> Iterator[None]:
    """Inside, the signals that ask for an end go to ``handler``; outside they do as before."""
    before = {number: signal.signal(number, handler) for number in _ENDS}
    try:
        yield
    finally:
        for number, earlier in before.items():
            signal.signal(number, earlier)


class Interruption:
    """Whether an end was asked for: ``asked`` is set then, and ``code`` is what the process is to end with."""

    def __init__(self) -> None:
        self.asked = threading.Event()
        self.code = 0

    def heeded(self) -> contextlib.AbstractContextManager[None]:
        """Inside, the signals ask for an end; outside they do as before."""
        return handled_by(self._heed)

    def _heed(self, number: int, _frame: FrameType | None) -> None:
        if self.code:
            if watched():
                print(_SHOW_CURSOR, end="", file=sys.stderr, flush=True)  # noqa: T201 - a progress bar hides it
            os._exit(SIGNALLED + number)
        self.code = SIGNALLED + number
        # In a thread of its own: this one may hold the lock of the event right now, and would wait for itself.
        threading.Thread(target=self._ask, name=ASKING, daemon=True).start()

    def _ask(self) -> None:
        self.asked.set()
        with contextlib.suppress(OSError):
            note("finishing the messages in hand; once more ends at once")
