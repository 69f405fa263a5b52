"""What happened once: who took office, what was signed, founded or flooded, which summit it was, where and when.

Attacks, talks and rallies come again, and two days of them are two of them. Only what happens once to those named can
be dated, placed or counted differently.
"""

import calendar
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from briefs.evidence.assertions import Assertion
from briefs.evidence.countries import COUNTRIES
from briefs.evidence.datings import Dating
from briefs.language.english import DIRECTIONS, PLACES, TITLES
from briefs.language.scripts import LANGUAGES
from briefs.language.words import is_function_word, split_words

_ONCE: Final = re.compile(
    r"\b(?:(?P<office>took office|takes office|sworn in|inaugurated|inauguration|became (?:president|prime minister))"
    r"|(?P<birth>was born)|(?P<founding>founded|was established|founding)|(?P<signing>signed|signing)"
    r"|(?P<death>was assassinated|died|passed away)|(?P<sinking>sank|capsized)|(?P<flooding>flooded)"
    r"|(?P<crash>crashed)|(?P<summit>summit)|(?P<gaining>gained independence|declared independence)"
    r"|(?P<annexing>annexed)|(?P<surrender>surrendered)|(?P<election>was elected))\b"
)
"""What happens once, by the words for it; two of one kind are one thing."""
_MEETING: Final = re.compile(r"\b(?:met|meet|meets|summit|talks|held|sat down)\b")
_BOUNDARY: Final = re.compile(
    r"[;:()\[\]“”\"]| (?:but|while|whereas|although|though|after|before|since|and then)(?= )|, and |\. |,"
)
_FEWEST: Final = 2
"""Words beside its date with which a stretch is a clause."""
_ORDINAL: Final = re.compile(
    r"\b(?P<ordinal>first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|\d{1,2}(?:st|nd|rd|th))"
    r" (?P<between>(?:[\w-]+ ){0,3}?)"
    r"(?P<noun>summit|meeting|talks|term|test|visit|round|session|conference|launch|time)\b(?P<after>[^,.;:()—–]{0,60})",
)
_ORDINALS: Final = (
    "first",
    "second",
    "third",
    "fourth",
    "fifth",
    "sixth",
    "seventh",
    "eighth",
    "ninth",
    "tenth",
)
_SCOPE: Final = re.compile(r"^ (?:in|since|this|of|between|for|within|under|as|by|at|on|during|to|with)\b")
_IN: Final = re.compile(r"\b(?:in|at) (?P<place>[A-ZÀ-Þ][\w’'‑-]+(?: [A-ZÀ-Þ][\w’'‑-]+)?)")
_NO_PLACE: Final = frozenset(name.lower() for name in calendar.month_name if name)


@dataclass(frozen=True, slots=True, kw_only=True)
class Occurrence:
    """One clause on what happens once: its ``kind``, its date, and what it is about.

    ``concepts`` are those of the clause without its date; ``phrase`` is the clause as the source words it.
    """

    kind: str
    dating: Dating
    concepts: frozenset[str]
    names: frozenset[str]
    phrase: str
    value: str
    assertion: Assertion


@dataclass(frozen=True, slots=True, kw_only=True)
class Rank:
    """The place of an event in a row of its kind: ``third`` of ``meeting``; ``scope`` is what of them is counted."""

    ordinal: str
    noun: str
    scope: frozenset[str]
    phrase: str
    assertion: Assertion


@dataclass(frozen=True, slots=True, kw_only=True)
class Scene:
    """Where people met on one day."""

    place: str
    actors: frozenset[str]
    assertion: Assertion


def occurrences(assertion: Assertion) -> Iterator[Occurrence]:
    """What happens once in a sentence, with the date of its clause. Linear."""
    text = assertion.sentence.text
    if assertion.sentence.language in LANGUAGES or assertion.negated:
        return
    for start, end in _clauses(assertion):
        dated = [dating for dating in assertion.datings if start <= dating.start and 0 < dating.end <= end]
        found = _ONCE.search(text, start, end)
        if len(dated) == 1 and found and len(_ONCE.findall(text[start:end])) == 1:
            dating = dated[0]
            bare = text[start : dating.start] + " " + text[dating.end : end]
            stems = frozenset(
                word.stem
                for word in split_words(bare)
                if not word.is_number and not is_function_word(word.lower)
            )
            yield Occurrence(
                kind=found.lastgroup or "",
                dating=dating,
                concepts=stems,
                names=stems & assertion.names,
                phrase=_without_date(text, start, end, dating, found.start()),
                value=text[dating.start : dating.end].strip(),
                assertion=assertion,
            )


