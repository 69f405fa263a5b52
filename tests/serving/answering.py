"""A server that runs on a free port of this machine, and what it answers with."""

import asyncio
import contextlib
import threading
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

import httpx

from briefs.archive import SiteRequest
from briefs.errors import BriefsError
from briefs.model import Marking
from briefs.serving.application import Desk, Library, application
from briefs.serving.condition import Condition
from briefs.serving.mirror import Mirror
from briefs.serving.offered import Offered
from briefs.serving.pages import House, Pages
from briefs.serving.rates import Rates
from briefs.serving.refusals import Outcome
from briefs.serving.server import bound, server_of
from briefs.shipped import TEMPLATES

ONE_CLICK: Final = {"List-Unsubscribe": "One-Click"}
TOKEN: Final = "abcdefgh"  # noqa: S105 - of the tests alone
"""The only token that ``Kept`` takes for its own."""
DESK: Final = "desk@narrow-sea.example"


@dataclass(slots=True, kw_only=True)
class Kept:
    """Refusals that are kept in memory; ``error`` is raised in their place where one is set."""

    tokens: list[str] = field(default_factory=list)
    error: BriefsError | None = None

    def is_ours(self, token: str) -> bool:
        return token == TOKEN

    def refuse(self, token: str) -> Outcome:
        if self.error:
            raise self.error
        if token != TOKEN:
            return Outcome.UNKNOWN
        self.tokens.append(token)
        return Outcome.LEFT


def house(**changes: str) -> House:
    plain = {"title": "The strait this week", "organisation": "Narrow Sea Desk", "language": "en"}
    return House(**(plain | {"write_to": DESK, "archive": "/archive/"} | changes), templates=TEMPLATES)  # type: ignore[arg-type]


PAGES: Final = Pages(house())


def desk(
    *,
    refusals: Kept | None = None,
    library: Library | None = None,
    condition: Callable[[], Condition] = Condition,
    told: Callable[[str], None] = lambda _: None,
) -> Desk:
    return Desk(pages=PAGES, condition=condition, told=told, library=library, refusals=refusals)


def library(out: Path, folder: Path, highest: Marking = Marking.CLEAR) -> Library:
    """The editions of a folder, with the site of them made."""
    offered = Offered(out, highest)
    request = SiteRequest(
        out=folder,
        templates=TEMPLATES,
        title="The strait this week",
        language="en",
        organisation="Narrow Sea Desk",
    )
    folder.mkdir(exist_ok=True)
    mirror = Mirror(offered, request, folder)
    mirror.renew()
    return Library(offered=offered, mirror=mirror)


def still() -> float:
    """A clock that stands."""
    return 0.0


class Direct:
    """Who asks an application without a server between: what has nothing to do with connections is tried so."""

    def __init__(self, answers: Desk, rates: Rates | None = None) -> None:
        self._transport = httpx.ASGITransport(application(answers, rates or Rates(still, burst=10_000)))

    def get(self, path: str, **given: Any) -> httpx.Response:
        return self.request("GET", path, **given)

    def post(self, path: str, **given: Any) -> httpx.Response:
        return self.request("POST", path, **given)

    def request(self, method: str, path: str, **given: Any) -> httpx.Response:
        return asyncio.run(self._asked(method, path, given))

    async def _asked(self, method: str, path: str, given: dict[str, Any]) -> httpx.Response:
        async with httpx.AsyncClient(transport=self._transport, base_url="http://127.0.0.1") as client:
            return await client.request(method, path, **given)


@contextlib.contextmanager
def running(answers: Desk, rates: Rates | None = None, proxies: Sequence[str] = ()) -> Iterator[httpx.Client]:
    """Who asks a server, which ends afterwards."""
    listening = bound("127.0.0.1", 0)
    ready = threading.Event()
    server = server_of(application(answers, rates or Rates(still, burst=10_000)), proxies, ready.set)
    thread = threading.Thread(target=server.run, args=([listening],))
    thread.start()
    address = f"http://127.0.0.1:{listening.getsockname()[1]}"
    try:
        assert ready.wait(30)
        with httpx.Client(base_url=address, timeout=30, trust_env=False) as client:
            yield client
    finally:
        server.should_exit = True
        thread.join(30)
