"""Untidy files of every format but web pages and PDF: what belongs is kept, what does not is left out, and pinned."""

import tomllib

import pytest

from briefs.model import Document
from briefs.reading import raw_text
from tests.quality.documents import (
    PINS,
    Container,
    Expected,
    expected_documents,
    our_score,
    outcome,
    stated_of,
)

FILES = expected_documents()
CONTAINERS = tuple(dict.fromkeys(file.container for file in FILES))
each_file = pytest.mark.parametrize("file", FILES, ids=[file.name for file in FILES])


@each_file
def test_no_file_falls_below_its_pinned_score(file: Expected) -> None:
    pinned = tomllib.loads(PINS.read_text("utf-8"))
    assert our_score(file).f1 >= pinned[file.name]


@each_file
def test_what_a_file_states_of_itself_is_read(file: Expected) -> None:
    document = outcome(file)
    assert isinstance(document, Document)
    found = dict(stated_of(document))
    assert {name: found[name] for name, _ in file.stated} == dict(file.stated)


@each_file
def test_what_is_beside_the_text_is_left_out(file: Expected) -> None:
    document = outcome(file)
    assert isinstance(document, Document)
    assert [words for words in file.left_out if words in document.text] == []


@each_file
def test_every_passage_stands_in_what_is_rendered(file: Expected) -> None:
    document = outcome(file)
    assert isinstance(document, Document)
    whole = raw_text(file.source)
    assert all(document.exact(passage.span) in whole for passage in document.passages)


@pytest.mark.parametrize("container", CONTAINERS, ids=[container.name for container in CONTAINERS])
def test_a_file_holds_its_documents_and_what_cannot_be_used_is_told(container: Container) -> None:
    sources, problems = container.unpacked
    assert tuple(source.path for source in sources) == container.documents
    assert tuple((problem.subject, problem.message) for problem in problems) == container.problems


def test_every_score_is_pinned() -> None:
    assert {*tomllib.loads(PINS.read_text("utf-8"))} == {file.name for file in FILES}
