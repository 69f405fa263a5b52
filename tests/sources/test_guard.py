"""Where the door to the network leads: seen from the addresses that a connection is really made to."""

import asyncio
import socket
from collections.abc import Iterable, Sequence

import httpcore
import pytest

from briefs.sources.answers import FailureReason, Unanswered
from briefs.sources.guard import Guard
from tests.sources.fault_server import FaultServer

pytestmark = pytest.mark.anyio
NOBODY: frozenset[str] = frozenset()


class Recorder(httpcore.AsyncNetworkBackend):
    """A network on which nothing answers, and which remembers who was tried."""

    def __init__(self) -> None:
        self.tried: list[str] = []

    async def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,  # noqa: ASYNC109 - the library's interface
        local_address: str | None = None,
        socket_options: Iterable[httpcore.SOCKET_OPTION] | None = None,
    ) -> httpcore.AsyncNetworkStream:
        del port, timeout, local_address, socket_options
        self.tried.append(host)
        raise httpcore.ConnectError("nobody is there")


class Elsewhere(httpcore.AnyIOBackend):
    """A network that connects to this machine, whoever is asked for."""

    async def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,  # noqa: ASYNC109 - the library's interface
        local_address: str | None = None,
        socket_options: Iterable[httpcore.SOCKET_OPTION] | None = None,
    ) -> httpcore.AsyncNetworkStream:
        del host
        return await super().connect_tcp("127.0.0.1", port, timeout, local_address, socket_options)


class Names:
    """A resolver that gives each list of addresses once, the last one for ever."""

    def __init__(self, *answers: Sequence[str]) -> None:
        self.answers = [*answers]
        self.asked: list[str] = []

    async def __call__(self, host: str, port: int) -> Sequence[str]:
        del port
        self.asked.append(host)
        return self.answers.pop(0) if len(self.answers) > 1 else self.answers[0]


async def _tried(names: Names, host: str = "feeds.example", named: frozenset[str] = NOBODY) -> list[str]:
    network = Recorder()
    with pytest.raises(httpcore.ConnectError):
        await Guard(named, names, network).connect_tcp(host, 80)
    return network.tried


async def _refused(names: Names, host: str = "feeds.example", named: frozenset[str] = NOBODY) -> Unanswered:
    network = Recorder()
    with pytest.raises(Unanswered) as caught:
        await Guard(named, names, network).connect_tcp(host, 80)
    assert network.tried == []
    return caught.value


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1",
        "10.1.2.3",
        "169.254.169.254",
        "100.64.0.1",
        "::1",
        "fe80::1",
        "fd00::1",
        "::ffff:10.0.0.1",
    ],
)
async def test_a_name_that_leads_to_no_public_address_is_not_connected_to(address: str) -> None:
    refused = await _refused(Names([address]))
    assert refused.reason is FailureReason.NOT_PUBLIC
    assert refused.lasting


async def test_of_a_name_with_both_only_the_public_addresses_are_tried() -> None:
    assert await _tried(Names(["10.0.0.1", "8.8.8.8", "::1", "2606:4700::1111"])) == [
        "8.8.8.8",
        "2606:4700::1111",
    ]


async def test_a_name_is_looked_up_once_for_each_connection_so_that_it_cannot_change_in_between() -> None:
    names = Names(["8.8.8.8"], ["127.0.0.1"])
    network = Recorder()
    guard = Guard(NOBODY, names, network)
    with pytest.raises(httpcore.ConnectError):
        await guard.connect_tcp("rebinding.example", 80)
    with pytest.raises(Unanswered, match="not a public address"):
        await guard.connect_tcp("rebinding.example", 80)
    assert network.tried == ["8.8.8.8"]
    assert names.asked == ["rebinding.example"] * 2


@pytest.mark.parametrize(
    "host",
    [
        "127.0.0.1",
        "2130706433",
        "0x7f.1",
        "017700000001",
        "127.1",
        "0",
        "::1",
        "::ffff:7f00:1",
        "fe80::1%25eth0",
    ],
)
async def test_an_address_in_place_of_a_name_is_checked_without_a_look_up(host: str) -> None:
    names = Names(["8.8.8.8"])
    assert (await _refused(names, host)).reason is FailureReason.NOT_PUBLIC
    assert names.asked == []


