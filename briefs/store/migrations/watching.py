"""Of schema 2: what became of the places that editions cite, and what a person has settled of it."""

from typing import Final

STATEMENTS: Final = (
    """
    CREATE TABLE watched (
        source TEXT NOT NULL,
        locator TEXT NOT NULL,
        asked TEXT NOT NULL,
        etag TEXT,
        last_modified TEXT,
        gone TEXT,
        message TEXT,
        PRIMARY KEY (source, locator)
    )
    """,
    """
    CREATE TABLE settled (
        digest TEXT NOT NULL,
        source TEXT NOT NULL,
        locator TEXT NOT NULL,
        became TEXT NOT NULL,
        actor TEXT NOT NULL,
        because TEXT NOT NULL,
        moment TEXT NOT NULL,
        PRIMARY KEY (digest, source, locator, became)
    )
    """,
)
