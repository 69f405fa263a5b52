"""Dates: what is stated is read to the minute, what is unsure is not read at all."""

import datetime
import time
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefs.model import Precision, StatedDate
from briefs.reading.dates import find_dates, find_slips, parse_date, parse_field


@pytest.mark.parametrize(
    ("field", "iso"),
    [
        ("20260519", "2026-05-19"),
        ("20260519214000", "2026-05-19T21:40"),
        ("20260519T2140", "2026-05-19T21:40"),
        ("20260519T214000+0900", "2026-05-19T21:40+09:00"),
        ("20261319", None),
        ("1779194400", None),
    ],
)
def test_a_field_may_be_written_without_signs(field: str, iso: str | None) -> None:
    date = parse_field(field)
    assert (date.iso if date else None) == iso


def test_a_day_with_a_weekday_that_is_not_its_own_is_a_slip() -> None:
    text = "Monday, May 19, 2026 and 2026年5月19日(水), but Tuesday, May 19, 2026 and Monday, May 32, 2026"
    found = [(text[slip.start : slip.end].strip(), slip.date.slip) for slip in find_slips(text)]
    assert found == [("Monday, May 19, 2026", "Monday"), ("2026年5月19日(水)", "水")]


@pytest.mark.parametrize("read", [parse_date, lambda text: next(iter(find_dates(text)), None)])
def test_words_with_a_weekday_that_is_not_the_dates_state_none(
    read: Callable[[str], StatedDate | None],
) -> None:
    assert read("Mon, 30 May 2026 10:00:00 +0900") is None
    assert read("Sat, 30 May 2026 10:00:00 +0900") is not None


def test_a_field_with_a_weekday_that_is_not_the_dates_states_it_with_its_slip() -> None:
    slipped, right = (parse_field(f"{name}, 30 May 2026 10:00:00 +0900") for name in ("Mon", "Sat"))
    assert slipped is not None
    assert (slipped.iso, slipped.slip) == ("2026-05-30T10:00+09:00", "Mon")
    assert right is not None
    assert right.slip is None


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        ("18 August 2025", "2025-08-18"),
        ("18th of August 2025", "2025-08-18"),
        ("August 18, 2025", "2025-08-18"),
        ("Aug. 18, 2025 11:51 a.m.", "2025-08-18T11:51"),
        ("Sept. 3 2025, 6 p.m.", "2025-09-03T18:00"),
        ("12:05 AM, May 1, 2026", "2026-05-01T00:05"),
        ("2026-05-19T18:40:00+09:00", "2026-05-19T18:40+09:00"),
        ("2026-05-19T18:40:00.000Z", "2026-05-19T18:40+00:00"),
        ("2026-05-19 18:40 -0330", "2026-05-19T18:40-03:30"),
        ("Tue, 19 May 2026 18:40:00 +0900", "2026-05-19T18:40+09:00"),
        ("Tuesday, 13 January 2026, 09:30 KST", "2026-01-13T09:30+09:00"),
        ("2026/01/13 09:30 (JST)", "2026-01-13T09:30+09:00"),
        ("May 19, 2026 18:40 (UTC+9)", "2026-05-19T18:40+09:00"),
        ("19 May 2026 at 18:40 (0940 GMT)", "2026-05-19T18:40"),
        ("Published: 19 May 2026", "2026-05-19"),
        ("Posted on Oct. 4, 2025 5:43 p.m.", "2025-10-04T17:43"),
        ("Published 19 May 2026 | Updated 20 May 2026 10:00", "2026-05-19"),
        ("May 2026", "2026-05"),
        ("2026-05", "2026-05"),
        ("2026년 5월 19일", "2026-05-19"),
        ("입력 2026.05.19. 오후 6:40", "2026-05-19T18:40"),
        ("2026年5月19日(火) 18:40", "2026-05-19T18:40"),
        ("2026年5月19日火曜日午後6時40分", "2026-05-19T18:40"),
        ("2026年5月", "2026-05"),
        ("令和8年5月19日", "2026-05-19"),
        ("令和8年5月19日（火）18:40", "2026-05-19T18:40"),
        ("中華民國115年5月19日", "2026-05-19"),
        ("2026年05月19日21時40分", "2026-05-19T21:40"),
        ("2026.05.19 (18:40)", "2026-05-19T18:40"),
        ("1er mai 2026", "2026-05-01"),
        ("Dienstag, den 19. Mai 2026 um 18.40 Uhr", "2026-05-19T18:40"),
        ("19 de mayo de 2026", "2026-05-19"),
        ("19.05.2026", "2026-05-19"),
        ("13/04/2026", "2026-04-13"),
        ("04/13/2026", "2026-04-13"),
        ("05/05/2026", "2026-05-05"),
        ("  18\n August\u00a02025 ", "2025-08-18"),
    ],
)
def test_a_date_is_read_as_exactly_as_it_is_stated(text: str, iso: str) -> None:
    date = parse_date(text)
    assert date is not None
    assert date.iso == iso


