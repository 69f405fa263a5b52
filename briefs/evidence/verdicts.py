"""What was found when two texts were read side by side, kept so that a later edition need not read them again."""

import hashlib
from collections.abc import Callable, Mapping
from typing import Final

Verdicts = Mapping[bytes, bool]
"""Answers by the digest of the question: which one it is, and of which two texts."""
_BYTES: Final = 16
"""Of a digest: among 10 million questions two have one digest with a probability of 10 to the power of -25."""


class Bench:
    """Answers those questions that were answered before from memory; ``given`` are all it was asked this time."""

    def __init__(self, known: Verdicts) -> None:
        self._known = known
        self.given: dict[bytes, bool] = {}

    def ask(self, question: str, left: str, right: str, answer: Callable[[], bool]) -> bool:
        """The answer to a question about two texts, named so that no others have these names."""
        key = _digest(question, left, right)
        if key not in self.given:
            known = self._known.get(key)
            self.given[key] = answer() if known is None else known
        return self.given[key]


def _digest(*parts: str) -> bytes:
    return hashlib.blake2b("\n".join(parts).encode("utf-8", "surrogatepass"), digest_size=_BYTES).digest()
