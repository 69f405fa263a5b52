"""The tables of readers, deliveries and what came back, as they are now; their steps stand in ``migrations``.

listed, subscribed ──▶ reader ◀── delivery ──▶ shipment ──▶ edition
                         ┆ key       ▲
            suppression, lifted      ├── bounce ──▶ received ◀── request
                                     └── attempt
"""

from typing import Final

from sqlalchemy import Column, ForeignKey, ForeignKeyConstraint, Integer, Table, Text

from briefs.store.tables import metadata

secret: Final = Table(
    "secret",
    metadata,
    Column("place", Integer, primary_key=True, autoincrement=False),
    Column("fingerprint", Text, nullable=False),
)
"""One row: by what the key is known again by which addresses are hashed."""

reader: Final = Table(
    "reader",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("key", Text, nullable=False),
    Column("address", Text, nullable=False),
    Column("wire", Text, nullable=False),
    Column("name", Text, nullable=False),
    Column("clearance", Integer, nullable=False),
    Column("language", Text, nullable=False),
    Column("added", Text, nullable=False),
    Column("removed", Text),
)
"""``clearance`` counts the markings from the least restricted, 0. Of one who was removed only key and moments stay."""

listed: Final = Table(
    "listed",
    metadata,
    Column("list", Text, primary_key=True),
    Column("reader", Integer, ForeignKey("reader.id"), primary_key=True, autoincrement=False),
)

subscribed: Final = Table(
    "subscribed",
    metadata,
    Column("reader", Integer, ForeignKey("reader.id"), primary_key=True, autoincrement=False),
    Column("theme", Text, primary_key=True),
)

suppression: Final = Table(
    "suppression",
    metadata,
    Column("key", Text, primary_key=True),
    Column("refusal", Text, nullable=False),
    Column("because", Text, nullable=False),
    Column("moment", Text, nullable=False),
    Column("actor", Text, nullable=False),
)

lifted: Final = Table(
    "lifted",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("key", Text, nullable=False),
    Column("refusal", Text, nullable=False),
    Column("refused", Text, nullable=False),
    Column("because", Text, nullable=False),
    Column("moment", Text, nullable=False),
    Column("actor", Text, nullable=False),
)
"""Refusals that are over; ``refused`` is since when each was one."""

shipment: Final = Table(
    "shipment",
    metadata,
    Column("edition", Text, primary_key=True),
    Column("revision", Integer, primary_key=True, autoincrement=False),
    Column("kind", Text, primary_key=True),
    Column("lists", Text, nullable=False),
    Column("marking", Integer, nullable=False),
    Column("planned", Text, nullable=False),
    Column("paused", Text),
    Column("because", Text, nullable=False),
    Column("finished", Text),
    ForeignKeyConstraint(("edition", "revision"), ("edition.edition", "edition.revision")),
)
"""``paused`` is since when nothing leaves, and ``because`` why, or what hinders it; ``finished`` when nothing was
open any more."""

delivery: Final = Table(
    "delivery",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("edition", Text, nullable=False),
    Column("revision", Integer, nullable=False),
    Column("kind", Text, nullable=False),
    Column("reader", Integer, ForeignKey("reader.id"), nullable=False),
    Column("state", Text, nullable=False),
    Column("tries", Integer, nullable=False),
    Column("not_before", Text),
    Column("sender", Text),
    Column("attempted", Text),
    Column("taken", Text),
    Column("doubted", Text),
    Column("word", Text),
    Column("changed", Text, nullable=False),
    Column("server", Text, nullable=False),
    Column("reply", Text, nullable=False),
    ForeignKeyConstraint(
        ("edition", "revision", "kind"), ("shipment.edition", "shipment.revision", "shipment.kind")
    ),
)
"""``sender`` is the process that holds it; ``attempted`` when a message was last let go, ``taken`` when the first was
that a server took.

``doubted`` is since when one may have arrived though nobody can know, whatever became of the next ones.
``word`` is what a person said last of whether it had arrived.
"""

attempt: Final = Table(
    "attempt",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("delivery", Integer, ForeignKey("delivery.id"), nullable=False),
    Column("moment", Text, nullable=False),
)
"""Every message that was let go, by which rates are counted, and for no longer."""

received: Final = Table(
    "received",
    metadata,
    Column("digest", Text, primary_key=True),
    Column("kind", Text, nullable=False),
    Column("moment", Text, nullable=False),
    Column("delivery", Integer, ForeignKey("delivery.id")),
    Column("note", Text, nullable=False),
)

bounce: Final = Table(
    "bounce",
    metadata,
    Column("digest", Text, ForeignKey("received.digest"), primary_key=True),
    Column("delivery", Integer, ForeignKey("delivery.id"), primary_key=True, autoincrement=False),
    Column("class", Text, nullable=False),
    Column("status", Text, nullable=False),
    Column("diagnosis", Text, nullable=False),
    Column("moment", Text, nullable=False),
)

request: Final = Table(
    "request",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("digest", Text, ForeignKey("received.digest"), nullable=False),
    Column("edition", Text, nullable=False),
    Column("revision", Integer),
    Column("statement", Text, nullable=False),
    Column("reader", Integer, ForeignKey("reader.id")),
    Column("writer", Text, nullable=False),
    Column("words", Text, nullable=False),
    Column("received", Text, nullable=False),
    Column("settled", Text),
    Column("actor", Text, nullable=False),
    Column("answer", Text, nullable=False),
)
