"""The headline of a page, and what stands between it and the body: the deck, the byline, a caption."""

from collections import Counter
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from briefs.language.late import late
from briefs.reading.furniture import Body, Survey
from briefs.reading.shapes import Form, Shape
from briefs.reading.vocabulary import common_stems, shared, stems_of

_WEIGHTS: Final = {
    "printed twice": 3.0,
    "length": 1.0,  # see _length
    "speaks of the body": 1.5,
    "speaks of it first": 1.0,  # decks and captions come below the headline
    "stands alone": 1.0,
    "above a byline, a date, prose": 1.0,
    "above another line": 0.8,  # a deck
    "says nothing of the body": -3.0,
    "ends as a caption": -3.0,
    "ends with a full stop": -2.0,
    "speaks to the reader": -2.0,
    "begins with a label": -1.5,
    "goes on where another ends": -1.5,
    "has bars": -1.0,
    "has commas": -1.0,
    "right above the body": -0.1,
}
"""What speaks for and against a line as the headline: set on the dumps of the tests and 1,000 made pages."""
_LEAST: Final = 3.0
"""Points that a headline needs. Those of the page dumps in the tests have 3.3 to 9, menu entries below 3."""
_FAR: Final = 400
"""Lines above the body among which its headline is looked for."""
_LONGEST: Final = 30
_MENU: Final = 3
"""Words: a headline has more than 3 as a rule, and a group of short lines of 3 words and less is a menu."""
_BODY_LINES: Final = 60
_KIN: Final = 0.35
_NEARLY: Final = 0.7
"""Share of a headline's words that its body takes up, and its part of the greatest such share."""
_DECK_WORDS: Final = 45
_DECK_LENGTH: Final = 0.6
"""A deck is short, and shorter than what follows it: at most this share of the next paragraph's words."""
_RARE: Final = 3
"""Most lines of the body that hold a name in full, the deck among them, for the name to count."""
_LEAD_WORDS: Final = 60
"""Words that may stand between a headline and the byline under it: a deck of two long sentences."""

