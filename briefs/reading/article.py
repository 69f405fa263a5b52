"""Which blocks of a page are its article, by where they stand in the tree and by the shape of their words.

The same rules serve a web page, whose main part an extractor has found before, and a Markdown file, which is
an article but for a line of links at its end.
"""

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from briefs.language.late import late
from briefs.model import PassageKind, StatedDate
from briefs.reading.appeals import is_appeal
from briefs.reading.blocks import PageBlock
from briefs.reading.credits import Head, find_head, stated_author, stated_date
from briefs.reading.dateline import count_labels, dateline_date, dateline_length
from briefs.reading.disclosures import find_disclosures, is_promotion, kind_of
from briefs.reading.page import Block
from briefs.reading.shapes import Form, Shape, Shapes, count_words
from briefs.reading.teasers import find_teasers

_ASIDE_TAGS: Final = frozenset(
    ("nav", "footer", "aside", "form", "fieldset", "table", "menu", "header", "figure")
)
_ASIDE_ROLES: Final = frozenset(
    ("navigation", "banner", "contentinfo", "complementary", "search", "dialog", "alert")
)
_DECK_LABELS: Final = frozenset(
    ("standfirst", "deck", "dek", "subtitle", "sub-title", "subheadline", "kicker", "strapline")
)
_MARKS: Final = frozenset((Form.BYLINE, Form.DATED))
_LINKED: Final = 0.5
"""Share of characters in links from which a block leads elsewhere: paragraphs 0.1, "Read also" lines 0.8."""
_LINKED_PROSE: Final = 0.75
"""The same for a whole sentence: blogs link half of one, teasers all of it."""
_ADDRESSED: Final = 0.3
_APPEAL: Final = 15
"""Share of words that speak to the visitor, and most words, of an appeal ("Sign up here.")."""
_STYLED: Final = 0.95
_NOTE: Final = 60
"""Share of emphasis, and most words, of an editor's note or a portrait of the author at an edge."""
_MENU_WORDS: Final = 4
_HEADLINES: Final = 0.6
"""Words below which, and share of capitals from which, the items of a list are a menu or other headlines."""
_LABEL_WORDS: Final = 6
"""Words below which a disclosure that is no sentence counts at the head of the article and nowhere else."""


