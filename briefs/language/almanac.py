"""Relative dates in Korean, Japanese and Chinese, resolved against the day a document was published.

What ``calendar`` does for English, with the same words for the reader. A bare day of the month is the one nearest to
the publication, as agencies mean it; ``the same day`` is the day that the document named last.
"""

import calendar
import datetime
import functools
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from briefs.language.calendar import Moments, day_in_words
from briefs.language.late import late
from briefs.model import Precision, StatedDate

_NUMERALS: Final = {sign: place for place, sign in enumerate("〇一二三四五六七八九")}
_NUMBER: Final = r"(?:\d{1,2}|[一二三四五六七八九十]{1,3})"
_WEEK: Final = "一二三四五六日"
_NEAREST: Final = 10
"""Days from the publication within which a bare day of the month is looked for; further off it may be either month."""
_MONTHS_NEAR: Final = 4
"""Months from the publication within which a bare month is looked for."""
_AGAIN: Final = late(
    r"(?:매월|매달|매년|毎月|毎年|每月|每年|每个月)\s?(?:\d{1,2}\s?[월月]\s?)?(?:\d{1,2}\s?[일日])?"
)
"""What comes again each month or year: no single day is meant."""
_QUOTED: Final = late(r"“[^”]*”|\"[^\"]*\"|‘[^’]*’|「[^」]*」|『[^』]*』")
_STATED_YEAR: Final = late(r"(?<!\d)(?:1[89]|20)\d\d(?=\s?[年년])")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Words:
    """The words of one language: what they add to the day, week, month or year of publication."""

    days: Mapping[str, int]
    weeks: Mapping[str, int]
    months: Mapping[str, int]
    years: Mapping[str, int]
    weekdays: Mapping[str, int]
    signs: tuple[str, str, str]
    """What follows the number of a year, a month and a day."""
    back: str
    ahead: str
    named: frozenset[str]
    """What means the day that was named last."""
    beside: str
    """Patterns: what puts a date into the past, into the future, and what names a day, a month or a year by another."""
    not_a_date: str
    """What follows a number of days that is a span of time."""
    apart: str
    """What must be true before a word of time for it to be one."""


