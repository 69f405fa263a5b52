"""PDF files as PDFium reads them: the one module that knows its interface.

Everything that is opened is closed before ``open_pdf`` returns. PDFium bounds neither the time nor the memory
that one page costs it; what a page holds is counted here before anything is done with it.
"""

import ctypes
import math
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, Final, NamedTuple

import pypdfium2._library_scope  # noqa: F401 - starts the library, and ends it with the process
from pypdfium2 import raw

from briefs.reading.encoding import clean
from briefs.reading.typeset import Sheet, Space, Word
from briefs.reading.unreadable import Unreadable

_MOST_PAGES: Final = 600
"""Pages of one document: a long book has so many; at 10 ms each they cost six seconds."""
_MOST_CHARACTERS: Final = 1_000_000
"""Characters of one document, as of a plain text; four hundred full pages have so many."""
_MOST_OBJECTS: Final = 2_000
"""Objects of one page that are looked at for pictures and coloured grounds; a dense map has more."""
_SMALLEST: Final = 3.0
"""Points below which nobody can read a word: it is hidden, or a machine's."""
_WHITE: Final = 245
"""Least value of red, green and blue from which ink cannot be seen on paper."""
_UPRIGHT: Final = 0.96
"""Cosine between a word and the lines of its page: scans lean by a few degrees, stamps and watermarks by 30 to 90."""
_COVERED: Final = 0.5
"""Share of a page from which a picture is the page itself; scans have 0.9 and more."""
_FEW: Final = 40
"""Letters of a page below which a picture that covers it holds its text."""
_STEP: Final = 0.12
"""Step up or down inside a word, as a share of its height, at which it is parted: signs of notes go up by 0.3."""
_BOLD_NAME: Final = re.compile(r"bold|black|heavy|demi|semibold|-bd|,bd", re.IGNORECASE)
_BOLD_WEIGHT: Final = 600
_LIGATURES: Final = {
    0xFB00: "ff", 0xFB01: "fi", 0xFB02: "fl", 0xFB03: "ffi", 0xFB04: "ffl", 0xFB05: "st", 0xFB06: "st",
}  # fmt: skip
_HYPHENS: Final = frozenset((0x02, 0xFFFE, 0xAD))
"""What PDFium makes of a hyphen at the end of a line, and the soft hyphen."""
_BULLETS: Final = frozenset((0xF0B7, 0xF0A7, 0xF076, 0xF0D8, 0xF0FC, 0xF06E, 0xF075, 0x25AA, 0x25CF, 0x25A0))
_SPACES: Final = frozenset((9, 10, 13, 32, 0xA0, 0x3000, *range(0x2000, 0x200B), 0x202F))
_BREAKS: Final = frozenset((10, 13))
_LOST: Final = "\ufffd"
_PASSWORD: Final = 4
_DIRECTIONS: Final = ((1, 0), (0, 1), (-1, 0), (0, -1))
"""Which way upright words run on a page that is turned clockwise by 0, 90, 180 and 270 degrees."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Pdf:
    """The sheets of a document and what its information dictionary and catalogue state."""

    sheets: tuple[Sheet, ...]
    info: dict[str, str]
    language: str | None


def open_pdf(content: bytes) -> Pdf:
    """Return the words of every page. Raises ``Unreadable`` for what is broken, locked or too long."""
    document = raw.FPDF_LoadMemDocument64(content, len(content), None)
    if not document:
        raise Unreadable(_refusal())
    try:
        count = raw.FPDF_GetPageCount(document)
        if count < 1:
            raise Unreadable("is damaged: this PDF file has no page that can be opened; save it again")
        if count > _MOST_PAGES:
            raise Unreadable(f"has {count:,} pages, more than {_MOST_PAGES}: save its parts as single files")
        return Pdf(
            sheets=tuple(_sheets(document, count)),
            info={key: _info(document, key) for key in ("Title", "Author", "CreationDate")},
            language=_language(document),
        )
    finally:
        raw.FPDF_CloseDocument(document)


def _refusal() -> str:
    if raw.FPDF_GetLastError() == _PASSWORD:
        return "is locked with a password: save a copy that opens without one"
    return "is damaged: this PDF file cannot be opened; save it again from its origin"


def _info(document: Any, key: str) -> str:
    name = key.encode("ascii")
    size = raw.FPDF_GetMetaText(document, name, None, 0)
    if not 2 < size <= _MOST_INFO:
        return ""
    buffer = ctypes.create_string_buffer(size)
    raw.FPDF_GetMetaText(document, name, buffer, size)
    return clean(buffer.raw[: size - 2].decode("utf-16-le", "replace")).strip()


_MOST_INFO: Final = 2_000
"""Bytes of one field of the information dictionary that is read."""


def _language(document: Any) -> str | None:
    size = raw.FPDFCatalog_GetLanguage(document, None, 0)
    if not 2 < size <= _MOST_INFO:
        return None
    buffer = (ctypes.c_ushort * (size // 2))()
    raw.FPDFCatalog_GetLanguage(document, buffer, size)
    return bytes(buffer)[: size - 2].decode("utf-16-le", "replace") or None


def _sheets(document: Any, count: int) -> Iterator[Sheet]:
    left = _MOST_CHARACTERS
    fonts: dict[int, bool] = {}
    for number in range(1, count + 1):
        page = raw.FPDF_LoadPage(document, number - 1)
        if not page:
            yield Sheet(number, 0.0, 0.0, (), dropped=0)
            continue
        try:
            sheet, characters = _sheet(page, number, left, fonts)
        finally:
            raw.FPDF_ClosePage(page)
        left -= characters
        yield sheet


def _sheet(page: Any, number: int, left: int, fonts: dict[int, bool]) -> tuple[Sheet, int]:
    text = raw.FPDFText_LoadPage(page)
    if not text:
        return Sheet(number, 0.0, 0.0, ()), 0
    try:
        count = raw.FPDFText_CountChars(text)
        if count > left:
            raise Unreadable(f"has more than {_MOST_CHARACTERS:,} characters: save its parts as single files")
        runs = list(_runs(text, count))
        marks = _Inks(text, fonts)
        inked = [(run, marks.of(run.first)) for run in runs]
        return _as_sheet(page, number, inked), count
    finally:
        raw.FPDFText_ClosePage(text)


class _Run(NamedTuple):
    """Characters in a row as they stand in the file; ``left`` to ``top`` are in the page's own space."""

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
    """Gathers characters into runs: a run ends at a space, at a line's end, and where its height changes."""

    runs: list[_Run] = field(default_factory=list)
    _signs: list[str] = field(default_factory=list)
    _first: int = 0
    _box: tuple[float, float, float, float] = (0.0, 0.0, 0.0, 0.0)
    _before: Space = Space.DRAWN

    def add(self, index: int, sign: str, box: tuple[float, float, float, float]) -> None:
        left, bottom, right, top = self._box
        if self._signs and _is_step(self._box, box):
            self.end(Space.NONE)
        if not self._signs:
            self._first = index
            self._box = box
        else:
            self._box = (min(left, box[0]), min(bottom, box[1]), max(right, box[2]), max(top, box[3]))
        self._signs.append(sign)

    def end(self, space: Space) -> None:
        if self._signs:
            text = clean("".join(self._signs))
            if text:
                self.runs.append(_Run(text, self._first, *self._box, self._before, space is Space.TYPED))
            self._signs = []
            self._before = space
        else:
            self._before = max(self._before, space)
            if space is Space.TYPED and self.runs:
                self.runs[-1] = self.runs[-1]._replace(typed=True)


