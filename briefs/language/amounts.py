"""The figures that a text states: numbers in digits and in words, shares, sums, dates, times of day.

Two figures are one when they mean the same, however they are written: ``12``, ``twelve`` and ``a dozen``; ``18 May``
and ``5월 18일``. Made to find every figure in a few lines, where one too many is looked at by a person; what counts
something in news, and how exactly, is told by ``evidence`` and ``summary``.
"""

import calendar
import re
import unicodedata
from collections.abc import Collection, Iterable, Iterator, Mapping
from fractions import Fraction
from typing import Final, NamedTuple


def _any(words: Iterable[str]) -> str:
    """A pattern for any of the words, the longest first."""
    return "(?:" + "|".join(map(re.escape, sorted(words, key=len, reverse=True))) + ")"


_UNITS: Final = {
    word: value
    for value, word in enumerate(
        """zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen
        seventeen eighteen nineteen""".split()  # noqa: SIM905 - numbers read better as text than as literals
    )
}
_TENS: Final = {
    word: 10 * value
    for value, word in enumerate(
        ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"), 2
    )
}
_SCALES: Final = {
    "dozen": 12, "hundred": 100, "thousand": 10**3, "million": 10**6, "billion": 10**9, "trillion": 10**12,
    "k": 10**3, "m": 10**6, "mn": 10**6, "bn": 10**9, "tn": 10**12,
}  # fmt: skip
_SIGNS: Final = {
    "십": 10, "十": 10, "백": 100, "百": 100, "천": 10**3, "千": 10**3, "만": 10**4, "万": 10**4, "萬": 10**4,
    "억": 10**8, "億": 10**8, "亿": 10**8, "조": 10**12, "兆": 10**12,
}  # fmt: skip
_KANJI: Final = {sign: value for value, sign in enumerate("〇一二三四五六七八九")}
_PARTS: Final = {
    "half": Fraction(1, 2), "halves": Fraction(1, 2), "third": Fraction(1, 3), "thirds": Fraction(1, 3),
    "quarter": Fraction(1, 4), "quarters": Fraction(1, 4), "fifth": Fraction(1, 5), "fifths": Fraction(1, 5),
    "tenth": Fraction(1, 10), "tenths": Fraction(1, 10),
}  # fmt: skip
_TIMES: Final[Mapping[str, int | Fraction]] = {
    "halved": Fraction(1, 2), "doubled": 2, "doubling": 2, "double": 2, "doubles": 2, "twice": 2, "twofold": 2,
    "tripled": 3, "tripling": 3, "triple": 3, "triples": 3, "trebled": 3, "threefold": 3, "quadrupled": 4,
    "quadruple": 4, "fourfold": 4,
}  # fmt: skip
_LARGE: Final = ("dozen", "hundred", "thousand", "million", "billion", "trillion")
_MANY: Final = ("dozens", "scores", "hundreds", "thousands", "millions", "billions", "trillions")
_MONEY: Final = {
    "$": "$", "us$": "$", "usd": "$", "dollar": "$", "dollars": "$", "달러": "$", "ドル": "$", "美元": "$",
    "€": "€", "eur": "€", "euro": "€", "euros": "€", "유로": "€", "ユーロ": "€", "欧元": "€",
    "£": "£", "gbp": "£", "pound": "£", "pounds": "£", "sterling": "£",
    "₩": "₩", "krw": "₩", "won": "₩", "원": "₩", "ウォン": "₩", "韩元": "₩",
    "¥": "¥", "jpy": "¥", "yen": "¥", "엔": "¥", "円": "¥", "日元": "¥",
}  # fmt: skip
_PERCENT: Final = "%"
_TIME: Final = "×"
_ORDINAL: Final = "th"

