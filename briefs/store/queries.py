"""What a user typed, taken apart: words, all of which must stand in a document, and phrases in quotation marks.

Nothing in it is an operator.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final

from sqlalchemy import Select

from briefs.store.bigrams import has_signs, pairs_of, pieces_of
from briefs.store.encoding import storable
from briefs.store.tables import AnyRow

_MOST_TERMS: Final = 32
"""Words of a query that count: nobody types more, and SQLite allows 256 branches."""
_UNIT: Final = re.compile(
    r'["“”„«»「」『』](?P<phrase>[^"“”„«»「」『』]*)["“”„«»「」『』]|(?P<word>[^\s"“”„«»「」『』]+)'
)


@dataclass(frozen=True, slots=True)
class Term:
    """Words that stand in a document one after the other; with ``begins``, the last of them may go on."""

    words: str
    begins: bool = False


@dataclass(frozen=True, slots=True)
class Match:
    """A list that is narrowed to what holds all terms, what it is ordered by, and an excerpt of each of its rows.

    The rows have the text as ``body`` beside whatever ``excerpt`` needs.
    """

    listed: Select[Any]
    rank: Any
    excerpt: Callable[[AnyRow], str]


def terms_of(query: str) -> tuple[Term, ...]:
    """The terms of a query, all of which must be found; none where it holds no word."""
    terms: list[Term] = []
    for unit in _UNIT.finditer(storable(query.replace("\0", " "))):
        phrase = unit["phrase"]
        if phrase is not None and not has_signs(phrase):
            terms.append(Term(" ".join(filter(_tells, phrase.split()))))
        else:
            for word in (phrase or unit["word"] or "").split():
                terms += [_term(piece) for piece in pieces_of(word) if _tells(piece)]
    return tuple([term for term in terms if term.words][:_MOST_TERMS])


def first_run(query: str) -> str:
    """The first run of signs without spaces in a query; empty where there is none."""
    pieces = (piece for word in query.split() for piece in pieces_of(word))
    return next((piece for piece in pieces if has_signs(piece)), "")


def _term(piece: str) -> Term:
    pairs = pairs_of(piece)
    return Term(" ".join(pairs)) if pairs else Term(piece, begins=has_signs(piece))


def _tells(word: str) -> bool:
    return any(map(str.isalnum, word))
