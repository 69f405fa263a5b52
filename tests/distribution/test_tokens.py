"""A token leads back to its number for whoever has the secret, and for nobody else."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefs.distribution.tokens import Purpose, number_of, sign
from briefs.model import Secret

SECRET = Secret(value="5f" * 32)
PURPOSES: tuple[Purpose, ...] = ("unsubscribe", "delivery")
NUMBERS = st.integers(min_value=0, max_value=2**40 - 1)


@given(NUMBERS, st.sampled_from(PURPOSES))
def test_a_token_leads_back_to_its_number(number: int, purpose: Purpose) -> None:
    assert number_of(sign(purpose, number, SECRET), purpose, SECRET) == number


@given(NUMBERS)
def test_a_token_fits_a_local_part_a_subject_and_a_link_as_it_stands(number: int) -> None:
    assert re.fullmatch(r"[a-z2-7]{32}", sign("delivery", number, SECRET))


def test_a_token_survives_a_server_that_folds_case() -> None:
    assert number_of(sign("delivery", 72, SECRET).upper(), "delivery", SECRET) == 72


def test_a_token_for_one_purpose_is_none_for_the_other() -> None:
    assert number_of(sign("delivery", 72, SECRET), "unsubscribe", SECRET) is None


def test_a_token_of_another_secret_is_none() -> None:
    assert number_of(sign("delivery", 72, Secret(value="60" * 32)), "delivery", SECRET) is None


@given(NUMBERS, st.integers(min_value=0, max_value=31), st.sampled_from("abcdefghijklmnopqrstuvwxyz234567"))
def test_a_token_with_one_letter_changed_is_none(number: int, at: int, letter: str) -> None:
    token = sign("unsubscribe", number, SECRET)
    forged = token[:at] + letter + token[at + 1 :]
    assert number_of(forged, "unsubscribe", SECRET) == (number if forged == token else None)


@given(st.text(max_size=60))
def test_no_other_text_is_a_token(text: str) -> None:
    assert number_of(text, "unsubscribe", SECRET) is None


@pytest.mark.parametrize("cut", [0, 1, 16, 31])
def test_a_token_cut_short_is_none(cut: int) -> None:
    assert number_of(sign("unsubscribe", 72, SECRET)[:cut], "unsubscribe", SECRET) is None


def test_a_token_with_something_after_it_is_none() -> None:
    token = sign("unsubscribe", 72, SECRET)
    assert [number_of(token + more, "unsubscribe", SECRET) for more in ("a", "\n", "=", " ")] == [None] * 4


def test_a_number_that_no_token_can_hold_is_refused() -> None:
    with pytest.raises(OverflowError):
        sign("delivery", 2**40, SECRET)
