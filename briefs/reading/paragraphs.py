"""From the lines of a paged document to its pieces: lines that belong together, and sentences made whole."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

from briefs.language.late import late
from briefs.reading.byline import read_byline
from briefs.reading.dates import parse_date
from briefs.reading.hyphenation import Spelling
from briefs.reading.roles import (
    BULLET,
    ENDED,
    HEADING_WORDS,
    NOTE,
    NUMBERED,
    SPACED,
    STOPPED,
    Measures,
    Role,
    roles_of,
    same_column,
)
from briefs.reading.shapes import count_words
from briefs.reading.typeset import Line

_PARTED: Final = 1.12
"""The same behind a line that ends a sentence: some set paragraphs apart by two or three points."""
_INDENT: Final = 0.8
_DEEPEST_INDENT: Final = 4.0
"""Sizes by which the first line of a paragraph is set in: printers use 1 to 3."""
_SHORT_LINE: Final = 0.85
"""Share of its column that a line does not fill when its paragraph ends with it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """Lines that belong together, joined; ``lines`` are their own texts.

    ``fill`` is how far its last line fills its column, ``typed`` that a space character ends it, ``indented``
    that its first line is set in; ``end`` is the page and column of its last line.
    """

    role: Role
    text: str
    page: int
    column: int
    size: float
    bold: bool
    marker: str = ""
    lines: tuple[str, ...] = ()
    fill: float = 0.0
    indented: bool = False
    typed: bool = False
    end: tuple[int, int] = (0, 0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """The edges between which a column's lines run."""

    left: float
    right: float


def pieces_of(lines: Sequence[Line], measures: Measures, spelling: Spelling) -> tuple[Piece, ...]:
    """Return the pieces of a document in the order of its lines, sentences joined over columns and pages."""
    columns = _columns(lines)
    groups = _groups(lines, measures, columns)
    pieces = [_piece(group, role, columns, spelling) for group, role in groups]
    return tuple(_joined(_listed(_without_small_print(pieces, measures)), spelling))


def _columns(lines: Iterable[Line]) -> dict[tuple[int, int], Column]:
    """Return the edges of every column; one line that sticks out does not move them."""
    found: defaultdict[tuple[int, int], list[Line]] = defaultdict(list)
    for line in lines:
        found[line.page, line.column].append(line)
    return {key: Column(left=_left(inside), right=_right(inside)) for key, inside in found.items()}


def _left(lines: Sequence[Line]) -> float:
    lefts = Counter(round(line.left) for line in lines)
    common = [left for left, count in lefts.items() if count >= min(2, max(lefts.values()))]
    return float(min(common))


def _right(lines: Sequence[Line]) -> float:
    rights = sorted(line.right for line in lines)
    return rights[-1 - len(rights) // 20]


@dataclass(slots=True)
class _Walk:
    """The lines read so far: the group that is open, and what it is."""

    measures: Measures
    columns: dict[tuple[int, int], Column]
    group: list[Line]
    role: Role

    def step_to(self, line: Line) -> float:
        """Return how far below the last line ``line`` stands, in usual distances."""
        last = self.group[-1]
        return (line.baseline - last.baseline) / (self.measures.leading * max(line.size, last.size, 1.0))


def _groups(
    lines: Sequence[Line], measures: Measures, columns: dict[tuple[int, int], Column]
) -> Iterator[tuple[list[Line], Role]]:
    """Return the lines gathered in pieces, and what each piece is."""
    roles = roles_of(lines, measures)
    walk: _Walk | None = None
    for line, role in zip(lines, roles, strict=True):
        if walk is not None and _continues(walk, line, role):
            walk.group.append(line)
            continue
        if walk is not None:
            yield walk.group, walk.role
        walk = _Walk(measures, columns, [line], role)
    if walk is not None:
        yield walk.group, walk.role


def _continues(walk: _Walk, line: Line, role: Role) -> bool:
    """Whether ``line`` belongs to the group that is open."""
    last = walk.group[-1]
    if not same_column(last, line):
        return False
    if walk.role in _LOOSE:
        return role is walk.role and (role is not Role.NOTE or not NOTE.match(line.text))
    step = walk.step_to(line)
    if not 0 < step <= SPACED or (len(walk.group) == 1 and _stands_alone(last.text)):
        return False
    change = abs(line.size - last.size) / last.size
    if walk.role in _RUNNING and role in (Role.BODY, Role.SMALL) and not ENDED.search(last.text):
        return change <= _OTHER_FONT and not _breaks_early(walk.group, line)
    return change <= _SAME_FONT and _goes_with(walk, line, role)


def _goes_with(walk: _Walk, line: Line, role: Role) -> bool:
    """Whether a line of the same type, right below the open group, is of its kind and begins nothing new."""
    last = walk.group[-1]
    if walk.role is Role.HEADING:
        return role is Role.HEADING and line.bold == last.bold
    if walk.role is Role.CAPTION:
        return role in (Role.BODY, Role.SMALL)
    if role is not (Role.BODY if walk.role is Role.ITEM else walk.role):
        return False
    return not _begins_paragraph(walk, line)


def _breaks_early(group: Sequence[Line], line: Line) -> bool:
    """Whether the first word of ``line`` had room on the line before: that one is a name or a label of its own."""
    last, word = group[-1], line.words[0]
    if line.text[0].islower() or last.text[-1] in "-‐,–—/":
        return False
    edge = max(line.right, *(other.right for other in group[-_LOOK:]))
    return edge - last.right > word.right - word.left + _ROOM * line.size


_LOOK: Final = 3
_ROOM: Final = 2.5
"""Lines whose end shows how far a column reaches, and sizes by which a ragged line may be short of it."""


def _stands_alone(text: str) -> bool:
    """Whether a line is a byline or a date, behind which no sentence goes on."""
    return bool(read_byline(text)) or parse_date(text) is not None


_SAME_FONT: Final = 0.08
_OTHER_FONT: Final = 0.17
"""Change of size inside a sentence: a line of an address or of code in a font that runs large or small."""
_LOOSE: Final = frozenset((Role.TABLE, Role.CONTENTS, Role.NOTE))


def _begins_paragraph(walk: _Walk, line: Line) -> bool:
    """Whether a line is set in, or the one before it breaks off at its end."""
    last, first = walk.group[-1], walk.group[0]
    column = walk.columns[line.page, line.column]
    if walk.step_to(line) > _PARTED and ENDED.search(last.text):
        return True
    if walk.role is Role.ITEM:
        hangs = len(walk.group) > 1 and walk.group[1].left > first.left + 0.5 * line.size
        return hangs and line.left < walk.group[1].left - 0.5 * line.size
    inset = line.left - last.left
    stands = last.left <= column.left + 0.5 * line.size or len(walk.group) > 1
    if stands and _INDENT * line.size <= inset <= _DEEPEST_INDENT * line.size and ENDED.search(last.text):
        return True
    is_short = last.right - column.left < _SHORT_LINE * (column.right - column.left)
    return is_short and STOPPED.search(last.text) is not None and not line.text[0].islower()


def _piece(
    group: Sequence[Line], role: Role, columns: dict[tuple[int, int], Column], spelling: Spelling
) -> Piece:
    text = ""
    typed = False
    for line in group:
        text = spelling.joined(text, line.text, is_typed=typed)
        typed = line.words[-1].typed
    marker = BULLET.match(text) or NUMBERED.match(text) if role is Role.ITEM else None
    first, last = group[0], group[-1]
    column = columns[first.page, first.column]
    return Piece(
        role=role,
        text=text[marker.end() :] if marker else text,
        marker=_marker(marker.group()) if marker else "",
        page=first.page,
        column=first.column,
        size=first.size,
        bold=first.bold,
        lines=tuple(line.text for line in group),
        fill=(last.right - column.left) / max(1.0, column.right - column.left),
        indented=first.left > column.left + _INDENT * first.size,
        typed=typed,
        end=(last.page, last.column),
    )


def _marker(written: str) -> str:
    return "- " if BULLET.match(written + "x") else f"{written.strip()} "


def _without_small_print(pieces: Iterable[Piece], measures: Measures) -> Iterator[Piece]:
    """Return the pieces, those of small type that run like prose as body: boxes are often set smaller."""
    for piece in pieces:
        if piece.role is Role.SMALL and _is_prose(piece, measures):
            is_item = BULLET.match(piece.text)
            yield replace(piece, role=Role.ITEM if is_item else Role.BODY)
        elif piece.role is Role.HEADING and count_words(piece.text) > HEADING_WORDS:
            yield replace(piece, role=Role.DISPLAY)
        else:
            yield piece


_BOX: Final = 0.76
_BOX_WORDS: Final = 12
"""Least size, as a share of the body's, and least words of a paragraph in a box; small print has fewer."""
_SMALL_PRINT: Final = late(
    r"©|\(c\) ?[12][0-9]{3}|\ball rights reserved|\bISSN\b|\bISBN\b|\bDOI\b|https?://doi|\bviews expressed\b"
    r"|\bcopyright\b|저작권|무단 ?전재",
    re.IGNORECASE,
)


def _is_prose(piece: Piece, measures: Measures) -> bool:
    is_long = piece.size >= _BOX * measures.size and count_words(piece.text) >= _BOX_WORDS
    return is_long and bool(STOPPED.search(piece.text)) and not _SMALL_PRINT.search(piece.text)


def _listed(pieces: Iterable[Piece]) -> Iterator[Piece]:
    """Return the pieces, those set in below a colon as items: their bullets are often drawn and no text."""
    leads = False
    for piece in pieces:
        is_listed = leads and piece.role is Role.BODY and piece.indented
        yield replace(piece, role=Role.ITEM, marker="- ") if is_listed else piece
        leads = is_listed or piece.text.endswith((":", "："))


def _joined(pieces: Iterable[Piece], spelling: Spelling) -> list[Piece]:
    """Return the pieces with each sentence whole that runs on in a later column or page."""
    found: list[Piece] = []
    for piece in pieces:
        place = _broken_off(found, piece)
        if place is None:
            found.append(piece)
            continue
        first = found[place]
        text = spelling.joined(first.text, piece.text, is_typed=first.typed)
        lines = first.lines + piece.lines
        found[place] = replace(
            first, text=text, lines=lines, fill=piece.fill, typed=piece.typed, end=piece.end
        )
    return found


_RUNNING: Final = frozenset((Role.BODY, Role.ITEM))
_BEHIND: Final = 10
"""Pieces that may stand between the two parts of a sentence: notes, captions, a box of a few paragraphs."""


def _broken_off(found: Sequence[Piece], piece: Piece) -> int | None:
    """Return the place of the piece whose last sentence goes on in ``piece``, or None.

    A piece that begins in lower case goes on where the nearest one broke off, over boxes in other columns, but not
    over anything in its own. Any other does so only when nothing of the body stands between them, the line before
    is full and its own is not set in.
    """
    if piece.role is not Role.BODY or not piece.text:
        return None
    is_low = piece.text[0].islower()
    for place in range(len(found) - 1, max(-1, len(found) - 1 - _BEHIND), -1):
        other = found[place]
        if other.role in _RUNNING and not ENDED.search(other.text):
            is_elsewhere = other.end != (piece.page, piece.column)
            same_size = abs(piece.size - other.size) <= _SAME_SIZE * piece.size
            goes_on = is_low or (is_elsewhere and not piece.indented)
            if same_size and goes_on and other.fill >= (_RAGGED if is_low else _SHORT_LINE):
                return place
        if other.role in _STOPPING and (not is_low or other.end == (piece.page, piece.column)):
            return None
    return None


_SAME_SIZE: Final = 0.05
_RAGGED: Final = 0.7
"""Share of its column that a line fills at least when its sentence goes on elsewhere."""
_STOPPING: Final = frozenset((Role.HEADING, Role.BODY, Role.ITEM))
