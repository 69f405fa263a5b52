"""A PDF that anybody may have made → its pages, its manifest, and what it looks like.

PDFium bounds neither the time nor the memory that a file costs it, and may end the process; so all this is asked in
a process of its own (``examination``).
"""

import ctypes
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from hashlib import sha256
from typing import Any, Final

from briefs.proof.manifest import MOST_BYTES
from briefs.proof.targets import Link, address_of, links_of
from briefs.publication.lettering import MOST_PAGES, Leaf, Unreadable, leaves
from briefs.publication.seal import NAME

_MOST_ATTACHMENTS: Final = 64
_NAME_BYTES: Final = 512
_PASSWORD: Final = 4
_SCALE: Final = 100 / 72
"""Pictures are compared at 100 dots an inch: a comma is two dots wide, and a page takes 20 ms."""
_MOST_DOTS: Final = 40_000_000
"""Dots of one page: sixteen times A3 at that scale."""
_WHITE: Final = 0xFFFFFFFF


@dataclass(frozen=True, slots=True, kw_only=True)
class Paper:
    """What a PDF prints, where its links lead, and the manifest in it; ``manifest`` is None where it carries none."""

    leaves: tuple[Leaf, ...]
    links: tuple[Link, ...]
    manifest: bytes | None


def read_paper(content: bytes) -> Paper:
    """The pages and the manifest of a PDF. Raises ``Unreadable`` with what is wrong with it."""
    with _opened(content) as document:
        return Paper(leaves=leaves(document), links=links_of(document), manifest=_manifest(document))


def appearance(content: bytes) -> tuple[str, ...]:
    """For each page a digest of how it looks and where its links lead. Raises ``Unreadable``."""
    from pypdfium2 import raw  # noqa: PLC0415 - in a child only

    with _opened(content) as document:
        count = raw.FPDF_GetPageCount(document)
        if not 0 < count <= MOST_PAGES:
            raise Unreadable(f"has {count:,} pages")
        return tuple(_look(raw, document, place) for place in range(count))


@contextmanager
def _opened(content: bytes) -> Iterator[Any]:
    from pypdfium2 import raw  # noqa: PLC0415 - in a child only

    document = raw.FPDF_LoadMemDocument64(content, len(content), None)
    if not document:
        locked = raw.FPDF_GetLastError() == _PASSWORD
        raise Unreadable(
            "is locked with a password" if locked else "is damaged, or no PDF: it cannot be opened"
        )
    try:
        yield document
    finally:
        raw.FPDF_CloseDocument(document)


def _manifest(document: Any) -> bytes | None:
    """The content of the one attachment of that name. Raises ``Unreadable`` where there are several."""
    from pypdfium2 import raw  # noqa: PLC0415 - in a child only

    count = raw.FPDFDoc_GetAttachmentCount(document)
    if count > _MOST_ATTACHMENTS:
        raise Unreadable(f"has {count:,} attachments; a brief has a few")
    attached = [raw.FPDFDoc_GetAttachment(document, place) for place in range(count)]
    named = [one for one in attached if _name(raw, one) == NAME]
    if len(named) > 1:
        raise Unreadable(f"has {len(named)} attachments named {NAME}: one of them is not its own")
    return _content(raw, named[0]) if named else None


def _name(raw: Any, attachment: Any) -> str:
    buffer = (ctypes.c_ushort * (_NAME_BYTES // 2))()
    size = raw.FPDFAttachment_GetName(attachment, buffer, _NAME_BYTES)
    if not 2 < size <= _NAME_BYTES:
        return ""
    return bytes(buffer)[: size - 2].decode("utf-16-le", "replace")


def _content(raw: Any, attachment: Any) -> bytes:
    size = ctypes.c_ulong()
    if not raw.FPDFAttachment_GetFile(attachment, None, 0, size):
        raise Unreadable(f"is damaged: {NAME} cannot be taken out of it")
    if size.value > MOST_BYTES:
        raise Unreadable(f"has a manifest of {size.value:,} bytes; none is that long")
    buffer = ctypes.create_string_buffer(max(1, size.value))
    raw.FPDFAttachment_GetFile(attachment, buffer, size.value, size)
    return buffer.raw[: size.value]


def _look(raw: Any, document: Any, place: int) -> str:
    page = raw.FPDF_LoadPage(document, place)
    if not page:
        raise Unreadable(f"is damaged: page {place + 1} cannot be opened")
    try:
        seen = sha256(_picture(raw, page))
        for target in _targets(raw, document, page):
            seen.update(target)
    finally:
        raw.FPDF_ClosePage(page)
    return seen.hexdigest()


def _picture(raw: Any, page: Any) -> bytes:
    width, height = (
        round(length * _SCALE) for length in (raw.FPDF_GetPageWidthF(page), raw.FPDF_GetPageHeightF(page))
    )
    if not 0 < width * height <= _MOST_DOTS:
        raise Unreadable("has a page that is too large to be looked at")
    bitmap = raw.FPDFBitmap_Create(width, height, 0)
    if not bitmap:
        raise Unreadable("has a page that cannot be drawn")
    try:
        raw.FPDFBitmap_FillRect(bitmap, 0, 0, width, height, _WHITE)
        raw.FPDF_RenderPageBitmap(bitmap, page, 0, 0, width, height, 0, raw.FPDF_ANNOT)
        size = raw.FPDFBitmap_GetStride(bitmap) * height
        return b"%d %d " % (width, height) + ctypes.string_at(raw.FPDFBitmap_GetBuffer(bitmap), size)
    finally:
        raw.FPDFBitmap_Destroy(bitmap)


def _targets(raw: Any, document: Any, page: Any) -> Iterator[bytes]:
    """Where each link of a page stands and leads: its address, or its page here."""
    place, link, area = ctypes.c_int(0), raw.FPDF_LINK(), raw.FS_RECTF()
    while raw.FPDFLink_Enumerate(page, place, link):
        raw.FPDFLink_GetAnnotRect(link, area)
        yield b"%d %d %d %d " % tuple(map(round, (area.left, area.bottom, area.right, area.top)))
        yield address_of(raw, document, link)
        target = raw.FPDFLink_GetDest(document, link)
        yield b"%d;" % (raw.FPDFDest_GetDestPageIndex(document, target) if target else -1)
