"""The blocks of a page that trafilatura takes for its main part.

Trafilatura changes spaces and drops or joins inline elements, so its words are never taken: they only tell
which of the page's own blocks it chose.
"""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Final

from briefs.language.late import late
from briefs.reading.blocks import PageBlock

if TYPE_CHECKING:
    from lxml.etree import _Element
    from lxml.html import HtmlElement

_RUN: Final = 4
"""Words in a row by which a block is found in the main part; four seldom come again by chance."""
_FOUND: Final = 0.7
"""Share of its runs that a block of the main part has there; dropped inline elements cost up to a fifth."""
_SHORT: Final = 40
_SHORT_SIGNS: Final = 14
"""Characters, spaces apart, of a block that must equal an element of the main part as a whole; the second
where every sign is a syllable or a word."""
_EDGE: Final = 24
"""Characters at either end, one of which is there where a block is found with a piece of it missing."""

_TOKEN: Final = late(r"[a-z0-9\u00df-\u024f]+|\w")


def extracted_places(
    tree: "HtmlElement", blocks: Sequence[PageBlock], candidates: Sequence[int]
) -> frozenset[int] | None:
    """Return those of ``candidates`` that are in trafilatura's main part, None where it has none; uses up ``tree``.

    It is called without its second opinions (``fast``): what they would mend is mended here, by ``mainpart``,
    with the page's own structure at hand; they cost twice the rest. The format only spares a copy of the text.
    """
    from trafilatura import bare_extraction  # noqa: PLC0415 - 200 ms that only pages cost

    for element in list(tree.iter("nav", "aside", "footer")):
        if element.getparent() is not None:
            element.drop_tree()
    document = bare_extraction(tree, include_comments=False, fast=True, output_format="txt")
    if document is None or isinstance(document, dict):
        return None
    chosen = _Chosen(document.body)
    return frozenset(place for place in candidates if chosen.holds(blocks[place].text))


class _Chosen:
    """The text of the main part, without spaces as a whole, by its elements, and in runs of words."""

    def __init__(self, body: "_Element") -> None:
        self._body = body
        self._text = _bare("".join(_texts(body)))
        self._whole = {_bare("".join(_texts(element))) for element in body.iter()}
        self._whole.update(_bare(element.tail) for element in body.iter() if element.tail)
        self._runs: set[tuple[str, ...]] | None = None

    def holds(self, text: str) -> bool:
        """Whether a block with this text stands in the main part."""
        bare = _bare(text)
        if len(bare) < (_SHORT if bare.isascii() or bare[0] < "\u1100" else _SHORT_SIGNS):
            return bare in self._whole
        if bare in self._text:
            return True
        if bare[:_EDGE] not in self._text and bare[-_EDGE:] not in self._text:
            return False
        if self._runs is None:
            self._runs = set(_runs(" ".join(_texts(self._body))))
        own = list(_runs(text))
        return bool(own) and sum(run in self._runs for run in own) >= _FOUND * len(own)


def _texts(element: "_Element") -> Iterator[str]:
    return (str(text) for text in element.itertext())


def _bare(text: str) -> str:
    return "".join(text.split())


def _runs(text: str) -> Iterator[tuple[str, ...]]:
    tokens = _TOKEN.findall(text.lower())
    return zip(*(tokens[start:] for start in range(_RUN)), strict=False)
