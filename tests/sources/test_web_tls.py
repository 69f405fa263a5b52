"""Safe connections: who is believed, which versions, and HTTP/2 over them."""

import datetime
import logging
import ssl
import warnings
from collections.abc import AsyncIterator, Callable

import pytest
import trustme

from briefs.sources.answers import Answer, Failure, FailureReason, Unchanged, Validators
from briefs.sources.transport import trusted_authorities
from briefs.sources.web import Web
from tests.sources.fault_server import (
    Behaviour,
    FaultServer,
    Wire,
    answer,
    brotli_bomb,
    conditional,
    gzipped,
    redirect,
    silence,
    status,
)

pytestmark = pytest.mark.anyio
PAGE = b"<p>The ferry sails at nine.</p>"
Opened = Callable[..., Web]
PAST = datetime.datetime(2020, 1, 1, tzinfo=datetime.UTC)


@pytest.fixture(scope="module")
def authority() -> trustme.CA:
    return trustme.CA()


def _server_side(certificate: trustme.LeafCert, *protocols: str) -> ssl.SSLContext:
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    certificate.configure_cert(context)
    context.set_alpn_protocols([*protocols])
    return context


def _believing(authority: trustme.CA) -> ssl.SSLContext:
    context = trusted_authorities()
    authority.configure_trust(context)
    return context


@pytest.fixture
async def safe(authority: trustme.CA) -> AsyncIterator[FaultServer]:
    """A server for feeds.example that speaks HTTP/2."""
    tls = _server_side(authority.issue_cert("feeds.example", "127.0.0.1"), "h2", "http/1.1")
    async with FaultServer(tls=tls) as server:
        yield server


@pytest.fixture
def web(opened: Opened, authority: trustme.CA) -> Web:
    return opened(_believing(authority))


async def _get(server: FaultServer, web: Web, path: str = "/page") -> Answer | Unchanged | Failure:
    return await web.get(server.url(path, "feeds.example"))


async def _refused(server: FaultServer, web: Web) -> Failure:
    came = await _get(server, web)
    assert isinstance(came, Failure)
    assert (came.reason, came.lasting) == (FailureReason.TLS, True)
    assert server.requests == []
    return came


async def test_http_2_is_spoken_where_the_server_does_and_its_connection_kept(
    safe: FaultServer, web: Web
) -> None:
    safe.on("/page", conditional(PAGE, '"a"'))
    safe.on("/packed", gzipped(PAGE))
    safe.on("/moved", redirect("/page", 301))
    first = await _get(safe, web)
    assert isinstance(first, Answer)
    assert (first.content, first.validators.etag) == (PAGE, '"a"')
    assert isinstance(await web.get(first.url, first.validators), Unchanged)
    for path in ("/packed", "/moved"):
        came = await _get(safe, web, path)
        assert isinstance(came, Answer)
        assert came.content == PAGE
    assert {asked.version for asked in safe.requests} == {"HTTP/2"}
    assert len(safe.requests) == 6
    assert safe.connections == 1


async def test_http_1_is_spoken_where_the_server_knows_no_other(
    opened: Opened, authority: trustme.CA
) -> None:
    tls = _server_side(authority.issue_cert("feeds.example"), "http/1.1")
    async with FaultServer(tls=tls) as server:
        server.on("/page", answer(PAGE))
        assert isinstance(await _get(server, opened(_believing(authority))), Answer)
        assert {asked.version for asked in server.requests} == {"HTTP/1.1"}


async def test_a_certificate_for_another_name_is_not_believed(opened: Opened, authority: trustme.CA) -> None:
    tls = _server_side(authority.issue_cert("other.example"), "h2")
    async with FaultServer(tls=tls) as server:
        failure = await _refused(server, opened(_believing(authority)))
        assert "feeds.example" in failure.message


async def test_a_certificate_that_has_expired_is_not_believed(opened: Opened, authority: trustme.CA) -> None:
    tls = _server_side(
        authority.issue_cert("feeds.example", not_before=PAST, not_after=PAST.replace(year=2021)), "h2"
    )
    async with FaultServer(tls=tls) as server:
        failure = await _refused(server, opened(_believing(authority)))
        assert failure.message == "has a certificate that cannot be trusted: certificate has expired"


