"""From a page to a document: one text, passages with their places in it, disclosures, words, language."""

from collections.abc import Sequence
from hashlib import sha256
from typing import Final

from briefs.model import Disclosure, Document, DocumentId, Passage, PassageKind, Source, SourceFormat, Span
from briefs.reading.disclosures import Notice, find_disclosures
from briefs.reading.language import settle
from briefs.reading.page import Block, Page
from briefs.reading.shapes import count_words
from briefs.reading.unreadable import Unreadable

_DIVIDER: Final = "\n\n"
_RUNNING: Final = frozenset((PassageKind.PARAGRAPH, PassageKind.LIST_ITEM, PassageKind.QUOTATION))
_FEWEST: Final = 5
"""Words that one block must have for a source to be read: the shortest sentence worth printing."""
_LOST: Final = "\ufffd"


def assemble(page: Page, source: Source, source_format: SourceFormat) -> Document:
    """Return the document that ``page``, read from ``source``, is.

    Blocks with a replacement character are left out: nobody can quote what was lost. Raises ``Unreadable``
    when no block of running text remains beside the disclosures.
    """
    blocks = [block for block in page.blocks if _LOST not in block.text]
    notices = find_disclosures(blocks)
    _require_running_text(blocks, notices)
    text, passages = _laid_out(blocks)
    words = sum(count_words(block.text) for block in blocks)
    lost = sum(count_words(block.text) for block in page.blocks) - words
    return Document(
        id=DocumentId(f"sha256:{sha256(source.content).hexdigest()}"),
        path=source.path,
        format=source_format,
        text=text,
        passages=passages,
        title=page.title,
        author=page.author,
        publisher=page.publisher,
        published=page.published,
        language=settle(page.language, text),
        url=page.url,
        disclosures=tuple(_disclosure(notice, passages) for notice in notices),
        words=words,
        words_left_out=max(0, page.words_left_out) + lost,
        modified=page.modified,
        dates=page.dates,
        doubts=page.doubts,
        credits=page.credits,
        carrier=page.carrier,
        provenance=source.provenance,
    )


def _require_running_text(blocks: Sequence[Block], notices: Sequence[Notice]) -> None:
    disclosing = {place for notice in notices for place in range(notice.first, notice.last + 1)}
    for place, block in enumerate(blocks):
        if place not in disclosing and block.kind in _RUNNING and count_words(block.text) >= _FEWEST:
            return
    raise Unreadable(
        "holds no running text: it may be a list of links, a form or a picture; save the article itself"
    )


def _laid_out(blocks: Sequence[Block]) -> tuple[str, tuple[Passage, ...]]:
    pieces: list[str] = []
    passages: list[Passage] = []
    end = 0
    for number, block in enumerate(blocks, 1):
        start = end + len(_DIVIDER) * (number > 1) + len(block.marker)
        end = start + len(block.text)
        pieces.append(block.marker + block.text)
        span = Span(start=start, end=end)
        passages.append(
            Passage(number=number, kind=block.kind, span=span, page=block.page, language=block.language)
        )
    return _DIVIDER.join(pieces), tuple(passages)


def _disclosure(notice: Notice, passages: Sequence[Passage]) -> Disclosure:
    span = Span(start=passages[notice.first].span.start, end=passages[notice.last].span.end)
    return Disclosure(kind=notice.kind, span=span, links=notice.links)
