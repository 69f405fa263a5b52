"""What the site must know of every edition without reading it again, and how that is kept between runs."""

import datetime
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Final

from briefs.model import Marking, strictest

SCHEMA: Final = "briefs/site/1"


@dataclass(frozen=True, slots=True, kw_only=True)
class Named:
    """A theme of an edition, and how many statements it has there."""

    id: str
    title: str
    number: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Tally:
    """A source of an edition, and how many lines cite it there."""

    name: str
    number: int


@dataclass(frozen=True, slots=True, kw_only=True)
class KeyPoint:
    """A statement of an edition's first page. ``sources`` are those it is cited from, each with its document's name.

    The document is named only where the source has no name.
    """

    id: str
    text: str
    language: str
    context: str | None
    sources: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Head:
    """What an edition says of itself: it covers the days from ``start``, where one is given, to ``last``.

    ``digest`` is that of its brief.json; ``cited`` counts its references.
    """

    id: str
    title: str
    language: str
    as_of: datetime.datetime
    start: datetime.date | None
    last: datetime.date
    revision: int
    marking: Marking | None
    draft: bool
    correction: str | None
    statements: int
    documents: int
    cited: int
    digest: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Summary:
    """An edition in short. ``entries`` are those of its calendar, as they are written."""

    head: Head
    key_points: tuple[KeyPoint, ...]
    themes: tuple[Named, ...]
    sources: tuple[Tally, ...]
    entries: tuple[str, ...]


def in_order(summaries: Iterable[Summary]) -> list[Summary]:
    """The summaries, the oldest first; those of one moment by their ids."""
    return sorted(summaries, key=lambda it: (it.head.as_of, it.head.id))


def marking_of(summaries: Iterable[Summary]) -> Marking | None:
    """The highest marking among the editions; None where none bears any."""
    return strictest(it.head.marking for it in summaries)


def to_value(summary: Summary) -> dict[str, object]:
    """A summary as JSON has it."""
    head = summary.head
    return {
        "head": {
            "id": head.id,
            "title": head.title,
            "language": head.language,
            "as_of": head.as_of.isoformat(),
            "start": head.start.isoformat() if head.start else None,
            "last": head.last.isoformat(),
            "revision": head.revision,
            "marking": head.marking,
            "draft": head.draft,
            "correction": head.correction,
            "statements": head.statements,
            "documents": head.documents,
            "cited": head.cited,
            "digest": head.digest,
        },
        "key_points": [
            [it.id, it.text, it.language, it.context, list(it.sources)] for it in summary.key_points
        ],
        "themes": [[it.id, it.title, it.number] for it in summary.themes],
        "sources": [[it.name, it.number] for it in summary.sources],
        "entries": list(summary.entries),
    }


def of_value(value: Mapping[str, Any]) -> Summary:
    """The summary that ``to_value`` made into ``value``. Raises KeyError, TypeError or ValueError for any other."""
    head = value["head"]
    return Summary(
        head=Head(
            id=head["id"],
            title=head["title"],
            language=head["language"],
            as_of=datetime.datetime.fromisoformat(head["as_of"]),
            start=datetime.date.fromisoformat(head["start"]) if head["start"] else None,
            last=datetime.date.fromisoformat(head["last"]),
            revision=head["revision"],
            marking=Marking(head["marking"]) if head["marking"] else None,
            draft=head["draft"],
            correction=head["correction"],
            statements=head["statements"],
            documents=head["documents"],
            cited=head["cited"],
            digest=head["digest"],
        ),
        key_points=tuple(
            KeyPoint(
                id=name,
                text=text,
                language=language,
                context=context,
                sources=tuple((source, document) for source, document in sources),
            )
            for name, text, language, context, sources in value["key_points"]
        ),
        themes=tuple(Named(id=name, title=title, number=number) for name, title, number in value["themes"]),
        sources=tuple(Tally(name=name, number=number) for name, number in value["sources"]),
        entries=tuple(value["entries"]),
    )


def to_json(value: object) -> bytes:
    """A value as JSON; what is no UTF-8 is escaped."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    return text.encode("utf-8", "backslashreplace")
