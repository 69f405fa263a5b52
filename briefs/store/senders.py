"""Senders that are at work, and what becomes of the deliveries of those that are not any more.

A sender holds a lock as long as it lives: on a file beside a store in a file, in a session of a server. Whatever ends
it, the kernel or the server frees the lock; no clock says that a sender is dead.
"""

import contextlib
import datetime
import fcntl
import os
import re
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from sqlalchemy import Connection, func, select, text, update
from sqlalchemy.exc import DBAPIError, PendingRollbackError

from briefs.errors import StoreBusy, StoreError
from briefs.model import DeliveryState, InDoubt
from briefs.store import shipments
from briefs.store.claiming import CLAIMED, COMMITTING, PENDING
from briefs.store.database import Database
from briefs.store.delivery_tables import delivery
from briefs.store.encoding import stamp
from briefs.store.faults import told
from briefs.store.values import Recovered

FOLDER: Final = "senders"
_NAME: Final = re.compile(r"[A-Za-z0-9][A-Za-z0-9.-]{0,99}", re.ASCII)
"""What a sender may be called: it is the name of a file."""
_LOCKS: Final = 0x62726464
"""The letters brdd: the first half of the numbers of these locks, another than those of other locks."""
_KEY: Final = f"{_LOCKS}, hashtext(current_schema()::text || ' ' || :sender)"
_TAKE: Final = text(f"SELECT pg_try_advisory_lock({_KEY})")
_TAKE_FOR_NOW: Final = text(f"SELECT pg_try_advisory_xact_lock({_KEY})")
_LEAVE: Final = text(f"SELECT pg_advisory_unlock({_KEY})")
_FOREVER: Final = text("""
SELECT set_config('idle_session_timeout', '0', false)
WHERE current_setting('idle_session_timeout', true) IS NOT NULL
""")
"""A sender that waits for a slow server says nothing for long: its session stays all the same."""
_RESENT: Final = "its sender ended before it knew the answer; it is sent again, and may arrive twice"
_HELD: Final = "its sender ended before it knew the answer; say whether it arrived: briefs deliveries resolve"
_IN_HAND: Final = (CLAIMED, COMMITTING)


@contextlib.contextmanager
def held(database: Database, sender: str) -> Iterator[None]:
    """Nothing; meanwhile this sender is known to live. Raises StoreBusy where another one goes by its name."""
    if not _NAME.fullmatch(sender):
        raise ValueError(f"no name for a sender: {sender!r:.120}")
    if not database.is_served:
        with _by_file(database, sender):
            yield
        return
    with contextlib.closing(_Session(database, sender)) as session:
        session.renew()
        database.holds[sender] = session.renew
        try:
            yield
        finally:
            del database.holds[sender]


def renew(database: Database, sender: str) -> None:
    """Nothing; afterwards the proof of a sender is held, where it ever was.

    A server that was restarted has forgotten it: nothing is claimed without it. Raises StoreBusy where the server
    cannot be reached.
    """
    again = database.holds.get(sender)
    if again is not None:
        again()


def recover(database: Database, in_doubt: InDoubt, moment: datetime.datetime) -> Recovered:
    """What became of the deliveries of senders that are no more: whoever holds a lock keeps its own."""
    with database.reading() as connection:
        senders = _with_deliveries(connection)
    found = Recovered()
    for again in tuple(database.holds.values()):
        again()
    for sender in senders:
        with contextlib.ExitStack() as stack:
            if not database.is_served and not stack.enter_context(_ended_by_file(database.folder, sender)):
                continue
            connection = stack.enter_context(database.sharing())
            if database.is_served and not connection.scalar(_TAKE_FOR_NOW, {"sender": sender}):
                continue
            found = _sum(found, _take(connection, sender, in_doubt, moment))
    return found


def _with_deliveries(connection: Connection) -> list[str]:
    query = select(delivery.c.sender).where(delivery.c.state.in_(_IN_HAND)).distinct()
    return sorted(sender or "" for sender in connection.scalars(query))


