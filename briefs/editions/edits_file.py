"""The edits of an edition as a small text file: what is printed, what came near, and what an analyst makes of it.

    Sheet ──to_text──▶ text ──(any editor)──▶ text ──wishes_in──▶ wishes, mistakes

Every line is one thing; what its first sign means stands at the head of the file. A statement is known by its place
alone: its words stand beside that to be read, and are compared with the source when the file comes back.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Final

from briefs.model import DocumentId

MOST_CHARACTERS: Final = 2_000_000
"""A brief of four hundred pages has one of 600,000."""
_DIGEST: Final = 12
"""Digits of a document's digest that tell it from the others of an edition."""

_HEAD: Final = re.compile(
    r"edition (?P<edition>\S+) revision (?P<revision>\d{1,6}) as (?P<base>[0-9a-f]{12})"
)
_SECTION: Final = re.compile(r"== (?P<theme>\S+)(?: .*)?")
_SENTENCE: Final = re.compile(
    r"(?P<mark>[-=+?]) (?:(?P<id>\d{1,4}\.\d{1,4}) )?"
    r"(?P<digest>[0-9a-f]{12}):(?P<start>\d{1,9})-(?P<end>\d{1,9})(?: (?P<words>.*))?"
)
_QUOTED: Final = re.compile(r"\+ [\"“](?P<opening>[^\"”]+)[\"”] from (?P<path>\S.*)")
_BRACKET: Final = re.compile(r"\[(?P<text>.*)\]")
_COMMENT: Final = re.compile(r">(?: ?\((?P<author>[^()]{1,120})\))?(?P<text>.*)")

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


def wishes_in(text: str, sheet: Sheet, actor: str) -> tuple[tuple[Wish, ...], tuple[Mistake, ...]]:
    """What a file wants, and everything that is wrong in it; ``actor`` is whose comments those without a name are."""
    if len(text) > MOST_CHARACTERS:
        return (), (Mistake(line=1, message="the file is larger than that of any edition"),)
    reader = _Reader(sheet, actor)
    for number, line in enumerate(text.removeprefix("\ufeff").splitlines(), start=1):
        reader.read(number, line.strip())
    return reader.ended()


@dataclass(slots=True, kw_only=True)
class _Item:
    """A sentence or a section while its lines are read."""

    number: int
    theme: str
    mark: Mark | None = None
    place: Place | None = None
    opening: str | None = None
    source: str | None = None
    bracket: str = ""
    comments: list[tuple[int, str, list[str]]] = field(default_factory=list)


