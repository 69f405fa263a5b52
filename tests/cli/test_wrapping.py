"""Lines of a terminal's width."""

import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from briefs.cli.wrapping import WIDTH, wrapped


def columns(line: str) -> int:
    return sum(2 if unicodedata.east_asian_width(sign) in "WF" else 1 for sign in line)


def test_a_text_that_fits_is_one_line() -> None:
    assert wrapped("two words", 2) == ["  two words"]


def test_words_are_never_divided_and_hyphens_never_break() -> None:
    word = "step-by-step" * 12

    assert wrapped(f"a {word} b", 0, 2) == ["a", f"  {word}", "  b"]


def test_chinese_is_broken_between_signs_and_counted_double() -> None:
    lines = wrapped("合" * 100, 2)

    assert [columns(line) for line in lines] == [80, 80, 46]


@given(st.text(alphabet="ab 合力-", max_size=400))
def test_nothing_is_lost_and_no_line_is_too_long(text: str) -> None:
    lines = wrapped(text, 2, 4)

    assert "".join("".join(lines).split()) == "".join(text.split())
    assert all(columns(line) <= WIDTH or " " not in line.strip() for line in lines)
