"""Relative dates of Korean, Japanese and Chinese, for a page published on Wednesday 20 May 2026."""

import datetime

import pytest

from briefs.language.almanac import resolve_dates_in_signs
from briefs.model import Precision, StatedDate

PUBLISHED = StatedDate(day=datetime.date(2026, 5, 20))


def dates(text: str, language: str) -> tuple[str, ...] | None:
    """What is printed beside a sentence; None where a date stays open."""
    moments, _ = resolve_dates_in_signs(text, language, PUBLISHED, None)
    return None if moments.unresolved else moments.resolved


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("ko", "오늘 발표했다.", ("20 May 2026",)),
        ("ko", "어제 발표했다.", ("19 May 2026",)),
        ("ko", "19일 발표했다.", ("19 May 2026",)),
        ("ko", "지난 19일 발표했다.", ("19 May 2026",)),
        ("ko", "지난 26일 발표했다.", ("26 April 2026",)),
        ("ko", "오는 26일 발표한다.", ("26 May 2026",)),
        ("ko", "오는 6월 26일 발표한다.", ("26 June 2026",)),
        ("ko", "13∼14일 열렸다.", ("13–14 May 2026",)),
        ("ko", "18∼19일 열렸다.", ("18–19 May 2026",)),
        ("ko", "지난달 3일 열렸다.", ("3 April 2026",)),
        ("ko", "지난해 8월 열렸다.", ("August 2025",)),
        ("ko", "올해 안에 열린다.", ("2026",)),
        ("ko", "다음 주 화요일 열린다.", ("26 May 2026",)),
        ("ko", "화요일 열린다.", None),
        ("ko", "전날 열렸다.", None),
        ("ko", "2025년 8월 18일 열렸다.", ()),
        ("ko", "2026. 5. 19. 열렸다.", ()),
        ("ko", "3일간 100일째 오늘날 이어졌다.", ()),
        ("ko", "매월 10일 열린다.", ()),
        ("ja", "毎月10日に開く。", ()),
        ("zh", "每年3月10日举行。", ()),
        ("ja", "19日に発表した。", ("19 May 2026",)),
        ("ja", "昨日発表した。", ("19 May 2026",)),
        ("ja", "来週発表する。", ("week of 25 May 2026",)),
        ("ja", "来月3日に発表する。", ("3 June 2026",)),
        ("ja", "昨年12月に発表した。", ("December 2025",)),
        ("ja", "1月13、14両日に開いた。", ("13–14 January 2026",)),
        ("ja", "3日間で3日前の以前日本に着いた。", ()),
        ("ja", "来週火曜に発表する。", ("26 May 2026",)),
        ("ja", "12月に開く。", None),
        ("ja", "13月に開く。", None),
        ("ja", "13月5日に開く。", None),
        ("ko", "다음 달 열린다.", ("June 2026",)),
        ("ja", "2月31日に開く。", None),
        ("ja", "6月に開く。", ("June 2026",)),
        ("ja", "去る3月に開いた。", ("March 2026",)),
        ("ja", "昨年12月3日に開いた。", ("3 December 2025",)),
        ("ja", "5日に開く。", None),
        ("ko", "1일 열린다.", None),
        ("zh", "18日表示。", ("18 May 2026",)),
        ("zh", "昨天表示。", ("19 May 2026",)),
        ("zh", "本周公布。", ("week of 18 May 2026",)),
        ("zh", "下周二公布。", ("26 May 2026",)),
        ("zh", "五月十九日公布。", ("19 May 2026",)),
        ("zh", "目前年产量增加，今日本队获胜。", ()),
        ("zh", "去年8月公布。", ("August 2025",)),
    ],
)
def test_a_relative_date_is_told_from_the_day_of_publication(
    language: str, text: str, expected: tuple[str, ...] | None
) -> None:
    assert dates(text, language) == expected


@pytest.mark.parametrize(
    ("language", "text"), [("ko", "이날 열렸다."), ("ja", "同日開いた。"), ("zh", "当天举行。")]
)
def test_the_same_day_is_the_one_named_before_and_never_guessed(language: str, text: str) -> None:
    named = datetime.date(2026, 5, 18)

    assert resolve_dates_in_signs(text, language, PUBLISHED, named)[0].resolved == ("18 May 2026",)
    assert resolve_dates_in_signs(text, language, PUBLISHED, None)[0].unresolved


def test_the_day_a_sentence_names_is_handed_on() -> None:
    _, named = resolve_dates_in_signs("19일 안동에서 열렸다.", "ko", PUBLISHED, None)

    assert named == datetime.date(2026, 5, 19)


@pytest.mark.parametrize(
    "published", [None, StatedDate(day=datetime.date(2026, 5, 1), precision=Precision.MONTH)]
)
def test_without_a_day_of_publication_a_relative_date_stays_open(published: StatedDate | None) -> None:
    moments, _ = resolve_dates_in_signs("19일 안동에서 열렸다.", "ko", published, None)

    assert moments.unresolved
    assert moments.resolved == ()


def test_a_day_that_counts_from_another_year_stays_open() -> None:
    assert dates("2018년 9월 체결된 합의를 19일 다시 확인했다.", "ko") is None
    assert dates("“오늘 간다”고 19일 말했다.", "ko") is None