_KOREAN: Final = _Words(
    days={"오늘": 0, "금일": 0, "어제": -1, "전일": -1, "내일": 1, "그제": -2, "그저께": -2, "모레": 2},
    weeks={
        "이번 주": 0,
        "이번주": 0,
        "금주": 0,
        "지난주": -1,
        "지난 주": -1,
        "다음 주": 1,
        "다음주": 1,
        "내주": 1,
    },
    months={
        "이달": 0,
        "이번 달": 0,
        "이번달": 0,
        "지난달": -1,
        "지난 달": -1,
        "다음 달": 1,
        "다음달": 1,
        "내달": 1,
    },
    years={"올해": 0, "금년": 0, "지난해": -1, "작년": -1, "내년": 1, "재작년": -2},
    weekdays={f"{sign}요일": place for place, sign in enumerate("월화수목금토일")},
    signs=("년", "월", "일"),
    back="지난",
    ahead="오는|내",
    named=frozenset({"이날", "같은 날", "당일"}),
    beside="전날|다음 날|다음날|이튿날|같은 달|같은 해|이듬해",
    not_a_date="간|째|쯤|정도|동안|만에|만의|여|앞|전|뒤|후|본|제",
    apart="(?<![가-힣])",
)
_JAPANESE: Final = _Words(
    days={
        "今日": 0,
        "きょう": 0,
        "本日": 0,
        "昨日": -1,
        "きのう": -1,
        "明日": 1,
        "あす": 1,
        "あした": 1,
        "一昨日": -2,
        "明後日": 2,
    },
    weeks={"今週": 0, "先週": -1, "来週": 1},
    months={"今月": 0, "先月": -1, "来月": 1},
    years={"今年": 0, "ことし": 0, "本年": 0, "昨年": -1, "去年": -1, "来年": 1, "一昨年": -2},
    weekdays={f"{sign}曜日?": place for place, sign in enumerate("月火水木金土日")},
    signs=("年", "月", "日"),
    back="去る|さる",
    ahead="来る|きたる",
    named=frozenset({"同日", "当日", "この日"}),
    beside="翌日|前日|同月|同年|翌年|前年|翌月|その日",
    not_a_date="間|目|ぶり|後|前|以内|連続|ほど|余り|本|中|程度|がかり|当たり|平均|限り",
    apart="(?<![以目])",
)
_CHINESE: Final = _Words(
    days={
        "今天": 0,
        "今日": 0,
        "昨天": -1,
        "昨日": -1,
        "明天": 1,
        "明日": 1,
        "前天": -2,
        "后天": 2,
        "後天": 2,
    },
    weeks={"本周": 0, "本週": 0, "这周": 0, "這週": 0, "上周": -1, "上週": -1, "下周": 1, "下週": 1},
    months={"本月": 0, "上个月": -1, "上個月": -1, "上月": -1, "下个月": 1, "下個月": 1, "下月": 1},
    years={"今年": 0, "去年": -1, "明年": 1, "前年": -2},
    weekdays={f"(?:星期|周|週|礼拜|禮拜){sign}(?!本)": place for place, sign in enumerate(_WEEK)}
    | {"(?:星期|礼拜|禮拜)天": 6},
    signs=("年", "月", "[日号號]"),
    back="刚刚过去的",
    ahead="即将到来的",
    named=frozenset({"当天", "當天", "当日", "當日", "同日"}),
    beside="次日|翌日|前一天|同月|同年|次年|翌年|当月|當月|当年|當年|隔天",
    not_a_date="之?[内內间間]|游|本",
    apart="(?<![目以之此])",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Phrase:
    """One date as it stands: its match, the words of its language, and the days it may be counted from."""

    match: re.Match[str]
    words: _Words
    published: datetime.date
    named: datetime.date | None

    def __getitem__(self, group: str) -> str:
        return self.match.groupdict().get(group) or ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Meaning:
    """What a date means: the day, where it is one, and what is printed for it; nothing where it says all itself."""

    day: datetime.date | None = None
    shown: str | None = None


_Reader = Callable[[_Phrase], Meaning | None]


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundDate:
    """The place of a date in a sentence, and what it means; None where that cannot be told."""

    start: int
    end: int
    meaning: Meaning | None


def resolve_dates_in_signs(
    text: str, language: str, published: StatedDate | None, named: datetime.date | None
) -> tuple[Moments, datetime.date | None]:
    """The relative dates of one sentence, and the day that it names last, for ``the same day`` in the next one.

    ``named`` is that day of the sentences before. ``text`` is folded.
    """
    found = dates_in_signs(text, language, published, named)
    meanings = [one.meaning for one in found if one.meaning]
    shown = tuple(dict.fromkeys(meaning.shown for meaning in meanings if meaning.shown))
    moments = Moments(
        resolved=shown, unresolved=len(meanings) < len(found) or told_from_another_day(text, found)
    )
    return moments, day_named(found) or named


def dates_in_signs(
    text: str, language: str, published: StatedDate | None, named: datetime.date | None
) -> tuple[FoundDate, ...]:
    """Every date of one sentence in order of place; ``text`` is folded, ``named`` as above."""
    day = published.day if published and published.precision in {Precision.DAY, Precision.MINUTE} else None
    words = _LANGUAGES[language]
    found: list[FoundDate] = []
    for pattern, read in _readers(language):
        for match in pattern.finditer(text):
            if not any(match.start() < other.end and other.start < match.end() for other in found):
                phrase = _Phrase(match=match, words=words, published=day or datetime.date.min, named=named)
                meaning = read(phrase) if day or read in {_stated, _again} else None
                found.append(FoundDate(start=match.start(), end=match.end(), meaning=meaning))
    return tuple(sorted(found, key=lambda one: one.start))


def day_named(found: Sequence[FoundDate]) -> datetime.date | None:
    """The day that a sentence names last, None for none."""
    return next((one.meaning.day for one in reversed(found) if one.meaning and one.meaning.day), None)


def told_from_another_day(text: str, found: Sequence[FoundDate]) -> bool:
    """Whether a year of its own, or a date outside its quotation, is what a date of the sentence counts from."""
    relative = [one for one in found if one.meaning and one.meaning.shown]
    years = list(_STATED_YEAR.finditer(text))
    for one in relative:
        before = [year.group() for year in years if year.start() < one.start]
        if before and one.meaning and before[-1] not in (one.meaning.shown or ""):
            return True
    quoted = [match.span() for match in _QUOTED.finditer(text)]
    inside = [any(start <= one.start < end for start, end in quoted) for one in relative]
    return any(inside) and not all(inside)


def _number(written: str) -> int:
    """The number of a month or a day, in digits or in Han numerals up to 99; 0 for none."""
    if not written or written[0].isdecimal():
        return int(written or 0)
    tens, ten, units = written.rpartition("十")
    return (10 * (_NUMERALS.get(tens, 1) if ten else 0)) + _NUMERALS.get(units, 0)


def _date(year: int, month: int, day: int) -> datetime.date | None:
    if not (datetime.MINYEAR < year < datetime.MAXYEAR and 1 <= month <= 12):
        return None
    return datetime.date(year, month, day) if 1 <= day <= calendar.monthrange(year, month)[1] else None


def _meaning(day: datetime.date | None, last: int = 0) -> Meaning | None:
    """The day as printed; with the ``last`` day of its month that it reaches to."""
    if day is None:
        return None
    end = _date(day.year, day.month, last) if last > day.day else None
    return Meaning(day=day, shown=f"{day.day}–{day_in_words(end)}" if end else day_in_words(day))


def _months(day: datetime.date) -> int:
    return day.year * 12 + day.month - 1


def _month(months: int) -> Meaning:
    return Meaning(shown=f"{calendar.month_name[months % 12 + 1]} {months // 12}")


def _stated(phrase: _Phrase) -> Meaning | None:
    """A date with its year: it says all itself."""
    year, month, day = (_number_of_year(phrase["year"]), _number(phrase["month"]), _number(phrase["day"]))
    return Meaning(day=_date(year, month, day) if day else None)


def _again(_: _Phrase) -> Meaning:
    return Meaning()


def _number_of_year(written: str) -> int:
    return int("".join(str(_NUMERALS.get(sign, sign)) for sign in written))


def _of_a_year(phrase: _Phrase) -> Meaning | None:
    """``올해 5월 19일``, ``去年8月``: a month, or a day of it, of a year named by the publication's."""
    year, month = phrase.published.year + phrase.words.years[phrase["year"]], _number(phrase["month"])
    if phrase["day"]:
        return _meaning(_date(year, month, _number(phrase["day"])), _number(phrase["last"]))
    return _month(year * 12 + month - 1) if 1 <= month <= 12 else None


def _of_a_month(phrase: _Phrase) -> Meaning | None:
    """``지난달 19일``, ``来月19日``."""
    months = _months(phrase.published) + phrase.words.months[phrase["month"]]
    return _meaning(_date(months // 12, months % 12 + 1, _number(phrase["day"])), _number(phrase["last"]))


def _month_and_day(phrase: _Phrase) -> Meaning | None:
    """``5월 19일``: of the year that brings it nearest to the publication, on the side that is told."""
    month, number = _number(phrase["month"]), _number(phrase["day"])
    days = [_date(phrase.published.year + step, month, number) for step in (-1, 0, 1)]
    return _meaning(_nearest(phrase, [day for day in days if day]), _number(phrase["last"]))


def _day_alone(phrase: _Phrase) -> Meaning | None:
    """``19일``: of the month that brings it nearest to the publication; None where two months would do."""
    months = [_months(phrase.published) + step for step in (-1, 0, 1)]
    days = [_date(one // 12, one % 12 + 1, _number(phrase["day"])) for one in months]
    day = _nearest(phrase, [day for day in days if day])
    told = phrase["back"] or phrase["ahead"]
    if day is None or (not told and abs((day - phrase.published).days) > _NEAREST):
        return None
    return _meaning(day, _number(phrase["last"]))


def _nearest(phrase: _Phrase, days: Sequence[datetime.date]) -> datetime.date | None:
    if phrase["back"]:
        days = [day for day in days if day <= phrase.published]
    if phrase["ahead"]:
        days = [day for day in days if day >= phrase.published]
    return min(days, key=lambda day: abs(day - phrase.published), default=None)


def _month_alone(phrase: _Phrase) -> Meaning | None:
    """``5월``: the nearest such month, where one is near enough and the other is not."""
    month = _number(phrase["month"])
    if not 1 <= month <= 12:
        return None
    back = (phrase.published.month - month) % 12
    ahead = (month - phrase.published.month) % 12
    if phrase["back"] or phrase["ahead"]:
        return _month(_months(phrase.published) + (-back if phrase["back"] else ahead))
    if min(back, ahead) > _MONTHS_NEAR:
        return None
    return _month(_months(phrase.published) + (-back if back <= ahead else ahead))


def _same_day(phrase: _Phrase) -> Meaning | None:
    """``이날``, ``同日``: the day named last; what names a day beside it stays open."""
    if phrase.named is None or phrase.match.group() not in phrase.words.named:
        return None
    return _meaning(phrase.named)


def _weekday(phrase: _Phrase) -> Meaning | None:
    """``다음 주 화요일``: a weekday of a week that is told; alone it may be the last one or the next."""
    if not phrase["week"]:
        return None
    names = (*phrase.words.weekdays.items(), *zip(f"{_WEEK}天", (*range(7), 6), strict=True))
    place = next(place for name, place in names if re.fullmatch(name, phrase["weekday"]))
    weeks = phrase.words.weeks[phrase["week"]]
    monday = phrase.published - datetime.timedelta(days=phrase.published.weekday())
    return _meaning(monday + datetime.timedelta(weeks=weeks, days=place))


def _near_day(phrase: _Phrase) -> Meaning | None:
    return _meaning(phrase.published + datetime.timedelta(days=phrase.words.days[phrase.match.group()]))


def _week(phrase: _Phrase) -> Meaning:
    monday = phrase.published - datetime.timedelta(days=phrase.published.weekday())
    week = monday + datetime.timedelta(weeks=phrase.words.weeks[phrase.match.group()])
    return Meaning(shown=f"week of {day_in_words(week)}")


def _month_word(phrase: _Phrase) -> Meaning:
    return _month(_months(phrase.published) + phrase.words.months[phrase.match.group()])


def _year_word(phrase: _Phrase) -> Meaning:
    return Meaning(shown=str(phrase.published.year + phrase.words.years[phrase.match.group()]))


def _patterns(words: _Words) -> Iterator[tuple[re.Pattern[str], _Reader]]:
    """What to look for, in the order in which the patterns claim their signs."""
    year, month, day = words.signs
    apart = words.apart
    which = rf"(?:{apart}(?:(?P<back>{words.back})|(?P<ahead>{words.ahead}))\s?)?"
    stop = rf"(?!\s?(?:{words.not_a_date}))"
    last = rf"(?:\s?(?:{day})?\s?(?:[~∼〜～、,·・-]|から|부터|至|到)\s?(?P<last>{_NUMBER}))?"
    a_month, a_day = rf"(?P<month>{_NUMBER})\s?{month}", rf"(?P<day>{_NUMBER}){last}\s?両?{day}{stop}"
    years, months, weeks = (_either(table) for table in (words.years, words.months, words.weeks))
    stated = rf"(?<!\d)(?P<year>\d{{4}}|二〇[〇一二三四五六七八九]{{2}})\s?{year}"
    yield late(rf"{stated}(?:\s?{a_month}(?:\s?{a_day})?)?"), _stated
    yield late(r"(?<!\d)(?P<year>\d{4})[./-]\s?(?P<month>\d{1,2})[./-]\s?(?P<day>\d{1,2})"), _stated
    yield _AGAIN, _again
    yield late(rf"{apart}(?P<year>{years})\s?の?{a_month}(?:\s?{a_day})?"), _of_a_year
    yield late(rf"{apart}(?P<month>{months})\s?の?{a_day}"), _of_a_month
    yield late(rf"{which}(?<![\d.])(?P<month>{_NUMBER})\s?{month}\s?{a_day}"), _month_and_day
    yield (
        late(rf"{which}(?<![\d.])(?P<month>\d{{1,2}})\s?{month}(?!\s?\d|[가-힣]*?요일)"),
        _month_alone,
    )
    yield (
        late(rf"{which}(?<![\d.,:第초約约])(?P<day>\d{{1,2}}){last}両?{day}{stop}"),
        _day_alone,
    )
    yield late(rf"{apart}(?:{'|'.join(sorted(words.named))}|{words.beside})(?!本)"), _same_day
    yield late(rf"{apart}(?P<week>{weeks})(?P<weekday>[{_WEEK}天])(?!本)"), _weekday
    weekdays = "|".join(words.weekdays)
    yield (
        late(rf"(?:{apart}(?P<week>{weeks})\s?の?)?(?<![\d一二三两兩每]) ?(?P<weekday>{weekdays})"),
        _weekday,
    )
    yield late(rf"{apart}(?:{_either(words.days)})(?![本날야])"), _near_day
    yield late(rf"{apart}(?:{weeks})"), _week
    yield late(rf"{apart}(?:{months})"), _month_word
    yield late(rf"{apart}(?:{years})"), _year_word


def _either(words: Mapping[str, int]) -> str:
    return "|".join(sorted(words, key=lambda word: (-len(word), word)))


_LANGUAGES: Final = {"ko": _KOREAN, "ja": _JAPANESE, "zh": _CHINESE}


@functools.cache
def _readers(language: str) -> tuple[tuple[re.Pattern[str], _Reader], ...]:
    """The patterns of a language, compiled when a sentence in it is first read."""
    return tuple(_patterns(_LANGUAGES[language]))
