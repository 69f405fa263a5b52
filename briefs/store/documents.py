"""What was kept, version by version: a new one stands for its document, those before it stay for what cites them.

A version that is kept out never takes the place of a usable one: an empty or broken answer replaces nothing.
"""

import datetime
from collections.abc import Collection, Iterator, Sequence
from typing import Any, Final

from sqlalchemy import ColumnElement, Connection, bindparam, func, select, update
from sqlalchemy.dialects.sqlite import insert

from briefs.model import DocumentId, Problem
from briefs.store import contents, index, items
from briefs.store.encoding import (
    PREFIX,
    Damaged,
    document_id,
    listing_of,
    listing_text,
    moment_of,
    stamp,
    storable,
    storable_or_none,
)
from briefs.store.tables import AnyRow, DocumentState, ItemState, document, item, member
from briefs.store.values import Kept, StoredSource, Wanted

_STAGE: Final = "store"

_HERE: Final = (document.c.source == bindparam("of"), document.c.locator == bindparam("at"))
_NEWEST: Final = (
    select(document.c.id, document.c.digest, document.c.problem)
    .where(*_HERE)
    .order_by(document.c.id.desc())
    .limit(1)
)
_SEEN: Final = update(document).where(document.c.id == bindparam("row")).values(last_seen=bindparam("moment"))
_STANDING: Final = (
    update(document)
    .where(*_HERE, document.c.state != DocumentState.SUPERSEDED)
    .values(last_seen=bindparam("moment"))
)
_SUPERSEDE: Final = (
    update(document)
    .where(*_HERE, document.c.state.in_(bindparam("states", expanding=True)))
    .values(state=DocumentState.SUPERSEDED)
    .returning(document.c.id)
)
_ADD: Final = insert(document).returning(document.c.id)
_MEMBERS: Final = insert(member).on_conflict_do_nothing()
_USABLE: Final = document.c.state == DocumentState.CURRENT
_ROW: Final = select(document).where(document.c.id == bindparam("row"))
_BEST: Final = (
    select(document)
    .where(document.c.digest == bindparam("digest"))
    # Usable before kept out before superseded: "current" < "kept-out" < "superseded".
    .order_by(document.c.state, document.c.id.desc())
    .limit(1)
)


def keep(connection: Connection, kept: Sequence[Kept], moment: datetime.datetime) -> tuple[bool, ...]:
    """Whether each of ``kept`` is a new version; all are kept then, and their items are wanted no more."""
    digests = contents.add(connection, [each.content for each in kept])
    new = tuple(
        _keep_one(connection, each, digest, moment) for each, digest in zip(kept, digests, strict=True)
    )
    items.settle(connection, [(it.source, it.guid, it.locator) for it in kept if it.guid is not None], moment)
    members = [
        {"digest": inner.removeprefix(PREFIX), "container": digest}
        for each, digest in zip(kept, digests, strict=True)
        for inner in each.members
        if inner != document_id(digest)
    ]
    if members:
        connection.execute(_MEMBERS, members)
    return new


def adopt(
    connection: Connection, source: str, found: Sequence[tuple[str, int]], moment: datetime.datetime
) -> None:
    """Nothing; afterwards what ``adoptable`` found is this source's too, and wanted no more."""
    for guid, row_id in found:
        row = connection.execute(_ROW, {"row": row_id}).one_or_none()
        if row is None or row.state == DocumentState.SUPERSEDED:  # by another process, meanwhile
            continue
        values = {
            name: value for name, value in row._asdict().items() if name not in {"id", "source", "guid"}
        }
        _supersede(connection, {"of": storable(source), "at": row.locator}, DocumentState(row.state))
        added = connection.scalars(_ADD, values | {"source": storable(source), "guid": guid}).one()
        index.copy(connection, row_id, added)
        items.settle(connection, [(source, guid, row.locator)], moment)


def adoptable(connection: Connection, source: str, wanted: Sequence[Wanted]) -> list[tuple[str, int]]:
    """For each item that was never fetched and that another source has: its guid, and the row to take."""
    rows = connection.execute(
        select(item.c.guid, document.c.id)
        .join(document, document.c.locator == item.c.address)
        .where(
            item.c.source == storable(source),
            item.c.guid.in_([each.guid for each in wanted]),
            item.c.state == ItemState.WANTED,
            item.c.settled.is_(None),
            document.c.source != storable(source),
            document.c.state != DocumentState.SUPERSEDED,
        )
        # The last one of a guid is taken, which is a usable version where there is one: "current" < "kept-out".
        .order_by(item.c.id, document.c.state.desc(), document.c.id.desc())
    )
    return list({guid: (guid, row_id) for guid, row_id in rows}.values())


