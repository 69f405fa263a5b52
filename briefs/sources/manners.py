"""How this program behaves towards the servers it asks, and when it asks again."""

import datetime
import email.utils
import re
from dataclasses import dataclass
from typing import Final

PRODUCT: Final = "briefs"
"""The name that a robots.txt calls this program by."""
MAX_REDIRECTS: Final = 5
_LONGEST_RETRY_AFTER: Final = datetime.timedelta(days=1)
"""A server that says "in ten years" is asked again tomorrow."""
_FIRST_BACKOFF: Final = 1.0
_LONGEST_BACKOFF: Final = 10.0
_DOUBLINGS: Final = 10
_SECONDS: Final = re.compile(r"[0-9]{1,9}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Manners:
    """What a desk can set. Times are in seconds; ``max_bytes`` counts what an answer holds once decoded.

    ``allowed_hosts`` are the only hosts that may stand at an address that is not public: names or IP addresses,
    each for itself and none for what ends in it. ``deadline`` is the time that one fetch may spend on the
    network, redirects and repetitions included; waiting for a host's turn does not count. ``contact`` is the
    address, of a page or a mailbox, under which somebody answers for this program.
    """

    version: str
    contact: str | None = None
    allowed_hosts: frozenset[str] = frozenset()
    per_host_delay: float = 1.0
    longest_delay: float = 60.0
    deadline: float = 30.0
    connect_timeout: float = 5.0
    read_timeout: float = 15.0
    retries: int = 2
    max_bytes: int = 20_000_000
    hosts_at_once: int = 8

    @property
    def user_agent(self) -> str:
        """The header in which the program says what it is, and whom to ask about it where that is known."""
        contact = f" (+{self.contact})" if self.contact else ""
        return f"{PRODUCT}/{self.version}{contact}"


def backoff(attempt: int, jitter: float) -> float:
    """Seconds to wait after the attempt with this number, from 0: full jitter over a doubling range.

    ``jitter`` is from 0 to 1. Why full jitter: Brooker, "Exponential Backoff And Jitter", 2015.
    """
    return jitter * min(_LONGEST_BACKOFF, _FIRST_BACKOFF * 2.0 ** min(attempt, _DOUBLINGS))


def retry_after(value: str, now: datetime.datetime) -> datetime.datetime | None:
    """The moment that a Retry-After header names (seconds or a date, RFC 9110); None when it names none."""
    value = value.strip()
    if _SECONDS.fullmatch(value):
        return now + min(datetime.timedelta(seconds=int(value)), _LONGEST_RETRY_AFTER)
    try:
        moment = email.utils.parsedate_to_datetime(value)
    except (ValueError, OverflowError):
        return None
    if moment.tzinfo is None:
        moment = moment.replace(tzinfo=datetime.UTC)
    return min(max(moment, now), now + _LONGEST_RETRY_AFTER)
