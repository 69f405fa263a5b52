"""The letters that the pages of a PDF print, in the order in which they are drawn, as PDFium reads them.

A manifest holds them, and whoever verifies a brief reads them again: both by this module. White space between
letters is the reader's guess and never counts; a line that ends in a hyphen may or may not end within a word.
"""

import ctypes
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final

MOST_PAGES: Final = 2_000
MOST_LETTERS: Final = 8_000_000
"""Two thousand pages of 4,000 letters; a page of the default set has 2,600. A page of 3,000 takes 10 ms."""
_ARTIFACT: Final = "Artifact"
_NAME_BYTES: Final = 64
_MOST_MARKS: Final = 16
"""Marks around one piece of text that are looked at: ours has one or two."""
_HYPHEN: Final = "-\n"
_NO_LETTER: Final = 0xFFFD
_BROKEN: Final = 2
"""What PDFium gives for a hyphen at the end of a line."""
_LINE_ENDS: Final = frozenset("\r\n")


class Unreadable(Exception):
    """The PDF cannot be opened, or is larger than any brief; the message says which, to follow “the file”."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Leaf:
    """One page: what stands in it, and what its running heads and feet say, line by line."""

    body: str
    running: str


def leaves(document: Any) -> tuple[Leaf, ...]:
    """The pages of a document that PDFium has open. Raises ``Unreadable`` for what is too large or damaged."""
    from pypdfium2 import raw  # noqa: PLC0415 - starts the library, 20 ms

    count = raw.FPDF_GetPageCount(document)
    if not 0 < count <= MOST_PAGES:
        raise Unreadable(f"has {count:,} pages; a brief has 1 to {MOST_PAGES:,}")
    found: list[Leaf] = []
    left = MOST_LETTERS
    for place in range(count):
        leaf, letters = _leaf(raw, document, place, left)
        left -= letters
        found.append(leaf)
    return tuple(found)


def leaves_of(pdf: bytes) -> tuple[Leaf, ...]:
    """The pages of a PDF that this program has made."""
    from pypdfium2 import raw  # noqa: PLC0415 - as above

    document = raw.FPDF_LoadMemDocument64(pdf, len(pdf), None)
    if not document:
        raise Unreadable("cannot be opened as a PDF")
    try:
        return leaves(document)
    finally:
        raw.FPDF_CloseDocument(document)


def _leaf(raw: Any, document: Any, place: int, left: int) -> tuple[Leaf, int]:
    page = raw.FPDF_LoadPage(document, place)
    if not page:
        raise Unreadable(f"is damaged: page {place + 1} cannot be opened")
    try:
        text = raw.FPDFText_LoadPage(page)
        if not text:
            raise Unreadable(f"is damaged: page {place + 1} cannot be read")
        try:
            count = raw.FPDFText_CountChars(text)
            if count > left:
                raise Unreadable(f"has more than {MOST_LETTERS:,} letters")
            letters = [*_letters(raw, text, count)]
        finally:
            raw.FPDFText_ClosePage(text)
    finally:
        raw.FPDF_ClosePage(page)
    body = "".join(letter for letter, is_running in letters if not is_running)
    running = "".join(letter for letter, is_running in letters if is_running)
    return Leaf(body=_lines(body), running=_lines(running)), count


def _letters(raw: Any, text: Any, count: int) -> Iterator[tuple[str, bool]]:
    """Each letter, and whether a running head or foot holds it, which is asked once a word: each question costs.

    What is between pieces goes with the one before.
    """
    known: dict[int | None, bool] = {}
    is_running, is_inside = False, False
    for index in range(count):
        code = raw.FPDFText_GetUnicode(text, index)
        if code == _BROKEN and raw.FPDFText_IsHyphen(text, index) == 1:
            yield _HYPHEN, is_running
            continue
        letter = chr(code or _NO_LETTER)
        if letter.isspace():
            is_inside = False
        elif not is_inside:
            piece = raw.FPDFText_GetTextObject(text, index)
            address = ctypes.cast(piece, ctypes.c_void_p).value
            if address not in known:
                known[address] = address is not None and _is_artifact(raw, piece)
            is_running, is_inside = known[address], True
        yield ("\n" if letter in _LINE_ENDS else letter), is_running


def _is_artifact(raw: Any, piece: Any) -> bool:
    for number in range(min(raw.FPDFPageObj_CountMarks(piece), _MOST_MARKS)):
        buffer, size = (ctypes.c_ushort * (_NAME_BYTES // 2))(), ctypes.c_ulong()
        mark = raw.FPDFPageObj_GetMark(piece, number)
        if raw.FPDFPageObjMark_GetName(mark, buffer, _NAME_BYTES, size):
            name = bytes(buffer)[: max(0, size.value - 2)].decode("utf-16-le", "replace")
            if name == _ARTIFACT:
                return True
    return False


def _lines(text: str) -> str:
    """The text with letters beyond the first plane whole, and no empty line."""
    whole = text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
    return "\n".join(line for part in whole.split("\n") if (line := " ".join(part.split())))
