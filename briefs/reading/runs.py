"""Runs of characters on a page of a PDF file, as PDFium finds them: the words, and what parts them."""

import ctypes
import unicodedata
from dataclasses import dataclass, field
from typing import Any, Final, NamedTuple

from pypdfium2 import raw

from briefs.reading.encoding import clean
from briefs.reading.typeset import Space

_STEP: Final = 0.12
"""Step up or down inside a word, as a share of its height, at which it is parted: signs of notes go up by 0.3."""
_LIGATURES: Final = {
    0xFB00: "ff", 0xFB01: "fi", 0xFB02: "fl", 0xFB03: "ffi", 0xFB04: "ffl", 0xFB05: "st", 0xFB06: "st",
}  # fmt: skip
_HYPHENS: Final = frozenset((0x02, 0xFFFE, 0xAD))
"""What PDFium makes of a hyphen at the end of a line, and the soft hyphen."""
_BULLETS: Final = frozenset((0xF0B7, 0xF0A7, 0xF076, 0xF0D8, 0xF0FC, 0xF06E, 0xF075, 0x25AA, 0x25CF, 0x25A0))
_SPACES: Final = frozenset((9, 10, 13, 32, 0xA0, 0x3000, *range(0x2000, 0x200B), 0x202F))
_BREAKS: Final = frozenset((10, 13))
_RADICALS: Final = (0x2E80, 0x2FDF)
"""Radicals, which fonts name in place of the Han letters that look the same."""
_LOST: Final = "\ufffd"


Box = tuple[float, float, float, float]
"""Left, bottom, right and top, in points; upwards is more."""


class Run(NamedTuple):
    """Characters in a row as they stand in the file; ``left`` to ``top`` are those of the page turned upright."""

    text: str
    first: int
    left: float
    bottom: float
    right: float
    top: float
    before: Space
    typed: bool


@dataclass(slots=True)
class _Scribe:
    """Gathers characters into runs: a run ends at a space, at a line's end, and where it steps up or down."""

    runs: list[Run] = field(default_factory=list)
    _signs: list[str] = field(default_factory=list)
    _first: int = 0
    _left: float = 0.0
    _bottom: float = 0.0
    _right: float = 0.0
    _top: float = 0.0
    _before: Space = Space.DRAWN

    def add(self, index: int, sign: str, box: Box) -> None:
        """Put a character behind those gathered, or begin a run with it."""
        left, bottom, right, top = box
        if self._signs:
            height = self._top - self._bottom
            if abs(bottom - self._bottom) > _STEP * height or not -height < left - self._right < height:
                self.end(Space.NONE)
        if not self._signs:
            self._first, self._left, self._bottom, self._top = index, left, bottom, top
        self._right = right
        self._signs.append(sign)

    def end(self, space: Space) -> None:
        """Close the run that is open; ``space`` stands behind it."""
        if self._signs:
            text = unicodedata.normalize("NFC", clean("".join(self._signs)))
            if text:
                left, right = min(self._left, self._right), max(self._left, self._right)
                box = (left, self._bottom, right, self._top)
                self.runs.append(Run(text, self._first, *box, self._before, space is Space.TYPED))
            self._signs = []
            self._before = space
        else:
            self._before = max(self._before, space)
            if space is Space.TYPED and self.runs:
                self.runs[-1] = self.runs[-1]._replace(typed=True)


def runs_of(text: Any, count: int, turn: int) -> list[Run]:
    """Return the runs of a page, turned by ``turn`` quarters: PDFium's own spaces and line ends part them."""
    unicode_of, box_of = raw.FPDFText_GetUnicode, raw.FPDFText_GetLooseCharBox
    rectangle = raw.FS_RECTF()
    reference = ctypes.byref(rectangle)
    scribe = _Scribe()
    signs: dict[int, str] = {}
    for index in range(count):
        code = unicode_of(text, index)
        box_of(text, index, reference)
        box = (rectangle.left, rectangle.bottom, rectangle.right, rectangle.top)
        if code in _SPACES:
            is_drawn = code in _BREAKS or box[0] == box[2]
            scribe.end(Space.DRAWN if is_drawn else Space.TYPED)
            continue
        sign = signs.get(code) or signs.setdefault(code, _sign(code))
        scribe.add(index, sign, turned(box, turn) if turn else box)
        if code in _HYPHENS:
            scribe.end(Space.DRAWN)
    scribe.end(Space.DRAWN)
    return scribe.runs


def turned(box: Box, turn: int) -> Box:
    """Return a box of a page that is turned clockwise by ``turn`` quarters: words run to the right in it."""
    left, bottom, right, top = box
    match turn:
        case 0:
            return box
        case 1:
            return bottom, -right, top, -left
        case 2:
            return -right, -top, -left, -bottom
        case _:
            return -top, left, -bottom, right


def _sign(code: int) -> str:
    """Return what a character code stands for; a replacement character where the font does not tell."""
    if code in _HYPHENS:
        return "-"
    if code in _BULLETS:
        return "•"
    if code in _LIGATURES:
        return _LIGATURES[code]
    if _RADICALS[0] <= code <= _RADICALS[1]:
        return unicodedata.normalize("NFKC", chr(code))
    is_private = 0xE000 <= code <= 0xF8FF or code >= 0xF0000 or code < 0x20
    return _LOST if is_private or 0xD800 <= code <= 0xDFFF else chr(code)
