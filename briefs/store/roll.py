"""The readers of a desk as rows: put in, looked up, taken out. Who refuses is not put in or changed.

A reader who is taken out and comes back is the same row, known by the hash of the address.
"""

import datetime
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Final

from sqlalchemy import Column, Connection, Table, bindparam, delete, exists, insert, select, update

from briefs.model import Marking, Put, Reader, Secret
from briefs.store.delivery_tables import listed, reader, subscribed, suppression
from briefs.store.encoding import Damaged, stamp, storable
from briefs.store.keying import key_of
from briefs.store.tables import AnyRow

_AT_ONCE: Final = 500
"""Readers in one query: a thousand are no quicker."""
_MARKINGS: Final[tuple[Marking, ...]] = (*Marking,)
_PLACES: Final = range(len(_MARKINGS))
_CHANGE: Final = (
    update(reader)
    .where(reader.c.id == bindparam("row"))
    .values(
        {name: bindparam(f"new_{name}") for name in ("address", "wire", "name", "clearance", "language")}
        | {"removed": None}
    )
)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Decided:
    """What is to become of a batch: a word for each, and those who are written; all by their keys.

    ``numbers`` are those of everybody in it who ever was a reader.
    """

    said: tuple[Put, ...]
    new: Mapping[str, Reader]
    numbers: Mapping[str, int]


def put(
    connection: Connection,
    secret: Secret,
    readers: Sequence[Reader],
    moment: datetime.datetime,
    kept: Collection[str],
) -> tuple[Put, ...]:
    """What became of each of ``readers``, in their order. ``kept`` are fields that stay for one who is known."""
    done: list[Put] = []
    for some in _batches(secret, readers):
        decided = _decided(connection, some, kept)
        _write(connection, decided, moment)
        done += decided.said
    return tuple(done)


def compare(
    connection: Connection, secret: Secret, readers: Sequence[Reader], kept: Collection[str]
) -> tuple[Put, ...]:
    """What would become of each of ``readers``, none of whom comes twice, if they were put in."""
    batches = _batches(secret, readers)
    return tuple(said for some in batches for said in _decided(connection, some, kept).said)


def everyone(connection: Connection, name: str | None) -> Iterator[tuple[int, Reader]]:
    """The readers of a list, or all of them where ``name`` is None, with their numbers; in the order of those."""
    query = select(reader).where(reader.c.removed.is_(None)).order_by(reader.c.id).limit(_AT_ONCE)
    if name is not None:
        query = query.where(exists().where(listed.c.reader == reader.c.id, listed.c.list == storable(name)))
    last = 0
    while rows := connection.execute(query.where(reader.c.id > last)).all():
        yield from _readers(connection, rows)
        last = rows[-1].id


def find(connection: Connection, key: str) -> tuple[int, Reader] | None:
    """The reader with that key and their number; None where there is none, or none any more."""
    rows = connection.execute(select(reader).where(reader.c.key == key, reader.c.removed.is_(None))).all()
    return next(_readers(connection, rows), None)


def _batches(secret: Secret, readers: Sequence[Reader]) -> Iterator[dict[str, Reader]]:
    """The readers by their keys, some at once; one who comes twice is in two batches."""
    some: dict[str, Reader] = {}
    for each in readers:
        key = key_of(secret, each.folded)
        if key in some or len(some) == _AT_ONCE:
            yield some
            some = {}
        some[key] = each
    if some:
        yield some


