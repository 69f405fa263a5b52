"""On which days a sentence says that something happened: two days of it are two events, and not one that moved on.

The day on which somebody says so is none of them. Where a sentence tells of a level (``the toll stands at``, ``was
raised to``), its day is that of the reading.
"""

import datetime
import re
from collections.abc import Iterator
from typing import Final

from briefs.language.days import find_days, find_days_in_signs
from briefs.language.scripts import LANGUAGES
from briefs.language.sentences import Sentence
from briefs.model import Precision

_SAID: Final = (
    r"(?:said|says|told|tells|announced|reported|reports|added|wrote|stated|confirmed|according to|put"
    r"|estimated|declared)"
)
_SAID_BEFORE: Final = re.compile(rf"\b{_SAID}\b[^,;:.]{{0,60}}$")
"""``the coastguard said on Tuesday``."""
_SAID_AFTER: Final = re.compile(rf"[^;:.\"“]{{0,60}}?\b{_SAID}\b (?:that\b|[^\s,.]+ (?:that|of)\b)?")
"""``On Tuesday the coastguard said that``, where the date opens the sentence."""
_OPENING: Final = 16
"""Signs before a date that opens a sentence: ``Late on ``."""
_LEVEL: Final = re.compile(
    r"\b(?:tolls?|stands? at|stood at|count(?:s|ed)|number(?:s|ed) (?:now|about)|so far|to date"
    r"|(?:rais|increas|lower|reduc)ed (?:[\w-]+ ){0,4}?(?:to|from)"
    r"|(?:rose|risen|grew|grown|went up|climbed|fell|fallen|dropped|cut|went down) (?:[\w-]+ ){0,2}?(?:to|from))\b"
    r"|늘었|늘어|줄었|집계|증가|감소|増え|減っ|累計|上升|增至|增加|降至|累计"
)
_SAYING_IN_SIGNS: Final = re.compile(r"밝혔|전했|말했|발표|보도|発表|述べ|明らか|報じ|表示|宣布|通报|报道|称")


def are_two_events(now: Sentence, then: Sentence) -> bool:
    """Whether both sentences say on which day it happened, and name no day in common."""
    if _LEVEL.search(now.text) or _LEVEL.search(then.text):
        return False
    ours, theirs = set(_days(now)), set(_days(then))
    return bool(ours and theirs) and ours.isdisjoint(theirs)


def _days(sentence: Sentence) -> Iterator[datetime.date]:
    text, published = sentence.text, sentence.document.published
    if sentence.language in LANGUAGES:
        if _SAYING_IN_SIGNS.search(text):
            return
        dated, _ = find_days_in_signs(text, sentence.language, published, None)
    else:
        dated = find_days(text, published)
    for one in dated:
        if one.day and one.precision is Precision.DAY and not _is_of_saying(text, one.start, one.end):
            yield one.day


def _is_of_saying(text: str, start: int, end: int) -> bool:
    if _SAID_BEFORE.search(text, max(0, start - 80), start):
        return True
    return start <= _OPENING and _SAID_AFTER.match(text, end) is not None
