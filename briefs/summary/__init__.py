"""Documents → the sentences worth printing for each theme, each able to stand alone."""

from briefs.summary.selection import select
from briefs.summary.themes import unsearched

__all__ = ["select", "unsearched"]
