"""Documents → the sentences worth printing for each theme, each able to stand alone."""

from briefs.summary.selection import select

__all__ = ["select"]
