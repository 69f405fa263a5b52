"""Our own words on the page: dates, counts, ranges, labels. Never a word of a source."""

import datetime
import re
import unicodedata
from collections.abc import Iterable, Sequence
from typing import Final

from briefs.model import CopySignal, DisclosureKind, Event, Precision, Print, SourceFormat, StatedDate

UNDATED: Final = "date not stated"

_MONTHS: Final = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
_LANGUAGES: Final = {
    "ar": "Arabic",
    "de": "German",
    "en": "English",
    "es": "Spanish",
    "fr": "French",
    "ja": "Japanese",
    "ko": "Korean",
    "ru": "Russian",
    "zh": "Chinese",
}
_FORMATS: Final = {
    SourceFormat.TEXT: "plain text",
    SourceFormat.MARKDOWN: "Markdown text",
    SourceFormat.HTML: "web page",
    SourceFormat.PDF: "PDF document",
    SourceFormat.DOCX: "Word document",
    SourceFormat.EMAIL: "e-mail",
    SourceFormat.TELEGRAM: "Telegram export",
}
_DISCLOSED: Final = {
    DisclosureKind.AI_GENERATED: "AI-generated",
    DisclosureKind.MACHINE_TRANSLATED: "Machine-translated",
    DisclosureKind.SYNTHESISED: "Synthesised",
    DisclosureKind.SPONSORED: "Sponsored",
    DisclosureKind.PRESS_RELEASE: "Press release",
}
_SIGNALS: Final = {
    CopySignal.SAME_TEXT: "same text",
    CopySignal.NEAR_COPY: "near copy",
    CopySignal.CREDIT: "retold",
    CopySignal.FEED: "retold",
    CopySignal.ADDRESS: "another version",
}
_PARTS: Final = {"d": "disagreement", "q": "quotation", "t": "timeline"}
_WHOLE: Final = 0.75
"""Share of a text in its origin from which it is a cut; a text that holds its origin and more has less."""
_WEEK: Final = re.compile(r"\d{4}-W\d{2}")
_UNPRINTABLE: Final = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"})


def day(date: datetime.date) -> str:
    """A day as ``19 May 2026``."""
    return f"{date.day} {_MONTHS[date.month - 1]} {date.year}"


def stated(date: StatedDate) -> str:
    """A date exactly as precise as its source states it: ``2026``, ``May 2026``, ``19 May 2026``."""
    match date.precision:
        case Precision.YEAR:
            return str(date.day.year)
        case Precision.MONTH:
            return f"{_MONTHS[date.day.month - 1]} {date.day.year}"
        case _:
            return day(date.day)


def when(event: Event) -> str:
    """The day, month, year or range of an event: ``18–19 May 2026``, ``30 May to 2 June 2026``."""
    if event.last is None or event.last == event.day:
        return stated(StatedDate(day=event.day, precision=event.precision))
    if (event.day.year, event.day.month) == (event.last.year, event.last.month):
        return f"{event.day.day}–{day(event.last)}"
    first = day(event.day)
    if event.day.year == event.last.year:
        first = first.rpartition(" ")[0]
    return f"{first} to {day(event.last)}"


def stated_with_time(date: StatedDate) -> str:
    """A date with the time and zone its source states: ``21 May 2026, 18:40 (+09:00)``."""
    if date.precision is not Precision.MINUTE or date.time is None:
        return stated(date)
    zone = f" ({date.zone})" if date.zone else ""
    return f"{stated(date)}, {date.time:%H:%M}{zone}"


def count(number: int, one: str, many: str | None = None) -> str:
    """A number with its noun: ``1 source``, ``9,988 sources``."""
    noun = one if number == 1 else many or f"{one}s"
    return f"{number:,} {noun}"


def listing(words: Sequence[str]) -> str:
    """Words joined as in a sentence: ``a``, ``a and b``, ``a, b and c``."""
    if len(words) < 2:
        return "".join(words)
    return f"{', '.join(words[:-1])} and {words[-1]}"


