"""Markdown files: rendered to HTML by markdown-it, and then read as the page they are."""

from typing import Final

from briefs.reading.article import find_article, stated_author, stated_date
from briefs.reading.front_matter import split_front_matter
from briefs.reading.markup import blocks_of, page_text, parse, prune
from briefs.reading.metadata import web_address
from briefs.reading.page import Block, Page
from briefs.reading.shapes import count_words

_TITLE: Final = "h1"


def read_markdown(text: str) -> Page:
    """Return the body of a Markdown file in blocks, with what its front matter and its first lines state.

    Code, tables and pictures are left out. Raises ``Unreadable`` for what is nested too deep or too long.
    """
    front, body = split_front_matter(text)
    blocks = blocks_of(prune(parse(_rendered(body))))
    title = front.title or next((block.text for block in blocks if block.tags[-1] == _TITLE), None)
    article = find_article(blocks, range(len(blocks)), title)
    head = blocks[: article.head.stop]
    kept = [blocks[place] for place in article.kept]
    return Page(
        blocks=tuple(Block(kind=block.kind, text=block.text, marker=block.marker) for block in kept),
        title=title,
        author=front.author or stated_author(head),
        publisher=front.publisher,
        published=front.published or stated_date(head),
        language=front.language,
        url=web_address(front.url),
        words_left_out=sum(count_words(block.text) for block in blocks)
        - sum(count_words(block.text) for block in kept),
    )


def markdown_text(text: str) -> str:
    """Return all text of a rendered Markdown file, front matter apart, white space folded."""
    return page_text(_rendered(split_front_matter(text)[1]))


def _rendered(text: str) -> str:
    from markdown_it import MarkdownIt  # noqa: PLC0415 - only Markdown needs it

    return str(MarkdownIt("commonmark").enable("table").render(text))
