"""What became of what editions cite: it stands as it stood, another version took its place, or it is gone.

A cited version stands at a place: a source, and an address or path of it. Places are looked at again; of each it is
remembered when, by what validators, and whether it is gone. What became of one can be settled by a person, for what
it has become and nothing else: when it changes again it is told again.
"""

import datetime
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from types import MappingProxyType
from typing import Any, Final

from sqlalchemy import Connection, and_, bindparam, func, insert, or_, select, update

from briefs.model import DocumentId
from briefs.store import index
from briefs.store.encoding import (
    PREFIX,
    document_id,
    listing_of,
    moment_of,
    moment_or_none,
    stamp,
    storable,
    storable_or_none,
)
from briefs.store.tables import AnyRow, DocumentState, citation, document, member, settled, watched
from briefs.store.values import GONE, Cited, Settlement, Watched

_now: Final = document.alias("standing")
_AT_PLACE: Final = and_(
    _now.c.source == document.c.source,
    _now.c.locator == document.c.locator,
    _now.c.state != DocumentState.SUPERSEDED,
)
_WATCHED: Final = and_(watched.c.source == document.c.source, watched.c.locator == document.c.locator)
_ROWS: Final = (
    select(
        document.c.id,
        document.c.digest,
        document.c.source,
        document.c.locator,
        document.c.url,
        document.c.title,
        _now.c.id.label("now_id"),
        _now.c.digest.label("now_digest"),
        _now.c.state.label("now_state"),
        _now.c.title.label("now_title"),
        _now.c.problem.label("now_problem"),
        _now.c.retrieved.label("now_retrieved"),
        _now.c.last_seen.label("now_seen"),
        watched.c.gone,
        watched.c.message,
    )
    .outerjoin_from(document, _now, _AT_PLACE)
    .outerjoin(watched, _WATCHED)
    .where(document.c.digest.in_(select(citation.c.digest)))
    .order_by(document.c.locator, document.c.source, document.c.id, _now.c.id)
)
_HERE: Final = (watched.c.source == bindparam("of"), watched.c.locator == bindparam("at"))
_IS_CITED: Final = (
    select(document.c.id)
    .where(
        document.c.source == bindparam("of"),
        document.c.locator == bindparam("at"),
        document.c.digest.in_(select(citation.c.digest)),
    )
    .limit(1)
)
_STANDING: Final = (
    select(document.c.locator, document.c.digest)
    .where(
        document.c.source == bindparam("of"),
        document.c.state != DocumentState.SUPERSEDED,
        document.c.digest.in_(select(citation.c.digest)),
    )
    .order_by(document.c.locator)
)


def cited(connection: Connection) -> tuple[Cited, ...]:
    """Every place of a version that an edition cites, and what became of it, by locator and source."""
    editions = defaultdict(set)
    for name, digest in connection.execute(select(citation.c.edition, citation.c.digest)):
        editions[digest].add(name)
    members = defaultdict(set)
    inside = select(member.c.digest, member.c.container)
    for digest, container in connection.execute(
        inside.where(member.c.container.in_(select(citation.c.digest)))
    ):
        members[container].add(document_id(digest))
    places: dict[tuple[str, str, str], list[AnyRow]] = defaultdict(list)
    for row in connection.execute(_ROWS):
        places[row.digest, row.source, row.locator].append(row)
    known = _settlements(connection)
    return tuple(
        _cited(connection, rows, editions[digest], members[digest], known)
        for (digest, _, _), rows in places.items()
    )


def to_ask(
    connection: Connection,
    sources: Collection[str],
    cited_since: datetime.datetime,
    asked_before: datetime.datetime,
) -> tuple[Watched, ...]:
    """The addresses that were cited since ``cited_since`` and not asked since ``asked_before``, the oldest first.

    Only what still counts as standing there: its newest usable version.
    """
    recent = select(citation.c.digest).where(citation.c.cited >= stamp(cited_since))
    asked = func.coalesce(watched.c.asked, _now.c.last_seen)
    places = (
        select(document.c.source, document.c.locator)
        .where(document.c.digest.in_(recent), document.c.source.in_([storable(name) for name in sources]))
        .distinct()
        .subquery()
    )
    rows = connection.execute(
        select(_now, watched.c.etag, watched.c.last_modified)
        .join_from(_now, places, and_(places.c.source == _now.c.source, places.c.locator == _now.c.locator))
        .outerjoin(watched, and_(watched.c.source == _now.c.source, watched.c.locator == _now.c.locator))
        .where(
            _now.c.state == DocumentState.CURRENT,
            or_(_now.c.locator.like("http://%"), _now.c.locator.like("https://%")),
            asked < stamp(asked_before),
        )
        .order_by(asked, _now.c.locator, _now.c.source)
    ).all()
    return tuple(_watched(connection, row) for row in rows)


def note_asked(connection: Connection, place: Watched, moment: datetime.datetime) -> None:
    """Nothing; afterwards the place is known to have been asked, with the validators it has now, and not to be gone."""
    values = {
        "asked": stamp(moment),
        "etag": storable_or_none(place.etag),
        "last_modified": storable_or_none(place.last_modified),
        "gone": None,
        "message": None,
    }
    _note(connection, place.source, place.locator, values)


