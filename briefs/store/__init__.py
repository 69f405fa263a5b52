"""What is kept between runs: sources and their state, and every byte that was retrieved.

lists that answered ──note_listing──▶ wanted items ──keep──▶ documents ──latest──▶ a build
                                                                 └──cite──▶ citations, which ``prune`` spares

One SQLite file in a folder. What a call has returned from is on the disk, whatever kills the process next.
"""

from briefs.store.store import PATIENCE, Store, open_store
from briefs.store.values import (
    Answer,
    Damage,
    Entry,
    Failure,
    FollowState,
    Kept,
    NotHad,
    NotHadState,
    Pruned,
    Search,
    Site,
    SourceHealth,
    StoredSource,
    Wanted,
)

__all__ = [
    "PATIENCE",
    "Answer",
    "Damage",
    "Entry",
    "Failure",
    "FollowState",
    "Kept",
    "NotHad",
    "NotHadState",
    "Pruned",
    "Search",
    "Site",
    "SourceHealth",
    "Store",
    "StoredSource",
    "Wanted",
    "open_store",
]
