"""The figures of a sentence that count or measure something: no dates, ordinals, ages, times or parts of a name."""

import re
from collections.abc import Iterator
from fractions import Fraction
from typing import Final, NamedTuple

from briefs.language.sentences import Sentence

_SMALL: Final = {
    name: value
    for value, name in enumerate(
        """one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen
        seventeen eighteen nineteen""".split(),  # noqa: SIM905 - numbers read better as text than as literals
        1,
    )
}
_TENS: Final = {
    name: 10 * value
    for value, name in enumerate(
        ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"), 2
    )
}
_SCALES: Final = {
    "dozen": 12, "hundred": 100, "thousand": 10**3, "million": 10**6, "m": 10**6, "billion": 10**9, "bn": 10**9,
    "trillion": 10**12, "tn": 10**12, "백": 100, "百": 100, "천": 10**3, "千": 10**3, "만": 10**4, "万": 10**4,
    "萬": 10**4, "억": 10**8, "億": 10**8, "亿": 10**8, "조": 10**12, "兆": 10**12,
}  # fmt: skip
_MONTH: Final = (
    r"(?:January|February|March|April|May|June|July|August|September|October|November|December"
    r"|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\b"
)
_FIGURE: Final = re.compile(
    r"(?<![A-Za-z0-9\u00c0-\u024f.,:/–—-])(?:(?P<sign>(?:US|A|C|NZ|HK)?\$|[£€¥₩])\s?)?"
    r"(?:(?P<digits>\d{1,3}(?:,\d{3}){1,6}(?:\.\d{1,9})?|\d{1,18}(?:\.\d{1,9})?)"
    rf"|\b(?P<tens>{'|'.join(_TENS)})(?:[- ](?P<unit>{'|'.join(list(_SMALL)[:9])}))?\b"
    rf"|\b(?P<small>{'|'.join(_SMALL)})\b)"
    r"(?:[ ]?(?P<scale>hundred|thousand|million|billion|trillion|dozen|bn|tn)\b|(?P<short>m)\b"
    r"|(?P<signs>[백百천千만万萬억億亿조兆]))?"
    r"(?P<percent>\s?%|\s?퍼센트|\s?パーセント|\sper\s?cent(?:age\spoints?)?\b)?",
    re.IGNORECASE,
)
_AFTER: Final = re.compile(
    rf"st\b|nd\b|rd\b|th\b|[/:]\d|[.,]\d|\s?(?:a\.m|p\.m|am\b|pm\b|o['’]clock)|\s(?:of\s)?{_MONTH}"
    r"|[-–—‑]\w|[A-Za-z]|(?:,)?\s(?:BC|AD)\b|\syears?[- ]old"
    r"|\s?(?:[월일년시분세대차호위층]|개월(?!간)|번째|[月日年時时分歳岁才号號階层回次期代位版])"
)
"""What follows a number that counts nothing: a date, a time, an age, an ordinal, the rest of a name."""
_BEFORE: Final = re.compile(
    rf"(?:\b{_MONTH}\.?\s|\b(?:aged?|No\.|Nos\.|numbers?|page|pages|since|year|fiscal|articles?|block|category|chapter"
    r"|channel|class|clause|day|district|exit|figure|flight|form|gate|grade|group|highway|item|lane|level|line|lot|magnitude"
    r"|match|paragraph|part|phase|platform|point|reactor|resolution|room|round|route|season|section|sector|stage|step|table"
    r"|type|unit|verse|version|volume|ward|week|zone)\s|\bmagnitude\W+(?:\w+\W+){0,2}|[제第#№]\s?)$",
    re.IGNORECASE,
)
"""What stands before a number that is a date, an age, a measure of one event, or one of a series: ``stage 13``."""
_NAME: Final = re.compile(r"[^\s.!?:;,(“\"]\s[A-Z][A-Za-z.]*\s$|^[A-Z][a-z]+\s$")
"""A capitalised word right before a number makes both a name: ``Article 9``, ``Flight 12``."""
_OPENERS: Final = frozenset(
    """about after almost another around at but by for from in just nearly of on only over some the these to
    with""".split()  # noqa: SIM905 - as above
)
_YEARS: Final = range(1900, 2100)
_LOOK: Final = 24
"""Signs before a number in which is looked for what it is part of."""


class Figure(NamedTuple):
    """One figure: its half-open place in the sentence's text, its value, and its kind: ``$``, ``%`` or nothing."""

    start: int
    end: int
    value: Fraction
    kind: str


def figures_of(sentence: Sentence) -> tuple[Figure, ...]:
    """The figures of a sentence that count or measure something, in order. Linear in its text."""
    return tuple(_figures(sentence.text))


def _figures(text: str) -> Iterator[Figure]:
    for match in _FIGURE.finditer(text):
        kind = (match["sign"] or "").upper() + ("%" if match["percent"] else "")
        if _counts(text, match, kind):
            yield Figure(match.start(), match.end(), _value(match), kind)


def _counts(text: str, match: re.Match[str], kind: str) -> bool:
    before, digits = text[max(0, match.start() - _LOOK) : match.start()], match["digits"]
    if _AFTER.match(text, match.end()) or _BEFORE.search(before) or _is_in_brackets(text, match):
        return False
    scaled = match["scale"] or match["short"] or match["signs"]
    if digits and not (kind or scaled or "," in digits or "." in digits) and int(digits) in _YEARS:
        return False
    name = _NAME.search(before)
    return kind != "" or name is None or name.group().split()[-1].lower() in _OPENERS


def _is_in_brackets(text: str, match: re.Match[str]) -> bool:
    """Whether a number stands alone between brackets or commas: a note mark, or an age."""
    around = text[max(0, match.start() - 2) : match.start()].strip(), text[match.end() : match.end() + 1]
    return around in {("[", "]"), ("(", ")"), (",", ","), (",", ".")} and not match["percent"]


def _value(match: re.Match[str]) -> Fraction:
    if match["digits"]:
        value = Fraction(match["digits"].replace(",", ""))
    elif match["tens"]:
        value = Fraction(_TENS[match["tens"].lower()] + _SMALL.get((match["unit"] or "").lower(), 0))
    else:
        value = Fraction(_SMALL[match["small"].lower()])
    scale = match["scale"] or match["short"] or match["signs"] or ""
    return value * _SCALES.get(scale.lower(), 1)