async def test_a_certificate_of_nobody_known_is_not_believed(safe: FaultServer, opened: Opened) -> None:
    failure = await _refused(safe, opened())
    assert failure.message.startswith("has a certificate that cannot be trusted: ")


async def test_an_old_version_of_tls_is_not_spoken(opened: Opened, authority: trustme.CA) -> None:
    tls = _server_side(authority.issue_cert("feeds.example"))
    with warnings.catch_warnings(
        action="ignore", category=DeprecationWarning
    ):  # of speaking it, which is the point
        tls.minimum_version, tls.maximum_version = ssl.TLSVersion.TLSv1, ssl.TLSVersion.TLSv1_1
    tls.set_ciphers("ALL:@SECLEVEL=0")
    async with FaultServer(tls=tls) as server:
        failure = await _refused(server, opened(_believing(authority)))
        assert "TLS 1.2" in failure.message


async def test_a_server_that_speaks_no_tls_is_told_as_such(opened: Opened, authority: trustme.CA) -> None:
    async with FaultServer(greeting=b"HTTP/1.1 400 Bad Request\r\n\r\n") as server:
        came = await opened(_believing(authority)).get(f"https://feeds.example:{server.port}/page")
    assert isinstance(came, Failure)
    assert came.reason is FailureReason.TLS


async def test_a_server_that_falls_silent_in_the_greeting_is_given_up_and_its_connection_closed(
    opened: Opened, authority: trustme.CA
) -> None:
    async with FaultServer() as server:
        came = await opened(_believing(authority), deadline=0.2).get(
            f"https://feeds.example:{server.port}/page"
        )
        assert isinstance(came, Failure)
        assert (came.reason, server.connections) == (FailureReason.ROBOTS, 1)


async def test_a_redirect_to_http_is_not_followed(safe: FaultServer, web: Web) -> None:
    async with FaultServer() as open_server:
        safe.on("/page", redirect(open_server.url("/page", "feeds.example")))
        came = await _get(safe, web)
        assert isinstance(came, Failure)
        assert (came.reason, came.lasting) == (FailureReason.SCHEME, True)
        assert safe.fired["302"] == 1
        assert open_server.requests == []


async def test_a_redirect_from_http_to_https_is_followed(safe: FaultServer, web: Web) -> None:
    safe.on("/page", answer(PAGE))
    async with FaultServer() as open_server:
        open_server.on("/page", redirect(safe.url("/page", "feeds.example"), 301))
        came = await web.get(open_server.url("/page", "feeds.example"))
    assert isinstance(came, Answer)
    assert came.moved_to == safe.url("/page", "feeds.example")


# Faults in HTTP/2


def _reset_stream() -> Behaviour:
    async def behave(wire: Wire) -> None:
        assert wire.http2 is not None
        wire.server.fired["reset"] += 1
        wire.http2.state.reset_stream(wire.http2.stream)
        await wire.http2.flush()

    return behave


def _go_away() -> Behaviour:
    async def behave(wire: Wire) -> None:
        assert wire.http2 is not None
        wire.server.fired["go away"] += 1
        wire.http2.state.close_connection()
        await wire.http2.flush()

    return behave


def _nonsense(data: bytes) -> Behaviour:
    async def behave(wire: Wire) -> None:
        wire.server.fired["nonsense"] += 1
        await wire.send(data)

    return behave


def _head(*fields: tuple[str, str], end: bool = True) -> Behaviour:
    async def behave(wire: Wire) -> None:
        assert wire.http2 is not None
        wire.server.fired["head"] += 1
        await wire.http2.head([*fields], end=end)

    return behave


