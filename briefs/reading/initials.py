"""Initials: the large first letters that hang over several lines of a text."""

from collections.abc import Sequence
from typing import Final

from briefs.reading.typeset import Word

_LARGER: Final = 1.8
"""Size of an initial, in sizes of the word it begins; those over two lines have 2.2 and more."""
_NEAR: Final = 1.5
"""Sizes of the word by which it may stand right of its initial."""
_LEVEL: Final = 0.7
"""Sizes of the word by which its capitals may stand higher or lower than the initial."""
_CAPITAL: Final = 0.7
"""Height of capitals, in sizes, in most fonts."""
_MOST: Final = 12
"""Single letters of a sheet that are looked at; formulas and maps have hundreds."""


def with_initials(words: Sequence[Word]) -> tuple[Word, ...]:
    """Return the words of a sheet with each initial at the head of the word that it begins."""
    initials = [word for word in words if len(word.text) == 1 and word.text.isupper()]
    if not words or len(initials) > _MOST:
        return tuple(words)
    joined: dict[int, Word] = {}
    gone: set[int] = set()
    for initial in initials:
        place = _begun_by(initial, words)
        if place is not None:
            word = words[place]
            joined[place] = word._replace(text=initial.text + word.text)
            gone.add(id(initial))
    return tuple(joined.get(place, word) for place, word in enumerate(words) if id(word) not in gone)


def _begun_by(initial: Word, words: Sequence[Word]) -> int | None:
    """Return the place of the word beside the initial's head, or None for a letter that is none."""
    head = _head(initial)
    beside = [
        (abs(_head(word) - head), word.left, place)
        for place, word in enumerate(words)
        if initial.size >= _LARGER * word.size
        and -word.size < word.left - initial.right < _NEAR * word.size
        and abs(_head(word) - head) < _LEVEL * word.size
    ]
    return min(beside)[2] if beside else None


def _head(word: Word) -> float:
    """Return how high the capitals of a word reach."""
    return word.baseline - _CAPITAL * word.size
