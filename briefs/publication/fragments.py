"""A sentence's place in its source → the end of an address at which a browser finds and marks that very sentence.

A text fragment (``#:~:text=[prefix-,]start[,end][,-suffix]``) names words, not offsets, and a browser marks the first
place where they stand: so one is given only where its words, whatever their case and accents, stand in the kept text
once. See https://wicg.github.io/scroll-to-text-fragment/. Pure; a browser that knows no fragments opens the page.
"""

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from typing import Final
from urllib.parse import quote, urlsplit

from briefs.model import Span

DIRECTIVE: Final = ":~:"

LONGEST: Final = 1000
"""Characters of a fragment, encoded: an address of twice that length is cut by some readers of PDF."""
_WHOLE: Final = 300
"""Up to this length (encoded) a sentence is named whole; Chromium's own limit for what it copies."""
_ENDS: Final = (24, 48, 96, 192)
"""Lengths (encoded) of the words at both ends that a longer sentence is named by: four words, and more where they
stand elsewhere too."""
_AROUND: Final = (16, 48)
"""Lengths (encoded) of the words before or after a sentence that tell it from its like."""

_BLOCKS: Final = "\n\n"
_PIECE: Final = re.compile(r"\s*[^\s、，；：]+[、，；：]*")
"""What may be cut from its neighbours: a browser marks whole words only, and where no spaces tell the words of a
language (Chinese, Japanese), its commas do."""


def fragment(text: str, span: Span) -> str | None:
    """The directive that marks a stretch of a text, like ``:~:text=Ferries%20stopped``; None where none is sure."""
    exact = text[span.start : span.end]
    if exact != exact.strip() or _cuts_words(text, span):
        return None
    for named in _candidates(text, span):
        if len(named) <= LONGEST:
            return f"{DIRECTIVE}text={named}"
    return None


def linked(address: str, directive: str) -> str | None:
    """An address that leads to the words of a directive; None where it is no web page or has a directive itself."""
    try:
        parts = urlsplit(address)
    except ValueError:
        return None
    if parts.scheme.lower() not in {"http", "https"} or DIRECTIVE in parts.fragment:
        return None
    return f"{address}{'' if '#' in address else '#'}{directive}"


def _candidates(text: str, span: Span) -> Iterator[str]:
    """The directives that name this stretch and no other, the plainest first."""
    exact = text[span.start : span.end]
    blocks = exact.split(_BLOCKS)
    if len(blocks) == 1 and len(_encoded(exact)) <= _WHOLE:
        if _stands_once(exact, text):
            yield _encoded(exact)
        yield from _told_apart(text, span)
    else:
        yield from _ranges(text, span, blocks)
        if len(blocks) == 1 and _stands_once(exact, text):
            yield _encoded(exact)


def _ranges(text: str, span: Span, blocks: list[str]) -> Iterator[str]:
    """The stretch by its first and its last words."""
    for length in _ENDS:
        start, end = _first(blocks[0], length), _last(blocks[-1], length)
        if len(start) + len(end) < span.end - span.start and _leads_to(start, end, text, span):
            yield f"{_encoded(start)},{_encoded(end)}"


def _told_apart(text: str, span: Span) -> Iterator[str]:
    """The stretch with words of its paragraph before or after it."""
    exact = _encoded(text[span.start : span.end])
    block = text.rfind(_BLOCKS, 0, span.start)
    before = text[block + len(_BLOCKS) if block >= 0 else 0 : span.start]
    after = text[span.end :].split(_BLOCKS, 1)[0]
    for length in _AROUND:
        if (prefix := _last(before, length)) and _stands_once(
            _from(prefix, before) + text[span.start : span.end], text
        ):
            yield f"{_encoded(prefix)}-,{exact}"
        if (suffix := _first(after, length)) and _stands_once(
            text[span.start : span.end] + _to(suffix, after), text
        ):
            yield f"{exact},-{_encoded(suffix)}"


def _from(prefix: str, before: str) -> str:
    return before[before.rindex(prefix) :]


def _to(suffix: str, after: str) -> str:
    return after[: after.index(suffix) + len(suffix)]


def _leads_to(start: str, end: str, text: str, span: Span) -> bool:
    """Whether a browser that looks for the first words, and from there for the last, marks this stretch."""
    if not _stands_once(start, text):
        return False
    whole, ours = _folded(text), _bare(text[span.start : span.end])
    begins = whole.find(_bare(start))
    found = whole.find(_bare(end), begins + len(_bare(start)))
    return found == begins + len(ours) - len(_bare(end))


def _stands_once(words: str, text: str) -> bool:
    whole, sought = _folded(text), _bare(words)
    first = whole.find(sought)
    return first >= 0 and whole.find(sought, first + 1) < 0


def _first(text: str, length: int) -> str:
    """The pieces that a text begins with, about so long."""
    taken = ""
    for piece in _PIECE.findall(text):
        taken += piece
        if len(_encoded(taken.strip())) >= length:
            break
    return taken.strip()


def _last(text: str, length: int) -> str:
    """The pieces that a text ends with, about so long."""
    taken = ""
    for piece in reversed(_PIECE.findall(text)):
        taken = piece + taken
        if len(_encoded(taken.strip())) >= length:
            break
    return taken.strip()


def _cuts_words(text: str, span: Span) -> bool:
    """Whether a stretch begins or ends inside a word, where a browser would not find it."""
    return any(
        0 < place < len(text) and _joined(text[place - 1], text[place]) for place in (span.start, span.end)
    )


def _joined(one: str, other: str) -> bool:
    return one.isalnum() and other.isalnum() and not (_wordless(one) or _wordless(other))


def _wordless(character: str) -> bool:
    """Whether a character is of a script that writes no spaces between words."""
    return unicodedata.name(character, "").startswith(("CJK", "HIRAGANA", "KATAKANA"))


def _encoded(words: str) -> str:
    """Words as they stand in a directive, where a hyphen, a comma and an ampersand would end them."""
    return quote(words, safe="").replace("-", "%2D")


class _Bare(dict[int, str]):
    """Characters without case and accents, each worked out once."""

    def __missing__(self, point: int) -> str:
        parts = unicodedata.normalize("NFKD", chr(point).casefold())
        self[point] = bare = "".join(part for part in parts if not unicodedata.combining(part))
        return bare


_BARE: Final = _Bare()


@lru_cache(maxsize=4)
def _folded(text: str) -> str:
    """A text without case and accents, as browsers compare; kept, for its sentences are looked for one by one."""
    return _bare(text)


def _bare(text: str) -> str:
    return text.lower() if text.isascii() else text.translate(_BARE)
