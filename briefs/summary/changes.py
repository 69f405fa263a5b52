"""What has changed since the last edition."""

from collections.abc import Sequence

from briefs.model import Document, FoundChange, Past, Selection, Theme


def find_changes(
    selection: Selection, documents: Sequence[Document], themes: Sequence[Theme], past: Past
) -> tuple[FoundChange, ...]:
    """What changed in each theme since the last edition; nothing where there was none."""
    return ()
