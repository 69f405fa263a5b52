"""The references as CSL-JSON, which Zotero, pandoc and citation processors read (citationstyles.org, version 1.0.2)."""

import datetime
import json
from collections.abc import Iterator
from typing import Any, Final

from briefs.model import Brief, Precision, Reference, SourceFormat, StatedDate
from briefs.publication.entries import ReferenceView
from briefs.publication.formats.characters import safe
from briefs.publication.formats.identifiers import identifiers
from briefs.publication.view import Page

Item = dict[str, Any]

_TYPES: Final = {
    SourceFormat.EMAIL: "personal_communication",
    SourceFormat.TELEGRAM: "post",
    SourceFormat.HTML: "webpage",
}
_PARTS_OF_A_SITE: Final = ("webpage", "post")
_PARTS: Final = {Precision.YEAR: 1, Precision.MONTH: 2}


def to_csl_json(brief: Brief, page: Page) -> bytes:
    """The items in the order of their numbers: UTF-8, two spaces of indent, a line feed at the end."""
    return f"{json.dumps(items(brief, page), ensure_ascii=False, indent=2)}\n".encode()


def items(brief: Brief, page: Page) -> list[Item]:
    """The references as items of CSL; what is not stated is not there."""
    called = identifiers(brief.references)
    return [
        _item(reference, view, called[reference.number])
        for reference, view in zip(brief.references, page.references, strict=True)
    ]


def kind_of(reference: Reference) -> str:
    """The type of a reference: what stands on the web is a page there, unless it is a mail or a post."""
    return _TYPES.get(reference.format) or ("webpage" if reference.url else "document")


def note_on(reference: Reference) -> str:
    """What no other field has, as programs for references keep it: ``key: value``, divided by semicolons."""
    return safe("; ".join(f"{key}: {value}" for key, value in _noted(reference)))


def _item(reference: Reference, view: ReferenceView, identifier: str) -> Item:
    kind = kind_of(reference)
    publisher = safe(reference.publisher or "")
    fields = {
        "id": identifier,
        "type": kind,
        "title": safe(reference.title) if reference.title_stated else None,
        "author": [{"literal": safe(name)} for name in reference.author],
        "container-title" if kind in _PARTS_OF_A_SITE else "publisher": publisher,
        "issued": _stated(reference.published) if reference.published else None,
        "accessed": _day(reference.retrieved) if reference.retrieved else None,
        "URL": view.url.href if view.url else None,
        "language": None if reference.language == "und" else reference.language,
        "note": note_on(reference),
    }
    return {key: value for key, value in fields.items() if value}


def _stated(date: StatedDate) -> Item:
    """A date as exact as it is stated: CSL knows years, months and days."""
    parts = (date.day.year, date.day.month, date.day.day)
    return {"date-parts": [list(parts[: _PARTS.get(date.precision, len(parts))])]}


def _day(moment: datetime.date) -> Item:
    return {"date-parts": [[moment.year, moment.month, moment.day]]}


def _noted(reference: Reference) -> Iterator[tuple[str, str]]:
    if reference.marking:
        yield "marking", reference.marking.value
    if reference.document != reference.origin:
        yield "origin", _origin(reference)
    if reference.agency:
        yield "agency", reference.agency
    for credit in reference.credits:
        yield "credit", credit.agency
    for kind in dict.fromkeys(disclosure.kind for disclosure in reference.disclosures):
        yield "disclosure", kind.value
    yield "file", reference.path
    yield "document", reference.document


def _origin(reference: Reference) -> str:
    """Who told the story first, and what tells that this one has it from there."""
    by_id = {carried.document: carried for carried in reference.prints}
    origin, own = by_id.get(reference.origin), by_id.get(reference.document)
    name = (origin.publisher or origin.title or origin.path) if origin else reference.origin
    return f"{name} ({own.signal.value})" if own and own.signal else name
