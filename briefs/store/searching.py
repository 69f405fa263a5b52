"""Finding what is kept: by words, by source, language and day, or by the beginning of a document's id.

A query is words, all of which must stand in a document, and phrases in quotation marks. Nothing a user types
is an operator. English words match in any form; Chinese, Japanese and Korean ones anywhere in a run of signs.
"""

import re
from typing import Any, Final

from sqlalchemy import Connection, Select, and_, func, literal_column, or_, select, text
from sqlalchemy.sql import ColumnElement

from briefs.store.bigrams import has_signs, pairs_of, pieces_of
from briefs.store.documents import conditions
from briefs.store.encoding import PREFIX, document_id, moment_of, storable
from briefs.store.tables import AnyRow, DocumentState, document, member
from briefs.store.values import Entry, Search

_MOST_TERMS: Final = 32
"""Words of a query that count: nobody types more, and SQLite allows 256 branches."""
_BEFORE: Final = 30
_AFTER: Final = 90
"""Signs shown around the place where a query with signs matches: three lines of a terminal at most."""
_WORDS_SHOWN: Final = 24
_FEWEST_DIGITS: Final = 4
"""Of an id: as many as Git asks for; among a thousand documents one in sixty shares them with another."""
_UNIT: Final = re.compile(
    r'["“”„«»「」『』](?P<phrase>[^"“”„«»「」『』]*)["“”„«»「」『』]|(?P<word>[^\s"“”„«»「」『』]+)'
)
_ID: Final = re.compile(rf"(?:{PREFIX})?([0-9a-f]{{{_FEWEST_DIGITS},64}})")
_EXCERPT: Final[ColumnElement[str]] = literal_column(f"snippet(search, 1, '', '', '…', {_WORDS_SHOWN})")
_RANK: Final[ColumnElement[float]] = literal_column("bm25(search, 4.0, 1.0, 1.0)")
"""A word in a title tells more than one in the text: four times is what news search commonly uses."""
_COLUMNS: Final = tuple(
    document.c[name]
    for name in (
        "digest", "source", "locator", "retrieved", "url", "media_type", "title", "published", "language", "words",
        "problem", "state",
    )
)  # fmt: skip

_BEST_LAST: Final = (document.c.state.desc(), document.c.id)
"""Usable after all others ("current" < "kept-out" < "superseded"), and of those the newest."""


def search(connection: Connection, wanted: Search) -> tuple[Entry, ...]:
    """What is kept and matches: the best first, without a query the newest; what is kept out comes last."""
    listed = select(*_COLUMNS).where(document.c.state != DocumentState.SUPERSEDED, *_filters(wanted))
    newest = (document.c.retrieved.desc(), document.c.locator, document.c.source, document.c.id)
    usable_first = document.c.state  # "current" < "kept-out"
    if not wanted.query.strip():
        rows = connection.execute(listed.order_by(usable_first, *newest).limit(wanted.limit))
        return tuple(_entry(row) for row in rows)
    match = match_expression(wanted.query)
    if not match:
        return ()
    found = _matching(listed, match).order_by(usable_first, _RANK, *newest).limit(wanted.limit)
    signs = first_run(wanted.query)
    return tuple(_entry(row, _excerpt(row, signs)) for row in connection.execute(found))


def entries(connection: Connection, prefix: str) -> tuple[Entry, ...]:
    """The documents whose id begins so, each once; where there is none, the containers that hold one.

    At least four hexadecimal digits are needed. Several entries are an ambiguity.
    """
    given = _ID.fullmatch(prefix.strip().lower())
    if given is None:
        return ()
    return _own(connection, given[1]) or _holders(connection, given[1])


def match_expression(query: str) -> str:
    """The query in SQLite's language, every word quoted; empty where it holds no word."""
    terms: list[str] = []
    for unit in _UNIT.finditer(storable(query).replace("\0", " ")):
        phrase = unit["phrase"]
        if phrase is not None and not has_signs(phrase):
            terms.append(_quoted(" ".join(filter(_tells, phrase.split()))))
        else:
            for word in (phrase or unit["word"] or "").split():
                terms += [_term(piece) for piece in pieces_of(word) if _tells(piece)]
    return " AND ".join([term for term in terms if term][:_MOST_TERMS])


def first_run(query: str) -> str:
    """The first run of signs without spaces in a query; empty where there is none."""
    pieces = (piece for word in query.split() for piece in pieces_of(word))
    return next((piece for piece in pieces if has_signs(piece)), "")


def _own(connection: Connection, begins: str) -> tuple[Entry, ...]:
    chosen = select(*_COLUMNS).where(document.c.digest.startswith(begins))
    rows = connection.execute(chosen.order_by(document.c.digest, *_BEST_LAST))
    return tuple({row.digest: _entry(row) for row in rows}.values())


def _holders(connection: Connection, begins: str) -> tuple[Entry, ...]:
    """One container for each document that is inside one: which one of several makes no difference."""
    chosen = (
        select(*_COLUMNS, member.c.digest.label("inside"))
        .join(member, member.c.container == document.c.digest)
        .where(member.c.digest.startswith(begins))
        .order_by(member.c.digest, *_BEST_LAST)
    )
    best = {row.inside: row for row in connection.execute(chosen)}
    return tuple({row.digest: _entry(row) for row in best.values()}.values())


def _filters(wanted: Search) -> list[ColumnElement[bool]]:
    sources = None if wanted.source is None else (wanted.source,)
    filters = [*conditions(sources, wanted.since)]
    if wanted.language is not None:
        language, of_row = wanted.language.lower(), func.lower(document.c.language)
        filters.append(or_(of_row == language, of_row.startswith(f"{language}-", autoescape=True)))
    return filters


def _matching(listed: Select[Any], match: str) -> Select[Any]:
    return (
        listed.add_columns(_EXCERPT.label("excerpt"), literal_column("search.text").label("body"))
        .join(text("search"), and_(literal_column("search.rowid") == document.c.id))
        .where(text("search MATCH :match").bindparams(match=match))
    )


def _term(piece: str) -> str:
    pairs = pairs_of(piece)
    if pairs:
        return _quoted(" ".join(pairs))
    return f"{_quoted(piece)}*" if has_signs(piece) else _quoted(piece)


def _quoted(words: str) -> str:
    return f'"{words}"' if words else ""


def _tells(word: str) -> bool:
    return any(map(str.isalnum, word))


def _excerpt(row: AnyRow, signs: str) -> str:
    """Where the text matches, white space folded; its beginning where only the title does."""
    place = row.body.find(signs) if signs else -1
    if place < 0:
        return " ".join(row.excerpt.split())
    start, end = max(0, place - _BEFORE), place + _AFTER
    cut = row.body[start:end]
    return f"{'…' if start else ''}{' '.join(cut.split())}{'…' if end < len(row.body) else ''}"


def _entry(row: AnyRow, excerpt: str = "") -> Entry:
    return Entry(
        document=document_id(row.digest),
        source=row.source,
        locator=row.locator,
        retrieved=moment_of(row.retrieved),
        url=row.url,
        media_type=row.media_type,
        title=row.title,
        published=row.published,
        language=row.language,
        words=row.words,
        problem=row.problem,
        superseded=row.state == DocumentState.SUPERSEDED,
        excerpt=excerpt,
    )
