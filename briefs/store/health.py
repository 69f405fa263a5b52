"""How each source is doing, from what is remembered of its addresses, items and documents."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Final

from sqlalchemy import Connection, Table, func, select

from briefs.store.encoding import moment_or_none
from briefs.store.tables import AnyRow, DocumentState, ItemState, document, followed, item
from briefs.store.values import SourceHealth

_KEPT: Final = select(
    document.c.source,
    func.max(document.c.retrieved).label("retrieved"),
    func.max(document.c.last_seen).label("last_seen"),
).group_by(document.c.source)


def health(connection: Connection) -> tuple[SourceHealth, ...]:
    """The health of every source that was ever asked or of which something is kept, by name."""
    follows: dict[str, list[AnyRow]] = defaultdict(list)
    for row in connection.execute(select(followed).order_by(followed.c.address)):
        follows[row.source].append(row)
    items = _counts(connection, item)
    documents = _counts(connection, document)
    kept = {row.source: row for row in connection.execute(_KEPT)}
    return tuple(
        replace(
            _answers(source, follows[source], kept.get(source)),
            kept=documents[source, DocumentState.CURRENT],
            skipped=documents[source, DocumentState.KEPT_OUT] + items[source, ItemState.GIVEN_UP],
            waiting=items[source, ItemState.WANTED],
        )
        for source in sorted({*follows, *kept, *(name for name, _ in items)})
    )


def _counts(connection: Connection, table: Table) -> Counter[tuple[str, str]]:
    grouped = select(table.c.source, table.c.state, func.count()).group_by(table.c.source, table.c.state)
    return Counter({(source, state): count for source, state, count in connection.execute(grouped)})


def _answers(source: str, follows: Sequence[AnyRow], kept: AnyRow | None) -> SourceHealth:
    """A source whose addresses fail in part fails as often as the worst of them, and tells its latest failure.

    A folder answers nothing: it is known by what was kept of it.
    """
    failed = max((row for row in follows if row.last_failure), key=lambda row: row.failed, default=None)
    seen = kept.last_seen if kept and not follows else None
    new = kept.retrieved if kept else None
    return SourceHealth(
        source=source,
        last_success=moment_or_none(_latest([seen, *(row.last_success for row in follows)])),
        last_new=moment_or_none(_latest([new, *(row.last_new for row in follows)])),
        failures=max((row.failures for row in follows), default=0),
        last_failure=failed.last_failure if failed else None,
    )


def _latest(stamps: Iterable[str | None]) -> str | None:
    return max(filter(None, stamps), default=None)
