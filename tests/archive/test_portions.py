"""Portions keep their order, lose nothing, and what is full is never divided anew."""

from hypothesis import given
from hypothesis import strategies as st

from briefs.archive.portions import portions, readable

WEIGHTS = st.lists(st.integers(min_value=0, max_value=40), max_size=60)
SIZE = 50


def _itself(number: int) -> int:
    return number


@given(WEIGHTS)
def test_every_item_is_in_one_portion_in_order(weights: list[int]) -> None:
    for divided in (portions(weights, _itself, SIZE), readable(weights, _itself, SIZE)):
        assert [it for portion in divided for it in portion] == weights
        assert all(divided)


@given(WEIGHTS, WEIGHTS)
def test_what_comes_later_leaves_closed_portions_as_they_were(weights: list[int], later: list[int]) -> None:
    before, after = portions(weights, _itself, SIZE), portions(weights + later, _itself, SIZE)

    assert after[: len(before[:-1])] == before[:-1]


@given(WEIGHTS)
def test_a_page_is_never_short_unless_it_is_the_only_one_nor_much_longer_than_what_closes_it(
    weights: list[int],
) -> None:
    divided = readable(weights, _itself, SIZE)

    assert all(sum(portion) >= SIZE / 2 for portion in divided[1:])
    assert all(sum(portion) < 1.5 * SIZE + max(weights) for portion in divided)
