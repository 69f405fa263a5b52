"""What a citation opens on a screen: the paragraphs in which the cited words stand, with those words marked.

Paper has none: there a citation leads to its reference, and the words are on the page already.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import fields, is_dataclass, replace
from typing import Any, Final

from briefs.model import Brief, Citation, Document, DocumentId, Passage, SourceFormat, Span
from briefs.publication.citing import passage_anchor, source_lines
from briefs.publication.fragments import fragment, linked
from briefs.publication.view import Mark, Page, ParagraphView, PassageView, SourceLine
from briefs.publication.wording import shortened

AROUND: Final = 900
"""Characters of a paragraph that are shown before and after the cited words: more than all but a few have."""
PARAGRAPHS: Final = 12
"""Paragraphs that one citation opens: a list of more items is cut."""


def passages_of(brief: Brief, documents: Sequence[Document], page: Page) -> tuple[PassageView, ...]:
    """What the citations of a page open, each passage once, in the order in which the page cites them."""
    cited = {passage_anchor(one): one for one in _citations(brief)}
    by_id = {document.id: document for document in documents}
    homes = {one.number: one.url.href for one in page.references if one.url}
    return tuple(
        _passage(cited[anchor], brief, by_id, homes.get(cited[anchor].reference))
        for anchor in dict.fromkeys(_opened(page))
    )


def with_addresses(page: Page, passages: Sequence[PassageView]) -> Page:
    """The page, each source line with the address at which a browser marks its words, where there is one."""
    marked = {one.anchor: one.href for one in passages if one.exact}
    addressed: Page = _addressed(page, marked)
    return addressed


def _addressed(value: Any, marked: Mapping[str, str | None]) -> Any:
    if isinstance(value, SourceLine):
        return replace(value, href=marked.get(value.passage))
    if isinstance(value, tuple):
        return tuple(_addressed(part, marked) for part in value)
    if not is_dataclass(value) or isinstance(value, type):
        return value
    parts = {field.name: getattr(value, field.name) for field in fields(value)}
    changed = {name: _addressed(part, marked) for name, part in parts.items() if _holds_parts(part)}
    return replace(value, **changed) if changed else value


def _holds_parts(value: object) -> bool:
    return is_dataclass(value) or (isinstance(value, tuple) and bool(value))


def _opened(value: object) -> Iterator[str]:
    """The anchors of all passages that a part of a page cites."""
    if isinstance(value, (Mark, SourceLine)):
        yield value.passage
    elif isinstance(value, tuple):
        for part in value:
            yield from _opened(part)
    elif is_dataclass(value):
        for field in fields(value):
            yield from _opened(getattr(value, field.name))


def _citations(brief: Brief) -> Iterator[Citation]:
    """Every citation of a brief."""
    for section in brief.sections:
        for statement in section.statements:
            yield from statement.citations
            yield from statement.corroboration
        yield from (change.earlier for change in section.changes if change.earlier)
    for dispute in brief.disagreements:
        for claim in dispute.claims:
            yield from claim.citations
    for event in brief.events:
        yield from event.citations
    for quotation in brief.quotations:
        yield from quotation.citations


def _passage(
    cited: Citation, brief: Brief, documents: Mapping[DocumentId, Document], address: str | None
) -> PassageView:
    document = documents.get(brief.references[cited.reference - 1].document)
    span = Span(start=cited.start, end=cited.end)
    exact = _marked_on_the_web(document, span, address) if document and address else None
    return PassageView(
        anchor=passage_anchor(cited),
        number=cited.reference,
        line=source_lines((cited,), brief)[0],
        paragraphs=_paragraphs(document, span) if document else _alone(cited.exact),
        href=exact or address,
        exact=exact is not None,
    )


def _marked_on_the_web(document: Document, span: Span, address: str) -> str | None:
    """The address at which a browser marks these words; None where it cannot be sure to, or where it shows no page."""
    directive = fragment(document.text, span) if document.format is SourceFormat.HTML else None
    return linked(address, directive) if directive else None


def _alone(exact: str) -> tuple[ParagraphView, ...]:
    """The cited words without what stands around them: their document is not at hand."""
    return tuple(
        ParagraphView(before="", marked=part, after="", opened=False, closed=False)
        for part in exact.split("\n\n")[:PARAGRAPHS]
    )


def _paragraphs(document: Document, span: Span) -> tuple[ParagraphView, ...]:
    """The paragraphs that a span of a document touches."""
    touched = [passage for passage in document.passages if passage.span.overlaps(span)]
    return tuple(_paragraph(document, passage, span) for passage in touched[:PARAGRAPHS]) or _alone(
        document.exact(span)
    )


def _paragraph(document: Document, passage: Passage, span: Span) -> ParagraphView:
    first, last = passage.span.start, passage.span.end
    start, end = max(first, span.start), min(last, span.end)
    before, after = document.text[first:start], document.text[end:last]
    return ParagraphView(
        before=before[-AROUND:].partition(" ")[2] if len(before) > AROUND else before,
        marked=document.text[start:end],
        after=shortened(after, AROUND).removesuffix("…") if len(after) > AROUND else after,
        opened=len(before) > AROUND,
        closed=len(after) > AROUND,
    )
