"""An edition on its way: planned, moved from state to state, missed. Each move is one row of the log.

What MOVES does not have is refused, and nothing has changed then.
"""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from sqlalchemy import Connection, desc, insert, select, update

from briefs.errors import NotAllowed, StoreError
from briefs.model import MOVES, EditionState, Move, Record
from briefs.store.chain import link, record_digest
from briefs.store.encoding import (
    PREFIX,
    Damaged,
    moment_of,
    moment_or_none,
    stamp,
    stamp_or_none,
    storable,
)
from briefs.store.ledger_tables import edition, log
from briefs.store.tables import AnyRow, content

LONGEST: Final = 10_000
"""Characters of a name, a reason, a note or a comment: some four pages."""

_UNSEALED: Final = frozenset({EditionState.PLANNED, EditionState.BUILDING, EditionState.MISSED})
"""States in which an edition is nothing yet, or nothing any more: what was sealed before is void."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Deed:
    """Who does something, when and why; ``seal`` is the one that they have looked at, None where they have not."""

    moment: datetime.datetime
    actor: str
    reason: str = ""
    seal: str | None = None


def records(connection: Connection) -> tuple[Record, ...]:
    """Every revision, the newest slot first, revisions of an edition the newest first."""
    newest = (desc(edition.c.slot), desc(edition.c.edition), desc(edition.c.revision))
    return tuple(_record(row) for row in connection.execute(select(edition).order_by(*newest)))


def record(connection: Connection, name: str, revision: int | None) -> Record | None:
    """A revision of an edition, the newest where ``revision`` is None; None where it is not known."""
    row = find(connection, name, revision)
    return None if row is None else _record(row)


def moves(connection: Connection, name: str | None) -> tuple[Move, ...]:
    """The rows of the log, oldest first; those of one edition, or of all where ``name`` is None."""
    query = select(log).order_by(log.c.number)
    if name is not None:
        query = query.where(log.c.edition == storable(name))
    return tuple(move_of(row) for row in connection.execute(query))


def head(connection: Connection) -> str:
    """The digest of the last row of the log, empty for an empty log."""
    digest = connection.scalar(select(log.c.digest).order_by(desc(log.c.number)).limit(1))
    return named(digest) or ""


def plan(connection: Connection, planned: Record, deed: Deed) -> Record:
    """The record as it is kept: a new revision, or a missed one that is made after all."""
    row = find(connection, planned.edition, planned.revision)
    _expect_move(planned.edition, planned.revision, row, EditionState.PLANNED)
    _expect_number(connection, planned)
    _expect_predecessor(connection, planned)
    _expect_snapshot(connection, planned)
    _enter(connection, row, _planned(planned), EditionState.PLANNED, deed)
    return _record(wanted(connection, planned.edition, planned.revision))


def miss(connection: Connection, missed: Record, deed: Deed) -> None:
    """Nothing; afterwards the edition is known as missed, whether it was planned before or not."""
    row = find(connection, missed.edition, missed.revision)
    _expect_move(missed.edition, missed.revision, row, EditionState.MISSED)
    values = _planned(missed) if row is None else {}
    _enter(connection, row, values, EditionState.MISSED, deed)


def move(connection: Connection, place: tuple[str, int], state: EditionState, deed: Deed) -> Move:
    """The row of the log that tells of the move."""
    name, revision = place
    row = wanted(connection, name, revision)
    _expect_move(name, revision, row, state)
    if state is EditionState.PLANNED:
        raise NotAllowed(
            f"{called(name, revision)} was missed: it has to be planned anew to be made after all"
        )
    if state is EditionState.BUILT and row.seal is None:
        raise NotAllowed(f"{called(name, revision)} has no seal yet: it cannot become {state}")
    if deed.seal is not None and deed.seal != named(row.seal):
        raise NotAllowed(
            f"{called(name, revision)} is not what it was when it was looked at: "
            f"its seal is {named(row.seal) or 'void'}, not {deed.seal}; look at it again"
        )
    return _enter(connection, row, {}, state, deed)


def find(connection: Connection, name: str, revision: int | None) -> AnyRow | None:
    """The row of a revision, or of the newest one; None where it is not known."""
    query = select(edition).where(edition.c.edition == storable(name))
    if revision is not None:
        query = query.where(edition.c.revision == revision)
    return connection.execute(query.order_by(desc(edition.c.revision)).limit(1)).one_or_none()


def wanted(connection: Connection, name: str, revision: int) -> AnyRow:
    """The row of a revision. Raises NotAllowed where it is not known."""
    row = find(connection, name, revision)
    if row is None:
        raise NotAllowed(f"{called(name, revision)} is not known; `briefs editions` lists those that are")
    return row


def called(name: str, revision: int) -> str:
    """What a message calls a revision: the first one goes by its edition alone."""
    return f"{name} revision {revision}" if revision else name


def named(digest: str | None) -> str | None:
    """The digest as values carry it; None for none, be it empty or missing."""
    return f"{PREFIX}{digest}" if digest else None


def text_of(text: str) -> str:
    """The text as it is kept. Raises NotAllowed where it is longer than anybody writes."""
    if len(text) > LONGEST:
        raise NotAllowed(
            f"a text of {len(text):,} characters is too long; {LONGEST:,} are allowed: {text:.40}…"
        )
    return storable(text)


def state_of(text: str) -> EditionState:
    """The state that stands in a row. Raises Damaged for any other text."""
    try:
        return EditionState(text)
    except ValueError as error:
        raise Damaged(f"is in no known state: {text!r:.40}") from error


def move_of(row: AnyRow) -> Move:
    """The move that a row of the log tells of. Raises Damaged."""
    return Move(
        number=row.number,
        edition=row.edition,
        revision=row.revision,
        state=state_of(row.state),
        moment=moment_of(row.moment),
        actor=row.actor,
        reason=row.reason,
        seal=named(row.seal),
        record=f"{PREFIX}{row.record}",
        previous=named(row.previous) or "",
        digest=f"{PREFIX}{row.digest}",
    )


def _expect_move(name: str, revision: int, row: AnyRow | None, state: EditionState) -> None:
    before = None if row is None else state_of(row.state)
    if state in MOVES[before]:
        return
    if before is None:
        raise NotAllowed(
            f"{called(name, revision)} is not known: it cannot become {state} before it is planned"
        )
    after = " or ".join(each for each in EditionState if each in MOVES[before])
    further = f"it can become {after}" if after else "that is final"
    raise NotAllowed(f"{called(name, revision)} is {before}: it cannot become {state}; {further}")


def _expect_number(connection: Connection, planned: Record) -> None:
    """No two editions have one number; revisions of an edition share theirs."""
    taken = connection.scalar(
        select(edition.c.edition)
        .where(edition.c.number == planned.number, edition.c.edition != storable(planned.edition))
        .limit(1)
    )
    if planned.number and taken is not None:
        raise NotAllowed(f"{planned.edition} cannot be number {planned.number}: that is {taken}")


def _expect_predecessor(connection: Connection, planned: Record) -> None:
    """A correction corrects what readers have: the revision before it."""
    if planned.revision == 0:
        return
    before = find(connection, planned.edition, planned.revision - 1)
    if before is None:
        raise NotAllowed(f"{called(planned.edition, planned.revision)} has no revision before it to correct")
    state = state_of(before.state)
    if not state.is_issued and state is not EditionState.WITHDRAWN:
        raise NotAllowed(
            f"{called(planned.edition, planned.revision - 1)} is {state}: "
            "only what was published can be corrected; until then it can be edited"
        )


def _expect_snapshot(connection: Connection, planned: Record) -> None:
    """What is to be made again from what another revision was made from needs that to be kept."""
    if planned.snapshot is None:
        return
    digest = planned.snapshot.removeprefix(PREFIX)
    if connection.scalar(select(content.c.digest).where(content.c.digest == digest)) is None:
        name = called(planned.edition, planned.revision)
        raise StoreError(
            f"{name} cannot be planned: what it is to be made from, {planned.snapshot}, is not kept"
        )


def _enter(
    connection: Connection, row: AnyRow | None, values: Mapping[str, Any], state: EditionState, deed: Deed
) -> Move:
    """The row that is added to the log; the record follows it in the same transaction."""
    said = ({} if row is None else row._asdict()) | dict(values) | {"state": state.value}
    if state in _UNSEALED:
        said["seal"] = None
    if state is EditionState.MISSED:
        said["number"] = 0
    said["moved"] = _append(connection, said, deed)
    if row is None:
        connection.execute(insert(edition), said)
    else:
        place = (edition.c.edition == row.edition, edition.c.revision == row.revision)
        connection.execute(update(edition).where(*place).values(said))
    added = connection.execute(select(log).where(log.c.number == said["moved"])).one()
    return move_of(added)


def _append(connection: Connection, said: Mapping[str, Any], deed: Deed) -> int:
    """The number of the row that tells that a record now says what is ``said``."""
    last = connection.execute(select(log).order_by(desc(log.c.number)).limit(1)).one_or_none()
    fresh: dict[str, Any] = {name: said[name] for name in ("edition", "revision", "state", "seal")}
    fresh |= {
        "number": 1 if last is None else last.number + 1,
        "moment": stamp(deed.moment),
        "actor": text_of(deed.actor),
        "reason": text_of(deed.reason),
        "record": record_digest(connection, said),
        "previous": "" if last is None else last.digest,
    }
    fresh["digest"] = link(fresh)
    connection.execute(insert(log), fresh)
    number: int = fresh["number"]
    return number


def _planned(planned: Record) -> dict[str, Any]:
    """The columns of a record that is nothing yet; it may be made from what another revision was made from."""
    return {
        "edition": storable(planned.edition),
        "revision": planned.revision,
        "number": planned.number,
        "slot": stamp(planned.slot),
        "as_of": stamp(planned.as_of),
        "since": stamp_or_none(planned.since),
        "correction": None if planned.correction is None else text_of(planned.correction),
        "snapshot": None if planned.snapshot is None else planned.snapshot.removeprefix(PREFIX),
        "seal": None,
    }


def _record(row: AnyRow) -> Record:
    return Record(
        edition=row.edition,
        revision=row.revision,
        number=row.number,
        state=state_of(row.state),
        slot=moment_of(row.slot),
        as_of=moment_of(row.as_of),
        since=moment_or_none(row.since),
        correction=row.correction,
        snapshot=named(row.snapshot),
        seal=named(row.seal),
    )
