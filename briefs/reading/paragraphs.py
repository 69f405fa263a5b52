"""From the lines of a paged document to its pieces: paragraphs, headings, items, captions, notes, tables."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from itertools import pairwise
from typing import Final

from briefs.reading.byline import read_byline
from briefs.reading.dates import parse_date
from briefs.reading.hyphenation import Spelling
from briefs.reading.shapes import count_words
from briefs.reading.typeset import Line

_LARGE: Final = 1.12
"""Size of a heading as a share of the body's, at least: 11 points over 10 are used for emphasis, 12 for headings."""
_SMALL: Final = 0.93
"""Size, as a share of the body's, below which a piece is a note, a caption or small print: 9 points under 10."""
_HEADING_WORDS: Final = 24
_CAPITALS_WORDS: Final = 12
_SPACED: Final = 1.38
"""Distance of lines, as a share of the usual one, from which a paragraph is apart; raised signs push by 1.3."""
_PARTED: Final = 1.12
"""The same behind a line that ends a sentence: some set paragraphs apart by two or three points."""
_INDENT: Final = 0.8
_DEEPEST_INDENT: Final = 4.0
"""Sizes by which the first line of a paragraph is set in: printers use 1 to 3."""
_SHORT_LINE: Final = 0.85
"""Share of its column that a line does not fill when its paragraph ends with it."""
_CELL: Final = 1.4
"""Gap, as a share of the size, between the cells of a table; justified lines stay under 1."""
_LOWEST_NOTE: Final = 0.35
"""Share of a page's height below which notes stand."""

_ENDED: Final = re.compile(r"[.!?:;…。！？：]['\"”’»」』)\]）】]*$")
_STOPPED: Final = re.compile(r"[.!?…。！？]['\"”’»」』)\]）】]*$")
_BULLET: Final = re.compile(r"(?:[•◦▪‣·–—*○●■□◆◇▶►※∙-]|o(?= [A-Z]))\s+(?=\S)")
_NUMBERED: Final = re.compile(
    r"(?:\(?[0-9]{1,2}[.)]|\(?[a-z][.)]|\([ivx]{1,4}\)|[ivx]{1,4}[.)]|[가나다라마바사아자차카타파하][.)]|[①-⑳])\s?(?=\S)(?![0-9])"
)
_CAPTION: Final = re.compile(
    r"(?:(?:Figure|Fig\.|Table|Chart|Map|Graph|Exhibit|Plate|Abbildung|Tabelle|Tableau)\s?[0-9A-Z]{1,3}\b"
    r"|(?:Photo|Image|Picture|Sources?|Credit|Caption|Data)\s?[:：]|(?:그림|표|사진|자료|출처)\s?[0-9:：<\[]|[<\[]?(?:그림|표)\s?[0-9]"
    r"|(?:図|表|图|写真)\s?[0-9０-９:：])"
)
_LEADERS: Final = re.compile(
    r"(?:\.\s?){4,}\s?[0-9ivx]{1,5}$|(?:…\s?){2,}\s?[0-9ivx]{1,5}$|(?:·\s?){4,}\s?[0-9]{1,4}$"
)
_NOTE: Final = re.compile(
    r"(?:[0-9]{1,3}|[*†‡§]{1,3}|\[[0-9]{1,3}\])[.)]?\s?(?=[^\s\d.,%])|\d{1,3}\)|주\s?[0-9]\)"
)
_NUMBER: Final = re.compile(r"[-+−–(]?[$€£¥₩]?[0-9][0-9.,:%/–-]*[)%]?|[-–—]|n/?a", re.IGNORECASE)


class Role(StrEnum):
    """What a piece is on its page. Front matter, notes and what follows them are no body."""

    BODY = "body"
    HEADING = "heading"
    ITEM = "item"
    CAPTION = "caption"
    NOTE = "note"
    TABLE = "table"
    CONTENTS = "contents"
    SMALL = "small"
    DISPLAY = "display"
    FRONT = "front"
    BACK = "back"


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """Lines that belong together, joined; ``lines`` are their own texts.

    ``full`` tells that its last line fills its column, ``typed`` that a space character ends it, ``indented``
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
    full: bool = False
    indented: bool = False
    typed: bool = False
    end: tuple[int, int] = (0, 0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Measures:
    """The usual size of a document's letters, whether they are bold, and its lines' distance in sizes."""

    size: float
    bold: bool
    leading: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """The edges between which a column's lines run."""

    left: float
    right: float