def latest(
    connection: Connection,
    sources: Collection[str] | None,
    since: datetime.date | None,
    before: datetime.date | None = None,
) -> Iterator[StoredSource | Problem]:
    """The newest usable version of each document, by locator and source; a damaged one is a problem.

    Contents are read one at a time.
    """
    chosen = select(document.c.id).where(_USABLE, *conditions(sources, since, before))
    rows = connection.scalars(chosen.order_by(document.c.locator, document.c.source)).all()
    for row_id in rows:
        row = connection.execute(_ROW, {"row": row_id}).one()
        try:
            yield _stored(row, contents.read(connection, row.digest))
        except Damaged as error:
            message = f"what is kept of it {error}; run `briefs store check`"
            yield Problem(subject=row.locator, stage=_STAGE, message=message)


def stored(connection: Connection, digest: str) -> StoredSource | None:
    """The newest version that has this digest, a usable one where there is one. Raises Damaged."""
    row = connection.execute(_BEST, {"digest": digest}).one_or_none()
    return None if row is None else _stored(row, contents.read(connection, digest))


def newest(connection: Connection, source: str) -> dict[str, DocumentId]:
    """The id of the newest version of each document of a source, usable or not, by locator."""
    rows = connection.execute(
        select(document.c.locator, document.c.digest)
        .where(document.c.source == storable(source))
        .order_by(document.c.id)
    )
    return {locator: document_id(digest) for locator, digest in rows}


def first_seen(connection: Connection, sources: Collection[str]) -> dict[DocumentId, datetime.datetime]:
    """When each version of what is kept of ``sources`` was first seen, by its id."""
    rows = connection.execute(
        select(document.c.digest, func.min(document.c.retrieved))
        .where(document.c.source.in_([storable(source) for source in sources]))
        .group_by(document.c.digest)
    )
    return {document_id(digest): moment_of(retrieved) for digest, retrieved in rows}


def note_seen(
    connection: Connection, source: str, locators: Collection[str], moment: datetime.datetime
) -> None:
    """Nothing; afterwards the newest versions at these places are known to stand there still."""
    rows = [
        {"of": storable(source), "at": storable(locator), "moment": stamp(moment)} for locator in locators
    ]
    if rows:
        connection.execute(_STANDING, rows)


def conditions(
    sources: Collection[str] | None, since: datetime.date | None, before: datetime.date | None = None
) -> Iterator[ColumnElement[bool]]:
    """What keeps documents of other sources, of days before ``since``, and of those not ``before`` a day, away.

    The day is that of publication, else of retrieval; one that is stated by month or year counts where any day
    of it would.
    """
    if sources is not None:
        yield document.c.source.in_([storable(source) for source in sources])
    day = func.coalesce(document.c.published, document.c.retrieved)
    if since is not None:
        yield day >= func.substr(since.isoformat(), 1, func.length(day))
    if before is not None:
        yield day < func.substr(before.isoformat(), 1, func.length(day))


def _keep_one(connection: Connection, kept: Kept, digest: str, moment: datetime.datetime) -> bool:
    """Whether a version is new; the same bytes again, with the same problem or none, have merely been seen."""
    place = {"of": storable(kept.source), "at": storable(kept.locator)}
    problem = storable_or_none(kept.problem)
    newest = connection.execute(_NEWEST, place).one_or_none()
    if newest is not None and (newest.digest, newest.problem) == (digest, problem):
        connection.execute(_SEEN, {"row": newest.id, "moment": stamp(moment)})
        return False
    state = DocumentState.CURRENT if problem is None else DocumentState.KEPT_OUT
    _supersede(connection, place, state)
    values = _values(kept) | {
        "digest": digest,
        "state": state,
        "problem": problem,
        "last_seen": stamp(moment),
    }
    row_id = connection.scalars(_ADD, values).one()
    index.add(connection, row_id, kept.title, kept.text)
    return True


def _supersede(connection: Connection, place: dict[str, str], state: DocumentState) -> None:
    """What stood in a place gives it up to a version in ``state``; a usable one gives way to a usable one only."""
    states = [DocumentState.KEPT_OUT]
    if state is DocumentState.CURRENT:
        states.append(DocumentState.CURRENT)
    superseded = connection.scalars(_SUPERSEDE, place | {"states": states}).all()
    index.remove(connection, superseded)


def _values(kept: Kept) -> dict[str, Any]:
    return {
        "source": storable(kept.source),
        "locator": storable(kept.locator),
        "guid": storable_or_none(kept.guid),
        "retrieved": stamp(kept.retrieved),
        "url": storable_or_none(kept.url),
        "media_type": storable_or_none(kept.media_type),
        "listing": listing_text(kept.listing),
        "title": storable_or_none(kept.title),
        "published": storable_or_none(kept.published),
        "language": storable_or_none(kept.language),
        "words": kept.words,
    }


def _stored(row: AnyRow, content: bytes) -> StoredSource:
    return StoredSource(
        document=document_id(row.digest),
        source=row.source,
        path=row.locator,
        content=content,
        retrieved=moment_of(row.retrieved),
        url=row.url,
        media_type=row.media_type,
        listing=listing_of(row.listing),
    )
