"""Whatever a server sends and however it is called, there is a value in the end and never an exception."""

import asyncio
import contextlib
from collections.abc import Awaitable, Callable
from dataclasses import replace

import httpcore
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefs.sources.answers import Answer, Failure, Unanswered, Unchanged, Validators
from briefs.sources.transport import _told_plainly, trusted_authorities
from briefs.sources.web import Web
from tests.sources.conftest import MANNERS, NOW, at_home
from tests.sources.fault_server import FaultServer, answer, raw

QUICK = replace(MANNERS, deadline=0.5, read_timeout=0.2, retries=1, max_bytes=10_000)
TLS = trusted_authorities()
HEAD = st.lists(
    st.sampled_from([
        b"Content-Length: 5", b"Content-Length: 0", b"content-length: 99999", b"Transfer-Encoding: chunked",
        b"Content-Encoding: gzip", b"Content-Encoding: br", b"Content-Encoding: deflate", b"Connection: close",
        b"Location: /page", b"Location: //", b"Location: \xff\xfe", b"Location: http://[", b"ETag: \xe9", b"ETag: ",
        b"Retry-After: 0", b"Retry-After: \xff", b"Content-Type: \xff", b" folded", b"No colon", b"Set-Cookie: a=b",
    ]),
    max_size=5,
)  # fmt: skip
STATUS = st.sampled_from(
    [b"200 OK", b"200", b"304 Not Modified", b"301 Moved", b"404 Gone", b"503 No", b"099 x", b"1000 x"]
)
BODY = st.binary(max_size=40) | st.sampled_from(
    [b"5\r\nhello\r\n0\r\n\r\n", b"hello", b"0\r\n\r\n", b"\x1f\x8b\x08\x00"]
)
ANSWERS = st.binary(max_size=100) | st.builds(
    lambda status, head, body: b"\r\n".join([b"HTTP/1.1 " + status, *head, b"", body]), STATUS, HEAD, BODY
)


def _seen(scene: Callable[[FaultServer, Web], Awaitable[None]]) -> None:
    async def stage() -> None:
        async with (
            FaultServer() as server,
            Web(QUICK, lambda: NOW, lambda: 0.0, resolve=at_home, tls=TLS) as web,
        ):
            await scene(server, web)

    asyncio.run(stage())


@settings(max_examples=60)
@given(st.lists(ANSWERS, min_size=1, max_size=3), st.sampled_from(["/page", "/robots.txt"]))
def test_any_answer_gives_a_value(answers: list[bytes], path: str) -> None:
    async def scene(server: FaultServer, web: Web) -> None:
        server.on(path, *(raw(data, "answer") for data in answers))
        for validators in (None, Validators(etag='"a"')):
            came = await web.get(server.url("/page"), validators)
            assert isinstance(came, Answer | Unchanged | Failure)
        assert server.fired["answer"]

    _seen(scene)


@settings(max_examples=30)
@given(st.binary(max_size=200))
def test_any_frames_of_http_2_give_a_value(data: bytes) -> None:
    """HTTP/2 without TLS is never spoken, so the frames go to the library's connection through a door of their own."""
    settings_frame = b"\x00\x00\x00\x04\x00\x00\x00\x00\x00"
    network = httpcore.AsyncMockBackend([settings_frame, data, b""], http2=True)

    async def stage() -> None:
        async with httpcore.AsyncConnectionPool(http1=False, http2=True, network_backend=network) as pool:
            with _told_plainly():
                response = await pool.handle_async_request(httpcore.Request("GET", "http://feeds.example/"))
                with _told_plainly(in_body=True):
                    async for _ in response.aiter_stream():
                        pass
                    await response.aclose()

    with contextlib.suppress(Unanswered):
        asyncio.run(stage())


@settings(max_examples=60)
@given(
    st.text(max_size=40) | st.text(alphabet="htps:/@.[]%0x1a-#?", max_size=30).map("http://{}".format),
    st.none() | st.text(max_size=20),
    st.none() | st.text(max_size=20),
    st.none() | st.text(max_size=20),
)
def test_any_address_and_any_validators_give_a_value(
    address: str, etag: str | None, modified: str | None, found_on: str | None
) -> None:
    async def scene(server: FaultServer, web: Web) -> None:
        known = Validators(etag=etag, last_modified=modified)
        assert isinstance(await web.get(address, known, found_on=found_on), Failure)
        assert isinstance(await web.get(server.url("/page"), known), Failure)
        assert server.connections == 1

    _seen(scene)


@pytest.mark.parametrize("bad", ["\r\nX-Own: 1", "\x00", "é\U0001f40b"])
def test_a_validator_never_adds_a_header(bad: str) -> None:
    async def scene(server: FaultServer, web: Web) -> None:
        server.on("/page", answer(b"<p>whole</p>"))
        assert isinstance(await web.get(server.url("/page"), Validators(etag=bad)), Answer)
        assert not {"x-own", "if-none-match"} & {*server.requests[-1].headers}

    _seen(scene)
