"""Untidy PDF documents of several makers: what belongs is kept whole and in order, the rest left out, and pinned.

Beside each file stand the page it was made from (by WeasyPrint where it has running heads, else by a browser) and
what is expected of it.
"""

import json
import tomllib
from functools import cache
from pathlib import Path
from typing import Any, Final

import pytest

from briefs.model import Document, Source
from briefs.reading import raw_text, read
from tests.quality.scoring import score

FOLDER: Final = Path(__file__).parent
PINS: Final = tomllib.loads((FOLDER / "scores.toml").read_text("utf-8"))
NAMES: Final = tuple(path.stem for path in sorted(FOLDER.glob("*.pdf")))
each_file = pytest.mark.parametrize("name", NAMES)


def _source(name: str) -> Source:
    return Source(path=f"{name}.pdf", content=(FOLDER / f"{name}.pdf").read_bytes())


@cache
def _document(name: str) -> Document:
    outcome = read(_source(name))
    assert isinstance(outcome, Document)
    return outcome


@cache
def _expected(name: str) -> dict[str, Any]:
    expected: dict[str, Any] = json.loads((FOLDER / f"{name}.json").read_text("utf-8"))
    return expected


def _passages(name: str) -> list[list[str]]:
    document = _document(name)
    return [[passage.kind.value, document.exact(passage.span)] for passage in document.passages]


@each_file
def test_words_that_belong_and_words_that_do_not_are_as_pinned(name: str) -> None:
    kept = "\n".join(text for _, text in _passages(name))
    reached = score(kept, "\n".join(text for _, text in _expected(name)["kept"]))
    assert (reached.recall, reached.precision) >= tuple(PINS[name]["words"])


@each_file
def test_passages_are_whole_of_their_kind_and_in_order(name: str) -> None:
    found = _passages(name)
    expected = _expected(name)["kept"]
    whole = [passage for passage in expected if passage in found]
    assert len(whole) / len(expected) >= PINS[name]["whole"]
    main = [passage for passage in whole if passage[1] not in _expected(name).get("boxes", [])]
    assert [passage for passage in found if passage in main] == main


@each_file
def test_what_does_not_belong_is_in_no_passage(name: str) -> None:
    text = _document(name).text
    assert [
        words for words in _expected(name)["left_out"] if len(words) > len("Contents") and words in text
    ] == []


@each_file
def test_a_document_states_its_title_authors_date_and_language(name: str) -> None:
    document, expected = _document(name), _expected(name)
    assert document.title == expected["title"]
    assert list(document.author) == expected["author"]
    assert document.published is not None
    assert document.published.iso == expected["published"]
    assert document.language == expected["language"]


@each_file
def test_every_passage_stands_in_the_raw_text(name: str) -> None:
    whole = raw_text(_source(name))
    assert all(text in whole for _, text in _passages(name))


def test_every_score_is_pinned() -> None:
    assert set(PINS) == set(NAMES)
