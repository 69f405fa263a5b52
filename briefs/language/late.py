"""Patterns that are compiled when they are first looked for.

Most documents are in one language, of one format, and bear no notice: compiling all that is known of the others costs
a quarter of a second in every run.
"""

import re
from typing import AnyStr, Final, Generic, cast

_KEPT: Final = (
    "search",
    "match",
    "fullmatch",
    "finditer",
    "findall",
    "split",
    "sub",
    "subn",
    "flags",
    "groups",
    "groupindex",
)


class _Late(Generic[AnyStr]):
    """A pattern that is not compiled yet; from its first use on it holds the methods of the compiled one."""

    def __init__(self, pattern: AnyStr, flags: int) -> None:
        self.pattern: AnyStr = pattern
        self._flags = flags

    def __getattr__(self, name: str) -> object:
        if name not in _KEPT:
            raise AttributeError(name)
        compiled = re.compile(self.pattern, self._flags)
        self.__dict__.update({each: getattr(compiled, each) for each in _KEPT})
        return getattr(compiled, name)


def late(pattern: AnyStr, flags: int = 0) -> re.Pattern[AnyStr]:
    """What can be used as the pattern that ``re.compile`` makes, by its methods; compiled at its first use.

    A match names the compiled one as its ``re``, which is not this.
    """
    return cast("re.Pattern[AnyStr]", _Late(pattern, flags))
