"""What earlier stages say in English, said again in the language of the page."""

import datetime

import pytest

from briefs.language.almanac import resolve_dates_in_signs
from briefs.language.calendar import resolve_dates
from briefs.language.weekdays import either_day
from briefs.publication.phrases import (
    context_in,
    context_phrase,
    counted_phrase,
    dated,
    lang_of,
    question_in,
    question_phrase,
    reason_in,
    searched_in,
)
from briefs.publication.view import Phrase
from briefs.publication.wording import words_of
from tests.publication.material import day

KOREAN, JAPANESE, ENGLISH = words_of("ko"), words_of("ja"), words_of("en")


def parts(phrase: Phrase) -> list[tuple[str, str | None]]:
    return [(part.text, part.lang) for part in phrase.parts]


@pytest.mark.parametrize(
    ("english", "korean", "japanese"),
    [
        ("19 May 2026", "2026년 5월 19일", "2026年5月19日"),
        ("May 2026", "2026년 5월", "2026年5月"),
        ("2026", "2026년", "2026年"),
        ("13–14 January 2026", "2026년 1월 13~14일", "2026年1月13～14日"),
        ("5 or 12 March 2026", "2026년 3월 5일 또는 12일", "2026年3月5日または12日"),
        ("30 January or 6 February 2026", "2026년 1월 30일 또는 2월 6일", "2026年1月30日または2月6日"),
        (
            "27 December 2025 or 3 January 2026",
            "2025년 12월 27일 또는 2026년 1월 3일",
            "2025年12月27日または2026年1月3日",
        ),
        ("13 and 14 January 2026", "2026년 1월 13일과 14일", "2026年1月13日と14日"),
        ("October to December 2026", "2026년 10월~12월", "2026年10月～12月"),
        ("about 2016", "2016년경", "2016年頃"),
        ("week of 5 January 2026", "2026년 1월 5일이 속한 주", "2026年1月5日の週"),
        ("as of 7 December 2007", "2007년 12월 7일 기준", "2007年12月7日時点"),
        ("South Korea and Japan", "한국·일본", "韓国・日本"),
        ("Prime Minister of Japan", "Prime Minister of Japan", "Prime Minister of Japan"),
    ],
)
def test_days_and_countries_beside_a_statement_are_in_the_language_of_the_page(
    english: str, korean: str, japanese: str
) -> None:
    assert context_in(KOREAN, english) == korean
    assert context_in(JAPANESE, english) == japanese
    assert context_in(ENGLISH, english) == english


@pytest.mark.parametrize(
    "text",
    [
        "They met on Tuesday.",
        "They met last week.",
        "They will meet next month.",
        "They met last year.",
        "They will meet next quarter.",
        "They met ten years ago.",
        "They met on 3–5 May.",
        "They will meet on 3 and 5 June.",
    ],
)
def test_every_form_of_a_day_that_english_sources_lead_to_has_its_words(text: str) -> None:
    moments = resolve_dates(text, day(2026, 5, 22))
    assert moments.resolved
    for shown in moments.resolved:
        assert context_in(KOREAN, shown) != shown, shown


@pytest.mark.parametrize(
    "text",
    ["양국은 19일 만났다.", "지난달 3~5일 만났다.", "다음 주 만난다.", "지난해 만났다.", "다음 달 만난다."],
)
def test_every_form_of_a_day_that_korean_sources_lead_to_has_its_words(text: str) -> None:
    moments, _ = resolve_dates_in_signs(text, "ko", day(2026, 5, 22), None)
    assert moments.resolved
    for shown in moments.resolved:
        assert context_in(JAPANESE, shown) != shown, shown


def test_both_days_of_next_thursday_have_their_words() -> None:
    shown = either_day("next Thursday", datetime.date(2026, 3, 3))
    assert shown
    assert context_in(JAPANESE, shown) == "2026年3月5日または12日"


def test_a_name_stays_as_its_source_writes_it_and_in_its_language() -> None:
    said = context_in(KOREAN, "President Ann Vik; 19 May 2026")
    assert said == "President Ann Vik; 2026년 5월 19일"
    assert parts(context_phrase(KOREAN, said, "en")) == [
        ("President Ann Vik", "en"),
        ("; ", None),
        ("2026년 5월 19일", None),
    ]


def test_a_name_in_other_letters_has_its_language_on_an_english_page_and_the_day_beside_it_none() -> None:
    assert parts(context_phrase(ENGLISH, "강윤하 장관; January 2026", "ko")) == [
        ("강윤하 장관", "ko"),
        ("; ", None),
        ("January 2026", None),
    ]
    assert parts(context_phrase(ENGLISH, "Ann Vik", "ko")) == [("Ann Vik", None)]


