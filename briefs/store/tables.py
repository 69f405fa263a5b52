"""The tables as they are now. How they came to be stands in ``migrations``; a test holds the two together.

followed                  item ◀─ guid ─┐
source, address           source, guid  │
                                        │
site
origin

citation ──▶ content ◀── document ──────┘
edition       digest      source, locator, state ── id ──▶ search (full text)
                ▲            ▲
              member      watched, settled (source, locator)
"""

from enum import StrEnum
from typing import Any, Final, TypeAlias

from sqlalchemy import Column, ForeignKey, Integer, LargeBinary, MetaData, Row, Table, Text

AnyRow: TypeAlias = Row[*tuple[Any, ...]]
"""A row whose columns are looked up by name."""


class ItemState(StrEnum):
    """Where a listed document stands: still to fetch, kept, or given up."""

    WANTED = "wanted"
    KEPT = "kept"
    GIVEN_UP = "given-up"


class DocumentState(StrEnum):
    """What a version of a document is good for: briefs, nothing (its problem says why), or its citations only."""

    CURRENT = "current"
    KEPT_OUT = "kept-out"
    SUPERSEDED = "superseded"


metadata: Final = MetaData()

followed: Final = Table(
    "followed",
    metadata,
    Column("source", Text, primary_key=True),
    Column("address", Text, primary_key=True),
    Column("etag", Text),
    Column("last_modified", Text),
    Column("digest", Text),
    Column("last_success", Text),
    Column("last_new", Text),
    Column("failures", Integer, nullable=False),
    Column("last_failure", Text),
    Column("failed", Text),
    Column("not_before", Text),
    Column("leads_to", Text),
)

site: Final = Table(
    "site",
    metadata,
    Column("origin", Text, primary_key=True),
    Column("robots", LargeBinary, nullable=False),
    Column("read", Text, nullable=False),
)

item: Final = Table(
    "item",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("source", Text, nullable=False),
    Column("guid", Text, nullable=False),
    Column("address", Text, nullable=False),
    Column("state", Text, nullable=False),
    Column("listing", Text),
    Column("content", LargeBinary),
    Column("size", Integer),
    Column("tries", Integer, nullable=False),
    Column("message", Text),
    Column("noted", Text, nullable=False),
    Column("settled", Text),
    Column("not_before", Text),
)

content: Final = Table(
    "content",
    metadata,
    Column("digest", Text, primary_key=True),
    Column("size", Integer, nullable=False),
    Column("packed", LargeBinary, nullable=False),
)

document: Final = Table(
    "document",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("source", Text, nullable=False),
    Column("locator", Text, nullable=False),
    Column("digest", Text, ForeignKey("content.digest"), nullable=False),
    Column("state", Text, nullable=False),
    Column("guid", Text),
    Column("retrieved", Text, nullable=False),
    Column("last_seen", Text, nullable=False),
    Column("url", Text),
    Column("media_type", Text),
    Column("listing", Text),
    Column("problem", Text),
    Column("title", Text),
    Column("published", Text),
    Column("language", Text),
    Column("words", Integer, nullable=False),
)

member: Final = Table(
    "member",
    metadata,
    Column("digest", Text, primary_key=True),
    Column("container", Text, ForeignKey("content.digest"), primary_key=True),
)

citation: Final = Table(
    "citation",
    metadata,
    Column("edition", Text, primary_key=True),
    Column("digest", Text, ForeignKey("content.digest"), primary_key=True),
    Column("cited", Text, nullable=False),
)

watched: Final = Table(
    "watched",
    metadata,
    Column("source", Text, primary_key=True),
    Column("locator", Text, primary_key=True),
    Column("asked", Text, nullable=False),
    Column("etag", Text),
    Column("last_modified", Text),
    Column("gone", Text),
    Column("message", Text),
)

settled: Final = Table(
    "settled",
    metadata,
    Column("digest", Text, primary_key=True),
    Column("source", Text, primary_key=True),
    Column("locator", Text, primary_key=True),
    Column("became", Text, primary_key=True),
    Column("actor", Text, nullable=False),
    Column("because", Text, nullable=False),
    Column("moment", Text, nullable=False),
)
