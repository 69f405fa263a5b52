"""PDF documents: the text layer, read as it is printed.

bytes ──pdfium──▶ sheets ──running_heads──▶ sheets ──columns──▶ lines ──paragraphs──▶ pieces ──title_page──▶ Page
                                                                  └── hyphenation: the words over line ends

A document is taken apart once for its page and once for its text: both are the same pieces, of which the page
keeps those that are body.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from briefs.language.late import late
from briefs.model import DateClaim, DateKind, Doubt, DoubtKind, PassageKind
from briefs.reading.afterword import without_portraits
from briefs.reading.columns import lines_of
from briefs.reading.encoding import fold
from briefs.reading.hyphenation import spelling_of
from briefs.reading.markings import with_marking
from briefs.reading.page import Block, Page, words_of
from briefs.reading.paragraphs import Piece, pieces_of
from briefs.reading.pdf_facts import created, read_facts
from briefs.reading.pdfium import Pdf, open_pdf
from briefs.reading.roles import Role, measures_of
from briefs.reading.running_heads import without_running_heads
from briefs.reading.shapes import count_words
from briefs.reading.title_page import Front, read_front
from briefs.reading.typeset import Sheet
from briefs.reading.unreadable import Unreadable

_KINDS: Final = {
    Role.BODY: PassageKind.PARAGRAPH,
    Role.HEADING: PassageKind.HEADING,
    Role.ITEM: PassageKind.LIST_ITEM,
    Role.CAPTION: PassageKind.CAPTION,
    Role.DISPLAY: PassageKind.PARAGRAPH,
}
_LOST: Final = "\ufffd"
_MOST_LOST: Final = 0.2
"""Share of characters that a document's fonts do not name from which none of its words can be trusted."""
_SOME: Final = 0.3
"""Share of a document's pages that are pictures without text from which it says so."""
_BACK: Final = late(
    r"(?:[0-9IVX]{1,4}\.?\s)?(?:references|bibliography|end ?notes|foot ?notes|notes|works cited|literature"
    r"|further reading|sources|about us|imprint|disclaimer|acknowledge?ments?|notes? (?:to|for) editors"
    r"|about the (?:authors?|institute|institution|series|publisher|cent(?:er|re))|(?:media |press )?contacts?"
    r"|for (?:more|further) information|literatur|bibliographie|impressum"
    r"|참고 ?문헌|각주|주석|미주|저자 ?소개|参考文献|注|脚注|註)\s?[:：]?",
    re.IGNORECASE,
)
"""Headings under which a document speaks of its sources or of its makers, and no more of its subject."""
_LABELLED: Final = ("Subject", "Keywords")
"""Facts of a file in which its marking may stand."""
_ADDRESS: Final = late(
    r"\S+@\S+\.\w|(?:tel|phone|fax)\b\.?\s?[:：]?\s?[+(0-9]|\bwww\.\S+$|https?://\S+$", re.IGNORECASE
)
_END_MARK: Final = late(r"\W*(?:ends?|end of release|끝)\W*|#(?:\s?#){1,4}|\W{1,6}", re.IGNORECASE)
_RUN: Final = 6
"""Words in a row of a display line that stand in the body too: it is a pull quote."""


def read_pdf(content: bytes) -> Page:
    """Return the body in blocks and what the document states of itself. Raises ``Unreadable``."""
    layout = _laid_out(content)
    stated = read_facts(content, layout.pdf.info, layout.pdf.language)
    front = read_front(layout.pieces, layout.edges, stated)
    pieces = _without_pull_quotes(_without_back(front.pieces))
    blocks = without_portraits([block for piece in pieces if (block := _block(piece))], front.author)
    blocks = _without_loose_headings(blocks)
    words = sum(count_words(text) for text in layout.texts) + layout.unseen
    page = Page(
        blocks=blocks,
        title=front.title,
        author=front.author,
        published=front.published,
        language=stated.language,
        words_left_out=max(0, words - words_of(blocks)),
        dates=_dates(front, layout.pdf.info),
        doubts=_doubts(layout.pdf.sheets),
    )
    heads = (*layout.edges, *(layout.pdf.info.get(key, "") for key in _LABELLED))
    return with_marking(page, (fold(piece.text) for piece in layout.pieces), heads)


def pdf_text(content: bytes) -> str:
    """Return all text that can be read, white space folded; every passage stands in it."""
    return " ".join(_laid_out(content).texts)


