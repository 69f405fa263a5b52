"""Our own words on the page, in the language of the page: dates, counts, ranges, labels. Never a word of a source."""

import datetime
import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from gettext import NullTranslations
from typing import Final

from briefs.model import CopySignal, DisclosureKind, Event, Precision, Print, SourceFormat, StatedDate
from briefs.publication.translations import WRITTEN_IN, catalogue, marked

MONTHS: Final = (
    *(marked("January"), marked("February"), marked("March"), marked("April"), marked("May"), marked("June")),
    *(marked("July"), marked("August"), marked("September"), marked("October"), marked("November")),
    marked("December"),
)
LANGUAGES: Final = {
    "ar": marked("Arabic"),
    "de": marked("German"),
    "en": marked("English"),
    "es": marked("Spanish"),
    "fr": marked("French"),
    "ja": marked("Japanese"),
    "ko": marked("Korean"),
    "ru": marked("Russian"),
    "zh": marked("Chinese"),
}
_FORMATS: Final = {
    SourceFormat.TEXT: marked("plain text"),
    SourceFormat.MARKDOWN: marked("Markdown text"),
    SourceFormat.HTML: marked("web page"),
    SourceFormat.PDF: marked("PDF document"),
    SourceFormat.DOCX: marked("Word document"),
    SourceFormat.EMAIL: marked("e-mail"),
    SourceFormat.TELEGRAM: marked("Telegram export"),
}
_DISCLOSED: Final = {
    DisclosureKind.AI_GENERATED: marked("AI-generated"),
    DisclosureKind.MACHINE_TRANSLATED: marked("Machine-translated"),
    DisclosureKind.SYNTHESISED: marked("Synthesised"),
    DisclosureKind.SPONSORED: marked("Sponsored"),
    DisclosureKind.PRESS_RELEASE: marked("Press release"),
}
_SIGNALS: Final = {
    CopySignal.SAME_TEXT: marked("same text"),
    CopySignal.NEAR_COPY: marked("near copy"),
    CopySignal.CREDIT: marked("retold"),
    CopySignal.FEED: marked("retold"),
    CopySignal.ADDRESS: marked("another version"),
}
_PARTS: Final = {
    "d": marked("disagreement %(number)s"),
    "q": marked("quotation %(number)s"),
    "t": marked("timeline %(number)s"),
}
_WHOLE: Final = 0.75
"""Share of a text in its origin from which it is a cut; a text that holds its origin and more has less."""
_WEEK: Final = re.compile(r"\d{4}-W\d{2}")
_UNPRINTABLE: Final = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"})


