"""The headline of a page, and what stands between it and the body: the deck, the byline, a caption."""

import re
from collections import Counter
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from briefs.reading.furniture import Body, Survey
from briefs.reading.shapes import Form, Shape
from briefs.reading.vocabulary import common_stems, shared, stems_of

_LEAST: Final = 3.0
"""Points that a headline needs. Those of the page dumps in the tests have 3.3 to 9, menu entries below 3."""
_LONGEST: Final = 30
_MENU: Final = 3
"""Words: a headline has more than 3 as a rule, and a group of short lines of 3 words and less is a menu."""
_BODY_LINES: Final = 60
_KIN: Final = 0.35
"""Share of a headline's words that its body takes up; menus and boxes stay below 0.2."""
_DECK_WORDS: Final = 45
_DECK_LENGTH: Final = 0.6
"""A deck is short, and shorter than what follows it: at most this share of the next paragraph's words."""
_RARE: Final = 3
"""Most lines of the body that hold a name in full, the deck among them, for the name to count."""
_LEAD_WORDS: Final = 60
"""Words that may stand between a headline and the byline under it: a deck of two long sentences."""

_NAME: Final = re.compile(
    r"(?P<article>\b[Tt]he |\b[Aa]n? )?(?P<name>\b[^\W\d_a-z][\w-]*\w(?: [^\W\d_a-z][\w-]*\w)*)"
)

