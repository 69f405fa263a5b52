"""How far one sentence says in other words what another one says in its main clauses.

It does where it holds most of what those tell, each word weighed by how rare it is, says it in a place that speaks of
little else, and where nothing that both state differs: who, when, how many, whether it was done, ordered, wished or
planned, and whether it was at all. Who somebody is, why, and what came of it may be missing.
"""

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet
from math import fsum, log
from typing import Final

from briefs.evidence.actors import has_the_same_actors, in_common
from briefs.evidence.assertions import Assertion
from briefs.evidence.gists import Clause, Gist, gist_of, passage_on, proper_names, told_in, told_of
from briefs.evidence.moods import agree, denies, mood_of
from briefs.evidence.opposites import are_opposite, count_otherwise
from briefs.evidence.statings import are_far_apart, dates_in_common, figures_in_common
from briefs.language.scripts import LANGUAGES
from briefs.language.sentences import QUOTED
from briefs.language.words import split_words, stems
from briefs.model import Extract

_MOST: Final = 0.55
_MOST_FAR: Final = 0.65
"""Share of the weight of the main clauses that the other sentence holds; and where both may be of other months.

Chosen by reading all pairs of the sample sources and of MultiLing 2011: of those that also pass what is asked below,
none at .55 is a wrong one, and at .5 one is."""
_EACH: Final = 0.4
"""The same of each main clause."""
_THERE: Final = 0.5
"""Share of the weight of the passage that speaks of it, in the other sentence, that the statement holds: below it, the
passage speaks of something else with the same words."""
_THERE_STATED: Final = 0.25
_NEARLY_ALL: Final = 0.7
"""The same where a date or figure is in common and so much of the main clauses is held."""
_TELLING: Final = 1.4
_TELLING_DATED: Final = 1.1
"""Weight of what is in common, in words that only one sentence holds; the second where a date or a figure is, too."""
_FEWEST: Final = 2
"""Words in common; with dates, figures and names one more."""
_QUOTED_WORDS: Final = 4
_WIDEST: Final = 300
"""Sentences that hold a word, from which on it finds none: it is in all that is said on the theme."""
_DENIAL: Final = "dismiss"
"""What ``dismiss``, ``deny`` and ``reject`` stand for."""


class Agreements:
    """The gists of assertions, and how much the words in them tell."""

    def __init__(self, found: Sequence[Assertion]) -> None:
        """Find the words of those that are read as English is. Linear; a gist is taken when it is asked for."""
        self._read = {
            assertion.extract: assertion
            for assertion in found
            if assertion.sentence.language not in LANGUAGES
        }
        self._proper = proper_names(self._read.values())
        self._gists: dict[Extract, Gist] = {}
        self._told = {
            place: told_of(assertion.sentence.words, assertion.sentence.text, self._proper)
            for place, assertion in self._read.items()
        }
        self._holding: dict[str, list[Extract]] = defaultdict(list)
        for place, told in self._told.items():
            for word in told:
                self._holding[word].append(place)
        rarest = log(1 + max(1, len(self._read)))
        self._weights = {
            word: log(1 + len(self._read) / len(holding)) / rarest for word, holding in self._holding.items()
        }

    def agreeing(self, statement: Assertion) -> Iterator[tuple[float, Assertion]]:
        """The other assertions that say what the main clauses of a statement say, each with how much of it."""
        if statement.extract in self._read:
            ours = self.gist(statement.extract)
            for place in self._near(ours):
                if strength := self.strength(ours, self.gist(place)):
                    yield strength, self._read[place]

    def gist(self, place: Extract) -> Gist:
        """The gist of the sentence at a place."""
        known = self._gists.get(place)
        if known is None:
            known = self._gists[place] = gist_of(self._read[place], self._proper)
        return known

    def _near(self, ours: Gist) -> Iterator[Extract]:
        """Those that have enough words in common that not everybody uses."""
        shared: Counter[Extract] = Counter()
        for word in sorted(ours.main):
            holding = self._holding[word]
            if len(holding) <= _WIDEST:
                shared.update(holding)
        for place, count in shared.items():
            if count < _FEWEST or self._read[place].voice == ours.assertion.voice:
                continue
            if self._weight(ours.main & self._told[place]) >= _TELLING_DATED:
                yield place

    def strength(self, ours: Gist, theirs: Gist) -> float:
        """How much of the main clauses of one sentence the other one says, 0 where it does not say the same."""
        common = ours.main & theirs.told
        if len(common) < _FEWEST or _is_quotation(ours) or _is_quotation(theirs):
            return 0.0
        dates, figures = dates_in_common(ours, theirs), figures_in_common(ours, theirs)
        if dates is None or figures is None:
            return 0.0
        share = self._share(common, ours.main, dates + figures)
        least = _MOST_FAR if not dates and are_far_apart(ours, theirs) else _MOST
        if share < least or not self._tells_enough(common, ours, theirs, dates + figures):
            return 0.0
        passage = passage_on(common, theirs.assertion.sentence.text, self._proper)
        there = told_in(passage, self._proper)
        least = _THERE_STATED if dates + figures and share >= _NEARLY_ALL else _THERE
        if self._share(there & ours.told, there) < least or not _is_as_true(ours, theirs, passage):
            return 0.0
        return share if has_the_same_actors(ours, theirs, passage, self._proper, figures) else 0.0

    def _tells_enough(self, common: AbstractSet[str], ours: Gist, theirs: Gist, stated: int) -> bool:
        """Whether what is in common tells enough, in all and of each main clause."""
        named = in_common(ours.named, theirs.known, countries=False)
        return (
            len(common) + stated + max(0, named - _FEWEST) > _FEWEST
            and self._weight(common) >= (_TELLING_DATED if stated else _TELLING)
            and all(self._is_told(clause, theirs) for clause in ours.clauses)
        )

    def _is_told(self, clause: Clause, theirs: Gist) -> bool:
        """Whether the other sentence says most of a main clause, or something of all that it names."""
        common = clause.told & theirs.told
        if common and clause.named and in_common(clause.named, theirs.known) == len(clause.named):
            return True
        return self._share(common, clause.told) >= _EACH

    def _share(self, part: AbstractSet[str], whole: AbstractSet[str], stated: int = 0) -> float:
        """The weight of a part in that of the whole, each date or figure in common as much as a rare word."""
        weight = self._weight(whole) + stated
        return (self._weight(part) + stated) / weight if weight else 1.0

    def _weight(self, words: AbstractSet[str]) -> float:
        return fsum(self._weights.get(word, 1.0) for word in words)


def _is_as_true(ours: Gist, theirs: Gist, passage: str) -> bool:
    """Whether a passage tells as done, as planned or as not so what the statement tells so."""
    said, whole = stems(ours.text), stems(theirs.assertion.sentence.text)
    if are_opposite(said, whole, stems(ours.assertion.sentence.text)) or count_otherwise(
        said, stems(passage)
    ):
        return False
    if denies(ours.text) != denies(passage) or (_DENIAL in ours.main) != (_DENIAL in theirs.told):
        return False
    return agree(ours.mood, mood_of(passage))


def _is_quotation(gist: Gist) -> bool:
    """Whether a sentence quotes more than a term: who speaks is not what is said."""
    quoted = QUOTED.findall(gist.assertion.sentence.text)
    return any(len(split_words(quotation)) >= _QUOTED_WORDS for quotation in quoted)
