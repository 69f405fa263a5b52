"""What comes back from the web, fault by fault: each one is seen to have happened, and what was made of it."""

import asyncio
import logging
import tracemalloc
from collections.abc import Callable
from time import monotonic

import pytest

from briefs.sources.answers import Answer, Failure, FailureReason, Unchanged, Validators
from briefs.sources.web import Web
from tests.sources.conftest import MANNERS, NOW
from tests.sources.fault_server import (
    Behaviour,
    FaultServer,
    answer,
    brotli_bomb,
    conditional,
    drip,
    gzip_bomb,
    gzipped,
    hang_up,
    pour,
    raw,
    reset,
    silence,
    status,
    truncated,
)

pytestmark = pytest.mark.anyio
PAGE = b"<p>The ferry sails at nine.</p>"
Opened = Callable[..., Web]


async def _answered(server: FaultServer, web: Web) -> Answer:
    came = await web.get(server.url("/page"))
    assert isinstance(came, Answer), came
    return came


async def _failed(server: FaultServer, web: Web) -> Failure:
    came = await web.get(server.url("/page"))
    assert isinstance(came, Failure), came
    assert came.url == server.url("/page")
    return came


async def test_an_answer_holds_the_content_and_what_the_server_said_of_it(
    server: FaultServer, web: Web
) -> None:
    server.on(
        "/page",
        answer(
            PAGE,
            Content_Type="text/html; charset=EUC-KR",
            ETag='W/"a"',
            Last_Modified="Mon, 01 Jun 2026 06:00:00 GMT",
        ),
    )
    assert await _answered(server, web) == Answer(
        url=server.url("/page"),
        content=PAGE,
        media_type="text/html; charset=EUC-KR",
        validators=Validators(etag='W/"a"', last_modified="Mon, 01 Jun 2026 06:00:00 GMT"),
        retrieved=NOW,
    )


async def test_the_request_says_who_asks_and_keeps_nothing_back(server: FaultServer, opened: Opened) -> None:
    server.on("/page", answer(PAGE, Set_Cookie="visitor=7"))
    web = opened(contact="https://desk.example/reader")
    await web.get(server.url("/page"), accept="application/rss+xml")
    await web.get(server.url("/page"))
    for asked in server.requests:
        assert asked.headers["user-agent"] == "briefs/1.0 (+https://desk.example/reader)"
        assert asked.headers["accept-encoding"] == "gzip, deflate, br"
        assert not {"cookie", "authorization", "if-none-match", "referer"} & {*asked.headers}
    assert server.requests[1].headers["accept"] == "application/rss+xml"


async def test_a_wrong_charset_changes_no_byte(server: FaultServer, web: Web) -> None:
    content = "<p>Паром отходит в девять.</p>".encode("windows-1251")
    server.on("/page", answer(content, Content_Type="text/html; charset=utf-8"))
    came = await _answered(server, web)
    assert (came.content, came.media_type) == (content, "text/html; charset=utf-8")


async def test_one_connection_serves_many_requests(server: FaultServer, web: Web) -> None:
    server.on("/page", answer(PAGE))
    server.on("/gone", status(410))
    for _ in range(5):
        await _answered(server, web)
        await web.get(server.url("/gone"))
    assert len(server.paths()) == 10
    assert server.connections == 1


async def test_a_long_answer_that_is_not_wanted_is_not_read_to_its_end(server: FaultServer, web: Web) -> None:
    server.on("/page", answer(bytes(5_000_000), 404))
    assert (await _failed(server, web)).status == 404
    server.on("/page", answer(PAGE))
    assert (await _answered(server, web)).content == PAGE
    assert server.connections == 2


@pytest.mark.parametrize("head", [b"301 Moved\r\nLocation: /there", b"410 Gone"])
async def test_a_text_beside_a_status_may_break_off(server: FaultServer, web: Web, head: bytes) -> None:
    server.on("/page", raw(b"HTTP/1.1 " + head + b"\r\nContent-Length: 100\r\n\r\nThis page", "cut"))
    server.on("/there", answer(PAGE))
    came = await web.get(server.url("/page"))
    told = came.status if isinstance(came, Failure) else 301
    assert head.startswith(str(told).encode())
    assert server.fired["cut"] == 1


