"""What stands between the last paragraph of a body and the furniture: who wrote it, how it was edited."""

import re
from collections.abc import Sequence
from typing import Final

from briefs.language.late import late
from briefs.reading.furniture import Body, Survey
from briefs.reading.page import Block

_LONGEST: Final = 60
"""Words of one such line."""

_ABOUT: Final = late(r"About\s(?P<name>[A-Z].*|the\s.*)")
_BOILERPLATE: Final = late(r"About (?:the )?(?P<name>[A-Z][^:.]{1,80}):\s+(?P<words>\S.*)")
_WRITER: Final = late(r"The (?:writer|author|reporter|columnist)s? (?:is|are|was|has|covers|can)\b")
_POST: Final = (
    r"(?:is|was|has been|works as|serves as) (?:currently |now )?(?:an? |the |our )[^.]{0,80}?"
    r"\b(?:correspondent|reporter|editor|columnist|journalist|writer|contributor|commentator|author|analyst|fellow"
    r"|researcher|scholar|professor|lecturer|historian|economist|consultant|former [a-z]+)\b"
)
_EDITED: Final = late(
    r"(?:Disclaimer|Correction|Editor[’']s note|Notes? to editors)\s?:"
    r"|This (?:\w+ )?(?:article|story|conversation|interview|transcript|text|column|piece|post|report|essay)"
    r" (?:has been|was|is|first|originally) (?:\w+ )?(?:shortened|edited|condensed|updated|corrected|amended"
    r"|published|translated|appeared|adapted|part of)\b"
)


def without_afterword(page: Survey, body: Body, author: Sequence[str]) -> Body:
    """Return the body without its last lines on the writer, on the editing of the text, or on the house."""
    names = tuple(name for name in author if " " in name)
    body = _before_portrait(page, body, names)
    while body.last > body.first and _is_afterword(page, body.last):
        above = range(body.last - 1, body.first - 1, -1)
        last = next(at for at in above if page.flows(at) or page.lines[at].marker)
        body = Body(first=body.first, last=last)
    return body


def without_portraits(blocks: Sequence[Block], author: Sequence[str]) -> tuple[Block, ...]:
    """Return the blocks without those that introduce an author by name and post, wherever they stand."""
    names = "|".join(re.escape(name) for name in author if " " in name)
    if not names:
        return tuple(blocks)
    portrait = late(rf"(?:{names})(?: \([^()]{{1,40}}\))?,? {_POST}")
    return tuple(
        block for block in blocks if len(block.text.split()) > _LONGEST or portrait.match(block.text) is None
    )


def _before_portrait(page: Survey, body: Body, names: tuple[str, ...]) -> Body:
    """Return the body up to the line in its second half that begins with the writer's name: a portrait."""
    flows = [at for at in range(body.first, body.last + 1) if page.flows(at)]
    later = flows[len(flows) // 2 + 1 :]
    for before, at in zip(flows[len(flows) // 2 :], later, strict=False):
        if page.shapes[at].words <= _LONGEST and page.lines[at].text.startswith(names or "\0"):
            return Body(first=body.first, last=before)
    return body


def _is_afterword(page: Survey, at: int) -> bool:
    line, shape = page.lines[at].text, page.shapes[at]
    if shape.words > _LONGEST:
        return False
    is_edited = shape.sentences <= 2 and _EDITED.match(line) is not None
    return is_edited or _WRITER.match(line) is not None or _is_house(page, at)


def _is_house(page: Survey, at: int) -> bool:
    """Whether a line stands right under "About the House", or behind it and a colon, and speaks of that house."""
    whole = _BOILERPLATE.match(page.lines[at].text)
    if whole and whole["name"].casefold() in whole["words"].casefold():
        return True
    above = _ABOUT.fullmatch(page.lines[at - 1].text)
    same = page.lines[at - 1].group == page.lines[at].group
    return same and above is not None and above["name"].casefold() in page.lines[at].text.casefold()
