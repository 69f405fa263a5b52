"""Who reads what the program writes."""

import sys


def watched() -> bool:
    """Whether somebody sees what is written to stderr as it comes."""
    return sys.stderr is not None and sys.stderr.isatty()
