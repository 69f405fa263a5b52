"""Which sentences of Korean, Japanese and Chinese are printed, and what stands beside them."""

import pytest

from briefs.summary.candidates import read_document
from tests.summary.writing import write


def printed(*paragraphs: str, language: str, published: str | None = "2026-05-20") -> dict[str, str | None]:
    """The sentences that may be printed, with what stands beside each."""
    reading = read_document(write(*paragraphs, language=language, published=published))
    candidates = (candidate for part in reading.parts for candidate in part.candidates)
    return {found.sentence.text: found.context for found in candidates}


@pytest.mark.parametrize(
    ("language", "sentence"),
    [
        ("ko", "한국과 일본의 산업 부처는 배터리 소재의 공급망을 함께 조사하기로 했다."),
        ("ko", "이재명 대통령은 안동에서 다카이치 사나에 총리와 정상회담을 열었다."),
        ("ko", "임도윤 연구원은 “두 회사의 계약 조건이 서로 달라 물량을 돌려쓰기 어렵다”고 말했다."),
        ("ko", "한국 대통령은 안동에서 일본 총리와 정상회담을 열고 협력을 약속했다."),
        ("ja", "高市早苗首相は奈良市で李在明大統領と会談し、遺骨の鑑定を続けると述べた。"),
        ("ja", "韓国の産業省と日本の経済産業省は電池材料の供給網を共同で調べる。"),
        ("zh", "韩国统一部发言人在首尔表示，政府将停止军事分界线附近的扩音器广播。"),
        ("zh", "研究半岛问题的学者顾明渊说：“小步走并不等于走得慢。”"),
    ],
)
def test_a_sentence_that_says_all_itself_is_printed_alone(language: str, sentence: str) -> None:
    assert printed(sentence, language=language) == {sentence: None}


@pytest.mark.parametrize(
    ("language", "sentence"),
    [
        ("ko", "또한 한국 정부는 배터리 소재의 공급망을 함께 조사하기로 했다."),
        ("ko", "그러나 한국 정부는 배터리 소재의 공급망을 공개하지 않았다."),
        ("ko", "그는 배터리 소재의 공급망을 함께 조사해야 한다고 거듭 말했다."),
        ("ko", "이는 두 나라의 산업 부처가 처음으로 함께 세운 조사 계획이다."),
        ("ko", "이에 한국 정부는 배터리 소재의 공급망을 함께 조사하기로 했다."),
        ("ko", "한국 정부는 이 협정을 내년까지 국회에 보내기로 했다고 밝혔다."),
        ("ko", "이 관계자는 배터리 소재의 공급망을 함께 조사한다고 덧붙였다."),
        ("ko", "임 연구원은 배터리 소재의 공급망을 함께 조사해야 한다고 말했다."),
        ("ko", "배터리 소재의 공급망을 내년부터 함께 조사하기로 했다고 밝혔다."),
        ("ko", "우리는 배터리 소재의 공급망을 두 나라가 함께 조사해야 한다고 본다."),
        ("ko", "두 나라의 산업 부처는 배터리 소재의 공급망을 왜 조사하는가?"),
        ("ja", "また、韓国の産業省は電池材料の供給網を共同で調べることにした。"),
        ("ja", "これは韓国の産業省と日本の経済産業省が初めて立てた計画である。"),
        ("ja", "同氏は電池材料の供給網を共同で調べるべきだと繰り返し述べた。"),
        ("ja", "両氏は電池材料の供給網を共同で調べるべきだと繰り返し述べた。"),
        ("ja", "韓国の産業省はこの計画を来年までに国会へ送ることを決めた。"),
        ("ja", "電池材料の供給網を共同で調べ、輸入先の多角化を進める狙いがある。"),
        ("ja", "韓国の産業通商資源省の報道官が明らかにした。"),
        ("ko", "회의장의 그는 배터리 소재의 공급망을 함께 조사해야 한다고 거듭 말했다."),
        ("ko", "회의에서는 “두 회사의 계약 조건이 서로 달라 물량을 돌려쓰기는 매우 어렵다”는 걱정이 나왔다."),
        ("ko", "한국 정부는 “두 회사의 계약 조건이 서로 달라 어렵다고 거듭 밝혔다."),
        ("ko", "총리는 배터리 소재의 공급망을 함께 조사해야 한다고 거듭 말했다."),
        ("ja", "首相は電池材料の供給網を共同で調べるべきだと繰り返し述べた。"),
        ("ja", "両国は電池材料の供給網を共同で調べることにした。"),
        ("ja", "私は韓国と日本が電池材料の供給網を共同で調べるべきだと思う。"),
        ("zh", "此外，韩国产业部将与日本共同调查电池材料的供应链。"),
        ("zh", "但是韩国产业部没有公布电池材料供应链的调查结果。"),
        ("zh", "他认为韩国和日本应当共同调查电池材料的供应链。"),
        ("zh", "该国产业部将与日本共同调查电池材料的供应链。"),
        ("zh", "韩国产业部表示，这一计划将在明年提交国会审议。"),
    ],
)
def test_a_sentence_that_leans_on_another_is_not_printed(language: str, sentence: str) -> None:
    assert printed(sentence, language=language) == {}


