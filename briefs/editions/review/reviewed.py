"""Where draft copies stand while an edition waits for approval, and of which seal they are; found at a glance."""

from pathlib import Path
from typing import Final

from briefs.config import Settings

NAME: Final = "review"
SEAL: Final = "seal.txt"
_LONGEST: Final = 200


def folder_of(settings: Settings, edition: str) -> Path:
    """Where the draft copies of an edition stand while it waits for approval."""
    return settings.store / NAME / edition


def seal_in(folder: Path) -> str | None:
    """The seal that the copies in a folder are of; it is written last of all."""
    try:
        with (folder / SEAL).open(encoding="ascii") as file:
            return file.read(_LONGEST).strip()
    except (OSError, ValueError):
        return None
