"""The body of an answer, decoded piece by piece so that a bomb stops at the limit without being held in memory."""

import zlib
from collections.abc import Iterator
from typing import Final, Protocol

import brotli

from briefs.sources.answers import FailureReason, Unanswered

ACCEPTED: Final = "gzip, deflate, br"
_PIECE: Final = 65_536
"""What one step may unpack; a factor of 1,000 on a network read stays in bounds."""
_MAX_CODINGS: Final = 2
_MAX_MEMBERS: Final = 100
"""A gzip body of more parts than that was made to cost time; real ones have one, logs a few."""
_ZLIB_HEADER: Final = 2
_MEGABYTE: Final = 1_000_000


class _Decoder(Protocol):
    def pieces(self, data: bytes) -> Iterator[bytes]:
        """What ``data`` adds, in pieces of bounded size."""

    @property
    def whole(self) -> bool:
        """Whether the end of the coded stream was seen."""


class Body:
    """Collects an answer's content. ``limit`` is in decoded bytes; ``cut``: what is over it is left, not refused."""

    def __init__(self, codings: str, limit: int, *, cut: bool = False) -> None:
        self._decoders = _decoders(codings)
        self._limit = limit
        self._cut = cut
        self._pieces: list[bytes] = []
        self._size = 0
        self._received = 0

    @property
    def full(self) -> bool:
        """Whether nothing more is wanted; only where content is cut at the limit."""
        return self._size >= self._limit and self._cut

    def feed(self, data: bytes) -> None:
        """Take bytes as they came. Raises Unanswered when they are over the limit or not what they claim."""
        self._received += len(data)
        # A coded stream may also be endless and unpack to nothing.
        if self._received > self._limit + _PIECE and not self._cut:
            raise too_large(self._limit)
        try:
            for piece in _through(self._decoders, data):
                self._size += len(piece)
                self._pieces.append(piece)
                if self.full:
                    return
                if self._size > self._limit:
                    raise too_large(self._limit)
        except (zlib.error, brotli.error) as error:
            message = "sent a compressed answer that cannot be unpacked"
            raise Unanswered(FailureReason.ENCODING, message) from error

    def content(self) -> bytes:
        """Everything that was taken. Raises Unanswered when the compressed answer had not come to its end."""
        if self._received and not self.full and not all(decoder.whole for decoder in self._decoders):
            raise broken_off()
        content = b"".join(self._pieces)
        return content[: self._limit] if self._cut else content


def too_large(limit: int) -> Unanswered:
    """What to raise where an answer is over the limit."""
    message = f"has more than {limit / _MEGABYTE:g} MB (max_megabytes in the configuration)"
    return Unanswered(FailureReason.TOO_LARGE, message, lasting=True)


def broken_off() -> Unanswered:
    """What to raise where the end of an answer is missing."""
    return Unanswered(FailureReason.TRUNCATED, "broke off in the middle of its answer", again=True)


def _decoders(codings: str) -> list[_Decoder]:
    """The decoders in the order in which they are applied: the last coding named comes off first."""
    names = [name for part in codings.lower().split(",") if (name := part.strip()) not in {"", "identity"}]
    unknown = [name for name in names if name not in _KINDS]
    if unknown or len(names) > _MAX_CODINGS:
        message = "sent its answer in a coding that was not asked for"
        raise Unanswered(FailureReason.ENCODING, message, lasting=True)
    return [_KINDS[name]() for name in reversed(names)]


def _through(decoders: list[_Decoder], data: bytes) -> Iterator[bytes]:
    if not decoders:
        yield data
        return
    for piece in decoders[0].pieces(data):
        yield from _through(decoders[1:], piece)


class _Gzip:
    """One gzip member after the other; what follows the last one and is no member is padding."""

    def __init__(self) -> None:
        self._inflate = zlib.decompressobj(zlib.MAX_WBITS | 16)
        self._members = 1

    @property
    def whole(self) -> bool:
        return self._inflate.eof

    def pieces(self, data: bytes) -> Iterator[bytes]:
        while True:
            if self._inflate.eof:
                if not data.startswith(b"\x1f"):
                    return
                self._next_member()
            yield from _inflated(self._inflate, data)
            if not self._inflate.eof:
                return
            data = self._inflate.unused_data

    def _next_member(self) -> None:
        self._members += 1
        if self._members > _MAX_MEMBERS:
            raise zlib.error("more gzip members than an answer has")
        self._inflate = zlib.decompressobj(zlib.MAX_WBITS | 16)


class _Deflate:
    """A zlib stream as the standard says, or a bare deflate stream as some servers send."""

    def __init__(self) -> None:
        self._inflate: zlib._Decompress | None = None
        self._head = b""

    @property
    def whole(self) -> bool:
        return self._inflate is not None and self._inflate.eof

    def pieces(self, data: bytes) -> Iterator[bytes]:
        if self._inflate is None:
            self._head += data
            if len(self._head) < _ZLIB_HEADER:
                return
            data, first = self._head, int.from_bytes(self._head[:_ZLIB_HEADER])
            is_zlib = first % 31 == 0 and first >> 8 & 0x0F == zlib.DEFLATED
            self._inflate = zlib.decompressobj(zlib.MAX_WBITS if is_zlib else -zlib.MAX_WBITS)
        yield from _inflated(self._inflate, data)


class _Brotli:
    def __init__(self) -> None:
        self._stream = brotli.Decompressor()

    @property
    def whole(self) -> bool:
        return bool(self._stream.is_finished())

    def pieces(self, data: bytes) -> Iterator[bytes]:
        # It says that it can take more while it still has something to give: only an empty piece is the end.
        while piece := self._stream.process(data, output_buffer_limit=_PIECE):
            yield piece
            data = b""
            if self._stream.is_finished():
                return


def _inflated(inflate: "zlib._Decompress", data: bytes) -> Iterator[bytes]:
    """What zlib makes of ``data``, at most a piece at a time, until it has given all it holds."""
    while not inflate.eof:
        piece = inflate.decompress(data, _PIECE)
        yield piece
        data = inflate.unconsumed_tail
        if not data and len(piece) < _PIECE:
            return


_KINDS: Final[dict[str, type[_Gzip | _Deflate | _Brotli]]] = {
    "gzip": _Gzip,
    "x-gzip": _Gzip,
    "deflate": _Deflate,
    "br": _Brotli,
}
