"""Disclosures: where a page tells how it was made.

A notice is known by two things together: the page speaks of *itself* ("this article", "our text", "content on
this page") and says how it came to be (written by software, translated by a machine, put together from wire
posts, paid for, handed out to the press). A short label ("Sponsored content", "Written by AI") needs no
subject. The same words about something else, or in somebody's mouth, are news and no notice.
"""

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from briefs.language.late import late
from briefs.model import DisclosureKind, PassageKind
from briefs.reading.foreign_notices import foreign_kind, is_advertising
from briefs.reading.notices import HINT, SUBJECT, WORDINGS
from briefs.reading.page import Block

_LONGEST: Final = 1500
"""Characters of the longest block that is read as a notice; terms and conditions are longer."""
_LABEL_WORDS: Final = 14
_HEADING_WORDS: Final = 8
_CAVEAT_WORDS: Final = 60

_SPOKEN: Final = late(
    r"\b(?:said|says|say|saying|told|wrote|writes|claim(?:s|ed)?|argu(?:es|ed)|alleg(?:es|ed)|asked|whether|denied"
    r"|warned|according to|complain(?:s|ed)|reported that|if)\b"
)
_SPOKEN_AFTER: Final = late(
    r"^[^.;!?]{0,60}?,[\"”’']? (?:[\w-]+ ){0,5}?"
    r"(?:said|says|told|wrote|claimed|argued|admitted|added|warned)\b"
)
_DENIAL: Final = 24
"""Characters before a match in which it may be denied: "no part of", "nothing in"."""
_DENIED: Final = late(
    r"\b(?:not|isn[’']t|wasn[’']t|weren[’']t|aren[’']t)\b(?! only\b)(?![^.]{0,60}\bbut\b)"
    r"|\b(?:never|nothing|none|nor|neither)\b|\bno (?:parts?|ai\b|a\.i\.|artificial|gen|machine|automat|algorithm"
    r"|robots?|bots?|sponsor|advertis|software|language)"
)
_ASIDE: Final = late(
    r"\b(?:errors|mistakes|inaccura|verify|verified|check the|double-check|for accuracy|rely on)"
)
_ADDRESS: Final = late(r"\b(?:we|our|please|you|readers?|it may|may contain|this)\b")
_HEADING: Final = late(
    r"\b(?:about|ai|how|wires?|provenance|sources?|disclosures?|disclaimer|note|notice|credits?|method(?:ology)?"
    r"|transparency|made|generated|attribution|advertis|sponsor|translation|where)\b"
)
_PROMOTED: Final = (
    r"(?:sponsored|promoted|partner|branded|paid|advertising)(?: (?:content|post|message|story|feature|partnership"
    r"|promotion))?|advert(?:isement|orial)?|promotion|a (?:word|message) from (?:our|the) (?:sponsors?|partners?)"
)
_PROMOTION: Final = late(rf"\W?(?:{_PROMOTED}|ad)\W?(?:\s?[:：|]|\s[–—-])\s*\S.*", re.IGNORECASE | re.DOTALL)
_PROMOTION_LABEL: Final = late(rf"\W?(?:{_PROMOTED})\W{{0,2}}", re.IGNORECASE)
_PITCH: Final = 5
"""Words from which what follows such a label is the advertisement itself; fewer name who pays."""
_LINK: Final = late(r"(?:https?://|www\.)[^\s<>\"“”]+")
_LINK_ONLY: Final = late(r"(?:[^\s:]{1,20}:? )?(?:https?://|www\.)\S+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Notice:
    """A disclosure that spans whole blocks: ``first`` to ``last``, both inclusive; ``links`` in order."""

    kind: DisclosureKind
    first: int
    last: int
    links: tuple[str, ...] = ()


def find_disclosures(blocks: Sequence[Block], tops: Collection[int] = ()) -> tuple[Notice, ...]:
    """Return the notices among ``blocks``, disjoint and in order.

    A notice takes with it a short heading right above it that announces it, the links and list items that a
    colon at its end introduces, and a caveat right after it; neighbours of one kind are one notice.
    At the places ``tops``, beside the headline, a bare "PR" speaks of the article. Linear in the characters.
    """
    kinds = [kind_of(block) or _kind_at_top(block, place, tops) for place, block in enumerate(blocks)]
    notices: list[Notice] = []
    place = 0
    while place < len(blocks):
        kind = kinds[place]
        if kind is None:
            place += 1
            continue
        floor = notices[-1].last + 1 if notices else 0
        is_announced = place > floor and place not in tops and _announces(blocks[place - 1])
        first = place - 1 if is_announced else place
        last = _last_of(blocks, kinds, place)
        _append(notices, kind, first, last, blocks)
        place = last + 1
    return tuple(notices)


def kind_of(block: Block) -> DisclosureKind | None:
    """Return what one block discloses by itself, or None."""
    if len(block.text) > _LONGEST:
        return None
    return _kind_of(block.text, may_be_label=block.kind is not PassageKind.HEADING)


def _kind_at_top(block: Block, place: int, tops: Collection[int]) -> DisclosureKind | None:
    is_label = place in tops and block.kind is not PassageKind.HEADING and is_advertising(block.text)
    return DisclosureKind.SPONSORED if is_label else None


@lru_cache(maxsize=1024)  # a block is looked at by its reader, by its margins and when it is assembled
def _kind_of(text: str, *, may_be_label: bool) -> DisclosureKind | None:
    text = " ".join(text.split()).lower()
    return _english_kind(text, may_be_label=may_be_label) or foreign_kind(text, may_be_label=may_be_label)


def _english_kind(text: str, *, may_be_label: bool) -> DisclosureKind | None:
    if not HINT.search(text):
        return None
    speaks = SUBJECT.search(text) is not None
    may_be_label = may_be_label and len(text.split()) <= _LABEL_WORDS
    bare = text.strip(" .!*_[]()—–-:|")
    for wording in WORDINGS if speaks or may_be_label else ():
        if not wording.hint.search(text):
            continue
        if may_be_label and wording.label.fullmatch(bare):
            return wording.kind
        if speaks and any(_is_own(text, match) for match in wording.sentence.finditer(text)):
            return wording.kind
    return None


def _is_own(text: str, match: re.Match[str]) -> bool:
    """Whether the page says so of itself, and neither denies it nor lets somebody else say it."""
    sentence = re.split(r"[.!?] ", text[max(0, match.start() - _DENIAL) : match.end()])[-1]
    return _DENIED.search(sentence) is None and not _is_spoken(text, match)


def is_promotion(text: str) -> bool:
    """Return whether a line is an advertisement set among other text: a label, and the pitch behind it."""
    return _PROMOTION.match(text) is not None and len(text.split()) > _PITCH


def is_promotion_label(text: str) -> bool:
    """Return whether a line is the label of an advertisement and nothing else."""
    return _PROMOTION_LABEL.fullmatch(text) is not None


def _is_spoken(text: str, match: re.Match[str]) -> bool:
    """Whether the words stand in somebody's mouth: inside quotation marks, or beside a verb of saying."""
    before = text[: match.start()]
    if before.count("“") > before.count("”") or before.count('"') % 2:
        return True
    said = re.split(r"[.!?] ", before)[-1]
    return bool(_SPOKEN.search(said) or _SPOKEN_AFTER.match(text[match.end() :]))


def _announces(block: Block) -> bool:
    text = block.text.lower()
    is_short = len(text.split()) <= _HEADING_WORDS and not text.endswith((".", "!", "?", ","))
    return is_short and _HEADING.search(text) is not None


def _last_of(blocks: Sequence[Block], kinds: Sequence[DisclosureKind | None], place: int) -> int:
    """Return the last block that belongs to the notice at ``place``: its links and list, then its caveat."""
    last = place
    leads = blocks[place].text.endswith((":", "："))
    while last + 1 < len(blocks) and _is_entry(blocks[last + 1], leads=leads):
        last += 1
    after = last + 1
    if last == place and after < len(blocks) and kinds[after] is None and _is_caveat(blocks[after]):
        return after
    return last


def _is_entry(block: Block, *, leads: bool) -> bool:
    return _LINK_ONLY.fullmatch(block.text) is not None or (leads and block.kind is PassageKind.LIST_ITEM)


def _is_caveat(block: Block) -> bool:
    text = block.text.lower()
    return len(text.split()) <= _CAVEAT_WORDS and bool(_ASIDE.search(text) and _ADDRESS.search(text))


def _append(
    notices: list[Notice], kind: DisclosureKind, first: int, last: int, blocks: Sequence[Block]
) -> None:
    if notices and notices[-1].kind is kind and notices[-1].last + 1 == first:
        first = notices.pop().first
    stated = (link for block in blocks[first : last + 1] for link in (*_links(block.text), *block.links))
    links = tuple({link.rstrip("/"): link for link in reversed([*stated])}.values())[::-1]
    notices.append(Notice(kind=kind, first=first, last=last, links=links))


def _links(text: str) -> list[str]:
    return [link.rstrip(".,;:!?)]’”'\"") for link in _LINK.findall(text)]