def _dates(front: Front, info: dict[str, str]) -> tuple[DateClaim, ...]:
    """Return the date that the pages state; only where they state none, the day on which the file was made."""
    if front.published is None:
        return created(info)
    return (DateClaim(kind=DateKind.PUBLISHED, date=front.published, found=front.found),)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Layout:
    """A document taken apart: its pieces, the texts of its edges, and how many words nobody can see."""

    pdf: Pdf
    pieces: tuple[Piece, ...]
    edges: tuple[str, ...]
    unseen: int

    @property
    def texts(self) -> tuple[str, ...]:
        """Everything that is printed, the heads and feet of the sheets last."""
        return tuple(
            fold(text) for text in (*(piece.marker + piece.text for piece in self.pieces), *self.edges)
        )


def _laid_out(content: bytes) -> _Layout:
    pdf = open_pdf(content)
    _require_text(pdf.sheets)
    sheets, edges = without_running_heads(pdf.sheets)
    lines = list(lines_of(sheets))
    pieces = pieces_of(lines, measures_of(lines), spelling_of(lines)) if lines else ()
    return _Layout(pdf=pdf, pieces=pieces, edges=edges, unseen=sum(sheet.dropped for sheet in sheets))


def _require_text(sheets: Sequence[Sheet]) -> None:
    """Refuse a document without text, and one whose fonts do not tell which letters they draw."""
    texts = [word.text for sheet in sheets for word in sheet.words]
    letters = sum(map(len, texts))
    if any(sheet.is_picture for sheet in sheets) and letters < _FEW * len(sheets):
        raise Unreadable("holds pictures of pages and no text: run it through text recognition (OCR) first")
    if not letters:
        raise Unreadable(
            "holds no text: its pages are empty or drawn; run it through text recognition (OCR) first"
        )
    if sum(text.count(_LOST) for text in texts) > _MOST_LOST * letters:
        raise Unreadable(
            "has fonts that do not tell which letters they draw: run it through text recognition (OCR) first"
        )


_FEW: Final = 20
"""Letters a page has on average where text was recognised or typed; a stamp on scans has fewer."""


def _doubts(sheets: Sequence[Sheet]) -> tuple[Doubt, ...]:
    pictures = sum(sheet.is_picture for sheet in sheets)
    lost = sum(sheet.is_lost for sheet in sheets)
    doubts = []
    if pictures >= _SOME * len(sheets):
        doubts.append(
            f"{pictures} of its {len(sheets)} pages are pictures without text, which could not be read"
        )
    if lost:
        doubts.append(f"{lost} of its {len(sheets)} pages are damaged and could not be read")
    return tuple(Doubt(kind=DoubtKind.LOST_PAGES, text=doubt) for doubt in doubts)


def _without_back(pieces: Iterable[Piece]) -> Iterator[Piece]:
    """Return the pieces without lists of sources, notes and makers, each up to the next heading of its rank."""
    rank = 0.0
    for piece in pieces:
        is_heading = piece.role is Role.HEADING or (piece.role in _LABELS and len(piece.lines) == 1)
        if is_heading and _BACK.fullmatch(piece.text):
            rank = piece.size
            continue
        if rank and piece.role is Role.HEADING and piece.size >= rank:
            rank = 0.0
        if not rank:
            yield piece


_LABELS: Final = frozenset((Role.BODY, Role.SMALL))


def _without_pull_quotes(pieces: Iterable[Piece]) -> Iterator[Piece]:
    """Return the pieces without lines of display type whose words the body says in its own place."""
    found = list(pieces)
    body = {run for piece in found if piece.role in (Role.BODY, Role.ITEM) for run in _runs(piece.text)}
    for piece in found:
        is_display = piece.role in (Role.DISPLAY, Role.HEADING)
        if not (is_display and any(run in body for run in _runs(piece.text))):
            yield piece


def _runs(text: str) -> Iterator[tuple[str, ...]]:
    words = re.findall(r"\w+", text.casefold())
    return zip(*(words[start:] for start in range(_RUN)), strict=False)


def _block(piece: Piece) -> Block | None:
    kind = _KINDS.get(piece.role)
    text = fold(piece.text)
    if kind is None or not text or _END_MARK.fullmatch(text):
        return None
    if kind is PassageKind.PARAGRAPH and count_words(text) <= _ADDRESS_WORDS and _ADDRESS.search(text):
        return None
    return Block(kind=kind, text=text, marker=piece.marker, page=piece.page)


_ADDRESS_WORDS: Final = 16
"""Words of a line that gives a way to reach somebody and nothing else."""


def _without_loose_headings(blocks: Sequence[Block]) -> tuple[Block, ...]:
    """Return the blocks without headings at the end, under which nothing stands."""
    end = len(blocks)
    while end and blocks[end - 1].kind is PassageKind.HEADING:
        end -= 1
    return tuple(blocks[:end])
