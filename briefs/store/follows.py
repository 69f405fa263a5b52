"""What is remembered of the addresses that are followed: how they last answered, and how to ask them next.

Only a full answer replaces validators and clears failures. That nothing has changed says no more than that:
the failure before it stays told until a list was read again.
"""

import datetime
from collections.abc import Collection
from typing import Final

from sqlalchemy import Connection, bindparam, select
from sqlalchemy.dialects.sqlite import insert

from briefs.store.encoding import moment_or_none, stamp, stamp_or_none, storable, storable_or_none
from briefs.store.tables import AnyRow, followed
from briefs.store.values import Answer, Failure, FollowState

_NEW = insert(followed).values(failures=0)
_KEY: Final = ("source", "address")
_STATE: Final = select(followed).where(
    followed.c.source == bindparam("source"), followed.c.address == bindparam("address")
)
_ANSWERED: Final = _NEW.on_conflict_do_update(
    _KEY,
    set_={
        name: _NEW.excluded[name]
        for name in (
            "etag", "last_modified", "digest", "last_success", "failures", "last_failure", "failed", "not_before",
        )
    },
)  # fmt: skip
_UNCHANGED: Final = _NEW.on_conflict_do_update(_KEY, set_={"last_success": _NEW.excluded.last_success})
_FAILED: Final = (
    insert(followed)
    .values(failures=1)
    .on_conflict_do_update(
        _KEY,
        set_={
            "failures": followed.c.failures + 1,
            "last_failure": _NEW.excluded.last_failure,
            "failed": _NEW.excluded.failed,
            "not_before": _NEW.excluded.not_before,
        },
    )
)
_LEAD: Final = _NEW.on_conflict_do_update(_KEY, set_={"leads_to": _NEW.excluded.leads_to})
_NEWS: Final = (
    followed.update()
    .where(followed.c.source == bindparam("of"), followed.c.address == bindparam("at"))
    .values(last_new=bindparam("moment"))
)


def follow(connection: Connection, source: str, address: str) -> FollowState:
    """What is remembered of an address of a source; an empty state where it was never asked."""
    row = connection.execute(_STATE, _key(source, address)).one_or_none()
    return FollowState(source=source, address=address) if row is None else _state(row)


def note_answer(
    connection: Connection, source: str, address: str, answer: Answer, moment: datetime.datetime
) -> None:
    """Nothing; afterwards the address is known to have answered in full."""
    row = {
        "etag": storable_or_none(answer.etag),
        "last_modified": storable_or_none(answer.last_modified),
        "digest": answer.digest,
        "last_success": stamp(moment),
        "last_failure": None,
        "failed": None,
        "not_before": None,
    }
    connection.execute(_ANSWERED, _key(source, address) | row)


def note_news(connection: Connection, source: str, address: str, moment: datetime.datetime) -> None:
    """Nothing; afterwards the address is known to have listed something new."""
    key = _key(source, address)
    connection.execute(_NEWS, {"of": key["source"], "at": key["address"], "moment": stamp(moment)})


def note_unchanged(
    connection: Connection, places: Collection[tuple[str, str]], moment: datetime.datetime
) -> None:
    """Nothing; afterwards the sources' addresses are known to have answered that nothing has changed."""
    rows = [_key(source, address) | {"last_success": stamp(moment)} for source, address in places]
    if rows:
        connection.execute(_UNCHANGED, rows)


def note_failure(
    connection: Connection, place: tuple[str, str], failure: Failure, moment: datetime.datetime
) -> None:
    """Nothing; afterwards one more failure in a row is known. ``place`` is source and address."""
    row = {
        "last_failure": storable(failure.message),
        "failed": stamp(moment),
        "not_before": stamp_or_none(failure.not_before),
    }
    connection.execute(_FAILED, _key(*place) | row)


def note_lead(connection: Connection, source: str, address: str, leads_to: str | None) -> None:
    """Nothing; afterwards it is known which address to follow instead: the feed of a page."""
    connection.execute(_LEAD, _key(source, address) | {"leads_to": storable_or_none(leads_to)})


def _key(source: str, address: str) -> dict[str, str | None]:
    return {"source": storable(source), "address": storable(address)}


def _state(row: AnyRow) -> FollowState:
    return FollowState(
        source=row.source,
        address=row.address,
        etag=row.etag,
        last_modified=row.last_modified,
        digest=row.digest,
        last_success=moment_or_none(row.last_success),
        last_new=moment_or_none(row.last_new),
        failures=row.failures,
        last_failure=row.last_failure,
        failed=moment_or_none(row.failed),
        not_before=moment_or_none(row.not_before),
        leads_to=row.leads_to,
    )