def _decided(connection: Connection, some: Mapping[str, Reader], kept: Collection[str]) -> _Decided:
    """What is to become of the readers of a batch."""
    refused = set(connection.scalars(select(suppression.c.key).where(suppression.c.key.in_(some))))
    rows = connection.execute(select(reader).where(reader.c.key.in_(some))).all()
    readers = zip(rows, _readers(connection, rows), strict=True)
    known = {row.key: each for row, (_, each) in readers if row.removed is None}
    said: dict[str, Put] = {}
    new: dict[str, Reader] = {}
    for key, each in some.items():
        if key in refused:
            said[key] = Put.REFUSED
        elif key not in known:
            said[key], new[key] = Put.ADDED, each
        elif (merged := _merged(each, known[key], kept)) == known[key]:
            said[key] = Put.UNCHANGED
        else:
            said[key], new[key] = Put.CHANGED, merged
    return _Decided(said=tuple(said.values()), new=new, numbers={row.key: row.id for row in rows})


def _merged(new: Reader, known: Reader, kept: Collection[str]) -> Reader:
    """A reader who is known with what is new of them; to lists that are kept, others are added."""
    stay: dict[str, Any] = {name: getattr(known, name) for name in kept}
    if "lists" in stay:
        stay["lists"] = tuple(sorted({*known.lists, *new.lists}))
    return replace(new, **stay)


def _write(connection: Connection, decided: _Decided, moment: datetime.datetime) -> None:
    """Nothing; afterwards the rows of these readers, and those of their lists and themes, say what they say."""
    if not decided.new:
        return
    numbers = decided.numbers
    added = [
        _values(each) | {"key": key, "added": stamp(moment)}
        for key, each in decided.new.items()
        if key not in numbers
    ]
    changed = [
        {"row": numbers[key]} | {f"new_{name}": value for name, value in _values(each).items()}
        for key, each in decided.new.items()
        if key in numbers
    ]
    if added:
        connection.execute(insert(reader), added)
    if changed:
        connection.execute(_CHANGE, changed)
    rows = connection.execute(select(reader.c.key, reader.c.id).where(reader.c.key.in_(decided.new)))
    of = {row.id: decided.new[row.key] for row in rows}
    _attach(connection, listed, "list", {number: each.lists for number, each in of.items()})
    _attach(connection, subscribed, "theme", {number: each.themes for number, each in of.items()})


def _attach(connection: Connection, table: Table, name: str, of: Mapping[int, Sequence[str]]) -> None:
    """Nothing; afterwards these are what the table holds of these readers."""
    connection.execute(delete(table).where(table.c.reader.in_(of)))
    rows = [
        {"reader": number, name: storable(value)}
        for number, values in of.items()
        for value in dict.fromkeys(values)
    ]
    if rows:
        connection.execute(insert(table), rows)


def _values(each: Reader) -> dict[str, Any]:
    return {
        "address": storable(each.address),
        "wire": storable(each.ascii),
        "name": storable(each.name),
        "clearance": _MARKINGS.index(each.clearance),
        "language": storable(each.language),
    }


def _readers(connection: Connection, rows: Sequence[AnyRow]) -> Iterator[tuple[int, Reader]]:
    """The readers of some rows with their numbers, in the order of those."""
    numbers = [row.id for row in rows]
    lists = _attached(connection, listed.c.reader, listed.c.list, numbers)
    themes = _attached(connection, subscribed.c.reader, subscribed.c.theme, numbers)
    for row in rows:
        yield (
            row.id,
            Reader(
                address=row.address,
                ascii=row.wire,
                name=row.name,
                lists=lists.get(row.id, ()),
                clearance=_marking(row.clearance),
                language=row.language,
                themes=themes.get(row.id, ()),
            ),
        )


def _attached(
    connection: Connection, of: Column[Any], value: Column[Any], numbers: Sequence[int]
) -> dict[int, tuple[str, ...]]:
    found: defaultdict[int, list[str]] = defaultdict(list)
    if numbers:
        for number, text in connection.execute(select(of, value).where(of.in_(numbers))):
            found[number].append(text)
    return {number: tuple(sorted(texts)) for number, texts in found.items()}


def _marking(place: object) -> Marking:
    if not isinstance(place, int) or place not in _PLACES:
        raise Damaged(f"holds no marking: {place!r:.40}")
    return _MARKINGS[place]
