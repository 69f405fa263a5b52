"""Which document reprints which."""

from dataclasses import dataclass
from enum import StrEnum

from briefs.model.sources import DocumentId


class CopySignal(StrEnum):
    """What tells that one document reprints another."""

    SAME_TEXT = "same-text"
    NEAR_COPY = "near-copy"
    CONTAINED = "contained"
    CREDIT = "credit"
    ADDRESS = "address"
    FEED = "feed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Reprint:
    """A document that carries the text of another one. ``share`` of its text, 0 to 1, stands in ``of``."""

    document: DocumentId
    of: DocumentId
    signal: CopySignal
    share: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Origin:
    """One story told once: the document it goes back to, and those that reprint it, as a tree.

    ``document`` is the credited one of those that were read, else the earliest. ``agency`` is who is credited
    for the text, where none of the documents is theirs. ``voice`` is who speaks in it: the agency, the family of
    its publisher, or where neither is stated the document. Origins of one voice do not confirm each other.
    ``collected`` are documents of other origins whose whole text stands in a page that collects stories: a digest.
    """

    document: DocumentId
    voice: str
    agency: str | None = None
    reprints: tuple[Reprint, ...] = ()
    collected: tuple[DocumentId, ...] = ()
