"""Why an edition could not be made when it was last tried, so that its week can be told as missed with the reason.

It is no part of the store: that the store takes no more is one of the reasons.
"""

import contextlib
import json
import os
from pathlib import Path
from typing import Final

_NAME: Final = "run.failed"
_LARGEST: Final = 20_000
_LONGEST: Final = 2_000
"""Characters of a reason."""


def note(folder: Path, edition: str, reason: str) -> None:
    """Nothing; afterwards this is the last failure there was, if there is room to say so."""
    temporary = folder / f".{_NAME}-{os.getpid()}"
    with contextlib.suppress(OSError):
        temporary.write_text(json.dumps({"edition": edition, "reason": reason[:_LONGEST]}), "ascii")
        temporary.replace(folder / _NAME)


def last(folder: Path, edition: str) -> str | None:
    """Why the edition could not be made when it was last tried; None where nothing is known of it."""
    try:
        with (folder / _NAME).open("rb") as file:
            told = json.loads(file.read(_LARGEST))
        return str(told["reason"]) if told["edition"] == edition else None
    except (OSError, ValueError, KeyError, TypeError):
        return None


def forget(folder: Path) -> None:
    """Nothing; afterwards nothing is known to have failed."""
    with contextlib.suppress(OSError):
        (folder / _NAME).unlink(missing_ok=True)