_PLACES: Final = frozenset(
    "North South East West New United Central San Saint St Upper Lower Great Old Red".split()
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Headline:
    """Where the headline stands, if the page has one, and the body that begins below it."""

    place: int | None
    body: Body


def find_headline(page: Survey, body: Body) -> Headline:
    """Return the line above the body that is its headline, and the body without deck or caption at its head.

    A text that begins with prose has no headline.
    """
    body = _below_question(page, body)
    stems = frozenset(common_stems([line.text for line in page.lines[body.first : body.first + _BODY_LINES]]))
    points = {place: _points(page, body, place, stems) for place in _candidates(page, body)}
    if points:
        _prefer_first(page, points, stems)
    place = max(points, key=lambda at: (points[at], at), default=None)
    if place is None or points[place] < _LEAST:
        return Headline(place=None, body=body)
    return Headline(place=place, body=_below_deck(page, body, place))


def _below_question(page: Survey, body: Body) -> Body:
    """Return the body without a first line that is a headline although it ends like a sentence."""
    first, shape = body.first, page.shapes[body.first]
    if first + 1 >= body.last or shape.sentences > 1 or shape.words > _LONGEST:
        return body
    after = page.shapes[first + 1].form
    is_headline = after in (Form.BYLINE, Form.DATED) or (
        page.lines[first].text.endswith("?")
        and shape.words <= _LONGEST // 2
        and page.shapes[first + 1].words > _LONGEST
    )
    return _from(page, body, first + 1) if is_headline else body


def _from(page: Survey, body: Body, place: int) -> Body:
    """Return the body from the first line of prose at or after ``place``."""
    first = next((at for at in range(place, body.last + 1) if page.flows(at)), None)
    return body if first is None else Body(first=first, last=body.last)


def _candidates(page: Survey, body: Body) -> list[int]:
    menus = _menus(page, body.first)
    return [
        place
        for place in range(body.first)
        if page.shapes[place].key
        and page.shapes[place].form in (Form.LINE, Form.SENTENCE, Form.PROSE)
        and 2 <= page.shapes[place].words <= _LONGEST
        and not page.lines[place].marker
        and not page.foreign(place)
        and page.lines[place].group not in menus
    ]


def _menus(page: Survey, end: int) -> frozenset[int]:
    """Return the groups above ``end`` that are menus: three lines and more, hardly any of four words."""
    members: dict[int, list[int]] = {}
    for place in range(end):
        members.setdefault(page.lines[place].group, []).append(page.shapes[place].words)
    return frozenset(
        group
        for group, words in members.items()
        if len(members) > 1 and len(words) >= _MENU and sorted(words)[len(words) * 3 // 4] <= _MENU
    )


def _points(page: Survey, body: Body, place: int, stems: frozenset[str]) -> float:
    """Return what speaks for a line as the headline: repetition, length, the body's words, what stands around it."""
    shape, line = page.shapes[place], page.lines[place]
    above = Counter(page.shapes[at].key for at in range(body.first))
    groups = Counter(other.group for other in page.lines[: body.first + 1])
    after = next(
        (at for at in range(place + 1, body.first + 1) if page.shapes[at].key != shape.key), body.first
    )
    points = 3.0 * (above[shape.key] > 1) + _length_points(shape.words)
    points += 1.5 * shared(stems_of(line.text), stems)
    points += 1.0 * (groups[line.group] == 1)
    points += 1.0 * _is_below_headline(page.shapes[after])
    is_signed = page.shapes[after].form in (Form.BYLINE, Form.DATED) or above[shape.key] > 1
    points -= 3.0 * (not is_signed and stems.isdisjoint(stems_of(line.text)))
    points -= 3.0 * shape.credit + 2.0 * line.text.endswith(".") + 1.0 * ("|" in line.text)
    points -= 1.0 * (line.text.count(",") > 1) + 2.0 * (shape.address >= 0.2)
    return points - 0.1 * (place == body.first - 1 and body.first > 1)


def _length_points(words: int) -> float:
    if words <= 2:
        return -1.0
    if words <= _MENU + 1:
        return 1.0
    return 2.0 if words <= _LONGEST // 2 else 1.0


def _is_below_headline(shape: Shape) -> bool:
    """Whether a line is of those that follow a headline: a byline, a date, a reading time, prose."""
    return shape.form is not Form.LINE or shape.words > _LONGEST // 2 or any(map(str.isdigit, shape.key))


def _prefer_first(page: Survey, points: dict[int, float], stems: frozenset[str]) -> None:
    """Add a point to the first candidate that speaks of the body: decks and captions come below the headline."""
    for place in sorted(points):
        if page.shapes[place].words > _MENU and shared(stems_of(page.lines[place].text), stems) >= _KIN:
            points[place] += 1.0
            return


def _below_deck(page: Survey, body: Body, place: int) -> Body:
    """Return the body without what summarises it under the headline, and without what stands above its byline."""
    mark = _last_mark(page, body, place)
    if mark is not None:
        body = _from(page, body, mark + 1)
    if _is_deck(page, body):
        return _from(page, body, body.first + 1)
    return body


def _last_mark(page: Survey, body: Body, place: int) -> int | None:
    """Return the last byline, date or reading time that stands near enough below the headline to belong to it."""
    mark, words = None, 0
    for at in range(place + 1, body.last):
        shape = page.shapes[at]
        words += shape.words * page.flows(at)
        if words > _LEAD_WORDS:
            break
        if at > body.first and shape.form in (Form.BYLINE, Form.DATED) and not page.cyclic[at]:
            mark = at
    return mark


def _is_deck(page: Survey, body: Body) -> bool:
    """Whether the body's first line sums up what the next one introduces again from the start, with full names.

    A person is named in full once; in news prose the second paragraph says "Takaichi". Places and houses come
    in full again and again, so a name counts only when it is rare, has no article, and is shortened later.
    """
    places = [at for at in range(body.first, min(body.last, body.first + _BODY_LINES) + 1) if page.flows(at)]
    if len(places) <= 2 or any(page.shapes[at].form is Form.LINE for at in range(places[0], places[1])):
        return False
    deck, lead = (page.shapes[at] for at in places[:2])
    if deck.words > _DECK_WORDS or deck.words > _DECK_LENGTH * lead.words or page.lines[places[0]].marker:
        return False
    names = [_names(page.lines[at].text) for at in places]
    counts = Counter(name for found in names for name in found)
    alone = {name[0] for name in counts if len(name) == 1}
    again = {pair for pair in names[0] & names[1] if len(pair) == 2 and alone.intersection(pair)}
    return any(counts[pair] <= _RARE for pair in again)


def _names(text: str) -> frozenset[tuple[str, ...]]:
    """Return the names in a text that no article precedes: words alone, and the pairs within longer names."""
    names: set[tuple[str, ...]] = set()
    for match in _NAME.finditer(text.replace("’s", "").replace("'s", "")):
        words = match["name"].split()
        if not match["article"]:
            pairs = {pair for pair in pairwise(words) if pair[0] not in _PLACES}
            names |= pairs if len(words) > 1 else {(words[0],)}
    return frozenset(names)
