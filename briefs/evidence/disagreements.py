"""Questions that sources of different origins answer differently."""

from collections.abc import Sequence

from briefs.model import Document, FoundDisagreement, Origin, Topic


def find_disagreements(
    documents: Sequence[Document], origins: Sequence[Origin], topics: Sequence[Topic]
) -> tuple[FoundDisagreement, ...]:
    """The questions that sources answer differently, those that most sources answer first."""
    return ()
