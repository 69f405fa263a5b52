"""What earlier stages say in English, recognised and said again in the language of the page.

Those stages know no language but English for what they add of their own: the day that “on Monday” is, the question that
sources answer differently, the reason why a file was not used. All of it is made after a pattern, and the patterns
stand here as messages: each tells what an English wording is and how it is said elsewhere. What follows no pattern is
a source's own words, or nobody has foreseen it, and stays as it is.
"""

import datetime
import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import cache
from typing import Final

from briefs.model import Precision, StatedDate
from briefs.publication import fonts
from briefs.publication.reasons import DOUBTS, REASONS, SEARCHED
from briefs.publication.translations import WRITTEN_IN, marked, meant
from briefs.publication.view import Phrase, Said
from briefs.publication.wording import LANGUAGES, MONTHS, Words, words_of

_Form = tuple[str | None, str]
"""A message with its meaning, where it has several."""

_DATES: Final = (
    meant("date", "%(day)s %(month)s %(year)s"),
    meant("date", "%(month)s %(year)s"),
    meant("date", "%(year)s"),
    meant("dates", "%(first)s–%(day)s %(month)s %(year)s"),
    meant("dates", "%(first)s and %(day)s %(month)s %(year)s"),
    meant("dates", "%(first)s or %(day)s %(month)s %(year)s"),
    meant("dates", "%(first)s %(first_month)s or %(day)s %(month)s %(year)s"),
    meant("dates", "%(first)s %(first_month)s %(first_year)s or %(day)s %(month)s %(year)s"),
    meant("dates", "%(first_month)s to %(month)s %(year)s"),
    meant("dates", "about %(year)s"),
)
_AROUND_DATES: Final = (meant("dates", "week of %(dates)s"), meant("dates", "as of %(dates)s"))
_PAIR: Final = ((None, marked("%(land)s and %(other_land)s")),)
_SPEAKING: Final = ((None, marked("%(speaker)s speaking")),)
_QUESTIONS: Final = (
    *((None, marked("President of China")), (None, marked("President of Vietnam"))),
    (None, marked("spelling of the name of the President of China")),
    (None, marked("spelling of the name of the %(office)s of %(place)s")),
    (None, marked("spelling of a person's name")),
    (None, marked("number of %(counted)s")),
    (None, marked("date on which %(event)s")),
    (None, marked("where %(people)s met")),
    (None, marked("which %(event)s it was: %(answers)s")),
    (None, marked("%(office)s of %(place)s")),
    (None, marked("%(local_office)s of %(town)s")),
)
_TERMS: Final = (
    (None, marked("%(shown)s and %(count)s more term")),
    (None, marked("%(shown)s and %(count)s more terms")),
)
"""The end of the list of what was searched."""

_OFFICES: Final = (
    *(marked("Prime Minister"), marked("President"), marked("Premier"), marked("Chancellor")),
    *(marked("Foreign Minister"), marked("Foreign Secretary"), marked("Defence Minister")),
    *(marked("Finance Minister"), marked("Interior Minister"), marked("Trade Minister")),
    *(marked("Unification Minister"), marked("Vice President"), marked("National Security Adviser")),
    *(marked("Chief Cabinet Secretary"), marked("Secretary of State"), marked("King"), marked("Emperor")),
    *(marked("Mayor"), marked("Governor")),
)
_LOCAL_OFFICES: Final = ("Mayor", "Governor")
_LANDS: Final = (
    *(marked("South Korea"), marked("North Korea"), marked("Japan"), marked("China"), marked("Taiwan")),
    *(marked("the United States"), marked("the United Kingdom"), marked("Russia"), marked("Seoul")),
    *(marked("Pyongyang"), marked("Tokyo"), marked("Beijing")),
)
"""Those that stages write of themselves, and whose usual names are shorter than the official ones."""
_KINDS: Final = (
    *(marked("a PDF file"), marked("a ZIP archive or an office document"), marked("an old office document")),
    *(marked("an RTF document"), marked("a PNG picture"), marked("a JPEG picture"), marked("a GIF picture")),
    *(
        marked("a sound or a film"),
        marked("a gzip archive"),
        marked("a bzip2 archive"),
        marked("an xz archive"),
    ),
    *(marked("a 7-Zip archive"), marked("a RAR archive"), marked("a zstd archive"), marked("a program")),
    *(marked("a database"), marked("a font"), marked("a PostScript file")),
)
"""What a file is that is none of text."""
_WEEKDAYS: Final = (
    *(marked("Monday"), marked("Tuesday"), marked("Wednesday"), marked("Thursday"), marked("Friday")),
    *(marked("Saturday"), marked("Sunday")),
)
_OURS: Final = (*_DATES, *_AROUND_DATES, *_PAIR, *_SPEAKING)
"""What is ours in a context."""

