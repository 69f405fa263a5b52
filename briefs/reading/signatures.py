"""What the first bytes of a file tell of its format, before any character is decoded."""

from typing import Final

from briefs.model import Source, SourceFormat

_PDF_HEAD: Final = 1024
"""Bytes in which ``%PDF-`` may stand: what mail servers and old scanners put before it."""


def recognise(source: Source) -> SourceFormat | None:
    """Return the format of bytes that are more than characters; None where they are to be decoded as text."""
    if b"%PDF-" in source.content[:_PDF_HEAD]:
        return SourceFormat.PDF
    return None
