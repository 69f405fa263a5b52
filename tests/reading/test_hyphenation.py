"""Words over line ends: in Korean, Japanese and Chinese by what the document itself tells of them."""

from collections import Counter

import pytest

from briefs.reading.hyphenation import Spelling


def _spelling(*words: str, typed: bool = False, breaks: bool = True) -> Spelling:
    return Spelling(words=Counter(words), divides="\u00ad‐", has_typed_ends=typed, breaks_words=breaks)


def test_lines_of_japanese_and_chinese_join_without_a_space() -> None:
    assert (
        _spelling().joined("両国の港湾当局は、", "木曜日に合意した。", is_typed=False)
        == "両国の港湾当局は、木曜日に合意した。"
    )
    assert (
        _spelling().joined("两国港务局星期四", "达成协议。", is_typed=False) == "两国港务局星期四达成协议。"
    )


@pytest.mark.parametrize(("is_typed", "expected"), [(True, "항만 협력을 강화"), (False, "항만 협력을강화")])
def test_a_korean_line_ends_a_word_where_the_document_types_its_spaces(
    *, is_typed: bool, expected: str
) -> None:
    assert _spelling(typed=True).joined("항만 협력을", "강화", is_typed=is_typed) == expected


@pytest.mark.parametrize(
    ("line", "following", "expected"),
    [
        ("항만 협력", "을 강화하기로", "항만 협력을 강화하기로"),
        ("공표하기로 합의", "하였다.", "공표하기로 합의하였다."),
        ("해마다 열리는", "회의", "해마다 열리는 회의"),
        ("오는 칠월부터", "시행", "오는 칠월부터 시행"),
        ("두 나", "라의 장관", "두 나라의 장관"),
    ],
)
def test_a_korean_word_is_whole_again_where_lines_break_words(
    line: str, following: str, expected: str
) -> None:
    assert _spelling().joined(line, following, is_typed=False) == expected


def test_a_korean_line_ends_a_word_where_lines_do_not_break_words() -> None:
    assert _spelling(breaks=False).joined("두 나라 항만", "당국은", is_typed=False) == "두 나라 항만 당국은"


def test_words_that_the_document_knows_decide_over_a_korean_line_end() -> None:
    assert (
        _spelling("공동", "위원회").joined("네 명의 공동", "위원회", is_typed=False) == "네 명의 공동 위원회"
    )
    assert _spelling("공동위원회").joined("네 명의 공동", "위원회", is_typed=False) == "네 명의 공동위원회"


def test_a_lone_hyphen_keeps_its_space_and_a_soft_one_goes() -> None:
    assert _spelling().joined("the harbour -", "said to be", is_typed=False) == "the harbour - said to be"
    assert _spelling().joined("the govern\u00ad", "ment said", is_typed=False) == "the government said"
    assert _spelling().joined("the govern‐", "ment said", is_typed=False) == "the government said"
    assert _spelling().joined("ports and/", "or sheds", is_typed=False) == "ports and/or sheds"
