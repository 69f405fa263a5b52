"""Documents → the sentences worth printing for each theme, each able to stand alone."""

from briefs.summary.changes import find_changes
from briefs.summary.selection import select
from briefs.summary.themes import unsearched

__all__ = ["find_changes", "select", "unsearched"]
