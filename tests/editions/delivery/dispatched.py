"""What came of dispatching: to a server that fails as it is told to, by a clock that a test sets forward."""

import datetime
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from itertools import count
from typing import Any, Final

from briefs.distribution.connection import Patience
from briefs.distribution.failover import Route
from briefs.distribution.message import Parcel
from briefs.editions.delivery.dispatching import Dispatch, Dispatched, dispatch
from briefs.editions.delivery.round import Progress
from briefs.model import Claimed, DeliveryState, Mail, MailServer, Security, Shipment
from briefs.store import Store
from tests.store.contents import NOON
from tests.store.shipping import FIRST

PATIENCE: Final = Patience(connect=5, ask=5, data=5, block=5, accept=5, farewell=1)
BODY: Final = b"Content-Type: text/plain\r\n\r\nThe ferry leaves at nine.\r\n"
_SENDERS = count(1)


def mail_of(port: int, **more: Any) -> Mail:
    """The settings of a desk whose server listens on this machine."""
    server = MailServer(host="127.0.0.1", port=port, security=Security.NONE)
    desk: dict[str, Any] = {
        "sender": "briefs@paper.example",
        "owners": ("owner@paper.example",),
        "server": server,
    }
    return Mail(**(desk | more))


class Letters:
    """Messages whose Message-ID tells the delivery; ``wrong`` are addresses for which none can be made."""

    def __init__(self, wrong: frozenset[str] = frozenset(), body: bytes = BODY) -> None:
        self._wrong = wrong
        self._body = body

    def parcel(self, claimed: Claimed) -> Parcel:
        if claimed.ascii in self._wrong:
            raise ValueError("an address with a line break")
        head = (
            f"From: briefs@paper.example\r\nTo: {claimed.ascii}\r\nSubject: Ferries\r\n"
            f"Message-ID: <{claimed.number}@paper.example>\r\n"
        ).encode()
        return Parcel(
            sender="briefs@paper.example",
            recipient=claimed.ascii,
            parts=(head, self._body),
            size=len(head) + len(self._body),
            identity=f"d{claimed.number}",
        )


@dataclass
class Clock:
    """The moment, which goes on by itself, and further when it is set forward."""

    ahead: datetime.timedelta = datetime.timedelta()
    start: float = field(default_factory=time.monotonic)

    def now(self) -> datetime.datetime:
        return NOON + self.ahead + datetime.timedelta(seconds=time.monotonic() - self.start)

    def skip(self, span: datetime.timedelta) -> None:
        self.ahead += span


@dataclass(kw_only=True)
class Office:
    """A desk that sends by the server at ``port``; each dispatch is that of another sender, unless it has a ``name``.

    Whoever is put off waits for some seconds, and a server that failed is asked again in a moment.
    """

    store: Store
    port: int
    clock: Clock = field(default_factory=Clock)
    stop: threading.Event = field(default_factory=threading.Event)
    letters: Letters = field(default_factory=Letters)
    mail: dict[str, Any] = field(default_factory=dict)
    jitter: float = 0.02
    name: str = ""
    gone: dict[int, str] = field(default_factory=dict)
    seen: list[Progress] = field(default_factory=list)

    def dispatch(self, report: Callable[[Progress], None] | None = None, **mail: Any) -> Dispatched:
        """What came of dispatching the first edition."""
        return dispatch(self.store, FIRST, self.request(**mail), report or self.seen.append)

    def request(self, **mail: Any) -> Dispatch:
        settings = mail_of(self.port, **(self.mail | mail))
        return Dispatch(
            sender=self.name or f"sender-{next(_SENDERS)}",
            letters=self.letters,
            route=Route(settings, lambda _place: None, PATIENCE),
            mail=settings,
            now=self.clock.now,
            jitter=lambda: self.jitter,
            stop=self.stop,
            gone=self.gone.update,
        )

    def until_done(self, **mail: Any) -> list[Dispatched]:
        """What came of dispatching until this sender has nothing to do, each time when it makes sense again."""
        done = [self.dispatch(**mail)]
        while (until := done[-1].waits_until) is not None and not done[-1].paused:
            assert len(done) < 40, done[-1]
            self.clock.skip(
                max(until - self.clock.now(), datetime.timedelta()) + datetime.timedelta(seconds=1)
            )
            done.append(self.dispatch(**mail))
        return done

    def tally(self, shipment: Shipment = FIRST) -> dict[DeliveryState, int]:
        return dict(self.store.deliveries.tally(shipment))
