"""The people and the pairs of countries that a document names: whom ``he`` and ``both governments`` may mean.

A capitalised name counts as a person's only on evidence in the text: a title before it (``President Lee
Jae-myung``), a verb of saying beside it, or a description after it (``Lena Holt, a regional analyst``).
Recall is given up for precision.
"""

import calendar
import re
from collections.abc import Container, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from briefs.language.english import (
    DIRECTIONS,
    FAMILY_NAMES,
    FUNCTION_WORDS,
    INSTITUTIONS,
    PLACES,
    SAYING,
    TITLES,
)
from briefs.language.sentences import Sentence
from briefs.language.words import Word

_CAPITALISED: Final = r"[A-ZÀ-ÖØ-Þ][^\W\d_]*(?:[-‐‑’'][^\W\d_]+)*"
_PARTICLE: Final = r"(?:de|da|van|von|der|den|bin|al|la|le)"
_NAME: Final = rf"{_CAPITALISED}(?: (?:{_PARTICLE} )*{_CAPITALISED}){{0,3}}"
_SHORT_NAME: Final = rf"{_CAPITALISED}(?: {_CAPITALISED}){{1,2}}"
_OFFICES: Final = (
    "(?:Vice|Deputy|Prime|Foreign|Defence|Defense|Finance|National|Security|Unification|Trade|Energy|Chief|Cabinet"
    "|Secretary|Special|Presidential|Opposition|First|Former|former|Acting|acting)"
)
_TITLE_WORDS: Final = sorted({*(title.title() for title in TITLES), "PM", "MP"}, key=len, reverse=True)
_TITLED: Final = re.compile(
    rf"(?=[A-Zfa])(?P<title>(?:{_OFFICES} )*(?:{'|'.join(_TITLE_WORDS)})\.?) (?P<name>{_NAME})"
)
_SMALL_TITLES: Final = "|".join(sorted(TITLES | {"leader", "official", "skipper", "historian", "economist"}))
_SPEAKER: Final = re.compile(
    rf"\b(?:{_SMALL_TITLES}) (?P<role>{_SHORT_NAME})"
    rf"|\b(?:{_SMALL_TITLES}), (?P<holder>{_SHORT_NAME})(?=,)"
    rf"|(?P<before>{_SHORT_NAME})(?=,? (?:{'|'.join(sorted(SAYING))})\b)"
    rf"|\b(?:said|says|told|according to) (?P<after>{_SHORT_NAME})"
    rf"|(?P<described>{_SHORT_NAME})(?=, (?:an?|the|who|whose|\d\d,) )"
)
_COURTESIES: Final = frozenset({"mr", "mrs", "ms", "dr", "doctor", "prof", "professor", "sir"})
_RANKS: Final = frozenset(
    {
        "admiral",
        "captain",
        "coach",
        "colonel",
        "inspector",
        "lieutenant",
        "major",
        "marshal",
        "master",
        "officer",
    }
    | {"sergeant", "skipper", "superintendent"}
)
"""Words before a full name that are no part of it: ``Harbour Master Odd Vik``."""
_OF_A_COUNTRY: Final = re.compile(r"[A-Z]\w{3,}(?:ian|ean|ese|ish|can|ani)")
_OTHER_ADJECTIVES: Final = frozenset(
    ("dutch", "french", "german", "greek", "israeli", "iraqi", "pakistani", "thai", "u.s", "us", "british")
)
_LOCATING: Final = frozenset(("in", "near"))
_AT: Final = frozenset(("in", "at", "near"))
_DAYS: Final = frozenset(name.lower() for name in (*calendar.month_name, *calendar.day_name) if name)
_NEVER_NAMES: Final = INSTITUTIONS | PLACES | DIRECTIONS | TITLES | _DAYS
_NOT_NAMES: Final = INSTITUTIONS | PLACES | FUNCTION_WORDS | _DAYS
"""What is no name even in the middle of a sentence, where ``Per`` may be one."""
_POSSESSIVE: Final = re.compile(r"['’]s?$")
_NO_LONGER: Final = re.compile(
    r"\b(?:[Ff]ormer|[Ee]x|[Tt]hen|[Oo]utgoing|[Ii]ncoming|[Ll]ate|[Aa]cting|[Dd]eputy|[Vv]ice|[Aa]ssistant|[Ss]hadow)"
    r"[ -](?:[A-Z][\w.]*['’]?s? ){0,3}$"
)
"""What before a title says that it is not, or no longer, the office that it names."""
_BEFORE_TITLE: Final = 48
"""Characters before a title in which that is looked for."""
_GENERAL: Final = re.compile(
    r"(?:Secretary|Attorney|Director|Governor|Surgeon|Major|Brigadier|Lieutenant)[ -]$"
)
"""What makes another title of ``General``."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """One mention of a person: as printed (``President Lee Jae-myung``), and the words of the bare name."""

    shown: str
    name: tuple[str, ...]
    start: int

    @property
    def key(self) -> tuple[str, ...]:
        """The name however it is capitalised."""
        return tuple(part.lower() for part in self.name)

    @property
    def family_name(self) -> str:
        """The first word of a Korean or Chinese name, the last of another."""
        hyphened = any(sign in part for part in self.name[1:] for sign in "-‐‑")
        return self.name[0] if hyphened or self.name[0].lower() in FAMILY_NAMES else self.name[-1]

    @property
    def title(self) -> str:
        """The words before the name; empty for none."""
        return self.shown.removesuffix(" ".join(self.name)).strip()

    @property
    def titled(self) -> bool:
        """Whether a title stands before the name."""
        return bool(self.title)

    @property
    def is_courtesy(self) -> bool:
        """Whether it is a surname with a title that every person may have: ``Mr Vik``."""
        return not self.is_full and self.title.lower().rstrip(".") in _COURTESIES

    @property
    def is_full(self) -> bool:
        """Whether given name and family name are both there."""
        return len(self.name) > 1


def is_of_a_country(word: str) -> bool:
    """Whether a capitalised word is an adjective of a country, as far as its ending tells: ``Korean``."""
    return _OF_A_COUNTRY.fullmatch(word) is not None or word.lower() in _OTHER_ADJECTIVES


def is_day(word: str) -> bool:
    """Whether a word in lower case is the name of a day or a month."""
    return word in _DAYS


def find_people(text: str, common: Container[str] = frozenset()) -> tuple[Person, ...]:
    """Every mention of a person for which the text has evidence, in order of place.

    ``common`` holds words in lower case that are no part of a name in this document (``common_words``).
    """
    found: dict[int, Person] = {}
    for person in (*_titled(text), *_speakers(text)):
        end = person.start + len(person.shown)
        if not any(part.lower() in common for part in person.name) and not any(
            person.start < other.start + len(other.shown) and other.start < end for other in found.values()
        ):
            found[person.start] = person
    return tuple(found[start] for start in sorted(found))


def common_words(sentences: Iterable[Sequence[Word]]) -> frozenset[str]:
    """The words that a document also writes in lower case, and those that it uses as places (``in Nara``)."""
    common: set[str] = set()
    for words in sentences:
        before = ""
        for word in words:
            if word.text.islower() or (before in _LOCATING and not _POSSESSIVE.search(word.text)):
                common.add(word.lower)
            before = word.lower
    return frozenset(common)


def is_part_of_name(word: Word, first: Word) -> bool:
    """Whether a word of a sentence may be part of a person's name; ``first`` is the sentence's first word.

    It is capitalised and is no place, body, title or day; nor, where every word is capitalised, grammar.
    """
    known = _NEVER_NAMES | FUNCTION_WORDS if word is first else _NEVER_NAMES
    return word.capitalised and word.lower not in known and not _OF_A_COUNTRY.fullmatch(word.text)


def unknown_names(sentence: Sentence) -> list[tuple[str, ...]]:
    """Runs of two capitalised words and more, in lower case, that may be names of people."""
    runs: list[list[Word]] = [[]]
    place = False
    for before, word in pairwise((None, *sentence.words)):
        if word is None:
            continue
        adjacent = runs[-1] and sentence.text[runs[-1][-1].end : word.start] == " "
        place = _is_of_a_place(word, before) or (place and word.capitalised)
        if place or not is_part_of_name(word, sentence.words[0]):
            runs.append([])
        elif adjacent:
            runs[-1].append(word)
        else:
            runs.append([word])
    return [tuple(word.lower for word in run) for run in runs if len(run) > 1]


def _is_of_a_place(word: Word, before: Word | None) -> bool:
    """Whether a capitalised word is no person's: letters that stand for a name, or what follows ``in`` and ``at``."""
    return (word.text.isupper() and len(word.text) > 1) or (before is not None and before.lower in _AT)


