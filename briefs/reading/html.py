"""HTML pages: the main part is found by trafilatura and mended here, the words are the page's own.

markup ──markup──▶ tree ──metadata──▶ what the page states of itself
                    └──blocks──▶ blocks ──mainpart──▶ the main part ──article──▶ the blocks that are kept
                                                                        └──refusals──▶ or why it is no article
"""

from typing import Final

from briefs.reading.afterword import without_portraits
from briefs.reading.article import find_article
from briefs.reading.blocks import blocks_of
from briefs.reading.colophon import beside_headline, with_margins
from briefs.reading.mainpart import find_main_part
from briefs.reading.markings import with_marking
from briefs.reading.markup import parse, prune
from briefs.reading.metadata import read_metadata
from briefs.reading.page import Page, words_of
from briefs.reading.refusals import Evidence, refuse
from briefs.reading.shapes import Shapes
from briefs.reading.unreadable import Unreadable

_LONGEST: Final = 1_000_000
"""Characters a page may show: a long book has so many; a million cost one to three seconds and 300 MB."""
_ELSEWHERE: Final = frozenset(("figure", "nav", "aside"))
"""Where nothing stands that is said of the text beside it."""


def read_html(markup: str) -> Page:
    """Return the body of a page in blocks, in the page's own words, and what the page states of itself.

    Raises ``Unreadable`` for markup that is no page, and for a page that holds no article: an error, a list of
    other pages, the beginning of what one has to pay for. Nothing is fetched.
    """
    tree = parse(markup)
    metadata = read_metadata(tree)
    blocks = blocks_of(prune(tree))
    if sum(len(block.text) for block in blocks) > _LONGEST:
        raise Unreadable(f"has more than {_LONGEST:,} characters of text: save its parts as single files")
    shapes = Shapes([block.text for block in blocks])
    main = find_main_part(tree, blocks, shapes, metadata.title)
    article = find_article(blocks, main.places, metadata.title, shapes)
    author = metadata.author or article.author
    kept = without_portraits(article.blocks, author)
    published = metadata.published or article.published
    refuse(
        Evidence(
            markup=markup,
            title=metadata.title,
            blocks=blocks,
            kept=kept,
            teasers=main.teasers,
            is_credited=bool(author or published),
        )
    )
    page = Page(
        blocks=kept,
        title=metadata.title,
        author=author,
        publisher=metadata.publisher,
        published=published,
        language=metadata.language,
        url=metadata.url,
        words_left_out=article.words_left_out + words_of(article.blocks) - words_of(kept),
        modified=metadata.modified,
        dates=(*metadata.dates, *beside_headline(article.published)),
        credits=metadata.credits,
        carrier=metadata.carrier,
        source=metadata.source,
    )
    page = with_margins(page, [block.text for block in blocks if _ELSEWHERE.isdisjoint(block.tags)])
    return with_marking(page, (block.text for block in blocks))
