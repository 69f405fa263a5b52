"""The dated sentences of the documents: what each reports, for which day, and which dates a document names at all."""

import calendar
import datetime
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from briefs.evidence.accounts import Account, account_of
from briefs.evidence.footing import Stand, stand_of
from briefs.evidence.occasions import Telling, occasion
from briefs.language.antecedents import Surroundings
from briefs.language.calendar import day_in_words
from briefs.language.days import Dated, find_days, find_days_in_signs
from briefs.language.english import FUNCTION_WORDS, NEUTER, PERSONAL, TITLES
from briefs.language.prose import is_prose
from briefs.language.scripts import LANGUAGES, content_of, fold
from briefs.language.sentences import PRINTABLE, Sentence, split_document
from briefs.language.surroundings import surroundings_of
from briefs.language.tense import looks_ahead, tells_of_the_past
from briefs.language.words import split_words
from briefs.model import (
    Document,
    DocumentId,
    DoubtKind,
    Extract,
    Origin,
    PassageKind,
    Precision,
    StatedDate,
    Topic,
)

_READ: Final = PRINTABLE | {PassageKind.DECK}
"""Where dated events are looked for: a deck often tells the day that the article only calls “next Tuesday”."""
_LONGEST: Final = 600
"""Signs from which a sentence is not printed in a list."""
_SHORT: Final = range(5, 8)
"""Words of a sentence that is too short for a statement, and may be the best there is for its date: ``President Holt
took office in June 2025.``"""
_NO_NAMES: Final = (
    FUNCTION_WORDS | TITLES | {name.lower() for name in (*calendar.month_name, *calendar.day_name)}
)

