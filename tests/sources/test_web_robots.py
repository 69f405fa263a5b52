"""What sites ask of programs, and that it is done."""

import asyncio
import datetime
import ssl
from collections.abc import Callable
from time import monotonic

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefs.sources.answers import Answer, Failure, FailureReason, SiteRules, Unanswered
from briefs.sources.robots import MAX_BYTES, Robots
from briefs.sources.target import Target, parse
from briefs.sources.web import Web
from tests.sources.conftest import MANNERS, NOW, at_home
from tests.sources.fault_server import (
    Behaviour,
    FaultServer,
    answer,
    drip,
    gzip_bomb,
    gzipped,
    redirect,
    reset,
    silence,
    status,
    truncated,
)

pytestmark = pytest.mark.anyio
PAGE = b"<p>The ferry sails at nine.</p>"
Opened = Callable[..., Web]
ALL_CLOSED = b"User-agent: *\nDisallow: /\n"


async def _allowed(server: FaultServer, web: Web, path: str = "/page") -> bool:
    """Whether a page is read; where it is not, that robots.txt was the reason and the page was not asked for."""
    server.on(path, answer(PAGE))
    asked = len(server.paths())
    came = await web.get(server.url(path))
    if isinstance(came, Answer):
        return True
    assert isinstance(came, Failure)
    assert came.reason is FailureReason.ROBOTS, came
    assert len(server.paths()) == asked
    return False


@pytest.mark.parametrize(
    ("rules", "allowed"),
    [
        (b"", True),
        (b"\n", True),
        (b"User-agent: *\nDisallow:\n", True),
        (ALL_CLOSED, False),
        (b"\xef\xbb\xbf" + ALL_CLOSED, False),
        (b"User-agent: *\r\nDisallow: /pa*ge$\r\n", False),
        (b"User-agent: *\nDisallow: /\nAllow: /page\n", True),
        (b"User-agent: other\nDisallow: /\n", True),
        (b"User-agent: *\nDisallow: /\n\nUser-agent: briefs\nAllow: /\n", True),
        (b"User-agent: *\nAllow: /\n\nUser-agent: Briefs\nDisallow: /page\n", False),
        (b"User-agent: desk\nDisallow: /\n", True),
        (b"<!doctype html><title>Not here</title><p>Disallow: nothing", True),
        (b"\xff\xfe\x00" * 100, True),
    ],
    ids=[*"abcdefghijklm"],
)
async def test_the_rules_of_a_site_are_kept(
    server: FaultServer,
    opened: Opened,
    rules: bytes,
    allowed: bool,  # noqa: FBT001 - a parameter of a test
) -> None:
    server.on("/robots.txt", answer(rules))
    assert await _allowed(server, opened(contact="https://desk.example/")) == allowed


async def test_a_refusal_is_lasting_and_says_who_refuses(server: FaultServer, web: Web) -> None:
    server.on("/robots.txt", answer(ALL_CLOSED))
    came = await web.get(server.url("/page"))
    assert isinstance(came, Failure)
    assert came.lasting
    assert came.message == f"is not to be read by programs, says {server.url('/robots.txt')}"


@pytest.mark.parametrize("code", [400, 401, 403, 404, 410, 451])
async def test_a_site_without_rules_may_be_read(server: FaultServer, web: Web, code: int) -> None:
    server.on("/robots.txt", status(code))
    assert await _allowed(server, web)
    assert server.fired[str(code)] == 1


@pytest.mark.parametrize(
    "fault",
    [
        status(500),
        status(503),
        status(429),
        drip(b"HTTP/1.1 200 OK\r\nContent-Length: 1000000\r\n\r\n", b"#", "drop"),
        silence(),
        truncated(ALL_CLOSED, 1000),
        answer(b"no gzip at all", Content_Encoding="gzip"),
    ],
    ids=["500", "503", "429", "drip", "silence", "truncated", "coding"],
)
async def test_while_the_rules_cannot_be_read_nothing_else_is(
    server: FaultServer, opened: Opened, fault: Behaviour
) -> None:
    server.on("/robots.txt", fault)
    web = opened(deadline=0.4, retries=0)
    assert not await _allowed(server, web)
    assert server.fired
    came = await web.get(server.url("/page"))
    assert isinstance(came, Failure)
    assert not came.lasting
    assert came.message.startswith("cannot be asked for: its /robots.txt should be read first, and it ")


