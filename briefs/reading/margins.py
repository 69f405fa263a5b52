"""The margins of a body: the lines right above its first paragraph and right below its last one.

They are left out of the text, and say who wrote it, when, and for whom.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from briefs.model import PassageKind
from briefs.reading.disclosures import kind_of
from briefs.reading.page import Block
from briefs.reading.shapes import count_words

_ABOVE: Final = 12
"""Lines above the first paragraph that can be its head: a headline, a deck, a caption, byline, dates, counts."""
_BELOW: Final = 6
"""Lines below the last paragraph that still speak of it; farther down pages list other pages."""
_FEWEST: Final = 4
"""Words of a first or last paragraph; for scripts without spaces two signs count as one."""
_RUNNING: Final = frozenset((PassageKind.PARAGRAPH, PassageKind.LIST_ITEM, PassageKind.QUOTATION))


@dataclass(frozen=True, slots=True, kw_only=True)
class Margins:
    """``first`` and ``last`` are the paragraphs at the ends of a body, as the page shows them.

    ``above`` are the lines between the headline, included, and ``first``; ``below`` those after ``last``.
    """

    above: tuple[str, ...] = ()
    first: str = ""
    last: str = ""
    below: tuple[str, ...] = ()


def margins_of(texts: Sequence[str], kept: Sequence[Block], title: str | None) -> Margins:
    """Return the margins among ``texts``, all lines or blocks of a page, of the blocks that were kept of it.

    A kept block is found again by its end, for its dateline or marker is gone. Linear in both.
    """
    first = next((block.text for block in kept if _is_body(block)), None)
    last = next((block.text for block in reversed(kept) if _is_body(block)), None)
    if first is None or last is None:
        return Margins()
    start = next((place for place, text in enumerate(texts) if text.endswith(first)), None)
    stop = next((place for place in reversed(range(len(texts))) if texts[place].endswith(last)), None)
    if start is None or stop is None or stop < start:
        return Margins(first=first, last=last)
    return Margins(
        above=_above(texts[max(0, start - _ABOVE) : start], title),
        first=texts[start],
        last=texts[stop],
        below=tuple(texts[stop + 1 : stop + 1 + _BELOW]),
    )


def _is_body(block: Block) -> bool:
    return block.kind in _RUNNING and count_words(block.text) >= _FEWEST and kind_of(block) is None


def _above(texts: Sequence[str], title: str | None) -> tuple[str, ...]:
    """Return the lines from the last that is the title, or all of them."""
    wanted = (title or "").casefold()
    places = [place for place, text in enumerate(texts) if wanted and text.casefold() == wanted]
    return tuple(texts[max(0, places[-1] - 3) :] if places else texts)
