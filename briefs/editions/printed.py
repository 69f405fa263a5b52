"""The statements of an edition that stands on disk, each with as much of its source as citing it again needs."""

import datetime
import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from pathlib import Path
from typing import Any, Final

from briefs.model import (
    Disclosure,
    DisclosureKind,
    Document,
    DocumentId,
    Doubt,
    DoubtKind,
    Extract,
    Marking,
    Outlet,
    Passage,
    PassageKind,
    PastStatement,
    Precision,
    Provenance,
    Reliability,
    SourceFormat,
    Span,
    StatedDate,
)
from briefs.publication.contract import VERSION
from briefs.publication.names import CONTRACT

_DOCUMENT: Final = re.compile(r"sha256:[0-9a-f]{64}")
_BLOCK: Final = re.compile(r"[^\n]+")
_ZONE: Final = re.compile(r"[+-]\d\d:\d\d$")
_PRECISIONS: Final = {4: Precision.YEAR, 7: Precision.MONTH, 10: Precision.DAY}
"""What a date states, by its length in ISO 8601; one that is longer states the minute."""

_Object = Mapping[str, Any]


class Damaged(Exception):
    """An edition cannot be read; the message says why."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Printed:
    """What an edition says: its themes, its statements in printed order, and the marks of what it was made from."""

    themes: frozenset[str]
    statements: tuple[PastStatement, ...]
    read: frozenset[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Line:
    """One statement as the file has it: its theme, and its first citation."""

    theme: str
    statement: _Object
    citation: _Object


def read_statements(folder: Path, most_bytes: int) -> Printed:
    """What the edition in a folder says. Raises Damaged, also where a text does not hold what is cited."""
    try:
        brief = json.loads(_read(folder / CONTRACT, most_bytes))
        if brief["schema"] != VERSION:
            raise Damaged(f"{CONTRACT} is not of the kind {VERSION}")
        if brief["edition"] != folder.name:
            raise Damaged("it stands in a folder of another name than its own")
        return _printed(brief, folder, most_bytes)
    except (ValueError, TypeError, KeyError, IndexError, AttributeError, RecursionError) as error:
        raise Damaged(f"{CONTRACT} is not as it was written") from error


def _read(file: Path, most_bytes: int) -> str:
    try:
        if not file.is_file():
            raise Damaged(f"{file.name} is missing")
        with file.open("rb") as opened:
            content = opened.read(most_bytes + 1)
    except OSError as error:
        raise Damaged(f"{file.name} cannot be read: {error.strerror}") from error
    if len(content) > most_bytes:
        raise Damaged(f"{file.name} is too large")
    return content.decode("utf-8")


def _printed(brief: _Object, folder: Path, most_bytes: int) -> Printed:
    lines = [
        _Line(theme=section["theme"], statement=statement, citation=statement["citations"][0])
        for section in brief["sections"]
        for statement in section["statements"]
    ]
    documents = {
        reference["number"]: _document(reference, used, folder, most_bytes)
        for reference in brief["references"]
        if (used := [line for line in lines if line.citation["reference"] == reference["number"]])
    }
    return Printed(
        themes=frozenset(section["theme"] for section in brief["sections"]),
        read=frozenset(map(_text, brief["method"].get("read", ()))),
        statements=tuple(
            PastStatement(
                edition=brief["edition"],
                id=_text(line.statement["id"]),
                theme=_text(line.theme),
                extract=_extract(line.citation, documents[line.citation["reference"]]),
                document=documents[line.citation["reference"]],
            )
            for line in lines
        ),
    )


def text_of(document: DocumentId) -> str:
    """Where the text of a document that is cited stands in the folder of an edition."""
    return f"sources/{document.removeprefix('sha256:')}.txt"


def _extract(citation: _Object, document: Document) -> Extract:
    span = Span(start=citation["start"], end=citation["end"])
    if document.exact(span) != citation["exact"]:
        raise Damaged(f"the text of {document.path} does not hold what is cited from it")
    return Extract(document=document.id, span=span, passage=int(citation["passage"]))


def whole(document: Document) -> Document:
    """A document with all paragraphs of its text for passages: what of it was not printed could have been."""
    passages: list[Passage] = []
    for found in _BLOCK.finditer(document.text):
        span = Span(start=found.start(), end=found.end())
        passages.append(Passage(number=len(passages) + 1, kind=PassageKind.PARAGRAPH, span=span))
    return replace(document, passages=tuple(passages))


def _document(reference: _Object, lines: Sequence[_Line], folder: Path, most_bytes: int) -> Document:
    identifier = reference["document"]
    if not _DOCUMENT.fullmatch(identifier):
        raise Damaged(f"{CONTRACT} is not as it was written")
    text = _read(folder / text_of(DocumentId(identifier)), most_bytes)
    return Document(
        id=DocumentId(identifier),
        path=_text(reference["path"]),
        format=SourceFormat(reference["format"]),
        text=text,
        passages=_passages(lines, text, reference["language"]),
        title=_text(reference["title"]) if reference["title_stated"] else None,
        author=tuple(map(_text, reference["author"])),
        publisher=_stated(reference["publisher"]),
        published=_date(reference["published"]),
        modified=_date(reference["modified"]),
        language=_text(reference["language"]),
        url=_stated(reference["url"]),
        disclosures=tuple(_disclosure(found) for found in reference["disclosures"]),
        words=int(reference["words"]),
        words_left_out=int(reference["words_left_out"]),
        doubts=tuple(Doubt(kind=DoubtKind.OTHER_DATE, text=_text(text)) for text in reference["doubts"]),
        carrier=_stated(reference["carrier"]),
        provenance=_provenance(reference),
        marking=Marking(reference["marking"]) if reference.get("marking") else None,
    )


def _passages(lines: Sequence[_Line], text: str, language: str) -> tuple[Passage, ...]:
    """The passages that statements stand in, as far as they are cited."""
    pieces = sorted(
        (piece for line in lines for piece in _pieces(line, text)), key=lambda piece: piece.number
    )
    return tuple(
        Passage(
            number=number,
            kind=PassageKind.PARAGRAPH,
            span=Span(start=min(it.span.start for it in found), end=max(it.span.end for it in found)),
            page=found[0].page,
            language=found[0].language if found[0].language != language else None,
        )
        for number, group in groupby(pieces, key=lambda piece: piece.number)
        for found in [[*group]]
    )


def _pieces(line: _Line, text: str) -> Iterator[Passage]:
    """The parts of one statement: a lead-in and the items of its list stand in passages of their own."""
    cited, at = line.citation, line.citation["start"]
    for place, part in enumerate(line.statement["parts"]):
        start = text.find(part, at, cited["end"])
        whole = start < 0
        at = cited["end"] if whole else start + len(part)
        yield Passage(
            number=int(cited["passage"]) + place,
            kind=PassageKind.PARAGRAPH,
            span=Span(start=cited["start"] if whole else start, end=at),
            page=None if cited["page"] is None else int(cited["page"]),
            language=_text(line.statement["language"]),
        )
        if whole:
            return


def _text(value: Any) -> str:
    """The value, which must be a text. Raises TypeError."""
    if not isinstance(value, str):
        raise TypeError(value)
    return value


def _stated(value: Any) -> str | None:
    return None if value is None else _text(value)


def _date(iso: str | None) -> StatedDate | None:
    if iso is None:
        return None
    precision = _PRECISIONS.get(len(iso), Precision.MINUTE)
    if precision is Precision.MINUTE:
        moment, zone = datetime.datetime.fromisoformat(iso), _ZONE.search(iso)
        return StatedDate(
            day=moment.date(),
            precision=precision,
            time=moment.time(),
            zone=zone.group() if zone else None,
        )
    day = datetime.date.fromisoformat(f"{iso}-01-01"[:10] if len(iso) == 4 else f"{iso}-01"[:10])
    return StatedDate(day=day, precision=precision)


def _disclosure(found: _Object) -> Disclosure:
    return Disclosure(
        kind=DisclosureKind(found["kind"]),
        span=Span(start=found["start"], end=found["end"]),
        links=tuple(map(_text, found["links"])),
    )


def _provenance(reference: _Object) -> Provenance:
    retrieved = reference["retrieved"]
    return Provenance(
        outlet=Outlet(
            name=_stated(reference["publisher"]) or "",
            publisher=_stated(reference["publisher"]),
            country=_stated(reference["country"]),
            descriptor=_stated(reference["descriptor"]),
            reliability=Reliability(reference["reliability"]),
        ),
        url=_stated(reference["url"]),
        retrieved=datetime.datetime.fromisoformat(retrieved) if retrieved else None,
    )
