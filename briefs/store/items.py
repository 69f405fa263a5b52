"""The life of a listed document: wanted, then kept or given up, and wanted again when it is said to have changed.

An item is remembered for as long as the store stands, also when what was kept of it has been deleted: what
was once fetched is not fetched again.
"""

import datetime
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any, Final

from sqlalchemy import Connection, bindparam, or_, select
from sqlalchemy.dialects.sqlite import insert

from briefs.model import Listing, StatedDate
from briefs.store.encoding import (
    listing_of,
    listing_text,
    moment_of,
    moment_or_none,
    pack,
    stamp,
    stamp_or_none,
    storable,
    unpack,
)
from briefs.store.tables import AnyRow, ItemState, item
from briefs.store.values import Failure, Wanted

_AT_ONCE: Final = 1000
"""Items that are looked up in one query: a feed has seldom more, a sitemap up to 50,000."""
_SUSPICIOUS: Final = 5
"""Items that changed together, from which a list of which most have changed is one that was merely made anew."""

_ONE: Final = (item.c.source == bindparam("of"), item.c.guid == bindparam("which"))
_AGAIN: Final = (
    item.update()
    .where(item.c.id == bindparam("row"))
    .values(
        {
            "state": ItemState.WANTED,
            "tries": 0,
            "message": None,
            "not_before": None,
            **{name: bindparam(f"new_{name}") for name in ("address", "listing", "content", "size")},
        }
    )
)
_PUT_OFF: Final = (
    item.update()
    .where(*_ONE, item.c.state == ItemState.WANTED)
    .values(tries=item.c.tries + 1, message=bindparam("why"), not_before=bindparam("until"))
)
_GIVE_UP: Final = (
    item.update()
    .where(*_ONE, item.c.state == ItemState.WANTED)
    .values(
        state=ItemState.GIVEN_UP,
        tries=item.c.tries + 1,
        message=bindparam("why"),
        settled=bindparam("moment"),
        not_before=None,
        content=None,
        size=None,
    )
)
_SETTLE: Final = (
    item.update()
    .where(*_ONE)
    .values(
        state=ItemState.KEPT,
        tries=0,
        message=None,
        not_before=None,
        content=None,
        size=None,
        settled=bindparam("moment"),
    )
)
_ADD_KEPT: Final = insert(item).values(state=ItemState.KEPT, tries=0).on_conflict_do_nothing()


@dataclass(slots=True)
class _Known:
    """The rows of one source that a list may speak of, by the two ways to tell an item."""

    by_guid: dict[str, AnyRow]
    by_address: dict[str, AnyRow]

    def find(self, wanted: Wanted) -> AnyRow | None:
        """The row of what is listed; an item keeps its guid, or else its address."""
        return self.by_guid.get(storable(wanted.guid)) or self.by_address.get(storable(wanted.address))


def note_items(
    connection: Connection, source: str, listed: Sequence[Wanted], moment: datetime.datetime
) -> int:
    """The number of items that are new or have changed; they are wanted from now on."""
    return sum(
        _note(connection, source, listed[start : start + _AT_ONCE], moment)
        for start in range(0, len(listed), _AT_ONCE)
    )


def wanted_items(
    connection: Connection, source: str, moment: datetime.datetime, limit: int
) -> tuple[Wanted, ...]:
    """The items that are due, in the order in which they were first listed."""
    rows = connection.execute(
        select(item)
        .where(
            item.c.source == storable(source),
            item.c.state == ItemState.WANTED,
            or_(item.c.not_before.is_(None), item.c.not_before <= stamp(moment)),
        )
        .order_by(item.c.id)
        .limit(limit)
    )
    return tuple(_wanted(row) for row in rows)


def put_off(connection: Connection, place: tuple[str, str], failure: Failure) -> None:
    """Nothing; afterwards one more attempt is known to have failed. ``place`` is source and guid."""
    until = stamp_or_none(failure.not_before)
    connection.execute(_PUT_OFF, _which(*place) | {"why": storable(failure.message), "until": until})


def give_up(connection: Connection, place: tuple[str, str], message: str, moment: datetime.datetime) -> None:
    """Nothing; afterwards the item is wanted no more. ``place`` is source and guid."""
    connection.execute(_GIVE_UP, _which(*place) | {"why": storable(message), "moment": stamp(moment)})


