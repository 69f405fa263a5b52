"""Whether two sentences report one fact in other words."""

import pytest

from briefs.language.sentences import split_document
from briefs.model import Document
from briefs.summary import select
from briefs.summary.candidates import Candidate, as_printed
from briefs.summary.facts import Facts
from tests.summary.writing import theme, write

CONTRAST = (
    "The harbour of Eastport shipped wool and timber for the spring fair in 2021.",
    "A choir from Westport sang in the chapel, and the organ was played by Ines Roth.",
    "Fishing crews in Southport mended nets after the storm of March.",
)


def candidate(text: str) -> Candidate:
    (sentence,) = split_document(write(text))
    return as_printed(sentence)


def same(left: str, right: str) -> bool:
    one, other = candidate(left), candidate(right)
    facts = Facts([one, other, *map(candidate, CONTRAST)])
    assert facts.same(one, other) == facts.same(other, one)
    return facts.same(one, other)


ASKED = "President Ana Ruiz has asked the ministers of Kelland to prepare a plan for restoring parts of past accords."
TOLD = "President Ana Ruiz told the Cabinet of Kelland to draw up a phased plan for reviving parts of older agreements."


@pytest.mark.parametrize(
    ("left", "right"),
    [
        (ASKED, TOLD),
        (
            "Premier Ana Ruiz said the chances of finding survivors of the storm were small.",
            "Premier Ruiz told reporters that few survivors of the typhoon would be found.",
        ),
        (
            "The earthquake killed 40 people and injured 300 in the province of Aldane, police said.",
            "Police reported that 40 people died and 300 were hurt in the quake in Aldane province.",
        ),
    ],
)
def test_a_fact_in_other_words_is_the_same(left: str, right: str) -> None:
    assert same(left, right)


@pytest.mark.parametrize(
    ("left", "right"),
    [
        (
            "Tomoko Nagai, who teaches history at Setouchi College, warned against reading too much into the method.",
            "You can share a laboratory without a verdict, said Tomoko Nagai of Setouchi College.",
        ),
        (
            "The earthquake killed 40 people in the province of Aldane, police said on Monday.",
            "The earthquake killed 52 people in the province of Aldane, police said on Monday.",
        ),
        (
            "The ministry confirmed that the two reactors at Cape Rowan were damaged by the fire.",
            "The ministry has not confirmed that the two reactors at Cape Rowan were damaged by the blaze.",
        ),
        (
            ASKED,
            "President Ana Ruiz opened a bridge in Kelland and praised all who had built it in four years.",
        ),
    ],
)
def test_the_same_names_other_figures_and_denials_are_not(left: str, right: str) -> None:
    assert not same(left, right)


def printed(*documents: Document) -> int:
    return len(select(documents, [theme("kelland", "agreements", "accords", "president", "plan")]).picks)


def test_a_fact_is_printed_once_in_whatever_words_it_is_reported() -> None:
    others = [write(text) for text in CONTRAST]

    assert printed(write(ASKED), *others) == printed(write(TOLD), *others) == 1
    assert printed(write(ASKED), write(TOLD), *others) == 1


def test_korean_sentences_are_compared_by_their_words_and_never_by_meanings() -> None:
    text = "정부는 조세이 탄광 희생자 유골의 감정을 위한 실무 협의를 계속한다는 방침이다."
    (sentence,) = split_document(write(text, language="ko"))
    korean = as_printed(sentence)

    assert not Facts([korean]).same(korean, korean)


def test_what_only_one_of_two_sentences_denies_is_a_fact_of_its_own() -> None:
    told = "Officials of Kelland said that the laboratory tests the remains of 136 miners of the Vik mine."

    assert same(told, told.replace("said", "confirmed"))
    assert not same(told, f"{told.removesuffix('.')}, without giving a date for the first result.")


def test_a_sentence_most_of_which_stands_in_a_longer_one_reports_no_fact_of_its_own() -> None:
    short = candidate(
        "The two governments undertook in Vik to work more closely on energy and on supply chains."
    )
    long = candidate(
        "Kelland and Aldane agreed on Tuesday to deepen their work on energy and supply chains, closing a summit in "
        "Vik that President Ana Ruiz had arranged in the town of her parents for Prime Minister Leo Brandt."
    )
    facts = Facts([short, long, *map(candidate, CONTRAST)])

    assert facts.same(short, long)
    assert not facts.same(long, short)
