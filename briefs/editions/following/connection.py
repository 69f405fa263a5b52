"""The way to the web, with the manners that the configuration asks for."""

import contextlib
import datetime
import sys
from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING, Final

from briefs import __version__
from briefs.config import Settings
from briefs.sources.answers import SiteRules
from briefs.sources.manners import Manners

if TYPE_CHECKING:
    from briefs.sources.web import Web

_COMMAND_LINE: Final = "httpx._main"


def connect(
    settings: Settings,
    now: Callable[[], datetime.datetime],
    jitter: Callable[[], float],
    rules: Iterable[SiteRules] = (),
) -> "Web":
    """The web, to be used as an asynchronous context.

    ``jitter`` gives numbers from 0 to 1, ``rules`` are what earlier runs have read of sites.
    """
    with _without_its_command_line():
        from briefs.sources.web import Web  # noqa: PLC0415 - httpx costs 0.15 s, and folders do not need it

    fetching = settings.fetching
    manners = Manners(
        version=__version__,
        contact=fetching.contact or None,
        allowed_hosts=fetching.private_hosts,
        per_host_delay=fetching.delay.total_seconds(),
        deadline=fetching.deadline.total_seconds(),
        max_bytes=settings.max_bytes,
    )
    return Web(manners, now, jitter, rules=rules)


@contextlib.contextmanager
def _without_its_command_line() -> Iterator[None]:
    """Spare httpx its own command line, which it imports where rich and click are installed: 0.1 s.

    None in the place of a module makes its import fail, and httpx goes on without it.
    """
    spared = "httpx" not in sys.modules
    if spared:
        sys.modules[_COMMAND_LINE] = None  # type: ignore[assignment]
    try:
        yield
    finally:
        if spared:
            sys.modules.pop(_COMMAND_LINE, None)
