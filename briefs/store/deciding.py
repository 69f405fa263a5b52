"""What people decide on an edition: their edits, their approvals, and whom a correction must be told to."""

import datetime
import unicodedata
from collections.abc import Sequence
from dataclasses import replace
from typing import Any, Final

from sqlalchemy import ColumnElement, Connection, Table, delete, insert, select, update

from briefs.errors import NotAllowed
from briefs.model import Approval, Edit, EditionState, EditKind
from briefs.store import moving
from briefs.store.encoding import (
    PREFIX,
    Damaged,
    document_id,
    moment_of,
    moment_or_none,
    stamp,
    storable,
)
from briefs.store.holding import MAKING
from briefs.store.ledger_tables import approval, edit, edition, telling
from briefs.store.moving import Deed, called, named, state_of, text_of, wanted
from briefs.store.tables import AnyRow
from briefs.store.values import Telling, TellingKind

MOST_EDITS: Final = 1_000
"""Edits of one revision: some ten for each statement of a long brief."""
_UNDECIDED: Final = frozenset({EditionState.BUILT, EditionState.AWAITING})
_GIVEN: Final = (approval.c.moment, approval.c.seal, approval.c.person)


def approve(connection: Connection, given: Approval) -> tuple[Approval, ...]:
    """Every approval of that seal, this one among them, each person's first. Raises NotAllowed."""
    row = wanted(connection, given.edition, given.revision)
    _expect_undecided(given, row)
    who = person(given.actor)
    if not who:
        raise NotAllowed(
            f"an approval of {called(given.edition, given.revision)} needs the name of who gives it"
        )
    here = valid(connection, row)
    if who in {each.person for each in here}:
        return tuple(map(_approval, here))
    values = {
        "edition": row.edition,
        "revision": row.revision,
        "seal": row.seal,
        "person": who,
        "actor": text_of(given.actor),
        "typist": text_of(given.typist),
        "moment": stamp(given.moment),
        "note": text_of(given.note),
    }
    connection.execute(insert(approval), values)
    return tuple(map(_approval, valid(connection, row)))


def approvals(connection: Connection, name: str, revision: int) -> tuple[Approval, ...]:
    """Every approval of a revision, those of an earlier seal too, in the order in which they were given."""
    query = select(approval).where(*_place(approval, (name, revision))).order_by(*_GIVEN)
    return tuple(map(_approval, connection.execute(query)))


def keep_edits(connection: Connection, place: tuple[str, int], edits: Sequence[Edit]) -> None:
    """Nothing; afterwards these are the edits of the revision, in this order, and no others. Raises NotAllowed."""
    row = wanted(connection, *place)
    if state_of(row.state) not in MAKING:
        raise NotAllowed(
            f"{called(*place)} is {row.state}: it can be edited only while it is planned or building; "
            "moved back to building, its seal and every approval are void"
        )
    if len(edits) > MOST_EDITS:
        raise NotAllowed(f"{len(edits):,} edits of {called(*place)} are too many; {MOST_EDITS:,} are allowed")
    here = {"edition": row.edition, "revision": row.revision}
    new = [here | {"place": number} | _edit_values(each) for number, each in enumerate(edits)]
    old = connection.execute(select(edit).where(*_place(edit, place)).order_by(edit.c.place))
    if new == [each._asdict() for each in old]:
        return
    connection.execute(delete(edit).where(*_place(edit, place)))
    if new:
        connection.execute(insert(edit), new)
    # What was sealed with other edits is the seal of nothing now.
    connection.execute(update(edition).where(*_place(edition, place)).values(seal=None))


def edit_anew(connection: Connection, place: tuple[str, int], edits: Sequence[Edit], deed: Deed) -> None:
    """Nothing; afterwards these are the edits, and the revision is to be built again. Raises NotAllowed."""
    if state_of(wanted(connection, *place).state) not in MAKING:
        count = f"{len(edits):,} edit{'' if len(edits) == 1 else 's'}"
        moving.move(connection, place, EditionState.BUILDING, replace(deed, reason=f"edited: {count} now"))
    keep_edits(connection, place, edits)


def edits(connection: Connection, place: tuple[str, int]) -> tuple[Edit, ...]:
    """The edits of a revision in their order."""
    query = select(edit).where(*_place(edit, place)).order_by(edit.c.place)
    return tuple(map(_edit, connection.execute(query)))


