"""What the documents say about each other: which of them go back to the same origin."""

from briefs.evidence.copies import copied
from briefs.evidence.origins import trace

__all__ = ["copied", "trace"]
