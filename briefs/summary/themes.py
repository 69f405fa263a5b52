"""How well documents and sentences fit a theme, and by which of its terms.

A theme is a weighted query of terms (words and phrases) and of the content words of its description.
Documents and sentences are scored by BM25 (Robertson and Zaragoza 2009, k1 1.2, b 0.75) over that query, so a
term that stands everywhere in the pile says little. A sentence fits only if one of the theme's own terms
stands in it.

A text is matched as its ``Wordings``, one for each language it is in: by stems, and, where it is written in signs, by
the terms that are too (``terms``). Scores compare texts of one language only.
"""

import functools
import math
import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import chain
from types import MappingProxyType
from typing import Final, Protocol

from briefs.language.scripts import LANGUAGES, is_in_signs, primary
from briefs.language.words import is_function_word, split_words, stems
from briefs.model import Problem, Theme
from briefs.summary.terms import key_of, pattern_of

_K1: Final = 1.2
_B: Final = 0.75
_DESCRIPTION_WEIGHT: Final = 0.25
"""What a word of the description weighs beside a term of weight 1: it ranks, it never admits."""

Phrase = tuple[str, ...]

_NONE: Final[Mapping[Phrase, int]] = MappingProxyType({})


@dataclass(frozen=True, slots=True, kw_only=True)
class Wording:
    """The part of a text in one language: its stems, its length in English words, and its folded ``signs``, if any."""

    language: str
    stems: tuple[str, ...]
    signs: str
    length: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Query:
    """A theme ready to be matched: stemmed phrases with weights; ``shown`` has the terms as configured.

    A term in signs is a phrase of one part, its key; ``signs`` finds such keys. ``languages`` are those that a phrase
    is looked for in; one that is not there is looked for everywhere. ``order`` has every phrase that is looked for.
    """

    theme: Theme
    terms: dict[Phrase, float]
    support: dict[Phrase, float]
    exclude: frozenset[Phrase]
    shown: dict[Phrase, str]
    order: dict[Phrase, int]
    signs: re.Pattern[str] | None
    languages: dict[Phrase, frozenset[str]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Match:
    """What of a query stands in a text: counts of its phrases, and the number of words of the text."""

    terms: Mapping[Phrase, int]
    support: Mapping[Phrase, int]
    excluded: bool
    length: int


@functools.lru_cache(maxsize=256)
def make_query(theme: Theme) -> Query:
    """The query of a theme; a phrase given twice keeps its highest weight.

    It is worked out once, for every document is asked for the same themes.
    """
    terms: dict[Phrase, float] = {}
    shown: dict[Phrase, str] = {}
    spoken: dict[Phrase, set[str]] = {}
    for term in theme.terms:
        phrase = _phrase(term.text)
        if phrase:
            terms[phrase] = max(term.weight, terms.get(phrase, 0.0))
            shown.setdefault(phrase, term.text)
            spoken.setdefault(phrase, set()).add(primary(term.language or ""))
    words = split_words(f"{theme.title} {theme.description}")
    support = {(word.stem,): _DESCRIPTION_WEIGHT for word in words if not is_function_word(word.lower)}
    exclude = frozenset(_phrase(text) for text in theme.exclude)
    order = {
        phrase: place for place, phrase in enumerate(dict.fromkeys((*terms, *support, *sorted(exclude))))
    }
    return Query(
        theme=theme,
        terms=terms,
        support={phrase: weight for phrase, weight in support.items() if phrase not in terms},
        exclude=exclude,
        shown=shown,
        order=order,
        signs=pattern_of(phrase[0] for phrase in (*terms, *exclude) if phrase and is_in_signs(phrase[0])),
        languages={phrase: frozenset(found) for phrase, found in spoken.items() if "" not in found},
    )


def _phrase(text: str) -> Phrase:
    return (key_of(text),) if is_in_signs(text) else stems(text)


class Spoken(Protocol):
    """Whatever has a path and a language, like a document."""

    @property
    def path(self) -> str:
        """Where it is shown."""
        ...

    @property
    def language(self) -> str:
        """A BCP 47 tag."""
        ...


def unsearched(documents: Iterable[Spoken], themes: Sequence[Theme]) -> tuple[Problem, ...]:
    """One problem for each document in Korean, Japanese or Chinese where no theme has a term that can stand in it."""
    terms = [term for theme in themes for term in theme.terms]
    anywhere = any(not term.language and is_in_signs(term.text) for term in terms)
    served = LANGUAGES if anywhere else {primary(term.language) for term in terms if term.language}
    return tuple(
        Problem(
            subject=document.path,
            stage="language",
            message=f'in {LANGUAGES[language]}, and no theme has terms for it; give some with language = "{language}"',
        )
        for document in documents
        if (language := primary(document.language)) in LANGUAGES and language not in served
    )


def _sizes(phrases: Iterable[Phrase]) -> dict[str, tuple[int, ...]]:
    """Lengths of the phrases that begin with a stem, the longest first."""
    sizes: dict[str, set[int]] = {}
    for phrase in phrases:
        if phrase:
            sizes.setdefault(phrase[0], set()).add(len(phrase))
    return {stem: tuple(sorted(lengths, reverse=True)) for stem, lengths in sizes.items()}


@dataclass(slots=True)
class _Found:
    """What was found of one theme so far."""

    terms: dict[Phrase, int] = field(default_factory=dict)
    support: dict[Phrase, int] = field(default_factory=dict)
    excluded: bool = False

    def add(self, query: Query, phrase: Phrase) -> None:
        """Nothing; afterwards the phrase is found once more."""
        if phrase in query.terms:
            self.terms[phrase] = self.terms.get(phrase, 0) + 1
        elif phrase in query.support:
            self.support[phrase] = self.support.get(phrase, 0) + 1
        if phrase in query.exclude:
            self.excluded = True


class Search:
    """Themes to be looked for together: one pass over a text finds the terms of all."""

    __slots__ = ("_owners", "_signs", "_sizes", "queries")

    def __init__(self, queries: Sequence[Query]) -> None:
        """Take the queries of the themes; what is found is told in their order."""
        self.queries = tuple(queries)
        self._owners: dict[Phrase, list[tuple[int, Query, frozenset[str] | None]]] = {}
        self._signs = [(place, query) for place, query in enumerate(queries) if query.signs]
        for place, query in enumerate(queries):
            for phrase in query.order:
                self._owners.setdefault(phrase, []).append((place, query, query.languages.get(phrase)))
        self._sizes = _sizes(self._owners)

    def match(self, wordings: Sequence[Wording]) -> tuple[Match, ...]:
        """What of each theme stands in a text. Linear in words times the longest phrase.

        From left to right the longest phrase wins, so that ``energy security`` is not counted as ``energy`` too.
        """
        found: dict[int, _Found] = {}
        length = 0
        for wording in wordings:
            length += wording.length
            self._find_stems(wording, found)
            if wording.signs:
                self._find_signs(wording, found)
        nothing = Match(terms=_NONE, support=_NONE, excluded=False, length=length)
        matches = [nothing] * len(self.queries)
        for place, it in found.items():
            matches[place] = Match(terms=it.terms, support=it.support, excluded=it.excluded, length=length)
        return tuple(matches)

    def _find_stems(self, wording: Wording, found: dict[int, _Found]) -> None:
        words, sizes, owners = wording.stems, self._sizes, self._owners
        ends: dict[int, int] = {}
        for start in [place for place, word in enumerate(words) if word in sizes]:
            for size in sizes[words[start]]:
                phrase = words[start : start + size]
                for place, query, languages in owners.get(phrase, ()):
                    if ends.get(place, 0) > start:  # inside a phrase of that theme which was found
                        continue
                    ends[place] = start + size
                    if languages is None or wording.language in languages:
                        if place not in found:
                            found[place] = _Found()
                        found[place].add(query, phrase)

    def _find_signs(self, wording: Wording, found: dict[int, _Found]) -> None:
        for place, query in self._signs:
            for match in query.signs.finditer(wording.signs) if query.signs else ():
                phrase = ("".join(match.group().split()),)
                if phrase not in query.languages or wording.language in query.languages[phrase]:
                    found.setdefault(place, _Found()).add(query, phrase)


def weight_of(query: Query, match: Match) -> float:
    """The weight of the theme's terms that stand in a text, each counted once; nothing for an excluded one."""
    return 0.0 if match.excluded else math.fsum([query.terms[phrase] for phrase in match.terms])


def rank(query: Query, matches: Sequence[Match], others: Sequence[Match] = ()) -> tuple[float, ...]:
    """The BM25 score of each text, in the order given; 0 where no term stands or an excluded one does.

    Those of ``others`` follow: they are scored on the same scale, and have no part in it.
    """
    rarity = _rarity(matches)
    mean = sum(match.length for match in matches) / len(matches) if matches else 0.0
    return tuple(_score(query, match, rarity, mean) for match in (*matches, *others))


def _rarity(matches: Sequence[Match]) -> dict[Phrase, float]:
    """Inverse document frequency, never below a small positive value."""
    texts: Counter[Phrase] = Counter(
        chain.from_iterable(chain(match.terms, match.support) for match in matches)
    )
    return {
        phrase: math.log(1 + (len(matches) - count + 0.5) / (count + 0.5)) for phrase, count in texts.items()
    }


def _score(query: Query, match: Match, rarity: dict[Phrase, float], mean: float) -> float:
    """The score of a text, the same in whatever order its phrases stand."""
    if match.excluded or not match.terms:
        return 0.0
    flat = _K1 * (1 - _B + _B * match.length / mean)
    weighted = [(query.terms[phrase], phrase, count) for phrase, count in match.terms.items()]
    weighted += [(query.support[phrase], phrase, count) for phrase, count in match.support.items()]
    return math.fsum(
        [
            weight * rarity[phrase] * (count * (_K1 + 1) / (count + flat))
            for weight, phrase, count in weighted
            if phrase in rarity
        ]
    )
