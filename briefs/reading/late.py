"""Patterns that are compiled when they are first looked for.

A page that credits no agency and bears no notice needs few of the wordings that are known; compiling them all costs
a third of a second in every run.
"""

import re
from collections.abc import Iterator
from functools import cached_property


class LatePattern:
    """A regular expression, compiled at its first use."""

    def __init__(self, pattern: str, flags: int = 0) -> None:
        self._pattern, self._flags = pattern, flags

    @cached_property
    def _compiled(self) -> re.Pattern[str]:
        return re.compile(self._pattern, self._flags)

    def search(self, text: str) -> re.Match[str] | None:
        """As ``re.Pattern.search``."""
        return self._compiled.search(text)

    def match(self, text: str) -> re.Match[str] | None:
        """As ``re.Pattern.match``."""
        return self._compiled.match(text)

    def fullmatch(self, text: str) -> re.Match[str] | None:
        """As ``re.Pattern.fullmatch``."""
        return self._compiled.fullmatch(text)

    def finditer(self, text: str) -> Iterator[re.Match[str]]:
        """As ``re.Pattern.finditer``."""
        return self._compiled.finditer(text)

    def sub(self, replacement: str, text: str) -> str:
        """As ``re.Pattern.sub``."""
        return self._compiled.sub(replacement, text)
