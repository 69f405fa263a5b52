"""Disagreements, timeline and quotations as they are printed: numbered, cited, in the words of their sources."""

from collections.abc import Sequence

from briefs.composition.sources import Sources
from briefs.model import (
    Claim,
    Disagreement,
    Event,
    Evidence,
    Extract,
    FoundDisagreement,
    FoundEvent,
    FoundQuotation,
    Quotation,
)


def places_in(evidence: Evidence) -> tuple[Extract, ...]:
    """Every place that the evidence cites beside the statements, in the order in which it is printed."""
    claims = (claim for found in evidence.disagreements for claim in found.claims)
    return (
        *(place for claim in claims for place in claim.extracts),
        *(place for event in evidence.events for place in event.extracts),
        *(quotation.words for quotation in evidence.quotations),
    )


def disagreements(found: Sequence[FoundDisagreement], sources: Sources) -> tuple[Disagreement, ...]:
    """The questions that sources answer differently, in the order found."""
    return tuple(
        Disagreement(
            id=f"d{place}",
            kind=one.kind,
            question=one.question,
            claims=tuple(
                Claim(value=claim.value, citations=tuple(map(sources.cite, claim.extracts)))
                for claim in one.claims
            ),
        )
        for place, one in enumerate(found, start=1)
    )


def events(found: Sequence[FoundEvent], sources: Sources) -> tuple[Event, ...]:
    """The timeline, in the order found."""
    return tuple(
        Event(
            id=f"t{place}",
            day=one.day,
            last=one.last,
            precision=one.precision,
            text=sources.text(one.extracts[0]),
            context=one.context,
            language=sources.language(one.extracts[0]),
            resolved=one.resolved,
            announced=one.announced,
            mentions=one.mentions,
            citations=tuple(map(sources.cite, one.extracts)),
        )
        for place, one in enumerate(found, start=1)
    )


def quotations(found: Sequence[FoundQuotation], sources: Sources) -> tuple[Quotation, ...]:
    """Who said what, in the order found."""
    return tuple(
        Quotation(
            id=f"q{place}",
            speaker=one.speaker,
            text=sources.text(one.words),
            language=sources.language(one.words),
            citations=(sources.cite(one.words),),
        )
        for place, one in enumerate(found, start=1)
    )
