"""Whether everything in a store is what it was kept as, and everything that is referred to is there."""

from collections.abc import Callable, Iterator, Sequence
from typing import Any, Final

from sqlalchemy import (
    Connection,
    ForeignKeyConstraint,
    LargeBinary,
    Select,
    Table,
    and_,
    exists,
    func,
    select,
    text,
)
from sqlalchemy.exc import SQLAlchemyError

from briefs.model import DeliveryKind, DeliveryState, EditionState, EditKind, Refusal
from briefs.store import forgetting, holding, index
from briefs.store.contents import PACKED, verified
from briefs.store.contradictions import contradictions
from briefs.store.delivery_tables import (
    attempt,
    bounce,
    delivery,
    lifted,
    reader,
    received,
    request,
    shipment,
    suppression,
)
from briefs.store.encoding import Damaged, document_id, listing_of, moment_or_none, unpack
from briefs.store.ledger_tables import approval, edit, edition, log, telling
from briefs.store.tables import (
    AnyRow,
    DocumentState,
    ItemState,
    citation,
    content,
    document,
    followed,
    item,
    metadata,
)
from briefs.store.values import Damage, TellingKind

_SOUND: Final = "ok"
_MOMENTS: Final = {
    followed: ("last_success", "last_new", "failed", "not_before"),
    item: ("noted", "settled", "not_before"),
    document: ("retrieved", "last_seen"),
    citation: ("cited",),
    edition: ("slot", "as_of", "since"),
    log: ("moment",),
    approval: ("moment",),
    telling: ("noted", "told"),
    edit: (),
    reader: ("added", "removed"),
    suppression: ("moment",),
    lifted: ("refused", "moment"),
    shipment: ("planned", "paused", "finished"),
    delivery: ("not_before", "attempted", "doubted", "changed"),
    attempt: ("moment",),
    received: ("moment",),
    bounce: ("moment",),
    request: ("received", "settled"),
}
_STATES: Final = {
    item: ("state", frozenset(ItemState)),
    document: ("state", frozenset(DocumentState)),
    edition: ("state", frozenset(EditionState)),
    log: ("state", frozenset(EditionState)),
    edit: ("kind", frozenset(EditKind)),
    telling: ("kind", frozenset(TellingKind)),
    suppression: ("refusal", frozenset(Refusal)),
    lifted: ("refusal", frozenset(Refusal)),
    shipment: ("kind", frozenset(DeliveryKind)),
    delivery: ("state", frozenset(DeliveryState)),
}
_AT_ONCE: Final = 500
"""Rows that are held together: there may be a million readers."""


def check(connection: Connection) -> Iterator[Damage]:
    """What is wrong in the store; nothing where it is sound.

    A part that cannot be read at all is one damage, and the other parts are looked at all the same.
    """
    for place, part in _PARTS.items():
        try:
            with connection.begin_nested():
                yield from part(connection)
        except SQLAlchemyError as error:
            reason = getattr(error, "orig", None) or error
            yield Damage(place=place, message=f"cannot be read: {reason}")


def check_index(connection: Connection) -> Iterator[Damage]:
    """What is wrong with the index by its own account. Needs a writing transaction, and changes nothing."""
    fault = index.fault(connection)
    if fault:
        yield Damage(place="search", message=f"the index does not hold what it says: {fault}")


def _structure(connection: Connection) -> Iterator[Damage]:
    """What SQLite finds wrong with its own file; a server looks after its files itself."""
    if connection.dialect.name != "sqlite":
        return
    for row in connection.exec_driver_sql("PRAGMA integrity_check"):
        if row[0] != _SOUND:
            yield Damage(place="database", message=str(row[0]))


def _references(connection: Connection) -> Iterator[Damage]:
    for table in metadata.sorted_tables:
        for constraint in sorted(table.foreign_key_constraints, key=lambda it: list(it.column_keys)):
            for row in connection.execute(_dangling(table, constraint)):
                place = f"{table.name} {' '.join(map(str, row))}"
                yield Damage(
                    place=place, message=f"refers to what is not in {constraint.referred_table.name}"
                )


