"""A thread with one connection: it takes a claim, hands the message over, and says what became of it.

    take ▶ envelope ▶ commit ▶ body and dot ▶ answer ▶ settle ▶ take …

The commit is durable before the message goes out: whatever ends the process, the ledger knows of every message that
may have arrived.
"""

import datetime
import threading
from dataclasses import dataclass
from typing import Final, Protocol

from briefs.distribution.message import Parcel
from briefs.distribution.replies import Phase, Reply, Verdict, judge
from briefs.distribution.session import Envelope, Session
from briefs.editions.delivery import settling
from briefs.editions.delivery.pace import Pace
from briefs.editions.delivery.round import Round
from briefs.editions.delivery.settling import Said, Terms
from briefs.editions.delivery.writer import Writer
from briefs.errors import NotAccepted, NotSent
from briefs.model import BounceClass, Claimed, DeliveryState, Settled

_LONGEST_WAIT: Final = datetime.timedelta(seconds=90)
"""A sender waits for its rate by the second and the minute; for that by the hour and the day it comes again."""
_LEFT_ALONE: Final = datetime.timedelta(minutes=10)
"""How long a server is left alone that failed again and again: as long as a restart with an update takes."""
_MOST_REFUSED: Final = 20
"""Readers refused in a row after which a person is asked to look: a server that does not relay for us says so of each
reader, in words of its own; and to write to so many who are not there spoils the name of any sender."""
_REFUSED: Final = (
    "{} readers in a row were refused for good, the last with: {}; look whether the server lets us send, and take "
    "back what it refused by mistake: briefs deliveries resolve"
)
_MOST_SUSPECTS: Final = 3
"""Readers in a row, with nobody's message taken between them, after whom a final no that may be one reader's is taken
for one of all our mail: two may work in one house, and each one more is a stain on the name of the sender."""
_SUSPECTED: Final = (
    "{} readers in a row were refused for what may be our fault, or the rule of their house; the last {}"
)
_ALIKE: Final = "every reader would be refused alike: {}"


class Letters(Protocol):
    """What makes the messages of a shipment."""

    def parcel(self, claimed: Claimed) -> Parcel:
        """The message of a delivery, the same on every attempt. Raises ValueError where none can be made."""
        ...


