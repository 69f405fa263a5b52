"""The tables of the ledger as they are now; their steps stand in ``migrations``.

log ◀── moved ── edition ── snapshot, seal ──▶ content ◀── whole, digest ── part
                    ▲                             ▲
   approval, edit, telling (edition, revision)  loose
"""

from typing import Final

from sqlalchemy import Column, ForeignKey, ForeignKeyConstraint, Integer, Table, Text

from briefs.store.tables import metadata

log: Final = Table(
    "log",
    metadata,
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("edition", Text, nullable=False),
    Column("revision", Integer, nullable=False),
    Column("state", Text, nullable=False),
    Column("moment", Text, nullable=False),
    Column("actor", Text, nullable=False),
    Column("reason", Text, nullable=False),
    Column("seal", Text, ForeignKey("content.digest")),
    Column("record", Text, nullable=False),
    Column("previous", Text, nullable=False),
    Column("digest", Text, nullable=False),
)
"""Every move; triggers refuse to change or to delete a row, and any row but the next."""

edition: Final = Table(
    "edition",
    metadata,
    Column("edition", Text, primary_key=True),
    Column("revision", Integer, primary_key=True, autoincrement=False),
    Column("number", Integer, nullable=False),
    Column("state", Text, nullable=False),
    Column("slot", Text, nullable=False),
    Column("as_of", Text, nullable=False),
    Column("since", Text),
    Column("correction", Text),
    Column("snapshot", Text, ForeignKey("content.digest")),
    Column("seal", Text, ForeignKey("content.digest")),
    Column("moved", Integer, ForeignKey("log.number"), nullable=False),
)
"""One row for each revision. ``moved`` is the number of the log row that moved it last."""

part: Final = Table(
    "part",
    metadata,
    Column("whole", Text, ForeignKey("content.digest"), primary_key=True),
    Column("digest", Text, ForeignKey("content.digest"), primary_key=True),
)
"""What a snapshot or a seal refers to, itself among it: that is never deleted while the whole is needed."""

loose: Final = Table(
    "loose",
    metadata,
    Column("digest", Text, ForeignKey("content.digest"), primary_key=True),
)
"""What was kept for a snapshot or a seal that is still to come, or was replaced by another."""

approval: Final = Table(
    "approval",
    metadata,
    Column("edition", Text, primary_key=True),
    Column("revision", Integer, primary_key=True, autoincrement=False),
    Column("seal", Text, ForeignKey("content.digest"), primary_key=True),
    Column("person", Text, primary_key=True),
    Column("actor", Text, nullable=False),
    Column("typist", Text, nullable=False),
    Column("moment", Text, nullable=False),
    Column("note", Text, nullable=False),
    ForeignKeyConstraint(("edition", "revision"), ("edition.edition", "edition.revision")),
)
"""``person`` is the actor's name as it is compared; triggers refuse to change or to delete a row."""

edit: Final = Table(
    "edit",
    metadata,
    Column("edition", Text, primary_key=True),
    Column("revision", Integer, primary_key=True, autoincrement=False),
    Column("place", Integer, primary_key=True, autoincrement=False),
    Column("kind", Text, nullable=False),
    Column("theme", Text, nullable=False),
    Column("actor", Text, nullable=False),
    Column("document", Text),
    Column("first", Integer, nullable=False),
    Column("beyond", Integer, nullable=False),
    Column("text", Text, nullable=False),
    ForeignKeyConstraint(("edition", "revision"), ("edition.edition", "edition.revision")),
)
"""``first`` and ``beyond`` are where the sentence starts and ends."""

telling: Final = Table(
    "telling",
    metadata,
    Column("edition", Text, primary_key=True),
    Column("revision", Integer, primary_key=True, autoincrement=False),
    Column("kind", Text, primary_key=True),
    Column("cause", Integer, primary_key=True, autoincrement=False),
    Column("because", Text, nullable=False),
    Column("noted", Text, nullable=False),
    Column("told", Text),
    ForeignKeyConstraint(("edition", "revision"), ("edition.edition", "edition.revision")),
)
"""What those who were sent a revision must be told of it; ``told`` is empty until they were."""
