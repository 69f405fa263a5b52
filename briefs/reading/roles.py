"""What each line of a paged document is: body, heading, item, caption, note, table, contents, small print."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise
from typing import Final

from briefs.language.late import late
from briefs.reading.typeset import Line

_LARGE: Final = 1.12
"""Size of a heading as a share of the body's, at least: 11 points over 10 are used for emphasis, 12 for headings."""
_SMALL: Final = 0.93
"""Size, as a share of the body's, below which a piece is a note, a caption or small print: 9 points under 10."""
HEADING_WORDS: Final = 24
_CAPITALS_WORDS: Final = 12
_CELL: Final = 1.4
"""Gap, as a share of the size, between the cells of a table; justified lines stay under 1."""
BULLET: Final = late(r"(?:[•◦▪‣·–—*○●■□◆◇▶►※∙-]|o(?= [A-Z]))\s+(?=\S)")
NUMBERED: Final = late(
    r"(?:\(?[0-9]{1,2}[.)]|\(?[a-z][.)]|\([ivx]{1,4}\)|[ivx]{1,4}[.)]|[가나다라마바사아자차카타파하][.)]|[①-⑳])\s?(?=\S)(?![0-9])"
)
CAPTION: Final = late(
    r"(?:(?:Figure|Fig\.|Table|Chart|Map|Graph|Exhibit|Plate|Abbildung|Tabelle|Tableau)\s?[0-9A-Z]{1,3}\b"
    r"|(?:Photo|Image|Picture|Sources?|Credit|Caption|Data)\s?[:：]|(?:그림|표|사진|자료|출처)\s?[0-9:：<\[]|[<\[]?(?:그림|표)\s?[0-9]"
    r"|(?:図|表|图|写真)\s?[0-9０-９:：])"
)
_LEADERS: Final = late(
    r"(?:\.\s?){4,}\s?[0-9ivx]{1,5}$|(?:…\s?){2,}\s?[0-9ivx]{1,5}$|(?:·\s?){4,}\s?[0-9]{1,4}$"
)
NOTE: Final = late(r"(?:[0-9]{1,3}|[*†‡§]{1,3}|\[[0-9]{1,3}\])[.)]?\s?(?=[^\s\d.,%])|\d{1,3}\)|주\s?[0-9]\)")
_NUMBER: Final = late(r"[-+−–(]?[$€£¥₩]?[0-9][0-9.,:%/–-]*[)%]?|[-–—]|n/?a", re.IGNORECASE)
ENDED: Final = late(r"[.!?:;…。！？：]['\"”’»」』)\]）】]*$")
STOPPED: Final = late(r"[.!?…。！？]['\"”’»」』)\]）】]*$")
SPACED: Final = 1.38
"""Distance of lines, as a share of the usual one, from which a paragraph is apart; raised signs push by 1.3."""
_CLOSEST: Final = 0.9
_WIDEST: Final = 2.6
_USUAL: Final = 1.2
_OFTEN: Final = 0.4
"""Distances of lines, in sizes, from solid to double spaced; of those that are common the closest is the usual:
in short documents paragraphs are parted about as often as lines."""
_MOST_NOTES: Final = 0.5
"""Share of a column's lines that its notes take at most."""
_ENTRY: Final = 4
"""Lines between two entries of a table of contents that belong to them: an entry over several lines."""


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


@dataclass(frozen=True, slots=True, kw_only=True)
class Measures:
    """The usual size of a document's letters, whether they are bold, and its lines' distance in sizes."""

    size: float
    bold: bool
    leading: float


def measures_of(lines: Sequence[Line]) -> Measures:
    """Return the measures in which most of ``lines`` are set."""
    sizes: Counter[tuple[float, bool]] = Counter()
    for line in lines:
        sizes[round(line.size * 2) / 2, line.bold] += len(line.text)
    (size, bold), _ = max(sizes.items(), key=lambda item: (item[1], item[0]))
    steps = Counter(
        round((line.baseline - last.baseline) / line.size, 1)
        for last, line in pairwise(lines)
        if same_column(last, line) and abs(line.size - size) <= 0.5 and line.baseline > last.baseline
    )
    usual = {step: count for step, count in steps.items() if _CLOSEST <= step <= _WIDEST}
    most = max(usual.values(), default=0)
    leading = min((step for step, count in usual.items() if count >= _OFTEN * most), default=_USUAL)
    return Measures(size=size, bold=bold, leading=leading)


