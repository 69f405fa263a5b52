"""Where sentences of Korean, Japanese and Chinese end."""

from itertools import pairwise

import pytest

from briefs.language.stops import split_at_stops


def cut(text: str, language: str) -> list[str]:
    return [text[span.start : span.end] for span in split_at_stops(text, language)]


@pytest.mark.parametrize(
    ("language", "sentences"),
    [
        ("ko", ["물길이 열렸다.라고 시장이 썼다.", "주민들은 반겼다."]),
        ("ko", ["항만 공사가 끝났다.", "시장은 다음 단계를 설명했다!", "비용은 얼마인가?"]),
        ("ko", ["성장률은 2.5%였다.", "발표는 2026. 5. 19. 안동에서 나왔다.", "2026.5.19. 기준이다."]),
        ("ko", ["그는 “물길이 열렸다. 이제 시작이다.”라고 말했다.", "주민들은 반겼다."]),
        ("ko", ['시장은 "물길이 열렸다." 라고 말했다.', "주민들은 반겼다."]),
        ("ko", ["“물길이 열렸다. 이제 시작이다.”", "시장은 이렇게 말했다."]),
        ("ko", ["연구소는 ‘늦었다. 그러나 옳다.’는 입장이다.", "회의는 끝났다."]),
        ("ko", ["U.S. 관리들과 J. Park 연구원이 만났다.", "장소는 Haven Inc. 건물이었다."]),
        ("ko", ["시장은 말을 아꼈지만… 결국 공사를 승인했다.", "다음은 없다…"]),
        ("ko", ["시장은 말했다.", '"물길이 열렸다."', "주민들은 반겼다."]),
        ("ko", ["배는 떠났다.)", "항구는 조용했다. ♪"]),
        ("ko", ["가. 첫째 안은 폐기했다.", "회담장은 새 호텔이었다."]),
        ("zh", ["市长说了： “水道开了。”", "居民很高兴。"]),
        ("zh", ["他说“水道开了。”，然后离开。", "会议结束了。"]),
        ("ko", ["배는 떠났다(사진은 자료다.).", "항구는 조용했다."]),
        ("ja", ["港の工事が終わった。", "市長は喜んだ！", "費用はいくらか？"]),
        ("ja", ["市長は「水路が開いた。これからだ。」と述べた。", "住民は喜んだ。"]),
        ("ja", ["「水路が開いた。これからだ。」", "市長は記者にこう話した。"]),
        ("ja", ["成長率は2．5％だった。", "なぜか？と問う声もある。", "U.S.も同じだ。"]),
        ("ja", ["港（1942年に閉鎖。）は静かだ。", "船はない。"]),
        ("zh", ["港口工程结束了。", "市长说：“水道开了。现在开始。”", "居民很高兴！"]),
        ("zh", ["“水道开了。”市长说，“现在开始。”", "居民很高兴。"]),
        ("zh", ["一期已完成；二期将开工，但是……还没有日期。", "谁来付钱？"]),
        ("zh", ["他提出“先易后难。”的办法。", "会议结束了。"]),
    ],
)
def test_a_passage_is_cut_where_its_sentences_end(language: str, sentences: list[str]) -> None:
    joint = " " if language == "ko" else ""

    assert cut(joint.join(sentences), language) == sentences


def test_a_quotation_that_is_never_closed_does_not_swallow_the_passage() -> None:
    assert len(cut("「港が開いた。船が来た。人も来た。", "ja")) == 3


@pytest.mark.parametrize("language", ["ko", "ja", "zh"])
def test_spans_leave_out_the_white_space_around_sentences(language: str) -> None:
    text = "\u3000港口开了。 \u3000船来了。 "

    for span in split_at_stops(text, language):
        assert text[span.start : span.end].strip("\u3000 ") == text[span.start : span.end]


@pytest.mark.parametrize("text", ["", "。。。", "「「「「" * 2000, "다." * 5000, '"' * 4001, "（。" * 3000])
@pytest.mark.parametrize("language", ["ko", "ja", "zh"])
def test_no_text_breaks_the_cutting(text: str, language: str) -> None:
    ends = [(span.start, span.end) for span in split_at_stops(text, language)]

    assert all(before[1] <= after[0] for before, after in pairwise(ends))
