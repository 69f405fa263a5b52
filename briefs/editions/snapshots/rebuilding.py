"""Making a sealed edition again from the store alone, and telling what is not the same.

    ledger ──snapshot, edits──▶ files ──compare──▶ seal
       └── every content that was sealed is looked at first: what is damaged is named

Nothing but the store is asked: no folder of sources, no template, no address. What is made is not written to the store.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from briefs.editions.aftermath.issued import seal_of
from briefs.editions.aftermath.recorded import unknown
from briefs.editions.shelf import reserve
from briefs.editions.snapshots.differences import (
    Difference,
    causes_of,
    first_difference,
    of_fonts,
    of_inputs,
    of_versions,
)
from briefs.editions.snapshots.making import Made, make
from briefs.editions.snapshots.parts import PREFIX, Snapshot, digest_of
from briefs.editions.snapshots.sealing import VERSION, inputs_of, versions
from briefs.editions.snapshots.snapshot import from_ledger
from briefs.errors import BriefsError, EngineError, NotAllowed, OutputError, StoreError
from briefs.model import EditionState, Record
from briefs.store import Ledger


@dataclass(frozen=True, slots=True, kw_only=True)
class Rebuilt:
    """What came of making an edition again: ``differences`` is empty where every file has the bytes that were sealed.

    ``files`` counts those that were sealed; ``others`` tells what it was made with that is another here, in words;
    ``folder`` is where the files stand, where that was asked for.
    """

    edition: str
    revision: int
    files: int
    differences: tuple[Difference, ...]
    others: tuple[str, ...] = ()
    folder: Path | None = None


def sealed_records(ledger: Ledger) -> tuple[Record, ...]:
    """Every revision that readers were ever given, the earliest first."""
    given = (
        it
        for it in ledger.records()
        if it.seal and (it.state.is_issued or it.state is EditionState.WITHDRAWN)
    )
    return tuple(sorted(given, key=lambda it: (it.slot, it.edition, it.revision)))


def sealed_record(ledger: Ledger, edition: str, revision: int | None) -> Record:
    """A revision that was sealed: the newest one where none is named. Raises NoInput, NotAllowed."""
    found = [it for it in ledger.records() if it.edition == edition and revision in {None, it.revision}]
    if not found:
        raise unknown(ledger, edition, revision)
    sealed = next((it for it in found if it.seal), None)
    if sealed is None:
        raise NotAllowed(f"{edition} is {found[0].state}: nothing was sealed yet that could be made again")
    return sealed


def rebuild(ledger: Ledger, record: Record, to: Path | None = None) -> Rebuilt:
    """What came of making a sealed revision again; ``to`` is a folder to write it to.

    Raises StoreError where the store cannot be used, EngineError, and OutputError where ``to`` cannot be written.
    """
    try:
        seal = seal_of(ledger, record)
    except StoreError:
        return _lost(record, "its seal", record.seal)
    if seal.get("schema") != VERSION:
        return _unknown(record, seal.get("schema"))
    try:
        snapshot = from_ledger(ledger, record.snapshot or "")
    except StoreError:
        return _lost(record, "the list of what it was made from", record.snapshot)
    sealed: Mapping[str, str] = seal["files"]
    damaged = (
        *_damaged(snapshot),
        *of_inputs(seal["inputs"], inputs_of(snapshot, ledger.edits(*_key(record)))),
    )
    others = of_versions(seal["versions"], versions())
    if damaged:
        return _rebuilt(record, sealed, damaged, others)
    try:
        made = make(snapshot, ledger.edits(*_key(record)))
    except (EngineError, OutputError):
        raise
    except BriefsError as error:
        failed = Difference(
            subject=record.edition, message=f"cannot be made again: {error}", causes=tuple(others.values())
        )
        return _rebuilt(record, sealed, (failed,), others)
    fonts = of_fonts(seal["fonts"], made.fonts)
    differences = tuple(_compared(ledger, sealed, made, others, fonts))
    folder = _written(made, record, to) if to else None
    return _rebuilt(record, sealed, differences, others, fonts, folder)


def _key(record: Record) -> tuple[str, int]:
    return record.edition, record.revision


def _rebuilt(
    record: Record,
    sealed: Mapping[str, str],
    differences: tuple[Difference, ...],
    others: Mapping[str, str],
    fonts: tuple[str, ...] = (),
    folder: Path | None = None,
) -> Rebuilt:
    return Rebuilt(
        edition=record.edition,
        revision=record.revision,
        files=len(sealed),
        differences=differences,
        others=(*others.values(), *fonts),
        folder=folder,
    )


def _lost(record: Record, subject: str, digest: str | None) -> Rebuilt:
    """What is told where not even the seal, or the list of what it was made from, can be read."""
    difference = Difference(subject=subject, message=_unsound(digest))
    return Rebuilt(edition=record.edition, revision=record.revision, files=0, differences=(difference,))


def _unknown(record: Record, schema: object) -> Rebuilt:
    message = f"is of the kind {schema}, and this version of briefs reads {VERSION}"
    difference = Difference(subject="its seal", message=message)
    return Rebuilt(edition=record.edition, revision=record.revision, files=0, differences=(difference,))


def _unsound(digest: str | None) -> str:
    return f"is damaged in the store, or missing there ({digest})" if digest else "is not recorded"


def _damaged(snapshot: Snapshot) -> Iterator[Difference]:
    """What it was made from and cannot be read as it was kept, by its name."""
    named = [
        *((name, content.digest, content.load) for name, content in snapshot.files.items()),
        *(
            (each.path, f"{PREFIX}{each.digest.hex()}", each.load)
            for each in (*snapshot.sources, *snapshot.earlier)
        ),
    ]
    for name, digest, load in named:
        try:
            is_sound = digest_of(load()) == digest
        except StoreError:
            is_sound = False
        if not is_sound:
            yield Difference(subject=name, message=_unsound(digest))


def _compared(
    ledger: Ledger,
    sealed: Mapping[str, str],
    made: Made,
    others: Mapping[str, str],
    fonts: tuple[str, ...],
) -> Iterator[Difference]:
    for name in sorted(sealed.keys() | made.files.keys()):
        causes = causes_of(name, others, fonts)
        if name not in made.files:
            yield Difference(subject=name, message="was sealed and is not made here", causes=causes)
        elif name not in sealed:
            yield Difference(subject=name, message="is made here and was not sealed", causes=causes)
        elif digest_of(made.files[name]) != sealed[name]:
            message = f"differs, {_where(ledger, sealed[name], made.files[name])}"
            yield Difference(subject=name, message=message, causes=causes)


def _where(ledger: Ledger, digest: str, now: bytes) -> str:
    try:
        return first_difference(ledger.content(digest), now)
    except StoreError:
        return "and what was issued is damaged in the store"


def _written(made: Made, record: Record, to: Path) -> Path:
    with reserve(to, record.edition) as slot:
        slot.fill(made.files)
        return slot.folder