# Conditional requests


async def test_a_304_to_who_has_validators_means_unchanged(server: FaultServer, web: Web) -> None:
    server.on("/page", conditional(PAGE, '"a"'))
    first = await _answered(server, web)
    again = await web.get(server.url("/page"), first.validators)
    assert again == Unchanged(url=server.url("/page"), retrieved=NOW)
    assert server.fired == {"404": 1, "200": 1, "304": 1}
    assert server.connections == 1


async def test_both_validators_are_sent_as_they_came(server: FaultServer, web: Web) -> None:
    server.on("/page", status(304))
    odd = Validators(etag='W/"\xe9 not quoted', last_modified="1 June 2026, morning")
    assert isinstance(await web.get(server.url("/page"), odd), Unchanged)
    assert server.requests[-1].headers["if-none-match"] == odd.etag
    assert server.requests[-1].headers["if-modified-since"] == odd.last_modified


@pytest.mark.parametrize("validators", [None, Validators(), Validators(etag="")])
async def test_a_304_to_who_has_none_is_a_failure(
    server: FaultServer, web: Web, validators: Validators | None
) -> None:
    server.on("/page", status(304, ETag='"a"'))
    came = await web.get(server.url("/page"), validators)
    assert isinstance(came, Failure)
    assert (came.reason, came.status, server.fired["304"]) == (FailureReason.STATUS, 304, 1)


async def test_a_304_after_a_failure_is_told_as_unchanged_and_no_more(
    server: FaultServer, opened: Opened
) -> None:
    server.on("/page", status(500), status(304))
    web = opened(retries=0)
    known = Validators(etag='"a"')
    assert isinstance(await web.get(server.url("/page"), known), Failure)
    assert isinstance(await web.get(server.url("/page"), known), Unchanged)
    assert server.fired == {"404": 1, "500": 1, "304": 1}


async def test_a_200_to_a_conditional_request_brings_its_own_validators_or_none(
    server: FaultServer, web: Web
) -> None:
    server.on("/page", answer(PAGE))
    came = await web.get(server.url("/page"), Validators(etag='"old"'))
    assert isinstance(came, Answer)
    assert came.validators == Validators()


# Statuses, and asking again


async def test_a_500_is_asked_again_and_then_answered(server: FaultServer, web: Web) -> None:
    server.on("/page", status(500), status(502), answer(PAGE))
    assert (await _answered(server, web)).content == PAGE
    assert server.fired == {"404": 1, "500": 1, "502": 1, "200": 1}


async def test_a_500_that_stays_is_a_passing_failure(server: FaultServer, web: Web) -> None:
    server.on("/page", status(500))
    failure = await _failed(server, web)
    assert failure.message == "answers with status 500 (internal server error)"
    assert (failure.reason, failure.status, failure.lasting) == (FailureReason.STATUS, 500, False)
    assert server.fired["500"] == 1 + MANNERS.retries


@pytest.mark.parametrize(("code", "reason"), [(404, FailureReason.STATUS), (410, FailureReason.GONE),
                                              (401, FailureReason.STATUS), (403, FailureReason.STATUS)])  # fmt: skip
async def test_what_is_not_there_is_asked_for_once(
    server: FaultServer, web: Web, code: int, reason: FailureReason
) -> None:
    server.on("/page", status(code))
    failure = await _failed(server, web)
    assert (failure.reason, failure.status, failure.lasting) == (reason, code, True)
    assert len(server.paths()) == 1


@pytest.mark.parametrize("code", [204, 206, 226, 300, 302, 305, 418, 501, 599, 799])
async def test_a_status_that_brings_no_content_is_a_failure(server: FaultServer, web: Web, code: int) -> None:
    server.on("/page", status(code))
    failure = await _failed(server, web)
    assert (failure.reason, failure.status) == (FailureReason.STATUS, code)
    assert server.fired[str(code)] == 1


