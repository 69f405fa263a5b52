"""The bibliographic entries of a brief, each with every use of it and the other prints of its story."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from briefs.composition.sources import Sources
from briefs.model import (
    CANNOT_BE_JUDGED,
    Citation,
    CitedDisclosure,
    Disagreement,
    Document,
    DocumentId,
    Event,
    Locator,
    Origin,
    Outlet,
    Print,
    Quotation,
    Reference,
    Reprint,
    Section,
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


def references(
    sections: Sequence[Section], findings: Sequence[Event | Quotation | Disagreement], sources: Sources
) -> tuple[Reference, ...]:
    """The entry of each document that has a number, by number."""
    uses: dict[int, dict[Locator, None]] = defaultdict(dict)
    for statement, cited in _uses(sections, findings):
        used = Locator(statement=statement, passage=cited.passage, page=cited.page)
        uses[cited.reference][used] = None
    return tuple(
        _reference(number, sources.documents[document], tuple(uses[number]), sources)
        for document, number in sources.numbers.items()
    )


def _uses(
    sections: Sequence[Section], findings: Sequence[Event | Quotation | Disagreement]
) -> Iterator[tuple[str, Citation]]:
    """Every citation of the brief with the id of what cites it, in printed order."""
    for section in sections:
        for change in section.changes:
            if change.earlier and change.statement:
                yield change.statement, change.earlier
        for statement in section.statements:
            for cited in (*statement.citations, *statement.corroboration):
                yield statement.id, cited
    for found in findings:
        groups = found.claims if isinstance(found, Disagreement) else (found,)
        for cited in (cited for group in groups for cited in group.citations):
            yield found.id, cited


def _reference(number: int, document: Document, locators: tuple[Locator, ...], sources: Sources) -> Reference:
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
        locators=locators,
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
        credibility=sources.credibility.get(document.id, CANNOT_BE_JUDGED),
        marking=document.marking,
    )
