"""Schema 1: what is followed, what is wanted of it, what was kept, and what editions cite."""

from typing import Final

_TABLES: Final = (
    """
    CREATE TABLE followed (
        source TEXT NOT NULL,
        address TEXT NOT NULL,
        etag TEXT,
        last_modified TEXT,
        digest TEXT,
        last_success TEXT,
        last_new TEXT,
        failures INTEGER NOT NULL,
        last_failure TEXT,
        failed TEXT,
        not_before TEXT,
        leads_to TEXT,
        PRIMARY KEY (source, address)
    )
    """,
    """
    CREATE TABLE site (
        origin TEXT PRIMARY KEY NOT NULL,
        robots BLOB NOT NULL,
        read TEXT NOT NULL
    )
    """,
    """
    CREATE TABLE item (
        id INTEGER PRIMARY KEY NOT NULL,
        source TEXT NOT NULL,
        guid TEXT NOT NULL,
        address TEXT NOT NULL,
        state TEXT NOT NULL CHECK (state IN ('wanted', 'kept', 'given-up')),
        listing TEXT,
        content BLOB,
        size INTEGER,
        tries INTEGER NOT NULL,
        message TEXT,
        noted TEXT NOT NULL,
        settled TEXT,
        not_before TEXT
    )
    """,
    "CREATE INDEX item_wanted ON item (source, id) WHERE state = 'wanted'",
    """
    CREATE TABLE content (
        digest TEXT PRIMARY KEY NOT NULL,
        size INTEGER NOT NULL,
        packed BLOB NOT NULL
    )
    """,
    """
    CREATE TABLE document (
        id INTEGER PRIMARY KEY NOT NULL,
        source TEXT NOT NULL,
        locator TEXT NOT NULL,
        digest TEXT NOT NULL REFERENCES content (digest),
        state TEXT NOT NULL CHECK (state IN ('current', 'kept-out', 'superseded')),
        guid TEXT,
        retrieved TEXT NOT NULL,
        last_seen TEXT NOT NULL,
        url TEXT,
        media_type TEXT,
        listing TEXT,
        problem TEXT,
        title TEXT,
        published TEXT,
        language TEXT,
        words INTEGER NOT NULL
    )
    """,
    "CREATE INDEX document_digest ON document (digest)",
    """
    CREATE TABLE member (
        digest TEXT NOT NULL,
        container TEXT NOT NULL REFERENCES content (digest),
        PRIMARY KEY (digest, container)
    )
    """,
    "CREATE INDEX member_container ON member (container)",
    """
    CREATE TABLE citation (
        edition TEXT NOT NULL,
        digest TEXT NOT NULL REFERENCES content (digest),
        cited TEXT NOT NULL,
        PRIMARY KEY (edition, digest)
    )
    """,
    "CREATE INDEX citation_digest ON citation (digest)",
)

STATEMENTS: Final = (
    *_TABLES,
    "CREATE UNIQUE INDEX item_guid ON item (source, guid)",
    "CREATE INDEX item_address ON item (address)",
    "CREATE UNIQUE INDEX document_place ON document (source, locator, state) WHERE state <> 'superseded'",
    "CREATE INDEX document_locator ON document (locator, source)",
    # Stemming is English; other languages keep their words. ``marks`` holds what has no spaces, two signs a word.
    """
    CREATE VIRTUAL TABLE search
        USING fts5 (title, text, marks, tokenize = 'porter unicode61 remove_diacritics 2')
    """,
)

POSTGRESQL: Final = (
    *_TABLES,
    # Guids and addresses are as long as a feed likes; a row of an index has 2,700 bytes at most.
    """
    CREATE FUNCTION digest_of(words text) RETURNS bytea LANGUAGE sql IMMUTABLE
        AS 'SELECT pg_catalog.sha256(pg_catalog.convert_to(words, ''UTF8''))'
    """,
    # Without words to leave out: whoever looks for one of those finds it, as on SQLite.
    "CREATE text search DICTIONARY stems (TEMPLATE = snowball, Language = porter)",
    "CREATE UNIQUE INDEX item_guid ON item (source, digest_of(guid))",
    "CREATE INDEX item_guid_alone ON item USING hash (guid)",
    "CREATE INDEX item_address ON item USING hash (address)",
    """
    CREATE UNIQUE INDEX document_place ON document (source, digest_of(locator), state) WHERE state <> 'superseded'
    """,
    "CREATE INDEX document_locator ON document USING hash (locator)",
    # What FTS5 keeps to itself: the words by which a version is found, as briefs.store.stems makes them.
    """
    CREATE TABLE search (
        id BIGINT PRIMARY KEY,
        title TEXT NOT NULL,
        text TEXT NOT NULL,
        title_words TEXT NOT NULL,
        text_words TEXT NOT NULL,
        marks TEXT NOT NULL,
        count INTEGER NOT NULL,
        terms TEXT[] NOT NULL
    )
    """,
    "CREATE INDEX search_terms ON search USING gin (terms)",
)
