"""Finding what is kept: by words, by source, language and day, or by the beginning of a document's id.

A query is words, all of which must stand in a document, and phrases in quotation marks. Nothing a user types
is an operator. English words match in any form; Chinese, Japanese and Korean ones anywhere in a run of signs.
"""

import re
from typing import Final

from sqlalchemy import Connection, func, or_, select
from sqlalchemy.sql import ColumnElement

from briefs.store import index
from briefs.store.documents import conditions
from briefs.store.encoding import PREFIX, document_id, moment_of
from briefs.store.queries import first_run, terms_of
from briefs.store.tables import AnyRow, DocumentState, document, member
from briefs.store.values import Entry, Search

_BEFORE: Final = 30
_AFTER: Final = 90
"""Signs shown around the place where a query with signs matches: three lines of a terminal at most."""
_FEWEST_DIGITS: Final = 4
"""Of an id: as many as Git asks for; among a thousand documents one in sixty shares them with another."""
_ID: Final = re.compile(rf"(?:{PREFIX})?([0-9a-f]{{{_FEWEST_DIGITS},64}})")
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
        newest_first = listed.order_by(usable_first, *newest).limit(wanted.limit)
        return tuple(_entry(row) for row in connection.execute(newest_first))
    terms = terms_of(wanted.query)
    if not terms:
        return ()
    match = index.matching(connection, listed, terms)
    best_first = match.listed.order_by(usable_first, match.rank, *newest).limit(wanted.limit)
    signs = first_run(wanted.query)
    return tuple(
        _entry(row, _around(row, signs) or " ".join(match.excerpt(row).split()))
        for row in connection.execute(best_first)
    )


def entries(connection: Connection, prefix: str) -> tuple[Entry, ...]:
    """The documents whose id begins so, each once; where there is none, the containers that hold one.

    At least four hexadecimal digits are needed. Several entries are an ambiguity.
    """
    given = _ID.fullmatch(prefix.strip().lower())
    if given is None:
        return ()
    return _own(connection, given[1]) or _holders(connection, given[1])


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


def _around(row: AnyRow, signs: str) -> str:
    """Where a run of signs stands in the text, white space folded; empty where it does not."""
    place = row.body.find(signs) if signs else -1
    if place < 0:
        return ""
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
