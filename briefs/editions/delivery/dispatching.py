"""The heart of sending: the deliveries of a shipment that are due are claimed, made by some connections, and settled.

    recover ▶ claim ▶ workers, one connection each ▶ writer, one transaction for all that came meanwhile
        ▲                          │
        └──────────────────────────┘   until nothing is due, the rate is used up, it is paused, or told to stop

Whatever ends it, the ledger knows of every message that may have arrived, and nobody is forgotten.
"""

import dataclasses
import datetime
import threading
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final

from briefs.editions.delivery.backoff import Jitter
from briefs.editions.delivery.lanes import Lanes
from briefs.editions.delivery.pace import Pace
from briefs.editions.delivery.round import Progress, Round
from briefs.editions.delivery.settling import Terms
from briefs.editions.delivery.workers import Letters, Route, Tools, Worker
from briefs.editions.delivery.writer import Writer
from briefs.errors import BriefsError, NotAllowed
from briefs.model import DeliveryState, Mail, Shipment
from briefs.store import Deliveries, Shipped, Store

_CLAIMS: Final = 16
"""Claims for each connection that are taken at once: a commit costs as much as some messages, and few are lost to
others by a sender that is slow."""
_FEW: Final = 4
"""Claims for each connection below which more are taken: as many as are made while that is written."""
_UNTAKEN: Final = (
    "nobody’s message was taken; refused for what may be our fault, or a rule of the reader’s house: {}"
)
"""Why a shipment is paused of which a server has taken nothing at all."""
_GONE: Final = 50
"""Readers who are not there that are told together: a commit for each would keep the ledger waiting."""
_FAREWELL: Final = 2.0
"""Seconds that connections have to be closed in good manners."""

_TAKEN: Final = frozenset({DeliveryState.SENT, DeliveryState.BOUNCED})

