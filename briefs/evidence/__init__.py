"""What the documents say about each other: origins, corroboration, disagreements, events, quotations."""

import datetime
from collections.abc import Sequence

from briefs.evidence.copies import Copies, copied
from briefs.evidence.corroboration import corroborate
from briefs.evidence.credibility import rate
from briefs.evidence.disagreements import find_disagreements
from briefs.evidence.fingerprints import Fingerprint, take_fingerprint
from briefs.evidence.origins import Memory, trace, trace_fingerprints
from briefs.evidence.printing import settable
from briefs.evidence.quotations import find_quotations
from briefs.evidence.timeline import find_events
from briefs.model import Document, Evidence, Origin, Selection

__all__ = [
    "Copies",
    "Fingerprint",
    "Memory",
    "copied",
    "find_evidence",
    "take_fingerprint",
    "trace",
    "trace_fingerprints",
]


def find_evidence(
    selection: Selection,
    documents: Sequence[Document],
    origins: Sequence[Origin],
    today: datetime.date,
    unprintable: frozenset[str] = frozenset(),
) -> Evidence:
    """The evidence in the documents that serve a theme; ``documents`` may hold others.

    Nothing is in it whose words would be printed and hold an ``unprintable`` character.
    """
    serving = {topic.document for topic in selection.topics}
    pool = sorted((document for document in documents if document.id in serving), key=lambda each: each.id)
    statements = [pick.extract for pick in selection.picks]
    corroboration = corroborate(statements, pool, origins)
    disagreements = find_disagreements(_originals(pool, origins), origins)
    found = Evidence(
        corroboration=corroboration,
        disagreements=disagreements,
        events=find_events(pool, origins, selection.topics, today),
        quotations=find_quotations(pool, origins, selection.topics),
        credibility=rate(statements, corroboration, disagreements),
    )
    return settable(found, pool, unprintable) if unprintable else found


def _originals(documents: Sequence[Document], origins: Sequence[Origin]) -> list[Document]:
    """The documents without those that reprint another of them: a voice is cited where it spoke."""
    at_hand = {document.id for document in documents}
    reprinted = {
        reprint.document for origin in origins if origin.document in at_hand for reprint in origin.reprints
    }
    return [document for document in documents if document.id not in reprinted]
