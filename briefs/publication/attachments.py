"""Files that travel inside the PDF, each said to be something to the whole document (an associated file)."""

import datetime
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

_SEPARATORS: Final = frozenset("/\\:")


class Relationship(StrEnum):
    """What an attached file is to the document, in the words of ISO 32000-2, 7.11.3."""

    SOURCE = "Source"
    DATA = "Data"


@dataclass(frozen=True, slots=True, kw_only=True)
class Attachment:
    """A file inside the PDF. ``dated`` is when it was made, with its zone: of the edition, never of the clock.

    ``name`` is that under which a reader saves it: a plain file name, as ``ValueError`` says of any other.
    ``media_type`` is plain (``application/json``), without parameters.
    """

    name: str
    media_type: str
    content: bytes
    description: str
    relationship: Relationship
    dated: datetime.datetime

    def __post_init__(self) -> None:
        if not self.name.strip(". ") or not self.name.isprintable() or _SEPARATORS & set(self.name):
            raise ValueError(f"not a plain file name: {self.name!r}")
        if self.dated.tzinfo is None:
            raise ValueError(f"the date of {self.name} has no zone")
