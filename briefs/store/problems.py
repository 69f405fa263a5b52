"""What is in no brief, and why: items that were not had, and documents that are kept out."""

import datetime
from collections.abc import Collection
from typing import Any, Final

from sqlalchemy import Connection, Select, select

from briefs.model import Problem
from briefs.store.documents import conditions
from briefs.store.encoding import moment_or_none, storable
from briefs.store.tables import AnyRow, DocumentState, ItemState, document, item
from briefs.store.values import NotHad, NotHadState

_STAGE: Final = "reading"
"""What is kept out was refused by its reader."""
_NEVER_TRIED: Final = "has not been fetched yet"
_STATES: Final = {ItemState.WANTED: NotHadState.WAITING, ItemState.GIVEN_UP: NotHadState.GIVEN_UP}


def kept_out(
    connection: Connection, sources: Collection[str] | None, since: datetime.date | None
) -> tuple[Problem, ...]:
    """What keeps documents out, by locator and source, under the conditions of ``documents.latest``."""
    rows = connection.execute(_kept_out().where(*conditions(sources, since)))
    return tuple(Problem(subject=row.locator, stage=_STAGE, message=_reason(row)) for row in rows)


def problems(connection: Connection, source: str | None) -> tuple[NotHad, ...]:
    """Every item that was not had and every document that is kept out, by source and address."""
    columns = (item.c.source, item.c.address, item.c.state, item.c.message, item.c.not_before)
    waiting = select(*columns).where(item.c.state.in_(_STATES))
    out = _kept_out()
    if source is not None:
        waiting = waiting.where(item.c.source == storable(source))
        out = out.where(document.c.source == storable(source))
    found = [_of_item(row) for row in connection.execute(waiting)]
    found += [_of_document(row) for row in connection.execute(out)]
    return tuple(sorted(found, key=lambda each: (each.source, each.address, each.state, each.message)))


def _kept_out() -> Select[Any]:
    """The versions that are kept out, each with whether an earlier one is used all the same."""
    usable = document.alias()
    stands = (
        select(usable.c.id)
        .where(
            usable.c.source == document.c.source,
            usable.c.locator == document.c.locator,
            usable.c.state == DocumentState.CURRENT,
        )
        .exists()
    )
    columns = (document.c.source, document.c.locator, document.c.problem, stands.label("stands"))
    return (
        select(*columns)
        .where(document.c.state == DocumentState.KEPT_OUT)
        .order_by(document.c.locator, document.c.source)
    )


def _reason(row: AnyRow) -> str:
    return f"its newest version {row.problem}" if row.stands else str(row.problem)


def _of_document(row: AnyRow) -> NotHad:
    return NotHad(source=row.source, address=row.locator, state=NotHadState.KEPT_OUT, message=_reason(row))


def _of_item(row: AnyRow) -> NotHad:
    return NotHad(
        source=row.source,
        address=row.address,
        state=_STATES[row.state],
        message=row.message or _NEVER_TRIED,
        until=moment_or_none(row.not_before),
    )
