"""A loop that looks, again and again, whether an edition is due; the clock, the look and the rest are arguments.

tick ──exit code──▶ how long to rest ──▶ tick …
"""

import datetime
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from briefs.errors import StoreBusy
from briefs.model import Schedule
from briefs.schedule import next_slot, on_the_wall

_LONGEST: Final = datetime.timedelta(hours=1)
"""A machine that was asleep, or whose clock was set, is at most so late; nobody tells a sleeping process of either."""
_SOON: Final = datetime.timedelta(minutes=1)
"""The first rest after a look that is to be tried again; each further one is twice as long."""
_MOST_DOUBLINGS: Final = 6

Now = Callable[[], datetime.datetime]


@dataclass(frozen=True, slots=True, kw_only=True)
class Loop:
    """What the loop is made of: ``tick`` gives the exit code of a look, ``rest`` whether to go on after a while.

    ``schedule`` is asked anew each time: its file may have been changed meanwhile.
    """

    tick: Callable[[], int]
    rest: Callable[[datetime.timedelta], bool]
    schedule: Callable[[], Schedule]
    now: Now
    say: Callable[[str], None]


def keep_looking(loop: Loop) -> None:
    """Nothing; comes back when ``rest`` says that it was enough."""
    again = 0
    told = ""
    while True:
        again = again + 1 if loop.tick() == StoreBusy.exit_code else 0
        schedule, now = loop.schedule(), loop.now()
        coming = next_slot(schedule, now)
        if coming.week != told:
            told = coming.week
            loop.say(f"{coming.week} is due on {on_the_wall(coming.moment, schedule.zone)}")
        if not loop.rest(pause(schedule, now, again)):
            return


def pause(schedule: Schedule, now: datetime.datetime, again: int = 0) -> datetime.timedelta:
    """How long to rest: until the next slot, but at most an hour; less where the last ``again`` looks were in vain."""
    longest = _SOON * 2 ** min(again - 1, _MOST_DOUBLINGS) if again else _LONGEST
    return min(longest, _LONGEST, next_slot(schedule, now).moment - now)
