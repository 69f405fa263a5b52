"""Whether everything is as it was issued: the log, what it speaks of, and what stands in ``out``.

ledger ──audit──▶ chain, records, seals, contents, deliveries ──┐
out/ ──compared with the seals──────────────────────────────────┴─▶ faults, and what could not be checked
"""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Final

from briefs.editions.aftermath.issued import newest_issued, seal_of
from briefs.editions.aftermath.revisions import is_withdrawn
from briefs.editions.aftermath.strangers import strangers
from briefs.editions.delivery.closing import bound
from briefs.editions.sealed import SEAL, stands
from briefs.editions.shelf import REVISION
from briefs.editions.signed import content_of, with_signature
from briefs.errors import StoreError
from briefs.model import EditionState, Record, Shipment
from briefs.publication.names import CONTRACT, REVISIONS
from briefs.store import Ledger, Store
from briefs.store.glance import of_ledger

_SIGNED: Final = (".minisig", ".sig", ".p7s", ".asc")
"""Signatures stand beside what they sign."""


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Fault:
    """One thing that is not as it was issued, and where."""

    place: str
    message: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """What was checked, what could not be, and what does not hold."""

    checked: tuple[str, ...]
    unchecked: tuple[str, ...]
    faults: tuple[Fault, ...]

    @property
    def holds(self) -> bool:
        """Whether nothing was found that is not as it was issued."""
        return not self.faults


def audit(store: Store, out: Path) -> Verdict:
    """What was found in the ledgers and in ``out``. Reads every content of every edition. Raises StoreError."""
    ledger = store.ledger
    faults = [Fault(place=it.place, message=it.message) for it in ledger.audit()]
    editions: dict[str, list[Record]] = {}
    for record in ledger.records():
        editions.setdefault(record.edition, []).append(record)
    moves, head = len(ledger.moves()), ledger.head()
    sealed = [record for records in editions.values() for record in records if record.seal]
    checked = [
        f"the log: {_counted(moves, 'move')}, each tied to the one before"
        + (f"; the last has the digest {head}" if head else ""),
        f"the store: {_counted(len(sealed), 'sealed revision')}, with all that they are made of",
    ]
    counted, wrong = _delivered(store)
    if counted:
        checked.append(
            f"the deliveries: {_counted(counted, 'message')} taken by servers, as the log counts them"
        )
    faults += wrong
    looked = _Standing(ledger, out)
    strange = {it.edition: it for it in strangers(out, of_ledger(ledger)) if it.is_whole}
    faults += (Fault(place=str(it.folder), message=it.told) for it in strange.values())
    for name, records in sorted(editions.items()):
        if name not in strange:
            faults += looked.edition(name, records)
    faults += looked.strangers(editions.keys() | strange.keys())
    checked.append(f"{out}: {_counted(looked.files, 'file')} of {_counted(looked.revisions, 'revision')}")
    return Verdict(
        checked=tuple(checked),
        unchecked=tuple(looked.unchecked),
        faults=tuple(sorted(set(faults))),
    )


def _delivered(store: Store) -> tuple[int, list[Fault]]:
    """How many messages the log binds, and what it says of deliveries that their rows do not say any more."""
    counted: dict[Shipment, int] = {}
    faults: dict[Shipment, Fault] = {}
    for move in store.ledger.moves():
        told = bound(move.reason) if move.state is EditionState.SENT else None
        if told is None:
            continue
        sent = Shipment(edition=move.edition, revision=move.revision)
        counted[sent] = told.count
        if store.deliveries.taken(sent, told.count) != told:
            name = f"{move.edition}, revision {move.revision}"
            message = "deliveries are not those that the log counted when it was sent"
            faults[sent] = Fault(place=name, message=message)
    return sum(counted.values()), list(faults.values())


