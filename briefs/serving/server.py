"""The application on a port, until it is told to end."""

import asyncio
import socket
from collections.abc import Callable, Sequence
from typing import Final

import uvicorn
from starlette.types import ASGIApp
from uvicorn.protocols.http.h11_impl import H11Protocol

from briefs.errors import OutputError

_CONNECTIONS: Final = 200
"""At once; what comes beyond is told to come again. A proxy keeps far fewer."""
_HEAD: Final = 16_384
"""Bytes of a request before its body."""
_HEAD_SECONDS: Final = 15.0
"""Within which the first request of a connection has come: as long as a poor line needs, and no longer."""
_GRACE: Final = 10
"""Seconds for what is being answered when the server is told to end."""


class Patient(H11Protocol):
    """A connection that is closed where it asks for nothing."""

    seconds: float = _HEAD_SECONDS

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """Begin to wait for a request, and send at once: asyncio does not see that a bound socket is one of TCP."""
        transport.get_extra_info("socket").setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        super().connection_made(transport)
        self.loop.call_later(self.seconds, self._leave)

    def _leave(self) -> None:
        if vars(self)["scope"] is None:  # its type says that it never is; it is until something was asked for
            self.transport.abort()


def bound(host: str, port: int) -> socket.socket:
    """A port that listens; 0 takes one that is free. Raises OutputError where it cannot be had."""
    try:
        family = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0][0]
        return socket.create_server((host, port), family=family)
    except (OSError, UnicodeError, OverflowError) as error:
        said = getattr(error, "strerror", None) or str(error)
        raise OutputError(
            f"{host}: port {port} cannot be used: {said}; choose others with --host and --port"
        ) from error


def serve(app: ASGIApp, listening: socket.socket, proxies: Sequence[str], ready: Callable[[], None]) -> None:
    """Nothing; the application answers until SIGTERM or Ctrl-C, and what it has begun to answer is answered.

    Who asks is believed from what ``proxies`` say, addresses and networks, and nobody else. ``ready`` is called once.
    """
    server = server_of(app, proxies, ready)
    try:
        server.run([listening])
    except (KeyboardInterrupt, SystemExit):
        if not server.should_exit:
            raise


def server_of(app: ASGIApp, proxies: Sequence[str], ready: Callable[[], None]) -> uvicorn.Server:
    """What ``serve`` runs; it ends when its ``should_exit`` is set."""
    settings = uvicorn.Config(
        app,
        http=Patient,
        ws="none",
        lifespan="on",
        log_config=None,
        access_log=False,  # a path holds a reader's token
        forwarded_allow_ips=[*proxies],
        server_header=False,
        limit_concurrency=_CONNECTIONS,
        h11_max_incomplete_event_size=_HEAD,
        timeout_graceful_shutdown=_GRACE,
    )
    return _Server(settings, ready)


class _Server(uvicorn.Server):
    """A server that tells when it answers."""

    def __init__(self, settings: uvicorn.Config, ready: Callable[[], None]) -> None:
        super().__init__(settings)
        self._ready = ready

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """Begin to answer."""
        await super().startup(sockets)
        if self.started:
            self._ready()
