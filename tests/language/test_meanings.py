"""Words that news use for one another."""

import pytest

from briefs.language.meanings import meaning_of
from briefs.language.words import stem


def meaning(word: str) -> str:
    return meaning_of(stem(word))


@pytest.mark.parametrize(
    ("one", "other"),
    [("restore", "reviving"), ("ministers", "Cabinet"), ("quake", "earthquake"), ("phased", "gradual")],
)
def test_words_of_one_meaning_count_as_one(one: str, other: str) -> None:
    assert meaning(one.lower()) == meaning(other.lower())


@pytest.mark.parametrize(
    ("one", "other"),
    [("rise", "fall"), ("agree", "deny"), ("killed", "wounded"), ("arrest", "convict"), ("buy", "sell")],
)
def test_opposites_and_neighbours_are_kept_apart(one: str, other: str) -> None:
    assert meaning(one) != meaning(other)


def test_a_word_that_stands_for_no_other_keeps_its_stem() -> None:
    assert meaning("bakery") == stem("bakery")
