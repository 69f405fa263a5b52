"""What tells that an edition was issued: the seal in its folder. From then on that folder stays as it is."""

from pathlib import Path
from typing import Final

from briefs.errors import NotAllowed

SEAL: Final = "seal.json"
"""Names the digests of the files beside it."""


def stands(folder: Path) -> bool:
    """Whether an edition stands in a folder that was issued."""
    return (folder / SEAL).exists()


def refuse(folder: Path) -> None:
    """Nothing. Raises NotAllowed where an edition stands that was issued."""
    from briefs.publication.names import REVISIONS  # noqa: PLC0415 - the room costs 0.25 s, and a look at out/ needs it not

    if stands(folder) or (folder / REVISIONS).exists():
        raise NotAllowed(
            f"{folder}: this edition was issued and stays as it is: correct it in the open with "
            f"`briefs correct {folder.name} --because TEXT`, or build under another --edition or --out"
        )
