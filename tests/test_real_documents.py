"""What must hold on the four real documents, where they are at hand. None of their sentences stands here.

``seeds/before-sources.toml`` holds, as digests, what was made of them before sources were fetched and further formats
read: nothing of it may be lost.
"""

import hashlib
import json
import re
import subprocess
import sys
import tomllib
from pathlib import Path
from typing import Any, Final

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


BEFORE: Final[dict[str, Any]] = tomllib.loads(
    Path(__file__).with_name("seeds").joinpath("before-sources.toml").read_text("utf-8")
)
each_before = pytest.mark.parametrize("before", BEFORE["document"], ids=lambda before: str(before["file"]))


def digest(text: str | None) -> str | None:
    return hashlib.sha256(text.encode()).hexdigest()[:16] if text is not None else None


def named(before: dict[str, Any]) -> Document:
    found = next(
        path
        for path in FOLDER.glob("*.txt")
        if hashlib.sha256(path.read_bytes()).hexdigest().startswith(before["file"])
    )
    return document(found.stem)


def passages(found: Document) -> list[str]:
    return [f"{passage.kind} {digest(found.exact(passage.span))}" for passage in found.passages]


@each_before
def test_every_passage_that_was_kept_is_kept(before: dict[str, Any]) -> None:
    found = named(before)
    kept = [passage for passage in before["passages"] if passage not in BEFORE["changed"]]

    assert [passage for passage in passages(found) if passage in kept] == kept


@each_before
def test_nothing_is_kept_that_was_left_out(before: dict[str, Any]) -> None:
    known = {*before["passages"], *BEFORE["changed"]}

    assert [passage for passage in passages(named(before)) if passage not in known] == []


@each_before
def test_as_many_words_are_kept_as_before(before: dict[str, Any]) -> None:
    assert named(before).words >= before["words"]


@each_before
def test_every_notice_is_found_as_before(before: dict[str, Any]) -> None:
    found = named(before)
    notices = [
        f"{notice.kind} {digest(found.exact(notice.span))} {len(notice.links)} links"
        for notice in found.disclosures
    ]

    assert notices == before["disclosures"]


@each_before
def test_what_a_document_states_of_itself_is_found_as_before(before: dict[str, Any]) -> None:
    found = named(before)

    assert [digest(name) for name in found.author] == before["author"]
    assert digest(found.title) == before.get("title")
    assert digest(found.publisher) == before.get("publisher")
    assert (found.published.iso if found.published else None) == before.get("published")
    assert found.language == before["language"]


def test_every_theme_is_served_with_as_many_statements_as_before(brief: dict[str, Any]) -> None:
    printed = [len(section["statements"]) for section in brief["sections"]]

    assert all(now >= then for now, then in zip(printed, BEFORE["brief"]["statements"], strict=True))


def test_as_many_documents_are_cited_as_before(brief: dict[str, Any]) -> None:
    references = {citation["reference"] for one in statements(brief) for citation in one["citations"]}

    assert len(references) >= BEFORE["brief"]["documents"]
