"""Whether an Internet address is public, in whatever form it is written.

``ipaddress.is_global`` is not asked: it differs from one Python to the next, and some addresses that lead on to
another one (NAT64, 6to4) count as global there.
"""

import re
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address
from typing import Final, TypeAlias

IPAddress: TypeAlias = IPv4Address | IPv6Address

_NOT_PUBLIC_4: Final = tuple(
    IPv4Network(network)
    for network in (
        "0.0.0.0/8",  # this network; most systems connect to themselves
        "10.0.0.0/8",
        "100.64.0.0/10",  # behind a provider's NAT; one cloud keeps its metadata here
        "127.0.0.0/8",
        "168.63.129.16/32",  # a cloud's own service for the machines in it
        "169.254.0.0/16",  # link-local, with the metadata services
        "172.16.0.0/12",
        "192.0.0.0/24",
        "192.0.2.0/24",
        "192.88.99.0/24",  # 6to4 relays
        "192.168.0.0/16",
        "198.18.0.0/15",
        "198.51.100.0/24",
        "203.0.113.0/24",
        "224.0.0.0/4",  # multicast
        "240.0.0.0/4",  # reserved, and broadcast
    )
)
"""The registry of special-purpose IPv4 addresses (RFC 6890 and its updates), and what clouds add to it."""
_PUBLIC_6: Final = IPv6Network("2000::/3")
"""Global unicast. Everything else is local, multicast, reserved, or an IPv4 address in another guise."""
_NOT_PUBLIC_6: Final = tuple(
    IPv6Network(network)
    for network in (
        "2001::/23",  # for protocols: Teredo, ORCHID, benchmarks
        "2001:db8::/32",
        "2002::/16",  # 6to4: an IPv4 address stands inside
        "3fff::/20",
    )
)
_NUMBER: Final = re.compile(r"0x[0-9a-f]*|[0-9]+")
_OCTAL_OR_HEX: Final = re.compile(r"0x[0-9a-f]*|0[0-7]*")
_NO_ADDRESS: Final = "not an IPv4 address"


def is_public(address: IPAddress) -> bool:
    """Whether anybody on the Internet would reach the same machine under this address."""
    if isinstance(address, IPv4Address):
        return not any(address in network for network in _NOT_PUBLIC_4)
    if address.scope_id is not None or address not in _PUBLIC_6:
        return False
    return not any(address in network for network in _NOT_PUBLIC_6)


def literal(host: str) -> IPAddress | None:
    """The address that a host is written as, None for a name. ``host`` is in small letters, without brackets.

    Takes every form of IPv4 that a system's resolver takes: ``127.1``, ``0x7f000001``, ``017700000001``. Raises
    ValueError for a host that ends in a number and is no address: no name does.
    """
    if ":" in host:
        return IPv6Address(host)
    parts = host.removesuffix(".").split(".")
    if not _NUMBER.fullmatch(parts[-1]):
        return None
    try:
        return ip_address(host)
    except ValueError:
        return IPv4Address(_whole(parts))


def _whole(parts: list[str]) -> int:
    """The number that one to four parts make: the last one fills what the others leave."""
    *leading, last = [_number(part) for part in parts]
    room = 4 - len(leading)
    if room < 1 or last >= 256**room or any(number > 255 for number in leading):
        raise ValueError(_NO_ADDRESS)
    return last + sum(number << 8 * (3 - place) for place, number in enumerate(leading))


def _number(part: str) -> int:
    if not _NUMBER.fullmatch(part) or (part.startswith("0") and not _OCTAL_OR_HEX.fullmatch(part)):
        raise ValueError(_NO_ADDRESS)
    if part.startswith("0x"):
        return int(part[2:] or "0", 16)
    return int(part, 8 if part.startswith("0") else 10)
