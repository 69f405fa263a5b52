"""Schema 3: readers and refusals, the ledger of deliveries, and what came back."""

from typing import Final

_KINDS: Final = "'edition', 'withdrawal'"
_STATES: Final = "'pending', 'claimed', 'committing', 'uncertain', 'sent', 'failed', 'bounced', 'left out'"
_REFUSALS: Final = "'unsubscribed', 'complained', 'bounced', 'by hand'"
_CLASSES: Final = "'hard', 'soft', 'ours'"

STATEMENTS: Final = (
    # One row: by what it is known that the key by which addresses are hashed is still the same.
    """
    CREATE TABLE secret (
        place INTEGER PRIMARY KEY NOT NULL CHECK (place = 1),
        fingerprint TEXT NOT NULL
    )
    """,
    # One who was removed stays as a key: what was delivered stays told, and a refusal stays one.
    """
    CREATE TABLE reader (
        id INTEGER PRIMARY KEY NOT NULL,
        key TEXT NOT NULL,
        address TEXT NOT NULL,
        wire TEXT NOT NULL,
        name TEXT NOT NULL,
        clearance INTEGER NOT NULL CHECK (clearance BETWEEN 0 AND 4),
        language TEXT NOT NULL,
        added TEXT NOT NULL,
        removed TEXT
    )
    """,
    "CREATE UNIQUE INDEX reader_key ON reader (key)",
    """
    CREATE TABLE listed (
        list TEXT NOT NULL,
        reader INTEGER NOT NULL REFERENCES reader (id),
        PRIMARY KEY (list, reader)
    )
    """,
    "CREATE INDEX listed_reader ON listed (reader)",
    """
    CREATE TABLE subscribed (
        reader INTEGER NOT NULL REFERENCES reader (id),
        theme TEXT NOT NULL,
        PRIMARY KEY (reader, theme)
    )
    """,
    f"""
    CREATE TABLE suppression (
        key TEXT PRIMARY KEY NOT NULL,
        refusal TEXT NOT NULL CHECK (refusal IN ({_REFUSALS})),
        because TEXT NOT NULL,
        moment TEXT NOT NULL,
        actor TEXT NOT NULL
    )
    """,
    # Refusals that are over: a person has said so, and why.
    f"""
    CREATE TABLE lifted (
        id INTEGER PRIMARY KEY NOT NULL,
        key TEXT NOT NULL,
        refusal TEXT NOT NULL CHECK (refusal IN ({_REFUSALS})),
        refused TEXT NOT NULL,
        because TEXT NOT NULL,
        moment TEXT NOT NULL,
        actor TEXT NOT NULL
    )
    """,
    f"""
    CREATE TABLE shipment (
        edition TEXT NOT NULL,
        revision INTEGER NOT NULL,
        kind TEXT NOT NULL CHECK (kind IN ({_KINDS})),
        lists TEXT NOT NULL,
        marking INTEGER NOT NULL CHECK (marking BETWEEN 0 AND 4),
        planned TEXT NOT NULL,
        paused TEXT,
        because TEXT NOT NULL,
        finished TEXT,
        PRIMARY KEY (edition, revision, kind),
        FOREIGN KEY (edition, revision) REFERENCES edition (edition, revision)
    )
    """,
    f"""
    CREATE TABLE delivery (
        id INTEGER PRIMARY KEY NOT NULL,
        edition TEXT NOT NULL,
        revision INTEGER NOT NULL,
        kind TEXT NOT NULL CHECK (kind IN ({_KINDS})),
        reader INTEGER NOT NULL REFERENCES reader (id),
        state TEXT NOT NULL CHECK (state IN ({_STATES})),
        tries INTEGER NOT NULL,
        not_before TEXT,
        sender TEXT,
        attempted TEXT,
        taken TEXT,
        doubted TEXT,
        word TEXT,
        changed TEXT NOT NULL,
        server TEXT NOT NULL,
        reply TEXT NOT NULL,
        FOREIGN KEY (edition, revision, kind) REFERENCES shipment (edition, revision, kind)
    )
    """,
    "CREATE UNIQUE INDEX delivery_reader ON delivery (edition, revision, kind, reader)",
    "CREATE INDEX delivery_of ON delivery (reader)",
    "CREATE INDEX delivery_pending ON delivery (edition, revision, kind, id) WHERE state = 'pending'",
    "CREATE INDEX delivery_held ON delivery (sender) WHERE state IN ('claimed', 'committing')",
    # Every message that was let go, for as long as rates count it.
    """
    CREATE TABLE attempt (
        id INTEGER PRIMARY KEY NOT NULL,
        delivery INTEGER NOT NULL REFERENCES delivery (id),
        moment TEXT NOT NULL
    )
    """,
    "CREATE INDEX attempt_moment ON attempt (moment)",
    # What came back, each message once by the digest of its bytes; ``delivery`` is the one that it speaks of.
    """
    CREATE TABLE received (
        digest TEXT PRIMARY KEY NOT NULL,
        kind TEXT NOT NULL,
        moment TEXT NOT NULL,
        delivery INTEGER REFERENCES delivery (id),
        note TEXT NOT NULL
    )
    """,
    f"""
    CREATE TABLE bounce (
        digest TEXT NOT NULL REFERENCES received (digest),
        delivery INTEGER NOT NULL REFERENCES delivery (id),
        class TEXT NOT NULL CHECK (class IN ({_CLASSES})),
        status TEXT NOT NULL,
        diagnosis TEXT NOT NULL,
        moment TEXT NOT NULL,
        PRIMARY KEY (digest, delivery)
    )
    """,
    "CREATE INDEX bounce_delivery ON bounce (delivery)",
    """
    CREATE TABLE request (
        id INTEGER PRIMARY KEY NOT NULL,
        digest TEXT NOT NULL REFERENCES received (digest),
        edition TEXT NOT NULL,
        revision INTEGER,
        statement TEXT NOT NULL,
        reader INTEGER REFERENCES reader (id),
        writer TEXT NOT NULL,
        words TEXT NOT NULL,
        received TEXT NOT NULL,
        settled TEXT,
        actor TEXT NOT NULL,
        answer TEXT NOT NULL
    )
    """,
)