def period(dates: Iterable[StatedDate | None]) -> str:
    """When sources were published: ``published 18 August 2025 to 22 May 2026; 1 undated``."""
    given = list(dates)
    known = sorted((date for date in given if date), key=lambda date: date.day)
    undated = len(given) - len(known)
    if not known:
        return "none of them dated" if len(given) > 1 else "not dated"
    first, last = stated(known[0]), stated(known[-1])
    span = f"published {first}" if first == last else f"published {first} to {last}"
    return f"{span}; {undated:,} undated" if undated else span


def language(tag: str) -> str:
    """A language's English name, or its tag where we have no name for it."""
    name = _LANGUAGES.get(primary(tag))
    return name or ("language not known" if tag == "und" else tag)


def primary(tag: str) -> str:
    """The language subtag of a BCP 47 tag: ``en`` of ``en-GB``."""
    return tag.partition("-")[0].lower()


def medium(form: SourceFormat) -> str:
    """What kind of file a source was: ``plain text``, ``web page``."""
    return _FORMATS[form]


def tag(kind: DisclosureKind) -> str:
    """A disclosure in a word or two, for the margin: ``AI-generated``."""
    return _DISCLOSED[kind]


def badge(kind: DisclosureKind) -> str:
    """A disclosure as its reference shows it: ``AI-generated, by its own notice``."""
    return f"{_DISCLOSED[kind]}, by its own notice"


def locator(passage: int, page: int | None) -> str:
    """Where in a source a sentence stands: ``¶ 4``, or ``p. 3, ¶ 7`` where its pages are known."""
    paragraph = f"¶\N{NO-BREAK SPACE}{passage}"
    return f"p.\N{NO-BREAK SPACE}{page}, {paragraph}" if page else paragraph


def use(identifier: str) -> str:
    """What cites a source: a statement by its id, else ``timeline 3``."""
    part = _PARTS.get(identifier[:1])
    return f"{part}\N{NO-BREAK SPACE}{identifier[1:]}" if part else identifier


def sources(cited: int, origins: int) -> str:
    """How many sources are cited, and of how many origins where some are prints of one story."""
    counted = count(cited, "source")
    return counted if cited == origins else f"{counted} ({count(origins, 'origin')})"


def resemblance(carried: Print) -> str | None:
    """What tells of a print that it is one: ``near copy``, ``cut, credit: Yonhap``; None for the origin."""
    if carried.signal is None or carried.share is None:
        return None
    whole = "cut" if carried.share >= _WHOLE else "with words of its own"
    told = _SIGNALS.get(carried.signal, whole)
    return f"{told}, credit: {carried.credits[0].agency}" if carried.credits else told


def kind_of_edition(identifier: str) -> str:
    """``Weekly brief`` for an edition named after a week, else ``Brief``."""
    return "Weekly brief" if _WEEK.fullmatch(identifier) else "Brief"


def shortened(text: str, limit: int) -> str:
    """The text, cut at a word and closed by an ellipsis where it is longer than ``limit``."""
    if len(text) <= limit:
        return text
    cut = text[:limit]
    head = cut.rsplit(" ", 1)[0] if " " in cut[limit // 2 :] else cut[:-1]
    return head.rstrip(" ,;:–—-") + "…"


def quoted(title: str) -> str:
    """A title in single quotation marks, or in double ones where it has single ones of its own at an end."""
    own = title.startswith(("‘", "'")) or title.endswith(("’", "'"))
    return f"“{title}”" if own else f"‘{title}’"


def visible(text: str) -> str:
    r"""Text of unknown making (a path, a message, an address) with every invisible character spelled out.

    A direction override or a lone surrogate in a file name prints as ``\u{202E}``: it can neither
    disturb the line nor hide.
    """
    return "".join(
        spelled(character) if unicodedata.category(character) in _UNPRINTABLE else character
        for character in text
    )


def spelled(character: str) -> str:
    r"""A character as its code point: ``\u{202E}``."""
    return f"\\u{{{ord(character):04X}}}"
