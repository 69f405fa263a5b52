"""Terms in Korean, Japanese and Chinese are found as their readers would find them."""

import pytest

from briefs.language.scripts import extent, fold, is_in_signs, split_signs
from briefs.model import Term, Theme
from briefs.summary.themes import Search, Wording, make_query


def found(text: str, language: str, *terms: Term) -> set[str]:
    """The terms that match a text in one language."""
    theme = Theme(id="t", title="Title", description="what nobody looks for here", terms=terms)
    query = make_query(theme)
    stems = tuple(
        "" if is_in_signs(word.text) and language != "en" else word.stem for word in split_signs(text, "ko")
    )
    signs = "" if language == "en" else fold(text, language)
    wording = Wording(language=language, stems=stems, signs=signs, length=extent(text, language))
    (match,) = Search([query]).match((wording,))
    return {query.shown[phrase] for phrase in match.terms}


@pytest.mark.parametrize(
    ("term", "text"),
    [
        ("셔틀외교", "두 정상은 셔틀외교를 잇기로 했다."),
        ("셔틀외교", "두 정상은 셔틀 외교를 잇기로 했다."),
        ("셔틀 외교", "두 정상은 셔틀외교의 정착을 바랐다."),
        ("정상회담", "안동 정상회담에서 합의가 나왔다."),
        ("정상회담", "한일정상회담은 오후에 열렸다."),
        ("북한", "북한은 답하지 않았다."),
        ("북한", "북한이라는 변수가 남았다."),
        ("합의", "두 나라는 공동 조사에 합의했다."),
        ("에너지", "재생에너지 비중이 늘었다."),
    ],
)
def test_a_korean_term_matches_with_its_particles_and_spacings(term: str, text: str) -> None:
    assert found(text, "ko", Term(text=term, language="ko")) == {term}


@pytest.mark.parametrize(
    ("term", "text"),
    [
        ("북한", "북한산 둘레길이 열렸다."),
        ("북한", "동북한랭전선이 내려온다."),
        ("정상", "비정상 거래를 막는다."),
        ("정상", "관계 정상화를 바란다."),
        ("핵", "핵심 인력이 빠져나갔다."),
        ("가스", "가스라이팅 피해를 막는다."),
    ],
)
def test_a_short_korean_term_does_not_match_within_another_noun(term: str, text: str) -> None:
    assert found(text, "ko", Term(text=term, language="ko")) == set()


@pytest.mark.parametrize(
    ("term", "text", "language"),
    [
        ("首脳会談", "奈良での首脳会談を終えた。", "ja"),
        ("首脳", "首脳会談を終えた。", "ja"),
        ("ガス", "ガスの供給を続ける。", "ja"),
        ("エネルギー", "再生エネルギーを増やす。", "ja"),
        ("エネルギー", "ｴﾈﾙｷﾞｰを増やす。", "ja"),
        ("供应链", "保护供应链的安全。", "zh"),
        ("供应链", "保护供 应链的安全。", "zh"),
    ],
)
def test_a_japanese_or_chinese_term_matches_where_its_signs_stand(
    term: str, text: str, language: str
) -> None:
    assert found(text, language, Term(text=term, language=language)) == {term}


def test_a_term_of_one_sign_begins_its_word() -> None:
    assert found("核兵器を持たない。", "ja", Term(text="核", language="ja")) == {"核"}
    assert found("中核を担う。", "ja", Term(text="核", language="ja")) == set()


def test_a_short_term_in_katakana_does_not_match_within_a_longer_word() -> None:
    assert found("ガスライティングを防ぐ。", "ja", Term(text="ガス", language="ja")) == set()


@pytest.mark.parametrize(
    ("text", "language"),
    [("ＡＩの電力を調べる。", "ja"), ("AI를 조사한다.", "ko"), ("调查AI的用电量。", "zh")],
)
def test_an_english_term_matches_in_text_of_any_language(text: str, language: str) -> None:
    assert found(text, language, Term(text="AI")) == {"AI"}


def test_a_term_with_a_language_matches_in_no_other() -> None:
    terms = (Term(text="日韓", language="ja"), Term(text="summit", language="ja"))

    assert found("日韓关系改善。", "zh", *terms) == set()
    assert found("A summit took place.", "en", *terms) == set()
    assert found("日韓の summit だ。", "ja", *terms) == {"日韓", "summit"}


def test_a_term_in_signs_without_a_language_matches_in_all_of_them() -> None:
    assert found("日韓关系改善。", "zh", Term(text="日韓")) == {"日韓"}
    assert found("日韓の関係が改善した。", "ja", Term(text="日韓")) == {"日韓"}


def test_of_two_terms_the_longer_one_is_counted() -> None:
    terms = (Term(text="에너지", language="ko"), Term(text="에너지 안보", language="ko"))

    assert found("에너지 안보가 중요하다.", "ko", *terms) == {"에너지 안보"}


@pytest.mark.parametrize(
    ("text", "language", "words"),
    [
        ("한국과 일본은 협력하기로 했다.", "ko", 6),
        ("日本と韓国は協力することで合意した。", "ja", 9),
        ("韩国和日本同意合作。", "zh", 5),
        ("調査はAIとLNGが対象だ。", "ja", 6),
        ("Korea and Japan agreed to cooperate.", "en", 6),
    ],
)
def test_length_is_counted_in_english_words(text: str, language: str, words: int) -> None:
    assert extent(text, language) == words