Report = Callable[[Progress], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Dispatch:
    """How a shipment is dispatched. ``sender`` is a name that no other process has, or has had.

    ``stop`` ends it when it is set: messages in hand are finished, nothing more is begun. ``gone`` is told the numbers
    of readers who are not there, with what the server said of each, by the thread that calls.
    """

    sender: str
    letters: Letters
    route: Route
    mail: Mail
    now: Callable[[], datetime.datetime]
    jitter: Jitter
    stop: threading.Event
    gone: Callable[[Mapping[int, str]], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Dispatched:
    """What became of a dispatch.

    ``sent``, ``later`` and ``refused`` are what this sender did, ``lost`` what another one had taken for dead and took
    from it. ``left_out``, ``uncertain`` and ``open`` count all deliveries of the shipment as they are now. Where some
    are still to be made, ``waits_until`` is when that makes sense again, None when it is not time that is missing.
    ``paused`` says why nothing leaves before a person has looked; ``trouble`` what the way to the server did last,
    ``detour`` which servers were gone past, and who took the mail instead.
    """

    sent: int = 0
    later: int = 0
    refused: int = 0
    lost: int = 0
    left_out: int = 0
    uncertain: int = 0
    open: int = 0
    waits_until: datetime.datetime | None = None
    paused: str | None = None
    stopped: bool = False
    trouble: str = ""
    detour: str = ""


def dispatch(store: Store, shipment: Shipment, request: Dispatch, report: Report) -> Dispatched:
    """What became of the deliveries that are due; ``report`` is told now and then, by the thread that calls.

    Raises what the store raises, and NotAllowed for a shipment that was never planned. What was settled until then is
    on record, or will be when the next sender looks.
    """
    deliveries = store.deliveries
    shipped = _shipped(deliveries, shipment)
    if shipped.paused is not None:
        return _outcome(deliveries, shipment, Dispatched(), request.now())
    with deliveries.held(request.sender):
        deliveries.recover(request.mail.in_doubt, request.now())
        done = _Sender(deliveries, shipped, request).send(report)
    return _outcome(deliveries, shipment, done, request.now())


class _Sender:
    """The thread that dispatches, and those that work for it."""

    def __init__(self, deliveries: Deliveries, shipped: Shipped, request: Dispatch) -> None:
        self._deliveries = deliveries
        self._shipment = shipped.shipment
        self._request = request
        mail = request.mail
        self._most = mail.connections
        is_taken = not _TAKEN.isdisjoint(deliveries.tally(shipped.shipment))
        self._round = Round(Lanes(mail.connections, request.jitter), request.now, is_taken=is_taken)
        self._writer = Writer(deliveries, request.sender, request.now)
        self._tools = Tools(
            letters=request.letters,
            route=request.route,
            round=self._round,
            writer=self._writer,
            pace=Pace(mail.rates, deliveries, request.now),
            terms=Terms(
                planned=shipped.planned,
                patience=mail.give_up,
                in_doubt=mail.in_doubt,
                jitter=request.jitter,
            ),
        )
        self._workers: list[Worker] = []
        self._is_dry = False

    def send(self, report: Report) -> Dispatched:
        """What this sender did. Ended by an exception, such as a second signal, it leaves everything to the ledger."""
        try:
            self._steer(report)
            self._end()
        except BaseException:
            self._round.end(is_stopped=True)
            self._writer.abandon()
            raise
        report(self._round.progress)
        return self._done()

    def _steer(self, report: Report) -> None:
        """Nothing; comes back when it is over, and nobody has a message in hand any more."""
        shared = self._round
        while not shared.is_over or shared.in_hand:
            if self._request.stop.is_set():
                shared.end(is_stopped=True)
            elif self._writer.failure:
                shared.end(error=self._writer.failure)
            if not shared.is_over:
                try:
                    self._supply()
                    self._tell_gone(_GONE)
                except BriefsError as error:
                    # Messages in hand are finished and settled, as far as the store lets us.
                    shared.end(error=error)
            report(shared.progress)
            shared.look_up(0 if self._is_dry else _FEW * self._most)

    def _supply(self) -> None:
        """See to it that there is something to take; what was put back is there again once nobody has anything."""
        shared = self._round
        is_idle = shared.is_idle
        if not is_idle and (self._is_dry or shared.waiting >= _FEW * self._most):
            return
        limit = _CLAIMS * self._most
        claims = self._writer.call(
            lambda: self._deliveries.claim(self._shipment, self._request.sender, limit, shared.now())
        )
        self._is_dry = len(claims) < limit
        shared.fill(claims)
        while len(self._workers) < min(self._most, shared.waiting):
            self._workers.append(Worker(len(self._workers), self._tools))
            self._workers[-1].start()
        if is_idle and not claims and not self._is_recovered():
            found = shared.suspects
            shared.end(paused=_UNTAKEN.format(found.last) if found.count and not found.is_alone else None)

    def _tell_gone(self, few: int) -> None:
        gone = self._round.gone(few)
        if gone:
            self._request.gone(gone)

    def _is_recovered(self) -> bool:
        """Whether another sender has ended meanwhile, and left something to be made."""
        found = self._writer.call(
            lambda: self._deliveries.recover(self._request.mail.in_doubt, self._round.now())
        )
        return bool(found.released or found.resent)

    def _end(self) -> None:
        """Nothing; afterwards all that was settled is on record, and nothing is claimed. Raises what ended it."""
        ending, now = self._round.ending, self._round.now()
        try:
            self._writer.call(lambda: self._deliveries.release(self._request.sender, None, now))
            if ending.paused is not None:
                because = ending.paused
                self._writer.call(lambda: self._deliveries.pause(self._shipment, because, now))
            trouble = self._round.progress.trouble
            self._writer.call(lambda: self._deliveries.hinder(self._shipment, trouble))
            self._tell_gone(1)
        finally:
            self._writer.close()
        until = time.monotonic() + _FAREWELL
        for worker in self._workers:
            worker.join(max(0, until - time.monotonic()))
        if ending.error:
            raise ending.error

    def _done(self) -> Dispatched:
        ending, progress = self._round.ending, self._round.progress
        return Dispatched(
            sent=progress.sent,
            later=progress.later,
            refused=progress.refused,
            lost=progress.lost,
            waits_until=ending.waits_until,
            paused=ending.paused,
            stopped=ending.is_stopped,
            trouble=self._round.trouble,
            detour=self._round.detour,
        )


def _shipped(deliveries: Deliveries, shipment: Shipment) -> Shipped:
    for each in deliveries.shipments(shipment.edition):
        if each.shipment == shipment:
            return each
    raise NotAllowed(f"{shipment.edition}: nothing of this was planned yet; plan it first: briefs send")


def _outcome(
    deliveries: Deliveries, shipment: Shipment, done: Dispatched, now: datetime.datetime
) -> Dispatched:
    """What was done, with how the shipment stands now."""
    counts = deliveries.tally(shipment)
    paused = _shipped(deliveries, shipment)
    return dataclasses.replace(
        done,
        left_out=counts.get(DeliveryState.LEFT_OUT, 0),
        uncertain=counts.get(DeliveryState.UNCERTAIN, 0),
        open=sum(count for state, count in counts.items() if state.is_open),
        waits_until=done.waits_until or deliveries.next_due(shipment, now),
        paused=paused.because if paused.paused else done.paused,
    )
