"""Shipments: what is delivered as one, whether it is paused or finished, and what goes out in its place."""

import datetime
import json
from collections.abc import Collection
from typing import Any, Final

from sqlalchemy import (
    ColumnElement,
    Connection,
    Select,
    Table,
    and_,
    case,
    exists,
    insert,
    or_,
    select,
    update,
)

from briefs.errors import NotAllowed
from briefs.model import DeliveryKind, DeliveryState, EditionState, Marking, Shipment
from briefs.store import moving
from briefs.store.delivery_tables import delivery, reader, shipment
from briefs.store.encoding import Damaged, moment_of, moment_or_none, stamp, storable
from briefs.store.ledger_tables import edition
from briefs.store.moving import LONGEST, called, state_of
from briefs.store.tables import AnyRow
from briefs.store.values import Shipped

MARKINGS: Final = tuple(Marking)
"""A marking stands in a row as its place among them."""
OPEN: Final = tuple(state.value for state in DeliveryState if state.is_open)
MAY_HAVE_IT: Final = or_(
    delivery.c.state.in_([state.value for state in DeliveryState if state.may_have_arrived]),
    # Whatever became of the next message, the first may have arrived; but where one came back, so did the other.
    and_(delivery.c.doubted.is_not(None), delivery.c.state != DeliveryState.BOUNCED.value),
)
IN_ITS_PLACE: Final = "{} goes out in its place"
REMOVED: Final = "its reader was removed"
WITHDRAWN: Final = "it was withdrawn"
"""Why a delivery is left out, as its ``reply``: our own words, which follow no server's name."""
_WITHDRAWN: Final = "word that {} was withdrawn"
_FINAL_NO: Final = "5__ %"
"""How the answer to a delivery begins that waits though it was a final no: others wait for a passing one."""


_NEWER: Final = shipment.alias("newer")
_ISSUED: Final = tuple(state.value for state in EditionState if state.is_issued)
_THIS, _NEXT = edition.alias("this"), edition.alias("next")
_IS_EDITION: Final = shipment.c.kind == DeliveryKind.EDITION.value
MAY_STAND_STILL: Final = or_(
    shipment.c.paused.is_not(None),
    exists().where(
        _NEWER.c.edition == shipment.c.edition,
        or_(
            _NEWER.c.revision > shipment.c.revision,
            and_(_NEWER.c.revision == shipment.c.revision, _NEWER.c.kind != shipment.c.kind, _IS_EDITION),
        ),
    ),
    exists().where(
        _NEXT.c.edition == shipment.c.edition,
        _NEXT.c.revision > shipment.c.revision,
        _NEXT.c.state.in_(_ISSUED),
    ),
    and_(
        _IS_EDITION,
        ~exists().where(
            _THIS.c.edition == shipment.c.edition,
            _THIS.c.revision == shipment.c.revision,
            _THIS.c.state.in_(_ISSUED),
        ),
    ),
)
"""Whether there is something for which ``standstill`` is to be asked of a shipment."""


def shipments(connection: Connection, name: str | None) -> tuple[Shipped, ...]:
    """The shipments of an edition, or of all where ``name`` is None, in the order in which they were planned."""
    query = select(shipment).order_by(
        shipment.c.planned, shipment.c.edition, shipment.c.revision, shipment.c.kind
    )
    if name is not None:
        query = query.where(shipment.c.edition == storable(name))
    return tuple(map(shipped, connection.execute(query)))


def find(connection: Connection, it: Shipment) -> AnyRow | None:
    """The row of a shipment; None where it was never planned."""
    return connection.execute(select(shipment).where(*place(shipment, it))).one_or_none()


def wanted(connection: Connection, it: Shipment) -> AnyRow:
    """The row of a shipment. Raises NotAllowed where it was never planned."""
    row = find(connection, it)
    if row is None:
        raise NotAllowed(f"{told(it)} is not known: nothing of it was planned yet")
    return row


def note(
    connection: Connection,
    it: Shipment,
    lists: Collection[str] | None,
    marking: int,
    moment: datetime.datetime,
) -> None:
    """Nothing; afterwards the shipment is known, and is not finished; ``lists`` None adds none to those it has."""
    row = find(connection, it)
    values: dict[str, Any] = {"marking": marking, "finished": None}
    if row is None:
        values |= {"lists": _lists_text(lists or ()), "planned": stamp(moment), "because": ""}
        connection.execute(insert(shipment), values | _key(it))
        return
    values["marking"] = max(marking, row.marking)
    if lists is not None:
        known = _lists_of(row.lists)
        # Everybody, and some of them, are everybody.
        values["lists"] = _lists_text({*known, *lists} if known and lists else ())
    connection.execute(update(shipment).where(*place(shipment, it)).values(values))


