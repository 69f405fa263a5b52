"""A desk whose editions were sent, and the mailbox that answers come back to."""

import json
import mailbox
from pathlib import Path

from briefs.config import Settings, load
from briefs.editions.delivery.mailbox import Poll, Polled, poll
from briefs.model import DeliveryState, EditionState, Marking, Reader, Refusal, Secret, Shipment
from briefs.store import Store
from tests.distribution.imap_server import PASSWORD
from tests.distribution.returned import SECRET
from tests.store.contents import NOON
from tests.store.lives import PAGES, planned, seal
from tests.store.shipping import send

CONFIGURATION = """[brief]
title = "Harbour brief"
[[sources]]
name = "Papers"
path = "papers"
[mail]
owners = ["owner@desk.example"]
from = "briefs@desk.example"
server = "localhost"
security = "none"
[mail.mailbox]
path = "box"
[[themes]]
id = "ferry"
title = "The ferry"
description = "The ferry between Northport and Southport, its fares, its timetable, and its crews."
terms = ["ferry"]
"""
BRIEF = {
    "sections": [
        {"statements": [{"id": "1.1"}, {"id": "1.2", "text": "The ferry was sold in 1987."}]},
        {"statements": [{"id": "2.1"}]},
    ],
    "timeline": [{"id": "t1"}],
    "quotations": [{"id": "q1"}],
    "disagreements": [{"id": "d1"}],
}


WORD = Secret(value=PASSWORD)


class Desk:
    """A desk with two readers, whose editions were sent to both, and its mailbox."""

    def __init__(self, folder: Path, store: Store) -> None:
        self.folder = folder
        self.store = store
        self.box = mailbox.Maildir(folder / "box")
        (folder / "briefs.toml").write_text(CONFIGURATION, encoding="utf-8")
        (folder / "papers").mkdir()
        self.readers = store.readers(SECRET)
        self.readers.put([reader("min"), reader("kim")], NOON)

    @property
    def settings(self) -> Settings:
        return load(self.folder / "briefs.toml")

    def send(self, week: int = 1) -> int:
        """The delivery of a week's edition to min, which was sent; that to kim has the next number."""
        ledger, record = self.store.ledger, planned(week)
        ledger.plan(record, NOON, "schedule")
        ledger.move(record.edition, 0, EditionState.BUILDING, NOON, "schedule")
        ledger.keep_snapshot(record.edition, 0, b"made from", [])
        seal(ledger, record, {**PAGES, "brief.json": json.dumps(BRIEF | {"week": week}).encode()})
        for state in (EditionState.BUILT, EditionState.APPROVED, EditionState.PUBLISHED):
            ledger.move(record.edition, 0, state, NOON, "schedule")
        shipment = Shipment(edition=record.edition, revision=0)
        self.store.deliveries.plan(shipment, [], Marking.CLEAR, NOON)
        send(self.store, shipment, 2)
        return min(it.number for it in self.store.deliveries.rows(shipment))

    def poll(self, *contents: bytes) -> Polled:
        """What a poll finds, when these messages have come in."""
        for content in contents:
            self.box.add(content)
        return poll(
            Poll(settings=self.settings, secret=lambda: SECRET, password=lambda: WORD, now=lambda: NOON)
        )

    def refused(self) -> dict[str, Refusal]:
        return {it.address: it.refusal for it in self.readers.suppressions()}

    def unread(self) -> int:
        return sum(not message.get_flags() for message in self.box)

    def state(self, number: int) -> DeliveryState:
        found = self.store.deliveries.delivery(number)
        assert found is not None
        return found.state


def reader(name: str) -> Reader:
    address = f"{name}@coast.example"
    return Reader(address=address, ascii=address)
