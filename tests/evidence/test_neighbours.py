"""How many documents are compared: few more for each document, however many there are."""

from briefs.evidence.neighbours import neighbours
from briefs.evidence.prints import take_print
from tests.benchmarks.copies import documents
from tests.evidence.families import STORIES, own_words, paragraphs, write

FERRY = STORIES["wire"]["ferry"]["text"]


def test_comparisons_grow_with_the_documents_and_not_with_their_square() -> None:
    few, many = (
        len(neighbours([take_print(document.text) for document in documents(count)])) for count in (250, 1000)
    )

    assert few > 0
    assert many < 6 * few


def test_a_story_that_hundreds_carry_is_compared_with_a_few_of_them() -> None:
    prints = [take_print(FERRY)] * 300

    assert len(neighbours(prints)) == 299 * 3 - 3


def test_a_run_of_sixteen_words_is_never_missed() -> None:
    stretch = " ".join(FERRY.split()[20:36])
    prints = [
        take_print(f"{' '.join(own_words(name, 8))} {stretch} {' '.join(own_words(name * 2, 8))}")
        for name in "abcdef"
    ]

    assert {(place, place + 1) for place in range(5)} <= set(neighbours(prints))


def test_unrelated_documents_are_not_compared() -> None:
    grid = write(*paragraphs(STORIES["wire"]["grid"]["text"])).text

    assert neighbours([take_print(FERRY), take_print(grid), take_print("")]) == []
