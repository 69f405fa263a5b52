"""Why an edition could not be made when it was last tried, so that its week can be told as missed with the reason.

It is no part of the store: that the store takes no more is one of the reasons.
"""

import contextlib
import json
import os
from pathlib import Path
from typing import Any, Final

_NAME: Final = "run.failed"
_LARGEST: Final = 20_000
_LONGEST: Final = 2_000
"""Characters of a reason."""


def note(folder: Path, edition: str, reason: str, *, is_quiet: bool = False) -> None:
    """Nothing; afterwards this is the last failure there was, if there is room to say so.

    ``is_quiet`` says that there only was nothing new to make it of.
    """
    temporary = folder / f".{_NAME}-{os.getpid()}"
    with contextlib.suppress(OSError):
        told = {"edition": edition, "reason": reason[:_LONGEST], "quiet": is_quiet}
        temporary.write_text(json.dumps(told), "ascii")
        temporary.replace(folder / _NAME)


def last(folder: Path, edition: str) -> str | None:
    """Why the edition could not be made when it was last tried; None where nothing is known of it."""
    try:
        told = _read(folder)
        return str(told["reason"]) if told["edition"] == edition else None
    except (OSError, ValueError, KeyError, TypeError):
        return None


def was_quiet(folder: Path, edition: str) -> bool:
    """Whether there was nothing new to make the edition of when it was last tried."""
    try:
        told = _read(folder)
        return told["edition"] == edition and told.get("quiet") is True
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return False


def _read(folder: Path) -> Any:
    with (folder / _NAME).open("rb") as file:
        return json.loads(file.read(_LARGEST))


def forget(folder: Path) -> None:
    """Nothing; afterwards nothing is known to have failed."""
    with contextlib.suppress(OSError):
        (folder / _NAME).unlink(missing_ok=True)
