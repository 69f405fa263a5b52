"""Files as they are sent: what kind they are, what a browser may do with them, and whether it has them already."""

import asyncio
import hashlib
import html
import os
import re
from collections.abc import Mapping
from email.utils import formatdate
from http import HTTPStatus
from typing import BinaryIO, Final

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response
from starlette.types import Receive, Scope, Send

from briefs.serving.guard import STRICT

_TYPES: Final = {
    "bib": "text/plain; charset=utf-8",
    "csl.json": "application/vnd.citationstyles.csl+json",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "html": "text/html; charset=utf-8",
    "ics": "text/calendar; charset=utf-8",
    "js": "text/javascript; charset=utf-8",
    "json": "application/json",
    "md": "text/markdown; charset=utf-8",
    "pdf": "application/pdf",
    "xml": "application/xml",
}
_OTHER: Final = "application/octet-stream"
_FEED: Final = re.compile(r"feed(?:-[0-9]+)?\.xml")
_HEAD: Final = 8_192
"""Bytes of a page in which its policy stands: before everything that could be long."""
_META: Final = re.compile(r'<meta http-equiv="Content-Security-Policy" content="([ -!#-~]{1,4000})">')
_PAPER: Final = "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
"""A browser shows a PDF by pages of its own, which a stricter policy would keep from loading."""
_CHUNK: Final = 256 * 1024
_STALLED: Final = 60
"""Seconds in which somebody takes a chunk, or is gone: 4 KB a second."""


class FileAnswer(Response):
    """A file, read as it is sent, and closed then; only that it is unchanged where whoever asks has it."""

    def __init__(self, file: BinaryIO, name: str, request: Request) -> None:
        status = os.fstat(file.fileno())
        tag = _tag(status)
        self._file = file
        self._is_known = tag in request.headers.get("if-none-match", "").replace("W/", "").split(", ")
        headers = {
            "ETag": tag,
            "Last-Modified": formatdate(status.st_mtime, usegmt=True),
            "Cache-Control": "no-cache",
            **({} if self._is_known else _told(file, name, status.st_size)),
        }
        self._left = 0 if self._is_known or request.method == "HEAD" else status.st_size
        code = HTTPStatus.NOT_MODIFIED if self._is_known else HTTPStatus.OK
        super().__init__(status_code=code, headers=headers)

    def init_headers(self, headers: Mapping[str, str] | None = None) -> None:
        """Take the headers as they were given: the length is that of the file, not of what was handed over."""
        self.raw_headers = [
            (name.lower().encode(), text.encode("latin-1")) for name, text in (headers or {}).items()
        ]

    async def __call__(self, _scope: Scope, _receive: Receive, send: Send) -> None:
        """Send the file piece by piece; who takes none for a minute is left."""
        with self._file as file:
            await send(
                {"type": "http.response.start", "status": self.status_code, "headers": self.raw_headers}
            )
            while self._left:
                chunk = await run_in_threadpool(file.read, min(_CHUNK, self._left))
                if not chunk:
                    raise OSError("a file became shorter while it was sent")
                self._left -= len(chunk)
                async with asyncio.timeout(_STALLED):
                    await send({"type": "http.response.body", "body": chunk, "more_body": True})
            await send({"type": "http.response.body", "body": b"", "more_body": False})


def _told(file: BinaryIO, name: str, size: int) -> dict[str, str]:
    """What is said of a file: its kind and length, and what may run in it."""
    kind = _kind(name)
    return {
        "Content-Type": kind,
        "Content-Length": str(size),
        "Content-Security-Policy": _policy(file, kind),
        **({"Content-Disposition": f'attachment; filename="{name}"'} if kind == _OTHER else {}),
    }


def _kind(name: str) -> str:
    if _FEED.fullmatch(name):
        return "application/atom+xml"
    suffixes = name.split(".")[1:]
    return _TYPES.get(".".join(suffixes[-2:])) or _TYPES.get(suffixes[-1], _OTHER)


def _policy(file: BinaryIO, kind: str) -> str:
    """What a browser may do with a file: with a page what the page says itself, and never within another."""
    if kind == _TYPES["pdf"]:
        return _PAPER
    if kind != _TYPES["html"]:
        return f"{STRICT}; sandbox"
    said = _META.search(file.read(_HEAD).decode("utf-8", "replace"))
    file.seek(0)
    return f"{html.unescape(said[1])}; frame-ancestors 'none'" if said else STRICT


def _tag(status: os.stat_result) -> str:
    """The entity tag of a file: another as soon as it was written anew."""
    told = f"{status.st_dev} {status.st_ino} {status.st_size} {status.st_mtime_ns}"
    return f'"{hashlib.sha256(told.encode()).hexdigest()[:24]}"'