@pytest.mark.parametrize("content", [b"", b" \r\n\t"])
async def test_an_empty_answer_is_no_answer(server: FaultServer, web: Web, content: bytes) -> None:
    server.on("/page", answer(content, ETag='"empty"'))
    assert (await _failed(server, web)).reason is FailureReason.EMPTY


async def test_retry_after_is_waited_for_when_there_is_time(server: FaultServer, web: Web) -> None:
    server.on("/page", status(429, Retry_After="1"), answer(PAGE))
    begun = monotonic()
    await _answered(server, web)
    assert monotonic() - begun >= 1
    assert server.fired == {"404": 1, "429": 1, "200": 1}


@pytest.mark.parametrize("value", ["3600", "Mon, 01 Jun 2026 09:00:00 GMT"])
async def test_a_longer_retry_after_is_handed_back_and_nobody_asks_meanwhile(
    server: FaultServer, web: Web, value: str
) -> None:
    server.on("/page", status(503, Retry_After=value))
    server.on("/other", answer(PAGE))
    failure = await _failed(server, web)
    assert (failure.reason, failure.lasting) == (FailureReason.BUSY, False)
    assert failure.retry_after == NOW.replace(hour=9)
    other = await web.get(server.url("/other"))
    assert isinstance(other, Failure)
    assert other.reason is FailureReason.BUSY
    assert other.retry_after is not None
    assert other.retry_after > NOW.replace(minute=59)
    assert server.paths() == ["/page"]


async def test_a_retry_after_of_years_is_cut_to_a_day(server: FaultServer, web: Web) -> None:
    server.on("/page", status(429, Retry_After="999999999"))
    failure = await _failed(server, web)
    assert failure.retry_after == NOW.replace(day=2)


async def test_backoff_takes_its_length_from_the_jitter(server: FaultServer) -> None:
    server.on("/page", status(500), answer(PAGE))
    asked: list[float] = []

    def jitter() -> float:
        asked.append(0.2)
        return 0.2

    async with Web(MANNERS, lambda: NOW, jitter) as web:
        begun = monotonic()
        await _answered(server, web)
    assert asked == [0.2]
    assert monotonic() - begun >= 0.2


# Slow, broken, hostile


