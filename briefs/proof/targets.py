"""The links of a PDF that anybody may have made: the words on each, and where it leads. To be run in a child."""

import ctypes
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final, TypeAlias

from briefs.publication.lettering import Unreadable

MOST_LINKS: Final = 100_000
_MOST_ADDRESS: Final = 8_192
_MOST_WORDS: Final = 400
_LINES: Final = 42.0
"""Points below a destination whose words are read: three lines, which hold the number, the author and the title."""
_SLACK: Final = 1.0
_WIDE: Final = 2_000.0

_Goal: TypeAlias = tuple[int, float, float]
"""A page, from 0, and a place on it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """A link on a ``page``, from 1: its words; its ``address``, or the page ``onto`` it leads and the words there.

    ``onto`` is 0 and ``there`` empty for what leads nowhere in the file.
    """

    page: int
    words: str
    address: str
    onto: int
    there: str


def links_of(document: Any) -> tuple[Link, ...]:
    """The links of all pages. Raises ``Unreadable`` for what is too large or damaged."""
    from pypdfium2 import raw  # noqa: PLC0415 - in a child only

    found: list[tuple[int, str, str, _Goal | None]] = []
    for place in range(raw.FPDF_GetPageCount(document)):
        found += _on_page(raw, document, place)
        if len(found) > MOST_LINKS:
            raise Unreadable(f"has more than {MOST_LINKS:,} links")
    words = _words_at(raw, document, {goal for *_, goal in found if goal})
    return tuple(
        Link(
            page=place + 1,
            words=said,
            address=address,
            onto=goal[0] + 1 if goal else 0,
            there=words.get(goal, "") if goal else "",
        )
        for place, said, address, goal in found
    )


def _on_page(raw: Any, document: Any, place: int) -> Iterator[tuple[int, str, str, _Goal | None]]:
    page, text = _opened(raw, document, place)
    try:
        start, link, area = ctypes.c_int(0), raw.FPDF_LINK(), raw.FS_RECTF()
        while raw.FPDFLink_Enumerate(page, start, link):
            raw.FPDFLink_GetAnnotRect(link, area)
            said = _bounded(raw, text, (area.left, area.top, area.right, area.bottom))
            address = address_of(raw, document, link)[:-1].decode("utf-8", "replace")
            yield place, said, address, _goal(raw, document, link)
    finally:
        raw.FPDFText_ClosePage(text)
        raw.FPDF_ClosePage(page)


def _words_at(raw: Any, document: Any, goals: set[_Goal]) -> dict[_Goal, str]:
    """The words that begin at each place."""
    found: dict[_Goal, str] = {}
    for place in sorted({goal[0] for goal in goals}):
        page, text = _opened(raw, document, place)
        try:
            for goal in goals:
                if goal[0] == place:
                    _, left, top = goal
                    found[goal] = _bounded(raw, text, (left - _SLACK, top + _SLACK, _WIDE, top - _LINES))
        finally:
            raw.FPDFText_ClosePage(text)
            raw.FPDF_ClosePage(page)
    return found


def _opened(raw: Any, document: Any, place: int) -> tuple[Any, Any]:
    page = raw.FPDF_LoadPage(document, place)
    text = raw.FPDFText_LoadPage(page) if page else None
    if not text:
        raise Unreadable(f"is damaged: page {place + 1} cannot be read")
    return page, text


def _bounded(raw: Any, text: Any, box: tuple[float, float, float, float]) -> str:
    buffer = (ctypes.c_ushort * _MOST_WORDS)()
    count = raw.FPDFText_GetBoundedText(text, *box, buffer, _MOST_WORDS)
    words = bytes(buffer)[: 2 * max(0, min(count, _MOST_WORDS))].decode("utf-16-le", "replace")
    return " ".join(words.replace("\0", "").split())


def address_of(raw: Any, document: Any, link: Any) -> bytes:
    """The address that a link leads to, with the zero byte that ends it; empty where it leads to none."""
    action = raw.FPDFLink_GetAction(link)
    buffer = ctypes.create_string_buffer(_MOST_ADDRESS)
    length = raw.FPDFAction_GetURIPath(document, action, buffer, _MOST_ADDRESS) if action else 0
    return buffer.raw[: min(length, _MOST_ADDRESS)]


def _goal(raw: Any, document: Any, link: Any) -> _Goal | None:
    target = raw.FPDFLink_GetDest(document, link)
    page = raw.FPDFDest_GetDestPageIndex(document, target) if target else -1
    if not 0 <= page < raw.FPDF_GetPageCount(document):
        return None
    is_x, is_y, is_zoom = ctypes.c_int(), ctypes.c_int(), ctypes.c_int()
    left, top, zoom = ctypes.c_float(), ctypes.c_float(), ctypes.c_float()
    raw.FPDFDest_GetLocationInPage(target, is_x, is_y, is_zoom, left, top, zoom)
    return (page, left.value, top.value) if is_x.value and is_y.value else None
