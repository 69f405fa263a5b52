"""Text in lines of a terminal's width, where a sign of Chinese, Japanese or Korean takes two columns."""

import unicodedata
from collections.abc import Iterator
from typing import Final

WIDTH: Final = 80


def wrapped(text: str, indent: int, hanging: int | None = None, *, width: int = WIDTH) -> list[str]:
    """The lines of a text, indented; those after the first by ``hanging``, where it is given."""
    first, rest = " " * indent, " " * (indent if hanging is None else hanging)
    lines: list[str] = []
    line, used = first, indent
    for piece in _pieces(text):
        if used + columns(piece) > width and line.strip():
            lines.append(line.rstrip())
            line, used = rest, len(rest)
        added = piece if line.strip() else piece.lstrip()
        line, used = line + added, used + columns(added)
    return [*lines, line.rstrip()]


def _pieces(text: str) -> Iterator[str]:
    """What a line may be broken before: words with the space before them, and each wide sign."""
    for place, word in enumerate(text.split()):
        piece = " " if place else ""
        for sign in word:
            if columns(sign) > 1 and piece.strip():
                yield piece
                piece = ""
            piece += sign
        yield piece


def columns(text: str) -> int:
    """The columns that a text takes."""
    return sum(2 if unicodedata.east_asian_width(sign) in "WF" else 1 for sign in text)
