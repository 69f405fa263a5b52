"""Bylines: the lines in which a page names who wrote it."""

import re
from typing import Final

from briefs.language.late import late

_LONGEST: Final = 160
_MOST_WORDS: Final = 18

_PARTICLE: Final = r"(?:al|bin|da|de|del|della|den|der|di|dos|du|el|ibn|la|le|of the|van|von|y)"
_INITIAL: Final = r"[^\W\d_a-z]\."
_WORD: Final = r"[^\W\d_a-z][^\W\d_]*(?:[-'’.][^\W\d_]+)*\.?"
_NAME: Final = rf"(?:{_INITIAL}[ ]?|{_WORD} )?(?:(?:{_INITIAL}|{_PARTICLE}|{_WORD})[ ]){{0,4}}{_WORD}"
_AND: Final = r"(?:\s*,\s*(?:and\s+|&\s*)?|\s+and\s+|\s*&\s*|\s+with\s+)"
_OPENING: Final = late(
    r"(?:(?:(?:post|posted|written|words|story|report|reported|reporting|text|analysis|opinion|article)\s+)?by"
    r"(?:\s*[:：]\s*|\s+)|(?:authors?|byline|writer|reporter|correspondent|interview)\s*[:：]\s*"
    r"|(?:staff )?reporter\s(?=[^|(•]{3,40}[|(•]))(?=\w)",
    re.IGNORECASE,
)
_HANDLE: Final = late(
    r"(?:posted|written|post) by\s*:?\s+(?P<handle>[a-z][\w.-]{2,24})(?:\s+(?:in|on|at)\b.*)?$", re.IGNORECASE
)
"""A writer's name on a blog, in lower case: only behind a verb, for "by the sea" is no byline."""
_FOREIGN: Final = late(
    rf"(?:Von|Par|Por|Di|Door|VON|PAR|POR)\s+(?P<names>{_NAME}(?:\s+(?:und|et|y|e|en)\s+{_NAME})?)"
)
"""A byline in German, French, Spanish, Portuguese, Italian or Dutch, when it is the whole of a line."""
_BARE: Final = late(r"(?i:by)$")
_CUT: Final = late(
    r"\s*[|•·;/]\s*|\s+[–—-]+\s+|\s*\(|\s+(?:in|for|at|on|from)\s+(?=[A-Z0-9])|\s+(?i:updated|published|posted)\b"
    r"|,?\s+(?=(?:[0-9]{1,2}\s|[0-9]{4}))|,?\s+(?=(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)[a-z]*,?\s)"
    r"|,?\s+(?=(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Sept|Oct|Nov|Dec)[a-z]*\.?\s[0-9])"
    r"|\s+(?=(?:[Tt]he )?(?:Associated Press|AP|AFP|Reuters|REUTERS|Bloomberg|Yonhap)\b)"
    r"|,\s+(?=(?:[a-z]+\s){0,3}(?:writer|reporter|correspondent|editor|columnist|contributor|analyst)\b)"
    r"|,?\s+(?i:(?:and|with)\s+(?:(?:additional\s)?(?:inputs?|reports?|reporting|files|material)\s|(?:news\s)?agenc))"
)
_BY_LATER: Final = late(
    r"(?:[0-9:.)]\S*(?:\s[A-Z]{2,4}){0,2}\s*[,|•·–—-]?|[|•·])\s*(?:[Bb]y|BY)\s+(?=[^\W\d_a-z])"
)
"""A byline behind a date, or behind the name of a paper or section and a sign that parts them."""
_NAMES: Final = late(rf"{_NAME}(?:{_AND}{_NAME})*")
_POSITION: Final = late(
    r"(?i:\b(?:staff|senior|chief|deputy|special|political|foreign|diplomatic|contributing|assistant|guest)?\s*"
    r"(?:writer|reporter|correspondent|editor|columnist|contributor|journalist|analyst|bureau|desk|staff|news"
    r"|times|post|herald|press|agency|wire|service|tribune|journal|gazette|daily|service)\b)"
)
_TITLED: Final = late(
    rf"(?P<name>{_NAME})\s*[,|]\s*(?:the\s+)?(?:[A-Z][\w-]*\s+){{0,3}}"
    r"(?i:writer|reporter|correspondent|editor|columnist|contributor|journalist|analyst)s?"
)
_SENTENCE: Final = '[다요죠까][.?!”"]{0,2}$'
"""The end of a Korean sentence, which no byline has."""
_RANK: Final = r"(?:선임|전문|수습|객원|논설)"
_HANGUL_NAMES: Final = rf"(?P<names>[가-힣]{{2,4}}(?:(?:\s?[·,、]\s?|\s)(?!{_RANK})[가-힣]{{2,4}}){{0,3}})"
_HAN_NAMES: Final = r"(?P<names>[\u4e00-\u9fff]{2,4}(?:(?:\s?[·,、，]\s?|\s)[\u4e00-\u9fff]{2,4}){0,3})"
_JAPANESE_NAME: Final = r"(?P<names>[\u4e00-\u9fff々ヶ]{1,4}\s?[\u4e00-\u9fff々ぁ-んァ-ヶー]{1,5})"
_ASIAN: Final = tuple(
    late(pattern)
    for pattern in (
        r"(?:[\[(【（][^\])】）]{1,24}[\])】）]\s?)?"
        + _HANGUL_NAMES
        + rf"\s?(?:{_RANK}\s?)?(?:기자|특파원|논설위원)(?:(?:\s|=|\()(?!.*{_SENTENCE}).{{0,60}})?",
        r"(?:글|기자|취재|작성자|글쓴이)\s?[:：·=/]?\s" + _HANGUL_NAMES + r"(?:\s?기자)?",
        r"(?:[（(])?(?:文|取材・文|文・写真|執筆者?|筆者|著者|記者|ライター|編集委員)\s?[:：＝=／/\s]\s?"
        + _JAPANESE_NAME
        + r"(?:[）)])?",
        _JAPANESE_NAME + r"(?<![はがをにのともへ])(?:記者|編集委員|特派員|論説委員)",
        r"[（(【]?(?:本报|本報|本刊|特约|特約)?(?:首席)?(?:记者|記者|作者|撰文|撰稿|文|编译|編譯)\s?[:：/／\s]\s?"
        + _HAN_NAMES
        + r"[）)】]?",
        r"[（(](?:记者|記者)" + _HAN_NAMES + r"[）)]",
    )
)
"""Bylines in Korean, Japanese and Chinese: a post before or behind the names, which have no spaces between them."""
_OF_ONE: Final = _ASIAN[2:4]
"""Japanese writes a space inside a name."""
_BETWEEN_NAMES: Final = late(r"\s?[·,、，]\s?|\s")
_DAY_WORDS: Final = (
    "monday tuesday wednesday thursday friday saturday sunday january february march april may june july "
    "august september october november december today tomorrow yesterday then now"
)
_DAYS: Final = frozenset(_DAY_WORDS.split())
_FOR: Final = late(
    r"\bfor\s+(?P<paper>(?:The\s+)?[A-Z][\w&’'.-]*(?:\s+(?:of|the|and|&|[A-Z][\w&’'.-]*)){1,4})$"
)
_CREDITS: Final = late(r"(?i:reporting by|additional reporting|edited by|editing by|photographs? by)\b")


