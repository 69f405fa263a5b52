"""The parts of a mail or a saved page, by RFC 2045 to 2047 and 2231, read leniently and within bounds.

The standard library parses fields and parameters; it is not given whole mails, for its parser goes as deep as
a mail nests, and looks at every line once for each level.
"""

import binascii
import quopri
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from email.errors import MessageError
from email.header import decode_header
from email.message import Message
from typing import Final

from briefs.language.late import late
from briefs.reading.encoding import clean, decode, fold
from briefs.reading.unreadable import Unreadable

_MOST_PARTS: Final = 2_000
"""Parts a mail may have: digests of mailing lists have a hundred."""
_DEEPEST: Final = 12
"""Levels of parts that are opened: signed, related, alternative and mixed ones within each other make six."""
_LONGEST_HEAD: Final = 262_144
_LONGEST_FIELD: Final = 4_000
"""Bytes of a header, and of one field, that are looked at: relays add 20,000; a field has 100 to 1,000."""
_HEAD_END: Final = late(rb"\r?\n[ \t]*\r?\n")
_FIELD: Final = late(r"(?P<name>[!-9;-~]{1,76})[ \t]*:(?P<value>.*)", re.DOTALL)
_CONTROLS: Final = late(r"[\x00-\x08\x0b-\x1f\x7f]")
_NO_BASE64: Final = late(rb"[^A-Za-z0-9+/]")
_GUESSED: Final = late(rb"^--(?P<boundary>[^\r\n]{1,70}?)[ \t]*\r?\nContent-", re.MULTILINE | re.IGNORECASE)
_SHIFTED: Final = late(r"(?:iso-?2022-|hz|utf-?7|utf-?16|utf-?32)", re.IGNORECASE)
"""Encodings whose bytes are plain ASCII or look like nothing: only the declaration tells them."""
_WORD_CHARSETS: Final = {"gb2312": "gb18030", "gbk": "gb18030", "euc-kr": "cp949", "ks_c_5601-1987": "cp949",
                         "shift_jis": "cp932", "iso-8859-1": "cp1252", "us-ascii": "cp1252"}  # fmt: skip