def measures_of(lines: Sequence[Line]) -> Measures:
    """Return the measures in which most of ``lines`` are set."""
    sizes: Counter[tuple[float, bool]] = Counter()
    for line in lines:
        sizes[round(line.size * 2) / 2, line.bold] += len(line.text)
    (size, bold), _ = max(sizes.items(), key=lambda item: (item[1], item[0]))
    steps = Counter(
        round((line.baseline - last.baseline) / line.size, 1)
        for last, line in pairwise(lines)
        if _same_column(last, line) and abs(line.size - size) <= 0.5 and line.baseline > last.baseline
    )
    usual = {step: count for step, count in steps.items() if _CLOSEST <= step <= _WIDEST}
    most = max(usual.values(), default=0)
    leading = min((step for step, count in usual.items() if count >= _OFTEN * most), default=_USUAL)
    return Measures(size=size, bold=bold, leading=leading)


_CLOSEST: Final = 0.9
_WIDEST: Final = 2.6
_USUAL: Final = 1.2
_OFTEN: Final = 0.4
"""Distances of lines, in sizes, from solid to double spaced; of those that are common the closest is the usual:
in short documents paragraphs are parted about as often as lines."""


def pieces_of(lines: Sequence[Line], measures: Measures, spelling: Spelling) -> tuple[Piece, ...]:
    """Return the pieces of a document in the order of its lines, sentences joined over columns and pages."""
    columns = _columns(lines)
    groups = _groups(lines, measures, columns)
    pieces = [_piece(group, role, columns, spelling) for group, role in groups]
    return tuple(_joined(_listed(_without_small_print(pieces, measures)), spelling))


def _same_column(one: Line, other: Line) -> bool:
    return one.page == other.page and one.column == other.column


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


def _groups(
    lines: Sequence[Line], measures: Measures, columns: dict[tuple[int, int], Column]
) -> Iterator[tuple[list[Line], Role]]:
    """Return the lines gathered in pieces, and what each piece is."""
    roles = _roles(lines, measures)
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


def _roles(lines: Sequence[Line], measures: Measures) -> list[Role]:
    """Return what each line is by itself and by its neighbours."""
    roles = [_role(line, measures) for line in lines]
    _mark_tables(lines, roles)
    _mark_notes(lines, roles, measures)
    _mark_contents(lines, roles)
    for place, line in enumerate(lines):
        if roles[place] is Role.BODY and _begins_item(lines, roles, place, measures):
            roles[place] = Role.ITEM
        elif roles[place] is Role.HEADING and _BULLET.match(line.text):
            roles[place] = Role.ITEM
    return roles


def _role(line: Line, measures: Measures) -> Role:
    if _LEADERS.search(line.text[-200:]):
        return Role.CONTENTS
    if _CAPTION.match(line.text):
        return Role.CAPTION
    words = len(line.text.split())
    if line.size >= _LARGE * measures.size:
        return Role.HEADING
    if line.size < _SMALL * measures.size:
        return Role.SMALL
    is_label = words <= _HEADING_WORDS and not _STOPPED.search(line.text)
    if line.bold and not measures.bold and is_label:
        return Role.HEADING
    letters = sum(map(str.isalpha, line.text))
    if words <= _CAPITALS_WORDS and letters > 4 and line.text.isupper() and is_label:
        return Role.HEADING
    return Role.BODY


def _mark_tables(lines: Sequence[Line], roles: list[Role]) -> None:
    """Mark rows of cells where two and more stand under each other."""
    rows = [_cells(line) for line in lines]
    for place, row in enumerate(rows):
        near = [
            at
            for at in (place - 1, place + 1)
            if 0 <= at < len(lines) and _same_column(lines[at], lines[place])
        ]
        if row and any(rows[at] for at in near):
            roles[place] = Role.TABLE


def _cells(line: Line) -> bool:
    """Whether a line is a row of a table: several cells, or two of which one is a number."""
    gaps = [
        place
        for place, (last, word) in enumerate(pairwise(line.words), 1)
        if word.left - last.right > _CELL * line.size
    ]
    if len(gaps) >= 2:
        return True
    if not gaps:
        numbers = sum(_NUMBER.fullmatch(word.text) is not None for word in line.words)
        return numbers >= 3 and numbers >= 0.6 * len(line.words)
    return _NUMBER.fullmatch(line.words[gaps[0]].text) is not None and len(line.words) - gaps[0] <= 2


