"""What an edition says, read from its folder: as much of it as the site shows and searches.

brief.json, announced.ics ──read──▶ Told (Summary, Line, Cited source)
"""

import datetime
import hashlib
import json
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any, Final
from urllib.parse import urlsplit

from briefs.archive.summary import Head, KeyPoint, Named, Summary, Tally
from briefs.model import Marking
from briefs.publication.announcements import ANNOUNCED
from briefs.publication.contract import VERSION
from briefs.publication.names import CONTRACT
from briefs.publication.notices import in_one_line

MOST_BYTES: Final = 64 * 2**20
"""A brief.json of four hundred pages has two."""
_MOST_DATES: Final = 2**20
"""Bytes of a calendar; one of a hundred announced dates has a twentieth."""
_ONE_DAY: Final = datetime.timedelta(days=1)
_ENTRY: Final = re.compile(r"BEGIN:VEVENT\r\n(?:(?!BEGIN:|END:)[^\r\n]*\r\n)*END:VEVENT\r\n")

_Object = Mapping[str, Any]


class Damaged(Exception):
    """An edition cannot be read; the message says why."""


class Kind(StrEnum):
    """What a line of an edition is."""

    STATEMENT = "statement"
    QUOTATION = "quotation"
    EVENT = "event"
    DISAGREEMENT = "disagreement"


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where words stand: the number of the reference, the passage, the page if it has any; ``exact`` in one line."""

    reference: int
    passage: int
    page: int | None
    exact: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """Words that an edition prints; ``places`` are where they stand, ``support`` is who else says so.

    ``label`` is ours and stands beside the words: who said them, the day, the question. ``theme`` is the id of the
    theme of a statement.
    """

    kind: Kind
    id: str
    text: str
    language: str
    places: tuple[Place, ...]
    context: str | None = None
    label: str | None = None
    theme: str | None = None
    support: tuple[Place, ...] = ()
    new: bool = True

    @property
    def cited(self) -> tuple[Place, ...]:
        """Where its words stand, and where who else says so."""
        return (*self.places, *self.support)


@dataclass(frozen=True, slots=True, kw_only=True)
class Reference:
    """A cited document. ``source`` is the name of its publisher, else the host of its address, else empty."""

    number: int
    source: str
    title: str | None
    path: str
    published: str | None
    language: str
    grade: str
    disclosed: tuple[str, ...]

    @property
    def named(self) -> tuple[str, str]:
        """Its source, and where that has no name, the title or the path of the document."""
        return self.source, "" if self.source else self.title or self.path


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """An edition: its summary, its lines in printed order, and what they cite, by number."""

    summary: Summary
    lines: tuple[Line, ...]
    references: Mapping[int, Reference]

    def cited_at(self, place: Place) -> Reference:
        """The document that is cited at a place."""
        return self.references[place.reference]


def read(folder: Path) -> Told:
    """What the edition in a folder says. Raises Damaged."""
    content = _content(folder / CONTRACT, MOST_BYTES)
    try:
        brief = json.loads(content.decode("utf-8"))
        if brief["schema"] != VERSION:
            raise Damaged(f"{CONTRACT} is not of the kind {VERSION}")
        if brief["edition"] != folder.name:
            raise Damaged("it stands in a folder of another name than its own")
        return _told(brief, _entries(folder), hashlib.sha256(content).hexdigest())
    except (ArithmeticError, AttributeError, LookupError, RecursionError, TypeError, ValueError) as error:
        raise Damaged(f"{CONTRACT} is not as it was written") from error


def _content(file: Path, most_bytes: int) -> bytes:
    try:
        with file.open("rb") as opened:
            content = opened.read(most_bytes + 1)
    except OSError as error:
        raise Damaged(f"{file.name} cannot be read: {error.strerror}") from error
    if len(content) > most_bytes:
        raise Damaged(f"{file.name} is too large")
    return content


def _entries(folder: Path) -> tuple[str, ...]:
    """The entries of the edition's calendar as they are written; none where it has none."""
    if not (folder / ANNOUNCED).is_file():
        return ()
    try:
        return tuple(_ENTRY.findall(_content(folder / ANNOUNCED, _MOST_DATES).decode("utf-8")))
    except UnicodeDecodeError as error:
        raise Damaged(f"{ANNOUNCED} is not as it was written") from error


def _told(brief: _Object, entries: tuple[str, ...], digest: str) -> Told:
    references = {it.number: it for it in map(_reference, brief["references"])}
    lines = (*_statements(brief), *_findings(brief))
    numbers = [{place.reference for place in line.cited} for line in lines]
    if not references.keys() >= set().union(*numbers):
        raise Damaged(f"{CONTRACT} cites a source that it does not list")
    cited = Counter(references[number].source for each in numbers for number in each)
    statements = {line.id: line for line in lines if line.kind is Kind.STATEMENT}
    return Told(
        references=references,
        lines=lines,
        summary=Summary(
            head=_head(brief, digest),
            key_points=tuple(
                _key_point(statements[name], references) for name in map(_text, brief["key_points"])
            ),
            themes=tuple(
                Named(
                    id=_text(section["theme"]),
                    title=_text(section["title"]),
                    number=len(section["statements"]),
                )
                for section in brief["sections"]
            ),
            sources=tuple(Tally(name=name, number=number) for name, number in sorted(cited.items())),
            entries=entries,
        ),
    )