Key = tuple[datetime.date, datetime.date | None, Precision]
"""A date: its day, the last day of a range, its precision."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """One sentence that reports something dated. ``account`` is what it is compared by, ``names`` and ``content`` too.

    ``weight`` is that of the theme in its passage, 0 outside any. ``ahead`` says that the day had not come when it was
    written; ``counted`` are the words of its date where they were counted from the publication. ``undated`` says that
    another date in it cannot be told, ``disclosed`` that its source tells of its own making.
    """

    extract: Extract
    key: Key
    telling: Telling
    stand: Stand
    language: str
    voice: str
    origin: DocumentId
    published: datetime.date | None
    theme: str | None
    weight: float
    names: frozenset[str]
    content: frozenset[str]
    account: Account
    words: int
    dates: int
    ahead: bool
    undated: bool
    disclosed: bool
    counted: str | None
    context: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Chronicle:
    """All reports, and for each date the voices that name it."""

    reports: tuple[Report, ...]
    voices: Mapping[Key, frozenset[str]]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Page:
    """One document as it is read: who speaks in it, the day it counts from, the themes of its passages."""

    document: Document
    origin: Origin
    published: StatedDate | None
    today: datetime.date
    topics: Mapping[int, Topic]


def chronicle(
    documents: Sequence[Document], origins: Sequence[Origin], topics: Sequence[Topic], today: datetime.date
) -> Chronicle:
    """What the documents report and which dates they name. Linear in their text."""
    traced = {
        document: origin
        for origin in origins
        for document in (origin.document, *(reprint.document for reprint in origin.reprints))
    }
    themes: dict[DocumentId, dict[int, Topic]] = {}
    for topic in topics:
        themes.setdefault(topic.document, {})[topic.passage] = topic
    for document in documents:
        _add_deck(document, themes.get(document.id, {}))
    reports: list[Report] = []
    voices: dict[Key, set[str]] = {}
    for document in documents:
        page = _Page(
            document=document,
            origin=traced.get(document.id) or Origin(document=document.id, voice=document.id),
            published=_published(document, today),
            today=today,
            topics=themes.get(document.id, {}),
        )
        for key, report in _read(page):
            voices.setdefault(key, set()).add(page.origin.voice)
            reports += [report] if report else []
    return Chronicle(reports=tuple(reports), voices={key: frozenset(named) for key, named in voices.items()})


def _add_deck(document: Document, topics: dict[int, Topic]) -> None:
    """Give the deck of a document the theme that weighs most in it: that is what it sums up."""
    if topics:
        heaviest = max(topics.values(), key=lambda topic: (topic.weight, -topic.passage))
        decks = (passage.number for passage in document.passages if passage.kind is PassageKind.DECK)
        topics |= dict.fromkeys(decks, heaviest)


def _published(document: Document, today: datetime.date) -> StatedDate | None:
    """The day from which relative dates count; None where the one that is stated cannot be right.

    A source east of the reader may be dated tomorrow.
    """
    stated = document.published
    doubtful = any(doubt.kind is DoubtKind.IMPOSSIBLE_DATE for doubt in document.doubts)
    if stated is None or doubtful or stated.slip or stated.day > today + datetime.timedelta(days=1):
        return None
    return stated


def _read(page: _Page) -> Iterator[tuple[Key, Report | None]]:
    """Every date that a document names, with the report of it where the sentence tells what happened then."""
    sentences = split_document(page.document, _READ)
    surroundings = surroundings_of(page.document, sentences)
    for index, (sentence, dates) in enumerate(_dated(sentences, page.published)):
        text = _text(sentence)
        event = occasion(text, dates, sentence.language) if _is_printable(sentence, dates) else None
        for one in dates:
            if one.day:
                told = event if event and event[0] is one else None
                yield _key(one), _report(index, surroundings, dates, told, page) if told else None


def _dated(
    sentences: Sequence[Sentence], published: StatedDate | None
) -> Iterator[tuple[Sentence, Sequence[Dated]]]:
    """The sentences with their dates; what counts from a year that the passage named before stays untold."""
    named: datetime.date | None = None
    passage, year = 0, 0
    for sentence in sentences:
        if sentence.passage.number != passage:
            passage, year = sentence.passage.number, 0
        dates: Sequence[Dated] = ()
        if len(sentence.text) <= _LONGEST and sentence.language in LANGUAGES:
            dates, named = find_days_in_signs(_text(sentence), sentence.language, published, named)
        elif len(sentence.text) <= _LONGEST:
            dates = find_days(sentence.text, published)
        yield (
            sentence,
            [
                replace(one, day=None, last=None)
                if one.counted and one.day and year and one.day.year != year
                else one
                for one in dates
            ],
        )
        year = next((one.day.year for one in reversed(dates) if one.day and not one.counted), year)


def _text(sentence: Sentence) -> str:
    """A sentence as its dates are looked for in it."""
    return fold(sentence.text, sentence.language) if sentence.language in LANGUAGES else sentence.text


def _folded(sentence: Sentence) -> Sentence:
    return replace(sentence, text=_text(sentence)) if sentence.language in LANGUAGES else sentence


def _key(one: Dated) -> Key:
    return one.day or datetime.date.min, one.last, one.precision


def _is_printable(sentence: Sentence, dates: Sequence[Dated]) -> bool:
    if len(sentence.text) > _LONGEST or sentence.is_list:
        return False
    if sentence.language in LANGUAGES:
        return is_prose(sentence)
    plain = _with_words_for_dates(sentence, dates)
    return is_prose(plain) or _is_short(plain)


def _with_words_for_dates(sentence: Sentence, dates: Sequence[Dated]) -> Sentence:
    """A sentence with one small word for each date: its digits and capitals are those of no table and no headline."""
    text = sentence.text
    for one in sorted(dates, key=lambda one: -one.start):
        text = f"{text[: one.start]}{'then' if one.start else 'Then'}{text[one.end :]}"
    return replace(sentence, text=text, words=split_words(text))


def _is_short(sentence: Sentence) -> bool:
    """Whether it is a whole sentence of few words: it names somebody, has a verb in the past, and ends."""
    text, words = sentence.text, sentence.words
    lower = {word.lower for word in words}
    if len(words) not in _SHORT or lower & (NEUTER | PERSONAL):
        return False
    named = any(word.capitalised and word.lower not in _NO_NAMES for word in words)
    return named and text.endswith(".") and tells_of_the_past(text)


def _report(
    index: int,
    surroundings: Surroundings,
    dates: Sequence[Dated],
    told: tuple[Dated, Telling],
    page: _Page,
) -> Report | None:
    """What a sentence reports; None where it leans on another one."""
    sentence, (one, telling) = surroundings.sentence(index), told
    stand = stand_of(index, surroundings)
    if stand is None or _cannot_be(sentence, one, page.today):
        return None
    number = sentence.passage.number
    topic = page.topics.get(number)
    published = page.published.day if page.published else None
    names, content = _compared(sentence, one, stand.context)
    days = dict.fromkeys(_in_words(each) for each in dates if each.counted and each.day)
    return Report(
        extract=Extract(document=page.document.id, span=sentence.span, passage=number),
        key=_key(one),
        telling=telling,
        stand=stand,
        language=sentence.language if sentence.language in LANGUAGES else "",
        voice=page.origin.voice,
        origin=page.origin.document,
        published=published,
        theme=topic.theme if topic else None,
        weight=topic.weight if topic else 0.0,
        names=names,
        content=content,
        account=account_of(_folded(sentence), dates, stand.context),
        words=len(sentence.words),
        dates=len(dates),
        ahead=published is None or _key(one)[0] > published,
        undated=any(each.day is None for each in dates),
        disclosed=bool(page.document.disclosures),
        counted=_words_of(sentence, one) if one.counted else None,
        context=(*stand.context, *days),
    )


def _cannot_be(sentence: Sentence, one: Dated, today: datetime.date) -> bool:
    """Whether a sentence tells of a day that has not come as of one that is over: one of them is wrong."""
    if sentence.language in LANGUAGES or one.day is None or one.day <= today:
        return False
    return looks_ahead(sentence.text, one.start, one.end, []) is False


def _words_of(sentence: Sentence, one: Dated) -> str:
    """The words of a date as the source writes them."""
    folded = _text(sentence)
    text = sentence.text if len(sentence.text) == len(folded) else folded
    return text[one.start : one.end].strip()


def _in_words(one: Dated) -> str:
    """A date as it is printed: ``18–19 May 2026``, ``May 2026``."""
    day = one.day or datetime.date.min
    match one.precision:
        case Precision.YEAR:
            return str(day.year)
        case Precision.MONTH:
            return f"{calendar.month_name[day.month]} {day.year}"
        case _ if one.last and one.last.month == day.month:
            return f"{day.day}–{day_in_words(one.last)}"
        case _:
            return f"{day_in_words(day)} – {day_in_words(one.last)}" if one.last else day_in_words(day)


def _compared(
    sentence: Sentence, one: Dated, context: Sequence[str]
) -> tuple[frozenset[str], frozenset[str]]:
    """The names in a sentence and beside it, and its other content, without the words of its date."""
    if sentence.language in LANGUAGES:
        content = frozenset(content_of(sentence.words, sentence.language))
        return frozenset(), frozenset(word for word in content if not word[0].isdigit())
    others = [word for word in sentence.words if not one.start <= word.start < one.end]
    kept = [word for word in others if word.lower not in _NO_NAMES]
    beside = [word for part in context for word in split_words(part) if word.lower not in _NO_NAMES]
    named = [word for word in kept if word.capitalised and word is not sentence.words[0]]
    names = frozenset(word.stem for word in [*named, *beside])
    return names, frozenset(word.stem for word in kept) - names
