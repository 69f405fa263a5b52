"""The points of a dispatch at which a trial ends it: each a function of the program, and the side of the call."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final


@dataclass(frozen=True, slots=True, kw_only=True)
class Point:
    """The moment before or after a call of ``target``, as in ``briefs.store.claiming:claim``.

    ``when`` counts nothing but calls with such arguments. ``hits`` are the calls at which trials strike: of ten
    readers, each in turn. ``is_half`` lets the call have all parts of a message but the last before it strikes.
    """

    target: str
    after: bool = False
    when: Callable[[tuple[Any, ...]], bool] | None = None
    hits: tuple[int, ...] = (1,)
    is_half: bool = False


READERS: Final = 10
_EACH: Final = (1, 4, 9)
"""Of as many calls as there are readers: the first, one in the middle, and one near the end."""
_GROUPS: Final = (1, 2, 3)
"""Of groups there are fewer than readers, where connections share them."""
_DELIVERIES: Final = "briefs.store.deliveries:Deliveries"
_CLAIMING: Final = "briefs.store.claiming"
_SESSION: Final = "briefs.distribution.session:Session"
_CONNECTION: Final = "briefs.distribution.connection:Connection"
_WORKER: Final = "briefs.editions.delivery.workers:Worker"


def _settles(arguments: tuple[Any, ...]) -> bool:
    return bool(arguments[2])


def _commits(arguments: tuple[Any, ...]) -> bool:
    return bool(arguments[3])


POINTS: Final[dict[str, Point]] = {
    "begun": Point(target=f"{_DELIVERIES}.recover"),
    "recovered": Point(target=f"{_DELIVERIES}.recover", after=True),
    "claimed, not on the disk": Point(target=f"{_CLAIMING}:claim", after=True),
    "claimed": Point(target=f"{_DELIVERIES}.claim", after=True),
    "connected": Point(target="briefs.distribution.failover:Route.open", after=True),
    "taken in hand": Point(target=f"{_SESSION}.deliver", hits=_EACH),
    "envelope accepted": Point(target="briefs.editions.delivery.writer:Writer.commit", hits=_EACH),
    "committing, not on the disk": Point(
        target=f"{_CLAIMING}:record", when=_commits, after=True, hits=_GROUPS
    ),
    "committing": Point(target=f"{_DELIVERIES}.record", when=_commits, after=True, hits=_GROUPS),
    "message begun": Point(target=f"{_CONNECTION}.send_parts", hits=_EACH),
    "message sent but for its end": Point(target=f"{_CONNECTION}.send_parts", is_half=True, hits=_EACH),
    "message sent": Point(target=f"{_CONNECTION}.send_parts", after=True, hits=_EACH),
    "answered": Point(target=f"{_SESSION}.deliver", after=True, hits=_EACH),
    "judged": Point(target=f"{_WORKER}._judge", after=True, hits=_EACH),
    "settled, not on the disk": Point(target=f"{_CLAIMING}:record", when=_settles, after=True, hits=_GROUPS),
    "settled": Point(target=f"{_DELIVERIES}.record", when=_settles, after=True, hits=_GROUPS),
    "all done": Point(target=f"{_DELIVERIES}.release"),
    "released": Point(target=f"{_DELIVERIES}.release", after=True),
}
"""In the order in which a dispatch comes to them."""
