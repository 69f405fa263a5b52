"""Who said what: direct quotations and their speakers."""

from collections.abc import Sequence

from briefs.model import Document, FoundQuotation, Origin, Topic


def find_quotations(
    documents: Sequence[Document], origins: Sequence[Origin], topics: Sequence[Topic]
) -> tuple[FoundQuotation, ...]:
    """The direct quotations on a theme, each once, the weightiest first."""
    return ()
