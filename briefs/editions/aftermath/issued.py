"""What readers have: of each edition its newest issued revision, from the ledger, else as it was built by hand."""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from briefs.editions.signed import content_of
from briefs.errors import StoreError
from briefs.model import Record
from briefs.publication.names import CONTRACT
from briefs.store import Ledger

_Object = Mapping[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Issued:
    """An edition as readers have it: its newest issued revision, as its brief.json says it."""

    edition: str
    revision: int
    brief: _Object


Shelf = Callable[[str], Issued | None]
"""Gives the issued edition of a name; None where readers have none: it was withdrawn, or never came out."""


def shelf_of(ledger: Ledger, out: Path) -> Shelf:
    """The editions of a ledger, and those in ``out`` that it does not know; each is read when it is asked for.

    What is asked for raises StoreError where it is damaged in the store; one that cannot be read in ``out`` is none.
    """
    records: dict[str, list[Record]] = {}
    for record in ledger.records():
        records.setdefault(record.edition, []).append(record)

    def issued(edition: str) -> Issued | None:
        if edition not in records:
            return _built(out / edition)
        record = newest_issued(records[edition])
        if record is None:
            return None
        brief = brief_of(ledger, record)
        return Issued(edition=edition, revision=record.revision, brief=brief)

    return issued


def newest_issued(records: list[Record]) -> Record | None:
    """The newest revision that readers have; None where they have none. ``records`` are those of one edition."""
    found = [record for record in records if record.state.is_issued]
    return max(found, key=lambda it: it.revision, default=None)


def brief_of(ledger: Ledger, record: Record) -> _Object:
    """What the brief.json of a sealed revision says. Raises StoreError where it is missing or damaged."""
    try:
        digest = seal_of(ledger, record)["files"][CONTRACT]
        brief = json.loads(ledger.content(digest))
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        raise StoreError(
            f"{record.edition}: what is kept of its {CONTRACT} is not as it was written"
        ) from error
    if not isinstance(brief, dict):
        raise StoreError(f"{record.edition}: what is kept of its {CONTRACT} is not as it was written")
    return brief


def seal_of(ledger: Ledger, record: Record) -> _Object:
    """What the seal of a revision says. Raises StoreError where it has none, or one that is damaged."""
    if record.seal is None:
        raise StoreError(f"{record.edition}: revision {record.revision} has no seal yet")
    try:
        seal = json.loads(ledger.content(record.seal))
    except (ValueError, RecursionError) as error:
        raise StoreError(f"{record.edition}: its seal is not as it was written") from error
    if not isinstance(seal, dict) or not isinstance(seal.get("files"), dict):
        raise StoreError(f"{record.edition}: its seal is not as it was written")
    return seal


def _built(folder: Path) -> Issued | None:
    """An edition that was built by hand and stands there."""
    try:
        content = content_of(folder / CONTRACT)
        brief = json.loads(content) if content else None
    except (OSError, ValueError, RecursionError):
        return None
    if not isinstance(brief, dict) or brief.get("edition") != folder.name:
        return None
    return Issued(edition=folder.name, revision=int(brief.get("revision") or 0), brief=brief)
