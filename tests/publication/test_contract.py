"""brief.json: the contract, its schema, and that the one satisfies the other."""

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from briefs.model import Problem, SourceFormat
from briefs.publication.contract import schema, to_json
from tests.publication.material import sample, single, sources

GOLDEN = Path(__file__).with_name("golden")
SCHEMA = jsonschema.Draft202012Validator(json.loads(schema()))


def loaded() -> dict[str, Any]:
    result: dict[str, Any] = json.loads(to_json(sample()))
    return result


def test_the_schema_is_itself_valid() -> None:
    jsonschema.Draft202012Validator.check_schema(json.loads(schema()))


@pytest.mark.parametrize("brief", [sample(), single()[0]], ids=["sample", "single"])
def test_every_brief_satisfies_the_schema(brief: Any) -> None:
    assert list(SCHEMA.iter_errors(json.loads(to_json(brief)))) == []


def test_it_is_as_it_was_to_the_byte() -> None:
    assert to_json(sample()) == (GOLDEN / "brief.json").read_bytes()


SPOILED = {
    "a key of its own": lambda brief: brief.update(extra=1),
    "a key missing": lambda brief: brief.pop("method"),
    "a moment without a time": lambda brief: brief.update(as_of="2026-05-25"),
    "a key point that is no statement": lambda brief: brief["key_points"].append("first"),
    "a digest cut short": lambda brief: brief["references"][0].update(document="sha256:short"),
    "a grade off the scale": lambda brief: brief["references"][0].update(reliability="G"),
    "a date in words": lambda brief: brief["references"][0].update(published="19 May 2026"),
    "a statement without a citation": lambda brief: first(brief).update(citations=[]),
    "an offset before the text": lambda brief: first(brief)["citations"][0].update(start=-1),
    "a statement without context": lambda brief: first(brief).pop("context"),
}


def first(brief: dict[str, Any]) -> Any:
    return brief["sections"][0]["statements"][0]


@pytest.mark.parametrize("mistake", SPOILED)
def test_the_schema_refuses_what_the_contract_does_not_allow(mistake: str) -> None:
    brief = loaded()
    SPOILED[mistake](brief)
    assert list(SCHEMA.iter_errors(brief)) != []


def test_keys_stand_in_the_order_of_the_contract() -> None:
    brief = loaded()
    assert list(brief) == [
        *("schema", "edition", "number", "revision", "title", "language", "as_of", "coverage", "key_points"),
        *("sections", "timeline", "quotations", "disagreements", "references", "not_included", "method"),
        *("balance", "earlier", "marking", "raised_by", "draft", "correction", "comments"),
    ]
    assert list(brief["sections"][0]["statements"][0]) == [
        *("id", "text", "context", "new", "citations", "corroboration", "origins", "scores"),
        *("language", "parts", "pinned_by"),
    ]
    assert list(brief["references"][0]) == [
        *("number", "document", "path", "url", "title", "publisher", "author", "published"),
        *("published_precision", "retrieved", "language", "format", "origin", "reliability", "credibility"),
        *("disclosures", "words", "words_left_out", "title_stated"),
        *(
            "modified",
            "carrier",
            "country",
            "descriptor",
            "agency",
            "credits",
            "doubts",
            "marking",
            "reprints",
        ),
    ]


def test_what_is_not_stated_is_null_and_what_is_not_assessed_says_so() -> None:
    undated = loaded()["references"][2]
    assert undated["published"] is None
    assert undated["published_precision"] is None
    assert undated["retrieved"] is None
    assert (undated["reliability"], undated["credibility"]) == ("F", 6)
    assert undated["origin"] == undated["document"]


def test_offsets_point_to_the_exact_words_in_the_published_text() -> None:
    texts = {document.id: document.text for document in sources()}
    brief = loaded()
    for section in brief["sections"]:
        for statement in section["statements"]:
            for cited in statement["citations"]:
                document = brief["references"][cited["reference"] - 1]["document"]
                assert texts[document][cited["start"] : cited["end"]] == cited["exact"]


def test_a_file_name_that_is_no_text_survives_as_an_escape() -> None:
    brief = replace(
        sample(), not_included=(Problem(subject="seeds/\udcff.txt", stage="reading", message="empty"),)
    )
    assert json.loads(to_json(brief))["not_included"][0]["subject"] == "seeds/\udcff.txt"


def test_the_schema_knows_every_source_format() -> None:
    formats = json.loads(schema())["$defs"]["reference"]["properties"]["format"]["enum"]
    assert formats == [form.value for form in SourceFormat]
