"""Names of people in their spellings: which may be one person's, and which are one name written differently.

Names are spelt by ear. ``Lee Jae-myung``, ``Lee Jae Myung``, ``I Jae-myeong`` and ``Takaichi Sanae`` for ``Sanae
Takaichi`` are never two people. Where it cannot be told, two names are taken for one person's: to print a spelling as
a second person is the worse mistake.
"""

import re
import unicodedata
from collections.abc import Iterable
from difflib import SequenceMatcher
from functools import lru_cache
from typing import Final

_SIGN: Final = re.compile(r"[\W_]+")
_LIKE: Final = 0.7
"""Likeness of two names, of all their letters, from which they may be one name: “Zelensky” and “Zelenskiy” have .94,
“I Jae-myeong” and “Lee Jae-myung” .84, “Ishiba” and “Takaichi” .43."""
_GIVEN: Final = 0.5
"""The same for what two names with a word in common have beside it."""
_LETTERS: Final = 3
"""Letters of a word, or consonants of its sound, that tell of themselves whose name it is."""
_FAMILIES: Final = (
    {"lee", "yi", "i", "rhee", "ri", "li"},
    {"park", "pak", "bak"},
    {"choi", "choe", "choy"},
    {"jung", "jeong", "chung", "chong"},
    {"kang", "gang"},
    {"noh", "roh", "no", "ro"},
    {"yoo", "yu", "ryu", "yoon", "yun"},
    {"cho", "jo"},
    {"shin", "sin"},
    {"seo", "suh", "so"},
    {"kwon", "gwon"},
)
"""Korean family names as they are spelled in English."""
_SOUNDS: Final = str.maketrans(
    {"g": "k", "q": "k", "c": "k", "d": "t", "b": "p", "z": "s", "v": "w", "r": "l", "j": "c"}
)
_VOWEL: Final = re.compile(r"[aeiouyhw]+")
_DOUBLED: Final = re.compile(r"(.)\1+")


@lru_cache(maxsize=20_000)
def words_of(name: str) -> tuple[str, ...]:
    """The words of a name without case, marks on letters, hyphens and full stops."""
    bare = "".join(sign for sign in unicodedata.normalize("NFKD", name) if not unicodedata.combining(sign))
    return tuple(_SIGN.sub(" ", bare.casefold()).split())


def may_be_one(left: str, right: str) -> bool:
    """Whether two names may be one person's: by a word in common, by their letters, or by how they sound."""
    ours, theirs = set(words_of(left)), set(words_of(right))
    if ours <= theirs or theirs <= ours:
        return True
    common = {word for word in ours & theirs if len(word) >= _LETTERS}
    if common:
        rest, other = (
            "".join(word for word in words_of(name) if word not in common) for name in (left, right)
        )
        return _like(rest, other) >= _GIVEN or _sound(rest) == _sound(other)
    if _like("".join(words_of(left)), "".join(words_of(right))) >= _LIKE:
        return True
    whole, other_whole = "".join(words_of(left)), "".join(words_of(right))
    if _sound(whole) == _sound(other_whole) and _like(whole, other_whole) >= _GIVEN:
        return True
    sounds = {sound for word in ours if len(sound := _sound(word)) >= _LETTERS}
    return not sounds.isdisjoint(map(_sound, theirs))


def key_of(name: str) -> str:
    """What is the same of a name however its words are joined and whether the family name stands first or last."""
    words = words_of(name)
    return min(("".join((*words[turn:], *words[:turn])) for turn in range(len(words))), default="")


def sounds_alike(left: str, right: str) -> bool:
    """Whether two full names sound alike word by word: enough where both are said to hold one office at one time."""
    ours, theirs = words_of(left), words_of(right)
    if ours == theirs or not _is_related(ours, theirs):
        return False
    rest, other = _without_family(ours, theirs), _without_family(theirs, ours)
    return bool(rest) and bool(other) and _sound(rest) == _sound(other) and _like(rest, other) >= _LIKE


def fullest(names: Iterable[str]) -> str:
    """The name with most words, of several the one written most often, then the first in the order of letters."""
    counted: dict[str, int] = {}
    for name in names:
        counted[name] = counted.get(name, 0) + 1
    return max(sorted(counted), key=lambda name: (len(words_of(name)), counted[name]))


def _without_family(ours: tuple[str, ...], theirs: tuple[str, ...]) -> str:
    """What of a name is left without the words of the other one, the family name in any of its spellings."""
    known = {*theirs, *(word for family in _FAMILIES if not family.isdisjoint(theirs) for word in family)}
    return "".join(word for word in ours if word not in known)


def _is_related(ours: tuple[str, ...], theirs: tuple[str, ...]) -> bool:
    """Whether two names share a family name, in any of its spellings."""
    return any(
        mine == other or any(mine in family and other in family for family in _FAMILIES)
        for mine in (ours[0], ours[-1])
        for other in (theirs[0], theirs[-1])
    )


def _like(left: str, right: str) -> float:
    return SequenceMatcher(None, left, right, autojunk=False).ratio() if left and right else 0.0


@lru_cache(maxsize=20_000)
def _sound(word: str) -> str:
    """The consonants of a word, those alike that are confused when a name is spelled: ``Qaddafi`` is ``Kadhafi``."""
    return _DOUBLED.sub(r"\1", _VOWEL.sub("", word.translate(_SOUNDS)))
