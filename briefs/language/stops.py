"""Where sentences of Korean, Japanese and Chinese end.

A full stop ends a sentence unless a quotation or bracket is open that is closed later in the passage, or the
words after it go on with the sentence: ``“…했다.”라고 말했다``, ``「…。」と述べた``, ``“……。”他说``. A comma, a
semicolon and dots that trail off do not end one.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from briefs.language.english import ABBREVIATIONS
from briefs.language.late import late
from briefs.model import Span

_PAIRS: Final = dict(zip("“‘「『（(《〈【[［", "”’」』）)》〉】]］", strict=True))
_CLOSING: Final = '”’」』）)》〉】]］"'
_STOPS: Final = {
    "ko": late(r"[.!?。！？…]+"),
    "ja": late(r"[。！？!?．]+"),
    "zh": late(r"[。！？!?]+"),
}
_KOREAN_QUOTING: Final = late(
    r"\s?(?:이?라고|이?라며|이?라는|이?라면서|이란|하고|고는?|며|면서|는|은|이|를|을|로|의|도)(?=[\s,가-힣])"
)
"""What joins a quotation to the words that tell whose it is."""
_KOREAN_SPACED_QUOTING: Final = late(r"\s(?:이?라고|이?라며|이?라는|이?라면서|하고|고|며|면서)\s")
_LATIN_WORD: Final = late(r"[A-Za-z.]+$")
_JAPANESE_GOES_ON: Final = late(r"\s*[\u3041-\u3096、。，,]")
_JAPANESE_QUOTING: Final = late(r"\s?(?:と|って|」|』)")
_CHINESE_ATTRIBUTION: Final = late(
    r"[^，。！？；：“”]{0,20}?(?:说|說|表示|称|稱|指出|强调|強調|认为|認為|写道|寫道|补充|補充)"
)
_ABBREVIATION_WINDOW: Final = 24
"""Signs before a full stop among which a Latin word is looked for."""
_SHORTEST_LATIN: Final = 3
_LABEL: Final = 2
"""So few signs before a full stop are the label of a list: 가. 나. 1)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Stop:
    """A possible end of the sentence that began at ``begin``; ``quote`` is where the quotation it closes opened."""

    text: str
    begin: int
    start: int
    end: int
    quote: int | None


def split_at_stops(text: str, language: str) -> tuple[Span, ...]:
    """The sentences of one passage as half-open ranges of it, white space at their ends cut off. Linear."""
    accept = {"ko": _ends_korean, "ja": _ends_japanese, "zh": _ends_chinese}[language]
    cuts = [0]
    for start, end, quote in _candidates(text, language):
        stop = _Stop(text=text, begin=cuts[-1], start=start, end=end, quote=quote)
        if end >= len(text) or accept(stop):
            cuts.append(end)
    cuts.append(len(text))
    return _trimmed(text, cuts)


def _trimmed(text: str, cuts: Sequence[int]) -> tuple[Span, ...]:
    spans: list[Span] = []
    for start, end in pairwise(cuts):
        piece = text[start:end]
        if any(sign.isalnum() for sign in piece):
            lead, trail = len(piece) - len(piece.lstrip()), len(piece) - len(piece.rstrip())
            spans.append(Span(start=start + lead, end=end - trail))
        elif piece.strip() and spans:
            spans[-1] = Span(start=spans[-1].start, end=start + len(piece.rstrip()))
    return tuple(spans)


def _candidates(text: str, language: str) -> Iterator[tuple[int, int, int | None]]:
    """Stops outside quotations, and those with which a quotation ends: start, end, and where that quotation opened."""
    enclosed = _enclosed(text)
    place = 0
    for match in _STOPS[language].finditer(text):
        while place < len(enclosed) and enclosed[place][1] < match.start():
            place += 1
        inside = place < len(enclosed) and enclosed[place][0] < match.start()
        if not inside:
            end = match.end()
            while end < len(text) and text[end] in _CLOSING and not _opens(enclosed, place, end):
                end += 1
            yield match.start(), end, None
        elif not text[match.end() : enclosed[place][1] + 1].strip(_CLOSING):
            yield match.start(), enclosed[place][1] + 1, enclosed[place][0]


def _opens(enclosed: Sequence[tuple[int, int]], place: int, at: int) -> bool:
    """Whether a straight quotation mark opens a quotation there."""
    return any(start == at for start, _ in enclosed[place : place + 2])


def _enclosed(text: str) -> list[tuple[int, int]]:
    """The outermost quotations and brackets that are closed again: places of their marks, in order."""
    found: list[tuple[int, int]] = []
    opened: list[tuple[str, int]] = []
    straight: int | None = None
    for at, sign in enumerate(text):
        if sign == '"':
            if straight is not None:
                found.append((straight, at))
            straight = at if straight is None else None
        elif sign in _PAIRS:
            opened.append((_PAIRS[sign], at))
        elif opened and sign == opened[-1][0]:
            found.append((opened.pop()[1], at))
    outermost: list[tuple[int, int]] = []
    for start, end in sorted(found, key=lambda pair: (pair[0], -pair[1])):
        if not outermost or start > outermost[-1][1]:
            outermost.append((start, end))
    return outermost


def _ends_korean(stop: _Stop) -> bool:
    text, run = stop.text, stop.text[stop.start : stop.end]
    if stop.quote is not None:
        return text[stop.end].isspace() and not _KOREAN_SPACED_QUOTING.match(text, stop.end)
    before = text[stop.start - 1] if stop.start else ""
    if stop.start - stop.begin <= _LABEL or not before:
        return False
    if _KOREAN_QUOTING.match(text, stop.end) and not text[stop.end].isspace():
        return False
    if set(run) <= set("….") and (len(run) > 1 or run == "…") and before not in "다요까":
        return False
    if run.startswith(".") and not _is_hangul(before) and not _ends_after_latin(text, stop.start):
        return before in _CLOSING and text[stop.end].isspace()
    return text[stop.end].isspace() or (before in "다요" and not text[stop.end].isdigit())


def _is_hangul(sign: str) -> bool:
    return "가" <= sign <= "힣"


def _ends_after_latin(text: str, at: int) -> bool:
    """Whether the Latin word before a full stop is no abbreviation, so that the full stop ends a sentence."""
    word = _LATIN_WORD.search(text, max(0, at - _ABBREVIATION_WINDOW), at)
    if word is None or len(word.group()) < _SHORTEST_LATIN or "." in word.group():
        return False
    return word.group().lower() not in ABBREVIATIONS


def _ends_japanese(stop: _Stop) -> bool:
    text = stop.text
    if stop.quote is not None:
        return not _JAPANESE_GOES_ON.match(text, stop.end)
    if text[stop.start] == "．":
        return not text[stop.end].isdigit()
    return text[stop.start] == "。" or not _JAPANESE_QUOTING.match(text, stop.end)


def _ends_chinese(stop: _Stop) -> bool:
    if stop.quote is None:
        return True
    text, before = stop.text, stop.quote
    while before > stop.begin and text[before - 1].isspace():
        before -= 1
    if text[stop.end] in "，。、；：,;:":
        return False
    if before == stop.begin:
        return not _CHINESE_ATTRIBUTION.match(text, stop.end)
    return text[before - 1] in "：:，,。"