def note_passed(connection: Connection, source: str, locator: str, moment: datetime.datetime) -> None:
    """Nothing; afterwards the place is known to have been asked, and what was known of it stays."""
    _note(connection, source, locator, {"asked": stamp(moment)})


def note_gone(
    connection: Connection, source: str, locator: str, message: str, moment: datetime.datetime
) -> None:
    """Nothing; afterwards the place is known to hold nothing any more, if an edition cites what it held.

    It stays noticed since the first time.
    """
    if connection.scalar(_IS_CITED, {"of": storable(source), "at": storable(locator)}) is None:
        return
    _note(
        connection,
        source,
        locator,
        {
            "asked": stamp(moment),
            "etag": None,
            "last_modified": None,
            "gone": func.coalesce(watched.c.gone, stamp(moment)),
            "message": storable(message),
        },
        {"gone": stamp(moment)},
    )


def note_missing(
    connection: Connection, source: str, found: Mapping[str, DocumentId], moment: datetime.datetime
) -> None:
    """Nothing; afterwards what a folder held and an edition cites is gone, unless it is among ``found``, by locator.

    What merely has another name now is not gone.
    """
    contents = {identifier.removeprefix(PREFIX) for identifier in found.values()}
    for row in connection.execute(_STANDING, {"of": storable(source)}).all():
        if row.locator in found:
            connection.execute(
                update(watched).where(*_HERE).values(gone=None, message=None),
                {"of": storable(source), "at": row.locator},
            )
        elif row.digest not in contents:
            note_gone(connection, source, row.locator, "is no longer in the folder", moment)


def settle(connection: Connection, of: Cited, settlement: Settlement) -> None:
    """Nothing; afterwards what the cited version has become is settled."""
    row = {
        "digest": of.document.removeprefix(PREFIX),
        "source": storable(of.source),
        "locator": storable(of.locator),
        "became": of.became.removeprefix(PREFIX),
        "actor": storable(settlement.actor),
        "because": storable(settlement.because),
        "moment": stamp(settlement.moment),
    }
    key = [settled.c[name] == row[name] for name in ("digest", "source", "locator", "became")]
    if connection.scalar(select(settled.c.digest).where(*key)) is None:
        connection.execute(insert(settled), row)


def _note(
    connection: Connection,
    source: str,
    locator: str,
    values: Mapping[str, Any],
    first: Mapping[str, Any] = MappingProxyType({}),
) -> None:
    """Nothing; afterwards the place has these values, where it was not known those of ``first`` among them."""
    place = {"of": storable(source), "at": storable(locator)}
    known = connection.scalar(select(watched.c.asked).where(*_HERE), place)
    if known is None:
        row = {"source": place["of"], "locator": place["at"], **values, **first}
        connection.execute(insert(watched), row)
    else:
        connection.execute(update(watched).where(*_HERE).values(**values), place)


def _settlements(connection: Connection) -> dict[tuple[str, str, str, str], Settlement]:
    return {
        (row.digest, row.source, row.locator, row.became): Settlement(
            actor=row.actor, because=row.because, moment=moment_of(row.moment)
        )
        for row in connection.execute(select(settled))
    }


def _cited(
    connection: Connection,
    rows: list[AnyRow],
    editions: Iterable[str],
    members: Iterable[DocumentId],
    known: Mapping[tuple[str, str, str, str], Settlement],
) -> Cited:
    """One place of a cited version: ``rows`` are its versions with these bytes, each beside what stands there now."""
    last = rows[-1]
    standing = {row.now_state: row for row in rows if row.now_id is not None}
    current, refused = standing.get(DocumentState.CURRENT), standing.get(DocumentState.KEPT_OUT)
    became, since, message = "", None, None
    if last.gone is not None and all(row.now_seen <= last.gone for row in standing.values()):
        became, since, message = GONE, last.gone, last.message
    elif current is not None and current.now_digest != last.digest:
        became, since = document_id(current.now_digest), current.now_retrieved
    elif refused is not None and refused.now_digest != last.digest:
        became, since = document_id(refused.now_digest), refused.now_retrieved
        message = refused.now_problem
    is_read = bool(became) and message is None and current is not None
    return Cited(
        document=document_id(last.digest),
        members=tuple(sorted(members)),
        source=last.source,
        locator=last.locator,
        url=last.url,
        title=last.title,
        editions=tuple(sorted(editions)),
        became=became,
        noticed=moment_or_none(since),
        message=message,
        new_title=current.now_title if is_read and current is not None else None,
        new_text=index.words(connection, current.now_id) if is_read and current is not None else None,
        settled=known.get((last.digest, last.source, last.locator, became.removeprefix(PREFIX))),
    )


def _watched(connection: Connection, row: AnyRow) -> Watched:
    return Watched(
        source=row.source,
        locator=row.locator,
        document=document_id(row.digest),
        media_type=row.media_type,
        listing=listing_of(row.listing),
        title=row.title,
        text=index.words(connection, row.id),
        etag=row.etag,
        last_modified=row.last_modified,
    )
