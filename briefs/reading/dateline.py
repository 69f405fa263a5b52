"""Wire datelines: place, day and agency before the first words of a report."""

from collections.abc import Iterable
from typing import Final

from briefs.language.late import late
from briefs.model import Precision, StatedDate
from briefs.reading.agencies import AGENCY
from briefs.reading.credit_wordings import OUTLET_NOUN
from briefs.reading.dates import find_dates, find_slips

_LONGEST: Final = 120
"""Characters of a dateline; those of the agencies have 10 to 60."""

_CAPITALS: Final = r"[A-Z][A-Z.’'-]{2,}(?: [A-Z.’'-]{2,}){0,3}"
_PLACE: Final = r"[A-Z][\w.’'-]+(?: [A-Z][\w.’'-]+){0,3}"
_REGION: Final = rf"(?:, ?{_PLACE})?"
_AGENCY: Final = r"\s?\([A-Z][\w .,&/’'-]{1,40}\)"
_DAY: Final = (
    r"(?:, ?|\s)(?:[A-Z][a-z]+day,? )?(?:[A-Z][a-z]{2,8}\.? ?[0-9]{1,2}|[0-9]{1,2} [A-Z][a-z]{2,8}\.?)"
    r"(?:,? [12][0-9]{3})?"
)
_DASH: Final = r"\s?(?:—|–|--)\s?|\s-\s"
_NO_PLACE: Final = (
    r"(?!(?:In|On|At|By|From|To|The|After|Before|Since|Until|As"
    r"|(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)\b)"
)
_RELEASE: Final = (
    rf"(?:{_CAPITALS}|{_PLACE}){_REGION}(?:(?:{_DAY})?\s?/[A-Z][A-Za-z]{{4,20}}(?:-[A-Za-z ]{{2,30}})?/(?:{_DASH}|\s)"
    rf"|\s?--\s?{_AGENCY}\s?--\s?)"
)
"""That of a release wire: /PRNewswire/ --, --(BUSINESS WIRE)--."""
_DATELINE: Final = late(
    rf"{_NO_PLACE}(?:{_RELEASE}|(?P<bare>{_CAPITALS}{_REGION})(?:{_DASH})"
    rf"|(?:{_CAPITALS}|{_PLACE}){_REGION}{_DAY}{_AGENCY}(?:{_DASH}|[:.]\s|\s)"
    rf"|(?:{_CAPITALS}|{_PLACE}){_REGION}{_AGENCY}(?:{_DASH}|\.\s|\s)"  # before a colon stands a speaker
    rf"|(?:{_CAPITALS}|{_PLACE}){_REGION}{_DAY}(?:{_DASH}|[:.]\s)"
    rf"|(?P<label>{_CAPITALS}:\s))"
)
_CREDIT: Final = late(
    rf"\((?:{AGENCY}|[A-Z][\w’'-]*(?: [A-Z&][\w’'-]*){{0,3}} {OUTLET_NOUN})\)(?:{_DASH}|:\s|\s)"
)
"""A credit alone: ``(Northern Wire) The ferry``, ``(Reuters) - ``."""
_OPEN: Final = r"[(（\[［【]"
_CLOSED: Final = r"[)）\]］】]"
_NO_CLOSED: Final = r"[^)）\]］】(（\[［【]"
_REPORTERS: Final = (
    r"(?:[가-힣]{2,4}(?:\s?[·,]\s?|\s)){1,4}(?:[가-힣]{2,4}\s)?(?:기자|특파원|통신원)\s?(?:=\s?)?"
)
_REPORTER: Final = rf"(?:\s?{_OPEN}(?:记者|記者){_NO_CLOSED}{{1,30}}{_CLOSED})"
_ASIAN: Final = tuple(
    late(pattern)
    for pattern in (
        # (서울=연합뉴스) 홍길동 기자 = ; [한빛일보 홍길동 기자]
        rf"{_OPEN}{_NO_CLOSED}{{1,24}}=\s?[가-힣A-Za-z0-9]{{2,12}}{_CLOSED}\s?(?:{_REPORTERS})?",
        rf"{_OPEN}(?:[가-힣A-Za-z0-9]{{2,12}}[\s=|/]){{1,2}}[가-힣]{{2,4}}\s?(?:기자|특파원){_CLOSED}\s?(?:=\s?)?",
        # 【ソウル共同】 ; 【ソウル＝山田太郎】 ; ［ソウル 19日 ロイター］ -
        rf"[【［\[]{_NO_CLOSED}{{0,30}}?(?:{AGENCY}|[＝=]{_NO_CLOSED}{{2,14}})[】］\]]\s?(?:[-–—]\s)?",
        # 新华社首尔5月19日电（记者张三） ; （中央社記者張三首爾19日電）
        rf"{_OPEN}?{AGENCY}[^，。,、]{{0,30}}?日{_NO_CLOSED}{{0,6}}?(?:电|電|讯|訊){_CLOSED}?{_REPORTER}?[\s:：，]?",
    )
)
"""Datelines in Korean, Japanese and Chinese: bracketed, or ended by the sign for a wire."""
_LABEL: Final = late(rf"{_CAPITALS}:\s")
_BEGINS: Final = late(r"[\"“‘«]?[A-Z0-9À-Þ]")
_SENTENCE: Final = late(r"[^.!?]*")
_DASHES: Final = late(r"—|–|--| - ")


def dateline_length(text: str, *, labels: int = 1) -> int:
    """Return how many characters at the head of a paragraph are its dateline, 0 where there is none.

    ``SEOUL, May 19 (Northern Wire) — Ministers met`` has 31. A place in capitals may stand alone before a
    dash; any other place needs a day or an agency beside it. ``NATO — the alliance — said`` has none: its
    dashes come in a pair. ``labels`` is how many paragraphs of the page begin with capitals and a colon: one
    may be a place, several are those who speak, and a speaker's label is never parted from the words.
    """
    asian = None if text[:_LONGEST].isascii() else _asian_length(text)
    if asian:
        return asian
    head = text[: _LONGEST + 1]
    credit = _CREDIT.match(head)
    if credit and _BEGINS.match(text[credit.end() :]):
        return credit.end()
    match = _DATELINE.match(head)
    if match is None or (match["label"] and labels > 1) or not _BEGINS.match(text[match.end() :]):
        return 0
    sentence = _SENTENCE.match(text[match.end() : match.end() + 600])
    is_pair = bool(match["bare"]) and sentence is not None and len(_DASHES.findall(sentence.group())) % 2 == 1
    return 0 if is_pair else match.end()


def _asian_length(text: str) -> int:
    """Return how many characters a dateline in Korean, Japanese or Chinese has; it never is all of a paragraph."""
    head = text[:_LONGEST]
    match = next((found for pattern in _ASIAN if (found := pattern.match(head))), None)
    return match.end() if match and text[match.end() :].strip() else 0


def count_labels(texts: Iterable[str]) -> int:
    """Return how many of ``texts`` begin with a word in capitals and a colon: several are no datelines."""
    return sum(_LABEL.match(text) is not None for text in texts)


def dateline_date(text: str) -> StatedDate | None:
    """Return the day, with its year, that the dateline of a paragraph states, or None."""
    dates = [found.date for found in find_dates(text[: dateline_length(text)])]
    stated = [date for date in dates if date.precision is not Precision.MONTH]
    return stated[0] if len(stated) == 1 else None


def dateline_slip(text: str) -> StatedDate | None:
    """Return the day that the dateline of a paragraph states with a weekday that is not its own, or None."""
    return next((found.date for found in find_slips(text[: dateline_length(text)])), None)
