"""The figures that a sentence states, with how exactly it does: what they can mean at least and at most."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import inf
from typing import Final

from briefs.evidence.datings import Dating
from briefs.language.sentences import Sentence

CLOCK: Final = "clock"
"""The unit of a time of day, in minutes from midnight."""
_SMALL: Final = {
    word: value
    for value, word in enumerate(
        """zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen
        seventeen eighteen nineteen""".split()  # noqa: SIM905 - numbers read better as text than as literals
    )
}
_TENS: Final = {
    word: 10 * value
    for value, word in enumerate(
        ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"), 2
    )
}
_NOUGHTS: Final = {
    "hundred": 1e2, "thousand": 1e3, "million": 1e6, "billion": 1e9, "trillion": 1e12,
    "m": 1e6, "bn": 1e9, "tn": 1e12,
}  # fmt: skip
_SIGNS: Final = {"백": 1e2, "百": 1e2, "천": 1e3, "千": 1e3, "만": 1e4, "万": 1e4, "萬": 1e4, "억": 1e8, "億": 1e8,
                 "亿": 1e8, "조": 1e12, "兆": 1e12}  # fmt: skip
_WRITTEN: Final = (
    rf"(?:{'|'.join(_TENS)})(?:[-‐‑ ](?:{'|'.join(list(_SMALL)[1:10])}))?|{'|'.join(list(_SMALL)[2:])}"
)
_DIGITS: Final = r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d{1,15}(?:\.\d+)?"
_FIGURE: Final = re.compile(
    rf"(?<![\w.,/:-])(?P<sign>[£$€¥₩]|US\$)?(?:(?P<digits>{_DIGITS})|(?P<written>\b(?:{_WRITTEN})\b))"
    r"(?:[ -](?P<noughts>hundred|thousand|million|billion|trillion)\b|(?P<short>m|bn|tn)\b"
    r"|(?P<signs>[백百천千만万萬억億亿조兆]))?(?P<percent> ?%| per ?cent\b)?"
    r"(?![\d/:]|s\b|[.,]\d|-(?:year|month|day|week|hour|minute|man|member|storey|page|point))",
    re.IGNORECASE,
)
_ABOUT: Final = re.compile(
    r"\b(?:about|around|approximately|roughly|nearly|almost|some|close to|an? estimated|estimates? of|circa|or so)[ ]"
    r"(?:the )?$|[약約约]$|大约$|およそ$",
    re.IGNORECASE,
)
_LEAST: Final = re.compile(
    r"\b(?:more than|over|at least|above|upwards? of|no (?:fewer|less) than|exceed(?:s|ed|ing)?|passed|topped)[ ]"
    r"(?:the )?$|至少$|超过$|最低$",
    re.IGNORECASE,
)
_MOST: Final = re.compile(
    r"\b(?:up to|as many as|at most|fewer than|less than|under|below|as much as|no more than)[ ]$|最多$",
    re.IGNORECASE,
)
_BEFORE: Final = 24
"""Signs before a figure in which is said how exact it is."""
_OR_MORE: Final = re.compile(r" ?(?:\+|or more\b|[여余多]|以上|이상)")
_CLOCK: Final = re.compile(
    r"(?<![\d:])([01]?\d|2[0-3])[:.h]([0-5]\d)(?:[:.][0-5]\d)?(?= ?(?:[ap]\.?m|local|UTC|GMT|\()|(?<=:\d\d)(?!\d))"
)
"""A time of day: ``06:57``, ``6.57 am``."""
_HOUR: Final = 60
_PAIR: Final = re.compile(
    r" (?:\w+ )?(?:sides?|governments?|countries|nations|neighbou?rs|leaders|ministries|capitals|states|parties|of)\b"
)
"""After “two”: it counts whom everybody knows to be two."""
_TO: Final = re.compile(r" ?(?:to|and|or|[-–—~]) ?$")
_ROUND: Final = 20
"""From here on a figure that ends in noughts may be a round one."""
_ABOUT_SHARE: Final = 0.25
"""What a figure that is “about” another may differ by: “about 130” may be 104 or 162, and is not 163."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """A figure: the least and the most that it can mean, its unit where one is written to it, and its words.

    ``exact`` is False for estimates, bounds, ranges and round figures.
    """

    low: float
    high: float
    unit: str
    exact: bool
    start: int
    end: int

    def agrees(self, other: "Figure") -> bool:
        """Whether both can be one figure."""
        return self.low <= other.high and other.low <= self.high


def figures(sentence: Sentence, dated: Sequence[Dating]) -> tuple[Figure, ...]:
    """The figures of a sentence in order, but for those in its dates. Linear."""
    text = sentence.text
    places = [(dating.start, dating.end) for dating in dated if dating.end > 0]
    matches = [
        match
        for match in _FIGURE.finditer(text)
        if not any(match.start() < end and start < match.end() for start, end in places)
        and not (match.group().lower() == "two" and _PAIR.match(text, match.end()))
    ]
    clock = [_time(match) for match in _CLOCK.finditer(text)]
    counted = [
        figure
        for figure in _joined(text, [_figure(text, match) for match in matches])
        if not _within(figure, clock)
    ]
    return tuple(sorted((*counted, *clock), key=lambda figure: figure.start))


def _time(match: re.Match[str]) -> Figure:
    minutes = float(_HOUR * int(match[1]) + int(match[2]))
    return Figure(low=minutes, high=minutes, unit=CLOCK, exact=True, start=match.start(), end=match.end())


def _within(figure: Figure, clock: Sequence[Figure]) -> bool:
    return any(time.start < figure.end and figure.start < time.end for time in clock)


def _figure(text: str, match: re.Match[str]) -> Figure:
    value = _value(match)
    before = text[max(0, match.start() - _BEFORE) : match.start()]
    unit = (match["sign"] or "").lower() + ("%" if match["percent"] else "")
    about, more, most = (pattern.search(before) for pattern in (_ABOUT, _LEAST, _MOST))
    if more or _OR_MORE.match(text, match.end()):
        low, high = value, inf
    elif most:
        low, high = 0.0, value
    elif about:
        low, high = value * (1 - _ABOUT_SHARE), value * (1 + _ABOUT_SHARE)
    else:
        low, high = _rounded(value)
    said = next((found for found in (more, most, about) if found), None)
    start = max(0, match.start() - _BEFORE) + said.start() if said else match.start()
    return Figure(low=low, high=high, unit=unit, exact=low == high, start=start, end=match.end())


def _value(match: re.Match[str]) -> float:
    if match["digits"]:
        value = float(match["digits"].replace(",", ""))
    else:
        value = float(
            sum(
                _TENS.get(word, _SMALL.get(word, 0)) for word in re.split(r"[-‐‑ ]", match["written"].lower())
            )
        )
    noughts = (match["noughts"] or match["short"] or "").lower()
    return value * _NOUGHTS.get(noughts, 1) * _SIGNS.get(match["signs"] or "", 1)


def _rounded(value: float) -> tuple[float, float]:
    """What a figure that may be round can stand for: half of its last place that is not nought, either way."""
    if value < _ROUND or value % 10 or value != int(value):
        return value, value
    digits = str(int(value))
    half = 10 ** (len(digits) - len(digits.rstrip("0"))) / 2
    return value - half, value + half


def _joined(text: str, found: Sequence[Figure]) -> Iterator[Figure]:
    """The figures, those of a range as one: ``between 30 and 40``, ``30 to 40``."""
    pending: Figure | None = None
    for figure in found:
        if pending and _is_range(text, pending, figure):
            yield Figure(
                low=pending.low,
                high=figure.high,
                unit=figure.unit,
                exact=False,
                start=pending.start,
                end=figure.end,
            )
            pending = None
            continue
        if pending:
            yield pending
        pending = figure
    if pending:
        yield pending


def _is_range(text: str, first: Figure, second: Figure) -> bool:
    between = text[first.end : second.start]
    if not _TO.fullmatch(between) or first.low > second.high:
        return False
    return "and" not in between or text[: first.start].rstrip().lower().endswith("between")
