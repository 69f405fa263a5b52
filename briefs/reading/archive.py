"""ZIP archives, opened without trust: what a header says of a size or a path is never believed.

Only members that are stored or deflated are read, the two methods whose output can be cut off while it comes.
"""

import io
import re
import struct
import zlib
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile, ZipInfo

from briefs.language.late import late
from briefs.reading.unreadable import Unreadable

_HEAD: Final = b"PK\x03\x04"
_EMPTY: Final = b"PK\x05\x06"
_RECORD: Final = b"PK\x01\x02"
MOST_MEMBERS: Final = 10_000
"""Members an archive may have: years of a daily letter, and opened in a tenth of a second."""
_HIGHEST_RATIO: Final = 200
"""Bytes that one packed byte may become: text gives 3 to 20, a mail full of one line 100, a bomb 1,000."""
_RATIO_FROM: Final = 1_000_000
"""Bytes from which the ratio counts: what is smaller harms nobody."""
_LOCAL_HEADER: Final = 30
_ENCRYPTED: Final = 0x1
_UTF_8: Final = 0x800
_BROKEN: Final = (
    BadZipFile,
    EOFError,
    IndexError,
    OSError,
    OverflowError,
    RuntimeError,
    ValueError,
    struct.error,
    zlib.error,
)
"""What ``zipfile`` raises on bytes that are not what they claim; RuntimeError covers NotImplementedError."""
_UNNAMED: Final = "unnamed"
_HANGUL: Final = late(r"[\x20-\x7e가-힣]+")
_JAPANESE: Final = late(r"[\x20-\x7e\u3000-\u30ff\u4e00-\u9fff]+")
_KANA: Final = late(r"[\u3041-\u30ff]")
_LEGACY: Final = (("euc_kr", _HANGUL), ("cp932", _JAPANESE))


@dataclass(frozen=True, slots=True, kw_only=True)
class Member:
    """One file in an archive: its path as it is to be shown, and what the archive says of it."""

    path: str
    info: ZipInfo


@dataclass(frozen=True, slots=True, kw_only=True)
class Archive:
    """An opened archive and its files, in the order in which its directory lists them; no folders."""

    members: tuple[Member, ...]
    file: ZipFile

    def read(self, member: Member, most: int) -> bytes:
        """Return the bytes of a member; raises ``Unreadable`` where they are more than ``most`` or damaged."""
        info = member.info
        if info.flag_bits & _ENCRYPTED:
            raise Unreadable("is locked with a password: unpack it by hand and name the folder")
        if info.compress_type not in (ZIP_STORED, ZIP_DEFLATED):
            raise Unreadable("is packed by a method that is not supported: unpack it by hand")
        packed = max(1, info.compress_size)
        limit = min(most, max(_RATIO_FROM, packed * _HIGHEST_RATIO))
        try:
            with self.file.open(info) as stream:
                content = stream.read(limit + 1)
        except _BROKEN as error:
            raise Unreadable("is damaged: its packed bytes cannot be unpacked") from error
        if len(content) > most:
            raise Unreadable(f"has more than {most // 1_000_000} MB unpacked")
        if len(content) > limit:
            raise Unreadable(f"unpacks to more than {_HIGHEST_RATIO} times its size, as no document does")
        return content


def is_archive(content: bytes) -> bool:
    """Return whether bytes begin as a ZIP archive does, an empty one too."""
    return content.startswith((_HEAD, _EMPTY))


def open_archive(content: bytes) -> Archive:
    """Return the archive in ``content``; raises ``Unreadable`` where it is damaged or a trap."""
    if content.count(_RECORD) > MOST_MEMBERS:
        raise Unreadable(f"holds more than {MOST_MEMBERS:,} files: unpack it and name the folder")
    try:
        file = ZipFile(io.BytesIO(content))
        infos = file.infolist()
    except _BROKEN as error:
        raise Unreadable("is a damaged ZIP archive: get it again from where it came") from error
    _refuse_overlaps(infos)
    members = [Member(path=_path(info), info=info) for info in infos if not info.filename.endswith("/")]
    return Archive(members=tuple(members), file=file)


def shown_path(path: str) -> str:
    r"""Return a member's path without what leads out of its container, signs that cannot be printed escaped.

    ``../../etc/passwd`` is shown as ``etc/passwd``, ``C:\Desk\a.txt`` as ``Desk/a.txt``.
    """
    parts = re.split(r"[/\\]+", path)
    kept = [part for part in parts if part.strip(". ") and not re.fullmatch(r"[A-Za-z]:", part)]
    return "/".join(
        "".join(sign if sign.isprintable() else sign.encode("unicode_escape").decode() for sign in part)
        for part in kept
    )


def _refuse_overlaps(infos: Sequence[ZipInfo]) -> None:
    """Raise ``Unreadable`` where two members share packed bytes: one kilobyte could be a thousand files."""
    ordered = sorted(infos, key=lambda info: info.header_offset)
    for info, after in pairwise(ordered):
        if info.header_offset + _LOCAL_HEADER + info.compress_size > after.header_offset:
            raise Unreadable("is a ZIP archive whose files overlap, as no packing program makes it")


def _path(info: ZipInfo) -> str:
    """Return the shown path of a member; names that are not UTF-8 are read as the systems that write such."""
    return shown_path(info.filename if info.flag_bits & _UTF_8 else _decoded(info.orig_filename)) or _UNNAMED


def _decoded(name: str) -> str:
    raw = name.split("\0", 1)[0].encode("cp437", "replace")
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        pass
    for encoding, whole in _LEGACY:
        text = raw.decode(encoding, "replace")
        if whole.fullmatch(text) and (encoding != "cp932" or _KANA.search(text)):
            return text
    return name