def _mark_notes(lines: Sequence[Line], roles: list[Role], measures: Measures) -> None:
    """Mark the small lines at the foot of each column, from the first that has the sign of a note.

    Lines as large as the body's are notes where they begin with a number that the page calls.
    """
    calls = {(line.page, call) for line in lines for call in line.calls}
    place = len(lines) - 1
    while place >= 0:
        end = place
        while place >= 0 and _same_column(lines[place], lines[end]):
            place -= 1
        start = end
        while start > place and lines[start].size < _SMALL * measures.size:
            start -= 1
        foot = range(start + 1, end + 1)
        first = next((at for at in foot if _NOTE.match(lines[at].text)), None)
        lowest = max(place + 1, round(end - _MOST_NOTES * (end - place)))
        called = [at for at in range(lowest, start + 1) if roles[at] is not Role.HEADING]
        first = next((at for at in called if _answers(lines[at], calls)), first)
        if first is not None:
            for at in range(first, end + 1):
                roles[at] = Role.NOTE


_MOST_NOTES: Final = 0.5
"""Share of a column's lines that its notes take at most."""


def _answers(line: Line, calls: set[tuple[int, str]]) -> bool:
    sign = _NOTE.match(line.text)
    return sign is not None and (line.page, sign.group().strip("[]().,;: ")) in calls


def _mark_contents(lines: Sequence[Line], roles: list[Role]) -> None:
    """Mark what stands among the entries of a table of contents, and the heading above them."""
    found = [at for at, role in enumerate(roles) if role is Role.CONTENTS]
    for one, other in pairwise(found):
        if other - one <= _ENTRY:
            for at in range(one, other):
                roles[at] = Role.CONTENTS
    first = {at for at in found if at - 1 not in found and len(found) > 2}
    for at in first:
        if at and _same_column(lines[at - 1], lines[at]) and roles[at - 1] is Role.HEADING:
            roles[at - 1] = Role.CONTENTS


_ENTRY: Final = 4
"""Lines between two entries of a table of contents that belong to them: an entry over several lines."""


def _begins_item(lines: Sequence[Line], roles: Sequence[Role], place: int, measures: Measures) -> bool:
    """Whether a line is the first of a list item: a marker, where a sentence before it has ended."""
    text = lines[place].text
    if not (_BULLET.match(text) or _NUMBERED.match(text)):
        return False
    if not place or not _same_column(lines[place - 1], lines[place]) or roles[place - 1] is not Role.BODY:
        return True
    last = lines[place - 1]
    is_apart = lines[place].baseline - last.baseline > _SPACED * measures.leading * measures.size
    return text[0] in "•◦▪‣○●■□◆◇▶►※∙①" or is_apart or bool(_ENDED.search(last.text))


def _continues(walk: _Walk, line: Line, role: Role) -> bool:
    """Whether ``line`` belongs to the group that is open."""
    last = walk.group[-1]
    if not _same_column(last, line):
        return False
    step = (line.baseline - last.baseline) / (walk.measures.leading * max(line.size, last.size, 1.0))
    if walk.role in _LOOSE:
        return role is walk.role and (walk.role is not Role.NOTE or not _NOTE.match(line.text))
    if step > _SPACED or step <= 0 or (len(walk.group) == 1 and _stands_alone(last.text)):
        return False
    if walk.role in _RUNNING and role in (Role.BODY, Role.SMALL) and not _ENDED.search(last.text):
        return abs(line.size - last.size) <= _OTHER_FONT * last.size
    if abs(line.size - last.size) > 0.08 * last.size:
        return False
    if walk.role is Role.HEADING:
        return role is Role.HEADING and line.bold == last.bold
    if walk.role is Role.CAPTION:
        return role in (Role.BODY, Role.SMALL) and not _CAPTION.match(last.text[:0] or line.text)
    if role is Role.HEADING and line.bold and not _STOPPED.search(last.text):
        return walk.role is not Role.SMALL and not last.bold and line.text[0].islower()
    if role is not (Role.BODY if walk.role is Role.ITEM else walk.role):
        return False
    return not _begins_paragraph(walk, line)


def _stands_alone(text: str) -> bool:
    """Whether a line is a byline or a date, behind which no sentence goes on."""
    return bool(read_byline(text)) or parse_date(text) is not None


_OTHER_FONT: Final = 0.17
"""Change of size inside a sentence: a line of an address or of code in a font that runs large or small."""
_LOOSE: Final = frozenset((Role.TABLE, Role.CONTENTS, Role.NOTE))


