"""How a mail is set: its text in lines, its style sheet in the elements themselves, for programs that know no other.

A style sheet of a mail may name colours as those of the page do (``var(--navy)``); no mail program is sure to know
such names, so that their values are put in here. What a house's brand says of a colour holds in light, as on a screen.
"""

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Final

from briefs.errors import TemplateError

SHEET: Final = "mail/mail.css"
_WIDTH: Final = 72
"""Columns of a line, so that it can be quoted a few times within eighty (RFC 3676 counsels 66 to 78)."""
_NAMES: Final = re.compile(r":root\s*\{([^{}]*)\}")
_NAMED: Final = re.compile(r"--([\w-]+)\s*:\s*([^;{}]+);?")
_USED: Final = re.compile(r"var\(\s*--([\w-]+)\s*\)")
_COMMENT: Final = re.compile(r"/\*.*?\*/", re.DOTALL)
_FETCHING: Final = re.compile(r"url\(|@import|expression\(", re.IGNORECASE)
_HANGING: Final = re.compile(r" *(?:\d{1,3}(?:\.\d{1,3})?  |– )?")
"""What stands before the words of a line: the lines that go on with it stand below those words."""
_NOT_FIRST: Final = frozenset("、。，．：；！？）」』】〕〉》”’,.:;!?)]}%…·ー々")
"""Signs that begin no line, where signs are not parted by spaces."""
_WIDE: Final = "WF"
_FOLDED_AWAY: Final = "-- "
"""The line below which programs show less, with its space (RFC 3676, 4.3)."""


def laid(text: str) -> str:
    """A text whose lines are no wider than a mail's, cut where they may be; an address is never cut."""
    lines = [line for written in text.splitlines() for line in _lines(written)]
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip("\n") + "\n"


def _lines(written: str) -> Iterator[str]:
    if written == _FOLDED_AWAY:
        yield written
        return
    lead = _HANGING.match(written)
    start = lead[0] if lead else ""
    indent, line, width = " " * len(start), start, len(start)
    is_empty = True
    for piece in _pieces(written[len(start) :]):
        wide = _columns(piece.rstrip(" "))
        if not is_empty and width + wide > _WIDTH:
            yield line.rstrip(" ")
            line, width = indent, len(indent)
        line += piece
        width += _columns(piece)
        is_empty = False
    yield line.rstrip(" ")


def _pieces(words: str) -> Iterator[str]:
    """What may not be parted: words with the space after them, single signs where a script has no spaces."""
    piece = ""
    for place, sign in enumerate(words):
        piece += sign
        following = words[place + 1] if place + 1 < len(words) else ""
        if following and (sign == " " != following or _may_part(sign, following)):
            yield piece
            piece = ""
    if piece:
        yield piece


def _may_part(sign: str, following: str) -> bool:
    if following in _NOT_FIRST or following == " " or unicodedata.category(sign) in {"Ps", "Pi"}:
        return False
    return _is_ideograph(sign) or _is_ideograph(following)


def _is_ideograph(sign: str) -> bool:
    """Whether lines may end around a sign: not around Korean syllables, which are words with spaces between them."""
    return unicodedata.east_asian_width(sign) in _WIDE and not "가" <= sign <= "힣"


def _columns(text: str) -> int:
    if text.isascii():
        return len(text)
    return sum(1 + (unicodedata.east_asian_width(sign) in _WIDE) for sign in text)


def sheet_of(folders: Sequence[Path], colours: Mapping[str, str]) -> str:
    """The style sheet of a set's mails, every colour in its place. Raises ``TemplateError`` naming file and fault."""
    path = next((folder / SHEET for folder in folders if (folder / SHEET).is_file()), folders[0] / SHEET)
    try:
        sheet = _COMMENT.sub("", path.read_text("utf-8"))
    except (OSError, UnicodeDecodeError) as error:
        raise TemplateError(f"{path}: the style sheet cannot be read: {error}") from error
    if "</style" in sheet.lower() or _FETCHING.search(sheet):
        raise TemplateError(f"{path}: the style sheet of a mail fetches nothing: no url(…), no @import")
    names = dict(pair for block in _NAMES.findall(sheet) for pair in _NAMED.findall(block))
    known = {name: value.strip() for name, value in names.items()} | {
        name: value for name, value in colours.items() if name in names
    }
    unknown = sorted(set(_USED.findall(sheet)) - known.keys())
    if unknown:
        raise TemplateError(f"{path}: no colour is named --{unknown[0]}; name it in :root")
    return _USED.sub(lambda found: known[found[1]], _NAMES.sub("", sheet)).strip() + "\n"


def inlined(page: str) -> str:
    """A page whose rules stand in its elements; those for dark screens and narrow ones stay where they are."""
    from css_inline import CSSInliner  # noqa: PLC0415 - needed for mails alone

    return CSSInliner(keep_style_tags=True, load_remote_stylesheets=False).inline(page)
