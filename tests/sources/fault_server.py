"""A web server on loopback that does on each path what a test tells it to, and counts what it did.

    server.on("/feed", status(500), answer(b"<rss/>"))   # the first request, and every one after it

Faults are written to the wire byte by byte, over HTTP/1.1; over TLS the same paths answer in HTTP/2 when the client
agrees to it. ``fired`` counts each behaviour that ran to its point, ``requests`` is what was asked, in order.
"""

import asyncio
import contextlib
import gzip
import socket
import ssl
import struct
import zlib
from collections import Counter
from collections.abc import Awaitable, Callable, Iterable, Mapping
from dataclasses import dataclass, field
from types import TracebackType
from typing import Self

import brotli
import h2.config
import h2.connection
import h2.events
import h2.exceptions

DRIP = 0.02
"""Seconds between two drops."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """One request as it came; header names in small letters. ``connection`` counts from 1."""

    path: str
    headers: Mapping[str, str]
    connection: int
    version: str = "HTTP/1.1"


@dataclass(slots=True, kw_only=True)
class Wire:
    """What a behaviour writes to."""

    asked: Asked
    server: "FaultServer"
    writer: asyncio.StreamWriter
    http2: "_Http2 | None" = None
    keep: bool = True

    async def send(self, data: bytes) -> None:
        self.writer.write(data)
        await self.writer.drain()


Behaviour = Callable[[Wire], Awaitable[None]]


@dataclass(slots=True)
class FaultServer:
    """An async context manager. ``port`` is known inside it."""

    tls: ssl.SSLContext | None = None
    host: str = "127.0.0.1"
    port: int = 0
    greeting: bytes = b""
    connections: int = 0
    requests: list[Asked] = field(default_factory=list)
    fired: Counter[str] = field(default_factory=Counter)
    _scripts: dict[str, list[Behaviour]] = field(default_factory=dict)
    _server: asyncio.Server | None = None
    _talks: set[asyncio.Task[None]] = field(default_factory=set)

    def on(self, path: str, *behaviours: Behaviour) -> None:
        """What ``path`` does at each request; the last behaviour stays."""
        self._scripts[path] = list(behaviours)

    def url(self, path: str, host: str = "") -> str:
        scheme = "https" if self.tls else "http"
        return f"{scheme}://{host or self.host}:{self.port}{path}"

    def paths(self) -> list[str]:
        """What was asked for, without robots.txt."""
        return [asked.path for asked in self.requests if asked.path != "/robots.txt"]

    async def __aenter__(self) -> Self:
        self._server = await asyncio.start_server(self._greet, self.host, self.port, ssl=self.tls)
        self.port = self._server.sockets[0].getsockname()[1]
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        assert self._server is not None
        self._server.close()
        for talk in list(self._talks):
            talk.cancel()
        await asyncio.gather(*self._talks, return_exceptions=True)

    async def _greet(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        talk = asyncio.current_task()
        assert talk is not None
        self._talks.add(talk)
        self.connections += 1
        try:
            writer.write(self.greeting)
            tls = writer.get_extra_info("ssl_object")
            if tls is not None and tls.selected_alpn_protocol() == "h2":
                await _Http2(self, reader, writer, self.connections).talk()
            else:
                await self._talk(reader, writer, self.connections)
        except (OSError, asyncio.IncompleteReadError, asyncio.CancelledError):
            pass
        finally:
            self._talks.discard(talk)
            writer.transport.abort()

    async def _talk(
        self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter, connection: int
    ) -> None:
        while True:
            head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1").split("\r\n")
            asked = Asked(path=head[0].split()[1], headers=_fields(head[1:]), connection=connection)
            wire = Wire(asked=asked, server=self, writer=writer)
            await self.behave(wire)
            if not wire.keep:
                return

    async def behave(self, wire: Wire) -> None:
        """Do what the path is told to."""
        self.requests.append(wire.asked)
        script = self._scripts.get(wire.asked.path)
        if script is None:
            await status(404)(wire)
            return
        behaviour = script.pop(0) if len(script) > 1 else script[0]
        await behaviour(wire)


def _fields(lines: Iterable[str]) -> dict[str, str]:
    pairs = (line.partition(":") for line in lines if line)
    return {name.lower(): value.strip() for name, _, value in pairs}


def answer(body: bytes = b"", code: int = 200, **headers: str) -> Behaviour:
    """A proper answer; ``content_type`` stands for the header Content-Type."""

    async def behave(wire: Wire) -> None:
        wire.server.fired[str(code)] += 1
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        if wire.http2 is not None:
            await wire.http2.respond(code, named, body)
            return
        lines = [f"HTTP/1.1 {code} As Told", *(f"{name}: {value}" for name, value in named.items())]
        if "content-length" not in {name.lower() for name in named} and code not in {204, 304}:
            lines.append(f"Content-Length: {len(body)}")
        await wire.send("\r\n".join([*lines, "", ""]).encode("latin-1") + body)

    return behave


def status(code: int, **headers: str) -> Behaviour:
    return answer(b"" if code in {204, 304} else b"as told", code, **headers)


def redirect(location: str, code: int = 302) -> Behaviour:
    return answer(b"this way", code, Location=location)


def conditional(body: bytes, etag: str) -> Behaviour:
    """The body, or 304 for who has it already."""

    async def behave(wire: Wire) -> None:
        known = wire.asked.headers.get("if-none-match") == etag
        await (status(304, ETag=etag) if known else answer(body, ETag=etag))(wire)

    return behave


def raw(data: bytes, name: str, *, keep: bool = False) -> Behaviour:
    """Exactly these bytes, and then the end of the connection unless it is kept."""

    async def behave(wire: Wire) -> None:
        wire.server.fired[name] += 1
        wire.keep = keep
        await wire.send(data)

    return behave


def drip(head: bytes, drop: bytes, name: str) -> Behaviour:
    """The head at once, then drop after drop for ever."""

    async def behave(wire: Wire) -> None:
        await wire.send(head)
        while True:
            await wire.send(drop)
            wire.server.fired[name] += 1
            await asyncio.sleep(DRIP)

    return behave


def pour(head: bytes, gush: bytes, name: str) -> Behaviour:
    """The head, then the same again and again as fast as it is taken."""

    async def behave(wire: Wire) -> None:
        await wire.send(head)
        while True:
            await wire.send(gush)
            wire.server.fired[name] += 1

    return behave


def silence(name: str = "silence") -> Behaviour:
    """Nothing, for ever."""

    async def behave(wire: Wire) -> None:
        wire.server.fired[name] += 1
        await asyncio.Event().wait()

    return behave


def reset(after: bytes = b"") -> Behaviour:
    """A connection reset, maybe in the middle of something."""

    async def behave(wire: Wire) -> None:
        wire.server.fired["reset"] += 1
        wire.keep = False
        if after:
            await wire.send(after)
            await asyncio.sleep(DRIP)
        sock: socket.socket = wire.writer.get_extra_info("socket")
        sock.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        wire.writer.transport.abort()

    return behave


def hang_up() -> Behaviour:
    """The end of the connection without a word."""
    return raw(b"", "hang up")


def truncated(body: bytes, declared: int, **headers: str) -> Behaviour:
    """Less than what the length promises."""
    lines = "".join(f"{name.replace('_', '-')}: {value}\r\n" for name, value in headers.items())
    head = f"HTTP/1.1 200 OK\r\nContent-Length: {declared}\r\n{lines}\r\n"
    return raw(head.encode() + body, "truncated")


def gzipped(body: bytes) -> Behaviour:
    return answer(gzip.compress(body), Content_Encoding="gzip")


def gzip_bomb(megabytes: int) -> bytes:
    """That many megabytes of zeros, packed to a thousandth."""
    packer = zlib.compressobj(9, zlib.DEFLATED, zlib.MAX_WBITS | 16)
    block = bytes(1_000_000)
    return b"".join(packer.compress(block) for _ in range(megabytes)) + packer.flush()


def brotli_bomb(megabytes: int) -> bytes:
    """That many megabytes of zeros, packed to almost nothing."""
    packer = brotli.Compressor(quality=5)
    block = bytes(1_000_000)
    packed = b"".join(packer.process(block) for _ in range(megabytes))
    return bytes(packed + packer.finish())


class _Http2:
    """The other side of an HTTP/2 connection, enough for whole answers."""

    def __init__(
        self, server: FaultServer, reader: asyncio.StreamReader, writer: asyncio.StreamWriter, number: int
    ) -> None:
        self._server, self._reader, self._writer, self._number = server, reader, writer, number
        config = h2.config.H2Configuration(
            client_side=False,
            header_encoding="utf-8",
            validate_outbound_headers=False,
            normalize_outbound_headers=False,
        )
        self.state = h2.connection.H2Connection(config=config)
        self.stream = 0

    async def talk(self) -> None:
        self.state.initiate_connection()
        await self.flush()
        while data := await self._reader.read(65_536):
            for event in self.state.receive_data(data):
                if isinstance(event, h2.events.RequestReceived):
                    await self._behave(event)
            await self.flush()

    async def _behave(self, event: h2.events.RequestReceived) -> None:
        self.stream = event.stream_id
        fields = {str(name): str(value) for name, value in event.headers}
        asked = Asked(path=fields[":path"], headers=fields, connection=self._number, version="HTTP/2")
        await self._server.behave(Wire(asked=asked, server=self._server, writer=self._writer, http2=self))

    async def respond(self, status: int, headers: Mapping[str, str], body: bytes) -> None:
        fields = [(":status", str(status)), *((name.lower(), value) for name, value in headers.items())]
        await self.head(fields, end=not body)
        with contextlib.suppress(h2.exceptions.ProtocolError):  # the client has ended the stream
            while body:
                room = self.state.local_flow_control_window(self.stream)
                part = body[: min(room, self.state.max_outbound_frame_size)]
                if not part:
                    for _ in self.state.receive_data(await self._reader.read(65_536)):
                        pass
                    continue
                body = body[len(part) :]
                self.state.send_data(self.stream, part, end_stream=not body)
                await self.flush()

    async def head(self, fields: list[tuple[str, str]], *, end: bool = False) -> None:
        self.state.send_headers(self.stream, fields, end_stream=end)
        await self.flush()

    async def flush(self) -> None:
        self._writer.write(self.state.data_to_send())
        await self._writer.drain()
