"""Words divided at the ends of lines: which hyphens are the printer's, and which belong to the word."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from briefs.language.late import late
from briefs.reading.typeset import Line, Space, is_unspaced

_HYPHENS: Final = "-‐\u00ad"
_WORD: Final = late(r"[^\W\d_]+(?:[-‐'’][^\W\d_]+)*")
_LAST: Final = late(r"(?P<chain>(?:[^\W_]+[-‐])*)(?P<part>[^\W_]+)[-‐]$")
_FIRST: Final = late(r"[^\W_]+")
_OPEN: Final = late(r"(?<=\S)[—–/]$")
"""A dash or a stroke with no space before it has none behind it either."""
_HANGUL: Final = late("[\uac00-\ud7a3]")
_COMPOUNDING_WORDS: Final = (
    "one two three four five six seven eight nine ten twenty thirty forty fifty sixty seventy eighty "
    "ninety first second third well ill long short high low full half self cross vice would state old "
    "new day week month year hard large small left right north south east west policy decision law "
    "peace cease world"
)
_COMPOUNDING: Final = frozenset(_COMPOUNDING_WORDS.split())
"""Beginnings of English compounds that are written with a hyphen more often than as one word."""
_SUFFIXES_WORDS: Final = (
    "er est ly ment ments ness ship ships ware age ages ern erly ward wards ing ings ed ful less en "
    "ens ening ened ary ily th ty teen y hood light lights mark land wide book life ism ist ists al "
    "ally ation an ans s fire fires"
)
_SUFFIXES: Final = frozenset(_SUFFIXES_WORDS.split())
"""Ends of words that follow such a beginning without a hyphen."""
_PARTICLES_WORDS: Final = (
    "은 는 이 가 을 를 에 의 로 과 와 도 만 에서 에게 으로 부터 까지 이다 했다 한다 하고 하며 하는 "
    "하기 하기로 된다 됐다 되는 라고 다고 고 며 다 들 들이 들은 들을 적 적인 적으로 했으며 합니다 했습니다 "
    "입니다 습니다"
)
_PARTICLES: Final = frozenset(_PARTICLES_WORDS.split())
"""Korean particles and endings, which never stand alone: what they follow is the same word."""
_STEMLESS: Final = (
    "하였",
    "되었",
    "했",
    "됐",
    "으며",
    "으나",
    "으로",
    "었",
    "였",
    "습니",
    "하기",
    "되어",
    "이었",
)
"""Beginnings of what can only be the rest of a Korean verb."""
_ENDINGS: Final = frozenset("은는을를의에과와며")
_SHORT_PARTICLES: Final = frozenset("가이로도")
_LONG_PARTICLES: Final = (
    "부터",
    "까지",
    "에서",
    "에게",
    "으로",
    "보다",
    "처럼",
    "에는",
    "에도",
    "하고",
    "하며",
    "하여",
)
"""Syllables that seldom stand inside a Korean word but often end one, alone, behind two others, or as a pair."""
_ALONE_WORDS: Final = (
    "아직 매월 매년 모두 다시 함께 이미 또한 다만 및 등 더 그 이 각 약 한 두 세 네 올해 지난 오는 이번"
)
_ALONE: Final = frozenset(_ALONE_WORDS.split())
_FLUSH: Final = 1.0
"""Sizes by which lines that break inside words may end before the edge; lines of whole words sway by more."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Spelling:
    """What a document tells of its own spelling: its whole words, and how its lines break Korean ones.

    ``divides`` are the hyphens that are only ever the printer's.
    """

    words: Counter[str]
    divides: str
    has_typed_ends: bool
    breaks_words: bool

    def joined(self, text: str, line: str, *, is_typed: bool) -> str:
        """Return ``text`` with the next line behind it; ``is_typed`` tells that a space ended the line before."""
        if not text or not line:
            return text or line
        if text[-1] in _HYPHENS and (first := _FIRST.match(line)):
            return self._over_hyphen(text, line, first.group())
        if is_unspaced(text[-1]) and is_unspaced(line[0]):
            return text + line
        if _OPEN.search(text[-2:]):
            return text + line
        if _HANGUL.match(text[-1]) and _HANGUL.match(line[0]) and not self._parts(text, line, is_typed):
            return text + line
        return f"{text} {line}"

    def _over_hyphen(self, text: str, line: str, first: str) -> str:
        if text[-1] in self.divides and first[0].islower():
            return text[:-1] + line
        last = _LAST.search(text[-60:])
        if last is None:
            return f"{text} {line}" if text[-2:-1].isspace() else text + line
        return text + line if self._keeps_hyphen(last["chain"], last["part"], first) else text[:-1] + line

    def _keeps_hyphen(self, chain: str, part: str, first: str) -> bool:
        """Whether the hyphen between ``part`` and ``first`` is the word's own."""
        if not first[0].islower() or not part[-1].isalpha() or (part.isupper() and len(part) > 1):
            return not (part[-1].isupper() and first.isupper())
        whole, hyphenated = f"{part}{first}".casefold(), f"{part}-{first}".casefold()
        if self.words[whole] != self.words[hyphenated]:
            return self.words[hyphenated] > self.words[whole]
        lowered = part.casefold()
        return bool(chain) or (lowered in _COMPOUNDING and first.casefold() not in _SUFFIXES)

    def _parts(self, text: str, line: str, is_typed: bool) -> bool:  # noqa: FBT001 - passed on as it came
        """Whether a Korean word ends with the line."""
        if is_typed or self.has_typed_ends:
            return is_typed
        last, first = _edge(text[-30:].rsplit(maxsplit=1)[-1]), _edge(line[:30].split(maxsplit=1)[0])
        if first in _PARTICLES or first.startswith(_STEMLESS) or self.words[last + first]:
            return False
        if (self.words[last] and self.words[first]) or last in _ALONE or self._is_ended(last):
            return True
        return not self.breaks_words

    def _is_ended(self, word: str) -> bool:
        """Whether a Korean word has its particle: behind two syllables, or behind a word that is known."""
        if word.endswith(_LONG_PARTICLES) and len(word) > 2:
            return True
        stem = word[:-1]
        return bool(stem) and (
            word[-1] in _ENDINGS or (word[-1] in _SHORT_PARTICLES and self._is_known(stem))
        )

    def _is_known(self, stem: str) -> bool:
        return len(stem) > 1 or self.words[stem] > 0


