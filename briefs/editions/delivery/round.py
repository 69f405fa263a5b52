"""What the threads of one dispatch share: the claims still to be made, who is at work, and why it ends.

dispatching ──fill──▶ claims ──take──▶ worker ──done──▶ …
     ▲                                   │
     └────────────── end ◀───────────────┘   paused, stopped, hopeless, or nothing is left
"""

import datetime
import threading
from collections import Counter, deque
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from typing import Final

from briefs.editions.delivery.lanes import Lanes
from briefs.model import Claimed

_LOOK: Final = 0.1
"""Seconds after which the dispatching thread looks up: a signal cannot wake it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Progress:
    """How many messages this sender has handed over, is to try again, and has been refused for good.

    ``lost`` are those that another sender has taken from it, as from one that had ended. ``trouble`` is what keeps it
    from the server now, or empty.
    """

    sent: int = 0
    later: int = 0
    refused: int = 0
    lost: int = 0
    trouble: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Suspects:
    """Readers in a row with a final no that may be meant for all our mail; ``last`` is the last one and what was said.

    Nobody's message was taken between them. ``is_alone`` is whether somebody's ever was, of this shipment.
    """

    count: int = 0
    last: str = ""
    is_alone: bool = False


@dataclass(slots=True, kw_only=True)
class Ending:
    """Why a dispatch ends before everything is done; as it is made, it does not."""

    paused: str | None = None
    waits_until: datetime.datetime | None = None
    is_stopped: bool = False
    error: BaseException | None = None


class Round:
    """The state of a dispatch. Every method may be called by any thread; ``now`` is the clock."""

    def __init__(self, lanes: Lanes, now: Callable[[], datetime.datetime], *, is_taken: bool = False) -> None:
        """``is_taken`` is whether a message of the shipment was taken before."""
        self.now = now
        self.ending = Ending()
        self.trouble = ""
        self._lanes = lanes
        self._changed = threading.Condition()
        self._claims: deque[Claimed] = deque()
        self._in_hand = 0
        self._is_over = False
        self._counts = {"sent": 0, "later": 0, "refused": 0, "lost": 0}
        self._troubled: set[int] = set()
        self._passed: dict[str, None] = {}
        self._by: Counter[str] = Counter()
        self._refused = 0
        self._missing: dict[int, str] = {}
        self._gone: dict[int, str] = {}
        self._suspects = Suspects(is_alone=is_taken)

    @property
    def progress(self) -> Progress:
        """What has been done so far."""
        with self._changed:
            return Progress(**self._counts, trouble=self.trouble if self._lanes.is_failing else "")

    @property
    def is_over(self) -> bool:
        """Whether no further message is begun."""
        return self._is_over

    @property
    def in_hand(self) -> int:
        """How many messages are being delivered at this moment."""
        return self._in_hand

    @property
    def waiting(self) -> int:
        """How many claims nobody has taken yet."""
        return len(self._claims)

    @property
    def is_idle(self) -> bool:
        """Whether there is nothing to take, and nobody has anything in hand that may have to be taken again."""
        with self._changed:
            return not self._claims and not self._in_hand

    def fill(self, claims: Iterable[Claimed]) -> None:
        """Nothing; these are there to be taken."""
        with self._changed:
            self._claims.extend(claims)
            self._changed.notify_all()

    def look_up(self, few: int) -> None:
        """Nothing; comes back when it is idle, or has fewer claims than ``few`` to take, or after a moment.

        When it is over, it comes back when nobody has anything in hand any more, or after a moment.
        """
        with self._changed:
            self._changed.wait_for(lambda: self._is_time(few), _LOOK)

    def _is_time(self, few: int) -> bool:
        if self._is_over:
            return not self._in_hand
        return len(self._claims) < few or not (self._claims or self._in_hand)

    def end(
        self,
        *,
        paused: str | None = None,
        waits_until: datetime.datetime | None = None,
        error: BaseException | None = None,
        is_stopped: bool = False,
    ) -> None:
        """Nothing; no further message is begun. The first reason stays."""
        with self._changed:
            if not self._is_over:
                self.ending = Ending(
                    paused=paused, waits_until=waits_until, error=error, is_stopped=is_stopped
                )
            self._is_over = True
            self._changed.notify_all()

    def await_work(self, number: int) -> bool:
        """Whether to go on: there is something to take, and this connection may be there; else it is over."""
        with self._changed:
            self._changed.wait_for(
                lambda: self._is_over or (bool(self._claims) and self._lanes.is_open(number))
            )
            return not self._is_over

    def may_stay(self, number: int) -> bool:
        """Whether this connection need not be closed, because there are fewer now."""
        with self._changed:
            return self._lanes.is_open(number)

    def rest(self, until: datetime.datetime) -> bool:
        """Whether to go on, once that moment has come; else it is over."""
        with self._changed:
            while not self._is_over and (left := (until - self.now()).total_seconds()) > 0:
                self._changed.wait(left)
            return not self._is_over

    def rest_of_server(self) -> datetime.datetime:
        """From when on a connection may be opened."""
        with self._changed:
            now = self.now()
            return now + self._lanes.rest(now)

    def take(self) -> Claimed | None:
        """A claim to be made now, which ``done`` ends; None where nothing is left, or it is over."""
        with self._changed:
            if self._is_over or not self._claims:
                return None
            self._in_hand += 1
            return self._claims.popleft()

    def done(self) -> None:
        """Nothing; what was taken is settled."""
        with self._changed:
            self._in_hand -= 1
            self._changed.notify_all()

    def turn(self) -> int:
        """In which turn a connection is opened now, by which ``fail`` knows what failed together."""
        with self._changed:
            return self._lanes.turn

    def fail(self, turn: int, trouble: str) -> bool:
        """Whether trying again makes sense, after a connection of that turn could not be had or was broken off."""
        with self._changed:
            self.trouble = trouble
            self._lanes.fail(turn, self.now())
            self._changed.notify_all()
            return not self._lanes.is_hopeless

    def refuse(self, reader: int, gone: str) -> int:
        """How many readers in a row the server has refused for good, this one among them.

        ``gone`` is what it said where that is that there is no such address, else empty.
        """
        with self._changed:
            self._refused += 1
            if gone:
                self._missing[reader] = gone
            return self._refused

    def gone(self, few: int = 1) -> dict[int, str]:
        """Readers who are not there, with what was said of them, each told once; none while fewer than ``few``.

        A server is believed once it has taken a message after that, or when the round has ended well: one that knows
        nobody says it of everybody.
        """
        with self._changed:
            if self._is_over and self.ending.paused is None and self.ending.error is None:
                self._gone |= self._missing
                self._missing = {}
            if len(self._gone) < few:
                return {}
            gone, self._gone = self._gone, {}
            return gone

    @property
    def suspects(self) -> Suspects:
        """Those in whose row nobody's message was taken yet."""
        with self._changed:
            return self._suspects

    def suspect(self, last: str) -> Suspects:
        """The row of suspects, this one among them, who is tried again later."""
        with self._changed:
            self._counts["later"] += 1
            self._suspects = replace(self._suspects, count=self._suspects.count + 1, last=last)
            return self._suspects

    def note(self, *troubles: str) -> None:
        """Nothing; something was wrong on the way to the server, and mail goes out all the same."""
        if troubles:
            with self._changed:
                self.trouble = "; ".join(troubles)
                self._passed |= dict.fromkeys(troubles)

    def taken_by(self, server: str) -> None:
        """Nothing; this server has taken one more."""
        with self._changed:
            self._by[server] += 1

    @property
    def detour(self) -> str:
        """Which servers could not be used, and who has taken the mail instead; empty where none was gone past."""
        with self._changed:
            parts = (each.removeprefix("mail server ").partition(": ") for each in self._passed)
            passed = [f"{name} could not be used: {why.rstrip('.')}" for name, _, why in parts]
            by = ", ".join(f"{count:,} by {server}" for server, count in sorted(self._by.items()))
            return "; ".join([*passed, by or "nothing was taken"]) if passed else ""

    def is_troubled(self, number: int) -> bool:
        """Whether a connection has gone with this delivery before, in this dispatch; from now on, one has."""
        with self._changed:
            known = number in self._troubled
            self._troubled.add(number)
            return known

    def count(self, what: str) -> None:
        """Nothing; one more was ``sent``, put off to ``later``, ``refused``, or ``lost``."""
        with self._changed:
            self._counts[what] += 1
            if what in {"sent", "later"}:
                self._refused = 0
            if what == "sent":
                self._gone |= self._missing
                self._missing = {}
                self._suspects = Suspects(is_alone=True)
                self._lanes.go_well()
            elif what == "later":
                self._lanes.narrow()
            self._changed.notify_all()
