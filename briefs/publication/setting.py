"""Text of unknown making as it can be set: a path, a title, a name, a message."""

import unicodedata

from briefs.model import CitedDisclosure
from briefs.publication import fonts, wording


def clean(text: str) -> str:
    """A title or a name in one line, with what cannot be seen or set spelled out."""
    return spelled(" ".join(text.split()))


def other(language: str, page: str) -> str | None:
    """The language where it is not the page's own, so that it need not be said of every line."""
    return None if wording.primary(language) == wording.primary(page) else language


def spelled(text: str) -> str:
    """A path, a title or a message: what cannot be seen or set is spelled out and cannot vanish."""
    return settable(wording.visible(text))


def settable(text: str) -> str:
    """Words of a source, with what no font has spelled out."""
    return text.translate({ord(it): wording.spelled(it) for it in fonts.uncovered(text)})


def paragraphs_of(disclosure: CitedDisclosure) -> list[str]:
    """The paragraphs of a notice, without the addresses at its end: they follow it as links."""
    paragraphs = disclosure.exact.split("\n\n")
    while len(paragraphs) > 1 and paragraphs[-1].endswith(disclosure.links):
        paragraphs.pop()
    return paragraphs


def wide_signs(text: str) -> int:
    """How many signs of a text are wide, as those of Chinese, Japanese and Korean are."""
    return 0 if text.isascii() else sum(unicodedata.east_asian_width(sign) in "WF" for sign in text)
