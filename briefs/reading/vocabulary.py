"""The words that two stretches of text share: whether a line speaks of what its page speaks of."""

from collections import Counter
from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import Final

from briefs.language.late import late

_STEM: Final = 6
"""Letters by which two words count as one: enough to join "agreed" and "agreement" without a stemmer."""
_SHORTEST: Final = 4
_SAMPLE: Final = 2000
"""Characters of a line that are read; a longer line has shown its words by then."""

_WORD: Final = late(r"[^\W\d_]{2,}")
_UNSPACED: Final = late(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7a3]{2,}")
"""Korean sets spaces, but glues particles to its words: their pairs of signs tell that two are one."""
_COMMON_WORDS: Final = (
    "about after again against also among because been before being between both could does during each "
    "from have having here into just like made make many more most much must only other over said same says "
    "should since some such than that their them then there these they this those through under until very "
    "were what when where which while will with would your"
)
_COMMON: Final = frozenset(_COMMON_WORDS.split())


@lru_cache(maxsize=2048)  # a line is looked at four times over
def stems_of(text: str) -> frozenset[str]:
    """Return the beginnings of the content words of ``text``; for unspaced scripts, its pairs of signs."""
    sample = text[:_SAMPLE]
    words = {word.lower() for word in _WORD.findall(sample) if len(word) >= _SHORTEST or word.isupper()}
    stems = {word[:_STEM] for word in words - _COMMON}
    if not sample.isascii():
        stems |= {run[i : i + 2] for run in _UNSPACED.findall(sample) for i in range(len(run) - 1)}
    return frozenset(stems)


def shared(stems: frozenset[str], others: Iterable[str]) -> float:
    """Return the share of ``stems`` found in ``others``; 1 where there are none to look for."""
    return len(stems.intersection(others)) / len(stems) if stems else 1.0


def common_stems(texts: Sequence[str]) -> Counter[str]:
    """Return in how many of ``texts`` each stem stands."""
    return Counter(stem for text in texts for stem in stems_of(text))