def _begins_paragraph(walk: _Walk, line: Line) -> bool:
    """Whether a line is set in, or the one before it breaks off at its end."""
    last, first = walk.group[-1], walk.group[0]
    column = walk.columns[line.page, line.column]
    step = (line.baseline - last.baseline) / (walk.measures.leading * max(line.size, last.size, 1.0))
    if step > _PARTED and _ENDED.search(last.text):
        return True
    if walk.role is Role.ITEM:
        hangs = len(walk.group) > 1 and walk.group[1].left > first.left + 0.5 * line.size
        return hangs and line.left < walk.group[1].left - 0.5 * line.size
    inset = line.left - last.left
    stands = last.left <= column.left + 0.5 * line.size or len(walk.group) > 1
    if stands and _INDENT * line.size <= inset <= _DEEPEST_INDENT * line.size and _ENDED.search(last.text):
        return True
    is_short = last.right - column.left < _SHORT_LINE * (column.right - column.left)
    return is_short and _STOPPED.search(last.text) is not None and not line.text[0].islower()


def _piece(
    group: Sequence[Line], role: Role, columns: dict[tuple[int, int], Column], spelling: Spelling
) -> Piece:
    text = ""
    typed = False
    for line in group:
        text = spelling.joined(text, line.text, is_typed=typed)
        typed = line.words[-1].typed
    marker = _BULLET.match(text) or _NUMBERED.match(text) if role is Role.ITEM else None
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
        full=last.right - column.left >= _SHORT_LINE * (column.right - column.left),
        indented=first.left > column.left + _INDENT * first.size,
        typed=typed,
        end=(last.page, last.column),
    )


def _marker(written: str) -> str:
    return "- " if _BULLET.match(written + "x") else f"{written.strip()} "


def _without_small_print(pieces: Iterable[Piece], measures: Measures) -> Iterator[Piece]:
    """Return the pieces, those of small type that run like prose as body: boxes are often set smaller."""
    for piece in pieces:
        if piece.role is Role.SMALL and _is_prose(piece, measures):
            is_item = _BULLET.match(piece.text)
            yield replace(piece, role=Role.ITEM if is_item else Role.BODY)
        elif piece.role is Role.HEADING and count_words(piece.text) > _HEADING_WORDS:
            yield replace(piece, role=Role.DISPLAY)
        else:
            yield piece


_BOX: Final = 0.76
_BOX_WORDS: Final = 12
"""Least size, as a share of the body's, and least words of a paragraph in a box; small print has fewer."""
_SMALL_PRINT: Final = re.compile(
    r"©|\(c\) ?[12][0-9]{3}|\ball rights reserved|\bISSN\b|\bISBN\b|\bDOI\b|https?://doi|\bviews expressed\b|\bcopyright\b"
    r"|저작권|무단 ?전재",
    re.IGNORECASE,
)


def _is_prose(piece: Piece, measures: Measures) -> bool:
    is_long = piece.size >= _BOX * measures.size and count_words(piece.text) >= _BOX_WORDS
    return is_long and bool(_STOPPED.search(piece.text)) and not _SMALL_PRINT.search(piece.text)


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
        found[place] = replace(first, text=text, lines=lines, full=piece.full, typed=piece.typed, end=piece.end)
    return found


_RUNNING: Final = frozenset((Role.BODY, Role.ITEM))
_BEHIND: Final = 10
"""Pieces that may stand between the two parts of a sentence: notes, captions, a box of a few paragraphs."""


def _broken_off(found: Sequence[Piece], piece: Piece) -> int | None:
    """Return the place of the piece whose last sentence goes on in ``piece``, or None.

    A piece that begins in lower case goes on where the nearest one broke off. Any other does so only when nothing
    of the body stands between them, the line before is full and its own is not set in.
    """
    if piece.role is not Role.BODY or not piece.text:
        return None
    is_low = piece.text[0].islower()
    for place in range(len(found) - 1, max(-1, len(found) - 1 - _BEHIND), -1):
        other = found[place]
        if other.role in _RUNNING and not _ENDED.search(other.text):
            is_elsewhere = other.end != (piece.page, piece.column)
            same_size = abs(piece.size - other.size) <= _SAME_SIZE * piece.size
            if same_size and (is_low or (is_elsewhere and other.full and not piece.indented)):
                return place
        if not is_low and other.role in _STOPPING:
            return None
    return None


_SAME_SIZE: Final = 0.05
_STOPPING: Final = frozenset((Role.HEADING, Role.BODY, Role.ITEM))
