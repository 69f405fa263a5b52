"""Every sample source is read as ``tests/seeds/expected.toml``, written by hand, says it must be."""

import tomllib
from pathlib import Path
from typing import Any, Final

import pytest

from briefs.model import Document, PassageKind, Source
from briefs.reading import raw_text, read

ROOT: Final = Path(__file__).parents[2]
EXPECTED: Final[list[dict[str, Any]]] = tomllib.loads(
    (ROOT / "tests" / "seeds" / "expected.toml").read_text(encoding="utf-8")
)["document"]
PRINTED: Final = (PassageKind.PARAGRAPH, PassageKind.LIST_ITEM, PassageKind.QUOTATION)

each_seed = pytest.mark.parametrize("expected", EXPECTED, ids=[entry["path"] for entry in EXPECTED])


def _source(expected: dict[str, Any]) -> Source:
    return Source(path=expected["path"], content=(ROOT / "seeds" / expected["path"]).read_bytes())


def _document(expected: dict[str, Any]) -> Document:
    document = read(_source(expected))
    assert isinstance(document, Document), document
    return document


def _printable(document: Document) -> list[str]:
    """Return the passages that may be printed as statements: running text outside all disclosures."""
    return [
        document.exact(passage.span)
        for passage in document.passages
        if passage.kind in PRINTED
        and not any(passage.span.overlaps(disclosure.span) for disclosure in document.disclosures)
    ]


@each_seed
def test_what_a_source_says_of_itself_is_read(expected: dict[str, Any]) -> None:
    document = _document(expected)
    stated = {
        "format": document.format,
        "title": (document.title or "").casefold(),
        "publisher": (document.publisher or "").casefold(),
        "author": list(document.author),
        "published": document.published.iso if document.published else None,
        "language": document.language,
        "url": document.url,
    }
    assert stated == {
        "format": expected["format"],
        "title": expected["title"].casefold(),
        "publisher": expected.get("publisher", "").casefold(),
        "author": expected["author"],
        "published": expected.get("published"),
        "language": expected["language"],
        "url": expected.get("url"),
    }


@each_seed
def test_the_body_is_kept_from_its_first_words_to_its_last(expected: dict[str, Any]) -> None:
    printable = _printable(_document(expected))
    missing = [words for words in expected["keeps"] if not any(words in text for text in printable)]
    assert missing == []
    assert expected["keeps"][0] in printable[0]
    assert expected["keeps"][-1] in printable[-1]


@each_seed
def test_nothing_that_must_be_left_out_can_be_printed(expected: dict[str, Any]) -> None:
    printable = _printable(_document(expected))
    assert [words for words in expected["leaves_out"] if any(words in text for text in printable)] == []


@each_seed
def test_what_a_source_discloses_is_found_with_its_links(expected: dict[str, Any]) -> None:
    document = _document(expected)
    found = [(notice.kind, list(notice.links)) for notice in document.disclosures]
    wanted = expected.get("disclosures", [])
    assert found == [(notice["kind"], notice["links"]) for notice in wanted]
    for disclosure, notice in zip(document.disclosures, wanted, strict=True):
        assert document.exact(disclosure.span).startswith(notice["starts"])


@each_seed
def test_every_passage_stands_in_its_source(expected: dict[str, Any]) -> None:
    document, whole = _document(expected), raw_text(_source(expected))
    strange = [
        text for p in document.passages if (text := " ".join(document.exact(p.span).split())) not in whole
    ]
    assert strange == []
