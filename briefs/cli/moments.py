"""Clock, chance, and what ``--as-of`` and ``--since`` mean."""

import datetime
import random
from typing import Final
from zoneinfo import ZoneInfo

import typer

_YEARS: Final = range(1900, 3000)
"""Room on both sides for the arithmetic of days and zones."""


def now() -> datetime.datetime:
    """This moment, to the second: as it is kept and told."""
    return precisely().replace(microsecond=0)


def precisely() -> datetime.datetime:
    """This moment, for what happens many times in a second. The one place of the program that reads the clock."""
    return datetime.datetime.now(datetime.UTC)


def jitter() -> float:
    """A number from 0 to 1: what keeps many programs from asking a server again at the same moment."""
    return random.random()  # noqa: S311 - no secret


def moment(text: str | None, zone: ZoneInfo, option: str = "--as-of") -> datetime.datetime:
    """The moment a text states, in ``zone``; now when there is no text. A date alone is its first minute."""
    if text is None:
        return now().astimezone(zone)
    try:
        stated = datetime.datetime.fromisoformat(text)
    except ValueError as error:
        raise _refusal(text, option) from error
    if stated.year not in _YEARS:
        raise _refusal(text, option)
    return stated.astimezone(zone) if stated.tzinfo else stated.replace(tzinfo=zone)


def day(text: str | None, zone: ZoneInfo, option: str) -> datetime.date | None:
    """The day a text states, in ``zone``; None when there is no text."""
    return None if text is None else moment(text, zone, option).date()


def _refusal(text: str, option: str) -> typer.BadParameter:
    return typer.BadParameter(
        f'"{text}" is not a date or time; write 2026-05-25 or 2026-05-25T06:00+09:00', param_hint=option
    )
