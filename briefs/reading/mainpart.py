"""The main part of a page: what trafilatura chose, without its furniture, and what it lost brought back.

Trafilatura's choice comes first. The second method is ours: paragraphs of one *make* (the same elements and
labels around them) have one role on their page. Where most of the paragraphs of the commonest make are missing
from the choice, it took the wrong part, and they replace it; where some are missing (the second of two
``article`` elements, the posts of a forum after the first), they are added.
"""

from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from briefs.language.late import late
from briefs.model import PassageKind
from briefs.reading.article import is_inside
from briefs.reading.blocks import PageBlock
from briefs.reading.extraction import extracted_places
from briefs.reading.shapes import Form, Shape, count_words
from briefs.reading.teasers import find_teasers, is_title

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_LINKED: Final = 0.5
_FEWEST_WORDS: Final = 8
"""Words of the shortest sentence that is looked for beside what was chosen."""
_TRUSTED: Final = 0.3
"""Share of the commonest make that a choice must hold; the right ones hold all of it or next to all."""
_ADDRESSED: Final = 0.1
"""Share of words that speak to the visitor, above which a sentence beside the choice is the site's own."""
_OWN: Final = 0.5
"""Share of what was chosen above which a label of furniture is no such label here: a forum is all comments."""
_ELSEWHERE: Final = frozenset(("nav", "aside", "footer", "table"))
_FRAMELESS: Final = frozenset(("p", "ul", "ol", "li", "blockquote", "figure", "pre", "h2", "h3", "h4"))
_BOX: Final = late(
    r"newsletter|sign-?up|subscri(?:be|ption)|paywall|cookie|consent|gdpr|related|recommend|(?:^|[-_])recs?(?:$|[-_])"
    r"|promo|advert|^(?:[a-z]{1,4}-)?ads?(?:$|[-_](?:slot|unit|box|banner|cont|wrap))|sponsor|taboola|outbrain|share(?!holder)|sharing|social|breadcrumb"
    r"|comment(?!ary)|disqus|most-?(?:read|viewed|popular)|popular|trending|teaser|(?:^|[-_])toc(?:$|[-_])|toolbar"
    r"|donat|author-?(?:bio|box|info)|about-(?:the-)?authors?|writer-?box|copyright|disclaimer|pagination|sidebar|feedback|infobox"
    r"|read-?(?:more|next|also)|also-?read|more-?(?:from|on)(?:$|[-_])|editsection|ranking|pull-?quote|(?:^|[-_])bio$"
)
"""Names that builders of pages give to what is no text."""
_LISTED: Final = 3
_MOST: Final = 0.8
"""Titles of other pages in a row, and the share of the choice above them, from which what follows is no text."""
_CREDIT: Final = 3
_OPENING: Final = 4
"""Blocks behind a headline within which a byline, and then the first paragraph, make it another story's."""
_RUNNING: Final = 40
"""Characters of a block that counts as text where its shape is not looked at."""
_STORY: Final = 60
"""Words of prose behind which another story can begin."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MainPart:
    """The places of the main part, and those of the teasers on the page."""

    places: frozenset[int]
    teasers: frozenset[int]


def find_main_part(
    tree: "HtmlElement", blocks: Sequence[PageBlock], shapes: Sequence[Shape], title: str | None
) -> MainPart:
    """Return where the main part of a page stands; its ``tree`` is used up."""
    inside = [place for place, block in enumerate(blocks) if is_inside(block)]
    teasers = find_teasers(blocks, inside)
    chosen = extracted_places(tree, blocks, [place for place in inside if place not in teasers])
    boxes = _boxes(blocks, chosen or frozenset(inside))
    start = _headline(blocks, title)
    end = _next_story(blocks, shapes, start)
    prose = [
        place
        for place in inside
        if start <= place < end
        and place not in teasers
        and place not in boxes
        and _is_text(blocks, shapes, place)
    ]
    found = set(range(len(blocks))) if chosen is None else _mended(blocks, shapes, prose, chosen)
    places = {*found, *_between(blocks, sorted(found))}
    places.update(_headings(blocks, places))
    return MainPart(
        places=frozenset(place for place in places if place < end and place not in boxes), teasers=teasers
    )


def _is_text(blocks: Sequence[PageBlock], shapes: Sequence[Shape], place: int) -> bool:
    block = blocks[place]
    if block.linked > _LINKED or block.kind in (PassageKind.HEADING, PassageKind.CAPTION):
        return False
    shape = shapes[place]
    return shape.form in (Form.PROSE, Form.SENTENCE) and shape.words >= _FEWEST_WORDS


def _boxes(blocks: Sequence[PageBlock], chosen: Collection[int]) -> frozenset[int]:
    """Return the blocks in elements that are named as furniture, but for names that most of the choice bears."""
    furniture = {label for labels in {block.labels for block in blocks} for label in labels}
    furniture = {label for label in furniture if _BOX.search(label)}
    named = {labels: labels & furniture for labels in {block.labels for block in blocks}}
    total = sum(len(blocks[place].text) for place in chosen)
    worn = Counter[str]()
    for place in chosen:
        for label in named[blocks[place].labels]:
            worn[label] += len(blocks[place].text)
    own = {label for label, size in worn.items() if size > _OWN * total}
    return frozenset(place for place, block in enumerate(blocks) if named[block.labels] - own)


def _headline(blocks: Sequence[PageBlock], title: str | None) -> int:
    """Return the place of the headline, or 0: the title as a heading, or else an ``h1``, or the title as a line.

    A link to the page itself, in a list of what is read most, is none.
    """
    wanted = (title or "").casefold()
    plain = [place for place, block in enumerate(blocks) if block.linked <= _LINKED]
    named = [place for place in plain if blocks[place].text.casefold() == wanted]
    headings = [place for place in named if blocks[place].kind is PassageKind.HEADING]
    first = [place for place in plain if "h1" in blocks[place].tags]
    return next(iter((*headings, *first, *named)), 0)


def _next_story(blocks: Sequence[PageBlock], shapes: Sequence[Shape], start: int) -> int:
    """Return where another story begins: a headline behind enough prose, then its byline, then its text."""
    words = 0
    rank = _rank(blocks[start]) if blocks else 0
    for place in range(start + 1, len(blocks)):
        block = blocks[place]
        if block.kind is PassageKind.HEADING:
            is_first = words < _STORY or _rank(block) > max(2, rank) or not _ELSEWHERE.isdisjoint(block.tags)
            is_first = is_first or block.text.casefold() == blocks[start].text.casefold()
            if not is_first and _is_signed(blocks, shapes, place):
                return place
        elif block.linked <= _LINKED and len(block.text) >= _RUNNING and is_inside(block):
            words += count_words(block.text)
    return len(blocks)


def _is_signed(blocks: Sequence[PageBlock], shapes: Sequence[Shape], place: int) -> bool:
    """Whether a byline stands right under a heading, and prose right under the byline."""
    below = range(place + 1, min(len(blocks), place + 1 + _CREDIT))
    byline = next((at for at in below if shapes[at].form is Form.BYLINE), None)
    if byline is None or any(_is_text(blocks, shapes, at) for at in range(place + 1, byline)):
        return False
    text = range(byline + 1, min(len(blocks), byline + 1 + _OPENING))
    return any(shapes[at].form is Form.PROSE and blocks[at].linked <= _LINKED for at in text)


def _rank(block: PageBlock) -> int:
    """Return the rank of a heading, 1 to 6; 6 for what is no heading."""
    ranks = [int(tag[1]) for tag in block.tags if len(tag) == 2 and tag[0] == "h" and tag[1].isdigit()]
    return ranks[-1] if ranks else 6


def _mended(
    blocks: Sequence[PageBlock], shapes: Sequence[Shape], prose: Sequence[int], chosen: frozenset[int]
) -> set[int]:
    """Return the choice with what belongs to it; where it missed the page's commonest make, that make."""
    plain = {labels: _unnumbered(labels) for labels in {blocks[place].labels for place in prose}}
    makes = {place: (blocks[place].tags, plain[blocks[place].labels]) for place in prose}
    sizes = Counter[object]()
    for place, make in makes.items():
        sizes[make] += shapes[place].words
    if not sizes:
        return set(chosen)
    commonest, size = sizes.most_common(1)[0]
    held = sum(shapes[place].words for place in prose if place in chosen and makes[place] == commonest)
    chosen_words = sum(shapes[place].words for place in prose if place in chosen)
    if held < _TRUSTED * size and chosen_words < _TRUSTED * size:
        chosen = frozenset(place for place in prose if makes[place] == commonest)
    trusted = [place for place in prose if place in chosen]
    alike = {makes[place] for place in trusted}
    found = {*chosen, *(place for place in prose if makes[place] in alike)}
    found = {*found, *_around(blocks, shapes, prose, found)}
    end = _tail(blocks, found)
    return {place for place in found if place < end or makes.get(place) == commonest}


