"""A large made corpus on disk: dated reports of several outlets, with reprints, near copies, cuts and rewrites.

Words are drawn as in English, the few common ones often, and those are English function words; so unrelated reports
share phrases as they do in the world, and a sentence passes for one. What stands in a report hangs on its place and on
those of its day alone: a corpus of a thousand is the beginning of one of a million.
"""

import datetime
import hashlib
import math
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final

from briefs.language.english import FUNCTION_WORDS
from briefs.model import Term, Theme

FIRST_DAY: Final = datetime.date(2025, 10, 1)
PER_DAY: Final = 500
"""More reports are more days, as for a desk that reads for longer."""
_OUTLETS: Final = 80
_WITH_NOTICE: Final = 10
"""One outlet in so many puts the same line under everything."""
_VOCABULARY: Final = 30_000
_SENTENCES: Final = 14
_WORDS: Final = 20
_FUNCTION: Final = 3
"""One word in so many is a function word."""
_SERVING: Final = 12
"""One report of one's own in so many is on a theme."""
_KINDS: Final = ("own",) * 14 + ("copy", "copy", "edited", "edited", "cut", "retold")
_MODULUS: Final = 2**48
_AGENCY: Final = "Yonhap"
_SUBJECTS: Final = (
    ("quay-dues", "Quay dues", ("quay dues", "harbour toll", "berth fee", "dredging levy")),
    (
        "mackerel-quota",
        "Mackerel quota",
        ("mackerel quota", "trawler licence", "herring shoal", "net inspector"),
    ),
    (
        "ferry-timetable",
        "Ferry timetable",
        ("ferry timetable", "night crossing", "car deck", "pilot shortage"),
    ),
)

Sentences = list[list[str]]


def themes() -> tuple[Theme, ...]:
    """The themes that some of the reports serve."""
    return tuple(
        Theme(
            id=identifier,
            title=title,
            description=f"What is decided on the {title.lower()}, and by whom.",
            terms=tuple(Term(text=text) for text in texts),
        )
        for identifier, title, texts in _SUBJECTS
    )


def write(folder: Path, count: int, start: int = 0) -> None:
    """Nothing; afterwards the reports from ``start`` up to ``count`` stand under ``folder``, a folder for each day."""
    for place, text in reports(count):
        if place >= start:
            day = folder / f"day-{place // PER_DAY:04}"
            day.mkdir(parents=True, exist_ok=True)
            (day / f"{place:06}.txt").write_text(text, encoding="utf-8")


def reports(count: int) -> Iterator[tuple[int, str]]:
    """So many reports with their places, a share of them reprints of others of the same day."""
    words, functions = _vocabulary(), sorted(word for word in FUNCTION_WORDS if word.isalpha())
    for first in range(0, count, PER_DAY):
        numbers = _Numbers(first)
        today: list[Sentences] = []
        for place in range(first, min(first + PER_DAY, count)):
            kind = _KINDS[numbers.below(len(_KINDS))] if today else "own"
            source = today[numbers.below(len(today))] if today else []
            sentences = _printed(kind, source, numbers, (words, functions))
            if kind == "own":
                today.append(sentences)
            yield place, _page(place, sentences, numbers, is_agency=kind in {"copy", "retold"})


class _Numbers:
    """The same numbers below a bound in every run: the generator of POSIX ``drand48``."""

    def __init__(self, seed: int) -> None:
        self._state = seed * 2**16 + 0x330E

    def below(self, bound: int) -> int:
        self._state = (self._state * 0x5DEECE66D + 0xB) % _MODULUS
        return (self._state >> 17) * bound >> 31


def _printed(
    kind: str, source: Sentences, numbers: _Numbers, words: tuple[Sequence[str], Sequence[str]]
) -> Sentences:
    match kind:
        case "copy":
            return [list(sentence) for sentence in source]
        case "edited":
            return [[*sentence[:9], _word(numbers, words), *sentence[9:]] for sentence in source]
        case "cut":
            return [list(sentence) for sentence in source[: _SENTENCES // 2]]
        case "retold":
            return [[*sentence[1::2], *sentence[::2][:6]] for sentence in source]
        case _:
            return _own(numbers, words)


def _own(numbers: _Numbers, words: tuple[Sequence[str], Sequence[str]]) -> Sentences:
    sentences = [[_word(numbers, words) for _ in range(_WORDS)] for _ in range(_SENTENCES)]
    if numbers.below(_SERVING) == 0:
        _, _, terms = _SUBJECTS[numbers.below(len(_SUBJECTS))]
        for sentence in sentences[: 4 + numbers.below(8)]:
            sentence[numbers.below(_WORDS)] = terms[numbers.below(len(terms))]
    return sentences


def _word(numbers: _Numbers, words: tuple[Sequence[str], Sequence[str]]) -> str:
    """A word by Zipf's law: the logarithm of its rank is spread evenly."""
    among = words[numbers.below(_FUNCTION) == 0]
    return among[int(math.exp(numbers.below(10**6) / 10**6 * math.log(len(among)))) - 1]


def _vocabulary() -> list[str]:
    digests = (hashlib.sha256(str(place).encode()).hexdigest() for place in range(_VOCABULARY))
    letters = str.maketrans("0123456789", "ghijklmnop")
    return [digest[: 3 + place % 7].translate(letters) for place, digest in enumerate(digests, start=1)]


def _page(place: int, sentences: Sentences, numbers: _Numbers, *, is_agency: bool) -> str:
    outlet, day = numbers.below(_OUTLETS), FIRST_DAY + datetime.timedelta(days=place // PER_DAY)
    title = " ".join(sentences[0][:7]).capitalize()
    paragraphs = [f"{' '.join(sentence).capitalize()}." for sentence in sentences]
    if is_agency:
        paragraphs[0] = f"HALDEN, {day:%B} {day.day} ({_AGENCY}) -- {paragraphs[0]}"
    if outlet % _WITH_NOTICE == 0:
        paragraphs.append(
            f"Read more of what happens on the coast every morning in the letter of Outlet {outlet}."
        )
    head = f"---\ntitle: {title}\npublisher: Outlet {outlet}\ndate: {day}\n---\n"
    return "\n\n".join((head, *paragraphs)) + "\n"