def _take(connection: Connection, sender: str, in_doubt: InDoubt, moment: datetime.datetime) -> Recovered:
    mine = select(delivery.c.id, delivery.c.state).where(
        delivery.c.sender == sender, delivery.c.state.in_(_IN_HAND)
    )
    rows = connection.execute(mine.order_by(delivery.c.id).with_for_update()).all()
    begun = sum(row.state == COMMITTING for row in rows)
    here = update(delivery).where(delivery.c.sender == sender)
    at = stamp(moment)
    if in_doubt is InDoubt.RESEND:
        values = {
            "state": PENDING,
            "tries": delivery.c.tries + 1,
            "not_before": None,
            "server": "",
            "reply": _RESENT,
        }
        values["doubted"] = func.coalesce(delivery.c.doubted, at)
    else:
        values = {
            "state": DeliveryState.UNCERTAIN.value,
            "tries": delivery.c.tries + 1,
            "server": "",
            "reply": _HELD,
        }
    connection.execute(here.where(delivery.c.state == COMMITTING).values(changed=at, **values))
    connection.execute(here.where(delivery.c.state == CLAIMED).values(changed=at, state=PENDING))
    for each in shipments.shipments(connection, None):
        if each.finished is None:
            shipments.leave_out_overtaken(connection, each.shipment, moment)
    resent = begun if in_doubt is InDoubt.RESEND else 0
    return Recovered(released=len(rows) - begun, resent=resent, held=begun - resent)


def _sum(first: Recovered, second: Recovered) -> Recovered:
    return Recovered(
        released=first.released + second.released,
        resent=first.resent + second.resent,
        held=first.held + second.held,
    )


class _Session:
    """A session of a server that holds a lock, and the next one where the server has dropped it."""

    def __init__(self, database: Database, sender: str) -> None:
        self._database = database
        self._sender = {"sender": sender}
        self._turn = threading.Lock()
        self._stack = contextlib.ExitStack()
        self._connection: Connection | None = None

    def renew(self) -> None:
        """Nothing; afterwards a session holds the lock: the one that took it, or another where that broke off."""
        with self._turn, told(self._database.place):
            if self._connection is not None and _answers(self._connection):
                return
            self._leave()
            connection = self._stack.enter_context(self._database.bare())
            connection.execute(_FOREVER)
            if not connection.scalar(_TAKE, self._sender):
                self._stack.close()
                raise StoreBusy(f"{self._database.place}: another process sends as {self._sender['sender']}")
            self._connection = connection

    def close(self) -> None:
        """Nothing; afterwards the lock is free. The session goes back to a pool, and would keep it there."""
        if self._connection is not None and _answers(self._connection):
            self._connection.execute(_LEAVE, self._sender)
        self._leave()

    def _leave(self) -> None:
        self._connection = None
        self._stack.close()


def _answers(connection: Connection) -> bool:
    """Whether it is still the session that it was: one that broke off has freed its locks."""
    try:
        connection.exec_driver_sql("SELECT 1")
    except (DBAPIError, PendingRollbackError):
        connection.invalidate()
        return False
    return True


@contextlib.contextmanager
def _by_file(database: Database, sender: str) -> Iterator[None]:
    place = database.folder / FOLDER / sender
    try:
        place.parent.mkdir(exist_ok=True)
        handle = _locked(place, os.O_CREAT)
    except OSError as error:
        raise StoreError(f"{place}: cannot be made: {error.strerror}") from error
    if handle is None:
        raise StoreBusy(f"{place}: another process sends as {sender}")
    try:
        yield
    finally:
        place.unlink(missing_ok=True)
        os.close(handle)


@contextlib.contextmanager
def _ended_by_file(folder: Path, sender: str) -> Iterator[bool]:
    """Whether a sender is no more; nobody else says so meanwhile."""
    place = folder / FOLDER / sender
    try:
        # A name that no sender has is that of no file of ours.
        handle = _locked(place, 0) if _NAME.fullmatch(sender) else -1
    except FileNotFoundError:
        handle = -1
    except OSError as error:
        raise StoreError(f"{place}: cannot be read: {error.strerror}") from error
    if handle is None or handle < 0:
        yield handle is not None
        return
    try:
        yield True
        place.unlink(missing_ok=True)
    finally:
        os.close(handle)


def _locked(place: Path, flags: int) -> int | None:
    """The file, open and locked; None where another process holds it."""
    while True:
        handle = os.open(place, os.O_RDWR | flags, 0o600)
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
            if _is_at(handle, place):
                return handle
        except BlockingIOError:
            os.close(handle)
            return None
        os.close(handle)


def _is_at(handle: int, place: Path) -> bool:
    """Whether what was locked still stands there: whoever took its sender for dead has deleted it."""
    try:
        return os.path.samestat(os.fstat(handle), place.stat())
    except FileNotFoundError:
        return False
