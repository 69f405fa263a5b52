"""What a run sends by itself, with the clock, the passwords and the signals of this process."""

import datetime
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from briefs.cli import aftermath
from briefs.config import Settings
from briefs.errors import BriefsError

if TYPE_CHECKING:
    from briefs.editions.runs.outcome import Outcome
    from briefs.editions.runs.running import RunResult


@dataclass(frozen=True, slots=True, kw_only=True)
class Mailed:
    """What came of it: an outcome for each edition, those of which nothing has changed apart, and the exit code.

    ``failed`` are those that programs are told of.
    """

    outcomes: "tuple[Outcome, ...]" = ()
    quiet: "tuple[Outcome, ...]" = ()
    failed: "tuple[Outcome, ...]" = ()
    exit_code: int = 0

    @property
    def all(self) -> "tuple[Outcome, ...]":
        """An outcome for each edition that was looked at."""
        return (*self.outcomes, *self.quiet)

    def after(self, result: "RunResult") -> "RunResult":
        """The result of a run with what came of sending."""
        return replace(result, outcomes=(*result.outcomes, *self.outcomes))


def is_due(settings: Settings, now: datetime.datetime) -> bool:
    """Whether there may be anything to send, or to say of what waits for a person. Raises StoreError and StoreBusy."""
    if settings.mail is None:
        return False
    from briefs.editions.delivery import outbox  # noqa: PLC0415 - only who sends mail waits for it

    return outbox.is_due(settings, now) or outbox.is_held(settings)


def send_due(settings: Settings, now: datetime.datetime, report: Callable[[str], None]) -> Mailed:
    """What came of sending all that is due at ``now``; a signal ends it after the messages in hand.

    What keeps it from sending anything at all is an outcome too.
    """
    try:
        return _sent(settings, now, report) if is_due(settings, now) else Mailed()
    except BriefsError as error:
        failed = (aftermath.of_error(error),)
        return Mailed(outcomes=failed, failed=failed, exit_code=error.exit_code)


def _sent(settings: Settings, now: datetime.datetime, report: Callable[[str], None]) -> Mailed:
    from briefs.cli import hearing  # noqa: PLC0415 - SQLAlchemy costs 0.2 s
    from briefs.cli.interruption import Interruption  # noqa: PLC0415 - as above
    from briefs.cli.sending import request_of  # noqa: PLC0415 - as above
    from briefs.editions.delivery import due, outbox  # noqa: PLC0415 - as above
    from briefs.editions.runs.running import SCHEDULE  # noqa: PLC0415 - as above

    if outbox.is_due(settings, now):
        hearing.hear(settings, now, report)  # before signals are heeded late: it may be killed at any moment
    asked = Interruption()
    with asked.heeded():
        done = due.send_due(request_of(settings, "", asked, SCHEDULE), now, report)
    return Mailed(
        outcomes=(*done.outcomes, *done.held),
        quiet=done.quiet,
        failed=done.failed,
        exit_code=asked.code or done.exit_code,
    )
