"""Evidence with a character that no font has is not printed."""

import datetime
from hashlib import sha256

from briefs.evidence.printing import settable
from briefs.model import (
    Corroboration,
    DisagreementKind,
    Document,
    DocumentId,
    Evidence,
    Extract,
    FoundClaim,
    FoundDisagreement,
    FoundEvent,
    FoundQuotation,
    Passage,
    PassageKind,
    Precision,
    SourceFormat,
    Span,
)


def document(text: str) -> Document:
    whole = Passage(number=1, kind=PassageKind.PARAGRAPH, span=Span(start=0, end=len(text)))
    identifier = DocumentId("sha256:" + sha256(text.encode()).hexdigest())
    return Document(id=identifier, path="a.txt", format=SourceFormat.TEXT, text=text, passages=(whole,))


PLAIN, MARKED = document("The quay was closed."), document("The quay was closed 𒀀.")


def place(of: Document) -> Extract:
    return Extract(document=of.id, span=of.passages[0].span, passage=1)


def evidence(of: Document) -> Evidence:
    claims = (
        FoundClaim(value="closed", extracts=(place(PLAIN),)),
        FoundClaim(value="shut", extracts=(place(of),)),
    )
    return Evidence(
        corroboration=(Corroboration(statement=place(PLAIN), by=(place(of),)),),
        disagreements=(FoundDisagreement(kind=DisagreementKind.COUNT, question="quay", claims=claims),),
        events=(FoundEvent(day=datetime.date(2026, 5, 1), precision=Precision.DAY, extracts=(place(of),)),),
        quotations=(FoundQuotation(words=place(of)),),
    )


def test_what_would_print_it_is_left_out_and_what_is_only_cited_stays() -> None:
    kept = settable(evidence(MARKED), [PLAIN, MARKED], frozenset("𒀀"))
    assert kept == Evidence(corroboration=evidence(MARKED).corroboration)


def test_what_can_be_set_stays() -> None:
    assert settable(evidence(PLAIN), [PLAIN, MARKED], frozenset("𒀀")) == evidence(PLAIN)
