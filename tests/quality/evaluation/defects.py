"""Defects of what is printed, judged by lists of their own (words.toml) and none of the rules the selection follows.

A judge by lists errs both ways: ``--defects`` prints each finding with its reason, to be read.
"""

import re
import tomllib
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any, Final

from tests.quality.evaluation.printed import Printed, Summary


class Defect(StrEnum):
    """What spoils a printed sentence."""

    DANGLING = "dangling opening"
    QUOTATION = "unbalanced quotation"
    DATE = "unresolved relative date"
    DUPLICATE = "near-duplicate"
    FURNITURE = "headline or furniture"


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """One defect: in which topic, of which sentence as it is shown, and what tells it."""

    kind: Defect
    topic: str
    shown: str
    reason: str


_LISTS: Final[dict[str, Any]] = tomllib.loads(Path(__file__).with_name("words.toml").read_text("utf-8"))
_SIGNS: Final = ("ko", "ja", "zh")


def _either(words: Iterable[str]) -> str:
    return f"(?:{'|'.join(words)})"


def _any(name: str) -> str:
    found = _LISTS[name]
    return _either(found.split() if isinstance(found, str) else found)


_MONTHS: Final = _any("months")
_WEEKDAYS: Final = _any("weekdays")
_DAY: Final = rf"(?:{_MONTHS}\.? \d{{1,2}}|\d{{1,2}} {_MONTHS}|\d{{4}}-\d\d)"
_PERIOD: Final = (
    "(?:week|weekend|month|year|night|morning|afternoon|evening|spring|summer|autumn|winter"
    rf"|{_WEEKDAYS})"
)
_RELATIVE: Final = re.compile(
    r"\b(?:yesterday|today|tonight|tomorrow|ago|earlier in the (?:day|week|month|year)"
    rf"|(?:last|this|next|past) (?:\w+ )?{_PERIOD}"
    r"|(?:the )?(?:following|next|previous) (?:day|week|month|year|night|morning)"
    r"|(?:a|one|two|three|four|\w+teen|\d+) (?:days?|weeks?|months?|years?) (?:earlier|later)"
    rf"|{_WEEKDAYS}s?(?!,? (?:the )?\(?{_DAY}))\b",
    re.IGNORECASE,
)
_YEARLY: Final = re.compile(r"year|spring|summer|autumn|winter", re.IGNORECASE)
"""What the year that a sentence states itself makes plain: ``the next summer games, in 2012``."""
_RELATIVE_IN_SIGNS: Final = {
    language: re.compile(_either(_LISTS[language]["relative"])) for language in _SIGNS
}
_DATED: Final = re.compile(rf"\d{{4}}|{_DAY}|\b{_MONTHS}\b")
"""What in a context tells a day, a month or a year."""

