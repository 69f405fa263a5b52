"""The terms of a theme that are written in signs: where they stand in a folded text.

Japanese and Chinese divide no words, so a term is looked for wherever its signs stand in a row. A Korean term of
three signs and more too, for nouns are written together (한일정상회담); a shorter one must be a whole noun. A short
term in katakana must be a whole run of them: ガス, gas, is no part of マスガスト.
"""

import re
from collections.abc import Iterable
from typing import Final

from briefs.language.korean import TAIL
from briefs.language.late import late
from briefs.language.scripts import HAN, HANGUL, KATAKANA, fold

_WHOLE: Final = 3
"""Korean terms of fewer signs, and terms in katakana of as many or fewer, must stand alone: they begin other words."""
_SPACED: Final = 4
"""A Korean term of so many signs may be written with a space in it: 셔틀 외교 is 셔틀외교."""
_HANGUL: Final = late(f"[{HANGUL}]")
_KATAKANA: Final = late(f"[{KATAKANA}]+")
_LATIN: Final = "[a-z0-9]"
_NOUN_ENDS: Final = f"(?={TAIL})"


def key_of(term: str) -> str:
    """A term as it is looked for and counted: folded, without white space."""
    return "".join(fold(term, "ja").split())


def pattern_of(terms: Iterable[str]) -> re.Pattern[str] | None:
    """One pattern for terms given by their keys, the longest first; None for no terms. Linear in the text."""
    keys = sorted(set(terms), key=lambda key: (-len(key), key))
    if not keys:
        return None
    first = "".join(
        sorted({re.escape(key[0]) for key in keys})
    )  # most places of a text are told apart by one sign
    return late(f"(?=[{first}])(?:{'|'.join(map(_spelt, keys))})")


def _spelt(key: str) -> str:
    before = f"(?<!{_LATIN})" if re.match(_LATIN, key) else ""
    after = f"(?!{_LATIN})" if re.match(_LATIN, key[-1]) else ""
    if _HANGUL.search(key):
        return before + _spelt_in_hangul(key) + after
    if _KATAKANA.fullmatch(key) and len(key) <= _WHOLE:
        return f"(?<![{KATAKANA}]){key}(?![{KATAKANA}])"
    if len(key) == 1:
        return f"(?<![{HAN}]){key}"
    return before + re.escape(key) + after


def _spelt_in_hangul(key: str) -> str:
    if len(key) >= _SPACED:
        last = len(key) - 2
        return "".join(
            re.escape(sign) + (r"\s?" if 1 <= place < last else "") for place, sign in enumerate(key)
        )
    if len(key) >= _WHOLE:
        return re.escape(key)
    return rf"(?<![{HANGUL}{HAN}]){re.escape(key)}{_NOUN_ENDS}"
