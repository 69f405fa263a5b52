"""What ``--as-of`` means."""

import datetime
from typing import Final
from zoneinfo import ZoneInfo

import typer

_YEARS: Final = range(1900, 3000)
"""Room on both sides for the arithmetic of days and zones."""


def moment(text: str | None, zone: ZoneInfo) -> datetime.datetime:
    """The moment a text states, in ``zone``; now when there is no text. A date alone is its first minute.

    This is the one place of the program that reads the clock.
    """
    if text is None:
        return datetime.datetime.now(zone).replace(microsecond=0)
    try:
        stated = datetime.datetime.fromisoformat(text)
    except ValueError as error:
        raise _refusal(text) from error
    if stated.year not in _YEARS:
        raise _refusal(text)
    return stated.astimezone(zone) if stated.tzinfo else stated.replace(tzinfo=zone)


def _refusal(text: str) -> typer.BadParameter:
    return typer.BadParameter(
        f'"{text}" is not a date or time; write 2026-05-25 or 2026-05-25T06:00+09:00', param_hint="--as-of"
    )