def settle(
    connection: Connection, places: Collection[tuple[str, str, str]], moment: datetime.datetime
) -> None:
    """Nothing; afterwards the items are known to be kept. A place is source, guid and address."""
    rows = [
        {
            "source": storable(source),
            "guid": storable(guid),
            "address": storable(address),
            "noted": stamp(moment),
            "settled": stamp(moment),
        }
        for source, guid, address in places
    ]
    if rows:
        known = [{"of": row["source"], "which": row["guid"], "moment": row["settled"]} for row in rows]
        connection.execute(_SETTLE, known)
        # Also those that no list has named.
        connection.execute(_ADD_KEPT, rows)


def _note(connection: Connection, source: str, listed: Sequence[Wanted], moment: datetime.datetime) -> int:
    known = _known(connection, source, listed)
    found = [(known.find(wanted), wanted) for wanted in listed]
    new = _distinct([wanted for row, wanted in found if row is None])
    if new:
        noted = {"source": storable(source), "noted": stamp(moment), "state": ItemState.WANTED, "tries": 0}
        rows = [noted | {"guid": storable(wanted.guid)} | _values(wanted) for wanted in new]
        connection.execute(insert(item), rows)
    again = _changed([(row, wanted) for row, wanted in found if row is not None])
    if again:
        rows = [
            {"row": row} | {f"new_{name}": value for name, value in _values(wanted).items()}
            for row, wanted in again.items()
        ]
        connection.execute(_AGAIN, rows)
    return len(new) + len(again)


def _distinct(listed: Sequence[Wanted]) -> list[Wanted]:
    """The items without those whose address or guid stands before."""
    by_address: dict[str, Wanted] = {}
    by_guid: dict[str, Wanted] = {}
    for wanted in listed:
        if by_address.setdefault(storable(wanted.address), wanted) is wanted:
            by_guid.setdefault(storable(wanted.guid), wanted)
    return [*by_guid.values()]


def _changed(known: Sequence[tuple[AnyRow, Wanted]]) -> dict[int, Wanted]:
    """The known items to fetch again, by row; none where the list dates everything anew whenever it is asked."""
    changed = {row.id: wanted for row, wanted in reversed(known) if _has_changed(row, wanted.listing)}
    if len(changed) >= _SUSPICIOUS and 2 * len(changed) > len(known):
        return {}
    return changed


def _known(connection: Connection, source: str, listed: Sequence[Wanted]) -> _Known:
    columns = (item.c.id, item.c.guid, item.c.address, item.c.state, item.c.listing, item.c.settled)
    of_source = select(*columns).where(item.c.source == storable(source)).order_by(item.c.id)
    by_guid = connection.execute(of_source.where(item.c.guid.in_([storable(it.guid) for it in listed])))
    by_address = connection.execute(
        of_source.where(item.c.address.in_([storable(it.address) for it in listed]))
    )
    return _Known({row.guid: row for row in by_guid}, {row.address: row for row in by_address})


def _values(wanted: Wanted) -> dict[str, Any]:
    content = wanted.content
    return {
        "address": storable(wanted.address),
        "listing": listing_text(wanted.listing),
        "content": None if content is None else pack(content),
        "size": None if content is None else len(content),
    }


def _has_changed(row: AnyRow, listing: Listing | None) -> bool:
    """Whether a settled item is said to have been modified after the version that was fetched."""
    if row.state == ItemState.WANTED or listing is None or listing.modified is None:
        return False
    before = listing_of(row.listing)
    if before is not None and before.modified is not None:
        return _is_later(listing.modified, before.modified)
    settled = moment_of(row.settled)
    fetched = StatedDate(day=settled.date(), time=settled.time(), zone="+00:00")
    return _is_later(listing.modified, fetched)


def _is_later(one: StatedDate, other: StatedDate) -> bool:
    """Whether one date is surely after the other: by the minute where both state time and zone, else by the day."""
    moments = [_moment(one), _moment(other)]
    if moments[0] is not None and moments[1] is not None:
        return moments[0] > moments[1]
    return one.day > other.day


def _moment(date: StatedDate) -> datetime.datetime | None:
    if date.time is None or date.zone is None:
        return None
    try:
        zone = datetime.time.fromisoformat(f"00:00{date.zone}").tzinfo
        return datetime.datetime.combine(date.day, date.time.replace(tzinfo=zone)).astimezone(datetime.UTC)
    except (ValueError, OverflowError):
        return None


def _which(source: str, guid: str) -> dict[str, Any]:
    return {"of": storable(source), "which": storable(guid)}


def _wanted(row: AnyRow) -> Wanted:
    return Wanted(
        guid=row.guid,
        address=row.address,
        listing=listing_of(row.listing),
        content=None if row.content is None else unpack(row.content, row.size),
        tries=row.tries,
        not_before=moment_or_none(row.not_before),
    )
