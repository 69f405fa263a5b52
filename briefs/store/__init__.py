"""What is kept between runs: sources and their state, every byte that was retrieved, and the ledger of editions.

lists that answered ──note_listing──▶ wanted items ──keep──▶ documents ──latest──▶ a build
                                                                 └──cite──▶ citations, which ``prune`` spares
editions ──Store.ledger──▶ records and their log, what each was made from, what it is, who approved it
readers ──Store.deliveries──▶ who gets an edition, who has it, and who does not and why

One SQLite file in a folder, or a database of PostgreSQL. What a call has returned from is on the disk, whatever kills
the process next.
"""

from typing import TYPE_CHECKING, Any

from briefs.store.values import (
    GONE,
    Answer,
    Cited,
    Damage,
    Elsewhere,
    Entry,
    Failure,
    FollowState,
    Forecast,
    Kept,
    NotHad,
    NotHadState,
    Pruned,
    Recovered,
    Search,
    Settlement,
    Shipped,
    Site,
    SourceHealth,
    StoredSource,
    Taken,
    Telling,
    TellingKind,
    Wanted,
    Watched,
    Withheld,
)

if TYPE_CHECKING:
    from briefs.store.deliveries import Deliveries
    from briefs.store.ledger import Ledger
    from briefs.store.store import PATIENCE, Store, open_store, restore_store
else:

    def __getattr__(name: str) -> Any:
        """What opens a store, loaded when it is first asked for: SQLAlchemy costs 0.2 s."""
        if name not in __all__:
            raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
        from briefs.store import deliveries, ledger, store  # noqa: PLC0415 - for the reason above

        return getattr({"Ledger": ledger, "Deliveries": deliveries}.get(name, store), name)


__all__ = [
    "GONE",
    "PATIENCE",
    "Answer",
    "Cited",
    "Damage",
    "Deliveries",
    "Elsewhere",
    "Entry",
    "Failure",
    "FollowState",
    "Forecast",
    "Kept",
    "Ledger",
    "NotHad",
    "NotHadState",
    "Pruned",
    "Recovered",
    "Search",
    "Settlement",
    "Shipped",
    "Site",
    "SourceHealth",
    "Store",
    "StoredSource",
    "Taken",
    "Telling",
    "TellingKind",
    "Wanted",
    "Watched",
    "Withheld",
    "open_store",
    "restore_store",
]
