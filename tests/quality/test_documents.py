"""Untidy mails, Word documents and channel exports: what belongs is kept, what does not is left out, and pinned."""

import tomllib

import pytest

from briefs.model import Document
from briefs.reading import raw_text
from tests.quality.documents import PINS, Expected, expected_documents, our_score, outcome, stated_of

FILES = expected_documents()
each_file = pytest.mark.parametrize("file", FILES, ids=[file.name for file in FILES])


@each_file
def test_no_file_falls_below_its_pinned_score(file: Expected) -> None:
    pinned = tomllib.loads(PINS.read_text("utf-8"))
    assert our_score(file).f1 >= pinned[file.name]


@each_file
def test_what_a_file_states_of_itself_is_read(file: Expected) -> None:
    document = outcome(file)
    assert isinstance(document, Document)
    assert dict(stated_of(document)) == dict(file.stated)


@each_file
def test_what_is_beside_the_text_is_left_out(file: Expected) -> None:
    document = outcome(file)
    assert isinstance(document, Document)
    assert [words for words in file.left_out if words in document.text] == []


@each_file
def test_every_passage_stands_in_what_is_rendered(file: Expected) -> None:
    document = outcome(file)
    assert isinstance(document, Document)
    whole = raw_text(file.sources[0])
    assert all(document.exact(passage.span) in whole for passage in document.passages)


def test_every_score_is_pinned() -> None:
    assert {*tomllib.loads(PINS.read_text("utf-8"))} == {file.name for file in FILES}
