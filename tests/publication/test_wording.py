"""Our own words on the page."""

import datetime

import pytest

from briefs.model import Precision, SourceFormat, StatedDate
from briefs.publication.wording import shortened, visible, words_of
from tests.publication.material import day

ENGLISH = words_of("en")


def test_a_date_prints_as_precise_as_it_is_stated() -> None:
    first = datetime.date(2026, 5, 1)
    assert ENGLISH.stated(StatedDate(day=first, precision=Precision.YEAR)) == "2026"
    assert ENGLISH.stated(StatedDate(day=first, precision=Precision.MONTH)) == "May 2026"
    assert ENGLISH.stated(day(2026, 5, 19)) == "19 May 2026"


def test_a_time_prints_with_the_zone_its_source_states_and_without_one_where_it_states_none() -> None:
    evening = StatedDate(
        day=datetime.date(2026, 5, 21), precision=Precision.MINUTE, time=datetime.time(18, 40), zone="+09:00"
    )
    assert ENGLISH.stated_with_time(evening) == "21 May 2026, 18:40 (+09:00)"
    assert ENGLISH.stated(evening) == "21 May 2026"
    local = StatedDate(day=evening.day, precision=Precision.MINUTE, time=evening.time)
    assert ENGLISH.stated_with_time(local) == "21 May 2026, 18:40"


@pytest.mark.parametrize(
    ("dates", "words"),
    [
        ([day(2025, 8, 18), day(2026, 5, 19), None], "published 18 August 2025 to 19 May 2026; 1 undated"),
        ([day(2026, 5, 19), day(2026, 5, 19)], "published 19 May 2026"),
        ([None, None], "none of them dated"),
        ([None], "not dated"),
    ],
)
def test_a_period_says_how_many_sources_are_undated(dates: list[StatedDate | None], words: str) -> None:
    assert ENGLISH.period(dates) == words


def test_numbers_agree_with_their_nouns() -> None:
    assert ENGLISH.sources(1, 1) == "1 source"
    assert ENGLISH.sources(9988, 9988) == "9,988 sources"


def test_a_listing_reads_as_in_a_sentence() -> None:
    assert ENGLISH.listing([]) == ""
    assert ENGLISH.listing(["a"]) == "a"
    assert ENGLISH.listing(["a", "b", "c"]) == "a, b and c"


def test_a_long_title_is_cut_at_a_word() -> None:
    assert shortened("one two three four", 14) == "one two three…"
    assert shortened("short", 14) == "short"
    assert shortened("x" * 30, 10) == "x" * 9 + "…"


def test_an_invisible_character_is_spelled_out() -> None:
    assert visible("in/\u202egpj.exe") == "in/\\u{202E}gpj.exe"
    assert visible("in/\udcff") == "in/\\u{DCFF}"


def test_a_title_with_quotation_marks_of_its_own_gets_the_other_kind() -> None:
    assert ENGLISH.quoted("Fog") == "‘Fog’"
    assert ENGLISH.quoted("‘A timetable without a ship’") == "“‘A timetable without a ship’”"


def test_a_language_without_a_name_here_is_told_by_its_tag() -> None:
    assert ENGLISH.language_name("ko-KR") == "Korean"
    assert ENGLISH.language_name("eo") == "eo"
    assert ENGLISH.language_name("und") == "language not known"


def test_an_edition_that_is_a_week_is_a_weekly_brief() -> None:
    assert ENGLISH.kind_of_edition("2026-W22") == "Weekly brief"
    assert ENGLISH.kind_of_edition("special") == "Brief"


@pytest.mark.parametrize(
    ("passage", "page", "shown"),
    [(4, None, "¶\N{NO-BREAK SPACE}4"), (7, 3, "p.\N{NO-BREAK SPACE}3, ¶\N{NO-BREAK SPACE}7")],
)
def test_a_place_has_its_page_where_there_are_pages(passage: int, page: int | None, shown: str) -> None:
    assert ENGLISH.locator(passage, page) == shown


def test_origins_are_counted_where_they_are_fewer_than_the_sources() -> None:
    assert ENGLISH.sources(2, 2) == "2 sources"
    assert ENGLISH.sources(4, 2) == "4 sources (2 origins)"


@pytest.mark.parametrize("form", SourceFormat)
def test_every_format_has_a_name(form: SourceFormat) -> None:
    assert ENGLISH.medium(form)