def same_column(one: Line, other: Line) -> bool:
    """Return whether two lines stand in one column of one page."""
    return one.page == other.page and one.column == other.column


def roles_of(lines: Sequence[Line], measures: Measures) -> list[Role]:
    """Return what each line is by itself and by its neighbours."""
    roles = [_role(line, measures) for line in lines]
    _mark_tables(lines, roles)
    _mark_notes(lines, roles, measures)
    _mark_contents(lines, roles)
    for place, line in enumerate(lines):
        is_bulleted = roles[place] is Role.HEADING and BULLET.match(line.text)
        if is_bulleted or (roles[place] is Role.BODY and _begins_item(lines, roles, place, measures)):
            roles[place] = Role.ITEM
    return roles


def _role(line: Line, measures: Measures) -> Role:
    if _LEADERS.search(line.text[-200:]):
        return Role.CONTENTS
    if CAPTION.match(line.text):
        return Role.CAPTION
    if line.size >= _LARGE * measures.size or _is_label(line, measures):
        return Role.HEADING
    return Role.SMALL if line.size < _SMALL * measures.size else Role.BODY


def _is_label(line: Line, measures: Measures) -> bool:
    """Whether a line no larger than the body is a heading: bold or in capitals, short, and no sentence."""
    words = len(line.text.split())
    if line.size < _SMALL * measures.size or words > HEADING_WORDS or STOPPED.search(line.text):
        return False
    if line.bold and not measures.bold:
        return True
    letters = sum(map(str.isalpha, line.text))
    return words <= _CAPITALS_WORDS and letters > 4 and line.text.isupper()


def _mark_tables(lines: Sequence[Line], roles: list[Role]) -> None:
    """Mark rows of cells where two and more stand under each other."""
    rows = [_cells(line) for line in lines]
    for place, row in enumerate(rows):
        near = [
            at
            for at in (place - 1, place + 1)
            if 0 <= at < len(lines) and same_column(lines[at], lines[place])
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
        while place >= 0 and same_column(lines[place], lines[end]):
            place -= 1
        start = end
        while start > place and lines[start].size < _SMALL * measures.size:
            start -= 1
        foot = range(start + 1, end + 1)
        first = next((at for at in foot if NOTE.match(lines[at].text)), None)
        lowest = max(place + 1, round(end - _MOST_NOTES * (end - place)))
        called = [at for at in range(lowest, start + 1) if roles[at] is not Role.HEADING]
        first = next((at for at in called if _answers(lines[at], calls)), first)
        if first is not None:
            for at in range(first, end + 1):
                roles[at] = Role.NOTE


def _answers(line: Line, calls: set[tuple[int, str]]) -> bool:
    sign = NOTE.match(line.text)
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
        if at and same_column(lines[at - 1], lines[at]) and roles[at - 1] is Role.HEADING:
            roles[at - 1] = Role.CONTENTS


def _begins_item(lines: Sequence[Line], roles: Sequence[Role], place: int, measures: Measures) -> bool:
    """Whether a line is the first of a list item: a marker, where a sentence before it has ended."""
    text = lines[place].text
    if not (BULLET.match(text) or NUMBERED.match(text)):
        return False
    if not place or not same_column(lines[place - 1], lines[place]) or roles[place - 1] is not Role.BODY:
        return True
    last = lines[place - 1]
    is_apart = lines[place].baseline - last.baseline > SPACED * measures.leading * measures.size
    return text[0] in "•◦▪‣○●■□◆◇▶►※∙①" or is_apart or bool(ENDED.search(last.text))