@pytest.mark.parametrize(
    "text",
    [
        "",
        "300",
        "2026",
        "2 min read",
        "03/04/2026",
        "31 February 2026",
        "2026-13-01",
        "19 May 26",
        "Wednesday, 13 January 2026",
        "2026年5月19日(水)",
        "18 August",
        "next Tuesday",
        "Updated: 19 May 2026",
        "Aug. 18, 2025 11:51 a.m. 300",
        "19 May 2026 25:00",
        "19 May 2026 13:40 a.m.",
        "19 May 2026 18:40 +19:00",
        "19 May 2026 18:40 +09:20",
        "The leaders met on 19 May 2026",
        "19 May 2026 and 20 May 2026",
        "1" * 5000,
    ],
)
def test_what_is_unsure_impossible_or_more_than_a_date_is_no_date(text: str) -> None:
    assert parse_date(text) is None


def test_a_time_beside_a_zone_name_with_several_meanings_is_dropped_and_the_day_stays() -> None:
    date = parse_date("19 May 2026 18:40 BST")
    assert date is not None
    assert (date.precision, date.time, date.zone) == (Precision.DAY, None, None)


@pytest.mark.parametrize(
    ("value", "iso"), [("2026", "2026"), ("20260519", "2026-05-19"), ("1 May 2026", "2026-05-01")]
)
def test_a_date_field_may_hold_a_bare_year_or_eight_digits(value: str, iso: str) -> None:
    date = parse_field(value)
    assert date is not None
    assert date.iso == iso


def test_a_date_field_with_any_other_number_holds_no_date() -> None:
    assert [parse_field(value) for value in ("1747", "1747647600", "20261345", "12")] == [None] * 4


def test_every_full_date_inside_prose_is_found_where_it_stands() -> None:
    text = (
        "They met in Andong on May 19, 2026, and on Tuesday, January 13, 2026 at 09:30 KST in Nara, "
        "after a call on 2 June 2025. Talks of 2025-2026 went on until August; 136 were named, "
        "3/4/2026 is unclear, "
        "and 2026년 5월 19일 came again."
    )
    found = find_dates(text)
    assert [(text[date.start : date.end], date.date.iso) for date in found] == [
        ("May 19, 2026", "2026-05-19"),
        ("Tuesday, January 13, 2026 at 09:30 KST", "2026-01-13T09:30+09:00"),
        ("2 June 2025", "2025-06-02"),
        ("2026년 5월 19일", "2026-05-19"),
    ]


def test_a_number_after_a_date_is_not_its_time() -> None:
    text = "Since May 19, 2026, 136 people and 12.50 euros; on 19 May 2026 10.30 million."
    assert [found.date.iso for found in find_dates(text)] == ["2026-05-19", "2026-05-19"]


def test_no_date_is_read_out_of_an_address_or_a_longer_number() -> None:
    assert find_dates("https://example.org/2026/05/19/story and 12026-05-19 and 2026-05-191") == ()


@given(st.text())
def test_any_text_has_dates_in_order_and_never_an_error(text: str) -> None:
    found = find_dates(text)
    assert list(found) == sorted(found, key=lambda date: date.start)
    assert all(0 <= date.start < date.end <= len(text) for date in found)
    parse_date(text)
    parse_field(text)


@given(st.dates(datetime.date(1000, 1, 1), datetime.date(2999, 12, 31)))
def test_every_iso_day_is_read_back(day: datetime.date) -> None:
    date = parse_date(day.isoformat())
    assert date is not None
    assert date.day == day


@pytest.mark.parametrize("unit", ["2026 ", "May 19, ", "1 ", "Monday, ", "19 May 2026 "])
def test_dates_are_found_in_linear_time(unit: str) -> None:
    started = time.process_time()
    find_dates(unit * 40_000)
    assert time.process_time() - started < 5