_MONTHS: Final = {name.lower(): number for number, name in enumerate(calendar.month_name) if name} | {
    name.lower(): number for number, name in enumerate(calendar.month_abbr) if name
} | {"sept": 9}  # fmt: skip
_MONTH: Final = rf"(?P<month>{'|'.join(sorted(_MONTHS, key=len, reverse=True))})\.?"
_DAY: Final = r"(?P<day>3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th)?"
_YEAR: Final = r"(?P<year>(?:19|20)\d\d)"
_DATES: Final = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"(?<![\w.]){_YEAR}-(?P<month_number>0[1-9]|1[0-2])(?:-{_DAY})?(?!\w|-\d)",
        rf"(?<![\w.,]){_DAY}(?: of)? {_MONTH}(?:,? {_YEAR})?(?!\w)",
        rf"\b{_MONTH} {_DAY}(?:,? {_YEAR})?(?![\w%]|[.,]\d)",
        rf"\b{_MONTH},? (?:of )?{_YEAR}(?!\w)",
        rf"(?:{_YEAR} ?[년年] ?)?(?P<month_number>1[0-2]|0?[1-9]) ?[월月] ?(?:{_DAY} ?[일日号號])?(?!\d)",
        rf"(?<!\d){_YEAR} ?[년年](?!\d)",
    )
)
_MONTH_ALONE: Final = re.compile(
    r"\b(?:January|February|April|June|July|August|September|October|November|December"
    r"|(?<=\b[Ii]n )(?:March|May)|(?<=\b[Ss]ince )(?:March|May)|(?<=\b[Bb]y )(?:March|May)"
    r"|(?<=\b[Uu]ntil )(?:March|May)|(?<=\b[Ll]ate )(?:March|May)|(?<=\b[Ee]arly )(?:March|May))\b"
)
_CLOCK: Final = re.compile(r"(?<![\d:.])(?P<hour>[01]?\d|2[0-3]):(?P<minute>[0-5]\d)(?![\d:])")

_DIGITS: Final = r"\d{1,3}(?:,\d{3}){1,6}(?:\.\d{1,9})?|\d{1,18}(?:\.\d{1,9})?"
_SIGN: Final = r"(?P<sign>(?:US)?\$|[€£₩¥])\s?"
_NUMBER: Final = re.compile(
    rf"(?<![\w.,–—])(?:(?<![A-Za-z]-){_SIGN}|(?<![A-Za-z]-))(?P<digits>{_DIGITS})"
    rf"(?P<ordinal>(?:st|nd|rd|th)\b)?(?:[ -]?(?P<scale>{_any(_SCALES)})\b)?"
    rf"(?P<signs>[{''.join(_SIGNS)}]*)",
    re.IGNORECASE,
)
_AFTER_DASH: Final = re.compile(
    rf"(?<=\d[–—])(?P<sign>)(?P<digits>{_DIGITS})(?P<ordinal>)(?:[ -]?(?P<scale>{_any(_SCALES)})\b)?(?P<signs>)",
    re.IGNORECASE,
)
"""The second number of a range, which a dash stands before."""
_FOLLOWING: Final = re.compile(rf"(?P<digits>\d{{1,4}})(?P<signs>[{''.join(_SIGNS)}]+)?")
"""The rest of a number among signs: ``2000만`` of ``1억2000만``."""
_WORD: Final = _any((*_UNITS, *_TENS, *_LARGE))
_WRITTEN: Final = re.compile(
    rf"\b(?:a (?={_any(_LARGE)}))?{_WORD}(?:(?:[ -]| and ){_WORD})*\b", re.IGNORECASE
)
_PART: Final = re.compile(
    rf"\b(?:(?P<count>a|{_any(list(_UNITS)[1:10])})[ -](?P<part>{_any(_PARTS)})|(?P<alone>half|halved))\b",
    re.IGNORECASE,
)
_MULTIPLE: Final = re.compile(rf"\b{_any(_TIMES)}\b", re.IGNORECASE)
_VAGUE: Final = re.compile(rf"\b{_any(_MANY)}\b", re.IGNORECASE)
_LATER_ORDINALS: Final = {
    word: value
    for value, word in enumerate(
        ("fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth", "eleventh", "twelfth"), 4
    )
}
"""“First” to “third” order thoughts more often than things, and are no figures."""
_ORDINALS: Final = re.compile(rf"\b{_any(_LATER_ORDINALS)}\b", re.IGNORECASE)
_KANJI_NUMBER: Final = re.compile(
    r"[〇一二三四五六七八九十百千万億兆]+(?=[人名年月日回件社隻歳割時か国個台度円％%])"
)
_MONEY_NAMES: Final = _any(name for name in _MONEY if len(name) > 1 or not name.isascii())
_UNIT_AFTER: Final = re.compile(
    r"\s?(?:(?P<percent>%|per ?cent\b|percentage points?\b|퍼센트|パーセント|프로\b)"
    rf"|(?P<money>{_MONEY_NAMES}))",
    re.IGNORECASE,
)
_BOTH: Final = re.compile(
    r" (?:\w+ )?(?:sides?|governments?|countries|nations|neighbou?rs|leaders|ministr(?:y|ies)|ministers|capitals|states"
    r"|parties|Koreas|allies|houses)\b"
)
"""After “two”: it counts whom everybody knows to be two."""


