"""What of the evidence can be printed: a character that no font has would vanish from the page."""

from collections.abc import Sequence
from dataclasses import replace

from briefs.model import Document, Evidence, Extract


def settable(evidence: Evidence, documents: Sequence[Document], unprintable: frozenset[str]) -> Evidence:
    """The evidence without what would print one of the characters; corroboration is cited and not printed."""
    texts = {document.id: document for document in documents}

    def is_settable(place: Extract, *ours: str | None) -> bool:
        words = (texts[place.document].exact(place.span), *filter(None, ours))
        return unprintable.isdisjoint("".join(words))

    return replace(
        evidence,
        disagreements=tuple(
            one
            for one in evidence.disagreements
            if all(is_settable(claim.extracts[0], claim.value, one.question) for claim in one.claims)
        ),
        events=tuple(one for one in evidence.events if is_settable(one.extracts[0], one.context)),
        quotations=tuple(one for one in evidence.quotations if is_settable(one.words, one.speaker)),
    )
