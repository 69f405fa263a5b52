"""Dated events, several reports of one merged."""

import datetime
from collections.abc import Sequence

from briefs.model import Document, FoundEvent, Origin, Topic


def find_events(
    documents: Sequence[Document], origins: Sequence[Origin], topics: Sequence[Topic], today: datetime.date
) -> tuple[FoundEvent, ...]:
    """The dated events, by date; each date is mentioned by as many origins as it says."""
    return ()