_CLOSED: Final = {
    "month": MONTHS,
    "first_month": MONTHS,
    "weekday": _WEEKDAYS,
    "office": _OFFICES,
    "local_office": _LOCAL_OFFICES,
    "land": _LANDS,
    "other_land": _LANDS,
    "tongue": tuple(LANGUAGES.values()),
    "what": _KINDS,
}
"""Values that are ours and few."""
_FIGURES: Final = frozenset({"day", "first", "year", "first_year", "count"})
_DAYS: Final = frozenset({"date", "also", "retrieved", "published"})
"""Values that are dates as computers write them."""
_TOLD: Final = frozenset({"speaker", "counted", "event", "people", "answers", "town"})
"""Values that are a source's own words."""
_PRECISIONS: Final = (Precision.YEAR, Precision.MONTH, Precision.DAY, Precision.MINUTE)
_UNBROKEN: Final = 30
"""Letters up to which a day or a name in brackets stays in one line: half of one of the margin's neighbours."""
_VALUE: Final = re.compile(r"%\((\w+)\)s")
_ISO: Final = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d)(?:T(\d\d):(\d\d)(?::\d\d)?(\S*))?)?)?")
_QUOTED: Final = re.compile("“([^”]*)”")


def context_in(words: Words, context: str) -> str:
    """A context with what is ours in it in the language of the page: ``Lee Jae-myung; 2026년 5월 19일``."""
    return "; ".join(_again(piece, _OURS, words) or piece for piece in context.split("; "))


def context_phrase(words: Words, context: str, lang: str | None) -> Phrase:
    """A context that is in the language of the page already; what is its source's in it is in ``lang``."""
    pieces = [_unbroken(_parts(piece, words, lang)) for piece in context.split("; ")]
    return Phrase(
        parts=tuple(
            part for place, parts in enumerate(pieces) for part in ((Said(text="; "),) * (place > 0) + parts)
        )
    )


def _unbroken(parts: tuple[Said, ...]) -> tuple[Said, ...]:
    """A day or a name, short enough that no line need end in it."""
    width = sum(2 if fonts.needs_cjk(character) else 1 for part in parts for character in part.text)
    return tuple(replace(part, whole=True) for part in parts) if width <= _UNBROKEN else parts


def question_in(words: Words, question: str) -> str:
    """A question that sources answer differently; what is counted or happened is told in their words."""
    return _again(question, _QUESTIONS, words) or question


def question_phrase(words: Words, question: str, lang: str | None) -> Phrase:
    """A question that is in the language of the page already; what is its sources' in it is in ``lang``."""
    for form in _QUESTIONS:
        found = _pattern(form, words.language).fullmatch(question)
        if found:
            return Phrase(parts=_split(found, words, lang))
    return Phrase(parts=(Said(text=question, lang=None if words.is_english else WRITTEN_IN),))


def counted_phrase(words: Words, said: str, lang: str | None) -> Phrase:
    """Of which words of a source a day was counted."""
    before, after = words.gettext("counted from “%(words)s”", words="\0").split("\0")
    return Phrase(parts=(Said(text=before), Said(text=said, lang=lang), Said(text=after)))


def reason_in(words: Words, reason: str) -> str:
    """Why a source was not used."""
    return _again(reason, _of(REASONS), words) or reason


def doubt_in(words: Words, doubt: str) -> str:
    """What is doubtful about a source."""
    return _again(doubt, _of(DOUBTS), words) or doubt


def dated(words: Words, sentence: str) -> str:
    """A reason or a doubt with its dates as the page writes them; in other languages they are so already."""
    if not words.is_english:
        return sentence
    for message in (*REASONS, *DOUBTS):
        found = _pattern((None, message), WRITTEN_IN).fullmatch(sentence) if "%(" in message else None
        if found:
            values = found.groupdict()
            return message % {name: _day(it, words) if name in _DAYS else it for name, it in values.items()}
    return sentence


def searched_in(words: Words, sentence: str) -> str:
    """The sentence that stands in the place of a theme's statements."""
    return _again(sentence, _of(SEARCHED), words) or sentence


def lang_of_name(name: str, words: Words, lang: str | None) -> str | None:
    """The language of a name as its source writes it; in Latin letters it is at home on an English page."""
    return None if words.is_english and not fonts.needs_cjk(name) else lang


def lang_of(words: Words, sentence: str) -> str | None:
    """The language of a reason or a doubt where it is not the page's own: one that nobody foresaw is in English."""
    if words.is_english:
        return None
    forms = _of((*REASONS, *DOUBTS))
    known = any(_pattern(form, words.language).fullmatch(sentence) for form in forms)
    return None if known else WRITTEN_IN


def _of(messages: Sequence[str]) -> tuple[_Form, ...]:
    return tuple((None, message) for message in messages)