def _is_step(one: tuple[float, float, float, float], other: tuple[float, float, float, float]) -> bool:
    """Whether two boxes of characters are so far apart, up or along, that they are not one word's."""
    height = one[3] - one[1]
    return abs(one[1] - other[1]) > _STEP * height or other[0] - one[2] > height or one[0] - other[2] > height


def _runs(text: Any, count: int) -> list[_Run]:
    """Return the runs of a page; PDFium's own spaces and line ends part them, and so do the document's."""
    unicode_of, box_of = raw.FPDFText_GetUnicode, raw.FPDFText_GetLooseCharBox
    rectangle = raw.FS_RECTF()
    reference = ctypes.byref(rectangle)
    scribe = _Scribe()
    for index in range(count):
        code = unicode_of(text, index)
        box_of(text, index, reference)
        box = (rectangle.left, rectangle.bottom, rectangle.right, rectangle.top)
        if code in _SPACES:
            is_drawn = code in _BREAKS or box[0] == box[2]
            scribe.end(Space.DRAWN if is_drawn else Space.TYPED)
        else:
            scribe.add(index, _sign(code), box)
            if code in _HYPHENS:
                scribe.end(Space.DRAWN)
    scribe.end(Space.DRAWN)
    return scribe.runs


def _sign(code: int) -> str:
    if 0x20 < code < 0x2E80:
        return "-" if code in _HYPHENS else "•" if code in _BULLETS else chr(code)
    if code in _LIGATURES:
        return _LIGATURES[code]
    if code in _HYPHENS:
        return "-"
    if code in _BULLETS:
        return "•"
    if 0x2E80 <= code <= 0x2FDF:
        return unicodedata.normalize("NFKC", chr(code))
    is_private = 0xE000 <= code <= 0xF8FF or code >= 0xF0000 or code < 0x20
    return _LOST if is_private or 0xD800 <= code <= 0xDFFF else chr(code)


