"""What stands between the last paragraph of a body and the furniture: who wrote it, how it was edited."""

import re
from collections.abc import Sequence
from typing import Final

from briefs.reading.furniture import Body, Survey

_MOST: Final = 3
"""Lines of an afterword: the writer, the editing, the house."""
_LONGEST: Final = 60
"""Words of one of them."""

_ABOUT: Final = re.compile(r"About\s(?P<name>[A-Z].*|the\s.*)")
_WRITER: Final = re.compile(r"The (?:writer|author|reporter|columnist)s? (?:is|are|was|has|covers|can)\b")
_EDITED: Final = re.compile(
    r"This (?:\w+ )?(?:article|story|conversation|interview|transcript|text|column|piece|post|report|essay)"
    r" (?:has been|was|is|first|originally) (?:\w+ )?(?:shortened|edited|condensed|updated|corrected|amended"
    r"|published|translated|appeared|adapted|part of)\b"
)


def without_afterword(page: Survey, body: Body, author: Sequence[str]) -> Body:
    """Return the body without its last lines on the writer, on the editing of the text, or on the house."""
    names = tuple(name for name in author if " " in name)
    for _ in range(_MOST):
        above = range(body.last - 1, body.first - 1, -1)
        last = next((at for at in above if page.flows(at) or page.lines[at].marker), None)
        if last is None or not _is_afterword(page, body.last, names):
            return body
        body = Body(first=body.first, last=last)
    return body


def _is_afterword(page: Survey, at: int, names: tuple[str, ...]) -> bool:
    line, shape = page.lines[at].text, page.shapes[at]
    if shape.words > _LONGEST:
        return False
    is_edited = shape.sentences <= 2 and _EDITED.match(line) is not None
    return is_edited or _WRITER.match(line) is not None or line.startswith(names) or _is_portrait(page, at)


def _is_portrait(page: Survey, at: int) -> bool:
    """Whether a line stands right under "About the House" and speaks of that house."""
    above = _ABOUT.fullmatch(page.lines[at - 1].text)
    same = page.lines[at - 1].group == page.lines[at].group
    return same and above is not None and above["name"].casefold() in page.lines[at].text.casefold()
