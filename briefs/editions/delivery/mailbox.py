"""What comes back to a desk: its mailbox is read, and what is certain has its consequences.

Each message is dealt with by itself: first what follows from it, which may be done twice, then the word that it was
dealt with, then the mark in the mailbox. A poll that is killed is gone on with by the next.
"""

import datetime
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Final, Protocol

from briefs.config import Settings
from briefs.distribution import imap, maildir
from briefs.distribution.addresses import address_of
from briefs.distribution.incoming import classified
from briefs.distribution.opened import Arrived
from briefs.editions.delivery.corrections import revision_of, stated
from briefs.editions.delivery.waiting import Waiting, place_of, waiting
from briefs.errors import ConfigurationError
from briefs.model import (
    Bounce,
    BounceClass,
    CorrectionRequest,
    Delivery,
    DeliveryState,
    Incoming,
    IncomingKind,
    Mailbox,
    Record,
    Refusal,
    Secret,
)
from briefs.store import Store, open_store

ACTOR: Final = "mailbox"
_ENOUGH: Final = 3
_AMONG: Final = 5
"""A reader is given up when mail came back for passing reasons from three of the last five editions: a full mailbox
is emptied, and a server mended, within a fortnight."""
_MOST_TOLD: Final = 10
_OPEN: Final = frozenset({DeliveryState.CLAIMED, DeliveryState.COMMITTING})


class _Box(Protocol):
    def arrived(self) -> Iterator[Arrived]: ...

    def unread(self) -> Iterator[Arrived]: ...

    def settle(self, arrived: Arrived, *, read: bool) -> None: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Poll:
    """What to poll.

    ``secret`` gives that of the desk, ``password`` that of a mailbox on a server; each is asked for when it is needed.
    ``looks``: what waits for a person is looked at, also what earlier polls have left. It ends early, before another
    message, where it is not to go on; ``patience`` are the seconds to wait for an answer of a server.
    """

    settings: Settings
    secret: Callable[[], Secret]
    password: Callable[[], Secret | None]
    now: Callable[[], datetime.datetime]
    looks: bool = True
    goes_on: Callable[[], bool] = lambda: True
    patience: float = imap.PATIENCE


@dataclass(frozen=True, slots=True, kw_only=True)
class Polled:
    """What a poll has found: how many messages of each kind, and of each class among the bounces.

    ``known`` counts those that were dealt with before, ``early`` those that are left for the next poll because their
    delivery is still under way. ``suppressed`` counts readers who get nothing any more. ``blames`` are what servers
    say of us in the bounces that are our fault; ``left`` tells what is for a person, as far as anything is known of it.
    ``waiting`` is what a person has not read yet, the newest first, and ``place`` where it lies.
    """

    kinds: Mapping[IncomingKind, int]
    classes: Mapping[BounceClass, int]
    known: int
    early: int
    suppressed: int
    blames: tuple[str, ...]
    left: Mapping[str, int]
    waiting: tuple[Waiting, ...]
    place: str


def poll(request: Poll) -> Polled:
    """What was found. Raises ConfigurationError where no mailbox is named, Unreachable, NotAllowed for a copy."""
    mail = request.settings.mail
    if mail is None or mail.mailbox is None:
        raise ConfigurationError(
            "briefs.toml names no mailbox: set [mail.mailbox], by its path or its server"
        )
    with open_store(request.settings.store, create=False, url=request.settings.database) as store:
        store.claim()  # a copy would take away what the store that sends must know
        reading = _Reading(store=store, secret=request.secret(), now=request.now)
        with _opened(mail.mailbox, request) as box:
            for arrived in box.arrived():
                if not request.goes_on():
                    break
                reading.take(box, arrived)
            found = waiting(store, reading.secret, box.unread()) if request.looks else ()
            return reading.polled(tuple(found), place_of(mail.mailbox))


def _opened(mailbox: Mailbox, request: Poll) -> AbstractContextManager[_Box]:
    if mailbox.path is not None:
        return maildir.opened(Path(mailbox.path))
    return imap.opened(mailbox, request.password(), request.patience)