def is_byline(text: str) -> bool:
    """Return whether a whole short line names the writers of its page, or credits others of its makers."""
    return bool(_BARE.match(text) or _CREDITS.match(text) or read_byline(text))


def read_byline(text: str) -> tuple[str, ...]:
    """Return the names in a byline, in order, or nothing when the line is none.

    Read are "By X and Y", "Post by : X", "Author: X", "12 May 2026 by X", "X, Staff Writer"; a post, a
    paper or a place after the name is left out. A line with a sentence in it is no byline.
    """
    if len(text) > _LONGEST or len(text.split()) > _MOST_WORDS:
        return ()
    handle = _HANDLE.match(text)
    if handle and handle["handle"].islower():
        return (handle["handle"],)
    opening = _OPENING.match(text) or _BY_LATER.search(text)
    if opening:
        return names_of(text[opening.end() :])
    foreign = _FOREIGN.fullmatch(text)
    if foreign:
        return tuple(re.split(r"\s+(?:und|et|y|e|en)\s+", foreign["names"]))
    titled = _TITLED.fullmatch(text)
    return (titled["name"],) if titled else _asian_names(text)


def _asian_names(text: str) -> tuple[str, ...]:
    if text.isascii():
        return ()
    for pattern in _ASIAN:
        match = pattern.fullmatch(text)
        if match:
            return (match["names"],) if pattern in _OF_ONE else tuple(_BETWEEN_NAMES.split(match["names"]))
    return ()


def names_of(text: str) -> tuple[str, ...]:
    """Return the names that ``text`` is a list of, up to a place, a post, a paper or a date after them."""
    cut = _CUT.search(text)
    stated = (text[: cut.start()] if cut else text).strip(" ,:")
    match = _NAMES.match(stated)
    if match is None or stated[match.end() :].strip(" ,.:"):
        return ()
    pieces = re.split(rf"({_AND})", match.group())
    names = _people(pieces[::2], pieces[1::2])
    return () if any(name.casefold() in _DAYS for name in names) else names


def _people(parts: list[str], joints: list[str]) -> tuple[str, ...]:
    """Return the parts before the first that is a post, a paper or, one word after a comma, a place."""
    for place, (part, joint) in enumerate(zip(parts[1:], joints, strict=False), 1):
        is_place = "," in joint and " " in parts[0] and " " not in part and joint.strip() == ","
        if is_place or _POSITION.search(part):
            return tuple(parts[:place])
    return tuple(parts)


def byline_publisher(text: str) -> str | None:
    """Return the paper in "By X for The Paper", or None."""
    match = _FOR.search(text)
    return match["paper"] if match and read_byline(text) else None
