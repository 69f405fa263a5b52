"""A desk whose editions are sent to a server that a test holds, by a clock that a test sets forward."""

import datetime
import shutil
import threading
import time
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, Final

from briefs.config import Settings
from briefs.editions.aftermath.correcting import CorrectionRequest, correct
from briefs.editions.aftermath.withdrawing import WithdrawalRequest, withdraw
from briefs.editions.delivery.credentials import Credentials
from briefs.editions.delivery.sending import SendRequest, send
from briefs.editions.delivery.sent import Sent
from briefs.model import Mail, MailServer, Reader, Secret, Security
from briefs.store import Store, open_store
from tests.editions.scheduled import W21, Desk, nobody_listens, scheduled
from tests.editions.weekly import CLOSED, THREE

EDITION: Final = "2026-W21"
SECRET: Final = Secret(value="5e" * 32)
LATER: Final = "2026-05-18T09:00+09:00"
START: Final = datetime.datetime.fromisoformat("2026-05-18T07:00+09:00")


def issued(folder: Path, *tables: str, marked: bool = False) -> Desk:
    """A desk whose first edition came out; one that is ``marked`` is not for everybody."""
    desk = scheduled(folder, *tables)
    if marked:
        file = folder / "briefs.toml"
        text = file.read_text("utf-8").replace("[brief]\n", '[brief]\nmarking = "TLP:AMBER"\n', 1)
        file.write_text(text, "utf-8")
    desk.put("a.txt", "2026-05-12", THREE, CLOSED)
    desk.run(W21)
    return desk


def copied(desk: Desk, folder: Path) -> Desk:
    """The same desk in another folder, where it is the one that sends."""
    shutil.copytree(desk.folder, folder, dirs_exist_ok=True)
    with open_store(folder / "store", create=False) as store:
        store.adopt()
    return Desk(folder=folder)


@dataclass
class Postroom:
    """Where the editions of a desk are sent from, to the server at ``port``. ``mail`` are fields of its settings.

    The clock goes on by itself, and further when ``ahead`` is set; ``jitter`` is that of retries: 0 is at once.
    """

    desk: Desk
    port: int
    mail: dict[str, Any] = field(default_factory=dict)
    ahead: datetime.timedelta = datetime.timedelta()
    jitter: float = 0.5
    stop: threading.Event = field(default_factory=threading.Event)
    senders: int = 0
    began: float = field(default_factory=time.monotonic)

    @property
    def settings(self) -> Settings:
        return replace(self.desk.settings, mail=self.settings_mail)

    @property
    def settings_mail(self) -> Mail:
        server = MailServer(host="127.0.0.1", port=self.port, security=Security.NONE)
        return Mail(sender="briefs@desk.example", owners=("owner@desk.example",), server=server, **self.mail)

    def now(self) -> datetime.datetime:
        """The moment."""
        return START + self.ahead + datetime.timedelta(seconds=time.monotonic() - self.began)

    def request(self, **more: Any) -> SendRequest:
        """What asks for the edition to be sent, each time as another process."""
        self.senders += 1
        asked: dict[str, Any] = {
            "settings": self.settings,
            "edition": EDITION,
            "credentials": Credentials(secret=lambda: SECRET, password=lambda _place: None),
            "now": self.now,
            "jitter": lambda: self.jitter,
            "stop": self.stop,
            "actor": "Ada Weaver",
            "sender": f"sender-{self.senders}",
        }
        return SendRequest(**(asked | more))

    def send(self, **more: Any) -> Sent:
        """What came of sending it."""
        return send(self.request(**more), lambda _progress, _total: None)

    def store(self) -> Store:
        """The store, to be closed after use."""
        return open_store(self.desk.folder / "store", create=False)

    def add(self, *addresses: str, **more: Any) -> None:
        """Nothing; afterwards these are readers, on the list desk where nothing else is said."""
        readers = [Reader(**({"address": it, "ascii": it, "lists": ("desk",)} | more)) for it in addresses]
        with self.store() as store:
            store.readers(SECRET).put(readers, self.now())

    def states(self) -> dict[str, str]:
        """Where the newest delivery to each address stands."""
        with self.store() as store:
            shipments = store.deliveries.shipments(EDITION)
            return {
                row.address: str(row.state) for it in shipments for row in store.deliveries.rows(it.shipment)
            }

    def reasons(self) -> list[tuple[str, str]]:
        """What the log says of its sending."""
        with self.store() as store:
            assert store.ledger.audit() == ()
            return [
                (str(it.state), it.reason)
                for it in store.ledger.moves(EDITION)
                if str(it.state) in ("sending", "sent")
            ]

    def untold(self) -> list[str]:
        """What its readers still have to be told."""
        with self.store() as store:
            return [f"{it.revision} {it.kind}" for it in store.ledger.tellings(EDITION) if it.told is None]

    def correct(self) -> None:
        """Nothing; afterwards its next revision is out."""
        request = CorrectionRequest(
            run=self.desk.request(LATER), edition=EDITION, because="A number was wrong.", notice_only=True
        )
        correct(request, nobody_listens)

    def withdraw(self) -> None:
        """Nothing; afterwards it is withdrawn."""
        withdraw(
            WithdrawalRequest(run=self.desk.request(LATER), edition=EDITION, because="It named a bystander.")
        )
