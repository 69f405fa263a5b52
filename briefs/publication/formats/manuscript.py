"""A brief as a manuscript: paragraphs with styles, runs of one language, notes. Word and Markdown are written from it.

Page (view) ─ chapters ─▶ Manuscript ─┬ word ─▶ brief.docx
                                      └ markdown ─▶ brief.md
"""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from briefs.model import Marking


class Style(StrEnum):
    """What a paragraph is; the value is the name of its style in Word, as every version of it calls it in English."""

    TITLE = "Title"
    SUBTITLE = "Subtitle"
    HEADING = "heading 1"
    SUBHEADING = "heading 2"
    BODY = "Body Text"
    STATEMENT = "Statement"
    BULLET = "List Bullet"
    DEEPER = "List Bullet 2"
    NUMBERED = "List Number"
    QUOTE = "Quote"
    ENTRY = "Bibliography"
    DETAIL = "Bibliography Detail"
    NOTICE = "Notice"
    COMMENT = "Comment"


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """Words of one language; ``lang`` is None where it is the brief's own.

    ``href`` is an address on the web, ``anchor`` a paragraph of the manuscript; ``note`` stands right behind the words.
    ``added`` are ours among a source's.
    """

    text: str
    lang: str | None = None
    strong: bool = False
    emphasis: bool = False
    added: bool = False
    href: str | None = None
    anchor: str | None = None
    note: tuple["Run", ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Paragraph:
    """One paragraph; ``anchor`` is the name by which it is linked to, ``number`` what a numbered entry is called."""

    style: Style
    runs: tuple[Run, ...]
    anchor: str | None = None
    number: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """Rows of cells under a head; the first cell of each row names it."""

    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Manuscript:
    """The whole brief in order, and what it says of itself. ``created`` is an ISO 8601 moment with its zone."""

    lang: str
    title: str
    document_title: str
    author: str | None
    description: str
    keywords: str
    generator: str
    created: str
    revision: int
    imprint: str
    marking: Marking | None
    draft: str | None
    blocks: tuple[Paragraph | Table, ...]

    @property
    def anchors(self) -> dict[str, int]:
        """The anchors of its paragraphs, each with its number from 1."""
        named = (block.anchor for block in self.blocks if isinstance(block, Paragraph) and block.anchor)
        return {anchor: number for number, anchor in enumerate(dict.fromkeys(named), 1)}

    @property
    def runs(self) -> Iterator[Run]:
        """Every run of the paragraphs and then of its note, in order."""
        for block in self.blocks:
            for run in block.runs if isinstance(block, Paragraph) else ():
                yield run
                yield from run.note