@pytest.mark.parametrize(
    ("head", "drop"),
    [
        (b"HTTP/1.1 200 OK\r\n", b"X-Drop: 1\r\n"),
        (b"HTTP/1.1 200 OK\r\nContent-Length: 1000000\r\n\r\n", b"."),
        (b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n", b"1\r\n.\r\n"),
        (b"HTTP/1.1 302 Found\r\nLocation: /page\r\nContent-Length: 1000000\r\n\r\n", b"."),
        (b"", b"HTTP/1.1 100 Continue\r\n\r\n"),
    ],
    ids=["headers", "body", "chunks", "body of a redirect", "interim answers"],
)
async def test_a_slow_drip_ends_at_the_deadline(
    server: FaultServer, opened: Opened, head: bytes, drop: bytes
) -> None:
    server.on("/page", drip(head, drop, "drop"))
    begun = monotonic()
    failure = await _failed(server, opened(deadline=0.4))
    assert (failure.reason, failure.lasting) == (FailureReason.TIMEOUT, False)
    assert failure.message == "did not answer in full within 0.4 s"
    assert server.fired["drop"] > 5
    assert 0.4 <= monotonic() - begun < 4


async def test_silence_ends_at_the_read_timeout_and_is_asked_again(
    server: FaultServer, opened: Opened
) -> None:
    server.on("/page", silence(), answer(PAGE))
    await _answered(server, opened(read_timeout=0.2))
    assert server.fired == {"404": 1, "silence": 1, "200": 1}


async def test_the_deadline_counts_for_all_attempts_together(server: FaultServer, opened: Opened) -> None:
    server.on("/page", silence())
    begun = monotonic()
    assert (
        await _failed(server, opened(read_timeout=0.2, deadline=0.5, retries=9))
    ).reason is FailureReason.TIMEOUT
    assert 2 <= server.fired["silence"] <= 3
    assert monotonic() - begun < 4


async def test_after_a_timeout_the_next_address_of_the_host_is_answered(
    server: FaultServer, opened: Opened
) -> None:
    server.on("/page", drip(b"HTTP/1.1 200 OK\r\nContent-Length: 1000000\r\n\r\n", b".", "drop"))
    server.on("/other", answer(PAGE))
    web = opened(deadline=0.2)
    assert (await _failed(server, web)).reason is FailureReason.TIMEOUT
    assert isinstance(await web.get(server.url("/other")), Answer)


@pytest.mark.parametrize(("name", "packed"), [("gzip", gzip_bomb(50)), ("br", brotli_bomb(50))])
async def test_a_bomb_is_refused_without_being_held_in_memory(
    server: FaultServer, web: Web, name: str, packed: bytes
) -> None:
    assert len(packed) < 100_000
    server.on("/page", answer(packed, Content_Encoding=name))
    tracemalloc.start()
    failure = await _failed(server, web)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert (failure.reason, failure.lasting) == (FailureReason.TOO_LARGE, True)
    assert failure.message == "has more than 1 MB (max_megabytes in the configuration)"
    assert peak < 5 * MANNERS.max_bytes
    assert server.fired["200"] == 1


async def test_a_packed_page_is_unpacked(server: FaultServer, web: Web) -> None:
    server.on("/page", gzipped(PAGE))
    assert (await _answered(server, web)).content == PAGE


async def test_what_says_that_it_is_too_long_is_not_read(server: FaultServer, web: Web) -> None:
    head = b"HTTP/1.1 200 OK\r\nContent-Length: 1000001\r\n\r\n"
    server.on("/page", raw(head, "too long", keep=True))
    assert (await _failed(server, web)).reason is FailureReason.TOO_LARGE
    assert server.fired["too long"] == 1


async def test_chunks_without_an_end_stop_at_the_limit(server: FaultServer, web: Web) -> None:
    head = b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"
    server.on("/page", pour(head, b"2710\r\n" + b"." * 10_000 + b"\r\n", "chunk"))
    assert (await _failed(server, web)).reason is FailureReason.TOO_LARGE
    assert 100 <= server.fired["chunk"] < 3_000


async def test_headers_without_an_end_stop_at_a_limit(server: FaultServer, web: Web) -> None:
    server.on("/page", pour(b"HTTP/1.1 200 OK\r\n", b"X-More: " + b"a" * 10_000 + b"\r\n", "header"))
    assert (await _failed(server, web)).reason is FailureReason.PROTOCOL
    assert server.fired["header"] < 3_000


@pytest.mark.parametrize(
    "fault",
    [
        truncated(PAGE, len(PAGE) + 1),
        raw(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nThe f", "cut chunk"),
        raw(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nThe f\r\n", "no last chunk"),
        raw(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nno number\r\n", "no chunk"),
        raw(b"HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\n\r\n" + gzip_bomb(1)[:40], "cut gzip"),
        reset(b"HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nThe f"),
    ],
    ids=["length", "chunk", "chunks", "no chunk", "gzip", "reset"],
)  # fmt: skip
async def test_an_answer_that_breaks_off_is_no_answer(
    server: FaultServer, web: Web, fault: Behaviour
) -> None:
    server.on("/page", fault)
    failure = await _failed(server, web)
    assert (failure.reason, failure.lasting) == (FailureReason.TRUNCATED, False)
    assert len(server.paths()) == 1 + MANNERS.retries
    assert server.connections == 2 + MANNERS.retries - 1


async def test_an_answer_longer_than_it_says_is_cut_and_does_not_reach_the_next_one(
    server: FaultServer, web: Web
) -> None:
    head = b"HTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\n"
    server.on(
        "/page", raw(head + b"oneHTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nfalse", "two in one", keep=True)
    )
    server.on("/next", answer(PAGE))
    assert (await _answered(server, web)).content == b"one"
    following = await web.get(server.url("/next"))
    assert isinstance(following, Answer)
    assert following.content == PAGE
    assert server.connections == 2


async def test_a_304_that_brings_a_body_does_not_reach_the_next_answer(server: FaultServer, web: Web) -> None:
    server.on(
        "/page", raw(b"HTTP/1.1 304 Not Modified\r\n\r\n<p>never read</p>", "304 with a body", keep=True)
    )
    server.on("/next", answer(PAGE))
    assert isinstance(await web.get(server.url("/page"), Validators(etag='"a"')), Unchanged)
    following = await web.get(server.url("/next"))
    assert isinstance(following, Answer)
    assert following.content == PAGE
    assert server.fired == {"404": 1, "304 with a body": 1, "200": 1}


@pytest.mark.parametrize(
    ("fault", "reason"),
    [
        (reset(), FailureReason.CONNECTION),
        (hang_up(), FailureReason.CONNECTION),
        (raw(b"SSH-2.0-OpenSSH_9.2\r\n", "ssh"), FailureReason.CONNECTION),
        (raw(b"HTTP/1.1 OK 200\r\n\r\n", "nonsense"), FailureReason.PROTOCOL),
        (
            raw(b"HTTP/1.1 200 OK\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nxx", "lengths"),
            FailureReason.PROTOCOL,
        ),
        (raw(b"HTTP/1.1 200 OK\r\nContent-Length: -1\r\n\r\n", "negative"), FailureReason.PROTOCOL),
        (raw(b"HTTP/1.1 101 Switching Protocols\r\n\r\n", "switch"), FailureReason.PROTOCOL),
        (raw(b"\x00" * 70_000, "zeros"), FailureReason.PROTOCOL),
        (answer(b"no gzip at all", Content_Encoding="gzip"), FailureReason.ENCODING),
        (answer(b"x", Content_Encoding="zstd"), FailureReason.ENCODING),
    ],
    ids=["reset", "hang up", "ssh", "nonsense", "lengths", "negative", "switch", "zeros", "no gzip", "zstd"],
)
async def test_what_is_no_answer_is_a_failure(
    server: FaultServer,
    web: Web,
    fault: Behaviour,
    reason: FailureReason,
) -> None:
    server.on("/page", fault)
    assert (await _failed(server, web)).reason is reason
    assert server.paths()


async def test_a_reset_is_asked_again(server: FaultServer, web: Web) -> None:
    server.on("/page", reset(), answer(PAGE))
    assert (await _answered(server, web)).content == PAGE
    assert server.fired == {"404": 1, "reset": 1, "200": 1}


async def test_a_port_where_nobody_listens_is_a_failure(web: Web) -> None:
    async with FaultServer() as closed:
        pass
    failure = await _failed(closed, web)
    assert (failure.reason, failure.message) == (FailureReason.CONNECTION, "cannot be connected to")


async def test_a_name_that_nobody_knows_is_a_failure(web: Web) -> None:
    came = await web.get("http://nowhere.example/")
    assert isinstance(came, Failure)
    assert (came.reason, came.lasting) == (FailureReason.NAME, False)


async def test_a_fetch_that_is_called_off_is_called_off(server: FaultServer, web: Web) -> None:
    server.on("/page", silence())
    fetch = asyncio.create_task(web.get(server.url("/page")))
    await asyncio.sleep(0.1)
    assert server.fired["silence"] == 1
    fetch.cancel()
    with pytest.raises(asyncio.CancelledError):
        await fetch


# Credentials


async def test_credentials_are_sent_and_never_shown(
    server: FaultServer, web: Web, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    server.on("/page", answer(PAGE))
    server.on("/gone", status(410))
    outcomes = [await web.get(server.url(path, "desk:s3cret@127.0.0.1")) for path in ("/page", "/gone")]
    assert [asked.headers["authorization"] for asked in server.requests] == ["Basic ZGVzazpzM2NyZXQ="] * 3
    assert isinstance(outcomes[0], Answer)
    for text in (repr(outcomes), caplog.text):
        assert "s3cret" not in text
        assert "ZGVzazpzM2NyZXQ" not in text