class Quantity(NamedTuple):
    """So much of a unit: ``%``, a currency by its sign, ``×`` for so many times, ``th``, or nothing."""

    value: Fraction
    unit: str


class Day(NamedTuple):
    """A date as far as it is stated."""

    year: int | None
    month: int | None
    day: int | None


class Clock(NamedTuple):
    """A time of day."""

    hour: int
    minute: int


class Vague(NamedTuple):
    """A number that is only told by its size: ``hundreds``."""

    size: str


Meaning = Quantity | Day | Clock | Vague


class Amount(NamedTuple):
    """A figure as it is written, its half-open place in the text, and what it means."""

    start: int
    end: int
    text: str
    meaning: Meaning


def amounts_in(text: str) -> tuple[Amount, ...]:
    """The figures of a text in their order. Linear in it; signs of full width count as those of half width."""
    plain = _half_width(text)
    found: list[Amount] = []
    for read in (_dates, _clocks, _months, _numbers, _kanji, _parts, _written, _ordinals, _multiples, _vague):
        blank = _without(plain, found)
        found += [
            Amount(start, end, text[start:end].strip(" .,"), meaning) for start, end, meaning in read(blank)
        ]
    return tuple(sorted(found))


def is_held(amount: Amount, held: Collection[Meaning]) -> bool:
    """Whether one of the figures that are ``held`` says as much."""
    return any(_says(other, amount.meaning) for other in held)


def _says(held: Meaning, wanted: Meaning) -> bool:
    if isinstance(wanted, Quantity) and isinstance(held, Quantity):
        return held.value == wanted.value and (
            held.unit == wanted.unit or (not wanted.unit and held.unit not in {_PERCENT, _TIME, _ORDINAL})
        )
    if isinstance(wanted, Day) and isinstance(held, Day):
        return all(ours in {None, theirs} for ours, theirs in zip(wanted, held, strict=True))
    if isinstance(wanted, Day) and isinstance(held, Quantity):
        return wanted == Day(int(held.value), None, None) and held.value.denominator == 1
    if isinstance(wanted, Quantity) and isinstance(held, Day):
        return not wanted.unit and wanted.value == held.year
    return held == wanted


_Found = Iterator[tuple[int, int, Meaning]]


def _half_width(text: str) -> str:
    """The text with signs of full width as those of half width, each at its place."""
    return "".join(
        narrow
        if "\uff01" <= sign <= "\uff5e" and len(narrow := unicodedata.normalize("NFKC", sign)) == 1
        else sign
        for sign in text
    )


def _without(text: str, found: Collection[Amount]) -> str:
    """The text with blanks where figures are found already."""
    blank = [*text]
    for amount in found:
        blank[amount.start : amount.end] = "\x00" * (amount.end - amount.start)
    return "".join(blank)


def _dates(text: str) -> _Found:
    taken: set[int] = set()
    for pattern in _DATES:
        for match in pattern.finditer(text):
            if taken.isdisjoint(range(*match.span())):
                taken.update(range(*match.span()))
                yield *match.span(), _day(match)


def _day(match: re.Match[str]) -> Day:
    parts = match.groupdict()
    named, number = parts.get("month"), parts.get("month_number")
    month = _MONTHS[named.lower()] if named else int(number) if number else None
    year, day = parts.get("year"), parts.get("day")
    return Day(int(year) if year else None, month, int(day) if day else None)


def _clocks(text: str) -> _Found:
    for match in _CLOCK.finditer(text):
        yield *match.span(), Clock(int(match["hour"]), int(match["minute"]))


