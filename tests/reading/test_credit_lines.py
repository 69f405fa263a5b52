"""A credit is told by where a name stands; a mention and the credit of a picture are none: origins hang on it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefs.reading.credit_lines import credits_of_byline, read_credits, stated_source
from briefs.reading.margins import Margins

TITLE = "Ministers agree on figures"
FIRST = "The ministers met in the morning and agreed."
LAST = "They will meet again before the winter."


def _agencies(
    above: tuple[str, ...] = (), first: str = FIRST, last: str = LAST, below: tuple[str, ...] = ()
) -> list[str]:
    margins = Margins(above=(TITLE, *above), first=first, last=last, below=below)
    found = read_credits(margins, TITLE)
    assert all(any(credit.exact in line for line in (*above, first, last, *below)) for credit in found)
    return [credit.agency for credit in found]


@pytest.mark.parametrize(
    ("first", "agencies"),
    [
        ("SEOUL, May 19 (Yonhap) — Ministers met.", ["Yonhap"]),
        ("TOKYO (Kyodo) -- Ministers met.", ["Kyodo"]),
        ("GYEONGJU, South Korea, Oct. 30 (AP) — Ministers met.", ["AP"]),
        ("(Reuters) - Ministers met.", ["Reuters"]),
        ("(Harbour Review) Ministers met.", ["Harbour Review"]),
        ("MOSCOW, May 19. /TASS/. Ministers met.", ["TASS"]),
        ("PORT ELLERY, May 19 (Northern Wire) — Ministers met.", ["Northern Wire"]),
        ("(서울=연합뉴스) 홍길동 기자 = 두 나라가 만났다.", ["Yonhap"]),
        ("[서울=뉴시스]홍길동 기자 = 두 나라가 만났다.", ["Newsis"]),
        ("[서울 AP=연합뉴스] 두 나라가 만났다.", ["AP", "Yonhap"]),
        ("【ソウル共同】両国が会談した。", ["Kyodo"]),
        ("【ソウル＝時事】両国が会談した。", ["Jiji"]),
        ("［ソウル 19日 ロイター］ - 両国が会談した。", ["Reuters"]),
        ("【5月19日 AFP】両国が会談した。", ["AFP"]),
        ("新华社首尔5月19日电（记者张三）两国会谈。", ["Xinhua"]),
        ("据新华社报道，两国举行会谈。", ["Xinhua"]),
        ("（中央社首爾19日電）兩國會談。", ["CNA"]),
    ],
)
def test_a_dateline_credits_its_agency(first: str, agencies: list[str]) -> None:
    assert _agencies(first=first) == agencies


@pytest.mark.parametrize(
    ("above", "agencies"),
    [
        (("By Petra Voss, Associated Press",), ["AP"]),
        (("By PETRA VOSS and KWAME ADLER Associated Press",), ["AP"]),
        (("By Petra Voss | The Associated Press",), ["AP"]),
        (("By Petra Voss, AP Diplomatic Writer",), ["AP"]),
        (("By Reuters Staff",), ["Reuters"]),
        (("Story by AFP",), ["AFP"]),
        (("Reuters", "May 19, 2026"), ["Reuters"]),
        (("Yonhap, May 19, 2026",), ["Yonhap"]),
        (("홍길동 연합뉴스 기자",), ["Yonhap"]),
        (("출처: 한빛일보",), ["한빛일보"]),
        (("来源：新华社",), ["Xinhua"]),
        (("Source: Xinhua | 2026-05-19 21:40:05",), ["Xinhua"]),
        (("By Petra Voss, with agencies",), ["agencies"]),
        (("By Petra Voss with inputs from PTI",), ["PTI"]),
        (("Quelle: dpa",), ["dpa"]),
    ],
)
def test_the_head_of_a_page_credits_an_agency(above: tuple[str, ...], agencies: list[str]) -> None:
    assert _agencies(above) == agencies


@pytest.mark.parametrize(
    ("last", "agencies"),
    [
        ("They will meet again. (Yonhap)", ["Yonhap"]),
        ("They will meet again. (AP, Reuters)", ["AP", "Reuters"]),
        ("They will meet again. — AFP", ["AFP"]),
        ("“We will meet again.” Reuters", ["Reuters"]),
        ("또 만나기로 했다고 말했다. (연합뉴스)", ["Yonhap"]),
        ("再び会うと述べた。（共同）", ["Kyodo"]),
        ("再び会うという。＝時事", ["Jiji"]),
        ("Sie treffen sich wieder. (dpa)", ["dpa"]),
        ("The Associated Press contributed to this report.", ["AP"]),
    ],
)
def test_a_name_behind_the_last_sentence_credits_it(last: str, agencies: list[str]) -> None:
    assert _agencies(last=last) == agencies


@pytest.mark.parametrize(
    ("below", "agencies"),
    [
        (("(Yonhap)",), ["Yonhap"]),
        (("(Northern Wire)",), ["Northern Wire"]),
        (("(Strait News Agency)",), ["Strait News Agency"]),
        (("(Staff Report)",), []),
        (("(Northern Wire picture)",), []),
        (("(END)", "AFP"), ["AFP"]),
        (("wmr/lo (AP, AFP)",), ["AP", "AFP"]),
        (("© 2026 Kyodo News",), ["Kyodo"]),
        (("Copyright 2026 The Associated Press. All rights reserved.",), ["AP"]),
        (("<저작권자(c) 연합뉴스, 무단 전재 금지>",), ["Yonhap"]),
        (("(With inputs from PTI)",), ["PTI"]),
        (("Some information for this report came from Reuters.",), ["Reuters"]),
        (("This article was first published by Harbour Ledger.",), ["Harbour Ledger"]),
        (("This story was originally published on Harbour Ledger on May 3.",), ["Harbour Ledger"]),
        (("Republished from Harbour Ledger under licence",), ["Harbour Ledger"]),
        (
            (
                "This article is republished from The Quay under a Creative Commons license. Read the original.",
            ),
            ["The Quay"],
        ),
        (("この記事は港新聞に掲載されました。",), ["港新聞"]),
        (("本文转载自《港口日报》。",), ["港口日报"]),
    ],
)
def test_what_stands_behind_the_body_credits_an_agency_or_an_outlet(
    below: tuple[str, ...], agencies: list[str]
) -> None:
    assert _agencies(below=below) == agencies


@pytest.mark.parametrize(
    "line",
    [
        "Photo: Reuters",
        "AP Photo/Ana Silva",
        "REUTERS/Ana Silva",
        "Ana Silva via REUTERS",
        "Pool photo via AP",
        "사진=연합뉴스",
        "[사진=연합뉴스 제공]",
        "写真：共同",
        "（写真 共同通信）",
        "图：新华社",
        "新华社记者张三摄",
        "(Photo by Yonhap)",
        "Image source, Reuters",
        "Getty Images/AFP",
        "A tank in Port Ellery on Tuesday. (Yonhap)",
        "A tank in Port Ellery on Tuesday. [NEWSIS]",
    ],
)
@pytest.mark.parametrize("place", ["above", "below"])
def test_the_credit_of_a_picture_is_none_of_the_text(line: str, place: str) -> None:
    assert (
        _agencies(above=(line,) if place == "above" else (), below=(line,) if place == "below" else ()) == []
    )


@pytest.mark.parametrize(
    "sentence",
    [
        "Reuters reported that the paper had been ready since March.",
        "The minister told Yonhap that nobody had asked.",
        "He spoke to Reuters.",
        "According to AP, nobody had asked.",
        "“Nobody asked,” he told the Associated Press.",
        "AFP could not reach the ministry.",
        "연합뉴스에 따르면 합의문은 이미 준비돼 있었다.",
        "장관은 로이터와의 인터뷰에서 이같이 말했다.",
        "共同通信によると、合意は三月にできていた。",
        "日韓の【共同声明】は来月に出る。",
        "【共同声明】両国は協力する。",
        "路透社报道说，文件早已准备好。",
        "据悉，两国举行会谈。",
        "Der Minister sagte es im Gespräch mit Reuters.",
        "SEOUL (South Korea) — Ministers met.",
        "(Port Ellery) Ministers met.",
        "The AP-led group (Reuters and others) met.",
    ],
)
def test_a_mention_is_no_credit_wherever_it_stands(sentence: str) -> None:
    assert _agencies(first=sentence) == []
    assert _agencies(last=sentence) == []
    assert _agencies(above=(sentence,), below=(sentence,)) == []


def test_a_bare_name_under_a_caption_or_among_other_stories_is_no_credit() -> None:
    assert _agencies(above=("A tank stands in Port Ellery.", "Yonhap")) == []
    assert _agencies(below=("Related stories", "Ferry late again tonight", "Reuters", "2 hours ago")) == []


@pytest.mark.parametrize(
    ("line", "source"),
    [
        ("Source: Harbour Ledger", "Harbour Ledger"),
        ("SOURCE Harbour Gas", "Harbour Gas"),
        ("By Petra Voss via Harbour Ledger", "Harbour Ledger"),
        ("출처: 한빛일보", "한빛일보"),
        ("Photo source: Reuters", None),
        ("The source said so", None),
    ],
)
def test_the_source_that_a_page_names_is_read(line: str, source: str | None) -> None:
    assert (
        stated_source(
            Margins(below=(line,) if "via" not in line else (), above=(line,) if "via" in line else ())
        )
        == source
    )


def test_an_author_that_is_an_agency_is_credited() -> None:
    assert [credit.agency for credit in credits_of_byline("Agence France-Presse")] == ["AFP"]
    assert [credit.agency for credit in credits_of_byline("Petra Voss, Reuters")] == ["Reuters"]
    assert credits_of_byline("Petra Voss") == ()
    assert credits_of_byline("AP Photo") == ()


pieces = st.sampled_from(
    (
        "(Yonhap)",
        "Reuters",
        "By ",
        "AP",
        " — ",
        "= ",
        "【",
        "】",
        "（",
        "）",
        "共同",
        "日",
        "电",
        "via ",
        "©",
        ", ",
        ". ",
    )
)


@given(st.lists(pieces, max_size=40).map("".join) | st.text(max_size=300))
def test_any_line_is_read_in_little_time_and_credits_stand_in_it(line: str) -> None:
    for margins in (Margins(first=line), Margins(last=line), Margins(above=(line,)), Margins(below=(line,))):
        assert all(credit.exact in line for credit in read_credits(margins))


@pytest.mark.parametrize(
    "unit", ["AP, ", "(Yonhap", "By A ", "A. ", "=", "【共同", "Reuters /", " with agencies", "©2026 "]
)
def test_hostile_repetition_costs_no_more_than_its_length(unit: str) -> None:
    line = unit * 20_000
    assert (
        len(read_credits(Margins(above=(line, line[:119]), first=line, last=line, below=(line, line[:119]))))
        <= 8
    )
