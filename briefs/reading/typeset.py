"""What stands on a sheet of a paged document: words with their places, and the lines they make.

Places are in points from the upper left corner of the sheet as a reader holds it; ``top`` is above ``bottom``.
"""

from collections.abc import Sequence
from enum import IntEnum
from typing import Final, NamedTuple

from briefs.language.late import late


class Space(IntEnum):
    """What parts a word from the one before it in the document's own order."""

    NONE = 0
    DRAWN = 1
    TYPED = 2


class Word(NamedTuple):
    """Characters of one size in a row. ``typed`` tells that a space character follows, also at a line's end."""

    text: str
    left: float
    right: float
    top: float
    bottom: float
    baseline: float
    size: float
    bold: bool
    before: Space
    typed: bool


class Sheet(NamedTuple):
    """One physical page, ``number`` from 1. ``is_picture``: a picture covers it, and what it shows is not text.

    ``is_lost`` tells that it cannot be opened; ``dropped`` counts the words that nobody can see.
    """

    number: int
    height: float
    words: tuple[Word, ...]
    is_picture: bool = False
    is_lost: bool = False
    dropped: int = 0


class Line(NamedTuple):
    """Words on one baseline that are read in a row; ``column`` numbers the columns of a sheet in reading order.

    ``calls`` are the raised signs of notes that were taken out of it.
    """

    words: tuple[Word, ...]
    page: int
    column: int
    left: float
    right: float
    top: float
    bottom: float
    baseline: float
    size: float
    bold: bool
    text: str
    calls: tuple[str, ...]


_RAISED: Final = 0.12
"""Share of its size by which a sign is raised above the baseline; signs of notes have 0.3 to 0.4. Of one that is not
smaller than its line twice as much is asked."""
_NOTE_SIGN: Final = late(
    r"[\[(]?(?:[0-9]{1,3}(?:[,–-][0-9]{1,3}){0,4}|[*†‡§¶]{1,3}|[a-z]|[ivx]{1,4})[\])]?[.,;:]?"
)
_POWER: Final = late(r"(?:\b[kcmd]?m|\b10|\bft)\^[23]?[0-9]$|\^(?:st|nd|rd|th)$")
"""Raised signs that belong to their word: square metres and powers of ten."""
_SMALLER: Final = 0.85
"""Greatest size of a note's sign, as a share of the line's; common are 0.58 to 0.75."""


def line_of(words: Sequence[Word], page: int, column: int) -> Line:
    """Return the line that ``words`` make, from left to right, without the raised signs of notes."""
    ordered = sorted(words, key=lambda word: word.left)
    total = sum(len(word.text) for word in ordered)
    size = _commonest_size(ordered)
    base = max(word.baseline for word in ordered if _SMALLER * size <= word.size <= size / _SMALLER)
    calls = {place for place in range(len(ordered)) if _is_note_sign(ordered, place, size, base)}
    kept = [word for place, word in enumerate(ordered) if place not in calls]
    bold = sum(len(word.text) for word in ordered if word.bold)
    return Line(
        words=tuple(kept or ordered),
        page=page,
        column=column,
        left=ordered[0].left,
        right=max(word.right for word in ordered),
        top=min(word.top for word in ordered),
        bottom=max(word.bottom for word in ordered),
        baseline=base,
        size=size,
        bold=bold >= 0.9 * total,
        text=text_of(kept or ordered),
        calls=tuple(ordered[place].text.strip("[]().,;:") for place in sorted(calls)),
    )


def text_of(words: Sequence[Word]) -> str:
    """Return the words of one line as running text."""
    pieces: list[str] = []
    last: Word | None = None
    for word in words:
        if last is not None and _is_parted(last, word):
            pieces.append(" ")
        pieces.append(word.text)
        last = word
    return "".join(pieces)


def is_unspaced(sign: str) -> bool:
    """Return whether a sign is written without spaces around it: kana, Han letters and their punctuation."""
    return "\u2e80" <= sign <= "\u303f" or "\u3040" <= sign <= "\u30ff" or _is_han(sign)


def _is_han(sign: str) -> bool:
    return (
        "\u3400" <= sign <= "\u9fff"
        or "\uf900" <= sign <= "\ufaff"
        or "\uff00" <= sign <= "\uff0f"
        or "\uff1a" <= sign <= "\uff20"
        or "\U00020000" <= sign <= "\U0003ffff"
    )


_SPACE: Final = 0.22
"""Gap, as a share of the size, from which words are apart though nothing in the document says so."""


def _is_parted(last: Word, word: Word) -> bool:
    if word.before is Space.TYPED:
        return True
    if is_unspaced(last.text[-1]) and is_unspaced(word.text[0]):
        return word.before is Space.DRAWN and word.left - last.right > _SPACE * word.size
    return word.before is Space.DRAWN or word.left - last.right > _SPACE * word.size


def _commonest_size(words: Sequence[Word]) -> float:
    weights: dict[float, int] = {}
    for word in words:
        weights[word.size] = weights.get(word.size, 0) + len(word.text)
    return max(weights, key=lambda size: (weights[size], size))


def _is_note_sign(words: Sequence[Word], place: int, size: float, base: float) -> bool:
    """Whether a word is the raised sign that calls a note: small, behind another word, and no power."""
    word = words[place]
    raised = _RAISED if word.size <= _SMALLER * size else 2 * _RAISED
    if not place or base - word.baseline < raised * size:
        return False
    before = words[place - 1].text
    return _NOTE_SIGN.fullmatch(word.text) is not None and _POWER.search(f"{before}^{word.text}") is None
