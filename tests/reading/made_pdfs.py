"""PDF files made by hand: words at places on pages, in any order, and all that a file can have wrong with it."""

import zlib
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final

WIDTH: Final = 595
HEIGHT: Final = 842
_WIDTHS: Final = (
    278, 278, 355, 556, 556, 889, 667, 191, 333, 333, 389, 584, 278, 333, 278, 278, 556, 556, 556, 556, 556, 556,
    556, 556, 556, 556, 278, 278, 584, 584, 584, 556, 1015, 667, 667, 722, 722, 667, 611, 778, 722, 278, 500, 667,
    556, 833, 722, 778, 667, 778, 722, 667, 611, 722, 667, 944, 667, 667, 611, 278, 278, 278, 469, 556, 333, 556,
    556, 500, 556, 556, 278, 556, 556, 222, 222, 500, 222, 833, 556, 556, 556, 556, 333, 500, 278, 556, 500, 722,
    500, 500, 500, 334, 260, 334, 584,
)  # fmt: skip
"""Widths of Helvetica's characters from the space on, in thousandths of the size (Adobe's own metrics)."""


_IMAGE: Final = (
    "/Type /XObject /Subtype /Image /Width 8 /Height 8 /ColorSpace /DeviceGray /BitsPerComponent 8"
)


def width_of(text: str, size: float) -> float:
    """Return how wide Helvetica sets ``text``."""
    return sum(_WIDTHS[ord(sign) - 32] if 32 <= ord(sign) < 127 else 556 for sign in text) * size / 1000


@dataclass(slots=True)
class Leaf:
    """One page in the making: ``y`` counts from its upper edge, as a reader's eye does."""

    operators: list[str] = field(default_factory=list)
    rotate: int = 0
    images: int = 0

    def text(
        self, x: float, y: float, text: str, size: float = 10, *, font: str = "F1", extra: str = ""
    ) -> None:
        """Write one string."""
        escaped = text.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)")
        self.operators.append(
            f"q BT {extra} /{font} {size} Tf 1 0 0 1 {x:.2f} {HEIGHT - y:.2f} Tm ({escaped}) Tj ET Q"
        )

    def words(self, x: float, y: float, text: str, size: float = 10, *, width: float | None = None) -> None:
        """Write words one by one without any space between them, as TeX does; to ``width`` where it is given."""
        parts = text.split()
        loose = sum(width_of(part, size) for part in parts)
        gap = 0.3 * size if width is None else (width - loose) / max(1, len(parts) - 1)
        for part in parts:
            self.text(x, y, part, size)
            x += width_of(part, size) + gap

    def turned(self, x: float, y: float, text: str, size: float = 10) -> None:
        """Write one string upwards, as a stamp in the margin."""
        self.operators.append(f"q BT /F1 {size} Tf 0 1 -1 0 {x:.2f} {HEIGHT - y:.2f} Tm ({text}) Tj ET Q")

    def box(self, x: float, y: float, width: float, height: float, colour: str = "0.1 0.2 0.3") -> None:
        """Fill a rectangle whose upper left corner is at ``x``, ``y``."""
        self.operators.append(f"q {colour} rg {x} {HEIGHT - y - height} {width} {height} re f Q")

    def picture(self) -> None:
        """Cover the page with a picture."""
        self.images += 1
        self.operators.append(f"q {WIDTH} 0 0 {HEIGHT} 0 0 cm /Im1 Do Q")

    @property
    def content(self) -> bytes:
        """The content stream of the page."""
        return "\n".join(self.operators).encode("cp1252")


def filled(text: str, size: float, width: float) -> list[str]:
    """Return ``text`` in lines that fill ``width``; a word may hold ``|`` where it can be divided."""
    lines: list[str] = []
    line = ""
    for word in text.split():
        whole = word.replace("|", "")
        trial = f"{line} {whole}".strip()
        if width_of(trial, size) <= width:
            line = trial
            continue
        head, _, tail = word.partition("|")
        if tail and width_of(f"{line} {head}-", size) <= width:
            lines.append(f"{line} {head}-".strip())
            line = tail.replace("|", "")
        else:
            lines.append(line)
            line = whole
    return [*lines, line]


def pdf(
    leaves: Sequence[Leaf],
    *,
    info: str = "",
    xmp: str = "",
    fonts: str = "",
    catalog: str = "",
    flate: bool = False,
) -> bytes:
    """Return a file with these pages; ``info`` is the inside of its information dictionary."""
    first = 8
    kids = " ".join(f"{first + 2 * place} 0 R" for place in range(len(leaves)))
    metadata = "/Metadata 7 0 R" if xmp else ""
    objects: list[bytes] = [
        f"<< /Type /Catalog /Pages 2 0 R {metadata} {catalog} >>".encode(),
        f"<< /Type /Pages /Kids [{kids}] /Count {len(leaves)} >>".encode(),
        _font("Helvetica", fonts),
        _font("Helvetica-Bold", fonts),
        _stream(
            b"\x80" * 64,
            _IMAGE,
        ),
        f"<< {info} >>".encode("cp1252"),
        _stream(xmp.encode(), "/Type /Metadata /Subtype /XML"),
    ]
    for place, leaf in enumerate(leaves):
        turn = f"/Rotate {leaf.rotate}" if leaf.rotate else ""
        objects.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 {WIDTH} {HEIGHT}] {turn} "
            f"/Contents {first + 1 + 2 * place} 0 R "
            f"/Resources << /Font << /F1 3 0 R /F2 4 0 R >> /XObject << /Im1 5 0 R >> >> >>".encode()
        )
        content = zlib.compress(leaf.content) if flate else leaf.content
        objects.append(_stream(content, "/Filter /FlateDecode" if flate else ""))
    return joined(objects)


def joined(objects: Sequence[bytes]) -> bytes:
    """Return a file of these objects, numbered from 1; the first is its catalogue, the sixth its information."""
    out = bytearray(b"%PDF-1.5\n")
    places = []
    for number, content in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%b\nendobj\n" % (number, content)
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % place for place in places)
    info = b"/Info 6 0 R" if len(objects) >= 6 else b""
    out += b"trailer << /Size %d /Root 1 0 R %b >>\nstartxref\n%d\n%%%%EOF\n" % (
        len(objects) + 1,
        info,
        start,
    )
    return bytes(out)


def _font(name: str, extra: str) -> bytes:
    encoding = extra or "/Encoding /WinAnsiEncoding"
    return f"<< /Type /Font /Subtype /Type1 /BaseFont /{name} {encoding} >>".encode()


def _stream(content: bytes, entries: str) -> bytes:
    return b"<< %b /Length %d >>\nstream\n%b\nendstream" % (entries.encode(), len(content), content)
