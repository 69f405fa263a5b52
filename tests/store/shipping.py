"""Readers, and shipments of the first edition to them; all of it is invented."""

import datetime
from collections.abc import Iterable

from sqlalchemy import insert, select, update

from briefs.model import Claimed, DeliveryState, EditionState, Marking, Settled, Shipment
from briefs.store import Store
from briefs.store.delivery_tables import listed, reader, subscribed, suppression
from briefs.store.ledger_tables import edition, log
from tests.store.contents import NOON
from tests.store.lives import WEEK, move, planned

SECOND = datetime.timedelta(seconds=1)
FIRST = Shipment(edition=WEEK, revision=0)
SECOND_REVISION = Shipment(edition=WEEK, revision=1)
ME = "one-sender"
D = DeliveryState


def address(number: int) -> str:
    return f"reader{number}@desk.example"


def add_readers(
    store: Store, numbers: Iterable[int], *, lists: tuple[str, ...] = ("desk",), **other: object
) -> None:
    """Nothing; afterwards there are readers of these numbers, cleared for everything unless ``clearance`` says else."""
    values: dict[str, object] = {"name": "", "clearance": 4, "language": "", "added": "2026-05-18T12:00:00Z"}
    numbers = list(numbers)
    rows = [
        {"id": it, "key": f"key {it:07}", "address": address(it), "wire": address(it), **(values | other)}
        for it in numbers
    ]
    with store._database.writing() as connection:  # noqa: SLF001 - whoever reads addresses is another room
        connection.execute(insert(reader), rows)
        for name in lists:
            connection.execute(insert(listed), [{"list": name, "reader": number} for number in numbers])


def subscribe(store: Store, number: int, *themes: str) -> None:
    with store._database.writing() as connection:  # noqa: SLF001 - as above
        connection.execute(insert(subscribed), [{"reader": number, "theme": theme} for theme in themes])


def suppress(store: Store, number: int) -> None:
    values = {
        "key": f"key {number:07}",
        "refusal": "unsubscribed",
        "because": "",
        "moment": "2026-05-18T12:00:00Z",
    }
    with store._database.writing() as connection:  # noqa: SLF001 - as above
        connection.execute(insert(suppression), values | {"actor": ""})


def change(store: Store, number: int, **values: object) -> None:
    """Nothing; afterwards a reader is another one: ``removed``, or with another ``clearance``."""
    with store._database.writing() as connection:  # noqa: SLF001 - as above
        connection.execute(update(reader).where(reader.c.id == number).values(**values))


def remove(store: Store, number: int) -> None:
    """Nothing; afterwards nothing is left of a reader but the key."""
    gone = dict.fromkeys(("address", "wire", "name", "language"), "")
    change(store, number, removed="2026-05-18T12:00:00Z", **gone)


def issue(store: Store, revision: int = 0) -> None:
    """Nothing; afterwards a revision of the first edition is published: its rows say so, however it came there."""
    stamps = dict.fromkeys(("slot", "as_of"), "2026-05-18T12:00:00Z")
    here = {"edition": WEEK, "revision": revision, "state": EditionState.PUBLISHED.value}
    with store._database.writing() as connection:  # noqa: SLF001 - as above
        last = connection.execute(select(log.c.number, log.c.digest).order_by(log.c.number.desc())).first()
        number, previous = last or (0, "")
        row = {"moment": stamps["slot"], "previous": previous, "digest": f"row {number + 1}"}
        texts = dict.fromkeys(("actor", "reason", "record"), "")
        connection.execute(insert(log), here | row | texts | {"number": number + 1})
        connection.execute(insert(edition), here | stamps | {"number": 1, "moved": number + 1})


def withdraw(store: Store, revision: int = 0) -> None:
    move(store.ledger, planned(revision=revision), EditionState.WITHDRAWN)


def ship(store: Store, readers: int) -> Shipment:
    """The shipment of the first edition, which is planned for so many readers."""
    issue(store)
    add_readers(store, range(1, readers + 1))
    store.deliveries.plan(FIRST, ["desk"], Marking.CLEAR, NOON)
    return FIRST


def send(store: Store, shipment: Shipment, count: int, *, sender: str = ME) -> list[int]:
    """The readers of the next deliveries, which were claimed, let go and taken."""
    claimed = store.deliveries.claim(shipment, sender, count, NOON)
    commit(store, claimed, sender=sender)
    store.deliveries.record(sender, [settled(it.number, D.SENT) for it in claimed], [])
    return [it.reader for it in claimed]


def commit(store: Store, claimed: Iterable[Claimed], *, sender: str = ME) -> None:
    """Nothing; afterwards these are in doubt should their sender end."""
    numbers = [it.number for it in claimed]
    assert store.deliveries.record(sender, [], [(number, NOON) for number in numbers]) == {*numbers}


def settled(number: int, state: DeliveryState, **other: object) -> Settled:
    values: dict[str, object] = {"number": number, "state": state, "moment": NOON, "server": "mail.example"}
    return Settled(**(values | other))  # type: ignore[arg-type]


def states(store: Store, shipment: Shipment = FIRST) -> dict[int, DeliveryState]:
    """Where the delivery of each reader stands."""
    return {it.reader: it.state for it in store.deliveries.rows(shipment)}


def replies(store: Store, shipment: Shipment = FIRST) -> dict[int, str]:
    """What is told of the delivery of each reader, where anything is."""
    return {it.reader: it.reply for it in store.deliveries.rows(shipment) if it.reply}