async def test_a_retry_after_of_the_rules_is_handed_back(server: FaultServer, web: Web) -> None:
    server.on("/robots.txt", status(503, Retry_After="3600"))
    came = await web.get(server.url("/page"))
    assert isinstance(came, Failure)
    assert came.retry_after == NOW.replace(hour=9)


async def test_a_site_that_cannot_be_reached_is_told_as_such_and_not_tried_for_each_page(
    server: FaultServer, web: Web
) -> None:
    server.on("/robots.txt", reset())
    outcomes = [await web.get(server.url(f"/{number}")) for number in range(5)]
    assert [came.reason for came in outcomes if isinstance(came, Failure)] == [FailureReason.CONNECTION] * 5
    assert len(server.requests) == 3
    assert server.paths() == []


async def test_the_rules_are_read_once_for_each_origin(server: FaultServer, web: Web) -> None:
    server.on("/robots.txt", answer(b"User-agent: *\nDisallow: /private\n"))
    for path in ("/a", "/b", "/private/c"):
        server.on(path, answer(PAGE))
    await asyncio.gather(*(web.get(server.url(path)) for path in ("/a", "/b", "/private/c")))
    assert sorted(asked.path for asked in server.requests) == ["/a", "/b", "/robots.txt"]
    await web.get(server.url("/a", "feeds.example"))
    assert [asked.path for asked in server.requests].count("/robots.txt") == 2


async def test_rules_that_were_read_are_good_for_a_day(
    server: FaultServer, authorities: ssl.SSLContext
) -> None:
    server.on("/robots.txt", answer(b"User-agent: *\nDisallow: /private\n"))
    kept: tuple[SiteRules, ...] = ()
    clock = [NOW]

    def now() -> datetime.datetime:
        return clock[-1]

    for hours, read in ((0, 1), (23, 1), (24, 2), (-1, 3)):
        clock.append(NOW + datetime.timedelta(hours=hours))
        async with Web(MANNERS, now, lambda: 0.0, rules=kept, resolve=at_home, tls=authorities) as web:
            assert await _allowed(server, web, "/page")
            assert not await _allowed(server, web, "/private")
            kept = kept if hours else web.rules_read
        assert [asked.path for asked in server.requests].count("/robots.txt") == read
    assert kept == (
        SiteRules(origin=server.url(""), content=b"User-agent: *\nDisallow: /private\n", read=NOW),
    )


async def test_that_a_site_has_no_rules_is_kept_but_not_that_they_could_not_be_read(
    server: FaultServer, web: Web
) -> None:
    await web.get(server.url("/page"))
    assert web.rules_read == (SiteRules(origin=server.url(""), content=b"", read=NOW),)
    server.on("/robots.txt", status(500))
    await web.get(server.url("/page", "feeds.example"))
    assert len(web.rules_read) == 1


async def test_rules_are_read_by_the_next_one_when_the_first_is_called_off(
    server: FaultServer, web: Web
) -> None:
    server.on("/robots.txt", silence(), answer(ALL_CLOSED))
    first = asyncio.create_task(web.get(server.url("/page")))
    await asyncio.sleep(0.1)
    second = asyncio.create_task(web.get(server.url("/page")))
    await asyncio.sleep(0.1)
    first.cancel()
    came = await second
    assert isinstance(came, Failure)
    assert came.reason is FailureReason.ROBOTS
    assert server.fired["silence"] == 1


async def test_the_rules_of_the_place_a_redirect_leads_to_are_kept_as_well(
    server: FaultServer, web: Web
) -> None:
    async with FaultServer() as closed:
        closed.on("/robots.txt", answer(ALL_CLOSED))
        server.on("/page", redirect(closed.url("/page", "other.example")))
        came = await web.get(server.url("/page"))
        assert isinstance(came, Failure)
        assert came.reason is FailureReason.ROBOTS
        assert closed.paths() == []


async def test_rules_that_are_elsewhere_are_followed_five_times(server: FaultServer, opened: Opened) -> None:
    server.on("/robots.txt", redirect("/1"))
    for number in range(1, 5):
        server.on(f"/{number}", redirect(f"/{number + 1}"))
    server.on("/5", answer(ALL_CLOSED))
    came = await opened().get(server.url("/page"))
    assert isinstance(came, Failure)
    assert came.reason is FailureReason.ROBOTS
    server.on("/5", redirect("/6"))
    server.on("/6", answer(ALL_CLOSED))
    server.on("/page", answer(PAGE))
    assert isinstance(await opened().get(server.url("/page")), Answer)


