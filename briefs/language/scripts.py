"""Korean, Japanese and Chinese writing: its words, their pairs of signs, and how long a text of it is.

These languages are counted in other units than English: Korean puts particles to its words, Japanese and Chinese
divide none. Here a word is a run of one script without its grammar (``정상회담에서`` is 정상회담, ``首脳会談を開き`` is
首脳会談 and 開); what two texts share is told from pairs of signs within such words.
"""

import math
import re
import unicodedata
from collections.abc import Sequence
from itertools import pairwise
from typing import Final

from briefs.language.korean import FUNCTION_WORDS as KOREAN_FUNCTION_WORDS
from briefs.language.korean import without_particle
from briefs.language.late import late
from briefs.language.words import Word, stem

HANGUL: Final = "\u1100-\u11ff\u3131-\u318e\uac00-\ud7a3"
HIRAGANA: Final = "\u3041-\u3096\u309d\u309e"
KATAKANA: Final = "\u30a1-\u30fa\u30fc-\u30fe\uff66-\uff9f"
HAN: Final = "\u3005\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
SIGNS: Final = f"{HANGUL}{HIRAGANA}{KATAKANA}{HAN}"

LANGUAGES: Final = {"ko": "Korean", "ja": "Japanese", "zh": "Chinese"}
"""The languages that are written in signs, with their names; all others are read as English is."""

_WORDS_FOR_KOREAN: Final = 1.5
"""English words that a Korean one between spaces stands for."""
_SIGNS_FOR_WORD: Final = 2
"""Signs of Japanese and Chinese that stand for an English word.

Translations of news need 1.6 to 1.8 Chinese and 2.2 to 2.6 Japanese signs, and 0.6 to 0.7 Korean words, for one
English word; on paper two signs of 10 pt are as wide as four letters. One figure for both keeps a page of a pile in
four languages fair within a fifth, and nobody has to know why a budget of 150 words is 240 signs here and 360 there.
"""
_CHINESE_GRAMMAR: Final = (
    "的了是和与與及在将將就对對从從于於为為被把由也都又还還而且或但并並等所其之这這那该該此他她它们們着著过過"
)
"""Signs that join what others say. Names that hold one (在 in 李在明) are cut alike wherever they stand."""

_LATIN: Final = "[A-Za-z\uff21-\uff3a\uff41-\uff5a\u00c0-\u024f]+(?:['\u2019][A-Za-z\u00c0-\u024f]+)*"
_NUMBER: Final = r"[0-9０-９]+(?:[.,．，][0-9０-９]+)*"
_RUNS: Final = {
    "ko": f"[{HANGUL}{HAN}]+",
    "ja": f"[{HAN}]+|[{KATAKANA}]+|[{HIRAGANA}]+",
    "zh": f"[{_CHINESE_GRAMMAR}]|(?:(?![{_CHINESE_GRAMMAR}])[{SIGNS}])+",
}
_WORDS: Final = {
    language: late(rf"(?:[A-Za-z]\.){{2,}}|{_NUMBER}|{_LATIN}|{runs}") for language, runs in _RUNS.items()
}
_SIGN: Final = late(f"[{SIGNS}]")
_APART: Final = late(rf"(?<=[{SIGNS}、。，])\s+(?=[{SIGNS}「『（])")
_GRAMMAR: Final = late(f"[{HIRAGANA}]+|[{_CHINESE_GRAMMAR}]")

Pair = tuple[str, str]


def primary(language: str) -> str:
    """The primary subtag of a language in lower case: ``zh`` of ``zh-Hant-TW``."""
    return language.partition("-")[0].lower()


def is_in_signs(text: str) -> bool:
    """Whether at least one sign of Korean, Japanese or Chinese stands in a text."""
    return _SIGN.search(text) is not None


def fold(text: str, language: str) -> str:
    """A text as it is searched, never printed: NFKC, lower case, and no white space between signs but in Korean."""
    folded = unicodedata.normalize("NFKC", text).lower()
    return folded if language == "ko" else _APART.sub("", folded)


def split_signs(text: str, language: str) -> tuple[Word, ...]:
    """The words of a text in ``language``, Latin ones and numbers among them, with their places; particles cut off."""
    return tuple(_word(match, language) for match in _WORDS[language].finditer(text))


def _word(match: re.Match[str], language: str) -> Word:
    lower = unicodedata.normalize("NFKC", match.group()).lower()
    if language == "ko" and _SIGN.match(lower):
        bare = without_particle(lower)
    else:
        bare = lower if _SIGN.match(lower) or lower[0].isdigit() else stem(lower)
    return Word(match.group(), lower, match.start(), match.end(), bare)


def is_grammar(word: Word, language: str) -> bool:
    """Whether a word of ``split_signs`` is grammar rather than content."""
    if language == "ko":
        return not word.stem or word.stem in KOREAN_FUNCTION_WORDS
    return _GRAMMAR.fullmatch(word.lower) is not None


def content_of(words: Sequence[Word], language: str) -> tuple[str, ...]:
    """The words that say something, in order: what the likeness of two sentences is told from."""
    return tuple(word.stem for word in words if not is_grammar(word, language))


def pairs_of(content: Sequence[str]) -> frozenset[Pair]:
    """The pairs of neighbouring signs within words; a Latin word, a number and a lone sign count as one."""
    pairs: set[Pair] = set()
    for word in content:
        if len(word) > 1 and _SIGN.match(word):
            pairs.update(pairwise(word))
        else:
            pairs.add((word, ""))
    return frozenset(pairs)


def extent(text: str, language: str) -> int:
    """How long a text is in English words, so that languages share a budget and are ranked alike."""
    if language == "ko":
        return math.ceil(_WORDS_FOR_KOREAN * len(text.split()))
    if language not in LANGUAGES:
        return len(text.split())
    signs = len(_SIGN.findall(text))
    others = sum(any(map(str.isalnum, word)) for word in _SIGN.sub(" ", text).split())
    return math.ceil(signs / _SIGNS_FOR_WORD) + others
