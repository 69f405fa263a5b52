"""Words where there are no spaces: each two signs in a row of Chinese, Japanese or Korean count as one."""

import re
import unicodedata
from typing import Final

_SIGNS: Final = re.compile(
    "([\u1100-\u11ff\u3005-\u3007\u3041-\u3096\u309d-\u309f\u30a1-\u30fa\u30fc-\u30ff\u3130-\u318f\u31f0-\u31ff"
    "\u3400-\u4dbf\u4e00-\u9fff\ua960-\ua97f\uac00-\ud7ff\uf900-\ufaff\uff66-\uff9f\U00020000-\U0003ffff]+)"
)


def marks(text: str) -> str:
    """The words of ``text`` that hold such signs, taken apart: pairs of signs, and whatever stands beside them.

    The last sign of a run stands alone as well, so that each sign begins a mark. Time is linear.
    """
    if text.isascii() or not _SIGNS.search(text):
        return ""
    folded = unicodedata.normalize("NFC", text)
    found: list[str] = []
    for word in folded.split():
        pieces = pieces_of(word)
        if len(pieces) > 1 or _SIGNS.match(word):
            for piece in pieces:
                found += [*pairs_of(piece), piece[-1]] if _SIGNS.match(piece) else [piece]
    return " ".join(found)


def pieces_of(word: str) -> list[str]:
    """A word in its runs of such signs and of others, in order."""
    return [piece for piece in _SIGNS.split(unicodedata.normalize("NFC", word)) if piece]


def pairs_of(run: str) -> list[str]:
    """Each two neighbours of a run of signs; nothing for a single one, or for what has none."""
    if not _SIGNS.match(run):
        return []
    return [run[place : place + 2] for place in range(len(run) - 1)]


def has_signs(text: str) -> bool:
    """Whether there is such a sign in ``text``."""
    return _SIGNS.search(unicodedata.normalize("NFC", text)) is not None
