"""Statements of other origins that say the same as one that is printed.

“2 origins” is read as proof, so that a sentence counts only where it leaves nothing of the statement open: most of its
words, weighted by how rare they are, who acts in it, every figure and date; nothing denied that the other says, and
nothing done that the other only plans. In English it also counts where it says in other words what the main clauses of
the statement say (``agreement``). What repeats it word for word was copied from somewhere, and confirms nothing.
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet
from itertools import pairwise
from typing import Final

from briefs.evidence.agreement import Agreements
from briefs.evidence.assertions import Assertion, assertions, rarity
from briefs.evidence.figures import Figure
from briefs.evidence.opposites import are_opposite, count_otherwise
from briefs.evidence.voices import voices_of
from briefs.language.english import DIRECTIONS, PLACES
from briefs.language.scripts import LANGUAGES
from briefs.language.sentences import QUOTED
from briefs.language.words import split_words, stems
from briefs.model import Corroboration, Document, Extract, Origin

_OURS: Final = 0.55
_THEIRS: Final = 0.4
"""Share of the weight of a statement that the other sentence holds, and of the other's weight that the statement holds.

Chosen by reading the pairs of the sample sources and of MultiLing 2011: under these shares most pairs are of two facts
about the same actors."""
_NAMED: Final = 0.6
"""The same for the names alone: whose sentence misses more of them speaks of somebody else."""
_TOLD: Final = 0.44
"""The same for what is no name: two sentences on the same people need not tell the same of them."""
_EACH: Final = 0.3
_CLAUSE: Final = 3
"""The same for each stretch of a statement between commas that holds so many concepts: who somebody is, is often told
in the same words, and what he did is not."""
_STRETCH: Final = re.compile(r"[,;:()—–，、；：]")
_FEWEST: Final = 4
"""Concepts that both must hold."""
_ROW: Final = 3
_COPIED: Final = 0.5
"""Share of rows of three words in common, of the shorter sentence, from which one was copied."""
_RUN: Final = 7
"""Words in a row in common from which one was copied: no name is as long, and nobody finds the same words twice."""
_QUOTED_WORDS: Final = 4
"""Words of a quotation that is more than a term in quotation marks."""
_WIDEST: Final = 300
"""Sentences that hold a concept, from which on it finds none: it is in all that is said on the theme."""
_MOST: Final = 8
"""Voices that are listed with one statement."""


def corroborate(
    statements: Sequence[Extract], documents: Sequence[Document], origins: Sequence[Origin]
) -> tuple[Corroboration, ...]:
    """What other origins say to the same effect as each statement, for those that have any.

    Of each voice the best sentence, the best voice first. Within one language. Linear but for sentences that share
    rare words, of which each looks at a bounded number.
    """
    found = assertions(documents, voices_of(documents, origins))
    library = _Library(found)
    places = {assertion.extract: assertion for assertion in found}
    supported = (
        (statement, library.support(places[statement])) for statement in statements if statement in places
    )
    return tuple(Corroboration(statement=statement, by=by) for statement, by in supported if by)


class _Library:
    """All assertions, to be found by the concepts that they hold."""

    def __init__(self, found: Sequence[Assertion]) -> None:
        self._weights = rarity(found)
        self._agreements = Agreements(found)
        self._holding: dict[tuple[str, str], list[Assertion]] = defaultdict(list)
        for assertion in found:
            for concept in assertion.concepts:
                self._holding[_group(assertion), concept].append(assertion)

    def support(self, statement: Assertion) -> tuple[Extract, ...]:
        """The sentences of other voices that say the same, one of each, the strongest first."""
        best: dict[str, tuple[float, Extract]] = {}
        for strength, other in (*self._alike(statement), *self._in_other_words(statement)):
            bid = (-strength, other.extract)
            if bid < best.get(other.voice, (0.0, other.extract)):
                best[other.voice] = bid
        return tuple(extract for _, extract in sorted(best.values())[:_MOST])

    def _alike(self, statement: Assertion) -> Iterator[tuple[float, Assertion]]:
        """The assertions that leave nothing of a statement open, each with its strength."""
        for other in self._near(statement):
            if strength := self._strength(statement, other):
                yield strength, other

    def _in_other_words(self, statement: Assertion) -> Iterator[tuple[float, Assertion]]:
        """The assertions that say what the main clauses of a statement say, each with its strength."""
        for strength, other in self._agreements.agreeing(statement):
            if not _is_copied(statement, other):
                yield strength, other

    def _near(self, statement: Assertion) -> Iterator[Assertion]:
        """The assertions of other voices in the same language that share enough concepts with a statement."""
        shared: dict[Extract, int] = defaultdict(int)
        others: dict[Extract, Assertion] = {}
        for concept in sorted(statement.concepts):
            holding = self._holding[_group(statement), concept]
            for other in holding if len(holding) <= _WIDEST else ():
                if other.voice != statement.voice:
                    others[other.extract] = other
                    shared[other.extract] += 1
        yield from (others[place] for place, count in shared.items() if count >= _FEWEST)

    def _strength(self, statement: Assertion, other: Assertion) -> float:
        """How much of the two sentences is one assertion, 0 where they are not."""
        if not _states_the_same(statement, other) or _is_copied(statement, other):
            return 0.0
        common = statement.concepts & other.concepts
        ours, theirs = self._share(common, statement.concepts), self._share(common, other.concepts)
        told = statement.concepts - statement.names - other.names
        if ours < _OURS or theirs < _THEIRS or self._share(told & common, told) < _TOLD:
            return 0.0
        if any(self._share(part & common, part) < _EACH for part in _stretches(statement)):
            return 0.0
        known = _known(statement, other)
        if self._share(statement.names & (other.concepts | known), statement.names) < _NAMED:
            return 0.0
        return min(ours, theirs)

    def _share(self, part: AbstractSet[str], whole: AbstractSet[str]) -> float:
        """The weight of a part, in parts of the whole; 1 of nothing."""
        weight = sum(self._weights[concept] for concept in sorted(whole))
        return sum(self._weights[concept] for concept in sorted(part)) / weight if weight else 1.0


def _group(assertion: Assertion) -> str:
    language = assertion.sentence.language
    return language if language in LANGUAGES else ""


def _states_the_same(statement: Assertion, other: Assertion) -> bool:
    """Whether a sentence holds every figure and date of a statement, and neither denies nor plans what that tells."""
    ours, theirs = (stems(each.sentence.text) for each in (statement, other))
    return (
        (statement.negated, statement.ahead) == (other.negated, other.ahead)
        and all(any(_is_told(figure, told) for told in other.figures) for figure in statement.figures)
        and all(any(dating.agrees(told) for told in other.datings) for dating in statement.datings)
        and not are_opposite(ours, theirs)
        and not count_otherwise(ours, theirs)
        and _quotes_the_same(statement, other)
    )


def _is_told(ours: Figure, theirs: Figure) -> bool:
    """Whether a figure says what ours says: an exact one is confirmed by no estimate."""
    same = ours.low == theirs.low and ours.high == theirs.high
    return ours.unit == theirs.unit and (same or (not ours.exact and theirs.exact and ours.agrees(theirs)))


def _quotes_the_same(statement: Assertion, other: Assertion) -> bool:
    """Whether the other sentence quotes what is quoted: who speaks is not what is said."""
    for quotation in QUOTED.findall(statement.sentence.text):
        words = {word.stem for word in split_words(quotation)}
        if len(words) >= _QUOTED_WORDS and not _share_of(words & statement.concepts, other.concepts) > _OURS:
            return False
    return True


def _share_of(part: AbstractSet[str], whole: AbstractSet[str]) -> float:
    return len(part & whole) / len(part) if part else 1.0


def _stretches(statement: Assertion) -> Iterator[frozenset[str]]:
    """The concepts of each stretch of a statement that says something by itself; in signs they cannot be told apart."""
    if statement.sentence.language in LANGUAGES:
        return
    for stretch in _STRETCH.split(statement.sentence.text):
        concepts = statement.concepts.intersection(word.stem for word in split_words(stretch))
        if len(concepts) >= _CLAUSE:
            yield concepts


def _is_copied(statement: Assertion, other: Assertion) -> bool:
    """Whether one sentence repeats the other word for word, or a long stretch of it."""
    ours, theirs = (_runs(one, _ROW) for one in (statement, other))
    if len(ours & theirs) >= _COPIED * min(len(ours), len(theirs)):
        return True
    return not _runs(statement, _RUN).isdisjoint(_runs(other, _RUN))


def _runs(assertion: Assertion, length: int) -> frozenset[tuple[str, ...]]:
    """The words of a sentence in rows of so many."""
    words = [word.lower for word in assertion.sentence.words]
    return frozenset(zip(*(words[start:] for start in range(length)), strict=False))


def _known(statement: Assertion, other: Assertion) -> frozenset[str]:
    """The words of a statement's names that the other sentence leaves out because it names the same by one of them.

    ``Lee`` is Lee Jae-myung, and ``Takaichi`` Sanae Takaichi; a part of the name of a place is another place.
    """
    runs: list[set[str]] = [set()]
    text, words = statement.sentence.text, statement.sentence.words
    for before, word in pairwise(words):
        if word.stem not in statement.names or word.lower in PLACES | DIRECTIONS:
            runs.append(set())
            continue
        if text[before.end : word.start] not in {" ", "-", "‑", "‐"}:
            runs.append(set())
        runs[-1].add(word.stem)
    return frozenset(stem for run in runs if run & other.names for stem in run)
