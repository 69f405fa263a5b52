"""Announced events as an iCalendar file, read back by a reader that knows RFC 5545 and not the writer."""

import datetime
import re
from dataclasses import dataclass, replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefs.model import (
    Citation,
    DocumentId,
    Edition,
    Event,
    Marking,
    Precision,
    Reference,
    SourceFormat,
    StatedDate,
)
from briefs.publication.announcements import calendar_file

DIGEST = "ab" * 32
VOTE = "The pilots of Vik will vote on the new fees on 9 June 2026."
EDITION = Edition(
    id="2026-w23",
    number=7,
    revision=0,
    title="Harbour brief; weekly, for desks",
    organisation="Port Desk",
    language="en",
    as_of=datetime.datetime(2026, 6, 1, 8, 30, tzinfo=datetime.timezone(datetime.timedelta(hours=9))),
)


def reference(number: int = 1, url: str | None = "https://inland-post.example/vote?a=1,2;b") -> Reference:
    return Reference(
        number=number,
        document=DocumentId(f"sha256:{DIGEST}"),
        path="folder/vote.txt",
        url=url,
        title="Fees: the pilots, and the vote",
        title_stated=True,
        publisher="Inland Post",
        author=(),
        published=StatedDate(day=datetime.date(2026, 5, 30)),
        language="en",
        format=SourceFormat.TEXT,
        disclosures=(),
        locators=(),
        words=100,
        words_left_out=0,
        origin=DocumentId(f"sha256:{DIGEST}"),
    )


