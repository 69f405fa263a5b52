"""Markdown files: rendered to HTML by markdown-it, and then read as the page they are."""

import re
from typing import Final

from briefs.language.late import late
from briefs.reading.afterword import without_portraits
from briefs.reading.article import find_article
from briefs.reading.blocks import blocks_of, page_text
from briefs.reading.colophon import beside_headline, with_margins
from briefs.reading.front_matter import front_lines, split_front_matter
from briefs.reading.markings import with_marking
from briefs.reading.markup import parse, prune
from briefs.reading.metadata import web_address
from briefs.reading.page import Page, words_of
from briefs.reading.unreadable import Unreadable

_TITLE: Final = "h1"
_LONGEST: Final = 1_000_000
"""Characters a file may have: a long book has so many; a million take two to four seconds to render."""
_NOTE: Final = late(
    r"^ {0,3}\[\^([^\]\s]{1,40})\]:[ \t]*(?P<words>.*(?:\n(?![ \t]*$| {0,3}\[\^).*)*)", re.MULTILINE
)
"""A footnote with its lines, up to a blank one or to the next note."""
_CALL: Final = late(r"\[\^([^\]\s]{1,40})\]")
_RAISED: Final = '<sup><a href="#note">1</a></sup>'
_TASK: Final = late(r"^([ \t]{0,12}(?:[-*+]|[0-9]{1,3}[.)])[ \t]+)\[[ xX]\][ \t]+", re.MULTILINE)
"""The box in front of a task, which is no word of it."""


def read_markdown(text: str) -> Page:
    """Return the body of a Markdown file in blocks, with what its front matter and its first lines state.

    Code, tables and pictures are left out. Raises ``Unreadable`` for what is nested too deep or too long.
    """
    front, body = split_front_matter(text)
    blocks = blocks_of(prune(parse(_rendered(body))))
    title = front.title or next((block.text for block in blocks if block.tags[-1] == _TITLE), None)
    article = find_article(blocks, range(len(blocks)), title)
    author = front.author or article.author
    kept = without_portraits(article.blocks, author)
    page = Page(
        blocks=kept,
        title=title,
        author=author,
        publisher=front.publisher,
        published=front.published or article.published,
        language=front.language,
        url=web_address(front.url),
        words_left_out=article.words_left_out + words_of(article.blocks) - words_of(kept),
        dates=(*front.dates, *beside_headline(article.published)),
    )
    lines = [block.text for block in blocks]
    page = with_marking(with_margins(page, lines), lines)
    return with_marking(page, front_lines(text, body))


def markdown_text(text: str) -> str:
    """Return all text of a rendered Markdown file, front matter apart, white space folded."""
    return page_text(_rendered(split_front_matter(text)[1]))


def _rendered(text: str) -> str:
    from markdown_it import MarkdownIt  # noqa: PLC0415 - only Markdown needs it

    if len(text) > _LONGEST:
        raise Unreadable(f"has more than {_LONGEST:,} characters: save its parts as single files")
    return f"<html><body>{MarkdownIt('commonmark').enable('table').render(_marked_up(text))}</body></html>"


def _marked_up(text: str) -> str:
    """Return ``text`` with its footnotes as pages have them, which CommonMark does not know: calls and asides."""
    text = _TASK.sub(r"\1", text)
    labels = {match[1] for match in _NOTE.finditer(text)}
    if not labels:
        return text
    text = _NOTE.sub(r"\n<aside>\n\n\g<words>\n\n</aside>\n", text)
    return _CALL.sub(lambda match: _RAISED if match[1] in labels else match[0], text)