class _Reader:
    """Reads the file line by line and keeps what is wrong."""

    def __init__(self, sheet: Sheet, actor: str) -> None:
        self._sheet = sheet
        self._actor = actor
        self._known = sheet.lines
        self._by_text = {place.written: place for place in self._known}
        self._themes = {part.theme for part in sheet.parts}
        self._items: list[_Item] = []
        self._mistakes: list[Mistake] = []
        self._theme: str | None = None
        self._has_head = False
        self._goes_on = False

    def read(self, number: int, line: str) -> None:
        """Take in one line."""
        goes_on, self._goes_on = self._goes_on, False
        if not line or line.startswith("#"):
            return
        if not self._has_head:
            self._head(number, line)
        elif line.startswith(">"):
            self._comment(number, line, goes_on=goes_on)
        elif match := _SECTION.fullmatch(line):
            self._section(number, match["theme"])
        elif match := _SENTENCE.fullmatch(line):
            self._sentence(number, match)
        elif match := _QUOTED.fullmatch(line):
            self._add(
                _Item(
                    number=number,
                    theme=self._theme or "",
                    mark=Mark.PINNED,
                    opening=match["opening"],
                    source=match["path"],
                )
            )
        elif match := _BRACKET.fullmatch(line):
            self._bracket(number, match["text"].strip())
        else:
            self._wrong(number, f"“{line[:40]}” is no line of this file: begin it with = - ? + > [ or #")

    def ended(self) -> tuple[tuple[Wish, ...], tuple[Mistake, ...]]:
        """Everything that was read; afterwards nothing more is."""
        if not self._has_head:
            self._wrong(1, "the file is empty")
        elif not any(mistake.line == 1 for mistake in self._mistakes):
            self._missing()
        return tuple(map(_wish, self._items)), tuple(sorted(self._mistakes))

    def _wrong(self, number: int, message: str) -> None:
        self._mistakes.append(Mistake(line=number, message=message))

    def _head(self, number: int, line: str) -> None:
        self._has_head = True
        sheet, match = self._sheet, _HEAD.fullmatch(line)
        again = f"write it again: briefs edit {sheet.edition}"
        if match is None:
            self._wrong(number, f"the file does not begin as it was written; {again}")
        elif (match["edition"], int(match["revision"])) != (sheet.edition, sheet.revision):
            name = f"{match['edition']} revision {match['revision']}"
            self._wrong(number, f"the file is of {name}, not of {sheet.edition} revision {sheet.revision}")
        elif match["base"] != sheet.base:
            self._wrong(number, f"the edition was edited since this file was written; {again}")

    def _section(self, number: int, theme: str) -> None:
        if theme not in self._themes:
            self._wrong(number, f"no section is “{theme}”; there are {', '.join(sorted(self._themes))}")
        self._theme = theme
        self._items.append(_Item(number=number, theme=theme))

    def _add(self, item: _Item) -> None:
        if self._theme is None:
            self._wrong(item.number, "stands before the first section (== …)")
        self._items.append(item)

    def _sentence(self, number: int, match: re.Match[str]) -> None:
        place = self._by_text.get(f"{match['digest']}:{match['start']}-{match['end']}")
        if place is None:
            self._items.append(_Item(number=number, theme=self._theme or ""))
            self._wrong(
                number,
                'has another place than it was written with; to print another sentence: + "Its first words" from PATH',
            )
            return
        lines = self._known[place]
        line = lines.get(self._theme or "") or next(iter(lines.values()))
        words = " ".join((match["words"] or "").split())
        if words != " ".join(line.words.split()):
            self._wrong(
                number, f"statements are verbatim; write a comment instead. {_apart(words, line.words)}"
            )
        item = _Item(number=number, theme=self._theme or "", mark=Mark(match["mark"]), place=place)
        if item.mark is not Mark.NEAR and any(
            other.place == place and other.mark is not Mark.NEAR for other in self._items
        ):
            self._wrong(number, "is decided on twice in the file")
        self._add(item)
        self._judge(item, line, lines)

    def _judge(self, item: _Item, line: Line, lines: Mapping[str, Line]) -> None:
        """What cannot be done with a sentence that stood in the file with another sign."""
        mark = item.mark
        if mark is not Mark.PINNED and item.theme not in lines:
            self._wrong(
                item.number, f"belongs under == {next(iter(lines))}; to print it here, put + before it"
            )
        elif mark is Mark.KEPT and line.mark is Mark.PINNED:
            self._wrong(
                item.number, "is printed because it was pinned: leave + before it, or put ? to take that back"
            )
        elif mark is Mark.KEPT and line.mark is Mark.NEAR:
            self._wrong(item.number, "was not chosen: put + before it to print it")
        elif mark is Mark.NEAR and line.mark is Mark.KEPT:
            self._wrong(item.number, "was chosen: put - before it to leave it out")

    def _bracket(self, number: int, text: str) -> None:
        item = self._items[-1] if self._items else None
        if item is None or item.mark is not Mark.PINNED or item.comments:
            self._wrong(number, "brackets stand right below a line that begins with +")
        elif item.bracket:
            self._wrong(number, "a statement has one pair of brackets; write all of it into that")
        elif not text or any(sign in text for sign in "[]"):
            self._wrong(number, "brackets hold words, and no brackets")
        else:
            item.bracket = " ".join(text.split())

    def _comment(self, number: int, line: str, *, goes_on: bool) -> None:
        match = _COMMENT.fullmatch(line)
        item = self._items[-1] if self._items else None
        if item is None or match is None:
            self._wrong(number, "a comment stands below a statement or a section")
            return
        author, text = match["author"], match["text"].strip()
        self._goes_on = True
        if goes_on and author is None and item.comments:
            item.comments[-1][2].append(text)
            return
        if item.mark in {Mark.NEAR, Mark.DROPPED}:
            self._wrong(number, "a comment stands below what is printed, and this is not")
        item.comments.append((number, author or self._actor, [text]))

    def _missing(self) -> None:
        """What is printed or was decided, and does not stand in the file any more: nothing goes by being forgotten."""
        found = {item.place for item in self._items}
        last = max((item.number for item in self._items), default=1)
        for place, lines in self._known.items():
            for theme, line in lines.items():
                if place not in found and line.mark is not Mark.NEAR:
                    named = f"statement {line.id}" if line.id else f"“{line.words[:40]}…”"
                    message = "is missing; put it back, with - before it to leave it out"
                    self._wrong(last, f"{named} of == {theme} {message}")


def _wish(item: _Item) -> Wish:
    return Wish(
        where=f"line {item.number}",
        theme=item.theme,
        mark=item.mark,
        place=item.place,
        opening=item.opening,
        source=item.source,
        bracket=item.bracket,
        comments=tuple(
            (f"line {number}", Remarked(author=author, text=" ".join(" ".join(texts).split())))
            for number, author, texts in item.comments
        ),
    )


def _apart(found: str, meant: str) -> str:
    from briefs.proof.report import apart  # noqa: PLC0415 - only a wrong file needs it

    here, there = apart(found, meant)
    return f"Here: “{here}”, in the source: “{there}”"
