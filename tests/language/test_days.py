"""The days that the dates of a sentence cover."""

import datetime
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefs.language.days import Dated, find_days, find_days_in_signs
from briefs.model import Precision, StatedDate

WEDNESDAY = StatedDate(day=datetime.date(2026, 5, 20))


def days(text: str, published: StatedDate | None = WEDNESDAY) -> list[str]:
    return [told(one) for one in find_days(text, published)]


def told(one: Dated) -> str:
    if one.day is None:
        return "untold"
    stated = StatedDate(day=one.day, precision=one.precision).iso
    return f"{stated}/{one.last}" if one.last else stated


def in_signs(text: str, language: str, published: StatedDate | None = WEDNESDAY) -> list[str]:
    return [told(one) for one in find_days_in_signs(text, language, published, None)[0]]


@pytest.mark.parametrize(
    "text",
    [
        "The bridge opened on 19 May 2026.",
        "The bridge opened on 19th of May, 2026.",
        "The bridge opened on May 19, 2026.",
        "The bridge opened on Tuesday, May 19, 2026.",
        "The bridge opened on Tuesday 19 May 2026.",
        "The bridge opened on 2026-05-19.",
        "The bridge opened on May 19.",
        "The bridge opened on the 19th in the rain.",
        "The bridge opened on Tuesday.",
        "The bridge opened yesterday.",
    ],
)
def test_a_day_is_found_in_every_usual_form(text: str) -> None:
    assert days(text) == ["2026-05-19"]


@pytest.mark.parametrize(
    "text",
    [
        "The fair runs May 18–19, 2026.",
        "The fair runs from 18 to 19 May 2026.",
        "The fair runs on 18 and 19 May.",
        "The fair runs from 18 May to 19 May 2026.",
        "The fair ran between May 18 and May 19.",
    ],
)
def test_a_range_is_one_date(text: str) -> None:
    assert days(text) == ["2026-05-18/2026-05-19"]


def test_a_range_takes_the_year_of_its_end() -> None:
    assert days("The strike lasted from 28 December to 3 January 2024.") == ["2023-12-28/2024-01-03"]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("She took office in June 2025.", "2025-06"),
        ("The lock was rebuilt in 2024.", "2024"),
        ("The lock will be rebuilt next month.", "2026-06"),
        ("The lock was rebuilt last year.", "2025"),
    ],
)
def test_a_date_is_as_precise_as_it_is_stated(text: str, found: str) -> None:
    assert days(text) == [found]


def test_what_is_no_date_is_none() -> None:
    assert days("About 19,000 may come to the 2018 fair; rooms 18-19 cost 2026 crowns.") == []


@pytest.mark.parametrize(
    "text",
    [
        "The bridge opens on 31 June 2026.",
        "The bridge opens on Monday, 19 May 2026.",
        "It closed on Monday, May 19.",
    ],
)
def test_a_day_that_is_on_no_calendar_stays_untold(text: str) -> None:
    assert days(text) == ["untold"]


def test_the_full_stop_after_a_date_is_none_of_its_words() -> None:
    text = "The bridge opened on 19 May."

    (one,) = find_days(text, WEDNESDAY)

    assert text[one.start : one.end] == "19 May"


def test_without_a_day_of_publication_nothing_is_counted() -> None:
    year = StatedDate(day=datetime.date(2026, 1, 1), precision=Precision.YEAR)

    assert days("The bridge opened on May 19.", None) == ["untold"]
    assert days("The bridge opened last Tuesday.", year) == ["untold"]


def test_what_the_publication_gives_is_marked_as_counted() -> None:
    stated, counted = find_days("It opened on 1 May 2026, and on Tuesday it closed.", WEDNESDAY)

    assert (stated.counted, counted.counted) == (False, True)


def test_the_year_is_that_of_the_nearest_day() -> None:
    assert days("The ferry sank on December 30.", StatedDate(day=datetime.date(2026, 1, 2))) == ["2025-12-30"]


def test_a_year_is_not_taken_against_the_verb() -> None:
    assert days("The ferry sank on 15 August.") == ["untold"]


def test_a_day_after_a_date_of_another_year_stays_untold() -> None:
    assert days("In 1974 the ferry sailed again, and on May 19 it sank.") == ["1974", "untold"]


@pytest.mark.parametrize(
    ("text", "language", "found"),
    [
        ("양국 정상은 2026년 5월 19일 회담했다.", "ko", "2026-05-19"),
        ("양국 정상은 19일 회담했다.", "ko", "2026-05-19"),
        ("박람회는 2026년 5월 18~19일 열린다.", "ko", "2026-05-18/2026-05-19"),
        ("다리는 2024년 열렸다.", "ko", "2024"),
        ("両首脳は5月19日に会談した。", "ja", "2026-05-19"),
        ("橋は2025年6月に開通した。", "ja", "2025-06"),
        ("两国领导人5月19日举行会谈。", "zh", "2026-05-19"),
        ("两国领导人昨天举行会谈。", "zh", "2026-05-19"),
    ],
)
def test_dates_in_signs_are_found(text: str, language: str, found: str) -> None:
    assert in_signs(text, language) == [found]


@given(st.text(alphabet="May 19th,–20o5 Tuesdayn.fi-", max_size=120))
def test_dates_lie_in_their_text_and_in_order(text: str) -> None:
    found = find_days(text, WEDNESDAY)

    assert all(0 <= one.start < one.end <= len(text) for one in found)
    assert all(left.end <= right.start for left, right in pairwise(found))