class Route(Protocol):
    """The way to the servers that take our mail."""

    def open(self) -> Session:
        """A connection to the first of them that can be had. Raises NotSent, NotAccepted where only a person helps."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Tools:
    """What all workers of a dispatch use."""

    letters: Letters
    route: Route
    round: Round
    writer: Writer
    pace: Pace
    terms: Terms


class Worker:
    """A thread with a connection of its own. Those of the highest ``number`` are the first to be closed."""

    def __init__(self, number: int, tools: Tools) -> None:
        self._number = number
        self._tools = tools
        self._round = tools.round
        self._session: Session | None = None
        self._turn = 0
        self._is_opening = False
        self._thread = threading.Thread(target=self._run, name=f"mail {number}", daemon=True)

    def start(self) -> None:
        """Nothing; it works from now on, until the round is over."""
        self._thread.start()

    def join(self, seconds: float) -> None:
        """Nothing; comes back when it has ended or takes longer than that, at once where a server does not greet it."""
        if not self._is_opening:
            self._thread.join(seconds)

    def _run(self) -> None:
        try:
            while self._round.await_work(self._number):
                session = self._connected()
                if session and self._is_permitted():
                    self._make(session)
                self._close_where_not_needed()
        except BaseException as error:  # noqa: BLE001 - raised in the thread that dispatches
            self._round.end(error=error)
        finally:
            if self._session:
                self._session.leave()

    def _connected(self) -> Session | None:
        """A connection that takes a message; None where none can be had now."""
        if self._session:
            return self._session
        until = self._round.rest_of_server()
        if until > self._round.now():
            self._round.rest(until)
            return None
        self._turn = self._round.turn()
        self._is_opening = True
        try:
            self._session = self._tools.route.open()
        except NotAccepted as error:
            self._round.end(paused=_ALIKE.format(error))
        except NotSent as error:
            self._fail(str(error))
        else:
            self._round.note(*self._session.passed_over)
        finally:
            self._is_opening = False
        return self._session

    def _is_permitted(self) -> bool:
        """Whether a message may leave now; it is waited for, but not for long."""
        while (until := self._tools.pace.permit()) is not None:
            if until - self._round.now() > _LONGEST_WAIT:
                self._round.end(waits_until=until)
            if not self._round.rest(until):
                return False
        return True

    def _make(self, session: Session) -> None:
        """Nothing; a claim was made and settled, where one was left, and the permit is used or given back."""
        claimed = self._round.take()
        if claimed is None:
            self._tools.pace.done()
            return
        try:
            self._deliver(claimed, session)
        finally:
            self._round.done()

    def _deliver(self, claimed: Claimed, session: Session) -> None:
        committed = False

        def commit() -> bool:
            nonlocal committed
            committed = True
            try:
                return self._tools.writer.commit(claimed.number)
            finally:
                self._tools.pace.done()

        try:
            parcel = self._tools.letters.parcel(claimed)
            envelope = Envelope(
                sender=parcel.sender, recipient=parcel.recipient, size=parcel.size, envid=parcel.identity
            )
        except ValueError as error:
            said = Said(server="", reply=f"no message can be made: {error}", moment=self._round.now())
            self._settle(settling.refused(claimed, said))
        else:
            self._judge(claimed, session.deliver(envelope, parcel.parts, commit))
        if not committed:
            self._tools.pace.done()

    def _judge(self, claimed: Claimed, reply: Reply) -> None:
        """Nothing; what the answer makes of the delivery is on its way to the ledger."""
        session = self._session
        server = session.server if session else ""
        said = Said(server=server, reply=str(reply), moment=self._round.now())
        match judge(reply):
            case Verdict.TAKEN:
                self._settle(settling.sent(claimed, said))
            case Verdict.REFUSED:
                self._refuse(claimed, said, is_gone=_is_gone(reply))
            case Verdict.LATER:
                self._settle(settling.put_off(claimed, said, self._tools.terms))
                if _is_of_server(reply):
                    self._fail(f"{server}: {reply}")
            case Verdict.BUSY:
                self._settle(self._put_back(claimed, said))
                self._fail(f"{server}: {reply}")
            case Verdict.UNKNOWN:
                self._settle(settling.in_doubt(claimed, said, self._tools.terms))
                self._fail(f"{server}: {reply}")
            case Verdict.OURS:
                self._settle(settling.put_back(claimed, said))
                self._round.end(paused=_ALIKE.format(f"{server}: {reply}"))
            case Verdict.EITHER:
                self._suspect(claimed, said)
            case Verdict.FORGONE:
                self._round.count("lost")

    def _put_back(self, claimed: Claimed, said: Said) -> Settled:
        """The connection is at fault, and not the reader; but not when it ends a second time with the same one."""
        if self._round.is_troubled(claimed.number):
            return settling.put_off(claimed, said, self._tools.terms)
        return settling.put_back(claimed, said)

    def _refuse(self, claimed: Claimed, said: Said, *, is_gone: bool) -> None:
        """Nothing; this one is refused, and a person is to look where that is said of very many."""
        self._settle(settling.refused(claimed, said))
        if self._round.refuse(claimed.reader, said.reply if is_gone else "") >= _MOST_REFUSED:
            self._round.end(paused=_REFUSED.format(_MOST_REFUSED, said.reply))

    def _suspect(self, claimed: Claimed, said: Said) -> None:
        """Nothing; this one is put aside, and everybody where it is not this one's matter alone."""
        known = self._round.suspects
        settled = settling.put_aside(claimed, said, self._tools.terms, is_alone=known.is_alone)
        self._settle(settled)
        if settled.state is DeliveryState.FAILED:
            return
        found = self._round.suspect(f"{claimed.ascii}, by {said.server}: {said.reply}")
        if found.count >= _MOST_SUSPECTS:
            self._round.end(paused=_SUSPECTED.format(found.count, found.last))

    def _settle(self, settled: Settled) -> None:
        self._tools.writer.settle(settled)
        match settled.state:
            case DeliveryState.SENT:
                self._round.taken_by(settled.server)
                self._round.count("sent")
            case DeliveryState.FAILED:
                self._round.count("refused")
            case DeliveryState.PENDING if settled.is_try:
                self._round.count("later")

    def _fail(self, trouble: str) -> None:
        if self._session:
            self._session.close()
            self._session = None
        if not self._round.fail(self._turn, trouble):
            self._round.end(waits_until=self._round.now() + _LEFT_ALONE)

    def _close_where_not_needed(self) -> None:
        session = self._session
        if session and not (session.is_open and self._round.may_stay(self._number)):
            session.leave()
            self._session = None


def _is_gone(reply: Reply) -> bool:
    """Whether a final no says what a bounce for good says: that there is no such address."""
    from briefs.distribution.bounces import judged  # noqa: PLC0415 - few are refused, and it reads mails

    return judged(reply.enhanced, reply.text).kind is BounceClass.HARD


def _is_of_server(reply: Reply) -> bool:
    """Whether a passing no is likely to be said of the next reader, too: the disk is full, the queue does not move.

    The second number of a status tells mailboxes (2) from the mail system (3); without one, what was said of the
    message is the system's, and what was said of the reader is the reader's, as where greys are listed.
    """
    if reply.enhanced.startswith("4.2."):
        return False
    return reply.enhanced.startswith("4.3.") or reply.phase is not Phase.RCPT
