"""Files that are made of one piece for each edition: pieces that stand already are taken over as they are.

Before each piece stands a comment with the name of its edition and the digest of all it is made of. Words of a source
cannot look like it: in a page their ``<`` is escaped, and in a script every one of them stands inside quotation marks.
"""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

_MARK: Final = re.compile(r"^(?:<!--|/\*) (?:(\S{1,64}) ([0-9a-f]{32})|end) (?:-->|\*/)\n", re.MULTILINE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """A piece to have: the edition that it is of, and the digest of what it is made of."""

    edition: str
    digest: str


def joined(
    wanted: Iterable[Wanted],
    old: bytes,
    made: Callable[[str], str],
    comment: tuple[str, str] = ("<!--", "-->"),
) -> str:
    """The pieces in their order, those that stand in ``old`` as they are, the others made of their edition."""
    standing = _pieces(old)
    opened, closed = comment
    found = []
    for piece in wanted:
        text = standing.get((piece.edition, piece.digest))
        if text is None:
            text = f"{made(piece.edition).rstrip()}\n"
        found.append(f"{opened} {piece.edition} {piece.digest} {closed}\n{text}")
    return "".join([*found, f"{opened} end {closed}\n"])


def _pieces(old: bytes) -> dict[tuple[str, str], str]:
    """The pieces of a file as it was written."""
    try:
        text = old.decode("utf-8")
    except UnicodeDecodeError:
        return {}
    marks = [*_MARK.finditer(text)]
    return {
        (mark[1], mark[2]): text[mark.end() : following.start()]
        for mark, following in pairwise(marks)
        if mark[1]
    }
