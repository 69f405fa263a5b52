"""Datelines: place, day and agency are cut from a report's first paragraph, and sentences are not."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefs.reading.dateline import count_labels, dateline_date, dateline_length, dateline_slip


@pytest.mark.parametrize(
    ("dateline", "rest"),
    [
        ("SEOUL, May 19 (Northern Wire) — ", "Ministers met in the city."),
        ("NARA, Japan (Northern Wire) - ", "South Korea's president came."),
        ("TOKYO -- ", "Japan and South Korea agreed."),
        ("SEOUL: ", "North Korea said nothing."),
        ("WASHINGTON (AP) — ", "The talks go on."),
        ("Port Ellery, 25 May 2026. ", "The Forum will meet."),
        ("Helsinki, Jul 15 (AP) ", "Though nobody came."),
        ("GYEONGJU, South Korea, Oct. 30 — ", "Lee met Xi."),
        ("(Reuters) - ", "Oil fell on Monday."),
        ("(Harbour Review) ", "The ferry sank."),
        ("(Harbour Review) — ", "“Nobody came,” he said."),
        ("LONDON, 19 May (Reuters) - ", "Oil fell — again."),
        ("SEOUL, South Korea, May 19, 2026 /PRNewswire/ -- ", "Harbour Gas said so."),
        ("SEOUL, South Korea--(BUSINESS WIRE)--", "Harbour Gas said so."),
        ("(서울=연합뉴스) 홍길동 기자 = ", "두 나라 정상이 만났다."),
        ("[서울=뉴시스]홍길동 기자 = ", "두 나라 정상이 만났다."),
        ("[한빛일보 홍길동 기자] ", "두 나라 정상이 만났다."),
        ("【ソウル共同】", "両国の首脳が会談した。"),
        ("【ソウル＝山田太郎】", "両国の首脳が会談した。"),
        ("新华社首尔5月19日电（记者张三、李四）", "两国领导人举行会谈。"),
        ("（中央社記者張三首爾19日電）", "兩國領導人舉行會談。"),
    ],
)
def test_a_dateline_ends_where_the_report_begins(dateline: str, rest: str) -> None:
    assert dateline_length(dateline + rest) == len(dateline)


@pytest.mark.parametrize(
    "text",
    [
        "NATO — the alliance of the West — said so.",
        "(Updated) The ferry sank.",
        "(Port Ellery) The ferry sank.",
        "(Harbour Review) is what the paper is called.",
        "NATO — Europe's alliance — said so.",
        "North Korea — long isolated — has spoken.",
        "On May 19, 2026 — a Tuesday — they met.",
        "In Andong, May 19, 2026. The leaders met.",
        "AI: The next step",
        "President Lee (Democratic Party) said so.",
        "Lee Jae-myung (Democrat) won.",
        "Ilse Brandt (Lower Town): Will the mayor say when the depot opens?",
        "Sir Tom Archer (Lower Town) (Green): The mayor has not said.",
        "MR ARCHER (Green): The mayor has not said.",
        "【共同声明】両国は協力する。",
        "[단독] 두 나라 정상이 만났다.",
        "(한국) 두 나라 정상이 만났다.",
        "【ソウル共同】",
        "",
    ],
)
def test_a_sentence_has_no_dateline(text: str) -> None:
    assert dateline_length(text) == 0


def test_of_several_labels_before_a_colon_none_is_a_dateline() -> None:
    turns = ("MODERATOR: Who pays for the depot?", "MAYOR: The council does.", "It always did.")
    assert count_labels(turns) == 2
    assert [dateline_length(turn, labels=2) for turn in turns] == [0, 0, 0]


def test_the_day_of_a_dateline_is_read_when_it_has_its_year() -> None:
    dated = dateline_date("SEOUL, May 19, 2026 (Northern Wire) — Ministers met on 20 May 2026.")
    assert dated is not None
    assert dated.iso == "2026-05-19"
    assert dateline_date("SEOUL, May 19 (Northern Wire) — Ministers met on 20 May 2026.") is None


def test_the_day_of_a_dateline_with_another_weekday_is_a_slip_and_not_its_date() -> None:
    slipped = "HALDEN, Monday, May 29, 2026 — Ministers met on 20 May 2026."
    found = dateline_slip(slipped)
    assert found is not None
    assert (found.iso, found.slip, dateline_date(slipped)) == ("2026-05-29", "Monday", None)
    assert dateline_slip(slipped.replace("Monday", "Friday")) is None


@given(st.text(max_size=200))
def test_a_dateline_is_a_part_of_its_text(text: str) -> None:
    assert 0 <= dateline_length(text) <= len(text)
