"""Documents for the tests, written paragraph by paragraph."""

import datetime
import hashlib

from briefs.model import (
    Disclosure,
    DisclosureKind,
    Document,
    DocumentId,
    Passage,
    PassageKind,
    SourceFormat,
    Span,
    StatedDate,
    Term,
    Theme,
)

_KINDS = {"# ": PassageKind.HEADING, "- ": PassageKind.LIST_ITEM, "> ": PassageKind.QUOTATION}


def write(
    *paragraphs: str,
    published: str | None = None,
    title: str | None = None,
    notice: str | None = None,
    language: str = "en",
) -> Document:
    """A document of these paragraphs; ``# ``, ``- `` and ``> `` open a heading, a list item and a quotation."""
    text, passages = "", []
    for number, paragraph in enumerate((*paragraphs, *([notice] if notice else [])), start=1):
        kind = _KINDS.get(paragraph[:2], PassageKind.PARAGRAPH)
        words = paragraph if kind is PassageKind.PARAGRAPH else paragraph[2:]
        text += "\n\n" if text else ""
        text += "- " if kind is PassageKind.LIST_ITEM else ""
        passages.append(
            Passage(number=number, kind=kind, span=Span(start=len(text), end=len(text) + len(words)))
        )
        text += words
    disclosures = (Disclosure(kind=DisclosureKind.AI_GENERATED, span=passages[-1].span),) if notice else ()
    digest = hashlib.sha256(f"{title}{published}{text}".encode()).hexdigest()
    return Document(
        id=DocumentId(f"sha256:{digest}"),
        path=f"folder/{digest[:8]}.txt",
        format=SourceFormat.TEXT,
        text=text,
        passages=tuple(passages),
        title=title,
        published=StatedDate(day=datetime.date.fromisoformat(published)) if published else None,
        language=language,
        disclosures=disclosures,
    )


def theme(identifier: str = "energy", *terms: str, budget: int = 150, exclude: tuple[str, ...] = ()) -> Theme:
    """A theme that is searched by these terms."""
    return Theme(
        id=identifier,
        title=identifier.title(),
        description="what the two neighbours agree about power, fuel and grids",
        terms=tuple(Term(text=term) for term in (terms or ("gas", "power grid", "energy"))),
        exclude=exclude,
        budget=budget,
    )