class _Ink(NamedTuple):
    """How a run is drawn: its direction, its size, its baseline's point, and whether anybody can see it."""

    direction: tuple[float, float]
    size: float
    origin: tuple[float, float]
    bold: bool
    invisible: bool
    white: bool


@dataclass(slots=True)
class _Inks:
    """The inks of one page. What text objects and fonts tell is asked once for each of them."""

    text: Any
    fonts: dict[int, bool]
    _objects: dict[int, tuple[bool, bool, bool]] = field(default_factory=dict)
    _matrix: Any = field(default_factory=raw.FS_MATRIX)
    _x: Any = field(default_factory=ctypes.c_double)
    _y: Any = field(default_factory=ctypes.c_double)

    def of(self, index: int) -> _Ink:
        matrix = self._matrix
        raw.FPDFText_GetMatrix(self.text, index, matrix)
        raw.FPDFText_GetCharOrigin(self.text, index, self._x, self._y)
        width, height = math.hypot(matrix.a, matrix.b), math.hypot(matrix.c, matrix.d)
        size = raw.FPDFText_GetFontSize(self.text, index) * height
        direction = (matrix.a / width, matrix.b / width) if width else (1.0, 0.0)
        bold, invisible, white = self._drawn(raw.FPDFText_GetTextObject(self.text, index))
        return _Ink(direction, round(size, 1), (self._x.value, self._y.value), bold, invisible, white)

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
            buffer = ctypes.create_string_buffer(_MOST_INFO)
            size = raw.FPDFFont_GetBaseFontName(font, buffer, _MOST_INFO)
            name = buffer.raw[: max(0, min(size, _MOST_INFO) - 1)].decode("utf-8", "replace")
            self.fonts[address] = (
                bool(_BOLD_NAME.search(name)) or raw.FPDFFont_GetWeight(font) >= _BOLD_WEIGHT
            )
        return self.fonts[address] or mode == _OUTLINED


_UNSEEN: Final = (3, 7)
"""Render modes that draw nothing: what text recognition lays under a scan, and clipping paths."""
_OUTLINED: Final = 2
"""Filled and stroked, which is how some programs make a font bold that has no bold."""


def _is_white(text_object: Any) -> bool:
    parts = [ctypes.c_uint() for _ in range(4)]
    if not raw.FPDFPageObj_GetFillColor(text_object, *parts):
        return False
    *colour, alpha = (part.value for part in parts)
    return min(colour) >= _WHITE or alpha == 0


def _as_sheet(page: Any, number: int, inked: list[tuple[_Run, _Ink]]) -> Sheet:
    """Return what a reader sees of a page, turned upright."""
    box = raw.FS_RECTF()
    raw.FPDF_GetPageBoundingBox(page, box)
    turn = _turn(inked) if inked else raw.FPDFPage_GetRotation(page)
    letters = sum(len(run.text) for run, ink in inked if not ink.invisible)
    needs_picture = letters < _FEW or any(ink.invisible for _, ink in inked)
    is_picture = needs_picture and _is_covered(page, box)
    grounds = _grounds(page) if any(ink.white for _, ink in inked) else []
    seen = [
        (run, ink)
        for run, ink in inked
        if _is_upright(ink, turn)
        and ink.size >= _SMALLEST
        and (is_picture or not ink.invisible)
        and not (ink.white and not _is_on(grounds, run))
        and _is_inside(box, run)
    ]
    words = _once([_word(run, ink, box, turn) for run, ink in seen])
    width, height = abs(box.right - box.left), abs(box.top - box.bottom)
    if turn % 2:
        width, height = height, width
    dropped = len(inked) - len(words)
    few = sum(len(word.text) for word in words) < _FEW
    return Sheet(number, width, height, tuple(words), is_picture=is_picture and few, dropped=dropped)