@pytest.mark.parametrize(
    ("fault", "reasons"),
    [
        (_reset_stream(), {FailureReason.PROTOCOL, FailureReason.CONNECTION}),
        (_go_away(), {FailureReason.PROTOCOL, FailureReason.CONNECTION}),
        (_nonsense(b"\x00\x00\x02\x01\x05\x00\x00\x00\x03\xff\xff"), {FailureReason.PROTOCOL}),
        (_head((":status", "no number")), {FailureReason.PROTOCOL}),
        (_head((":status", "99999999999")), {FailureReason.STATUS}),
        (_head((":status", "200"), ("etag", "a\r\nb"), end=True), {FailureReason.EMPTY}),
        (_head((":status", "200"), ("x-long", "~" * 70_000)), {FailureReason.PROTOCOL}),
        (_head((":status", "200"), ("content-length", "10")), {FailureReason.TRUNCATED}),
        (_head((":status", "302"), ("location", "http://a\r\nb/")), {FailureReason.ADDRESS}),
        (answer(brotli_bomb(20), Content_Encoding="br"), {FailureReason.TOO_LARGE}),
        (answer(bytes(2_000_000)), {FailureReason.TOO_LARGE}),
        (answer(PAGE, Content_Length="10"), {FailureReason.TRUNCATED}),
        (answer(PAGE, Content_Length="100"), {FailureReason.TRUNCATED}),
        (status(500), {FailureReason.STATUS}),
    ],
    ids=[*"abcdefghijklmn"],
)  # fmt: skip
async def test_a_fault_in_http_2_is_a_failure_and_the_next_page_is_read(
    safe: FaultServer, opened: Opened, authority: trustme.CA, fault: Behaviour, reasons: set[FailureReason]
) -> None:
    web = opened(_believing(authority), retries=1)
    safe.on("/page", fault)
    safe.on("/next", answer(PAGE))
    came = await _get(safe, web)
    assert safe.fired
    assert isinstance(came, Failure)
    assert came.reason in reasons
    assert isinstance(await _get(safe, web, "/next"), Answer)
    assert {asked.version for asked in safe.requests} == {"HTTP/2"}


@pytest.mark.parametrize(
    "fault",
    [_nonsense(b"\xff" * 100), _head((":status", "200"), end=False), silence()],
    ids=["frames", "head", "none"],
)
@pytest.mark.parametrize("end", ["read_timeout", "deadline"])
async def test_silence_in_http_2_ends_and_the_next_page_is_read(
    safe: FaultServer, opened: Opened, authority: trustme.CA, fault: Behaviour, end: str
) -> None:
    web = opened(_believing(authority), **{end: 0.6}, retries=0)
    safe.on("/page", fault)
    safe.on("/next", answer(PAGE))
    came = await _get(safe, web)
    assert isinstance(came, Failure)
    assert came.reason is FailureReason.TIMEOUT
    assert isinstance(await _get(safe, web, "/next"), Answer)


async def test_a_connection_that_has_died_is_not_asked_again(
    safe: FaultServer, opened: Opened, authority: trustme.CA
) -> None:
    web = opened(_believing(authority), read_timeout=0.2)
    safe.on("/page", silence(), answer(PAGE))
    assert isinstance(await _get(safe, web), Answer)
    assert safe.fired == {"404": 1, "silence": 1, "200": 1}
    assert [asked.connection for asked in safe.requests] == [1, 1, 2]


async def test_a_long_answer_that_is_refused_does_not_go_on_coming_in(safe: FaultServer, web: Web) -> None:
    safe.on("/page", answer(bytes(2_000_000)))
    safe.on("/next", answer(PAGE))
    assert isinstance(await _get(safe, web), Failure)
    assert isinstance(await _get(safe, web, "/next"), Answer)
    assert [asked.connection for asked in safe.requests] == [1, 1, 2]


async def test_no_library_writes_credentials_to_a_log(
    safe: FaultServer, web: Web, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    safe.on("/page", answer(PAGE))
    await web.get(safe.url("/page", "desk:s3cret@feeds.example"))
    assert safe.requests[-1].headers["authorization"] == "Basic ZGVzazpzM2NyZXQ="
    ours = [
        text for text in caplog.messages if not text.startswith("Decoded")
    ]  # the server, in the same process
    assert any("SENSITIVE_REDACTED" in text for text in ours)
    assert not any("s3cret" in text or "ZGVzazpzM2NyZXQ" in text for text in ours)


async def test_a_validator_that_could_break_a_request_is_not_kept(safe: FaultServer, web: Web) -> None:
    safe.on(
        "/page", answer(PAGE, ETag='"a"\r\nX-Own: 1', Last_Modified="\x00", Content_Type="text/html\x1b[31m")
    )
    came = await _get(safe, web)
    assert isinstance(came, Answer)
    assert came.validators == Validators()
    assert came.media_type is None