def _again(text: str, forms: Sequence[_Form], words: Words) -> str | None:
    """An English wording in the language of the page; None where it follows none of the forms."""
    if words.is_english:
        return text
    for form in forms:
        found = _pattern(form, WRITTEN_IN).fullmatch(text)
        values = _values(found.groupdict(), words) if found else None
        if values is not None:
            return _translated(form, words) % values
    return None


def _values(given: Mapping[str, str], words: Words) -> dict[str, str] | None:
    """The values of a wording as they are said in the language of the page; None where one is not what it must be."""
    said = {name: _value(name, value, words) for name, value in given.items()}
    return (
        {name: value for name, value in said.items() if value is not None}
        if None not in said.values()
        else None
    )


def _value(name: str, value: str, words: Words) -> str | None:
    if name in _CLOSED:
        return words.gettext(value) if value in _CLOSED[name] else None
    if name in _DAYS:
        return _day(value, words)
    read = {"place": _place, "dates": _dates, "terms": _terms, "shown": _shown}.get(name)
    return read(value, words) if read else value


def _dates(value: str, words: Words) -> str | None:
    return _again(value, _DATES, words)


def _terms(value: str, words: Words) -> str:
    return _again(value, _TERMS, words) or _shown(value, words)


def _shown(value: str, words: Words) -> str:
    opened, closed = words.marks()
    return _QUOTED.sub(rf"{opened}\1{closed}", value)


def _place(value: str, words: Words) -> str | None:
    known = next((name for name in (value, f"the {value}") if name in _LANDS), None)
    return words.gettext(known) if known else _country(value, words)


def _day(written: str, words: Words) -> str:
    """A date as computers write it, ``2026-05-26`` or ``2026-05``, as the page writes it; anything else as it is."""
    found = _ISO.fullmatch(written)
    if found is None:
        return written
    year, month, day, hour, minute, zone = found.groups()
    try:
        return words.stated_with_time(
            StatedDate(
                day=datetime.date(int(year), int(month or 1), int(day or 1)),
                precision=_PRECISIONS[sum(part is not None for part in (month, day, hour))],
                time=datetime.time(int(hour), int(minute)) if hour else None,
                zone=zone or None,
            )
        )
    except ValueError:
        return written


def _country(name: str, words: Words) -> str | None:
    """A country that is named in English; None for what is none."""
    from babel import Locale  # noqa: PLC0415 - its data take a while, and few pages are in need of them

    plain = name.removeprefix("the ")
    known = Locale("en").territories
    code = next((code for code, named in known.items() if named == plain and len(code) == 2), "")
    return Locale.parse(words.language, sep="-").territories.get(code)


def _parts(piece: str, words: Words, lang: str | None) -> tuple[Said, ...]:
    for form in _OURS:
        found = _pattern(form, words.language).fullmatch(piece)
        if found and all(_is_own(name, value, words) for name, value in found.groupdict().items()):
            return _split(found, words, lang)
    return (Said(text=piece, lang=lang_of_name(piece, words, lang)),)


def _is_own(name: str, value: str, words: Words) -> bool:
    return name != "dates" or any(_pattern(form, words.language).fullmatch(value) for form in _DATES)


def _split(found: re.Match[str], words: Words, lang: str | None) -> tuple[Said, ...]:
    """A wording in one piece, or around its values that are a source's words."""
    parts: list[Said] = []
    at = 0
    for name in sorted(_TOLD & found.groupdict().keys(), key=found.start):
        parts.append(Said(text=found.string[at : found.start(name)]))
        parts.append(Said(text=found[name], lang=lang_of_name(found[name], words, lang)))
        at = found.end(name)
    parts.append(Said(text=found.string[at:]))
    return tuple(part for part in parts if part.text)


def _translated(form: _Form, words: Words) -> str:
    meaning, message = form
    return words.pgettext(meaning, message) if meaning else words.gettext(message)


@cache
def _pattern(form: _Form, language: str) -> re.Pattern[str]:
    """What is made after a form in a language, its values as groups."""
    words = words_of(language)
    pieces = _VALUE.split(_translated(form, words))
    literals, names = pieces[::2], pieces[1::2]
    values = [_group(name, words) for name in names]
    return re.compile(
        re.escape(literals[0])
        + "".join(f"{value}{re.escape(after)}" for value, after in zip(values, literals[1:], strict=True))
    )


def _group(name: str, words: Words) -> str:
    if name in _FIGURES:
        return rf"(?P<{name}>[\d,]+)"
    if name not in _CLOSED:
        return rf"(?P<{name}>.+?)"
    known = sorted(map(words.gettext, _CLOSED[name]), key=len, reverse=True)
    return rf"(?P<{name}>{'|'.join(map(re.escape, known))})"
