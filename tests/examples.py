"""How many examples a law is tried on that costs more than most."""

from hypothesis import settings

_USUAL = 100
"""Examples of a law in a run that is not deep."""


def examples(few: int, deep: int) -> int:
    """``few``, and ``deep`` under a profile that asks for more than the usual number of examples."""
    return deep if settings.default is not None and settings.default.max_examples > _USUAL else few