def event(text: str = VOTE, start: int = 10) -> Event:
    citation = Citation(reference=1, start=start, end=start + len(text), exact=text, passage=4)
    return Event(
        id="t1",
        day=datetime.date(2026, 6, 9),
        last=None,
        precision=Precision.DAY,
        text=text,
        context=None,
        language="en",
        resolved=None,
        announced=True,
        mentions=1,
        citations=(citation,),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A content line: ``name *(";" param) ":" value``."""

    name: str
    parameters: tuple[str, ...]
    value: str


def lines_of(calendar: bytes) -> list[Line]:
    """The content lines, unfolded; every physical line must end in CRLF and have at most 75 octets."""
    assert calendar.endswith(b"\r\n")
    physical = calendar.removesuffix(b"\r\n").split(b"\r\n")
    assert all(len(line) <= 75 and b"\n" not in line and b"\r" not in line for line in physical)
    assert all(line.decode("utf-8") for line in physical)
    logical = b"\r\n".join(physical).replace(b"\r\n ", b"").decode("utf-8").split("\r\n")
    found = []
    for line in logical:
        match = re.fullmatch(r"(?P<name>[A-Z-]+)(?P<parameters>(?:;[A-Z-]+=[^;:,\"]+)*):(?P<value>.*)", line)
        assert match, line
        parameters = tuple(match["parameters"].split(";")[1:])
        found.append(Line(name=match["name"], parameters=parameters, value=match["value"]))
    return found


def read(calendar: bytes) -> list[dict[str, Line]]:
    """The entries of a calendar, each property by its name."""
    lines = lines_of(calendar)
    assert (lines[0].name, lines[0].value) == ("BEGIN", "VCALENDAR")
    assert (lines[-1].name, lines[-1].value) == ("END", "VCALENDAR")
    assert {"VERSION": "2.0", "CALSCALE": "GREGORIAN"}.items() <= {
        line.name: line.value for line in lines
    }.items()
    entries: list[dict[str, Line]] = []
    for line in lines[1:-1]:
        if (line.name, line.value) == ("BEGIN", "VEVENT"):
            entries.append({})
        elif entries and line.name != "END":
            assert line.name not in entries[-1]
            entries[-1][line.name] = line
    return entries


def text_of(line: Line) -> str:
    """A TEXT value as it was before it was escaped."""
    assert re.fullmatch(r"(?:[^\\;,]|\\[\\;,nN])*", line.value)
    return re.sub(r"\\([\\;,nN])", lambda found: "\n" if found[1] in "nN" else found[1], line.value)


def entry(given_event: Event, **stated: str | None) -> dict[str, Line]:
    (found,) = read(calendar_file([given_event], [reference(**stated)] if stated else [reference()], EDITION))  # type: ignore[arg-type]
    return found


def test_an_event_of_a_day_is_an_all_day_entry_that_ends_the_day_after() -> None:
    found = entry(event())

    assert (found["DTSTART"].parameters, found["DTSTART"].value) == (("VALUE=DATE",), "20260609")
    assert (found["DTEND"].parameters, found["DTEND"].value) == (("VALUE=DATE",), "20260610")
    assert found["TRANSP"].value == "TRANSPARENT"


def test_a_range_ends_the_day_after_its_last() -> None:
    found = entry(replace(event(), last=datetime.date(2026, 6, 30)))

    assert (found["DTSTART"].value, found["DTEND"].value) == ("20260609", "20260701")


def test_a_month_spans_its_days_and_says_so() -> None:
    found = entry(replace(event(), day=datetime.date(2026, 12, 1), precision=Precision.MONTH))

    assert (found["DTSTART"].value, found["DTEND"].value) == ("20261201", "20270101")
    assert "names the month and no day" in text_of(found["DESCRIPTION"])


def test_a_year_is_no_entry() -> None:
    assert calendar_file([replace(event(), precision=Precision.YEAR)], [reference()], EDITION) == b""


def test_only_what_is_announced_is_written_and_nothing_makes_no_calendar() -> None:
    held = replace(event(), announced=False)

    assert len(read(calendar_file([held, event()], [reference()], EDITION))) == 1
    assert calendar_file([held], [reference()], EDITION) == b""


def test_an_entry_is_known_by_the_place_of_its_sentence() -> None:
    moved = replace(event(), id="t5", day=datetime.date(2026, 6, 10))

    assert entry(event())["UID"].value == f"{DIGEST}-10-{10 + len(VOTE)}@briefs.invalid"
    assert entry(moved)["UID"] == entry(event())["UID"]
    assert entry(event(start=11))["UID"] != entry(event())["UID"]


def test_the_stamp_is_the_moment_of_the_edition_in_universal_time() -> None:
    assert entry(event())["DTSTAMP"].value == "20260531T233000Z"


def test_the_sentence_is_described_whole_with_its_sources_and_shown_short() -> None:
    text = f"{VOTE} " + "It will be the first vote since the war; nobody knows, they say, how it ends." * 2
    found = entry(replace(event(text), context="the Pilots’ Guild", resolved="on 9 June"))

    description = text_of(found["DESCRIPTION"]).split("\n")
    summary = text_of(found["SUMMARY"])

    assert description[:3] == [
        text,
        "[the Pilots’ Guild]",
        "Counted from the date of the source: “on 9 June”.",
    ]
    assert description[-1] == (
        "[1] Fees: the pilots, and the vote, Inland Post, 2026-05-30, ¶ 4, https://inland-post.example/vote?a=1,2;b"
    )
    assert len(summary) <= 80
    assert text.startswith(summary.removesuffix("…"))
    assert found["SUMMARY"].parameters == ("LANGUAGE=en",)


@pytest.mark.parametrize("marking", [*Marking])
def test_a_marked_calendar_says_its_marking_and_so_does_each_entry(marking: Marking) -> None:
    calendar = calendar_file([event()], [reference()], replace(EDITION, marking=marking))
    named = {line.name: text_of(line) for line in lines_of(calendar) if line.name in ("NAME", "X-WR-CALNAME")}
    (found,) = read(calendar)

    assert named == dict.fromkeys(
        ("NAME", "X-WR-CALNAME"), f"Harbour brief; weekly, for desks ({marking.value})"
    )
    assert text_of(found["DESCRIPTION"]).split("\n")[:3] == [marking.value, "", VOTE]
    if marking in (Marking.CLEAR, Marking.GREEN):
        assert "CLASS" not in found
    else:
        assert found["CLASS"].value == "CONFIDENTIAL"


def test_what_is_not_marked_says_nothing_of_markings() -> None:
    assert b"TLP" not in calendar_file([event()], [reference()], EDITION)
    assert "CLASS" not in entry(event())


def test_the_address_of_the_first_source_stands_as_it_is() -> None:
    assert entry(event())["URL"].value == "https://inland-post.example/vote?a=1,2;b"


@pytest.mark.parametrize("url", [None, "file:///vote.txt", "https://a.example/\r\nATTENDEE:x"])
def test_an_address_that_is_none_is_left_out(url: str | None) -> None:
    found = read(calendar_file([event()], [reference(url=url)], EDITION))

    assert "URL" not in found[0]
    assert "ATTENDEE" not in found[0]


def test_the_calendar_has_the_title_of_the_brief() -> None:
    titles = {
        line.name: text_of(line) for line in lines_of(calendar_file([event()], [reference()], EDITION))[:6]
    }

    assert titles["NAME"] == titles["X-WR-CALNAME"] == EDITION.title


@given(st.text(alphabet=st.characters(exclude_categories=["Cs", "Cc"]), min_size=1, max_size=300))
def test_any_sentence_comes_back_as_it_was_and_no_sign_is_cut_in_two(text: str) -> None:
    found = entry(event(text))

    assert text_of(found["DESCRIPTION"]).startswith(text)


@given(
    st.text(min_size=1, max_size=60).filter(lambda text: text.isprintable() or "\n" in text or "\x00" in text)
)
def test_no_sentence_writes_a_line_of_its_own(text: str) -> None:
    hostile = text.encode("utf-8", "ignore").decode() + "\r\nEND:VEVENT\nBEGIN:VALARM\x00"

    assert set(entry(event(hostile))) == set(entry(event()))


def test_the_same_brief_gives_the_same_bytes() -> None:
    assert calendar_file([event()], [reference()], EDITION) == calendar_file(
        [event()], [reference()], EDITION
    )
