"""What stands beside the headline of a page: who wrote it, and when.

A date is taken only where nothing else can be meant: in a line of its own beside the headline. Without a
headline the page may show today's date anywhere, so there only a byline, or a line in the same container as
the body, is believed.
"""

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from briefs.language.late import late
from briefs.model import PassageKind, StatedDate
from briefs.reading.blocks import PageBlock
from briefs.reading.byline import read_byline
from briefs.reading.dates import find_dates, parse_date, parse_field
from briefs.reading.shapes import Form, Shape

_MARKS: Final = frozenset((Form.BYLINE, Form.DATED))
_WORDS: Final = 60
"""Words that may stand between a headline and the byline that belongs to it: a deck of two sentences."""
_DECK: Final = 0.3
"""Share of the words of prose that a deck has at most; decks of long articles have a twentieth."""
_ABOVE: Final = 3
"""Blocks above the headline, in its own container, in which a date or byline still belongs to it."""
_LONGEST: Final = 160
"""Characters of the longest line that is read as a byline or a date."""
_ELSEWHERE: Final = frozenset(("nav", "aside", "footer", "table"))
_LINKED: Final = 0.5
_UPDATE: Final = late(r"\W*\b(?:last )?(?:updated|modified|revised|edited)\b|수정|更新", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Head:
    """Where the headline stands, where the body may begin behind it, and the lines beside it that credit."""

    start: int
    stop: int
    credits: tuple[int, ...]


def find_head(
    blocks: Sequence[PageBlock], shapes: Sequence[Shape], candidates: Collection[int], title: str | None
) -> Head:
    """Return the head of the page: from its headline to the last byline or date that stands near it."""
    headline = _headline(blocks, title)
    start = 0 if headline is None else headline
    credited = [
        place
        for place in _near(blocks, shapes, candidates, start)
        if _is_credit(blocks[place], shapes[place]) and _belongs(blocks, shapes, candidates, place, headline)
    ]
    stop = max((place + 1 for place in credited), default=0)
    above = () if headline is None else range(max(0, start - _ABOVE), start)
    beside = [
        place
        for place in above
        if _is_credit(blocks[place], shapes[place]) and blocks[place].container == blocks[start].container
    ]
    body = start if headline is None else start + 1
    return Head(start=start, stop=max(stop, body), credits=(*credited, *beside))


def stated_author(blocks: Sequence[PageBlock], head: Head) -> tuple[str, ...]:
    """Return the names in the first byline beside the headline."""
    return next((names for place in head.credits if (names := read_byline(blocks[place].text))), ())


def stated_date(blocks: Sequence[PageBlock], head: Head) -> StatedDate | None:
    """Return the date beside the headline, one for machines before one for readers, never of an update."""
    lines = [blocks[place] for place in head.credits]
    marked = [date for line in lines if line.dated and _is_first(line) and (date := parse_field(line.dated))]
    written = [date for line in lines for date in _written(line.text)]
    return min((*marked, *written), key=lambda date: date.slip is not None, default=None)


def _headline(blocks: Sequence[PageBlock], title: str | None) -> int | None:
    """Return the place of the heading that is the title, or a line that is, or else the first ``h1``."""
    wanted = (title or "").casefold()
    named = [place for place, block in enumerate(blocks) if block.text.casefold() == wanted]
    headings = [
        place
        for place in named
        if blocks[place].kind is PassageKind.HEADING and blocks[place].linked <= _LINKED
    ]
    first = [place for place, block in enumerate(blocks) if "h1" in block.tags]
    return next(iter((*headings, *first, *named)), None)


def _near(
    blocks: Sequence[PageBlock], shapes: Sequence[Shape], candidates: Collection[int], start: int
) -> Iterator[int]:
    """Return the places from the headline on, while what has passed can be a deck: little before much."""
    prose = [place for place in candidates if shapes[place].form is Form.PROSE and place >= start]
    total = sum(shapes[place].words for place in prose)
    words = 0
    for place in range(start, len(blocks)):
        if words and blocks[place].kind is PassageKind.HEADING:
            return
        words += shapes[place].words * (place in candidates and shapes[place].form is Form.PROSE)
        if words > _WORDS or words > _DECK * total:
            return
        yield place


def _is_credit(block: PageBlock, shape: Shape) -> bool:
    if len(block.text) > _LONGEST or block.linked > _LINKED or not _ELSEWHERE.isdisjoint(block.tags):
        return False
    if shape.clock:  # the hour of one entry of a running report
        return False
    return shape.form in _MARKS or (block.dated is not None and shape.form is not Form.PROSE)


def _belongs(
    blocks: Sequence[PageBlock],
    shapes: Sequence[Shape],
    candidates: Collection[int],
    place: int,
    headline: int | None,
) -> bool:
    """Whether a line may speak of this page although no headline stands above it."""
    if headline is not None or shapes[place].form is Form.BYLINE:
        return True
    return any(blocks[other].container == blocks[place].container for other in candidates if other != place)


def _is_first(line: PageBlock) -> bool:
    """Whether the time in a line is not introduced as that of an update."""
    update = _UPDATE.search(line.text)
    return update is None or update.start() > 0


def _written(text: str) -> Iterator[StatedDate]:
    whole = parse_date(text)
    if whole:
        yield whole
        return
    update = _UPDATE.search(text)
    yield from (found.date for found in find_dates(text[: update.start()] if update else text))
