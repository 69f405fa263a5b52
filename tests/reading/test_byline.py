"""Bylines: names are read as the page writes them, and nothing else is taken for a name."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefs.reading.byline import byline_publisher, is_byline, names_of, read_byline


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("By Jane Doe", ("Jane Doe",)),
        ("By Jane Doe and Min-ho Park", ("Jane Doe", "Min-ho Park")),
        ("By Kim T. Lee, Ana de la Cruz and J. K. Rowan", ("Kim T. Lee", "Ana de la Cruz", "J. K. Rowan")),
        ("Post by : Dorrin", ("Dorrin",)),
        ("Posted 20 May 2026 by Gideon Marsh", ("Gideon Marsh",)),
        ("BY JANE DOE, STAFF WRITER", ("JANE DOE",)),
        ("Jane Doe, Staff Writer", ("Jane Doe",)),
        ("Harbour Ledger · By Ada Quill", ("Ada Quill",)),
        ("Opinion | By Ada Quill and Tom Harrow", ("Ada Quill", "Tom Harrow")),
        ("By Jane Doe, Seoul", ("Jane Doe",)),
        ("By Jane Doe in Seoul", ("Jane Doe",)),
        ("By Jane Doe | 19 May 2026", ("Jane Doe",)),
        ("By Jane Doe May 19, 2026", ("Jane Doe",)),
        ("By Jane Doe, Northern Wire", ("Jane Doe",)),
        ("By Jane Doe • 5 min read", ("Jane Doe",)),
        ("By Jane Doe Posted : 16 March 2023", ("Jane Doe",)),
        ("Written by: Ana Silva", ("Ana Silva",)),
        ("Interview: Ana Silva", ("Ana Silva",)),
        ("Reporter Oh Min-gyeol  |  Input 2026-01-16", ("Oh Min-gyeol",)),
        ("By Anna O’Neil-Smith", ("Anna O’Neil-Smith",)),
        ("posted by wclerk in Korea, Japan", ("wclerk",)),
        ("3 JUL 2026, 10:55 PM ET by ANA SILVA", ("ANA SILVA",)),
        ("Von Lene Auerbach und Ulf Lang", ("Lene Auerbach", "Ulf Lang")),
        ("Par Léa Morin", ("Léa Morin",)),
        ("홍길동 기자", ("홍길동",)),
        ("홍길동·김민지 기자", ("홍길동", "김민지")),
        ("홍길동 선임기자", ("홍길동",)),
        ("(서울=연합뉴스) 홍길동 기자 hong@hanbit.example", ("홍길동",)),
        ("기자 홍길동", ("홍길동",)),
        ("山田太郎記者", ("山田太郎",)),
        ("文＝山田 太郎", ("山田 太郎",)),
        ("记者：张三", ("张三",)),
        ("（记者张三、李四）", ("张三", "李四")),
        ("文/张三", ("张三",)),
        ("By Petra Voss, with agencies", ("Petra Voss",)),
        ("By JANE DOE and JOHN ROE Associated Press", ("JANE DOE", "JOHN ROE")),
    ],
)
def test_a_byline_is_read(text: str, names: tuple[str, ...]) -> None:
    assert read_byline(text) == names
    assert is_byline(text)


@pytest.mark.parametrize(
    "text",
    [
        "By Monday, talks had stalled.",
        "By Monday",
        "By the sea",
        "By contrast, nothing was said",
        "Author Haruki Murakami Wins Prize",
        "Jailed reporter Kim Lee freed",
        "Ferry company orders two boats",
        "首相は記者",
        "首相記者会見",
        "官房長官が記者",
        "총리 기자회견",
        "(서울=연합뉴스) 홍길동 기자 = 두 나라 정상이 만났다.",
        "홍길동 기자 두 나라 정상이 만났다고 밝혔다",
        "By Jane " + "Doe " * 40,
        "",
    ],
)
def test_other_lines_are_no_bylines(text: str) -> None:
    assert read_byline(text) == ()
    assert not is_byline(text)


def test_a_lone_by_and_a_credit_line_are_bylines() -> None:
    assert is_byline("By")
    assert is_byline("Reporting by A B; Editing by C D")


def test_the_paper_behind_for_is_the_publisher() -> None:
    assert byline_publisher("by Agnes Tolliver for Mill Lane Papers") == "Mill Lane Papers"
    assert byline_publisher("by Agnes Tolliver") is None
    assert byline_publisher("Room for Mill Lane Papers") is None


@given(st.text(max_size=200))
def test_every_name_stands_in_its_line(text: str) -> None:
    assert all(name in text for name in (*read_byline(text), *names_of(text)))
