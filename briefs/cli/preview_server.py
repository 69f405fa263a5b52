"""A page on loopback that comes anew whenever it changes: ``briefs preview``.

One process, one thread: a request is read within limits, answered whole, and its connection closed. Only this machine
can ask, and only by this server's own name: a page of another site cannot read it through a name that it has bent.
"""

import asyncio
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from html import escape
from typing import Final, Protocol

from briefs.errors import BriefsError, ConfigurationError

HOST: Final = "127.0.0.1"
_NAMES: Final = (HOST, "localhost")
_LOOK_EVERY: Final = 0.25
"""Seconds between two looks at the files: sooner than a hand leaves the keyboard."""
_REQUEST_BYTES: Final = 16_384
_REQUEST_SECONDS: Final = 10
_POLICY: Final = "default-src 'none'; base-uri 'none'; form-action 'none'"
_OWN: Final = "; script-src 'self'; connect-src 'self'"
_META: Final = re.compile(r'<meta http-equiv="Content-Security-Policy" content="([^"]{0,4000})">')
_SCRIPT: Final = '<script src="/reload.js" defer></script>'
_RELOAD: Final = """\
const events = new EventSource("/changes");
let version = null;
events.onmessage = (event) => {
  if (version !== null && version !== event.data) location.reload();
  version = event.data;
};
"""
"""The browser keeps where it had scrolled to when it loads a page again."""


class Shown(Protocol):
    """What is served: a page and a PDF that may fail, and whether they changed."""

    version: int

    def look(self) -> bool:
        """Whether something changed since the last look."""

    def page(self) -> str:
        """The web page."""

    def pdf(self) -> bytes:
        """The PDF."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Answer:
    body: bytes
    media_type: str = "text/html; charset=utf-8"
    status: str = "200 OK"
    policy: str = _POLICY + _OWN


@dataclass(slots=True, kw_only=True)
class _Server:
    shown: Shown
    port: int = 0
    changed: asyncio.Event = field(default_factory=asyncio.Event)

    async def serve(self, port: int, ready: Callable[[str], None]) -> None:
        server = await asyncio.start_server(self._answer, HOST, port, limit=_REQUEST_BYTES)
        self.port = server.sockets[0].getsockname()[1]
        ready(f"http://{HOST}:{self.port}/")
        async with server:
            while True:
                await asyncio.sleep(_LOOK_EVERY)
                if self.shown.look():
                    self.changed.set()
                    self.changed = asyncio.Event()

    async def _answer(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            async with asyncio.timeout(_REQUEST_SECONDS):
                head = await reader.readuntil(b"\r\n\r\n")
            path, refusal = self._asked(head.decode("latin-1"))
            if path == "/changes" and not refusal:
                await self._tell_changes(writer)
            else:
                writer.write(_written(refusal or self._made(path)))
                await writer.drain()
        except (TimeoutError, asyncio.IncompleteReadError, asyncio.LimitOverrunError, ConnectionError):
            pass  # a browser that asks for nothing, or has gone
        finally:
            writer.close()

    def _asked(self, head: str) -> tuple[str, _Answer | None]:
        """The path that a request asks for, or why it is refused."""
        first, *lines = head.split("\r\n")
        parts = first.split(" ")
        hosts = [
            value.strip().lower()
            for name, _, value in (it.partition(":") for it in lines)
            if name.lower() == "host"
        ]
        if hosts not in [[f"{name}:{self.port}"] for name in _NAMES]:
            return "", _plain("421 Misdirected Request", f"Ask for http://{HOST}:{self.port}/")
        if len(parts) != 3 or parts[0] != "GET":
            return "", _plain("405 Method Not Allowed", "There is nothing here but pages to GET.")
        return parts[1].partition("?")[0], None

    def _made(self, path: str) -> _Answer:
        try:
            match path:
                case "/" | "/brief.html":
                    return _page(self.shown.page())
                case "/brief.pdf":
                    return _Answer(body=self.shown.pdf(), media_type="application/pdf", policy="sandbox")
                case "/reload.js":
                    return _Answer(body=_RELOAD.encode(), media_type="text/javascript; charset=utf-8")
                case _:
                    return _plain("404 Not Found", "There are / and /brief.pdf.")
        except BriefsError as error:
            return _mistake(error)

    async def _tell_changes(self, writer: asyncio.StreamWriter) -> None:
        """Tell the version now and at each change, for as long as the browser listens."""
        writer.write(_head(_Answer(body=b"", media_type="text/event-stream")))
        while not writer.is_closing():
            writer.write(f"data: {self.shown.version}\n\n".encode())
            await writer.drain()
            try:
                async with asyncio.timeout(_REQUEST_SECONDS):
                    await self.changed.wait()
            except TimeoutError:
                continue


def serve(shown: Shown, port: int, ready: Callable[[str], None]) -> None:
    """Nothing, for it never ends by itself; ``ready`` is told the address. A port of 0 takes one that is free."""
    asyncio.run(_Server(shown=shown).serve(port, ready))


def _page(html: str) -> _Answer:
    """The page with the script that loads it anew, under its own policy and leave for that script."""
    said = _META.search(html)
    policy = (said[1].replace("&#39;", "'") if said else _POLICY) + _OWN
    whole = _META.sub("", html, count=1).replace("</head>", f"{_SCRIPT}\n</head>", 1)
    return _Answer(body=whole.encode(), policy=policy)


def _mistake(error: BriefsError) -> _Answer:
    """What is wrong, in the browser; it comes anew when a file is mended."""
    told = error.mistakes if isinstance(error, ConfigurationError) else ()
    lines = "\n".join(map(str, (error, *told)))
    body = (
        '<!DOCTYPE html>\n<html lang="en"><head><meta charset="utf-8"><title>Not yet</title>'
        f"{_SCRIPT}</head><body><h1>The page cannot be made</h1>\n<pre>{escape(lines)}</pre>\n"
        "<p>It comes anew when a file is saved.</p></body></html>\n"
    )
    return _Answer(body=body.encode(), status="500 Internal Server Error")


def _plain(status: str, text: str) -> _Answer:
    return _Answer(body=f"{text}\n".encode(), media_type="text/plain; charset=utf-8", status=status)


def _written(answer: _Answer) -> bytes:
    return _head(answer, f"Content-Length: {len(answer.body)}") + answer.body


def _head(answer: _Answer, *more: str) -> bytes:
    lines = (
        f"HTTP/1.1 {answer.status}",
        f"Content-Type: {answer.media_type}",
        f"Content-Security-Policy: {answer.policy}",
        "Cache-Control: no-store",
        "X-Content-Type-Options: nosniff",
        "Referrer-Policy: no-referrer",
        "Cross-Origin-Resource-Policy: same-origin",
        "Connection: close",
        *more,
    )
    return ("\r\n".join(lines) + "\r\n\r\n").encode("latin-1")