@pytest.mark.parametrize(
    ("language", "before", "sentence", "context"),
    [
        (
            "ko",
            "이재명 대통령은 안동에서 열린 정상회담에서 에너지 협력을 강조했다.",
            "이 대통령은 산업 부처가 배터리 소재의 공급망을 조사해야 한다고 말했다.",
            "이재명 대통령",
        ),
        (
            "ja",
            "高市早苗首相は奈良市での首脳会談でエネルギー協力を強調した。",
            "高市首相は電池材料の供給網を調べる必要があると述べた。",
            "高市早苗首相",
        ),
        (
            "ko",
            "한국과 일본은 에너지 분야의 협력을 넓히기로 뜻을 모았다고 밝혔다.",
            "양국은 배터리 소재의 공급망을 함께 조사하기로 했다고 밝혔다.",
            "South Korea and Japan",
        ),
        (
            "ja",
            "日韓の首脳は奈良市での会談でエネルギー協力を強調した。",
            "両国は電池材料の供給網を共同で調べることにした。",
            "Japan and South Korea",
        ),
        (
            "ja",
            "高市早苗首相は奈良市での首脳会談でエネルギー協力を強調した。",
            "首相は電池材料の供給網を調べる必要があると述べた。",
            "高市早苗首相",
        ),
        (
            "zh",
            "韩国和日本的领导人在安东举行了首脑会谈并强调能源合作。",
            "两国产业部门将共同调查电池材料的供应链并交换信息。",
            "South Korea and Japan",
        ),
    ],
)
def test_whom_a_short_name_or_a_pair_means_stands_beside_it(
    language: str, before: str, sentence: str, context: str
) -> None:
    assert printed(f"{before} {sentence}", language=language)[sentence] == context


def test_two_countries_named_in_the_sentence_itself_need_nothing_beside_it() -> None:
    sentence = "韓国の産業省と日本の経済産業省は、両国の電池材料の供給網を調べる。"

    assert printed(sentence, language="ja") == {sentence: None}


def test_a_family_name_that_two_presidents_have_is_not_printed() -> None:
    sentence = "이 대통령은 산업 부처가 배터리 소재의 공급망을 조사해야 한다고 말했다."
    before = "이재명 대통령은 안동에 있었다. 이명박 대통령은 그곳에 없었다고 한다."

    assert sentence not in printed(f"{before} {sentence}", language="ko")


@pytest.mark.parametrize(
    ("language", "lead", "sentence"),
    [
        ("ko", "(서울=연합뉴스) 홍길동 기자 = ", "한국 정부는 배터리 소재의 공급망을 조사하기로 했다."),
        (
            "ko",
            "[안동·도쿄=뉴시스] 홍길동 김철수 기자 = ",
            "한국 정부는 배터리 소재의 공급망을 조사하기로 했다.",
        ),
        ("ja", "【ソウル共同】", "韓国の産業省は電池材料の供給網を共同で調べることにした。"),
        ("ja", "［東京　１９日　ロイター］ - ", "韓国の産業省は電池材料の供給網を共同で調べることにした。"),
        ("zh", "新华社首尔5月19日电（记者 张三）", "韩国产业部将与日本共同调查电池材料的供应链并交换信息。"),
    ],
)
def test_the_dateline_is_no_part_of_the_first_sentence(language: str, lead: str, sentence: str) -> None:
    document = write(f"{lead}{sentence}", language=language, published="2026-05-20")
    (candidate,) = read_document(document).parts[0].candidates

    assert document.exact(candidate.sentence.span) == sentence


@pytest.mark.parametrize(
    ("language", "headline"),
    [
        ("ko", "안동 정상회담, 에너지와 공급망 협력에 큰 틀의 합의"),
        ("ja", "日韓首脳が奈良で会談、遺骨の鑑定を続けることを確認"),
    ],
)
def test_a_headline_is_not_prose(language: str, headline: str) -> None:
    assert printed(headline, language=language) == {}


def test_a_passage_in_another_language_is_read_in_its_own() -> None:
    from dataclasses import replace  # noqa: PLC0415 - used once

    korean = "한국과 일본의 산업 부처는 배터리 소재의 공급망을 함께 조사하기로 했다."
    english = "The two ministries of Kesh and Vard will look at the supply chain of gas together next year."
    document = write(english, korean, published="2026-05-20")
    first, second = document.passages
    mixed = replace(document, passages=(first, replace(second, language="ko")))

    assert [part.language for part in read_document(mixed).parts] == ["", "ko"]
    assert [found.sentence.text for found in read_document(mixed).parts[1].candidates] == [korean]