@dataclass(slots=True, kw_only=True)
class _Reading:
    """A poll as it goes on."""

    store: Store
    secret: Secret
    now: Callable[[], datetime.datetime]
    kinds: Counter[IncomingKind] = field(default_factory=Counter)
    classes: Counter[BounceClass] = field(default_factory=Counter)
    known: int = 0
    early: int = 0
    suppressed: int = 0
    blames: dict[str, None] = field(default_factory=dict)
    left: Counter[str] = field(default_factory=Counter)
    ids: dict[tuple[str, int], frozenset[str]] = field(default_factory=dict)

    def polled(self, found: tuple[Waiting, ...], place: str) -> Polled:
        """What was found so far."""
        return Polled(
            kinds=dict(self.kinds),
            classes=dict(self.classes),
            known=self.known,
            early=self.early,
            suppressed=self.suppressed,
            blames=tuple(self.blames)[:_MOST_TOLD],
            left=dict(self.left.most_common(_MOST_TOLD)),
            waiting=found,
            place=place,
        )

    def take(self, box: _Box, arrived: Arrived) -> None:
        """Nothing; afterwards the message is dealt with, or left for the next poll."""
        before = self.store.incoming.kind(arrived.digest)
        if before is not None:
            self.known += 1
            box.settle(arrived, read=before is not IncomingKind.OTHER)
            return
        moment = self.now()
        message, delivery = self._looked_up(classified(arrived, self.secret))
        if message.kind is IncomingKind.BOUNCE and delivery is not None and delivery.state in _OPEN:
            self.early += 1
            return
        message = _fitting(message, delivery)
        asked = self._asked(message, delivery, moment) if message.kind is IncomingKind.REQUEST else ()
        if message.kind is IncomingKind.REQUEST and not asked:
            message = _other(message, "an answer that names no statement of its edition")
        message = self._followed(message, delivery, moment)
        self.store.incoming.keep(message, moment, asked)
        self.kinds[message.kind] += 1
        if message.kind is IncomingKind.OTHER and message.note:
            self.left[message.note] += 1
        box.settle(arrived, read=message.kind is not IncomingKind.OTHER)

    def _looked_up(self, message: Incoming) -> tuple[Incoming, Delivery | None]:
        """The message and its delivery. A token of ours may be older than a store that was put back."""
        if message.delivery is None:
            return message, None
        delivery = self.store.deliveries.delivery(message.delivery)
        if delivery is None:
            return _other(message, "about a delivery that the store does not know"), None
        return message, delivery

    def _followed(self, message: Incoming, delivery: Delivery | None, moment: datetime.datetime) -> Incoming:
        """The message, when what follows from it is done; one of which nothing can follow is for a person."""
        reader = delivery.reader if delivery is not None else message.reader
        if message.kind is IncomingKind.BOUNCE and message.bounce is not None:
            if delivery is None:
                return self._bounce_of_reader(message, message.bounce, moment)
            self._bounce(message.bounce, delivery, moment)
            return message
        if message.kind is IncomingKind.COMPLAINT:
            done = self._suppress(reader, Refusal.COMPLAINED, f"feedback: {message.note}", moment)
        elif message.kind is IncomingKind.UNSUBSCRIBE:
            done = self._suppress(reader, Refusal.UNSUBSCRIBED, "by mail", moment)
        else:
            return message
        return message if done else _other(message, "about a reader whom the store does not know")

    def _bounce(self, bounce: Bounce, delivery: Delivery, moment: datetime.datetime) -> None:
        said = bounce.said
        if _is_own(bounce, delivery):
            self.store.deliveries.returned(delivery.number, moment, said)
        self.classes[bounce.kind] += 1
        if bounce.kind is BounceClass.OURS:
            self.blames[said] = None
        elif bounce.kind is BounceClass.HARD:
            self._suppress(delivery.reader, Refusal.BOUNCED, said, moment)
        elif len(self._came_back(delivery)) >= _ENOUGH:
            because = f"{_ENOUGH} of the last {_AMONG} editions came back; the last time: {said}"
            self._suppress(delivery.reader, Refusal.BOUNCED, because, moment)

    def _bounce_of_reader(self, message: Incoming, bounce: Bounce, moment: datetime.datetime) -> Incoming:
        """The message, when its reader gets nothing any more: a relay that gives mails other names tells only whose.

        What is not final cannot be counted without its delivery, and is for a person.
        """
        known = self.store.readers(self.secret).find(_folded(bounce.recipient))
        if bounce.kind is not BounceClass.HARD or known is None or known[0] != message.reader:
            return _other(message, "a bounce of no mail of ours that can be told")
        self.classes[bounce.kind] += 1
        self._suppress(message.reader, Refusal.BOUNCED, bounce.said, moment)
        return message

    def _came_back(self, delivery: Delivery) -> frozenset[str]:
        return self.store.incoming.came_back(delivery.reader, _AMONG) | {delivery.shipment.edition}

    def _suppress(
        self, reader: int | None, refusal: Refusal, because: str, moment: datetime.datetime
    ) -> bool:
        """Whether there is such a reader, who gets nothing any more."""
        if reader is None:
            return False
        readers = self.store.readers(self.secret)
        done = readers.suppress_reader(reader, refusal, because, moment, ACTOR)
        self.suppressed += done
        return done

    def _asked(
        self, message: Incoming, delivery: Delivery | None, moment: datetime.datetime
    ) -> tuple[CorrectionRequest, ...]:
        """What is asked for, one for each statement that the edition has."""
        reply = message.reply
        record = self._record(message, delivery)
        if reply is None or record is None:
            return ()
        known = self._statements(record)
        return tuple(
            CorrectionRequest(
                number=0,
                edition=record.edition,
                revision=record.revision if delivery is not None else None,
                statement=statement,
                reader=delivery.reader if delivery is not None else None,
                writer=reply.writer,
                words=reply.words,
                received=moment,
            )
            for statement in reply.statements
            if statement in known
        )

    def _record(self, message: Incoming, delivery: Delivery | None) -> Record | None:
        """The revision that is spoken of: that of the mail that is answered, else of the edition that is named."""
        ledger = self.store.ledger
        if delivery is not None:
            return revision_of(ledger, delivery.shipment.edition, delivery.shipment.revision)
        names = message.reply.editions if message.reply else ()
        known = next((name for name in names if ledger.record(name) is not None), None)
        return None if known is None else revision_of(ledger, known, None)

    def _statements(self, record: Record) -> frozenset[str]:
        place = (record.edition, record.revision)
        if place not in self.ids:
            self.ids[place] = frozenset(stated(self.store.ledger, record))
        return self.ids[place]


