"""What is new since the last edition, and what has changed."""

from collections.abc import Sequence

from briefs.model import FoundChange, Past, Selection, Theme


def find_changes(selection: Selection, themes: Sequence[Theme], past: Past) -> tuple[FoundChange, ...]:
    """What changed in each theme since the last edition; nothing where there was none."""
    return ()
