"""Editions in ``out`` that were issued, and that the store knows nothing of: it was put back from before they came out.

    out/*/seal.json, the seals that the store ever knew ──▶ strangers

Readers have them, so nothing takes their place: their weeks are done, and count for those that follow.
"""

import datetime
import json
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Final, Protocol

from briefs.editions.sealed import SEAL
from briefs.errors import NotAllowed

_MOST_BYTES: Final = 2**24
"""A seal has some ten thousand; one of a thousand sources a megabyte."""


class Known(Protocol):
    """What is recorded of an edition."""

    @property
    def seals(self) -> frozenset[str]:
        """The digests of all that was ever built of it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Stranger:
    """An edition that stands in ``folder``. What its seal does not say, because somebody changed it, is None."""

    folder: Path
    revision: int | None
    number: int | None
    as_of: datetime.datetime | None

    @property
    def edition(self) -> str:
        """Its name."""
        return self.folder.name

    @property
    def is_whole(self) -> bool:
        """Whether its seal says what a seal says; else somebody has changed it."""
        return self.as_of is not None

    @property
    def message(self) -> str:
        """What it is, and what to do."""
        return f"{self.folder} {self.told}"

    @property
    def told(self) -> str:
        """The message without the folder."""
        what = (
            "was issued by a store that knew more than this one, or its seal was changed"
            if self.is_whole
            else f"holds a {SEAL} that is none of this store's"
        )
        return f"{what}, and is left as it is: put back a newer backup (briefs restore FILE), or move that folder away"


def strangers(out: Path, recorded: Mapping[str, Known]) -> tuple[Stranger, ...]:
    """The editions in ``out`` whose seal is none that is recorded, by name."""
    return tuple(_strangers(out, recorded))


def refuse(folder: Path, seals: Collection[str]) -> None:
    """Nothing. Raises NotAllowed where an edition stands in a folder whose seal is not among these."""
    found = _stranger(folder, seals)
    if found:
        raise NotAllowed(found.message)


def _strangers(out: Path, recorded: Mapping[str, Known]) -> Iterator[Stranger]:
    try:
        folders = sorted(place for place in out.iterdir() if not place.name.startswith("."))
    except OSError:
        return
    for folder in folders:
        known = recorded.get(folder.name)
        found = _stranger(folder, known.seals if known else ())
        if found:
            yield found


def _stranger(folder: Path, seals: Collection[str]) -> Stranger | None:
    try:
        with (folder / SEAL).open("rb") as file:
            content = file.read(_MOST_BYTES)
    except (FileNotFoundError, NotADirectoryError):
        return None
    except OSError:
        content = b""  # whatever it is, it is not ours to replace
    if f"sha256:{sha256(content).hexdigest()}" in seals:
        return None
    return _read(folder, content)


def _read(folder: Path, content: bytes) -> Stranger:
    try:
        said = json.loads(content)
        moment = datetime.datetime.fromisoformat(said["as_of"])
        revision, number = said["revision"], said["number"]
        if (
            moment.tzinfo
            and said["edition"] == folder.name
            and all(type(it) is int for it in (revision, number))
        ):
            as_of = moment.astimezone(datetime.UTC)
            return Stranger(folder=folder, revision=revision, number=number, as_of=as_of)
    except (ValueError, TypeError, KeyError, OverflowError, RecursionError):
        pass
    return Stranger(folder=folder, revision=None, number=None, as_of=None)
