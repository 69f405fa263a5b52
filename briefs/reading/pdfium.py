"""PDF files as PDFium reads them: documents opened, their pages turned upright, and everything closed again.

Everything that is opened is closed before ``open_pdf`` returns. PDFium bounds neither the time nor the memory
that one page costs it; what a page holds is counted here before anything is done with it. ``runs`` and ``inks``
ask PDFium too, and nobody else does.
"""

import ctypes
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final

from pypdfium2 import raw  # the package starts the library, and ends it with the process

from briefs.reading.encoding import clean
from briefs.reading.inks import Ink, Inks, grounds_of, is_covered, is_on
from briefs.reading.runs import Box, Run, runs_of, turned
from briefs.reading.typeset import Sheet, Word
from briefs.reading.unreadable import Unreadable

_MOST_PAGES: Final = 600
"""Pages of one document: a long book has so many; at 10 ms each they cost six seconds."""
_MOST_CHARACTERS: Final = 1_000_000
"""Characters of one document, as of a plain text; four hundred full pages have so many."""
_SMALLEST: Final = 3.0
"""Points below which nobody can read a word: it is hidden, or a machine's."""
_UPRIGHT: Final = 0.96
"""Cosine between a word and the lines of its page: scans lean by a few degrees, stamps and watermarks by 30 to 90."""
_FEW: Final = 40
"""Letters of a page below which a picture that covers it holds its text."""
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
            yield Sheet(number, 0.0, (), is_lost=True)
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
        return Sheet(number, 0.0, (), is_lost=True), 0
    try:
        count = raw.FPDFText_CountChars(text)
        if count > left:
            raise Unreadable(f"has more than {_MOST_CHARACTERS:,} characters: save its parts as single files")
        inks = Inks(text, fonts)
        turn = raw.FPDFPage_GetRotation(page)
        inked = [(run, inks.of(run.first)) for run in runs_of(text, count, turn)]
        upright = _turn(inked, turn)
        if upright != turn:
            inked = [(run, inks.of(run.first)) for run in runs_of(text, count, upright)]
        return _as_sheet(page, number, inked, upright), count
    finally:
        raw.FPDFText_ClosePage(text)


def _as_sheet(page: Any, number: int, inked: list[tuple[Run, Ink]], turn: int) -> Sheet:
    """Return what a reader sees of a page."""
    rectangle = raw.FS_RECTF()
    raw.FPDF_GetPageBoundingBox(page, rectangle)
    box = turned((rectangle.left, rectangle.bottom, rectangle.right, rectangle.top), turn)
    letters = sum(len(run.text) for run, ink in inked if not ink.invisible)
    needs_picture = letters < _FEW or any(ink.invisible for _, ink in inked)
    is_picture = needs_picture and is_covered(page, box)
    grounds = grounds_of(page, turn) if any(ink.white for _, ink in inked) else []
    words = _once(
        [
            _word(run, ink, box, turn)
            for run, ink in inked
            if _is_upright(ink, turn)
            and ink.size >= _SMALLEST
            and (is_picture or not ink.invisible)
            and not (ink.white and not is_on(grounds, run))
            and _is_inside(box, run)
        ]
    )
    few = sum(len(word.text) for word in words) < _FEW
    return Sheet(
        number=number,
        height=box[3] - box[1],
        words=tuple(words),
        is_picture=is_picture and few,
        dropped=len(inked) - len(words),
    )


def _turn(inked: list[tuple[Run, Ink]], turn: int) -> int:
    """Return the quarter turns, clockwise, after which most words of a page are upright: ``turn``, or others."""
    weights = [0, 0, 0, 0]
    for run, ink in inked:
        for quarter in range(4):
            weights[quarter] += len(run.text) * _is_upright(ink, quarter)
    return turn if weights[turn] == max(weights) else weights.index(max(weights))


def _is_upright(ink: Ink, turn: int) -> bool:
    along, up = _DIRECTIONS[turn]
    return ink.direction[0] * along + ink.direction[1] * up >= _UPRIGHT


def _is_inside(box: Box, run: Run) -> bool:
    across, upward = (run.left + run.right) / 2, (run.bottom + run.top) / 2
    return box[0] <= across <= box[2] and box[1] <= upward <= box[3]


def _word(run: Run, ink: Ink, box: Box, turn: int) -> Word:
    """Return a run with its place counted from the upper left corner of the page as it is read."""
    _, baseline, _, _ = turned((*ink.origin, *ink.origin), turn)
    return Word(
        text=run.text,
        left=run.left - box[0],
        right=run.right - box[0],
        top=box[3] - run.top,
        bottom=box[3] - run.bottom,
        baseline=box[3] - baseline,
        size=ink.size,
        bold=ink.bold,
        before=run.before,
        typed=run.typed,
    )


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
