"""Schema 2: the ledger of editions, its log of moves, and what snapshots and seals refer to."""

from typing import Final

_STATES: Final = (
    "'planned', 'building', 'built', 'awaiting approval', 'approved', 'published', 'sending', 'sent', 'missed', "
    "'withdrawn'"
)
_APPENDED: Final = ("log", "approval")
"""Tables whose rows are added and never changed."""
_CHANGED: Final = "a row of it is never changed or deleted"
_GAP: Final = "a row of the log is added after the last one only"
_GAPS: Final = (
    "NEW.number <> (SELECT coalesce(max(number), 0) + 1 FROM log) "
    "OR NEW.previous <> coalesce((SELECT digest FROM log ORDER BY number DESC LIMIT 1), '')"
)

_TABLES: Final = (
    f"""
    CREATE TABLE log (
        number INTEGER PRIMARY KEY NOT NULL,
        edition TEXT NOT NULL,
        revision INTEGER NOT NULL,
        state TEXT NOT NULL CHECK (state IN ({_STATES})),
        moment TEXT NOT NULL,
        actor TEXT NOT NULL,
        reason TEXT NOT NULL,
        seal TEXT REFERENCES content (digest),
        record TEXT NOT NULL,
        previous TEXT NOT NULL,
        digest TEXT NOT NULL
    )
    """,
    "CREATE INDEX log_edition ON log (edition, revision, number)",
    "CREATE INDEX log_seal ON log (seal)",
    f"""
    CREATE TABLE edition (
        edition TEXT NOT NULL,
        revision INTEGER NOT NULL,
        number INTEGER NOT NULL,
        state TEXT NOT NULL CHECK (state IN ({_STATES})),
        slot TEXT NOT NULL,
        as_of TEXT NOT NULL,
        since TEXT,
        correction TEXT,
        snapshot TEXT REFERENCES content (digest),
        seal TEXT REFERENCES content (digest),
        moved INTEGER NOT NULL REFERENCES log (number),
        PRIMARY KEY (edition, revision)
    )
    """,
    "CREATE INDEX edition_snapshot ON edition (snapshot)",
    "CREATE INDEX edition_seal ON edition (seal)",
    """
    CREATE TABLE part (
        whole TEXT NOT NULL REFERENCES content (digest),
        digest TEXT NOT NULL REFERENCES content (digest),
        PRIMARY KEY (whole, digest)
    )
    """,
    "CREATE INDEX part_digest ON part (digest)",
    "CREATE TABLE loose (digest TEXT PRIMARY KEY NOT NULL REFERENCES content (digest))",
    """
    CREATE TABLE approval (
        edition TEXT NOT NULL,
        revision INTEGER NOT NULL,
        seal TEXT NOT NULL REFERENCES content (digest),
        person TEXT NOT NULL,
        actor TEXT NOT NULL,
        typist TEXT NOT NULL,
        moment TEXT NOT NULL,
        note TEXT NOT NULL,
        PRIMARY KEY (edition, revision, seal, person),
        FOREIGN KEY (edition, revision) REFERENCES edition (edition, revision)
    )
    """,
    "CREATE INDEX approval_seal ON approval (seal)",
    """
    CREATE TABLE edit (
        edition TEXT NOT NULL,
        revision INTEGER NOT NULL,
        place INTEGER NOT NULL,
        kind TEXT NOT NULL CHECK (kind IN ('pin', 'drop', 'comment')),
        theme TEXT NOT NULL,
        actor TEXT NOT NULL,
        document TEXT,
        first INTEGER NOT NULL,
        beyond INTEGER NOT NULL,
        text TEXT NOT NULL,
        PRIMARY KEY (edition, revision, place),
        FOREIGN KEY (edition, revision) REFERENCES edition (edition, revision)
    )
    """,
    """
    CREATE TABLE telling (
        edition TEXT NOT NULL,
        revision INTEGER NOT NULL,
        kind TEXT NOT NULL CHECK (kind IN ('correction', 'withdrawal')),
        cause INTEGER NOT NULL,
        because TEXT NOT NULL,
        noted TEXT NOT NULL,
        told TEXT,
        PRIMARY KEY (edition, revision, kind, cause),
        FOREIGN KEY (edition, revision) REFERENCES edition (edition, revision)
    )
    """,
)

STATEMENTS: Final = (
    *_TABLES,
    *(
        f"CREATE TRIGGER {table}_no_{verb.lower()} BEFORE {verb} ON {table} "
        f"BEGIN SELECT RAISE(ABORT, '{table}: {_CHANGED}'); END"
        for table in _APPENDED
        for verb in ("UPDATE", "DELETE")
    ),
    # Also what keeps INSERT OR REPLACE away: no trigger for deleting would be asked.
    f"CREATE TRIGGER log_no_gap BEFORE INSERT ON log WHEN {_GAPS} BEGIN SELECT RAISE(ABORT, '{_GAP}'); END",
)

POSTGRESQL: Final = (
    *_TABLES,
    f"""
    CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN RAISE EXCEPTION USING MESSAGE = TG_TABLE_NAME || ': {_CHANGED}'; END $$
    """,
    f"""
    CREATE FUNCTION refuse_gap() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN IF {_GAPS} THEN RAISE EXCEPTION USING MESSAGE = '{_GAP}'; END IF; RETURN NEW; END $$
    """,
    *(
        f"CREATE TRIGGER {table}_no_{verb.split()[0].lower()} BEFORE {verb} ON {table} "
        f"FOR EACH {'STATEMENT' if verb == 'TRUNCATE' else 'ROW'} EXECUTE FUNCTION refuse_change()"
        for table in _APPENDED
        for verb in ("UPDATE OR DELETE", "TRUNCATE")
    ),
    "CREATE TRIGGER log_no_gap BEFORE INSERT ON log FOR EACH ROW EXECUTE FUNCTION refuse_gap()",
)
"""The same for PostgreSQL, whose triggers are functions."""
