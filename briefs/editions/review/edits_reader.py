"""The file of edits read back: what an analyst wants of each sentence, and what is wrong, each cause once at its line.

    text, Sheet ──wishes_in──▶ wishes, mistakes

Under a heading that is wrong nothing is said of what belongs where: one slip is one mistake. What is gone is told at
the line after which it stood.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from briefs.editions.review.edits_file import (
    MOST_CHARACTERS,
    Line,
    Mark,
    Mistake,
    Part,
    Place,
    Remarked,
    Sheet,
    Wish,
)

_NAMED: Final = 3
"""Statements of a gap that are named; of the others it is told how many they are."""
_HEAD: Final = re.compile(
    r"edition (?P<edition>\S+) revision (?P<revision>\d{1,6}) as (?P<base>[0-9a-f]{12})"
)
_SECTION: Final = re.compile(r"== (?P<theme>\S+)(?: .*)?")
_PLACE: Final = re.compile(r"[0-9a-f]{12}:\d{1,9}-\d{1,9}")
_SENTENCE: Final = re.compile(
    r"(?P<mark>[-=+?]) (?:(?P<id>\d{1,4}\.\d{1,4}) )?"
    r"(?P<digest>[0-9a-f]{12}):(?P<start>\d{1,9})-(?P<end>\d{1,9})(?: (?P<words>.*))?"
)
_QUOTED: Final = re.compile(r"\+ [\"“](?P<opening>[^\"”]+)[\"”] from (?P<path>\S.*)")
_BRACKET: Final = re.compile(r"\[(?P<text>.*)\]")
_COMMENT: Final = re.compile(r">(?: ?\((?P<author>[^()]{1,120})\))?(?P<text>.*)")


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
    """A sentence or a section while its lines are read; ``last`` is the last line that belongs to it.

    One that ``is_broken`` cannot be read: nothing more is said of it, nor of what stands below it.
    """

    number: int
    theme: str
    last: int = 0
    mark: Mark | None = None
    place: Place | None = None
    opening: str | None = None
    source: str | None = None
    bracket: str = ""
    comments: list[tuple[int, str, list[str]]] = field(default_factory=list)
    is_broken: bool = False

    @property
    def is_heading(self) -> bool:
        """Whether it begins a section."""
        return self.mark is None and not self.is_broken


class _Reader:
    """Reads the file line by line and keeps what is wrong."""

    def __init__(self, sheet: Sheet, actor: str) -> None:
        self._sheet = sheet
        self._actor = actor
        self._known = sheet.lines
        self._by_text = {place.written: place for place in self._known}
        self._by_id = {line.id: line.place for part in sheet.parts for line in part.lines if line.id}
        self._themes = {part.theme for part in sheet.parts}
        self._items: list[_Item] = []
        self._mistakes: list[Mistake] = []
        self._theme: str | None = None
        self._lost: set[str] = set()
        """Themes of wrong headings."""
        self._spoilt: dict[Place, int] = {}
        """Sentences whose lines cannot be read: that is what is wrong with them, and they are not gone."""
        self._strays: dict[str, list[_Item]] = {}
        """Sentences under another heading than their own, by the theme of that."""
        self._is_ours: bool | None = None
        """Whether the first line says that the file is of this edition as it is; None as long as there is none."""
        self._goes_on = False

    def read(self, number: int, line: str) -> None:
        """Take in one line."""
        goes_on, self._goes_on = self._goes_on, False
        if not line or line.startswith("#") or self._is_ours is False:
            return
        if self._is_ours is None:
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
            self._unread(number, line)

    def ended(self) -> tuple[tuple[Wish, ...], tuple[Mistake, ...]]:
        """Everything that was read; afterwards nothing more is."""
        if self._is_ours is None:
            self._wrong(1, "the file is empty")
        elif self._is_ours:
            headings = {item.theme: item.last for item in self._items if item.is_heading}
            self._displaced(headings)
            self._missing(headings)
        items = (item for item in self._items if item.theme not in self._lost and not item.is_broken)
        return tuple(map(_wish, items)), tuple(sorted(self._mistakes))

    def _wrong(self, number: int, message: str) -> None:
        self._mistakes.append(Mistake(line=number, message=message))

    def _head(self, number: int, line: str) -> None:
        wrong = self._wrong_head(line)
        self._is_ours = not wrong
        if wrong:
            self._wrong(number, wrong)

    def _wrong_head(self, line: str) -> str:
        """Why the file is not of this edition as it is; empty where it is, and nothing more is read where it is not."""
        sheet, match = self._sheet, _HEAD.fullmatch(line)
        again = f"write it again: briefs edit {sheet.edition}"
        if match is None:
            return f"the file does not begin as it was written; {again}"
        if (match["edition"], int(match["revision"])) != (sheet.edition, sheet.revision):
            name = f"{match['edition']} revision {match['revision']}"
            return f"the file is of {name}, not of {sheet.edition} revision {sheet.revision}"
        if match["base"] != sheet.base:
            return f"the edition was edited since this file was written; {again}"
        return ""

    def _section(self, number: int, theme: str) -> None:
        if theme not in self._themes:
            self._wrong(number, f"no section is “{theme}”; there are {', '.join(sorted(self._themes))}")
            self._lost.add(theme)
        self._theme = theme
        self._items.append(_Item(number=number, theme=theme, last=number))

    def _add(self, item: _Item) -> None:
        item.last = item.number
        self._items.append(item)

    def _unread(self, number: int, line: str) -> None:
        self._wrong(number, f"“{line[:40]}” is no line of this file: begin it with = - ? + > [ or #")
        match = _PLACE.search(line)
        self._break(number, self._by_text.get(match[0]) if match else None)

    def _break(self, number: int, place: Place | None) -> None:
        """Pass over a line that cannot be read, and that was the sentence at ``place`` where that can be seen."""
        self._add(_Item(number=number, theme=self._theme or "", is_broken=True))
        if place:
            self._spoilt.setdefault(place, number)

    def _sentence(self, number: int, match: re.Match[str]) -> None:
        place = self._by_text.get(f"{match['digest']}:{match['start']}-{match['end']}")
        if place is None:
            self._break(number, self._meant(match))
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
        if item.theme not in self._lost:
            self._judge(item, line, lines)

    def _meant(self, match: re.Match[str]) -> Place | None:
        """The place of the statement with the number, or else with the words, of a line whose place is wrong."""
        if match["id"] in self._by_id:
            return self._by_id[match["id"]]
        words = " ".join((match["words"] or "").split())
        lines = (line for part in self._sheet.parts for line in part.lines)
        return next((line.place for line in lines if " ".join(line.words.split()) == words), None)

    def _judge(self, item: _Item, line: Line, lines: Mapping[str, Line]) -> None:
        """What cannot be done with a sentence that stood in the file with another sign."""
        mark, (home, there) = item.mark, next(iter(lines.items()))
        if item.theme not in lines:
            # A pin may be moved; one that only its heading has left is not.
            if mark is not Mark.PINNED or there.mark is Mark.PINNED:
                self._strays.setdefault(home, []).append(item)
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
        if item is not None:
            item.last = number
        if item is not None and item.is_broken:
            return
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
        item.last = number
        self._goes_on = True
        if goes_on and author is None and item.comments:
            item.comments[-1][2].append(text)
            return
        if item.mark in {Mark.NEAR, Mark.DROPPED}:
            self._wrong(number, "a comment stands below what is printed, and this is not")
        item.comments.append((number, author or self._actor, [text]))

    # ---- What is gone, or stands where it does not belong: nothing goes by being forgotten ----

    def _displaced(self, headings: Mapping[str, int]) -> None:
        """Sentences under another heading than their own; where their own is gone, that alone is what is wrong."""
        for theme, items in self._strays.items():
            if theme not in headings:
                self._wrong(
                    items[0].number, f"the heading == {theme} is missing above this line; put it back"
                )
                continue
            for item in items:
                if item.mark is not Mark.PINNED:
                    message = f"belongs under == {theme}; to print it here, put + before it"
                    self._wrong(item.number, message)

    def _missing(self, headings: Mapping[str, int]) -> None:
        """What was printed or decided and does not stand in the file any more, at the line after which it stood."""
        lines = self._spoilt | {item.place: item.last for item in self._items if item.place}
        after = 1
        for part in self._sheet.parts:
            after = headings.get(part.theme, after)
            gone: list[Line] = []
            for line in part.lines:
                if line.place in lines:
                    self._gap(after, part, gone)
                    after, gone = lines[line.place], []
                elif line.mark is not Mark.NEAR:
                    gone.append(line)
            self._gap(after, part, gone)

    def _gap(self, after: int, part: Part, gone: Sequence[Line]) -> None:
        """Tell of statements of a section that stood below one another."""
        if not gone:
            return
        named = [f"statement {line.id}" if line.id else f"“{line.words[:40]}…”" for line in gone[:_NAMED]]
        named += [f"{len(gone) - _NAMED} more"] if len(gone) > _NAMED else []
        is_one = len(gone) == 1
        told = named[0] if is_one else f"{', '.join(named[:-1])} and {named[-1]}"
        what = "is missing; put it back" if is_one else "are missing; put them back"
        left = "it" if is_one else "each"
        self._wrong(
            after, f"{told} of == {part.theme} {what} below this line, with - before {left} to leave it out"
        )


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
