"""Dates as sources write them: read strictly, or not at all.

Day, month and year must be written out and possible, a weekday beside them must be the right one (only a
field that must hold a date may slip in it, and then says so), and ``03/04/2026`` is nobody's date. Month and
weekday names are known in English, French, German, Spanish, Italian, Portuguese and Dutch; Korean, Japanese and
Chinese dates by their signs, years of Reiwa and of the Republic of China among them. All patterns are linear.
"""

import datetime
import re
from dataclasses import dataclass
from typing import Final

from briefs.language.late import late
from briefs.model import Precision, StatedDate

_LONGEST: Final = 140
"""Characters of a string that may be a date: the longest labelled one with an update clause has 110."""
_LAST_MONTH: Final = 12
_NOON: Final = 12
_LAST_OFFSET: Final = 14
_BEFORE_YEAR: Final = 40
_AFTER_YEAR: Final = 60
"""Characters of a mention on either side of its year: the longest day has 33, time and zone 40."""

_MONTHS: Final = (
    "january jan janvier januar jänner enero gennaio janeiro januari",
    "february feb février fevrier februar febrero febbraio fevereiro februari",
    "march mar mars märz marzo março maart",
    "april apr avril abril aprile",
    "may mai mayo maggio maio mei",
    "june jun juin juni junio giugno junho",
    "july jul juillet juli julio luglio julho",
    "august aug août aout agosto augustus",
    "september sep sept septembre septiembre setiembre settembre setembro",
    "october oct octobre oktober okt octubre ottobre outubro",
    "november nov novembre noviembre novembro",
    "december dec décembre decembre dezember dez diciembre dicembre dezembro",
)
_WEEKDAYS: Final = (
    "monday mon lundi montag lunes lunedì segunda-feira maandag",
    "tuesday tues tue mardi dienstag martes martedì terça-feira dinsdag",
    "wednesday wed mercredi mittwoch miércoles mercoledì quarta-feira woensdag",
    "thursday thurs thur thu jeudi donnerstag jueves giovedì quinta-feira donderdag",
    "friday fri vendredi freitag viernes venerdì sexta-feira vrijdag",
    "saturday sat samedi samstag sonnabend sábado sabato zaterdag",
    "sunday sun dimanche sonntag domingo domenica zondag",
)
_WEEKDAY_SIGNS: Final = ("월月一", "화火二", "수水三", "목木四", "금金五", "토土六", "일日天")
_ZONES: Final = {
    **dict.fromkeys(("Z", "UTC", "GMT", "WET"), "+00:00"),
    **dict.fromkeys(("CET", "WEST"), "+01:00"),
    **dict.fromkeys(("CEST", "EET"), "+02:00"),
    **dict.fromkeys(("EEST", "MSK"), "+03:00"),
    **dict.fromkeys(("ICT", "WIB"), "+07:00"),
    **dict.fromkeys(("HKT", "SGT", "PHT"), "+08:00"),
    **dict.fromkeys(("KST", "JST"), "+09:00"),
    **dict.fromkeys(("PST",), "-08:00"),
    **dict.fromkeys(("PDT", "MST"), "-07:00"),
    **dict.fromkeys(("EST",), "-05:00"),
    **dict.fromkeys(("EDT",), "-04:00"),
}
_UNSURE_ZONES: Final = "BST|IST|CST|CDT|ET|PT|CT|MT|AST"
"""Names that mean several offsets: a time beside one of them is dropped, the day stays."""
_ERAS: Final = {"令和": 2018, "中華民國": 1911, "民國": 1911}
"""The year before the first of each count of years that news of today is dated in."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundDate:
    """A fully dated mention: half-open code points in the text that was searched, and its date."""

    start: int
    end: int
    date: StatedDate


def parse_date(text: str) -> StatedDate | None:
    """Return the date that a whole short string states, or None when it states none or more than one reading.

    A label ("Published:", "Posted on") may stand before it and an update clause ("| Updated …") after it.
    A date of an update alone is None, and so is a bare year, which may as well be a count.
    """
    match = _whole(text)
    return _date_of(match) if match else None


def parse_field(value: str) -> StatedDate | None:
    """Return the date of a field that must hold one: as ``parse_date``, or ``2026``, or ``20260519``.

    A weekday that is not that of the date is no reason to say nothing: it is told as the ``slip`` of the date.
    """
    stripped = value.strip()
    compact = _COMPACT.fullmatch(stripped)
    if compact:
        day = "-".join(compact.group("year", "month", "day"))
        time = f" {compact['hour']}:{compact['minute']}{compact['zone'] or ''}" if compact["hour"] else ""
        return parse_date(day + time)
    if _YEAR_ONLY.fullmatch(stripped):
        return StatedDate(day=datetime.date(int(stripped), 1, 1), precision=Precision.YEAR)
    match = _whole(stripped)
    return _slipped(match) if match else None


def find_dates(text: str) -> tuple[FoundDate, ...]:
    """Return every mention of day, month and year in ``text``, in order, with weekday and time beside it."""
    return tuple(
        FoundDate(start=match.start(), end=match.end(), date=date)
        for start, end in _neighbourhoods(text)
        for match in _MENTION.finditer(text, start, end)
        if (date := _date_of(match)) is not None
    )


def find_slips(text: str) -> tuple[FoundDate, ...]:
    """Return every mention of a day in ``text``, in order, whose weekday is not that of its date."""
    return tuple(
        FoundDate(start=match.start(), end=match.end(), date=date)
        for start, end in _neighbourhoods(text)
        for match in _MENTION.finditer(text, start, end)
        if (date := _slipped(match)) is not None and date.slip
    )


def _whole(text: str) -> re.Match[str] | None:
    """Return the match of a whole short string, where it has the form of a date."""
    folded = " ".join(text.split())
    if len(folded) > _LONGEST:
        return None
    patterns = (_WHOLE, _WHOLE_TIME_FIRST, _WHOLE_MONTH)
    return next((match for pattern in patterns if (match := pattern.fullmatch(folded))), None)


def _neighbourhoods(text: str) -> list[tuple[int, int]]:
    """Return disjoint ranges around all that may be a year: most of a text is never searched for the rest."""
    ranges: list[tuple[int, int]] = []
    for year in _ANY_YEAR.finditer(text):
        start, end = max(0, year.start() - _BEFORE_YEAR), year.end() + _AFTER_YEAR
        if ranges and start <= ranges[-1][1]:
            start = ranges.pop()[0]
        ranges.append((start, end))
    return ranges


def _date_of(match: re.Match[str]) -> StatedDate | None:
    date = _slipped(match)
    return None if date is None or date.slip else date


def _slipped(match: re.Match[str]) -> StatedDate | None:
    """Return the date of a match, be its weekday the right one or not."""
    day = _day_of(match)
    if day is None:
        return None
    slip = _slip(match, day)
    if not _stated(match, "d") and not _stated(match, "p"):
        return StatedDate(day=day, precision=Precision.MONTH, slip=slip)
    hour = _stated(match, "hour")
    if not hour or _stated(match, "unsure"):
        return StatedDate(day=day, slip=slip)
    time = _time_of(int(hour), _stated(match, "minute"), _stated(match, "half"))
    zone = _zone_of(match)
    if time is None or zone is None:
        return None
    return StatedDate(day=day, precision=Precision.MINUTE, time=time, zone=zone or None, slip=slip)


def _stated(match: re.Match[str], name: str) -> str:
    """Return the group ``name`` of whichever alternative matched, or nothing."""
    groups = match.groupdict()
    return next((value for key, value in groups.items() if value and key.rstrip("0123456789") == name), "")


def _day_of(match: re.Match[str]) -> datetime.date | None:
    year, month, day = (_stated(match, name) for name in ("y", "m", "d"))
    if not month:
        ordered = _order(int(match["p"]), int(match["q"]))
        if ordered is None:
            return None
        number, month = ordered
        day = str(number)
    era = _stated(match, "era")
    try:
        return datetime.date(_ERAS.get(era, 0) + int(year), _month_of(month), int(day or "1"))
    except ValueError:
        return None


def _order(first: int, second: int) -> tuple[int, str] | None:
    """Return day and month of ``19/05`` or ``05/19``; None where both readings are possible and differ."""
    if first == second or second > _LAST_MONTH:
        return second, str(first)
    return (first, str(second)) if first > _LAST_MONTH else None


def _month_of(month: str) -> int:
    return int(month) if month.isdigit() else _MONTH_NUMBER[month.lower()]


def _slip(match: re.Match[str], day: datetime.date) -> str | None:
    """Return the weekday beside a date that is not its own."""
    name = _stated(match, "weekday")
    sign = _stated(match, "sign")
    if name and _WEEKDAY_NUMBER[name.lower()] != day.weekday():
        return name
    return None if not sign or sign in _WEEKDAY_SIGNS[day.weekday()] else sign


def _time_of(hour: int, minute: str, half: str) -> datetime.time | None:
    if half:
        evening = half.lower()[0] == "p" or half[-1] in "후後下" or half == "下午"
        if hour > _NOON and not evening:
            return None
        hour = hour % _NOON + (_NOON if evening else 0)
    return datetime.time(hour, int(minute or "0"))


def _zone_of(match: re.Match[str]) -> str | None:
    """Return ``+09:00``, nothing where none is stated, or None for an offset no place has."""
    name, direction = _stated(match, "zone"), _stated(match, "direction")
    if not direction:
        return _ZONES[name] if name else ""
    sign = "+" if direction == "+" else "-"
    hours, minutes = int(_stated(match, "ahead")), int(_stated(match, "besides") or "0")
    if hours > _LAST_OFFSET or minutes not in (0, 30, 45):
        return None
    return f"{sign}{hours:02}:{minutes:02}"


def _numbers(rows: tuple[str, ...], first: int) -> dict[str, int]:
    return {name: number for number, row in enumerate(rows, first) for name in row.split()}


def _any_of(names: dict[str, int]) -> str:
    return "|".join(sorted(map(re.escape, names), key=len, reverse=True))


_MONTH_NUMBER: Final = _numbers(_MONTHS, 1)
_WEEKDAY_NUMBER: Final = _numbers(_WEEKDAYS, 0)
_NAME: Final = rf"(?:{_any_of(_MONTH_NUMBER)})"
_YEAR: Final = r"[12][0-9]{3}"
_DAY: Final = r"[0-3]?[0-9]"
_GAP: Final = r"[ \t\u00a0]{0,2}"
_WEEKDAY: Final = rf"(?:(?P<weekday>{_any_of(_WEEKDAY_NUMBER)})(?:\.,?|,)?{_GAP}(?:den |the |el |le )?)?"
_SIGN: Final = r"[월화수목금토일月火水木金土日]"
_WEEKDAY_AFTER: Final = (
    rf"(?:{_GAP}[（(](?:(?P<sign>{_SIGN})(?:요일|曜日|曜)?|(?P<weekday2>{_any_of(_WEEKDAY_NUMBER)}))[)）]"
    rf"|{_GAP}(?P<sign2>{_SIGN})(?:요일|曜日)|{_GAP}(?:星期|周|週)(?P<sign3>[一二三四五六日天]))?"
)
_ORDINAL: Final = r"(?:st|nd|rd|th|er|\.|º)?"
_DATES: Final = (
    rf"(?P<d1>{_DAY}){_ORDINAL}{_GAP}(?:of |de |-)?(?P<m1>{_NAME})[.,]?{_GAP}(?:del? |-)?(?P<y1>{_YEAR})",
    rf"(?P<m2>{_NAME})\.?{_GAP}(?P<d2>{_DAY}){_ORDINAL}(?:,{_GAP}|[ \t\u00a0]{{1,2}})(?P<y2>{_YEAR})",
    rf"(?P<y3>{_YEAR})(?P<rule>[-/])(?P<m3>[01]?[0-9])(?P=rule)(?P<d3>{_DAY})",
    rf"(?P<y4>{_YEAR})\.{_GAP}(?P<m4>[01]?[0-9])\.{_GAP}(?P<d4>{_DAY})(?:\.(?![0-9]))?",
    rf"(?P<y5>{_YEAR}){_GAP}[년年]{_GAP}(?P<m5>[01]?[0-9]){_GAP}[월月]{_GAP}(?P<d5>{_DAY}){_GAP}[일日号號]",
    rf"(?P<era>{'|'.join(_ERAS)}){_GAP}(?P<y7>[0-9]{{1,3}}){_GAP}年{_GAP}(?P<m7>[01]?[0-9]){_GAP}月{_GAP}(?P<d7>{_DAY}){_GAP}日",
    rf"(?P<p>{_DAY})(?P<rule2>[-/.])(?P<q>{_DAY})(?P=rule2)(?P<y6>{_YEAR})",
)
_ZONE: Final = (
    rf"(?:{_GAP}\(?(?:(?:UTC|GMT)?(?P<direction>[+\-−])(?P<ahead>[01]?[0-9]):?(?P<besides>[0-5][0-9])?(?![0-9])"
    rf"|(?-i:(?P<zone>{'|'.join(sorted(_ZONES, key=len, reverse=True))}))\b"
    rf"|(?-i:(?P<unsure>{_UNSURE_ZONES}))\b)\)?)?"
)
_HALF: Final = r"(?:[ap]\.m\.|[ap]m)(?![a-z])"
_TIME: Final = (
    rf"(?:(?P<half>오전|오후|午前|午後|上午|下午){_GAP})?(?P<hour>[01]?[0-9]|2[0-3])"
    rf"(?:[:h](?P<minute>[0-5][0-9])(?::[0-5][0-9](?:[.,][0-9]{{1,9}})?)?"
    rf"(?:{_GAP}(?P<half2>{_HALF}))?(?: Uhr| hrs)?"
    rf"|\.(?P<minute2>[0-5][0-9])(?: Uhr|{_GAP}(?P<half3>{_HALF}))|{_GAP}(?P<half4>{_HALF})"
    rf"|{_GAP}[시時时点點]{_GAP}(?:(?P<minute3>[0-5]?[0-9]){_GAP}[분分])?)(?![0-9]){_ZONE}"
)
_BETWEEN: Final = rf"(?:T|{_GAP}\((?=[0-2]?[0-9]:)|,?{_GAP}(?:at|à|um|alle|a las|om|[-–—|·•])?{_GAP})"
_DATE: Final = rf"{_WEEKDAY}(?:{'|'.join(_DATES)})(?:(?<=[일日号號])|(?![0-9])){_WEEKDAY_AFTER}"
_LABEL: Final = (
    r"(?:(?:(?:first |date |originally )?(?:published|posted|issued|released)|publication date|dated?"
    r"|date published|publié|veröffentlicht|publicado|pubblicato|gepubliceerd"
    r"|입력|등록|게시|발행|公開日?|掲載日?|配信|发布时间|発行日?)"
    r"(?: (?:on|at|the|le|am|el|il|em|op))?[ :：|–—-]{0,4})?"
)
_UPDATE: Final = r"(?:[ ,;|·•(/–—-]{1,4}(?:last )?(?:updated|modified|revised|수정|更新)\b.{0,60})?"
_WHOLE: Final = late(
    rf"{_LABEL}{_DATE}(?:{_BETWEEN}{_TIME})?(?: \([0-2]?[0-9]:?[0-5][0-9] (?:UTC|GMT)\))?[.)]?{_UPDATE}",
    re.IGNORECASE,
)
_WHOLE_TIME_FIRST: Final = late(rf"{_LABEL}{_TIME},? (?:on |le |am |el )?{_DATE}[.]?{_UPDATE}", re.IGNORECASE)
_WHOLE_MONTH: Final = late(
    rf"{_LABEL}(?:(?P<m1>{_NAME})[.,]?{_GAP}(?:de )?(?P<y1>{_YEAR})|(?P<y2>{_YEAR})-(?P<m2>[01][0-9])"
    rf"|(?P<y3>{_YEAR}){_GAP}[년年]{_GAP}(?P<m3>[01]?[0-9]){_GAP}[월月])",
    re.IGNORECASE,
)
_MENTION: Final = late(rf"(?<![\w./-]){_DATE}(?:{_BETWEEN}{_TIME})?", re.IGNORECASE)
_ANY_YEAR: Final = late(rf"(?<![0-9]){_YEAR}(?![0-9])|{'|'.join(_ERAS)}")
_COMPACT: Final = late(
    r"(?P<year>[12][0-9]{3})(?P<month>[01][0-9])(?P<day>[0-3][0-9])"
    r"(?:T?(?P<hour>[0-2][0-9])(?P<minute>[0-5][0-9])(?:[0-5][0-9])?(?P<zone>Z|[+-][0-9]{2}:?[0-9]{2})?)?"
)
_YEAR_ONLY: Final = late(r"(?:19|20)[0-9]{2}")
