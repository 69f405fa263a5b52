"""An index of words for PostgreSQL, whose own is no match for SQLite's: it drops words, and loses places in long texts.

A row holds the stems of its text in order, two spaces apart, so that a phrase is a part of that text; and each stem
once in an array with an index, by which the few rows are found in which phrases are looked for. Texts are taken
apart as FTS5's ``unicode61`` does, stems are those of its ``porter``, ranks those of its ``bm25``, excerpts those
of its ``snippet``: a test holds the two together.
"""

import re
import unicodedata
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final, TypeAlias

from sqlalchemy import ColumnElement, Connection, Select, literal_column, text

from briefs.store.bigrams import has_signs
from briefs.store.queries import Match, Term
from briefs.store.tables import AnyRow, document

WORDS_SHOWN: Final = 24
WEIGHT: Final = 4.0
"""A word in a title tells more than one in the text: four times is what news search commonly uses."""
_TOKEN: Final = re.compile("[^\\W_](?:[^\\W_]|[\u0300-\u0331])*")
_DIACRITICS: Final = re.compile("[\u0300-\u036f]")
_LONGEST: Final = 200
"""Signs of a word that count: what is longer is none, and an entry of PostgreSQL's index has 2,700 bytes at most."""
_STEMMED: Final = range(3, 65)
"""Bytes of the words that FTS5 stems."""
_GAP: Final = "  "
_LOOK: Final = 64
"""Signs before a word in which the end of a sentence is looked for."""
_Place: TypeAlias = tuple[int, ...]
"""Where a term begins, the term's number, and its length in words."""

ROW: Final[ColumnElement[int]] = literal_column("search.id")
_STEMS: Final = text("SELECT word, (ts_lexize('stems', word))[1] FROM unnest(CAST(:words AS text[])) AS word")
_ADD: Final = text(
    "INSERT INTO search (id, title, text, title_words, text_words, marks, count, terms) "
    "VALUES (:row, :title, :text, :title_words, :text_words, :marks, :count, :terms)"
)
_COPY: Final = text(
    "INSERT INTO search (id, title, text, title_words, text_words, marks, count, terms) "
    "SELECT :row, title, text, title_words, text_words, marks, count, terms FROM search WHERE id = :of"
)
_BODY: Final = text("SELECT text FROM search WHERE id = :row")
_REMOVE: Final = text("DELETE FROM search WHERE id = :row")
_COLUMNS: Final = ("title_words", "text_words", "marks")
_FIRST, _FIRST_OF_ALL, _NEW, _AGAIN = 100, 120, 1000, 1
"""What an excerpt is worth that begins with a sentence, or with the text; for each term in it, and for each again."""


@dataclass(frozen=True, slots=True)
class _Stems:
    """A term as it stands in the index."""

    words: tuple[str, ...]
    begins: bool

    @property
    def pattern(self) -> str:
        """What is looked for in the text of stems."""
        joined = f" {f'{_GAP}'.join(self.words)}"
        return joined if self.begins else f"{joined} "


def add(connection: Connection, row: Mapping[str, Any]) -> None:
    """Nothing; afterwards the row is in the index."""
    columns = [[word for word, _, _ in tokens(row[name])] for name in ("title", "text", "marks")]
    stems = _stems(connection, {word for column in columns for word in column})
    said = [[stems[word] for word in column] for column in columns]
    signs = {sign for word in said[2] for sign in word if has_signs(sign)}
    connection.execute(
        _ADD,
        {
            **row,
            **{name: _spaced(column) for name, column in zip(_COLUMNS, said, strict=True)},
            "count": sum(map(len, said)),
            "terms": sorted(signs.union(*said)),
        },
    )


def copy(connection: Connection, rows: Mapping[str, int]) -> None:
    """Nothing; afterwards ``row`` holds what ``of`` holds."""
    connection.execute(_COPY, rows)


def body(connection: Connection, row: int) -> str | None:
    """The text that is searched; None where there is no such row."""
    found: str | None = connection.scalar(_BODY, {"row": row})
    return found


def remove(connection: Connection, rows: Sequence[Mapping[str, int]]) -> None:
    """Nothing; afterwards the rows are gone."""
    connection.execute(_REMOVE, rows)


def fault(_: Connection) -> str | None:
    """Nothing is wrong by its own account: the database keeps its indexes itself."""
    return None


def matching(connection: Connection, listed: Select[Any], terms: Sequence[Term]) -> Match:
    """``listed`` narrowed to what holds all terms."""
    wanted = _terms(connection, terms)
    values: dict[str, Any] = {f"stems{place}": list(term.words) for place, term in enumerate(wanted)}
    values |= {f"pattern{place}": term.pattern for place, term in enumerate(wanted)}
    held = " AND ".join(_holds(place, term) for place, term in enumerate(wanted)) or "false"
    narrowed = (
        listed.add_columns(
            literal_column("search.text").label("body"), literal_column("search.text_words").label("stems")
        )
        .join(text("search"), document.c.id == ROW)
        .where(_bound(held, values))
    )
    return Match(
        listed=narrowed, rank=_bound(_rank(wanted), values), excerpt=lambda row: _excerpt(row, wanted)
    )


