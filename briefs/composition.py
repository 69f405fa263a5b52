"""The brief from the chosen sentences: sections in reading order, key points, numbers, references."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from briefs.model import (
    Brief,
    Citation,
    CitedDisclosure,
    Coverage,
    DisclosureKind,
    Document,
    DocumentId,
    Edition,
    Evidence,
    FoundChange,
    Locator,
    Method,
    Origin,
    Outlet,
    Passage,
    Pick,
    Print,
    Problem,
    Reference,
    Reprint,
    Section,
    Selection,
    Span,
    Statement,
    Theme,
)

_PROMOTIONAL: Final = frozenset({DisclosureKind.SPONSORED, DisclosureKind.PRESS_RELEASE})
_TERMS_SHOWN: Final = 6
"""Terms that an empty section names of what was searched."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """What is wanted of an edition. ``configuration`` is the digest of the settings, ``tool`` name and version.

    ``families`` maps names of publishers to the house they belong to.
    """

    edition: Edition
    coverage: Coverage
    themes: tuple[Theme, ...]
    key_points: int
    configuration: str
    tool: str
    families: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Findings:
    """What was found in the documents. A document that is in none of the ``origins`` is its own."""

    selection: Selection
    origins: tuple[Origin, ...] = ()
    evidence: Evidence = field(default_factory=Evidence)
    changes: tuple[FoundChange, ...] = ()


def compose(
    findings: Findings, documents: Sequence[Document], problems: Sequence[Problem], plan: Plan
) -> Brief:
    """The finished brief. References are numbered in the order in which the sections first cite them."""
    selection, origins = findings.selection, findings.origins
    by_id = {document.id: document for document in documents}
    origin_of = _origin_of(by_id, origins)
    sections_of_picks = [_in_reading_order(theme, selection) for theme in plan.themes]
    numbers: dict[DocumentId, int] = {}
    for picks in sections_of_picks:
        for pick in picks:
            numbers.setdefault(pick.document, len(numbers) + 1)
    sources = _Sources(documents=by_id, numbers=numbers, origins=origin_of)
    sections = tuple(
        _section(place, theme, picks, sources)
        for place, (theme, picks) in enumerate(zip(plan.themes, sections_of_picks, strict=True), start=1)
    )
    return Brief(
        edition=plan.edition,
        coverage=plan.coverage,
        key_points=_key_points(sections, plan.key_points, _promotional(numbers, by_id)),
        sections=sections,
        references=tuple(
            _reference(number, by_id[document], sections, sources) for document, number in numbers.items()
        ),
        not_included=tuple(sorted(problems)),
        method=Method(
            tool=plan.tool,
            configuration=plan.configuration,
            documents_read=len(documents),
            origins=len({origin.document for origin in origin_of.values()}),
            sentences_read=selection.sentences_read,
            sentences_printed=sum(len(section.statements) for section in sections),
        ),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Sources:
    documents: Mapping[DocumentId, Document]
    numbers: Mapping[DocumentId, int]
    origins: Mapping[DocumentId, Origin]


def _origin_of(documents: Iterable[DocumentId], origins: Iterable[Origin]) -> dict[DocumentId, Origin]:
    """The origin of each document."""
    traced = {
        document: origin
        for origin in origins
        for document in (origin.document, *(reprint.document for reprint in origin.reprints))
    }
    return {
        document: traced.get(document) or Origin(document=document, voice=document) for document in documents
    }


def _in_reading_order(theme: Theme, selection: Selection) -> tuple[Pick, ...]:
    """A theme's picks document by document, the one with the strongest pick first, each in the order of its text.

    Not by date: many sources state none, and a reader who stops after the first statement has read the best
    one.
    """
    picks = [pick for pick in selection.picks if pick.theme == theme.id]
    strongest: dict[DocumentId, int] = {}
    for place, pick in enumerate(picks):
        strongest.setdefault(pick.document, place)
    return tuple(sorted(picks, key=lambda pick: (strongest[pick.document], pick.span)))


def _section(number: int, theme: Theme, picks: Sequence[Pick], sources: _Sources) -> Section:
    return Section(
        number=number,
        theme=theme.id,
        title=theme.title,
        empty=None if picks else _searched(theme, sources),
        statements=tuple(
            _statement(f"{number}.{place}", pick, sources) for place, pick in enumerate(picks, start=1)
        ),
    )


def _searched(theme: Theme, sources: _Sources) -> str:
    shown = ", ".join(f"“{term.text}”" for term in theme.terms[:_TERMS_SHOWN])
    rest = len(theme.terms) - _TERMS_SHOWN
    more = f" and {rest} more term{'s' if rest > 1 else ''}" if rest > 0 else ""
    count = len(sources.documents)
    documents = "The one document read was" if count == 1 else f"All {count} documents read were"
    return f"{documents} searched for {shown}{more}; no sentence with enough of them stands alone."


def _statement(identifier: str, pick: Pick, sources: _Sources) -> Statement:
    document = sources.documents[pick.document]
    exact = document.exact(pick.span)
    return Statement(
        id=identifier,
        text=_folded(exact),
        parts=_parts(document, pick.span),
        context=pick.context,
        language=_language(document, pick),
        citations=(
            Citation(
                reference=sources.numbers[pick.document],
                start=pick.span.start,
                end=pick.span.end,
                exact=exact,
                passage=pick.passage,
                page=_page(document.passages, pick.passage),
            ),
        ),
        scores=pick.scores,
        origins=_voices([pick.document], sources.origins),
    )


def _language(document: Document, pick: Pick) -> str:
    """The language of the passage a sentence stands in: its own where it is not the document's."""
    own = (passage.language for passage in document.passages if passage.number == pick.passage)
    return next(own, None) or document.language