def _turn(inked: list[tuple[_Run, _Ink]]) -> int:
    """Return the quarter turns, clockwise, after which most words of a page are upright."""
    weights = [0, 0, 0, 0]
    for run, ink in inked:
        for turn in range(4):
            weights[turn] += len(run.text) * _is_upright(ink, turn)
    return max(range(4), key=lambda turn: (weights[turn], -turn))


def _is_upright(ink: _Ink, turn: int) -> bool:
    along, up = _DIRECTIONS[turn]
    return ink.direction[0] * along + ink.direction[1] * up >= _UPRIGHT


def _is_inside(box: Any, run: _Run) -> bool:
    across, upward = (run.left + run.right) / 2, (run.bottom + run.top) / 2
    return bool(box.left <= across <= box.right and box.bottom <= upward <= box.top)


def _word(run: _Run, ink: _Ink, box: Any, turn: int) -> Word:
    """Return a run with its place counted from the upper left corner of the page as it is read."""
    left, top = _turned(run.left, run.top, box, turn)
    right, bottom = _turned(run.right, run.bottom, box, turn)
    _, baseline = _turned(*ink.origin, box, turn)
    return Word(
        text=run.text,
        left=min(left, right),
        right=max(left, right),
        top=min(top, bottom),
        bottom=max(top, bottom),
        baseline=baseline,
        size=ink.size,
        bold=ink.bold,
        before=run.before,
        typed=run.typed,
    )


def _turned(across: float, upward: float, box: Any, turn: int) -> tuple[float, float]:
    match turn:
        case 0:
            return across - box.left, box.top - upward
        case 1:
            return upward - box.bottom, across - box.left
        case 2:
            return box.right - across, upward - box.bottom
        case _:
            return box.top - upward, box.right - across


def _once(words: list[Word]) -> list[Word]:
    """Return the words without those drawn a second time a hair away, by which programs make a letter bold."""
    seen: set[tuple[str, int, int]] = set()
    kept = []
    for word in words:
        across, down = round(word.left / _HAIR), round(word.baseline / _HAIR)
        near = [(word.text, across + x, down + y) for x in (-1, 0, 1) for y in (-1, 0, 1)]
        if seen.isdisjoint(near):
            kept.append(word)
        seen.add(near[4])
    return kept


_HAIR: Final = 1.2
"""Points: words printed twice for their weight are 0.2 to 1 apart, and no two words of a text so near."""
_PATH: Final = 2
_IMAGE: Final = 3
_SHADING: Final = 4
_FORM: Final = 5


def _objects(page: Any) -> Iterator[tuple[Any, int]]:
    for number in range(min(raw.FPDFPage_CountObjects(page), _MOST_OBJECTS)):
        thing = raw.FPDFPage_GetObject(page, number)
        yield thing, raw.FPDFPageObj_GetType(thing)


def _bounds(thing: Any) -> tuple[float, float, float, float] | None:
    parts = [ctypes.c_float() for _ in range(4)]
    if not raw.FPDFPageObj_GetBounds(thing, *parts):
        return None
    left, bottom, right, top = (part.value for part in parts)
    return left, bottom, right, top


def _is_covered(page: Any, box: Any) -> bool:
    """Whether one picture covers the page, or strips of pictures do together."""
    whole = abs((box.right - box.left) * (box.top - box.bottom))
    areas = 0.0
    for thing, kind in _objects(page):
        bounds = _bounds(thing) if kind in (_IMAGE, _FORM) else None
        if bounds is not None:
            areas += (bounds[2] - bounds[0]) * (bounds[3] - bounds[1])
    return areas >= _COVERED * whole > 0


def _grounds(page: Any) -> list[tuple[float, float, float, float]]:
    """Return the places of pictures and of filled shapes that are not white: white words on them are seen."""
    return [
        bounds
        for thing, kind in _objects(page)
        if (kind in (_IMAGE, _SHADING, _FORM) or (kind == _PATH and not _is_white(thing)))
        and (bounds := _bounds(thing)) is not None
    ]


def _is_on(grounds: list[tuple[float, float, float, float]], run: _Run) -> bool:
    across, upward = (run.left + run.right) / 2, (run.bottom + run.top) / 2
    return any(
        left <= across <= right and bottom <= upward <= top
        for left, bottom, right, top in grounds[:_MOST_GROUNDS]
    )


_MOST_GROUNDS: Final = 200
"""Shapes that white words are looked for on, the lowest first: a page has a few banners and boxes."""
