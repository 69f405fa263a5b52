"""Editions in portions, so that a new one changes the last page of a theme, a source or the index and no other.

Portions are filled from the oldest edition on: what is full stays as it is while no older edition comes or goes.
"""

from collections.abc import Callable, Sequence
from typing import TypeVar

T = TypeVar("T")


def portions(items: Sequence[T], weight: Callable[[T], int], size: int) -> list[list[T]]:
    """The items in their order, in portions that are closed once they weigh ``size``."""
    found: list[list[T]] = []
    filled = size
    for item in items:
        if filled >= size:
            found.append([])
            filled = 0
        found[-1].append(item)
        filled += weight(item)
    return found


def readable(items: Sequence[T], weight: Callable[[T], int], size: int) -> list[list[T]]:
    """The same, but a last portion of less than half the size goes to the one before it."""
    found = portions(items, weight, size)
    if len(found) > 1 and sum(map(weight, found[-1])) * 2 < size:
        last = found.pop()
        found[-1] += last
    return found
