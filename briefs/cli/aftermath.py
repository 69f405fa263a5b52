"""What follows a run: the hooks are told of it, and the owners where it did not come out."""

import contextlib
import os
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Final

from briefs import config
from briefs.cli import moments, passwords, streams
from briefs.config import Settings
from briefs.editions.runs.outcome import Outcome
from briefs.errors import BriefsError, ConfigurationError, StoreBusy

_BUG: Final = 1
"""What Python ends with after a traceback."""
_PATIENCE: Final = 3
"""Times ``hooks.timeout`` that all hooks of a run may take together; of one that hangs, none waits a second time."""


def tell(
    settings: Settings,
    outcomes: Sequence[Outcome] = (),
    *,
    hooked: Sequence[Outcome] | None = None,
    said: Sequence[str] = (),
) -> tuple[str, ...]:
    """What went wrong with the owners: runs the hooks and writes to them. That is said, and undoes nothing.

    ``hooked`` are those that the hooks are told of; all where it is None. ``said`` is what this run has said before.
    To be called after every run, also one that had nothing to do: what could not be mailed before is tried again.
    Nothing leaves a store that may be a copy of the one that sends.
    """
    leave = _Leave(settings)
    told = [it for it in (outcomes if hooked is None else hooked) if _has_hook(settings, it)]
    if told and leave():
        _run_hooks(settings, told)
    problems = _notified(settings, outcomes, leave) if settings.mail else ()
    for problem in problems:
        if problem not in said:
            streams.note(problem)
    return problems


@contextlib.contextmanager
def failures_told(settings: Settings) -> Iterator[None]:
    """What goes wrong inside is told before it ends the run; an end that was asked for is no failure."""
    try:
        yield
    except Exception as error:
        tell(settings, (of_error(error),))
        raise


@contextlib.contextmanager
def mistakes_told(configuration: Path | None) -> Iterator[None]:
    """As ``failures_told``, while the settings are read: of a file with mistakes, what is right says whom to tell."""
    try:
        yield
    except ConfigurationError as error:
        settings = config.salvaged(configuration)
        if settings:
            tell(settings, (of_error(error),))
        raise


def of_error(error: Exception) -> Outcome:
    """The outcome of a run that ended with an error, before any edition of it."""
    mistakes = error.mistakes if isinstance(error, ConfigurationError) else ()
    return Outcome(
        moment=moments.now(),
        exit_code=error.exit_code if isinstance(error, BriefsError) else _BUG,
        message="; ".join((str(error) or type(error).__name__, *mistakes)),
    )


class _Leave:
    """Whether anything may leave this machine; asked only when something is to, and what forbids it is said once."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._given: bool | None = None

    def __call__(self) -> bool:
        if self._given is None:
            from briefs.editions.safekeeping import withheld  # noqa: PLC0415 - SQLAlchemy costs 0.2 s

            why = withheld(self._settings)
            if why:
                streams.note(f"no hook is run and no owner is told: {why}")
            self._given = not why
        return self._given


def _has_hook(settings: Settings, outcome: Outcome) -> bool:
    """Whether a program is to be told; that another run is at work tells that run itself, and owners if it lasts."""
    if outcome.is_open or (outcome.edition is None and outcome.exit_code == StoreBusy.exit_code):
        return False
    return bool(settings.hooks.on_failure if outcome.failed else settings.hooks.on_success)


def _run_hooks(settings: Settings, outcomes: Sequence[Outcome]) -> None:
    """Nothing; afterwards the hooks know of each, unless they took so long that the run could not wait for more."""
    until = time.monotonic() + _PATIENCE * settings.hooks.timeout.total_seconds()
    for place, outcome in enumerate(outcomes):
        began = time.monotonic()
        if began > until:
            left = ", ".join(it.edition or "the run" for it in outcomes[place:])
            streams.note(f"hooks: took so long that they were not told of {left}; make them end sooner")
            return
        _run_hook(settings, outcome)
        if time.monotonic() - began >= settings.hooks.timeout.total_seconds():
            until = began  # it hangs, and would again


def _run_hook(settings: Settings, outcome: Outcome) -> None:
    from briefs.editions.runs.hooks import tell as tell_hook  # noqa: PLC0415 - for most runs there is none

    problem = tell_hook(outcome, settings.hooks, os.environ)
    if problem:
        streams.note(problem)


def _notified(settings: Settings, outcomes: Sequence[Outcome], leave: Callable[[], bool]) -> tuple[str, ...]:
    from briefs.editions.runs.notifying import Matters, notify  # noqa: PLC0415 - only who names owners waits for it

    matters = Matters(outcomes=tuple(outcomes), missed=_missed(settings))
    return notify(matters, settings, moments.now(), passwords.mail_password, leave)


def _missed(settings: Settings) -> tuple[str, ...]:
    """The weeks that are recorded as missed; a run that was killed may have recorded them and told nobody."""
    from briefs.model import EditionState  # noqa: PLC0415 - as above
    from briefs.store.glance import weeks_recorded  # noqa: PLC0415 - as above

    with contextlib.suppress(BriefsError):  # a store that cannot be read is what the run itself has told
        recorded = weeks_recorded(settings.store, settings.database)
        return tuple(week for week, known in recorded.items() if known.state is EditionState.MISSED)
    return ()
