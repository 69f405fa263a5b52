"""The gist of a sentence: what its main clauses say of whom, without who somebody is, why, and what came of it.

Rules on the surface: commas, dashes, the words that open a clause. A main clause that cannot be told apart is the
whole sentence, which asks more of what is to confirm it.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from briefs.evidence.assertions import Assertion, tells
from briefs.evidence.callings import Name, find_names, is_name
from briefs.evidence.figures import Figure
from briefs.evidence.moods import mood_of
from briefs.evidence.wordings import wording_of
from briefs.language.english import TITLES
from briefs.language.words import Word, split_words

_LABEL: Final = re.compile(r"^[^,.:;—–]{3,40} [—–] ")
"""``18 August 2025 — Lee tells …``: an entry of a chronology."""
_OPENING: Final = re.compile(
    r"^(?:(?:When|While|As|After|Before|Although|Though|Since|Because)\b[^,]{1,160}"
    r"|(?:In|On|At|Under|With|During|By|From|Despite|Following|Until|Within|Amid|Before|After)(?: [^\s,]+){1,6}), "
)
"""What stands before a main clause."""
_OFFICE: Final = re.compile(
    rf"\b(?P<title>{'|'.join(sorted(TITLES))}), (?P<name>[A-Z][^\s,]*(?: [A-Z][^\s,]*){{0,3}}),(?= )"
)
"""``Japan’s prime minister, Sanae Takaichi, opened``."""
_INSERTED: Final = re.compile(
    r", (?:an?|the|who|whose|which|where|as|then|both|now|also|his|her|its|their|[a-z]+ing)\b[^,]{1,160}(?=, )"
)
"""What stands between commas within one."""
_BESIDE: Final = re.compile(
    r"(?:,| [—–]) (?:which|who|whose|where|when|while|as|after|before|because|since|so|though|although|with|without"
    r"|in part|an?|the|one|rather|not|including|despite|following|according|his|her|its|their|[a-z]+ing)\b.*$"
    r"|,? (?:and|but) not (?:by|in|on|for|with|from|only)\b.*$"
)
"""What stands after one."""
_LISTED: Final = re.compile(r": .*$")
"""What a main clause only leads to."""
_NEXT: Final = re.compile(r"; |, (?:and|but|then|so) | [—–] | and (?=(?:says?|said|adds?|added)\b)")
"""Between two main clauses."""
_PIECE: Final = re.compile(r"[,;:()—–]| (?=(?:who|which|where|whose|when|while|because|although|though)\b)")
_FEWEST: Final = 3
"""Wordings of what can be a main clause."""
_SMALL: Final = frozenset(
    ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
)
_HYPHENS: Final = frozenset("-‑‐")


@dataclass(frozen=True, slots=True, kw_only=True)
class Clause:
    """One main clause: what its words stand for, and the names in it."""

    text: str
    told: frozenset[str]
    named: frozenset[Name]


@dataclass(frozen=True, slots=True, kw_only=True)
class Gist:
    """What is compared of a sentence: its main clauses, and what the words of the whole sentence stand for and name.

    ``figures`` are those of the main clauses, and ``mood`` tells whether what they tell was done.
    """

    assertion: Assertion
    clauses: tuple[Clause, ...]
    told: frozenset[str]
    known: frozenset[Name]
    figures: tuple[Figure, ...]
    mood: frozenset[str]

    @property
    def text(self) -> str:
        """The main clauses as they stand."""
        return " | ".join(clause.text for clause in self.clauses)

    @property
    def main(self) -> frozenset[str]:
        """What the words of all main clauses stand for."""
        return frozenset().union(*(clause.told for clause in self.clauses))

    @property
    def named(self) -> frozenset[Name]:
        """The names of all main clauses."""
        return frozenset().union(*(clause.named for clause in self.clauses))


def gist_of(assertion: Assertion, proper: frozenset[str]) -> Gist:
    """The gist of an assertion; ``proper`` are the stems that are names wherever they stand."""
    text = assertion.sentence.text
    clauses = tuple(
        Clause(text=clause, told=told_in(clause, proper), named=frozenset(find_names(clause, proper)))
        for clause in _clauses(text, proper)
    )
    whole = " | ".join(clause.text for clause in clauses)
    return Gist(
        assertion=assertion,
        clauses=clauses,
        told=told_of(assertion.sentence.words, text, proper),
        known=frozenset(find_names(text, proper)),
        figures=tuple(figure for figure in assertion.figures if text[figure.start : figure.end] in whole),
        mood=mood_of(whole),
    )


@lru_cache(maxsize=512)  # a clause is weighed before it is kept, and looked at again with the next sentence
def told_in(text: str, proper: frozenset[str]) -> frozenset[str]:
    """What the words of a text stand for, without names and figures."""
    return told_of(split_words(text), text, proper)


def told_of(words: Sequence[Word], text: str, proper: frozenset[str]) -> frozenset[str]:
    """The same of a text that is in words already."""
    return frozenset(
        wording
        for before, word in zip((None, *words), words, strict=False)
        if len(word.text) > 1
        and tells(word)
        and word.lower not in _SMALL
        and not is_name(word, proper)
        and not (before and is_name(before, proper) and text[before.end : word.start] in _HYPHENS)
        and (wording := wording_of(word.stem))
    )


def passage_on(told: frozenset[str], text: str, proper: frozenset[str]) -> str:
    """The pieces of a text that hold most of some wordings: where it speaks of them."""
    pieces = [(piece, len(told & told_in(piece, proper))) for piece in _PIECE.split(text) if piece.strip()]
    most = max((count for _, count in pieces), default=0)
    return " | ".join(piece for piece, count in pieces if count and 2 * count >= most)


def proper_names(found: Iterable[Assertion]) -> frozenset[str]:
    """The stems that stand in capitals more often than not, the first words of sentences left aside."""
    counts: dict[str, int] = {}
    for assertion in found:
        for word in assertion.sentence.words[1:]:
            counts[word.stem] = counts.get(word.stem, 0) + (1 if word.capitalised else -1)
    return frozenset(one for one, count in counts.items() if count > 0)


def _clauses(text: str, proper: frozenset[str]) -> Iterator[str]:
    """The main clauses of a sentence, each without what stands beside it."""
    bare = _INSERTED.sub("", _OFFICE.sub(r"\g<title> \g<name>", _LABEL.sub("", text)))
    opened = _OPENING.sub("", bare)
    bare = opened if _is_clause(opened, proper) else bare
    lead = _LISTED.sub("", bare)
    bare = lead if _is_clause(lead, proper) else bare
    found: Sequence[str] = [_BESIDE.sub("", piece) for piece in _NEXT.split(bare)]
    kept = [piece for piece in found if _is_clause(piece, proper)]
    yield from kept or [bare]


def _is_clause(text: str, proper: frozenset[str]) -> bool:
    figures = sum(word.is_number for word in split_words(text))
    return len(told_in(text, proper)) + len(frozenset(find_names(text, proper))) + figures >= _FEWEST
