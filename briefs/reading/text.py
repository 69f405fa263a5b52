"""Plain text, most often the dump of a web page, read as a page.

text ──lines──▶ logical lines ──shapes, cycles──▶ survey ──furniture──▶ body ──headline──▶ title, body
                                                     └── imprint, byline: what the page says of itself
                                                     └── passages, disclosures: the blocks that are kept
"""

from collections.abc import Sequence
from typing import Final

from briefs.model import DisclosureKind, PassageKind
from briefs.reading.afterword import without_afterword, without_portraits
from briefs.reading.byline import read_byline
from briefs.reading.colophon import with_margins
from briefs.reading.dateline import count_labels, dateline_length
from briefs.reading.disclosures import find_disclosures, kind_of
from briefs.reading.furniture import Body, Survey, find_body, survey
from briefs.reading.headline import Headline, find_headline
from briefs.reading.imprint import read_fields, read_published, read_publisher, read_url
from briefs.reading.lines import Line, read_lines
from briefs.reading.markings import with_marking
from briefs.reading.next_article import without_next
from briefs.reading.page import Block, Page, words_of
from briefs.reading.passages import passages_of
from briefs.reading.shapes import Form

_ABOVE: Final = 3
"""Lines above the headline in which a label such as "Sponsored content" still speaks of this page."""
_BELOW: Final = 1000
"""Lines below the body among which notices are looked for: a footer is seldom farther, a book of lists is."""
_AFTERWORD: Final = 0.25
"""Most of a body's words that stand behind a notice at its end: more, and the notice stood in the middle."""


def read_text(text: str) -> Page:
    """Return the body of ``text`` in blocks, the notices in which it discloses its making, and its imprint.

    Every block's words stand in ``text`` in a row, white space folded. Menus, headline, byline,
    captions, counts and lists of other pages are left out. A page without a body has no blocks, unless it
    discloses something. What is not stated is None or empty. Time is linear in the length of ``text``.
    """
    page = survey(read_lines(text))
    fields = read_fields(page)
    body = _behind(page, find_body(page), fields.end)
    if body is None:
        return Page(blocks=(), publisher=fields.publisher, words_left_out=_words(page))
    headline = find_headline(page, body)
    title = fields.title or (page.lines[headline.place].text if headline.place is not None else None)
    author = fields.author or _authors(page, headline)
    body = without_afterword(page, without_next(page, headline.body), author)
    blocks = without_portraits(_blocks(page, body, headline.place, title), author)
    deck = _deck(page, headline.deck, blocks)
    named = fields.publisher or read_publisher(page, body, title)
    publisher = None if named in author else named
    found = Page(
        blocks=blocks,
        title=None if _same(title, publisher) else _without_site(title, publisher),
        author=author,
        publisher=publisher,
        published=fields.published or read_published(page, body, headline.place),
        url=fields.url or read_url(page, body),
        words_left_out=max(0, _words(page) - words_of([*blocks, *([deck] if deck else [])])),
        deck=deck,
    )
    lines = [line.text for line in page.lines]
    return with_marking(with_margins(found, lines), lines)


def _deck(page: Survey, place: int | None, blocks: Sequence[Block]) -> Block | None:
    """Return the deck, unless it is kept as a notice."""
    text = None if place is None else page.lines[place].text
    kept = text is None or any(block.text == text for block in blocks)
    return None if kept or text is None else Block(kind=PassageKind.DECK, text=text)


def _words(page: Survey) -> int:
    return sum(shape.words for shape in page.shapes)


def _behind(page: Survey, body: Body | None, start: int) -> Body | None:
    """Return the body without what stands before ``start``, where the labelled fields end."""
    if body is None or body.first >= start:
        return body
    first = next((place for place in range(start, body.last + 1) if page.flows(place)), None)
    return None if first is None else Body(first=first, last=body.last)


def _authors(page: Survey, headline: Headline) -> tuple[str, ...]:
    """Return the names of the first byline below the headline, or right above it, or right below the body."""
    body, title = headline.body, headline.place or 0
    around = (
        *range(title, body.first),
        *range(max(0, title - _ABOVE), title),
        *range(body.last + 1, min(len(page.lines), body.last + _ABOVE)),
    )
    for place in around:
        if page.shapes[place].form is Form.BYLINE and not page.foreign(place):
            names = read_byline(page.lines[place].text) or _on_next_line(page, place)
            if names:
                return names
    return ()