_WHAT: Final = (ValueError, LookupError, MessageError, TypeError, AttributeError)
"""What the standard library raises on fields that are not what they claim."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """One part of a mail: its fields, its bytes as they were sent, and the parts in it, in order."""

    fields: Mapping[str, tuple[str, ...]]
    media_type: str = "text/plain"
    parameters: Mapping[str, str] = field(default_factory=dict)
    filename: str | None = None
    is_attached: bool = False
    body: bytes = b""
    parts: tuple["Part", ...] = ()

    def first(self, name: str) -> str | None:
        """Return the first field of that name, in small letters, its words decoded and white space folded."""
        values = self.fields.get(name, ())
        return (fold(clean(decode_words(values[0]))) or None) if values else None

    def payload(self) -> bytes:
        """Return the bytes of the part without their transfer encoding, as far as it can be undone."""
        match (self.fields.get("content-transfer-encoding") or ("",))[0].strip().lower():
            case "base64":
                return _from_base64(self.body)
            case "quoted-printable":
                return quopri.decodestring(self.body)
            case _:
                return self.body

    def text(self) -> str:
        """Return the characters of a text part, cleaned. Raises ``Unreadable``."""
        content = self.payload()
        charset = self.parameters.get("charset")
        if charset and _SHIFTED.match(charset):
            try:
                return clean(content.decode(charset))
            except _WHAT:
                pass
        return decode(content, charset) if content.strip() else ""

    def leaves(self) -> Iterator["Part"]:
        """Return the parts that hold no others, in order, this one where it is such."""
        waiting = [self]
        while waiting:
            part = waiting.pop()
            if part.parts:
                waiting += reversed(part.parts)
            else:
                yield part


def read_parts(content: bytes) -> Part:
    """Return a mail with all its parts. Attached mails are opened no further. Raises ``Unreadable``."""
    return _part(content, "text/plain", 0, [0])


def decode_words(value: str) -> str:
    """Return a field with its encoded words decoded (RFC 2047); one that is damaged stays as it came."""
    if "=?" not in value:
        return value
    try:
        pieces = decode_header(value)
    except _WHAT:
        return value
    return "".join(_word(piece, charset) for piece, charset in pieces)


def _word(piece: bytes | str, charset: str | None) -> str:
    if isinstance(piece, str):
        return piece
    if charset is None:
        return _eight_bit(piece)
    name = charset.lower().split("*")[0]
    try:
        return piece.decode(_WORD_CHARSETS.get(name, name), "replace")
    except _WHAT:
        return piece.decode("utf-8", "replace")


def _part(content: bytes, default: str, depth: int, count: list[int]) -> Part:
    count[0] += 1
    if count[0] > _MOST_PARTS:
        raise Unreadable(f"has more than {_MOST_PARTS:,} parts: save what you need as single files")
    head, body = _head_and_body(content)
    fields = _fields(head)
    declared = _declared(fields)
    media_type = _media_type(declared, default)
    part = Part(
        fields=fields,
        media_type=media_type,
        parameters=_parameters(declared),
        filename=_filename(declared),
        is_attached=(declared.get("content-disposition") or "").strip().lower().startswith("attachment"),
        body=body,
    )
    if not media_type.startswith("multipart/") or depth >= _DEEPEST:
        return part
    inner = "message/rfc822" if media_type == "multipart/digest" else "text/plain"
    sections = _sections(body, part.parameters.get("boundary"))
    parts = tuple(_part(section, inner, depth + 1, count) for section in sections)
    return Part(fields=fields, media_type=media_type, parameters=part.parameters, parts=parts, body=body)


def _head_and_body(content: bytes) -> tuple[bytes, bytes]:
    if content[:1] in (b"\n", b"\r"):
        return b"", content.lstrip(b"\r\n")
    end = _HEAD_END.search(content, 0, _LONGEST_HEAD)
    if end is None:
        return content[:_LONGEST_HEAD], content[_LONGEST_HEAD:]
    return content[: end.start()], content[end.end() :]


def _fields(head: bytes) -> dict[str, tuple[str, ...]]:
    """Return the values of each field, unfolded; a line that belongs to no field is passed over."""
    found: dict[str, list[str]] = {}
    lines: list[str] = []
    for raw in [*_eight_bit(head).replace("\r\n", "\n").split("\n"), "."]:
        if raw[:1] in (" ", "\t") and lines:
            lines.append(raw)
            continue
        match = _FIELD.match(_CONTROLS.sub(" ", " ".join(lines)[:_LONGEST_FIELD]))
        if match:
            found.setdefault(match["name"].lower(), []).append(match["value"].strip())
        lines = [raw]
    return {name: tuple(values) for name, values in found.items()}


def _eight_bit(raw: bytes) -> str:
    """Return characters of a header that should be ASCII and often is not."""
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        pass
    try:
        return decode(raw, None)
    except Unreadable:
        return raw.decode("latin-1")


def _declared(fields: Mapping[str, tuple[str, ...]]) -> Message:
    declared = Message()
    for name in ("content-type", "content-disposition"):
        if fields.get(name):
            declared[name] = fields[name][0]
    return declared


def _media_type(declared: Message, default: str) -> str:
    stated = declared.get("content-type")
    if not stated:
        return default
    try:
        return declared.get_content_type()
    except _WHAT:
        return default


def _parameters(declared: Message) -> dict[str, str]:
    found = {}
    for name in ("boundary", "charset", "format", "delsp", "start"):
        try:
            value = declared.get_param(name)
        except _WHAT:
            continue
        if isinstance(value, tuple):
            value = value[2]
        if isinstance(value, str) and value:
            found[name] = value.strip()
    return found


def _filename(declared: Message) -> str | None:
    try:
        stated = declared.get_filename()
    except _WHAT:
        return None
    return fold(clean(decode_words(stated))) or None if stated else None


def _sections(body: bytes, boundary: str | None) -> Iterator[bytes]:
    """Return what stands between the boundaries; where the one that is declared stands nowhere, the first that does."""
    stated = (boundary or "").encode("utf-8", "surrogateescape")
    if not stated or b"--" + stated not in body:
        guessed = _GUESSED.search(body)
        if guessed is None:
            return
        stated = guessed["boundary"]
    start: int | None = None
    for match in re.finditer(rb"(?m)^--" + re.escape(stated) + rb"(?P<last>--)?[ \t]*\r?$\n?", body):
        if start is not None:
            yield body[start : match.start()].removesuffix(b"\n").removesuffix(b"\r")
        start = match.end()
        if match["last"]:
            return
    if start is not None:
        yield body[start:]


def _from_base64(body: bytes) -> bytes:
    letters = _NO_BASE64.sub(b"", body.split(b"=", 1)[0] if b"=" in body.rstrip()[-4:] else body)
    letters = letters[: len(letters) - (len(letters) % 4 == 1)]
    try:
        return binascii.a2b_base64(letters + b"=" * (-len(letters) % 4))
    except binascii.Error:
        return b""