def _excerpt(row: AnyRow, terms: Sequence[_Stems]) -> str:
    """The words around the place that matches best."""
    found = [match.span() for match in _TOKEN.finditer(row.body)]
    words = row.stems.split()
    places: list[_Place] = sorted(
        (place, number, len(term.words))
        for number, term in enumerate(terms)
        for place in _places(words, term)
    )
    start = _best(places, _sentences(row.body, found), len(words))
    end = start + WORDS_SHOWN
    beginning = found[start][0] if start else 0
    ending = len(row.body) if end >= len(found) else found[end - 1][1]
    return f"{'…' if start else ''}{row.body[beginning:ending]}{'…' if end < len(found) else ''}"


def tokens(said: str) -> list[tuple[str, int, int]]:
    """Each word of a text without capitals and diacritics, with its start and its end."""
    return [(_folded(match[0]), match.start(), match.end()) for match in _TOKEN.finditer(said)]


def _folded(word: str) -> str:
    small = word.lower()
    if not small.isascii():
        bare = _DIACRITICS.sub("", unicodedata.normalize("NFD", small))
        small = unicodedata.normalize("NFC", bare)
    return small[:_LONGEST]


def _stems(connection: Connection, words: Iterable[str]) -> dict[str, str]:
    """The stem of each word, which is the word itself where it is too short or too long for one."""
    stems = {word: word for word in words}
    long = sorted(word for word in stems if len(word.encode()) in _STEMMED)
    if long:
        stems.update((word, stem or word) for word, stem in connection.execute(_STEMS, {"words": long}))
    return stems


def _spaced(stems: Sequence[str]) -> str:
    return f" {_GAP.join(stems)} " if stems else ""


def _terms(connection: Connection, terms: Sequence[Term]) -> list[_Stems]:
    words = [[word for word, _, _ in tokens(term.words)] for term in terms]
    stems = _stems(connection, {word for each in words for word in each})
    return [
        _Stems(tuple(stems[word] for word in each), term.begins)
        for each, term in zip(words, terms, strict=True)
    ]


def _bound(expression: str, values: Mapping[str, Any]) -> Any:
    return text(expression).bindparams(
        **{name: it for name, it in values.items() if f":{name} " in expression}
    )


def _holds(place: int, term: _Stems, table: str = "search") -> str:
    """What a row must satisfy to hold a term."""
    if not term.words:
        return "false"
    held = f"{table}.terms @> CAST(:stems{place} AS text[])"
    if len(term.words) == 1:
        return held
    found = " OR ".join(f"strpos({table}.{column}, :pattern{place} ) > 0" for column in _COLUMNS)
    return f"{held} AND ({found})"


def _rank(terms: Sequence[_Stems]) -> str:
    """FTS5's bm25: the smaller, the better."""
    rows, mean = "(SELECT count(*) FROM search)", "(SELECT avg(count) FROM search)"
    size = f"1.2 * (0.25 + 0.75 * search.count / {mean})"
    parts = []
    for place, term in enumerate(terms):
        having = f"(SELECT count(*) FROM search AS other WHERE {_holds(place, term, 'other')})"  # noqa: S608 - no words of the user
        weight = f"greatest(ln(({rows} - {having} + 0.5) / ({having} + 0.5)), 0.000001)"
        times = " + ".join(
            f"{WEIGHT if column == 'title_words' else 1.0} * (octet_length(search.{column}) - "
            f"octet_length(replace(search.{column}, :pattern{place} , ''))) / octet_length(:pattern{place} )"
            for column in _COLUMNS
        )
        # times * 2.2 / (times + size), with the costly part once.
        parts.append(f"{weight} * (2.2 - 2.2 * {size} / ({times} + {size}))")
    return f"-({' + '.join(parts) or '0'})"


def _places(words: Sequence[str], term: _Stems) -> Iterator[int]:
    """Where in a text of stems a term begins."""
    length = len(term.words)
    if term.begins or not length:  # one sign, which a word may begin with
        yield from (place for place, word in enumerate(words) if length and word.startswith(term.words[0]))
        return
    wanted = list(term.words)
    for place, word in enumerate(words):
        if word == wanted[0] and (length == 1 or words[place : place + length] == wanted):
            yield place


def _sentences(body: str, found: Sequence[tuple[int, int]]) -> list[int]:
    """The words with which sentences begin: before them stands nothing, a full stop or a colon."""
    return [place for place, (start, _) in enumerate(found) if _begins(body[max(0, start - _LOOK) : start])]


def _begins(before: str) -> bool:
    said = before.rstrip(" \t\n\r")
    return not said or said[-1] in ".:"


def _best(places: Sequence[_Place], sentences: Sequence[int], size: int) -> int:
    """The first word of the best excerpt."""
    best, start = 0, 0
    for place, _, _ in places:
        worth, centred = _worth(places, place, size)
        if worth > best:
            best, start = worth, centred
        number = bisect_right(sentences, place) - 1
        if number >= 0 and sentences[number] < place and size > WORDS_SHOWN:
            before = sentences[number]
            worth = _worth(places, before, size)[0] + (_FIRST if before else _FIRST_OF_ALL)
            if worth > best:
                best, start = worth, before
    return start


def _worth(places: Sequence[_Place], start: int, size: int) -> tuple[int, int]:
    """What the words from ``start`` on are worth, and where they would start with the matches in their middle."""
    inside = places[bisect_left(places, (start,)) : bisect_left(places, (start + WORDS_SHOWN,))]
    different = len({number for _, number, _ in inside})
    first, last = (inside[0][0], inside[-1][0] + inside[-1][2]) if inside else (start, start)
    centred = first - (WORDS_SHOWN - (last - first)) // 2
    return (
        different * _NEW + (len(inside) - different) * _AGAIN,
        max(0, min(centred, size - WORDS_SHOWN)),
    )