_OPENERS: Final = frozenset(_LISTS["openers"].split())
_OPENERS_IN_SIGNS: Final = {
    language: re.compile(_either(_LISTS[language]["openers"].split()) + (r"[ ,]" if language == "ko" else ""))
    for language in _SIGNS
}
_STANDING_OPENERS: Final = re.compile(
    r"(?:it (?:is|was|has been|remains|would be|will be|seems|appears)(?: (?:not|also|still|now|widely|generally))? "
    r"(?:(?:\w+ed|\w+able|\w+ible|likely|unlikely|clear|unclear|known|thought|said|hard|difficult|easy|time)"
    r"(?: \S+){0,5}? (?:that|to|whether|how|if|why|when|who)|the (?:first|second|third|last|only))\b"
    r"|there (?:is|are|was|were|has|have|will|would|could|may|might|remains?)\b"
    r"|(?:such|those|others?|neither|either) (?:of [A-Z]|\w+s of\b|who\b|[A-Z])"
    r"|(?:some|many|most|few|several|all|one|another|each|both) (?!of (?:the|these|those|them)\b)[A-Za-z\d])",
    re.IGNORECASE,
)
"""``It is known that …``, ``Some soldiers …``: what stands although it opens with such a word."""
_ATTRIBUTED: Final = re.compile(
    r"(?:according to|in|on|at|after|before|since|by|for|as) [^,]{3,90}, (?:it|he|she|they|this|that|these|those)\b",
    re.IGNORECASE,
)
"""``According to the mayor, it …``: an opening that does not say what the sentence is about."""
_CONNECTIVES: Final = re.compile(rf"{_any('connectives')}\b,? ", re.IGNORECASE)
_BARE: Final = re.compile(
    rf"the {_any('leaning_nouns')}s?(?: also| now| then| later)? "
    r"(?:is|was|are|were|has|had|have|will|would|could|can|may|might|must|should|do|does|did|said|says|came|comes"
    r"|follow\w*|took|went|made|led|\w+ed)\b",
    re.IGNORECASE,
)
_PAIR: Final = re.compile(
    rf"\b(?:the two|both|the|these two|those two) {_any('paired')}\b(?! (?:of|from|in)\b)", re.IGNORECASE
)
_FIRST_PERSON: Final = re.compile(r"\b(?:I|[Ww]e|[Oo]ur|[Oo]urs|[Mm]y|[Mm]e|us|ourselves|myself)\b(?![-.])")
_POINTING: Final = re.compile(
    r"\b(?!(?<=to )this day\b)(?:this|these|those) (?!(?:is|was|are|were|who|of|and|in|at|from)\b)[a-z]+",
    re.IGNORECASE,
)
_TIMES: Final = re.compile(rf"(?:this|these|those) (?:{_any('times')}|{_WEEKDAYS})", re.IGNORECASE)
_QUOTED: Final = re.compile(r"“[^”]*”|\"[^\"]*\"|「[^」]*」|『[^』]*』")

_MINUTES: Final = re.compile(r"\d['′] ?\d+[\"″]")
"""Minutes and seconds, or feet and inches: no quotation mark."""

_STOP: Final = frozenset(_LISTS["function_words"].split())
_SAME: Final = 0.5
_INSIDE: Final = 0.75
_FEWEST: Final = 5
"""Two sentences repeat each other from this Jaccard likeness of their content words on, or where this share of the
shorter one's, if it has so many, stands in the other."""

_FINAL: Final = re.compile(r"[.!?…。！？][\"”’')\]」』]*$")
_MENU: Final = re.compile(rf"(?<!\w){_any('menu')}", re.IGNORECASE)
_VERB: Final = re.compile(
    rf"\b(?:{_any('verbs')}|\w+ed)\b"
    r"|(?<!ing )(?<!\bof )(?<!\bfor )(?<!\bby )(?<!\bwith )(?<!\band )(?<!\d )\b[a-z]+[^'’s\W]s\b"
)
"""What can be a verb; a sentence with none of it is a caption. A plural behind a preposition is no verb."""
_DATELINE: Final = re.compile(
    rf"{_WEEKDAYS}, {_MONTHS} \d{{1,2}}, \d{{4}} ?[A-Z]|"
    r"[A-Z][A-Za-z.]+(?: [A-Z][A-Za-z.]+)?(?:, [A-Z][A-Za-z.]+)? ?(?:—|–|--) [A-Z]"
)
_SHORTEST: Final = 6
_CAPITALS: Final = 0.6

_COURTESY: Final = re.compile(r"(?:Mr|Mrs|Ms|Miss)\.?")
_FULL_NAME: Final = re.compile(r"\b([A-Z][a-zé'’-]+) (?:[A-Z]\. )?([A-Z][a-zA-Zé'’-]{2,})\b")
_WITH_PARTICLE: Final = re.compile(r"(De|Van|Von) ([A-Z][a-zé'’-]+)\b")
_KOREAN_NAME: Final = re.compile(r"\b([A-Z][a-z]+) ([A-Z][a-z]+[-‑][a-z]+)\b")
"""``Lee Jae-myung``: the family's name comes first."""
_CAPITALISED: Final = re.compile(r"(?:(\S+) )?\b([A-Z][a-zA-Zé'’-]{2,})\b")
_NOT_A_NAME: Final = frozenset(_LISTS["not_a_name"].split())