def _fitting(message: Incoming, delivery: Delivery | None) -> Incoming:
    """The message as it speaks of the address that was written to.

    What failed for somebody behind an alias or a list, or what they ask for, is not the word of all who stand there.
    """
    bounce = message.bounce
    if delivery is None:
        return message
    if (
        message.kind is IncomingKind.UNSUBSCRIBE
        and message.reply
        and not _is_of(message.reply.writer, delivery)
    ):
        return _other(message, "asks for no more mail from another address than the one written to")
    if bounce and bounce.kind is BounceClass.HARD and not _is_own(bounce, delivery):
        return replace(message, bounce=replace(bounce, kind=BounceClass.SOFT))
    return message


def _is_own(bounce: Bounce, delivery: Delivery) -> bool:
    """Whether the address itself failed, as far as is told."""
    return not bounce.recipient or _is_of(bounce.recipient, delivery)


def _is_of(stated: str, delivery: Delivery) -> bool:
    """Whether an address is the one that was written to; that of a reader who was removed is none."""
    return bool(delivery.address) and _folded(stated) == _folded(delivery.address)


def _folded(stated: str) -> str:
    """By what an address is known; empty for what is none."""
    try:
        return address_of(stated).folded
    except ValueError:
        return ""


def _other(message: Incoming, note: str) -> Incoming:
    return replace(message, kind=IncomingKind.OTHER, note=note, delivery=None, bounce=None)