def _tail(blocks: Sequence[PageBlock], found: Collection[int]) -> int:
    """Return where a list of other pages begins behind most of what was found, or the end of the page."""
    total = sum(len(blocks[place].text) for place in found)
    before, run = 0, 0
    for place, block in enumerate(blocks):
        before += len(block.text) if place in found else 0
        run = run + 1 if is_title(block) else 0
        if run == _LISTED and before >= _MOST * total:
            return place
    return len(blocks)


def _unnumbered(labels: frozenset[str]) -> frozenset[str]:
    """Return the labels that paragraphs of one role share: those that count them are apart."""
    return frozenset(label for label in labels if not any(map(str.isdigit, label)))


def _around(
    blocks: Sequence[PageBlock], shapes: Sequence[Shape], prose: Sequence[int], found: Collection[int]
) -> Iterator[int]:
    """Return prose that was lost before, between and right behind what was found, in elements of the same kind."""
    trusted = [place for place in prose if place in found]
    if not trusted:
        return
    frames = {_frame(blocks[place]) for place in trusted}
    plain = [
        place for place in prose if shapes[place].address < _ADDRESSED and _frame(blocks[place]) in frames
    ]
    last = trusted[-1]
    yield from (place for place in plain if place < last)
    for before, place in pairwise((last, *(place for place in plain if place > last))):
        if any(_divides(blocks[at]) for at in range(before + 1, place)):
            return
        yield place


