"""Announced events as an iCalendar file (RFC 5545): what officers put beside their own appointments.

Each is an all-day entry that takes no time from its reader. One whose source names a month and no day spans the month,
for a day would be invented; one that names a year only stands in the brief's timeline and not here, where it would lie
over every day of the year.

An entry is passed on by itself, and so it says the marking of its edition; where that is above TLP:GREEN, calendars are
asked to keep it to whom it was given (CLASS).
"""

import calendar
import datetime
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from briefs.model import Citation, Edition, Event, Marking, Precision, Reference
from briefs.publication.wording import Words, words_of

ANNOUNCED: Final = "announced.ics"
"""The file of an edition that has any."""
_PRODUCT: Final = "-//briefs//Announced events//EN"
_DOMAIN: Final = "briefs.invalid"
"""Right side of an identifier, of a top-level domain that nobody can own (RFC 2606)."""
_MOST_OCTETS: Final = 75
"""Octets of a line, its end not counted (RFC 5545, 3.1)."""
_MOST_SUMMARY: Final = 80
"""Signs of a sentence that calendars show in a day's cell, and some mail programs cut at; all of it is described."""
_OPEN: Final = frozenset({None, Marking.CLEAR, Marking.GREEN})
"""Markings under which an entry may be seen by whoever sees the calendar."""
_CONTROL: Final = re.compile(r"[\x00-\x08\x0b-\x1f\x7f]")
_ADDRESS: Final = re.compile(r"https?://[!-~]+")


def calendar_file(events: Sequence[Event], references: Sequence[Reference], edition: Edition) -> bytes:
    """The announced ones among the events of a brief, in UTF-8; empty where there are none.

    A calendar without an entry would be none (RFC 5545, 3.4). An entry keeps its identifier from edition to edition,
    for it is made of the place of its sentence.
    """
    known = {reference.number: reference for reference in references}
    announced = [event for event in events if event.announced and event.precision is not Precision.YEAR]
    if not announced:
        return b""
    lines = [line for event in announced for line in _entry(event, known, edition)]
    title = titled(edition.title, edition.marking)
    return calendar_of(title, b"".join(map(_folded, lines)), product=_PRODUCT)


def titled(title: str, marking: Marking | None) -> str:
    """The name of a calendar, which says its marking."""
    return f"{title} ({marking})" if marking else title


def calendar_of(title: str, entries: bytes, *, product: str) -> bytes:
    """A calendar that holds ``entries``, which are written as they stand; ``product`` says what has made it."""
    head = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        f"PRODID:{product}",
        "CALSCALE:GREGORIAN",
        f"NAME:{_escaped(title)}",
        f"X-WR-CALNAME:{_escaped(title)}",
    ]
    return b"".join([*map(_folded, head), entries, _folded("END:VCALENDAR")])


def _entry(event: Event, known: Mapping[int, Reference], edition: Edition) -> Iterator[str]:
    cited = event.citations[0]
    reference = known[cited.reference]
    digest = reference.document.rpartition(":")[2]
    stamp = edition.as_of.astimezone(datetime.UTC)
    end = _last_day(event) + datetime.timedelta(days=1)
    yield "BEGIN:VEVENT"
    yield f"UID:{digest}-{cited.start}-{cited.end}@{_DOMAIN}"
    yield f"DTSTAMP:{stamp:%Y%m%dT%H%M%SZ}"
    yield f"DTSTART;VALUE=DATE:{event.day:%Y%m%d}"
    yield f"DTEND;VALUE=DATE:{end:%Y%m%d}"
    yield f"SUMMARY{_language(event)}:{_escaped(_shortened(event.text))}"
    yield f"DESCRIPTION:{_escaped(_described(event, known, edition))}"
    if edition.marking not in _OPEN:
        yield "CLASS:CONFIDENTIAL"
    if reference.url and _ADDRESS.fullmatch(reference.url):
        yield f"URL:{reference.url}"
    yield "TRANSP:TRANSPARENT"
    yield "END:VEVENT"


def _last_day(event: Event) -> datetime.date:
    """The last day of an event: of a month that of the month."""
    if event.precision is Precision.MONTH:
        return event.day.replace(day=calendar.monthrange(event.day.year, event.day.month)[1])
    return event.last or event.day


def _language(event: Event) -> str:
    return f";LANGUAGE={event.language}" if re.fullmatch(r"[A-Za-z0-9-]+", event.language) else ""


def _shortened(text: str) -> str:
    """A sentence as far as it is shown in a list; cut between words where it has any."""
    if len(text) <= _MOST_SUMMARY:
        return text
    cut = text[: _MOST_SUMMARY - 1]
    return f"{cut.rpartition(' ')[0] or cut}…"


def _described(event: Event, known: Mapping[int, Reference], edition: Edition) -> str:
    description = _description(event, known, words_of(edition.language))
    return f"{edition.marking}\n\n{description}" if edition.marking else description


def _description(event: Event, known: Mapping[int, Reference], words: Words) -> str:
    """The sentence as it stands, what stands beside it in the brief, and its sources."""
    lines = [event.text]
    if event.context:
        lines.append(f"[{event.context}]")
    if event.precision is Precision.MONTH:
        lines.append(words.gettext("The source names the month and no day."))
    if event.resolved:
        lines.append(words.gettext("Counted from the date of the source: “%(words)s”.", words=event.resolved))
    return "\n".join([*lines, "", *(_source(citation, known, words) for citation in event.citations)])


def _source(citation: Citation, known: Mapping[int, Reference], words: Words) -> str:
    """``[3] Title, Publisher, 2026-05-20, ¶ 4, https://…``."""
    reference = known[citation.reference]
    parts = (
        f"[{reference.number}] {reference.title}",
        reference.publisher,
        reference.published.iso if reference.published else words.undated(),
        words.gettext("page %(page)s", page=citation.page) if citation.page else None,
        words.locator(citation.passage, None).replace("\N{NO-BREAK SPACE}", " "),
        reference.url,
    )
    return ", ".join(part for part in parts if part)


def _escaped(text: str) -> str:
    """A text value: its backslashes, semicolons, commas and line ends escaped (RFC 5545, 3.3.11), no control signs."""
    plain = _CONTROL.sub("", text.replace("\r\n", "\n"))
    for sign, written in (("\\", "\\\\"), (";", "\\;"), (",", "\\,"), ("\n", "\\n")):
        plain = plain.replace(sign, written)
    return plain


def _folded(line: str) -> bytes:
    """A content line with its end, folded so that no line is longer than allowed and no sign is cut in two."""
    pieces, piece, room = [], b"", _MOST_OCTETS
    for sign in line:
        octets = sign.encode("utf-8")
        if len(piece) + len(octets) > room:
            pieces.append(piece)
            piece, room = b"", _MOST_OCTETS - 1
        piece += octets
    return b"\r\n ".join([*pieces, piece]) + b"\r\n"
