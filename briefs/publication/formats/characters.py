"""Characters that no further format may carry as they are: controls, halves of characters, turns of direction."""

from typing import Final

from briefs.publication.wording import spelled

_FOLDED: Final = ("\t", "\n", "\r", "\x0b", "\x0c", "\x1c", "\x1d", "\x1e", "\x85", "\u2028", "\u2029")
_TURNS: Final = (*range(0x202A, 0x202F), *range(0x2066, 0x206A))
"""Embeddings, overrides and isolates: what is behind one of them in a name could read backwards."""
_NEVER: Final = (
    *range(0x20),
    *range(0x7F, 0xA0),
    *_TURNS,
    *range(0xD800, 0xE000),
    *range(0xFDD0, 0xFDF0),
    0xFEFF,
    0xFFFE,
    0xFFFF,
)
_TABLE: Final = {code: spelled(chr(code)) for code in _NEVER} | {ord(it): " " for it in _FOLDED}


def safe(text: str) -> str:
    """The text in one line: white space of lines is a space, and what must not stand there is spelled out.

    XML forbids most controls, and a direction that is turned and not turned back disturbs what follows.
    """
    return text.translate(_TABLE)
