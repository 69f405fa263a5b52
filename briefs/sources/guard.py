"""The one door to the network: it leads to public addresses only, and to the hosts that the configuration names.

A name is resolved here, each address it has is checked here, and the connection is made to the very address
that was checked. No second look-up stands in between, so a name that changes its address gains nothing.
"""

import asyncio
import socket
import ssl
from collections.abc import Awaitable, Callable, Iterable, Sequence
from ipaddress import ip_address
from itertools import chain, zip_longest
from typing import Any, Final, TypeAlias

import httpcore

from briefs.sources.addresses import IPAddress, is_public, literal
from briefs.sources.answers import FailureReason, Unanswered

Resolve: TypeAlias = Callable[[str, int], Awaitable[Sequence[str]]]
"""From a name and a port to the addresses it has, the preferred one first. Raises OSError when it has none."""

_MAX_TRIED: Final = 4
"""Addresses of one name that are tried in turn; each may cost a connect timeout."""


async def resolve(host: str, port: int) -> Sequence[str]:
    """The addresses that the system knows for a name."""
    found = await asyncio.get_running_loop().getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return [str(entry[4][0]) for entry in found]


class Guard(httpcore.AsyncNetworkBackend):
    """A network backend that connects to addresses it has checked. ``named`` hosts may be anywhere."""

    def __init__(
        self,
        named: frozenset[str],
        resolve: Resolve,
        network: httpcore.AsyncNetworkBackend | None = None,
    ) -> None:
        self._named = named
        self._resolve = resolve
        self._network = network or httpcore.AnyIOBackend()

    async def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,  # noqa: ASYNC109 - the library's interface
        local_address: str | None = None,
        socket_options: Iterable[httpcore.SOCKET_OPTION] | None = None,
    ) -> httpcore.AsyncNetworkStream:
        """A connection to the first address of ``host`` that answers. Raises Unanswered for one that is not public."""
        setback: Exception | None = None
        for address in await self._addresses(host, port):
            try:
                stream = await self._network.connect_tcp(
                    str(address), port, timeout, local_address, socket_options
                )
            except (httpcore.ConnectError, httpcore.ConnectTimeout) as error:
                setback = error
            else:
                await _check_peer(stream, address)
                return _Stream(stream)
        raise setback or httpcore.ConnectError("no address")

    async def _addresses(self, host: str, port: int) -> Sequence[IPAddress]:
        """The addresses to try. One that is not public is never among them, unless the host is named."""
        known = await self._known(host, port)
        if host in self._named:
            return known[:_MAX_TRIED]
        public = [address for address in known if is_public(address)]
        if known and not public:
            raise _not_public(str(known[0]))
        return _in_turn(public)[:_MAX_TRIED]

    async def _known(self, host: str, port: int) -> Sequence[IPAddress]:
        try:
            written = literal(host)
            if written is not None:
                return [written]
            return [ip_address(text) for text in await self._resolve(host, port)]
        except (
            OSError,
            ValueError,
        ) as error:  # ValueError: a name that cannot be asked for, like "a..example"
            again = isinstance(error, socket.gaierror) and error.errno == socket.EAI_AGAIN
            message = "has a host name that no address is known for"
            raise Unanswered(FailureReason.NAME, message, again=again) from error


class _Stream(httpcore.AsyncNetworkStream):
    """A connection that is closed when it cannot be made safe, also when the time for that is up."""

    def __init__(self, stream: httpcore.AsyncNetworkStream) -> None:
        self._stream = stream

    async def read(self, max_bytes: int, timeout: float | None = None) -> bytes:  # noqa: ASYNC109 - the library's interface
        return await self._stream.read(max_bytes, timeout)

    async def write(self, buffer: bytes, timeout: float | None = None) -> None:  # noqa: ASYNC109 - the library's interface
        await self._stream.write(buffer, timeout)

    async def aclose(self) -> None:
        await self._stream.aclose()

    async def start_tls(
        self,
        ssl_context: ssl.SSLContext,
        server_hostname: str | None = None,
        timeout: float | None = None,  # noqa: ASYNC109 - the library's interface
    ) -> httpcore.AsyncNetworkStream:
        try:
            return await self._stream.start_tls(ssl_context, server_hostname, timeout)
        except BaseException:  # the library closes it on errors, but not when it is called off
            await self._stream.aclose()
            raise

    def get_extra_info(self, info: str) -> Any:
        return self._stream.get_extra_info(info)


def _in_turn(addresses: Sequence[IPAddress]) -> list[IPAddress]:
    """The two families by turns: where one of them leads nowhere, the other is not waited for long."""
    first = [address for address in addresses if address.version == addresses[0].version]
    second = [address for address in addresses if address.version != addresses[0].version]
    return [address for address in chain.from_iterable(zip_longest(first, second)) if address]


async def _check_peer(stream: httpcore.AsyncNetworkStream, address: IPAddress) -> None:
    """Raise Unanswered unless the other end, as the system tells it, is the address that was checked."""
    try:
        peer = stream.get_extra_info("socket").getpeername()[0]
    except OSError as error:  # gone again already
        await stream.aclose()
        raise httpcore.ConnectError(str(error)) from error
    if ip_address(peer.partition("%")[0]) != address:
        await stream.aclose()
        raise _not_public(str(peer))


def _not_public(place: str) -> Unanswered:
    message = f"leads to {place}, which is not a public address"
    return Unanswered(FailureReason.NOT_PUBLIC, message, lasting=True)
