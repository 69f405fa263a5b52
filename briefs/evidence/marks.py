"""Where the quotations of a text stand: from the opening mark to the closing one, the outermost only.

Straight, curly, angled and corner marks are paired; a curly single mark closes only after a full stop or a comma, for
elsewhere it is an apostrophe. Where marks cannot be paired surely nothing is found: a quotation cut wrongly is worse
than none.
"""

import re
from collections.abc import Iterator
from typing import Final

_PAIRS: Final = dict(zip("“「『«", "”」』»", strict=True))
_STRAIGHT: Final = '"'
_BEFORE_OPENING: Final = re.compile(r"[\s(\[—–:,-]")
_AFTER_CLOSING: Final = re.compile(r"[\s,.;:!?)\]—–-]|[\u3041-\u30ff\u3400-\u9fff\uac00-\ud7a3，。、]")
_ENDS_SPEECH: Final = frozenset(",.?!…—–")

Place = tuple[int, int]
"""Half-open, the marks included."""


def find_quoted(text: str) -> tuple[Place, ...]:
    """The quotations of a text, in order. Linear."""
    found: list[Place] = []
    opened: list[tuple[str, int]] = []
    for at, sign in enumerate(text):
        if len(opened) > 1 and opened[-1][0] == "’" and sign == opened[-2][0] and _closes(text, at, sign):
            opened.pop()
        if opened and sign == opened[-1][0] and _closes(text, at, sign, nested=len(opened) > 1):
            start = opened.pop()[1]
            if not opened:
                found.append((start, at + 1))
        elif sign in _PAIRS:
            opened.append((_PAIRS[sign], at))
        elif sign == "‘" and _is_free(text, at):
            opened.append(("’", at))
        elif sign == _STRAIGHT and _is_free(text, at):
            opened.append((_STRAIGHT, at))
    return tuple(found) if not opened else tuple(_before(found, opened[0][1]))


def unclosed(text: str) -> int | None:
    """The place of the opening mark of a quotation that goes on in the next paragraph, None for none."""
    for mark, closing in (("“", "”"), (_STRAIGHT, _STRAIGHT)):
        last = text.rfind(mark)
        if last < 0 or not _is_free(text, last):
            continue
        if mark == _STRAIGHT and text.count(mark) % 2 == 0:
            continue
        if closing not in text[last + 1 :]:
            return last
    return None


def closing_place(text: str) -> int | None:
    """The end of the quotation that opens a paragraph, its closing mark included; None where it is not closed."""
    closing = {"“": "”", _STRAIGHT: _STRAIGHT}.get(text[:1])
    end = text.find(closing, 1) if closing else -1
    return end + 1 if end > 0 else None


def _before(found: list[Place], start: int) -> Iterator[Place]:
    return (place for place in found if place[1] <= start)


def _is_free(text: str, at: int) -> bool:
    """Whether a mark that may open stands where an opening one does."""
    before, after = text[at - 1 : at], text[at + 1 : at + 2]
    return (not before or _BEFORE_OPENING.match(before) is not None) and bool(after) and not after.isspace()


def _closes(text: str, at: int, sign: str, *, nested: bool = False) -> bool:
    """Whether a mark that may close stands where a closing one does; within another quotation ``’`` needs no stop."""
    after, before = text[at + 1 : at + 2], text[at - 1 : at]
    if sign == "’":
        apart = not after or _AFTER_CLOSING.match(after) is not None or after in _PAIRS.values()
        return apart and (nested or before in _ENDS_SPEECH)
    if sign == _STRAIGHT:
        return not before.isspace() and (not after or _AFTER_CLOSING.match(after) is not None)
    return True