def _clauses(assertion: Assertion) -> Iterator[tuple[int, int]]:
    """The stretches of a sentence between marks; a date that stands alone before a comma belongs to what follows."""
    text = assertion.sentence.text
    start = 0
    for match in _BOUNDARY.finditer(text):
        dated = any(dating.start <= match.start() < dating.end for dating in assertion.datings)
        if not dated and (
            match.group() != "," or _says_something(text, start, match.start(), assertion.datings)
        ):
            yield start, match.start()
            start = match.end()
    yield start, len(text)


def _says_something(text: str, start: int, end: int, dated: Sequence[Dating]) -> bool:
    words = [word for word in split_words(text[start:end]) if not is_function_word(word.lower)]
    inside = [dating for dating in dated if start <= dating.start and dating.end <= end]
    bare = [
        word
        for word in words
        if not any(dating.start <= start + word.start < dating.end for dating in inside)
    ]
    return len(bare) >= _FEWEST


def _without_date(text: str, start: int, end: int, dating: Dating, event: int) -> str:
    """What of a clause stands before or after its date: the part with the event."""
    words = (text[start : dating.start] if event < dating.start else text[dating.end : end]).split()
    while words and is_function_word(words[-1].lower()):
        words.pop()
    phrase = " ".join(words).strip(" ,.–—-")
    first = phrase.partition(" ")[0]
    return phrase[:1].lower() + phrase[1:] if is_function_word(first.lower()) else phrase


def ranks(assertion: Assertion) -> Iterator[Rank]:
    """How a sentence counts the event that it tells of. Linear."""
    if assertion.sentence.language in LANGUAGES:
        return
    for match in _ORDINAL.finditer(assertion.sentence.text):
        scoped = match["after"] if _SCOPE.match(match["after"]) else ""
        words = split_words(f"{match['between']} {scoped}")
        yield Rank(
            ordinal=match["ordinal"],
            noun=match["noun"],
            scope=frozenset(word.stem for word in words if not is_function_word(word.lower)),
            phrase=f"{match['between']}{match['noun']}",
            assertion=assertion,
        )


def in_order(ordinal: str) -> tuple[int, str]:
    """A key that sorts ``third`` before ``fourth`` and ``11th``."""
    number = _ORDINALS.index(ordinal) + 1 if ordinal in _ORDINALS else int(re.sub(r"\D", "", ordinal))
    return number, ordinal


def scenes(assertion: Assertion) -> Iterator[Scene]:
    """Where a sentence puts a meeting of people whom it names. Linear."""
    text = assertion.sentence.text
    if assertion.sentence.language in LANGUAGES or assertion.negated or not _MEETING.search(text):
        return
    places = {
        match["place"]
        for match in _IN.finditer(text)
        if match["place"] not in COUNTRIES and match["place"].split()[0].lower() not in _NO_PLACE
    }
    if len(places) == 1:
        place = places.pop()
        inside = {word.stem for word in split_words(place)}
        other = PLACES | DIRECTIONS | TITLES
        actors = {
            word.stem
            for word in assertion.sentence.words
            if word.stem in assertion.names and word.lower not in other
        }
        yield Scene(place=place, actors=frozenset(actors - inside), assertion=assertion)


def is_near(ours: Dating, theirs: Dating) -> bool:
    """Whether two different dates are of one precision and so near that they are likely meant for one event."""
    if (ours.month is None) != (theirs.month is None) or (ours.day is None) != (theirs.day is None):
        return False
    if ours.year is None or theirs.year is None:
        return False
    if ours.month is None or theirs.month is None:
        return abs(ours.year - theirs.year) <= _YEARS
    return abs(12 * (ours.year - theirs.year) + ours.month - theirs.month) <= _MONTHS


_YEARS: Final = 2
_MONTHS: Final = 2
"""How far apart two dates of one event may be; further apart they are of two: elections come every few years."""


def shown(found: Sequence[str]) -> str:
    """The shortest wording, the first in the order of letters among those as short."""
    return min(found, key=lambda text: (len(text), text))
