"""The pairs of countries that a document names: whom ``both governments`` and ``the two sides`` mean."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from briefs.language.english import DIRECTIONS, PLACES
from briefs.language.sentences import Sentence

SAME_GOVERNMENT: Final = {
    "ankara": "turkey",
    "athens": "greece",
    "baghdad": "iraq",
    "beijing": "china",
    "berlin": "germany",
    "cairo": "egypt",
    "canberra": "australia",
    "damascus": "syria",
    "delhi": "india",
    "hanoi": "vietnam",
    "islamabad": "pakistan",
    "kabul": "afghanistan",
    "kyiv": "ukraine",
    "london": "britain",
    "madrid": "spain",
    "manila": "philippines",
    "moscow": "russia",
    "ottawa": "canada",
    "paris": "france",
    "pyongyang": "north korea",
    "riyadh": "saudi arabia",
    "rome": "italy",
    "seoul": "south korea",
    "taipei": "taiwan",
    "tehran": "iran",
    "tokyo": "japan",
    "uk": "britain",
    "u.k": "britain",
    "united kingdom": "britain",
    "north": "north korea",
    "south": "south korea",
    "us": "washington",
    "u.s": "washington",
    "usa": "washington",
    "united states": "washington",
}
"""Names of places that mean the same government, by one of them."""
_PLACE_WORDS: Final = sorted(
    {word.title() for word in PLACES}
    | {"UK", "US", "USA", "U.S.", "U.K.", "States", "Kingdom", "Zealand", "Arabia", "Lanka", "Kong"}
)
_FIRST_WORDS: Final = "|".join(word.title() for word in sorted(DIRECTIONS))
_PLACE: Final = rf"(?:(?:{_FIRST_WORDS}) )?(?:{'|'.join(map(re.escape, _PLACE_WORDS))})"
_PAIR: Final = re.compile(
    rf"(?=[A-Z])(?:(?P<pair>(?:{_PLACE}|North|South) and (?:the )?{_PLACE})(?!['’\w]| and\b)"
    rf"|(?P<left>{_PLACE})[–—-](?P<right>{_PLACE})\b)"
)
_OWNERS: Final = re.compile(
    rf"(?=[A-Z])(?P<left>{_PLACE})['’]s [^.;:–—]{{1,60}}? and (?P<right>{_PLACE})['’]s\b"
)
"""``Norway's king, …, and Japan's emperor``."""
_TWO: Final = 2
_LOOK_BACK: Final = 60
"""Sentences before one in which the pair that it speaks of is looked for."""
_TRIPLE: Final = re.compile(rf"{_PLACE}, $")
_PLACES: Final = re.compile(rf"(?=[A-Z])(?<!\w){_PLACE}(?![\w-])")
_GOVERNMENTS: Final = re.compile(r"(?=[A-Z])(?:North|South)(?= and )|" + _PLACES.pattern)
_SEATS: Final = frozenset(SAME_GOVERNMENT) - {"uk", "u.k", "us", "u.s", "usa", "north", "south"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """Two countries or capitals named in one breath, as printed (``Japan and South Korea``)."""

    shown: str
    start: int

    @property
    def governments(self) -> frozenset[str]:
        """The two by the names under which ``find_places`` finds them."""
        return find_places(self.shown)

    @property
    def is_of_capitals(self) -> bool:
        """Whether they are named by their seats: ``Seoul and Tokyo``."""
        return not frozenset(re.split(r"\W+and\W+|[–—-]", self.shown.lower())).isdisjoint(_SEATS)


def find_pairs(text: str) -> tuple[Pair, ...]:
    """Every ``X and Y`` and ``X's … and Y's …`` of two places that is not part of a longer list, in order."""
    found = [
        Pair(shown=match["pair"] or f"{match['left']} and {match['right']}", start=match.start())
        for match in _PAIR.finditer(text)
        if not _TRIPLE.search(text, max(0, match.start() - 40), match.start())
    ]
    found += [
        Pair(shown=f"{match['left']} and {match['right']}", start=match.start())
        for match in _OWNERS.finditer(text)
        if len(find_places(match.group())) == _TWO
    ]
    return tuple(sorted(found, key=lambda pair: pair.start))


def find_places(text: str) -> frozenset[str]:
    """The countries that a text names or means by their capitals, each by one name in lower case."""
    found = (match.group().lower().rstrip(".") for match in _GOVERNMENTS.finditer(text))
    return frozenset(SAME_GOVERNMENT.get(name, name) for name in found)


class Pairs:
    """Which two places a document names before each of its sentences; built once, linear in its length."""

    __slots__ = ("_pairs", "_sentences")

    def __init__(self, sentences: Sequence[Sentence], preamble: str) -> None:
        """Take the sentences of one document in order, and its title, headings and captions as ``preamble``."""
        self._sentences = sentences
        self._pairs = [find_pairs(text) for text in (preamble, *(sentence.text for sentence in sentences))]

    def before(self, index: int, *, capitals: bool) -> Pair | None:
        """The pair of places named last before a sentence, by its capitals or not as the sentence speaks of it.

        None where its own sentence or one after it names other places, which may be meant, unless the two are by far
        the most often named before.
        """
        for place in range(index, max(-1, index - _LOOK_BACK), -1):
            if self._pairs[place]:
                pair = self._pairs[place][-1]
                between = self._sentences[max(0, place - 1) : index]
                told = all(_speaks_of(pair, sentence.text) for sentence in between)
                told = told or self._is_mostly_of(pair, index)
                return self._named_alike(pair, index, capitals=capitals) if told else None
        return None

    def _is_mostly_of(self, pair: Pair, index: int) -> bool:
        """Whether each of a pair stands in at least twice as many sentences before as any other place."""
        counts = Counter(
            place
            for sentence in self._sentences[max(0, index - _LOOK_BACK) : index]
            for place in find_places(sentence.text)
        )
        least = min(counts[place] for place in pair.governments)
        return all(2 * times <= least for place, times in counts.items() if place not in pair.governments)

    def _named_alike(self, pair: Pair, index: int, *, capitals: bool) -> Pair:
        """The same pair as the document names it last by its capitals, or last by its countries."""
        known = (
            named
            for pairs in reversed(self._pairs[max(0, index - _LOOK_BACK) : index + 1])
            for named in reversed(pairs)
        )
        fitting = (
            named
            for named in known
            if named.is_of_capitals == capitals and named.governments == pair.governments
        )
        return next(fitting, pair)


def _speaks_of(pair: Pair, text: str) -> bool:
    """Whether a sentence leaves it open that a pair is meant after it: it names no two others, and no third."""
    places = find_places(text)
    return len(places | pair.governments) == len(pair.governments) or len(places) == 1
