"""The outer shape of a logical line: what can be said of it without knowing what it means.

Every feature is of form: length, final punctuation, share of lower-case and of function words, digits,
addresses, dates. Two short closed lists of English words (function words, words that address the reader)
are one weak feature each among the others; nothing here hangs on either of them alone.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final, overload

from briefs.language.late import late
from briefs.reading.byline import is_byline
from briefs.reading.dates import find_dates, parse_date
from briefs.reading.lines import Line

_SAMPLE: Final = 400
"""Characters from which shares are taken: about 65 words, enough for a share within a few per cent."""
_SHORT: Final = 160
"""Longest line that is looked at as a date, a count, a byline or a credit."""
_PROSE_SCORE: Final = 4
_LONG: Final = 25
_MIDDLING: Final = 12
"""Words: a paragraph seldom has fewer than 12, and a headline, a caption or a menu entry never 25."""
_LEAD_IN: Final = 4
_SENTENCE_LOWER: Final = 0.4
"""A short sentence ends like one, and most of its words are in lower case; a lead-in ends with a colon."""
_RESIDUE: Final = 7
"""Most words beside its dates in a line that is a dateline and no sentence: names, counts, a label."""

_FUNCTION: Final = (
    "a about after again all also an and any are as at be because been before but by can could did do does "
    "during for from had has have he her his how i if in into is it its many may more most no not of on one "
    "only or other our out over said she should since so some such than that the their them then there these "
    "they this those though through to too under until up was we were what when where which while who will "
    "with would yet you your"
)
_FUNCTION_WORDS: Final = frozenset(_FUNCTION.split())
_ADDRESS: Final = "you your yours us we our please here click subscribe sign"
_ADDRESS_WORDS: Final = frozenset(_ADDRESS.split())
_FINALS: Final = ".!?…。！？｡؟۔।॥።"
_FINAL: Final = late(
    rf"[{re.escape(_FINALS)}][\"'”’»)\]」』）】]*(?:\s?[(\[（][^()\[\]（）]{{1,30}}[)\]）])?[\"'”’»]*$"
)
_ABBREVIATED: Final = late(r"(?:\b[A-Z]\.){2,}$")
_STOP: Final = late(r"(?<![^\s(“\"-])[^\W\d_]{3,}\.[\"”’)]*$")
_TRUNCATED: Final = late(r"(?:\.\.\.|…)[\])”\"]*(?:\s\S+(?:\s\S+){0,2})?$|\[(?:\.\.\.|…)\]$")
_SENTENCE_END: Final = late(
    r"[.!?…。！？｡؟۔।](?:(?<=[。！？｡؟۔।])"
    r"|(?<!\b[A-Z].)(?<!\b[DMS]r.)(?<!\bM[rs]s.)[\"'”’»)\]]*\s+(?=[\"'“‘«(\[]?[^\Wa-z]))"
)
"""Its first sign comes first in the pattern, though other things stand before it: so no other place is tried."""
_WORD: Final = late(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_UNSPACED: Final = late(r"[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff]")
_LINK: Final = late(r"(?:[^\s:]{1,20}:? )?(?:https?://|www\.)\S+$|\S+@\S+\.\S+$")
_COPYRIGHT: Final = late(r"(?:copyright\b\s*)?(?:©|\(c\)|copyright\b).*[0-9]{4}", re.IGNORECASE)
_CLOCK: Final = late(
    r"(?:[^\W\d]{2,8}:? )?[0-2]?[0-9][:.h][0-5][0-9](?:\s?[ap]\.?\s?m\.?)?(?:\s?[A-Z]{2,5})?[:.–—-]?",
    re.IGNORECASE,
)
_COUNT: Final = late(r"\(?[+]?[0-9][0-9.,]*\s?(?:[kKmM]\b)?[+%]?(?:\s+[^\W\d_]+){0,3}[):]?")
_AGENCY: Final = late(r"(?P<final>[.!?”\"]\s?)?[(\[][A-Z][\w .,&-]{1,40}[)\]]$")
_CREDIT: Final = late(
    r"[(\[][^()\[\]]{0,60}[/:]\s?[A-Z][\w .,&/-]{1,40}[)\]]$"
    r"|\b(?i:photo|photograph|image|picture|credit|source)s?(?i:\s+(?:by|courtesy|credit))?\s?[:/]\s?\S.{0,60}$"
    r"|(?:/|©)\s?(?:via\s)?[A-Z][\w .-]{1,40}$"
    r"|[.!?”\"]\s+[A-Z][\w&-]*(?:[ /-][A-Z][\w&-]*){0,4}$"
)


class Form(StrEnum):
    """What a line looks like, before anything is known of its neighbours."""

    PROSE = "prose"
    SENTENCE = "sentence"
    LINE = "line"
    DATED = "dated"
    METER = "meter"
    LINK = "link"
    BYLINE = "byline"
    RULE = "rule"


@dataclass(frozen=True, slots=True, kw_only=True)
class Shape:
    """The features of one line; shares are 0 to 1.

    ``leads`` is a colon at the end, ``credit`` the ending of a photo caption, ``clock`` a bare time of day,
    ``capitals`` the share of words with a capital, ``pattern`` a short line with its digits and words
    made alike (``Oct. 4, 2025`` and ``Jan. 13, 2026`` have one pattern), ``key`` a short line's own wording.
    """

    form: Form
    words: int
    final: bool = False
    leads: bool = False
    truncated: bool = False
    sentences: int = 1
    lower: float = 1.0
    function: float = 1.0
    address: float = 0.0
    credit: bool = False
    clock: bool = False
    pattern: str = ""
    key: str = ""

    @property
    def capitals(self) -> float:
        """The share of words that begin with a capital."""
        return 1.0 - self.lower


class Shapes(Sequence[Shape]):
    """The shapes of some lines, each made when it is first asked for: of a page's hundreds few are."""

    def __init__(self, texts: Sequence[str]) -> None:
        self._texts = texts
        self._made: dict[int, Shape] = {}

    def __len__(self) -> int:
        return len(self._texts)

    @overload
    def __getitem__(self, place: int) -> Shape: ...

    @overload
    def __getitem__(self, place: slice) -> Sequence[Shape]: ...

    def __getitem__(self, place: int | slice) -> Shape | Sequence[Shape]:
        if isinstance(place, slice):
            return [self[at] for at in range(len(self))[place]]
        shape = self._made.get(place)
        if shape is None:
            shape = self._made[place] = shape_of(Line(text=self._texts[place], group=0))
        return shape


