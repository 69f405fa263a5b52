"""One request at a time for each host, with a pause between two; many hosts side by side."""

import asyncio
from collections.abc import Callable
from time import monotonic

import pytest

from briefs.sources.answers import Answer, Failure, FailureReason, Unanswered
from briefs.sources.hosts import Hosts
from briefs.sources.web import Web
from tests.sources.conftest import MANNERS, NOW
from tests.sources.fault_server import Behaviour, FaultServer, Wire, answer, hang_up

pytestmark = pytest.mark.anyio
PAGE = b"<p>The ferry sails at nine.</p>"
Opened = Callable[..., Web]


class Crowd:
    """Counts how many answers are being made at the same time."""

    def __init__(self) -> None:
        self.now = 0
        self.most = 0
        self.begun: list[float] = []

    def slow(self, seconds: float) -> Behaviour:
        async def behave(wire: Wire) -> None:
            self.now += 1
            self.most = max(self.most, self.now)
            self.begun.append(monotonic())
            await asyncio.sleep(seconds)
            self.now -= 1
            await answer(PAGE)(wire)

        return behave


async def test_a_host_is_asked_one_thing_at_a_time(server: FaultServer, web: Web) -> None:
    crowd = Crowd()
    for number in range(5):
        server.on(f"/{number}", crowd.slow(0.02))
    came = await asyncio.gather(*(web.get(server.url(f"/{number}")) for number in range(5)))
    assert all(isinstance(one, Answer) for one in came)
    assert crowd.most == 1
    assert server.connections == 1


async def test_between_two_requests_to_a_host_there_is_a_pause(server: FaultServer, opened: Opened) -> None:
    crowd = Crowd()
    for number in range(4):
        server.on(f"/{number}", crowd.slow(0))
    web = opened(per_host_delay=0.1)
    await asyncio.gather(*(web.get(server.url(f"/{number}")) for number in range(4)))
    pauses = [after - before for before, after in zip(crowd.begun, crowd.begun[1:], strict=False)]
    assert len(pauses) == 3
    assert min(pauses) >= 0.1


async def test_hosts_are_asked_side_by_side_up_to_the_limit(opened: Opened) -> None:
    hosts = [f"127.0.0.{number}" for number in range(1, 13)]
    crowd = Crowd()
    async with FaultServer(host="0.0.0.0") as server:  # noqa: S104 - all of the loopback network
        server.on("/page", crowd.slow(0.05))
        web = opened(allowed_hosts=frozenset(hosts), hosts_at_once=4)
        came = await asyncio.gather(*(web.get(server.url("/page", host)) for host in hosts))
    assert all(isinstance(one, Answer) for one in came)
    assert crowd.most == 4


async def test_waiting_for_a_turn_does_not_count_against_the_deadline(
    server: FaultServer, opened: Opened
) -> None:
    for number in range(4):
        server.on(f"/{number}", Crowd().slow(0.2))
    web = opened(deadline=0.4)
    came = await asyncio.gather(*(web.get(server.url(f"/{number}")) for number in range(4)))
    assert all(isinstance(one, Answer) for one in came)


async def test_a_host_that_waits_keeps_no_place_from_another(server: FaultServer, opened: Opened) -> None:
    server.on("/a", answer(PAGE))
    server.on("/b", answer(PAGE))
    web = opened(per_host_delay=0.5, hosts_at_once=1)
    begun = monotonic()
    await web.get(server.url("/a"))
    waiting = asyncio.create_task(web.get(server.url("/b")))
    assert isinstance(await web.get(server.url("/a", "feeds.example")), Answer)
    assert isinstance(await waiting, Answer)
    assert server.paths() == ["/a", "/a", "/b"]
    assert monotonic() - begun >= 0.5


async def test_a_host_that_fails_again_and_again_is_left_alone_for_this_run(
    server: FaultServer, opened: Opened
) -> None:
    web = opened(retries=0)
    for number in range(20):
        server.on(f"/{number}", hang_up())
    server.on("/ok", answer(PAGE))
    came = [await web.get(server.url(f"/{number}")) for number in range(20)]
    assert {one.reason for one in came if isinstance(one, Failure)} == {FailureReason.CONNECTION}
    assert len(came) == 20
    assert server.fired["hang up"] == 3
    assert isinstance(await web.get(server.url("/ok", "feeds.example")), Answer)


async def test_one_answer_in_between_starts_the_count_anew(server: FaultServer, opened: Opened) -> None:
    web = opened(retries=0)
    server.on("/bad", hang_up())
    server.on("/ok", answer(PAGE))
    for path in ("/bad", "/bad", "/ok", "/bad", "/bad"):
        await web.get(server.url(path))
    assert isinstance(await web.get(server.url("/ok")), Answer)
    assert server.fired["hang up"] == 4


async def test_a_turn_that_fails_is_over() -> None:
    hosts = Hosts(MANNERS, lambda: NOW)
    with pytest.raises(ZeroDivisionError):
        async with hosts.turn("feeds.example", 0.0):
            raise ZeroDivisionError
    async with hosts.turn("feeds.example", 0.0):
        pass


async def test_a_rest_longer_than_a_run_waits_is_told_at_once() -> None:
    hosts = Hosts(MANNERS, lambda: NOW)
    hosts.rest("feeds.example", 3_600)
    begun = monotonic()
    with pytest.raises(Unanswered) as caught:
        async with hosts.turn("feeds.example", 0.0):
            pass
    assert caught.value.reason is FailureReason.BUSY
    assert monotonic() - begun < 1