def _frame(block: PageBlock) -> tuple[str, ...]:
    """Return the tags around a paragraph, an item or a quotation, its own and those of its list apart."""
    end = len(block.tags)
    while end and block.tags[end - 1] in _FRAMELESS:
        end -= 1
    return block.tags[:end]


def _divides(block: PageBlock) -> bool:
    """Whether a text ends where a block like this one stands."""
    return block.kind is PassageKind.HEADING or is_title(block) or not is_inside(block)


def _headings(blocks: Sequence[PageBlock], found: Collection[int]) -> Iterator[int]:
    """Return the headings right above what was found, a time of day or a date between them at most."""
    for place, block in enumerate(blocks):
        is_plain = block.kind is PassageKind.HEADING and block.linked <= _LINKED
        if is_plain and (place + 1 in found or (place + 2 in found and blocks[place + 1].dated)):
            yield place


def _between(blocks: Sequence[PageBlock], found: Sequence[int]) -> Iterator[int]:
    """Return the blocks between two that were found in one container: headings and lists get lost there."""
    ends: dict[int, tuple[int, int]] = {}
    for place in found:
        container = blocks[place].container
        ends[container] = (ends.get(container, (place, place))[0], place)
    for place, block in enumerate(blocks):
        first, last = ends.get(block.container, (place, place))
        if first < place < last:
            yield place
