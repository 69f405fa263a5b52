"""Text whose UTF-8 was read as a Western encoding and saved again: undone where the way back is plain."""

from typing import Final

from briefs.language.late import late
from briefs.reading.unreadable import Unreadable

_FEWEST: Final = 3
"""Broken characters from which a whole text is taken for broken: one or two may be an example of the fault."""
_C1: Final = {ord(bytes((byte,)).decode("cp1252", "replace")): byte for byte in range(0x80, 0xA0)}
_BYTES: Final = {sign: byte for sign, byte in _C1.items() if sign != 0xFFFD}
"""The signs that windows-1252 has in place of the controls of Latin-1, and their bytes."""
_SIGNS: Final = "".join(map(chr, _BYTES))
_BROKEN: Final = late(rf"[Â-ô][\x80-\xbf{_SIGNS}]")
"""The first two bytes of a character in UTF-8, as they look in a Western encoding."""
_LOST: Final = late(r"â\?[\x80-\xbf?]|Ã\?")
"""The same where the controls in between became question marks on the way."""


def undo(text: str) -> str:
    """Return ``text`` as it was before it was encoded twice, where all of it proves that it was.

    It does when every sign beyond ASCII has a byte in windows-1252 and these bytes are UTF-8: of a text that
    was not encoded twice none of that is true. Raises ``Unreadable`` where the fault is plain but letters got
    lost on the way. To be called before control characters are taken away: they are bytes here.
    """
    if text.isascii():
        return text
    if ("â" in text or "Ã" in text) and len(_LOST.findall(text)) >= _FEWEST:
        raise Unreadable(
            "is garbled: it was encoded twice and letters got lost on the way; save it from its origin again"
        )
    if len(_BROKEN.findall(text)) < _FEWEST:
        return text
    try:
        return text.translate(_BYTES).encode("latin-1").decode("utf-8")
    except UnicodeError:
        return text