def defects(summaries: Sequence[Summary]) -> list[Found]:
    """Every defect of what a system prints, topic after topic; of one kind at most one a sentence."""
    return [found for summary in summaries for found in _of(summary)]


def rates(found: Sequence[Found], summaries: Sequence[Summary]) -> dict[Defect, float]:
    """The share of printed sentences with each defect."""
    printed = sum(len(summary.printed) for summary in summaries)
    counted = Counter(one.kind for one in found)
    return {kind: counted[kind] / printed if printed else 0.0 for kind in Defect}


def _of(summary: Summary) -> Iterator[Found]:
    judges: dict[Defect, Callable[[Printed], str | None]] = {
        Defect.DANGLING: dangling,
        Defect.QUOTATION: unbalanced,
        Defect.DATE: undated,
        Defect.FURNITURE: furniture,
    }
    for place, one in enumerate(summary.printed):
        for kind, judge in judges.items():
            if reason := judge(one):
                yield Found(kind=kind, topic=summary.topic, shown=one.shown, reason=reason)
        if twin := next((other for other in summary.printed[:place] if alike(one, other)), None):
            reason = f"repeats “{twin.text}”"
            yield Found(kind=Defect.DUPLICATE, topic=summary.topic, shown=one.shown, reason=reason)


def dangling(one: Printed) -> str | None:
    """Why who reads the sentence alone asks: who, or what?"""
    language = one.document.language[:2]
    if language in _SIGNS:
        match = _OPENERS_IN_SIGNS[language].match(one.text.lstrip('“"「『‘'))
        return f"opens with {match[0]}" if match and not _told(one) else None
    outside = _QUOTED.sub("“”", one.text)
    return (
        _opening(one)
        or _leaning(outside, one)
        or (f"first person: {match[0]}" if (match := _FIRST_PERSON.search(outside)) else None)
        or _surname(one)
    )


def _opening(one: Printed) -> str | None:
    text = one.text.lstrip("“\"‘'([ ")
    if match := _CONNECTIVES.match(text):
        return f"opens with {match[0].strip()}"
    if not text or _told(one):
        return None
    first = re.split(r"[\s'’,]", text, maxsplit=1)[0]
    if first.lower() in _OPENERS and not (_STANDING_OPENERS.match(text) or _TIMES.match(text)):
        return f"opens with {first}"
    if (match := _ATTRIBUTED.match(text)) and not _names_somebody(match[0], text):
        return f"“{match[0].rpartition(' ')[2]}” after “{match[0].partition(',')[0]}”"
    return f"“{match[0]}” does not say which" if (match := _BARE.match(text)) else None


def _names_somebody(opening: str, text: str) -> bool:
    """Whether a personal pronoun can stand for who is named just before it: ``In Mr Vik's speech, he …``."""
    personal = opening.endswith((" he", " she", " they"))
    return text.startswith(("It is", "It was")) or (
        personal and bool(re.search(r"[A-Z][a-z]+ [A-Z]", opening))
    )


def _leaning(outside: str, one: Printed) -> str | None:
    if _told(one):
        return None
    for pointing in _POINTING.finditer(outside):
        if not _TIMES.match(pointing[0]):
            return f"“{pointing[0]}” points back"
    pair = _PAIR.search(outside)
    if pair and len(set(re.findall(r"\b[A-Z][a-z]{3,}", outside[: pair.start()]))) < 2:
        return f"“{pair[0]}”: which?"
    return None


def _told(one: Printed) -> bool:
    """Whether something other than a date stands beside the sentence."""
    parts = (one.context or "").split("; ")
    return any(re.search(r"\b[A-Z가-힣一-鿿]", _DATED.sub("", part)) for part in parts)


