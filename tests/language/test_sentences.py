"""Sentences are cut where a reader would cut them, and each is a slice of its document."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefs.language.sentences import split_document, split_passage
from tests.summary.writing import write


def cut(text: str) -> list[str]:
    return [text[span.start : span.end] for span in split_passage(text)]


@pytest.mark.parametrize(
    "sentences",
    [
        ["Gen. Park met Mr. Sato at 5 p.m. on Tuesday.", "He left."],
        ["The U.S. delegation arrived.", "It stayed."],
        ["G. W. Harmon wrote it.", "Nobody read it."],
        ["It opens by Dec. 2026, Dr. A. J. Smith of St. Olaf said.", "He left."],
        ["Why now?", "Because it is cheap!", "And near."],
        ["The price rose to 3.5 per cent.", "Sales fell."],
        ["It ended... and nobody noticed.", "Then it began."],
        ["A court found Army Spc. Odd Vinter guilty.", "He left."],
        ["Sgt. Ivan L. “Chip” Holm testified.", "He left."],
        ["The count was wrong.[12]", "A second count was not.[3]"],
    ],
)
def test_an_abbreviation_an_initial_or_a_number_ends_no_sentence(sentences: list[str]) -> None:
    assert cut(" ".join(sentences)) == sentences


@pytest.mark.parametrize(
    "quotation",
    [
        "“We asked. They answered,” the envoy said.",
        '"Is it safe? It is," said the engineer.',
        "“A cable is a promise,” one planner said. “It can be cut by either side.”",
    ],
)
def test_a_quotation_stays_whole_with_its_speaker(quotation: str) -> None:
    assert cut(f"The room was full. {quotation} The room emptied.") == [
        "The room was full.",
        quotation,
        "The room emptied.",
    ]


def test_a_list_is_read_with_the_lead_in_that_introduces_it() -> None:
    document = write(
        "The grid needs three things. The plan provides for:", "- a cable", "- two converters", "Work began."
    )

    texts = [sentence.text for sentence in split_document(document)]

    assert texts == [
        "The grid needs three things.",
        "The plan provides for: - a cable - two converters",
        "Work began.",
    ]


def test_a_lead_in_is_never_left_without_its_list() -> None:
    document = write("The plan provides for:", "Work began in the north.")

    assert [sentence.text for sentence in split_document(document)] == ["Work began in the north."]


def test_list_items_that_are_whole_paragraphs_are_sentences_of_their_own() -> None:
    document = write(
        "The plan has two parts:", "- A cable is laid. It is long.", "- A converter is built. It is new."
    )

    texts = [sentence.text for sentence in split_document(document)]

    assert texts == ["A cable is laid.", "It is long.", "A converter is built.", "It is new."]


def test_a_dateline_is_not_part_of_the_first_sentence() -> None:
    document = write(
        "BUSAN, Nov. 12 (Harbour Wire) — The port reopened after the storm.", "SEOUL — said nothing."
    )

    assert split_document(document)[0].text == "The port reopened after the storm."


@pytest.mark.parametrize(
    "dateline",
    [
        "SEOUL, May 4 (Yonhap) — ",
        "Port Ebba, Norvia — ",
        "Port Ebba, Norvia – ",
        "Tuesday, January 18, 2005",
        "Tuesday, January 18, 2005 ",
    ],
)
def test_a_place_or_a_day_before_a_report_is_cut_off(dateline: str) -> None:
    assert split_document(write(f"{dateline}Two ferries sank."))[0].text == "Two ferries sank."


def test_a_day_that_a_sentence_needs_is_not_cut_off() -> None:
    text = "Tuesday, January 18, 2005 was a day of storms."

    assert split_document(write(text))[0].text == text


def test_a_disclosure_a_heading_and_a_set_quotation_are_no_sentences() -> None:
    document = write(
        "# What is new", "The port reopened.", "> We are open.", notice="This page was made by a machine."
    )

    assert [sentence.text for sentence in split_document(document)] == ["The port reopened."]


@given(st.text(alphabet="aB .,!?“”\"'()[]1:;—\n-", max_size=200))
def test_sentences_are_disjoint_slices_in_order_that_lose_no_word(text: str) -> None:
    spans = split_passage(text)

    assert all(left.end <= right.start for left, right in pairwise(spans))
    kept = "".join(text[span.start : span.end] for span in spans)
    assert "".join(filter(str.isalnum, kept)) == "".join(filter(str.isalnum, text))
    assert all(text[span.start : span.end].strip() == text[span.start : span.end] for span in spans)