def shape_of(line: Line) -> Shape:
    """Return the shape of one line; time is linear in its length."""
    text = line.text
    words = count_words(text)
    if not any(map(str.isalnum, text[:_SAMPLE])):
        return Shape(form=Form.RULE, words=0)
    final = _FINAL.search(text[-80:]) is not None and not (words < _LONG and _ABBREVIATED.search(text[-12:]))
    leads = text.endswith((":", "："))
    lower, function, address = _shares(text[:_SAMPLE])
    score = (
        2 * final + (words >= _MIDDLING) + (words >= _LONG) + (lower >= 0.5) + (function >= 0.15)  # see _form
    )
    short = len(text) <= _SHORT
    has_digits = any(map(str.isdigit, text[:_SHORT]))
    return Shape(
        form=_form(text, words, score, ends=_ends(text, words, lower, final=final, leads=leads)),
        words=words,
        final=final,
        leads=leads,
        truncated=_is_truncated(text[-80:]),
        sentences=1 + len(_SENTENCE_END.findall(text[:-1][:2000])),
        lower=lower,
        function=function,
        address=address,
        credit=_is_credit(text[-120:], lower),
        clock=short and has_digits and _CLOCK.fullmatch(text) is not None,
        pattern=_pattern(text) if short and has_digits else "",
        key=text.casefold() if short else "",
    )


def count_words(text: str) -> int:
    """Return the number of words; two signs count as one word where a script sets no spaces."""
    words = len(text.split())
    if text.isascii():
        return words
    return max(words, len(_UNSPACED.findall(text)) // 2)


def _shares(text: str) -> tuple[float, float, float]:
    """Return the shares of lower-case words, of function words and of words that address the reader.

    Scripts without case or spaces get 1, 1, 0: nothing speaks against prose there but its length and ending.
    """
    words = _WORD.findall(text)
    lower = [word for word in words if word[0].islower()]
    upper = [word for word in words if word[0].isupper()]
    cased = len(lower) + len(upper)
    if not cased or 2 * cased < len(words):
        return 1.0, 1.0, 0.0
    small = sum([len(word) <= 3 or word in _FUNCTION_WORDS for word in lower])
    address = sum([word.lower() in _ADDRESS_WORDS for word in (*lower, *upper)])
    return len(lower) / cased, small / cased, address / cased


def _form(text: str, words: int, score: int, *, ends: bool) -> Form:
    """Return the form: prose has four points of six, two of them for its ending, two for its length."""
    if len(text) <= _SHORT:
        special = _special_form(text, words, prose=score > _PROSE_SCORE)
        if special:
            return special
    if score >= _PROSE_SCORE:
        return Form.PROSE
    return Form.SENTENCE if ends else Form.LINE


def _ends(text: str, words: int, lower: float, *, final: bool, leads: bool) -> bool:
    """Whether a short line ends as sentences do; one full of names needs a full stop behind a whole word."""
    if lower >= _SENTENCE_LOWER:
        return final or (leads and words >= _LEAD_IN)
    return words >= _LEAD_IN and lower >= _SENTENCE_LOWER / 2 and _STOP.search(text[-40:]) is not None


def _special_form(text: str, words: int, *, prose: bool) -> Form | None:
    if _LINK.match(text):
        return Form.LINK
    if _COPYRIGHT.match(text):
        return Form.LINE
    if is_byline(text):
        return Form.BYLINE
    if any(map(str.isdigit, text)):
        if _CLOCK.fullmatch(text) or (not prose and _is_dateline(text)):
            return Form.DATED
        if words <= 4 and _COUNT.fullmatch(text):
            return Form.METER
    return None


def _is_dateline(text: str) -> bool:
    dates = find_dates(text)
    if not dates:
        return parse_date(text) is not None
    beside = text[: dates[0].start] + " " + text[dates[-1].end :]
    return len(_WORD.findall(beside)) <= _RESIDUE and not _is_truncated(text)


def _is_credit(tail: str, lower: float) -> bool:
    """Whether a line ends as a caption does; "(Yonhap)" must stand behind a sentence, for headlines end so too."""
    agency = _AGENCY.search(tail)
    return (agency is not None and (bool(agency["final"]) or lower >= 0.5)) or _CREDIT.search(
        tail
    ) is not None


def _is_truncated(tail: str) -> bool:
    return ("…" in tail or "..." in tail) and _TRUNCATED.search(tail) is not None


def _pattern(text: str) -> str:
    return re.sub(r"[^\W\d_]+", "a", re.sub(r"[0-9]+", "9", text))
