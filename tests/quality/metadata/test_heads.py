"""What the heads of untidy pages and texts state of themselves, field by field, scored and pinned."""

import datetime
from typing import Final

import pytest

from briefs.model import DateKind, Document
from briefs.reading import read
from tests.quality.metadata.heads import FIELDS, HEADS, RETRIEVED, Head, stated_of, wanted_of

PINNED: Final = 1.0
"""Share of all fields that are read rightly, for each field alone; none may fall below."""
LIMIT: Final = (RETRIEVED + datetime.timedelta(days=1)).date()

each_head = pytest.mark.parametrize("head", HEADS, ids=[head.name for head in HEADS])


@pytest.mark.parametrize("name", FIELDS)
def test_no_field_falls_below_its_pinned_score(name: str) -> None:
    wrong = {
        head.name: (stated_of(head)[name], wanted_of(head)[name])
        for head in HEADS
        if stated_of(head)[name] != wanted_of(head)[name]
    }
    assert 1 - len(wrong) / len(HEADS) >= PINNED, wrong


def test_there_are_enough_heads_in_enough_languages() -> None:
    languages = {str(head.stated["language"]).split("-")[0] for head in HEADS}
    assert len(HEADS) >= 40
    assert languages >= {"en", "ko", "ja", "zh", "de"}


@each_head
def test_the_date_of_a_document_is_the_first_of_its_claims(head: Head) -> None:
    document = _document(head)
    published = [claim.date for claim in document.dates if claim.kind is DateKind.PUBLISHED]
    modified = [claim.date for claim in document.dates if claim.kind is DateKind.MODIFIED]
    assert (document.published, document.modified) == (
        next(iter(published), None),
        next(iter(modified), None),
    )


@each_head
def test_no_document_is_dated_after_it_was_retrieved_while_another_date_is_claimed(head: Head) -> None:
    document = _document(head)
    claimed = [claim.date.day for claim in document.dates if claim.kind is DateKind.PUBLISHED]
    if document.published and min(claimed) <= LIMIT:
        assert document.published.day <= LIMIT


@each_head
def test_a_credit_stands_in_its_source_as_it_is_said(head: Head) -> None:
    assert all(credit.exact in head.text for credit in _document(head).credits)


@each_head
def test_who_carries_a_text_is_never_its_publisher(head: Head) -> None:
    document = _document(head)
    assert document.carrier is None or document.carrier != document.publisher


def _document(head: Head) -> Document:
    document = read(head.source)
    assert isinstance(document, Document)
    return document
