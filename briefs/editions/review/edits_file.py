"""The edits of an edition as a small text file: what is printed, what came near, and what an analyst makes of it.

    Sheet ──to_text──▶ text ──(any editor)──▶ text ──wishes_in (edits_reader)──▶ wishes, mistakes

Every line is one thing; what its first sign means stands at the head of the file. A statement is known by its place
alone: its words stand beside that to be read, and are compared with the source when the file comes back.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from briefs.model import DocumentId

MOST_CHARACTERS: Final = 2_000_000
"""A brief of four hundred pages has one of 600,000."""
_DIGEST: Final = 12
"""Digits of a document's digest that tell it from the others of an edition."""

HELP: Final = """\
# What is printed, and what came near. Change the sign at the start of a line, add lines, and read the file back with
#   briefs edit EDITION --file FILE
#
#   = a statement that was chosen           - leave it out
#   ? a sentence that came near             + print it under this theme, as if it had been chosen
#   + "Its first words" from PATH           print another sentence of a document
#   [who “he” is]                           below a + line: what a reader must know, printed in brackets as ours
#   > Words of your own.                    below a statement: a comment on it; below a heading: one on its section
#
# To replace a statement, put - before it and + before another. Nothing here is verbatim but the statements: their
# words cannot be changed. Lines that begin with # say nothing. Statements are printed in reading order, whatever
# their order here.
"""


class Mark(StrEnum):
    """What is done with a sentence."""

    KEPT = "="
    DROPPED = "-"
    PINNED = "+"
    NEAR = "?"


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """Where a sentence stands."""

    document: DocumentId
    start: int
    end: int

    @property
    def written(self) -> str:
        """The place as it stands in the file."""
        return f"{self.document.removeprefix('sha256:')[:_DIGEST]}:{self.start}-{self.end}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Remarked:
    """A comment, and whose it is."""

    author: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A sentence in the file. ``told`` is what else an analyst should know, ``bracket`` what an analyst has added."""

    mark: Mark
    place: Place
    words: str
    id: str | None = None
    told: tuple[str, ...] = ()
    bracket: str = ""
    comments: tuple[Remarked, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """A section: its sentences, and the comments on all of it."""

    theme: str
    title: str
    lines: tuple[Line, ...]
    comments: tuple[Remarked, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """All that the file tells; ``base`` are digits that stand for what is edited and the edits so far."""

    edition: str
    revision: int
    base: str
    title: str
    parts: tuple[Part, ...]

    @property
    def lines(self) -> dict[Place, dict[str, Line]]:
        """Every sentence by its place and its theme; one that came near may have done so in several."""
        found: dict[Place, dict[str, Line]] = {}
        for part in self.parts:
            for line in part.lines:
                found.setdefault(line.place, {})[part.theme] = line
        return found


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """What is wanted of one sentence, or where ``place`` and ``opening`` are None of a section; ``where`` it is said.

    A sentence that has no place yet is told by its ``opening`` and the path of its document, ``source``.
    """

    where: str
    theme: str
    mark: Mark | None = None
    place: Place | None = None
    opening: str | None = None
    source: str | None = None
    bracket: str = ""
    comments: tuple[tuple[str, Remarked], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Mistake:
    """What is wrong in a place of the file, or with an option; ``line`` is 0 for an option."""

    line: int
    message: str

    def __str__(self) -> str:
        return f"line {self.line}: {self.message}" if self.line else self.message


def to_text(sheet: Sheet) -> str:
    """The file; reading it back as it is changes nothing."""
    return "\n".join((*_written(sheet), ""))


def _written(sheet: Sheet) -> Iterator[str]:
    yield f"edition {sheet.edition} revision {sheet.revision} as {sheet.base}"
    yield f"# {sheet.title}"
    yield HELP
    for part in sheet.parts:
        yield f"== {part.theme} {part.title}"
        yield from map(_comment, part.comments)
        yield ""
        for line in part.lines:
            yield from _sentence(line)
            yield ""


def _sentence(line: Line) -> Iterator[str]:
    named = f"{line.id} " if line.id else ""
    yield f"{line.mark} {named}{line.place.written} {line.words}"
    yield from (f"#   {told}" for told in line.told)
    if line.bracket:
        yield f"[{line.bracket}]"
    yield from map(_comment, line.comments)


def _comment(comment: Remarked) -> str:
    return f"> ({comment.author}) {comment.text}"
