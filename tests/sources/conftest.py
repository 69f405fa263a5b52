"""A server with faults, and the web as the tests here see it: names of their own, no pauses, a clock that stands."""

import contextlib
import datetime
import ssl
from collections.abc import AsyncIterator, Callable, Sequence
from dataclasses import replace

import pytest

from briefs.sources.manners import Manners
from briefs.sources.transport import trusted_authorities
from briefs.sources.web import Web
from tests.sources.fault_server import FaultServer

NOW = datetime.datetime(2026, 6, 1, 8, 0, tzinfo=datetime.UTC)
MANNERS = Manners(
    version="1.0",
    allowed_hosts=frozenset({"127.0.0.1", "feeds.example", "pages.example", "other.example"}),
    per_host_delay=0.0,
    deadline=5.0,
    retries=2,
    max_bytes=1_000_000,
)
HOME = ("feeds.example", "pages.example", "other.example", "rebound.example", "localhost")
"""Names that lead to this machine. The last two are not allowed to."""


async def at_home(host: str, port: int) -> Sequence[str]:
    """The resolver of these tests; it knows no other name."""
    del port
    if host not in HOME:
        raise OSError(f"no such name here: {host}")
    return ["127.0.0.1"]


@pytest.fixture
def anyio_backend() -> str:
    return "asyncio"


@pytest.fixture
async def server() -> AsyncIterator[FaultServer]:
    async with FaultServer() as server:
        yield server


@pytest.fixture(scope="session")
def authorities() -> ssl.SSLContext:
    return trusted_authorities()


@pytest.fixture
async def opened(authorities: ssl.SSLContext) -> AsyncIterator[Callable[..., Web]]:
    """Makes a Web with the manners that are given over those above; it is closed at the end."""
    async with contextlib.AsyncExitStack() as stack:
        made: list[Web] = []

        def make(tls: ssl.SSLContext | None = None, **manners: object) -> Web:
            web = Web(
                replace(MANNERS, **manners),  # type: ignore[arg-type]
                lambda: NOW,
                lambda: 0.0,
                resolve=at_home,
                tls=tls or authorities,
            )
            made.append(web)
            stack.push_async_exit(web)
            return web

        yield make


@pytest.fixture
def web(opened: Callable[..., Web]) -> Web:
    return opened()
