"""What a sentence counts: a figure, the noun that it counts, what befell those counted, and what the clause is about.

A part of a larger number (``12 of the 30``, ``including 12``, ``another 12``) is no answer to how many there are, nor
is what is feared or expected.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from briefs.evidence.assertions import Assertion
from briefs.evidence.figures import Figure
from briefs.language.scripts import LANGUAGES
from briefs.language.words import Word, is_function_word, stem


class Fate(StrEnum):
    """What befell those counted, where the clause tells."""

    DEAD = "dead"
    HURT = "hurt"
    MISSING = "missing"
    HELD = "held"
    SAVED = "saved"
    DISPLACED = "displaced"
    OTHER = "other"


# ruff: noqa: SIM905 - a list of words reads better as text than as literals
_FATES: Final[Mapping[str, Fate]] = {
    word: fate
    for fate, words in {
        Fate.DEAD: """kill killed kills killing die died dies dead death deaths perished drowned lives toll fatalities
            remains bodies body slain lost victims corpses""",
        Fate.HURT: "injured injuring injuries wounded wounding hurt",
        Fate.MISSING: "missing unaccounted disappeared",
        Fate.HELD: """arrested arrests arresting detained detaining captured held kidnapped abducted hostages hostage
            seized""",
        Fate.SAVED: "rescued rescuing saved survived survivors freed released",
        Fate.DISPLACED: "displaced homeless evacuated evacuating fled",
    }.items()
    for word in words.split()
}
_PEOPLE: Final = frozenset(
    """people persons dead killed injured wounded missing lives deaths fatalities""".split()
)
"""Nouns under which people are counted whoever they are."""
_IRREGULAR: Final = frozenset(
    """people men women children dead police personnel crew staff aircraft troops sheep cattle killed injured
    missing""".split()
)
_NOT_PLURAL: Final = re.compile(r"(?:ss|us|is)$")
_UNITS: Final = re.compile(
    r"(?:second|minute|hour|day|week|month|year|decade|centur|time|quarter|o['’]clock|(?:kilo|centi|milli)?met(?:er|re)|mile"
    r"|feet|foot|inch|yard|kg|kilo|ton|tonne|lit(?:er|re)|gallon|degree|acre|hectare|pound|dollar|euro|cent|penc|won|yen|yuan"
    r"|point|percent|percentage|step|thing|way|side|part|kind|stage|onward|new|level)(?:s|es|ies|y)?"
)
"""Units, and what is never counted for its own sake: durations, distances, sums of money."""
_PART_BEFORE: Final = re.compile(
    r"\b(?:another|other|further|additional|includ\w+|among(?: them)?|of (?:whom|them|which|the|those|these)|with|each"
    r"|every|per|first|last|next|past|remaining|aged?|top|by|all but|only|just|extra|number|no\.|nos?|article|chapter"
    r"|resolution|flight|room|page|section|phase|stage|day|group|type|category|level|force)(?: the)? $",
    re.IGNORECASE,
)
_PART_AFTER: Final = re.compile(
    r" ?(?:(?:more|other|others|additional|further|new|extra|fewer|less)\b"
    r"|of (?:the|them|whom|those|these|its|his|their)\b)"
)
_SUPPOSED: Final = re.compile(
    r"\b(?:feared?|believed|presumed|could|may|might|expect\w*|risk|capacity|warn\w*|if|would have|not"
    r"|never|no|planned|plans|threat\w*)\b"
)
_BOUNDARY: Final = re.compile(
    r"[,;:()\[\]—–“”\"]| (?:and|but|while|whereas|although|though|as well as|plus)(?= )|\. "
)
_CLAUSE_AFTER: Final = re.compile(
    r"^(\S+(?: (?!who\b|which\b|that\b)\S+)?) (died|drowned|perished|survived|fled|were|was|had|have|are)\b"
)
"""A noun with its verb: ``Koreans died``."""
_PHRASE: Final = 9
"""Words of a source that name what is counted."""
_NOUNS: Final = 4
"""Words after a figure among which the noun is looked for."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Counting:
    """A count: ``noun`` is the stem of what is counted, ``qualifiers`` those of the words between it and the figure.

    ``phrase`` is how the source names what is counted, ``whole`` whether the clause says no more of it; ``names`` are
    those of the clause.
    """

    figure: Figure
    noun: str
    fate: Fate
    qualifiers: frozenset[str]
    names: frozenset[str]
    phrase: str
    whole: bool
    assertion: Assertion

    @property
    def value(self) -> str:
        """The figure in the words of the source."""
        return self.assertion.sentence.text[self.figure.start : self.figure.end].strip()


