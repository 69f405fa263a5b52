"""What the main clauses of a sentence are, whom they name, and whether they tell of a thing done."""

import pytest

from briefs.evidence.assertions import assertions
from briefs.evidence.callings import find_names
from briefs.evidence.gists import Gist, gist_of, proper_names
from briefs.evidence.moods import agree, denies, mood_of
from briefs.language.meanings import has_meaning
from tests.evidence.families import write


def gist(text: str) -> Gist:
    """The gist of the one sentence of a document."""
    document = write(text)
    (assertion,) = assertions([document], {document.id: "voice"})
    return gist_of(assertion, proper_names([assertion]))


@pytest.mark.parametrize(
    ("text", "main"),
    [
        (
            "Lena Holt, the mayor of the town of Skerrow, has closed the old ferry terminal on the quay.",
            "Lena Holt, has closed the old ferry terminal on the quay.",
        ),
        (
            "3 May 2026 — The mayor of Skerrow closes the old ferry terminal and the fish market.",
            "The mayor of Skerrow closes the old ferry terminal and the fish market.",
        ),
        (
            "After months of quarrels about fares, the mayor of Skerrow has closed the old terminal.",
            "the mayor of Skerrow has closed the old terminal.",
        ),
        (
            "The mayor of Skerrow closed the old ferry terminal, which had been built by her father.",
            "The mayor of Skerrow closed the old ferry terminal",
        ),
        (
            "The mayor of Skerrow named three kinds of works: new cranes, a wider quay and a lighthouse.",
            "The mayor of Skerrow named three kinds of works",
        ),
        (
            "The mayor of Skerrow closed the old terminal, and angry fishermen burned their nets on the quay.",
            "The mayor of Skerrow closed the old terminal | angry fishermen burned their nets on the quay.",
        ),
    ],
)
def test_a_main_clause_is_without_what_stands_beside_it(text: str, main: str) -> None:
    assert gist(text).text == main


def test_who_is_named_by_a_capital_or_a_part_of_the_name_is_the_same() -> None:
    names = list(
        find_names("The North and Tokyo sent Odd-vik Lund to the Koreas", frozenset({"odd", "lund"}))
    )

    assert names == [frozenset({"North Korea"}), frozenset({"Japan"}), frozenset({"odd", "vik", "lund"})]


@pytest.mark.parametrize(
    ("text", "mood"),
    [
        ("Holt closed the terminal", set()),
        ("Holt urged her staff to close the terminal", {"ordered"}),
        ("Holt wants the terminal closed", {"wished"}),
        ("Holt will close the terminal", {"planned"}),
        ("Holt agreed on Tuesday to close the terminal", {"planned"}),
        ("The agreement obliged Holt to close the terminal", set()),
        ("Holt may close the terminal", {"possible"}),
    ],
)
def test_a_mood_tells_whether_a_thing_was_done(text: str, mood: set[str]) -> None:
    assert mood_of(text) == mood
    assert agree(mood_of(text), frozenset(mood))
    assert not agree(mood_of(text), frozenset() if mood else frozenset({"planned"}))


def test_a_contrast_denies_nothing() -> None:
    assert denies("The quay was never paid for")
    assert not denies("The quay was paid by the town and not by its mayor")


def test_a_word_has_a_meaning_where_others_may_stand_for_it() -> None:
    assert has_meaning("accord")
    assert not has_meaning("mackerel")
