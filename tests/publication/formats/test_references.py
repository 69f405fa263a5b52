"""The references for programs: CSL-JSON and BibLaTeX, with nothing that is not stated and no word that is a command."""

import io
import json
import re
from dataclasses import replace
from typing import Any

import pytest
from citeproc.source.bibtex.bibparse import BibTeXParser
from hypothesis import given
from hypothesis import strategies as st

from briefs.model import Brief, Marking, Precision, SourceFormat, StatedDate
from briefs.publication.formats.bibtex import to_bibtex
from briefs.publication.formats.characters import safe
from briefs.publication.formats.csl import to_csl_json
from briefs.publication.formats.identifiers import identifiers
from briefs.publication.page import page_of
from tests.publication.formats.hostile import NAMES, hostile
from tests.publication.material import sample

TYPES = {"webpage", "document", "personal_communication", "post"}
"""Those of CSL 1.0.2 that we have sources for."""
COMMANDS = {
    r"\textbackslash{}": "\\",
    r"\textbraceleft{}": "{",
    r"\textbraceright{}": "}",
    r"\textasciitilde{}": "~",
    r"\textasciicircum{}": "^",
    r"\textquotedbl{}": '"',
    **{f"\\{mark}": mark for mark in "#$%&_"},
}
COMMAND = re.compile("|".join(map(re.escape, COMMANDS)))


def items(brief: Brief) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(to_csl_json(brief, page_of(brief, with_contents=False)))
    return found


def bibtex(brief: Brief) -> str:
    return to_bibtex(brief, page_of(brief, with_contents=False)).decode()


def entries(brief: Brief) -> dict[str, Any]:
    return dict(BibTeXParser(io.StringIO(bibtex(brief))))


def shown(value: str) -> str:
    """What TeX prints of a value."""
    return COMMAND.sub(lambda match: COMMANDS[match.group()], value)


def changed(brief: Brief, number: int, **changes: Any) -> Brief:
    """The brief with another reference of that number."""
    references = [replace(it, **changes) if it.number == number else it for it in brief.references]
    return replace(brief, references=tuple(references))


def test_each_reference_is_an_item_in_their_order() -> None:
    brief = sample()
    found = items(brief)

    assert [item["id"] for item in found] == list(identifiers(brief.references).values())
    assert {item["type"] for item in found} <= TYPES
    assert [item.get("title") for item in found] == [
        it.title if it.title_stated else None for it in brief.references
    ]


def test_an_item_says_what_its_source_states() -> None:
    second = items(sample())[1]
    document = sample().references[1].document
    assert second == {
        "id": "strait-weather-wire-2026-84953904",
        "type": "webpage",
        "title": "Joint fog forecast passes its first test",
        "container-title": "Strait Weather Wire",
        "issued": {"date-parts": [[2026, 5, 21]]},
        "accessed": {"date-parts": [[2026, 5, 24]]},
        "URL": "https://weather.example/strait/2026/05/fog-forecast-passes-its-first-test",
        "language": "en",
        "note": f"disclosure: ai-generated; file: seeds/02-fog-forecast.html; document: {document}",
    }


@pytest.mark.parametrize(
    ("precision", "parts", "date"),
    [
        (Precision.YEAR, [2026], "2026"),
        (Precision.MONTH, [2026, 5], "2026-05"),
        (Precision.DAY, [2026, 5, 19], "2026-05-19"),
        (Precision.MINUTE, [2026, 5, 19], "2026-05-19"),
    ],
)
def test_a_date_is_as_exact_as_it_is_stated(precision: Precision, parts: list[int], date: str) -> None:
    first = sample().references[0]
    assert first.published
    stated = StatedDate(day=first.published.day, precision=precision)
    brief = changed(sample(), 1, published=stated)

    assert items(brief)[0]["issued"] == {"date-parts": [parts]}
    assert next(iter(entries(brief).values()))["date"] == date


def test_what_is_not_stated_is_not_there() -> None:
    third = items(sample())[2]
    assert not {"title", "author", "issued", "accessed", "URL"} & third.keys()
    assert not {"title", "author", "date", "url", "urldate"} & [*entries(sample()).values()][2].keys()
    unknown = changed(sample(), 3, language="und", publisher=None)
    assert not {"language", "publisher"} & items(unknown)[2].keys()
    assert "langid" not in [*entries(unknown).values()][2]


def test_a_reprint_names_its_origin_and_a_marked_source_its_marking() -> None:
    brief = changed(sample(), 9, marking=Marking.AMBER)
    note = "marking: TLP:AMBER; origin: The Haeju Courier (contained); agency: Strait Wire; "
    assert items(brief)[8]["note"].startswith(note)
    assert shown([*entries(brief).values()][8]["note"]).startswith(note)


@pytest.mark.parametrize(
    ("form", "kind", "entry"),
    [
        (SourceFormat.EMAIL, "personal_communication", "misc"),
        (SourceFormat.TELEGRAM, "post", "online"),
        (SourceFormat.HTML, "webpage", "online"),
        (SourceFormat.PDF, "webpage", "online"),
    ],
)
def test_the_type_tells_where_a_source_was_read(form: SourceFormat, kind: str, entry: str) -> None:
    brief = changed(sample(), 2, format=form)
    assert items(brief)[1]["type"] == kind
    assert [*entries(brief).values()][1].document_type == entry


def test_identifiers_are_unique_and_the_same_in_every_edition() -> None:
    references = sample().references
    twins = (references[0], replace(references[0], number=2), *references[2:])
    found = identifiers(twins)

    assert len(set(found.values())) == len(twins)
    assert found[1] == identifiers(references)[1] == "the-haeju-courier-2026-ce5efba8"
    assert identifiers(references)[4] == "source-2026-858c1995"
    assert all(re.fullmatch("[a-z0-9-]+", name) for name in found.values())


def test_what_a_source_says_is_never_a_command_a_field_or_an_entry() -> None:
    brief = hostile()
    text = bibtex(brief)
    found = entries(brief)
    spoiled = next(iter(found.values()))

    assert len(found) == len(brief.references)
    assert spoiled.keys() <= {"author", "title", "organization", "date", "url", "urldate", "langid", "note"}
    assert shown(spoiled["title"].strip("{}")) == safe(brief.references[0].title)
    assert shown(spoiled["author"].replace("} and {", "\n").strip("{}")).split("\n") == list(NAMES)
    assert not re.search("[\x00-\x09\x0b-\x1f\u202a-\u202e\u2066-\u2069]", text)
    assert items(brief)[0]["title"] == safe(brief.references[0].title)


@given(st.text(st.sampled_from("aB1 {}\\%$#&_~^\"'@=,\n\u202e한"), max_size=40))
def test_no_title_leaves_its_field(title: str) -> None:
    brief = changed(sample(), 1, title=f"x{title}x")
    found = [*entries(brief).values()]
    assert len(found) == len(brief.references)
    assert shown(found[0]["title"][1:-1]) == safe(f"x{title}x")
    assert found[0]["langid"] == "english"


def test_an_address_that_a_reader_may_not_follow_is_not_there() -> None:
    brief = changed(sample(), 2, url="javascript:alert(1)")
    assert "URL" not in items(brief)[1]
    assert "url" not in [*entries(brief).values()][1]


def test_the_same_brief_gives_the_same_bytes() -> None:
    assert bibtex(sample()) == bibtex(sample())
    assert items(sample()) == items(sample())
