"""Teasers: the titles of other pages with a few words under each, in a row."""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterator, Sequence
from itertools import chain
from typing import Final

from briefs.model import PassageKind
from briefs.reading.blocks import PageBlock

_LINKED: Final = 0.5
_FEWEST: Final = 3
"""Titles that lead elsewhere from which they are a list of other pages: an article may link one or two."""
_CARD_BLOCKS: Final = 6
"""Most blocks of a card: a picture's caption, a section, a title, a teaser, a date, a link to go on."""
_CARD_WORDS: Final = 90
"""Most words of a card beside its links: listings show up to a whole first paragraph."""
_TITLE: Final = 15
_TITLE_SIGNS: Final = 6
"""Characters from which a link can be the title of a page; the second where a sign is a syllable or a word."""


def find_teasers(blocks: Sequence[PageBlock], candidates: Collection[int]) -> frozenset[int]:
    """Return the places of teasers: in cards, or among ``candidates`` under headings that lead elsewhere."""
    return frozenset((*_in_cards(blocks), *_under_headings(blocks, candidates)))


def is_title(block: PageBlock) -> bool:
    """Return whether a block is a link long enough to be the title of another page."""
    least = _TITLE if block.text.isascii() else _TITLE_SIGNS
    return block.linked > _LINKED and len(block.text) >= least and "nav" not in block.tags


def _in_cards(blocks: Sequence[PageBlock]) -> Iterator[int]:
    """Return the blocks of elements that hold one title and little else, three or more of them in a row."""
    linked = [block for block in blocks if is_title(block)]
    if len(linked) < _FEWEST:
        return
    sizes = Counter(chain.from_iterable(block.path for block in blocks))
    titles = Counter(chain.from_iterable(block.path for block in linked))
    rows: defaultdict[int, dict[int, list[int]]] = defaultdict(dict)
    for block in linked:
        small = [at for at, node in enumerate(block.path) if sizes[node] <= _CARD_BLOCKS]
        depth = next((at for at in small if titles[block.path[at]] == 1), small[-1] if small else 0)
        if depth:
            rows[block.path[depth - 1]][block.path[depth]] = []
    cards = {card: row for row in rows.values() if len(row) >= _FEWEST for card in row}
    for place, block in enumerate(blocks):
        for node in block.path:
            if node in cards:
                cards[node][node].append(place)
                break
    for card, row in cards.items():
        words = sum(len(blocks[place].text.split()) for place in row[card] if blocks[place].linked <= _LINKED)
        if words <= _CARD_WORDS:
            yield from row[card]


def _under_headings(blocks: Sequence[PageBlock], candidates: Collection[int]) -> Iterator[int]:
    """Return the blocks under headings that lead to other pages, where such headings come again and again."""
    linked = [
        place
        for place, block in enumerate(blocks)
        if block.kind is PassageKind.HEADING and block.linked > _LINKED
    ]
    if len(linked) < _FEWEST:
        return
    heading: int | None = None
    for place in sorted({*linked, *candidates}):
        if blocks[place].kind is PassageKind.HEADING:
            heading = place if place in linked else None
        elif heading is not None and blocks[place].container == blocks[heading].container:
            yield place