def _titled(text: str) -> Iterator[Person]:
    for match in _TITLED.finditer(text):
        name = _bare(match["name"])
        if name:
            title, start = _whole_title(text, match)
            shown = f"{title} {' '.join(name)}" if title else " ".join(name)
            yield Person(shown=shown, name=name, start=start)


def _whole_title(text: str, match: re.Match[str]) -> tuple[str, int]:
    """A title with what before it belongs to it, and where it starts; empty for an office that is not held."""
    start = match.start()
    before = text[max(0, start - _BEFORE_TITLE) : start]
    general = _GENERAL.search(before) if match["title"] == "General" else None
    if general:
        return f"{general.group()}General", start - len(general.group())
    return ("", match.start("name")) if _NO_LONGER.search(before) else (match["title"], start)


def _speakers(text: str) -> Iterator[Person]:
    for match in _SPEAKER.finditer(text):
        group = match.lastgroup or ""
        name = _bare(match[group])
        if len(name) != len(match[group].split()) or len(name) == 1 or _OF_A_COUNTRY.fullmatch(name[0]):
            continue
        if any(word.lower() in _NOT_NAMES | DIRECTIONS | TITLES for word in name):
            continue
        rank = name[0] if len(name) > 2 and name[0].lower() in _RANKS else ""
        name = name[1:] if rank else name
        start = match.start(group) + (len(rank) + 1 if rank else 0)
        yield Person(shown=" ".join(name), name=name, start=start)


def _bare(name: str) -> tuple[str, ...]:
    """The words of a name without its possessive and without what follows it."""
    words: list[str] = []
    for word in name.split():
        if words and word.lower() in _NOT_NAMES:
            break
        bare = _POSSESSIVE.sub("", word)
        words.append(bare)
        if bare != word:
            break
    return tuple(words)
