"""Where two texts say of one thing what cannot both be so: sentences that are alike but for a figure, a date or a name.

A reprint may cut, add and rephrase. What it never does is to put another figure in the place of one, and so two
texts that differ like this are two reports, however much else they have in common: nobody may be cited for the other.
"""

import calendar
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum
from functools import partial
from itertools import pairwise
from typing import Final

from briefs.evidence.prints import SCRIPTS, is_undivided
from briefs.model import Document, Span

_ALIKE: Final = 0.75
"""Share of the plain words of the shorter of two sentences that must stand in the other for them to correspond."""
_OF_THE_LONGER: Final = 0.5
"""The same for the longer one: a sentence with a clause more may be another one."""
_FEWEST: Final = 6
"""Plain words in common under which two sentences are alike by chance, or a line that states when a page was made."""
_LONGEST: Final = 600
_MOST: Final = 120
"""Characters of a sentence and sentences of a text that are compared: no report has longer ones, few have more."""
_NAME: Final = 3
"""Letters of a name; shorter ones are initials, courtesies (Mr) and states that have two names (US, UK)."""
_TOKEN: Final = re.compile(rf"\d+(?:[.:]\d+)*|[{SCRIPTS}]|(?:(?![{SCRIPTS}])[^\W\d_])+")
_DATELINE: Final = re.compile(
    r"\W*(?:[A-Z]{3,}|\d{1,2} ?\()[^—–]{0,60}?(?:—|–|--| - )|[(\[【][^)\]】]{1,60}[)\]】](?:[^=\n]{0,12}=)?"
)
"""Who files from where and when: every print of a story may have another."""
_THOUSANDS: Final = re.compile(r"(?<=\d),(?=\d{3}(?!\d))")
_UNITS: Final = (
    (re.compile(r"(?<![\d.])(\d{1,4})[천千](\d{0,3})(?!\d)"), 3),
    (re.compile(r"(?<![\d.])(\d{1,4})[만万萬](\d{0,4})(?!\d)"), 4),
    (re.compile(r"(?<![\d.])(\d{1,4})[억億亿](\d{0,8})(?!\d)"), 8),
)
"""Signs that stand for noughts: houses differ in how many they write out."""
_SPELLED: Final = {
    word: str(value)
    for value, word in enumerate(
        ("two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"), start=2
    )
}
_MONTHS: Final = {
    name[:length].casefold(): number
    for number, name in enumerate(calendar.month_name)
    if name
    for length in (3, len(name))
} | {"sept": 9}
_WEEKDAYS: Final = frozenset(name.casefold() for name in calendar.day_name)


class _Kind(StrEnum):
    """What a token of a sentence is."""

    PLAIN = "plain"
    NUMBER = "number"
    MONTH = "month"
    WEEKDAY = "weekday"
    NAME = "name"


