"""Statements of other origins that say the same as one that is printed."""

from collections.abc import Sequence

from briefs.model import Corroboration, Document, Extract, Origin


def corroborate(
    statements: Sequence[Extract], documents: Sequence[Document], origins: Sequence[Origin]
) -> tuple[Corroboration, ...]:
    """What other origins say to the same effect as each statement, for those that have any."""
    return ()
