"""Where on the pages words stand, whatever lines and pages they are broken over.

Compared are letters. What differs between a text and its print does not count: white space, soft hyphens, the word
joiner that keeps a citation number with its word, ligatures, and a hyphen at the end of a line, which may be the
word's own or the page's. Every other letter counts, and so does every other hyphen.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from briefs.publication.lettering import Leaf

_UNSEEN: Final = re.compile("[\\s\u00ad\u200b-\u200d\u2060\ufeff]+")
_LIGATURES: Final = {"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st"}
_FOLD: Final = str.maketrans(_LIGATURES)
_HYPHENS: Final = re.compile("[-\u2010\u2011]")
_LINE_END: Final = re.compile("[-\u2010\u2011]\n")
_BROKEN: Final = "\x02"
"""A hyphen at the end of a line, while letters are folded."""


def folded(text: str) -> str:
    """The letters of a text: what must be equal for two texts to say the same."""
    return _UNSEEN.sub("", text).translate(_FOLD)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Letters:
    """Letters without hyphens, and the hyphens by the place of the letter that follows them."""

    text: str
    hyphens: dict[int, str]


class Concordance:
    """The pages of a brief, to look words up in."""

    def __init__(self, leaves: Sequence[Leaf]) -> None:
        parts = [_letters(leaf.body) for leaf in leaves]
        self._starts: list[int] = []
        self._hyphens: dict[int, str] = {}
        length = 0
        for part in parts:
            self._starts.append(length)
            self._hyphens |= {length + place: hyphen for place, hyphen in part.hyphens.items()}
            length += len(part.text)
        self._text = "".join(part.text for part in parts)

    def pages(self, parts: Sequence[str]) -> tuple[int, ...]:
        """The pages, from 1, on which the parts stand, one after the other; each page once."""
        first, *others = [_letters(part) for part in parts]
        if not first.text:
            return ()
        found: list[int] = []
        for start in self._places(first):
            end = start + len(first.text)
            for other in others:
                place = next(self._places(other, end), -1)
                if place < 0:
                    return tuple(dict.fromkeys(found))
                end = place + len(other.text)
            found.append(bisect_right(self._starts, start))
        return tuple(dict.fromkeys(found))

    def _places(self, words: _Letters, start: int = 0) -> Iterator[int]:
        place = self._text.find(words.text, start)
        while place >= 0:
            if self._has_hyphens(words, place):
                yield place
            place = self._text.find(words.text, place + 1)

    def _has_hyphens(self, words: _Letters, start: int) -> bool:
        """Whether the hyphens within the words are those of the page, but for those at the ends of lines."""
        for place in range(1, len(words.text)):
            printed, meant = self._hyphens.get(start + place, ""), words.hyphens.get(place, "")
            if printed != meant and printed.replace(_BROKEN, "") != meant and printed != _BROKEN:
                return False
        return True


def _letters(text: str) -> _Letters:
    marked = folded(_LINE_END.sub(_BROKEN, text))
    hyphens: dict[int, str] = {}
    kept: list[str] = []
    place = 0
    for letter in marked:
        if letter == _BROKEN or _HYPHENS.match(letter):
            hyphens[place] = hyphens.get(place, "") + letter
        else:
            kept.append(letter)
            place += 1
    return _Letters(text="".join(kept), hyphens=hyphens)