_Mark = tuple[_Kind, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Statement:
    """One sentence: its marks in order, and what of them is neither figure, date nor name."""

    span: Span
    marks: tuple[_Mark, ...]
    plain: frozenset[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    """What a text states, sentence by sentence, and all words it does so with."""

    statements: tuple[_Statement, ...]
    words: frozenset[str]


def account(document: Document, spans: Sequence[Span]) -> Account:
    """The account that these sentences of a document give. Linear."""
    short = [span for span in spans[:_MOST] if span.end - span.start <= _LONGEST]
    statements = tuple(_statement(span, document.exact(span)) for span in short)
    words = frozenset(value for statement in statements for _, value in statement.marks)
    return Account(statements=statements, words=words)


def contradicts(ours: Account, theirs: Account) -> bool:
    """Whether a sentence of one says otherwise than the sentence of the other that it corresponds to."""
    return next(contradicted(ours, theirs), None) is not None


def contradicted(ours: Account, theirs: Account) -> Iterator[Span]:
    """Our sentences that state other figures, dates or names than theirs. Quadratic in sentences that differ."""
    for left, right in _corresponding(ours, theirs):
        if _differ(left, right, ours.words, theirs.words):
            yield left.span


def _statement(span: Span, sentence: str) -> _Statement:
    text = _THOUSANDS.sub("", _DATELINE.sub("", sentence, count=1) if _DATELINE.match(sentence) else sentence)
    for unit, noughts in _UNITS if not text.isascii() else ():
        text = unit.sub(partial(_in_digits, noughts), text)
    marks = tuple(_mark(token, is_first=not place) for place, token in enumerate(_TOKEN.findall(text)))
    plain = [value for kind, value in marks if kind is _Kind.PLAIN]
    undivided = is_undivided([value for _, value in marks])
    return _Statement(
        span=span,
        marks=marks,
        plain=frozenset(map("".join, pairwise(plain)) if undivided else plain),
    )


def _in_digits(noughts: int, found: re.Match[str]) -> str:
    return found[1] + found[2].zfill(noughts)


def _mark(token: str, *, is_first: bool) -> _Mark:
    folded = token.casefold()
    if token[0].isdigit():
        return _Kind.NUMBER, token
    if folded in _SPELLED:
        return _Kind.NUMBER, _SPELLED[folded]
    if not token[0].isupper():
        return _Kind.PLAIN, folded
    if folded in _MONTHS:
        return _Kind.MONTH, str(_MONTHS[folded])
    if folded in _WEEKDAYS:
        return _Kind.WEEKDAY, folded
    return _Kind.PLAIN if is_first or len(token) < _NAME else _Kind.NAME, folded


def _corresponding(ours: Account, theirs: Account) -> Iterator[tuple[_Statement, _Statement]]:
    """Pairs of sentences that are alike, and none of which is more like another sentence or equal to one."""
    left, right = _without_equal(ours, theirs), _without_equal(theirs, ours)
    alike = [
        (_closeness(one, other), here, there)
        for here, one in enumerate(left)
        for there, other in enumerate(right)
        if _is_alike(one, other)
    ]
    taken_here: set[int] = set()
    taken_there: set[int] = set()
    for _, here, there in sorted(alike, key=lambda found: (-found[0], found[1:])):
        if here not in taken_here and there not in taken_there:
            yield left[here], right[there]
        taken_here.add(here)
        taken_there.add(there)


def _without_equal(ours: Account, theirs: Account) -> list[_Statement]:
    known = {statement.marks for statement in theirs.statements}
    return [statement for statement in ours.statements if statement.marks not in known]


def _is_alike(one: _Statement, other: _Statement) -> bool:
    common = len(one.plain & other.plain)
    short, long = sorted((len(one.plain), len(other.plain)))
    return common >= max(_FEWEST, _ALIKE * short, _OF_THE_LONGER * long)


def _closeness(one: _Statement, other: _Statement) -> float:
    ours, theirs = set(one.marks), set(other.marks)
    return len(ours & theirs) / len(ours | theirs)


def _differ(
    left: _Statement, right: _Statement, our_words: frozenset[str], their_words: frozenset[str]
) -> bool:
    """Whether in one place each of two sentences has a figure, date or name, of one kind, that the other has not."""
    ours, theirs = _own(left, right, their_words), _own(right, left, our_words)
    if {kind for kind, _ in ours}.isdisjoint(kind for kind, _ in theirs):
        return False
    return any(
        not {kind for kind, _ in ours.intersection(left.marks[start:end])}.isdisjoint(
            kind for kind, _ in theirs.intersection(right.marks[begin:stop])
        )
        for change, start, end, begin, stop in SequenceMatcher(
            None, left.marks, right.marks, autojunk=False
        ).get_opcodes()
        if change == "replace"
    )


def _own(one: _Statement, other: _Statement, words: frozenset[str]) -> set[_Mark]:
    """The figures and dates that the other sentence has not, and the names that the other text has not."""
    return {
        (kind, value)
        for kind, value in set(one.marks).difference(other.marks)
        if kind is not _Kind.PLAIN and not (kind is _Kind.NAME and value in words)
    }
