"""How it stands with a shipment after it was sent, or as far as that went: for a person, a program, and the owners."""

import datetime
from dataclasses import dataclass
from typing import Final
from zoneinfo import ZoneInfo

from briefs.editions.delivery.closing import Tally, counted, counted_again, unsettled, waiting
from briefs.editions.delivery.owed import Occasion
from briefs.editions.delivery.recipients import not_meant
from briefs.errors import NotSent, StoreBusy
from briefs.model import DeliveryState, Shipment
from briefs.schedule import on_the_wall
from briefs.store import Elsewhere, Forecast

IN_DOUBT: Final = 70
"""EX_SOFTWARE of ``sysexits.h``: nobody but a person can know what became of some."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sent:
    """What came of sending.

    ``forecast`` is what was planned now, ``settled`` how many deliveries were, ``tally`` how many are in each state.
    ``waits_until`` is when the next is tried again, ``paused`` why nothing more leaves, ``stopped`` whether an end was
    asked for, ``trouble`` what is the matter with the way to the server, or empty. ``again`` counts those that were
    sent and may have come twice, ``withdrawn`` those that are not sent any more because it was withdrawn meanwhile.
    ``elsewhere`` are readers whom the settings mean, but not the lists that it was sent to before.
    """

    shipment: Shipment
    occasion: Occasion
    forecast: Forecast
    settled: int
    tally: Tally
    waits_until: datetime.datetime | None
    paused: str | None
    stopped: bool
    trouble: str
    again: int = 0
    withdrawn: int = 0
    elsewhere: Elsewhere | None = None

    detour: str = ""
    """Which servers could not be used, and who took the mail instead; empty where none was gone past."""

    @property
    def in_doubt(self) -> int:
        """How many may have arrived or not: a person has to say."""
        return self.tally.get(DeliveryState.UNCERTAIN, 0)

    @property
    def is_done(self) -> bool:
        """Whether every delivery is settled."""
        return not unsettled(self.tally)

    @property
    def exit_code(self) -> int:
        """0 where all is settled; 76 where it is paused, 75 where some are to be tried again, 70 with some in doubt.

        That a signal has ended it, is told by whoever heard it.
        """
        if waiting(self.tally):
            return NotSent.exit_code if self.paused else StoreBusy.exit_code
        return IN_DOUBT if self.in_doubt else 0


def told(sent: Sent, zone: ZoneInfo) -> str:
    """What came of it, in a sentence or two, with what is to be done."""
    edition = sent.shipment.edition
    if not sent.tally:
        return _TO_NOBODY[sent.occasion]
    is_news = sent.settled or sent.withdrawn or not sent.is_done
    parts = [counted(sent.tally) if is_news else f"nothing was left to send: {counted(sent.tally)}"]
    if is_news and sent.again:
        parts.append(counted_again(sent.again))
    if sent.withdrawn:
        parts.append(
            f"{sent.withdrawn:,} will not be sent: it was withdrawn; briefs send {edition} tells those who have it, "
            "or the next run"
        )
    if sent.detour:
        parts.append(sent.detour)
    if waiting(sent.tally):
        parts.append(_waits(sent, edition, zone))
    if sent.in_doubt:
        parts.append(
            f"whether those in doubt have it, nobody can know: ask them, then briefs deliveries resolve {edition}"
        )
    if sent.elsewhere:
        parts.append(not_meant(sent.elsewhere))
    return "; ".join(parts)


_TO_NOBODY: Final = {
    Occasion.EDITION: "nobody to send to: all who are on its lists refuse mail",
    Occasion.CORRECTION: "nobody was sent what it corrects, and so nobody has to be told",
    Occasion.WITHDRAWAL: "nobody was sent it, and so nobody has to be told",
}


def _waits(sent: Sent, edition: str, zone: ZoneInfo) -> str:
    """Why some are still to be sent, and what sends them."""
    on = f"briefs send {edition}"
    if sent.paused:
        return f"paused: {sent.paused}. Look at that, and mend it; then {on}"
    if sent.stopped:
        return f"stopped; {on} goes on, or the next run"
    if DeliveryState.PENDING not in sent.tally:
        return f"another sender has them in hand; if it ends before, {on} goes on, or the next run"
    trouble = f": {sent.trouble}" if sent.trouble else ""
    when = f" from {on_the_wall(sent.waits_until, zone)}" if sent.waits_until else ""
    return f"to be tried again{when}{trouble}; {on} goes on, or the next run"