_SLOT: Final = late(r"(?:ads?|advert.*|adsbygoogle|banners?|gpt|dfp)(?:[-_].*)?$|.*[-_]ads?$", re.IGNORECASE)
"""Classes and ids of the room for advertisements."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """The blocks of an article, in order, with the author and the date that stand beside its headline."""

    blocks: tuple[Block, ...]
    author: tuple[str, ...]
    published: StatedDate | None
    words_left_out: int


def find_article(
    blocks: Sequence[PageBlock],
    main: Collection[int],
    title: str | None,
    shapes: Sequence[Shape] | None = None,
) -> Article:
    """Return the article among ``blocks``, of which ``main`` are the places of the main part of the page.

    ``shapes`` are those of the blocks, where somebody has looked at them before.
    """
    shapes = shapes or Shapes([block.text for block in blocks])
    candidates = [place for place in range(len(blocks)) if place in main and is_inside(blocks[place])]
    head = find_head(blocks, shapes, frozenset(candidates), title)
    teasers = find_teasers(blocks, candidates)
    body = [place for place in candidates if place >= head.stop and place not in teasers]
    worth = _distinct(blocks, shapes, body, title)
    kept = _unstyled_edges(blocks, shapes, _with_lists(blocks, shapes, worth))
    silent = {place for place, block in enumerate(blocks) if place in teasers or _leads_elsewhere(block)}
    notices = [*_notices(blocks, shapes, main, head, silent)]
    places = sorted({*_under_headings(blocks, shapes, kept), *notices})
    words = sum(count_words(block.text) for block in blocks)
    return Article(
        blocks=tuple(_without_datelines([blocks[place] for place in places])),
        author=stated_author(blocks, head),
        published=stated_date(blocks, head) or _dateline(blocks, kept),
        words_left_out=words - sum(count_words(blocks[place].text) for place in places),
    )


def is_inside(block: PageBlock) -> bool:
    """Return whether a block stands where an article can stand: in no menu, box, caption, head or data table."""
    aside = _ASIDE_TAGS.intersection(block.tags)
    if aside == {"header"} and block.kind is PassageKind.HEADING and "article" in block.tags:
        aside = frozenset()
    quoted = "blockquote" in block.tags
    if (aside and not (quoted and aside == {"figure"})) or (block.kind is PassageKind.CAPTION and not quoted):
        return False
    return block.labels.isdisjoint(_ASIDE_ROLES) and block.labels.isdisjoint(_DECK_LABELS)


def _dateline(blocks: Sequence[PageBlock], kept: Sequence[int]) -> StatedDate | None:
    return dateline_date(blocks[kept[0]].text) if kept else None


def _without_datelines(blocks: Sequence[PageBlock]) -> Iterator[Block]:
    labels = count_labels(block.text for block in blocks)
    for block in blocks:
        length = dateline_length(block.text, labels=labels) if block.kind is PassageKind.PARAGRAPH else 0
        yield Block(
            kind=block.kind,
            text=block.text[length:],
            marker=block.marker,
            language=block.language,
            links=block.links,
        )


def _distinct(
    blocks: Sequence[PageBlock], shapes: Sequence[Shape], body: Sequence[int], title: str | None
) -> Iterator[int]:
    """Return the places that may be kept by their own words, each wording once, and never the title again."""
    seen = {(title or "").casefold()}
    for place in body:
        key = blocks[place].text.casefold()
        if key not in seen and _is_worth(blocks[place], shapes[place]):
            seen.add(key)
            yield place


def _is_worth(block: PageBlock, shape: Shape) -> bool:
    """Whether a block by itself can be part of an article; a list is judged as a whole later."""
    if is_promotion(block.text) or is_appeal(block.text):
        return False
    if block.kind in (PassageKind.LIST_ITEM, PassageKind.CAPTION):
        return shape.form is not Form.RULE and not shape.clock
    most_linked = _LINKED_PROSE if shape.form is Form.PROSE else _LINKED
    if block.linked > most_linked or shape.form in _MARKS or block.text.startswith("©"):
        return False
    if block.kind is PassageKind.HEADING:
        return shape.form is not Form.RULE
    if shape.address >= _ADDRESSED and shape.words <= _APPEAL:
        return False
    is_quote = block.kind is PassageKind.QUOTATION and shape.words >= _MENU_WORDS
    goes_on = (
        block.text.endswith((",", "，", "、")) and shape.words >= _MENU_WORDS
    )  # a salutation, a broken sentence
    return shape.form in (Form.PROSE, Form.SENTENCE) or shape.leads or is_quote or goes_on


def _with_lists(blocks: Sequence[PageBlock], shapes: Sequence[Shape], places: Iterator[int]) -> Iterator[int]:
    """Return the places without lists that lead elsewhere, menus, and sources of no quotation."""
    items: list[int] = []
    last: int | None = None
    for place in (*places, None):
        if place is not None and blocks[place].kind is PassageKind.LIST_ITEM:
            items.append(place)
            continue
        if items and _is_list(blocks, shapes, items, leads=last is not None and shapes[last].leads):
            yield from items
            last = items[-1]
        items = []
        if place is None or (blocks[place].kind is PassageKind.CAPTION and not _is_quote(blocks, last)):
            continue
        yield place
        last = place


def _is_quote(blocks: Sequence[PageBlock], place: int | None) -> bool:
    return place is not None and blocks[place].kind is PassageKind.QUOTATION


def _is_list(
    blocks: Sequence[PageBlock], shapes: Sequence[Shape], items: Sequence[int], *, leads: bool
) -> bool:
    """Whether a list belongs to the text: a colon introduces it, or its items are sentences."""
    count = len(items)
    linked = sum(blocks[place].linked for place in items) / count
    if linked > _LINKED or all(shapes[place].form in (*_MARKS, Form.METER, Form.LINK) for place in items):
        return False
    words = sum(shapes[place].words for place in items) / count
    capitals = sum(shapes[place].capitals for place in items) / count
    return leads or (words >= _MENU_WORDS and capitals < _HEADLINES)


def _unstyled_edges(blocks: Sequence[PageBlock], shapes: Sequence[Shape], places: Iterator[int]) -> list[int]:
    """Return the places without notes in emphasis at either edge of an article that is not in emphasis."""
    kept = list(places)
    plain = [place for place in kept if not _is_note(blocks[place], shapes[place])]
    prose = [place for place in plain if blocks[place].kind is not PassageKind.HEADING]
    return [place for place in kept if not prose or plain[0] <= place <= prose[-1]]


def _is_note(block: PageBlock, shape: Shape) -> bool:
    return block.styled >= _STYLED and shape.words <= _NOTE


def _under_headings(
    blocks: Sequence[PageBlock], shapes: Sequence[Shape], kept: Sequence[int]
) -> Iterator[int]:
    """Return the places, from the last to the first, without headings that nothing stands under."""
    below: int | None = None
    for place in reversed(kept):
        rank = _rank(blocks[place])
        below_it = range(place + 1, len(blocks)) if rank is not None else ()
        after = next(
            (at for at in below_it if not _is_picture(blocks[at]) and not _is_date(shapes[at])), None
        )
        if rank is None or (
            below is not None and after == below and (_rank(blocks[below]) or rank + 1) > rank
        ):
            yield place
            below = place


def _is_date(shape: Shape) -> bool:
    return shape.form is Form.DATED and not shape.clock


def _is_picture(block: PageBlock) -> bool:
    return "figure" in block.tags or block.kind is PassageKind.CAPTION


def _rank(block: PageBlock) -> int | None:
    """Return the rank of a heading, 1 to 6, or None for any other block."""
    ranks = [int(tag[1]) for tag in block.tags if len(tag) > 1 and tag[0] == "h" and tag[1].isdigit()]
    return ranks[-1] if ranks and block.kind is PassageKind.HEADING else None


def _notices(
    blocks: Sequence[PageBlock],
    shapes: Sequence[Shape],
    main: Collection[int],
    head: Head,
    silent: Collection[int],
) -> Iterator[int]:
    """Return the places where the page discloses how it was made, wherever they stand; ``silent`` ones do not."""
    plain = [
        Block(kind=block.kind, text="" if place in silent else block.text, marker=block.marker)
        for place, block in enumerate(blocks)
    ]
    tops = _tops(blocks, head)
    for notice in find_disclosures(plain, tops):
        places = range(notice.first, notice.last + 1)
        core = next(place for place in places if place in tops or kind_of(plain[place]) is not None)
        if _speaks_of_page(blocks[core], shapes[core], core, head, is_main=core in main):
            yield from places


def _tops(blocks: Sequence[PageBlock], head: Head) -> frozenset[int]:
    """Return the places right above and right below the headline, without those of advertisements."""
    if not blocks or blocks[head.start].kind is not PassageKind.HEADING:
        return frozenset()
    above = [head.start - 1] if head.start else []
    beside = [place for place in above if blocks[place].container == blocks[head.start].container]
    below = range(head.start + 1, min(len(blocks), max(head.stop, head.start + 2)))
    return frozenset(place for place in (*beside, *below) if not any(map(_SLOT.match, blocks[place].labels)))


def _leads_elsewhere(block: PageBlock) -> bool:
    return block.linked > _LINKED or not block.labels.isdisjoint(_ASIDE_ROLES)


def _speaks_of_page(block: PageBlock, shape: Shape, place: int, head: Head, *, is_main: bool) -> bool:
    """Whether a notice is the page's own: a label beside the headline only, a sentence in no menu or box."""
    plain = Block(kind=PassageKind.HEADING, text=block.text)  # as which no label counts
    if shape.words < _LABEL_WORDS and kind_of(plain) is None:
        beside = range(head.start - _MENU_WORDS, head.stop + 1)
        return place in beside and {"nav", "aside", "footer"}.isdisjoint(block.tags)
    return is_main or {"nav", "form", "aside", "li"}.isdisjoint(block.tags)