@cache
def words_of(language: str) -> "Words":
    """Our words in a language, told by its BCP 47 tag; ``ko-KR`` is ``ko``.

    Raises ``ConfigurationError`` for a language in which we have none.
    """
    return Words(language=language, catalogue=catalogue(primary(language)))


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """Our words in one language: what is written in English here, and its translations.

    ``gettext``, ``ngettext`` and ``pgettext`` are what templates call ``_`` and so on: a message, of two that which
    goes with a number (its ``count``), one of the several meanings of a message. Values stand in it as ``%(name)s``.
    """

    language: str
    catalogue: NullTranslations = field(repr=False, compare=False)

    @property
    def is_english(self) -> bool:
        """Whether they are what is written here."""
        return primary(self.language) == WRITTEN_IN

    def gettext(self, message: str, **values: object) -> str:
        """A message with its values."""
        return _filled(self.catalogue.gettext(message), values)

    def ngettext(self, one: str, many: str, number: int, **values: object) -> str:
        """The form of a message that goes with a number, which stands in it as ``count``: ``9,988 sources``."""
        return _filled(self.catalogue.ngettext(one, many, number), {"count": f"{number:,}", **values})

    def pgettext(self, meaning: str, message: str, **values: object) -> str:
        """A message that has one text in English and may have several elsewhere."""
        return _filled(self.catalogue.pgettext(meaning, message), values)

    def day(self, date: datetime.date) -> str:
        """A day as ``19 May 2026``."""
        # Translators: a day, as 19 May 2026
        return self.pgettext("date", "%(day)s %(month)s %(year)s", **self._dated(date))

    def stated(self, date: StatedDate) -> str:
        """A date exactly as precise as its source states it: ``2026``, ``May 2026``, ``19 May 2026``."""
        match date.precision:
            case Precision.YEAR:
                # Translators: a year alone
                return self.pgettext("date", "%(year)s", year=date.day.year)
            case Precision.MONTH:
                known = self._dated(date.day)
                # Translators: a month, as May 2026
                return self.pgettext("date", "%(month)s %(year)s", month=known["month"], year=known["year"])
            case _:
                return self.day(date.day)

    def when(self, event: Event) -> str:
        """The day, month, year or range of an event: ``18–19 May 2026``, ``30 May to 2 June 2026``."""
        first, last = event.day, event.last
        if last is None or last == first:
            return self.stated(StatedDate(day=first, precision=event.precision))
        if (first.year, first.month) == (last.year, last.month):
            # Translators: days of one month, as 18–19 May 2026
            return self.pgettext(
                "dates", "%(first)s–%(day)s %(month)s %(year)s", first=first.day, **self._dated(last)
            )
        if first.year == last.year:
            month = self.gettext(MONTHS[first.month - 1])
            return self.pgettext(
                "dates",
                # Translators: days of two months of one year, as 30 May to 2 June 2026
                "%(first)s %(first_month)s to %(day)s %(month)s %(year)s",
                first=first.day,
                first_month=month,
                **self._dated(last),
            )
        return self.span(self.day(first), self.day(last))

    def span(self, first: str, last: str) -> str:
        """Two dates and all between: ``18 August 2025 to 22 May 2026``."""
        return self.pgettext("dates", "%(first)s to %(last)s", first=first, last=last)

    def _dated(self, date: datetime.date) -> dict[str, object]:
        return {"day": date.day, "month": self.gettext(MONTHS[date.month - 1]), "year": date.year}

    def stated_with_time(self, date: StatedDate) -> str:
        """A date with the time and zone its source states: ``21 May 2026, 18:40 (+09:00)``."""
        if date.precision is not Precision.MINUTE or date.time is None:
            return self.stated(date)
        known = {"date": self.stated(date), "time": f"{date.time:%H:%M}"}
        if not date.zone:
            return self.pgettext("date", "%(date)s, %(time)s", **known)
        return self.pgettext("date", "%(date)s, %(time)s (%(zone)s)", **known, zone=date.zone)

    def undated(self) -> str:
        """What stands in the place of a date that a source does not state."""
        return self.gettext("date not stated")

    def comma(self) -> str:
        """What stands between two things that are said of something."""
        # Translators: what stands between the items of a list but the last two
        return self.pgettext("list", ", ")

    def listing(self, words: Sequence[str]) -> str:
        """Words joined as in a sentence: ``a``, ``a and b``, ``a, b and c``."""
        if len(words) < 2:
            return "".join(words)
        first = self.comma().join(words[:-1])
        # Translators: the end of a list, as in “a, b and c”
        return self.pgettext("list", "%(first)s and %(last)s", first=first, last=words[-1])

    def period(self, dates: Iterable[StatedDate | None]) -> str:
        """When sources were published: ``published 18 August 2025 to 22 May 2026; 1 undated``."""
        given = list(dates)
        known = sorted((date for date in given if date), key=lambda date: date.day)
        undated = len(given) - len(known)
        if not known:
            return self.gettext("none of them dated") if len(given) > 1 else self.gettext("not dated")
        first, last = self.stated(known[0]), self.stated(known[-1])
        told = self.gettext("published %(dates)s", dates=first if first == last else self.span(first, last))
        if not undated:
            return told
        return self.ngettext(
            "%(published)s; %(count)s undated", "%(published)s; %(count)s undated", undated, published=told
        )

    def language_name(self, tag: str) -> str:
        """A language's name, or its tag where we have no name for it."""
        if tag == "und":
            return self.gettext("language not known")
        name = LANGUAGES.get(primary(tag))
        return self.gettext(name) if name else tag

    def medium(self, form: SourceFormat) -> str:
        """What kind of file a source was: ``plain text``, ``web page``."""
        return self.gettext(_FORMATS[form])

    def tag(self, kind: DisclosureKind) -> str:
        """A disclosure in a word or two, for the margin: ``AI-generated``."""
        return self.gettext(_DISCLOSED[kind])

    def badge(self, kind: DisclosureKind) -> str:
        """A disclosure as its reference shows it: ``AI-generated, by its own notice``."""
        return self.gettext("%(disclosure)s, by its own notice", disclosure=self.tag(kind))

    def locator(self, passage: int, page: int | None) -> str:
        """Where in a source a sentence stands: ``¶ 4``, or ``p. 3, ¶ 7`` where its pages are known."""
        paragraph = self.gettext("¶\N{NO-BREAK SPACE}%(passage)s", passage=passage)
        if not page:
            return paragraph
        return self.gettext("p.\N{NO-BREAK SPACE}%(page)s, %(paragraph)s", page=page, paragraph=paragraph)

    def use(self, identifier: str) -> str:
        """What cites a source: a statement by its id, else ``timeline 3``."""
        part = _PARTS.get(identifier[:1])
        return self.gettext(part, number=identifier[1:]) if part else identifier

    def sources(self, cited: int, origins: int) -> str:
        """How many sources are cited, and of how many origins where some are prints of one story."""
        counted = self.ngettext("%(count)s source", "%(count)s sources", cited)
        if cited == origins:
            return counted
        return self.gettext("%(sources)s (%(origins)s)", sources=counted, origins=self.origins(origins))

    def origins(self, number: int) -> str:
        """A number of origins: ``2 origins``."""
        return self.ngettext("%(count)s origin", "%(count)s origins", number)

    def more(self, number: int) -> str:
        """How many are not listed: ``and 8 more, all in brief.json``."""
        return self.ngettext(
            "and %(count)s more, all in brief.json", "and %(count)s more, all in brief.json", number
        )

    def resemblance(self, carried: Print) -> str | None:
        """What tells of a print that it is one: ``near copy``, ``cut, credit: Yonhap``; None for the origin."""
        if carried.signal is None or carried.share is None:
            return None
        told = self._likeness(carried.signal, carried.share)
        if not carried.credits:
            return told
        return self.gettext(
            "%(likeness)s, credit: %(agency)s", likeness=told, agency=carried.credits[0].agency
        )

    def _likeness(self, signal: CopySignal, share: float) -> str:
        if signal in _SIGNALS:
            return self.gettext(_SIGNALS[signal])
        return self.gettext("cut") if share >= _WHOLE else self.gettext("with words of its own")

    def kind_of_edition(self, identifier: str) -> str:
        """``Weekly brief`` for an edition named after a week, else ``Brief``."""
        return self.gettext("Weekly brief") if _WEEK.fullmatch(identifier) else self.gettext("Brief")

    def marks(self) -> tuple[str, str]:
        """The quotation marks that open and close what is quoted."""
        opened, closed = self.pgettext("quotation marks", "“…”").split("…")
        return opened, closed

    def quoted(self, title: str) -> str:
        """A title in its quotation marks, or in the other ones where it has such marks of its own at an end."""
        inner, outer = self.pgettext("title", "‘%(title)s’"), self.pgettext("title", "“%(title)s”")
        own = title.startswith((inner[0], "'")) or title.endswith((inner[-1], "'"))
        return _filled(outer if own else inner, {"title": title})


def _filled(message: str, values: Mapping[str, object]) -> str:
    return message % values if values else message


def primary(tag: str) -> str:
    """The language subtag of a BCP 47 tag: ``en`` of ``en-GB``."""
    return tag.partition("-")[0].lower()


def shortened(text: str, limit: int) -> str:
    """The text, cut at a word and closed by an ellipsis where it is longer than ``limit``."""
    if len(text) <= limit:
        return text
    cut = text[:limit]
    head = cut.rsplit(" ", 1)[0] if " " in cut[limit // 2 :] else cut[:-1]
    return head.rstrip(" ,;:–—-") + "…"


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
