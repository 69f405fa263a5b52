"""Who speaks in each document: what two sources must differ in to confirm or to contradict one another."""

from collections.abc import Mapping, Sequence

from briefs.model import Document, DocumentId, Origin


def voices_of(documents: Sequence[Document], origins: Sequence[Origin]) -> Mapping[DocumentId, str]:
    """The voice of each document: that of its origin, for a reprint too; a document without one is its own."""
    spoken: dict[DocumentId, str] = {document.id: document.id for document in documents}
    for origin in origins:
        spoken[origin.document] = origin.voice
        spoken |= dict.fromkeys((reprint.document for reprint in origin.reprints), origin.voice)
    return spoken