def _page(passages: Sequence[Passage], number: int) -> int | None:
    return next((passage.page for passage in passages if passage.number == number), None)


def _voices(cited: Iterable[DocumentId], origins: Mapping[DocumentId, Origin]) -> int:
    """How many independent origins documents go back to; two stories of one agency or one house are one voice."""
    return len({origins[document].voice for document in cited})


def _folded(text: str) -> str:
    return " ".join(text.split())


def _parts(document: Document, span: Span) -> tuple[str, ...]:
    """The pieces of a span that stand in different passages: one, or a lead-in and the items of its list."""
    pieces = (
        document.text[max(span.start, passage.span.start) : min(span.end, passage.span.end)]
        for passage in document.passages
        if passage.span.overlaps(span)
    )
    return tuple(_folded(piece) for piece in pieces)


def _key_points(sections: Sequence[Section], most: int, promotional: frozenset[int]) -> tuple[str, ...]:
    """Ids of the best statement of each theme, then of the next best overall; the strongest first.

    Salience is 1 for the best of each theme, so the fit decides among those. What somebody has paid for or announces
    for himself comes last.
    """

    def strength(statement: Statement) -> tuple[bool, float, float, str]:
        scores, promoted = statement.scores, statement.citations[0].reference in promotional
        return (not promoted, scores.salience, scores.relevance, statement.id)

    ranked = [sorted(section.statements, key=strength, reverse=True) for section in sections]
    first = sorted((statements[0] for statements in ranked if statements), key=strength, reverse=True)[:most]
    others = sorted((other for statements in ranked for other in statements[1:]), key=strength, reverse=True)
    chosen = [*first, *others[: most - len(first)]]
    return tuple(statement.id for statement in sorted(chosen, key=strength, reverse=True))


def _promotional(
    numbers: Mapping[DocumentId, int], documents: Mapping[DocumentId, Document]
) -> frozenset[int]:
    """The references that are advertisements or press releases by their own notice."""
    return frozenset(
        number
        for document, number in numbers.items()
        if any(disclosure.kind in _PROMOTIONAL for disclosure in documents[document].disclosures)
    )


def _prints(origin: Origin, documents: Mapping[DocumentId, Document]) -> tuple[Print, ...]:
    """The origin, then its reprints, those with most of its text first; nothing where there are none."""
    if not origin.reprints:
        return ()
    reprints = sorted(origin.reprints, key=lambda reprint: (-reprint.share, reprint.document))
    root = _print(documents[origin.document], None)
    return (root, *(_print(documents[reprint.document], reprint) for reprint in reprints))


def _print(document: Document, reprint: Reprint | None) -> Print:
    return Print(
        document=document.id,
        path=document.path,
        url=document.url,
        title=document.title,
        publisher=document.publisher,
        published=document.published,
        language=document.language,
        credits=document.credits,
        of=reprint.of if reprint else document.id,
        signal=reprint.signal if reprint else None,
        share=reprint.share if reprint else None,
    )


def _reference(number: int, document: Document, sections: Sequence[Section], sources: _Sources) -> Reference:
    origin = sources.origins[document.id]
    provenance = document.provenance
    outlet = provenance.outlet if provenance else Outlet(name="")
    return Reference(
        number=number,
        document=document.id,
        path=document.path,
        url=document.url,
        title=document.title or document.path.rpartition("/")[2],
        title_stated=document.title is not None,
        publisher=document.publisher,
        author=document.author,
        published=document.published,
        language=document.language,
        format=document.format,
        disclosures=tuple(
            CitedDisclosure(
                kind=disclosure.kind,
                start=disclosure.span.start,
                end=disclosure.span.end,
                exact=document.exact(disclosure.span),
                links=disclosure.links,
            )
            for disclosure in document.disclosures
        ),
        locators=tuple(
            Locator(statement=statement.id, passage=citation.passage, page=citation.page)
            for section in sections
            for statement in section.statements
            for citation in statement.citations
            if citation.reference == number
        ),
        words=document.words,
        words_left_out=document.words_left_out,
        origin=origin.document,
        agency=origin.agency,
        prints=_prints(origin, sources.documents),
        modified=document.modified,
        retrieved=provenance.retrieved if provenance else None,
        carrier=document.carrier,
        country=outlet.country,
        descriptor=outlet.descriptor,
        reliability=outlet.reliability,
        credits=document.credits,
        doubts=tuple(doubt.text for doubt in document.doubts),
    )
