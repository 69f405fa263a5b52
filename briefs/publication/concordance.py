"""Where on the pages words stand, whatever lines and pages they are broken over.

Compared are letters. What differs between a text and its print does not count: white space, soft hyphens, the word
joiner that keeps a citation number with its word, ligatures, and a hyphen at the end of a line, which may be the
word's own or the page's. Every other letter counts, and so does every other hyphen.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final

from briefs.publication.lettering import Leaf

_UNSEEN: Final = re.compile("[\\s\u00ad\u200b-\u200d\u2060\ufeff]")
_LIGATURES: Final = {"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st"}
_FOLD: Final = str.maketrans(_LIGATURES)
_HYPHENS: Final = frozenset("-\u2010\u2011")
_LINE_END: Final = re.compile("[-\u2010\u2011]\n")
LIST_MARKS: Final = re.compile(r"(?:[-–—•▪▫■□●○◦‣·*]|\(?\d{1,3}[.)]|\(?[a-z][.)])?")
"""What may stand in a source between the items of a list and is set by the page in its own way."""
_BROKEN: Final = "\x02"
"""A hyphen at the end of a line, while letters are folded."""
_MOST: Final = 100
"""Places of one extract that are told: a brief prints it at most thrice."""
_MARK: Final = re.compile(r"\d{1,4}")


def folded(text: str) -> str:
    """The letters of a text: what must be equal for two texts to say the same."""
    return _UNSEEN.sub("", text).translate(_FOLD)


@dataclass(frozen=True, slots=True, kw_only=True)
class Occurrence:
    """One place where words stand: the page on which they begin, from 1, and the number that follows them, if any.

    ``start`` and ``end`` count letters of all pages.
    """

    page: int
    mark: int | None
    start: int
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class _Letters:
    """Letters without hyphens. By the place of the letter that follows them: the hyphens, and where space is."""

    text: str
    hyphens: dict[int, str] = field(default_factory=dict)
    spaces: set[int] = field(default_factory=set)


class Concordance:
    """The pages of a brief, to look words up in."""

    def __init__(self, leaves: Sequence[Leaf]) -> None:
        self._starts: list[int] = []
        self._hyphens: dict[int, str] = {}
        self._spaces: set[int] = set()
        parts: list[str] = []
        length = 0
        for leaf in leaves:
            part = _letters(f"{leaf.body}\n")
            self._starts.append(length)
            self._hyphens |= {length + place: hyphens for place, hyphens in part.hyphens.items()}
            self._spaces |= {length + place for place in part.spaces}
            parts.append(part.text)
            length += len(part.text)
        self._text = "".join(parts)

    def occurrences(self, parts: Sequence[str]) -> tuple[Occurrence, ...]:
        """Every place where the parts stand one after the other, in the order of the pages."""
        words = [_letters(part) for part in parts]
        if not words or not all(one.text for one in words):
            return ()
        found: list[Occurrence] = []
        for start in self._places(words[0]):
            end = self._end(words, start)
            if end is None or len(found) == _MOST:
                break
            found.append(
                Occurrence(page=bisect_right(self._starts, start), mark=self._mark(end), start=start, end=end)
            )
        return tuple(found)

    @property
    def length(self) -> int:
        """How many letters all pages have."""
        return len(self._text)

    def spans(self, parts: Sequence[str], *, whole: bool = False) -> tuple[tuple[int, int], ...]:
        """Every place where the parts stand, in letters of all pages; ``whole`` if they begin or end within no word."""
        words = [_letters(part) for part in parts]
        if not words or not all(one.text for one in words):
            return ()
        found: list[tuple[int, int]] = []
        for start in self._places(words[0]):
            end = self._end(words, start)
            if end is None:
                break
            if not whole or not (self._goes_on(start) or self._goes_on(end)):
                found.append((start, end))
        return tuple(found)

    def _goes_on(self, place: int) -> bool:
        """Whether a word or a number stands on both sides of a place."""
        if place in self._spaces or place in self._hyphens or not 0 < place < len(self._text):
            return False
        before, after = self._text[place - 1], self._text[place]
        return (before.isdigit() and after.isdigit()) or (before.isascii() and (before + after).isalnum())

    def pages(self, parts: Sequence[str]) -> tuple[int, ...]:
        """The pages, from 1, on which the parts stand; each page once."""
        return tuple(dict.fromkeys(one.page for one in self.occurrences(parts)))

    def gaps(self, taken: Sequence[Occurrence]) -> tuple[str, ...]:
        """What stands between occurrences, in letters with their spaces: the words that are none of theirs."""
        found: list[str] = []
        place = 0
        for one in sorted(taken, key=lambda one: one.start):
            if one.start > place:
                found.append(self._spaced(place, one.start))
            place = max(place, one.end)
        found.append(self._spaced(place, len(self._text)))
        return tuple(gap for gap in found if gap)

    def nearest(self, part: str) -> str:
        """What is printed where the words begin as given and then go on differently; empty where nothing does."""
        words = _letters(part).text
        least, most = 0, len(words)
        while least < most:
            middle = (least + most + 1) // 2
            least, most = (middle, most) if words[:middle] in self._text else (least, middle - 1)
        if least < min(_LIKE, len(words)):
            return ""
        start = self._text.index(words[:least])
        return self._spaced(start, min(start + len(words), len(self._text)))

    def _spaced(self, start: int, end: int) -> str:
        letters: list[str] = []
        for place in range(start, end):
            hyphens = self._hyphens.get(place, "").replace(_BROKEN, "-") if place > start else ""
            letters.append(hyphens)
            if place > start and place in self._spaces and not hyphens:
                letters.append(" ")
            letters.append(self._text[place])
        return "".join(letters)

    def _end(self, words: Sequence[_Letters], start: int) -> int | None:
        end = start + len(words[0].text)
        for other in words[1:]:
            place = next(self._places(other, end), None)
            if place is None:
                return None
            end = place + len(other.text)
        return end

    def _mark(self, end: int) -> int | None:
        """The number right behind a place, up to the next space."""
        found = _MARK.match(self._text, end)
        if found is None or end in self._hyphens:
            return None
        stop = next((place for place in range(end + 1, found.end()) if place in self._spaces), found.end())
        return int(self._text[end:stop])

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
            if printed not in {meant, _BROKEN} and printed.replace(_BROKEN, "") != meant:
                return False
        return True


_LIKE: Final = 12
"""Letters that must agree before something printed is taken for a changed form of what should be."""


def _letters(text: str) -> _Letters:
    found = _Letters(text="")
    kept: list[str] = []
    for letter in _LINE_END.sub(_BROKEN, text).translate(_FOLD):
        if letter == _BROKEN or letter in _HYPHENS:
            found.hyphens[len(kept)] = found.hyphens.get(len(kept), "") + letter
        elif letter.isspace():
            found.spaces.add(len(kept))
        elif not _UNSEEN.match(letter):
            kept.append(letter)
    return _Letters(text="".join(kept), hyphens=found.hyphens, spaces=found.spaces)
