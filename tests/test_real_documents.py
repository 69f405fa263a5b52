"""What must hold on the four real documents, where they are at hand. None of their sentences stands here."""

import json
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from briefs.model import Document, PassageKind, Source
from briefs.reading import raw_text, read

FOLDER = Path(__file__).parents[1].parent / "shared" / "seeds"
pytestmark = pytest.mark.skipif(not FOLDER.is_dir(), reason="the real documents are not beside this checkout")


def file(start: str) -> Path:
    return next(FOLDER.glob(f"{start}*.txt"))


def document(start: str) -> Document:
    outcome = read(Source(path=f"seeds/{start}.txt", content=file(start).read_bytes()))
    assert isinstance(outcome, Document)
    return outcome


@pytest.fixture(scope="module")
def brief(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    out = tmp_path_factory.mktemp("out")
    command = [
        sys.executable,
        "-m",
        "briefs.cli",
        "build",
        str(FOLDER),
        "--as-of",
        "2026-06-01",
        "--out",
        str(out),
    ]
    subprocess.run([*command, "--edition", "real", "--quiet"], check=True, capture_output=True)
    made: dict[str, Any] = json.loads((out / "real" / "brief.json").read_text("utf-8"))
    return made


def statements(brief: dict[str, Any]) -> list[dict[str, Any]]:
    return [statement for section in brief["sections"] for statement in section["statements"]]


def cited(brief: dict[str, Any], start: str) -> dict[str, Any]:
    found: dict[str, Any] = next(entry for entry in brief["references"] if f"/{start}" in entry["path"])
    return found


def test_all_four_sections_are_filled_and_have_a_key_point(brief: dict[str, Any]) -> None:
    assert all(section["statements"] for section in brief["sections"])
    assert {key.partition(".")[0] for key in brief["key_points"]} == {"1", "2", "3", "4"}


def test_the_dated_page_is_read_as_it_states_itself(brief: dict[str, Any]) -> None:
    lines = file("003").read_text("utf-8").split("\n")
    byline = next(place for place, line in enumerate(lines) if line.startswith("Post by"))
    title = next(line for line in reversed(lines[:byline]) if line.strip())

    reference = cited(brief, "003")

    assert reference["published"].startswith("2025-08-18")
    assert reference["author"] == ["Minna"]
    assert reference["title"] == title


def test_nothing_of_the_related_stories_is_kept() -> None:
    raw = file("003").read_text("utf-8")
    related = [line.strip() for line in raw[raw.index("Aug. 18, 2025") :].split("\n")[1:] if line.strip()]
    text = document("003").text

    assert len(related) > 30
    assert not any(line in text for line in related)


def test_the_notice_of_the_generated_page_stands_at_its_reference(brief: dict[str, Any]) -> None:
    reference = cited(brief, "001")

    assert reference["publisher"] == "PRISM News"
    assert reference["published"] is None
    assert [disclosure["kind"] for disclosure in reference["disclosures"]] == ["ai-generated"]


def test_the_editorial_shows_where_it_came_from(brief: dict[str, Any]) -> None:
    (disclosure,) = cited(brief, "002")["disclosures"]

    assert disclosure["kind"] == "synthesised"
    assert len(disclosure["links"]) == 2
    assert cited(brief, "002")["published"] is None


def test_no_headline_caption_byline_or_notice_is_printed(brief: dict[str, Any]) -> None:
    documents = {reference["document"]: document(reference["path"][6:9]) for reference in brief["references"]}
    headings = {
        found.exact(passage.span)
        for found in documents.values()
        for passage in found.passages
        if passage.kind in {PassageKind.HEADING, PassageKind.CAPTION}
    } | {found.title for found in documents.values()}

    assert not headings & {statement["text"] for statement in statements(brief)}
    for statement in statements(brief):
        (citation,) = statement["citations"]
        for notice in documents[brief["references"][citation["reference"] - 1]["document"]].disclosures:
            assert not (citation["start"] < notice.span.end and notice.span.start < citation["end"])


def test_every_sentence_is_its_slice_and_stands_in_the_raw_file(brief: dict[str, Any]) -> None:
    for statement in statements(brief):
        (citation,) = statement["citations"]
        start = brief["references"][citation["reference"] - 1]["path"][6:9]
        found = document(start)
        assert found.text[citation["start"] : citation["end"]] == citation["exact"]
        source = Source(path="x.txt", content=file(start).read_bytes())
        assert statement["text"] in raw_text(source)
        assert statement["text"] in " ".join(source.content.decode("utf-8").split())


def test_no_printed_sentence_leans_on_the_one_before(brief: dict[str, Any]) -> None:
    leaning = re.compile(
        r"(?:However|But|And|So|Still|This|That|These|Those|It|They|Despite this|In other words)\b"
    )

    for statement in statements(brief):
        assert not leaning.match(statement["text"]), statement["text"]
        if re.match(r"(?:.{0,20}\b)?(?:he|she|his|her)\b", statement["text"], re.IGNORECASE):
            assert statement["context"], statement["text"]


def test_a_day_without_its_year_is_resolved_in_the_context(brief: dict[str, Any]) -> None:
    days = [
        statement for statement in statements(brief) if re.search(r"August 18,? (?!2025)", statement["text"])
    ]

    assert days
    assert all("18 August 2025" in statement["context"] for statement in days)