def test_who_is_speaking_is_told_around_the_name() -> None:
    said = context_in(JAPANESE, "Ann Vik speaking")
    assert parts(context_phrase(JAPANESE, said, "en")) == [("Ann Vik", "en"), ("の発言", None)]


@pytest.mark.parametrize(
    ("english", "korean", "japanese"),
    [
        ("Prime Minister of Japan", "일본 총리", "日本の首相"),
        ("Foreign Minister of the United Kingdom", "영국 외교장관", "英国の外相"),
        ("President of China", "중국 국가주석", "中国の国家主席"),
        ("spelling of the name of the President of United States", "미국 대통령의 이름 표기", "米国大統領の氏名の表記"),
        ("spelling of the name of the President of South Korea", "한국 대통령의 이름 표기", "韓国大統領の氏名の表記"),
        ("spelling of a person's name", "인명 표기", "人名の表記"),
    ],
)  # fmt: skip
def test_a_question_of_offices_and_names_is_asked_in_the_language_of_the_page(
    english: str, korean: str, japanese: str
) -> None:
    assert (question_in(KOREAN, english), question_in(JAPANESE, english)) == (korean, japanese)
    assert parts(question_phrase(KOREAN, korean, "en")) == [(korean, None)]


def test_what_is_counted_is_told_in_the_words_of_its_sources() -> None:
    said = question_in(KOREAN, "number of sailors on the ferry")
    assert parts(question_phrase(KOREAN, said, "en")) == [
        ("“", None),
        ("sailors on the ferry", "en"),
        ("” 수치", None),
    ]
    said = "number of sailors"
    assert parts(question_phrase(ENGLISH, said, None)) == [("number of ", None), ("sailors", None)]


def test_a_question_that_follows_no_pattern_stays_english_and_says_so() -> None:
    asked = "President of the Harbour Bank"
    assert question_in(KOREAN, asked) == asked
    assert parts(question_phrase(KOREAN, asked, "en")) == [(asked, "en")]
    assert parts(question_phrase(ENGLISH, asked, None)) == [(asked, None)]


def test_a_reason_has_its_values_where_the_language_wants_them() -> None:
    reason = "has the same bytes as seeds/a.txt, which is read"
    assert reason_in(KOREAN, reason) == "seeds/a.txt 파일과 내용이 완전히 같음(그 파일을 검토함)"
    late = "published 2026-05-28T08:00+09:00, after this edition's last day"
    assert reason_in(JAPANESE, late) == "2026年5月28日 08:00（+09:00）発行、今号の対象期間より後"
    assert reason_in(ENGLISH, late) == late


def test_a_reason_that_nobody_foresaw_stays_english_and_says_so() -> None:
    assert reason_in(KOREAN, "fell into the harbour") == "fell into the harbour"
    assert lang_of(KOREAN, "fell into the harbour") == "en"
    assert lang_of(KOREAN, reason_in(KOREAN, "is empty")) is None
    assert lang_of(ENGLISH, "fell into the harbour") is None


def test_what_was_searched_in_vain_keeps_its_terms_between_the_marks_of_the_language() -> None:
    english = (
        "All 12 documents read were searched for “harbour”, “한일” and 3 more terms; "
        "none holds enough of them and a sentence on them that stands alone."
    )
    assert "「harbour」, 「한일」ほか3語" in searched_in(JAPANESE, english)
    assert "문서 12건" in searched_in(KOREAN, english)
    assert searched_in(ENGLISH, english) == english


def test_the_words_that_a_day_was_counted_from_are_in_their_language() -> None:
    assert parts(counted_phrase(ENGLISH, "19일", "ko")) == [
        ("counted from “", None),
        ("19일", "ko"),
        ("”", None),
    ]
    assert parts(counted_phrase(JAPANESE, "Tuesday", "en")) == [
        ("「", None),
        ("Tuesday", "en"),
        ("」から算出", None),
    ]


def test_on_an_english_page_a_reason_has_its_dates_as_they_are_read() -> None:
    late = "published 2026-05-28T08:00+00:00, after this edition's last day"
    assert dated(ENGLISH, late) == "published 28 May 2026, 08:00 (+00:00), after this edition's last day"
    assert dated(ENGLISH, "is empty") == "is empty"
    assert dated(KOREAN, late) == late


def test_a_day_or_a_name_in_brackets_stays_in_one_line_and_a_long_wording_does_not() -> None:
    told = context_phrase(ENGLISH, "19 May 2026; the ministers of both countries and their advisers", None)
    assert [(part.text, part.whole) for part in told.parts] == [
        ("19 May 2026", True),
        ("; ", False),
        ("the ministers of both countries and their advisers", False),
    ]
