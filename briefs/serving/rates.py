"""How often each client may ask: a bucket of tokens that fills again, for the clients that asked last."""

import ipaddress
import threading
from collections import OrderedDict
from collections.abc import Callable
from typing import Final

_BURST: Final = 240
"""Requests at once: a search over years asks for some dozens, and an office behind one address does so often."""
_PER_SECOND: Final = 8
"""Requests a second for ever: more than people make, or the servers of a mail provider that unsubscribe for them."""
_MOST: Final = 10_000
"""Clients that are remembered, a few megabytes. Who is forgotten begins anew."""
_LONGEST: Final = 64
_NETWORK: Final = 64
"""Bits of an IPv6 address by which a client is told: whoever has one of a network has all of them."""


class Rates:
    """The buckets of the clients; ``clock`` tells seconds that only grow. It may be asked from any thread."""

    def __init__(
        self,
        clock: Callable[[], float],
        *,
        burst: int = _BURST,
        per_second: float = _PER_SECOND,
        most: int = _MOST,
    ) -> None:
        self._clock = clock
        self._burst = burst
        self._per_second = per_second
        self._most = most
        self._buckets: OrderedDict[str, tuple[float, float]] = OrderedDict()
        self._lock = threading.Lock()

    def take(self, client: str, cost: int = 1) -> bool:
        """Whether a client may ask now; what it asks costs as many tokens, and never more than it has."""
        name, now = _name(client), self._clock()
        with self._lock:
            left, at = self._buckets.pop(name, (float(self._burst), now))
            left = min(self._burst, left + (now - at) * self._per_second)
            allowed = left >= 1
            self._buckets[name] = (max(0.0, left - cost) if allowed else left, now)
            if len(self._buckets) > self._most:
                self._buckets.popitem(last=False)
        return allowed


def _name(client: str) -> str:
    try:
        address = ipaddress.ip_address(client)
    except ValueError:
        return client[:_LONGEST]
    if isinstance(address, ipaddress.IPv6Address):
        return str(address.ipv4_mapped or ipaddress.ip_network((address, _NETWORK), strict=False))
    return client
