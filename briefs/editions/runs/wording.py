"""The words in which owners are told: what happened, when, why, and what to do."""

import datetime
import textwrap
from collections.abc import Mapping, Sequence
from typing import Final
from zoneinfo import ZoneInfo

from briefs.config import Settings
from briefs.editions.runs.outcome import QUIET, Outcome
from briefs.model import EditionState, Schedule
from briefs.schedule import is_week, latest, next_slot, on_the_wall, slot_of

_LONGEST_TITLE: Final = 100
_LONGEST_MESSAGE: Final = 4_000
_WIDTH: Final = 76
"""Letters in a line, as mail programs like them."""
_DAY: Final = datetime.timedelta(days=1)
_HOUR: Final = datetime.timedelta(hours=1)
_CALL: Final = "see that `briefs run --due` is called every hour on a machine that is on, and how it ends."
_LOOK: Final = "nothing, if it was as quiet as that; `briefs sources` tells how each source was last reached."
_ONCE: Final = (
    "This is told once for this edition and this cause, and not again if the edition comes out after all."
)
_ONCE_UNSENT: Final = "This is told once for this edition and this cause."

Wording = tuple[str, str]
"""Subject and text."""


def of_failure(outcome: Outcome, settings: Settings) -> Wording:
    """The words for a run that failed."""
    if outcome.is_out:
        return _of_unsent(outcome, settings)
    if outcome.edition:
        what = f"{outcome.edition} has not come out"
        said = f'The edition {outcome.edition} of "{_title(settings)}" has not come out.'
    else:
        what, said = "a run failed", f'A run for "{_title(settings)}" failed before it came to an edition.'
    text = _text(
        said,
        f"When: {_when(outcome, settings)}",
        f"Why: {_message(outcome.message)} (The run ended with {outcome.exit_code}.)",
        f"What to do: mend what is said above. {_again(outcome, settings)} "
        "`briefs doctor` tells whether anything else is missing.",
        _ONCE if outcome.edition else "This is told once, until a run has ended well.",
    )
    return f"{_title(settings)}: {what}", text


def _of_unsent(outcome: Outcome, settings: Settings) -> Wording:
    """The words for an edition that is out, or is withdrawn, of which not all readers have been told."""
    edition = outcome.edition
    is_withdrawn = outcome.state is EditionState.WITHDRAWN
    said = (
        "was withdrawn, and not all who had it know"
        if is_withdrawn
        else "is out, and not all of its readers have it"
    )
    text = _text(
        f'The edition {edition} of "{_title(settings)}" {said}.',
        f"When: sending stopped on {on_the_wall(outcome.moment, _zone(settings))}.",
        f"Why: {_message(outcome.message)} (The run ended with {outcome.exit_code}.)",
        f"What to do: mend what is said above; then `briefs send {edition}`. `briefs deliveries {edition}` tells who "
        "was sent it, and who was not.",
        _ONCE_UNSENT,
    )
    return f"{_title(settings)}: {edition} was not sent to all its readers", text


def of_misses(
    weeks: Sequence[str], known: Mapping[str, Outcome], settings: Settings, now: datetime.datetime
) -> Wording:
    """The words for weeks that are recorded as missed, in order; ``known`` is what the run said of them."""
    is_quiet = all(week in known and QUIET in known[week].message for week in weeks)
    if len(weeks) == 1:
        what = f"{QUIET.removesuffix('it')}{weeks[0]}" if is_quiet else f"{weeks[0]} was missed"
        said = f'The edition {weeks[0]} of "{_title(settings)}" did not come out. Its week is recorded as missed.'
    else:
        what = f"{len(weeks)} weeks were missed"
        said = (
            f'{len(weeks)} editions of "{_title(settings)}" did not come out. '
            f"Their weeks are recorded as missed: {', '.join(weeks)}."
        )
    reasons = dict.fromkeys(_message(known[week].message) for week in weeks if week in known)
    text = _text(
        said,
        f"When: {_due(weeks, settings)}this was found on {on_the_wall(now, _zone(settings))}.",
        f"Why: {' '.join(reasons) or 'no run could make them in time.'}",
        f"What to do: {_LOOK if is_quiet else _CALL} To make an edition all the same: briefs run {weeks[-1]}",
        _next(settings, now),
    )
    return f"{_title(settings)}: {what}", text


def of_trial(settings: Settings) -> Wording:
    """The words of a mail that only shows that it arrives."""
    text = _text(
        f'This is a trial: so you will be told when an edition of "{_title(settings)}" does not come out.',
        "There is nothing to do.",
    )
    return f"{_title(settings)}: a trial", text


def _title(settings: Settings) -> str:
    return textwrap.shorten(_message(settings.title), _LONGEST_TITLE, placeholder="…")


def _zone(settings: Settings) -> ZoneInfo:
    return settings.schedule.zone if settings.schedule else settings.timezone


def _when(outcome: Outcome, settings: Settings) -> str:
    failed = f"the run failed on {on_the_wall(outcome.moment, _zone(settings))}."
    return f"it was due on {on_the_wall(outcome.slot, _zone(settings))}; {failed}" if outcome.slot else failed


def _again(outcome: Outcome, settings: Settings) -> str:
    """Until when it is tried again."""
    if not outcome.slot or not settings.schedule:
        return "Every run tries again."
    last = on_the_wall(outcome.slot + latest(settings.schedule), settings.schedule.zone)
    return f"Every run tries again until {last}; after that the week is recorded as missed."


def _due(weeks: Sequence[str], settings: Settings) -> str:
    schedule = settings.schedule
    if not schedule or not is_week(weeks[-1]):
        return ""
    last = on_the_wall(slot_of(schedule, weeks[-1]).moment, schedule.zone)
    which = "it" if len(weeks) == 1 else "the last"
    return f"{which} was due on {last} and may be at most {_span(latest(schedule))} late; "


def _span(span: datetime.timedelta) -> str:
    unit, name = (_HOUR, "hour") if span % _DAY else (_DAY, "day")
    count = span // unit
    return f"{count} {name}" if count == 1 else f"{count} {name}s"


def _next(settings: Settings, now: datetime.datetime) -> str:
    if not settings.schedule:
        return ""
    return f"The next edition is due on {_slot(settings.schedule, now)}."


def _slot(schedule: Schedule, now: datetime.datetime) -> str:
    return on_the_wall(next_slot(schedule, now).moment, schedule.zone)


def _message(text: str) -> str:
    """Words of others on one line, without signs that steer."""
    printed = "".join(sign if sign.isprintable() else " " for sign in text)
    return textwrap.shorten(printed, _LONGEST_MESSAGE, placeholder=" …")


def _text(*paragraphs: str) -> str:
    return (
        "\n\n".join(
            textwrap.fill(text, _WIDTH, break_long_words=False, break_on_hyphens=False)
            for text in paragraphs
            if text
        )
        + "\n"
    )