_NAME: Final = late(
    r"(?P<article>\b[Tt]he |\b[Aa]n? )?(?P<name>\b[^\W\d_a-z][\w-]*\w(?: [^\W\d_a-z][\w-]*\w)*)"
)
_WORDED: Final = (Form.LINE, Form.SENTENCE, Form.PROSE)
_LABEL: Final = late(r"\w+: ")
_OPEN: Final = late(r"(?:[:,;：—–]|\s-)$|^\[[^\[\]]*\]$")
"""The end of a line that leads in what follows, a list or an answer; and a whole remark in brackets."""
_TRAIL: Final = late(r"(?:[^>＞›»]{1,60}[>＞›»]){2}")
"""The way from the home page to this one, as sites print it above the headline: "Home > World > Asia"."""
_MASTHEAD: Final = late(
    r"(?:THE )?(?:[A-Z&’'-]+ ){1,3}(?:NEWS|TIMES|POST|HERALD|TRIBUNE|JOURNAL|DAILY|WEEKLY|PRESS|AGENCY|WIRE|GAZETTE"
    r"|REVIEW|OBSERVER|CHRONICLE|COURIER|BULLETIN|EXAMINER|TELEGRAPH|MAIL|LEDGER|MONITOR|REGISTER|DIGEST|NEWSLETTER"
    r"|ECHO|MERCURY|DISPATCH)"
)
"""The name of a paper in capitals, in the first lines of a page."""
_PLACES: Final = frozenset(
    (
        "North",
        "South",
        "East",
        "West",
        "New",
        "United",
        "Central",
        "San",
        "Saint",
        "St",
        "Upper",
        "Lower",
        "Great",
    )
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Headline:
    """Where the headline stands, if the page has one, and the body that begins below it, and below its ``deck``."""

    place: int | None
    body: Body
    deck: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class _Head:
    """What stands above a body, counted once: its lines, their wordings and groups, and the body's words."""

    page: Survey
    places: range
    keys: Counter[str]
    groups: Counter[int]
    stems: frozenset[str]


def find_headline(page: Survey, body: Body) -> Headline:
    """Return the line above the body that is its headline, and the body without deck or caption at its head.

    A text that begins with prose has no headline.
    """
    body = _below_question(page, body)
    head = _head_of(page, body)
    points = {place: _points(head, place) for place in _candidates(head)}
    _prefer_first(head, points)
    place = max(points, key=lambda at: (points[at], at), default=None)
    if place is None or points[place] < _LEAST:
        return Headline(place=None, body=body)
    body = _below_marks(page, body, place)
    if not _is_deck(page, body):
        return Headline(place=place, body=body)
    deck = body.first if page.shapes[body.first].final else None
    return Headline(place=place, body=_from(page, body, body.first + 1), deck=deck)


def _below_question(page: Survey, body: Body) -> Body:
    """Return the body without a first line that is a headline although it ends like a sentence."""
    first, shape = body.first, page.shapes[body.first]
    if first + 1 >= body.last or shape.sentences > 1 or shape.words > _LONGEST:
        return body
    after = page.shapes[first + 1]
    asks = page.lines[first].text.endswith("?") and shape.words <= _LONGEST // 2 and after.words > _LONGEST
    is_headline = asks or (after.form in (Form.BYLINE, Form.DATED) and not after.clock)
    return _from(page, body, first + 1) if is_headline else body


def _from(page: Survey, body: Body, place: int) -> Body:
    """Return the body from the first line of prose at or after ``place``."""
    first = next((at for at in range(place, body.last + 1) if page.flows(at)), None)
    return body if first is None else Body(first=first, last=body.last)


def _head_of(page: Survey, body: Body) -> _Head:
    places = range(max(0, body.first - _FAR), body.first)
    return _Head(
        page=page,
        places=places,
        keys=Counter(page.shapes[at].key for at in places),
        groups=Counter(page.lines[at].group for at in (*places, body.first)),
        stems=frozenset(
            common_stems([line.text for line in page.lines[body.first : body.first + _BODY_LINES]])
        ),
    )


def _candidates(head: _Head) -> list[int]:
    page, menus = head.page, _menus(head)
    return [
        place
        for place in head.places
        if page.shapes[place].key
        and (page.shapes[place].form in _WORDED or _is_dated_headline(head, place))
        and 2 <= page.shapes[place].words <= _LONGEST
        and not page.lines[place].marker
        and not page.foreign(place)
        and not page.timed(place)
        and not _OPEN.search(page.lines[place].text)
        and not _TRAIL.match(page.lines[place].text)
        and not (place < _MENU and _MASTHEAD.fullmatch(page.lines[place].text))
        and page.lines[place].group not in menus
    ]


def _is_dated_headline(head: _Head, place: int) -> bool:
    """Whether a line with a date in it is a headline all the same: "Ministers resume their talks 2023-06-02"."""
    shape, stems = head.page.shapes[place], stems_of(head.page.lines[place].text)
    return shape.form is Form.DATED and len(stems) > _MENU and shared(stems, head.stems) >= 0.5


def _menus(head: _Head) -> frozenset[int]:
    """Return the groups that are menus: three lines and more, hardly any of four words."""
    members: dict[int, list[int]] = {}
    for place in head.places:
        members.setdefault(head.page.lines[place].group, []).append(head.page.shapes[place].words)
    return frozenset(
        group
        for group, words in members.items()
        if len(members) > 1 and len(words) >= _MENU and sorted(words)[len(words) * 3 // 4] <= _MENU
    )


def _points(head: _Head, place: int) -> float:
    return sum(_WEIGHTS[name] * value for name, value in _features(head, place).items())


def _features(head: _Head, place: int) -> dict[str, float]:
    """Return the features of a line that may be the headline, each named as in ``_WEIGHTS``."""
    shape, text = head.page.shapes[place], head.page.lines[place].text
    stop = head.places.stop
    below = next((at for at in range(place + 1, stop) if head.page.shapes[at].key != shape.key), stop)
    after = head.page.shapes[below]
    stems = stems_of(text)
    twice = head.keys[shape.key] > 1
    is_signed = twice or after.form in (Form.BYLINE, Form.DATED)
    return {
        "printed twice": float(twice) if shape.words > _MENU + 1 else twice / 3,
        "length": _length(shape.words),
        "speaks of the body": shared(stems, head.stems),
        "stands alone": head.groups[head.page.lines[place].group] == 1,
        "above a byline, a date, prose": _is_below_headline(after),
        "above another line": not _is_below_headline(after) and after.words > _MENU,
        "says nothing of the body": not is_signed and stems.isdisjoint(head.stems),
        "ends as a caption": shape.credit,
        "ends with a full stop": text.endswith("."),
        "speaks to the reader": shape.address >= 0.2,
        "begins with a label": _LABEL.match(text) is not None,
        "goes on where another ends": _goes_on(head, place),
        "has bars": "|" in text,
        "has commas": text.count(",") > 1,
        "right above the body": place == head.places.stop - 1 > 0,
    }


def _length(words: int) -> float:
    """Return 2 for the length of a headline, less where it is short or long, -1 for two words."""
    if words <= 2:
        return -1.0
    if words <= _MENU + 1:
        return words / 2 - 0.5
    return 2.0 if words <= _LONGEST // 2 else 1.0


def _is_below_headline(shape: Shape) -> bool:
    """Whether a line is of those that follow a headline: a byline, a date, a reading time, prose."""
    return shape.form is not Form.LINE or shape.words > _LONGEST // 2 or any(map(str.isdigit, shape.key))


def _goes_on(head: _Head, place: int) -> bool:
    """Whether a line begins with the whole of a longer one above or below: "Headline by Somebody"."""
    key = head.page.shapes[place].key
    near = range(max(head.places.start, place - _MENU), min(head.places.stop, place + _MENU + 1))
    shorter = (head.page.shapes[at].key for at in near if head.page.shapes[at].words > _MENU)
    return any(len(other) < len(key) and key.startswith(other) for other in shorter)


def _prefer_first(head: _Head, points: dict[int, float]) -> None:
    """Add to the points of the first candidate that speaks of the body as much as any."""
    page = head.page
    kin = {
        at: shared(stems_of(page.lines[at].text), head.stems)
        for at in points
        if page.shapes[at].words > _MENU
    }
    enough = max(_KIN, _NEARLY * max(kin.values(), default=0.0))
    first = min((at for at, share in kin.items() if share >= enough), default=None)
    if first is not None:
        points[first] += _WEIGHTS["speaks of it first"]


def _below_marks(page: Survey, body: Body, place: int) -> Body:
    """Return the body without what stands above its byline, and without first lines that break off."""
    mark = _last_mark(page, body, place)
    if mark is not None:
        body = _from(page, body, mark + 1)
    return _below_open_lines(page, body)


def _last_mark(page: Survey, body: Body, place: int) -> int | None:
    """Return the last byline or date that stands near enough below the headline to belong to it."""
    mark, words = None, 0
    for at in range(place + 1, body.last):
        shape = page.shapes[at]
        words += shape.words * page.flows(at)
        if words > _LEAD_WORDS:
            break
        if at > body.first and shape.form in (Form.BYLINE, Form.DATED) and not page.cyclic[at]:
            mark = at
    return mark


def _below_open_lines(page: Survey, body: Body) -> Body:
    """Return the body without first lines that break off or do not end, where all that follows does."""
    near = range(body.first, min(body.last, body.first + _BODY_LINES) + 1)
    flows = [at for at in near if page.flows(at) and not page.shapes[at].credit]
    open_ = [
        at
        for at in flows
        if page.shapes[at].truncated or not (page.shapes[at].final or page.shapes[at].leads)
    ]
    if not open_ or open_[0] != body.first or len(flows) < _MENU * len(open_):
        return body
    first = next(at for at in flows if at not in open_)
    return body if open_[-1] > first else _from(page, body, first)


def _is_deck(page: Survey, body: Body) -> bool:
    """Whether the first line sums up what the next one introduces again from the start, with full names.

    A person is named in full once; in news prose the second paragraph says "Takaichi". Places and houses come
    in full again and again, so a name counts only when it is rare, has no article, and is shortened later.
    """
    places = [at for at in range(body.first, min(body.last, body.first + _BODY_LINES) + 1) if page.flows(at)]
    if len(places) <= 2 or any(page.shapes[at].form is Form.LINE for at in range(places[0], places[1])):
        return False
    deck, lead = (page.shapes[at] for at in places[:2])
    if deck.words > _DECK_WORDS or deck.words > _DECK_LENGTH * lead.words or page.lines[places[0]].marker:
        return False
    names = [_names(page.lines[at].text[:2000]) for at in places]
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