@pytest.mark.parametrize(
    "location", ["http://127.0.0.2/robots.txt", "ftp://other.example/", "/robots.txt", "http://"]
)
async def test_rules_that_lead_astray_are_none(server: FaultServer, web: Web, location: str) -> None:
    server.on("/robots.txt", redirect(location))
    assert await _allowed(server, web)
    assert server.fired["302"] == 1


@pytest.mark.parametrize(("before", "allowed"), [(MAX_BYTES - len(ALL_CLOSED), False), (MAX_BYTES, True)])
async def test_of_long_rules_the_first_500_kib_count(
    server: FaultServer,
    web: Web,
    before: int,
    allowed: bool,  # noqa: FBT001 - a parameter of a test
) -> None:
    server.on("/robots.txt", gzipped(b"#" * (before - 1) + b"\n" + ALL_CLOSED))
    assert await _allowed(server, web) == allowed


async def test_rules_that_are_a_bomb_are_cut(server: FaultServer, web: Web) -> None:
    server.on("/robots.txt", answer(gzip_bomb(50), Content_Encoding="gzip"))
    assert await _allowed(server, web)


async def test_a_crawl_delay_stands_between_two_pages(server: FaultServer, web: Web) -> None:
    server.on("/robots.txt", answer(b"User-agent: *\nCrawl-delay: 0.3\n"))
    begun = monotonic()
    for path in ("/a", "/b", "/c"):
        assert await _allowed(server, web, path)
    assert 0.6 <= monotonic() - begun < 5


async def test_a_crawl_delay_of_an_hour_leaves_the_second_page_to_a_later_run(
    server: FaultServer, web: Web
) -> None:
    server.on("/robots.txt", answer(b"User-agent: *\nCrawl-delay: 3600\n"))
    assert await _allowed(server, web, "/a")
    second = await web.get(server.url("/b"))
    assert isinstance(second, Failure)
    assert (second.reason, second.lasting) == (FailureReason.BUSY, False)
    assert second.retry_after is not None
    assert second.retry_after > NOW.replace(minute=59)
    assert server.paths() == ["/a"]


@pytest.mark.parametrize("delay", [b"1e999", b"nan", b"-5", b"soon", b""])
async def test_a_crawl_delay_that_is_no_time_is_none(server: FaultServer, web: Web, delay: bytes) -> None:
    server.on("/robots.txt", answer(b"User-agent: *\nCrawl-delay: " + delay + b"\n"))
    begun = monotonic()
    assert await _allowed(server, web, "/a")
    assert await _allowed(server, web, "/b")
    assert monotonic() - begun < 4


LINES = st.sampled_from(
    [b"User-agent: *", b"User-agent: briefs", b"Disallow: ", b"Allow: /", b"Crawl-delay: ", b"\n"]
)


@given(st.lists(LINES | st.binary(max_size=30), max_size=12).map(b"\n".join))
def test_any_rules_allow_or_refuse(rules: bytes) -> None:
    async def fetch(target: Target) -> bytes:
        del target
        return rules

    try:
        delay = asyncio.run(Robots(fetch, lambda: NOW).delay(parse("https://feeds.example/a?b=c")))
    except Unanswered as refused:
        delay = 0.0 if refused.reason is FailureReason.ROBOTS else -1.0
    assert 0 <= delay < float("inf")


@pytest.mark.parametrize(
    "line", [b"Disallow: /*a*a*a*a*a*a*a*a*b$\n", b"Disallow: /x\n", b"a", b"User-agent: *\n"]
)
def test_rules_made_to_cost_time_cost_little(line: bytes) -> None:
    rules = b"User-agent: *\n" + line * (MAX_BYTES // len(line) - 2)

    async def fetch(target: Target) -> bytes:
        del target
        return rules

    begun = monotonic()
    assert asyncio.run(Robots(fetch, lambda: NOW).delay(parse("https://feeds.example/" + "a" * 2_000))) == 0
    assert monotonic() - begun < 5
