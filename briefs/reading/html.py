"""HTML pages: the main part is found by trafilatura, the words are the page's own.

    markup ──markup──▶ tree ──metadata──▶ what the page states of itself
                        └──blocks──▶ those in trafilatura's text ──article──▶ the blocks that are kept

Trafilatura changes spaces and drops or joins inline elements, so its words are never taken: they only tell
which of the page's own blocks belong to its main part.
"""

import re
from collections.abc import Iterator, Sequence
from copy import deepcopy
from typing import TYPE_CHECKING, Final

from briefs.reading.afterword import without_portraits
from briefs.reading.article import find_article
from briefs.reading.blocks import PageBlock, blocks_of
from briefs.reading.colophon import beside_headline, with_margins
from briefs.reading.markup import parse, prune
from briefs.reading.metadata import read_metadata
from briefs.reading.page import Page, words_of
from briefs.reading.unreadable import Unreadable

if TYPE_CHECKING:
    from lxml.etree import _Element
    from lxml.html import HtmlElement

_LONGEST: Final = 1_000_000
"""Characters a page may show: a long book has so many; a million cost one to three seconds and 300 MB."""
_RUN: Final = 4
"""Words in a row by which a block is found in the main part; four seldom come again by chance."""
_FOUND: Final = 0.7
"""Share of its runs that a block of the main part has there; dropped inline elements cost up to a fifth."""
_SHORT: Final = 8
"""Words of a block that must equal an element of the main part as a whole."""

_TOKEN: Final = re.compile(r"[a-z0-9\u00df-\u024f]+|\w")


def read_html(markup: str) -> Page:
    """Return the body of a page in blocks, in the page's own words, and what the page states of itself.

    Raises ``Unreadable`` for markup that is no page. Nothing is fetched.
    """
    tree = parse(markup)
    metadata = read_metadata(tree)
    prune(tree)
    blocks = blocks_of(tree)
    if sum(len(block.text) for block in blocks) > _LONGEST:
        raise Unreadable(f"has more than {_LONGEST:,} characters of text: save its parts as single files")
    main = _main_places(tree, blocks)
    article = find_article(blocks, main, metadata.title)
    author = metadata.author or article.author
    kept = without_portraits(article.blocks, author)
    page = Page(
        blocks=kept,
        title=metadata.title,
        author=author,
        publisher=metadata.publisher,
        published=metadata.published or article.published,
        language=metadata.language,
        url=metadata.url,
        words_left_out=article.words_left_out + words_of(article.blocks) - words_of(kept),
        modified=metadata.modified,
        dates=(*metadata.dates, *beside_headline(article.published)),
        credits=metadata.credits,
        carrier=metadata.carrier,
        source=metadata.source,
    )
    return with_margins(page, [block.text for block in blocks if "figure" not in block.tags])


def _main_places(tree: "HtmlElement", blocks: Sequence[PageBlock]) -> frozenset[int]:
    """Return the places of the blocks whose words stand in the main part of the page."""
    body = _extracted(tree)
    if body is None:
        return frozenset(range(len(blocks)))
    whole = {tuple(_TOKEN.findall(_text_of(element, "").lower())) for element in body.iter()}
    runs = set(_runs(_TOKEN.findall(_text_of(body, " ").lower())))
    found = [place for place, block in enumerate(blocks) if _is_found(block.text, whole, runs)]
    return frozenset({*found, *_between(blocks, found)})


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


def _extracted(tree: "HtmlElement") -> "_Element | None":
    """Return what trafilatura takes for the main part, or None where it finds none."""
    from trafilatura import bare_extraction  # noqa: PLC0415 - 200 ms that only pages cost

    document = bare_extraction(deepcopy(tree), include_comments=False, include_formatting=False)
    return document.body if document is not None and not isinstance(document, dict) else None


def _text_of(element: "_Element", joint: str) -> str:
    return joint.join(str(text) for text in element.itertext())


def _is_found(text: str, whole: set[tuple[str, ...]], runs: set[tuple[str, ...]]) -> bool:
    tokens = _TOKEN.findall(text.lower())
    if len(tokens) < _SHORT:
        return tuple(tokens) in whole
    own = list(_runs(tokens))
    return sum(run in runs for run in own) >= _FOUND * len(own)


def _runs(tokens: Sequence[str]) -> Iterator[tuple[str, ...]]:
    return zip(*(tokens[start:] for start in range(_RUN)), strict=False)
