"""Who reads what the program writes."""

import contextlib
import sys


def watched() -> bool:
    """Whether somebody sees what is written to stderr as it comes."""
    return sys.stderr is not None and sys.stderr.isatty()


def note(text: str) -> None:
    """Nothing: says on stderr what the user may not expect, whether a terminal watches or not."""
    with contextlib.suppress(OSError):
        print(f"briefs: {text}", file=sys.stderr)  # noqa: T201 - for who wonders
