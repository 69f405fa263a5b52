"""What a format's reader hands over before it becomes a ``Document``: blocks in order, and metadata."""

from collections.abc import Iterable
from dataclasses import dataclass

from briefs.model import Credit, DateClaim, Doubt, Marking, PassageKind, StatedDate
from briefs.reading.shapes import count_words


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """One kept block: its words as the source has them, white space folded; ``marker`` is a list item's own.

    ``page`` is that of a paged format, from 1; ``language`` is what the markup of the block declares;
    ``links`` are the whole addresses that its markup leads to, in order.
    """

    kind: PassageKind
    text: str
    marker: str = ""
    page: int | None = None
    language: str | None = None
    links: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Metadata:
    """What a source states of itself outside its text; what it does not state is None or empty.

    ``source`` is whom it names as the source of its text; the rest is as in ``Page``.
    """

    title: str | None = None
    author: tuple[str, ...] = ()
    publisher: str | None = None
    published: StatedDate | None = None
    language: str | None = None
    url: str | None = None
    modified: StatedDate | None = None
    dates: tuple[DateClaim, ...] = ()
    doubts: tuple[Doubt, ...] = ()
    credits: tuple[Credit, ...] = ()
    carrier: str | None = None
    source: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """The body of one source and what the source says of itself; what it does not say is None or empty.

    ``deck`` sums the article up under its headline and is none of the ``blocks``.
    ``dates`` are claims in any order; ``source`` is whom it names as the source of its text ("Source: …").
    ``marking`` is the most restrictive one that the source bears.
    """

    blocks: tuple[Block, ...]
    title: str | None = None
    author: tuple[str, ...] = ()
    publisher: str | None = None
    published: StatedDate | None = None
    language: str | None = None
    url: str | None = None
    words_left_out: int = 0
    modified: StatedDate | None = None
    dates: tuple[DateClaim, ...] = ()
    doubts: tuple[Doubt, ...] = ()
    credits: tuple[Credit, ...] = ()
    carrier: str | None = None
    source: str | None = None
    deck: Block | None = None
    marking: Marking | None = None


def words_of(blocks: Iterable[Block]) -> int:
    """Return the number of words in ``blocks``."""
    return sum(count_words(block.text) for block in blocks)
