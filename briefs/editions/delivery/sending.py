"""An edition is sent: who gets it is planned once, and each delivery is tried until it is settled.

    Owed ──plan──▶ rows ──dispatch──▶ settled ──▶ the edition is SENT, and its readers are told

Said again of an edition that was sent, it goes to whoever is new on its lists, and to nobody twice.
"""

import datetime
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from briefs.config import Settings
from briefs.distribution.failover import Route
from briefs.editions.aftermath.showing import opened
from briefs.editions.delivery import recipients
from briefs.editions.delivery.closing import Deed, begin, close, waiting
from briefs.editions.delivery.credentials import Credentials, mail_of
from briefs.editions.delivery.dispatching import Dispatch, Dispatched, dispatch
from briefs.editions.delivery.letters import letters_of
from briefs.editions.delivery.owed import Occasion, Owed, owed_of
from briefs.editions.delivery.round import Progress
from briefs.editions.delivery.sent import Sent
from briefs.errors import NoInput
from briefs.model import Mail, Refusal
from briefs.store import Forecast, Store

_SERVER: Final = "mail server"
"""Who says of a reader that there is no such address."""
_NAP: Final = 0.5
"""Seconds between two looks at whether an end was asked for, while nothing is due."""
Report = Callable[[Progress, int], None]
"""Is told what was done, and of how many."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SendRequest:
    """What to send, to whom, and by whom. ``lists`` empty leaves them to the settings.

    ``sender`` is a name that no other process has or has had.
    ``is_person`` is whether somebody asks for it by name: what was paused is gone on with then. ``wait``: not to come
    back while a reader is still to be tried again.
    """

    settings: Settings
    edition: str
    credentials: Credentials
    now: Callable[[], datetime.datetime]
    jitter: Callable[[], float]
    stop: threading.Event
    actor: str
    sender: str
    lists: tuple[str, ...] = ()
    is_person: bool = True
    wait: bool = False


def send(request: SendRequest, report: Report) -> Sent:
    """How it stands with what the edition owes its readers, once all that is due was tried.

    Raises NoInput for an edition or a list that is not known, NotAllowed for one that is not out, for a reader who may
    not see it, and where the store may be a copy; then nothing was sent. Raises StoreError and StoreBusy.
    """
    settings, mail = request.settings, mail_of(request.settings)
    with opened(settings) as store:
        owed = owed_of(store, request.edition)
        # What cannot be written is told before anything is begun.
        letters_of(store.ledger, owed, settings, request.credentials, request.now()).letter()
        store.claim()
        elsewhere = recipients.elsewhere(store, owed, request.lists, mail) if request.is_person else None
        forecast = _planned(store, owed, request, mail)
        _begin(store, owed, request)
        dispatched = _dispatched(store, owed, request, report)
        # Somebody may have withdrawn it meanwhile.
        withdrawn = store.deliveries.withdrawn(owed.shipment, request.now())
        sent = Sent(
            shipment=owed.shipment,
            occasion=owed.occasion,
            forecast=forecast,
            settled=dispatched.sent + dispatched.refused,
            tally=store.deliveries.tally(owed.shipment),
            waits_until=dispatched.waits_until,
            paused=dispatched.paused,
            stopped=dispatched.stopped,
            withdrawn=withdrawn,
            elsewhere=elsewhere,
            again=store.deliveries.sent_again(owed.shipment),
            trouble=dispatched.trouble or store.deliveries.standstill(owed.shipment) or "",
            detour=dispatched.detour,
        )
        close(store, request.edition, _deed(request))
        return sent


def _planned(store: Store, owed: Owed, request: SendRequest, mail: Mail) -> Forecast:
    """What was planned now. Raises NoInput where there is nobody to plan for.

    What was planned before is only gone on with, where nobody asks for it by name: a reader who was added since, and
    may not see it, would keep it from those who wait for it.
    """
    if not request.is_person and recipients.shipped(store, owed) is not None:
        return Forecast()
    readers = store.readers(request.credentials.secret())
    lists = recipients.lists_of(request.lists, owed, store, mail)
    recipients.expect_known(lists, readers)
    if owed.occasion is Occasion.EDITION and next(iter(readers.all()), None) is None:
        raise NoInput(recipients.NOBODY)
    return recipients.planned(store, owed, lists, request.now())


def _begin(store: Store, owed: Owed, request: SendRequest) -> None:
    """Nothing; afterwards the log says that the edition is being sent, and nothing stands in its way."""
    known = recipients.shipped(store, owed)
    if known is not None and known.paused and request.is_person:
        store.deliveries.resume(owed.shipment)
    begin(store, owed.shipment, _deed(request))


def _dispatched(store: Store, owed: Owed, request: SendRequest, report: Report) -> Dispatched:
    """What came of it, after as many rounds as it takes where somebody waits."""
    mail = mail_of(request.settings)
    known = recipients.shipped(store, owed)
    planned = known.planned if known else request.now()
    readers = store.readers(request.credentials.secret())
    asked = Dispatch(
        sender=request.sender,
        letters=letters_of(store.ledger, owed, request.settings, request.credentials, planned),
        route=Route(mail, request.credentials.password),
        mail=mail,
        now=request.now,
        jitter=request.jitter,
        stop=request.stop,
        gone=lambda words: readers.suppress_readers(words, Refusal.BOUNCED, request.now(), _SERVER),
    )
    total = waiting(store.deliveries.tally(owed.shipment))
    while True:
        done = dispatch(store, owed.shipment, asked, lambda progress: report(progress, total))
        if done.waits_until is None or done.stopped or done.paused or not request.wait:
            return done
        while request.now() < done.waits_until and not request.stop.is_set():
            time.sleep(_NAP)


def _deed(request: SendRequest) -> Deed:
    return Deed(moment=request.now(), actor=request.actor)
