"""What a text leaves to be recognised by: its shingles, and of each stretch of them the smallest.

A shingle is five words in a row, or nine characters where words are not divided. The smallest hash of every
window of shingles is kept (MinHash of each stretch: Broder 1997; the windows after Schleimer, Wilkerson and
Aiken 2003). Two texts that have a run of ``_WINDOW`` shingles in common share at least one mark, wherever the
run stands and however long the texts are: a sketch of whole texts would find copies, but not the short item
that was cut from a long story.
"""

import re
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from briefs.evidence.numbers import Numbers, pack, unpack
from briefs.model import Document, PassageKind, Span

_WORDS: Final = 5
_CHARACTERS: Final = 9
"""Characters of a shingle where words are not divided: about as rare as five words of English."""
_UNDIVIDED: Final = 0.3
"""Share of such characters among the tokens from which a text is one that does not divide its words."""
_WINDOW: Final = 12
"""With shingles of five words: a run of sixteen words in common is never missed."""
SCRIPTS: Final = "\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7af\uf900-\ufaff"
TOKEN: Final = re.compile(rf"[{SCRIPTS}]|(?:(?![{SCRIPTS}])[^\W_])+")
_IDEOGRAPH: Final = re.compile(rf"[{SCRIPTS}]")
_QUOTATION: Final = re.compile(r"“[^”]{20,1500}”|\"[^\"]{20,600}\"|「[^」]{10,600}」|«[^»]{20,1500}»")
_QUOTED: Final = " \N{DITTO MARK} "
_UNQUOTED: Final = 40
"""A text with fewer tokens outside its quotations is all quotation, and judged with them."""
_SENTENCE: Final = re.compile(r"[^.!?。！？\n]+(?:[.!?](?!\s)[^.!?。！？\n]*)*[.!?。！？]*[\"”’」)]*")
_SPOKEN: Final = frozenset({PassageKind.PARAGRAPH, PassageKind.LIST_ITEM, PassageKind.QUOTATION})
_SPREAD: Final = 2654435761
"""Knuth's multiplier: which shingle is the smallest must not hang on its first letters."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Print:
    """What a text is recognised by; ``digest`` is that of all its tokens."""

    digest: int
    packed_shingles: Numbers
    packed_marks: Numbers
    undivided: bool

    @property
    def shingles(self) -> "memoryview[int]":
        """The shingles, each once and in order, as hashes of 32 bits."""
        return unpack(self.packed_shingles)

    @property
    def marks(self) -> "memoryview[int]":
        """The smallest shingles of each stretch, each once."""
        return unpack(self.packed_marks)


def sentences(document: Document) -> tuple[Span, ...]:
    """The sentences of the running text, roughly: what an abbreviation cuts in two does no harm here. Linear."""
    notices = [disclosure.span for disclosure in document.disclosures]
    return tuple(
        span
        for passage in document.passages
        if passage.kind in _SPOKEN and not any(passage.span.overlaps(notice) for notice in notices)
        for span in _sentences(document.text, passage.span)
    )


def _sentences(text: str, within: Span) -> Iterator[Span]:
    for found in _SENTENCE.finditer(text, within.start, within.end):
        yield Span(start=found.start(), end=found.end())


def tokens(text: str) -> list[str]:
    """The words of a text without case, and each character where words are not divided."""
    return TOKEN.findall(text.casefold())


def is_undivided(found: Sequence[str]) -> bool:
    """Whether tokens are mostly those of a script that does not divide its words, or not as English does."""
    text = "".join(found)
    return not text.isascii() and len(_IDEOGRAPH.findall(text)) > _UNDIVIDED * len(found)


def take_print(text: str) -> Print:
    """The print of a text. What stands between quotation marks is the speaker's and may stand in any report of it."""
    found = tokens(text)
    digest = zlib.crc32(" ".join(found).encode("utf-8", "surrogatepass"))
    outside = tokens(_QUOTATION.sub(_QUOTED, text)) if '"' in text or not text.isascii() else found
    if len(outside) >= _UNQUOTED:
        found = outside
    undivided = is_undivided(found)
    hashes = shingle(found, shingle_length(found))
    return Print(
        digest=digest,
        packed_shingles=pack(dict.fromkeys(hashes)),
        packed_marks=pack(_marks(hashes)),
        undivided=undivided,
    )


def shingle_length(found: Sequence[str]) -> int:
    """How many tokens make a shingle of this text."""
    return _CHARACTERS if is_undivided(found) else _WORDS


def shingle(found: Sequence[str], length: int) -> list[int]:
    """The hash of every run of so many tokens, in order; equal in every run of the program."""
    encoded = [token.encode("utf-8", "surrogatepass") for token in found]
    return [
        zlib.crc32(b" ".join(encoded[start : start + length])) for start in range(len(encoded) - length + 1)
    ]


def _marks(hashes: Sequence[int]) -> list[int]:
    spread = [value * _SPREAD & 0xFFFFFFFF for value in hashes]
    last = max(len(spread) - _WINDOW + 1, 1)
    return sorted({min(spread[start : start + _WINDOW]) for start in range(last) if spread})