def spelling_of(lines: Sequence[Line]) -> Spelling:
    """Return what ``lines`` tell of the spelling of their document; words at their edges tell nothing."""
    words = Counter(
        word.casefold().replace("‐", "-") for line in lines for word in _WORD.findall(_inner(line.text))
    )
    korean = [line for line in lines if _HANGUL.search(line.text[-2:])]
    typed = sum(line.words[-1].typed for line in korean)
    return Spelling(
        words=words,
        divides="\u00ad" if any("‐" in _inner(line.text) for line in lines) else "\u00ad‐",
        has_typed_ends=typed > _TYPED * len(korean),
        breaks_words=bool(korean) and _ends_flush(korean),
    )


_TYPED: Final = 0.1
"""Share of lines that end with a space from which a document writes the spaces at its line ends."""


def _inner(text: str) -> str:
    first, _, rest = text.partition(" ")
    inner, _, last = rest.rpartition(" ")
    edges = [word for word in (first, last) if word[-1:] in ".,;:!?"]
    return " ".join((*edges, inner))


def _ends_flush(lines: Sequence[Line]) -> bool:
    """Whether lines end at one edge, as they do where words are broken to fill them."""
    edges: dict[int, list[float]] = {}
    for line in lines:
        edges.setdefault(round(line.left / _GRID), []).append(line.right)
    usual = {left: Counter(map(round, rights)).most_common(1)[0][0] for left, rights in edges.items()}
    full = [line for line in lines if len(edges[round(line.left / _GRID)]) > 2]
    flush = sum(abs(usual[round(line.left / _GRID)] - line.right) <= _FLUSH * line.size for line in full)
    stretched = sum(_mean_gap(line) > _STRETCHED * line.size for line in full)
    return flush > _MOSTLY * len(full) and stretched < (1 - _MOSTLY) * len(full)


def _mean_gap(line: Line) -> float:
    gaps = [word.left - last.right for last, word in pairwise(line.words) if word.before is not Space.NONE]
    return sum(gaps) / max(1, len(gaps))


_STRETCHED: Final = 0.55
"""Space, as a share of the size, from which a line was drawn out to its edge because no word was broken."""


_GRID: Final = 4
_MOSTLY: Final = 0.6
"""Share of lines that end at the edge; the last lines of paragraphs do not."""


def _edge(word: str) -> str:
    return word.strip(".,;:!?()[]“”‘’\"'「」『』").casefold()
