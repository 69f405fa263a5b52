"""The people and the pairs of countries that a document names: whom ``he`` and ``both governments`` may mean.

A capitalised name counts as a person's only on evidence in the text: a title before it (``President Lee Jae-myung``),
a verb of saying beside it, or a description after it (``Lena Holt, a regional analyst``). Recall is given up for precision.
"""

import calendar
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from briefs.summary.english import DIRECTIONS, FUNCTION_WORDS, PLACES, SAYING, TITLES

_TOKEN: Final = r"[A-ZÀ-ÖØ-Þ][^\W\d_]*(?:[-’'][^\W\d_]+)*"
_PARTICLE: Final = r"(?:de|da|van|von|der|den|bin|al|la|le)"
_NAME: Final = rf"{_TOKEN}(?: (?:{_PARTICLE} )*{_TOKEN}){{0,3}}"
_TITLE_WORD: Final = rf"(?:{'|'.join(sorted({title.title() for title in TITLES} | {'PM', 'MP'}, key=len, reverse=True))})\.?"
_TITLED: Final = re.compile(
    rf"(?P<title>(?:(?:Vice|Deputy|Prime|Foreign|Defence|Defense|Finance|National|Security|Unification|Trade|Energy|Chief|Cabinet|Secretary|Special|Presidential|Opposition|First|Former|former|Acting|acting) )*{_TITLE_WORD}) (?P<name>{_NAME})"
)
_SPEAKER: Final = re.compile(
    rf"(?P<name>{_TOKEN}(?: {_TOKEN}){{1,2}})(?=,? (?:{'|'.join(sorted(SAYING))})\b)"
    rf"|\b(?:said|says|told|according to) (?P<name2>{_TOKEN}(?: {_TOKEN}){{1,2}})"
    rf"|(?P<name3>{_TOKEN}(?: {_TOKEN}){{1,2}})(?=, (?:an?|the|who|whose|\d\d,) )"
)
_NOT_NAMES: Final = (
    PLACES | FUNCTION_WORDS | {name.lower() for name in (*calendar.month_name, *calendar.day_name) if name}
)
_POSSESSIVE: Final = re.compile(r"['’]s?$")
_PLACE: Final = rf"(?:(?:{'|'.join(word.title() for word in sorted(DIRECTIONS))}) )?(?:{'|'.join(sorted({word.title() for word in PLACES} | {'UK', 'US', 'USA', 'U.S.', 'U.K.', 'States', 'Kingdom', 'Zealand', 'Arabia', 'Lanka', 'Kong'}))})"
_PAIR: Final = re.compile(
    rf"(?:both )?(?P<pair>(?P<a>{_PLACE}|North|South|East|West) and (?:the )?(?P<b>{_PLACE}))(?!['’\w]| and\b)"
    rf"|(?P<a2>{_PLACE})[–—-](?P<b2>{_PLACE})\b"
)
_TRIPLE: Final = re.compile(rf"{_PLACE}, $")


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """One mention of a person: as printed (``President Lee Jae-myung``), and the words of the bare name."""

    shown: str
    name: tuple[str, ...]
    titled: bool
    start: int

    @property
    def is_full(self) -> bool:
        """Whether given name and family name are both there."""
        return len(self.name) > 1


def find_people(text: str) -> tuple[Person, ...]:
    """Every mention of a person for which the text has evidence, in order of place."""
    found: dict[int, Person] = {}
    for person in (*_titled(text), *_speakers(text)):
        end = person.start + len(person.shown)
        if not any(
            person.start < other.start + len(other.shown) and other.start < end for other in found.values()
        ):
            found[person.start] = person
    return tuple(found[start] for start in sorted(found))


def _titled(text: str) -> Iterator[Person]:
    for match in _TITLED.finditer(text):
        name = _bare(match["name"])
        if name:
            shown = f"{match['title']} {' '.join(name)}"
            yield Person(shown=shown, name=name, titled=True, start=match.start())


def _speakers(text: str) -> Iterator[Person]:
    for match in _SPEAKER.finditer(text):
        group = next(name for name in ("name", "name2", "name3") if match[name])
        name = _bare(match[group])
        lowered = [word.lower() for word in name]
        if len(name) < 2 or any(word in PLACES or word in DIRECTIONS or word in FUNCTION_WORDS or word in TITLES for word in lowered):  # noqa: PLR2004
            continue
        yield Person(shown=" ".join(name), name=name, titled=False, start=match.start(group))


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


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """Two countries or capitals named in one breath, as printed (``Japan and South Korea``)."""

    shown: str
    start: int


def find_pairs(text: str) -> tuple[Pair, ...]:
    """Every ``X and Y`` of two places that is not the end of a longer list, in order."""
    return tuple(
        Pair(shown=match["pair"] or f"{match['a2']} and {match['b2']}", start=match.start())
        for match in _PAIR.finditer(text)
        if not _TRIPLE.search(text, max(0, match.start() - 40), match.start())
    )
