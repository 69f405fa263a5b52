"""Comments before they are printed: words of likelihood and confidence (ICD 203), and figures that nothing holds."""

import pytest

from briefs.language.commentary import Remark, remarks_on, remarks_on_sets
from briefs.language.likelihood import SETS, in_set, judgements_in

PASSAGE = (
    "On 18 May 2026 the ministry counted 12 vessels, 3.5 per cent more than the 1,200 tonnes of 2025, and paid "
    "$5 million to two thirds of the crews at 14:30."
)


def refused(comment: str, *passages: str, printed: tuple[str, ...] = ()) -> list[str]:
    return [it.message for it in remarks_on(comment, passages, printed) if it.refused]


def told(comment: str, *passages: str) -> list[str]:
    return [it.message for it in remarks_on(comment, passages, ()) if not it.refused]


@pytest.mark.parametrize(
    "comment",
    [
        "We judge with high confidence that a second visit is very likely.",
        "It is almost certain, with moderate confidence, that the line reopens.",
        "Our confidence is low that the talks will probably resume.",
        "We are confident that a strike is unlikely.",
        "There is a remote chance of a vote, in our assessment with low confidence.",
        "A roughly even chance remains; we hold this with medium confidence.",
    ],
)
def test_likelihood_and_confidence_in_one_sentence_are_refused(comment: str) -> None:
    (message,) = refused(comment)
    assert "make two of it (ICD 203)" in message


@pytest.mark.parametrize(
    "comment",
    [
        "A second visit is very likely. We hold this with high confidence.",
        "A confidence-building measure is likely.",
        "A vote of no confidence is unlikely to be called.",
        "Consumer confidence is falling, and a rate cut is probable.",
        "The remote islands are not named.",
        "The report says nothing of who paid.",
    ],
)
def test_each_in_a_sentence_of_its_own_is_left_alone(comment: str) -> None:
    assert refused(comment) == []


@pytest.mark.parametrize(
    ("comment", "word"),
    [
        ("The talks may fail.", "may"),
        ("A second round might follow in Busan.", "might"),
        ("It could be moved to Nara.", "could"),
    ],
)
def test_a_modal_alone_is_told(comment: str, word: str) -> None:
    (message,) = told(comment)
    assert f"“{word}” does not tell how likely it is" in message
    assert refused(comment) == []


@pytest.mark.parametrize(
    "comment",
    [
        "It is likely that the talks may fail.",
        "They could not be reached.",
        "The session opens in May.",
    ],
)
def test_a_modal_beside_a_degree_or_that_judges_nothing_is_not_told(comment: str) -> None:
    assert told(comment, "The session opens in May 2026.") == []


def test_words_of_both_sets_in_one_brief_are_told_with_the_word_to_write() -> None:
    (remark,) = remarks_on_sets(
        [("1.2", "It is likely. It is very likely."), ("2.1", "That is highly probable.")]
    )
    assert remark == Remark(
        refused=False,
        message="2.1 says “highly probable” and 1.2 “likely”: words of both sets of ICD 203; "
        "readers take them for different degrees, so write “very likely”",
    )


def test_words_of_one_set_are_not() -> None:
    assert remarks_on_sets([("1.2", "It is likely."), ("2.1", "That is almost certain.")]) == ()


@pytest.mark.parametrize("number", [0, 1])
def test_each_degree_is_found_and_has_its_like_in_the_other_set(number: int) -> None:
    for term, other in zip(SETS[number], SETS[1 - number], strict=True):
        (judgement,) = judgements_in(f"The risk is {term} chance." if term == "remote" else f"It is {term}.")
        assert [(it.text, it.of_set) for it in judgement.likelihood] == [(term, number)]
        assert in_set(term, 1 - number) == other


@pytest.mark.parametrize(
    ("word", "degree"),
    [
        ("probably", "likely"),
        ("improbably", "unlikely"),
        ("almost certainly", "almost certain"),
        ("Very-likely", "very likely"),
        ("even odds", "roughly even chance"),
    ],
)
def test_other_forms_of_a_degree_are_that_degree(word: str, degree: str) -> None:
    assert in_set(word, 0) == degree


@pytest.mark.parametrize(
    "comment",
    [
        "Twelve vessels were counted on 18 May.",
        "A dozen vessels, in May 2026.",
        "12 vessels, on May 18th, 2026, and 1200 tonnes in 2025.",
        "The 3.5% is small.",
        "Five million dollars is much for two thirds of them, paid at 14:30.",
        "배 12척, 2026년 5월 18일, 3.5%.",
        "５月18日、十二隻、3.5パーセント。",
        "The two sides have said nothing of one another.",
        "The G20 and the F-35 are not named.",
    ],
)
def test_figures_of_a_passage_may_be_stated_however_they_are_written(comment: str) -> None:
    assert refused(comment, PASSAGE) == []


@pytest.mark.parametrize(
    ("comment", "figure"),
    [
        ("Thirteen vessels were counted.", "Thirteen"),
        ("On 19 May they were counted.", "19 May"),
        ("In June nothing was counted.", "June"),
        ("They were counted in 2024.", "2024"),
        ("It grew by 12 per cent.", "12 per cent"),
        ("It cost €5 million.", "€5 million"),
        ("Half of the crews were paid.", "Half"),
        ("The number doubled.", "doubled"),
        ("Hundreds of vessels came.", "Hundreds"),
        ("It was the fifth count.", "fifth"),
        ("They came at 15:00.", "15:00"),
        ("배 13척이 있었다.", "13"),
        ("5월 19일에 있었다.", "5월 19일"),
        ("3억 원을 썼다.", "3억 원"),
        ("十三隻が数えられた。", "十三"),
        ("４月に数えられた。", "４月"),
        ("10–12 vessels came.", "10"),
        ("Two hundred and five vessels came.", "Two hundred and five"),
    ],
)
def test_a_figure_that_no_passage_holds_is_refused_by_its_name(comment: str, figure: str) -> None:
    (message,) = refused(comment, PASSAGE)
    assert message.startswith(f"states “{figure}”, which no passage holds")


def test_without_a_passage_every_figure_is_refused_once() -> None:
    assert len(refused("Nine of nine.")) == 1


def test_a_date_in_full_is_not_held_by_one_without_its_year() -> None:
    assert refused("On 18 May 2026.", "It happened on 18 May.")
    assert not refused("On 18 May.", "It happened on 18 May 2026.")


def test_numbers_of_statements_and_sources_count_nothing() -> None:
    assert refused("See 2.3 and 2.4, source [5], ¶ 4, section 3.", printed=("2.3", "2.4")) == []
    (message,) = refused("See 2.9.", printed=("2.3",))
    assert message == "names statement 2.9, and there is none"


def test_every_remark_is_made_at_once() -> None:
    comment = "It is likely, with high confidence, that 40 will come. It may rain."
    assert len(remarks_on(comment, (), ())) == 3
