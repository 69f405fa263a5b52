"""How the time to trace origins grows with the number of documents: ``python -m tests.benchmarks.copies``.

Of the generated documents seven in ten are stories of their own; the others are copies of them, copies with words
put in, cuts, and rewrites that credit the agency. Words are drawn as in English, the few common ones often, so
that unrelated documents share phrases as they do in the world.
"""

import datetime
import hashlib
import math
import statistics
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from briefs.evidence import trace
from briefs.model import Credit, Document, DocumentId, Passage, PassageKind, SourceFormat, Span, StatedDate

SIZES: Final = (1_000, 5_000, 20_000, 50_000)
FIRST_DAY: Final = datetime.date(2026, 1, 1)
PER_DAY: Final = 500
"""More documents are more days, as for a desk that reads for longer."""
_VOCABULARY: Final = 30_000
_SENTENCES: Final = 14
_WORDS: Final = 20
_OUTLETS: Final = 80
_KINDS: Final = ("own",) * 14 + ("copy", "copy", "edited", "edited", "cut", "retold")
_MODULUS: Final = 2**48


@dataclass(frozen=True, slots=True, kw_only=True)
class Growth:
    """Seconds of processor time for each size, the exponent of the curve through them, and how many were joined."""

    seconds: tuple[tuple[int, float], ...]
    exponent: float
    origins: tuple[int, ...]


class _Numbers:
    """The same numbers below a bound in every run: the generator of POSIX ``drand48``."""

    def __init__(self, seed: int) -> None:
        self._state = seed * 2**16 + 0x330E

    def below(self, bound: int) -> int:
        self._state = (self._state * 0x5DEECE66D + 0xB) % _MODULUS
        return (self._state >> 17) * bound >> 31


def documents(count: int) -> list[Document]:
    """So many documents, a share of them reprints of those of the same day."""
    numbers, words = _Numbers(count), _vocabulary()
    made: list[Document] = []
    today: list[list[list[str]]] = []
    for place in range(count):
        if place % PER_DAY == 0:
            today = []
        kind = _KINDS[numbers.below(len(_KINDS))] if today else "own"
        source = today[numbers.below(len(today))] if today else []
        sentences = _printed(kind, source, numbers, words)
        if kind == "own":
            today.append(sentences)
        made.append(_document(place, sentences, numbers, agency=kind in {"copy", "retold"}))
    return made


def _printed(
    kind: str, source: Sequence[Sequence[str]], numbers: _Numbers, words: Sequence[str]
) -> list[list[str]]:
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
            return [[_word(numbers, words) for _ in range(_WORDS)] for _ in range(_SENTENCES)]


def _word(numbers: _Numbers, words: Sequence[str]) -> str:
    """A word by Zipf's law: the logarithm of its rank is spread evenly."""
    return words[int(math.exp(numbers.below(10**6) / 10**6 * math.log(len(words)))) - 1]


def _vocabulary() -> list[str]:
    digests = (hashlib.sha256(str(place).encode()).hexdigest() for place in range(_VOCABULARY))
    letters = str.maketrans("0123456789", "ghijklmnop")
    return [digest[: 2 + place % 7].translate(letters) for place, digest in enumerate(digests, start=1)]


def _document(place: int, sentences: Sequence[Sequence[str]], numbers: _Numbers, *, agency: bool) -> Document:
    paragraphs = [f"{' '.join(sentence).capitalize()}." for sentence in sentences]
    passages, start = [], 0
    for number, paragraph in enumerate(paragraphs, start=1):
        span = Span(start=start, end=start + len(paragraph))
        passages.append(Passage(number=number, kind=PassageKind.PARAGRAPH, span=span))
        start = span.end + 2
    return Document(
        id=DocumentId(f"sha256:{hashlib.sha256(str(place).encode()).hexdigest()}"),
        path=f"made/{place}.txt",
        format=SourceFormat.TEXT,
        text="\n\n".join(paragraphs),
        passages=tuple(passages),
        publisher=f"Outlet {numbers.below(_OUTLETS)}",
        published=StatedDate(day=FIRST_DAY + datetime.timedelta(days=place // PER_DAY)),
        credits=(Credit(agency="Northern Wire", exact="(Northern Wire)"),) if agency else (),
    )


def growth(sizes: Sequence[int] = SIZES) -> Growth:
    """The time that tracing takes at each size, and the exponent of its growth."""
    measured = list(_measured(sizes))
    seconds = tuple((size, cost) for size, cost, _ in measured)
    return Growth(
        seconds=seconds, exponent=_exponent(seconds), origins=tuple(origins for *_, origins in measured)
    )


def _measured(sizes: Sequence[int]) -> Iterator[tuple[int, float, int]]:
    for size in sizes:
        given = documents(size)
        begun = time.process_time()
        origins = len(trace(given, {}))
        yield size, time.process_time() - begun, origins


def _exponent(seconds: Sequence[tuple[int, float]]) -> float:
    """The slope of the straight line through the logarithms: 1 is linear, 2 quadratic."""
    sizes, costs = zip(*((math.log(size), math.log(cost)) for size, cost in seconds), strict=True)
    return statistics.linear_regression(sizes, costs).slope


def main() -> None:
    """Print what was measured, and the most memory the process held."""
    found = growth()
    for (size, seconds), origins in zip(found.seconds, found.origins, strict=True):
        each = seconds / size * 1000
        print(f"{size:>7,} documents  {seconds:7.2f} s  {each:5.2f} ms each  {origins:>7,} origins")
    print(f"exponent {found.exponent:.3f}")


if __name__ == "__main__":
    main()
