"""What a PDF file states of itself apart from its pages: XMP metadata and the information dictionary."""

import datetime
import html
import re
from typing import Final

from briefs.language.late import late
from briefs.model import DateClaim, DateKind, Precision, StatedDate
from briefs.reading.encoding import clean, fold
from briefs.reading.page import Metadata

_LONGEST: Final = 64_000
"""Bytes of an XMP packet that are read; with their padding most have 3,000 to 10,000."""
_MOST_PACKETS: Final = 50
"""Packets that are looked at: each picture of a document may bring its own, the document's is the last of them."""
_VALUE: Final = 600
_CREATED: Final = late(
    r"D:(?P<day>[12][0-9]{3}[01][0-9][0-3][0-9])(?:(?P<time>[0-2][0-9][0-5][0-9])[0-9]{0,2}"
    r"(?:(?P<utc>Z)|(?P<sign>[+-])(?P<hours>[01][0-9])'?(?P<minutes>[0-5][0-9])?)?)?"
)
_TAGS: Final = late(r"<[^<>]{0,400}>")


def read_facts(content: bytes, info: dict[str, str], language: str | None) -> Metadata:
    """Return the title, the authors and the language that the file states, as it states them."""
    packet = _packet(content)
    authors = _values(packet, "dc:creator") or tuple(filter(None, [fold(info.get("Author", ""))]))
    titles = _values(packet, "dc:title")
    return Metadata(
        title=(titles[0] if titles else None) or fold(info.get("Title", "")) or None,
        author=authors,
        language=language or next(iter(_values(packet, "dc:language")), None),
    )


def created(info: dict[str, str]) -> tuple[DateClaim, ...]:
    """Return when the file was made: that is no day of publication, but the text is not younger."""
    match = _CREATED.match(info.get("CreationDate", ""))
    if match is None:
        return ()
    try:
        day = datetime.datetime.strptime(match["day"], "%Y%m%d").date()  # noqa: DTZ007 - a day has no zone
        time = datetime.time(int(match["time"][:2]), int(match["time"][2:])) if match["time"] else None
    except ValueError:
        return ()
    precision = Precision.DAY if time is None else Precision.MINUTE
    date = StatedDate(day=day, precision=precision, time=time, zone=_zone(match) if time else None)
    return (DateClaim(kind=DateKind.MODIFIED, date=date, found="pdf creation date"),)


def _zone(match: re.Match[str]) -> str | None:
    if match["utc"]:
        return "+00:00"
    return f"{match['sign']}{match['hours']}:{match['minutes'] or '00'}" if match["sign"] else None


def _packet(content: bytes) -> str:
    """Return the last XMP packet that states a title, else the last one, else nothing."""
    best = b""
    start = len(content)
    for _ in range(_MOST_PACKETS):
        start = content.rfind(b"<x:xmpmeta", 0, start)
        if start < 0:
            break
        packet = content[start : start + _LONGEST]
        best = best or packet
        if b"dc:title" in packet:
            best = packet
            break
    return best.partition(b"</x:xmpmeta>")[0].decode("utf-8", "replace")


def _values(packet: str, name: str) -> tuple[str, ...]:
    """Return the entries of one property."""
    start = packet.find(f"<{name}>")
    end = packet.find(f"</{name}>", start) if start >= 0 else -1
    if not 0 <= start < end:
        return ()
    entries = packet[start:end].split("<rdf:li")[1:]
    values = (_TAGS.sub(" ", f"<rdf:li{entry}"[: 2 * _VALUE]) for entry in entries[:20])
    return tuple(
        value for text in values if (value := fold(clean(html.unescape(text)))) and len(value) <= _VALUE
    )