def must_tell(connection: Connection, due: Telling) -> None:
    """Nothing; afterwards it is known what those who were sent a revision must be told; what was known before stays."""
    row = wanted(connection, due.edition, due.revision)
    if connection.execute(select(telling).where(*_same(due))).one_or_none() is not None:
        return
    values = {
        "edition": row.edition,
        "revision": row.revision,
        "kind": due.kind.value,
        "cause": due.cause,
        "because": text_of(due.because),
        "noted": stamp(due.noted),
        "told": None,
    }
    connection.execute(insert(telling), values)


def told(connection: Connection, done: Telling, moment: datetime.datetime) -> None:
    """Nothing; afterwards they are known to have been told at ``moment``, or earlier where that was known."""
    row = connection.execute(select(telling).where(*_same(done))).one_or_none()
    if row is None:
        raise NotAllowed(f"of {called(done.edition, done.revision)} there is no such {done.kind} to tell")
    if row.told is None:
        connection.execute(update(telling).where(*_same(done)).values(told=stamp(moment)))


def tellings(connection: Connection, name: str | None) -> tuple[Telling, ...]:
    """What readers of an edition must be told, or of any where ``name`` is None; in the order in which it came up."""
    query = select(telling).order_by(telling.c.noted, telling.c.edition, telling.c.revision, telling.c.kind)
    if name is not None:
        query = query.where(telling.c.edition == storable(name))
    return tuple(map(_telling, connection.execute(query)))


def valid(connection: Connection, row: AnyRow) -> list[AnyRow]:
    """The rows of the approvals that the present seal of a record has, in the order in which they were given."""
    here = (*_place(approval, (row.edition, row.revision)), approval.c.seal == row.seal)
    return list(connection.execute(select(approval).where(*here).order_by(*_GIVEN)))


def _expect_undecided(given: Approval, row: AnyRow) -> None:
    name = called(given.edition, given.revision)
    if state_of(row.state) not in _UNDECIDED:
        raise NotAllowed(f"{name} is {row.state}: only what is built and not yet approved can be approved")
    if named(row.seal) != given.seal:
        raise NotAllowed(
            f"{name} has changed since it was looked at: its seal is {named(row.seal)}, not {given.seal}; "
            "look at it again and approve what it is now"
        )


def person(actor: str) -> str:
    """A name as it is compared: however it is written, the same person counts once."""
    return " ".join(unicodedata.normalize("NFKC", storable(actor)).casefold().split())


def _place(table: Table, place: tuple[str, int]) -> tuple[ColumnElement[bool], ...]:
    return table.c.edition == storable(place[0]), table.c.revision == place[1]


def _same(due: Telling) -> tuple[ColumnElement[bool], ...]:
    place = _place(telling, (due.edition, due.revision))
    return (*place, telling.c.kind == due.kind.value, telling.c.cause == due.cause)


def _edit_values(each: Edit) -> dict[str, Any]:
    return {
        "kind": each.kind.value,
        "theme": text_of(each.theme),
        "actor": text_of(each.actor),
        "document": None if each.document is None else each.document.removeprefix(PREFIX),
        "first": each.start,
        "beyond": each.end,
        "text": text_of(each.text),
    }


def _edit(row: AnyRow) -> Edit:
    try:
        kind = EditKind(row.kind)
    except ValueError as error:
        raise Damaged(f"is no known kind of edit: {row.kind!r:.40}") from error
    return Edit(
        kind=kind,
        theme=row.theme,
        actor=row.actor,
        document=None if row.document is None else document_id(row.document),
        start=row.first,
        end=row.beyond,
        text=row.text,
    )


def _approval(row: AnyRow) -> Approval:
    return Approval(
        edition=row.edition,
        revision=row.revision,
        seal=document_id(row.seal),
        actor=row.actor,
        moment=moment_of(row.moment),
        note=row.note,
        typist=row.typist,
    )


def _telling(row: AnyRow) -> Telling:
    try:
        kind = TellingKind(row.kind)
    except ValueError as error:
        raise Damaged(f"is no known kind of telling: {row.kind!r:.40}") from error
    return Telling(
        edition=row.edition,
        revision=row.revision,
        kind=kind,
        cause=row.cause,
        because=row.because,
        noted=moment_of(row.noted),
        told=moment_or_none(row.told),
    )