def _on_next_line(page: Survey, place: int) -> tuple[str, ...]:
    """Return the names below a line that says "By" and nothing else."""
    lone = " " not in page.lines[place].text and place + 1 < len(page.lines)
    return read_byline(f"By {page.lines[place + 1].text}") if lone else ()


def _blocks(page: Survey, body: Body, title_at: int | None, title: str | None) -> tuple[Block, ...]:
    """Return the passages of the body and the notices around it; the body ends before a closing notice."""
    kept = dict(passages_of(page, body, title))
    outside = _outside(page, body, title_at)
    places = sorted({*kept, *outside})
    labels = count_labels(page.lines[at].text for at in kept)
    blocks = [_block(page.lines[at], kept.get(at) or outside[at], labels) for at in places]
    disclosing: dict[int, bool] = {}
    end = len(places)
    top = {0, -1 if title_at is None else title_at + 1}
    tops = [number for number, at in enumerate(places) if at in top]
    for notice in find_disclosures(blocks, tops):
        disclosing |= dict.fromkeys(range(notice.first, notice.last + 1), True)
        if _closes(page, [at for at in places if at in kept], places[notice.first]):
            end = min(end, notice.first)
    return tuple(
        block
        for number, (at, block) in enumerate(zip(places, blocks, strict=True))
        if number in disclosing or (at in kept and number < end)
    )


def _outside(page: Survey, body: Body, title_at: int | None) -> dict[int, PassageKind]:
    """Return the lines around the body that may be notices.

    Below the body only a sentence, or a label that no advertisement carries, speaks of this page.
    """
    above = range(max(0, (body.first if title_at is None else title_at) - _ABOVE), body.first)
    below = range(body.last + 1, min(len(page.lines), body.last + 1 + _BELOW))
    found: dict[int, PassageKind] = {}
    for at in (*above, *below):
        if page.foreign(at) or at == title_at or page.shapes[at].form in (Form.RULE, Form.BYLINE):
            continue
        block = _block(page.lines[at], PassageKind.PARAGRAPH)
        is_advert = at > body.last and not page.flows(at) and kind_of(block) in _ADVERTS
        listed = page.lines[at].marker or page.shapes[at].form is Form.LINK
        found[at] = _kind_outside(is_advert=is_advert, is_listed=bool(listed))
    return found


_ADVERTS: Final = (DisclosureKind.SPONSORED, DisclosureKind.PRESS_RELEASE)


def _kind_outside(*, is_advert: bool, is_listed: bool) -> PassageKind:
    if is_listed:
        return PassageKind.LIST_ITEM
    return PassageKind.HEADING if is_advert else PassageKind.PARAGRAPH


def _closes(page: Survey, kept: Sequence[int], notice: int) -> bool:
    """Whether a notice stands at the end of the body, so that what follows it speaks of the page as well."""
    behind = sum(page.shapes[at].words for at in kept if at > notice)
    return behind <= _AFTERWORD * sum(page.shapes[at].words for at in kept)


def _block(line: Line, kind: PassageKind, labels: int = 1) -> Block:
    """Return a line as a block; a heading's number belongs to its words, an item's marker does not.

    ``labels`` is how many paragraphs begin with capitals and a colon, as in ``dateline_length``.
    """
    if kind is PassageKind.PARAGRAPH and not line.marker:
        return Block(kind=kind, text=line.text[dateline_length(line.text, labels=labels) :])
    if kind is PassageKind.LIST_ITEM or not line.marker:
        return Block(kind=kind, text=line.text, marker=line.marker)
    return Block(kind=kind, text=line.marker + line.text)


def _same(title: str | None, publisher: str | None) -> bool:
    """Whether what stands as the headline is the masthead of a letter or paper that has no headline."""
    return title is not None and publisher is not None and title.casefold() == publisher.casefold()


def _without_site(title: str | None, publisher: str | None) -> str | None:
    """Return "Headline" of "Headline | Publisher"."""
    if title and publisher and title.endswith(publisher) and len(title) > len(publisher):
        bare = title[: -len(publisher)].rstrip()
        if bare.endswith(("|", "-", "–", "—", "·")):
            return bare[:-1].rstrip() or title
    return title