def pause(connection: Connection, it: Shipment, because: str, moment: datetime.datetime) -> None:
    """Nothing; afterwards nothing of it leaves; where it was paused before, the first reason stays."""
    if wanted(connection, it).paused is None:
        values = {"paused": stamp(moment), "because": storable(because[:LONGEST])}
        connection.execute(update(shipment).where(*place(shipment, it)).values(values))


def hinder(connection: Connection, it: Shipment, trouble: str) -> None:
    """Nothing; afterwards it is known what kept it from the server at last, or that nothing did."""
    row = wanted(connection, it)
    because = storable(trouble[:LONGEST])
    if row.paused is None and row.because != because:
        connection.execute(update(shipment).where(*place(shipment, it)).values(because=because))


def resume(connection: Connection, it: Shipment) -> None:
    """Nothing; afterwards it is not paused, and what was put aside for what may have been our fault is due."""
    wanted(connection, it)
    connection.execute(update(shipment).where(*place(shipment, it)).values(paused=None, because=""))
    pending = (*place(delivery, it), delivery.c.state == DeliveryState.PENDING.value)
    aside = (delivery.c.not_before.is_not(None), delivery.c.reply.like(_FINAL_NO))
    connection.execute(update(delivery).where(*pending, *aside).values(not_before=None))


def finish(connection: Connection, it: Shipment, moment: datetime.datetime) -> bool:
    """Whether nothing of it is open any more; it is known to be finished then, since ``moment`` or earlier."""
    if wanted(connection, it).finished is not None:
        return True
    leave_out_overtaken(connection, it, moment)
    if connection.scalar(select(exists().where(*place(delivery, it), delivery.c.state.in_(OPEN)))):
        return False
    connection.execute(update(shipment).where(*place(shipment, it)).values(finished=stamp(moment)))
    return True


def unfinish(connection: Connection, it: Shipment) -> None:
    """Nothing; afterwards it is known that something of it is open again."""
    connection.execute(update(shipment).where(*place(shipment, it)).values(finished=None))


def standstill(connection: Connection, it: Shipment) -> str | None:
    """Why nothing of it may leave now; None where it may."""
    row = wanted(connection, it)
    if row.paused is not None:
        return f"{told(it)} is paused: {row.because}"
    newer = next_of(connection, it)
    if newer is not None:
        return IN_ITS_PLACE.format(told(newer))
    return _overtaken(connection, it)


def _overtaken(connection: Connection, it: Shipment) -> str | None:
    """What the ledger of editions says against it: readers must hear of that first, and not of this."""
    query = select(edition.c.revision, edition.c.state).where(
        edition.c.edition == storable(it.edition), edition.c.revision >= it.revision
    )
    states = {row.revision: state_of(row.state) for row in connection.execute(query)}
    issued = [revision for revision, state in states.items() if state.is_issued]
    if any(revision > it.revision for revision in issued):
        return IN_ITS_PLACE.format(called(it.edition, max(issued)))
    if it.kind is DeliveryKind.EDITION and it.revision not in issued:
        return f"{called(it.edition, it.revision)} is {states.get(it.revision, 'not known')}"
    return None


def expect_sendable(connection: Connection, it: Shipment) -> None:
    """Raises NotAllowed for what readers must not have, or where something newer goes out already."""
    row = moving.wanted(connection, it.edition, it.revision)
    state = state_of(row.state)
    if it.kind is DeliveryKind.EDITION and not state.is_issued:
        raise NotAllowed(f"{told(it)} is {state}: only what was published is sent")
    if it.kind is DeliveryKind.WITHDRAWAL and state is not EditionState.WITHDRAWN:
        raise NotAllowed(
            f"{called(it.edition, it.revision)} is {state}: readers are told that it was withdrawn once it is"
        )
    newer = next_of(connection, it)
    if newer is not None:
        raise NotAllowed(f"{told(it)} is not sent any more: {IN_ITS_PLACE.format(told(newer))}")


