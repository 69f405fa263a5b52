"""A PDF and its manifest → one file in which the manifest binds every byte before itself.

The PDF is laid out with an attachment that holds nothing yet (``WAITING``). What is appended then is one
incremental update (ISO 32000-1, 7.5.6): the same attachment, with the manifest for its content. The manifest tells
the digest of all that stands before it, so that nothing on any page can change without being found, and
``unsealed`` finds the two parts again: everything after the manifest's own bytes is fixed by them.
"""

import re
import zlib
from dataclasses import dataclass
from hashlib import md5, sha256
from typing import Final

WAITING: Final = b"{}\n"
"""What the attachment holds until it is sealed."""

NAME: Final = "manifest.json"

_START: Final = re.compile(rb"startxref\s+(\d{1,12})\s+%%EOF\s*\Z")
_ENTRY: Final = re.compile(rb"/(Size|Root|Info)\s+(\d{1,10})(\s+0\s+R)?")
_IDENTIFIER: Final = re.compile(rb"/ID\s*\[\s*<([0-9A-Fa-f]{32})>|/ID\s*\[\s*\(([0-9a-f]{32})\)")
_OBJECT: Final = re.compile(rb"(?:\A|\s)(\d{1,10}) 0 obj\s")
_DATES: Final = re.compile(rb"/CreationDate\s*\(([^()\\]{1,40})\)")
_PACKED: Final = b"BriefsPacked"
"""Our own entry beside the stream: the digest of its compressed bytes, a few bits of which decide no letter."""
_TAIL: Final = 2_048
"""Bytes of the end of a file in which the way to its table of objects stands, and of a stream's dictionary."""
_OPENING: Final = b"\nstream\n"
_CLOSING: Final = b"\nendstream\nendobj\n"
_WIDTHS: Final = (1, 8, 1)


class NotSealable(Exception):
    """A PDF has not the form in which this program writes one; the message says what is missing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sealed:
    """Where a sealed file ends and its update begins; what comes after ``end`` was appended by somebody else."""

    start: int
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class _Frame:
    """What an update must know of the file that it is appended to."""

    table: int
    size: int
    root: int
    info: int | None
    identifier: bytes | None
    file_object: int
    date: bytes


def digest(content: bytes) -> str:
    """``sha256:`` and the hexadecimal digest of bytes."""
    return f"sha256:{sha256(content).hexdigest()}"


def seal(pdf: bytes, manifest: bytes) -> bytes:
    """The PDF with the manifest in the attachment that waits for it. Raises ``NotSealable``."""
    return pdf + _update(pdf, manifest, zlib.compress(manifest, 9))


def unsealed(pdf: bytes, start: int, manifest: bytes, most_bytes: int) -> Sealed | None:
    """Where the update of a sealed file begins and ends; None where it is not the one that its parts make.

    ``start`` is where the manifest says that it begins.
    """
    if not 0 < start < len(pdf):
        return None
    head = pdf[:start]
    try:
        opening = pdf.index(_OPENING, start, start + _TAIL) + len(_OPENING)
        length = re.search(rb"/Length (\d{1,10})>>\Z", pdf[start : opening - len(_OPENING)])
        if length is None:
            return None
        packed = pdf[opening : opening + int(length[1])]
        inflating = zlib.decompressobj()
        if inflating.decompress(packed, most_bytes) != manifest or inflating.unused_data:
            return None
        update = _update(head, manifest, packed)
    except (NotSealable, ValueError, zlib.error):
        return None
    if pdf[start : start + len(update)] != update:
        return None
    return Sealed(start=start, end=start + len(update))


def _update(pdf: bytes, manifest: bytes, packed: bytes) -> bytes:
    """The update that gives the waiting attachment its content, ``packed`` being the compressed manifest."""
    frame = _frame(pdf)
    body = _file(frame, manifest, packed)
    table = len(pdf) + len(body)
    rows = [(frame.file_object, len(pdf)), (frame.size, table)]
    content = b"".join(_row(offset) for _, offset in rows)
    index = b" ".join(b"%d 1" % number for number, _ in rows)
    info = b"/Info %d 0 R" % frame.info if frame.info is not None else b""
    changed = sha256(manifest).hexdigest()[:32].encode()
    names = b"/ID[<%b><%b>]" % (frame.identifier, changed) if frame.identifier else b""
    return b"".join(
        (
            body,
            b"%d 0 obj\n<</Type/XRef/Index[%b]/W[%b]"
            % (frame.size, index, b" ".join(b"%d" % w for w in _WIDTHS)),
            b"/Size %d/Root %d 0 R%b" % (frame.size + 1, frame.root, info),
            b"/Prev %d%b" % (frame.table, names),
            b"/Length %d>>" % len(content),
            _OPENING,
            content,
            _CLOSING,
            b"startxref\n%d\n%%%%EOF\n" % table,
        )
    )


def _file(frame: _Frame, manifest: bytes, packed: bytes) -> bytes:
    checksum = md5(manifest, usedforsecurity=False).hexdigest().encode()
    dates = b"/CreationDate(%b)/ModDate(%b)" % (frame.date, frame.date)
    return b"".join(
        (
            b"%d 0 obj\n<</Type/EmbeddedFile/Subtype/application#2fjson" % frame.file_object,
            b"/Params<</CheckSum<%b>/Size %d%b>>" % (checksum, len(manifest), dates),
            b"/%b<%b>/Filter/FlateDecode/Length %d>>"
            % (_PACKED, sha256(packed).hexdigest().encode(), len(packed)),
            _OPENING,
            packed,
            _CLOSING,
        )
    )


def _row(offset: int) -> bytes:
    return b"".join(
        value.to_bytes(width, "big") for value, width in zip((1, offset, 0), _WIDTHS, strict=True)
    )


def _frame(pdf: bytes) -> _Frame:
    """What is known of a PDF by the way WeasyPrint 70.0 writes it: one table of objects, in a stream."""
    start = _START.search(pdf, max(0, len(pdf) - _TAIL))
    if start is None:
        raise NotSealable("it does not end as a PDF does")
    table = int(start[1])
    dictionary = pdf[table : table + _TAIL].partition(b"stream")[0]
    entries = {name: int(number) for name, number, _ in _ENTRY.findall(dictionary)}
    identifier = _IDENTIFIER.search(dictionary)
    if b"/XRef" not in dictionary or not {b"Size", b"Root"} <= entries.keys():
        raise NotSealable("its table of objects is not the one that WeasyPrint writes")
    file_object, date = _waiting(pdf)
    return _Frame(
        table=table,
        size=entries[b"Size"],
        root=entries[b"Root"],
        info=entries.get(b"Info"),
        identifier=(identifier[1] or identifier[2]) if identifier else None,
        file_object=file_object,
        date=date,
    )


def _waiting(pdf: bytes) -> tuple[int, bytes]:
    """The number of the object that waits for a manifest, and the date it bears."""
    place = pdf.find(md5(WAITING, usedforsecurity=False).hexdigest().encode())
    before = [*_OBJECT.finditer(pdf, max(0, place - _TAIL), place)] if place >= 0 else []
    date = _DATES.search(pdf, place, place + _TAIL) if place >= 0 else None
    if not before or date is None:
        raise NotSealable("no attachment waits for the manifest")
    return int(before[-1][1]), date[1]
