"""The readers of a desk, as its people look after them: imported, added, listed, exported, removed, refusing."""

import datetime
import os
from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

from briefs.config import Settings
from briefs.distribution import readers_file
from briefs.distribution.addresses import Address
from briefs.distribution.readers_file import Known
from briefs.editions.delivery.secret import secret_of
from briefs.errors import BadReaders, NoInput, NotAllowed, OutputError
from briefs.model import Lifted, Put, Reader, Refusal, Suppression
from briefs.store import Store, open_store
from briefs.store.instance import renewed
from briefs.store.readers import Readers

_FIELDS: Final = frozenset({"name", "lists", "clearance", "language", "themes"})
"""What is said of a reader beside the address."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Desk:
    """The settings of a desk, and the environment that its secret may come from."""

    settings: Settings
    environment: Mapping[str, str]

    @property
    def known(self) -> Known:
        """The themes and the languages that readers can choose from."""
        from briefs.publication.translations import languages  # noqa: PLC0415 - 0.15 s; a list of readers needs none

        return Known(
            themes=frozenset(theme.id for theme in self.settings.themes), languages=frozenset(languages())
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportRequest:
    """A table to import. ``lists`` are those that everybody in it comes on, beside those that it states."""

    desk: Desk
    path: Path
    moment: datetime.datetime
    lists: tuple[str, ...] = ()
    skip_bad: bool = False
    dry_run: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Imported:
    """What became of a table: how many readers each way, who refuses, and what was left out of it.

    ``repeated`` counts the lines that state a reader again.
    """

    added: int
    changed: int
    unchanged: int
    repeated: int
    refused: tuple[str, ...]
    mistakes: tuple[str, ...]


@contextmanager
def opened(desk: Desk, *, create: bool = False) -> Iterator[Readers]:
    """The readers of a desk. Raises NoInput where nothing is kept yet, and is not to be."""
    with store_of(desk, create=create) as store:
        yield store.readers(secret_of(desk.settings.store, desk.environment))


@contextmanager
def store_of(desk: Desk, *, create: bool = False) -> Iterator[Store]:
    """The store of a desk. Raises NoInput where there is none yet, and is not to be."""
    with open_store(desk.settings.store, create=create, url=desk.settings.database) as store:
        yield store


def import_(request: ImportRequest) -> Imported:
    """What became of the readers in a table. What it has no column for stays as it is.

    Raises NoInput for a file that cannot be opened, BadReaders for one with mistakes unless those are to be skipped.
    """
    table = _table(request)
    mistakes = (*table.mistakes, *([f"and {table.more:,} more lines"] if table.more else []))
    if mistakes and not request.skip_bad:
        count = len(table.mistakes) + table.more
        raise BadReaders(
            f"{request.path}: {_counted(count, 'mistake')}; nobody was imported "
            "(mend them, or import the rest with --skip-bad)",
            mistakes=mistakes,
        )
    kept = _FIELDS - table.stated
    readers = tuple(
        replace(each, lists=tuple(sorted({*each.lists, *request.lists}))) for each in table.readers
    )
    done = _put(request, readers, kept)
    return Imported(
        added=done.count(Put.ADDED),
        changed=done.count(Put.CHANGED),
        unchanged=done.count(Put.UNCHANGED),
        repeated=table.repeated,
        refused=tuple(each.address for each, said in zip(readers, done, strict=True) if said is Put.REFUSED),
        mistakes=mistakes,
    )


def add(desk: Desk, address: Address, cells: Mapping[str, str], moment: datetime.datetime) -> Put:
    """What became of a reader of whom the cells say some or all; what they do not say stays, and so do lists.

    Raises ValueError for a cell that cannot be used, NotAllowed for somebody who refuses.
    """
    reader = readers_file.reader_of(address, cells, desk.known)
    with opened(desk, create=True) as roll:
        (done,) = roll.put((reader,), moment, kept=(_FIELDS - cells.keys()) | {"lists"})
    if done is Put.REFUSED:
        raise NotAllowed(
            f"{reader.address} does not want to be written to: briefs readers suppressions says since when and why, "
            f"and briefs readers unsuppress {reader.address} lifts it"
        )
    return done


def everyone(desk: Desk, name: str | None) -> tuple[tuple[Reader, Refusal | None], ...]:
    """The readers of a list, or all where ``name`` is None, in the order of their addresses, each with a refusal."""
    with opened(desk) as roll:
        refused = {it.address: it.refusal for it in roll.suppressions() if it.address}
        readers = sorted((each for _, each in roll.all(name)), key=lambda it: it.folded)
    return tuple((each, refused.get(each.address)) for each in readers)


def export(desk: Desk, name: str | None, file: Path | None) -> Iterator[str]:
    """The lines of a table that ``import_`` takes; with ``file``, none: they stand there, for its owner alone.

    Raises OutputError where it cannot be written.
    """
    readers = [each for each, _ in everyone(desk, name)]
    if file is None:
        return readers_file.write(readers)
    place = file.resolve()
    if place.exists() and not place.is_file():
        raise OutputError(f"{file}: is no file; name another, or none for standard output")
    try:
        with renewed(place) as new:
            handle = os.open(new, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
            with os.fdopen(handle, "w", encoding="utf-8", newline="") as out:
                out.writelines(readers_file.write(readers))
    except OSError as error:
        raise OutputError(f"{file}: cannot be written: {error.strerror}") from error
    return iter(())


def remove(desk: Desk, address: Address, moment: datetime.datetime) -> bool:
    """Whether there was such a reader, whose address is gone now; a refusal stays."""
    with opened(desk) as roll:
        return roll.remove(address.folded, moment)


def take_off(desk: Desk, address: Address, name: str, moment: datetime.datetime) -> bool:
    """Whether there was such a reader on the list, who is on it no more."""
    with opened(desk) as roll:
        found = roll.find(address.folded)
        if found is None or name not in found[1].lists:
            return False
        lists = tuple(it for it in found[1].lists if it != name)
        return roll.put((replace(found[1], lists=lists),), moment) == (Put.CHANGED,)


def suppress(desk: Desk, address: Address, because: str, moment: datetime.datetime, actor: str) -> bool:
    """Whether this is new; nothing is sent to the address from now on."""
    with opened(desk, create=True) as roll:
        return roll.suppress(address.folded, Refusal.BY_HAND, because, moment, actor)


def unsuppress(desk: Desk, address: Address, because: str, moment: datetime.datetime, actor: str) -> bool:
    """Whether there was a refusal, which is over now."""
    with opened(desk) as roll:
        return roll.unsuppress(address.folded, because, moment, actor)


def suppressions(desk: Desk) -> tuple[Suppression, ...]:
    """Every refusal in the order in which they came up."""
    with opened(desk) as roll:
        return roll.suppressions()


def liftings(desk: Desk) -> tuple[Lifted, ...]:
    """Every refusal that is over, in the order in which they were lifted."""
    with opened(desk) as roll:
        return roll.liftings()


def rekey(desk: Desk, most_lost: int) -> int:
    """The refusals that are known no more; the readers are known by the secret that the desk has now.

    Raises NotAllowed where there would be more than ``most_lost`` of them, or where nothing has changed.
    """
    with store_of(desk) as store:
        return store.rekey(secret_of(desk.settings.store, desk.environment), most_lost)


def _put(request: ImportRequest, readers: Sequence[Reader], kept: Collection[str]) -> tuple[Put, ...]:
    try:
        with opened(request.desk, create=not request.dry_run) as roll:
            if request.dry_run:
                return roll.compare(readers, kept=kept)
            return roll.put(readers, request.moment, kept=kept)
    except NoInput:  # a dry run where nothing is kept yet
        return (Put.ADDED,) * len(readers)


def _table(request: ImportRequest) -> readers_file.ReadersFile:
    try:
        with request.path.open("rb") as file:
            content = file.read(readers_file.MOST_BYTES + 1)
    except OSError as error:
        raise NoInput(f"{request.path}: cannot be opened: {error.strerror}") from error
    try:
        return readers_file.read(content, request.desk.known)
    except ValueError as error:
        raise BadReaders(f"{request.path}: {error}") from error


def _counted(number: int, noun: str) -> str:
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"
