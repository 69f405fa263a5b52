"""What the first page of a paged document states of it: its title, who wrote it, when, and where the body begins."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

from briefs.language.late import late
from briefs.model import Precision, StatedDate
from briefs.reading.byline import names_of, read_byline
from briefs.reading.dateline import dateline_date
from briefs.reading.dates import find_dates, parse_date
from briefs.reading.page import Metadata
from briefs.reading.paragraphs import Piece
from briefs.reading.roles import Role
from briefs.reading.shapes import count_words

_TITLE_WORDS: Final = 40
_FEWEST: Final = 2
_LARGEST: Final = 18.0
"""Words of a title, and points from which it may have only one."""
_PROSE: Final = 14
"""Words from which a paragraph that ends like one is the body's first; letterheads and bylines have fewer."""
_SENTENCE: Final = 5
_LONG: Final = 25
"""The same of a document that has no such paragraph, and of one that does not end like a sentence."""
_DATED_WORDS: Final = 14
"""Words of a line of the first page that may hold its date; in longer ones a date is that of an event."""
_BETWEEN: Final = late(r"\s*[|•·]\s*|\s+[–—-]+\s+|\t+|\s*[,;]\s+(?=[A-Z][a-z]+ [12][0-9]{3}$)")
_FIELD: Final = late(
    r"(?P<name>to|from|date|subject|re|cc|author|title|발신|수신|날짜|제목)\s?[:：]\s*(?P<value>\S.*)",
    re.IGNORECASE,
)
_JUNK: Final = late(
    r"microsoft (?:word|powerpoint|excel)\b|untitled|\bdraft[ _]?\d|document ?\d*$|slide ?\d+$|layout ?\d+$"
    r"|presentation\d*$|.*\.(?:docx?|indd|qxd|pptx?|xlsx?|odt|rtf|tex|dvi|hwpx?|pdf|p65|pub|md|html?)\b.*"
    r"|[\w-]*_[\w-]*$|제목 ?없음|\W*$",
    re.IGNORECASE,
)
"""Titles that programs write: the name of a file, of the program, or of nothing yet."""
_ENDED: Final = late(r"[.!?…。！？:：]['\"”’»」』)\]]*$")
_NAME_JOINTS: Final = late(r"\s*(?:[;,&]|\band\b|\bund\b|\bet\b)\s*")
_LETTERS: Final = late(r"\W+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Front:
    """What the first page states, and the pieces with those of the front matter marked as such."""

    pieces: tuple[Piece, ...]
    title: str | None
    author: tuple[str, ...]
    published: StatedDate | None
    found: str = ""


def read_front(pieces: Sequence[Piece], edges: Sequence[str], stated: Metadata) -> Front:
    """Return title, authors and date of a document, and its pieces with the front matter told from the body.

    ``edges`` are the heads and feet of its sheets, ``stated`` what the file says of itself: its title counts where
    the page has none or the same, its author only where the page names him.
    """
    body = _first_of_body(pieces)
    front = pieces[:body]
    title_at = _title_at(front, stated.title)
    fields = dict(_fields(front))
    title = _title(front, title_at, stated.title) or fields.get("subject") or _plausible(stated.title)
    lines = [line for piece in front for line in (piece.text, *piece.lines)]
    first_edges = [edge for edge in edges if edge][:_EDGES]
    published, found = _published(lines, first_edges, pieces[body : body + 1])
    marked = tuple(
        replace(piece, role=Role.FRONT) if _is_front(place, title_at, body, piece) else piece
        for place, piece in enumerate(pieces)
    )
    author = _authors(lines, fields, stated.author)
    return Front(pieces=marked, title=title, author=author, published=published, found=found)


_EDGES: Final = 6
"""Heads and feet among which a date is looked for: those of the first sheet and, alternating, the second."""


def _first_of_body(pieces: Sequence[Piece]) -> int:
    """Return the place of the first paragraph that runs like prose; a note of a few words has shorter ones."""
    running = [
        (place, count_words(piece.text), _ENDED.search(piece.text) is not None)
        for place, piece in enumerate(pieces)
        if piece.role in (Role.BODY, Role.ITEM)
    ]
    for fewest in (_PROSE, _SENTENCE):
        ended = (place for place, words, is_ended in running if words >= (fewest if is_ended else _LONG))
        found = next(ended, None)
        if found is not None:
            return found
    return len(pieces)


def _is_front(place: int, title_at: range, body: int, piece: Piece) -> bool:
    """Whether a piece is front matter: above the body, and no heading that stands right over it."""
    if place in title_at:
        return True
    if place >= body:
        return False
    return piece.role is not Role.HEADING or place < body - 1 or place < title_at.stop


def _title_at(front: Sequence[Piece], stated: str | None) -> range:
    """Return the places of the pieces that are the title: those of the largest type, or those the file states."""
    wanted = _plain(stated or "")
    for place, piece in enumerate(front):
        if wanted and _plain(piece.text) == wanted:
            return range(place, place + 1)
    able = [place for place, piece in enumerate(front) if _can_be_title(piece)]
    largest = max((front[place].size for place in able), default=0.0)
    rivals = [place for place in able if front[place].size * _RIVAL >= largest]
    if not rivals:
        return range(0)
    first = max(rivals, key=lambda place: _rank(front[place], place))
    last = first + 1
    while last < len(front) and _goes_on(front[first], front[last]):
        last += 1
    return range(first, last)


_RIVAL: Final = 1.35
"""Letterheads are up to a third larger than a headline; above that, the largest type is the title."""


def _rank(piece: Piece, place: int) -> tuple[bool, float, bool, int]:
    """Return what speaks for a piece as the title: that it is worded like one, then its type, then its place."""
    is_worded = count_words(piece.text) > 2 * _FEWEST and not piece.text.isupper()
    return is_worded, piece.size, piece.bold, -place


def _can_be_title(piece: Piece) -> bool:
    if piece.role not in (Role.HEADING, Role.DISPLAY):
        return False
    words = count_words(piece.text)
    fewest = 1 if piece.size >= _LARGEST and len(piece.text) > _FEWEST else _FEWEST
    return fewest <= words <= _TITLE_WORDS and parse_date(piece.text) is None and not read_byline(piece.text)


def _goes_on(title: Piece, piece: Piece) -> bool:
    same = piece.page == title.page and abs(piece.size - title.size) < 0.5 and piece.bold == title.bold
    return (
        same and piece.role is Role.HEADING and title.size > 0 and _can_be_title(piece) and piece.size >= 14
    )


def _title(front: Sequence[Piece], places: range, stated: str | None) -> str | None:
    text = " ".join(front[place].text for place in places)
    if not text:
        return None
    return stated if stated and _plain(stated) == _plain(text) else text


def _plausible(stated: str | None) -> str | None:
    """Return the title that the file states, unless a program wrote it."""
    return None if stated is None or len(stated) < 4 or _JUNK.match(stated) else stated


def _plain(text: str) -> str:
    return _LETTERS.sub("", text).casefold()


def _fields(front: Iterable[Piece]) -> Iterator[tuple[str, str]]:
    """Return the labelled fields at the head of a memorandum or a letter."""
    names = {
        "re": "subject",
        "title": "subject",
        "제목": "subject",
        "author": "from",
        "발신": "from",
        "날짜": "date",
    }
    for piece in front:
        for line in piece.lines:
            match = _FIELD.fullmatch(line)
            if match:
                name = match["name"].lower()
                yield names.get(name, name), match["value"]


def _authors(lines: Sequence[str], fields: dict[str, str], stated: Sequence[str]) -> tuple[str, ...]:
    """Return the names in the first byline, or those the file states where the page has them too."""
    for line in lines:
        names = read_byline(line)
        if names:
            return names
    if "from" in fields:
        return names_of(fields["from"])
    shown = " ".join(lines).casefold()
    named = [name for entry in stated for name in _NAME_JOINTS.split(entry) if name]
    return tuple(named) if named and all(" " in name and name.casefold() in shown for name in named) else ()


def _published(
    lines: Sequence[str], edges: Sequence[str], body: Sequence[Piece]
) -> tuple[StatedDate | None, str]:
    """Return the date of a document and where it was found: on the first page, at its edge, in its dateline."""
    for texts, found in ((lines, "first page"), (edges, "running head")):
        dates = [date for text in texts if (date := _date_in(text)) is not None]
        exact = [date for date in dates if date.precision is not Precision.MONTH]
        if dates:
            return (exact or dates)[0], found
    for piece in body:
        date = dateline_date(piece.text)
        if date is not None:
            return date, "dateline"
    return None, ""


def _date_in(text: str) -> StatedDate | None:
    """Return the date that a line states, as a whole or as one of its parts."""
    if count_words(text) > _DATED_WORDS:
        return None
    for part in (text, *_BETWEEN.split(text)):
        date = parse_date(part)
        if date is not None:
            return date
    found = find_dates(text)
    return found[0].date if len(found) == 1 else None
