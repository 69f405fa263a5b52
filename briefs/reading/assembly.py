"""From a page to a document: one text, passages with their places in it, disclosures, words, language."""

from collections.abc import Sequence
from hashlib import sha256
from typing import Final

from briefs.model import (
    Credit,
    Disclosure,
    Document,
    DocumentId,
    Passage,
    PassageKind,
    Source,
    SourceFormat,
    Span,
    strictest,
)
from briefs.reading.agencies import usual_name
from briefs.reading.attribution import attribute, claims_of
from briefs.reading.credit_lines import distinct_credits, read_credits
from briefs.reading.disclosures import Notice, find_disclosures
from briefs.reading.language import passage_language, settle
from briefs.reading.margins import margins_of
from briefs.reading.page import Block, Page, words_of
from briefs.reading.shapes import count_words
from briefs.reading.standing import settle_dates
from briefs.reading.unreadable import Unreadable

_DIVIDER: Final = "\n\n"
_RUNNING: Final = frozenset((PassageKind.PARAGRAPH, PassageKind.LIST_ITEM, PassageKind.QUOTATION))
_FEWEST: Final = 5
"""Words that one block must have for a source to be read: the shortest sentence worth printing."""
_LOST: Final = "\ufffd"
_UNKNOWN: Final = "und"


def assemble(page: Page, source: Source, source_format: SourceFormat) -> Document:
    """Return the document that ``page``, read from ``source``, is.

    Blocks with a replacement character are left out: nobody can quote what was lost. Raises ``Unreadable``
    when no block of running text remains beside the disclosures.
    """
    blocks = [block for block in page.blocks if _LOST not in block.text]
    notices = find_disclosures(blocks, _tops(blocks))
    _require_running_text(blocks, notices)
    by = attribute(page, source.provenance)
    deck = [page.deck] if page.deck and blocks and _LOST not in page.deck.text else []
    whole = [*deck, *blocks]
    text = _text_of(whole)
    language = settle(page.language, text)
    language = settle(by.hint, text) if language == _UNKNOWN else language
    passages = _passages_of(whole, language)
    provenance = source.provenance
    standing = settle_dates(
        claims_of(page, provenance, source_format),
        provenance.retrieved if provenance else None,
        is_web=source_format is SourceFormat.HTML,
    )
    lost = words_of(block for block in page.blocks if _LOST in block.text)
    return Document(
        id=DocumentId(f"sha256:{sha256(source.content).hexdigest()}"),
        path=source.path,
        format=source_format,
        text=text,
        passages=passages,
        title=by.title,
        author=by.author,
        publisher=by.publisher,
        published=standing.published,
        language=language,
        url=page.url or (provenance.url if provenance else None),
        disclosures=tuple(_disclosure(notice, passages[len(deck) :]) for notice in notices),
        words=words_of(whole),
        words_left_out=max(0, page.words_left_out) + lost,
        modified=standing.modified,
        dates=standing.dates,
        doubts=tuple(dict.fromkeys((*page.doubts, *standing.doubts))),
        credits=_credits(page, blocks),
        carrier=by.carrier,
        provenance=provenance,
        marking=strictest([page.marking, provenance.outlet.marking if provenance else None]),
    )


def _credits(page: Page, blocks: Sequence[Block]) -> tuple[Credit, ...]:
    """Return what the reader found, in lines that are left out as well, and the credits in the blocks."""
    agency = usual_name(page.source or "")
    source = [Credit(agency=agency, exact=page.source)] if agency and page.source else []
    margins = margins_of([block.text for block in blocks], blocks, page.title)
    return distinct_credits((*page.credits, *read_credits(margins, page.title), *source))


def _tops(blocks: Sequence[Block]) -> range:
    """Return the places above the first running text, where the readers keep what stood beside the headline."""
    running = (
        place
        for place, block in enumerate(blocks)
        if block.kind in _RUNNING and count_words(block.text) >= _FEWEST
    )
    return range(next(running, 0))


def _require_running_text(blocks: Sequence[Block], notices: Sequence[Notice]) -> None:
    disclosing = {place for notice in notices for place in range(notice.first, notice.last + 1)}
    for place, block in enumerate(blocks):
        if place not in disclosing and block.kind in _RUNNING and count_words(block.text) >= _FEWEST:
            return
    raise Unreadable(
        "holds no running text: it may be a list of links, a form or a picture; save the article itself"
    )


def _text_of(blocks: Sequence[Block]) -> str:
    return _DIVIDER.join(block.marker + block.text for block in blocks)


def _passages_of(blocks: Sequence[Block], language: str) -> tuple[Passage, ...]:
    passages: list[Passage] = []
    end = 0
    for number, block in enumerate(blocks, 1):
        start = end + len(_DIVIDER) * (number > 1) + len(block.marker)
        end = start + len(block.text)
        passage = Passage(
            number=number,
            kind=block.kind,
            span=Span(start=start, end=end),
            page=block.page,
            language=passage_language(block.text, block.language, language),
        )
        passages.append(passage)
    return tuple(passages)


def _disclosure(notice: Notice, passages: Sequence[Passage]) -> Disclosure:
    span = Span(start=passages[notice.first].span.start, end=passages[notice.last].span.end)
    return Disclosure(kind=notice.kind, span=span, links=notice.links)
