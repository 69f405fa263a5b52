"""A count that more sources give otherwise is not printed where anything else serves the theme."""

import pytest

from briefs.model import Document
from briefs.summary import select
from briefs.summary.candidates import read_document
from briefs.summary.disputes import disputed
from tests.summary.writing import theme, write

RIGHT = (
    "The flood of the Vik mine in 1931 killed 136 miners, and most of them were never found.",
    "Divers of the Aldane institute look for the remains of 136 miners in the Vik mine, which was flooded in 1931.",
)
WRONG = (
    "Officials of Aldane said that the remains of 163 miners lie in the Vik mine, which was flooded in 1931."
)


def found(*documents: Document) -> list[str]:
    """The disputed sentences of documents."""
    candidates = [
        candidate
        for document in documents
        for part in read_document(document).parts
        for candidate in part.candidates
    ]
    keys = disputed(candidates)
    return [candidate.sentence.text for candidate in candidates if candidate.key in keys]


def two(published: str | None = "2026-05-19") -> list[Document]:
    return [write(text, published=published) for text in RIGHT]


def test_a_count_that_two_more_documents_give_otherwise_is_disputed() -> None:
    assert found(*two(), write(WRONG, published="2026-05-19")) == [WRONG]


def test_one_other_document_disputes_nothing() -> None:
    assert found(two()[0], write(WRONG, published="2026-05-19")) == []


def test_as_many_voices_on_both_sides_settle_nothing() -> None:
    again = (
        "Tests go on for the 163 miners of the Vik mine, which was flooded in 1931, officials of Aldane said."
    )

    assert found(*two(), write(WRONG), write(again)) == []


def test_a_count_that_is_newer_than_all_others_is_news() -> None:
    assert found(*two("2026-05-19"), write(WRONG, published="2026-05-20")) == []


@pytest.mark.parametrize(
    "other",
    [
        "Officials of Aldane said that the remains of 163 sailors lie in the wreck off Vik, sunk in 1932.",
        "The harbour office of Northport pays 163 miners a pension each month, and counts on fewer from April.",
    ],
)
def test_the_count_of_another_thing_is_not_disputed(other: str) -> None:
    assert found(*two(), write(other, published="2026-05-19")) == []


def test_a_disputed_count_is_printed_only_where_nothing_else_serves_the_theme() -> None:
    documents = [*two(), write(WRONG, published="2026-05-19")]
    by = {document.id: document for document in documents}

    selection = select(documents, [theme("mine", "mine", "miners")])

    assert {by[pick.document].exact(pick.span) for pick in selection.picks} <= set(RIGHT)
    reasons = [miss.reason for account in selection.accounts for miss in account.near_misses]
    assert "more sources give another count" in reasons
