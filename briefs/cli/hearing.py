"""What a run hears of earlier editions before it sends: its mailbox is read first, so that who left gets nothing.

Whatever goes wrong with the mailbox, the edition leaves: it is told, and waited for a bounded time only.
"""

import datetime
import os
import time
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Final

from briefs.config import Settings
from briefs.errors import BriefsError

if TYPE_CHECKING:
    from briefs.editions.delivery.mailbox import Polled

_MARK: Final = "mailbox.polled"
"""A file in the folder of the store: when it was written, a run read the mailbox."""
_OFTEN: Final = datetime.timedelta(hours=1)
"""As often as schedules call; whoever calls each minute does not ask a server each minute."""
_LONGEST: Final = 120
"""Seconds that sending waits for a mailbox that is long: some thousand messages; the others are for the next time."""
_PATIENCE: Final = 20.0
"""Seconds that it waits for one answer of a server."""


def hear(settings: Settings, now: datetime.datetime, report: Callable[[str], None]) -> None:
    """Nothing; afterwards what came back has its consequences, as far as it could be had.

    Only where runs send by themselves and there is a mailbox that this process may read: one whose password it does not
    have is read by another.
    """
    mail = settings.mail
    if mail is None or mail.mailbox is None or not mail.lists:
        return
    if not _is_time(settings.store / _MARK, now):
        return
    from briefs.cli.streams import note  # noqa: PLC0415 - as in ``mailing``

    try:
        polled = _polled(settings, now, report, is_folder=mail.mailbox.path is not None)
    except BriefsError as error:
        note(f"what came back of earlier editions is not known: {error}")
        return
    for said in polled.blames if polled else ():
        note(f"a server blames us: {said}")
    if polled and polled.suppressed:
        report(f"readers who get nothing any more: {polled.suppressed} (briefs readers suppressions)")


def _polled(
    settings: Settings, now: datetime.datetime, report: Callable[[str], None], *, is_folder: bool
) -> "Polled | None":
    """What was found; None where another process has the password."""
    from briefs.cli import passwords  # noqa: PLC0415 - as in ``mailing``
    from briefs.editions.delivery import mailbox, secret  # noqa: PLC0415 - as in ``mailing``

    password = None if is_folder else passwords.mailbox_password()
    if password is None and not is_folder:
        return None
    report("reading what came back of earlier editions")
    _write(settings.store / _MARK, now)  # before: a server that is away is not asked again at once
    end = time.monotonic() + _LONGEST
    return mailbox.poll(
        mailbox.Poll(
            settings=settings,
            secret=lambda: secret.secret_of(settings.store, os.environ),
            password=lambda: password,
            now=lambda: now,
            looks=False,
            goes_on=lambda: time.monotonic() < end,
            patience=_PATIENCE,
        )
    )


def _is_time(mark: Path, now: datetime.datetime) -> bool:
    try:
        since = now.timestamp() - mark.stat().st_mtime
    except OSError:
        return True
    # A clock that was put back must not silence it for long.
    return not 0 <= since < _OFTEN.total_seconds()


def _write(mark: Path, now: datetime.datetime) -> None:
    """Nothing. Where it cannot be written, the mailbox is read more often than need be."""
    try:
        mark.touch(mode=0o600)
        os.utime(mark, (now.timestamp(), now.timestamp()))
    except OSError:
        return