def next_of(connection: Connection, it: Shipment) -> Shipment | None:
    """The newest shipment of the edition that goes out in the place of this one; None where none does."""
    query = select(shipment).where(
        shipment.c.edition == storable(it.edition), shipment.c.revision >= it.revision
    )
    known = map(shipment_of, connection.execute(query))
    return max((each for each in known if is_after(each, it)), key=_order, default=None)


def had_before(it: Shipment) -> Select[tuple[int]]:
    """The numbers of those whom an earlier revision has reached, or may have."""
    return select(delivery.c.reader).where(
        delivery.c.edition == storable(it.edition),
        delivery.c.kind == DeliveryKind.EDITION.value,
        delivery.c.revision < it.revision,
        MAY_HAVE_IT,
    )


def is_after(it: Shipment, other: Shipment) -> bool:
    """Whether a shipment of an edition goes out in the place of another one of it."""
    return _order(it) > _order(other)


def _order(it: Shipment) -> tuple[int, bool]:
    return it.revision, it.kind is DeliveryKind.WITHDRAWAL


def leave_out_overtaken(connection: Connection, it: Shipment, moment: datetime.datetime) -> None:
    """Nothing; afterwards none of it is pending where something newer goes out, or where it was withdrawn."""
    newer = next_of(connection, it)
    if newer is None and not _is_withdrawn(connection, it):
        return
    why = IN_ITS_PLACE.format(told(newer)) if newer else WITHDRAWN
    pending = (*place(delivery, it), delivery.c.state == DeliveryState.PENDING.value)
    connection.execute(update(delivery).where(*pending).values(left_out(why, moment)))


def left_out(why: str, moment: datetime.datetime) -> dict[str, Any]:
    """What a delivery holds that is not made; of a reader who was removed, that and not ``why`` is the reason."""
    removed = delivery.c.reader.in_(select(reader.c.id).where(reader.c.removed.is_not(None)))
    return {
        "state": DeliveryState.LEFT_OUT.value,
        "not_before": None,
        "changed": stamp(moment),
        "server": "",
        "reply": case((removed, REMOVED), else_=why),
    }


def _is_withdrawn(connection: Connection, it: Shipment) -> bool:
    """Whether it is an edition that readers must not have any more: nothing brings that revision back."""
    if it.kind is not DeliveryKind.EDITION:
        return False
    here = (edition.c.edition == storable(it.edition), edition.c.revision == it.revision)
    return connection.scalar(select(edition.c.state).where(*here)) == EditionState.WITHDRAWN.value


def place(table: Table, it: Shipment) -> tuple[ColumnElement[bool], ...]:
    """The conditions by which rows of a table are those of a shipment."""
    return tuple(table.c[name] == value for name, value in _key(it).items())


def shipment_of(row: AnyRow) -> Shipment:
    """The shipment that a row is of. Raises Damaged."""
    try:
        kind = DeliveryKind(row.kind)
    except ValueError as error:
        raise Damaged(f"is no known kind of shipment: {row.kind!r:.40}") from error
    return Shipment(edition=row.edition, revision=row.revision, kind=kind)


def told(it: Shipment) -> str:
    """What a message calls a shipment."""
    name = called(it.edition, it.revision)
    return name if it.kind is DeliveryKind.EDITION else _WITHDRAWN.format(name)


def _key(it: Shipment) -> dict[str, Any]:
    return {"edition": storable(it.edition), "revision": it.revision, "kind": it.kind.value}


def _lists_text(lists: Collection[str]) -> str:
    return json.dumps(sorted(map(storable, lists)), ensure_ascii=False)


def _lists_of(text: str) -> tuple[str, ...]:
    try:
        lists = json.loads(text)
    except ValueError as error:
        raise Damaged(f"holds no lists: {text!r:.40}") from error
    if not isinstance(lists, list) or not all(isinstance(each, str) for each in lists):
        raise Damaged(f"holds no lists: {text!r:.40}")
    return tuple(lists)


def shipped(row: AnyRow) -> Shipped:
    """The shipment that a row tells of. Raises Damaged."""
    if not 0 <= row.marking < len(MARKINGS):
        raise Damaged(f"holds no marking: {row.marking}")
    return Shipped(
        shipment=shipment_of(row),
        lists=_lists_of(row.lists),
        marking=MARKINGS[row.marking],
        planned=moment_of(row.planned),
        paused=moment_or_none(row.paused),
        because=row.because,
        finished=moment_or_none(row.finished),
    )
