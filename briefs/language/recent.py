"""What was worked out of the documents in hand: those who ask for the same one after another are given the same."""

from collections import OrderedDict
from collections.abc import Callable, Hashable
from typing import Generic, TypeVar

V = TypeVar("V")


class Recent(Generic[V]):
    """Values by the object that they were made of, those that were last asked for, up to a total size.

    An object is known by being the same one, not by being equal: to compare two documents is to compare their texts.
    It must not change, and neither must what is made of it.
    """

    def __init__(self, most: int) -> None:
        """Hold what was made of objects of at most this size in all; of the last one in any case."""
        self._most, self._size = most, 0
        self._held: OrderedDict[tuple[int, Hashable], tuple[object, int, V]] = OrderedDict()

    def of(self, it: object, how: Hashable, size: int, make: Callable[[], V]) -> V:
        """What is made of an object of this size in a certain way."""
        key = id(it), how
        if held := self._held.get(key):
            self._held.move_to_end(key)
            return held[-1]
        made = make()
        self._held[key] = it, size, made  # the object as well: while it is held, no other has its id
        self._size += size
        while self._size > self._most and len(self._held) > 1:
            _, (_, least, _) = self._held.popitem(last=False)
            self._size -= least
        return made
