"""What readers ask to be corrected, and what a person has answered."""

import datetime

from briefs.config import Settings
from briefs.editions.aftermath.showing import opened
from briefs.errors import NoInput
from briefs.model import CorrectionRequest


def requests(settings: Settings, *, settled: bool) -> tuple[CorrectionRequest, ...]:
    """What was asked for and not answered yet, in the order in which it came; with ``settled`` all of it."""
    with opened(settings) as store:
        return store.incoming.requests(settled=settled)


def settle(
    settings: Settings, number: int, because: str, moment: datetime.datetime, actor: str
) -> CorrectionRequest:
    """The request as it is settled now. Raises NoInput for a number that is none, NotAllowed for one that was."""
    with opened(settings) as store:
        done = store.incoming.settle(number, because, moment, actor)
    if done is None:
        raise NoInput(f"there is no request {number}; those that are open: briefs corrections")
    return done