def _head(brief: _Object, digest: str) -> Head:
    marking, method, coverage = brief.get("marking"), brief["method"], brief["coverage"]
    if marking is not None and marking not in [*Marking]:
        raise Damaged("it bears a marking that is not known")
    as_of = datetime.datetime.fromisoformat(brief["as_of"])
    if as_of.tzinfo is None:
        raise Damaged(f"{CONTRACT} does not say from which moment the edition speaks")
    as_of.astimezone(datetime.UTC)
    start = coverage["start"]
    return Head(
        id=_text(brief["edition"]),
        title=_text(brief["title"]),
        language=_text(brief["language"]),
        as_of=as_of,
        start=datetime.date.fromisoformat(start) if start else None,
        last=datetime.date.fromisoformat(coverage["end"]) - _ONE_DAY,
        revision=int(brief["revision"]),
        marking=Marking(marking) if marking else None,
        draft=brief.get("draft") is True,
        correction=in_one_line(_stated(brief.get("correction")) or "") or None,
        statements=sum(len(section["statements"]) for section in brief["sections"]),
        documents=int(method["documents_read"]),
        cited=len(brief["references"]),
        digest=digest,
    )


def _key_point(line: Line, references: Mapping[int, Reference]) -> KeyPoint:
    cited = dict.fromkeys(references[place.reference].named for place in line.places)
    return KeyPoint(
        id=line.id,
        text=line.text,
        language=line.language,
        context=line.context,
        sources=tuple(cited),
    )


def _statements(brief: _Object) -> Iterator[Line]:
    for section in brief["sections"]:
        for it in section["statements"]:
            yield Line(
                kind=Kind.STATEMENT,
                id=_text(it["id"]),
                text=_text(it["text"]),
                language=_text(it["language"]),
                places=_places(it["citations"]),
                context=_stated(it["context"]),
                theme=_text(section["theme"]),
                support=_places(it["corroboration"]),
                new=it["new"] is True,
            )


def _findings(brief: _Object) -> Iterator[Line]:
    """The quotations, the lines of the timeline, and the answers to what is disputed."""
    for it in brief["quotations"]:
        yield _line(Kind.QUOTATION, it, it["citations"], label=_stated(it["speaker"]))
    for it in brief["timeline"]:
        yield _line(Kind.EVENT, it, it["citations"], label=_text(it["date"]))
    for it in brief["disagreements"]:
        for claim in it["claims"]:
            places = _places(claim["citations"])
            question = f"{_text(it['question'])}: {_text(claim['value'])}"
            said = {"id": it["id"], "text": places[0].exact}
            yield _line(Kind.DISAGREEMENT, said, claim["citations"], label=question)


def _line(kind: Kind, it: _Object, citations: Sequence[_Object], *, label: str | None) -> Line:
    return Line(
        kind=kind,
        id=_text(it["id"]),
        text=_text(it["text"]),
        language=_text(it.get("language", "und")),
        places=_places(citations),
        context=_stated(it.get("context")),
        label=label,
    )


def _places(citations: Sequence[_Object]) -> tuple[Place, ...]:
    return tuple(
        Place(
            reference=int(cited["reference"]),
            passage=int(cited["passage"]),
            page=None if cited["page"] is None else int(cited["page"]),
            exact=" ".join(_text(cited["exact"]).split()),
        )
        for cited in citations
    )


def _reference(it: _Object) -> Reference:
    return Reference(
        number=int(it["number"]),
        source=_source(_stated(it["publisher"]), _stated(it["url"])),
        title=_text(it["title"]) if it["title_stated"] else None,
        path=_text(it["path"]),
        published=_stated(it["published"]),
        language=_text(it["language"]),
        grade=f"{_text(it['reliability'])}{int(it['credibility'])}",
        disclosed=tuple(dict.fromkeys(_text(found["kind"]) for found in it["disclosures"])),
    )


def _source(publisher: str | None, address: str | None) -> str:
    """The name under which a source is kept; empty where neither its publisher nor its host is known."""
    if publisher and (name := " ".join(publisher.split())):
        return name
    try:
        host = urlsplit(address or "").hostname or ""
    except ValueError:
        return ""
    return host.removeprefix("www.")


def _text(value: Any) -> str:
    """The value, which must be a text. Raises TypeError."""
    if not isinstance(value, str):
        raise TypeError(value)
    return value


def _stated(value: Any) -> str | None:
    return None if value is None else _text(value)