def _surname(one: Printed) -> str | None:
    """Who is named by surname alone, though the article has the full name elsewhere."""
    owners = _owners(one.document.text)
    for name in _CAPITALISED.finditer(one.text):
        before, surname = name[1] or "", re.sub(r"['’]s?$", "", name[2])
        alone = not before[:1].isupper() or _COURTESY.fullmatch(before) or before.endswith((",", "."))
        if alone and surname in owners and not _is_full(surname, one.shown):
            return f"{surname}, who is {owners[surname]} {surname}"
    match = _WITH_PARTICLE.match(one.text)
    whole = rf"[A-Z][a-z]+ {match[1].lower()} {re.escape(match[2])}" if match else ""
    return f"{match[0]} alone" if match and re.search(whole, one.document.text) and not _told(one) else None


def _is_full(surname: str, shown: str) -> bool:
    """Whether what is shown has the surname with a given name before or, in Korean order, after it."""
    return bool(re.search(rf"\b{re.escape(surname)} [A-Z][a-z]+[-‑ ][A-Za-z]", shown)) or any(
        not _COURTESY.fullmatch(given)
        for given in re.findall(rf"\b([A-Z][\w.'’-]*) (?:[A-Z]\S* )?{re.escape(surname)}\b", shown)
    )


def _owners(article: str) -> dict[str, str]:
    """The given name of each surname that an article has with one; places and plain words are none."""
    plain = set(re.findall(r"\b[a-z]{3,}\b", article)) | _NOT_A_NAME
    names = [
        *_FULL_NAME.findall(article),
        *((given, family) for family, given in _KOREAN_NAME.findall(article)),
    ]
    return {
        surname: given
        for given, surname in names
        if not {given.lower(), surname.lower()} & plain
        and not re.search(rf"\b(?:the|in|near|across|at) {re.escape(surname)}\b", article)
    }


def unbalanced(one: Printed) -> str | None:
    """Which quotation mark has no fellow."""
    if _MINUTES.sub("", one.text).count('"') % 2:
        return "an odd number of straight quotation marks"
    for opening, closing in ("“”", "「」", "『』", "《》"):
        if one.text.count(opening) != one.text.count(closing):
            return f"{opening} without {closing}, or the other way round"
    return None


def undated(one: Printed) -> str | None:
    """A date that is counted from another day, with no day beside it."""
    match = _RELATIVE_IN_SIGNS.get(one.document.language[:2], _RELATIVE).search(one.text)
    if not match or _DATED.search(one.context or ""):
        return None
    year = re.search(r"\b(?:19|20)\d\d\b", one.text)
    return None if year and _YEARLY.search(match[0]) else match[0]


def furniture(one: Printed) -> str | None:
    """What tells a headline, a caption, a menu line."""
    if match := _MENU.search(one.text):
        return f"“{match[0]}”"
    if _DATELINE.match(one.text):
        return "a dateline"
    if not _FINAL.search(one.text) and ":" not in one.text:
        return "no full stop"
    return None if one.document.language[:2] in _SIGNS else _line(one.text)


def _line(text: str) -> str | None:
    """What tells a line that is no sentence."""
    words = re.findall(r"[^\W\d_][\w'’-]*", text)
    if len(words) < _SHORTEST:
        return f"{len(words)} words"
    if sum(word[0].isupper() for word in words) > _CAPITALS * len(words):
        small = [word for word in words[1:] if word.islower()]
        return None if _VERB.search(" ".join(small)) else "mostly capitals"
    return None if _VERB.search(" ".join(words[1:])) else "no verb"


def alike(one: Printed, other: Printed) -> bool:
    """Whether two printed sentences say the same in nearly the same words; other figures are another fact."""
    left, right = _content(one), _content(other)
    if any(map(str.isdigit, left - right)) and any(map(str.isdigit, right - left)):
        return False
    shared, fewest = len(left & right), min(len(left), len(right))
    return shared > 0 and (
        shared >= _SAME * len(left | right) or (fewest >= _FEWEST and shared >= _INSIDE * fewest)
    )


def _content(one: Printed) -> frozenset[str]:
    if one.document.language[:2] in {"ja", "zh"}:
        signs = "".join(re.findall(r"\w", one.text))
        return frozenset(signs[place : place + 2] for place in range(len(signs) - 1))
    return frozenset(re.findall(r"\w+", one.text.lower())) - _STOP
