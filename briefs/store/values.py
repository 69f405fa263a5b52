"""What the store takes and gives: the memory of what is followed, and what was kept of it.

Moments are aware; the store keeps them in UTC and to the second. ``source`` is always the name that the
configuration gives a source.
"""

import datetime
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from briefs.model import DocumentId, Listing, Marking, Shipment


@dataclass(frozen=True, slots=True, kw_only=True)
class FollowState:
    """What is remembered of one address of a source; everything is empty where it was never asked.

    ``failures`` are those in a row, ``last_failure`` says what the latest of them was. ``digest`` is that of the
    body that ``etag`` and ``last_modified`` came with. ``leads_to`` is the address that was found to be the one to
    follow instead: a page's feed.
    """

    source: str
    address: str
    etag: str | None = None
    last_modified: str | None = None
    digest: str | None = None
    last_success: datetime.datetime | None = None
    last_new: datetime.datetime | None = None
    failures: int = 0
    last_failure: str | None = None
    failed: datetime.datetime | None = None
    not_before: datetime.datetime | None = None
    leads_to: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """A list that was answered with all its content, and what to ask it by next time."""

    etag: str | None = None
    last_modified: str | None = None
    digest: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Failure:
    """Why something could not be fetched, and from when on it may be tried again."""

    message: str
    not_before: datetime.datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Site:
    """The robots.txt of an origin (``https://www.example``) as it was read, empty where there was none."""

    origin: str
    robots: bytes
    read: datetime.datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """A listed document that is not kept yet. ``guid`` tells it from all others of its source.

    ``content`` is its whole text where the list brought it; ``tries`` counts the attempts that failed.
    """

    guid: str
    address: str
    listing: Listing | None = None
    content: bytes | None = None
    tries: int = 0
    not_before: datetime.datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """A document to keep. ``locator`` is its address, or the path it is shown under; ``guid`` that of its item.

    ``problem`` says why it is kept out of every brief; its bytes are kept all the same. ``published`` is ISO 8601
    as precise as stated, ``text`` the clean text that search looks in. ``members`` are the documents inside a
    container: citing one of them is citing the container.
    """

    source: str
    locator: str
    content: bytes
    retrieved: datetime.datetime
    guid: str | None = None
    media_type: str | None = None
    url: str | None = None
    listing: Listing | None = None
    problem: str | None = None
    title: str | None = None
    published: str | None = None
    language: str | None = None
    text: str | None = None
    words: int = 0
    members: tuple[DocumentId, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredSource:
    """One version of a document, with its bytes: what a ``model.Source`` and its provenance are made of."""

    document: DocumentId
    source: str
    path: str
    content: bytes
    retrieved: datetime.datetime
    url: str | None = None
    media_type: str | None = None
    listing: Listing | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One line of a list of what is kept. ``problem`` says why it is kept out; ``excerpt`` is where a query matched."""

    document: DocumentId
    source: str
    locator: str
    retrieved: datetime.datetime
    url: str | None = None
    media_type: str | None = None
    title: str | None = None
    published: str | None = None
    language: str | None = None
    words: int = 0
    problem: str | None = None
    superseded: bool = False
    excerpt: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Search:
    """What to look for; what is None or empty excludes nothing. ``language`` finds its regional forms too."""

    query: str = ""
    source: str | None = None
    language: str | None = None
    since: datetime.date | None = None
    limit: int = 50


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceHealth:
    """How a source is doing, over all its addresses. ``last_failure`` is None once a list was answered again.

    ``kept`` counts documents that briefs may use, ``skipped`` those kept out or given up, ``waiting`` those
    still to fetch.
    """

    source: str
    last_success: datetime.datetime | None = None
    last_new: datetime.datetime | None = None
    failures: int = 0
    last_failure: str | None = None
    kept: int = 0
    skipped: int = 0
    waiting: int = 0


class NotHadState(StrEnum):
    """What becomes of what was not had: it is tried again, is never tried again, or is kept and not used."""

    WAITING = "waiting"
    GIVEN_UP = "given up"
    KEPT_OUT = "kept out"


@dataclass(frozen=True, slots=True, kw_only=True)
class NotHad:
    """One listed item or kept document that is in no brief; ``message`` goes on after its address.

    ``until`` is when it is tried again at the earliest, None where that is any time, or never.
    """

    source: str
    address: str
    state: NotHadState
    message: str
    until: datetime.datetime | None = None


class TellingKind(StrEnum):
    """What readers of a revision must be told: that it was corrected, or that it was withdrawn."""

    CORRECTION = "correction"
    WITHDRAWAL = "withdrawal"


@dataclass(frozen=True, slots=True, kw_only=True)
class Telling:
    """What everybody who was sent a revision must be told, and why; ``told`` is when they were, None until then.

    ``cause`` is the revision that corrects it; of a withdrawal it is the revision itself.
    """

    edition: str
    revision: int
    kind: TellingKind
    cause: int
    because: str
    noted: datetime.datetime
    told: datetime.datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Pruned:
    """What was deleted: versions of documents, and the bytes that their contents took."""

    documents: int
    bytes: int


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Damage:
    """One thing that is wrong in the store, and where."""

    place: str
    message: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Taken:
    """How many deliveries of a shipment servers have taken, and the digest of to whom and when."""

    count: int
    digest: str


GONE: Final = "gone"
"""What a place has become that holds nothing any more."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Settlement:
    """Who has settled what became of a cited source, why, and when."""

    actor: str
    because: str
    moment: datetime.datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Cited:
    """One place of a version that editions cite, and what became of it.

    ``became`` is empty where it stands as it stood, ``gone`` where nothing stands there, else the id of what stands
    there now. ``message`` says why that cannot be used, ``new_text`` its words where it can. ``members`` are the
    documents inside a container.
    """

    document: DocumentId
    source: str
    locator: str
    editions: tuple[str, ...]
    members: tuple[DocumentId, ...] = ()
    url: str | None = None
    title: str | None = None
    became: str = ""
    noticed: datetime.datetime | None = None
    message: str | None = None
    new_title: str | None = None
    new_text: str | None = None
    settled: Settlement | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Watched:
    """An address that editions cite and that is asked again: the version that stands there, and how to ask for it."""

    source: str
    locator: str
    document: DocumentId
    media_type: str | None = None
    listing: Listing | None = None
    title: str | None = None
    text: str | None = None
    etag: str | None = None
    last_modified: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Forecast:
    """What planning a shipment does, or did: how many readers are planned, and how many are not, and why.

    ``readers`` are those who get it and were not planned before; ``already`` those who were. Of the others,
    ``suppressed`` do not want it or bounce, and ``uncleared`` may not see it; ``some_uncleared`` are some of their
    addresses. ``corrected`` are those of ``readers`` whom an earlier revision has reached, or may have.
    """

    readers: int = 0
    suppressed: int = 0
    uncleared: int = 0
    some_uncleared: tuple[str, ...] = ()
    already: int = 0
    corrected: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Withheld:
    """A reader who does not get a shipment, and why, in the words in which the ledger comes to say it.

    ``key`` is what is left of one who was removed. ``is_planned`` is whether a delivery waits for them, which is left
    out when its turn comes.
    """

    address: str
    key: str
    why: str
    is_planned: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Elsewhere:
    """How many readers a shipment does not go to because they are on none of its lists, and on which they are."""

    readers: int
    lists: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Shipped:
    """A shipment as it is recorded. ``lists`` are those that it was planned for, none where it was for everybody.

    ``paused`` is since when nothing of it leaves, and ``because`` why; where it is not paused, ``because`` is what kept
    it from the server at last. ``finished`` is when nothing was open any more.
    """

    shipment: Shipment
    lists: tuple[str, ...]
    marking: Marking
    planned: datetime.datetime
    paused: datetime.datetime | None = None
    because: str = ""
    finished: datetime.datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Recovered:
    """What became of the deliveries of senders that are no more: ``released`` were not sent.

    Those that may have arrived are ``resent``, or ``held`` until a person says what became of them.
    """

    released: int = 0
    resent: int = 0
    held: int = 0
