"""Of schema 2: by what a store knows that it is the one that sends, and no copy of it."""

from typing import Final

STATEMENTS: Final = (
    # One row. ``turn`` goes up whenever it is asked whether to send: an older copy in the same place is behind.
    """
    CREATE TABLE instance (
        place INTEGER PRIMARY KEY NOT NULL CHECK (place = 1),
        id TEXT NOT NULL,
        turn INTEGER NOT NULL
    )
    """,
)