async def test_a_host_that_is_named_may_be_anywhere() -> None:
    assert await _tried(Names(["10.0.0.1"]), "intranet.example", frozenset({"intranet.example"})) == [
        "10.0.0.1"
    ]
    assert await _tried(Names(["8.8.8.8"]), "127.0.0.1", frozenset({"127.0.0.1"})) == ["127.0.0.1"]


@pytest.mark.parametrize("host", ["sub.intranet.example", "intranet.example.evil.example", "intranet.exampl"])
async def test_naming_a_host_names_no_other(host: str) -> None:
    refused = await _refused(Names(["10.0.0.1"]), host, frozenset({"intranet.example", "127.0.0.1"}))
    assert refused.reason is FailureReason.NOT_PUBLIC


async def test_naming_an_address_does_not_name_what_leads_to_it() -> None:
    assert (await _refused(Names(["127.0.0.1"]), "evil.example", frozenset({"127.0.0.1"}))).lasting
    assert (await _refused(Names(["8.8.8.8"]), "2130706433", frozenset({"127.0.0.1"}))).lasting


async def test_a_connection_that_ends_elsewhere_than_it_was_to_is_closed() -> None:
    async with FaultServer() as server:
        with pytest.raises(Unanswered, match="not a public address") as caught:
            await Guard(NOBODY, Names(["8.8.8.8"]), Elsewhere()).connect_tcp("feeds.example", server.port)
        assert caught.value.reason is FailureReason.NOT_PUBLIC
        await asyncio.sleep(0.01)
        assert server.connections == 1
        assert server.requests == []


class Gone(httpcore.AsyncNetworkBackend):
    """A network on which the other end has left before anybody could look who it was."""

    def __init__(self) -> None:
        self.closed = 0

    async def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,  # noqa: ASYNC109 - the library's interface
        local_address: str | None = None,
        socket_options: Iterable[httpcore.SOCKET_OPTION] | None = None,
    ) -> httpcore.AsyncNetworkStream:
        del host, port, timeout, local_address, socket_options
        return Left(self)


class Left(httpcore.AsyncNetworkStream):
    def __init__(self, network: Gone) -> None:
        self._network = network
        self._socket = socket.socket()

    def get_extra_info(self, info: str) -> socket.socket:
        assert info == "socket"
        return self._socket

    async def aclose(self) -> None:
        self._socket.close()
        self._network.closed += 1


async def test_a_connection_whose_other_end_nobody_knows_is_closed() -> None:
    network = Gone()
    with pytest.raises(httpcore.ConnectError):
        await Guard(NOBODY, Names(["8.8.8.8"]), network).connect_tcp("feeds.example", 80)
    assert network.closed == 1


async def test_a_name_with_no_address_is_not_connected_to() -> None:
    assert await _tried(Names([])) == []


async def test_at_most_four_addresses_are_tried_both_families_by_turns() -> None:
    many = [f"2606:4700::{number}" for number in range(1, 9)] + ["8.8.8.8", "8.8.4.4"]
    assert await _tried(Names(many)) == ["2606:4700::1", "8.8.8.8", "2606:4700::2", "8.8.4.4"]


async def test_a_name_without_addresses_is_told_as_such() -> None:
    async def unknown(host: str, port: int) -> Sequence[str]:
        raise socket.gaierror(socket.EAI_NONAME, f"unknown: {host}:{port}")

    for host in ("nowhere.example", "1.2.3.4.5"):
        with pytest.raises(Unanswered) as caught:
            await Guard(NOBODY, unknown, Recorder()).connect_tcp(host, 80)
        assert caught.value.reason is FailureReason.NAME


async def test_the_systems_own_resolver_gives_localhost_away() -> None:
    network = Recorder()
    from briefs.sources.guard import resolve  # noqa: PLC0415 - the one test that asks the system

    with pytest.raises(Unanswered, match="not a public address"):
        await Guard(NOBODY, resolve, network).connect_tcp("localhost", 80)
    assert network.tried == []
