"""What is read: bytes with where they came from, and what is known of who publishes them."""

import datetime
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import Final, NewType

from briefs.model.dates import StatedDate

DocumentId = NewType("DocumentId", str)
"""``sha256:`` and the hexadecimal digest of the bytes that were read."""


def mark_of(document: DocumentId) -> str:
    """The first sixteen digits of a document's digest: enough to know it again among all that were read."""
    return document.removeprefix("sha256:")[:16]


class SourceFormat(StrEnum):
    """What kind of bytes a document was read from."""

    TEXT = "text"
    MARKDOWN = "markdown"
    HTML = "html"
    PDF = "pdf"
    DOCX = "docx"
    EMAIL = "email"
    TELEGRAM = "telegram"


CANNOT_BE_JUDGED: Final = 6
"""The credibility of what a source says (Admiralty scale), where nothing supports or contradicts it."""


class Reliability(StrEnum):
    """How far a source can be relied on (Admiralty scale): A completely, E not at all, F not assessed."""

    A = "A"
    B = "B"
    C = "C"
    D = "D"
    E = "E"
    F = "F"


class Marking(StrEnum):
    """To whom information may be passed on (Traffic Light Protocol 2.0), the least restricted first; never translated.

    See https://www.first.org/tlp/.
    """

    CLEAR = "TLP:CLEAR"
    GREEN = "TLP:GREEN"
    AMBER = "TLP:AMBER"
    AMBER_STRICT = "TLP:AMBER+STRICT"
    RED = "TLP:RED"

    @property
    def in_names(self) -> str:
        """The marking as a part of a file's name: ``TLP-AMBER-STRICT``."""
        return self.value.replace(":", "-").replace("+", "-")


def strictest(markings: Iterable[Marking | None]) -> Marking | None:
    """The most restrictive of ``markings``; None where there is none."""
    order = [*Marking]
    return max((marking for marking in markings if marking), key=order.index, default=None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Outlet:
    """What the configuration says of a source that is followed. ``descriptor`` tells ownership and known bias."""

    name: str
    publisher: str | None = None
    country: str | None = None
    language: str | None = None
    descriptor: str | None = None
    reliability: Reliability = Reliability.F
    marking: Marking | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Listing:
    """What a feed or a sitemap says of one document; ``publisher`` is whom it names as the source of the item."""

    url: str | None = None
    title: str | None = None
    author: tuple[str, ...] = ()
    publisher: str | None = None
    published: StatedDate | None = None
    modified: StatedDate | None = None
    language: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Provenance:
    """How bytes came in. ``url`` is the address that answered, ``retrieved`` an aware moment.

    ``media_type`` is what the server declared, as it came: ``text/html; charset=euc-kr``.
    """

    outlet: Outlet
    url: str | None = None
    retrieved: datetime.datetime | None = None
    media_type: str | None = None
    listing: Listing | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """Bytes of one source and the path it is shown under (never absolute, ``/`` between its parts).

    What was retrieved is shown under its address; ``provenance`` is None for a file that somebody named.
    """

    path: str
    content: bytes
    provenance: Provenance | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiting:
    """A source whose bytes are read when its turn comes. ``digest`` is their SHA-256 as they were when it was found.

    ``holds_several`` says that it may hold more documents than one. ``seen`` is when its bytes were first seen, where
    that is known: what states no date is not younger.
    """

    path: str
    digest: bytes
    load: Callable[[], bytes]
    provenance: Provenance | None = None
    holds_several: bool = False
    seen: datetime.datetime | None = None

    def source(self) -> Source:
        """The source with its bytes."""
        return Source(path=self.path, content=self.load(), provenance=self.provenance)
