"""How words of a PDF page are drawn, on which ground, and so whether anybody can see them."""

import ctypes
import math
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, Final, NamedTuple

from pypdfium2 import raw

from briefs.language.late import late
from briefs.reading.runs import Box, Run, turned

_MOST_OBJECTS: Final = 2_000
"""Objects of one page that are looked at for pictures and coloured grounds; a dense map has more."""
_WHITE: Final = 245
"""Least value of red, green and blue from which ink cannot be seen on paper."""
_COVERED: Final = 0.5
"""Share of a page from which a picture is the page itself; scans have 0.9 and more."""
_BOLD_NAME: Final = late(r"bold|black|heavy|demi|semibold|-bd|,bd", re.IGNORECASE)
_BOLD_WEIGHT: Final = 600
_LONGEST_NAME: Final = 500
_UNSEEN: Final = (3, 7)
"""Render modes that draw nothing: what text recognition lays under a scan, and clipping paths."""
_OUTLINED: Final = 2
"""Filled and stroked, which is how some programs make a font bold that has no bold."""
_PATH: Final = 2
_IMAGE: Final = 3
_SHADING: Final = 4
_FORM: Final = 5


class Ink(NamedTuple):
    """How a run is drawn: its direction, its size, its baseline's point, and whether anybody can see it."""

    direction: tuple[float, float]
    size: float
    origin: tuple[float, float]
    bold: bool
    invisible: bool
    white: bool


@dataclass(slots=True)
class Inks:
    """The inks of one page. What text objects and fonts tell is asked once for each of them."""

    text: Any
    fonts: dict[int, bool]
    _objects: dict[int, tuple[bool, bool, bool]] = field(default_factory=dict)
    _matrix: Any = field(default_factory=raw.FS_MATRIX)
    _x: Any = field(default_factory=ctypes.c_double)
    _y: Any = field(default_factory=ctypes.c_double)

    def of(self, index: int) -> Ink:
        """Return how the character at ``index`` is drawn."""
        matrix = self._matrix
        raw.FPDFText_GetMatrix(self.text, index, matrix)
        raw.FPDFText_GetCharOrigin(self.text, index, self._x, self._y)
        width, height = math.hypot(matrix.a, matrix.b), math.hypot(matrix.c, matrix.d)
        size = raw.FPDFText_GetFontSize(self.text, index) * height
        direction = (matrix.a / width, matrix.b / width) if width else (1.0, 0.0)
        bold, invisible, white = self._drawn(raw.FPDFText_GetTextObject(self.text, index))
        return Ink(direction, round(size, 1), (self._x.value, self._y.value), bold, invisible, white)

    def _drawn(self, text_object: Any) -> tuple[bool, bool, bool]:
        address = ctypes.cast(text_object, ctypes.c_void_p).value
        if address is None:
            return False, False, False
        known = self._objects.get(address)
        if known is None:
            mode = raw.FPDFTextObj_GetTextRenderMode(text_object)
            known = (self._is_bold(text_object, mode), mode in _UNSEEN, mode == 0 and _is_white(text_object))
            self._objects[address] = known
        return known

    def _is_bold(self, text_object: Any, mode: int) -> bool:
        font = raw.FPDFTextObj_GetFont(text_object)
        address = ctypes.cast(font, ctypes.c_void_p).value
        if address is None:
            return False
        if address not in self.fonts:
            buffer = ctypes.create_string_buffer(_LONGEST_NAME)
            size = raw.FPDFFont_GetBaseFontName(font, buffer, _LONGEST_NAME)
            name = buffer.raw[: max(0, min(size, _LONGEST_NAME) - 1)].decode("utf-8", "replace")
            self.fonts[address] = (
                bool(_BOLD_NAME.search(name)) or raw.FPDFFont_GetWeight(font) >= _BOLD_WEIGHT
            )
        return self.fonts[address] or mode == _OUTLINED


def _is_white(text_object: Any) -> bool:
    parts = [ctypes.c_uint() for _ in range(4)]
    if not raw.FPDFPageObj_GetFillColor(text_object, *parts):
        return False
    *colour, alpha = (part.value for part in parts)
    return min(colour) >= _WHITE or alpha == 0


def _objects(page: Any) -> Iterator[tuple[Any, int]]:
    for number in range(min(raw.FPDFPage_CountObjects(page), _MOST_OBJECTS)):
        thing = raw.FPDFPage_GetObject(page, number)
        yield thing, raw.FPDFPageObj_GetType(thing)


def _bounds(thing: Any) -> Box | None:
    parts = [ctypes.c_float() for _ in range(4)]
    if not raw.FPDFPageObj_GetBounds(thing, *parts):
        return None
    left, bottom, right, top = (part.value for part in parts)
    return left, bottom, right, top


def is_covered(page: Any, box: Box) -> bool:
    """Whether one picture covers the page, or strips of pictures do together."""
    whole = (box[2] - box[0]) * (box[3] - box[1])
    areas = 0.0
    for thing, kind in _objects(page):
        bounds = _bounds(thing) if kind in (_IMAGE, _FORM) else None
        if bounds is not None:
            areas += (bounds[2] - bounds[0]) * (bounds[3] - bounds[1])
    return areas >= _COVERED * whole > 0


def grounds_of(page: Any, turn: int) -> list[Box]:
    """Return the places, turned, of pictures and of filled shapes that are not white: white words on them are seen."""
    return [
        turned(bounds, turn)
        for thing, kind in _objects(page)
        if (kind in (_IMAGE, _SHADING, _FORM) or (kind == _PATH and not _is_white(thing)))
        and (bounds := _bounds(thing)) is not None
    ]


def is_on(grounds: list[Box], run: Run) -> bool:
    """Return whether the middle of a run stands on one of ``grounds``."""
    across, upward = (run.left + run.right) / 2, (run.bottom + run.top) / 2
    return any(
        left <= across <= right and bottom <= upward <= top
        for left, bottom, right, top in grounds[:_MOST_GROUNDS]
    )


_MOST_GROUNDS: Final = 200
"""Shapes that white words are looked for on, the lowest first: a page has a few banners and boxes."""
