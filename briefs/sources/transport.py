"""httpx requests over the guarded door: HTTP/1.1 and HTTP/2, connections kept, certificates checked.

httpx's own transport cannot be given a network backend, and its client keeps cookies, follows redirects and
logs addresses; a transport of our own is the seam that httpx offers for this.
"""

import ssl
from collections.abc import AsyncIterator, Iterator
from contextlib import contextmanager
from typing import Final

import h2.exceptions
import httpcore
import httpx

from briefs.sources.answers import FailureReason, Unanswered
from briefs.sources.decoding import broken_off
from briefs.sources.guard import Guard

_KEPT_ORIGINS: Final = 100
"""Connections stay open to as many servers as a desk's round has, far from what a system allows one program."""
_KEEPALIVE: Final = 30.0
_BROKEN: Final = (
    httpcore.ProtocolError, h2.exceptions.ProtocolError, ValueError, LookupError,
)  # fmt: skip
"""What the libraries raise for an answer that is no HTTP. The last two escape them where a server sends nonsense in
HTTP/2, a status that is no number for one."""


class Transport(httpx.AsyncBaseTransport):
    """Sends requests to where the guard lets it. Raises Unanswered, and nothing else, for what a network does."""

    def __init__(self, guard: Guard, tls: ssl.SSLContext) -> None:
        self._guard = guard
        self._tls = tls
        # A pool for each origin: one for all looks at every connection it keeps at each request.
        self._pools: dict[tuple[bytes, bytes, int | None], httpcore.AsyncConnectionPool] = {}

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        """The answer's head; its body comes in through ``stream`` and must be closed."""
        url = httpcore.URL(
            scheme=request.url.raw_scheme,
            host=request.url.raw_host,
            port=request.url.port,
            target=request.url.raw_path,
        )
        asked = httpcore.Request("GET", url, headers=request.headers.raw, extensions=request.extensions)
        pool = await self._pool(request.url)
        try:
            with _told_plainly():
                response = await pool.handle_async_request(asked)
                headers = httpx.Headers(response.headers)
        except BaseException:
            await pool.aclose()
            raise
        return httpx.Response(
            response.status, headers=headers, stream=_Stream(response, pool), extensions=response.extensions
        )

    async def aclose(self) -> None:
        """Close every connection."""
        while self._pools:
            await self._pools.popitem()[1].aclose()

    async def _pool(self, url: httpx.URL) -> httpcore.AsyncConnectionPool:
        """The pool of an origin, of which only one request makes use at a time.

        Where there are too many, the one that was idle for longest is closed.
        """
        key = (url.raw_scheme, url.raw_host, url.port)
        pool = self._pools.pop(key, None) or httpcore.AsyncConnectionPool(
            ssl_context=self._tls, keepalive_expiry=_KEEPALIVE, http2=True, network_backend=self._guard
        )
        self._pools[key] = pool
        if any(_has_more(connection) for connection in pool.connections):
            await pool.aclose()
        idle = (key for key, pool in self._pools.items() if all(kept.is_idle() for kept in pool.connections))
        if len(self._pools) > _KEPT_ORIGINS and (oldest := next(idle, key)) != key:
            await self._pools.pop(oldest).aclose()
        return pool


class _Stream(httpx.AsyncByteStream):
    """The body as it comes in; what breaks it off is told as such.

    A connection whose answer was not read to its end is closed: in HTTP/2 the rest would go on coming in, and one
    that has died without a word would be asked again.
    """

    def __init__(self, response: httpcore.Response, pool: httpcore.AsyncConnectionPool) -> None:
        self._response = response
        self._pool = pool
        self._is_whole = False

    async def __aiter__(self) -> AsyncIterator[bytes]:
        with _told_plainly(in_body=True):
            async for part in self._response.aiter_stream():
                yield part
        self._is_whole = True

    async def aclose(self) -> None:
        with _told_plainly(in_body=True):
            await self._response.aclose()
        if not self._is_whole:
            await self._pool.aclose()


def trusted_authorities() -> ssl.SSLContext:
    """What a server's certificate is checked against: the authorities that come with httpx, and the system's own.

    A bare system may have none, and a desk may have added one of its house. TLS 1.2 at least.
    """
    context = httpx.create_ssl_context(trust_env=False)
    context.load_default_certs()
    context.minimum_version = ssl.TLSVersion.TLSv1_2
    return context


def _has_more(connection: httpcore.AsyncConnectionInterface) -> bool:
    """Whether a server has sent more than its answer was to have; httpcore would take it for the next answer.

    It keeps that to itself: where its names change, a test of this fails.
    """
    state = getattr(getattr(connection, "_connection", None), "_h11_state", None)
    return state is not None and bool(state.trailing_data[0])


@contextmanager
def _told_plainly(*, in_body: bool = False) -> Iterator[None]:
    """Turn what the libraries raise into Unanswered."""
    try:
        yield
    except httpcore.TimeoutException as error:
        message = "did not answer in time"
        raise Unanswered(FailureReason.TIMEOUT, message, again=True) from error
    except (httpcore.NetworkError, *_BROKEN, OSError) as error:
        raise _reason(error, in_body=in_body) from error


def _reason(error: Exception, *, in_body: bool) -> Unanswered:
    certificate = _tls_error(error)
    if certificate is not None:
        return Unanswered(FailureReason.TLS, _tls_message(certificate), lasting=True)
    if in_body:
        return broken_off()
    if isinstance(error, httpcore.ConnectError):
        message = "cannot be connected to"
        return Unanswered(FailureReason.CONNECTION, message, again=True)
    if isinstance(error, httpcore.NetworkError) or "disconnected" in str(error):
        message = "closed the connection without an answer"
        return Unanswered(FailureReason.CONNECTION, message, again=True)
    return Unanswered(FailureReason.PROTOCOL, "does not answer as a web server does")


def _tls_error(error: BaseException | None) -> ssl.SSLError | None:
    """The TLS error that another one goes back to."""
    while error is not None and not isinstance(error, ssl.SSLError):
        error = error.__cause__ or error.__context__
    return error


def _tls_message(error: ssl.SSLError) -> str:
    if isinstance(error, ssl.SSLCertVerificationError):
        return f"has a certificate that cannot be trusted: {error.verify_message.rstrip('.')}"
    return "could not agree with this program on a safe connection (TLS 1.2 at least)"