def _months(text: str) -> _Found:
    for match in _MONTH_ALONE.finditer(text):
        yield *match.span(), Day(None, _MONTHS[match.group().lower()], None)


def _numbers(text: str) -> _Found:
    ended = 0
    for match in sorted((*_NUMBER.finditer(text), *_AFTER_DASH.finditer(text)), key=re.Match.start):
        if match.start() < ended:
            continue
        value, end = _read(text, match)
        unit = _MONEY.get((match["sign"] or "").strip().lower(), "")
        if match["ordinal"]:
            unit = _ORDINAL
        after = _UNIT_AFTER.match(text, end) if not unit else None
        if after:
            unit, end = _unit(after), after.end()
        ended = end
        yield match.start(), end, Quantity(value, unit)


def _read(text: str, match: re.Match[str]) -> tuple[Fraction, int]:
    """The value of a number with what multiplies it, and where it ends."""
    value = Fraction(match["digits"].replace(",", "")) * _SCALES.get((match["scale"] or "").lower(), 1)
    end = match.end()
    if not match["signs"]:
        return value, end
    value *= _scaled(match["signs"])
    while following := _FOLLOWING.match(text, end + (text[end : end + 1] == " ")):
        value += int(following["digits"]) * _scaled(following["signs"] or "")
        end = following.end()
        if not following["signs"]:
            break
    return value, end


def _scaled(signs: str) -> int:
    scale = 1
    for sign in signs:
        scale *= _SIGNS[sign]
    return scale


def _unit(after: re.Match[str]) -> str:
    return _PERCENT if after["percent"] else _MONEY[after["money"].lower()]


def _kanji(text: str) -> _Found:
    for match in _KANJI_NUMBER.finditer(text):
        yield *match.span(), Quantity(Fraction(_kanji_value(match.group())), "")


def _kanji_value(signs: str) -> int:
    """The value of a number in signs: 三百五十 is 350, 二〇二六 is 2026."""
    if all(sign in _KANJI for sign in signs):
        return int("".join(str(_KANJI[sign]) for sign in signs))
    total = part = digit = 0
    for sign in signs:
        if sign in _KANJI:
            digit = _KANJI[sign]
        elif _SIGNS[sign] < _SIGNS["万"]:
            part += (digit or 1) * _SIGNS[sign]
            digit = 0
        else:
            total += (part + digit or 1) * _SIGNS[sign]
            part = digit = 0
    return total + part + digit


def _parts(text: str) -> _Found:
    for match in _PART.finditer(text):
        if match["alone"]:
            yield *match.span(), Quantity(Fraction(1, 2), "")
        else:
            count = _UNITS.get(match["count"].lower(), 1)
            yield *match.span(), Quantity(count * _PARTS[match["part"].lower()], "")


def _written(text: str) -> _Found:
    for match in _WRITTEN.finditer(text):
        words = re.split(r"[ -]+", match.group().lower())
        if words == ["one"] or (words == ["two"] and _BOTH.match(text, match.end())):
            continue
        after = _UNIT_AFTER.match(text, match.end())
        end, unit = (after.end(), _unit(after)) if after else (match.end(), "")
        yield match.start(), end, Quantity(Fraction(_value_of(words)), unit)


def _value_of(words: list[str]) -> int:
    """The value of a number in words, without its small words: ``two hundred and five thousand``."""
    total = part = 0
    for word in words:
        if word in _UNITS or word in _TENS:
            part += _UNITS.get(word, 0) + _TENS.get(word, 0)
        elif word in {"hundred", "dozen"}:
            part = (part or 1) * _SCALES[word]
        elif word in _SCALES:
            total += (part or 1) * _SCALES[word]
            part = 0
    return total + part


def _ordinals(text: str) -> _Found:
    for match in _ORDINALS.finditer(text):
        yield *match.span(), Quantity(Fraction(_LATER_ORDINALS[match.group().lower()]), _ORDINAL)


def _multiples(text: str) -> _Found:
    for match in _MULTIPLE.finditer(text):
        yield *match.span(), Quantity(Fraction(_TIMES[match.group().lower()]), _TIME)


def _vague(text: str) -> _Found:
    for match in _VAGUE.finditer(text):
        yield *match.span(), Vague(match.group().lower())
