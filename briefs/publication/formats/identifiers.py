"""What references are called in a program for references: readable, unique, and the same in every edition."""

import re
import unicodedata
from collections.abc import Sequence
from typing import Final

from briefs.model import Reference, mark_of

_LONGEST: Final = 24
_DIGITS: Final = 8
"""Digits of a document's digest; two references of one brief that share them are told apart by more."""
_FOREIGN: Final = re.compile(r"[^a-z0-9]+")


def identifiers(references: Sequence[Reference]) -> dict[int, str]:
    """The identifier of each reference by its number: ``northport-gazette-2026-4f2a9c01``."""
    found: dict[int, str] = {}
    for reference in references:
        name = _name(reference)
        found[reference.number] = f"{name}-{reference.number}" if name in found.values() else name
    return found


def _name(reference: Reference) -> str:
    year = f"{reference.published.day.year}" if reference.published else "undated"
    return f"{_slug(reference.publisher or '') or 'source'}-{year}-{mark_of(reference.document)[:_DIGITS]}"


def _slug(name: str) -> str:
    plain = unicodedata.normalize("NFKD", name[:200]).encode("ascii", "ignore").decode().lower()
    return _FOREIGN.sub("-", plain).strip("-")[:_LONGEST].rstrip("-")
