"""Many numbers of 32 bits in little room: bytes, which any process can be handed and any shelf can keep."""

from array import array
from collections.abc import Iterable

Numbers = bytes
"""Numbers of 32 bits, one after the other."""


def pack(numbers: Iterable[int]) -> Numbers:
    """The numbers, each below two to the power of 32, in their order."""
    return array("I", numbers).tobytes()


def unpack(packed: Numbers) -> "memoryview[int]":
    """The numbers again. Nothing is copied."""
    return memoryview(packed).cast("I")
