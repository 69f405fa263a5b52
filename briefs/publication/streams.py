"""How the streams of a PDF are written: compressed once, and told from the end of the line that follows them.

pydyf ends a stream with a line feed; where its last byte is a carriage return, a validator takes both for one end of
line and the length for wrong. And it compresses streams each time it is asked for them: twice where a file is named by
the digest of its content, as PDF/A wants. Imported only in the child process that lays a page out.
"""

import zlib
from typing import Any, Final

import pydyf

_LEVEL: Final = 6
"""The usual one: half the time of pydyf's ninth for two bytes in a hundred more (nine pages in three scripts)."""


def install() -> None:
    """Let pydyf write streams this way."""
    pydyf.Stream.data = property(_data)


def _data(stream: Any) -> bytes:
    if not hasattr(stream, "written"):
        content = b"\n".join(map(_bytes_of, stream.stream))
        extra = pydyf.Dictionary(stream.extra)
        if stream.compress:
            extra["Filter"] = "/FlateDecode"
            content = zlib.compress(content, _LEVEL)
        extra["Length"] = len(content)
        end = b"\r\nendstream" if content.endswith(b"\r") else b"\nendstream"
        stream.written = b"".join((extra.data, b"\nstream\n", content, end))
    return bytes(stream.written)


def _bytes_of(item: Any) -> bytes:
    if isinstance(item, bytes):
        return item
    return bytes(item.data) if isinstance(item, pydyf.Object) else str(item).encode("ascii")
