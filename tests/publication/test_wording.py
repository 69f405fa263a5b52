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


KOREAN, JAPANESE = words_of("ko"), words_of("ja")


def test_dates_of_other_languages_are_as_precise_as_they_are_stated() -> None:
    first = datetime.date(2026, 5, 1)
    year = StatedDate(day=first, precision=Precision.YEAR)
    month = StatedDate(day=first, precision=Precision.MONTH)
    assert [KOREAN.stated(it) for it in (year, month, day(2026, 5, 19))] == [
        "2026년",
        "2026년 5월",
        "2026년 5월 19일",
    ]
    assert [JAPANESE.stated(it) for it in (year, month, day(2026, 5, 19))] == [
        "2026年",
        "2026年5月",
        "2026年5月19日",
    ]


def test_a_time_stands_behind_its_day() -> None:
    evening = StatedDate(
        day=datetime.date(2026, 5, 21), precision=Precision.MINUTE, time=datetime.time(18, 40), zone="+09:00"
    )
    assert KOREAN.stated_with_time(evening) == "2026년 5월 21일 18:40(+09:00)"
    assert JAPANESE.stated_with_time(evening) == "2026年5月21日 18:40（+09:00）"


def test_a_noun_after_a_number_has_one_form_where_the_language_has_no_plural() -> None:
    assert [KOREAN.sources(number, number) for number in (0, 1, 9988)] == [
        "출처 0건",
        "출처 1건",
        "출처 9,988건",
    ]
    assert [JAPANESE.origins(number) for number in (1, 2)] == ["独立の出典1件", "独立の出典2件"]


def test_a_period_counts_what_is_undated_in_every_language() -> None:
    dates = [day(2025, 8, 18), day(2026, 5, 19), None]
    assert KOREAN.period(dates) == "발행일 2025년 8월 18일~2026년 5월 19일(발행일 미상 1건)"
    assert JAPANESE.period(dates) == "発行日 2025年8月18日～2026年5月19日（日付の記載なし1件）"
    assert KOREAN.period([None, None]) == "모두 발행일 미상"


def test_a_title_has_the_quotation_marks_of_the_page() -> None:
    assert KOREAN.quoted("안개") == "“안개”"
    assert KOREAN.quoted("“안개”") == "‘“안개”’"
    assert JAPANESE.quoted("霧") == "「霧」"
    assert JAPANESE.quoted("「霧」の港") == "『「霧」の港』"


def test_a_place_in_a_source_reads_as_its_readers_name_it() -> None:
    assert (KOREAN.locator(7, 3), KOREAN.locator(4, None)) == ("3쪽 7문단", "4문단")
    assert (JAPANESE.locator(7, 3), JAPANESE.locator(4, None)) == ("3ページ第7段落", "第4段落")


def test_a_listing_has_the_comma_of_the_language() -> None:
    assert (KOREAN.listing(["a", "b", "c"]), JAPANESE.listing(["a", "b", "c"])) == ("a, b, c", "a、b、c")


def test_a_tag_with_a_region_has_the_words_of_its_language() -> None:
    assert words_of("ko-KR").day(datetime.date(2026, 5, 25)) == "2026년 5월 25일"
    assert words_of("en-GB").is_english