def countings(assertion: Assertion) -> Iterator[Counting]:
    """What a sentence counts, as far as it is plain. Linear."""
    if assertion.sentence.language in LANGUAGES:
        return
    for place, figure in enumerate(assertion.figures):
        if not figure.unit:
            before = assertion.figures[place - 1].end if place else 0
            after = (
                assertion.figures[place + 1].start
                if place + 1 < len(assertion.figures)
                else len(assertion.sentence.text)
            )
            counting = _counting(assertion, figure, before, after)
            if counting:
                yield counting


def _counting(assertion: Assertion, figure: Figure, before: int, after: int) -> Counting | None:
    text, words = assertion.sentence.text, assertion.sentence.words
    if _PART_BEFORE.search(text, max(before, figure.start - 30), figure.start) or _PART_AFTER.match(
        text, figure.end
    ):
        return None
    start, end = _clause(text, figure, before, after)
    clause = [
        word for word in words if start <= word.start < end and not figure.start <= word.start < figure.end
    ]
    fates = {_FATES[word.lower] for word in clause if word.lower in _FATES}
    counted = _counted(text, [word for word in words if word.start >= figure.end])
    if len(fates) > 1 or counted is None or _SUPPOSED.search(text, start, end):
        return None
    qualifiers, noun = counted
    if noun is None and Fate.DEAD not in fates and Fate.HURT not in fates:
        return None
    people = noun is None or noun.lower in _PEOPLE
    return Counting(
        figure=figure,
        noun=stem("people") if people else noun.stem if noun else "",
        fate=next(iter(fates), Fate.OTHER),
        qualifiers=frozenset(word.stem for word in qualifiers),
        names=frozenset(word.stem for word in clause if word.stem in assertion.names and word is not noun),
        phrase=_phrase(text, figure.end, end, people=noun is None),
        whole=len(text[figure.end : end].split()) <= _PHRASE,
        assertion=assertion,
    )


def _clause(text: str, figure: Figure, before: int, after: int) -> tuple[int, int]:
    """The stretch around a figure in which no other figure stands, up to the next mark or conjunction."""
    starts = [match.end() for match in _BOUNDARY.finditer(text, before, figure.start)]
    stop = _BOUNDARY.search(text, figure.end, after)
    return (starts[-1] if starts else before), (stop.start() if stop else after)


def _counted(text: str, following: Sequence[Word]) -> tuple[list[Word], Word | None] | None:
    """The words between a figure and the noun that it counts, and that noun: None in ``12 were killed``."""
    between: list[Word] = []
    for place, word in enumerate(following[: _NOUNS + 1]):
        if word.is_number or (place and text[following[place - 1].end : word.start] not in {" ", "-", "‑"}):
            return None
        if is_function_word(word.lower):
            return ([], None) if not between and word.lower in {"were", "was", "are", "have", "had"} else None
        if _is_plural(word):
            return None if _UNITS.fullmatch(word.lower) else (between, word)
        between.append(word)
    return None


def _is_plural(word: Word) -> bool:
    return word.lower in _IRREGULAR or (word.lower.endswith("s") and not _NOT_PLURAL.search(word.lower))


def _phrase(text: str, start: int, end: int, *, people: bool) -> str:
    words = text[start:end].split()[:_PHRASE]
    while words and is_function_word(words[-1].lower().strip(".,")):
        words.pop()
    phrase = " ".join(words).strip(" .,;:")
    if people:
        return f"people who {phrase}"
    return _CLAUSE_AFTER.sub(r"\1 who \2", phrase, count=1)
