"""What a mailbox holds that is for a person: from whom, about what, where it lies, and what may be done about it."""

import shlex
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Final

from briefs.distribution.addresses import address_of
from briefs.distribution.incoming import classified
from briefs.distribution.opened import Arrived, addresses, header, one_line, opened
from briefs.model import IncomingKind, Mailbox, Reader, Secret
from briefs.store import Store

MOST: Final = 100
"""Messages that are looked at: who leaves more unread has another way to read them."""
_LONGEST: Final = 100
"""Characters of a subject or a name: what is longer does not stand on a line."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiting:
    """A message that a poll has left for a person, and that is still unread.

    ``place`` is its file or its UID, ``why`` what is known of it, ``advice`` what to type where it seems to ask for
    something that nothing proves; both may be empty.
    """

    writer: str
    subject: str
    place: str
    why: str = ""
    advice: str = ""


def place_of(mailbox: Mailbox) -> str:
    """Where a person finds such messages."""
    return f"{mailbox.path}/cur" if mailbox.path is not None else f"{mailbox.folder} of {mailbox.host}"


def waiting(store: Store, secret: Secret, unread: Iterable[Arrived]) -> Iterator[Waiting]:
    """Those of the messages that a poll has left, as many as are looked at."""
    refused = {it.address for it in store.readers(secret).suppressions() if it.address}
    for arrived in islice(unread, MOST):
        why = store.incoming.left(arrived.digest)
        if why is None:
            continue
        message = opened(arrived.head)
        stated = [] if message is None else addresses(message, "From")
        asks = _leaver(store, secret, arrived, stated)
        yield Waiting(
            writer=one_line(stated[0] if stated else "", _LONGEST) or "somebody",
            subject=one_line(header(message, "Subject") if message else "", _LONGEST),
            place=one_line(arrived.name, _LONGEST),
            why=why,
            advice=_advice(asks, lambda address: address in refused),
        )


def _leaver(store: Store, secret: Secret, arrived: Arrived, stated: list[str]) -> str:
    """The address of a reader who may want no more: that written to, else that of who writes; empty where none is."""
    message = classified(arrived, secret)
    if not (message.leaves or message.kind is IncomingKind.UNSUBSCRIBE):
        return ""
    delivery = None if message.delivery is None else store.deliveries.delivery(message.delivery)
    if delivery is not None and delivery.address:
        return delivery.address
    found = _reader(store, secret, stated[0]) if stated else None
    return "" if found is None else found.address


def _reader(store: Store, secret: Secret, stated: str) -> Reader | None:
    try:
        found = store.readers(secret).find(address_of(stated).folded)
    except ValueError:
        return None
    return None if found is None else found[1]


def _advice(address: str, is_refused: Callable[[str], bool]) -> str:
    if not address or is_refused(address):
        return ""
    return f"briefs readers suppress {shlex.quote(address)} --because 'asked by mail'"