def _dangling(table: Table, constraint: ForeignKeyConstraint) -> Select[Any]:
    """The rows of a table that refer to a row which is not there."""
    other = constraint.referred_table.alias("other")
    columns = [element.parent for element in constraint.elements]
    found = [
        other.c[element.column.name] == column
        for element, column in zip(constraint.elements, columns, strict=True)
    ]
    return (
        select(*table.primary_key)
        .where(*(column.is_not(None) for column in columns), ~exists().where(*found))
        .order_by(*table.primary_key)
    )


def _contents(connection: Connection) -> Iterator[Damage]:
    """Contents are read one at a time: the rows of a query are not held together."""
    for digest, size, packed in connection.execute(
        select(content.c.digest, content.c.size, PACKED).order_by(content.c.digest)
    ):
        try:
            verified(digest, size, packed)
        except Damaged as error:
            yield Damage(place=document_id(digest), message=str(error))
    waiting = select(item.c.source, item.c.guid, item.c.size, item.c.content).where(
        item.c.content.is_not(None)
    )
    for source, guid, size, packed in connection.execute(waiting.order_by(item.c.id)):
        try:
            unpack(packed, size)
        except Damaged as error:
            yield Damage(place=f"{source} {guid}", message=f"its text {error}")


def _orphans(connection: Connection) -> Iterator[Damage]:
    used = (select(document.c.digest), select(citation.c.digest), *holding.used())
    lost = select(content.c.digest).where(*(content.c.digest.not_in(digests) for digests in used))
    for digest in connection.scalars(lost.order_by(content.c.digest)):
        yield Damage(place=document_id(digest), message="is kept, but nothing refers to it")


def _values(connection: Connection) -> Iterator[Damage]:
    """Moments, states and listings that cannot be read back."""
    for table, names in _MOMENTS.items():
        for row in connection.execute(_without_bytes(table), execution_options={"yield_per": _AT_ONCE}):
            yield from _unreadable(table, row, names)


def _found(connection: Connection) -> Iterator[Damage]:
    """Documents that search does not know, and the other way round."""
    found = index.row_of(connection)
    unfound = (
        select(document.c.locator)
        .select_from(document.outerjoin(text("search"), and_(found == document.c.id)))
        .where(document.c.state != DocumentState.SUPERSEDED, found.is_(None))
    )
    for locator in connection.scalars(unfound.order_by(document.c.id)):
        yield Damage(place=locator, message="is kept, but search does not find it")
    standing = select(func.count()).select_from(document).where(document.c.state != DocumentState.SUPERSEDED)
    indexed = connection.exec_driver_sql("SELECT count(*) FROM search").scalar_one()
    if indexed > connection.scalar(standing):
        yield Damage(place="search", message="the index holds documents that are not kept")


def _without_bytes(table: Table) -> Select[Any]:
    return select(*(column for column in table.c if not isinstance(column.type, LargeBinary)))


def _unreadable(table: Table, row: AnyRow, names: Sequence[str]) -> Iterator[Damage]:
    """The values of a row that cannot be read back: what reads them would fail."""
    values = row._mapping  # noqa: SLF001 - SQLAlchemy's documented name
    place = f"{table.name} {' '.join(str(values[column.name]) for column in table.primary_key)}"
    try:
        for name in names:
            moment_or_none(values[name])
        listing_of(values.get("listing"))
    except Damaged as error:
        yield Damage(place=place, message=str(error))
    name, known = _STATES.get(table, ("", frozenset()))
    if name and values[name] not in known:
        yield Damage(place=place, message=f"is in no known {name}: {values[name]}")


_PARTS: Final[dict[str, Callable[[Connection], Iterator[Damage]]]] = {
    "database": _structure,
    "references": _references,
    "contents": _contents,
    "orphans": _orphans,
    "values": _values,
    "search": _found,
    "readers": forgetting.leftovers,
    "deliveries": contradictions,
}
