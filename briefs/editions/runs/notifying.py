"""Tell the owners that an edition did not come out: once for each edition and cause, however long it takes.

    outcomes, missed weeks ──▶ entries that are new ──▶ kept in the state folder ──▶ mailed ──▶ kept as told

What cannot be mailed stays, and is tried again at the next run.
"""

import contextlib
import datetime
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

from briefs.config import Settings
from briefs.editions.runs.notices import Entry, alone, keep, read, tried_today
from briefs.editions.runs.outcome import Outcome
from briefs.editions.runs.wording import of_failure, of_misses, of_trial
from briefs.errors import BriefsError, ConfigurationError, StoreBusy
from briefs.model import EditionState, Mail, Secret

_PATIENCE: Final = datetime.timedelta(hours=3)
"""How long runs may find another one at work before it is told: an hourly run that is slow for once is no matter."""
_MISSED: Final = "missed"
_UNSENT: Final = "unsent"

Password = Callable[[], Secret | None]
"""Reads the password when it is needed. Raises ConfigurationError where it cannot be read."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Matters:
    """What may have to be told: how the run ended, and every week that is recorded as missed."""

    outcomes: tuple[Outcome, ...] = ()
    missed: tuple[str, ...] = ()

    @property
    def failed(self) -> tuple[Outcome, ...]:
        """What failed; a missed week is a matter of its own."""
        return tuple(it for it in self.outcomes if it.failed and it.state is not EditionState.MISSED)


def notify(
    matters: Matters,
    settings: Settings,
    now: datetime.datetime,
    password: Password,
    may_leave: Callable[[], bool] = lambda: True,
) -> tuple[str, ...]:
    """What went wrong with telling the owners, a sentence each; nothing where nothing did, or none are named.

    ``may_leave`` is asked before the first mail; what may not, stays until it may.
    Where nothing is new, nothing is written and nothing waits: an idle run pays for one look at a small file.
    """
    if settings.mail is None:
        return ()
    folder = settings.store
    known = read(folder)
    entries = _renewed(known, matters, settings, now)
    if entries == known and not any(_is_due(entry, now) for entry in entries):
        return ()
    with contextlib.ExitStack() as stack:
        with contextlib.suppress(OSError):  # what cannot be locked cannot be written either: that is told
            folder.mkdir(parents=True, exist_ok=True)
            stack.enter_context(alone(folder))
        entries = _renewed(read(folder), matters, settings, now)
        if not any(_is_due(entry, now) for entry in entries) or may_leave():
            return tuple(_settled(entries, settings.mail, folder, now, password))
        unkept = keep(folder, entries)
        return (unkept,) if unkept else ()


def try_out(settings: Settings, now: datetime.datetime, password: Password) -> tuple[str, ...]:
    """The owners that the server did not take a trial for. Raises NotSent and ConfigurationError."""
    if settings.mail is None:
        raise ConfigurationError(
            "briefs.toml names no owners: add a table [mail] with owners = […], from and server"
        )
    subject, text = of_trial(settings)
    trial = Entry(editions=(), cause="trial", moment=now, due=now, subject=subject, text=text)
    return _send(trial, settings.mail, password)


def _renewed(
    entries: tuple[Entry, ...], matters: Matters, settings: Settings, now: datetime.datetime
) -> tuple[Entry, ...]:
    """The entries without what is over, and with what is new."""
    kept = tuple(entry for entry in entries if not _is_over(entry, matters))
    return (*kept, *_failures(kept, matters, settings, now), *_misses(kept, matters, settings, now))


def _is_over(entry: Entry, matters: Matters) -> bool:
    """Whether a failure has passed: one that was of no edition is forgotten, and would be told again."""
    if entry.cause == _MISSED:
        return False
    if not entry.editions:
        return not matters.failed
    well = {outcome.edition for outcome in matters.outcomes if not outcome.failed}
    return entry.told is None and not well.isdisjoint(entry.editions)


def _failures(
    kept: Sequence[Entry], matters: Matters, settings: Settings, now: datetime.datetime
) -> Iterator[Entry]:
    known = {(entry.editions, entry.cause) for entry in kept}
    for outcome in matters.failed:
        editions = (outcome.edition,) if outcome.edition else ()
        # That it cannot be sent is told although it was told that it could not be made.
        cause = f"{_UNSENT} {outcome.exit_code}" if outcome.is_out else str(outcome.exit_code)
        if (editions, cause) not in known:
            known.add((editions, cause))
            subject, text = of_failure(outcome, settings)
            patience = _PATIENCE if outcome.exit_code == StoreBusy.exit_code else datetime.timedelta()
            yield Entry(
                editions=editions, cause=cause, moment=now, due=now + patience, subject=subject, text=text
            )


def _misses(
    kept: Sequence[Entry], matters: Matters, settings: Settings, now: datetime.datetime
) -> Iterator[Entry]:
    known = {week for entry in kept if entry.cause == _MISSED for week in entry.editions}
    missed = {it.edition: it for it in matters.outcomes if it.edition and it.state is EditionState.MISSED}
    weeks = tuple(sorted((set(matters.missed) | missed.keys()) - known))
    if weeks:
        subject, text = of_misses(weeks, missed, settings, now)
        yield Entry(editions=weeks, cause=_MISSED, moment=now, due=now, subject=subject, text=text)


def _is_due(entry: Entry, now: datetime.datetime) -> bool:
    return entry.told is None and entry.due <= now


def _settled(
    entries: Sequence[Entry], mail: Mail, folder: Path, now: datetime.datetime, password: Password
) -> Iterator[str]:
    """What went wrong while all that is due was sent: what is to be told is kept before, and that it was told after."""
    unkept = keep(folder, entries)
    if unkept and tried_today(folder, now):
        yield unkept
        return
    told = []
    waits = False
    for entry in entries:
        if waits or not _is_due(entry, now):
            told.append(entry)
            continue
        try:
            refused = _send(entry, mail, password)
        except BriefsError as error:
            yield f"the owners could not be told ({entry.subject}): {error}. It is tried again at the next run"
            waits = True
            told.append(entry)
        else:
            yield from (f"{owner}: the mail server refused this one of mail.owners" for owner in refused)
            told.append(replace(entry, told=now))
    unkept = keep(folder, told)
    if unkept:
        yield unkept


def _send(entry: Entry, mail: Mail, password: Password) -> tuple[str, ...]:
    from briefs.distribution.notice import Notice, send  # noqa: PLC0415 - mail costs 0.05 s, and most runs send none

    notice = Notice(identity=entry.identity, moment=entry.moment, subject=entry.subject, text=entry.text)
    return send(notice, mail, password() if mail.server.user else None)