class _Standing:
    """What stands in ``out`` beside what was sealed; it counts what it looks at."""

    def __init__(self, ledger: Ledger, out: Path) -> None:
        self._ledger = ledger
        self._out = out
        self.files = 0
        self.revisions = 0
        self.unchecked: list[str] = []

    def edition(self, name: str, records: list[Record]) -> Iterator[Fault]:
        """The faults of one edition: what is missing, changed, or not of it."""
        folder = self._out / name
        newest = newest_issued(records)
        if newest is None:
            if any(record.state is EditionState.WITHDRAWN for record in records):
                yield from self._pulled(folder)
            return
        if not stands(folder):
            yield Fault(place=str(folder), message="does not stand there; briefs run --due puts it back")
            return
        earlier = [it for it in records if it.state.is_issued and it.revision < newest.revision]
        yield from self._revision(folder, newest, {f"r{it.revision}" for it in earlier})
        for record in earlier:
            within = folder / f"r{record.revision}"
            if stands(within):
                yield from self._revision(within, record, set())
            else:
                yield Fault(place=str(within), message="does not stand there; briefs run --due puts it back")

    def strangers(self, known: Collection[str]) -> Iterator[Fault]:
        """The faults of folders that the ledger does not know; what was built by hand is told as not checked."""
        built = 0
        for folder in sorted(self._out.iterdir()) if self._out.is_dir() else ():
            if folder.name in known or folder.name.startswith(".") or not folder.is_dir():
                continue
            if stands(folder):
                yield Fault(place=str(folder), message="bears a seal, and the log does not know it")
            elif (folder / CONTRACT).is_file():
                built += 1
        if built:
            self.unchecked.append(
                f"{_counted(built, 'edition')} in {self._out} that the log does not know: built by hand"
            )

    def _revision(self, folder: Path, record: Record, inside: set[str]) -> Iterator[Fault]:
        try:
            sealed: dict[str, str] = seal_of(self._ledger, record)["files"]
        except StoreError as error:
            yield Fault(place=str(folder), message=f"cannot be compared: {error}")
            return
        self.revisions += 1
        yield from self._compared(folder, sealed | {SEAL: str(record.seal)})
        yield from _foreign(folder, sealed.keys() | {SEAL, REVISIONS}, inside)
        signatures = sum(1 for it in folder.glob("*") if it.name.endswith(_SIGNED))
        if signatures:
            self.unchecked.append(
                f"{_counted(signatures, 'signature')} in {folder}: briefs verify checks them"
            )

    def _compared(self, folder: Path, sealed: Mapping[str, str]) -> Iterator[Fault]:
        for name, digest in sorted(sealed.items()):
            self.files += 1
            content = content_of(folder / name)
            if content is None:
                yield Fault(place=str(folder / name), message="is missing")
            elif digest != f"sha256:{sha256(content).hexdigest()}":
                if self._was_signed(folder, name, digest):
                    self.unchecked.append(f"the signature in {folder / name}: briefs verify checks it")
                else:
                    yield Fault(place=str(folder / name), message="is not as it was issued")

    def _was_signed(self, folder: Path, name: str, digest: str) -> bool:
        """Whether a file is the PDF that was issued, with a signature after it."""
        if not name.endswith(".pdf"):
            return False
        try:
            return name in with_signature(folder, {name: self._ledger.content(digest)})
        except StoreError:
            return False

    def _pulled(self, folder: Path) -> Iterator[Fault]:
        """What still offers an edition that was withdrawn."""
        if folder.is_dir() and (stands(folder) or not is_withdrawn(folder)):
            yield Fault(
                place=str(folder),
                message=f"is withdrawn and offered still; briefs withdraw {folder.name} --because TEXT pulls it",
            )


def _foreign(folder: Path, known: set[str], inside: set[str]) -> Iterator[Fault]:
    """What stands in the folder of a revision and was not issued with it; ``inside`` are folders of other revisions."""
    for path in sorted(folder.iterdir()):
        if path.name in inside:
            continue
        if path.is_dir() and not path.is_symlink():
            if REVISION.fullmatch(path.name):
                yield Fault(place=str(path), message="is no revision that was issued")
            else:
                yield from _unknown(folder, known, path.rglob("*"))
        elif not path.name.endswith(_SIGNED):
            yield from _unknown(folder, known, [path])


def _unknown(folder: Path, known: set[str], paths: Iterable[Path]) -> Iterator[Fault]:
    for path in sorted(paths):
        is_file = path.is_symlink() or not path.is_dir()
        if is_file and path.relative_to(folder).as_posix() not in known:
            yield Fault(place=str(path), message="does not belong to what was issued")


def _counted(number: int, noun: str) -> str:
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"
