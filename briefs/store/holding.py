"""What editions are made from and what they are: snapshots, seals, and every content that these refer to.

Contents come first and are loose until a snapshot or a seal names them. What is named stays for as long as the
edition does; only the files of what was sealed and made void again go when the store is pruned.
"""

from collections.abc import Collection, Iterator, Sequence
from typing import Any, Final

from sqlalchemy import Column, Connection, Select, and_, delete, insert, select, union, update

from briefs.errors import NotAllowed, StoreError
from briefs.model import EditionState
from briefs.store import contents
from briefs.store.encoding import PREFIX, document_id
from briefs.store.ledger_tables import edition, log, loose, part
from briefs.store.moving import called, state_of, wanted
from briefs.store.tables import AnyRow, content

MAKING: Final = frozenset({EditionState.PLANNED, EditionState.BUILDING})
"""States in which an edition is given what it is made from."""
_AT_ONCE: Final = 1000
"""Digests that are looked up in one query."""


def keep(connection: Connection, many: Sequence[bytes]) -> tuple[str, ...]:
    """The digests of ``many``, in their order; afterwards all are kept, and loose where nothing names them yet."""
    digests = [
        digest
        for start in range(0, len(many), _AT_ONCE)
        for digest in contents.add(connection, many[start : start + _AT_ONCE])
    ]
    known = _those(connection, part.c.digest, digests) | _those(connection, loose.c.digest, digests)
    rows = [{"digest": digest} for digest in sorted(set(digests) - known)]
    if rows:
        connection.execute(insert(loose), rows)
    return tuple(map(document_id, digests))


def keep_snapshot(
    connection: Connection, place: tuple[str, int], snapshot: bytes, names: Collection[str]
) -> str:
    """The digest of what an edition is made from, which is kept with all that it names. Raises NotAllowed."""
    row = _expect(connection, place, MAKING, "be given what it is made from")
    digest = _hold(connection, row, snapshot, names)
    # What was sealed of another snapshot is the seal of nothing now.
    seal = row.seal if digest == row.snapshot else None
    connection.execute(_of(row).values(snapshot=digest, seal=seal))
    return document_id(digest)


def keep_seal(connection: Connection, place: tuple[str, int], seal: bytes, names: Collection[str]) -> str:
    """The digest of what an edition is, which is kept with all that it names. Raises NotAllowed."""
    row = _expect(connection, place, frozenset({EditionState.BUILDING}), "be sealed")
    digest = _hold(connection, row, seal, names)
    connection.execute(_of(row).values(seal=digest))
    return document_id(digest)


def used() -> tuple[Select[Any], ...]:
    """Queries for the digests of contents that editions need, or may need soon."""
    return select(part.c.digest), select(loose.c.digest)


def release(connection: Connection) -> None:
    """Nothing; afterwards contents that no edition needs any more are named no more.

    Loose ones stay while an edition is being made: they may be its.
    """
    kept = union(
        *(select(column).where(column.is_not(None)) for column in (edition.c.snapshot, edition.c.seal))
    )
    # The log goes on speaking of a seal that is void: its text stays, and its files go.
    itself = and_(
        part.c.whole == part.c.digest, part.c.whole.in_(select(log.c.seal).where(log.c.seal.is_not(None)))
    )
    connection.execute(delete(part).where(part.c.whole.not_in(kept), ~itself))
    making = select(edition.c.edition).where(edition.c.state.in_(MAKING)).limit(1)
    if connection.execute(making).one_or_none() is None:
        connection.execute(delete(loose))


def _expect(
    connection: Connection, place: tuple[str, int], states: frozenset[EditionState], purpose: str
) -> AnyRow:
    """The row of a revision in one of ``states``. Raises NotAllowed for any other."""
    row = wanted(connection, *place)
    if state_of(row.state) not in states:
        needed = " or ".join(state for state in EditionState if state in states)
        raise NotAllowed(f"{called(*place)} is {row.state}: only while it is {needed} can it {purpose}")
    return row


def _hold(connection: Connection, row: AnyRow, whole: bytes, names: Collection[str]) -> str:
    (digest,) = contents.add(connection, [whole])
    named = sorted({digest, *(name.removeprefix(PREFIX) for name in names)})
    missing = sorted(set(named) - _those(connection, content.c.digest, named))
    if missing:
        raise StoreError(
            f"{len(missing):,} contents of {called(row.edition, row.revision)} are not kept any more, "
            f"{document_id(missing[0])} among them; run again"
        )
    known = set(connection.scalars(select(part.c.digest).where(part.c.whole == digest)))
    rows = [{"whole": digest, "digest": each} for each in named if each not in known]
    if rows:
        connection.execute(insert(part), rows)
    for some in _slices(named):
        connection.execute(delete(loose).where(loose.c.digest.in_(some)))
    return digest


def _of(row: AnyRow) -> Any:
    return update(edition).where(edition.c.edition == row.edition, edition.c.revision == row.revision)


def _those(connection: Connection, column: Column[str], digests: Sequence[str]) -> set[str]:
    """Those of ``digests`` that stand in a column."""
    found: set[str] = set()
    for some in _slices(digests):
        found.update(connection.scalars(select(column).where(column.in_(some))))
    return found


def _slices(digests: Sequence[str]) -> Iterator[Sequence[str]]:
    for start in range(0, len(digests), _AT_ONCE):
        yield digests[start : start + _AT_ONCE]
